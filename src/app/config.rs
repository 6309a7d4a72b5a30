//! The user's settings as the program uses them; reading and checking the file is storage's.

use std::collections::BTreeMap;

use crate::playbook::model::Id;

/// How long something about a caller stays on disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// It is never written.
    Never,
    /// Until wrap-up ends.
    #[default]
    UntilWrapUp,
    /// So many days.
    Days(u32),
}

/// Which glyphs are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GlyphSet {
    /// Those of SCREENS.
    #[default]
    Unicode,
    /// Letters and signs of ASCII.
    Ascii,
}

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The agent's name, `{agent}`.
    pub agent: Option<String>,
    /// The company's name, `{company}`.
    pub company: Option<String>,
    /// ISO 3166 alpha-2, upper case.
    pub country: Option<String>,
    /// The industry phrases are chosen for.
    pub industry: Option<Id>,
    /// The team's folders of playbooks.
    pub playbooks: Vec<String>,
    /// How long notes stay.
    pub keep_notes: Keep,
    /// How long names, numbers and the caller's own words stay.
    pub keep_caller: Keep,
    /// How many days records stay.
    pub keep_days: u32,
    /// Whether practice is kept on this machine; none: not asked yet.
    pub keep_practice: Option<bool>,
    /// Keys that were changed: the act's name and the keys for it.
    pub keys: BTreeMap<String, Vec<String>>,
    /// The theme's name; none follows the terminal.
    pub theme: Option<String>,
    /// The glyphs.
    pub glyphs: Option<GlyphSet>,
    /// How many phrases are shown, 2 or 3.
    pub lines: u8,
    /// Whether the terminal's cursor is always visible.
    pub cursor_always: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether nothing may move by itself.
    pub reduced_motion: bool,
    /// Who to turn to after a hard call.
    pub support: Option<String>,
    /// The keys that a system-wide file locks.
    pub locked: Vec<String>,
    /// Whether the first questions were answered or skipped.
    pub asked: bool,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            agent: None,
            company: None,
            country: None,
            industry: None,
            playbooks: Vec::new(),
            keep_notes: Keep::default(),
            keep_caller: Keep::default(),
            keep_days: 90,
            keep_practice: None,
            keys: BTreeMap::new(),
            theme: None,
            glyphs: None,
            lines: 3,
            cursor_always: false,
            mouse: true,
            reduced_motion: false,
            support: None,
            locked: Vec::new(),
            asked: false,
        }
    }
}
