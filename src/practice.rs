//! Practice: a scripted caller who reacts, what a rehearsal comes to, ten minutes a day on what is weak.
//!
//! [`caller`] decides how a caller takes a reply; [`proof`] plays the examples in their files; [`debrief`]
//! looks back on a rehearsal; [`progress`] adds all of them up.

pub mod caller;
pub mod debrief;
pub mod progress;
pub mod proof;
