//! The schema says what the check says, as far as a schema can.

use jsonschema::Validator;

use super::{
    super::{
        source::form,
        tests::{SMALL, places},
    },
    *,
};

fn validator() -> Validator {
    jsonschema::draft7::new(&value()).expect("a sound schema")
}

/// As editors read YAML: `NO` is a text.
fn json(text: &str) -> Value {
    serde_yaml::from_str_with_options(text, serde_yaml::options! { strict_booleans: true }).expect("YAML")
}

#[test]
fn it_is_a_sound_draft_07() {
    assert_eq!(value()["$schema"], "http://json-schema.org/draft-07/schema#");
    jsonschema::draft7::meta::validate(&value()).expect("as the draft has it");
}

#[test]
fn everything_in_it_is_explained_in_one_sentence_and_more() {
    let shapes = Shapes::all();
    let mut things = vec![shapes.file()];
    let mut seen = 0;
    while let Some(thing) = things.pop() {
        assert!(thing.description().ends_with('.'), "{}", thing.description());
        for (name, field) in thing.fields() {
            seen += 1;
            let sentence = field.sentence();
            assert!(sentence.ends_with('.') && sentence.len() > 8, "{name}: {sentence}");
            assert!(!field.sort().is_empty());
            things.extend(field.thing());
        }
    }
    assert!(seen > 60);
}

#[test]
fn unknown_keys_are_refused_and_nothing_but_ids_is_required() {
    let all = value();
    for (name, thing) in all["definitions"].as_object().expect("definitions") {
        assert_eq!(thing["additionalProperties"], false, "{name}");
        let required = thing["required"].as_array().map_or(0, Vec::len);
        assert!(required == 0 || thing["required"] == json!(["id"]), "{name}");
    }
    assert_eq!(all["required"], json!(["title"]));
    assert!(!text().contains("null"), "nothing is never a value");
}

#[test]
fn a_small_playbook_is_accepted() {
    assert!(validator().is_valid(&json(SMALL)));
}

/// A file with this value at a place, as YAML.
fn with(place: &str, value: &str) -> String {
    match place {
        "id" => format!("title: t\ntopics: [{{id: {value}, title: A}}]\n"),
        "step" => {
            let item = "items: [{id: a, do: Wait}]";
            format!(
                "title: t\nframeworks: [{{id: f, title: F, target: \"1:00\", steps: [{{id: {value}, title: S, goal: g, share: 100, {item}}}]}}]\n"
            )
        }
        "target" => {
            let step = "{id: s, title: S, goal: g, share: 100, items: [{id: a, do: Wait}]}";
            format!("title: t\nframeworks: [{{id: f, title: F, target: {value}, steps: [{step}]}}]\n")
        }
        "say" => format!("title: t\nphrases: [{{id: a, for: hold, say: {value}}}]\n"),
        "for" => format!("title: t\nphrases: [{{id: a, for: {value}, say: Hello there.}}]\n"),
        "when" => format!("title: t\nphrases: [{{id: a, for: hold, say: Hello there., when: {value}}}]\n"),
        "verbatim" => format!("title: t\nphrases: [{{id: a, for: hold, say: Hello there., verbatim: {value}}}]\n"),
        "budget" => format!(
            "title: t\nscenarios: [{{id: s, title: S, short: s, goal: g, room: {{budget: {value}}}, items: [{{id: a, do: Wait}}]}}]\n"
        ),
        "title" => format!("title: {value}\n"),
        _ => {
            let mut contact =
                [("country", "GB"), ("name", "N"), ("number", "\"1\""), ("checked", "2026-11-21"), ("source", "S")];
            contact.iter_mut().filter(|(key, _)| *key == place).for_each(|(_, old)| *old = value);
            let fields: Vec<String> = contact.iter().map(|(key, value)| format!("{key}: {value}")).collect();
            let scenario = "scenarios: [{id: s, title: S, short: s, goal: g, items: [{id: a, do: Wait}]}]";
            format!("title: t\n{scenario}\ncontacts: [{{id: c, for: s, {}}}]\n", fields.join(", "))
        }
    }
}

