//! `hearken purge`: forget, for good.

use std::{sync::mpsc::channel, time::Duration};

use clap::Args;

use crate::{
    call::event::At,
    cli::{CliError, setup::Setup, talk},
    runtime::{clock::Clock, effects::retention},
    storage::journal::{Journal, Report, Summary, Write},
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
}

const HELP: &str = "\
No byte of what is forgotten stays in any file of the data folder. A call that a running hearken has open stays.

Example:
  hearken purge --older-than 30d";

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
    /// Where the store cannot be opened or written, or someone reading it holds the erasure up.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let paths = setup.paths()?;
        if !paths.data.exists() {
            talk("nothing is kept here");
            return Ok(());
        }
        let (tell, reports) = channel();
        // Who stops listening has ended.
        let journal = Journal::open(&paths.data, retention(setup.sound_config()), move |report| {
            let _ = tell.send(report);
        })?;
        let before = journal.summary()?;
        let now = Clock::start().now();
        journal.write(Write::Purge { before: self.older_than.map(|age| back(now, age)), now });
        loop {
            match reports.recv_timeout(PATIENCE) {
                Ok(Report::Purged) => break,
                Ok(Report::NotSaved { reason }) => return Err(CliError::machine(reason)),
                Ok(_) => {}
                Err(_) => {
                    return Err(CliError::machine("it is deleted, but another program still reads the store")
                        .hint("close other hearkens and run this again: then it is erased"));
                }
            }
        }
        talk(&said(before, journal.summary()?));
        Ok(())
    }
}

fn back(now: At, age: Duration) -> At {
    At(now.0.saturating_sub_unsigned(u64::try_from(age.as_millis()).unwrap_or(u64::MAX)))
}

fn said(before: Summary, after: Summary) -> String {
    let calls = before.calls.saturating_sub(after.calls);
    let promises = before.promises.saturating_sub(after.promises);
    let answers = before.reviews.saturating_sub(after.reviews);
    let practised = |answers: u32| if answers > 0 { format!(", answers in practice {answers}") } else { String::new() };
    format!(
        "forgotten: calls {calls}, promises {promises}{}; kept: calls {}, promises {}{}",
        practised(answers),
        after.calls,
        after.promises,
        practised(after.reviews)
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
