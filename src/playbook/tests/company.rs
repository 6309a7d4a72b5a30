//! Files in company: who is left out, who is blamed, who is warned.

use super::*;

/// Which of these files are in force, as the topics that are there.
fn topics(files: &[SourceFile]) -> Vec<String> {
    load(files).library.topics.iter().map(|topic| topic.id.to_string()).collect()
}

fn codes(files: &[SourceFile], name: &str) -> Vec<&'static str> {
    load(files).faults.iter().filter(|fault| fault.file == name).map(|fault| fault.code).collect()
}

#[test]
fn a_name_taken_by_a_file_that_is_left_out_is_free() {
    let bad = team("bad", "title: Bad\nbogus: 1\nemotions: [{id: rush, title: Rush, word: rushed}]\n");
    let good = own("good", "title: Good\ntopics: [{id: rush, title: Rush}]\n");
    assert_eq!(codes(&[bad.clone(), good.clone()], "good"), Vec::<&str>::new());
    assert_eq!(topics(&[bad, good]), ["rush"]);
}

#[test]
fn the_same_holds_where_the_fault_shows_only_in_the_whole() {
    let bad = team("bad", "title: Bad\nemotions: [{id: rush, title: Rush, word: rushed}]\ntopics: [{id: x}]\n");
    let good = own("good", "title: Good\ntopics: [{id: rush, title: Rush}]\n");
    assert_eq!(codes(&[bad.clone(), good.clone()], "bad"), ["HK0203"]);
    assert_eq!(topics(&[bad, good]), ["rush"]);
}

#[test]
fn a_name_taken_by_a_file_in_force_is_the_later_one_s_fault() {
    let first = team("first", "title: First\nemotions: [{id: rush, title: Rush, word: rushed}]\n");
    let second = own("second", "title: Second\ntopics: [{id: rush, title: Rush}]\n");
    let files = [second, first];
    assert_eq!((codes(&files, "first"), codes(&files, "second")), (vec![], vec!["HK0402"]));
    assert_eq!(load(&files).library.emotions.len(), 1);
}

#[test]
fn a_built_in_file_is_never_to_blame_for_what_stands_above() {
    for body in [
        "topics: [{id: duo.open.name, title: X}]",
        "topics: [{id: loss.stop, title: X}]",
        "topics: [{id: duo.open, title: X}]",
        "channels: [{id: grumpy, title: X}]",
        "emotions: [{id: duo, title: X, word: x}]",
        "scenarios: [{id: late, title: L, short: l, goal: g, items: [{id: a, do: Wait}]}]",
    ] {
        let files = [file(Layer::BuiltIn, "low", SMALL), own("high", &format!("title: H\n{body}\n"))];
        assert_eq!((codes(&files, "low"), codes(&files, "high")), (vec![], vec!["HK0402"]), "{body}");
        assert_eq!(load(&files).library.digest, load(&files[..1]).library.digest, "{body}");
    }
}

#[test]
fn many_bad_files_leave_every_good_one_in_force() {
    let bad =
        |i: usize| team(&format!("bad-{i}"), &format!("title: Bad\ntopics: [{{id: b{i}, title: B}}, {{id: c{i}}}]\n"));
    let good = |i: usize| team(&format!("good-{i}"), &format!("title: Good\ntopics: [{{id: g{i}, title: G}}]\n"));
    let files: Vec<_> = (0..12).flat_map(|i| [bad(i), good(i)]).collect();
    assert_eq!(topics(&files), (0..12).map(|i| format!("g{i}")).collect::<Vec<_>>());
    let told: Vec<String> = load(&files).faults.iter().map(|fault| fault.file.clone()).collect();
    assert_eq!(told, (0..12).map(|i| format!("bad-{i}")).collect::<Vec<_>>());
}

#[test]
fn what_is_refused_is_not_done_to_others() {
    let thief = team("thief", "title: Thief\nremove: [emergency, medical-emergency]\n");
    let other = own(
        "other",
        "title: Other\nscenarios:\n  - id: medical-emergency\n    items: [{id: badge, do: Say your badge number}]\n",
    );
    let mut files = built_in_but_ear();
    files.extend([thief, other]);
    assert_eq!(codes(&files, "thief"), ["HK0501", "HK0501"]);
    assert_eq!(codes(&files, "other"), Vec::<&str>::new());
    assert!(load(&files).library.item(&id("medical-emergency.badge")).is_some());
}

#[test]
fn one_warning_tells_what_a_file_misses() {
    let bad = team(
        "bad",
        "title: Bad\nbogus: 1\nframeworks: [{id: zig, title: Z, target: \"1:00\", steps: [{id: a, title: A, goal: g, share: 50, items: [{id: i, do: Wait}]}, {id: b, title: B, goal: g, share: 50, items: [{id: i, do: Wait}]}]}]\n",
    );
    let phrases: String =
        (0..20).map(|i| format!("  - {{id: p{i}, for: [hold, zig.a, zig.b], say: Hello there.}}\n")).collect();
    let files = [bad, own("own", &format!("title: Own\nphrases:\n{phrases}"))];
    assert_eq!(codes(&files, "own"), ["HK0607"]);
    let library = load(&files).library;
    assert_eq!(library.phrases.len(), 20);
    assert!(library.phrases.iter().all(|phrase| phrase.places == [id("hold")]));
}

