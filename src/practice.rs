//! Practice: a scripted caller who reacts, what a rehearsal comes to, ten minutes a day on what is weak.
//!
//! [`caller`] decides how a caller takes a reply; [`proof`] plays the examples in their files.

pub mod caller;
pub mod proof;
