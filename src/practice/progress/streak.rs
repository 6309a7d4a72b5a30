//! Days in a row with practice. It is calm: a weekend without practice breaks nothing, and today is not over yet.

use chrono::{Datelike, NaiveDate, Weekday};

/// Days in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streak {
    /// How many days with practice there are in the row that reaches today.
    pub days: u32,
    /// The longest there ever was.
    pub longest: u32,
    /// Whether there was practice today.
    pub today: bool,
}

/// The streak of these days, which come in order and once each.
pub fn streak(days: &[NaiveDate], today: NaiveDate) -> Streak {
    let mut streak = Streak::default();
    let mut row = 0;
    let mut last: Option<NaiveDate> = None;
    for day in days.iter().filter(|day| **day <= today) {
        row = if last.is_some_and(|last| goes_on(last, *day)) { row + 1 } else { 1 };
        streak.longest = streak.longest.max(row);
        last = Some(*day);
    }
    streak.today = last == Some(today);
    if last.is_some_and(|last| streak.today || goes_on(last, today)) {
        streak.days = row;
    }
    streak
}

/// Whether only a weekend lies between two days, or nothing.
fn goes_on(from: NaiveDate, to: NaiveDate) -> bool {
    // More than Saturday and Sunday is no weekend.
    let gap = (to - from).num_days();
    gap <= 3 && from.iter_days().skip(1).take_while(|day| *day < to).all(is_weekend)
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
