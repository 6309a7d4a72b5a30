//! From words of time to a moment, through the wall clock of a zone.

use std::ops::Range;

use chrono::{
    DateTime, Datelike, Days, LocalResult, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike,
    Utc, Weekday,
};

use super::{
    Doubt,
    ahead::Ahead,
    clock::{CLOSE, Clock, Part},
    day::Day,
    run::Found,
};

/// The last minute of a day.
const LAST: (u32, u32) = (23, 59);

/// When what was found falls due.
pub(in crate::call) fn due<Tz: TimeZone>(found: &Found, now: &DateTime<Tz>) -> Result<DateTime<Utc>, Doubt> {
    if let Some(Ahead::Seconds(seconds)) = found.ahead {
        let due = TimeDelta::try_seconds(seconds).and_then(|delta| now.to_utc().checked_add_signed(delta));
        return due.ok_or(Doubt::TooFar);
    }
    let wall = Wall { now, today: now.naive_local().date() };
    match found.ahead {
        Some(stretch) => wall.stretch(stretch, found),
        None => match found.day {
            Some(day) => wall.day(day, found),
            None => wall.no_day(found),
        },
    }
}

/// The wall clock that someone looks at while promising.
struct Wall<'a, Tz: TimeZone> {
    now: &'a DateTime<Tz>,
    today: NaiveDate,
}

