//! Every shipped step and scenario, looked at on the smallest full screen: what must be seen is seen without scrolling.

#[allow(clippy::unwrap_used, dead_code, reason = "a journey that cannot go on says where; each file uses its part")]
mod support {
    pub mod journey;
}

use hearken::{
    app::{
        glance::{Glance, Killer},
        msg::Msg,
    },
    text,
};
use proptest::prelude::*;
use support::journey::{Journey, draw};

/// The words of a screen without the white space and signs between them, so that wrapping does not matter.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '\'' | '"' | '?' | '_')).collect()
}

/// What a person must see of a glance, whatever the size: the whole lead, open killer items, the keys, the emergency.
fn must_be_seen(glance: &Glance, screen: &str, place: &str) {
    let seen = letters(screen);
    for (words, _) in &glance.lead.rows {
        assert!(
            seen.contains(&letters(&words.plain())),
            "{place}: the lead {:?} is not whole\n{screen}",
            words.plain()
        );
    }
    let rows = glance.lists.iter().flat_map(|list| &list.rows);
    for row in rows.filter(|row| row.killer == Killer::Open || row.current) {
        // A wrapped item shares its rows with its state word: its first and last words tell that it is whole.
        let words = row.words.plain();
        for word in words.split(' ').filter(|word| word.len() > 3) {
            assert!(seen.contains(&letters(word)), "{place}: {words:?} is not whole\n{screen}");
        }
    }
    assert!(screen.contains("F9 EMERGENCY"), "{place}: no emergency key\n{screen}");
    assert!(screen.contains("keys"), "{place}: no key for the keys\n{screen}");
}

#[test]
fn every_step_shows_its_lead_its_musts_and_its_keys() {
    let library = Journey::new().model.library().clone();
    let mut walked = 0;
    for framework in &library.frameworks {
        let mut journey = Journey::new();
        journey.play("l");
        let here =
            |journey: &Journey| journey.model.call().unwrap().session.state().framework().unwrap().pin.id.clone();
        if here(&journey) != framework.id {
            journey.play(&format!("/ \"framework:{}\" Enter", framework.title));
        }
        assert_eq!(here(&journey), framework.id);
        for step in &framework.steps {
            for mood in library.emotions.iter().map(|emotion| Some(&emotion.id)).chain([None]) {
                if let Some(mood) = mood {
                    let digit = library.emotions.iter().position(|e| e.id == *mood).unwrap() + 1;
                    journey.play(&format!("m {digit}"));
                }
                let glance = journey.glance();
                if ["hear", "last"].contains(&framework.id.as_str()) {
                    assert_eq!(glance.lead.mark, "1", "{} {mood:?}: nothing to say", step.id);
                    assert!(!glance.alternatives.is_empty(), "{}: nothing else to say", step.id);
                }
                must_be_seen(&glance, &draw(&glance, (80, 24)), &format!("{} {mood:?}", step.id));
                must_be_seen(&glance, &draw(&glance, (46, 40)), &format!("{} {mood:?} docked", step.id));
                walked += 1;
            }
            journey.play("Enter");
        }
    }
    assert!(walked >= 8 * 9, "only {walked} moments were walked");
}

#[test]
fn every_written_channel_shows_a_line_at_every_step() {
    let library = Journey::new().model.library().clone();
    let written = library.channels.iter().filter(|channel| channel.id.as_str() != "call");
    let mut walked = 0;
    for channel in written {
        let mut journey = Journey::new();
        journey.play(&format!("l / \"channel:{}\" Enter", channel.title));
        let steps = journey.model.call().unwrap().session.state().framework().unwrap().pin.steps.clone();
        for step in steps {
            let glance = journey.glance();
            let place = format!("{} {}", channel.id, step.id);
            assert_eq!(glance.lead.mark, "1", "{place}: nothing to write");
            must_be_seen(&glance, &draw(&glance, (80, 24)), &place);
            must_be_seen(&glance, &draw(&glance, (46, 40)), &format!("{place} docked"));
            walked += 1;
            journey.play("1 Enter");
        }
    }
    assert_eq!(walked, 3 * 6);
}

