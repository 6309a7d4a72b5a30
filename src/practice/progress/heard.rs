//! Moves and cautions by week: in how many replies each was.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use crate::playbook::model::Id;

/// A week with practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// The Monday it begins on.
    pub monday: NaiveDate,
    /// Replies given in it.
    pub replies: u32,
}

/// A move or a caution over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Which.
    pub id: Id,
    /// In how many replies it was.
    pub made: u32,
    /// In how many of each week, as many weeks as there are.
    pub weeks: Vec<u32>,
}

/// The Monday of the week that a day is in.
pub fn monday(day: NaiveDate) -> NaiveDate {
    let back = Days::new(u64::from(day.weekday().num_days_from_monday()));
    day.checked_sub_days(back).unwrap_or(day)
}

/// Moves or cautions on the way, each with its weeks.
#[derive(Default)]
pub(super) struct Sums(BTreeMap<Id, BTreeMap<NaiveDate, u32>>);

impl Sums {
    /// Adds those of a rehearsal.
    pub(super) fn add(&mut self, week: NaiveDate, made: &BTreeMap<Id, u32>) {
        for (id, replies) in made {
            let weeks = match self.0.get_mut(id) {
                Some(weeks) => weeks,
                None => self.0.entry(id.clone()).or_default(),
            };
            *weeks.entry(week).or_default() += replies;
        }
    }

    /// The most frequent first, each with a figure for each of these weeks.
    pub(super) fn heard(&self, weeks: &BTreeMap<NaiveDate, u32>) -> Vec<Heard> {
        let of = |(id, made): (&Id, &BTreeMap<NaiveDate, u32>)| Heard {
            id: id.clone(),
            made: made.values().sum(),
            weeks: weeks.keys().map(|week| made.get(week).copied().unwrap_or(0)).collect(),
        };
        let mut all: Vec<Heard> = self.0.iter().map(of).collect();
        all.sort_by_key(|heard| std::cmp::Reverse(heard.made));
        all
    }
}
