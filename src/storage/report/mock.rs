//! A mock call looked back on, as a page that a trainer hands to a trainee.

use crate::{
    app::{model::Zone, people::Person},
    call::{
        clock::clock_face,
        desk::Call,
        event::At,
        mock::{Mark, Marking},
    },
    playbook::model::{Criterion, Critical, Id, Library, Scorecard},
    practice::{
        mock::{BLANK, Line, MockDebrief, caller_name, title},
        scorecard::{Score, points},
    },
    storage::report::{
        mood,
        page::{Cell, Column, Group, Lead, Outcome, Page, Part, Plain, Row, Section, Table, Tone},
        timeline,
        words::{self, KEPT, count, day, long, when},
    },
};

/// What is looked at together.
struct Seen<'a> {
    library: &'a Library,
    call: &'a Call,
    marking: &'a Marking,
    found: &'a MockDebrief,
    card: Option<&'a Scorecard>,
}

impl Seen<'_> {
    fn criterion(&self, id: &Id) -> Option<&Criterion> {
        self.card.and_then(|card| card.criterion(id))
    }

    /// The section of a criterion, by its scorecard or by the last part of its id.
    fn section(&self, id: &Id) -> String {
        let known = self.card.and_then(|card| card.sections.iter().find(|section| section.id == *id));
        let last = || id.as_str().rsplit('.').next().unwrap_or_default().replace('-', " ");
        known.map_or_else(last, |section| section.title.clone())
    }
}

/// A mock call as a page; `person` is the trainee, where the name is kept.
pub fn page(library: &Library, call: &Call, found: &MockDebrief, person: Option<&Person>, zone: Zone) -> Page {
    let state = call.session.state();
    let Some(marking) = &state.mock else { return Page::default() };
    let card = library.scorecards.iter().find(|card| card.id == marking.mock.sheet.card);
    let seen = Seen { library, call, marking, found, card };
    let caller = state.practice.as_ref().and_then(|practice| library.caller(&practice.caller));
    let with = caller.map_or_else(|| caller_name(library, call), |caller| caller.title.clone());
    let title = match person {
        Some(person) => format!("{}, on the phone with {with}", person.name),
        None => format!("On the phone with {with}"),
    };
    let (words, why) = &found.try_next;
    let name = caller_name(library, call);
    let mut sections = vec![sheet(&seen)];
    sections.extend(blanks(&seen));
    sections.push(room());
    sections.extend(timeline::section(library, call, found));
    sections.extend(mood::curve(&name, &marking.moods, state.clock.times(state.last).talk));
    let steps: Vec<_> = found.steps.iter().map(|step| words::spent(step, String::new())).collect();
    sections.extend(words::time(library, &steps));
    Page {
        kind: "Mock call",
        title: title.into(),
        facts: facts(&seen, caller.map(|caller| caller.goal.as_str()), person, zone),
        lead: Some(Lead {
            name: if found.failed.is_empty() { "One thing to try" } else { "Before everything else" },
            words: words.into(),
            why: why.into(),
        }),
        result: Some(outcome(&seen)),
        sections,
        foot: vec![consent(marking, person, zone).into(), KEPT.into()],
    }
}

fn facts(seen: &Seen, goal: Option<&str>, person: Option<&Person>, zone: Zone) -> Vec<(&'static str, Plain)> {
    let state = seen.call.session.state();
    let times = state.clock.times(state.last);
    let held = if times.hold > 0 { format!(", {} on hold", long(times.hold)) } else { String::new() };
    let sheet = &seen.marking.mock.sheet.card;
    let mut facts = vec![("When", when(zone, state.opened).into())];
    facts.extend(person.map(|person| ("Trainee", person.name.as_str().into())));
    facts.push(("Caller played", caller_name(seen.library, seen.call).into()));
    facts.extend(goal.map(|goal| ("They wanted", goal.into())));
    facts.push(("Sheet", seen.card.map_or_else(|| sheet.to_string(), |card| card.title.clone()).into()));
    facts.push(("Length", format!("{}{held}", long(times.talk)).into()));
    if let Some(first) = &seen.marking.mock.of {
        facts.push(("Marked once more", format!("by another observer; first as {}", first.0).into()));
    }
    facts
}