impl<Tz: TimeZone> Wall<'_, Tz> {
    /// So many days or months on, at the time that was said, or else at this time of day.
    fn stretch(&self, stretch: Ahead, found: &Found) -> Result<DateTime<Utc>, Doubt> {
        let date = match stretch {
            Ahead::Days(days) => self.today.checked_add_days(Days::new(days.into())),
            Ahead::Months(months) => self.today.checked_add_months(Months::new(months)),
            Ahead::Working(days) => working(self.today, days),
            Ahead::Seconds(_) => None,
        };
        let date = date.ok_or(Doubt::TooFar)?;
        let said = found.clock.is_some() || found.part.is_some();
        match said || matches!(stretch, Ahead::Working(_)) {
            true => self.at(date, time(found)),
            false => {
                let clock = self.now.naive_local().time().with_nanosecond(0).unwrap_or_default();
                self.instant(date.and_time(clock))
            }
        }
    }

    /// On a day that was named.
    fn day(&self, day: Day, found: &Found) -> Result<DateTime<Utc>, Doubt> {
        let due = match day {
            Day::In(0) => self.today_at(found),
            Day::In(days) => self.on(self.today.checked_add_days(Days::new(days.into())), found),
            Day::Coming(weekday) => {
                let first = until(self.today, weekday);
                self.on(first, found).or_else(|_| self.on(first.and_then(week_on), found))
            }
            Day::NextWeek(weekday) => {
                let monday = self.today.checked_sub_days(Days::new(self.today.weekday().num_days_from_monday().into()));
                let next = monday.and_then(week_on);
                self.on(next.and_then(|monday| until(monday, weekday)), found)
            }
            Day::Date(Some(year), month, day) => self.on(NaiveDate::from_ymd_opt(year, month, day), found),
            // A leap day may be eight years away.
            Day::Date(None, month, day) => {
                let year = self.today.year();
                self.first((0..9).filter_map(|i| NaiveDate::from_ymd_opt(year + i, month, day)), found)
            }
            Day::OfMonth(day) => {
                let first = self.today.with_day(1).ok_or(Doubt::TooFar)?;
                let months = (0..13).filter_map(|i| first.checked_add_months(Months::new(i)));
                self.first(months.filter_map(|month| month.with_day(day)), found)
            }
            Day::WeekEnd => {
                let first = until(self.today, Weekday::Fri);
                self.on(first, found).or_else(|_| self.on(first.and_then(week_on), found))
            }
            Day::NextWeekEnd => {
                let monday = self.today.checked_sub_days(Days::new(self.today.weekday().num_days_from_monday().into()));
                self.on(monday.and_then(week_on).and_then(|monday| until(monday, Weekday::Fri)), found)
            }
            Day::MonthEnd => self.first(self.month_ends(1..3)?, found),
            Day::NextMonthEnd => self.first(self.month_ends(2..3)?, found),
            Day::YearEnd => {
                let year = self.today.year();
                self.first((0..2).filter_map(|i| NaiveDate::from_ymd_opt(year + i, 12, 31)), found)
            }
        }?;
        match found.weekday {
            Some(weekday) if self.said_on(due, found) != weekday => Err(Doubt::Weekday),
            _ => Ok(due),
        }
    }

    /// The last days of some months, counted from the one after this.
    fn month_ends(&self, months: Range<u32>) -> Result<impl Iterator<Item = NaiveDate>, Doubt> {
        let first = self.today.with_day(1).ok_or(Doubt::TooFar)?;
        Ok(months.filter_map(move |i| first.checked_add_months(Months::new(i))?.pred_opt()))
    }

    /// The weekday that was meant by a due time: the day before, if it is the midnight at its end.
    fn said_on(&self, due: DateTime<Utc>, found: &Found) -> Weekday {
        let day = due.with_timezone(&self.now.timezone()).naive_local().date().weekday();
        if time(found).0 == 24 { day.pred() } else { day }
    }

    /// Without a day: today while the time is ahead, else tomorrow.
    fn no_day(&self, found: &Found) -> Result<DateTime<Utc>, Doubt> {
        let days = (0..3).filter_map(|i| self.today.checked_add_days(Days::new(i)));
        self.first(days, found)
    }

    /// Today in so many words: another reading of the hour, or a later time of the part of the day, before it is over.
    fn today_at(&self, found: &Found) -> Result<DateTime<Utc>, Doubt> {
        let due = self.at(self.today, time(found));
        let others = match (found.clock, found.part) {
            (Some(clock), None) => [clock.later(), None],
            (Some(_), Some(_)) => [None, None],
            (None, Some(Part::Evening)) => [Some(Part::Evening.last()), Some(LAST)],
            (None, Some(part)) => [Some(part.last()), None],
            (None, None) => [Some(LAST), None],
        };
        others.into_iter().flatten().fold(due, |due, other| due.or_else(|_| self.at(self.today, other)))
    }

    /// The first of some days on which the time is still ahead.
    fn first(&self, days: impl Iterator<Item = NaiveDate>, found: &Found) -> Result<DateTime<Utc>, Doubt> {
        let mut last = Err(Doubt::NoSuchDay);
        for day in days {
            last = self.on(Some(day), found);
            if last.is_ok() {
                break;
            }
        }
        last
    }

    /// On a day, at the time that was said.
    fn on(&self, day: Option<NaiveDate>, found: &Found) -> Result<DateTime<Utc>, Doubt> {
        self.at(day.ok_or(Doubt::NoSuchDay)?, time(found))
    }

    /// At an hour and a minute of a day; hour 24 is the midnight at its end.
    fn at(&self, day: NaiveDate, (hour, minute): (u32, u32)) -> Result<DateTime<Utc>, Doubt> {
        let day = if hour == 24 { day.succ_opt().ok_or(Doubt::TooFar)? } else { day };
        let time = NaiveTime::from_hms_opt(hour % 24, minute, 0).ok_or(Doubt::NoSuchDay)?;
        self.instant(day.and_time(time))
    }

    /// The moment at which the wall shows this, if it is still ahead.
    fn instant(&self, wall: NaiveDateTime) -> Result<DateTime<Utc>, Doubt> {
        let now = self.now.to_utc();
        // No zone skips more than a day; every one steps in whole minutes today.
        let shown = (0..=1500).find_map(|minutes| {
            let wall = wall.checked_add_signed(TimeDelta::minutes(minutes))?;
            match self.now.timezone().from_local_datetime(&wall) {
                LocalResult::None => None,
                LocalResult::Single(one) => Some((one.to_utc(), one.to_utc())),
                LocalResult::Ambiguous(a, b) => Some((a.to_utc().min(b.to_utc()), a.to_utc().max(b.to_utc()))),
            }
        });
        let (first, second) = shown.ok_or(Doubt::TooFar)?;
        match [first, second].into_iter().find(|due| *due > now) {
            Some(due) if due - now > TimeDelta::days(3700) => Err(Doubt::TooFar),
            due => due.ok_or(Doubt::Past),
        }
    }
}

