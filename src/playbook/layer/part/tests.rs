//! Each field that a higher layer may give, given alone.

use super::super::super::{
    Loaded, load,
    model::{Audience, Id, Layer, Library, When},
    tests::{SMALL, file, team},
};

fn over(body: &str) -> Loaded {
    load(&[file(Layer::BuiltIn, "small.yaml", SMALL), team("team.yaml", &format!("title: Team\n{body}\n"))])
}

fn sound(body: &str) -> Library {
    let loaded = over(body);
    assert_eq!(loaded.faults, [], "{body}");
    loaded.library
}

fn id(text: &str) -> Id {
    Id::from(text)
}

/// What the small playbook's library says, as one text per thing.
fn said(library: &Library) -> Vec<String> {
    let frameworks = library.frameworks.iter().map(|x| format!("{x:?}"));
    let scenarios = library.scenarios.iter().map(|x| format!("{x:?}"));
    let phrases = library.phrases.iter().map(|x| format!("{x:?}"));
    let emotions = library.emotions.iter().map(|x| format!("{x:?}"));
    let topics = library.topics.iter().map(|x| format!("{x:?}"));
    let contacts = library.contacts.iter().map(|x| format!("{x:?}"));
    frameworks.chain(scenarios).chain(phrases).chain(emotions).chain(topics).chain(contacts).collect()
}

#[test]
fn a_field_given_replaces_itself_and_nothing_else() {
    let before = said(&sound(""));
    for (body, old, new) in [
        ("frameworks: [{id: duo, title: Two}]", "title: \"DUO\"", "title: \"Two\""),
        ("frameworks: [{id: duo, audience: colleague}]", "audience: Caller", "audience: Colleague"),
        ("frameworks: [{id: duo, use_when: Never.}]", "use_when: \"Always.\"", "use_when: \"Never.\""),
        ("frameworks: [{id: duo, target: \"1:30\"}]", "target_secs: 120", "target_secs: 90"),
        ("frameworks: [{id: duo, steps: [{id: open, title: Start}]}]", "title: \"Open\"", "title: \"Start\""),
        (
            "frameworks: [{id: duo, steps: [{id: close, goal: all said}]}]",
            "goal: \"nothing is left\"",
            "goal: \"all said\"",
        ),
        ("scenarios: [{id: loss, title: Grief}]", "title: \"A loss\"", "title: \"Grief\""),
        ("scenarios: [{id: loss, short: grief}]", "short: \"loss\"", "short: \"grief\""),
        ("scenarios: [{id: loss, signs: silence}]", "signs: \"\"", "signs: \"silence\""),
        ("scenarios: [{id: loss, severe: true}]", "severe: false", "severe: true"),
        ("scenarios: [{id: loss, emergency: true}]", "emergency: false", "emergency: true"),
        ("scenarios: [{id: loss, heard: [he died]}]", "heard: []", "heard: [\"he died\"]"),
        ("scenarios: [{id: loss, record: [the date]}]", "record: []", "record: [\"the date\"]"),
        ("scenarios: [{id: loss, sources: [S1]}]", "sources: []", "sources: [\"S1\"]"),
        ("scenarios: [{id: loss, remark: Mine.}]", "remark: None", "remark: Some(\"Mine.\")"),
        ("scenarios: [{id: loss, returns: duo.open}]", "returns: Some(`duo.close`)", "returns: Some(`duo.open`)"),
        ("scenarios: [{id: loss, room: {framework: continues}}]", "pauses: true", "pauses: false"),
        ("scenarios: [{id: loss, room: {wording: segments}}]", "segments: false", "segments: true"),
        ("phrases: [{id: hello, when: opening}]", "when: Always", "when: Opening"),
        ("phrases: [{id: hello, not_in: []}]", "not_in: [`loss`]", "not_in: []"),
        ("phrases: [{id: hello, for: late}]", "places: [`duo.open`, `grumpy`]", "places: [`late`]"),
        ("phrases: [{id: hello, source: S1}]", "source: None", "source: Some(\"S1\")"),
        ("phrases: [{id: hello, verbatim: true}]", "verbatim: false", "verbatim: true"),
        ("emotions: [{id: grumpy, word: cross}]", "word: \"grumpy\"", "word: \"cross\""),
        ("emotions: [{id: grumpy, approach: Listen.}]", "approach: \"\"", "approach: \"Listen.\""),
        ("emotions: [{id: grumpy, sources: [S1]}]", "sources: []", "sources: [\"S1\"]"),
        ("topics: [{id: late, remark: Ours.}]", "remark: None", "remark: Some(\"Ours.\")"),
        ("topics: [{id: late, title: Late}]", "title: \"Parcel is late\"", "title: \"Late\""),
        ("contacts: [{id: no-loss, number: \"113\"}]", "number: \"0044\"", "number: \"113\""),
        ("contacts: [{id: no-loss, checked: 2027-01-02}]", "checked: 2026-11-21", "checked: 2027-01-02"),
    ] {
        let after = said(&sound(body));
        let expected: Vec<String> = before.iter().map(|text| text.replacen(old, new, 1)).collect();
        let changed: Vec<_> = before.iter().zip(&after).filter(|(a, b)| a != b).collect();
        assert_eq!(changed.len(), 1, "{body}\n{changed:#?}");
        let place = before.iter().zip(&after).position(|(a, b)| a != b).expect("changed");
        assert_eq!(after[place], expected[place], "{body}");
    }
}

