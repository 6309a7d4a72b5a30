//! Callers are whole, and what they name is there.

use super::super::super::{
    load,
    model::{CallerScript, Id, Kind, Layer, Stage},
    tests::{file, library, only, own, place, places, rehearsed::ROSA, team, told},
};

fn rosa() -> CallerScript {
    library(ROSA).caller(&Id::from("rosa")).expect("there").clone()
}

/// The whole caller with one text replaced.
fn changed(from: &str, to: &str) -> String {
    assert!(ROSA.contains(from), "{from}");
    ROSA.replacen(from, to, 1)
}

#[test]
fn everything_of_a_caller_arrives() {
    let rosa = rosa();
    assert_eq!((rosa.hard, rosa.mood, rosa.opens.len(), rosa.stop.as_str()), (1, 7, 2, "red card"));
    assert_eq!((rosa.framework.as_str(), rosa.practises[0].as_str()), ("hear", "supervisor"));
    let [order, calls] = rosa.facts.as_slice() else { panic!("{:?}", rosa.facts) };
    assert_eq!((order.asked.hear.len(), order.needed, order.freely, order.late.len()), (2, true, false, 1));
    assert_eq!((calls.asked.hear.len(), calls.needed, calls.freely, calls.late.len()), (0, false, true, 0));
    let birthday = &rosa.reacts[0];
    assert_eq!((birthday.by, birthday.once, birthday.on.len(), birthday.hears.unless.len()), (-2, true, 2, 1));
    assert_eq!(birthday.stages, [Stage::Story, Stage::Facts]);
    assert_eq!((rosa.reacts[1].by, rosa.reacts[2].by, rosa.reacts[2].why.as_str()), (2, 0, ""));
    assert_eq!((rosa.lines[0].from, rosa.lines[1].from, rosa.lines[4].stage), (7, 0, Stage::Close));
    let boss = &rosa.twists[0];
    assert_eq!((boss.after, boss.stage, boss.from, boss.scenario.is_some()), (4, Stage::Plan, 5, true));
    let late = &rosa.twists[1];
    assert_eq!((late.after, late.stage, late.from, late.scenario.is_some()), (2, Stage::Story, 0, false));
    assert_eq!(rosa.pass.iter().map(|pass| pass.moves.len()).collect::<Vec<_>>(), [2, 0, 0, 0]);
    assert_eq!((rosa.pass[1].done.len(), rosa.pass[2].never.len(), rosa.pass[3].mood), (3, 2, Some(4)));
    assert_eq!((rosa.good.len(), rosa.clumsy.len(), rosa.background.sources.len()), (2, 1, 1));
    let origin = library(ROSA).origins.get(&(Kind::Caller, Id::from("rosa"))).cloned().expect("there");
    assert_eq!((origin.layer, origin.line), (Layer::Own, 16));
}

/// The faults of the caller with one text replaced, as `line:column code`, and where the new text stands.
fn told_at(from: &str, to: &str, mark: &str) -> (Vec<String>, String) {
    let text = changed(from, to);
    (places(&text), place(&text, mark))
}

#[test]
fn each_missing_field_of_a_caller_is_named() {
    for (from, name) in [
        ("    title: Rosa, late gift\n    name", "title"),
        ("    name: Rosa\n", "name"),
        ("    about: late gift\n", "about"),
        ("    framework: hear\n", "framework"),
        ("    hard: 1\n", "hard"),
        ("    goal: the bike there, and no more calls\n", "goal"),
        ("    need: one person who owns it; says so only if asked\n", "need"),
        ("    mood: 7\n", "mood"),
        ("    leaves: [\"Forget it. I'm going elsewhere.\"]\n", "leaves"),
        ("    stop: red card\n", "stop"),
        ("        know: rang three times\n", "know"),
        ("        freely: true\n", "hear"),
        ("        late: [\"You haven't even asked for my order number.\"]\n", "late"),
        ("        by: -2\n", "by"),
        ("        why: \"her birthday, named: it calmed her\"\n", "why"),
        ("        title: asks for a supervisor\n", "title"),
        ("stage: plan, say", "stage"),
        (", say: [\"What else?\"]", "say"),
        ("say: \"she is calmer\", ", "say"),
    ] {
        let to = if from.ends_with("name") { "    name" } else { "" };
        let to = if from == "stage: plan, say" { "say" } else { to };
        let fault = only(&changed(from, to));
        assert_eq!(fault.code, "HK0203", "{from}");
        assert!(fault.message.ends_with(&format!("has no `{name}`")), "{}", fault.message);
        assert!(fault.fix.is_some(), "{from}");
    }
}

