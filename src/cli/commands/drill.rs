//! `hearken drill`: today's short practice.

use clap::Args;

use crate::app::msg::Msg;

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Drill {}

const HELP: &str = "\
Cards made from the playbooks, about ten minutes a day. What you know comes back after 1, 3, 7 and 16 days, and then
when you are about to forget it. What must not be missed in an emergency or a bereavement comes back to everyone.

Example:
  hearken drill";

impl Drill {
    /// What the application is told first.
    pub fn open(&self) -> Msg {
        Msg::Drill
    }
}
