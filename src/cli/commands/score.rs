//! `hearken score`: how far two observers agree who marked the same mock calls, and their marks taken in from a file.

pub mod agree;
pub mod import;
mod json;
pub(in crate::cli::commands) mod side;
mod words;
