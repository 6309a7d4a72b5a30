//! What of everything that is due fits into today's ten minutes.

use std::{cmp::Ordering, collections::HashSet};

use chrono::NaiveDate;

use super::{
    card::Card,
    deck::Deck,
    schedule::{CardState, Progress},
};
use crate::playbook::model::Id;

/// How many cards come back on a day at most.
const DUE: usize = 20;

/// How many new cards a day brings at most.
const NEW: usize = 4;

/// Today's practice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The cards, in the order they are asked: those that are due, then new ones.
    pub cards: Vec<Id>,
    /// How many of them are new.
    pub new: usize,
    /// How many more are due, and wait for tomorrow.
    pub waiting: usize,
    /// How long it takes, in seconds, as a rule.
    pub seconds: u32,
}

/// What is practised today: what is due, the vital first and then what is nearest to being forgotten; and as many new
/// cards as the rest of the day's load allows, those on what was `weak` first. What does not fit waits for tomorrow.
pub fn plan(deck: &Deck, progress: &Progress, weak: &[Id], today: NaiveDate) -> Plan {
    let due = due(deck, progress, today);
    let (done, begun) = done(deck, progress, today);
    let room = DUE.saturating_sub(done);
    let new = new(deck, progress, weak);
    // A vital card is never kept waiting by what else is due.
    let vital = new.iter().filter(|card| card.vital).count();
    let more = allowed(due.len() + done).max(vital.min(NEW)).saturating_sub(begun);
    let mut cards: Vec<&Card> = due.iter().copied().take(room).collect();
    let waiting = due.len() - cards.len();
    let new: Vec<&Card> = new.into_iter().take(more).collect();
    cards.extend(&new);
    Plan {
        seconds: seconds(cards.iter().copied()),
        cards: cards.into_iter().map(|card| card.id.clone()).collect(),
        new: new.len(),
        waiting,
    }
}

/// How many new cards a day allows on which so many come back: fewer, the more there are, and none where not even those
/// fit.
fn allowed(due: usize) -> usize {
    if due > DUE { 0 } else { ((DUE + NEW - due) / 3).min(NEW) }
}

/// How long cards take, in seconds, as a rule.
pub fn seconds<'a>(cards: impl IntoIterator<Item = &'a Card>) -> u32 {
    cards.into_iter().map(|card| card.ask.seconds()).sum()
}

/// When the next card is due after today, and how many are then.
pub fn next_due(deck: &Deck, progress: &Progress, today: NaiveDate) -> Option<(NaiveDate, usize)> {
    let days: Vec<NaiveDate> = known(deck, progress).map(|(card, state)| state.due(card.vital)).collect();
    let next = days.iter().filter(|day| **day > today).min()?;
    Some((*next, days.iter().filter(|day| *day <= next).count()))
}

/// More practice for who wants it: what is nearest to being forgotten of what is not asked today anyway, then new cards.
pub fn extra(deck: &Deck, progress: &Progress, weak: &[Id], today: NaiveDate, count: usize) -> Vec<Id> {
    let mut known: Vec<_> = known(deck, progress).filter(|(_, state)| state.last < today).collect();
    known.sort_by(|a, b| nearest(*a, *b, today));
    let known = known.into_iter().map(|(card, _)| card).take(count);
    known.chain(new(deck, progress, weak)).take(count).map(|card| card.id.clone()).collect()
}

/// The cards that were answered, with what is known of them.
fn known<'a>(deck: &'a Deck, progress: &'a Progress) -> impl Iterator<Item = (&'a Card, &'a CardState)> {
    deck.cards().iter().filter_map(|card| Some((card, progress.state(&card.id)?)))
}

/// Everything that is due, what matters most first.
fn due<'a>(deck: &'a Deck, progress: &'a Progress, today: NaiveDate) -> Vec<&'a Card> {
    let mut due: Vec<_> = known(deck, progress).filter(|(card, state)| state.due(card.vital) <= today).collect();
    due.sort_by(|a, b| nearest(*a, *b, today));
    due.into_iter().map(|(card, _)| card).collect()
}

/// The vital first, then what is least likely to be known still.
fn nearest(a: (&Card, &CardState), b: (&Card, &CardState), today: NaiveDate) -> Ordering {
    let chance = |state: &CardState| state.retrievability(today);
    b.0.vital.cmp(&a.0.vital).then(chance(a.1).total_cmp(&chance(b.1))).then_with(|| a.0.id.cmp(&b.0.id))
}

/// How many cards that came back were settled today, and how many were begun.
fn done(deck: &Deck, progress: &Progress, today: NaiveDate) -> (usize, usize) {
    let settled = |(card, state): &(&Card, &CardState)| state.last == today && state.due(card.vital) > today;
    let done = known(deck, progress).filter(settled).filter(|(_, state)| state.first < today).count();
    let begun = known(deck, progress).filter(|(_, state)| state.first == today).count();
    (done, begun)
}

/// The cards that were never answered: the vital, then those on what was weak, the weakest first, then as the deck has
/// them.
fn new<'a>(deck: &'a Deck, progress: &Progress, weak: &[Id]) -> Vec<&'a Card> {
    let known: HashSet<&Id> = progress.states().map(|(id, _)| id).collect();
    let mut new: Vec<&Card> = deck.cards().iter().filter(|card| !known.contains(&card.id)).collect();
    let rank = |card: &Card| card.about.iter().filter_map(|id| weak.iter().position(|weak| weak == id)).min();
    // Stable: the deck's order is the last word.
    new.sort_by_key(|card| (!card.vital, rank(card).unwrap_or(usize::MAX)));
    new
}