#[test]
fn every_scenario_shows_its_lead_its_musts_and_its_keys() {
    let library = Journey::new().model.library().clone();
    assert!(library.scenarios.len() >= 11);
    for scenario in &library.scenarios {
        let mut journey = Journey::new();
        let place = library.scenarios.iter().position(|s| s.id == scenario.id).unwrap();
        journey.play(&format!("l 1 s \"{}\" Enter", scenario.title));
        let state = journey.model.call().unwrap().session.state().clone();
        assert_eq!(state.top().unwrap().scenario, scenario.id, "place {place}");
        for i in 0..scenario.items.len() {
            let glance = journey.glance();
            let place = format!("{} item {}", scenario.id, i + 1);
            must_be_seen(&glance, &draw(&glance, (80, 24)), &place);
            must_be_seen(&glance, &draw(&glance, (46, 40)), &place);
            assert_eq!(glance.lead.mark, "1", "{place}: nothing to say");
            journey.play("Space");
        }
    }
}

#[test]
fn what_is_said_fits_where_it_stands() {
    let library = Journey::new().model.library().clone();
    for scenario in &library.scenarios {
        assert!(text::width(&scenario.short) <= 11, "{}", scenario.id);
        assert!((5..=9).contains(&scenario.items.len()) || !scenario.branches.is_empty(), "{}", scenario.id);
    }
    for phrase in library.phrases.iter().filter(|phrase| !phrase.verbatim) {
        let words = |text: &str| text.split_whitespace().count();
        let whole = phrase.say.plain();
        assert!(words(&whole) <= 20, "{}", phrase.id);
    }
}

/// Keys as a person under pressure presses them.
fn any_key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Space",
        "Enter",
        "Backspace",
        "Tab",
        "1",
        "2",
        "3",
        "c",
        "v",
        "/",
        "s",
        "F2",
        "F3",
        "F4",
        "F5",
        "F9",
        "Ctrl-E",
        "Esc",
        "a",
        "n",
        "i",
        "p",
        "w",
        "m",
        "d",
        "x",
        "o",
        "h",
        "t",
        "u",
        "U",
        "g",
        "e",
        "?",
        ":",
        "q",
        "j",
        "k",
        "l",
        "f",
        "b",
        ",",
        "r",
        "Up",
        "Down",
        "Left",
        "Delete",
        "4",
        "9",
        "\"refund\"",
        "\"Thu noon\"",
        "t:30s",
        "t:20m",
    ])
}

/// Whether a word names a slot that holds a word of the caller, or of the country.
fn has_filled(journey: &Journey, slot: &str) -> bool {
    slot == "emergency-number" || journey.model.call().is_some_and(|call| call.slot(slot).is_some())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_keys_draw_at_any_size(
        keys in prop::collection::vec(any_key(), 0..60),
        sizes in prop::collection::vec((0u16..=300, 0u16..=100), 1..4),
    ) {
        let mut journey = Journey::new();
        for key in keys {
            journey.play(key);
            let glance = journey.glance();
            for size in &sizes {
                draw(&glance, *size);
            }
        }
        journey.send(Msg::Resized(80, 24));
        let screen = journey.screen((80, 24));
        prop_assert!(screen.contains("F9 EMERGENCY"), "{}", screen);
        let talking = journey.model.desk.calls.iter().filter(|call| {
            call.session.state().phase == hearken::call::state::Phase::Talking
        });
        prop_assert!(talking.count() <= 1);
    }

    #[test]
    fn the_emergency_is_one_key_away_from_anywhere(keys in prop::collection::vec(any_key(), 0..40), ctrl in any::<bool>()) {
        let mut journey = Journey::new();
        for key in keys {
            journey.play(key);
        }
        journey.play(if ctrl { "Ctrl-E" } else { "F9" });
        for size in [(80, 24), (46, 40), (200, 60), (40, 15)] {
            let screen = journey.screen(size);
            let state = journey.model.call().unwrap().session.state().clone();
            let top = state.top().unwrap();
            prop_assert!(top.emergency);
            let first = state.open_killer(&top.items).and_then(|item| journey.model.library().item(&item.id));
            for word in first.map(|item| item.text.plain()).iter().flat_map(|text| text.split([' ', ',', '{', '}'])) {
                let shown = word.is_empty() || word.contains('-') || screen.contains(word) || has_filled(&journey, word);
                prop_assert!(shown, "{:?}: {} is missing\n{}", size, word, screen);
            }
        }
    }
}
