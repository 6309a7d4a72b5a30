//! Hand-made glances for tests: the moments of the design's pictures.

use crate::app::glance::{
    Alternative, Entry, Glance, KeyHint, Killer, Lead, List, Mark, Place, Row, Saved, State, StripCell, Stroke, Target,
    Tone, Words,
};
use crate::app::keymap::{Code, Key};

/// `Space tick  Enter next`: keys and labels between two blanks.
pub(crate) fn keys(line: &str) -> Vec<KeyHint> {
    let hint = |part: &str| {
        let (key, label) = part.split_once(' ').unwrap_or((part, ""));
        KeyHint { key: key.into(), label: label.into(), target: Some(Target::Press(Key::plain(Code::Char('x')))) }
    };
    line.split("  ").filter(|part| !part.is_empty()).map(hint).collect()
}

pub(crate) fn cell(key: &str, name: &str) -> StripCell {
    let target = key.strip_prefix('F').and_then(|n| n.parse().ok()).map(|n| Target::Press(Key::plain(Code::F(n))));
    StripCell { key: key.into(), name: name.into(), open: false, target }
}

fn cells(names: &[&str]) -> Vec<StripCell> {
    names.iter().enumerate().map(|(i, name)| cell(&format!("F{}", i + 2), name)).collect()
}

/// An item: `◆▸` and such, its words, its state word.
pub(crate) fn item(marks: &str, words: &str, right: &str) -> Row {
    let state = match marks.trim_start_matches(['◆', '◇']) {
        "▸" => State::Current,
        "✓" => State::Done,
        "»" => State::Deferred,
        "-" => State::NotApplicable,
        "/" => State::Overridden,
        _ => State::Open,
    };
    let killer = if marks.starts_with('◆') {
        Killer::Open
    } else if marks.starts_with('◇') {
        Killer::Settled
    } else {
        Killer::No
    };
    Row {
        killer,
        mark: Mark::State(state),
        words: Words::text(words),
        right: Words::text(right),
        current: state == State::Current,
        target: Some(Target::Item(0)),
        glyph_target: Some(Target::Tick(0)),
        ..Row::default()
    }
}

pub(crate) fn keyed(key: &str, words: &str, right: &str) -> Row {
    Row {
        mark: Mark::Key(key.into(), Tone::Text),
        words: Words::text(words),
        right: Words::text(right),
        ..Row::default()
    }
}

fn plain(words: &str, right: &str) -> Row {
    Row { words: Words::text(words), right: Words::text(right), ..Row::default() }
}

pub(crate) fn list(name: &str, right: &str, rows: Vec<Row>) -> List {
    List { name: name.into(), right: right.into(), rows, ..List::default() }
}

pub(crate) fn lead(mark: &str, rows: &[&str]) -> Lead {
    let rows = rows.iter().map(|row| (Words::of(Tone::Lead, *row), "")).collect();
    Lead { mark: mark.into(), rows, target: Some(Target::Press(Key::plain(Code::Char('1')))) }
}

fn others(lines: &[&str]) -> Vec<Alternative> {
    let other = |(i, line): (usize, &&str)| Alternative {
        mark: (i + 2).to_string(),
        words: Words::muted(*line),
        target: Target::Press(Key::plain(Code::Char(if i == 0 { '2' } else { '3' }))),
    };
    lines.iter().enumerate().map(other).collect()
}

fn rail(at: usize, right: &str) -> Place {
    let names = ["Hear", "Empathize", "Analyze", "Respond"];
    let state = |i: usize| match (i + 1).cmp(&at) {
        std::cmp::Ordering::Less => State::Done,
        std::cmp::Ordering::Equal => State::Current,
        std::cmp::Ordering::Greater => State::Open,
    };
    Place::Rail {
        framework: "HEAR".into(),
        at,
        steps: names.iter().enumerate().map(|(i, name)| (state(i), name.to_string())).collect(),
        other: Some("Tab LAST".into()),
        right: Words::muted(right),
    }
}

