//! A typed answer, looked at: what can be told is told, the grade stays with the one who answered.

use std::{collections::BTreeSet, ops::Range};

use super::card::{Ask, Card};
use crate::{
    coach::{Ear, Review, Setting, listen, review},
    playbook::model::{Id, Library, Phrase},
};

/// How many words plain speech has at most.
pub const PLAIN: usize = 20;

/// How many lines that work are shown.
const WORKS: usize = 2;

/// Whether an answer is right, where that can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Right,
    /// It is not.
    Wrong,
    /// It has to be judged by who gave it.
    Open,
}

/// An answer and what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was typed; empty where it was said aloud.
    pub said: String,
    /// What it does and risks, where it is something that one says to a caller and someone listened.
    pub review: Option<Review>,
    /// Whether it is right.
    pub verdict: Verdict,
    /// How many words it has.
    pub words: usize,
}

/// Looks at an answer. Without an ear nothing is heard in it.
pub fn judge(card: &Card, said: &str, library: &Library, ear: Option<&Ear>) -> Answer {
    let said = said.trim();
    let heard = |setting: &Setting| ear.filter(|_| !said.is_empty()).map(|ear| review(library, ear, said, setting));
    let words = said.split_whitespace().count();
    let told = |right: bool| match (said.is_empty(), right) {
        (true, _) => Verdict::Open,
        (_, true) => Verdict::Right,
        (_, false) => Verdict::Wrong,
    };
    let (review, verdict) = match &card.ask {
        Ask::Say { place, line } => {
            let mut setting = ear.map_or_else(Setting::default, |ear| Setting::of(&listen(library, ear, line)));
            let places = if library.scenario(place).is_some() { &mut setting.scenarios } else { &mut setting.emotions };
            if !places.contains(place) {
                places.push(place.clone());
            }
            (heard(&setting), Verdict::Open)
        }
        Ask::Instead { .. } => (heard(&Setting::default()), Verdict::Open),
        Ask::Plain { .. } => {
            let review = heard(&Setting::default());
            let clean = review.as_ref().is_none_or(|review| review.cautions.is_empty());
            // Few words are not yet the right ones: only what is too long or does harm is told.
            let verdict = if words <= PLAIN && clean { Verdict::Open } else { Verdict::Wrong };
            (review, verdict)
        }
        Ask::Order { mixed, .. } => (None, told(order(said, mixed.len()).is_some_and(|order| sorted(&order, mixed)))),
        Ask::Caution { reply, harm, .. } => (None, told(found(said, reply, harm))),
        Ask::Step { steps, right, .. } => (None, told(step(said, steps) == Some(*right))),
    };
    Answer { said: said.into(), review, verdict, words }
}

/// Wording of the playbooks that answers a card, the first lines of it.
pub fn wording<'l>(card: &Card, library: &'l Library) -> Vec<&'l Phrase> {
    let place: &Id = match &card.ask {
        Ask::Say { place, .. } => place,
        Ask::Plain { topic, .. } => topic,
        _ => return Vec::new(),
    };
    let fits = |phrase: &&Phrase| phrase.places.contains(place) && !phrase.verbatim;
    library.phrases.iter().filter(fits).take(WORKS).collect()
}

/// The places that were typed, from 0, as in `2 3 1` or `231`.
pub fn order(said: &str, count: usize) -> Option<Vec<usize>> {
    let places = said.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_digit(10).map(|d| d as usize));
    let places: Vec<usize> = places.map(|place| place?.checked_sub(1)).collect::<Option<_>>()?;
    let each = places.len() == count && (0..count).all(|place| places.contains(&place));
    each.then_some(places)
}

/// Whether the shown items, taken in this order, are in their own.
fn sorted(order: &[usize], mixed: &[usize]) -> bool {
    order.iter().filter_map(|place| mixed.get(*place)).is_sorted()
}

/// The step that was named, by its number or the beginning of its name.
fn step(said: &str, steps: &[String]) -> Option<usize> {
    let said = said.to_lowercase();
    if let Ok(number) = said.parse::<usize>() {
        return number.checked_sub(1).filter(|at| *at < steps.len());
    }
    let mut named = (0..).zip(steps).filter(|(_, step)| step.to_lowercase().starts_with(&said));
    named.next().filter(|_| named.next().is_none()).map(|(at, _)| at)
}