#[test]
fn what_a_caller_names_has_to_be_there() {
    for (from, to, mark, fix) in [
        ("industry: retail", "industry: retial", "retial", "did you mean `retail`?"),
        ("framework: hear", "framework: haer", "haer", "did you mean `hear`?"),
        ("practises: supervisor", "practises: [supervisr]", "supervisr", "did you mean `supervisor`?"),
        ("scenario: supervisor", "scenario: supervise", "supervise\n", "did you mean `supervisor`?"),
        ("on: [acknowledge, repeat]", "on: [acknowlege, repeat]", "acknowlege,", "did you mean `acknowledge`?"),
        ("on: [acknowledge, repeat]", "on: [acknowledge, repeet]", "repeet", "did you mean `repeat`?"),
        ("moves: [own, timeframe]", "moves: [own, timefame]", "timefame", "did you mean `timeframe`?"),
        ("done: [birthday,", "done: [birthdy,", "birthdy,", "did you mean `birthday`?"),
        ("never: [policy-shield", "never: [policy", "policy,", "correct the id"),
        ("shown_by: [own]", "shown_by: [owns]", "owns", "did you mean `own`?"),
        ("shown_by: [own]", "shown_by: [policy-shield]", "policy-shield]}", "what a good reply does"),
    ] {
        let text = changed(from, to);
        let fault = only(&text);
        assert_eq!((fault.code, format!("{}:{}", fault.line, fault.column)), ("HK0401", place(&text, mark)), "{to}");
        assert!(fault.fix.as_deref().is_some_and(|told| told.contains(fix)), "{to}: {:?}", fault.fix);
    }
}

#[test]
fn numbers_stages_and_patterns_are_told_at_their_place() {
    for (from, to, mark, code) in [
        ("mood: 7", "mood: 11", "11", "HK0319"),
        ("hard: 1", "hard: 0", "0\n    goal", "HK0319"),
        ("by: -2", "by: -4", "-4", "HK0319"),
        ("by: -2", "by: \"-2\"", "\"-2\"", "HK0202"),
        ("by: -2", "by: +2", "+2", "HK0202"),
        ("from: 7,", "from: 12,", "12, say", "HK0319"),
        ("after: 4", "after: 99", "99", "HK0319"),
        ("mood: 4}", "mood: 40}", "40}", "HK0319"),
        ("stages: [story, facts]", "stages: [story, fact]", "fact]", "HK0304"),
        ("stage: plan\n", "stage: plans\n", "plans\n", "HK0304"),
        ("\"order [number]\"", "\"order [number\"", "[number\"", "HK0316"),
        ("hear: [shop]", "hear: [\"{shops}\"]", "\"{shops}\"", "HK0401"),
        ("id: calls", "id: order", "order\n        know: rang", "HK0302"),
        ("id: boss", "id: birthday", "birthday\n        title", "HK0302"),
        ("id: shop", "id: my shop", " shop, hear", "HK0301"),
        ("leaves: [\"Forget it. I'm going elsewhere.\"]", "leaves: []", "[]", "HK0312"),
        ("{use: hear.hear.greet}", "{use: hear.hear.greet, shown_by: own}", "own}", "HK0314"),
    ] {
        let (told, at) = told_at(from, to, mark);
        assert!(told.contains(&format!("{at} {code}")), "{to}: {told:?}, not {at}");
    }
}

