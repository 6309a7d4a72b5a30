//! Two markings of the same mock calls, as a page for the meeting in which two observers agree: what they saw differently
//! comes first, each with both marks, both notes and what each grade is, and a blank for what was agreed.

use crate::{
    app::model::Zone,
    call::{
        clock::clock_face,
        desk::Call,
        mock::{Marked, Marker, Marking, SheetPin},
    },
    playbook::model::{Criterion, Id, Library, Scorecard},
    practice::{
        agreement::{Agreed, Agreement, KAPPA, LIMITS},
        mock::{caller_name, title},
    },
    storage::report::{
        page::{Cell, Column, Group, Lead, Outcome, Page, Part, Plain, Row, Section, Table, Tone},
        words::{KEPT, count, when},
    },
};

/// What two observers made of the same calls.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// Who they are.
    pub names: (&'a str, &'a str),
    /// Each call as the first and as the second marked it.
    pub pairs: &'a [(&'a Call, &'a Call)],
    /// The sheet of all of them.
    pub sheet: &'a SheetPin,
    /// How far they agree.
    pub found: &'a Agreement,
}

/// What is looked at together.
struct Seen<'a> {
    of: Compared<'a>,
    library: &'a Library,
    card: Option<&'a Scorecard>,
    zone: Zone,
}

/// A heading, and names with what is known of it.
type Blank = (Plain, Vec<(&'static str, Plain)>);

/// Kappa on two decimals.
pub fn kappa(kappa: Option<f64>) -> String {
    let text = kappa.map_or("-".into(), |kappa| format!("{kappa:.2}"));
    if text == "-0.00" { "0.00".into() } else { text }
}

/// The page.
pub fn page(library: &Library, of: Compared, zone: Zone) -> Page {
    let card = library.scorecards.iter().find(|card| card.id == of.sheet.card);
    let seen = Seen { of, library, card, zone };
    let name = card.map_or_else(|| of.sheet.card.to_string(), |card| card.title.clone());
    let (fails, lines) = (fails(&seen), differing(&seen));
    let lead = lead(fails.len(), lines.len());
    let mut sections = Vec::new();
    if !fails.is_empty() {
        sections.push(Section::of("Automatic fails seen by one", Part::Blanks(fails)));
    }
    if !lines.is_empty() {
        sections.push(Section::of("Lines seen differently", Part::Blanks(lines)));
    }
    sections.push(all(&seen));
    sections.push(room());
    Page {
        kind: "Calibration",
        title: format!("{} and {}, marking by {name}", of.names.0, of.names.1).into(),
        facts: facts(&seen, &name),
        lead: Some(lead),
        result: Some(outcome(of.found)),
        sections,
        foot: vec![KEPT.into()],
    }
}

fn facts(seen: &Seen, card: &str) -> Vec<(&'static str, Plain)> {
    let mut facts = vec![("A", seen.of.names.0.into()), ("B", seen.of.names.1.into()), ("Sheet", card.into())];
    facts.extend(seen.of.pairs.iter().map(|(call, _)| ("Call", seen.call(call).into())));
    facts
}

fn lead(fails: usize, lines: usize) -> Lead {
    let words = match (fails, lines) {
        (0, 0) => "Nothing was seen differently.".into(),
        (0, n) => format!("{} seen differently.", was(n, "line")),
        (n, 0) => format!("{} seen by one alone.", was(n, "automatic fail")),
        (fails, lines) => {
            let fails = count(fails, "automatic fail", "automatic fails");
            format!("{fails} seen by one alone, {} differently.", count(lines, "line", "lines"))
        }
    };
    let why = if fails + lines == 0 {
        "Mark a harder call, and compare again."
    } else {
        "For each: what was heard, what the sheet says of it, and what it is from now on."
    };
    Lead { name: "Talk about first", words: words.into(), why: why.into() }
}

fn was(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what} was") } else { format!("{n} {what}s were") }
}

fn outcome(found: &Agreement) -> Outcome {
    let all = &found.overall;
    let flagged = found.lines.iter().any(|line| line.flagged) || found.fails.iter().any(|fail| fail.flagged());
    let percent = all.percent().map_or(String::new(), |percent| format!(", {percent}%"));
    Outcome {
        good: !flagged,
        word: format!("{} of {} the same{percent}", all.same, all.pairs).into(),
        figure: format!("kappa {}", kappa(all.kappa)).into(),
        failed: Vec::new(),
        remarks: vec![format!("Marked with !: {LIMITS}.").into(), KAPPA.into()],
    }
}

impl Seen<'_> {
    /// A call by its day and the caller who was played.
    fn call(&self, call: &Call) -> String {
        format!("{}; {}", when(self.zone, call.session.state().opened), caller_name(self.library, call))
    }

    fn criterion(&self, id: &Id) -> Option<&Criterion> {
        self.card.and_then(|card| card.criterion(id))
    }

    /// What was noted about something in a call.
    fn notes(&self, call: &Call, about: &Id) -> Vec<Plain> {
        let notes = marking(call).into_iter().flat_map(|marking| &marking.notes);
        notes.filter(|note| note.about.as_ref() == Some(about)).map(|note| call.text(note.text).into()).collect()
    }

    /// What both said of it in one call, named by the call where there are several.
    fn both(
        &self,
        (one, other): (&Call, &Call),
        about: &Id,
        said: &dyn Fn(&Call) -> String,
    ) -> Vec<(&'static str, Plain)> {
        let mut rows = Vec::new();
        if self.of.pairs.len() > 1 {
            rows.push(("Call", self.call(one).into()));
        }
        for (call, name, noted) in [(one, "A", "A noted"), (other, "B", "B noted")] {
            rows.push((name, said(call).into()));
            rows.extend(self.notes(call, about).into_iter().map(|note| (noted, note)));
        }
        rows
    }
}

