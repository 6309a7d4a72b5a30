//! What an agent would notice: nothing jumps, nothing doubles, everything comes round.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn ids(names: &str) -> Vec<Id> {
    names.split_whitespace().map(Id::from).collect()
}

/// Names of verbatim phrases begin with `v`.
fn verbatim(id: &Id) -> bool {
    id.as_str().starts_with('v')
}

/// The places in words, a `*` behind what was said before, a dot for an empty one.
fn shown(deal: &Deal) -> String {
    let words = deal.places().into_iter().enumerate().map(|(at, id)| match id {
        Some(id) => format!("{id}{}", if deal.spent(at) { "*" } else { "" }),
        None => ".".to_string(),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn deal(ranked: &str, said: &str, lines: usize) -> Deal {
    let mut deal = Deal::default();
    deal.refresh(&ids(ranked), &ids(said), verbatim, lines);
    deal
}

#[test]
fn the_best_three_stand_in_order() {
    assert_eq!(shown(&deal("a b c d", "", 3)), "a b c");
    assert_eq!(shown(&deal("a b c d", "", 2)), "a b .");
    assert_eq!(shown(&deal("a", "", 3)), "a . .");
    assert_eq!(shown(&deal("", "", 3)), ". . .");
    assert_eq!(shown(&deal("a b c", "", 9)), "a b c");
}

#[test]
fn a_said_place_takes_the_next_and_the_others_stay() {
    let mut deal = deal("a b c d e", "", 3);
    deal.said(1);
    assert_eq!(shown(&deal), "a . c");
    deal.refresh(&ids("a b c d e"), &ids("b"), verbatim, 3);
    assert_eq!(shown(&deal), "a d c");
    deal.said(0);
    deal.refresh(&ids("b c d e a"), &ids("b a"), verbatim, 3);
    assert_eq!(shown(&deal), "e d c");
}

#[test]
fn what_was_said_from_elsewhere_gives_way_too() {
    let mut deal = deal("a b c d", "", 3);
    deal.refresh(&ids("a b c d"), &ids("c"), verbatim, 3);
    assert_eq!(shown(&deal), "a b d");
}

#[test]
fn said_ones_come_back_dimmed_when_the_variants_run_out() {
    let all = ids("a b c d");
    let mut deal = deal("a b c d", "", 3);
    deal.said(0);
    deal.refresh(&all, &ids("a"), verbatim, 3);
    assert_eq!(shown(&deal), "d b c");
    deal.said(0);
    deal.refresh(&all, &ids("a d"), verbatim, 3);
    assert_eq!(shown(&deal), "a* b c");
    deal.said(0);
    deal.refresh(&all, &ids("a d a"), verbatim, 3);
    assert_eq!(shown(&deal), "d* b c", "said again, it goes on to the next");
    deal.refresh(&all, &ids("a a"), verbatim, 3);
    assert_eq!(shown(&deal), "d b c", "an undone one is as new");
}

#[test]
fn a_better_phrase_waits_for_an_empty_place() {
    let mut deal = deal("a b c", "", 3);
    deal.refresh(&ids("new a b c"), &[], verbatim, 3);
    assert_eq!(shown(&deal), "a b c");
    deal.said(2);
    deal.refresh(&ids("new a b c"), &ids("c"), verbatim, 3);
    assert_eq!(shown(&deal), "a b new");
}

#[test]
fn what_is_no_longer_offered_leaves_and_the_rest_stays() {
    let mut deal = deal("a b c", "", 3);
    deal.refresh(&ids("c d e"), &[], verbatim, 3);
    assert_eq!(shown(&deal), "d e c");
}

#[test]
fn verbatim_never_leads() {
    assert_eq!(shown(&deal("v1 a v2", "", 3)), "a v1 v2");
    assert_eq!(shown(&deal("v1 v2 v3", "", 3)), ". v1 v2");
    let mut deal = deal("a v1 v2", "", 3);
    deal.said(0);
    deal.refresh(&ids("v1 v2 a"), &ids("a"), verbatim, 3);
    assert_eq!(shown(&deal), "a* v1 v2", "rather the said one again");
}

#[test]
fn fewer_lines_take_the_lower_places_away() {
    let mut deal = deal("a b c d", "", 3);
    deal.refresh(&ids("a b c d"), &[], verbatim, 2);
    assert_eq!(shown(&deal), "a b .");
}

#[test]
fn other_variants_wrap_round() {
    let all = ids("a b c d e");
    let mut deal = deal("a b c d e", "", 3);
    let mut seen = Vec::new();
    for _ in 0..4 {
        deal.rotate(&all, &[], verbatim, 3);
        seen.push(shown(&deal));
    }
    assert_eq!(seen, ["d e a", "b c d", "e a b", "c d e"]);
}

#[test]
fn other_variants_leave_out_what_was_said_until_nothing_else_is_out_of_sight() {
    let all = ids("a b c d s");
    let mut deal = deal("a b c d s", "s", 3);
    deal.rotate(&all, &ids("s"), verbatim, 3);
    assert_eq!(shown(&deal), "d a b");
    let three = ids("a b c s t");
    let mut deal = super::tests::deal("a b c s t", "s t", 3);
    deal.rotate(&three, &ids("s t"), verbatim, 3);
    assert_eq!(shown(&deal), "s* t* a");
    deal.rotate(&three, &ids("s t"), verbatim, 3);
    assert_eq!(shown(&deal), "b c a");
}

#[test]
fn other_variants_with_only_one_keep_it() {
    let mut deal = deal("a", "", 3);
    deal.rotate(&ids("a"), &[], verbatim, 3);
    assert_eq!(shown(&deal), "a . .");
}

#[test]
fn coming_back_shows_the_same() {
    let mut deals = Deals::default();
    assert_eq!(deals.get("hear.empathize"), None);
    deals.at("hear.empathize").refresh(&ids("a b c d"), &[], verbatim, 3);
    deals.at("hear.empathize").rotate(&ids("a b c d"), &[], verbatim, 3);
    deals.at("hear.analyze").refresh(&ids("x y"), &[], verbatim, 3);
    deals.at("hear.empathize").refresh(&ids("a b c d"), &[], verbatim, 3);
    assert_eq!(deals.get("hear.empathize").map(shown), Some("d a b".to_string()));
    assert_eq!(deals.get("hear.analyze").map(shown), Some("x y .".to_string()));
}

/// What may happen to a deal.
#[derive(Clone, Debug)]
enum Act {
    Said(usize),
    Rotate,
    /// Another ranking, perhaps of other phrases.
    Ranked(Vec<Id>),
    Lines(usize),
    Undo,
}

fn pool() -> Vec<Id> {
    ids("a b c d e f g v1 v2 v3")
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let ranked = Just(pool()).prop_shuffle().prop_flat_map(|all| (0..=all.len()).prop_map(move |n| all[..n].to_vec()));
    let act = prop_oneof![
        3 => (0usize..4).prop_map(Act::Said),
        2 => Just(Act::Rotate),
        2 => ranked.prop_map(Act::Ranked),
        1 => (0usize..5).prop_map(Act::Lines),
        1 => Just(Act::Undo),
    ];
    prop::collection::vec(act, 0..40)
}

proptest! {
    #[test]
    fn nothing_jumps_or_doubles_and_verbatim_never_leads(acts in acts()) {
        let (mut deal, mut ranked, mut said, mut lines) = (Deal::default(), pool(), Vec::new(), 3);
        for act in acts {
            let before = deal.places().map(|id| id.cloned());
            let spent = [0, 1, 2].map(|at| deal.spent(at));
            let mut moves = false;
            match act {
                Act::Said(at) => {
                    if let Some(Some(id)) = before.get(at) {
                        said.push(id.clone());
                    }
                    deal.said(at);
                }
                Act::Rotate => {
                    deal.rotate(&ranked, &said, verbatim, lines);
                    moves = true;
                }
                Act::Ranked(other) => ranked = other,
                Act::Lines(n) => lines = n,
                Act::Undo => drop(said.pop()),
            }
            let cleared = deal.places().map(|id| id.is_none());
            deal.refresh(&ranked, &said, verbatim, lines);
            let after = deal.places().map(|id| id.cloned());

            let shown: Vec<&Id> = after.iter().flatten().collect();
            prop_assert_eq!(shown.iter().collect::<BTreeSet<_>>().len(), shown.len(), "no duplicates");
            prop_assert!(shown.iter().all(|id| ranked.contains(id)), "only what is offered");
            prop_assert!(after[0].as_ref().is_none_or(|id| !verbatim(id)), "verbatim never leads");
            prop_assert!(after.iter().skip(lines).all(Option::is_none), "not more than the lines");
            for at in 0..PLACES {
                let Some(id) = &before[at] else { continue };
                let fresh = spent[at] || !said.contains(id);
                if !moves && !cleared[at] && at < lines && ranked.contains(id) && fresh {
                    prop_assert_eq!(after[at].as_ref(), Some(id), "what is still offered stays");
                }
                if !moves {
                    let elsewhere = after.iter().position(|other| other.as_ref() == Some(id));
                    prop_assert!(elsewhere.is_none_or(|p| p == at || cleared[at] || at >= lines || !fresh), "nothing trades places");
                }
                prop_assert_eq!(deal.spent(at), after[at].as_ref().is_some_and(|id| said.contains(id)));
            }
            let unsaid = ranked.iter().filter(|id| !said.contains(id) && !shown.contains(id) && !verbatim(id)).count();
            prop_assert!(unsaid == 0 || after.iter().take(lines).all(Option::is_some), "no gap while something is left");
        }
    }

    #[test]
    fn every_variant_comes_round(count in 1usize..24, lines in 2usize..4) {
        let all: Vec<Id> = (0..count).map(|i| Id::from(format!("{}{i}", if i % 4 == 1 { "v" } else { "p" }))).collect();
        let mut deal = Deal::default();
        deal.refresh(&all, &[], verbatim, lines);
        let mut seen: BTreeSet<Id> = deal.places().into_iter().flatten().cloned().collect();
        for _ in 0..count * 2 {
            deal.rotate(&all, &[], verbatim, lines);
            seen.extend(deal.places().into_iter().flatten().cloned());
        }
        prop_assert_eq!(seen.len(), count);
    }

    #[test]
    fn saying_the_lead_again_and_again_passes_every_variant_before_one_comes_twice(count in 3usize..20) {
        let all: Vec<Id> = (0..count).map(|i| Id::from(format!("p{i}"))).collect();
        let (mut deal, mut said) = (Deal::default(), Vec::new());
        deal.refresh(&all, &said, verbatim, 3);
        for _ in 0..count - 2 {
            let lead = deal.places()[0].cloned().expect("a lead");
            prop_assert!(!said.contains(&lead));
            said.push(lead);
            deal.said(0);
            deal.refresh(&all, &said, verbatim, 3);
        }
        prop_assert!(deal.spent(0), "then the first comes back, dimmed");
    }
}
