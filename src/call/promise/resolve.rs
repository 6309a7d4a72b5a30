//! From words of time to a moment, through the wall clock of a zone.

use chrono::{
    DateTime, Datelike, Days, LocalResult, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike,
    Utc, Weekday,
};

use super::{
    Doubt,
    ahead::Ahead,
    clock::{CLOSE, Clock, Part},
    day::Day,
    read::Found,
};

/// When what was found falls due.
pub(super) fn due<Tz: TimeZone>(found: &Found, now: &DateTime<Tz>) -> Result<DateTime<Utc>, Doubt> {
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
            Day::MonthEnd => {
                let first = self.today.with_day(1).ok_or(Doubt::TooFar)?;
                let ends = (1..3).filter_map(|i| first.checked_add_months(Months::new(i))?.pred_opt());
                self.first(ends, found)
            }
        }?;
        match found.weekday {
            Some(weekday) if self.said_on(due, found) != weekday => Err(Doubt::Weekday),
            _ => Ok(due),
        }
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

    /// Today in so many words: another reading of the hour, or the last minute of the part of the day, before it is over.
    fn today_at(&self, found: &Found) -> Result<DateTime<Utc>, Doubt> {
        let due = self.at(self.today, time(found));
        let other = match (found.clock, found.part) {
            (Some(clock), None) => clock.later(),
            (Some(_), Some(_)) => None,
            (None, Some(part)) => Some(part.last()),
            (None, None) => Some(Part::Evening.last()),
        };
        due.or_else(|past| other.map_or(Err(past), |other| self.at(self.today, other)))
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
