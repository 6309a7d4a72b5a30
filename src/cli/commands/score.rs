//! `hearken score`: how far two observers agree who marked the same mock calls, and their marks taken in from a file.

pub mod agree;
pub mod import;
mod json;
mod side;
mod words;
