//! stub
/// x
pub struct Hit;
/// x
pub struct Index;
