//! The cards that a library gives. The same library gives the same cards, in the same order.

use std::collections::{BTreeSet, HashMap};

use super::card::{Ask, Card, Sign, number};
use crate::playbook::{
    model::{
        Audience, Caution, Cue, Framework, Id, Label, Library, Listening, Never, Phrase, Scenario, Step, Turn, Wording,
    },
    pattern::{Part, Pattern},
};

/// How many of a scenario's or a mood's lines are asked for: the first, which their authors thought of first.
const LINES: usize = 6;

/// How many items are put in order where a list has fewer that must not be missed.
const ITEMS: usize = 5;

/// How many frameworks are asked for: those that a call has at hand.
const FRAMEWORKS: usize = 2;

/// How many words an example of a caution has: fewer are no speech.
const WORDS: std::ops::RangeInclusive<usize> = 3..=7;

/// Words with which no sentence ends.
const OPEN: [&str; 10] = ["a", "an", "the", "to", "how", "what", "not", "is", "are", "of"];

/// The caution against what a scenario says never to say.
const NEVER: &str = "never";

/// Scenarios whose killer items come back to everyone, beside the emergency family.
const VITAL: [&str; 1] = ["bereavement"];

/// What an answer to a caller's line trains.
const OF_LINES: [&str; 5] = ["acknowledge", "explore", "interpret", "apologize", "thank"];

/// What an answer to a topic trains.
const OF_TOPICS: [&str; 4] = ["offer", "own", "timeframe", "confirm"];

/// How agents write a call down: such a line is no caller's.
const SHORTHAND: [&str; 6] = ["cust ", "customer", "client", "caller", "guest ", "his wife rang"];

/// Every card there is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deck {
    cards: Vec<Card>,
    places: HashMap<Id, usize>,
}

impl Deck {
    /// Makes the cards of a library.
    pub fn new(library: &Library) -> Deck {
        let scenarios = &library.scenarios;
        let places = scenarios.iter().map(|scenario| (&scenario.id, &scenario.heard));
        let places = places.chain(library.emotions.iter().map(|emotion| (&emotion.id, &emotion.heard)));
        let ways = library.frameworks.iter().filter(|way| way.audience == Audience::Caller).take(FRAMEWORKS);
        let phrases = by_place(library);
        // One kind after the other, a card of each in turn: a day's new cards are of several kinds and places.
        let kinds: Vec<Vec<Card>> = vec![
            scenarios.iter().filter_map(order).collect(),
            in_turn(places.map(|(place, heard)| lines(place, heard)).collect()),
            in_turn(
                scenarios
                    .iter()
                    .map(|scenario| cautions(scenario, phrases.get(&scenario.id).map_or(&[], Vec::as_slice)))
                    .collect(),
            ),
            in_turn(ways.map(steps).collect()),
            library.wording.iter().filter_map(|turn| better(library, turn)).collect(),
            library.topics.iter().filter(|topic| phrases.contains_key(&topic.id)).map(plain).collect(),
        ];
        Deck::of(in_turn(kinds))
    }

    /// A deck of these cards; of two with one id the first counts.
    pub fn of(cards: Vec<Card>) -> Deck {
        let mut seen = BTreeSet::new();
        let cards: Vec<Card> = cards.into_iter().filter(|card| seen.insert(card.id.clone())).collect();
        let places = cards.iter().enumerate().map(|(at, card)| (card.id.clone(), at)).collect();
        Deck { cards, places }
    }

    /// The cards, in order.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The card with this id.
    pub fn card(&self, id: &Id) -> Option<&Card> {
        self.cards.get(*self.places.get(id)?)
    }
}

/// The first of each list, then the second of each, and so on.
fn in_turn(lists: Vec<Vec<Card>>) -> Vec<Card> {
    let mut lists: Vec<_> = lists.into_iter().map(Vec::into_iter).collect();
    let mut out = Vec::new();
    loop {
        let before = out.len();
        out.extend(lists.iter_mut().filter_map(Iterator::next));
        if out.len() == before {
            return out;
        }
    }
}

