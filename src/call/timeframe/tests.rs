//! What is found in sentences as they are typed and as they are recognised, what is left, and properties over any text.

use chrono::{DateTime, FixedOffset, TimeDelta, TimeZone};
use proptest::prelude::*;

use super::*;

/// Sentences and the words of time in them.
const FOUND: &[(&str, &[&str])] = &[
    ("You will have it by Thursday noon", &["by Thursday noon"]),
    ("I'll call you by thursday noon", &["by thursday noon"]),
    ("We answer within twenty four hours", &["within twenty four hours"]),
    ("The engineer rings in a couple of days", &["in a couple of days"]),
    ("The line was down between 6 and 8 last night", &["between 6 and 8 last night"]),
    ("She rented the flat from 2011 to 2016", &["from 2011 to 2016"]),
    ("The form is due next week", &["next week"]),
    ("The nurse comes twice a week", &["twice a week"]),
    ("They decide at the end of the month", &["at the end of the month"]),
    ("A refund takes 3-5 business days", &["3-5 business days"]),
    ("A refund takes three to five working days", &["three to five working days"]),
    ("I will send the letter first thing tomorrow", &["first thing tomorrow"]),
    ("Somebody rang you a minute ago", &["a minute ago"]),
    ("I am back in a minute", &["in a minute"]),
    ("The shop opens at half past nine", &["at half past nine"]),
    ("The shop opens at nine thirty and closes at 5 p m", &["at nine thirty", "at 5 p m"]),
    ("It rained on sat and sun", &["on sat and sun"]),
    ("He moved house in may", &["in may"]),
    ("You may ring us on may 5", &["on may 5"]),
    ("We march from March to April", &["from March to April"]),
    ("Her birthday is on march the third", &["on march the third"]),
    ("The flat was built in nineteen eighty eight", &["in nineteen eighty eight"]),
    ("Your parcel left on 2024-09-23 at 10:30", &["on 2024-09-23 at 10:30"]),
    ("The meter was read on 22/04", &["on 22/04"]),
    ("Bins go out every other Tuesday", &["every other Tuesday"]),
    ("The clinic is closed at weekends", &["at weekends"]),
    ("It has been broken for years", &["for years"]),
    ("We spoke two weeks and three days ago", &["two weeks and three days ago"]),
    ("The course starts two weeks from tomorrow", &["two weeks from tomorrow"]),
    ("Come on the 4th, 9th or 16th of June", &["on the 4th, 9th or 16th of June"]),
    ("Our office shuts on New Year's Eve", &["on New Year's Eve"]),
    ("The rate changed in the third quarter of 2019", &["in the third quarter of 2019"]),
    ("He rents since the late 90s", &["since the late 90s"]),
    ("The meeting is later this afternoon", &["later this afternoon"]),
    ("The tariff ends no later than Friday", &["no later than Friday"]),
    ("I rang the other day and again yesterday", &["the other day", "yesterday"]),
    ("We are open from nine to five Monday to Friday", &["from nine to five Monday to Friday"]),
    ("I will be back by six", &["by six"]),
    ("The engineer is there at six sharp", &["at six"]),
    ("The rent is due on the first of the month", &["on the first of the month"]),
    ("I can ring tomorrow pm", &["tomorrow pm"]),
    ("He left in the summer of 2019", &["in the summer of 2019"]),
    ("Stay on it for six nights, from today", &["for six nights", "from today"]),
];

