//! How an author writes words that may be heard in many ways: `{family} .. (died|passed away)`.
//!
//! Words stand for themselves, whatever their case; `die*` is every word that begins so. `(a|b)` is one of them, `[a|b]`
//! one or none, `{list}` one of a list of words that the playbooks define, `#` a number. `..` skips up to three words,
//! `...` up to seven. `^` is the beginning of a sentence, `$` its end, `?` stands
//! in one that asks. `~` is, in what rules
//! a cue out, the place of the words that were heard.

use std::fmt;

use super::model::Id;

/// How many words `..` skips at most.
const NEAR: u8 = 3;
/// How many words `...` skips at most.
const FAR: u8 = 7;
/// How deep brackets may stand in brackets.
const DEPTH: usize = 4;

/// Words that may be heard, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern(pub Vec<Part>);

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A word, as the author wrote it.
    Word(String),
    /// Every word that begins so.
    Begins(String),
    /// One of a list of words.
    List(Id),
    /// A number in digits.
    Number,
    /// Up to so many words, none of which turns the meaning round.
    Gap(u8),
    /// One of several; perhaps none.
    Choice {
        /// What may stand here.
        of: Vec<Pattern>,
        /// Whether nothing may stand here too.
        optional: bool,
    },
    /// What was heard, in what rules it out.
    Heard,
    /// The beginning of a sentence.
    Start,
    /// The end of a sentence.
    End,
    /// Nothing, in a sentence that asks.
    Asked,
}

/// Why a pattern cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There are no words in it.
    Empty,
    /// A bracket that is not closed, or closes nothing.
    Bracket,
    /// A choice of which one side is empty.
    Choice,
    /// A sign that means nothing here.
    Sign(char),
    /// It begins or ends with words that are skipped, or skips twice.
    Gap,
    /// What begins so is too much: `a*`.
    Short,
    /// Brackets in brackets in brackets.
    Deep,
    /// `~` where nothing is ruled out, or twice.
    Heard,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Empty => f.write_str("there is no word to hear in this"),
            Trouble::Bracket => f.write_str("this bracket has no partner"),
            Trouble::Choice => f.write_str("one side of this `|` is empty"),
            Trouble::Sign(c) => write!(f, "`{c}` means nothing in a pattern"),
            Trouble::Gap => f.write_str("`..` stands between words"),
            Trouble::Short => f.write_str("a word before `*` has at least three letters"),
            Trouble::Deep => f.write_str("brackets stand too deep in brackets"),
            Trouble::Heard => f.write_str("`~` stands once, and only in `unless`"),
        }
    }
}

impl Pattern {
    /// Reads a pattern. `heard` says whether `~` may stand in it.
    ///
    /// # Errors
    /// Why it cannot be read, and the byte at which.
    pub fn read(text: &str, heard: bool) -> Result<Pattern, (Trouble, usize)> {
        let mut reader = Reader { text, at: 0, heard: usize::from(heard) };
        let pattern = reader.sequence(0)?;
        if reader.at < text.len() {
            return Err((Trouble::Bracket, reader.at));
        }
        if !pattern.has_words() {
            return Err((Trouble::Empty, 0));
        }
        Ok(pattern)
    }

    /// Whether there is anything to hear in it.
    fn has_words(&self) -> bool {
        self.0.iter().any(|part| match part {
            Part::Word(_) | Part::Begins(_) | Part::List(_) | Part::Number => true,
            Part::Choice { of, optional } => !optional && of.iter().all(Pattern::has_words),
            _ => false,
        })
    }

    /// Every list of words that it names.
    pub fn lists<'a>(&'a self, out: &mut Vec<&'a Id>) {
        for part in &self.0 {
            match part {
                Part::List(id) => out.push(id),
                Part::Choice { of, .. } => of.iter().for_each(|pattern| pattern.lists(out)),
                _ => {}
            }
        }
    }

    /// Where in it the place of what was heard is.
    pub fn heard(&self) -> Option<usize> {
        self.0.iter().position(|part| *part == Part::Heard)
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// How many `~` may still come.
    heard: usize,
}

