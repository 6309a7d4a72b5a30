//! Ranking.
/// The places.
#[derive(Clone, Debug, Default)]
pub struct Deals;
