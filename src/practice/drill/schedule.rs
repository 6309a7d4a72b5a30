//! When a card comes back: after 1, 3, 7 and 16 days for its first good answers, then as FSRS has it.
//!
//! FSRS is fed from the first answer on, so that it knows the card once it decides. The first gaps are fixed because it
//! has nothing to go by yet, and because a new hire is to see what they learnt within the same week.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, MemoryState, current_retrievability};

use super::card::number;
use crate::{call::event::At, playbook::model::Id};

/// The gaps of the first good answers, in days.
const FIRST: [u32; 4] = [1, 3, 7, 16];

/// The gap of an easy answer at the last of the first gaps: twice as long.
const EASY: u32 = 32;

/// How much is to be remembered when a card is due.
pub(super) const RETENTION: f32 = 0.9;

/// The longest gap in days; beyond ten years nobody plans.
const LONGEST: u32 = 3650;

/// From this gap on cards are spread, by a twentieth of it.
const SPREAD: (u32, u32) = (7, 20);

/// The longest gap of a vital card, in days. A trainer's judgement: rare and grave has to stay fresh.
pub const VITAL_GAP: u64 = 60;

/// How an answer went, in one's own judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Not known: it comes again today.
    Again,
    /// Known with trouble.
    Hard,
    /// Known.
    Good,
    /// Known without thinking.
    Easy,
}

impl Grade {
    /// All of them, by their keys 1 to 4.
    pub const ALL: [Grade; 4] = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];

    /// As it is stored: 1 to 4.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// As it was stored; none for what no version of this program writes.
    pub fn of(number: u8) -> Option<Grade> {
        Grade::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }
}

/// One answer to a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Which card.
    pub card: Id,
    /// When.
    pub at: At,
    /// The day on the wall then: what is due is a matter of days, wherever one travels.
    pub day: NaiveDate,
    /// How it went.
    pub grade: Grade,
}

/// How well a card is remembered, as FSRS has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// After how many days nine of ten are remembered.
    pub stability: f32,
    /// From 1 to 10.
    pub difficulty: f32,
}

/// What all answers to a card come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CardState {
    /// How many answers there were.
    pub reviews: u32,
    /// How many of the first gaps are behind it.
    pub rung: u8,
    /// How well it is remembered.
    pub memory: Memory,
    /// The day of the first answer.
    pub first: NaiveDate,
    /// The day of the last.
    pub last: NaiveDate,
    /// The day it is due, were it not vital.
    due: NaiveDate,
}

impl CardState {
    /// The day it is due.
    pub fn due(&self, vital: bool) -> NaiveDate {
        if vital { self.due.min(later(self.last, VITAL_GAP)) } else { self.due }
    }

    /// How likely it is still known on a day, from 0 to 1.
    pub fn retrievability(&self, today: NaiveDate) -> f32 {
        current_retrievability(self.memory.into(), elapsed(self.last, today) as f32, FSRS6_DEFAULT_DECAY)
    }
}

/// The fold of all reviews: a state for every card that was ever answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    states: HashMap<Id, CardState>,
}

impl Progress {
    /// Folds reviews, which come in the order in which they happened.
    pub fn of(reviews: impl IntoIterator<Item = Review>) -> Progress {
        let (fsrs, mut progress) = (FSRS::default(), Progress::default());
        for review in reviews {
            progress.apply(&fsrs, &review);
        }
        progress
    }

    /// Adds an answer. What was known of the card before it, so that it can be taken back.
    pub fn add(&mut self, review: &Review) -> Option<CardState> {
        self.apply(&FSRS::default(), review)
    }

    /// Puts a card back to what was known of it before.
    pub fn put_back(&mut self, card: &Id, before: Option<CardState>) {
        match before {
            Some(state) => self.states.insert(card.clone(), state),
            None => self.states.remove(card),
        };
    }

    /// What is known of a card; none if it was never answered.
    pub fn state(&self, card: &Id) -> Option<&CardState> {
        self.states.get(card)
    }

    /// Everything that was ever answered.
    pub fn states(&self) -> impl Iterator<Item = (&Id, &CardState)> {
        self.states.iter()
    }

