//! A call is a list of events; everything else about it is their fold.
//!
//! [`session`] decides what an intent comes to and applies it; [`state`] is the fold; [`desk`] holds the calls there are;
//! [`timeframe`] finds what is said of time, [`promise`] reads by when something is promised;
//! [`rehearsal`] is what a call is beyond a call when it is practice, [`mock`] when a trainer plays the caller.

pub mod clock;
pub mod desk;
pub mod event;
mod fold;
pub mod intent;
pub mod left;
pub mod mock;
pub mod promise;
pub mod rehearsal;
pub mod session;
pub mod state;
pub mod timeframe;
