//! The shipped callers: together they practise every scenario, their examples hold, and whatever is said to them, the call
//! comes to an end.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, OnceLock},
};

use hearken::{
    call::rehearsal::CallerState,
    coach::{Ear, Review, Setting},
    playbook::{
        built_in, load,
        model::{Id, Library, Stage},
    },
    practice::{
        caller::{PATIENCE, Partner, Said, WORST, signal},
        proof::{play, proof},
    },
};
use proptest::{
    prelude::{ProptestConfig, any},
    prop_assert, prop_assert_eq, proptest,
    strategy::Strategy,
};

struct Shipped {
    library: Arc<Library>,
    ear: Arc<Ear>,
}

fn shipped() -> &'static Shipped {
    static SHIPPED: OnceLock<Shipped> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let library = Arc::new(load(&built_in()).library);
        let ear = Arc::new(Ear::new(&library));
        Shipped { library, ear }
    })
}

fn partners() -> Vec<Partner> {
    let Shipped { library, ear } = shipped();
    let of = |id: &Id| Partner::new(library.clone(), ear.clone(), id).expect("the caller is there");
    library.callers.iter().map(|caller| of(&caller.id)).collect()
}

#[test]
fn there_are_fourteen_and_together_they_practise_every_scenario() {
    let library = &shipped().library;
    assert_eq!(library.callers.len(), 14);
    let practised: BTreeSet<&Id> = library.callers.iter().flat_map(|caller| &caller.practises).collect();
    let twists = library.callers.iter().flat_map(|caller| &caller.twists).filter_map(|twist| twist.scenario.as_ref());
    let all: BTreeSet<&Id> = practised.into_iter().chain(twists).collect();
    for scenario in &library.scenarios {
        assert!(all.contains(&scenario.id), "nobody practises {}", scenario.id);
    }
    let gentle = library.callers.iter().filter(|caller| caller.hard == 1).count();
    assert!(gentle >= 2, "a new hire begins gently");
}

#[test]
fn every_caller_is_a_whole_person() {
    for caller in &shipped().library.callers {
        let id = &caller.id;
        assert!(caller.facts.len() >= 4 && caller.facts.iter().any(|fact| fact.needed), "{id}: facts");
        assert!(caller.reacts.len() >= 6, "{id}: reactions");
        assert!(caller.reacts.iter().any(|r| r.by > 0) && caller.reacts.iter().any(|r| r.by < 0), "{id}: both ways");
        for (word, stage) in Stage::ALL {
            let said: usize = caller.lines.iter().filter(|l| l.stage == stage).map(|line| line.say.len()).sum();
            assert!(said >= 2, "{id}: {word}");
        }
        assert!(caller.opens.len() >= 2 && !caller.leaves.is_empty() && !caller.stop.is_empty(), "{id}");
        assert!(caller.pass.len() >= 4, "{id}: what passing means");
        assert!(caller.good.len() >= 6 && caller.clumsy.len() >= 4, "{id}: examples");
    }
}

#[test]
fn the_good_example_passes_and_the_clumsy_one_does_not() {
    let Shipped { library, ear } = shipped();
    let told: Vec<String> =
        proof(library, ear, &|_, _| true).iter().map(|r| format!("{} {}", r.id, r.message)).collect();
    assert_eq!(told, [] as [String; 0]);
}

#[test]
fn in_a_good_conversation_nothing_is_said_twice() {
    let mut twice = Vec::new();
    for partner in partners() {
        let script = partner.script();
        let mut caller = partner.begin(1).0;
        let mut said = vec![partner.begin(1).1];
        for reply in &script.good {
            let answer = partner.answer(1, &caller, Said::Words(reply), &[]);
            caller = answer.caller;
            if said.contains(&answer.line) {
                twice.push(format!("{}: {}", script.id, answer.line));
            }
            said.push(answer.line);
        }
        assert!(play(&partner, &script.good).0.over.is_some());
    }
    assert_eq!(twice, [] as [String; 0]);
}

