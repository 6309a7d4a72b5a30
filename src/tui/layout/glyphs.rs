//! The few signs of the page, in Unicode and in ASCII.

use crate::app::glance::{State, Stroke};

/// Which signs are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Glyphs {
    /// `┃ │ ─ ╌ ━ ◆ ▸ ○ ✓ ✗ » › · …`
    #[default]
    Unicode,
    /// `| | - . = * > o + x ; > , ...`
    Ascii,
}

/// Each sign with its ASCII form, one cell each; `…` becomes `...` before anything is measured.
const FORMS: [(char, char); 14] = [
    ('┃', '|'),
    ('│', '|'),
    ('─', '-'),
    ('╌', '.'),
    ('━', '='),
    ('◆', '*'),
    ('▸', '>'),
    ('○', 'o'),
    ('✓', '+'),
    ('✗', 'x'),
    ('»', ';'),
    ('›', '>'),
    ('·', ','),
    ('…', '.'),
];

/// The ASCII form of a sign; any other character stays.
pub(crate) fn ascii(c: char) -> char {
    FORMS.iter().find(|(sign, _)| *sign == c).map_or(c, |(_, form)| *form)
}

impl Glyphs {
    /// A sign as it is drawn.
    pub(crate) fn of(self, sign: char) -> char {
        match self {
            Glyphs::Unicode => sign,
            Glyphs::Ascii => ascii(sign),
        }
    }

    /// What ends a text that was cut.
    pub(crate) fn ellipsis(self) -> &'static str {
        match self {
            Glyphs::Unicode => "…",
            Glyphs::Ascii => "...",
        }
    }

    /// A text with its signs as they are drawn.
    pub(crate) fn text(self, text: &str) -> String {
        match self {
            Glyphs::Unicode => text.to_string(),
            Glyphs::Ascii => text.replace(" · ", ", ").replace('…', "...").chars().map(ascii).collect(),
        }
    }

    /// A state's sign.
    pub(crate) fn state(self, state: State) -> char {
        self.of(match state {
            State::Open => '○',
            State::Current => '▸',
            State::Done => '✓',
            State::Deferred => '»',
            State::NotApplicable => '-',
            State::Overridden => '/',
        })
    }

    /// The sign rules are drawn with.
    pub(crate) fn stroke(self, stroke: Stroke) -> char {
        self.of(match stroke {
            Stroke::Normal => '─',
            Stroke::Paused => '╌',
            Stroke::Emergency => '━',
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_forms_are_the_documents_and_in_its_order() {
        let signs: String = "┃│─╌━◆▸○✓✗»›".chars().map(ascii).collect();
        assert_eq!(signs, "||-.=*>o+x;>");
        assert_eq!(Glyphs::Ascii.text("must · now…"), "must, now...");
        assert_eq!(Glyphs::Unicode.text("must · now…"), "must · now…");
        assert_eq!(Glyphs::Ascii.text("Zoë"), "Zoë");
    }

    #[test]
    fn every_state_and_stroke_has_a_sign_of_its_own() {
        let states =
            [State::Open, State::Current, State::Done, State::Deferred, State::NotApplicable, State::Overridden];
        for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
            let mut seen: Vec<char> = states.iter().map(|s| glyphs.state(*s)).collect();
            seen.extend([Stroke::Paused, Stroke::Emergency].map(|s| glyphs.stroke(s)));
            let all = seen.len();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), all);
        }
    }
}