/// `55 of 90, 1 line n/a`.
fn figure(score: &Score) -> String {
    let apart = match score.not_applicable {
        0 => String::new(),
        n => format!(", {} n/a", count(n, "line", "lines")),
    };
    format!("{} of {}{apart}", score.points(), score.of)
}

/// An automatic fail stands before everything.
fn outcome(seen: &Seen) -> Outcome {
    let score = &seen.found.score;
    let fail = |(id, talk): &(Id, u64)| {
        let why = seen.card.and_then(|card| card.fail(id)).map(|fail| fail.why.as_str());
        // The lead said why already.
        let why = why.filter(|why| *why != seen.found.try_next.1).unwrap_or_default();
        (title(seen.library, id).into(), format!("At {}. {why}", clock_face(*talk)).into())
    };
    let mut remarks = Vec::new();
    let pass = seen.marking.mock.sheet.pass;
    if !score.failed.is_empty() {
        let lines = points(score.halves);
        remarks.push(format!("An automatic fail makes it 0. The lines alone come to {lines} of {}.", score.of));
    } else {
        remarks.push(format!("{}%; it passes from {pass}%.", score.percent()));
    }
    if score.open > 0 {
        remarks.push(format!("{} not marked yet.", count(score.open, "line is", "lines are")));
    }
    let errors = Critical::ALL.map(|(name, kind)| format!("{name} {}", score.errors.get(&kind).copied().unwrap_or(0)));
    remarks.push(format!("Errors by whom they harm: {}.", errors.join(", ")));
    if let Some(own) = &seen.found.own {
        let differ = seen.found.lines.iter().filter(|line| line.own != line.mark).count();
        let differ = match differ {
            0 => "the two sheets agree".into(),
            n => format!("the two sheets differ in {}", count(n, "line", "lines")),
        };
        let lines = points(own.halves);
        remarks.push(format!("The trainee's own marks come to {lines} of {}; {differ}.", own.of));
    }
    let word = if score.passed {
        "Passed"
    } else if score.open > 0 {
        "Not marked to the end"
    } else {
        "Not passed"
    };
    Outcome {
        good: score.passed,
        word: word.into(),
        figure: figure(score).into(),
        failed: seen.found.failed.iter().map(fail).collect(),
        remarks: remarks.into_iter().map(Plain::from).collect(),
    }
}