/// Whether the words that do harm were named, or enough of them, and little else.
fn found(said: &str, reply: &str, harm: &Range<usize>) -> bool {
    let harmful = words(reply.get(harm.clone()).unwrap_or_default());
    let fine = words(&[reply.get(..harm.start), reply.get(harm.end..)].map(Option::unwrap_or_default).join(" "));
    let said = words(said);
    let hit = said.intersection(&harmful).count();
    let of_both = said.intersection(&fine).filter(|word| !harmful.contains(*word)).count();
    let beside = said.difference(&harmful).count();
    hit >= harmful.len().min(2) && hit > beside && hit > 2 * of_both
}

fn words(text: &str) -> BTreeSet<String> {
    let word = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    text.split_whitespace().map(word).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{playbook, practice::drill::Deck};

    fn given(card: &str, said: &str) -> Answer {
        let library = playbook::load(&playbook::built_in()).library;
        let ear = Ear::new(&library);
        let deck = Deck::new(&library);
        let card = deck.cards().iter().find(|found| found.id.as_str().starts_with(card)).expect("a card");
        judge(card, said, &library, Some(&ear))
    }

    #[test]
    fn an_order_is_typed_in_digits() {
        for (said, places) in
            [("2 3 1", Some(vec![1, 2, 0])), ("231", Some(vec![1, 2, 0])), ("1, 2, 3", Some(vec![0, 1, 2]))]
        {
            assert_eq!(order(said, 3), places, "{said}");
        }
        for wrong in ["", "1 2", "1 1 2", "0 1 2", "1 2 4", "one two three", "1 2 3 4"] {
            assert_eq!(order(wrong, 3), None, "{wrong}");
        }
        assert!(sorted(&[1, 2, 0], &[2, 0, 1]) && !sorted(&[0, 1, 2], &[2, 0, 1]));
        assert_eq!(given("order.bereavement", "").verdict, Verdict::Open);
        let found: Vec<Verdict> =
            ["1 3 2", "3 2 1"].iter().map(|said| given("order.bereavement", said).verdict).collect();
        assert_eq!(found, [Verdict::Right, Verdict::Wrong]);
    }

    #[test]
    fn a_step_is_named_by_number_or_name() {
        for (said, right) in [("1", true), ("hear", true), ("H", true), ("2", false), ("respond", false), ("9", false)]
        {
            let verdict = given("step.hear.hear.pitfall", said).verdict;
            assert_eq!(verdict == Verdict::Right, right, "{said}");
        }
    }

    #[test]
    fn the_words_that_do_harm_are_found() {
        let reply = "Take whatever time you need. I know how you feel.";
        let harm = 29..reply.len();
        for right in ["I know how you feel", "know how you feel.", "how you feel", "FEEL know"] {
            assert!(found(right, reply, &harm), "{right}");
        }
        for wrong in
            ["", "take whatever time", "you", "nothing", reply, "I am sorry, I will send it by Friday", "no idea"]
        {
            assert!(!found(wrong, reply, &harm), "{wrong}");
        }
    }

    #[test]
    fn a_reply_is_reviewed_where_it_is_given() {
        let answer = given("say.fraud-victim", "Why did you read it out?");
        let cautions = answer.review.expect("someone listened").cautions;
        assert!(!cautions.is_empty() || answer.verdict == Verdict::Open);
        let answer = given("say.bereavement", "I know how you feel.");
        let cautions = answer.review.expect("someone listened").cautions;
        assert!(cautions.iter().any(|risk| risk.scenario == Some("bereavement".into())), "{cautions:?}");
        assert_eq!(given("say.bereavement", "").review, None);
    }

    #[test]
    fn plain_speech_is_short_and_does_no_harm() {
        assert_eq!(
            given("plain.refund", "I'm sending it back to your card today; it shows by Friday.").verdict,
            Verdict::Open
        );
        assert_eq!(given("plain.refund", &"and then some more ".repeat(6)).verdict, Verdict::Wrong);
        assert_eq!(given("plain.refund", "Calm down.").verdict, Verdict::Wrong);
    }
}
