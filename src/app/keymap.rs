//! Keys as data: what a key is, where it counts, and which act it means there.

use std::{collections::BTreeMap, fmt, str::FromStr};

use crate::app::action::Action;

mod table;

pub use table::TABLE;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character as it was typed, shift already in it.
    Char(char),
    /// A function key, from 1.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// The names of keys that are not one character.
const NAMES: [(&str, Code); 14] = [
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("BackTab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PageUp", Code::PageUp),
];

/// A key as a person presses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

impl Key {
    /// A key alone.
    pub const fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false }
    }

    /// A key with Ctrl.
    pub const fn ctrl(c: char) -> Key {
        Key { code: Code::Char(c), ctrl: true, alt: false }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match (self.code, NAMES.iter().find(|(_, code)| *code == self.code)) {
            (_, Some((name, _))) => f.write_str(name),
            (Code::Char(c), None) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            (Code::Char(c), None) => write!(f, "{c}"),
            (Code::F(n), None) => write!(f, "F{n}"),
            (code, None) => write!(f, "{code:?}"),
        }
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Key, String> {
        let (mut rest, mut ctrl, mut alt) = (text, false, false);
        loop {
            if let Some(more) = rest.strip_prefix("Ctrl-").filter(|more| !more.is_empty()) {
                (rest, ctrl) = (more, true);
            } else if let Some(more) = rest.strip_prefix("Alt-").filter(|more| !more.is_empty()) {
                (rest, alt) = (more, true);
            } else {
                break;
            }
        }
        let named = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(rest)).map(|(_, code)| *code);
        let function = rest.strip_prefix('F').and_then(|n| n.parse().ok()).filter(|n| (1..=12).contains(n));
        let mut letters = rest.chars();
        let code = match (named, function, letters.next(), letters.next()) {
            (Some(code), ..) => code,
            (None, Some(n), ..) => Code::F(n),
            (None, None, Some(c), None) if ctrl => Code::Char(c.to_ascii_lowercase()),
            (None, None, Some(c), None) => Code::Char(c),
            _ if rest.eq_ignore_ascii_case("PageDown") => Code::PageDown,
            _ => return Err(format!("there is no key called {text}; write a letter, F2, Space, Enter or Ctrl-E")),
        };
        Ok(Key { code, ctrl, alt })
    }
}

/// Where a key counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Home.
    Home,
    /// A call that goes on.
    Call,
    /// Wrap-up.
    WrapUp,
    /// A screen that is a list: playbooks, settings.
    List,
    /// The drill.
    Drill,
    /// The follow-ups.
    FollowUps,
    /// What is past: calls, practice, figures.
    History,
    /// A list laid over a screen.
    Sheet,
    /// The pause after a hard call.
    Pause,
    /// A rehearsal looked back on.
    Debrief,
    /// The trainer's desk.
    Desk,
    /// A mock call looked back on.
    MockDebrief,
}

/// Under which head an act stands in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The call.
    TheCall,
    /// What you say and hear.
    Say,
    /// Items and moments.
    Items,
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Binding {
    /// The act.
    pub action: Action,
    /// Its name in the config and among the commands.
    pub name: &'static str,
    /// Its keys, the first shown.
    pub keys: &'static [Key],
    /// Where they count.
    pub contexts: &'static [Context],
    /// Its word in the key row; empty leaves it out.
    pub label: &'static str,
    /// Its head in the help.
    pub group: Group,
    /// Its line in the help; empty leaves it out.
    pub help: &'static str,
}

/// The keys in force: the table, and what the config changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keymap {
    changed: BTreeMap<Action, Vec<Key>>,
}

impl Keymap {
    /// The table with these changes, by the act's name.
    ///
    /// # Errors
    /// Each with the name at fault: unknown acts, unknown keys, a key that two acts of one place would share, an
    /// emergency without a key.
    pub fn with(changes: &BTreeMap<String, Vec<String>>) -> Result<Keymap, Vec<(String, String)>> {
        let (mut map, mut faults) = (Keymap::default(), Vec::new());
        for (name, keys) in changes {
            let Some(row) = TABLE.iter().find(|row| row.name == name) else {
                faults.push((name.clone(), format!("no act is called {name}; `:` lists them")));
                continue;
            };
            match keys.iter().map(|key| key.parse()).collect::<Result<Vec<Key>, _>>() {
                Ok(keys) if keys.is_empty() && row.action == Action::Emergency => {
                    faults.push((name.clone(), "the emergency needs a key".into()));
                }
                Ok(keys) => {
                    map.changed.insert(row.action, keys);
                }
                Err(fault) => faults.push((name.clone(), fault)),
            }
        }
        for row in TABLE.iter().filter(|row| map.changed.contains_key(&row.action)) {
            for key in map.keys(row) {
                let clash = TABLE.iter().find(|other| {
                    other.action != row.action
                        && other.contexts.iter().any(|context| row.contexts.contains(context))
                        && map.keys(other).contains(key)
                });
                if let Some(other) = clash {
                    faults.push((row.name.into(), format!("{key} is the key of {} as well; change one", other.name)));
                }
            }
        }
        if faults.is_empty() { Ok(map) } else { Err(faults) }
    }

