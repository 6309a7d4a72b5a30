//! Settings (to come).
/// A fault.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{fix}")]
pub struct Fault {
    /// Fix.
    pub fix: String,
}
