//! What is on disk and what is not: every write has a ticket, and the store tells up to which it came.

use crate::call::event::At;

/// What is on disk and what is not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saves {
    /// The last ticket given out.
    pub given: u64,
    /// Everything up to this one is on disk.
    pub on_disk: u64,
    /// When the oldest that is not was given out.
    pub waiting_since: Option<At>,
    /// Why saving fails, until it does not.
    pub failed: Option<String>,
}

impl Saves {
    /// The next ticket.
    pub fn ticket(&mut self, at: At) -> u64 {
        self.given += 1;
        self.waiting_since.get_or_insert(at);
        self.given
    }

    /// Whether everything given out is on disk.
    pub fn settled(&self) -> bool {
        self.on_disk >= self.given
    }
}
