//! What the ear makes of the playbooks themselves: lines that are to be heard and are not, near misses that are, phrases
//! that hearken would warn an agent of.

use crate::playbook::{
    Remark,
    model::{Audience, Id, Kind, Library, Phrase},
};

use super::{
    cue::{Heard, listen},
    ear::Ear,
    wording::{Setting, review},
};

/// Every remark on the things of a library that are asked about: scenarios first, then moods, then phrases.
pub fn proof(library: &Library, ear: &Ear, asked: &dyn Fn(Kind, &Id) -> bool) -> Vec<Remark> {
    let hears = |id: &Id| library.cues.iter().any(|cue| cue.places.contains(id));
    let mut out = Vec::new();
    for scenario in library.scenarios.iter().filter(|x| asked(Kind::Scenario, &x.id) && hears(&x.id)) {
        let lines = Lines { kind: Kind::Scenario, id: &scenario.id, heard: &scenario.heard, unlike: &scenario.unlike };
        lines.play(library, ear, &mut out);
    }
    for emotion in library.emotions.iter().filter(|x| asked(Kind::Emotion, &x.id) && hears(&x.id)) {
        let lines = Lines { kind: Kind::Emotion, id: &emotion.id, heard: &emotion.heard, unlike: &emotion.unlike };
        lines.play(library, ear, &mut out);
    }
    let phrases = library.phrases.iter().filter(|phrase| asked(Kind::Phrase, &phrase.id));
    out.extend(phrases.flat_map(|phrase| said(library, ear, phrase)));
    out
}

/// The lines of a scenario or a mood.
struct Lines<'a> {
    kind: Kind,
    id: &'a Id,
    heard: &'a [String],
    unlike: &'a [String],
}

impl Lines<'_> {
    /// Plays every line.
    fn play(&self, library: &Library, ear: &Ear, out: &mut Vec<Remark>) {
        let find = |line: &str| -> Option<Heard> {
            let cues = listen(library, ear, line);
            let list = if self.kind == Kind::Scenario { cues.scenarios } else { cues.emotions };
            list.into_iter().find(|heard| heard.id == *self.id)
        };
        for line in self.heard.iter().filter(|line| find(line).is_none()) {
            let message = format!("the cues do not hear `{}` in this", self.id);
            out.push(self.remark("HK0617", line, message, "add a pattern to a cue of it, or take the line out"));
        }
        for line in self.unlike {
            if let Some(heard) = find(line) {
                let words: Vec<&str> = heard.evidence.iter().map(|span| &line[span.clone()]).collect();
                let message = format!("the cues hear `{}` in this, by \"{}\"", self.id, words.join("\" and \""));
                let fix = "rule it out with `unless:` in a cue of it, or take the line out";
                out.push(self.remark("HK0618", line, message, fix));
            }
        }
    }

    fn remark(&self, code: &'static str, line: &str, message: String, fix: &str) -> Remark {
        let words = Some(line.to_string());
        Remark { code, kind: self.kind, id: self.id.clone(), words, message, fix: fix.into() }
    }
}

/// What hearken would warn of in a phrase. A quote is told only what its scenes forbid.
fn said(library: &Library, ear: &Ear, phrase: &Phrase) -> Vec<Remark> {
    let to_others = phrase
        .places
        .iter()
        .any(|place| library.framework_of(place).is_some_and(|framework| framework.audience != Audience::Caller));
    if to_others {
        return Vec::new();
    }
    let words = phrase.say.plain();
    let of = |all: Vec<&Id>| phrase.places.iter().filter(|place| all.contains(place)).cloned().collect();
    let setting = Setting {
        scenarios: of(library.scenarios.iter().map(|scenario| &scenario.id).collect()),
        emotions: of(library.emotions.iter().map(|emotion| &emotion.id).collect()),
        apologized: false,
    };
    let cautions = review(library, ear, &words, &setting).cautions.into_iter();
    let told = cautions.filter(|risk| risk.of_scene || !phrase.verbatim).map(|risk| {
        let found: Vec<&str> = risk.evidence.iter().map(|span| &words[span.clone()]).collect();
        Remark {
            code: "HK0619",
            kind: Kind::Phrase,
            id: phrase.id.clone(),
            words: None,
            message: format!("\"{}\" is a caution, `{}`: {}", found.join("\" and \""), risk.id, risk.why),
            fix: format!("say instead: {}", risk.instead),
        }
    });
    told.collect()
}

#[cfg(test)]
mod tests;