#[test]
fn a_typo_may_mean_what_stands_in_a_file_that_is_left_out() {
    let bad = team("bad", "title: Bad\nbogus: 1\ntopics: [{id: late-parcel, title: Late}]\n");
    let good =
        own("good", "title: Good\nphrases: [{id: p, for: late-parcle, say: Hello there.}]\nremove: [late-parsel]\n");
    let faults = load(&[bad, good]).faults;
    let fixes: Vec<_> =
        faults.iter().filter(|fault| fault.file == "good").filter_map(|fault| fault.fix.clone()).collect();
    assert_eq!(fixes, ["did you mean `late-parcel`?", "did you mean `late-parcel`?"]);
}

#[test]
fn an_id_that_is_faulty_itself_is_not_suggested() {
    let text =
        "title: t\ntopics: [{id: late parcel, title: Late}]\nphrases: [{id: p, for: late-parcel, say: Hello there.}]\n";
    let faults = load(&[own("a", text)]).faults;
    let dangling = faults.iter().find(|fault| fault.code == "HK0401").expect("told");
    assert!(dangling.fix.as_deref().is_some_and(|fix| !fix.contains("did you mean")), "{:?}", dangling.fix);
}

#[test]
fn the_same_files_give_the_same_faults_in_the_same_order() {
    let files: Vec<SourceFile> = (0..6)
        .map(|i| {
            team(
                &format!("f{i}"),
                &format!("title: T\nbogus{i}: 1\ntopics: [{{id: t{i}}}, {{id: hold, title: H}}]\nremove: [q{i}]\n"),
            )
        })
        .collect();
    let first = told(&files);
    assert!(first.len() >= 18, "{first:#?}");
    for _ in 0..5 {
        assert_eq!(told(&files), first);
    }
}

#[test]
fn a_file_over_a_copy_of_itself_changes_nothing() {
    let low = file(Layer::BuiltIn, "a.yaml", SMALL);
    for layer in [Layer::Team(0), Layer::Own] {
        let both = load(&[low.clone(), file(layer, "copy.yaml", SMALL)]);
        assert_eq!(both.faults, []);
        let alone = library(SMALL);
        assert_eq!(both.library.frameworks, alone.frameworks);
        assert_eq!(both.library.scenarios, alone.scenarios);
        assert_eq!(both.library.phrases, alone.phrases);
        assert_eq!(both.library.contacts, alone.contacts);
        assert!(both.library.origins.values().all(|origin| origin.file == "copy.yaml"));
    }
}

#[test]
fn a_review_tells_what_a_higher_file_hides() {
    let low = team(
        "low",
        "title: Low\ntopics: [{id: late, title: \" \"}]\nphrases: [{id: p, for: hold, say: \"Hello {there.\"}]\n",
    );
    let high = own("high", "title: High\ntopics: [{id: late, title: Late}]\nphrases: [{id: p, say: Hello there.}]\n");
    let partial = team("part", "title: Part\ntopics: [{id: other}]\n");
    let rest = own("rest", "title: Rest\ntopics: [{id: other, title: Other}]\n");
    assert_eq!(advice(&[low, high]), ["low:2:28 HK0313", "low:3:42 HK0307"]);
    assert_eq!(advice(&[partial, rest]), Vec::<String>::new(), "what is missing below may stand above");
}

proptest! {
    #[test]
    fn whatever_a_team_writes_the_emergency_list_is_whole(parts in proptest::collection::vec(0..ATTEMPTS.len(), 1..6)) {
        let whole = load(&built_in_emergency()).library;
        let text: String = parts.iter().map(|part| ATTEMPTS[*part]).collect();
        let mut files = built_in_emergency();
        files.push(team("team", &format!("title: Team\n{text}")));
        let library = load(&files).library;
        for scenario in &whole.scenarios {
            let now = library.scenario(&scenario.id).expect("there");
            prop_assert_eq!(now.emergency, scenario.emergency);
            for item in scenario.items.iter().filter(|item| item.killer) {
                prop_assert!(now.items.iter().any(|x| x.id == item.id && x.killer && x.text == item.text), "{}", text);
            }
            prop_assert!(scenario.branches.iter().all(|branch| now.branches.contains(branch)), "{}", text);
        }
    }
}

/// What someone might try, to be thrown together in any order.
const ATTEMPTS: [&str; 16] = [
    "remove: [emergency]\n",
    "remove:\n  - emergency.location\n  - threat\n",
    "scenarios:\n  - id: emergency\n",
    "  - id: medical-emergency\n",
    "    items: []\n",
    "    items:\n      - {id: location, killer: false}\n",
    "    items:\n      - {id: location, do: Ask for the card number}\n",
    "    items:\n      - {use: emergency.location, killer: false}\n",
    "    items:\n      - {id: location, use: emergency.callback}\n",
    "    emergency: false\n",
    "    branches: []\n",
    "    title: Parking\n",
    "topics: [{id: emergency, title: Parking}]\n",
    "emotions: [{id: emergency.location, title: X, word: x}]\n",
    "frameworks: [{id: emergency, title: E, target: \"1:00\", steps: []}]\n",
    "phrases: [{id: emergency, for: emergency, say: Where are you?}]\n",
];
