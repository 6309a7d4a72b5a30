//! What the ear makes of the shipped playbooks: every example comes out right, no phrase of hearken's own is one that it
//! warns of, and what does not change the meaning of a turn does not change a verdict.

use hearken::{
    coach::{Ear, Setting, listen, proof, review},
    playbook::{self, model::Library},
};
use proptest::prelude::*;

struct Shipped {
    library: Library,
    ear: Ear,
}

thread_local! {
    static SHIPPED: Shipped = {
        let library = playbook::load(&playbook::built_in()).library;
        Shipped { ear: Ear::new(&library), library }
    };
}

/// Scenarios and moods that are heard in a turn.
fn heard(text: &str) -> Vec<String> {
    SHIPPED.with(|shipped| {
        let cues = listen(&shipped.library, &shipped.ear, text);
        let mut ids: Vec<String> =
            cues.scenarios.iter().chain(&cues.emotions).map(|heard| heard.id.to_string()).collect();
        ids.sort();
        ids
    })
}

/// Moves and cautions of a reply; what is told of capitals is left out.
fn judged(text: &str) -> Vec<String> {
    SHIPPED.with(|shipped| {
        let found = review(&shipped.library, &shipped.ear, text, &Setting::default());
        let moves = found.moves.iter().map(|made| made.id.to_string());
        let cautions = found.cautions.iter().map(|risk| risk.id.to_string()).filter(|id| id != "capitals");
        moves.chain(cautions).collect()
    })
}

/// Turns of callers: all examples, those that are to be heard and those that are not.
fn turns() -> Vec<String> {
    SHIPPED.with(|shipped| {
        let scenarios = shipped.library.scenarios.iter().flat_map(|s| s.heard.iter().chain(&s.unlike));
        let emotions = shipped.library.emotions.iter().flat_map(|e| e.heard.iter().chain(&e.unlike));
        scenarios.chain(emotions).cloned().collect()
    })
}

/// Replies of agents: all phrases without blanks.
fn replies() -> Vec<String> {
    SHIPPED.with(|shipped| {
        let phrases = shipped.library.phrases.iter().map(|phrase| phrase.say.plain());
        phrases.filter(|say| !say.contains('{')).collect()
    })
}

/// How many of these texts are judged otherwise once they are changed, the first few of them told.
fn changed(texts: &[String], verdict: fn(&str) -> Vec<String>, change: fn(&str) -> String) -> Vec<String> {
    let other = texts.iter().filter_map(|text| {
        let (before, after) = (verdict(text), verdict(&change(text)));
        (before != after).then(|| format!("{text}: {before:?}, {:?}: {after:?}", change(text)))
    });
    other.collect()
}

fn upper(text: &str) -> String {
    text.to_uppercase()
}

fn stopped(text: &str) -> String {
    format!("{}.", text.trim_end_matches(['.', '!']))
}

fn called(text: &str) -> String {
    format!("{}!", text.trim_end_matches(['.', '!']))
}

fn greeted(text: &str) -> String {
    format!("hello {text}")
}

fn british(text: &str) -> String {
    let pairs = [
        ("favor", "favour"),
        ("apologize", "apologise"),
        ("realize", "realise"),
        ("check", "cheque"),
        ("neighbor", "neighbour"),
    ];
    pairs.iter().fold(text.to_string(), |text, (american, british)| match *american {
        "check" => text,
        _ => text.replace(american, british),
    })
}

#[test]
fn every_example_comes_out_right_and_no_phrase_is_one_that_is_warned_of() {
    let told = SHIPPED.with(|shipped| proof(&shipped.library, &shipped.ear, &|_, _| true));
    let told: Vec<String> = told
        .iter()
        .map(|remark| format!("{} {}: {:?} {}", remark.code, remark.id, remark.words, remark.message))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn every_scenario_and_mood_has_examples_of_both_kinds() {
    SHIPPED.with(|shipped| {
        for scenario in shipped.library.scenarios.iter().filter(|scenario| scenario.id.as_str() != "emergency") {
            assert!(scenario.heard.len() >= 12, "{}: {} heard", scenario.id, scenario.heard.len());
            assert!(scenario.unlike.len() >= 12, "{}: {} unlike", scenario.id, scenario.unlike.len());
        }
        for emotion in &shipped.library.emotions {
            assert!(emotion.heard.len() >= 12 && emotion.unlike.len() >= 12, "{}", emotion.id);
        }
    });
}

#[test]
fn case_a_final_sign_and_a_greeting_change_no_verdict() {
    let (turns, replies) = (turns(), replies());
    assert!(turns.len() > 700 && replies.len() > 500, "{} {}", turns.len(), replies.len());
    for change in [upper, stopped, called, british] {
        assert_eq!(changed(&turns, heard, change), Vec::<String>::new());
    }
    // "Hello? Hello?" is what one says into silence.
    let ungreeted: Vec<String> = turns.into_iter().filter(|turn| !turn.to_lowercase().starts_with("hello")).collect();
    assert_eq!(changed(&ungreeted, heard, greeted), Vec::<String>::new());
    for change in [upper, greeted, british] {
        assert_eq!(changed(&replies, judged, change), Vec::<String>::new());
    }
    let told: Vec<String> = replies.into_iter().filter(|reply| !reply.ends_with('?')).collect();
    for change in [stopped, called] {
        assert_eq!(changed(&told, judged, change), Vec::<String>::new());
    }
}

/// Words of seven letters and more, by their bytes.
fn long_words(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = vec![];
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_ascii_lowercase(), start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                if i - from >= 7 {
                    out.push(from..i);
                }
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// One slip inside a word: two letters in each other's place, one dropped, one doubled.
fn slipped(word: &str, kind: usize, at: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + at % (letters.len() - 3);
    match kind % 3 {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}

#[test]
fn a_slip_in_a_long_word_changes_few_verdicts() {
    // A slip may make another word, or one that was meant to be told apart: that is for people to forgive too.
    let mut count = [0usize; 2];
    for (texts, verdict) in [(turns(), heard as fn(&str) -> Vec<String>), (replies(), judged)] {
        for (i, text) in texts.iter().enumerate() {
            for word in long_words(text) {
                let slip = slipped(&text[word.clone()], i, i / 3);
                let other = format!("{}{slip}{}", &text[..word.start], &text[word.end..]);
                count[0] += 1;
                count[1] += usize::from(verdict(text) != verdict(&other));
            }
        }
    }
    assert!(count[0] > 1_000 && count[1] * 50 <= count[0], "{} of {} changed", count[1], count[0]);
}

proptest! {
    #[test]
    fn any_turn_is_read_and_every_find_has_words_of_it(text in "\\PC{0,80}") {
        SHIPPED.with(|shipped| {
            let cues = listen(&shipped.library, &shipped.ear, &text);
            for heard in cues.scenarios.iter().chain(&cues.emotions) {
                assert!(!heard.evidence.is_empty());
                assert!(heard.evidence.iter().all(|span| text.get(span.clone()).is_some_and(|words| !words.is_empty())));
            }
            let found = review(&shipped.library, &shipped.ear, &text, &Setting::of(&cues));
            let spans = found.moves.iter().flat_map(|m| &m.evidence).chain(found.cautions.iter().flat_map(|c| &c.evidence));
            assert!(spans.clone().all(|span| text.get(span.clone()).is_some()));
        });
    }
}
