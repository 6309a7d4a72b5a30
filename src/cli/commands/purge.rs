//! `hearken purge`: forget, for good.

use std::{
    path::Path,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use clap::Args;

use crate::{
    app::people::{self, Person},
    call::event::At,
    cli::{CliError, setup::Setup, talk},
    runtime::{clock::Clock, effects::retention},
    storage::journal::{Journal, Report, Summary, Write},
    text::clean,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
#[group(required = true, multiple = false)]
pub struct Purge {
    /// Calls whose last act is older, promises that were due before, and what was practised before: 30d, 12h, 4w
    #[arg(long, value_name = "AGE", value_parser = age)]
    older_than: Option<Duration>,
    /// Everything, promises and practice too
    #[arg(long)]
    all: bool,
    /// Someone who was trained: their name and every mock call of theirs
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
}

const HELP: &str = "\
No byte of what is forgotten stays in any file of the data folder. A call that a running hearken has open stays, and is told.
People who were trained are forgotten with their last mock call.

Examples:
  hearken purge --older-than 30d
  hearken purge --person \"Ann Lee\"";

/// How long a reader in the way is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// `30d`, `12h`, `4w`.
fn age(text: &str) -> Result<Duration, String> {
    let wrong = || "write a number and a unit, such as 30d, 12h or 4w".to_string();
    let at = text.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
    let hours = match &text[at..] {
        "h" => 1,
        "d" => 24,
        "w" => 24 * 7,
        _ => return Err(wrong()),
    };
    let count: u64 = text[..at].parse().map_err(|_| wrong())?;
    count.checked_mul(hours * 3600).map(Duration::from_secs).ok_or_else(wrong)
}

impl Purge {
    /// Forgets, and says when it is true.
    ///
    /// # Errors
    /// Where nobody has the name, the store cannot be opened or written, or someone reading it holds the erasure up.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let data = &setup.paths()?.data;
        if !data.exists() {
            if let Some(name) = &self.person {
                return Err(nobody(name, &[]));
            }
            talk("nothing is kept here");
            return Ok(());
        }
        let (journal, reports) = open(setup, data)?;
        let before = journal.summary()?;
        let now = Clock::start().now();
        let gone = match &self.person {
            Some(name) => called(name, journal.people()?)?,
            None => Vec::new(),
        };
        if self.person.is_none() {
            journal.write(Write::Purge { before: self.older_than.map(|age| back(now, age)), now });
            erased(&reports)?;
        }
        for person in &gone {
            journal.write(Write::Forget { person: person.id.clone(), now });
            erased(&reports)?;
        }
        talk(&said(before, journal.summary()?));
        let mut open = 0;
        for person in &gone {
            open += journal.calls_of(&person.id)?.len();
        }
        match open {
            0 => Ok(()),
            n => Err(CliError::machine(format!("{} open in another hearken and stays, the name too", calls(n)))
                .hint("close other hearkens and run this again: then nothing of it is left")),
        }
    }
}

/// The store, and what it reports.
fn open(setup: &Setup, data: &Path) -> Result<(Journal, Receiver<Report>), CliError> {
    let (tell, reports) = channel();
    // Who stops listening has ended.
    let journal = Journal::open(data, retention(setup.sound_config()), move |report| {
        let _ = tell.send(report);
    })?;
    Ok((journal, reports))
}

/// Waits until no byte of it is left.
fn erased(reports: &Receiver<Report>) -> Result<(), CliError> {
    loop {
        match reports.recv_timeout(PATIENCE) {
            Ok(Report::Purged) => return Ok(()),
            Ok(Report::NotSaved { reason }) => return Err(CliError::machine(reason)),
            Ok(_) => {}
            Err(_) => {
                return Err(CliError::machine("it is deleted, but another program still reads the store")
                    .hint("close other hearkens and run this again: then it is erased"));
            }
        }
    }
}

/// Everyone of this name: whom an exported file brought along has an id of their own.
fn called(name: &str, people: Vec<Person>) -> Result<Vec<Person>, CliError> {
    let wanted = people::name(name).unwrap_or_default();
    let (found, others): (Vec<Person>, Vec<Person>) = people.into_iter().partition(|person| person.is_called(&wanted));
    if found.is_empty() { Err(nobody(name, &others)) } else { Ok(found) }
}

fn nobody(name: &str, people: &[Person]) -> CliError {
    let error = CliError::user(format!("nobody here has the name `{}`", clean(name)));
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    error.hint(match names[..] {
        [] => "no names are kept here".into(),
        _ => format!("the names are {}", names.join(", ")),
    })
}

fn calls(n: usize) -> String {
    if n == 1 { "1 call is".into() } else { format!("{n} calls are") }
}

fn back(now: At, age: Duration) -> At {
    At(now.0.saturating_sub_unsigned(u64::try_from(age.as_millis()).unwrap_or(u64::MAX)))
}

fn said(before: Summary, after: Summary) -> String {
    let calls = before.calls.saturating_sub(after.calls);
    let promises = before.promises.saturating_sub(after.promises);
    let answers = before.reviews.saturating_sub(after.reviews);
    let people = before.people.saturating_sub(after.people);
    let more = |answers: u32, people: u32| {
        let some = [("answers in practice", answers), ("people", people)].into_iter().filter(|(_, count)| *count > 0);
        some.map(|(what, count)| format!(", {what} {count}")).collect::<String>()
    };
    format!(
        "forgotten: calls {calls}, promises {promises}{}; kept: calls {}, promises {}{}",
        more(answers, people),
        after.calls,
        after.promises,
        more(after.reviews, after.people)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read() {
        assert_eq!(age("30d"), Ok(Duration::from_secs(30 * 86_400)));
        assert_eq!(age("12h"), Ok(Duration::from_secs(43_200)));
        assert_eq!(age("1w"), age("7d"));
        for wrong in ["", "30", "d", "30 d", "-3d", "3m", "99999999999999999999d", "9999999999999999999d"] {
            assert!(age(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_age_that_is_longer_than_time_forgets_nothing() {
        assert_eq!(back(At(1_000), Duration::from_secs(1)), At(0));
        assert!(back(At(1_000), Duration::MAX) < At(0));
    }
}