fn marking(call: &Call) -> Option<&Marking> {
    call.session.state().mock.as_ref()
}

fn marked<'a>(call: &'a Call, criterion: &Id) -> Option<&'a Marked> {
    marking(call)?.mark(Marker::Trainer, criterion)
}

/// Automatic fails that only one met, each with why it fails a call.
fn fails(seen: &Seen) -> Vec<Blank> {
    let flagged = seen.of.found.fails.iter().filter(|fail| fail.flagged());
    let blank = |fail: &crate::practice::agreement::FailAgreed| {
        let id = &fail.fail;
        let met = |call: &Call| marking(call).and_then(|marking| marking.fails.get(id).copied());
        let said = |call: &Call| met(call).map_or("not met".into(), |talk| format!("met, at {}", clock_face(talk)));
        let differ = seen.of.pairs.iter().filter(|(one, other)| met(one).is_some() != met(other).is_some());
        let mut rows: Vec<_> = differ.flat_map(|(one, other)| seen.both((one, other), id, &said)).collect();
        rows.extend(seen.card.and_then(|card| card.fail(id)).map(|fail| ("It is met when", fail.why.as_str().into())));
        rows.push(("Agreed", Plain::default()));
        (title(seen.library, id).into(), rows)
    };
    flagged.map(blank).collect()
}

/// Lines that did not come to the same mark in every call, each with what its grades are.
fn differing(seen: &Seen) -> Vec<Blank> {
    let differ = seen.of.found.lines.iter().filter(|line| line.rate.same < line.rate.pairs);
    let blank = |line: &Agreed| {
        let id = &line.criterion;
        let of = |call: &Call| marked(call, id).map(|marked| marked.mark);
        let said = |call: &Call| match marked(call, id) {
            Some(marked) if !marked.late => format!("{}, at {}", marked.mark.name(), clock_face(marked.talk)),
            Some(marked) => format!("{}, after the call", marked.mark.name()),
            None => "not marked".into(),
        };
        let pairs = seen.of.pairs.iter().filter(|(one, other)| {
            let marks = (of(one), of(other));
            marks.0.is_some() && marks.1.is_some() && marks.0 != marks.1
        });
        let mut rows: Vec<_> = pairs.flat_map(|(one, other)| seen.both((one, other), id, &said)).collect();
        if let Some(criterion) = seen.criterion(id) {
            rows.push(("Yes is", criterion.yes.as_str().into()));
            rows.extend(criterion.partly.iter().map(|partly| ("Partly is", partly.as_str().into())));
            rows.push(("No is", criterion.no.as_str().into()));
        }
        rows.push(("Agreed", Plain::default()));
        (title(seen.library, id).into(), rows)
    };
    differ.map(blank).collect()
}

/// Every line with its figures; with one call, both marks too.
fn all(seen: &Seen) -> Section {
    let single = if let [pair] = seen.of.pairs { Some(pair) } else { None };
    let column = |head, set| Column { head, set };
    let mut columns = vec![column("Line", "text"), column("Kind", "text")];
    if single.is_some() {
        columns.extend([column("A", "mark"), column("B", "mark")]);
    }
    columns.extend([column("Same", "figure"), column("Percent", "mark"), column("Kappa", "figure")]);
    let row = |line: &Agreed| {
        let mut cells = vec![Cell::words(if line.judged { "judged" } else { "objective" })];
        let name = |call: &Call| marked(call, &line.criterion).map_or("-", |marked| marked.mark.name());
        if let Some((one, other)) = single {
            cells.extend([Cell::words(name(one)), Cell::words(name(other))]);
        }
        let percent: Plain = line.rate.percent().map_or("-".into(), |percent| format!("{percent}%")).into();
        cells.push(Cell::words(format!("{} of {}", line.rate.same, line.rate.pairs)));
        cells.push(if line.flagged { Cell::Sign("!", percent, Tone::Bad) } else { Cell::Words(percent) });
        cells.push(Cell::words(kappa(line.rate.kappa)));
        Row { name: title(seen.library, &line.criterion).into(), under: alone(line), cells, stands_out: line.flagged }
    };
    let rows = seen.of.found.lines.iter().map(row).collect();
    let caption = "How often A and B came to the same mark, where both marked".into();
    let table = Table { caption, columns, groups: vec![Group { rows, ..Group::default() }], spread: false };
    Section::of("All lines", Part::Table(table))
}

/// How often only one marked a line.
fn alone(line: &Agreed) -> Plain {
    let parts = [("A", line.alone.0), ("B", line.alone.1)].into_iter().filter(|(_, times)| *times > 0);
    let parts: Vec<String> = parts.map(|(who, times)| format!("only {who} marked it in {times}")).collect();
    parts.join(", ").into()
}

fn room() -> Section {
    let rooms =
        vec![("The sheet", "Which line is to be worded anew"), ("Next time", "Which calls to mark, and by when")];
    Section::of("What follows", Part::Room(rooms))
}
