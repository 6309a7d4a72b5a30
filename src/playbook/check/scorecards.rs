//! Forms that mock calls are marked by: every mark says what is heard, and all of them come to one whole.

use std::collections::HashSet;

use super::super::{
    diagnostic::Severity,
    fault::Fault,
    model::{AutoFail, Criterion, Critical, Id, Judgement, Kind, Scorecard, Section},
    place::{Located, Span},
    source::{
        CriterionSource, FailSource, ScorecardSource, SectionSource, Text,
        form::{ERROR, JUDGEMENT, PERCENT, WEIGHT, WHOLE},
    },
};
use super::{Checker, Of, TITLE};

/// Columns that the screen gives to these texts.
const ABOUT: usize = 76;
const LINE: usize = 28;
const ANCHOR: usize = 90;

/// How many criteria can be chosen by a digit.
const DIGITS: usize = 10;

impl Checker<'_> {
    pub(super) fn scorecard(&mut self, card: &Located<ScorecardSource>) -> Option<Scorecard> {
        let source = &card.value;
        let name = source.id.as_ref()?;
        let of = Of { kind: "scorecard", id: &name.value, at: card.at };
        let id = self.id(name, false);
        let title = self.need_narrow(&source.title, "title", TITLE, of);
        let about = self.need_narrow(&source.about, "about", ABOUT, of);
        let pass = self.need_number(&source.pass, "pass", PERCENT, of);
        self.told_apart(source, name);
        let outer = Id::from(name.value.as_str());
        let sections: Vec<Section> =
            self.parts(&source.sections, "sections", of, |checker, section| checker.section(section, &outer));
        let fails = source.fails.iter().flat_map(|list| &list.value);
        let fails = fails.filter_map(|fail| self.auto_fail(fail, &outer)).collect();
        let background = self.background(&source.remark, &source.sources);
        let id = id?;
        self.origin(Kind::Scorecard, &id, card.at);
        let card = Scorecard { id, title: title?, about: about?, pass: pass?.into(), sections, fails, background };
        self.as_a_whole(&card, source, name);
        Some(card)
    }

    /// A section and an automatic fail with one name would have one id.
    fn told_apart(&mut self, source: &ScorecardSource, card: &Text) {
        let sections = source.sections.iter().flat_map(|list| &list.value).filter_map(|part| part.value.id.as_ref());
        let fails = source.fails.iter().flat_map(|list| &list.value).filter_map(|part| part.value.id.as_ref());
        let mut ids: Vec<&Text> = sections.chain(fails).collect();
        ids.sort_by_key(|id| id.at);
        let mut seen = HashSet::new();
        for id in ids {
            if !seen.insert(id.value.as_str()) && !self.faults.is_full(id.at.file) {
                let message = format!("the scorecard `{}` has a section or a fail `{}` already", card.value, id.value);
                self.add(Severity::Error, "HK0302", id.at, message, "rename one of them");
            }
        }
    }

    fn section(&mut self, section: &Located<SectionSource>, card: &Id) -> Option<Section> {
        let source = &section.value;
        let name = source.id.as_ref()?;
        let id = card.child(&name.value);
        let of = Of { kind: "section", id: id.as_str(), at: section.at };
        let good = self.id(name, false).is_some();
        let title = self.need_narrow(&source.title, "title", LINE, of);
        self.emptied(source, &id);
        let criteria =
            self.parts(&source.criteria, "criteria", of, |checker, criterion| checker.criterion(criterion, &id));
        if good { Some(Section { id, title: title?, criteria }) } else { None }
    }

    /// Whoever takes the last criterion away means the section.
    fn emptied(&mut self, source: &SectionSource, id: &Id) {
        let inside = |gone: &String| gone.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with('.'));
        let Some(list) = source.criteria.as_ref().filter(|list| list.value.is_empty()) else { return };
        if self.book.removed.iter().any(inside) && !self.faults.touched(list.at) {
            let message = format!("the section `{id}` has no criteria left");
            self.add(Severity::Error, "HK0312", list.at, message, &format!("remove the whole section: `{id}`"));
        }
    }

    fn criterion(&mut self, criterion: &Located<CriterionSource>, section: &Id) -> Option<Criterion> {
        let source = &criterion.value;
        let name = source.id.as_ref()?;
        let id = section.child(&name.value);
        let of = Of { kind: "criterion", id: id.as_str(), at: criterion.at };
        let good = self.id(name, false).is_some();
        let title = self.need_narrow(&source.title, "title", LINE, of);
        let judgement = self.choice(&source.kind, &JUDGEMENT);
        let weight = self.need_number(&source.weight, "weight", WEIGHT, of);
        let error = self.whom(&source.error);
        let yes = self.need_narrow(&source.yes, "yes", ANCHOR, of);
        let partly = self.may(&source.partly);
        self.narrow(&source.partly, &partly, ANCHOR);
        let no = self.need_narrow(&source.no, "no", ANCHOR, of);
        self.grades(source, judgement, of);
        let step = source.step.as_ref().and_then(|id| self.refer(id, &[Kind::Step], "step"));
        if !good {
            return None;
        }
        let (title, weight, yes, no) = (title?, u32::from(weight?), yes?, no?);
        Some(Criterion { id, title, judgement, weight, error, yes, partly, no, step })
    }

    /// Each grade has words of its own, and what either happened or did not has two.
    fn grades(&mut self, source: &CriterionSource, judgement: Judgement, of: Of<'_>) {
        let unclear = source.kind.as_ref().is_some_and(|kind| JUDGEMENT.iter().all(|(word, _)| *word != kind.value));
        if let Some(partly) = source.partly.as_ref().filter(|_| judgement == Judgement::Objective && !unclear) {
            let message = format!("the criterion `{}` is objective: it is met or it is not", of.id);
            self.add(Severity::Error, "HK0325", partly.at, message, "add `kind: judged`, or take `partly` away");
        }
        let mut told: Vec<(&str, String)> = vec![];
        for (grade, text) in [("yes", &source.yes), ("partly", &source.partly), ("no", &source.no)] {
            let Some(text) = text else { continue };
            let words = worn(&text.value);
            if let Some((other, _)) = told.iter().find(|(_, known)| *known == words && !words.is_empty()) {
                let message = format!("`{grade}` says what `{other}` says: nobody can tell the marks apart");
                let fault = Fault::warning("HK0628", text.at, message);
                self.faults.add(fault.fix("write in each of them what is heard then"));
            }
            told.push((grade, words));
        }
    }

    fn whom(&mut self, error: &Option<Text>) -> Option<Critical> {
        self.choice(error, &ERROR.map(|(word, kind)| (word, Some(kind))))
    }

    fn auto_fail(&mut self, fail: &Located<FailSource>, card: &Id) -> Option<AutoFail> {
        let source = &fail.value;
        let name = source.id.as_ref()?;
        let id = card.child(&name.value);
        let of = Of { kind: "automatic fail", id: id.as_str(), at: fail.at };
        let good = self.id(name, false).is_some();
        let title = self.need_narrow(&source.title, "title", LINE, of);
        let error = self.whom(&source.error);
        let why = self.need(&source.why, "why", of);
        if good { Some(AutoFail { id, title: title?, error, why: why? }) } else { None }
    }

    /// What only all criteria together show, once each of them is sound.
    fn as_a_whole(&mut self, card: &Scorecard, source: &ScorecardSource, name: &Text) {
        let given = || source.sections.iter().flat_map(|list| &list.value);
        let criteria = || given().flat_map(|section| section.value.criteria.iter()).flat_map(|list| &list.value);
        let count = criteria().count();
        let lists: Vec<Span> = (source.sections.iter().map(|list| list.at))
            .chain(given().filter_map(|section| section.value.criteria.as_ref()).map(|list| list.at))
            .collect();
        // What could not be read or is not sound is missing in the sum.
        let sound = count == card.criteria().count() && card.sections.len() == given().count();
        if count == 0 || !sound || lists.iter().any(|at| self.faults.touched(*at)) {
            return;
        }
        let latest = |places: &mut dyn Iterator<Item = Span>| {
            lists.iter().copied().chain(places).max_by_key(|at| at.file).unwrap_or(name.at)
        };
        let sum: u32 = card.criteria().map(|(_, criterion)| criterion.weight).sum();
        if sum != WHOLE {
            let at = latest(&mut criteria().filter_map(|x| x.value.weight.as_ref()).map(|weight| weight.at));
            let message = format!("the weights of `{}` add up to {sum}, not to 100", name.value);
            self.faults.add(Fault::warning("HK0625", at, message).fix("share 100 points among its criteria"));
        }
        if count > DIGITS {
            let at = latest(&mut criteria().filter_map(|x| x.value.id.as_ref()).map(|id| id.at));
            let message = format!("`{}` has {count} criteria; {DIGITS} can be chosen by a digit", name.value);
            let fix = "make one of what is heard together, or a second scorecard";
            self.faults.add(Fault::warning("HK0626", at, message).fix(fix));
        }
        if card.criteria().all(|(_, criterion)| criterion.judgement == Judgement::Judged) {
            let at = latest(&mut std::iter::once(name.at));
            let message = format!("all of `{}` is weighed: two who listen may never agree", name.value);
            let fix = "write one criterion that either happens or does not, with `kind: objective`";
            self.faults.add(Fault::warning("HK0627", at, message).fix(fix));
        }
    }
}

/// A text worn down to its words, so that capitals and stops make no difference.
fn worn(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