/// The sheet by section: each line with what its mark means, and the trainee's own beside it.
fn sheet(seen: &Seen) -> Section {
    let mut groups: Vec<(Id, Group)> = Vec::new();
    for (pin, line) in seen.marking.mock.sheet.criteria.iter().zip(&seen.found.lines) {
        if groups.last().is_none_or(|(section, _)| *section != pin.section) {
            let sum = seen.found.score.sections.iter().find(|(id, ..)| *id == pin.section);
            let sum = sum.map_or(String::new(), |(_, got, of)| format!("{} of {of}", points(*got)));
            let title = seen.section(&pin.section).into();
            groups.push((pin.section.clone(), Group { title, sum: sum.into(), rows: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.rows.push(row(seen, line, pin.error));
        }
    }
    let column = |head, set| Column { head, set };
    let mut columns = vec![column("Line", "text"), column("Points", "figure"), column("Mark", "mark")];
    if seen.found.own.is_some() {
        columns.push(column("Own mark", "mark"));
    }
    let apart = if seen.found.own.is_some() { "; ≠ where the trainee marked otherwise" } else { "" };
    let caption = format!("Each line with its mark, and what that means by the sheet{apart}").into();
    let groups = groups.into_iter().map(|(_, group)| group).collect();
    Section::of("The sheet", Part::Table(Table { caption, columns, groups, spread: true }))
}

fn row(seen: &Seen, line: &Line, error: Option<Critical>) -> Row {
    let missed = matches!(line.mark, Some(Mark::No | Mark::Partly));
    let harm = error.filter(|_| missed).map(|kind| {
        match kind {
            Critical::Customer => "Customer-critical error.",
            Critical::Business => "Business-critical error.",
            Critical::Compliance => "Compliance-critical error.",
        }
        .to_string()
    });
    let at = line.talk.map(|talk| format!("Marked at {}.", clock_face(talk)));
    let under: Vec<String> =
        [meaning(seen.criterion(&line.criterion), line.mark), harm, at].into_iter().flatten().collect();
    let got = match line.mark {
        Some(Mark::Yes) => format!("{} of {0}", line.weight),
        Some(Mark::Partly) => format!("{} of {}", points(line.weight), line.weight),
        Some(Mark::No) | None => format!("0 of {}", line.weight),
        Some(Mark::NotApplicable) => "–".into(),
    };
    let mut cells = vec![Cell::words(got), marked(line.mark, false)];
    if seen.found.own.is_some() {
        cells.push(marked(line.own, line.own != line.mark));
    }
    Row { name: title(seen.library, &line.criterion).into(), under: under.join(" ").into(), cells, stands_out: missed }
}

/// What a mark means, in the words of the sheet.
fn meaning(criterion: Option<&Criterion>, mark: Option<Mark>) -> Option<String> {
    let criterion = criterion?;
    match mark? {
        Mark::Yes => Some(criterion.yes.clone()),
        Mark::Partly => criterion.partly.clone(),
        Mark::No => Some(criterion.no.clone()),
        Mark::NotApplicable => Some("There was no occasion for it.".into()),
    }
}

/// A mark in a cell; `apart` where it is not the other's.
fn marked(mark: Option<Mark>, apart: bool) -> Cell {
    let (sign, tone) = words::mark(mark);
    let name = mark.map_or("not marked", Mark::name);
    if apart {
        Cell::Sign("≠", format!("{sign} {name}").into(), Tone::Bad)
    } else {
        Cell::Sign(sign, name.into(), tone)
    }
}

/// What was missed, to be told as situation, behaviour and impact; a blank is written by hand.
fn blanks(seen: &Seen) -> Option<Section> {
    let known = |words: &String| if words == BLANK { Plain::default() } else { words.into() };
    let blank = |sbi: &crate::practice::mock::Sbi| {
        let name = title(seen.library, &sbi.about);
        let lines = vec![
            ("Situation", known(&sbi.situation)),
            ("Behaviour", known(&sbi.behaviour)),
            ("Impact", known(&sbi.impact)),
        ];
        (name.into(), lines)
    };
    let all: Vec<_> = seen.found.sbi.iter().map(blank).collect();
    let from = seen.found.replay.and_then(|seq| seen.found.timeline.iter().find(|moment| moment.seq == seq));
    let from =
        from.map_or(String::new(), |moment| format!(" A replay would best begin at {}.", clock_face(moment.talk)));
    let remark = format!("What was heard, when, and what it did; without a guess at why.{from}");
    (!all.is_empty()).then(|| Section::of("To talk about", Part::Blanks(all)).remarked(remark))
}

/// Room for what both say.
fn room() -> Section {
    let rooms = vec![("Plus", "What to keep doing"), ("Delta", "What to do otherwise next time")];
    Section::of("Plus and delta", Part::Room(rooms)).remarked("The trainee first, then the trainer.")
}

/// That the name may be here.
fn consent(marking: &Marking, person: Option<&Person>, zone: Zone) -> String {
    let agreed = |at: At| day(zone, at);
    match (person, &marking.mock.trainee) {
        (Some(person), _) => format!("{} agreed on {} that this is kept.", person.name, agreed(person.agreed)),
        (None, Some(_)) => "The trainee's name is kept no more.".into(),
        (None, None) => "No name was given, and none is kept.".into(),
    }
}