#[test]
fn a_stage_without_a_line_for_every_mood_is_told() {
    let text = changed("      - {stage: story, say: [\"I waited all day.\"]}\n", "");
    let fault = only(&text);
    assert_eq!((fault.code, fault.message.contains("`story`")), ("HK0320", true), "{}", fault.message);
}

/// What a team lays over the caller.
fn over(body: &str) -> super::super::super::Loaded {
    load(&[file(Layer::BuiltIn, "rosa.yaml", ROSA), team("team.yaml", &format!("title: Team\n{body}\n"))])
}

#[test]
fn facts_reactions_and_twists_merge_by_their_ids_and_lists_are_replaced() {
    let loaded = over(
        "callers:\n  - id: rosa\n    mood: 3\n    facts: [{id: order, know: order 9}]\n    reacts: [{id: shut, by: 3}]\n    \
         twists: [{id: dog, title: a dog barks, say: [Quiet!]}]\n    pass: [{say: calm, mood: 2}]",
    );
    assert_eq!(loaded.faults, []);
    let rosa = loaded.library.caller(&Id::from("rosa")).expect("there");
    assert_eq!((rosa.mood, rosa.facts.len(), rosa.facts[0].know.as_str()), (3, 2, "order 9"));
    assert_eq!((rosa.facts[0].say.len(), rosa.reacts[1].by, rosa.reacts[1].why.is_empty()), (1, 3, false));
    assert_eq!((rosa.twists.len(), rosa.pass.len(), rosa.lines.len()), (3, 1, 5));
}

#[test]
fn a_part_of_a_caller_can_be_removed_and_who_names_it_is_not_blamed() {
    let loaded = over("remove: [rosa.boss, rosa.birthday]");
    assert_eq!(loaded.faults, []);
    let rosa = loaded.library.caller(&Id::from("rosa")).expect("there");
    assert_eq!((rosa.twists.len(), rosa.reacts.len(), rosa.pass[1].done.len()), (1, 2, 1));
    assert_eq!(over("remove: [rosa]").library.callers.len(), 0);
}

#[test]
fn two_files_of_a_team_that_differ_are_told() {
    let one = "title: A\ncallers: [{id: rosa, lines: [{stage: story, say: [One.]}, {stage: facts, say: [Two.]}, {stage: plan, say: [Three.]}, {stage: close, say: [Four.]}]}]\n";
    let files =
        |other: &str| [file(Layer::BuiltIn, "r", ROSA), team("a", one), team("b", &one.replace("Four.", other))];
    assert_eq!(told(&files("Four.")), [""; 0]);
    assert_eq!(super::super::super::tests::advice(&files("Four.")), [""; 0]);
    assert_eq!(super::super::super::tests::advice(&files("Five.")), ["b:2:16 HK0615"]);
}

#[test]
fn an_item_says_which_move_shows_it_and_lends_that_too() {
    let library = library(ROSA);
    let shown = |id: &str| library.item(&Id::from(id)).map(|item| item.shown_by.clone()).unwrap_or_default();
    assert_eq!(shown("supervisor.ask"), [Id::from("own")]);
    assert_eq!(shown("hear.hear.greet"), [Id::from("acknowledge")]);
    assert_eq!(library.scenarios[0].items[1].shown_by, [Id::from("acknowledge")]);
}

#[test]
fn without_the_ear_nobody_is_blamed_for_naming_a_move() {
    let text = "title: t\nscenarios: [{id: s, title: S, short: s, goal: g, items: [{id: a, do: Wait, shown_by: nothing-like-it}]}]\n";
    let deaf: Vec<_> = super::super::super::built_in_but_ear().into_iter().chain([own("a", text)]).collect();
    assert_eq!(load(&deaf).faults, []);
    let all: Vec<_> = super::super::super::built_in().into_iter().chain([own("a", text)]).collect();
    assert_eq!(load(&all).faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["HK0401"]);
}