/// Sentences that only sound as if they named a time.
const MISSED: &[&str] = &[
    "This may take longer than usual",
    "One moment please",
    "Give me a second",
    "Just a minute",
    "Hold on a sec",
    "Do you have a minute for me",
    "May I put you through?",
    "You may go ahead",
    "Have a lovely week",
    "Have a wonderful evening",
    "Enjoy the rest of your weekend",
    "Good morning Paula",
    "Good night everyone",
    "We march on together",
    "I sat beside her",
    "He sat at the table",
    "The sun is in my eyes",
    "My number is 0161 496 0000",
    "The number is (206) 555-0137",
    "Her SSN is 078-05-1120",
    "The rate rose by 4.5 percent",
    "It is 10% off",
    "We run version 2.10.3",
    "There are ten pupils in the room",
    "Between two and four people came",
    "That is the end of the queue",
    "A second wave of letters came in",
    "That keeps you up to date",
    "The reference is 48 - 2016",
    "The code is 271-04-05-2021",
    "I do it as soon as possible",
    "I will do it asap",
    "I rate it 9/10",
    "It costs $12.30 at most",
    "The first thing I noticed was the smell",
    "Next of kin and last name please",
    "Happy new year to you",
    "He is 25 years old",
    "Three quarters of the people agreed",
    "Press 1 for sales or 2 for returns",
    "She wrote 2000 words",
    "The rate went up by six",
    "He may second the motion",
    "What would that fall under",
    "Read chapter 3:16 aloud",
];

fn found(text: &str) -> Vec<&str> {
    frames(text).into_iter().map(|frame| &text[frame.span]).collect()
}

/// Wednesday, 18 November 2026, 14:09 in a zone one hour ahead of UTC.
fn wednesday() -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(3600).expect("an offset");
    zone.with_ymd_and_hms(2026, 11, 18, 14, 9, 0).single().expect("a time")
}

fn due_of(text: &str) -> Result<String, Doubt> {
    let now = wednesday();
    let frame = frames(text).into_iter().next().unwrap_or_else(|| panic!("{text}"));
    frame.due(&now).map(|due| due.with_timezone(&now.timezone()).format("%a %-d %b %H:%M").to_string())
}

#[test]
fn what_is_said_of_time_is_found_as_a_whole() {
    for (text, want) in FOUND {
        assert_eq!(&found(text), want, "{text}");
    }
}

