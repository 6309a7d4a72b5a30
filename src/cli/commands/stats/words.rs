//! The figures for people: a few lines for each part, none for what there is nothing of.

use std::fmt::Write;

use super::{SOMEONE, date, monday};
use crate::{
    call::clock::clock_face,
    playbook::model::Library,
    practice::{
        mock,
        progress::{Calls, Heard, Mocks, Practice, Progress, Spread, Taken, Trainee, Week, share, title},
    },
    text::cut,
};

/// How many weeks are told, the last ones.
const WEEKS: usize = 6;

/// How many lines of sheets are told.
const LINES: usize = 10;

/// The figures as lines.
pub(super) fn of(progress: &Progress, library: &Library) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = calls(&mut out, &progress.calls, library);
    let _ = practice(&mut out, &progress.practice, library);
    let _ = mocks(&mut out, &progress.mocks, library);
    out
}

fn calls(out: &mut String, calls: &Calls, library: &Library) -> std::fmt::Result {
    if calls.count == 0 {
        return Ok(());
    }
    writeln!(out, "Live calls: {}, answered {}, promises {}", calls.count, calls.answered, calls.promises)?;
    writeln!(out, "  {:<14}{:>9}{:>9}", "", "mean", "median")?;
    let times =
        [("talk", calls.talk), ("hold", calls.hold), ("after call", calls.after_call), ("handle", calls.handle)];
    for (name, Spread { mean, median, .. }) in times {
        writeln!(out, "  {name:<14}{:>9}{:>9}", clock_face(mean), clock_face(median))?;
    }
    writeln!(out, "  Results")?;
    for (id, count) in &calls.dispositions {
        let name = id.as_ref().map_or("none set".into(), |id| title(library, id));
        writeln!(out, "  {count:>5}  {name}")?;
    }
    if !calls.missed.is_empty() {
        writeln!(out, "  Missed, though it must be done: never, late")?;
    }
    for misses in &calls.missed {
        writeln!(out, "  {:>5} {:>5}  {}", misses.not_done, misses.late, title(library, &misses.item))?;
    }
    Ok(())
}

fn practice(out: &mut String, practice: &Practice, library: &Library) -> std::fmt::Result {
    if practice.taken == 0 && practice.streak.longest == 0 {
        return Ok(());
    }
    if !out.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "Practice: {} taken, {} passed, replies {}", practice.taken, practice.passed, practice.replies)?;
    writeln!(
        out,
        "  Days in a row: {}, the longest {} (weekends are free)",
        practice.streak.days, practice.streak.longest
    )?;
    if let Some(weak) = &practice.weakest {
        writeln!(out, "  Weakest now: {}. {}", title(library, &weak.id), weak.reason(library))?;
    }
    writeln!(out, "  Steps{:>29}{:>7}{:>9}{:>10}", "meant", "was", "replies", "cautions")?;
    for step in &practice.steps {
        let name = format!("{}: {}", title(library, &step.framework), title(library, &step.step));
        let (meant, was) = (step.meant_share, step.taken_share);
        writeln!(out, "    {:<25}{meant:>4}%{was:>6}%{:>9}{:>10}", cut(&name, 24, "…"), step.replies, step.cautions)?;
    }
    heard(out, "Moves, in percent of replies", &practice.moves, &practice.weeks)?;
    heard(out, "Cautions, in percent of replies", &practice.cautions, &practice.weeks)?;
    taken(out, "Scenarios", &practice.scenarios, library)?;
    taken(out, "Callers", &practice.callers, library)
}

fn mocks(out: &mut String, mocks: &Mocks, library: &Library) -> std::fmt::Result {
    if mocks.count == 0 {
        return Ok(());
    }
    if !out.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "Mock calls: {}, {} passed", mocks.count, mocks.passed)?;
    writeln!(out, "  Trainees: calls, passed, last, and what the last calls came to")?;
    for one in &mocks.trainees {
        trainee(out, one)?;
    }
    if mocks.lines.iter().any(|line| line.missed > 0) {
        writeln!(out, "  Lines missed most: missed, of so many marked")?;
    }
    for line in mocks.lines.iter().filter(|line| line.missed > 0).take(LINES) {
        writeln!(out, "  {:>5}{:>5}  {}", line.missed, line.marked, mock::title(library, &line.criterion))?;
    }
    if !mocks.fails.is_empty() {
        writeln!(out, "  Automatic fails")?;
    }
    for (id, count) in &mocks.fails {
        writeln!(out, "  {count:>5}       {}", mock::title(library, id))?;
    }
    taken(out, "Callers played", &mocks.callers, library)
}

fn trainee(out: &mut String, one: &Trainee) -> std::fmt::Result {
    let last = one.sessions.last().map_or(String::new(), |call| call.day.to_string());
    let first = one.sessions.len().saturating_sub(WEEKS);
    let percents = one.sessions[first..].iter().map(|call| call.percent.map_or("-".into(), |n| format!("{n}%")));
    let percents: Vec<String> = percents.collect();
    let name = cut(one.name.as_deref().unwrap_or(SOMEONE), 24, "…");
    let (calls, passed) = (one.sessions.len(), one.passed());
    writeln!(out, "  {calls:>5}{passed:>5}  {last}  {name:<25}{}", percents.join(" "))
}

/// A row a move or a caution, a column a week.
fn heard(out: &mut String, name: &str, all: &[Heard], weeks: &[Week]) -> std::fmt::Result {
    if all.is_empty() {
        return Ok(());
    }
    let first = weeks.len().saturating_sub(WEEKS);
    write!(out, "  {name}, weeks from")?;
    for week in &weeks[first..] {
        write!(out, " {}", &monday(week)[5..])?;
    }
    writeln!(out)?;
    for heard in all {
        write!(out, "    {:<25}", cut(&heard.id.as_str().replace('-', " "), 24, "…"))?;
        for (week, made) in weeks.iter().zip(&heard.weeks).skip(first) {
            write!(out, "{:>6}", percent(*made, week.replies))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A share of replies; nothing where there were none.
fn percent(part: u32, whole: u32) -> String {
    if whole == 0 { "-".into() } else { format!("{}%", share(u64::from(part), u64::from(whole))) }
}

fn taken(out: &mut String, name: &str, all: &[Taken], library: &Library) -> std::fmt::Result {
    if !all.is_empty() {
        writeln!(out, "  {name}: taken, passed, last")?;
    }
    for one in all {
        writeln!(out, "  {:>5}{:>5}  {}  {}", one.taken, one.passed, date(one.last), title(library, &one.id))?;
    }
    Ok(())
}
