//! Trees keep what was written, and texts that are no YAML are explained where the mistake is.

use super::{
    super::{fault::Faults, model::Layer, place::Page, tests::only, tests::places},
    Node, Value, parse,
};

fn tree(text: &str) -> Node {
    let mut faults = Faults::default();
    let page = Page::new(Layer::Own, "a", text.to_string());
    let node = parse(0, &page, &mut faults).expect("a tree");
    assert!(!faults.has_error(0), "{text}");
    node
}

fn scalars(node: &Node, out: &mut Vec<String>) {
    match &node.value {
        Value::Scalar { text, .. } => out.push(text.clone()),
        Value::List(list) => list.iter().for_each(|node| scalars(node, out)),
        Value::Map(pairs) => pairs.iter().for_each(|(_, node)| scalars(node, out)),
    }
}

#[test]
fn plain_text_stays_as_it_was_typed() {
    let mut all = vec![];
    scalars(&tree("[NO, on, 1.10, 12:30:45, 0o17, 0044123, 1e3, .5, yes, 2026-11-21, don't]"), &mut all);
    assert_eq!(all, ["NO", "on", "1.10", "12:30:45", "0o17", "0044123", "1e3", ".5", "yes", "2026-11-21", "don't"]);
}

#[test]
fn spans_are_where_a_person_would_point() {
    let text = "a: one\nlist:\n  - {b: two}\n  - three\n";
    let node = tree(text);
    let at = |node: &Node| text[node.at.start as usize..node.at.end as usize].to_string();
    let Value::Map(pairs) = &node.value else { panic!("a map") };
    assert_eq!(at(&pairs[0].1), "one");
    let Value::List(list) = &pairs[1].1.value else { panic!("a list") };
    assert_eq!(at(&list[0]), "{b: two}");
    assert_eq!(at(&list[1]), "three");
    assert!(at(&pairs[1].1).ends_with("three"));
}

#[test]
fn nothing_is_told_from_text() {
    let node = tree("[ , ~, null, \"\", 'null', no]".replace("[ ,", "[").as_str());
    let Value::List(list) = &node.value else { panic!("a list") };
    let nothing: Vec<bool> = list.iter().map(Node::is_nothing).collect();
    assert_eq!(nothing, [true, true, false, false, false]);
}

#[test]
fn aliases_repeat_what_they_name() {
    let mut all = vec![];
    scalars(&tree("a: &x {b: [1, 2]}\nc: *x\n"), &mut all);
    assert_eq!(all, ["1", "2", "1", "2"]);
}

#[test]
fn a_part_is_cut_by_its_place_and_the_whole_is_not() {
    let mut node = tree("a: {b: 1, c: 2}\nd: 3\n");
    let whole = node.at;
    let Value::Map(pairs) = &node.value else { panic!("a map") };
    let Value::Map(inner) = &pairs[0].1.value else { panic!("a map") };
    let key = inner[0].0.at;
    assert!(node.cut(key));
    let mut all = vec![];
    scalars(&node, &mut all);
    assert_eq!(all, ["2", "3"]);
    assert!(!node.cut(whole));
}

#[test]
fn ids_are_found_at_any_depth() {
    let mut ids = vec![];
    tree("x:\n  - id: a\n    steps: [{id: b, title: c}]\n").ids(&mut ids);
    assert_eq!(ids, ["a", "b"]);
}