    fn keys<'a>(&'a self, row: &'a Binding) -> &'a [Key] {
        self.changed.get(&row.action).map_or(row.keys, Vec::as_slice)
    }

    /// The act that a key means in a place.
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        TABLE.iter().find(|row| row.contexts.contains(&context) && self.keys(row).contains(&key)).map(|row| row.action)
    }

    /// The key of an act, as it is shown; none if it has none.
    pub fn name(&self, action: Action) -> Option<String> {
        let row = TABLE.iter().find(|row| row.action == action)?;
        self.keys(row).first().map(Key::to_string)
    }

    /// The key of an act that answers an offer, as it is shown while a field has the letters: with Alt.
    pub fn name_typing(&self, action: Action) -> Option<String> {
        let row = TABLE.iter().find(|row| row.action == action)?;
        self.keys(row).first().map(|key| Key { alt: true, ..*key }.to_string())
    }

    /// All keys of an act, as they are shown.
    pub fn names(&self, action: Action) -> String {
        let row = TABLE.iter().find(|row| row.action == action);
        let names: Vec<String> = row.into_iter().flat_map(|row| self.keys(row)).map(Key::to_string).collect();
        names.join(" ")
    }

    /// Whether the config changed an act's keys.
    pub fn is_changed(&self, action: Action) -> bool {
        self.changed.contains_key(&action)
    }

    /// Whether a key always means the emergency, also while typing.
    pub fn is_emergency(&self, key: Key) -> bool {
        self.action(Context::Call, key) == Some(Action::Emergency)
    }
}

/// The row of an act.
pub fn binding(action: Action) -> Option<&'static Binding> {
    TABLE.iter().find(|row| row.action == action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_acts_share_a_key_in_one_place() {
        for (i, row) in TABLE.iter().enumerate() {
            for other in &TABLE[i + 1..] {
                let meet = row.contexts.iter().any(|context| other.contexts.contains(context));
                let clash = row.keys.iter().any(|key| other.keys.contains(key));
                assert!(!(meet && clash), "{} and {}", row.name, other.name);
                assert_ne!(row.name, other.name);
            }
        }
    }

    #[test]
    fn key_names_go_both_ways() {
        for row in TABLE {
            for key in row.keys {
                assert_eq!(key.to_string().parse::<Key>().as_ref(), Ok(key));
            }
        }
        assert_eq!("Ctrl-E".parse(), Ok(Key::ctrl('e')));
        for wrong in ["", "Hyper-x", "F0", "F13", "spac", "Ctrl-"] {
            assert!(wrong.parse::<Key>().is_err(), "{wrong}");
        }
    }

    fn change(name: &str, keys: &[&str]) -> Result<Keymap, Vec<(String, String)>> {
        Keymap::with(&BTreeMap::from([(name.to_string(), keys.iter().map(|k| k.to_string()).collect())]))
    }

    #[test]
    fn a_changed_key_replaces_the_old_one() {
        let map = change("hold", &["H"]).expect("a free key");
        assert_eq!(map.action(Context::Call, "H".parse().expect("a key")), Some(Action::Hold));
        assert_eq!(map.action(Context::Call, "h".parse().expect("a key")), None);
        assert_eq!(map.names(Action::Hold), "H");
        assert!(map.is_changed(Action::Hold) && !map.is_changed(Action::End));
    }

    #[test]
    fn conflicts_and_unknown_names_are_told() {
        assert!(change("hold", &["e"]).expect_err("taken")[0].1.contains("end"));
        assert!(change("holt", &["e"]).expect_err("unknown")[0].1.contains("holt"));
        assert!(change("hold", &["Meta-x"]).expect_err("no key")[0].1.contains("Meta-x"));
        assert!(change("emergency", &[]).expect_err("needed")[0].1.contains("emergency"));
    }
}
