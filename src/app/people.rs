//! The people who are trained: a name where a trainer gave one, and when they agreed that it is kept.

use crate::{
    call::{event::At, mock::PersonId},
    text::{clean, cut},
};

/// How wide a name is at most, in columns.
const NAME: usize = 40;

/// Someone who is trained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// What logs call them by; it says nothing of them.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// When they agreed that it is kept.
    pub agreed: At,
}

impl Person {
    /// Whether this is their name, however it is capitalised.
    pub fn is_called(&self, name: &str) -> bool {
        self.name.to_lowercase() == name.to_lowercase()
    }
}

/// A name as it may be kept: cleaned, without blanks around it, at most 40 columns; none where nothing is left.
pub fn name(text: &str) -> Option<String> {
    let name = cut(clean(text).trim(), NAME, "").trim_end().to_string();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;

    #[test]
    fn names_are_cleaned_and_cut() {
        assert_eq!(name("  Ann\tLee \n").as_deref(), Some("Ann Lee"));
        assert_eq!(name("a\x1b[2Jb").as_deref(), Some("a<U+001B>[2Jb"));
        assert_eq!((name(""), name(" \t ")), (None, None));
        let long = name(&"日本".repeat(30)).expect("a name");
        assert_eq!((width(&long), long.chars().count()), (40, 20));
    }

    #[test]
    fn capitals_make_no_other_name() {
        let ann = Person { id: PersonId("p1".into()), name: "Änn Lee".into(), agreed: At(1) };
        assert!(ann.is_called("änn lee") && ann.is_called("ÄNN LEE"));
        assert!(!ann.is_called("Ann Lee") && !ann.is_called("Änn"));
    }
}