/// An id of texts that may change: `say.bereavement.1f0c9a52`.
fn id_of(kind: &str, place: &Id, text: &str) -> Id {
    Id::from(format!("{kind}.{place}.{:08x}", number(&[kind, place.as_str(), text]) as u32))
}

fn ids(of: &[&str]) -> impl Iterator<Item = Id> {
    of.iter().map(|id| Id::from(*id))
}

/// What callers say, as they say it.
fn lines(place: &Id, heard: &[String]) -> Vec<Card> {
    let spoken = |line: &&String| {
        let line = line.to_lowercase();
        !SHORTHAND.iter().any(|start| line.starts_with(start))
    };
    let card = |line: &String| Card {
        id: id_of("say", place, line),
        about: std::iter::once(place.clone()).chain(ids(&OF_LINES)).collect(),
        vital: false,
        ask: Ask::Say { place: place.clone(), line: line.clone() },
    };
    heard.iter().filter(spoken).take(LINES).map(card).collect()
}

/// What to do, in order: what must not be missed, and more of the list where that is little.
fn order(scenario: &Scenario) -> Option<Card> {
    let killers = scenario.items.iter().filter(|item| item.killer).count();
    let mut more = if killers < 3 { ITEMS.saturating_sub(killers) } else { 0 };
    let mut take = |killer: bool| {
        let taken = killer || more > 0;
        more -= usize::from(!killer && more > 0);
        taken
    };
    let picked: Vec<_> = scenario.items.iter().filter(|item| take(item.killer)).collect();
    let items: Vec<String> = picked.iter().map(|item| item.text.plain()).collect();
    if items.len() < 3 {
        return None;
    }
    let mut mixed: Vec<usize> = (0..items.len()).collect();
    mixed.sort_by_key(|at| number(&["order", picked[*at].id.as_str()]));
    if mixed.is_sorted() {
        mixed.rotate_left(1);
    }
    let vital = killers > 0 && (scenario.emergency || VITAL.contains(&scenario.id.as_str()));
    let about = std::iter::once(scenario.id.clone()).chain(picked.iter().map(|item| item.id.clone())).collect();
    let ask = Ask::Order { scenario: scenario.id.clone(), items, mixed };
    Some(Card { id: Id::from(format!("order.{}", scenario.id)), about, vital, ask })
}

/// The phrases of every place; what is quoted is no example. There may be a hundred thousand: they are looked at once.
fn by_place(library: &Library) -> HashMap<&Id, Vec<&Phrase>> {
    let mut places: HashMap<&Id, Vec<&Phrase>> = HashMap::new();
    for phrase in library.phrases.iter().filter(|phrase| !phrase.verbatim) {
        phrase.places.iter().for_each(|place| places.entry(place).or_default().push(phrase));
    }
    places
}

/// What a scenario says never to say, beside words of it that work.
fn cautions(scenario: &Scenario, phrases: &[&Phrase]) -> Vec<Card> {
    let opening = |phrase: &Phrase| Wording { opening: phrase.say.opening.clone(), rest: Vec::new() }.plain();
    let whole = phrases.iter().filter(|phrase| phrase.say.slots().next().is_none());
    let good: Vec<String> = whole.map(|phrase| opening(phrase)).collect();
    let card = |never: &Never| {
        let chance = number(&["caution", scenario.id.as_str(), &never.say]);
        let instead = never.instead.plain();
        let good: Vec<&String> = good.iter().filter(|good| !instead.starts_with(good.as_str())).collect();
        let beside = good.get((chance >> 8) as usize % good.len().max(1));
        let (reply, harm) = match beside {
            None => (never.say.clone(), 0..never.say.len()),
            Some(good) if chance.is_multiple_of(2) => {
                (format!("{good} {}", never.say), good.len() + 1..good.len() + 1 + never.say.len())
            }
            Some(good) => (format!("{} {good}", never.say), 0..never.say.len()),
        };
        Card {
            id: id_of("caution", &scenario.id, &never.say),
            about: vec![scenario.id.clone(), NEVER.into()],
            vital: false,
            ask: Ask::Caution { scenario: scenario.id.clone(), reply, harm, why: never.why.clone(), instead },
        }
    };
    scenario.never.iter().map(card).collect()
}