fn path(crumbs: &[&str], right: &str) -> Place {
    Place::Path { crumbs: crumbs.iter().map(|c| c.to_string()).collect(), right: Words::muted(right) }
}

fn who(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| part.to_string()).collect()
}

fn note(text: &str) -> Entry {
    let sign = if text.is_empty() { "" } else { "i" };
    Entry { sign: sign.into(), text: text.into(), saved: Saved::Saved, ..Entry::default() }
}

fn scenarios() -> Vec<StripCell> {
    cells(&["bereavement", "interpreter", "hardship", "extra care", "abusive", "complaint", "supervisor"])
}

fn step_items() -> Vec<Row> {
    vec![
        item("◆▸", "Name what it cost them, in their own words", "must · now"),
        item("✓", "Keep your voice low and even", "done 02:29"),
        item("○", "Say sorry once, in one sentence", "open"),
        item("○", "Pause; when you hear \"exactly\", move on", "open"),
        item("»", "Ask for the tracking screenshot", "deferred"),
    ]
}

/// The live call in step 2 of HEAR.
pub(crate) fn live() -> Glance {
    Glance {
        who: who(&["Dana Whitfield", "late parcel", "frustrated"]),
        clocks: Words::muted("talk 02:41"),
        place: Some(rail(2, "0:40 for this step")),
        lead: lead("1", &["You lost a whole day waiting.", "Let me find where your parcel is right now."]),
        alternatives: others(&[
            "Third call about one parcel. I'll own it from here.",
            "I can see the parcel left on [date ____], so it should be with you.",
        ]),
        lists: vec![list("Empathize: they feel heard", "1 of 5 done", step_items())],
        next: Some(("Analyze: the cause, agreed together".into(), "4 items, 1 must".into())),
        side: side(),
        strip: scenarios(),
        strip_more: Some(cell("s", "all 23")),
        entry: Entry {
            earlier: Some("wants a firm time, not \"in the system\"".into()),
            ..note("birthday is Thursday; her son; blue bike")
        },
        status: Words::text("heard \"birthday\"   a keeps it as their own word  n not now"),
        emergency: Some(cell("F9", "EMERGENCY")),
        keys: keys(
            "Space tick  Enter next  1 said  v more  / find  i note  p promise  d defer  x n/a  o override  h hold  e end  ? keys",
        ),
        more_keys: keys("s scenarios  h hold"),
        ..Glance::default()
    }
}

fn side() -> Vec<List> {
    let wraps = |row: Row| Row { wraps: true, ..row };
    let time = |at: &str, words: &str| wraps(keyed(at, words, ""));
    vec![
        list("Promises", "1 open", vec![time("Thu 12:00", "call back with the depot driver's answer")]),
        list(
            "Their words",
            "",
            vec![keyed("moment", "birthday", ""), keyed("item", "blue bike", ""), keyed("date", "[date ____]", "")],
        ),
        list(
            "Said",
            "3",
            vec![
                keyed("00:06", "Good afternoon, you're through to Northline", ""),
                keyed("01:12", "Let me make sure I've got this right", ""),
                keyed("02:14", "You expected it on Tuesday.", ""),
            ],
        ),
        list(
            "Notes",
            "3",
            vec![
                time("00:52", "third call since Monday"),
                time("01:40", "wants a firm time, not \"in the system\""),
                time("02:38", "birthday is Thursday; her son; blue bike"),
            ],
        ),
        list("Passed", "since start", vec![plain("Hear", "02:17")]),
    ]
}

