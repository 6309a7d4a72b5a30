//! Practice: a scripted caller who reacts, what a rehearsal comes to, ten minutes a day on what is weak.
//!
//! [`caller`] decides how a caller takes a reply; [`drill`] makes cards of the playbooks and says when they come back.

pub mod caller;
pub mod drill;