/// A caution by words that show it.
fn better(library: &Library, turn: &Turn) -> Option<Card> {
    let Caution { why, instead } = turn.caution.as_ref()?;
    let words = example(library, &turn.listening)?;
    let ask = Ask::Instead { title: turn.title.clone(), words, why: why.clone(), instead: instead.clone() };
    Some(Card { id: Id::from(format!("instead.{}", turn.id)), about: vec![turn.id.clone()], vital: false, ask })
}

/// The signs by which one knows where a call stands. One that two steps share tells nothing.
fn steps(way: &Framework) -> Vec<Card> {
    let names: Vec<String> = way.steps.iter().map(|step| step.title.clone()).collect();
    let signs = [(Sign::Pitfall, "pitfall"), (Sign::MoveOn, "move-on"), (Sign::Done, "done")];
    let card = |(sign, name): (Sign, &str)| {
        let text = |step: &Step| match sign {
            Sign::Done => step.done_when.clone(),
            Sign::MoveOn => step.move_on.clone(),
            Sign::Pitfall => step.pitfall.clone(),
        };
        let shared = |text: &str| {
            way.steps.iter().filter(|step| same(&[&step.done_when, &step.move_on, &step.pitfall], text)).count() > 1
        };
        let cards: Vec<Card> = way
            .steps
            .iter()
            .enumerate()
            .filter(|(_, step)| !text(step).is_empty() && !shared(&text(step)))
            .map(|(right, step)| Card {
                id: Id::from(format!("step.{}.{name}", step.id)),
                about: vec![step.id.clone(), way.id.clone()],
                vital: false,
                ask: Ask::Step {
                    framework: way.id.clone(),
                    title: way.title.clone(),
                    sign,
                    text: text(step),
                    steps: names.clone(),
                    right,
                },
            })
            .collect();
        cards
    };
    if names.len() < 2 { Vec::new() } else { in_turn(signs.map(card).into()) }
}

/// Whether one of the texts is this one.
fn same(texts: &[&String], text: &str) -> bool {
    texts.iter().any(|other| other.as_str() == text)
}

/// A topic for which there is wording to learn from.
fn plain(topic: &Label) -> Card {
    Card {
        id: Id::from(format!("plain.{}", topic.id)),
        about: std::iter::once(topic.id.clone()).chain(ids(&OF_TOPICS)).collect(),
        vital: false,
        ask: Ask::Plain { topic: topic.id.clone(), title: topic.title.clone() },
    }
}

