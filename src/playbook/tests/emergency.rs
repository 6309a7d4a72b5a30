//! The emergency family can be added to, never taken away.

use super::*;

/// The faults of a team file over the built-in set, and the library.
fn over(body: &str) -> (Vec<String>, Library) {
    let mut files = built_in_but_ear();
    files.push(team("team.yaml", &format!("title: Team\n{body}")));
    let loaded = load(&files);
    let faults = loaded.faults.iter().filter(|fault| fault.file == "team.yaml");
    (faults.map(|fault| format!("{}:{} {}", fault.line, fault.column, fault.code)).collect(), loaded.library)
}

#[test]
fn each_attempt_is_an_error_at_its_place_and_the_built_in_stays() {
    let before = load(&built_in_but_ear()).library;
    for (body, place) in [
        ("remove: [emergency]", "2:10 HK0501"),
        ("remove:\n  - emergency.location", "3:5 HK0501"),
        ("remove: [medical-emergency]", "2:10 HK0501"),
        ("scenarios: [{id: emergency, items: []}]", "2:36 HK0503"),
        ("scenarios: [{id: emergency, emergency: false}]", "2:40 HK0502"),
        ("scenarios: [{id: emergency, items: [{id: location, killer: false}]}]", "2:60 HK0502"),
        ("scenarios: [{id: emergency, items: [{id: location, do: \"\"}]}]", "2:56 HK0503"),
        ("scenarios: [{id: emergency, items: [{id: location, do: Whatever}]}]", "2:56 HK0504"),
        ("scenarios: [{id: emergency, branches: []}]", "2:39 HK0503"),
        ("topics: [{id: emergency, title: Mine}]", "2:15 HK0504"),
        ("topics: [{id: emergency.location, title: Mine}]", "2:15 HK0504"),
        ("frameworks: [{id: emergency, title: Mine}]", "2:19 HK0504"),
        ("emotions: [{id: fire-gas, title: Mine, word: x}]", "2:17 HK0504"),
        ("scenarios:\n  - id: emergency\n    items:\n      - {id: callback, use: emergency.location}", "5:29 HK0504"),
    ] {
        let (faults, library) = over(body);
        assert!(faults.iter().any(|fault| fault == place), "{body}\n{faults:?}");
        assert_eq!(library.scenarios, before.scenarios, "{body}");
        assert_eq!(library.digest, before.digest, "{body}");
    }
}

#[test]
fn an_empty_value_is_refused_too() {
    for body in ["scenarios: [{id: emergency, items: }]", "scenarios: [{id: emergency, items: [{id: location, do: }]}]"]
    {
        let (faults, library) = over(body);
        assert!(!faults.is_empty(), "{body}");
        assert!(library.item(&id("emergency.location")).is_some_and(|item| item.killer));
    }
}

#[test]
fn what_is_added_stands_behind_what_is_built_in() {
    let (faults, library) =
        over("scenarios:\n  - id: emergency\n    items:\n      - {id: badge, do: Say your badge number, killer: true}");
    assert_eq!(faults, Vec::<String>::new());
    let hub = library.scenario(&id("emergency")).expect("there");
    assert_eq!(hub.items.last().map(|item| item.id.as_str()), Some("emergency.badge"));
    assert_eq!(hub.items[0].id.as_str(), "emergency.location");
    assert_eq!(library.origins[&(Kind::Scenario, hub.id.clone())].file, "team.yaml");
}

#[test]
fn other_scenarios_and_items_can_be_hidden() {
    let before = load(&built_in_but_ear()).library;
    let other = before.scenarios.iter().find(|scenario| !scenario.emergency).expect("one");
    let (faults, library) = over(&format!("remove: [{}]", other.id));
    assert_eq!(faults, Vec::<String>::new());
    assert!(library.scenario(&other.id).is_none());
    assert!(library.phrases.iter().all(|phrase| !phrase.places.contains(&other.id)));
}

#[test]
fn an_emergency_of_a_team_is_its_own_business() {
    let text = "title: Team\nscenarios:\n  - {id: flood, title: Flood, short: flood, goal: dry feet, emergency: true, items: [{id: a, do: Go up, killer: true}]}\n";
    let mut files = built_in_but_ear();
    files.push(team("team.yaml", text));
    files.push(own("own.yaml", "title: Own\nremove: [flood]\n"));
    let loaded = load(&files);
    assert_eq!(loaded.faults, []);
    assert!(loaded.library.scenario(&id("flood")).is_none());
}
