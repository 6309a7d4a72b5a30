//! A table of what people type, a zone with both clock changes, and properties over any text.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use proptest::prelude::*;

use super::*;

/// Berlin in 2026: an hour ahead of UTC, two from 29 March 01:00 UTC to 25 October 01:00 UTC.
#[derive(Clone, Debug)]
struct Berlin;

#[derive(Clone, Debug)]
struct Ahead(i32);

impl Offset for Ahead {
    fn fix(&self) -> FixedOffset {
        FixedOffset::east_opt(self.0 * 3600).expect("an offset of hours")
    }
}

fn wall(y: i32, m: u32, d: u32, h: u32, min: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(y, m, d).and_then(|day| day.and_hms_opt(h, min, 0)).expect("a date")
}

impl TimeZone for Berlin {
    type Offset = Ahead;

    fn from_offset(_: &Ahead) -> Self {
        Berlin
    }

    fn offset_from_local_date(&self, date: &NaiveDate) -> chrono::MappedLocalTime<Ahead> {
        self.offset_from_local_datetime(&date.and_hms_opt(12, 0, 0).expect("noon"))
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> chrono::MappedLocalTime<Ahead> {
        let spring = (wall(2026, 3, 29, 2, 0), wall(2026, 3, 29, 3, 0));
        let autumn = (wall(2026, 10, 25, 2, 0), wall(2026, 10, 25, 3, 0));
        if *local >= spring.0 && *local < spring.1 {
            chrono::MappedLocalTime::None
        } else if *local >= autumn.0 && *local < autumn.1 {
            chrono::MappedLocalTime::Ambiguous(Ahead(2), Ahead(1))
        } else if *local >= spring.1 && *local < autumn.0 {
            chrono::MappedLocalTime::Single(Ahead(2))
        } else {
            chrono::MappedLocalTime::Single(Ahead(1))
        }
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> Ahead {
        self.offset_from_utc_datetime(&utc.and_hms_opt(12, 0, 0).expect("noon"))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> Ahead {
        let summer = *utc >= wall(2026, 3, 29, 1, 0) && *utc < wall(2026, 10, 25, 1, 0);
        Ahead(if summer { 2 } else { 1 })
    }
}

/// Wednesday, 18 November 2026, 14:09 in a zone one hour ahead of UTC.
fn wednesday() -> DateTime<FixedOffset> {
    at(18, 14, 9)
}

/// A time in November 2026: the 18th is a Wednesday.
fn at(day: u32, h: u32, m: u32) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(3600).expect("an offset");
    zone.with_ymd_and_hms(2026, 11, day, h, m, 0).single().expect("a time")
}

fn due(text: &str, now: &DateTime<FixedOffset>) -> String {
    match parse(text, now) {
        Ok(got) => got.due.with_timezone(&now.timezone()).format("%a %-d %b %Y %H:%M").to_string(),
        Err(why) => format!("{why:?}"),
    }
}

#[test]
fn what_people_type_on_a_wednesday_afternoon() {
    let table = [
        ("Thu noon", "Thu 19 Nov 2026 12:00"),
        ("thursday 12", "Thu 19 Nov 2026 12:00"),
        ("THURSDAY AT NOON", "Thu 19 Nov 2026 12:00"),
        ("in 2h", "Wed 18 Nov 2026 16:09"),
        ("2h", "Wed 18 Nov 2026 16:09"),
        ("in 90 min", "Wed 18 Nov 2026 15:39"),
        ("in half an hour", "Wed 18 Nov 2026 14:39"),
        ("in an hour and a half", "Wed 18 Nov 2026 15:39"),
        ("in a couple of days", "Fri 20 Nov 2026 14:09"),
        ("in 3 days at 10", "Sat 21 Nov 2026 10:00"),
        ("in a week", "Wed 25 Nov 2026 14:09"),
        ("within 24 hours", "Thu 19 Nov 2026 14:09"),
        ("within 3 working days", "Mon 23 Nov 2026 17:00"),
        ("in two months", "Mon 18 Jan 2027 14:09"),
        ("tomorrow", "Thu 19 Nov 2026 17:00"),
        ("tomorrow 17:00", "Thu 19 Nov 2026 17:00"),
        ("17:00 tomorrow", "Thu 19 Nov 2026 17:00"),
        ("tomorrow17:30", "Thu 19 Nov 2026 17:30"),
        ("tmrw 5pm", "Thu 19 Nov 2026 17:00"),
        ("tomorrow at 5 p.m.", "Thu 19 Nov 2026 17:00"),
        ("tomorrow morning", "Thu 19 Nov 2026 12:00"),
        ("tomorrow morning at 9", "Thu 19 Nov 2026 09:00"),
        ("first thing tomorrow", "Thu 19 Nov 2026 09:00"),
        ("the day after tomorrow 8:30", "Fri 20 Nov 2026 08:30"),
        ("by Friday", "Fri 20 Nov 2026 17:00"),
        ("Fri 9am", "Fri 20 Nov 2026 09:00"),
        ("Friday eod", "Fri 20 Nov 2026 17:00"),
        ("by close of business on Friday", "Fri 20 Nov 2026 17:00"),
        ("this Friday, 3pm", "Fri 20 Nov 2026 15:00"),
        ("next Friday", "Fri 27 Nov 2026 17:00"),
        ("next Monday", "Mon 23 Nov 2026 17:00"),
        ("next Monday 10:15", "Mon 23 Nov 2026 10:15"),
        ("Tuesday next week at 11", "Tue 24 Nov 2026 11:00"),
        ("Monday morning", "Mon 23 Nov 2026 12:00"),
        ("Monday afternoon", "Mon 23 Nov 2026 17:00"),
        ("Monday night at 9", "Mon 23 Nov 2026 21:00"),
        ("Tue half past three", "Tue 24 Nov 2026 15:30"),
        ("half past three", "Wed 18 Nov 2026 15:30"),
        ("quarter to three", "Wed 18 Nov 2026 14:45"),
        ("at three", "Wed 18 Nov 2026 15:00"),
        ("at 2", "Thu 19 Nov 2026 14:00"),
        ("9am", "Thu 19 Nov 2026 09:00"),
        ("noon", "Thu 19 Nov 2026 12:00"),
        ("midnight", "Thu 19 Nov 2026 00:00"),
        ("Thursday midnight", "Fri 20 Nov 2026 00:00"),
        ("today", "Wed 18 Nov 2026 17:00"),
        ("today 16:00", "Wed 18 Nov 2026 16:00"),
        ("today at 9", "Wed 18 Nov 2026 21:00"),
        ("end of day", "Wed 18 Nov 2026 17:00"),
        ("eod", "Wed 18 Nov 2026 17:00"),
        ("by the end of today", "Wed 18 Nov 2026 17:00"),
        ("this afternoon", "Wed 18 Nov 2026 17:00"),
        ("tonight", "Wed 18 Nov 2026 20:00"),
        ("at 8 tonight", "Wed 18 Nov 2026 20:00"),
        ("in the morning", "Thu 19 Nov 2026 12:00"),
        ("at 7 in the evening", "Wed 18 Nov 2026 19:00"),
        ("24 Nov 10:30", "Tue 24 Nov 2026 10:30"),
        ("Nov 24 at 10.30", "Tue 24 Nov 2026 10:30"),
        ("24th of November", "Tue 24 Nov 2026 17:00"),
        ("Tue 24 Nov 10:30", "Tue 24 Nov 2026 10:30"),
        ("on the 24th", "Tue 24 Nov 2026 17:00"),
        ("on the 5th at 9:30", "Sat 5 Dec 2026 09:30"),
        ("2026-11-24", "Tue 24 Nov 2026 17:00"),
        ("2026-11-24T10:30", "Tue 24 Nov 2026 10:30"),
        ("24/11 noon", "Tue 24 Nov 2026 12:00"),
        ("24.11.2026 noon", "Tue 24 Nov 2026 12:00"),
        ("1 Nov", "Mon 1 Nov 2027 17:00"),
        ("29 Feb", "Tue 29 Feb 2028 17:00"),
        ("end of the week", "Fri 20 Nov 2026 17:00"),
        ("by end of month", "Mon 30 Nov 2026 17:00"),
        ("Wed 15:00", "Wed 18 Nov 2026 15:00"),
        ("Wednesday 2pm", "Wed 25 Nov 2026 14:00"),
        ("Wed", "Wed 18 Nov 2026 17:00"),
    ];
    for (text, want) in table {
        assert_eq!(due(text, &wednesday()), want, "{text}");
    }
}

#[test]
fn what_people_type_on_a_saturday_night() {
    let table = [
        ("24.12 10:00", "Thu 24 Dec 2026 10:00"),
        ("24.12. 10:00", "Thu 24 Dec 2026 10:00"),
        ("24.12 at 10", "Thu 24 Dec 2026 10:00"),
        ("24.12, 10am", "Thu 24 Dec 2026 10:00"),
        ("call back 24.12 10:00", "Thu 24 Dec 2026 10:00"),
        ("call back 24.12", "Thu 24 Dec 2026 17:00"),
        ("24.12", "Thu 24 Dec 2026 17:00"),
        ("by 24.12. please", "Thu 24 Dec 2026 17:00"),
        ("on 5.6. at 9", "Sat 5 Jun 2027 09:00"),
        ("3.12 9am", "Thu 3 Dec 2026 09:00"),
        ("24.12 morning", "Thu 24 Dec 2026 12:00"),
        ("9.30", "Sun 22 Nov 2026 09:30"),
        ("at 9.30", "Sun 22 Nov 2026 09:30"),
        ("at 9.10", "Sun 22 Nov 2026 09:10"),
        ("tomorrow 9.10", "Sun 22 Nov 2026 09:10"),
        ("9.10pm", "Sun 22 Nov 2026 21:10"),
        ("tomorrow 9.30", "Sun 22 Nov 2026 09:30"),
        ("9.30 tomorrow", "Sun 22 Nov 2026 09:30"),
        ("0930 tomorrow", "Sun 22 Nov 2026 09:30"),
        ("9h30 tomorrow", "Sun 22 Nov 2026 09:30"),
        ("call back 1730 on Monday", "Mon 23 Nov 2026 17:30"),
        ("10.15 tonight", "Sat 21 Nov 2026 22:15"),
        ("send order 0930 tomorrow", "Sun 22 Nov 2026 17:00"),
        ("refund 12.30 tomorrow", "Sun 22 Nov 2026 17:00"),
        ("tomorow noon", "Sun 22 Nov 2026 12:00"),
        ("tommorow noon", "Sun 22 Nov 2026 12:00"),
        ("tmr noon", "Sun 22 Nov 2026 12:00"),
        ("thurday noon", "Thu 26 Nov 2026 12:00"),
        ("wensday noon", "Wed 25 Nov 2026 12:00"),
        ("this evening", "Sat 21 Nov 2026 23:00"),
        ("tonight", "Sat 21 Nov 2026 23:00"),
        ("tomorrow evening", "Sun 22 Nov 2026 20:00"),
        ("Sunday 2:00", "Sun 22 Nov 2026 14:00"),
        ("Sunday 6", "Sun 22 Nov 2026 18:00"),
        ("wed 7", "Wed 25 Nov 2026 07:00"),
        ("wed 7:30", "Wed 25 Nov 2026 07:30"),
        ("wed 8", "Wed 25 Nov 2026 08:00"),
        ("wed 11:45", "Wed 25 Nov 2026 11:45"),
        ("wed 12", "Wed 25 Nov 2026 12:00"),
        ("in a fortnight", "Sat 5 Dec 2026 21:10"),
        ("send 3/4 of it by 5pm", "Sun 22 Nov 2026 17:00"),
        ("he rang yesterday, call back by 5pm", "Sun 22 Nov 2026 17:00"),
        ("the van of last Tuesday never came; call Monday noon", "Mon 23 Nov 2026 12:00"),
    ];
    for (text, want) in table {
        assert_eq!(due(text, &at(21, 21, 10)), want, "{text}");
    }
    assert_eq!(due("this evening", &wednesday()), "Wed 18 Nov 2026 20:00");
    let part = parse("send 3/4 of it by 5pm", &wednesday()).expect("a time");
    assert_eq!(part.what, "send 3/4 of it");
}

#[test]
fn what_is_asked_back() {
    let table = [
        ("soon", Doubt::Vague),
        ("call her back later", Doubt::Vague),
        ("asap", Doubt::Vague),
        ("in a few days", Doubt::Vague),
        ("next week", Doubt::Vague),
        ("this weekend", Doubt::Vague),
        ("2-4pm", Doubt::Range),
        ("Thu 2 to 4pm", Doubt::Range),
        ("Thu or Fri", Doubt::Range),
        ("tomorrow between 2pm and 4pm", Doubt::Range),
        ("in 2-3 hours", Doubt::Range),
        ("by Thu send the form, by Fri the refund", Doubt::TwoTimes),
        ("5/6 noon", Doubt::DayOrMonth),
        ("Thu 20 Nov", Doubt::Weekday),
        ("13/13 9am", Doubt::NoSuchDay),
        ("31.11 10:00", Doubt::NoSuchDay),
        ("yesterday 9am", Doubt::Past),
        ("9am yesterday", Doubt::Past),
        ("last Friday", Doubt::Past),
        ("last Friday 9am", Doubt::Past),
        ("31 Nov", Doubt::NoSuchDay),
        ("2026-02-30", Doubt::NoSuchDay),
        ("today 9am", Doubt::Past),
        ("this morning", Doubt::Past),
        ("2020-11-24", Doubt::Past),
        ("in 99999999999999 days", Doubt::TooFar),
        ("2999-01-01", Doubt::TooFar),
    ];
    for (text, want) in table {
        match parse(text, &wednesday()) {
            Err(Unclear::Ambiguous { doubt, span }) => {
                assert_eq!(doubt, want, "{text}");
                assert!(!text[span].is_empty());
            }
            got => panic!("{text}: {got:?}"),
        }
    }
}

#[test]
fn what_names_no_time() {
    for text in [
        "",
        "call back",
        "check Tuesday's delivery",
        "order 4471 was lost",
        "she sat waiting",
        "open 24/7",
        "refund 12.30",
        "refund 12.10",
        "refund £24.12",
        "version 2.5",
        "he works Mondays",
        "the last van",
        "ring 0161 496 0000",
        "send it to one of them",
        "may I help",
        "two vans",
        "second parcel",
        "version 3",
    ] {
        assert_eq!(parse(text, &wednesday()), Err(Unclear::Missing), "{text}");
    }
}

#[test]
fn what_is_promised_is_the_rest_of_the_text() {
    let table = [
        ("call back with the driver's answer Thu noon", "call back with the driver's answer", "Thu noon"),
        ("Thu noon: call back", "call back", "Thu noon"),
        ("by Friday, send the form", "send the form", "by Friday"),
        ("send the form by Friday 9am please", "send the form please", "by Friday 9am"),
        ("on Thu call Dana at noon", "call Dana", "on Thu call Dana at noon"),
        ("the van of Tuesday never came; call by Thu noon", "the van of Tuesday never came; call", "by Thu noon"),
        ("rückruf für Zoë in 2h", "rückruf für Zoë", "in 2h"),
        ("in 2h", "", "in 2h"),
    ];
    for (text, what, words) in table {
        let got = parse(text, &wednesday()).unwrap_or_else(|why| panic!("{text}: {why:?}"));
        assert_eq!(got.what, what, "{text}");
        assert_eq!(&text[got.span], words, "{text}");
    }
}

#[test]
fn a_weekday_that_is_today_means_next_week_once_its_time_is_over() {
    assert_eq!(due("Wed 14:10", &wednesday()), "Wed 18 Nov 2026 14:10");
    assert_eq!(due("Wed 14:09", &wednesday()), "Wed 25 Nov 2026 14:09");
    assert_eq!(due("by Wednesday", &at(18, 17, 0)), "Wed 25 Nov 2026 17:00");
    assert_eq!(due("next Wednesday", &wednesday()), "Wed 25 Nov 2026 17:00");
}

#[test]
fn what_is_over_rolls_on() {
    assert_eq!(due("end of day", &at(18, 17, 30)), "Thu 19 Nov 2026 17:00");
    assert_eq!(due("tonight", &at(18, 20, 30)), "Wed 18 Nov 2026 23:00");
    assert_eq!(due("tonight", &at(18, 23, 30)), "Wed 18 Nov 2026 23:59");
    assert_eq!(due("this afternoon", &at(18, 17, 30)), "Wed 18 Nov 2026 18:00");
    assert_eq!(due("by today", &at(18, 18, 0)), "Wed 18 Nov 2026 23:59");
    assert_eq!(due("end of week", &at(20, 18, 0)), "Fri 27 Nov 2026 17:00");
    assert_eq!(due("end of week", &at(21, 10, 0)), "Fri 27 Nov 2026 17:00");
    assert_eq!(due("midnight", &at(18, 0, 0)), "Thu 19 Nov 2026 00:00");
    assert_eq!(due("next Monday", &at(23, 8, 0)), "Mon 30 Nov 2026 17:00");
}

fn berlin(y: i32, m: u32, d: u32, h: u32, min: u32) -> DateTime<Berlin> {
    Berlin.from_local_datetime(&wall(y, m, d, h, min)).earliest().expect("a time that exists")
}

fn utc(text: &str, now: &DateTime<Berlin>) -> String {
    parse(text, now).map_or_else(|why| format!("{why:?}"), |got| got.due.format("%-d %b %H:%M").to_string())
}

#[test]
fn elapsed_time_is_elapsed_and_the_wall_clock_is_the_wall_clock() {
    let eve = berlin(2026, 3, 28, 17, 0);
    assert_eq!(utc("within 24 hours", &eve), "29 Mar 16:00", "18:00 on the wall");
    assert_eq!(utc("tomorrow 17:00", &eve), "29 Mar 15:00", "23 hours away");
    assert_eq!(utc("in 1 day", &eve), "29 Mar 15:00", "the same time of day");
    assert_eq!(describe(parse("tomorrow 17:00", &eve).expect("clear").due, &eve).away, "in 23 h");
    let autumn = berlin(2026, 10, 24, 17, 0);
    assert_eq!(utc("within 24 hours", &autumn), "25 Oct 15:00");
    assert_eq!(utc("tomorrow 17:00", &autumn), "25 Oct 16:00");
}

#[test]
fn a_time_that_the_clock_skips_is_the_first_after_the_gap() {
    let eve = berlin(2026, 3, 28, 17, 0);
    assert_eq!(utc("tomorrow 02:30", &eve), "29 Mar 01:00", "03:00 on the wall");
    assert_eq!(utc("tomorrow 03:00", &eve), "29 Mar 01:00");
}

#[test]
fn a_time_that_comes_twice_is_the_first_that_is_still_ahead() {
    assert_eq!(utc("tomorrow 02:30", &berlin(2026, 10, 24, 17, 0)), "25 Oct 00:30");
    let between = Berlin.from_utc_datetime(&wall(2026, 10, 25, 0, 45));
    assert_eq!(utc("today 02:30", &between), "25 Oct 01:30");
}

#[test]
fn a_due_time_is_said_with_its_distance() {
    let said = |text: &str| {
        let got = describe(parse(text, &wednesday()).expect("clear").due, &wednesday());
        (got.when, got.away)
    };
    let pair = |a: &str, b: &str| (a.to_string(), b.to_string());
    assert_eq!(said("Thu noon"), pair("Thu 19 Nov 12:00", "in 21 h 51 min"));
    assert_eq!(said("in 2h"), pair("Wed 18 Nov 16:09", "in 2 h"));
    assert_eq!(said("in 5 min"), pair("Wed 18 Nov 14:14", "in 5 min"));
    assert_eq!(said("Fri 14:00"), pair("Fri 20 Nov 14:00", "in 2 days"));
    assert_eq!(said("Sat 15:30"), pair("Sat 21 Nov 15:30", "in 3 days"));
    assert_eq!(said("in 3 days"), pair("Sat 21 Nov 14:09", "in 3 days"));
    assert_eq!(said("5 Jan noon"), pair("Tue 5 Jan 2027 12:00", "in 48 days"));
    let now = wednesday();
    let away = |minutes: i64| describe(now.to_utc() + TimeDelta::minutes(minutes), &now).away;
    let table = [
        (-38, "38 min ago"),
        (-4 * 1440, "4 days ago"),
        (89, "in 1 h 29 min"),
        (90, "in 1 h 30 min"),
        (36 * 60 - 1, "in 35 h 59 min"),
        (36 * 60, "in 2 days"),
        (3 * 1440 - 1, "in 3 days"),
        (3 * 1440, "in 3 days"),
    ];
    for (minutes, want) in table {
        assert_eq!(away(minutes), want, "{minutes}");
    }
    let early = at(19, 0, 0);
    let noon = early.to_utc() + TimeDelta::hours(36);
    assert_eq!(describe(noon, &early).away, "in 36 h", "one midnight away is not two days");
    assert_eq!(away(0), "in less than a minute");
    assert_eq!(describe(now.to_utc() - TimeDelta::seconds(9), &now).away, "just now");
}

#[test]
fn every_doubt_says_what_to_do() {
    assert_eq!(Unclear::Missing.to_string(), "by when?");
    let why = parse("Thu 20 Nov", &wednesday()).expect_err("it is a Friday");
    assert_eq!(why.to_string(), "the weekday and the date do not match");
}

/// Texts made of words of time, in any order.
fn timely() -> impl Strategy<Value = String> {
    let words = [
        "thu", "noon", "in", "2", "h", "90", "min", "by", "at", "tomorrow", "next", "monday", "24", "nov", "2026", "-",
        "/", ":", "30", "pm", "end", "of", "day", "the", "tonight", "half", "past", "three", "a", "couple", "within",
        "to", "or", "week", ".", ",", "morning", "31", "feb", "99999", "é", "midnight", "today", "call", "first",
        "thing", "th",
    ];
    let word = (prop::sample::select(words.to_vec()), prop::bool::ANY);
    prop::collection::vec(word, 0..9)
        .prop_map(|parts| parts.into_iter().map(|(w, blank)| format!("{w}{}", if blank { " " } else { "" })).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read_without_a_panic_and_due_is_ahead(text in prop_oneof![".{0,40}", timely()], secs in -62_000_000_000i64..250_000_000_000) {
        let zone = FixedOffset::east_opt(-5 * 3600).expect("an offset");
        let now = zone.timestamp_opt(secs, 0).single().expect("a time");
        if let Ok(got) = parse(&text, &now) {
            prop_assert!(got.due > now.to_utc());
            prop_assert!(text.get(got.span.clone()).is_some_and(|words| !words.is_empty()));
            prop_assert!(got.what.len() <= text.len() + 1);
            let said = describe(got.due, &now);
            prop_assert!(said.away.starts_with("in "));
        }
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic(text in timely(), last in prop::bool::ANY) {
        let now = if last { DateTime::<Utc>::MAX_UTC } else { DateTime::<Utc>::MIN_UTC };
        let _ = parse(&text, &now);
    }

    #[test]
    fn what_is_said_is_read_back_as_the_same_moment(minutes in 1i64..500_000) {
        let now = wednesday();
        let due = now.to_utc() + TimeDelta::minutes(minutes);
        let said = describe(due, &now);
        prop_assert_eq!(parse(&said.when, &now).map(|got| got.due), Ok(due));
    }

    #[test]
    fn in_berlin_every_wall_time_tomorrow_resolves(day in 0i64..365, hour in 0u32..24, minute in 0u32..60) {
        let now = Berlin.from_utc_datetime(&(wall(2026, 1, 1, 11, 0) + TimeDelta::days(day)));
        let got = parse(&format!("tomorrow {hour:02}:{minute:02}"), &now).expect("a time");
        let local = got.due.with_timezone(&Berlin).naive_local();
        let asked = now.naive_local().date().succ_opt().and_then(|d| d.and_hms_opt(hour, minute, 0)).expect("a time");
        prop_assert!(local == asked || (local > asked && local - asked <= TimeDelta::hours(1)));
    }
}
