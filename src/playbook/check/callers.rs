//! Callers to rehearse with: everything a rehearsal needs is there, and all that is named exists.

use std::ops::RangeInclusive;

use super::super::{
    diagnostic::Severity,
    fault::Fault,
    model::{Background, CallerScript, Fact, Id, Kind, Pass, Reaction, SIGNALS, Stage, StageLine, Twist},
    place::{Located, Span},
    source::{
        CallerSource, FactSource, Given, LineSource, Many, PassSource, ReactionSource, Text, TwistSource,
        form::{AFTER, BY, HARD, MOOD, STAGE},
    },
};
use super::{Checker, Of, names::several, nearest};

/// Columns that the screen gives to these texts.
const TITLE: usize = 28;
const ABOUT: usize = 20;
const CARD: usize = 52;
const WHY: usize = 44;

/// How many words are said at once.
const SPOKEN: usize = 30;
/// How many first lines there are at least: with one, the second rehearsal is a recital.
const OPENS: usize = 2;
/// After how many replies a twist may come where nothing is said.
const TWIST_AFTER: u8 = 2;

/// What a caller has by ids of its own.
struct Own<'a> {
    reacts: Vec<&'a str>,
    all: Vec<&'a str>,
}

impl Checker<'_> {
    pub(super) fn caller(&mut self, caller: &Located<CallerSource>) -> Option<CallerScript> {
        let source = &caller.value;
        let name = source.id.as_ref()?;
        let of = Of { kind: "caller", id: &name.value, at: caller.at };
        let id = self.id(name, false);
        let own = self.own(source, name);
        let title = self.need_narrow(&source.title, "title", TITLE, of);
        let who = [(&source.name, "name"), (&source.who, "who"), (&source.stop, "stop")];
        let [called, who, stop] = who.map(|(field, name)| self.need(field, name, of));
        let about = self.need_narrow(&source.about, "about", ABOUT, of);
        let goal = self.need_narrow(&source.goal, "goal", CARD, of);
        let need = self.need_narrow(&source.need, "need", CARD, of);
        let industry = source.industry.as_ref().and_then(|id| self.refer(id, &[Kind::Industry], "industry"));
        let framework = self.needed_framework(&source.framework, of);
        let practises = each(&source.practises);
        let practises = practises.filter_map(|id| self.refer(id, &[Kind::Scenario], "scenario")).collect();
        let hard = self.need_number(&source.hard, "hard", HARD, of);
        let mood = self.need_number(&source.mood, "mood", MOOD, of);
        let opens = self.opens(&source.opens, of);
        let facts = self.parts(&source.facts, "facts", of, |checker, fact| checker.fact(fact, name));
        let reacts = self.parts(&source.reacts, "reacts", of, |checker, react| checker.reaction(react, name));
        let lines = self.parts(&source.lines, "lines", of, |checker, line| checker.line(line, name));
        self.every_stage(&source.lines, name);
        let twists = source.twists.iter().flat_map(|list| &list.value);
        let twists = twists.filter_map(|twist| self.twist(twist, name)).collect();
        let leaves = self.said(&source.leaves, "leaves", of);
        let pass = self.parts(&source.pass, "pass", of, |checker, pass| checker.pass(pass, name, &own));
        let (good, clumsy) = (self.texts(&source.good), self.texts(&source.clumsy));
        let background = Background { remark: self.may(&source.remark), sources: self.texts(&source.sources) };
        let id = id?;
        self.origin(Kind::Caller, &id, caller.at);
        Some(CallerScript {
            id,
            title: title?,
            name: called?,
            about: about?,
            who: who?,
            industry,
            framework: framework?,
            practises,
            hard: hard?,
            goal: goal?,
            need: need?,
            mood: mood?,
            opens,
            facts,
            reacts,
            lines,
            twists,
            leaves,
            stop: stop?,
            pass,
            good,
            clumsy,
            background,
        })
    }

    /// The ids inside a caller; one that comes twice is noted at the later place.
    fn own<'s>(&mut self, source: &'s CallerSource, name: &Text) -> Own<'s> {
        let facts = source.facts.iter().flat_map(|list| &list.value).map(|fact| &fact.value.id);
        let reacts = || source.reacts.iter().flat_map(|list| &list.value).map(|react| &react.value.id);
        let twists = source.twists.iter().flat_map(|list| &list.value).map(|twist| &twist.value.id);
        let mut ids: Vec<&Text> = facts.chain(reacts()).chain(twists).flatten().collect();
        ids.sort_by_key(|id| (id.at.file, id.at.start));
        let mut seen = std::collections::HashSet::new();
        for id in &ids {
            if !seen.insert(id.value.as_str()) && !self.faults.is_full(id.at.file) {
                let message =
                    format!("the caller `{}` has a fact, a reaction or a twist `{}` already", name.value, id.value);
                self.add(Severity::Error, "HK0302", id.at, message, "rename one of them");
            }
        }
        let plain = |id: &'s Text| id.value.as_str();
        Own { reacts: reacts().flatten().map(plain).collect(), all: ids.into_iter().map(plain).collect() }
    }

    pub(super) fn need_narrow(
        &mut self,
        field: &Option<Text>,
        name: &str,
        columns: usize,
        of: Of<'_>,
    ) -> Option<String> {
        let text = self.need(field, name, of);
        self.narrow(field, &text, columns);
        text
    }

    fn needed_framework(&mut self, field: &Option<Text>, of: Of<'_>) -> Option<Id> {
        match field {
            Some(id) => self.refer(id, &[Kind::Framework], "framework"),
            None => {
                self.missing("framework", of);
                None
            }
        }
    }

    /// A number that must be there.
    pub(super) fn need_number(
        &mut self,
        given: &Given<u32>,
        name: &str,
        range: RangeInclusive<i32>,
        of: Of<'_>,
    ) -> Option<u8> {
        if given.is_none() {
            self.missing(name, of);
        }
        self.number(given, name, range)
    }

    fn number(&mut self, given: &Given<u32>, name: &str, range: RangeInclusive<i32>) -> Option<u8> {
        let given = given.as_ref()?;
        let value = i32::try_from(given.value).unwrap_or(i32::MAX);
        self.within(value, given.at, name, range).and_then(|value| u8::try_from(value).ok())
    }

    fn within(&mut self, value: i32, at: Span, name: &str, range: RangeInclusive<i32>) -> Option<i32> {
        if range.contains(&value) {
            return Some(value);
        }
        let (least, most) = (range.start(), range.end());
        let message = format!("`{name}` goes from {least} to {most}");
        self.add(Severity::Error, "HK0319", at, message, &format!("give a number from {least} to {most}"));
        None
    }

    /// Each of a list that must be there and not be empty.
    pub(super) fn parts<T, U>(
        &mut self,
        list: &Given<Vec<Located<T>>>,
        name: &str,
        of: Of<'_>,
        mut each: impl FnMut(&mut Self, &Located<T>) -> Option<U>,
    ) -> Vec<U> {
        self.no_lines_of(list.as_ref().map(|list| (list.at, list.value.len())), name, of);
        list.iter().flat_map(|list| &list.value).filter_map(|part| each(self, part)).collect()
    }

    fn no_lines_of(&mut self, list: Option<(Span, usize)>, name: &str, of: Of<'_>) {
        if list.is_none_or(|(_, count)| count == 0) {
            self.no_lines(list.map(|(at, _)| at), name, of);
        }
    }

    /// What is said, in variants, where something must be.
    fn said(&mut self, list: &Given<Vec<Text>>, name: &str, of: Of<'_>) -> Vec<String> {
        self.no_lines_of(list.as_ref().map(|list| (list.at, list.value.len())), name, of);
        self.may_say(list, name, of)
    }

    /// What is said, where something may be.
    fn may_say(&mut self, list: &Given<Vec<Text>>, name: &str, of: Of<'_>) -> Vec<String> {
        let Some(list) = list else { return vec![] };
        if list.value.is_empty() {
            self.no_lines(Some(list.at), name, of);
        }
        for text in &list.value {
            let words = text.value.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
            if words > SPOKEN {
                let message = format!("this has {words} words; at most {SPOKEN} are said at once");
                self.faults.add(Fault::warning("HK0620", text.at, message).fix("say less, or make two variants of it"));
            }
        }
        list.value.iter().filter_map(|text| self.text(text)).collect()
    }

    fn opens(&mut self, list: &Given<Vec<Text>>, of: Of<'_>) -> Vec<String> {
        let opens = self.said(list, "opens", of);
        let few = |list: &&Located<Vec<Text>>| (1..OPENS).contains(&list.value.len());
        if let Some(list) = list.as_ref().filter(few).filter(|list| !self.faults.touched(list.at)) {
            let message = format!("the caller `{}` begins in one way only", of.id);
            self.add(Severity::Error, "HK0321", list.at, message, "add a second first line, in other words");
        }
        opens
    }

    fn fact(&mut self, fact: &Located<FactSource>, caller: &Text) -> Option<Fact> {
        let source = &fact.value;
        let name = source.id.as_ref()?;
        let full = format!("{}.{}", caller.value, name.value);
        let of = Of { kind: "fact", id: &full, at: fact.at };
        let id = self.id(name, false);
        let know = self.need_narrow(&source.know, "know", CARD, of);
        let flag = |given: &Given<bool>| given.as_ref().is_some_and(|flag| flag.value);
        let (freely, needed) = (flag(&source.freely), flag(&source.needed));
        if !freely && source.hear.as_ref().is_none_or(|list| list.value.is_empty()) {
            self.no_lines(source.hear.as_ref().map(|list| list.at), "hear", of);
        }
        let asked = self.listening(&source.hear, &None, &source.unless, &None);
        let say = self.said(&source.say, "say", of);
        let late = self.may_say(&source.late, "late", of);
        match &source.late {
            Some(late) if !needed => {
                let message = format!("the fact `{full}` is not needed, so no plan comes too early for it");
                self.add(Severity::Error, "HK0322", late.at, message, "add `needed: true`, or take `late` away");
            }
            None if needed => self.missing("late", of),
            _ => {}
        }
        Some(Fact { id: id?, know: know?, asked, freely, needed, say, late })
    }

    fn reaction(&mut self, react: &Located<ReactionSource>, caller: &Text) -> Option<Reaction> {
        let source = &react.value;
        let name = source.id.as_ref()?;
        let full = format!("{}.{}", caller.value, name.value);
        let of = Of { kind: "reaction", id: &full, at: react.at };
        let id = self.id(name, false);
        let heard = source.hear.as_ref().is_some_and(|list| !list.value.is_empty());
        if !heard && each(&source.on).next().is_none() && !self.faults.touched(react.at) {
            let message = format!("nothing sets the reaction `{full}` off");
            self.add(Severity::Error, "HK0323", name.at, message, "add `hear:` with a pattern, or `on:` with a move");
        }
        let on = each(&source.on).filter_map(|id| self.refer_turn(id, &SIGNALS, "move, caution or signal")).collect();
        let hears = self.listening(&source.hear, &None, &source.unless, &None);
        let stages = source.stages.iter().flat_map(|list| &list.value).map(|stage| self.stage(stage)).collect();
        let by = match &source.by {
            Some(by) => self.within(by.value, by.at, "by", BY).and_then(|by| i8::try_from(by).ok()),
            None => {
                self.missing("by", of);
                None
            }
        };
        let why = self.may(&source.why);
        self.narrow(&source.why, &why, WHY);
        if source.why.is_none() && by.is_some_and(|by| by != 0) {
            self.missing("why", of);
        }
        let say = self.may_say(&source.say, "say", of);
        let once = source.once.as_ref().is_some_and(|once| once.value);
        Some(Reaction { id: id?, on, hears, stages, by: by?, why: why.unwrap_or_default(), say, once })
    }

    fn stage(&mut self, stage: &Text) -> Stage {
        self.choice(&Some(stage.clone()), &STAGE)
    }

    fn line(&mut self, line: &Located<LineSource>, caller: &Text) -> Option<StageLine> {
        let source = &line.value;
        let of = Of { kind: "line of", id: &caller.value, at: line.at };
        if source.stage.is_none() {
            self.missing("stage", of);
        }
        let stage = source.stage.as_ref().map(|stage| self.stage(stage));
        let from = self.number(&source.from, "from", MOOD).unwrap_or_default();
        let say = self.said(&source.say, "say", of);
        Some(StageLine { stage: stage?, from, say })
    }

    /// At every stage and in every mood they have something to say.
    fn every_stage(&mut self, list: &Given<Vec<Located<LineSource>>>, caller: &Text) {
        let Some(list) = list.as_ref().filter(|list| !list.value.is_empty() && !self.faults.touched(list.at)) else {
            return;
        };
        for (word, _) in Stage::ALL {
            let at_any_mood = |line: &LineSource| line.from.as_ref().is_none_or(|from| from.value == 0);
            let of_it = |line: &LineSource| line.stage.as_ref().is_some_and(|stage| stage.value == word);
            if !list.value.iter().any(|line| of_it(&line.value) && at_any_mood(&line.value)) {
                let message = format!("`{}` has no line for the stage `{word}` that holds in every mood", caller.value);
                let fix = format!("add one without `from`: `- {{stage: {word}, say: [...]}}`");
                self.add(Severity::Error, "HK0320", list.at, message, &fix);
            }
        }
    }

    fn twist(&mut self, twist: &Located<TwistSource>, caller: &Text) -> Option<Twist> {
        let source = &twist.value;
        let name = source.id.as_ref()?;
        let full = format!("{}.{}", caller.value, name.value);
        let of = Of { kind: "twist", id: &full, at: twist.at };
        let id = self.id(name, false);
        let title = self.need(&source.title, "title", of);
        let after = self.number(&source.after, "after", AFTER).unwrap_or(TWIST_AFTER);
        let stage = self.choice(&source.stage, &STAGE);
        let from = self.number(&source.from, "from", MOOD).unwrap_or_default();
        let scenario = source.scenario.as_ref().and_then(|id| self.refer(id, &[Kind::Scenario], "scenario"));
        let say = self.said(&source.say, "say", of);
        Some(Twist { id: id?, title: title?, after, stage, from, say, scenario })
    }

    fn pass(&mut self, pass: &Located<PassSource>, caller: &Text, own: &Own<'_>) -> Option<Pass> {
        let source = &pass.value;
        let of = Of { kind: "condition of", id: &caller.value, at: pass.at };
        let text = self.need(&source.say, "say", of);
        let named = [&source.moves, &source.done, &source.never].into_iter().flat_map(each).next().is_some();
        if !named && source.mood.is_none() && !self.faults.touched(pass.at) {
            let message = format!("this condition of `{}` names nothing that could be true", caller.value);
            let fix = "add `moves:`, `done:`, `never:` or `mood:`";
            self.add(Severity::Error, "HK0324", pass.at, message, fix);
        }
        let moves = each(&source.moves).filter_map(|id| self.refer_turn(id, &own.reacts, "move or reaction"));
        let moves = moves.collect();
        let done = each(&source.done).filter_map(|id| self.refer_own(id, own, caller)).collect();
        let never = each(&source.never).filter_map(|id| self.refer_turn(id, &own.reacts, "caution or reaction"));
        let never = never.collect();
        let mood = self.number(&source.mood, "mood", MOOD);
        Some(Pass { text: text?, moves, done, never, mood })
    }

    /// An id of a fact, a reaction or a twist of the caller.
    fn refer_own(&mut self, id: &Text, own: &Own<'_>, caller: &Text) -> Option<Id> {
        if own.all.contains(&id.value.as_str()) {
            return Some(Id::from(id.value.as_str()));
        }
        let removed = self.book.removed.contains(&format!("{}.{}", caller.value, id.value));
        if !removed && !self.faults.is_full(id.at.file) {
            let near = nearest(&id.value, own.all.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            let message = format!("the caller `{}` has no fact, reaction or twist `{}`", caller.value, id.value);
            let fault = Fault::error("HK0401", id.at, message).label("no such id");
            let fault = fault.fix("correct the id, or give the caller what it names");
            self.faults.add(fault.maybe_fix(near).maybe_fix(several(&id.value)));
        }
        None
    }

    /// An id of `wording`, or one of these.
    fn refer_turn(&mut self, id: &Text, more: &[&str], what: &str) -> Option<Id> {
        let known = self.names.turn(&id.value).is_some() || more.contains(&id.value.as_str());
        if known || self.knows_no_moves() {
            return Some(Id::from(id.value.as_str()));
        }
        if !self.is_excused(id) && !self.faults.is_full(id.at.file) {
            let near = nearest(&id.value, self.names.turns().chain(more.iter().copied()));
            let near = near.or_else(|| self.nearest_excused(&id.value)).map(|near| format!("did you mean `{near}`?"));
            let fault = Fault::error("HK0401", id.at, format!("there is no {what} `{}`", id.value));
            let fault = fault.label(format!("no such {what}")).fix("correct the id, or define it below `wording:`");
            self.faults.add(fault.maybe_fix(near).maybe_fix(several(&id.value)));
        }
        None
    }

    /// Whether nothing is known of moves and cautions: what names one is then taken as it stands.
    pub(super) fn knows_no_moves(&self) -> bool {
        self.given.deaf || self.names.turns().next().is_none()
    }

    /// An id of a move.
    pub(super) fn refer_move(&mut self, id: &Text) -> Option<Id> {
        if self.names.turn(&id.value) == Some(true) {
            let message = format!("`{}` is a caution, a move is wanted", id.value);
            let fault = Fault::error("HK0401", id.at, message).label("no move");
            self.faults.add(fault.fix("name what a good reply does, such as `acknowledge`"));
            return None;
        }
        self.refer_turn(id, &[], "move")
    }
}

/// The ids of a list that may not be there.
fn each(given: &Given<Many>) -> impl Iterator<Item = &Text> {
    given.iter().flat_map(|list| &list.value.0)
}

#[cfg(test)]
mod tests;