#[test]
fn it_says_of_a_value_what_the_check_says() {
    let longest = "x".repeat(form::MAX_ID);
    let longer = "x".repeat(form::MAX_ID + 1);
    let values: [(&str, &[&str]); 13] = [
        (
            "id",
            &[
                "a", "a-b", "a.b", "a--b", "a-.b", "A9", "a..b", "-a", "a-", ".a", "a.", "a b", "a_b", "é", &longest,
                &longer,
            ],
        ),
        ("step", &["a", "a-b", "a.b", "-a", "a_b", "z9"]),
        (
            "target",
            &[
                "\"6:40\"",
                "\"0:05\"",
                "\"0:00\"",
                "\"6:60\"",
                "\"6:4\"",
                "\"1000:00\"",
                "\"999:59\"",
                "soon",
                "\"6.40\"",
            ],
        ),
        (
            "say",
            &[
                "Hello.",
                "\"Hello {name}.\"",
                "\"Hello {na me}.\"",
                "\"Hello {name.\"",
                "\"Hello }\"",
                "\"Hello {}.\"",
                "\"a { b } c\"",
                "\"{{a}} b\"",
            ],
        ),
        ("for", &["hold", "[hold]", "[hold, return]", "[]", "{a: b}", "~"]),
        ("when", &["opening", "waited", "closing", "always", "first", "Opening", "[opening]"]),
        ("verbatim", &["true", "false", "\"true\"", "1", "maybe", "~"]),
        ("budget", &["1", "4", "0", "5", "\"2\"", "-1", "1.5", "two"]),
        ("title", &["A", "\"\"", "1.10", "911", "[a]", "{a: b}", "~"]),
        ("country", &["GB", "gb", "GBR", "\"NO\"", "G1"]),
        ("number", &["\"999 or 112\"", "911", "see website"]),
        ("checked", &["2026-11-21", "2026-13-01", "2026-11-32", "26-11-21", "yesterday", "21/11/2026"]),
        ("source", &["S", "\"\"", "[S]"]),
    ];
    let validator = validator();
    for (place, values) in values {
        for value in values {
            let text = with(place, value);
            let told = places(&text);
            assert_eq!(validator.is_valid(&json(&text)), told.is_empty(), "{text}{told:?}");
        }
    }
}

#[test]
fn what_is_needed_is_what_the_check_misses() {
    let mut tried = 0;
    for row in 0..SMALL.lines().count() {
        let mut lines: Vec<&str> = SMALL.lines().collect();
        let line = lines.remove(row);
        let Some((key, value)) = line.trim().split_once(": ") else { continue };
        if line.contains(['[', '{', '-', '|']) || value.is_empty() {
            continue;
        }
        tried += 1;
        let missed = places(&(lines.join("\n") + "\n")).iter().any(|place| place.ends_with("HK0203"));
        let shapes = Shapes::all();
        let needed = |thing: &str| {
            let thing = shapes.0["definitions"][thing]["properties"][key].clone();
            (thing != Value::Null).then(|| thing[form::NEEDED] == true)
        };
        let of = match line.len() - line.trim_start().len() {
            0 => Some(true),
            8 => needed("step"),
            _ => ["framework", "phrase", "scenario"].into_iter().find_map(needed),
        };
        assert_eq!(Some(missed), of, "{line}");
    }
    assert!(tried > 10);
}

#[test]
fn lists_are_called_by_what_is_in_them() {
    let names: Vec<String> = ["industries", "phrases", "dispositions", "remove"].map(one_of).to_vec();
    assert_eq!(names, ["industry", "phrase", "disposition", "remove"]);
}

#[test]
fn an_item_has_an_id_or_is_borrowed() {
    let scenario = |item: &str| format!("title: t\nscenarios: [{{id: s, items: [{item}]}}]\n");
    assert!(validator().is_valid(&json(&scenario("{id: a}"))));
    assert!(validator().is_valid(&json(&scenario("{use: hear.hear.summary}"))));
    assert!(!validator().is_valid(&json(&scenario("{do: Wait}"))));
}