/// A scenario without a clock, its list before the alternatives.
pub(crate) fn bereavement() -> Glance {
    let mut strip = scenarios();
    strip.truncate(3);
    strip[0].open = true;
    Glance {
        stroke: Stroke::Paused,
        who: who(&["Grace Okoye", "close account", "grieving"]),
        clocks: Words::default(),
        place: Some(path(&["HEAR", "Hear", "Bereavement"], "Esc returns to Hear, item 2")),
        lead: lead("1", &["I'm so sorry Emeka has died."]),
        alternatives: others(&["Take whatever time you need.", "I'll note this so you needn't repeat it."]),
        lists_first: true,
        lists: vec![list(
            "sympathy before process",
            "1 of 7 done",
            vec![
                item("◇✓", "Stop the script, sales and collections", "must · done"),
                item("◆▸", "Say you are sorry; use the name", "must · now"),
                item("○", "Ask how they knew each other and who may act", "open"),
                item("○", "Ask only for what is essential, once", "open"),
                item("◆○", "Flag the death; stop mail and charges", "must · open"),
                item("○", "Give the next document and its date, in writing", "open"),
                item("○", "Warm transfer, with your notes read to the colleague", "open"),
            ],
        )],
        strip,
        entry: note("husband Emeka, account in both names"),
        status: Words::text("no clock here; time is still kept"),
        keys: keys("Space tick  1 said  v more  i note  d defer  w their word  Esc back  ? keys"),
        ..live()
    }
}

/// Segments with pauses; HEAR goes on.
pub(crate) fn interpreter() -> Glance {
    let mut strip = scenarios();
    strip.truncate(3);
    strip[1].open = true;
    let segment = |words: &str, pause| (Words::of(Tone::Lead, words), pause);
    Glance {
        who: who(&["Lin Chen", "no internet", "anxious"]),
        clocks: Words::muted("talk 03:18"),
        place: Some(rail(1, "4:00, double time")),
        lead: Lead {
            rows: vec![
                segment("Everything said will be interpreted.", "pause"),
                segment("I speak to you; please answer me.", "pause"),
                segment("What would you like to happen?", "wait"),
            ],
            ..lead("1", &[])
        },
        alternatives: others(&["Please tell me the plan in your words."]),
        lists_first: true,
        lists: vec![list(
            "allow double time",
            "3 of 9 done",
            vec![
                item("✓", "Offer an interpreter, free of charge", "done 00:41"),
                item("✓", "Identify the language: Cantonese", "done 00:58"),
                item("◇✓", "Qualified interpreter; no child, no relative", "must · done 02:20"),
                item("▸", "Note the interpreter's ID; brief purpose, confidentiality", "now"),
                item("○", "Introduce everyone on the line", "open"),
                item("◆○", "Speak to the caller, in the first person", "must · open"),
                item("○", "One or two sentences, one question, then pause", "open"),
                item("◆○", "The caller says the plan in their own words", "must · open"),
                item("○", "Let the interpreter go last", "open"),
            ],
        )],
        strip,
        entry: note("interpreter ID 4471, agency line"),
        status: Words::text("interpreter stays on while you go through HEAR; Esc leaves it"),
        keys: keys("Space tick  Enter next  1 said  v more  i note  d defer  Esc back  ? keys"),
        ..live()
    }
}

/// The emergency hub.
pub(crate) fn hub() -> Glance {
    let kinds = [
        ("F2", "Medical          collapse, slurring, bleeding, trouble breathing"),
        ("F3", "Fire or gas      smoke, an alarm, smell of gas"),
        ("F4", "Suicide risk     a goodbye, a plan, \"can't go on\""),
        ("F5", "Threat           weapon, bomb, a named target"),
        ("F6", "Abuse at home    whispering, coached answers, a voice behind"),
        ("F7", "Child at risk    a child calling, injury, overheard harm"),
    ];
    let mut choose = vec![Row { mark: Mark::Key("What is it?".into(), Tone::Text), ..Row::default() }];
    choose.extend(kinds.map(|(key, words)| keyed(key, words, "")));
    Glance {
        stroke: Stroke::Emergency,
        who: who(&["Sam Reyes", "room 214", "frightened"]),
        clocks: Words::muted("talk 00:52"),
        place: Some(path(&["HEAR", "Hear", "Emergency"], "Esc returns to Hear, item 1")),
        lead: lead("1", &["Where exactly are you?"]),
        alternatives: Vec::new(),
        lists_first: true,
        lists: vec![
            list(
                "First, whatever it is",
                "0 of 3 done",
                vec![
                    item("◆▸", "Exact location     [location ____]", "must · now"),
                    item("◆○", "Callback number    07700 900118, from the line", "must · open"),
                    item("◆○", "Help confirmed     [who called ____] [when ____]", "must · open"),
                ],
            ),
            List { space_above: true, ..list("", "", choose) },
        ],
        strip: Vec::new(),
        strip_more: None,
        entry: note(""),
        status: Words::text("GB: 999 or 112, checked 2 Oct 2026. Do not diagnose."),
        keys: keys("w type it  Space tick  F2-F7 what it is  1 said  i note  Esc back  ? keys"),
        ..live()
    }
}