/// The longest words that a few patterns spell out, as a person would say them.
fn example(library: &Library, listening: &Listening) -> Option<String> {
    let spoken = listening.hear.iter().filter_map(|pattern| {
        let mut words = Vec::new();
        speak(library, pattern, &mut words)?;
        let whole = words.last().is_some_and(|last| !OPEN.contains(&last.as_str()));
        (whole && WORDS.contains(&words.len())).then_some(words)
    });
    // Of equal ones the first.
    let longest = spoken.reduce(|best, next| if next.len() > best.len() { next } else { best })?;
    let text = longest.iter().map(|word| if word == "i" { "I" } else { word }).collect::<Vec<_>>().join(" ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}

/// Adds the first words that a pattern takes; none where that would be no speech.
fn speak(library: &Library, pattern: &Pattern, out: &mut Vec<String>) -> Option<()> {
    for part in &pattern.0 {
        match part {
            Part::Word(word) => out.push(word.clone()),
            Part::Number => out.push("3".into()),
            Part::List(id) => {
                let list = |cue: &&Cue| cue.id == *id && cue.places.is_empty();
                speak(library, library.cues.iter().find(list)?.words.first()?, out)?;
            }
            Part::Choice { optional: true, .. } | Part::Start | Part::End | Part::Asked => {}
            Part::Choice { of, .. } => speak(library, of.first()?, out)?,
            Part::Begins(_) | Part::Gap(_) | Part::Heard => return None,
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook;

    fn shipped() -> Deck {
        Deck::new(&playbook::load(&playbook::built_in()).library)
    }

    #[test]
    fn the_shipped_playbooks_give_cards_of_every_kind() {
        let deck = shipped();
        let count = |is: fn(&Ask) -> bool| deck.cards().iter().filter(|card| is(&card.ask)).count();
        assert!(count(|ask| matches!(ask, Ask::Say { .. })) > 100);
        assert!(count(|ask| matches!(ask, Ask::Order { .. })) > 15);
        assert!(count(|ask| matches!(ask, Ask::Caution { .. })) > 50);
        assert!(count(|ask| matches!(ask, Ask::Instead { .. })) >= 5);
        assert!(count(|ask| matches!(ask, Ask::Step { .. })) > 15);
        assert!(count(|ask| matches!(ask, Ask::Plain { .. })) > 15);
        assert_eq!(deck, shipped(), "the same cards in the same order");
        let ids: Vec<&Id> = deck.cards().iter().map(|card| &card.id).collect();
        assert!(ids.iter().all(|id| id.as_str().chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c))));
    }

    #[test]
    fn every_killer_item_of_an_emergency_and_of_bereavement_comes_back_to_everyone() {
        let library = playbook::load(&playbook::built_in()).library;
        let deck = Deck::new(&library);
        let grave = |scenario: &&Scenario| scenario.emergency || scenario.id.as_str() == "bereavement";
        for scenario in library.scenarios.iter().filter(grave) {
            let card = deck.card(&format!("order.{}", scenario.id).into()).expect("a card");
            assert!(card.vital, "{}", card.id);
            let killers = scenario.items.iter().filter(|item| item.killer);
            assert!(killers.clone().count() > 0 && killers.clone().all(|item| card.about.contains(&item.id)));
        }
        assert_eq!(deck.cards().iter().filter(|card| card.vital).count(), 8);
    }

    #[test]
    fn what_is_asked_has_one_answer() {
        for card in shipped().cards() {
            match &card.ask {
                Ask::Say { line, .. } => assert!(!line.starts_with("cust"), "{line}"),
                Ask::Order { items, mixed, .. } => {
                    let mut places = mixed.clone();
                    assert!(!mixed.is_sorted(), "{}", card.id);
                    places.sort_unstable();
                    assert_eq!(places, (0..items.len()).collect::<Vec<_>>());
                    assert!((3..=9).contains(&items.len()), "{}", card.id);
                }
                Ask::Caution { reply, harm, .. } => {
                    assert!(harm.len() > 5 && reply.get(harm.clone()).is_some(), "{}", card.id);
                }
                Ask::Instead { words, .. } => assert!(words.split(' ').count() >= 3, "{words}"),
                Ask::Step { steps, right, text, .. } => assert!(*right < steps.len() && !text.is_empty()),
                Ask::Plain { title, .. } => assert!(!title.is_empty()),
            }
        }
    }

    #[test]
    fn a_card_stays_while_its_words_stay() {
        let mut library = playbook::load(&playbook::built_in()).library;
        let before = Deck::new(&library);
        for scenario in &mut library.scenarios {
            scenario.title = "Another".into();
            scenario.items.rotate_left(1);
        }
        library.scenarios.rotate_left(3);
        let after = Deck::new(&library);
        let missing = before.cards().iter().find(|card| after.card(&card.id).is_none());
        assert_eq!(missing, None);
    }
}
