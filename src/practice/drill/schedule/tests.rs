//! The schedule against FSRS itself, and two years of practice.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    super::{
        Deck,
        card::{Ask, Card},
        plan,
    },
    *,
};

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 18).expect("a day").checked_add_days(Days::new(n)).expect("a day")
}

fn review(card: &Id, at: u64, grade: Grade) -> Review {
    Review { card: card.clone(), at: At(0).plus(at * 86_400_000), day: day(at), grade }
}

/// The gaps after each of these grades, each given on the day the card is due.
fn gaps(grades: &[Grade]) -> Vec<u64> {
    let (card, mut progress, mut today) = (Id::from("a"), Progress::default(), 0);
    grades
        .iter()
        .map(|grade| {
            let told = progress.gaps(&card, false, day(today))[*grade as usize];
            progress.add(&review(&card, today, *grade));
            let due = progress.state(&card).expect("known").due(false);
            assert_eq!(due, day(today + told), "what is said of a grade is what it does");
            today += told;
            told
        })
        .collect()
}

use Grade::{Again, Easy, Good, Hard};

#[test]
fn the_first_gaps_are_fixed() {
    assert_eq!(gaps(&[Good, Good, Good, Good]), [1, 3, 7, 16]);
    assert_eq!(gaps(&[Again, Good, Good, Again, Good, Good]), [0, 1, 3, 0, 3, 7]);
    assert_eq!(gaps(&[Good, Hard, Good, Good, Hard]), [1, 1, 3, 7, 7]);
    assert_eq!(gaps(&[Easy, Easy]), [3, 16]);
    assert!(gaps(&[Good, Good, Good, Easy])[3] > 16);
    for rung in 0..4 {
        let told = Progress::of((0..rung).map(|n| review(&"a".into(), n, Good))).gaps(&"a".into(), false, day(rung));
        assert!(told[0] == 0 && told[1] < told[2] && told[2] < told[3], "{told:?}");
    }
}

#[test]
fn then_fsrs_decides() {
    let (card, mut progress) = (Id::from("a"), Progress::default());
    let mut today = 0;
    let (fsrs, mut memory, mut last): (FSRS, Option<MemoryState>, u64) = (FSRS::default(), None, 0);
    for n in 0..40_u64 {
        let grade = match n {
            0..4 => Good,
            _ => Grade::ALL[(number(&["grade", &n.to_string()]) % 4) as usize],
        };
        let states = fsrs.next_states(memory, RETENTION, (today - last) as u32).expect("states");
        let state = [&states.again, &states.hard, &states.good, &states.easy][grade as usize];
        progress.add(&review(&card, today, grade));
        let found = progress.state(&card).expect("known");
        assert_eq!(found.memory, state.memory.into(), "answer {n}");
        (memory, last) = (Some(state.memory), today);
        let gap = elapsed(found.last, found.due(false));
        if n >= 4 && grade == Again {
            assert_eq!(gap, 0);
        } else if n >= 4 {
            let meant = state.interval.round().max(1.0);
            let off = (gap as f32 - meant).abs();
            assert!(off <= (meant / 20.0).max(2.0), "{gap} for {meant} after {grade:?}");
        }
        today += u64::from(gap);
    }
}

#[test]
fn cards_learnt_together_part() {
    let mut days = BTreeMap::new();
    for n in 0..60 {
        let card = Id::from(format!("card.{n}"));
        let (mut progress, mut today) = (Progress::default(), 0);
        for _ in 0..6 {
            progress.add(&review(&card, today, Good));
            today += u64::from(elapsed(day(today), progress.state(&card).expect("known").due(false)));
        }
        *days.entry(today).or_insert(0) += 1;
    }
    assert!(days.len() >= 5 && days.values().all(|count| *count < 30), "{days:?}");
}