/// A medical emergency opened from the hub.
pub(crate) fn medical() -> Glance {
    let mut strip = cells(&["medical", "fire, gas", "suicide", "threat"]);
    strip[0].open = true;
    Glance {
        clocks: Words::muted("talk 01:26"),
        place: Some(path(&["HEAR", "Hear", "Emergency", "Medical"], "Esc returns to Emergency")),
        lead: lead("1", &["Help is being called.", "Is anyone else hurt?"]),
        alternatives: others(&["I'm staying on the line."]),
        lists: vec![list(
            "help first, no diagnosis",
            "2 of 8 done",
            vec![
                item("◇✓", "Exact location     Mill Lane 14, room 214, rear stair", "must · done 00:58"),
                item("◇✓", "Callback number    07700 900118", "must · done 01:04"),
                item("◆▸", "Caller rings 999 or 112; if not, a colleague does", "must · now"),
                item("○", "The dispatcher has this address, read back", "open"),
                item("○", "No clinical advice; repeat the dispatcher's words", "open"),
                item("○", "Stay on the line while it is safe", "open"),
                item("◆○", "Help confirmed     [who called ____] [when ____]", "must · open"),
                item("○", "Log times, incident reference, who called", "open"),
            ],
        )],
        strip,
        entry: note("collapsed on the rear stair, breathing"),
        status: Words::text("Esc leaves it open; it is complete once help is confirmed"),
        keys: keys("Space tick  1 said  i note  d defer  o override  Esc back  ? keys"),
        ..hub()
    }
}

/// A note being typed.
pub(crate) fn typing() -> Glance {
    let text = "neighbour saw a van on Tuesday, drove o";
    Glance {
        entry: Entry { field: Some("note".into()), caret: Some(text.len()), ..note(text) },
        status: Words::text("erased when wrap-up ends, unless keep_notes says otherwise"),
        keys: keys("Enter add  Esc close, draft stays  F2-F9 and Ctrl-E work while you type"),
        ..live()
    }
}

/// A promise being typed.
pub(crate) fn promise() -> Glance {
    let text = "call back with the driver's answer Thu noon";
    Glance {
        entry: Entry { field: Some("promise".into()), sign: "p".into(), caret: Some(text.len()), ..note(text) },
        status: Words::text("Thu 19 Nov 12:00, in 21 h 51 min"),
        status_right: "1 other promise that hour".into(),
        keys: keys("Enter promise it  Esc close, draft stays  in 2h  tomorrow 17:00  Fri 9am"),
        ..live()
    }
}

