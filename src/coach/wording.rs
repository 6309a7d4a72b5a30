//! What a reply does and what it risks: moves and cautions, each with the words that showed it.
//!
//! Which words do what is data, under `wording:` in the playbooks. Three things no pattern can say are told here, under the
//! ids that the playbooks give them: a time frame, capitals, a second apology. What a scenario says never to say is told
//! while that scenario is open.

mod never;

use std::ops::Range;

use crate::{
    call::timeframe,
    playbook::model::{Id, Library, Turn},
};

use super::{
    cue::{Cues, joined, judged},
    ear::{Ear, Found, Owner, Token, Turned},
};

/// The move that names a day, a time or how long.
pub const TIMEFRAME: &str = "timeframe";
/// The move that asks at all.
pub const ASK: &str = "ask";
/// The move that asks to understand.
pub const EXPLORE: &str = "explore";
/// The move that says sorry.
pub const APOLOGIZE: &str = "apologize";
/// The caution against words in capitals.
pub const CAPITALS: &str = "capitals";
/// The caution against saying sorry again.
pub const SECOND_APOLOGY: &str = "second-apology";
/// The caution against what a scenario says never to say.
pub const NEVER: &str = "never";

/// Where a reply is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The scenarios that are open, or were heard.
    pub scenarios: Vec<Id>,
    /// The caller's moods.
    pub emotions: Vec<Id>,
    /// Whether someone has said sorry already.
    pub apologized: bool,
}

impl Setting {
    /// Where a caller's words lead.
    pub fn of(cues: &Cues) -> Setting {
        let ids = |list: &[super::Heard]| list.iter().map(|heard| heard.id.clone()).collect();
        Setting { scenarios: ids(&cues.scenarios), emotions: ids(&cues.emotions), apologized: false }
    }

    fn holds(&self, id: &Id) -> bool {
        self.scenarios.contains(id) || self.emotions.contains(id)
    }
}

/// Something a reply does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Which: `acknowledge`, `timeframe` and the like.
    pub id: Id,
    /// Its name for people.
    pub title: String,
    /// How sure it is, in percent: from 50.
    pub score: u32,
    /// The bytes of the reply that show it, in order.
    pub evidence: Vec<Range<usize>>,
}

/// Something a reply risks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// Which: `blame`, `never` and the like.
    pub id: Id,
    /// Its name for people.
    pub title: String,
    /// The bytes of the reply that show it, in order.
    pub evidence: Vec<Range<usize>>,
    /// Why it does harm.
    pub why: String,
    /// What to say instead.
    pub instead: String,
    /// The scenario that says so, where one does.
    pub scenario: Option<Id>,
    /// Whether it depends on the scene.
    pub of_scene: bool,
}

/// What a reply does and risks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// What it does, in the order of the playbooks.
    pub moves: Vec<Move>,
    /// What it risks, in the order of the playbooks, what a scenario forbids first.
    pub cautions: Vec<Risk>,
}

/// Looks at a reply.
pub fn review(library: &Library, ear: &Ear, reply: &str, setting: &Setting) -> Review {
    let turn = ear.read(reply);
    let found = ear.find(&turn);
    let look = Look { ear, reply, turn: &turn, found: &found, setting };
    let mut review = Review::default();
    let rules = || (0u32..).zip(&library.wording);
    for (i, rule) in rules().filter(|(_, rule)| rule.caution.is_none()) {
        if let Some((score, evidence)) = look.at(i, rule, library) {
            review.moves.push(Move { id: rule.id.clone(), title: rule.title.clone(), score, evidence });
        }
    }
    for (i, rule) in rules() {
        let made_good = review.moves.iter().any(|made| rule.unless_moves.contains(&made.id));
        let Some(caution) = rule.caution.as_ref().filter(|_| !made_good) else { continue };
        let Some((_, evidence)) = look.at(i, rule, library) else { continue };
        review.cautions.push(Risk {
            id: rule.id.clone(),
            title: rule.title.clone(),
            evidence,
            why: caution.why.clone(),
            instead: caution.instead.clone(),
            scenario: None,
            of_scene: !rule.scenes.is_empty(),
        });
    }
    let open = library.scenarios.iter().filter(|scenario| setting.scenarios.contains(&scenario.id));
    let forbidden: Vec<Risk> = open.flat_map(|scenario| never::said(scenario, ear, &turn)).collect();
    review.cautions.splice(0..0, forbidden);
    review
}

