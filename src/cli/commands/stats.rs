//! `hearken stats`: figures of calls and practice.

use chrono::{DateTime, FixedOffset};
use clap::Args;
use serde_json::{Value, json};

use crate::{
    app::model::Zone,
    call::{event::At, mock::PersonId},
    cli::{CliError, put, setup::Setup, talk},
    playbook::{
        self,
        model::{Id, Library},
    },
    practice::{
        mock,
        progress::{
            Calls, Heard, Kept, Lens, Mocks, Practice, Progress, Spread, Taken, Trainee, TraineeCall, Week, title,
        },
    },
    runtime::clock::Clock,
};

mod words;

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Stats {
    /// For programs: one JSON object on stdout
    #[arg(long)]
    json: bool,
}

const HELP: &str = "\
Figures of everything finished that is kept on this machine: live calls for `keep_days`, practice until `purge`.

--json gives one object. Times are in milliseconds, shares in percent, days YYYY-MM-DD.
  calls      count, answered, promises; talk_ms, hold_ms, after_call_ms and handle_ms of answered calls, each with
             total, mean and median; dispositions [{id, title, count}], id null where none was set; missed [{id, text,
             not_done, late}]: killer items never done, or ticked only after the end
  practice   taken, passed, replies; steps [{framework, id, title, rehearsals, meant_ms, taken_ms, meant_share,
             taken_share, replies, cautions}]; weeks [{week, replies}], the Mondays of weeks with practice; moves and
             cautions [{id, replies, weeks: [{week, replies, of}]}]: in how many replies of how many each was;
             scenarios and callers [{id, title, taken, passed, last}]; streak {days, longest, today} of days with a
             rehearsal or a card, which no weekend breaks; weakest {id, kind, title, reason, times, of, last} or null
  mocks      count, passed; trainees [{name, count, passed, sessions: [{id, day, caller, card, percent, passed}]}], the
             earliest session first, percent null where nothing was marked, name \"someone\" for all without one; lines
             [{id, title, missed, marked}]: how often each line of a sheet was missed, wholly or by half; fails [{id,
             title, count}]; callers as above. They count for nothing in practice. A call that several marked counts once.

Example:
  hearken stats --json | jq .practice.weakest";

impl Stats {
    /// Prints the figures.
    ///
    /// # Errors
    /// Where the settings are wrong, the store cannot be read, or the output not be written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let library = playbook::load(&setup.files()?).library;
        let (kept, people) = match setup.journal()? {
            Some(journal) => (journal.kept()?, journal.people()?),
            None => (Kept::default(), Vec::new()),
        };
        if kept == Kept::default() {
            talk("nothing is past yet: figures come with the first call or rehearsal that is wrapped up");
        }
        let day = |at: At| wall(at).date_naive();
        let practises = |id: &Id| library.caller(id).map(|caller| caller.practises.clone()).unwrap_or_default();
        let name = |id: &PersonId| people.iter().find(|person| person.id == *id).map(|person| person.name.clone());
        let lens = Lens { day: &day, today: day(Clock::start().now()), practises: &practises, name: &name };
        let progress = Progress::of(&kept, &lens);
        if self.json {
            return put(&format!("{}\n", as_json(&progress, &library)));
        }
        put(&words::of(&progress, &library))
    }
}

fn wall(at: At) -> DateTime<FixedOffset> {
    Zone::Local.wall(at)
}

fn as_json(progress: &Progress, library: &Library) -> Value {
    json!({
        "calls": calls(&progress.calls, library),
        "practice": practice(&progress.practice, library),
        "mocks": mocks(&progress.mocks, library),
    })
}

/// What whoever has no name is called.
const SOMEONE: &str = "someone";

