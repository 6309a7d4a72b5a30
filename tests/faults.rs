//! Faults as trainers make them, seeded into copies of the shipped playbooks: each is told with its code at the very
//! line and column, with advice that someone who has never programmed can follow, and all of them in one run.

use hearken::playbook::{self, Diagnostic, SourceFile, model::Layer};

/// A mistake: in `file` the text `from`, which stands there once, becomes `to`; what the fault is about is `mark`, the
/// first of that text from there on.
struct Seed {
    code: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    mark: &'static str,
    /// What the advice says.
    fix: &'static str,
}

const fn seed(code: &'static str, file: &'static str, [from, to, mark]: [&'static str; 3], fix: &'static str) -> Seed {
    Seed { code, file, from, to, mark, fix }
}

/// Mistakes of the text itself: the file cannot be read on.
const TORN: [Seed; 14] = [
    seed("HK0106", "labels.yaml", ["{id: call, title: Call}", "{id: call, title: Call # 4}", "# 4"], "into quotes"),
    seed(
        "HK0106",
        "phrases.yaml",
        [
            "say: \"{company}, this is {agent}. Tell me what's been going on.\"",
            "say: {company}, this is {agent}",
            "{company}",
        ],
        "double quotes",
    ),
    seed("HK0106", "labels.yaml", ["  - {id: call, title: Call}", "  – {id: call, title: Call}", "–"], "plain `-`"),
    seed(
        "HK0106",
        "labels.yaml",
        ["  - {id: call, title: Call}", "\u{a0} - {id: call, title: Call}", "\u{a0}"],
        "space bar",
    ),
    seed(
        "HK0108",
        "hear.yaml",
        ["do: \"Say sorry once, in one sentence\"", "do: \"Say sorry once, in one sentence", "\"Say sorry"],
        "close it",
    ),
    seed("HK0107", "emotions.yaml", ["    word: confused", "\tword: confused", "\t"], "blanks"),
    seed(
        "HK0109",
        "emotions.yaml",
        ["approach: Own it, then give", "approach: Own it: then give", ": then"],
        "double quotes",
    ),
    seed(
        "HK0110",
        "bereavement.yaml",
        ["say: \"I know how you feel.\"", "say: \"I know \\how you feel.\"", "\\how"],
        "backslash",
    ),
    seed("HK0104", "last.yaml", ["frameworks:\n", "<<<<<<< HEAD\nframeworks:\n", "<<<<<<< HEAD"], "marker"),
    seed(
        "HK0103",
        "labels.yaml",
        ["{id: email, title: Email,", "{id: email, title: Em\u{7}ail,", "\u{7}"],
        "delete it",
    ),
    seed("HK0106", "labels.yaml", ["{id: chat, title: Chat,", "{id: chat, title: @Chat,", "@"], "quotes"),
    seed(
        "HK0106",
        "contacts.yaml",
        ["{id: gb-suicide-risk, country: GB,", "{id: [gb-suicide-risk, country: GB,", "[gb-"],
        "`]`",
    ),
    seed("HK0118", "hardship.yaml", ["\nphrases:", "\n---\nphrases:", "---"], "file of its own"),
    seed(
        "HK0106",
        "labels.yaml",
        [
            "channels:\n  - {id: call, title: Call}\n",
            "channels:\n  - {id: call, title: Call}\n - {id: fax, title: Fax}\n",
            "- {id: fax",
        ],
        "blanks",
    ),
];

/// Mistakes of meaning: the file is read to its end, and everything in it is told.
const MEANT: [Seed; 43] = [
    seed("HK0201", "hear.yaml", ["use_when: You do", "use_wen: You do", "use_wen"], "did you mean `use_when`"),
    seed("HK0308", "hear.yaml", ["target: \"6:40\"", "target: \"6 minutes\"", "\"6 minutes\""], "minutes and seconds"),
    seed("HK0301", "hear.yaml", ["{id: low-voice,", "{id: low_voice,", "_voice"], "letters"),
    seed(
        "HK0307",
        "hear.yaml",
        ["Note their own words: the thing", "Note their {own words: the thing", "{own"],
        "{name}",
    ),
    seed(
        "HK0606",
        "hear.yaml",
        [
            "goal: the whole story, once",
            "goal: the whole story, once and from its very beginning",
            "the whole story, once and",
        ],
        "shorter",
    ),
    seed("HK0202", "hear.yaml", ["share: 30", "share: 30%", "30%"], "digits only"),
    seed(
        "HK0401",
        "bereavement.yaml",
        ["returns: hear.analyze", "returns: hear.analyse", "hear.analyse"],
        "did you mean `hear.analyze`",
    ),
    seed("HK0305", "bereavement.yaml", ["short: bereavement", "short: a bereavement", "a bereavement"], "shorten"),
    seed(
        "HK0304",
        "bereavement.yaml",
        ["room: {framework: pauses,", "room: {framework: stops,", "stops"],
        "possible here: pauses, continues",
    ),
    seed("HK0202", "bereavement.yaml", ["severe: true", "severe: yes", "yes"], "write `true`"),
    seed(
        "HK0401",
        "bereavement.yaml",
        ["{id: ber-time, for: bereavement,", "{id: ber-time, for: berievement,", "berievement"],
        "did you mean `bereavement`",
    ),
    seed(
        "HK0302",
        "bereavement.yaml",
        ["{id: ber-affairs, for: bereavement, say: \"Are", "{id: ber-once, for: bereavement, say: \"Are", "ber-once"],
        "rename",
    ),
    seed(
        "HK0203",
        "bereavement.yaml",
        ["\n        why: It makes the loss smaller than it is to them.", "", "say: \"At least"],
        "add `why:`",
    ),
    seed("HK0113", "emotions.yaml", ["    word: angry", "    word: angry\n    word: cross", "word: cross"], "keep one"),
    seed("HK0201", "emotions.yaml", ["avoid: Jargon", "avoids: Jargon", "avoids"], "did you mean `avoid`"),
    seed("HK0203", "bereavement.yaml", ["{id: ber-colleague, for", "{for", "{for: bereavement"], "letters"),
    seed(
        "HK0313",
        "emotions.yaml",
        ["signs: loud, fast, blaming, talking over you", "signs: \"\"", "\"\""],
        "leave the key out",
    ),
    seed("HK0301", "labels.yaml", ["{id: follow-up,", "{id: follow up,", " up"], "letters"),
    seed(
        "HK0302",
        "labels.yaml",
        ["{id: complaint-logged, title: C", "{id: escalated, title: C", "escalated"],
        "rename",
    ),
    seed("HK0402", "labels.yaml", ["topics:\n", "topics:\n  - {id: anger, title: Anger}\n", "anger"], "another id"),
    seed(
        "HK0202",
        "labels.yaml",
        ["{id: social, title: Social media,", "{id: social, title: [Social media],", "[Social"],
        "one text",
    ),
    seed("HK0203", "labels.yaml", ["{id: call, title: Call}", "{id: call}", "{id: call}"], "add `title:`"),
    seed(
        "HK0309",
        "contacts.yaml",
        ["{id: gb-emergency, country: GB,", "{id: gb-emergency, country: UKK,", "UKK"],
        "capital letters",
    ),
    seed(
        "HK0310",
        "contacts.yaml",
        [
            "name: Samaritans, number: \"116 123\", checked: 2026-11-21",
            "name: Samaritans, number: \"116 123\", checked: 21/11/2026",
            "21/11/2026",
        ],
        "2026-11-21",
    ),
    seed(
        "HK0311",
        "contacts.yaml",
        ["number: \"0800 111 999\"", "number: see website", "see website"],
        "as one says it",
    ),
    seed(
        "HK0401",
        "contacts.yaml",
        [
            "{id: gb-domestic-abuse, country: GB, for: domestic-abuse",
            "{id: gb-domestic-abuse, country: GB, for: domestic-abus",
            "domestic-abus,",
        ],
        "did you mean `domestic-abuse`",
    ),
    seed("HK0311", "interpreter.yaml", ["budget: 2", "budget: 9", "9"], "from 1 to 4"),
    seed("HK0201", "interpreter.yaml", ["{id: brief, do:", "{id: brief, does:", "does"], "did you mean `do`"),
    seed("HK0401", "interpreter.yaml", ["returns: hear.hear", "returns: hear", "hear\n"], "name a step"),
    seed(
        "HK0604",
        "interpreter.yaml",
        [
            "\n        because: It can begin only once the interpreter is on the line and everyone is introduced.",
            "",
            "true\n",
        ],
        "first five",
    ),
    seed(
        "HK0304",
        "phrases.yaml",
        [
            "say: \"Thank you for reaching out to us today. How may I assist you?\"\n    when: opening",
            "say: \"Thank you for reaching out to us today. How may I assist you?\"\n    when: first",
            "first\n",
        ],
        "opening",
    ),
    seed(
        "HK0312",
        "phrases.yaml",
        ["- id: s4-open-2\n    for: [hear.hear, last.listen]", "- id: s4-open-2\n    for: []", "[]"],
        "name a step",
    ),
    seed(
        "HK0605",
        "phrases.yaml",
        ["title: Phrases for any call", "title: Phrases for\u{200B} any call", "\u{200B}"],
        "delete it",
    ),
    seed("HK0303", "last.yaml", ["share: 50", "share: 40", "10\n"], "100 percent"),
    seed(
        "HK0404",
        "hardship.yaml",
        ["title: Financial hardship\n\n", "title: Financial hardship\nremove: [bereavment]\n\n", "bereavment"],
        "did you mean `bereavement`",
    ),
    seed(
        "HK0403",
        "emergency.yaml",
        ["branches: [medical-emergency,", "branches: [emergency, medical-emergency,", "emergency, medical"],
        "take it out",
    ),
    seed(
        "HK0602",
        "extra-care.yaml",
        [
            "say: \"Thank you for telling me",
            "say: \"Thank you. I am going to read through all of the notes that my colleagues wrote down on the account last week and before",
            "\"Thank you. I",
        ],
        "two phrases",
    ),
    seed(
        "HK0325",
        "scorecards/first-week.yaml",
        [
            "title: A kind word that fits\n            kind: judged",
            "title: A kind word that fits",
            "A kind word that would",
        ],
        "`kind: judged`",
    ),
    seed(
        "HK0302",
        "scorecards/first-week.yaml",
        ["- id: privacy", "- id: care\n        # the same as a section", "care"],
        "rename",
    ),
    seed("HK0319", "scorecards/call-quality.yaml", ["weight: 15\n", "weight: 150\n", "150"], "from 1 to 100"),
    seed(
        "HK0304",
        "scorecards/call-quality.yaml",
        ["error: business", "error: buisness", "buisness"],
        "did you mean `business`",
    ),
    seed(
        "HK0201",
        "scorecards/call-quality.yaml",
        ["partly: The tone fits", "partley: The tone fits", "partley"],
        "did you mean `partly`",
    ),
    seed(
        "HK0401",
        "scorecards/call-quality.yaml",
        ["step: last.thank", "step: last.thanks", "last.thanks"],
        "did you mean `last.thank`",
    ),
];

/// Slips that leave a file readable, and advice on the whole: all of them are warnings.
const ADVISED: [Seed; 18] = [
    seed(
        "HK0608",
        "labels.yaml",
        ["title: Channels, topics and dispositions", "title: Desk labels #2 and more", "#2"],
        "into quotes",
    ),
    seed(
        "HK0608",
        "hardship.yaml",
        ["title: Financial hardship\n\n", "title: Financial hardship # 3\n\n", "# 3"],
        "into quotes",
    ),
    seed("HK0609", "hardship.yaml", ["I can pause the {fee}", "I can pause the [fee]", "[fee]"], "as `{fee}`"),
    seed(
        "HK0609",
        "hardship.yaml",
        ["You'll have it from me by {day}.", "You'll have it from me by ____.", "____"],
        "write a blank as",
    ),
    seed(
        "HK0609",
        "bereavement.yaml",
        ["My colleague will know about {name}.", "My colleague will know about <name>.", "<name>"],
        "as `{name}`",
    ),
    seed(
        "HK0609",
        "phrases.yaml",
        ["say: \"{company}, this is {agent}.", "say: \"{compny}, this is {agent}.", "{compny}"],
        "did you mean `{company}`?",
    ),
    seed(
        "HK0609",
        "labels.yaml",
        ["I can offer {place} on", "I can offer {plcae} on", "{plcae}"],
        "did you mean `{place}`?",
    ),
    seed(
        "HK0610",
        "hardship.yaml",
        [
            "say: \"There is free, independent debt advice. Would you like the details?\"",
            "say: \"These are your options! I will go through them, one at a time.\"",
            "\"These are",
        ],
        "keep the better one",
    ),
    seed(
        "HK0610",
        "bereavement.yaml",
        ["say: \"Take whatever time you need.\"", "say: \"I'll note this, so you needn't repeat it\"", "\"I'll note"],
        "keep the better one",
    ),
    seed("HK0611", "hardship.yaml", ["{id: har-advice,", "{id: har-0ptions,", "har-0ptions"], "rename one"),
    seed(
        "HK0611",
        "labels.yaml",
        ["{id: complaint-logged, title: C", "{id: Escalated, title: C", "Escalated"],
        "rename one",
    ),
    seed(
        "HK0612",
        "contacts.yaml",
        [
            "name: Samaritans, number: \"116 123\", checked: 2026-11-21",
            "name: Samaritans, number: \"116 123\", checked: 2024-11-21",
            "2024-11-21",
        ],
        "look it up",
    ),
    seed(
        "HK0613",
        "hardship.yaml",
        [
            "scenarios:\n  - id: hardship",
            "scenarios:\n  - {id: quiet, title: Quiet, short: quiet, goal: wait, items: [{id: wait, do: Wait}]}\n  - id: hardship",
            "quiet",
        ],
        "`for: quiet`",
    ),
    seed(
        "HK0614",
        "bereavement.yaml",
        [
            "{id: ber-ready, for: bereavement, say",
            "{id: ber-ready, for: bereavement, not_in: [grief, bereavement], say",
            "bereavement], say",
        ],
        "take it out",
    ),
    seed(
        "HK0625",
        "scorecards/call-quality.yaml",
        ["weight: 15\n", "weight: 20\n", "10\n            yes: Says when"],
        "share 100 points",
    ),
    seed(
        "HK0628",
        "scorecards/call-quality.yaml",
        [
            "no: Talks over them, ends their sentence, or asks while they are still telling it.",
            "no: the story is told to its end - only danger or card digits are cut short",
            "the story",
        ],
        "in each of them",
    ),
    seed(
        "HK0606",
        "scorecards/first-week.yaml",
        ["title: Says what happens next", "title: Says what happens next, and when", "Says what happens next, and"],
        "shorter",
    ),
    seed("HK0611", "scorecards/first-week.yaml", ["- id: privacy", "- id: Care", "Care"], "rename one"),
];

/// Attempts on the emergency list, in a copy that a team lays over what is built in.
const EMERGENCY: [Seed; 5] = [
    seed(
        "HK0502",
        "emergency.yaml",
        [
            "do: \"Exact location {location}\", killer: true",
            "do: \"Exact location {location}\", killer: false",
            "false",
        ],
        "added to",
    ),
    seed(
        "HK0504",
        "emergency.yaml",
        ["do: \"Callback number {callback}\"", "do: \"Account number {callback}\"", "\"Account"],
        "id of its own",
    ),
    seed(
        "HK0501",
        "emergency.yaml",
        ["title: Emergencies\n", "title: Emergencies\nremove: [threat]\n", "threat"],
        "added to",
    ),
    seed(
        "HK0503",
        "emergency.yaml",
        ["branches: [medical-emergency, fire-gas,", "branches: [medical-emergency,", "[medical"],
        "built-in branches",
    ),
    seed(
        "HK0504",
        "emergency.yaml",
        ["title: Emergencies\n", "title: Emergencies\ntopics: [{id: threat, title: Threats}]\n", "threat"],
        "another id",
    ),
];

fn shipped(file: &str) -> String {
    let (_, text) = files().find(|(name, _)| *name == file).expect("a shipped file");
    text.to_string()
}

/// What trainers write: everything that is shipped but what the ear works with and callers, which have their own tests.
fn files() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    playbook::builtin::FILES.iter().chain(playbook::builtin::SCORECARDS)
}