/// A look at one reply.
struct Look<'a> {
    ear: &'a Ear,
    reply: &'a str,
    turn: &'a Turned,
    found: &'a [Found],
    setting: &'a Setting,
}

impl Look<'_> {
    /// How sure a rule is, in percent, and where; nothing where it does not hold.
    fn at(&self, number: u32, rule: &Turn, library: &Library) -> Option<(u32, Vec<Range<usize>>)> {
        if !rule.scenes.is_empty() && !rule.scenes.iter().any(|scene| self.setting.holds(scene)) {
            return None;
        }
        let spans = match rule.id.as_str() {
            TIMEFRAME => timeframe::frames(self.reply).into_iter().map(|frame| frame.span).collect(),
            CAPITALS => capitals(self.reply),
            SECOND_APOLOGY => self.again(library),
            _ => Vec::new(),
        };
        let mut patterns: Vec<&Found> = self.found.iter().filter(|found| found.owner == Owner::Turn(number)).collect();
        patterns.sort_by_key(|found| (found.span.start, found.span.end));
        let parts = parts(rule.id.as_str(), library, self.turn, self.found);
        let learnt = self.ear.weigh(&rule.id, &parts);
        let told = if spans.is_empty() { 0 } else { TOLD };
        let score = judged(&patterns).max(told).max(learnt.as_ref().map_or(0, |verdict| verdict.percent()));
        if score < 50 {
            return None;
        }
        let mut evidence: Vec<Range<usize>> = patterns.iter().map(|found| found.span.clone()).chain(spans).collect();
        if evidence.is_empty() {
            evidence = learnt.map_or_else(Vec::new, |verdict| verdict.evidence());
        }
        Some((score, joined(evidence)))
    }

    /// Where it says sorry once more: every place but the first, or all where it was said before.
    fn again(&self, library: &Library) -> Vec<Range<usize>> {
        let all = joined(of(APOLOGIZE, library, self.found).map(|found| found.span.clone()).collect());
        all.into_iter().skip(usize::from(!self.setting.apologized)).collect()
    }
}

/// The stretches of a reply that weights are asked about: of a move that asks the questions, else its sentences.
pub fn parts<'t>(id: &str, library: &Library, turn: &'t Turned, found: &[Found]) -> Vec<&'t [Token]> {
    if id != EXPLORE {
        return turn.sentences();
    }
    let mut places: Vec<usize> = of(ASK, library, found).map(|found| found.tokens.start).collect();
    places.sort_unstable();
    places.dedup();
    turn.questions(&places)
}

/// What the patterns of a rule have found.
fn of<'f>(id: &str, library: &Library, found: &'f [Found]) -> impl Iterator<Item = &'f Found> {
    let number = (0u32..).zip(&library.wording).find(|(_, rule)| rule.id.as_str() == id).map(|(i, _)| i);
    found.iter().filter(move |found| number.is_some_and(|i| found.owner == Owner::Turn(i)))
}

/// How sure what is no pattern's find is.
const TOLD: u32 = 90;

/// Words in capitals that shout: two beside each other, or one of five letters and more that is no abbreviation.
fn capitals(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<(Range<usize>, usize, bool)> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for word in text.split_whitespace() {
        let start = at + text[at..].find(word).unwrap_or(0);
        at = start + word.len();
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        let loud = !letters.is_empty() && letters.iter().all(|c| c.is_uppercase()) && !word.contains(['{', '@']);
        let digits = word.chars().any(|c| c.is_ascii_digit());
        // `I` and `A` neither shout nor end a shout.
        if letters.len() == 1 && loud {
            continue;
        }
        open = match runs.last_mut() {
            Some((span, words, long)) if open && loud && !digits => {
                (span.end, *words, *long) = (at, *words + 1, *long || letters.len() >= SHOUT);
                true
            }
            _ if loud && !digits => {
                runs.push((start..at, 1, letters.len() >= SHOUT));
                true
            }
            _ => false,
        };
    }
    // Two abbreviations beside each other are no shout: one of the words is longer.
    let shouts = |(span, words, long): &(Range<usize>, usize, bool)| {
        let longest = text[span.clone()].split_whitespace().map(str::len).max().unwrap_or(0);
        *long || (*words >= 2 && longest >= 4) || *words >= 3
    };
    runs.iter().filter(|run| shouts(run)).map(|(span, ..)| span.clone()).collect()
}

/// From so many letters on, a word in capitals is no abbreviation.
const SHOUT: usize = 5;

#[cfg(test)]
mod tests;
