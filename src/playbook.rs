//! Playbooks: from the text that a trainer wrote to the library that a call is led by.

pub mod model;
