//! What the ear listens for: patterns that can be read, lists that exist.

use super::super::{
    fault::Fault,
    model::{Background, Caution, Cue, Id, Kind, Listening, Spelling, Turn},
    pattern::Pattern,
    place::Located,
    source::{CueSource, Given, Many, Text, WordingSource},
};
use super::{Checker, Of, wording::spot};
use crate::text::clean;

/// What can be heard or said to be a scene.
const SCENES: [Kind; 2] = [Kind::Scenario, Kind::Emotion];

impl Checker<'_> {
    pub(super) fn cue(&mut self, cue: &Located<CueSource>) -> Option<Cue> {
        let source = &cue.value;
        let name = source.id.as_ref()?;
        let id = self.id(name, false);
        let places = self.scenes(&source.places);
        let words = self.patterns(&source.words, false);
        let same = source.same.iter().flat_map(|list| &list.value).filter_map(|text| self.spelling(text)).collect();
        let listening = self.listening(&source.hear, &source.hint, &source.unless, &source.despite);
        let listens = source.hear.is_some() || source.hint.is_some();
        if listens != source.places.is_some() {
            let (message, fix) = if listens {
                ("says what is heard and not what it tells", "add `for:` with a scenario or a mood")
            } else {
                ("names a scenario or a mood and nothing that is heard", "add `hear:` with a pattern")
            };
            let fault = Fault::error("HK0317", name.at, format!("the cue `{}` {message}", name.value));
            self.faults.add(fault.fix(fix));
        } else if !listens && source.words.is_none() && source.same.is_none() && source.unless.is_none() {
            self.missing("words", Of { kind: "cue", id: &name.value, at: cue.at });
        }
        let id = id?;
        self.origin(Kind::Cue, &id, cue.at);
        Some(Cue { id, places, words, same, listening })
    }

    pub(super) fn turn(&mut self, turn: &Located<WordingSource>) -> Option<Turn> {
        let source = &turn.value;
        let name = source.id.as_ref()?;
        let of = Of { kind: "wording", id: &name.value, at: turn.at };
        let id = self.id(name, false);
        let title = self.need(&source.title, "title", of);
        let scenes = self.scenes(&source.scenes);
        let listening = self.listening(&source.hear, &source.hint, &source.unless, &None);
        let moves = source.unless_moves.iter().flat_map(|list| &list.value);
        let unless_moves = moves.map(|id| Id::from(id.value.as_str())).collect();
        let (why, instead) = (self.may(&source.why), self.may(&source.instead));
        let caution = match (why, instead) {
            (Some(why), Some(instead)) => Some(Caution { why, instead }),
            (None, None) => None,
            (why, _) => {
                self.missing(if why.is_some() { "instead" } else { "why" }, of);
                None
            }
        };
        let background = Background { remark: None, sources: self.texts(&source.sources) };
        let id = id?;
        self.origin(Kind::Wording, &id, turn.at);
        Some(Turn { id, title: title?, listening, scenes, unless_moves, caution, background })
    }

    fn scenes(&mut self, given: &Given<Many>) -> Vec<Id> {
        let list = given.iter().flat_map(|list| &list.value.0);
        list.filter_map(|id| self.refer(id, &SCENES, "scenario or mood")).collect()
    }

    pub(super) fn listening(
        &mut self,
        hear: &Given<Vec<Text>>,
        hint: &Given<Vec<Text>>,
        unless: &Given<Vec<Text>>,
        despite: &Given<Vec<Text>>,
    ) -> Listening {
        Listening {
            hear: self.patterns(hear, false),
            hints: self.patterns(hint, false),
            unless: self.patterns(unless, true),
            despite: despite.iter().flat_map(|list| &list.value).map(|id| Id::from(id.value.as_str())).collect(),
        }
    }

    fn patterns(&mut self, list: &Given<Vec<Text>>, heard: bool) -> Vec<Pattern> {
        list.iter().flat_map(|list| &list.value).filter_map(|text| self.pattern(text, heard)).collect()
    }

    fn pattern(&mut self, text: &Text, heard: bool) -> Option<Pattern> {
        let pattern = match Pattern::read(&text.value, heard) {
            Ok(pattern) => pattern,
            Err((trouble, at)) => {
                let end = at + text.value[at..].chars().next().map_or(0, char::len_utf8);
                let fault = Fault::error("HK0316", spot(self.given.pages, text, at..end), trouble.to_string());
                let fix = "a pattern has words, `(this|that)`, `[perhaps this]`, `{list}`, `..` between words, `#` for a number";
                self.faults.add(fault.fix(fix));
                return None;
            }
        };
        let mut lists = vec![];
        pattern.lists(&mut lists);
        let unknown = lists.into_iter().find(|id| !self.names.is_list(id.as_str()));
        if let Some(id) = unknown {
            if !self.is_excused_list(id.as_str(), text) {
                let near = super::nearest(id.as_str(), self.names.lists());
                let fault = Fault::error("HK0401", text.at, format!("there is no list of words `{id}`"));
                let fault = fault.fix("add a cue with this id and `words:`");
                self.faults.add(fault.maybe_fix(near.map(|near| format!("did you mean `{{{near}}}`?"))));
            }
            return None;
        }
        Some(pattern)
    }

    /// Whether the absence of a list is told elsewhere.
    fn is_excused_list(&self, id: &str, text: &Text) -> bool {
        let built_in =
            self.given.pages.get(text.at.file as usize).is_some_and(|page| page.layer == super::Layer::BuiltIn);
        let absent = built_in && (self.given.partial || self.given.deaf);
        self.given.excused.contains(id) || self.book.removed.contains(id) || absent
    }

    /// `cust|cstmr = customer`
    fn spelling(&mut self, text: &Text) -> Option<Spelling> {
        let shown = self.text(text)?;
        let read = shown.split_once('=').map(|(forms, means)| {
            let forms: Vec<String> = forms.split('|').map(|form| clean(form.trim())).collect();
            Spelling { forms, means: means.trim().to_string() }
        });
        let word = |word: &String| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '\'');
        let sound = read.filter(|s| s.forms.iter().all(word) && !s.means.is_empty() && !s.means.contains('='));
        if sound.is_none() {
            let fault = Fault::error("HK0318", text.at, "this says not which word stands for which");
            self.faults.add(fault.fix("write single words, `=`, and what they stand for: `cust|cstmr = customer`"));
        }
        sound
    }
}

#[cfg(test)]
mod tests;
