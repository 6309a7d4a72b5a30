//! What a call never comes to.

use crate::playbook::{
    built_in_but_ear, review,
    tests::{SMALL, advice, own, team},
};

/// Everything that is told of files on one day, as `line:column code` with the message.
fn all(text: &str) -> Vec<(String, String)> {
    let day = "2026-11-21".parse().expect("a day");
    let faults = review(&[own("a", text)], day);
    faults.into_iter().map(|fault| (format!("{}:{} {}", fault.line, fault.column, fault.code), fault.message)).collect()
}

#[test]
fn a_phrase_that_its_own_not_in_shuts_out_is_never_offered() {
    let text = |phrase: &str| {
        format!("{SMALL}emotions: []\n")
            .replace("emotions: []\n", "")
            .replace("  - id: hello\n", &format!("  - {{id: x, {phrase}, say: Now then.}}\n  - id: hello\n"))
    };
    for phrase in [
        "for: loss, not_in: loss",
        "for: [loss], not_in: [grumpy, loss]",
        "for: grumpy, not_in: grumpy",
        "for: [duo.open, grumpy], not_in: grumpy",
    ] {
        let text = text(phrase);
        let last = phrase.trim_end_matches(']').rfind([' ', '[']).expect("a list of ids") + 1;
        let at = format!("20:{}", "  - {id: x, ".len() + last + 1);
        assert_eq!(advice(&[own("a", &text)]), [format!("a:{at} HK0614")], "{phrase}");
    }
    for phrase in ["for: [loss, hold], not_in: loss", "for: late, not_in: loss", "for: hold, not_in: [loss, grumpy]"] {
        assert_eq!(advice(&[own("a", &text(phrase))]), Vec::<String>::new(), "{phrase}");
    }
}

#[test]
fn a_step_and_a_scenario_without_a_phrase_are_told() {
    let places: Vec<String> = all(SMALL).into_iter().map(|(place, _)| place).collect();
    assert_eq!(places, ["14:13 HK0613", "31:9 HK0613"]);
    let spoken = SMALL.replace("for: hold", "for: [hold, duo.close, loss]");
    assert_eq!(all(&spoken), []);
    let quoted = spoken.replace("    when: waited\n", "    verbatim: true\n");
    assert!(all(&quoted)[0].1.contains("only quoted phrases"), "{:?}", all(&quoted));
}

#[test]
fn where_a_file_was_left_out_nobody_is_told_to_add_phrases() {
    let day = "2026-11-21".parse().expect("a day");
    let bad = own("bad", "title: b\nphrases: [{id: p, for: loss, say: Good day., wen: x}]\n");
    let files = [team("small", SMALL), bad];
    let told: Vec<&str> = review(&files, day).iter().map(|fault| fault.code).collect();
    assert_eq!(told, ["HK0201"]);
}

#[test]
fn an_emergency_of_a_team_hangs_on_the_hub() {
    let flood = |branches: &str| {
        let text = format!(
            "title: Team\nscenarios:\n  - {{id: flood, title: Flood, short: flood, goal: dry feet, emergency: true, items: [{{id: a, do: Go up, killer: true}}]}}\n{branches}phrases: [{{id: flood-1, for: flood, say: Please go upstairs now.}}]\n"
        );
        advice(&[built_in_but_ear(), vec![team("team", &text)]].concat())
    };
    assert_eq!(flood(""), ["team:3:72 HK0614"]);
    let branches = "  - {id: emergency, branches: [medical-emergency, fire-gas, suicide-risk, threat, domestic-abuse, child-at-risk, flood]}\n";
    assert_eq!(flood(branches), Vec::<String>::new());
}
