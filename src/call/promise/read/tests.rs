use chrono::Weekday;
use proptest::prelude::*;

use super::{
    super::super::timeframe::{Ahead, Day, Part},
    *,
};

/// What was found in a text, and the words it was found in.
fn found(text: &str) -> Option<(Found, Vec<&str>)> {
    read(text).map(|(found, places)| (found, places.into_iter().map(|place| &text[place]).collect()))
}

fn words(text: &str) -> Vec<&str> {
    found(text).map(|x| x.1).unwrap_or_default()
}

fn doubt(text: &str) -> Option<Doubt> {
    found(text).and_then(|(found, _)| found.doubt)
}

#[test]
fn pieces_in_any_order_are_one_time() {
    for text in ["Thu at noon", "noon Thu", "noon on Thursday", "by Thu, noon", "Thu @ 12", "at 12 on Thu"] {
        let (found, words) = found(text).expect("a time");
        assert_eq!(found.day, Some(Day::Coming(Weekday::Thu)), "{text}");
        assert_eq!(found.clock.map(|clock| clock.hour(None)), Some((12, 0)), "{text}");
        assert_eq!(words, [text]);
    }
}

#[test]
fn prepositions_go_with_the_time_and_other_words_do_not() {
    let table = [
        ("call by Friday then", "by Friday"),
        ("call before Friday 9am please", "before Friday 9am"),
        ("for Thu noon: the form", "for Thu noon"),
        ("ring at 5pm sharp", "at 5pm"),
        ("in 2 hours, Dana", "in 2 hours"),
        ("by the 24th at the latest", "by the 24th"),
        ("the van by tomorrow evening", "by tomorrow evening"),
        ("tell her tonight, gently", "tonight"),
    ];
    for (text, want) in table {
        assert_eq!(words(text), [want], "{text}");
    }
}

#[test]
fn a_day_and_a_time_that_stand_apart_belong_together() {
    assert_eq!(words("Thu call Dana at noon"), ["Thu", "at noon"]);
    assert_eq!(words("at noon call Dana on Thu"), ["at noon", "on Thu"]);
    let (joined, _) = found("Thu call Dana at noon").expect("a time");
    assert!(joined.day.is_some() && joined.clock.is_some() && joined.doubt.is_none());
}

#[test]
fn of_two_the_one_that_is_led_or_ends_the_text() {
    assert_eq!(words("the van of Tuesday never came, by Thu noon"), ["by Thu noon"]);
    assert_eq!(words("he said Tuesday, I call by Friday about it"), ["by Friday"]);
    assert_eq!(words("call soon, Friday 9am"), ["Friday 9am"]);
    assert_eq!(words("later tonight"), ["tonight"]);
    assert_eq!(doubt("the weekend at noon"), Some(Doubt::Vague));
    assert_eq!(doubt("in a few days at noon"), Some(Doubt::Vague));
    assert_eq!(doubt("by Thu the form and by Fri the refund"), Some(Doubt::TwoTimes));
    assert_eq!(doubt("Thu 9am van, Fri 9am form, then"), Some(Doubt::TwoTimes));
}

#[test]
fn a_range_is_one_whatever_joins_it() {
    for text in [
        "2-4pm",
        "2–4pm",
        "2 to 4pm",
        "from 2 to 4pm",
        "between 2 and 4",
        "Thu 2pm-4pm",
        "Mon or Tue",
        "9 or 10am",
        "Thu to Fri",
    ] {
        assert_eq!(doubt(text), Some(Doubt::Range), "{text}");
    }
    for text in ["Thu to ask about it", "noon and bring the form", "Thu - call Dana"] {
        assert_eq!(doubt(text), None, "{text}");
    }
}

#[test]
fn a_weekday_beside_a_date_is_kept_to_be_compared() {
    for text in ["Thu 19 Nov", "19 Nov, Thu", "Thursday the 19th"] {
        let (found, _) = found(text).expect("a time");
        assert_eq!(found.weekday, Some(Weekday::Thu), "{text}");
        assert!(matches!(found.day, Some(Day::Date(None, 11, 19) | Day::OfMonth(19))), "{text}");
    }
}

#[test]
fn parts_of_the_day_need_a_day_or_an_article() {
    let part = |text: &str| found(text).and_then(|(found, _)| found.part);
    assert_eq!(part("Monday morning"), Some(Part::Morning));
    assert_eq!(part("in the evening"), Some(Part::Evening));
    assert_eq!(part("this afternoon"), Some(Part::Afternoon));
    assert_eq!(part("at 9 at night"), Some(Part::Evening));
    assert_eq!(part("he works mornings"), None);
    assert_eq!(part("the morning shift"), None);
    assert_eq!(part("a night out"), None);
}

#[test]
fn a_stretch_alone_needs_no_lead() {
    assert_eq!(found("2h").map(|x| x.0.ahead), Some(Some(Ahead::Seconds(7200))));
    assert_eq!(found("took him 2h"), None);
    assert_eq!(found("2h late"), None);
}

proptest! {
    #[test]
    fn places_are_in_order_inside_the_text(text in "(thu|noon|at|by|9am|in 2h|van|or|-|24 nov|,| ){0,9}") {
        if let Some((found, places)) = read(&text) {
            prop_assert!(!found.is_empty());
            prop_assert!(!places.is_empty());
            prop_assert!(places.iter().all(|place| text.get(place.clone()).is_some_and(|words| !words.trim().is_empty())));
            prop_assert!(places.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