#[test]
fn an_answer_can_be_taken_back() {
    let (card, mut progress) = (Id::from("a"), Progress::default());
    let none = progress.add(&review(&card, 0, Good));
    let one = progress.clone();
    let before = progress.add(&review(&card, 1, Again));
    progress.put_back(&card, before);
    assert_eq!(progress, one);
    progress.put_back(&card, none);
    assert_eq!(progress, Progress::default());
}

/// A deck of so many cards, the first few of them vital.
fn deck(count: usize, vital: usize) -> Deck {
    let card = |n: usize| Card {
        id: Id::from(format!("card.{n}")),
        about: Vec::new(),
        vital: n < vital,
        ask: Ask::Plain { topic: "t".into(), title: "T".into() },
    };
    Deck::of((0..count).map(card).collect())
}

/// One day of someone who remembers as FSRS expects of people. The grades that were given.
fn practise(deck: &Deck, progress: &mut Progress, today: u64, chance: &mut impl FnMut() -> f32) -> Vec<Review> {
    let mut queue: Vec<Id> = plan(deck, progress, &[], day(today)).cards;
    let mut given = Vec::new();
    let mut at = 0;
    while at < queue.len() {
        let id = queue[at].clone();
        at += 1;
        let known = progress.state(&id).map_or(0.6, |state| state.retrievability(day(today)));
        let grade = match chance() {
            _ if chance() > known => Again,
            p if p < 0.12 => Hard,
            p if p < 0.88 => Good,
            _ => Easy,
        };
        given.push(review(&id, today, grade));
        progress.add(given.last().expect("just added"));
        // What is due today comes again, twice at most.
        let again = progress.state(&id).is_some_and(|state| state.due(false) <= day(today));
        if again && queue.iter().filter(|other| **other == id).count() < 3 {
            queue.push(id);
        }
    }
    given
}

#[test]
fn two_years_of_practice() {
    let (deck, mut progress, mut seed) = (deck(1600, 8), Progress::default(), 7_u64);
    let mut chance = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 40) as f32 / (1_u64 << 24) as f32
    };
    let mut all = Vec::new();
    let mut seen: BTreeMap<Id, u64> = BTreeMap::new();
    let mut fsrs_gaps = 0;
    for today in 0..730 {
        let planned = plan(&deck, &progress, &[], day(today));
        assert!(planned.cards.len() <= 24 && planned.new <= 4, "day {today}: {planned:?}");
        assert!(planned.seconds <= 12 * 60, "day {today}: {} s", planned.seconds);
        let given = practise(&deck, &mut progress, today, &mut chance);
        for review in &given {
            let state = progress.state(&review.card).expect("known");
            fsrs_gaps += usize::from(state.rung == 4);
            if deck.card(&review.card).is_some_and(|card| card.vital) {
                let last = seen.insert(review.card.clone(), today).unwrap_or(today);
                assert!(today - last <= VITAL_GAP, "{} was not seen for {} days", review.card, today - last);
            }
        }
        all.extend(given);
        // Whoever opens it again on the same day is given no second day's work.
        assert_eq!(plan(&deck, &progress, &[], day(today)).new, 0, "day {today}");
    }
    assert!(all.len() >= 10_000, "{} answers", all.len());
    assert!(fsrs_gaps > 1000 && seen.len() == 8);
    assert!(seen.values().all(|last| 730 - last <= VITAL_GAP));
    assert_eq!(Progress::of(all.clone()), progress, "the fold of what is kept is what was shown");
    against_the_crate(&all, &progress);
}

