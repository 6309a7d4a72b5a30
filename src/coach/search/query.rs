//! What was typed: words, and what narrows them.

use crate::playbook::model::{Id, Kind};

use super::entry::words;

/// A query in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// The words, folded, each once, in order.
    pub words: Vec<String>,
    /// The same words as they were typed, as far as the blanks tell.
    pub typed: Vec<String>,
    /// The words as a text looks with them in a row: every one behind a blank.
    pub phrase: String,
    /// How many words were typed, as blanks part them.
    typed_words: usize,
    kinds: Vec<Kind>,
    said: bool,
}

/// A pasted page is not looked up word by word.
const MOST_WORDS: usize = 24;

/// From so many different words on, a query is a sentence.
const SENTENCE: usize = 4;

impl Query {
    /// Reads what was typed.
    pub fn parse(text: &str) -> Query {
        let mut query = Query::default();
        for chunk in text.split_whitespace().take(2 * MOST_WORDS) {
            let rest = query.narrow(chunk);
            let known = query.words.len();
            words(rest, |word| query.push(word));
            // What was parted is shown in its parts.
            let typed = rest.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            query.typed_words += usize::from(query.words.len() > known);
            match &query.words[known..] {
                [_] => query.typed.push(typed),
                parts => query.typed.extend(parts.iter().cloned()),
            }
        }
        query
    }

    /// Takes `step:` and its like off a chunk; what is left of it.
    fn narrow<'a>(&mut self, chunk: &'a str) -> &'a str {
        let Some((name, rest)) = chunk.split_once(':') else { return chunk };
        let kind = match name.to_lowercase().as_str() {
            "step" | "steps" => Kind::Step,
            "scenario" | "scenarios" => Kind::Scenario,
            "phrase" | "phrases" => Kind::Phrase,
            "topic" | "topics" => Kind::Topic,
            "channel" | "channels" => Kind::Channel,
            "language" | "languages" => Kind::Language,
            "framework" | "frameworks" => Kind::Framework,
            "emotion" | "emotions" | "mood" | "moods" => Kind::Emotion,
            "said" => {
                self.said = true;
                return rest;
            }
            _ => return chunk,
        };
        self.kinds.push(kind);
        rest
    }

    fn push(&mut self, word: &str) {
        if self.words.len() < MOST_WORDS {
            self.phrase.push(' ');
            self.phrase.push_str(word);
            if !self.words.iter().any(|known| known == word) {
                self.words.push(word.to_string());
            }
        }
    }

    /// Whether it is as long as a sentence. `sign-in code` is two words, however many it is looked up by.
    pub fn is_sentence(&self) -> bool {
        self.typed_words >= SENTENCE
    }

    /// Whether it narrows to anything.
    pub fn narrows(&self) -> bool {
        self.said || !self.kinds.is_empty()
    }

    /// Whether something of this kind and id may be found.
    pub fn allows(&self, kind: Kind, id: &Id, said: &[Id]) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (!self.said || (kind == Kind::Phrase && said.contains(id)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str) -> Vec<String> {
        Query::parse(text).words
    }

    #[test]
    fn words_are_folded_and_once() {
        assert_eq!(words_of("  Café don't  cafe "), ["cafe", "dont"]);
        assert_eq!(words_of("e-mail"), ["e", "mail", "email"]);
        assert_eq!(words_of("?! ..."), [""; 0]);
        assert_eq!(words_of(&"a b c d ".repeat(5000)), ["a", "b", "c", "d"]);
        assert_eq!(Query::parse("Late late parcel").phrase, " late late parcel");
    }

    #[test]
    fn prefixes_narrow() {
        let id = Id::from("x");
        let query = Query::parse("Step: lef");
        assert!(query.narrows() && query.allows(Kind::Step, &id, &[]) && !query.allows(Kind::Phrase, &id, &[]));
        assert_eq!(query.words, ["lef"]);
        assert_eq!(words_of("scenario:grief"), ["grief"]);
        let both = Query::parse("topic: phrase: x");
        assert!(both.allows(Kind::Topic, &id, &[]) && both.allows(Kind::Phrase, &id, &[]));
        let said = Query::parse("said:");
        assert!(said.allows(Kind::Phrase, &id, std::slice::from_ref(&id)));
        assert!(!said.allows(Kind::Phrase, &Id::from("y"), std::slice::from_ref(&id)));
        assert!(!said.allows(Kind::Step, &id, std::slice::from_ref(&id)));
    }

    #[test]
    fn other_colons_are_words() {
        let query = Query::parse("note: 21:00");
        assert!(!query.narrows());
        assert_eq!(query.words, ["note", "21", "00"]);
    }
}
