//! Practice: a scripted caller who reacts, what a rehearsal comes to, ten minutes a day on what is weak.
//!
//! [`caller`] decides how a caller takes a reply; [`proof`] plays the examples in their files; [`debrief`]
//! looks back on a rehearsal, and [`progress`] adds all of them up; [`drill`] makes cards of the playbooks and says when
//! they come back; [`mock`] looks back on a call in which a trainer played the caller, marked by a [`scorecard`];
//! [`agreement`] tells how far two who marked the same one agree.

pub mod agreement;
pub mod caller;
pub mod debrief;
pub mod drill;
pub mod mock;
pub mod progress;
pub mod proof;
pub mod scorecard;