/// The palette.
pub(crate) fn palette() -> Glance {
    let found = [
        ("phrase    I can see the parcel left on [date ____].", "late parcel"),
        ("phrase    Your parcel left us on Monday; the depot has it.", "late parcel"),
        ("phrase    Who was it left with? I'll check the photo.", "missing parcel"),
        ("phrase    Left unopened? Then I can collect it tomorrow.", "wrong item"),
        ("step      Respond: what is left to do, who, by when", "HEAR"),
        ("scenario  Our failure: something promised was left undone", "our failure"),
    ];
    let mut rows: Vec<Row> = found.iter().map(|(words, right)| plain(words, right)).collect();
    rows[0] = Row { mark: Mark::State(State::Current), current: true, raised: true, ..rows[0].clone() };
    let text = "parsel lef";
    Glance {
        lists: vec![list("find", "6 of 412", rows)],
        strip: Vec::new(),
        strip_more: None,
        entry: Entry {
            field: Some(String::new()),
            sign: "/".into(),
            text: text.into(),
            caret: Some(text.len()),
            ..Entry::default()
        },
        status: Words::text("typos forgiven; step:, scenario: or said: narrows"),
        keys: keys("Enter to the lead  Up Down choose  Esc close"),
        ..live()
    }
}

/// The keys of the screen.
pub(crate) fn help() -> Glance {
    let columns: [&[(&str, &str)]; 3] = [
        &[
            ("The call", ""),
            ("Space", "done, next item"),
            ("Enter", "next step"),
            ("Backspace", "step back"),
            ("Tab", "HEAR or LAST"),
            ("g", "less wording"),
            ("h", "hold, resume *"),
            ("e", "end, wrap up"),
            ("q", "leave"),
            ("t", "transfer"),
        ],
        &[
            ("What you say and hear", ""),
            ("1 2 3", "said it; c copy"),
            ("v", "other variants"),
            ("/", "find anything"),
            ("i", "note"),
            ("p", "promise with time"),
            ("w", "their own word"),
            ("m", "their mood"),
            ("? F1", "close this"),
            ("a n", "accept, not now"),
        ],
        &[
            ("Items and moments", ""),
            ("d", "defer"),
            ("x", "not applicable"),
            ("o", "override"),
            ("u U", "undo, redo"),
            ("s", "all scenarios"),
            ("F2-F8", "scenarios"),
            ("F9 Ctrl-E", "EMERGENCY"),
            ("Esc", "close, return"),
            ("j k", "among items"),
        ],
    ];
    let grid = columns.iter().flat_map(|c| c.iter().map(|(k, m)| (k.to_string(), m.to_string()))).collect();
    Glance {
        alternatives: Vec::new(),
        lists_first: true,
        lists: vec![List { grid, ..list("keys of this screen", "* = changed in your config", Vec::new()) }],
        strip: scenarios().into_iter().take(3).collect(),
        status: Words::text(": runs any command by its name"),
        keys: keys("? or Esc close  : commands  every key above works from here"),
        ..live()
    }
}

/// On hold.
pub(crate) fn hold() -> Glance {
    let mut clocks = Words::of(Tone::Held, "HOLD 00:38");
    clocks.0[0].reversed = true;
    let mut rows = step_items();
    rows[0].right = Words::text("must · next");
    Glance {
        stroke: Stroke::Paused,
        clocks: clocks.then(Words::muted("   talk 02:41")),
        place: Some(rail(2, "check in at 00:45")),
        lead: lead("1", &["I'm still with the depot, Dana.", "Two more minutes, or shall I call you back?"]),
        alternatives: others(&[
            "Thank you for waiting. I have the depot's answer.",
            "Thank you for waiting. I don't have it yet; here's what happens next.",
        ]),
        lists: vec![list("Empathize: they feel heard", "1 of 5 done", rows)],
        status: Words::text("on hold since 14:08; resume opens at: Name what it cost them"),
        keys: keys("h resume  1 said  / find  i note  p promise  e end  ? keys"),
        ..live()
    }
}