/// Every card's memory and its last gap as the crate itself gives them, from all its answers.
fn against_the_crate(all: &[Review], progress: &Progress) {
    let fsrs = FSRS::default();
    let mut cards: BTreeMap<&Id, Vec<&Review>> = BTreeMap::new();
    all.iter().for_each(|review| cards.entry(&review.card).or_default().push(review));
    for (card, reviews) in cards {
        let (mut memory, mut last, mut interval) = (None, reviews[0].day, 0.0);
        for review in &reviews {
            let next = fsrs.next_states(memory, RETENTION, elapsed(last, review.day)).expect("states");
            let state =
                [next.again, next.hard, next.good, next.easy].into_iter().nth(review.grade as usize).expect("a state");
            (memory, last, interval) = (Some(state.memory), review.day, state.interval);
        }
        let state = progress.state(card).expect("known");
        assert_eq!(Some(state.memory), memory.map(Memory::from), "{card}");
        let (newest, older) = reviews.split_last().expect("answers");
        let before = Progress::of(older.iter().map(|review| (*review).clone()));
        if before.state(card).is_some_and(|state| state.rung == 4) && newest.grade != Again {
            let (gap, meant) = (elapsed(state.last, state.due) as f32, interval.round().max(1.0));
            assert!((gap - meant).abs() <= (meant / 20.0).max(2.0), "{card}: {gap} for {meant}");
        }
    }
}

#[test]
fn a_backlog_is_spread() {
    let (deck, mut progress) = (deck(300, 8), Progress::default());
    for card in deck.cards() {
        progress.add(&review(&card.id, 0, Good));
    }
    let mut left = Vec::new();
    for today in 100..140 {
        let planned = plan(&deck, &progress, &[], day(today));
        assert!(planned.cards.len() <= 20 && planned.new == 0);
        if today == 100 {
            let vital = |id: &Id| deck.card(id).is_some_and(|card| card.vital);
            assert!(planned.cards[..8].iter().all(vital), "the vital come first");
        }
        for id in &planned.cards {
            progress.add(&review(id, today, Easy));
        }
        left.push(planned.waiting);
    }
    assert!(left[0] == 280 && left.is_sorted_by(|a, b| a >= b) && left[39] == 0, "{left:?}");
}

proptest! {
    #[test]
    fn whatever_is_answered_a_card_comes_back(grades in prop::collection::vec((0_u64..400, 0_usize..4), 1..60)) {
        let (card, mut progress, mut today) = (Id::from("a"), Progress::default(), 0);
        for (wait, grade) in grades {
            today += wait;
            for vital in [false, true] {
                let told = progress.gaps(&card, vital, day(today));
                prop_assert!(told.is_sorted() && told[0] == 0, "{:?}", told);
                let most = if vital { VITAL_GAP } else { 11 * 366 };
                prop_assert!(told[3] <= most);
            }
            progress.add(&review(&card, today, Grade::ALL[grade]));
            let state = progress.state(&card).expect("known");
            prop_assert!(state.memory.stability > 0.0 && (1.0..=10.0).contains(&state.memory.difficulty));
            prop_assert!((0.0..=1.0).contains(&state.retrievability(day(today + 30))));
        }
    }

    #[test]
    fn a_day_is_never_too_much(done in prop::collection::vec((0_usize..200, 0_u64..60, 0_usize..4), 0..400), today in 0_u64..90) {
        let (deck, mut progress) = (deck(200, 8), Progress::default());
        let mut done = done;
        done.sort_by_key(|(_, at, _)| *at);
        for (card, at, grade) in done {
            progress.add(&review(&Id::from(format!("card.{card}")), at, Grade::ALL[grade]));
        }
        let planned = plan(&deck, &progress, &[], day(today));
        prop_assert!(planned.cards.len() <= 24 && planned.new <= 4);
        let mut ids = planned.cards.clone();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), planned.cards.len());
    }
}

#[test]
#[ignore = "a measure, not a test"]
fn folding_years_of_history() {
    let reviews: Vec<Review> = (0..100_000_u64)
        .map(|n| {
            review(&Id::from(format!("card.{}", n % 700)), n / 40, Grade::ALL[(number(&[&n.to_string()]) % 4) as usize])
        })
        .collect();
    #[expect(clippy::disallowed_methods, reason = "a measure")]
    let start = std::time::Instant::now();
    let progress = Progress::of(reviews);
    println!("{} cards, {:?}", progress.states().count(), start.elapsed());
}
