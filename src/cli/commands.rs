//! The verbs, one a file, each with its help.

pub mod check;
pub mod detect;
pub mod diff;
pub mod drill;
pub mod emergency;
pub mod export;
pub mod history;
pub mod home;
pub mod list;
pub mod live;
pub mod mock;
pub mod new;
pub mod purge;
pub mod rehearse;
pub mod review;
pub mod schema;
pub mod score;
pub mod search;
pub mod show;
pub mod stats;
pub mod trial;