/// Wrap-up with a killer item to settle.
pub(crate) fn wrap_up() -> Glance {
    let note_lines = [
        "Late parcel, due Tue 17 Nov. Third contact since Mon 16 Nov.",
        "Stayed in all Tuesday; birthday is Thursday. Wants a firm time.",
        "Agreed cause: missed at the depot sort. Driver's answer awaited.",
        "Promised: call back Thu 19 Nov 12:00 (Sam).",
        "Open: plan not yet said back by the caller.",
        "Deferred: tracking screenshot.",
    ];
    Glance {
        who: who(&["Dana Whitfield", "late parcel", "calmer"]),
        clocks: Words::muted("after-call 00:24"),
        place: Some(Place::Title {
            words: Words::text("WRAP-UP").bold().then(Words::muted("   talk 08:40   hold 00:52   handle 09:56")),
            right: Words::of(Tone::Must, "1 must to settle"),
        }),
        lead: lead("▸", &["Did Dana say the plan back to you?", "Space yes, late   o no, and why   d follow it up"]),
        alternatives: Vec::new(),
        lists: vec![
            list(
                "not done, deferred or late",
                "3",
                vec![
                    item("◆▸", "Caller says action, owner and date back", "must · open"),
                    item("»", "Ask for the tracking screenshot", "deferred"),
                    item("✓", "Thank them for something specific", "done 08:38 · late"),
                ],
            ),
            list("promised", "1", vec![keyed("p", "Thu 19 Nov 12:00   call back with the driver's answer", "you")]),
            list("hand-off note", "6 of 10 lines", note_lines.map(|line| plain(line, "")).to_vec()),
        ],
        next: None,
        side: Vec::new(),
        strip: Vec::new(),
        strip_more: None,
        entry: Entry {
            sign: "try".into(),
            text: "Ask \"what happens next, in your words?\" before the goodbye.".into(),
            saved: Saved::Saved,
            ..Entry::default()
        },
        status: Words::text("closing erases names, notes and words for good"),
        keys: keys("c copy note  Tab e-mail draft  Space done  o why  Enter close call  ? keys"),
        ..live()
    }
}

/// Home, with a call to resume.
pub(crate) fn home() -> Glance {
    let start = [
        ("l", "Live call   begins by itself when the softphone rings", ""),
        ("r", "Rehearse    Rosa, late gift, is the one to take again", "14 callers"),
        ("d", "Drill       acknowledging, plain speech, card data", "8 due, 4 min"),
        ("m", "Mock call   the trainer's desk", ""),
        ("h", "History     calls, debriefs, figures", "58"),
    ];
    let promised = [
        keyed("!", "Today 14:00         late parcel, call of Tue 10:12", "late"),
        item("○", "Today 16:00         refund, call of Wed 09:40", "open"),
        item("○", "Thu 19 Nov 12:00    damaged item, call of Wed 11:05", "open"),
    ];
    Glance {
        who: who(&["hearken", "Northline Parcels", "Sam"]),
        clocks: Words::muted("Wed 18 Nov"),
        place: Some(Place::Title { words: Words::text("HOME").bold(), right: Words::muted("softphone: listening") }),
        lead: lead(
            "▸",
            &[
                "Resume the call with Dana Whitfield?",
                "Stopped 14:08 in Empathize, item 1. Everything up to then is kept.",
            ],
        ),
        lists: vec![
            list("start", "", start.map(|(key, words, right)| keyed(key, words, right)).to_vec()),
            List { space_above: true, ..list("promised", "2 today", promised.to_vec()) },
        ],
        strip: vec![cell("", "")],
        entry: Entry {
            sign: "!".into(),
            text: "parcels.yaml:41:7 has a fault; the last good version is in use".into(),
            ..Entry::default()
        },
        status: Words::text("9 playbooks, 412 phrases, 23 scenarios"),
        keys: keys("Enter resume  f follow-ups  b playbooks, fault  : commands  ? keys  q leave"),
        ..wrap_up()
    }
}

/// Every moment, by name.
pub(crate) fn all() -> Vec<(&'static str, Glance)> {
    vec![
        ("live", live()),
        ("bereavement", bereavement()),
        ("interpreter", interpreter()),
        ("hub", hub()),
        ("medical", medical()),
        ("typing", typing()),
        ("promise", promise()),
        ("palette", palette()),
        ("help", help()),
        ("hold", hold()),
        ("wrap_up", wrap_up()),
        ("home", home()),
    ]
}
