//! A call is a list of events; everything else about it is their fold.

pub mod event;
pub mod promise;
