//! What someone who knows more than the playbooks has to say of a text in them, told at its place.

use crate::{
    playbook::{
        Diagnostic,
        fault::{Fault, Faults},
        model::{Id, Kind},
        place::{Located, Span},
        source::{FileSource, Given, Text},
    },
    text::clean,
};

use super::Edition;

/// A remark on a text: a line that is heard, or should not be, what a phrase says, or how a rehearsal with a caller ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its code, such as `HK0617`.
    pub code: &'static str,
    /// The kind of the thing that has the text.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
    /// The text, where it has several.
    pub words: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub fix: String,
}

impl Edition {
    /// The remarks as warnings, each where its text stands last.
    pub fn placed(&self, remarks: &[Remark]) -> Vec<Diagnostic> {
        let mut faults = Faults::default();
        for remark in remarks {
            let at = self.sources.iter().rev().flatten().find_map(|source| find(source, remark));
            if let Some(at) = at {
                faults.add(Fault::warning(remark.code, at, remark.message.clone()).fix(&remark.fix));
            }
        }
        faults.diagnostics(&self.pages)
    }
}

/// Where a file has the text of a remark.
fn find(source: &FileSource, remark: &Remark) -> Option<Span> {
    let of = |id: &Option<Text>| id.as_ref().is_some_and(|id| id.value == remark.id.as_str());
    let among = |lists: [&Given<Vec<Text>>; 2]| {
        let all = lists.into_iter().flatten().flat_map(|list| &list.value);
        let said = |text: &&Text| remark.words.as_deref() == Some(clean(text.value.trim()).trim());
        all.into_iter().find(said).map(|text| text.at)
    };
    match remark.kind {
        Kind::Scenario => find_in(&source.scenarios, |x| of(&x.id).then(|| among([&x.heard, &x.unlike])).flatten()),
        Kind::Emotion => find_in(&source.emotions, |x| of(&x.id).then(|| among([&x.heard, &x.unlike])).flatten()),
        Kind::Caller => find_in(&source.callers, |x| {
            let id = x.id.as_ref().filter(|id| id.value == remark.id.as_str())?;
            if remark.words.is_none() { Some(id.at) } else { among([&x.good, &x.clumsy]) }
        }),
        Kind::Phrase => find_in(&source.phrases, |x| x.say.as_ref().filter(|_| of(&x.id)).map(|say| say.at)),
        _ => None,
    }
}

fn find_in<T>(list: &[Located<T>], place: impl Fn(&T) -> Option<Span>) -> Option<Span> {
    list.iter().find_map(|thing| place(&thing.value))
}