impl Seed {
    /// The text with this mistake in it.
    fn sow(&self, text: &str) -> String {
        assert_eq!(text.matches(self.from).count(), 1, "{}: `{}` stands there once", self.file, self.from);
        text.replacen(self.from, self.to, 1)
    }

    /// Where a person would point in a text with this mistake, counted here and not by the program.
    fn place(&self, text: &str) -> (usize, usize) {
        assert!(self.to.is_empty() || text.matches(self.to).count() == 1, "{}", self.to);
        let from = if self.to.is_empty() { 0 } else { text.find(self.to).expect("sown") };
        let at = from + text[from..].find(self.mark).expect("marked");
        let before = &text[..at];
        let line = before.matches('\n').count() + 1;
        (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
    }

    /// Whether this is the fault, at its place and with its advice.
    fn is(&self, fault: &Diagnostic, text: &str) -> bool {
        let advice = fault.fix.as_deref().is_some_and(|fix| fix.contains(self.fix));
        fault.code == self.code && (fault.line, fault.column) == self.place(text) && fault.file == self.file && advice
    }
}

/// All shipped files as a team's, those in `changed` with their text.
fn team(changed: &[(&str, String)]) -> Vec<SourceFile> {
    let text = |name: &str| {
        changed.iter().find(|(file, _)| *file == name).map_or_else(|| shipped(name), |(_, text)| text.clone())
    };
    let file = |name: &str| SourceFile { layer: Layer::Team(0), name: name.into(), bytes: text(name).into_bytes() };
    files().map(|(name, _)| file(name)).collect()
}

fn list(faults: &[Diagnostic]) -> String {
    faults.iter().filter(|fault| fault.code != "HK0607").map(Diagnostic::render).collect()
}

#[test]
fn copies_as_they_are_have_no_fault_alone_or_over_the_built_in() {
    assert_eq!(list(&playbook::load(&team(&[])).faults), "");
    let files: Vec<_> = playbook::built_in_but_ear().into_iter().chain(team(&[])).collect();
    assert_eq!(list(&playbook::load(&files).faults), "");
}

#[test]
fn each_mistake_alone_is_told_at_its_place_with_advice() {
    for seed in TORN.iter().chain(&MEANT) {
        let text = seed.sow(&shipped(seed.file));
        let faults = playbook::load(&team(&[(seed.file, text.clone())])).faults;
        let own: Vec<_> = faults.iter().filter(|fault| fault.file == seed.file).collect();
        let (line, column) = seed.place(&text);
        let wanted = format!("{}:{line}:{column} {} with `{}`", seed.file, seed.code, seed.fix);
        assert!(own.iter().any(|fault| seed.is(fault, &text)), "wanted {wanted}\n{}", list(&faults));
        assert_eq!(own.len(), 1, "only {wanted}\n{}", list(&faults));
        // Who refers to what was left out is warned and no more.
        let others: Vec<_> = faults.iter().filter(|fault| fault.file != seed.file).collect();
        assert!(others.iter().all(|fault| fault.code == "HK0607"), "{wanted}\n{}", list(&faults));
    }
}

#[test]
fn all_mistakes_of_all_files_are_told_in_one_run() {
    let mut changed: Vec<(&str, String)> = vec![];
    for seed in &MEANT {
        match changed.iter_mut().find(|(file, _)| *file == seed.file) {
            Some((_, text)) => *text = seed.sow(text),
            None => changed.push((seed.file, seed.sow(&shipped(seed.file)))),
        }
    }
    let faults = playbook::load(&team(&changed)).faults;
    for seed in &MEANT {
        let (_, text) = changed.iter().find(|(file, _)| *file == seed.file).expect("sown");
        let (line, column) = seed.place(text);
        let wanted = format!("{}:{line}:{column} {}", seed.file, seed.code);
        assert!(faults.iter().any(|fault| seed.is(fault, text)), "wanted {wanted}\n{}", list(&faults));
    }
    let errors = faults.iter().filter(|fault| fault.code != "HK0607").count();
    assert_eq!(errors, MEANT.len(), "no more than was sown\n{}", list(&faults));
}

/// What a review tells, on a day when the shipped numbers are fresh.
fn review(files: &[SourceFile]) -> Vec<Diagnostic> {
    playbook::review(files, "2026-11-21".parse().expect("a day"))
}

#[test]
fn each_advice_alone_is_told_at_its_place_and_the_file_loads() {
    assert_eq!(list(&review(&team(&[]))), "");
    for seed in &ADVISED {
        let text = seed.sow(&shipped(seed.file));
        let files = team(&[(seed.file, text.clone())]);
        let faults = review(&files);
        let (line, column) = seed.place(&text);
        let wanted = format!("{}:{line}:{column} {} with `{}`", seed.file, seed.code, seed.fix);
        assert!(faults.len() == 1 && seed.is(&faults[0], &text), "only {wanted}\n{}", list(&faults));
        assert_eq!(faults[0].to_json()["severity"], "warning", "{wanted}");
        assert!(playbook::load(&files).faults.iter().all(|fault| !fault.is_error()), "{wanted}");
    }
}

#[test]
fn all_advice_is_told_in_one_run_beside_the_mistakes() {
    let mut changed: Vec<(&str, String)> = vec![];
    for seed in &ADVISED {
        match changed.iter_mut().find(|(file, _)| *file == seed.file) {
            Some((_, text)) => *text = seed.sow(text),
            None => changed.push((seed.file, seed.sow(&shipped(seed.file)))),
        }
    }
    let faults = review(&team(&changed));
    for seed in &ADVISED {
        let (_, text) = changed.iter().find(|(file, _)| *file == seed.file).expect("sown");
        assert!(faults.iter().any(|fault| seed.is(fault, text)), "{} {}\n{}", seed.code, seed.to, list(&faults));
    }
    assert_eq!(faults.len(), ADVISED.len(), "no more than was sown\n{}", list(&faults));
}

#[test]
fn attempts_on_the_emergency_list_are_told_in_the_copy() {
    for seed in &EMERGENCY {
        let text = seed.sow(&shipped(seed.file));
        let copy = SourceFile { layer: Layer::Team(0), name: seed.file.into(), bytes: text.clone().into_bytes() };
        let files: Vec<_> = playbook::built_in_but_ear().into_iter().chain([copy]).collect();
        let loaded = playbook::load(&files);
        let (line, column) = seed.place(&text);
        let wanted = format!("{}:{line}:{column} {}", seed.file, seed.code);
        assert!(loaded.faults.iter().any(|fault| seed.is(fault, &text)), "wanted {wanted}\n{}", list(&loaded.faults));
        assert_eq!(loaded.library, playbook::load(&playbook::built_in_but_ear()).library, "{wanted}");
    }
}

/// What a trainer should never have to read.
const JARGON: [&str; 14] = [
    "token", "parse", "mapping", "scalar", "sequence", "node", "deserial", "serde", "struct", "enum", "boolean",
    "string", "integer", "null",
];

#[test]
fn advice_is_for_people_who_have_never_programmed() {
    let mut texts: Vec<(&str, String)> = vec![];
    for seed in TORN.iter().chain(&MEANT).chain(&ADVISED) {
        texts.push((seed.file, seed.sow(&shipped(seed.file))));
    }
    for (file, text) in texts {
        for fault in review(&team(&[(file, text)])) {
            let fix = fault.fix.clone().unwrap_or_default();
            assert!(fix.split_whitespace().count() >= 2, "{}: {fix}", fault.one_line());
            let words = format!("{} {fix} {}", fault.message, fault.label).to_lowercase();
            for word in JARGON {
                assert!(!words.contains(word), "`{word}` in: {words}");
            }
        }
    }
}

/// Mistakes that an editor with the schema underlines. It cannot tell what comes twice, what a lower layer may give, what an
/// id names, sums, columns and style; nor read a text that is torn.
const UNDERLINED: [&str; 10] =
    ["HK0201", "HK0202", "HK0301", "HK0304", "HK0307", "HK0308", "HK0309", "HK0310", "HK0311", "HK0319"];

#[test]
fn an_editor_with_the_schema_underlines_what_a_schema_can_tell() {
    let validator = jsonschema::draft7::new(&playbook::schema::value()).expect("a sound schema");
    let mut underlined = 0;
    for seed in &MEANT {
        let text = seed.sow(&shipped(seed.file));
        let options = serde_yaml::options! { strict_booleans: true };
        let Ok(value) = serde_yaml::from_str_with_options::<serde_json::Value>(&text, options) else { continue };
        let empty = matches!(seed.code, "HK0312" | "HK0313");
        let no_id = seed.code == "HK0203" && seed.fix == "letters";
        let told = UNDERLINED.contains(&seed.code) || empty || no_id;
        assert_eq!(!validator.is_valid(&value), told, "{} in {}", seed.code, seed.file);
        underlined += usize::from(told);
    }
    assert!(underlined >= 18, "{underlined}");
}
