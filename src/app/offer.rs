//! What is offered in a call and never done by itself: a scenario or a mood heard in a note, or the step that a
//! scenario suggests when it is left. One at a time. An emergency stands above all others, and stays until it is
//! answered; the others go with the step.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    app::{model::Model, rehearse},
    call::{
        event::CallId,
        state::{CallState, Phase},
    },
    coach::{Ear, listen},
    playbook::model::{Id, Library},
    text::{card, clean, cut},
};

/// How wide the words are that caused an offer, in columns.
const WORDS: usize = 24;

/// How far back it is listened while someone types, in bytes: a long note would take longer than a key may.
const NEAR: usize = 400;

/// An ear, and the library it was made for.
#[derive(Clone, Debug)]
pub struct Listener {
    library: Arc<Library>,
    ear: Arc<Ear>,
}

impl Listener {
    /// Reads a library. It takes a tenth of a second: not between two keys.
    pub fn new(library: Arc<Library>) -> Listener {
        let ear = Arc::new(Ear::new(&library));
        Listener { library, ear }
    }

    /// Whether it was made for this library.
    pub fn is_for(&self, library: &Arc<Library>) -> bool {
        self.library == *library
    }

    /// The ear.
    pub fn ear(&self) -> Arc<Ear> {
        self.ear.clone()
    }

    /// What is heard in a text, what matters most first.
    fn cues(&self, text: &str) -> Vec<Cue> {
        let heard = listen(&self.library, &self.ear, text);
        let emergency = |id: &Id| self.library.scenario(id).is_some_and(|scenario| scenario.emergency);
        let scenarios = heard.scenarios.into_iter().map(|heard| {
            let sort = if emergency(&heard.id) { Sort::Emergency } else { Sort::Scenario };
            (heard, sort)
        });
        let moods = heard.emotions.into_iter().map(|heard| (heard, Sort::Mood));
        scenarios
            .chain(moods)
            .map(|(heard, sort)| {
                let words = heard.evidence.first().and_then(|span| text.get(span.clone())).unwrap_or(text);
                Cue { id: heard.id, sort, words: cut(words.trim(), WORDS, "…") }
            })
            .collect()
    }
}

impl PartialEq for Listener {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.ear, &other.ear)
    }
}

/// What was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A scenario of the emergency family.
    Emergency,
    /// Another scenario.
    Scenario,
    /// A mood.
    Mood,
}

/// A scenario or a mood, and the words that it was heard in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Which.
    pub id: Id,
    /// What it is.
    pub sort: Sort,
    /// The words, clean and short.
    pub words: String,
}

/// Where a call stands: framework, step, how many scenarios are open.
type Place = (Option<Id>, usize, usize);

/// What was heard in the call in hand and is not answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// In which call, and where it stood then.
    of: Option<(CallId, Place)>,
    /// The first is offered; the others were heard in the same words, or are emergencies.
    cues: Vec<Cue>,
    /// Everything that was heard in the note being typed: it is not offered anew with each word.
    note: BTreeSet<Id>,
}

impl Heard {
    /// What is offered now.
    pub fn first(&self) -> Option<&Cue> {
        self.cues.first()
    }
}

/// What is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer<'a> {
    /// To open the scenario or set the mood that was heard.
    Heard(&'a Cue),
    /// To go to this step of this framework.
    Step(&'a Id, usize),
}

/// The one offer that stands.
pub fn standing(model: &Model) -> Option<Offer<'_>> {
    let step =
        || model.call()?.session.state().offer.as_ref().map(|(framework, step, _)| Offer::Step(framework, *step));
    let ahead = || rehearse::step_ahead(model).map(|(framework, step)| Offer::Step(framework, step));
    model.heard.first().map(Offer::Heard).or_else(step).or_else(ahead)
}

/// Listens to a note that is being typed, as far as its words are whole: to what stands near its end, or to `all` of it.
pub fn hear(model: &mut Model, note: &str, all: bool) {
    refresh(model);
    let (Some(listener), Some(call)) = (&model.listener, model.call()) else { return };
    let state = call.session.state();
    if matches!(state.phase, Phase::WrapUp | Phase::Closed) {
        return;
    }
    let note = card::mask(&clean(note));
    let near = if all { &note[..] } else { near(&note) };
    let cues = listener.cues(near);
    let mut heard = model.heard.clone();
    heard.of = Some((call.session.id.clone(), place(state)));
    if near.len() == note.len() {
        // What further words turned round, or what was taken out, is no longer said.
        let said = |id: &Id| cues.iter().any(|cue| cue.id == *id);
        heard.cues.retain(|cue| !heard.note.contains(&cue.id) || said(&cue.id));
        heard.note.retain(|id| said(id));
    }
    // Where more words belong to what is offered, they are shown too.
    for cue in &mut heard.cues {
        let longer = cues.iter().find(|now| now.id == cue.id && now.words.starts_with(&cue.words));
        longer.into_iter().for_each(|now| cue.words.clone_from(&now.words));
    }
    let known = |cue: &Cue| heard.note.contains(&cue.id) || heard.cues.iter().any(|old| old.id == cue.id);
    let fresh: Vec<Cue> = cues.iter().filter(|cue| !known(cue) && fits(model, state, cue)).cloned().collect();
    heard.note.extend(cues.into_iter().map(|cue| cue.id));
    if !fresh.is_empty() {
        heard.cues.retain(|cue| cue.sort == Sort::Emergency);
        heard.cues.splice(..0, fresh);
        heard.cues.sort_by_key(|cue| cue.sort != Sort::Emergency);
    }
    model.heard = heard;
}