    /// In how many days a card would come back, for each grade; 0 is today.
    pub fn gaps(&self, card: &Id, vital: bool, today: NaiveDate) -> [u64; 4] {
        let fsrs = FSRS::default();
        let state = self.state(card);
        Grade::ALL.map(|grade| u64::from(elapsed(today, next(&fsrs, card, state, grade, today).due(vital))))
    }

    fn apply(&mut self, fsrs: &FSRS, review: &Review) -> Option<CardState> {
        let before = self.states.get(&review.card).copied();
        let state = next(fsrs, &review.card, before.as_ref(), review.grade, review.day);
        self.states.insert(review.card.clone(), state);
        before
    }
}

/// What a card comes to by one more answer.
fn next(fsrs: &FSRS, card: &Id, before: Option<&CardState>, grade: Grade, day: NaiveDate) -> CardState {
    let days = before.map_or(0, |state| elapsed(state.last, day));
    let reviews = before.map_or(0, |state| state.reviews);
    let memory = before.map(|state| state.memory.into());
    // It fails on a memory that is no number, which none of its own answers is.
    let states = fsrs.next_states(memory, RETENTION, days).ok();
    let states = states.map(|next| [next.again, next.hard, next.good, next.easy]);
    let known = |grade: Grade| states.as_ref().map(|states| &states[grade as usize]);
    let memory = known(grade).map(|state| state.memory.into()).or(before.map(|state| state.memory));
    let free = |grade| known(grade).map_or(0, |state| state.interval.round().clamp(0.0, LONGEST as f32) as u32);
    let rung = before.map_or(0, |state| state.rung);
    let (gap, rung) = match FIRST.get(usize::from(rung)) {
        Some(_) => first_gap(rung, grade, free(Grade::Easy)),
        None => (later_gap(card, reviews, grade, free), rung),
    };
    CardState {
        reviews: reviews + 1,
        rung,
        memory: memory.unwrap_or(Memory { stability: 1.0, difficulty: 5.0 }),
        first: before.map_or(day, |state| state.first),
        last: day,
        due: later(day, gap.into()),
    }
}

/// The gap while FSRS does not decide, and how many of the first gaps are behind the card then. What was not known goes
/// one back; what was hard stays where it is and comes back one gap sooner.
fn first_gap(rung: u8, grade: Grade, easy: u32) -> (u32, u8) {
    let gap = |rung: u8| FIRST.get(usize::from(rung)).copied();
    let last = FIRST.len() as u8;
    match grade {
        Grade::Again => (0, rung.saturating_sub(1)),
        Grade::Hard => (rung.checked_sub(1).and_then(gap).unwrap_or(0), rung),
        Grade::Good => (gap(rung).unwrap_or(EASY), rung + 1),
        Grade::Easy => (gap(rung + 1).unwrap_or(EASY.max(easy)), (rung + 2).min(last)),
    }
}

/// The gap that FSRS gives, in whole days, spread a little: cards that were learnt on one day part over time. A better
/// grade never comes back sooner than a worse one.
fn later_gap(card: &Id, reviews: u32, grade: Grade, free: impl Fn(Grade) -> u32) -> u32 {
    let spread = |days: u32| {
        let reach = if days < SPREAD.0 { 0 } else { (days / SPREAD.1).max(1) };
        let shift = number(&["spread", card.as_str(), &reviews.to_string()]) % u64::from(2 * reach + 1);
        days + u32::try_from(shift).unwrap_or(0) - reach
    };
    let hard = spread(free(Grade::Hard)).max(1);
    let good = spread(free(Grade::Good)).max(hard + 1);
    match grade {
        Grade::Again => 0,
        Grade::Hard => hard,
        Grade::Good => good,
        Grade::Easy => spread(free(Grade::Easy)).max(good + 1),
    }
}

/// Days from one day to another; none backwards, should a clock have been wrong.
pub(super) fn elapsed(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from(to.signed_duration_since(from).num_days()).unwrap_or(0)
}

/// So many days later.
fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

impl From<MemoryState> for Memory {
    fn from(state: MemoryState) -> Memory {
        Memory { stability: state.stability, difficulty: state.difficulty }
    }
}

impl From<Memory> for MemoryState {
    fn from(memory: Memory) -> MemoryState {
        MemoryState { stability: memory.stability, difficulty: memory.difficulty }
    }
}

#[cfg(test)]
mod tests;
