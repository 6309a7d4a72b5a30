//! How far two agree, for people: a row a line of the sheet, then what it all comes to.

use std::fmt::Write;

use super::{agree::Told, side::marking};
use crate::{
    call::mock::{Mark, Marker},
    playbook::model::Id,
    practice::{
        agreement::{Agreed, KAPPA, LIMITS, Rate},
        mock::title,
    },
    storage::report::calibration::kappa,
    text::{cut, width},
};

/// How wide the title of a line is, in columns.
const TITLE: usize = 28;

/// How wide a mark is.
const MARK: usize = 13;

/// All of it.
pub(super) fn of(told: &Told) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = lines(&mut out, told);
    let _ = fails(&mut out, told);
    let _ = sum(&mut out, told);
    out
}

fn names<'a>(told: &'a Told) -> (&'a str, &'a str) {
    (&told.sides.0.name, &told.sides.1.name)
}

/// Text on so many columns.
fn pad(text: &str, columns: usize) -> String {
    let text = cut(text, columns, "…");
    let blanks = columns.saturating_sub(width(&text));
    text + &" ".repeat(blanks)
}

fn lines(out: &mut String, told: &Told) -> std::fmt::Result {
    let (first, second) = names(told);
    let calls = if told.pairs.len() == 1 { "1 mock call".into() } else { format!("{} mock calls", told.pairs.len()) };
    writeln!(out, "{first} and {second} on {calls}, marked by {}", told.sheet.card)?;
    let single = told.pairs.len() == 1;
    let both = if single { format!("{} {}", pad(first, MARK), pad(second, MARK)) } else { String::new() };
    writeln!(out, "  {} {:<10}{both}{:>7}{:>6}{:>7}", pad("line", TITLE), "kind", "same", "", "kappa")?;
    for line in &told.found.lines {
        let flag = if line.flagged { '!' } else { ' ' };
        let kind = if line.judged { "judged" } else { "objective" };
        let both = if single { marks(told, &line.criterion) } else { String::new() };
        let name = pad(&title(told.library, &line.criterion), TITLE);
        let row = format!("{flag} {name} {kind:<10}{both}{}{}", rate(&line.rate), alone(line, told));
        writeln!(out, "{}", row.trim_end())?;
    }
    Ok(())
}

/// Both marks of the only call.
fn marks(told: &Told, criterion: &Id) -> String {
    let (one, other) = told.pairs[0];
    let [one, other] = [one, other].map(|call| mark_name(marking(call).mark(Marker::Trainer, criterion)));
    format!("{} {}", pad(one, MARK), pad(other, MARK))
}

fn mark_name(marked: Option<&crate::call::mock::Marked>) -> &'static str {
    marked.map(|marked| marked.mark).map_or("-", Mark::name)
}

/// `3 of 4   75%   0.33`.
fn rate(rate: &Rate) -> String {
    let percent = rate.percent().map_or("-".into(), |percent| format!("{percent}%"));
    format!("{:>7}{percent:>6}{:>7}", format!("{}/{}", rate.same, rate.pairs), kappa(rate.kappa))
}

/// Who marked it alone, and how often, where there is more than one call.
fn alone(line: &Agreed, told: &Told) -> String {
    let (first, second) = names(told);
    let of = [(line.alone.0, first), (line.alone.1, second)];
    let parts = of.iter().filter(|(count, _)| *count > 0).map(|(count, name)| match told.pairs.len() {
        1 => format!("only {name}"),
        _ => format!("only {name} {count}"),
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { String::new() } else { format!("  {}", parts.join(", ")) }
}

fn fails(out: &mut String, told: &Told) -> std::fmt::Result {
    let met = told.found.fails.iter().filter(|fail| fail.met.0 + fail.met.1 + fail.met.2 > 0);
    let met: Vec<_> = met.collect();
    if met.is_empty() {
        return if told.sheet.fails.is_empty() { Ok(()) } else { writeln!(out, "No automatic fail was met.") };
    }
    let (first, second) = names(told);
    writeln!(out, "Automatic fails, in how many calls")?;
    for fail in met {
        let flag = if fail.flagged() { '!' } else { ' ' };
        let (both, one, other, _) = fail.met;
        let name = pad(&title(told.library, &fail.fail), TITLE);
        writeln!(out, "{flag} {name} both {both}, only {first} {one}, only {second} {other}")?;
    }
    Ok(())
}

fn sum(out: &mut String, told: &Told) -> std::fmt::Result {
    let all = &told.found.overall;
    let percent = all.percent().map_or("nothing was marked by both".into(), |percent| format!("{percent}%"));
    writeln!(out, "\nAll lines: {} of {} the same, {percent}; kappa {}", all.same, all.pairs, kappa(all.kappa))?;
    let lines = told.found.lines.iter().filter(|line| line.flagged).count();
    let fails = told.found.fails.iter().filter(|fail| fail.flagged()).count();
    if lines + fails > 0 {
        writeln!(out, "! talk about these first: {}", LIMITS)?;
    }
    writeln!(out, "{}", KAPPA)
}
