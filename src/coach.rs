//! What helps during a call: phrases to say next, and finding anything by a fragment.

mod deal;
#[cfg(test)]
mod fixture;
mod fold;
mod reply;
mod search;
mod suggest;

pub use deal::{Deal, Deals, PLACES};
pub use fold::fold;
pub use reply::reply;
pub use search::{Hit, Index, Reason};
pub use suggest::{SPOKEN, Scene, rank};
