//! Loading as a trainer notices it, and what the tests of the rooms below share.

use proptest::prelude::*;

use super::*;
use model::{Id, Kind};

mod codes;
mod company;
mod emergency;
mod hostile;
pub mod marked;
pub mod rehearsed;

/// A file of the user's own.
pub fn own(name: &str, text: &str) -> SourceFile {
    file(Layer::Own, name, text)
}

/// A file of the first team folder.
pub fn team(name: &str, text: &str) -> SourceFile {
    file(Layer::Team(0), name, text)
}

/// A file of any layer.
pub fn file(layer: Layer, name: &str, text: &str) -> SourceFile {
    SourceFile { layer, name: name.to_string(), bytes: text.as_bytes().to_vec() }
}

/// Each fault as `file:line:column code message`.
pub fn told(files: &[SourceFile]) -> Vec<String> {
    load(files).faults.iter().map(|fault| format!("{} {} {}", fault.at(), fault.code, fault.message)).collect()
}

/// The faults of one file, as `line:column code`.
pub fn places(text: &str) -> Vec<String> {
    let faults = load(&[own("a", text)]).faults;
    faults.iter().map(|fault| format!("{}:{} {}", fault.line, fault.column, fault.code)).collect()
}

/// The only fault of a file.
pub fn only(text: &str) -> Diagnostic {
    let mut faults = load(&[own("a.yaml", text)]).faults;
    assert_eq!(faults.len(), 1, "{text}\n{faults:#?}");
    faults.remove(0)
}

/// Where a text first stands in another, as `line:column`, counted here and not by the program.
pub fn place(text: &str, mark: &str) -> String {
    let before = &text[..text.find(mark).unwrap_or_else(|| panic!("{mark} stands in {text}"))];
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{}:{column}", before.matches('\n').count() + 1)
}

/// What is told beyond what a load tells, of these files on a day when every number is fresh, as `file:line:column code`.
pub fn advice(files: &[SourceFile]) -> Vec<String> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    let known = load(files).faults;
    let more = review(files, day).into_iter().filter(|fault| !known.contains(fault));
    // Small playbooks have places without phrases, which is a matter of its own.
    more.filter(|fault| fault.code != "HK0613").map(|fault| format!("{} {}", fault.at(), fault.code)).collect()
}

/// The library of one file without a fault.
pub fn library(text: &str) -> Library {
    let loaded = load(&[own("a.yaml", text)]);
    assert_eq!(loaded.faults, [], "{text}");
    loaded.library
}

/// A playbook with one of nearly everything.
pub const SMALL: &str = r#"title: Small
frameworks:
  - id: duo
    title: DUO
    use_when: Always.
    target: "2:00"
    steps:
      - id: open
        title: Open
        goal: they know who speaks
        share: 40
        items:
          - {id: name, do: "Say your name. Then theirs.", killer: true}
      - id: close
        title: Close
        goal: nothing is left
        share: 60
        items: [{id: sum, do: Sum up}]
phrases:
  - id: hello
    for: [duo.open, grumpy]
    say: "Good {daypart}, this is {agent}. How can I help?"
    not_in: loss
  - id: wait
    for: hold
    say: |
      Thanks for waiting
      I have it here now.
    when: waited
scenarios:
  - id: loss
    title: A loss
    short: loss
    goal: sympathy first
    items:
      - {id: stop, do: Stop the script, killer: true}
      - {use: duo.open.name}
    returns: duo.close
    never: [{say: "I know", why: "You don't", instead: "I'm sorry"}]
emotions:
  - {id: grumpy, title: Grumpy, word: grumpy}
topics: [{id: late, title: Parcel is late}]
contacts:
  - {id: no-loss, country: NO, for: loss, name: Someone, number: "0044", checked: 2026-11-21, source: "https://x"}
"#;

fn id(text: &str) -> Id {
    Id::from(text)
}

#[test]
fn a_file_with_title_topics_and_phrases_is_a_whole_playbook() {
    let library = library(
        "title: Parcel desk\ntopics:\n  - {id: late-parcel, title: Parcel is late}\nphrases:\n  - id: late-1\n    \
         for: late-parcel\n    say: \"I can see the parcel left on {date}.\"\n    source: S4-solve-1\n    verbatim: true\n",
    );
    assert_eq!(library.phrases[0].say.plain(), "I can see the parcel left on {date}.");
    assert_eq!(library.phrases[0].places, [id("late-parcel")]);
    assert!(library.phrases[0].verbatim);
    assert_eq!(library.title_of(&id("late-parcel")), Some("Parcel is late"));
}