/// Everything that may be said: what the examples say, phrases, nonsense; each looked at once for each setting.
struct Pool {
    replies: Vec<String>,
    looked: std::sync::Mutex<HashMap<(usize, String), Review>>,
}

fn pool() -> &'static Pool {
    static POOL: OnceLock<Pool> = OnceLock::new();
    POOL.get_or_init(|| {
        let library = &shipped().library;
        let mut replies: Vec<String> = library
            .callers
            .iter()
            .flat_map(|caller| caller.good.iter().chain(&caller.clumsy))
            .step_by(4)
            .cloned()
            .collect();
        replies.extend(library.phrases.iter().step_by(100).map(|phrase| phrase.say.plain()));
        replies.extend(
            ["", "Hm.", "?!", "no no no no", "what is your order number and why and when and who", "🙂"]
                .map(String::from),
        );
        replies.push("word ".repeat(80));
        Pool { replies, looked: Default::default() }
    })
}

fn look(partner: &Partner, at: usize, caller: &CallerState) -> Review {
    let Setting { scenarios, apologized, .. } = partner.setting(caller);
    let key = (at, format!("{scenarios:?} {apologized}"));
    if let Some(found) = pool().looked.lock().expect("no test panicked in it").get(&key) {
        return found.clone();
    }
    let found = partner.review(&pool().replies[at], caller);
    pool().looked.lock().expect("no test panicked in it").insert(key, found.clone());
    found
}

/// A game with random replies; how many there were before it ended.
fn game(partner: &Partner, seed: u64, replies: &[(usize, bool)]) -> (u32, CallerState) {
    let (mut caller, first) = partner.begin(seed);
    assert!(!first.trim().is_empty());
    for (at, cut_in) in replies {
        let at = at % pool().replies.len();
        let extra: &[&'static str] = if *cut_in { &[signal::INTERRUPTED] } else { &[] };
        let before = caller.clone();
        let found = look(partner, at, &before);
        let answer = partner.answer_to(seed, &before, Said::Words(&pool().replies[at]), found, extra);
        assert!(answer.caller.mood <= WORST);
        assert!(!answer.line.trim().is_empty(), "{} had nothing to say", partner.script().id);
        assert!(
            answer.caller.stage >= before.stage || before.stage == Stage::Close,
            "stages go on, or a twist reopens"
        );
        caller = answer.caller;
        if caller.over.is_some() {
            break;
        }
    }
    (caller.replies, caller)
}

/// A game with each of the callers, half of them on a thread of their own.
fn games(seed: u64, replies: &[(usize, bool)]) -> Vec<(u32, CallerState)> {
    let (some, others) = partners_once().split_at(partners_once().len() / 2);
    let all = |partners: &[Partner]| partners.iter().map(|partner| game(partner, seed, replies)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let other = scope.spawn(|| all(others));
        let mut games = all(some);
        games.extend(other.join().expect("no game panics"));
        games
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_said_the_call_comes_to_an_end(
        seed in any::<u64>(),
        replies in proptest::collection::vec((any::<usize>(), any::<u8>().prop_map(|n| n < 20)), PATIENCE as usize),
    ) {
        for (partner, (count, caller)) in partners_once().iter().zip(games(seed, &replies)) {
            prop_assert!(caller.over.is_some(), "{} goes on after {count} replies", partner.script().id);
            prop_assert!(count <= PATIENCE);
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_seed_and_replies_make_the_same_call(
        seed in any::<u64>(),
        replies in proptest::collection::vec((any::<usize>(), any::<bool>()), 6),
    ) {
        let partner = &partners_once()[usize::try_from(seed % 14).unwrap_or(0)];
        prop_assert_eq!(game(partner, seed, &replies), game(partner, seed, &replies));
    }
}

fn partners_once() -> &'static [Partner] {
    static PARTNERS: OnceLock<Vec<Partner>> = OnceLock::new();
    PARTNERS.get_or_init(partners)
}