type Read<T> = Result<T, (Trouble, usize)>;

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Parts up to a sign that ends them, which stays.
    fn sequence(&mut self, depth: usize) -> Read<Pattern> {
        let mut parts: Vec<Part> = Vec::new();
        loop {
            let blank = self.rest().len() - self.rest().trim_start().len();
            self.at += blank;
            let start = self.at;
            let Some(c) = self.rest().chars().next().filter(|c| !matches!(c, ')' | ']' | '|')) else { break };
            let part = self.part(c, depth)?;
            let gap = |part: &Part| matches!(part, Part::Gap(_));
            if gap(&part) && parts.last().is_none_or(|last| gap(last) || *last == Part::Start) {
                return Err((Trouble::Gap, start));
            }
            if part == Part::End && parts.last().is_some_and(gap) {
                return Err((Trouble::Gap, start));
            }
            parts.push(part);
        }
        if let Some(Part::Gap(_)) = parts.last() {
            return Err((Trouble::Gap, self.text[..self.at].trim_end().trim_end_matches('.').len()));
        }
        Ok(Pattern(parts))
    }

    fn part(&mut self, c: char, depth: usize) -> Read<Part> {
        let start = self.at;
        match c {
            '(' | '[' if depth >= DEPTH => Err((Trouble::Deep, start)),
            '(' => self.choice(')', depth),
            '[' => self.choice(']', depth),
            '{' => self.list(),
            '.' => {
                let dots = self.rest().len() - self.rest().trim_start_matches('.').len();
                self.at += dots;
                match dots {
                    2 => Ok(Part::Gap(NEAR)),
                    3 => Ok(Part::Gap(FAR)),
                    _ => Err((Trouble::Sign('.'), start)),
                }
            }
            '~' if self.heard == 0 || depth > 0 => Err((Trouble::Heard, start)),
            '#' | '^' | '$' | '?' | '~' => {
                self.at += 1;
                Ok(match c {
                    '#' => Part::Number,
                    '^' => Part::Start,
                    '$' => Part::End,
                    '?' => Part::Asked,
                    _ => {
                        self.heard -= 1;
                        Part::Heard
                    }
                })
            }
            c if c.is_alphanumeric() => self.word(),
            c => Err((Trouble::Sign(c), start)),
        }
    }

    fn word(&mut self) -> Read<Part> {
        let start = self.at;
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
        let end = self.rest().find(|c| !inside(c)).map_or(self.text.len(), |i| start + i);
        let word = self.text[start..end].to_string();
        self.at = end;
        if !self.rest().starts_with('*') {
            return Ok(Part::Word(word));
        }
        self.at += 1;
        if word.chars().count() < 3 {
            return Err((Trouble::Short, start));
        }
        Ok(Part::Begins(word))
    }

    fn list(&mut self) -> Read<Part> {
        let start = self.at;
        let Some(end) = self.rest().find('}') else { return Err((Trouble::Bracket, start)) };
        let name = self.rest()[1..end].trim().to_string();
        if let Some((i, c)) = name.char_indices().find(|(_, c)| !c.is_ascii_alphanumeric() && *c != '-') {
            return Err((Trouble::Sign(c), start + 1 + i));
        }
        if name.is_empty() {
            return Err((Trouble::Empty, start));
        }
        self.at += end + 1;
        Ok(Part::List(Id::from(name)))
    }

    fn choice(&mut self, close: char, depth: usize) -> Read<Part> {
        let start = self.at;
        let mut of = Vec::new();
        loop {
            self.at += 1;
            let from = self.at;
            let side = self.sequence(depth + 1)?;
            if side.0.is_empty() {
                return Err((Trouble::Choice, from.min(self.text.len().saturating_sub(1))));
            }
            of.push(side);
            match self.rest().chars().next() {
                Some('|') => {}
                Some(c) if c == close => break,
                Some(_) => return Err((Trouble::Bracket, self.at)),
                None => return Err((Trouble::Bracket, start)),
            }
        }
        self.at += 1;
        Ok(Part::Choice { of, optional: close == ']' })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Part {
        Part::Word(text.into())
    }

    fn one(text: &str) -> Pattern {
        Pattern(vec![word(text)])
    }

    fn trouble(text: &str) -> (Trouble, usize) {
        Pattern::read(text, true).expect_err(text)
    }

    #[test]
    fn a_pattern_has_words_choices_lists_and_gaps() {
        let read = Pattern::read("^my {family} .. (died|passed away) [#] fund* ... end?", false).expect("it is one");
        let passed = Pattern(vec![word("passed"), word("away")]);
        let expected = [
            Part::Start,
            word("my"),
            Part::List(Id::from("family")),
            Part::Gap(NEAR),
            Part::Choice { of: vec![one("died"), passed], optional: false },
            Part::Choice { of: vec![Pattern(vec![Part::Number])], optional: true },
            Part::Begins("fund".into()),
            Part::Gap(FAR),
            word("end"),
            Part::Asked,
        ];
        assert_eq!(read.0, expected);
        let mut lists = vec![];
        read.lists(&mut lists);
        assert_eq!(lists, [&Id::from("family")]);
    }

    #[test]
    fn what_was_heard_has_a_place_only_where_it_is_ruled_out() {
        assert_eq!(Pattern::read("not ~ yet", true).map(|p| p.heard()), Ok(Some(1)));
        assert_eq!(Pattern::read("not ~", false), Err((Trouble::Heard, 4)));
        assert_eq!(trouble("~ not ~"), (Trouble::Heard, 6));
        assert_eq!(trouble("(a|~) not"), (Trouble::Heard, 3));
    }

    #[test]
    fn trouble_is_told_at_its_place() {
        for (text, expected) in [
            ("", (Trouble::Empty, 0)),
            ("..", (Trouble::Gap, 0)),
            ("~", (Trouble::Empty, 0)),
            ("[died]", (Trouble::Empty, 0)),
            ("a .. .. b", (Trouble::Gap, 5)),
            ("a ..", (Trouble::Gap, 2)),
            ("a .. $", (Trouble::Gap, 5)),
            ("a . b", (Trouble::Sign('.'), 2)),
            ("a (b|c", (Trouble::Bracket, 2)),
            ("a b)", (Trouble::Bracket, 3)),
            ("a (b]", (Trouble::Bracket, 4)),
            ("a (b|)", (Trouble::Choice, 5)),
            ("a {b", (Trouble::Bracket, 2)),
            ("a {b c}", (Trouble::Sign(' '), 4)),
            ("a {}", (Trouble::Empty, 2)),
            ("a, b", (Trouble::Sign(','), 1)),
            ("ab*", (Trouble::Short, 0)),
            ("((((((a))))))", (Trouble::Deep, 4)),
        ] {
            assert_eq!(trouble(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused_inside_itself(text in "[a-c(){}|\\[\\]~.*#^?$ é]{0,24}") {
            if let Err((_, at)) = Pattern::read(&text, true) {
                proptest::prop_assert!(at <= text.len() && text.is_char_boundary(at));
            }
        }
    }
}