#[test]
fn what_only_sounds_like_a_time_is_left() {
    for text in MISSED {
        assert_eq!(found(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn case_a_last_sign_and_a_greeting_change_nothing() {
    for text in FOUND.iter().map(|x| x.0).chain(MISSED.iter().copied()) {
        let want: Vec<String> = found(text).into_iter().map(str::to_lowercase).collect();
        let variants = [
            text.to_lowercase(),
            text.to_uppercase(),
            format!("{text}."),
            format!("{text}!"),
            format!("hello {text}"),
            format!("Hello, {text}"),
            text.replace('\'', "’"),
        ];
        for variant in variants {
            let got: Vec<String> = found(&variant).into_iter().map(|x| x.to_lowercase().replace('’', "'")).collect();
            assert_eq!(got, want, "{variant}");
        }
    }
}

#[test]
fn a_slip_in_a_long_word_and_the_other_spelling_change_nothing() {
    let pairs = [
        ("The engeneer rings in a couple of days", "The engineer rings in a couple of days"),
        ("Somebdy rang you a minute ago", "Somebody rang you a minute ago"),
        ("Have a wonderfull evening", "Have a wonderful evening"),
        ("Have a wondreful evening", "Have a wonderful evening"),
        ("This may take longre than usual", "This may take longer than usual"),
        ("The parcel is organized by Friday", "The parcel is organised by Friday"),
        ("call me at six plaese", "call me at six please"),
    ];
    for (slip, right) in pairs {
        assert_eq!(found(slip), found(right), "{slip}");
    }
    for (slip, want) in [
        ("call me tomorow", "tomorow"),
        ("i can do wensday afternon", "wensday afternon"),
        ("it is due in septmber", "in septmber"),
        ("see you tmrw", "tmrw"),
        ("in 20 mins", "in 20 mins"),
        ("within 3 buisness days", "within 3 buisness days"),
        ("it took 2 hrs", "2 hrs"),
    ] {
        assert_eq!(found(slip), [want], "{slip}");
    }
}

#[test]
fn a_frame_that_names_one_moment_says_it() {
    let table = [
        ("I ring by Thursday noon", "Thu 19 Nov 12:00"),
        ("we answer within twenty four hours", "Thu 19 Nov 14:09"),
        ("in under two hours you hear from us", "Wed 18 Nov 16:09"),
        ("first thing tomorrow I look into it", "Thu 19 Nov 09:00"),
        ("it is settled by the end of the month", "Mon 30 Nov 17:00"),
        ("it is settled by the end of next month", "Thu 31 Dec 17:00"),
        ("by the end of next week it is there", "Fri 27 Nov 17:00"),
        ("you have it by the end of the year", "Thu 31 Dec 17:00"),
        ("i ring at nine thirty", "Thu 19 Nov 09:30"),
        ("the nurse is there friday the twentieth of november at ten a m", "Fri 20 Nov 10:00"),
        ("call me in an hour or so", "Wed 18 Nov 15:09"),
        ("next week on Thursday at 10 am", "Thu 26 Nov 10:00"),
    ];
    for (text, want) in table {
        assert_eq!(due_of(text).as_deref(), Ok(want), "{text}");
    }
}

#[test]
fn a_frame_that_does_not_says_why() {
    let table = [
        ("it comes next week", Doubt::Vague),
        ("a few days and it is done, in a few days", Doubt::Length),
        ("the line was down between 6 and 8 last night", Doubt::Past),
        ("it rang a minute ago", Doubt::Past),
        ("tomorrow between 2 and 4", Doubt::Range),
        ("within 3 to 5 working days", Doubt::Range),
        ("in a day or two", Doubt::Range),
        ("that takes two hours", Doubt::Length),
        ("every Monday at nine", Doubt::Repeat),
        ("my slot is on 3/4", Doubt::DayOrMonth),
        ("I ring at 5 pm est", Doubt::Vague),
    ];
    for (text, want) in table {
        assert_eq!(due_of(text), Err(want), "{text}");
    }
}

#[test]
fn kinds_and_lengths() {
    let kinds = |text: &str| frames(text).into_iter().map(|frame| frame.kind).collect::<Vec<_>>();
    assert_eq!(
        kinds("by noon, for two hours, every day, next week"),
        [Kind::Moment, Kind::Length, Kind::Repeat, Kind::Span]
    );
    let length = |text: &str| frames(text).first().and_then(Frame::length);
    assert_eq!(length("it takes two and a half hours"), Some(TimeDelta::minutes(150)));
    assert_eq!(length("for three weeks"), Some(TimeDelta::days(21)));
    assert_eq!(length("for two months"), None, "months differ");
    assert_eq!(length("by noon"), None);
}

/// Texts made of words of time and words that are near to one.
fn timely() -> impl Strategy<Value = String> {
    let words = [
        "thu", "noon", "in", "2", "h", "90", "min", "by", "at", "tomorrow", "next", "monday", "24", "nov", "2026", "-",
        "/", ":", "30", "pm", "end", "of", "day", "the", "tonight", "half", "past", "three", "a", "couple", "within",
        "to", "or", "week", ".", ",", "morning", "31", "may", "99999", "é", "every", "last", "and", "first", "quarter",
        "th", "years", "ago", "between", "q", "s", "'", "’s", "20150101", "second", "from", "good", "twenty", "new",
    ];
    let word = (prop::sample::select(words.to_vec()), prop::bool::ANY);
    prop::collection::vec(word, 0..12)
        .prop_map(|parts| parts.into_iter().map(|(w, blank)| format!("{w}{}", if blank { " " } else { "" })).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_text_gives_frames_in_order_on_char_boundaries(text in prop_oneof![".{0,60}", timely()]) {
        let mut end = 0;
        for frame in frames(&text) {
            prop_assert!(frame.span.start >= end && frame.span.end > frame.span.start);
            prop_assert!(text.get(frame.span.clone()).is_some_and(|words| words.trim() == words));
            end = frame.span.end;
            if let Ok(due) = frame.due(&wednesday()) {
                prop_assert!(due > wednesday());
            }
        }
    }

    #[test]
    fn case_never_matters(text in timely()) {
        let spans = |text: &str| frames(text).into_iter().map(|frame| frame.span).collect::<Vec<_>>();
        prop_assert_eq!(spans(&text.to_ascii_uppercase()), spans(&text));
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic(text in timely(), last in prop::bool::ANY) {
        let now = if last { DateTime::<chrono::Utc>::MAX_UTC } else { DateTime::<chrono::Utc>::MIN_UTC };
        for frame in frames(&text) {
            let _ = frame.due(&now);
        }
    }
}