/// The hour and the minute that were said; the end of business where none was.
fn time(found: &Found) -> (u32, u32) {
    match (found.clock, found.part) {
        (Some(Clock::Midnight), _) => (24, 0),
        (Some(clock), part) => clock.hour(part),
        (None, Some(part)) => (part.due(), 0),
        (None, None) => (CLOSE, 0),
    }
}

/// The first such weekday from a day on, that day included.
fn until(from: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let days = (7 + weekday.num_days_from_monday() - from.weekday().num_days_from_monday()) % 7;
    from.checked_add_days(Days::new(days.into()))
}

fn week_on(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(7))
}

/// So many days from Monday to Friday later.
fn working(from: NaiveDate, days: u32) -> Option<NaiveDate> {
    let mut day = from;
    for _ in 0..days {
        day = day.succ_opt()?;
        while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            day = day.succ_opt()?;
        }
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;
    use proptest::prelude::*;

    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a date")
    }

    /// What falls due, on the wall, for someone who promises it at a time of 18 November 2026, a Wednesday.
    fn wall(found: &Found, (hour, minute): (u32, u32)) -> Result<String, Doubt> {
        let zone = FixedOffset::west_opt(5 * 3600).expect("an offset");
        let now = zone.with_ymd_and_hms(2026, 11, 18, hour, minute, 0).single().expect("a time");
        due(found, &now).map(|due| due.with_timezone(&zone).format("%F %H:%M").to_string())
    }

    fn on(day: Day) -> Found {
        Found { day: Some(day), ..Found::default() }
    }

    #[test]
    fn days_end_with_business_where_no_time_is_said() {
        let table = [
            (Day::In(0), "2026-11-18 17:00"),
            (Day::In(1), "2026-11-19 17:00"),
            (Day::Coming(Weekday::Wed), "2026-11-18 17:00"),
            (Day::Coming(Weekday::Tue), "2026-11-24 17:00"),
            (Day::NextWeek(Weekday::Mon), "2026-11-23 17:00"),
            (Day::NextWeek(Weekday::Sun), "2026-11-29 17:00"),
            (Day::Date(None, 11, 17), "2027-11-17 17:00"),
            (Day::Date(Some(2026), 12, 1), "2026-12-01 17:00"),
            (Day::OfMonth(31), "2026-12-31 17:00"),
            (Day::OfMonth(17), "2026-12-17 17:00"),
            (Day::WeekEnd, "2026-11-20 17:00"),
            (Day::MonthEnd, "2026-11-30 17:00"),
        ];
        for (day, want) in table {
            assert_eq!(wall(&on(day), (9, 0)).as_deref(), Ok(want), "{day:?}");
        }
    }

    #[test]
    fn a_day_that_is_over_or_does_not_exist() {
        assert_eq!(wall(&on(Day::Date(Some(2026), 11, 17)), (9, 0)), Err(Doubt::Past));
        assert_eq!(wall(&on(Day::Date(Some(2026), 11, 31)), (9, 0)), Err(Doubt::NoSuchDay));
        assert_eq!(wall(&on(Day::Date(None, 2, 30)), (9, 0)), Err(Doubt::NoSuchDay));
        assert_eq!(wall(&on(Day::Date(Some(2900), 1, 1)), (9, 0)), Err(Doubt::TooFar));
        assert_eq!(wall(&on(Day::OfMonth(0)), (9, 0)), Err(Doubt::NoSuchDay));
    }

    #[test]
    fn today_stretches_to_its_last_minute_but_never_into_tomorrow() {
        let part = |part| Found { part: Some(part), ..on(Day::In(0)) };
        let clock = |clock| Found { clock: Some(clock), ..on(Day::In(0)) };
        let table = [
            (part(Part::Morning), (11, 59), Ok("2026-11-18 12:00")),
            (part(Part::Morning), (12, 0), Err(Doubt::Past)),
            (part(Part::Afternoon), (17, 0), Ok("2026-11-18 18:00")),
            (part(Part::Afternoon), (18, 0), Err(Doubt::Past)),
            (part(Part::Evening), (19, 59), Ok("2026-11-18 20:00")),
            (part(Part::Evening), (22, 0), Ok("2026-11-18 23:00")),
            (part(Part::Evening), (23, 0), Ok("2026-11-18 23:59")),
            (part(Part::Evening), (23, 59), Err(Doubt::Past)),
            (on(Day::In(0)), (23, 58), Ok("2026-11-18 23:59")),
            (on(Day::In(0)), (23, 59), Err(Doubt::Past)),
            (clock(Clock::Half(9, 0)), (8, 0), Ok("2026-11-18 09:00")),
            (clock(Clock::Half(9, 0)), (10, 0), Ok("2026-11-18 21:00")),
            (clock(Clock::Half(3, 0)), (16, 0), Err(Doubt::Past)),
            (clock(Clock::Sure(9, 0)), (10, 0), Err(Doubt::Past)),
            (clock(Clock::Midnight), (23, 59), Ok("2026-11-19 00:00")),
        ];
        for (found, now, want) in table {
            assert_eq!(wall(&found, now).as_deref(), want.as_ref().copied(), "{found:?} at {now:?}");
        }
    }

    #[test]
    fn without_a_day_it_is_the_next_time_the_clock_shows_it() {
        let clock = |clock| Found { clock: Some(clock), ..Found::default() };
        assert_eq!(wall(&clock(Clock::Sure(9, 0)), (8, 59)).as_deref(), Ok("2026-11-18 09:00"));
        assert_eq!(wall(&clock(Clock::Sure(9, 0)), (9, 0)).as_deref(), Ok("2026-11-19 09:00"));
        assert_eq!(wall(&clock(Clock::Midnight), (0, 0)).as_deref(), Ok("2026-11-19 00:00"));
    }

    #[test]
    fn stretches_of_days_keep_the_time_of_day() {
        let ahead = |ahead| Found { ahead: Some(ahead), ..Found::default() };
        assert_eq!(wall(&ahead(Ahead::Days(2)), (9, 41)).as_deref(), Ok("2026-11-20 09:41"));
        assert_eq!(wall(&ahead(Ahead::Months(3)), (9, 41)).as_deref(), Ok("2027-02-18 09:41"));
        assert_eq!(wall(&ahead(Ahead::Working(3)), (9, 41)).as_deref(), Ok("2026-11-23 17:00"));
        assert_eq!(wall(&ahead(Ahead::Seconds(60)), (9, 41)).as_deref(), Ok("2026-11-18 09:42"));
    }

    #[test]
    fn working_days_pass_over_the_weekend() {
        let friday = date(2026, 11, 20);
        assert_eq!(working(friday, 1), Some(date(2026, 11, 23)));
        assert_eq!(working(friday, 5), Some(date(2026, 11, 27)));
        assert_eq!(working(date(2026, 11, 21), 1), Some(date(2026, 11, 23)));
        assert_eq!(working(NaiveDate::MAX, 1), None);
    }

    proptest! {
        #[test]
        fn the_next_weekday_is_within_a_week(days in 0u64..5000, weekday in 0u8..7) {
            let from = date(2020, 1, 1).checked_add_days(Days::new(days)).expect("a date");
            let weekday = Weekday::try_from(weekday).expect("a weekday");
            let found = until(from, weekday).expect("a date");
            prop_assert_eq!(found.weekday(), weekday);
            prop_assert!((0..7).contains(&(found - from).num_days()));
        }

        #[test]
        fn every_day_that_is_due_is_ahead(hour in 0u32..24, minute in 0u32..60, month in 0u32..14, day in 0u32..33) {
            for day in [Day::Date(None, month, day), Day::OfMonth(day), Day::In(day), Day::WeekEnd, Day::MonthEnd] {
                if let Ok(due) = wall(&on(day), (hour, minute)) {
                    prop_assert!(due > format!("2026-11-18 {hour:02}:{minute:02}"), "{:?} {}", day, due);
                }
            }
        }
    }
}