/// Listens to what a scripted caller says now: what was heard before gives way, emergencies aside. What they are known to
/// mean is offered whether or not it is heard.
pub fn hear_anew(model: &mut Model, line: &str, meant: Option<Id>) {
    model.heard.cues.retain(|cue| cue.sort == Sort::Emergency);
    hear(model, line, true);
    // What a script does not practise is a false alarm, and would only teach to overlook offers.
    let practises = model.playing.as_ref().map(|playing| playing.partner.script().practises.clone());
    let practised = |cue: &Cue| practises.as_ref().is_none_or(|all| all.contains(&cue.id));
    model.heard.cues.retain(|cue| cue.sort != Sort::Scenario || practised(cue));
    noted(model);
    let Some(id) = meant.filter(|id| model.heard.cues.iter().all(|cue| cue.id != *id)) else { return };
    let Some(state) = model.call().map(|call| call.session.state()) else { return };
    let emergency = model.library().scenario(&id).is_some_and(|scenario| scenario.emergency);
    let sort = if emergency { Sort::Emergency } else { Sort::Scenario };
    let cue = Cue { id, sort, words: cut(line, WORDS, "…") };
    if fits(model, state, &cue) {
        let of = Some((model.call().map(|call| call.session.id.clone()), place(state)));
        model.heard.of = of.and_then(|(call, place)| Some((call?, place)));
        model.heard.cues.insert(0, cue);
        model.heard.cues.sort_by_key(|cue| cue.sort != Sort::Emergency);
    }
}

/// The note is written: what is heard in the next is new.
pub fn noted(model: &mut Model) {
    model.heard.note.clear();
}

/// Lets go of what no longer fits where the call stands.
pub fn refresh(model: &mut Model) {
    let Some((of, at)) = model.heard.of.clone() else { return };
    let call = model.call().filter(|call| call.session.id == of);
    let state = call.map(|call| call.session.state());
    let Some(state) = state.filter(|state| !matches!(state.phase, Phase::WrapUp | Phase::Closed)) else {
        model.heard = Heard::default();
        return;
    };
    let here = place(state) == at;
    let still = |cue: &Cue| (here || cue.sort == Sort::Emergency) && fits(model, state, cue);
    let cues: Vec<Cue> = model.heard.cues.iter().filter(|cue| still(cue)).cloned().collect();
    model.heard.cues = cues;
}

/// Whether something heard may be offered: it is there, it is new to this call, and nobody said "not now" to it. In an
/// emergency only another one is.
fn fits(model: &Model, state: &CallState, cue: &Cue) -> bool {
    let library = model.library();
    let new = match cue.sort {
        Sort::Mood => library.emotion(&cue.id).is_some() && state.mood.as_ref() != Some(&cue.id),
        _ => library.scenario(&cue.id).is_some() && !state.been.contains(&cue.id),
    };
    new && !state.declined.contains(&cue.id) && (cue.sort == Sort::Emergency || !model.in_emergency())
}

fn place(state: &CallState) -> Place {
    let framework = state.framework();
    (framework.map(|f| f.pin.id.clone()), framework.map_or(0, |f| f.step), state.stack.len())
}

/// The end of a text, from the beginning of a word.
fn near(text: &str) -> &str {
    let Some(from) = text.len().checked_sub(NEAR).filter(|from| *from > 0) else { return text };
    let from = (from..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    text[from..].find(' ').map_or("", |blank| &text[from + blank..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_begins_with_a_word() {
        assert_eq!(near("short"), "short");
        let long = format!("{} é{} end", "word ".repeat(90), "x".repeat(395));
        assert_eq!(near(&long).trim_start(), "end");
        assert!(near(&"word ".repeat(90)).len() <= NEAR);
        assert_eq!(near(&"x".repeat(900)), "");
    }
}