#[test]
fn what_is_said_of_an_item_keeps_the_rest_of_it() {
    let library = sound("scenarios: [{id: loss, items: [{id: stop, because: It comes first}]}]");
    let item = library.item(&id("loss.stop")).expect("there");
    assert_eq!(
        (item.text.plain().as_str(), item.killer, item.because.as_deref()),
        ("Stop the script", true, Some("It comes first"))
    );
    let library = sound("scenarios: [{id: loss, items: [{id: stop, killer: false}]}]");
    assert_eq!(library.item(&id("loss.stop")).map(|item| item.killer), Some(false), "no emergency: a team may");
}

#[test]
fn a_change_at_home_shows_where_an_item_is_borrowed() {
    let library = sound("frameworks: [{id: duo, steps: [{id: open, items: [{id: name, do: Name yourself}]}]}]");
    let loss = library.scenario(&id("loss")).expect("there");
    assert_eq!(loss.items[1].text.plain(), "Name yourself");
    let library = sound(
        "remove: [duo.open.name]\nframeworks: [{id: duo, steps: [{id: open, items: [{id: hi, do: Say hello}]}]}]",
    );
    assert_eq!(library.scenario(&id("loss")).map(|loss| loss.items.len()), Some(1), "gone at home, gone here");
}

#[test]
fn a_borrowed_item_is_laid_over_itself_once() {
    let library = sound("scenarios: [{id: loss, items: [{use: duo.open.name}, {use: duo.close.sum}]}]");
    let items: Vec<_> = library.scenarios[0].items.iter().map(|item| item.id.to_string()).collect();
    assert_eq!(items, ["loss.stop", "duo.open.name", "duo.close.sum"]);
    assert_eq!(library.scenarios[0].items[1].because, None);
}

#[test]
fn a_borrowed_item_can_be_taken_out_of_one_list() {
    let loaded = over("remove: [duo.open.name]");
    let codes: Vec<_> = loaded.faults.iter().map(|fault| (fault.at(), fault.code)).collect();
    assert_eq!(codes, [("team.yaml:2:10".to_string(), "HK0312")], "its home would be empty");
}

#[test]
fn layers_come_in_their_order_for_every_field() {
    let low = file(Layer::BuiltIn, "low", SMALL);
    let first = file(Layer::Team(0), "first", "title: 1\nphrases: [{id: hello, when: opening, verbatim: true}]\n");
    let second = file(Layer::Team(1), "second", "title: 2\nphrases: [{id: hello, when: closing}]\n");
    let own = file(Layer::Own, "own", "title: 3\nphrases: [{id: hello, say: Hello there.}]\n");
    let library = load(&[own, second, low, first]).library;
    let hello = library.phrase(&id("hello")).expect("there");
    assert_eq!((hello.when, hello.verbatim, hello.say.plain().as_str()), (When::Closing, true, "Hello there."));
    assert_eq!(hello.places, [id("duo.open"), id("grumpy")]);
    assert_eq!(library.frameworks[0].audience, Audience::Caller);
}

#[test]
fn new_things_stand_behind_those_that_are_there() {
    let library = sound("topics: [{id: aaa, title: A}]\nphrases: [{id: aaa, for: hold, say: One moment.}]");
    assert_eq!(library.topics.iter().map(|x| x.id.as_str()).collect::<Vec<_>>(), ["late", "aaa"]);
    assert_eq!(library.phrases.iter().map(|x| x.id.as_str()).collect::<Vec<_>>(), ["hello", "wait", "aaa"]);
}

#[test]
fn what_is_removed_and_given_again_stands_at_the_end() {
    let library = sound("remove: [hello]\nphrases: [{id: hello, for: hold, say: One moment.}]");
    assert_eq!(library.phrases.iter().map(|x| x.id.as_str()).collect::<Vec<_>>(), ["wait", "hello"]);
    assert_eq!(library.phrases[1].not_in, [], "nothing of the old one is left");
}

#[test]
fn a_removal_counts_for_lower_layers_only() {
    let low = file(Layer::BuiltIn, "low", SMALL);
    let first = team("first", "title: 1\nremove: [late]\n");
    let later = file(Layer::Own, "later", "title: 2\ntopics: [{id: late, title: Late again}]\n");
    let library = load(&[low.clone(), first.clone(), later.clone()]).library;
    assert_eq!(library.topic(&id("late")).map(|topic| topic.title.as_str()), Some("Late again"));
    let partly = file(Layer::Own, "partly", "title: 2\nremove: [late]\n");
    let faults = load(&[low, first, partly]).faults;
    assert_eq!(
        faults.iter().map(|fault| (fault.file.as_str(), fault.code)).collect::<Vec<_>>(),
        [("partly", "HK0404")]
    );
}

#[test]
fn a_language_keeps_what_is_not_given() {
    let below = "languages: [{id: lang-pl, title: Polish, own: Polski, say: Jeden moment}]";
    let files = [
        file(Layer::BuiltIn, "a.yaml", &format!("title: a\n{below}\n")),
        team("b.yaml", "title: b\nlanguages: [{id: lang-pl, reviewed: true}]\n"),
    ];
    let loaded = load(&files);
    let [language] = &loaded.library.languages[..] else { panic!("one language") };
    assert_eq!(
        (language.own.as_str(), language.say.as_deref(), language.reviewed),
        ("Polski", Some("Jeden moment"), true)
    );
}
