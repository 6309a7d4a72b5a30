//! Finding anything.
use crate::playbook::model::{Id, Kind};
/// An index.
#[derive(Clone, Debug, Default)]
pub struct Index;
/// A hit.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Id.
    pub id: Id,
    /// Kind.
    pub kind: Kind,
}
