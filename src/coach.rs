//! What helps during a call: phrases to say next, and finding anything by a fragment.

mod cue;
mod deal;
mod ear;
#[cfg(test)]
mod fixture;
mod fold;
mod proof;
mod reply;
mod search;
mod suggest;
mod wording;

pub use cue::{Cues, Heard, listen};
pub use deal::{Deal, Deals, PLACES};
pub use ear::{Ear, Found, Owner, Turned, Weights, features};
pub use fold::fold;
pub use proof::proof;
pub use reply::reply;
pub use search::{Hit, Index, Reason};
pub use suggest::{SPOKEN, Scene, rank};
pub use wording::{Move, Review, Risk, Setting, parts, review};
