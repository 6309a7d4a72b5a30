//! Figures of what is past, as bars of text that any terminal and any reader shows.

use crate::{
    app::{
        action::Action,
        glance::{
            Glance, List, Row, Tone, Words,
            history::{joined, page},
            keys, said,
        },
        model::Model,
    },
    call::clock::clock_face,
    practice::{
        mock,
        progress::{Heard, Mocks, Progress, Spread, StepSum, Taken, Trainee, Week, share, title},
    },
    text::cut,
};

/// Weeks of which a figure stands beside the bar.
const WEEKS: usize = 3;

/// How wide a name is, in columns.
const NAME: usize = 13;

/// The figures.
pub fn figures(model: &Model) -> Glance {
    let practice = &model.history.progress.practice;
    let lead = match &practice.weakest {
        Some(weak) => (format!("Weakest now: {}", title(model.library(), &weak.id)), weak.reason(model.library())),
        None if practice.taken > 0 => {
            ("Nothing is weak now.".into(), "Your last rehearsals had nothing to wish for.".into())
        }
        None => ("No rehearsal was taken yet.".into(), "Figures of practice come with the first.".into()),
    };
    let mut glance = page(model, "PROGRESS", lead, lists(model));
    glance.keys = vec![
        keys::hint_as(model, Action::Figures, "calls and practice"),
        keys::remark("Up Down", "all figures"),
        keys::hint_as(model, Action::Back, "home"),
        keys::hint(model, Action::Help),
    ];
    glance
}

/// How many rows they have.
pub fn figure_rows(model: &Model) -> usize {
    lists(model).iter().map(|list| list.rows.len()).sum()
}

fn lists(model: &Model) -> Vec<List> {
    let Progress { calls, practice, mocks } = &model.history.progress;
    let mut lists = vec![
        days(model),
        steps(model, &practice.steps),
        heard("moves, % of replies", &practice.moves, &practice.weeks, Tone::Done),
        heard("cautions, % of replies", &practice.cautions, &practice.weeks, Tone::Must),
        taken(model, "scenarios", &practice.scenarios),
        taken(model, "callers", &practice.callers),
        trainees(mocks),
        missed(model, mocks),
        taken(model, "callers played", &mocks.callers),
    ];
    if calls.count > 0 {
        let times =
            [("talk", calls.talk), ("hold", calls.hold), ("after call", calls.after_call), ("handle", calls.handle)];
        let rows = times.into_iter().map(|(name, Spread { mean, median, .. })| Row {
            words: Words::text(name),
            right: Words::muted(format!("{}  {:>6}", clock_face(mean), clock_face(median))),
            ..Row::default()
        });
        let name = counted(calls.count, "live call");
        lists.push(List { name, right: "mean  median".into(), rows: rows.collect(), ..List::default() });
    }
    joined(model, lists)
}

