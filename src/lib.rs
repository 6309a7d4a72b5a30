//! hearken: a full-screen terminal coach for people who answer calls.

pub mod app;
pub mod playbook;
pub mod text;
pub mod tui;
