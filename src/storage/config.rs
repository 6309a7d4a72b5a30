//! Settings (to come).
use crate::{
    app::config::Config,
    storage::{StorageError, paths::Paths},
};
/// A fault.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{fix}")]
pub struct Fault {
    /// Fix.
    pub fix: String,
}
/// Load.
pub fn load(_p: &Paths) -> Result<Config, Vec<Fault>> {
    Ok(Config { agent: Some("Sam".into()), asked: true, ..Config::default() })
}
/// Save.
pub fn save(_p: &Paths, _c: &Config) -> Result<(), StorageError> {
    Ok(())
}