#[test]
fn one_of_everything_arrives_in_the_library() {
    let library = library(SMALL);
    assert_eq!(library.framework(&id("duo")).map(|x| (x.target_secs, x.steps.len())), Some((120, 2)));
    let step = library.step(&id("duo.open")).expect("there");
    assert_eq!((step.share, step.items[0].id.as_str(), step.items[0].killer), (40, "duo.open.name", true));
    let loss = library.scenario(&id("loss")).expect("there");
    assert_eq!(loss.items[1].id.as_str(), "duo.open.name");
    assert_eq!(loss.items[1].text, step.items[0].text);
    assert!(loss.items[1].killer);
    assert_eq!(loss.returns, Some(id("duo.close")));
    assert_eq!(loss.never[0].instead.plain(), "I'm sorry");
    let contact = library.contacts_for(Some("NO"), &loss.id).next().expect("there");
    assert_eq!((contact.number.as_str(), contact.checked.to_string().as_str()), ("0044", "2026-11-21"));
    assert_eq!(library.phrases[0].not_in, [id("loss")]);
    assert_eq!(library.phrases[1].when, model::When::Waited);
    assert_eq!(library.phrases[1].say.opening, [model::Piece::Text("Thanks for waiting".into())]);
}

#[test]
fn every_thing_knows_where_it_comes_from() {
    let library = library(SMALL);
    for (kind, name, line) in [
        (Kind::Framework, "duo", 3),
        (Kind::Step, "duo.close", 14),
        (Kind::Phrase, "wait", 24),
        (Kind::Scenario, "loss", 31),
        (Kind::Emotion, "grumpy", 41),
        (Kind::Topic, "late", 42),
        (Kind::Contact, "no-loss", 44),
    ] {
        let origin = library.origins.get(&(kind, id(name))).unwrap_or_else(|| panic!("{name}"));
        assert_eq!((origin.layer, origin.file.as_str(), origin.line), (Layer::Own, "a.yaml", line), "{name}");
    }
}

#[test]
fn a_faulty_file_is_left_out_and_the_others_load() {
    let bad = team("bad.yaml", "title: Bad\ntopics: [{id: lost, title: Lost}, {id: other}]\n");
    let loaded = load(&[bad, own("small.yaml", SMALL)]);
    assert_eq!(told(&[]), Vec::<String>::new());
    assert_eq!(loaded.faults.len(), 1, "{:#?}", loaded.faults);
    assert_eq!(loaded.faults[0].at(), "bad.yaml:2:35");
    assert!(loaded.library.topic(&id("lost")).is_none());
    assert!(loaded.library.topic(&id("late")).is_some());
}

#[test]
fn who_refers_to_a_file_that_was_left_out_is_warned_not_blamed() {
    let bad = team("bad.yaml", "title: Bad\nbogus: 1\ntopics: [{id: lost, title: Lost}]\n");
    let torn = team("torn.yaml", "title: \"Torn\ntopics:\n  - {id: gone, title: Gone}\n");
    let good = own(
        "good.yaml",
        "title: Good\ntopics: [{id: kept, title: Kept}]\nphrases:\n  - {id: p, for: [lost, gone, kept], say: Hello there.}\n",
    );
    let loaded = load(&[bad, torn, good]);
    let warned: Vec<_> = loaded.faults.iter().filter(|fault| fault.file == "good.yaml").collect();
    assert!(warned.len() == 2 && warned.iter().all(|fault| !fault.is_error()), "{warned:#?}");
    assert_eq!(loaded.library.phrases[0].places, [id("kept")]);
}

#[test]
fn faults_that_show_only_after_merging_leave_the_file_out() {
    let base = file(Layer::BuiltIn, "base.yaml", SMALL);
    let first = team("first.yaml", "title: One\nframeworks: [{id: duo, steps: [{id: open, share: 50}]}]\n");
    let loaded = load(&[base.clone(), first]);
    assert_eq!(loaded.faults.len(), 1);
    assert_eq!(loaded.faults[0].at(), "first.yaml:2:50");
    assert_eq!(loaded.library.step(&id("duo.open")).map(|step| step.share), Some(40));
    assert_eq!(loaded.library.digest, load(&[base]).library.digest);
}

