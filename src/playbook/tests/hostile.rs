//! Files that were written to break things.

use super::*;

#[test]
fn a_billion_laughs_are_refused_at_once() {
    let mut text = String::from("a: &a [\"lol\"]\n");
    for pair in "abcdefghi".as_bytes().windows(2) {
        let (from, to) = (pair[0] as char, pair[1] as char);
        let nine = vec![format!("*{from}"); 9].join(",");
        text.push_str(&format!("{to}: &{to} [{nine}]\n"));
    }
    assert_eq!(places(&text), ["1:1 HK0117"]);
}

#[test]
fn a_long_text_repeated_by_aliases_is_refused() {
    let long = "x".repeat(500_000);
    let many = vec!["*a"; 1000].join(", ");
    assert_eq!(places(&format!("title: &a {long}\nremove: [{many}]\n")), ["1:1 HK0117"]);
}

#[test]
fn deep_nesting_meets_its_limit_where_it_goes_too_deep() {
    for depth in [100, 100_000] {
        let fault = only(&format!("title: {}", "[".repeat(depth)));
        assert_eq!((fault.code, fault.line), ("HK0114", 1));
    }
    let sound = format!("title: {}x{}", "[".repeat(20), "]".repeat(20));
    assert_eq!(places(&sound), ["1:8 HK0202"]);
}

#[test]
fn budgets_hold() {
    let anchors: String = (0..60).map(|i| format!("  - &a{i} x\n")).collect();
    assert_eq!(places(&format!("title: t\nremove:\n{anchors}")), ["53:10 HK0116"]);
    let nodes = "[],".repeat(200_001);
    assert_eq!(only(&format!("title: t\nremove: [{nodes}]")).code, "HK0115");
    let large = format!("title: {}", "x".repeat(MAX_BYTES));
    let fault = only(&large);
    assert_eq!((fault.at().as_str(), fault.code), ("a.yaml:1:1", "HK0101"));
}

#[test]
fn hostile_shapes_end_in_time() {
    let flood = |one: &str| one.repeat(MAX_BYTES / one.len() - 20);
    for text in [
        format!("title: t\n{}", flood("a: 1\n")),
        format!("title: t\n{}", (0..40_000).map(|i| format!("k{i}: 1\n")).collect::<String>()),
        format!("title: t\nphrases:\n  - {{{}}}\n", (0..60_000).map(|i| format!("k{i}: 1, ")).collect::<String>()),
        format!("title: t\nphrases: [{}]", flood("{id: a, say: b}, ")),
        format!("title: t\ntopics: [{}]", (0..30_000).map(|i| format!("{{id: t{i}}}, ")).collect::<String>()),
        format!("title: t\nremove: [{}]", (0..90_000).map(|i| format!("r{i}, ")).collect::<String>()),
        format!(
            "title: t\nframeworks: [{{id: f, steps: [{}]}}]",
            (0..40_000).map(|i| format!("{{id: s{i}}}, ")).collect::<String>()
        ),
        format!(
            "title: t\nphrases: [{}]",
            (0..20_000).map(|i| format!("{{id: p{i}, for: q{i}, say: \"\\e\"}}, ")).collect::<String>()
        ),
        format!("title: \"{}", flood("x")),
        format!("title: {}", flood("\"x\" ")),
        format!("title: \"{}\"", flood("e\u{301}")),
        format!("title: \"{}\"", flood("\u{202E}")),
        flood("\u{1b}"),
        flood("<<<<<<< x\n"),
        flood("- "),
        flood("? "),
        flood("{a: "),
        flood("'"),
        flood("\n"),
        flood("&a "),
        flood("!x "),
    ] {
        let files = [own("any", &text)];
        let loaded = load(&files);
        assert!(loaded.faults.len() <= 2 * fault::MAX_PER_FILE);
    }
}

#[test]
fn hidden_characters_are_a_warning_at_their_place_and_become_visible() {
    for (text, place, shown) in [
        ("title: \"clear \\x1b[2J screen\"\n", "1:8", "U+001B"),
        ("title: \"red \\e[31m\"\n", "1:8", "U+001B"),
        ("title: \"nul \\0 x\"\n", "1:8", "U+0000"),
        ("title: \"csi \\x9b2J\"\n", "1:8", "U+009B"),
        ("title: \"Never \u{202E}.revenue\u{202C}\"\n", "1:15", "U+202E"),
        ("title: a\u{200B}b\n", "1:9", "U+200B"),
    ] {
        let fault = only(text);
        assert_eq!((fault.severity, fault.code), (Severity::Warning, "HK0605"), "{text}");
        assert_eq!(format!("{}:{}", fault.line, fault.column), place, "{text}");
        assert!(fault.message.contains(shown), "{}", fault.message);
        assert!(!fault.render().contains(['\u{1b}', '\u{202E}', '\u{200B}', '\u{9b}', '\0']));
    }
    let library = load(&[own("a", "title: t\ntopics: [{id: a, title: \"x\\x1b]52;c;aGk=\\x07\"}]")]).library;
    assert_eq!(library.topics[0].title, "x<U+001B>]52;c;aGk=<U+0007>");
}

#[test]
fn heaps_of_marks_are_cut_with_a_warning() {
    let fault = only(&format!("title: \"r{}\"\n", "\u{301}".repeat(120)));
    assert_eq!((fault.severity, fault.column), (Severity::Warning, 8));
    assert_eq!(places("title: \"re\u{301}sume\u{301} 👩\u{200D}👧\"\n"), Vec::<String>::new());
}

#[test]
fn markup_is_text() {
    let text = r#"title: "{{customer.name}} ${HOME} $(id) `id` %s %n {0} <b>x</b> [link](file:///etc/passwd)""#;
    assert_eq!(places(text), Vec::<String>::new());
}

#[test]
fn a_hostile_file_name_is_cleaned() {
    let fault = load(&[own("a\u{1b}[2J\n.yaml", "")]).faults.remove(0);
    assert_eq!(fault.at(), "a<U+001B>[2J .yaml:1:1");
}

#[test]
fn the_emergency_list_stays_whatever_else_is_loaded() {
    for text in ["", "\0", "title: [", "remove: [emergency]", "title: t\nscenarios: [{id: emergency, items: []}]"] {
        let mut files = built_in_but_ear();
        files.push(own("bad.yaml", text));
        let library = load(&files).library;
        let hub = library.scenario(&id("emergency")).expect("always there");
        assert!(hub.items.iter().filter(|item| item.killer).count() >= 3, "{text}");
    }
}
