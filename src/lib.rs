//! hearken: a full-screen terminal coach for people who answer calls.

pub mod app;
pub mod call;
pub mod coach;
pub mod playbook;
pub mod storage;
pub mod text;
pub mod tui;