fn mocks(mocks: &Mocks, library: &Library) -> Value {
    let session = |call: &TraineeCall| {
        json!({
            "id": call.call.0,
            "day": call.day.to_string(),
            "caller": call.caller.as_str(),
            "card": call.card.as_str(),
            "percent": call.percent,
            "passed": call.passed,
        })
    };
    let trainee = |trainee: &Trainee| {
        json!({
            "name": trainee.name.as_deref().unwrap_or(SOMEONE),
            "count": trainee.sessions.len(),
            "passed": trainee.passed(),
            "sessions": trainee.sessions.iter().map(session).collect::<Vec<_>>(),
        })
    };
    let lines = mocks.lines.iter().map(|line| {
        let text = mock::title(library, &line.criterion);
        json!({ "id": line.criterion.as_str(), "title": text, "missed": line.missed, "marked": line.marked })
    });
    let fails = mocks
        .fails
        .iter()
        .map(|(id, count)| json!({ "id": id.as_str(), "title": mock::title(library, id), "count": count }));
    json!({
        "count": mocks.count,
        "passed": mocks.passed,
        "trainees": mocks.trainees.iter().map(trainee).collect::<Vec<_>>(),
        "lines": lines.collect::<Vec<_>>(),
        "fails": fails.collect::<Vec<_>>(),
        "callers": taken(&mocks.callers, library),
    })
}

fn calls(calls: &Calls, library: &Library) -> Value {
    let dispositions = calls.dispositions.iter().map(|(id, count)| {
        let name = id.as_ref().map(|id| title(library, id));
        json!({ "id": id.as_ref().map(Id::as_str), "title": name, "count": count })
    });
    let missed = calls.missed.iter().map(|misses| {
        let text = title(library, &misses.item);
        json!({ "id": misses.item.as_str(), "text": text, "not_done": misses.not_done, "late": misses.late })
    });
    json!({
        "count": calls.count,
        "answered": calls.answered,
        "promises": calls.promises,
        "talk_ms": spread(calls.talk),
        "hold_ms": spread(calls.hold),
        "after_call_ms": spread(calls.after_call),
        "handle_ms": spread(calls.handle),
        "dispositions": dispositions.collect::<Vec<_>>(),
        "missed": missed.collect::<Vec<_>>(),
    })
}

fn spread(spread: Spread) -> Value {
    json!({ "total": spread.total, "mean": spread.mean, "median": spread.median })
}

fn practice(practice: &Practice, library: &Library) -> Value {
    let steps = practice.steps.iter().map(|step| {
        json!({
            "framework": step.framework.as_str(),
            "id": step.step.as_str(),
            "title": title(library, &step.step),
            "rehearsals": step.rehearsals,
            "meant_ms": step.meant,
            "taken_ms": step.taken,
            "meant_share": step.meant_share,
            "taken_share": step.taken_share,
            "replies": step.replies,
            "cautions": step.cautions,
        })
    });
    let weeks = practice.weeks.iter().map(|week| json!({ "week": monday(week), "replies": week.replies }));
    let weakest = practice.weakest.as_ref().map(|weak| {
        json!({
            "id": weak.id.as_str(),
            "kind": weak.kind(library),
            "title": title(library, &weak.id),
            "reason": weak.reason(library),
            "times": weak.times,
            "of": weak.of,
            "last": date(weak.last),
        })
    });
    let streak = practice.streak;
    json!({
        "taken": practice.taken,
        "passed": practice.passed,
        "replies": practice.replies,
        "steps": steps.collect::<Vec<_>>(),
        "weeks": weeks.collect::<Vec<_>>(),
        "moves": heard(&practice.moves, &practice.weeks),
        "cautions": heard(&practice.cautions, &practice.weeks),
        "scenarios": taken(&practice.scenarios, library),
        "callers": taken(&practice.callers, library),
        "streak": { "days": streak.days, "longest": streak.longest, "today": streak.today },
        "weakest": weakest,
    })
}

fn monday(week: &Week) -> String {
    week.monday.to_string()
}

fn date(at: At) -> String {
    wall(at).date_naive().to_string()
}

fn heard(all: &[Heard], weeks: &[Week]) -> Vec<Value> {
    let by_week = |heard: &Heard| -> Vec<Value> {
        let of = |(week, made): (&Week, &u32)| json!({ "week": monday(week), "replies": made, "of": week.replies });
        weeks.iter().zip(&heard.weeks).map(of).collect()
    };
    all.iter().map(|heard| json!({ "id": heard.id.as_str(), "replies": heard.made, "weeks": by_week(heard) })).collect()
}

fn taken(all: &[Taken], library: &Library) -> Vec<Value> {
    let of = |taken: &Taken| {
        json!({
            "id": taken.id.as_str(),
            "title": title(library, &taken.id),
            "taken": taken.taken,
            "passed": taken.passed,
            "last": date(taken.last),
        })
    };
    all.iter().map(of).collect()
}