#[test]
fn faults_of_the_text_are_told_at_the_mistake() {
    for (text, expected) in [
        ("", vec!["1:1 HK0105"]),
        ("# only a remark\n", vec!["1:1 HK0105"]),
        ("\u{FEFF}", vec!["1:1 HK0105"]),
        ("just a sentence\n", vec!["1:1 HK0204"]),
        ("- a\n- b\n", vec!["1:1 HK0204"]),
        ("x: a\ntitle: \"Refund, part 1\nphrases:\n  - say: hello\n", vec!["2:8 HK0108"]),
        ("title: 'Refund\nphrases:\n  - say: hello\n", vec!["1:8 HK0108"]),
        ("title: \"Refund\nphrases:\n  - say: \"hello\"\n", vec!["1:8 HK0108"]),
        ("title: a\nphrases:\n\t- key: open\n\t  say: hi\n", vec!["3:1 HK0107"]),
        ("title: Say this: and then that\n", vec!["1:16 HK0109"]),
        ("title: t\nphrases:\n  - id: a\n    say: One: two\n", vec!["4:13 HK0109"]),
        ("title: \"bad \\q escape\"\n", vec!["1:13 HK0110"]),
        ("title: \"fine \\n, bad \\xZZ\"\n", vec!["1:22 HK0110"]),
        ("title: a\ntitle: b\ntitle: c\n", vec!["2:1 HK0113", "3:1 HK0113"]),
        ("title: !x a\ntopics: !!seq []\n", vec!["1:8 HK0111", "2:9 HK0111"]),
        ("title: t\n<<: {topics: []}\n", vec!["2:1 HK0112"]),
        ("title: t\n? [a, b]\n: c\n", vec!["2:3 HK0119"]),
        ("title: a\n---\ntitle: b\n", vec!["2:1 HK0118"]),
        ("title: *nothing\n", vec!["1:8 HK0106"]),
        ("%YAML 1.2\n---\ntitle: a\n", vec!["1:1 HK0106"]),
        ("title: a\u{1b}[2J\n", vec!["1:9 HK0103"]),
        ("title: a\0b\nx: \u{9b}\n", vec!["1:9 HK0103", "2:4 HK0103"]),
        (
            "id: refund\n<<<<<<< HEAD\ntitle: ours\n=======\ntitle: x\n>>>>>>> b\n",
            vec!["2:1 HK0104", "4:1 HK0104", "6:1 HK0104"],
        ),
    ] {
        assert_eq!(places(text), expected, "{text}");
    }
}

#[test]
fn each_explanation_says_what_to_do() {
    for (text, message, fix) in [
        ("title: a\n\tb: c\n", "tab", "blanks"),
        ("title: say: x\n", "`: `", "quotes"),
        ("title: \"x\\q\"\n", "`\\q`", "backslash"),
        ("title: \"x\n", "never closed", "close it"),
        ("title: [a\n", "`[`", "]"),
        ("title: {a: b\n", "`{`", "}"),
        ("title: 'I can't'\n", "closing quote", "''"),
        ("title: @x\n", "start", "quotes"),
    ] {
        let fault = only(text);
        assert!(fault.message.contains(message), "{text}: {}", fault.message);
        assert!(fault.fix.as_deref().is_some_and(|told| told.contains(fix)), "{text}: {:?}", fault.fix);
    }
}

#[test]
fn a_line_of_equal_signs_in_a_text_is_no_conflict() {
    assert_eq!(places("title: |\n  one\n  =======\n  two\n"), Vec::<String>::new());
}

#[test]
fn windows_files_load_and_their_lines_count() {
    assert_eq!(places("\u{FEFF}title: a\r\ntopics:\r\n  - {id: a, title: A}\r\n"), Vec::<String>::new());
    assert_eq!(places("title: a\r\ntopics:\r\n  - {id: a, titel: A}\r\n"), ["3:13 HK0201"]);
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_place() {
    let load = |bytes: &[u8]| {
        let file = super::super::SourceFile { layer: Layer::Own, name: "a".into(), bytes: bytes.to_vec() };
        super::super::load(&[file]).faults.remove(0)
    };
    let fault = load(b"id: bad\ntitle: caf\xe9 x\n");
    assert_eq!((fault.at().as_str(), fault.code), ("a:2:11", "HK0102"));
    assert!(fault.message.contains("byte 18") && fault.message.contains("0xE9"));
    assert!(fault.fix.is_some_and(|fix| fix.contains("UTF-8")));
    assert_eq!(load(b"\xef\xbb\xbfa\xff").at(), "a:1:2");
    assert!(load(b"\xff\xfet\0i\0").message.contains("UTF-16"));
}