fn counted(n: u32, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

/// A bar of ten cells at most for a share in percent.
fn bar(share: u64, tone: Tone) -> Words {
    let cells = usize::try_from((share.min(100) + 5) / 10).unwrap_or(10);
    Words::of(tone, "━".repeat(cells))
}

fn named(name: &str) -> Words {
    Words::text(format!("{:<NAME$} ", cut(name, NAME, "…")))
}

/// Days in a row and how much was practised.
fn days(model: &Model) -> List {
    let practice = &model.history.progress.practice;
    let streak = practice.streak;
    if practice.taken == 0 && streak.longest == 0 {
        return List::default();
    }
    let row =
        |words: String, right: String| Row { words: Words::text(words), right: Words::muted(right), ..Row::default() };
    let days = match streak.days {
        0 => "today can begin a new row".to_string(),
        1 => "1 day in a row".into(),
        n => format!("{n} days in a row"),
    };
    let taken = format!("{}, {} passed", counted(practice.taken, "rehearsal"), practice.passed);
    List {
        name: "practice".into(),
        right: "weekends are free".into(),
        rows: vec![
            row(days, format!("longest {}", streak.longest)),
            row(
                taken,
                match practice.replies {
                    1 => "1 reply".to_string(),
                    n => format!("{n} replies"),
                },
            ),
        ],
        ..List::default()
    }
}

/// Where the time of rehearsals went.
fn steps(model: &Model, steps: &[StepSum]) -> List {
    let several = steps.windows(2).any(|two| two[0].framework != two[1].framework);
    let row = |step: &StepSum| {
        let over = step.taken_share > step.meant_share + 15;
        let name = title(model.library(), &step.step);
        let name = if several { format!("{} {name}", title(model.library(), &step.framework)) } else { name };
        let tone = if over { Tone::Held } else { Tone::Done };
        Row {
            words: named(&name).then(bar(step.taken_share, tone)),
            right: Words::muted(format!("{:>3}% ", step.meant_share))
                .then(Words::of(if over { Tone::Held } else { Tone::Text }, format!("{:>3}%", step.taken_share))),
            ..Row::default()
        }
    };
    List { name: "steps".into(), right: "meant  was".into(), rows: steps.iter().map(row).collect(), ..List::default() }
}

/// Moves or cautions: the bar is the last week's share, beside it those of the last weeks.
fn heard(name: &str, all: &[Heard], weeks: &[Week], tone: Tone) -> List {
    let first = weeks.len().saturating_sub(WEEKS);
    let of = |(week, made): (&Week, &u32)| share(u64::from(*made), u64::from(week.replies));
    let row = |heard: &Heard| {
        let shares: Vec<u64> = weeks.iter().zip(&heard.weeks).skip(first).map(of).collect();
        let figures: Vec<String> = shares.iter().map(|share| format!("{share:>3}%")).collect();
        Row {
            words: named(&said::name(&heard.id)).then(bar(shares.last().copied().unwrap_or(0), tone)),
            right: Words::muted(figures.join(" ")),
            ..Row::default()
        }
    };
    let last = weeks.last().map_or(String::new(), |week| week.monday.format("%-d %b").to_string());
    let right = if weeks.len() > 1 { format!("to {last}") } else { format!("week {last}") };
    List { name: name.into(), right, rows: all.iter().map(row).collect(), ..List::default() }
}

/// Who was trained, with what their last mock calls came to.
fn trainees(mocks: &Mocks) -> List {
    let row = |trainee: &Trainee| {
        let first = trainee.sessions.len().saturating_sub(WEEKS);
        let last: Vec<Option<u32>> = trainee.sessions[first..].iter().map(|call| call.percent).collect();
        let figures: Vec<String> =
            last.iter().map(|percent| percent.map_or("   -".into(), |percent| format!("{percent:>3}%"))).collect();
        let passed = trainee.sessions.last().is_some_and(|call| call.passed);
        let tone = if passed { Tone::Done } else { Tone::Held };
        let bar = bar(u64::from(last.last().copied().flatten().unwrap_or(0)), tone);
        Row {
            words: named(trainee.name.as_deref().unwrap_or("someone")).then(bar),
            right: Words::muted(format!("{} of {}  {}", trainee.passed(), trainee.sessions.len(), figures.join(" "))),
            ..Row::default()
        }
    };
    let rows = mocks.trainees.iter().map(row).collect();
    List { name: "mock calls: trainees".into(), right: "passed   of late".into(), rows, ..List::default() }
}

/// How many lines of sheets are shown.
const LINES: usize = 8;

/// What was missed most often in mock calls; what failed one at once stands first.
fn missed(model: &Model, mocks: &Mocks) -> List {
    let row = |words: Words, right: String| Row { words, right: Words::muted(right), ..Row::default() };
    let title = |id| mock::title(model.library(), id);
    let fails =
        mocks.fails.iter().map(|(id, count)| row(Words::of(Tone::Must, title(id)), format!("automatic fail {count}")));
    let lines = mocks.lines.iter().filter(|line| line.missed > 0).take(LINES);
    let lines =
        lines.map(|line| row(Words::text(title(&line.criterion)), format!("{} of {}", line.missed, line.marked)));
    List {
        name: "lines missed most".into(),
        right: "of marked".into(),
        rows: fails.chain(lines).collect(),
        ..List::default()
    }
}

/// How often each was taken, and passed.
fn taken(model: &Model, name: &str, all: &[Taken]) -> List {
    let row = |taken: &Taken| {
        let library = model.library();
        let short = library.scenario(&taken.id).map(|scenario| scenario.short.clone());
        let short = short.or_else(|| library.caller(&taken.id).map(|caller| caller.name.clone()));
        let passed = share(u64::from(taken.passed), u64::from(taken.taken));
        let last = model.wall(taken.last).format("%-d %b");
        Row {
            words: named(&short.unwrap_or_else(|| taken.id.to_string())).then(bar(passed, Tone::Done)),
            right: Words::muted(format!("{} of {}  {last:>6}", taken.passed, taken.taken)),
            ..Row::default()
        }
    };
    List { name: name.into(), right: "passed    last".into(), rows: all.iter().map(row).collect(), ..List::default() }
}