#[test]
fn later_layers_win_whatever_the_order_of_the_list() {
    let a = own("own.yaml", "title: Own\ntopics: [{id: late, title: Own}]\n");
    let b = team("team.yaml", "title: Team\ntopics: [{id: late, title: Team}]\n");
    let c = file(Layer::BuiltIn, "small.yaml", SMALL);
    let library = load(&[a, b, c]).library;
    assert_eq!(library.topic(&id("late")).map(|topic| topic.title.as_str()), Some("Own"));
    assert_eq!(library.origins[&(Kind::Topic, id("late"))].layer, Layer::Own);
}

#[test]
fn the_digest_tells_content_name_and_layer_apart() {
    let digest = |file: SourceFile| super::digest([&file]);
    let base = digest(own("a", "title: x"));
    assert_eq!(base.len(), 64);
    assert_eq!(base, digest(own("a", "title: x")));
    for other in [own("b", "title: x"), own("a", "title: y"), team("a", "title: x"), own("at", "itle: x")] {
        assert_ne!(base, digest(other));
    }
}

#[test]
fn a_full_size_file_loads() {
    let mut text = String::from("title: Large\ntopics: [{id: t, title: T}]\nphrases:\n");
    for i in 0.. {
        let next =
            format!("  - id: p-{i}\n    for: t\n    say: \"I can see number {{n}} here. It left yesterday, {i}.\"\n");
        if text.len() + next.len() > MAX_BYTES {
            break;
        }
        text.push_str(&next);
    }
    let loaded = load(&[own("large.yaml", &text)]);
    assert_eq!(loaded.faults, []);
    assert!(loaded.library.phrases.len() > 10_000);
}

/// Pieces of playbooks, so that random texts come near to real ones.
const PARTS: [&str; 46] = [
    "title: ",
    "phrases:\n",
    "  - id: a\n",
    "  - {id: a, for: b, say: c}\n",
    "scenarios:\n",
    "steps:",
    "callers:\n  - id: c\n",
    "facts:",
    "scorecards:\n  - id: d\n",
    "criteria:",
    "[{id: order, by: -2}]",
    "-3",
    "items:",
    "  ",
    "\n",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    ": ",
    "&a ",
    "*a",
    "!x ",
    "<<: ",
    "|\n",
    ">-\n",
    "#",
    "\t",
    "é",
    "\u{202E}",
    "\u{7}",
    "---\n",
    "remove: [emergency]\n",
    "\\x1b",
    "\\q",
    "%YAML",
    "? ",
    "~",
    "emergency",
    "frameworks:\n  - id: f\n",
    "{name",
    "\r\n",
    "\u{FEFF}",
];

fn inside(files: &[SourceFile], faults: &[Diagnostic]) -> bool {
    faults.iter().all(|fault| {
        let Some(file) = files.iter().find(|file| file.name == fault.file) else { return false };
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
        let line = text.split('\n').nth(fault.line - 1);
        let length = line.map(|line| line.chars().count());
        length.is_some_and(|length| fault.column <= length + 1 && fault.end_column <= length + 1)
            && fault.column <= fault.end_column
            && fault.render().chars().all(|c| c == '\n' || !crate::text::is_unsafe(c))
    })
}

proptest! {
    #[test]
    fn any_bytes_give_faults_inside_the_file(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let files = [SourceFile { layer: Layer::Own, name: "any".into(), bytes }];
        prop_assert!(inside(&files, &load(&files).faults));
    }

    #[test]
    fn any_pieces_of_playbooks_give_faults_inside_the_file(parts in proptest::collection::vec(0..PARTS.len(), 0..30)) {
        let text: String = parts.iter().map(|part| PARTS[*part]).collect();
        let files = [own("any", &text)];
        prop_assert!(inside(&files, &load(&files).faults), "{text:?}");
    }

    #[test]
    fn a_playbook_with_a_hole_still_gives_faults_inside_the_file(at in 0..SMALL.len(), length in 1usize..40, part in 0..PARTS.len()) {
        let mut text = SMALL.to_string();
        let end = (at + length).min(text.len());
        text.replace_range(at..end, PARTS[part]);
        let files = [own("any", &text)];
        prop_assert!(inside(&files, &load(&files).faults), "{text}");
    }
}
