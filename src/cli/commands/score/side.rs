//! What one observer marked: mock calls of a file or of the store, and which of them another marked too.

use std::path::Path;

use crate::{
    call::{
        desk::Call,
        event::CallId,
        mock::{Marking, SheetPin},
        session::CallSession,
    },
    cli::CliError,
    practice::{agreement::differences, progress::Record},
    storage::{journal::Journal, session},
    text::{clean, cut},
};

/// How wide the name of an observer is at most, in columns.
const NAME: usize = 12;

/// How many ids are told at most.
const TOLD: usize = 8;

/// What one observer marked.
#[derive(Debug)]
pub(in crate::cli::commands) struct Side {
    /// Who, for people: the observer's name, or what was named.
    pub(super) name: String,
    /// Their mock calls.
    pub(in crate::cli::commands) calls: Vec<Call>,
}

/// Two markings of one call.
pub(super) type Pair<'a> = (&'a Call, &'a Call);

impl Side {
    /// A file of this name, or the mock call of the store whose id is this or begins so.
    pub(in crate::cli::commands) fn of(named: &str, journal: Option<&Journal>) -> Result<Side, CliError> {
        let path = Path::new(named);
        let side = if path.exists() { Side::in_file(path)? } else { Side::in_store(named, journal)? };
        let other = side.calls.iter().find(|call| call.session.state().mock.is_none());
        match other {
            Some(call) => Err(CliError::user(format!("{} is no mock call", shown(&call.session.id)))
                .hint("only mock calls are marked: `hearken history` tells which those are")),
            None => Ok(side),
        }
    }

    fn in_file(path: &Path) -> Result<Side, CliError> {
        let sessions = session::read(path).map_err(|unfit| {
            CliError::user(unfit.to_string()).hint("name a file that `hearken export --format json ID` wrote")
        })?;
        let stem = clean(&path.file_stem().unwrap_or_default().to_string_lossy());
        let first = sessions.first().and_then(|session| session.observer.clone());
        let observer = first.filter(|name| sessions.iter().all(|session| session.observer.as_ref() == Some(name)));
        let calls = sessions.iter().map(session::Session::call).collect();
        Ok(Side { name: cut(&observer.unwrap_or(stem), NAME, "…"), calls })
    }

    fn in_store(named: &str, journal: Option<&Journal>) -> Result<Side, CliError> {
        let none = || {
            CliError::user(format!("there is no file and no session `{}`", clean(named)))
                .hint("`hearken history --json` tells the ids of what is past")
        };
        let journal = journal.ok_or_else(none)?;
        let records: Vec<Record> = journal.records().collect::<Result<_, _>>()?;
        let ids: Vec<&CallId> = records.iter().map(|record| &record.call).collect();
        let exact = ids.iter().position(|id| id.0 == named).map(|at| vec![ids[at]]);
        let fits = exact
            .unwrap_or_else(|| ids.iter().filter(|id| !named.is_empty() && id.0.starts_with(named)).copied().collect());
        match fits[..] {
            [] => Err(none()),
            [id] => {
                let stored = journal.load(id)?;
                let mut call = Call::new(CallSession::replay(id.clone(), stored.events));
                call.texts = stored.texts;
                Ok(Side { name: cut(&clean(&id.0), NAME, "…"), calls: vec![call] })
            }
            _ => {
                let all: Vec<String> = fits.iter().take(TOLD).map(|id| shown(id)).collect();
                Err(CliError::user(format!("{} sessions begin with `{}`", fits.len(), clean(named)))
                    .hint(format!("write more of the id: {}", all.join(", "))))
            }
        }
    }
}

/// An id as it is shown.
fn shown(id: &CallId) -> String {
    format!("`{}`", clean(&id.0))
}

/// How a mock call is marked.
pub(super) fn marking(call: &Call) -> &Marking {
    call.session.state().mock.as_ref().expect("a side has mock calls only")
}

/// The call that is marked: the first that it was marked in.
fn root(call: &Call) -> &CallId {
    marking(call).mock.of.as_ref().unwrap_or(&call.session.id)
}

/// The calls that both marked, and the ids of those that only one did. Where each has just one, they are taken to be the
/// same.
pub(super) fn pairs<'a>(first: &'a Side, second: &'a Side) -> Result<(Vec<Pair<'a>>, Vec<String>), CliError> {
    for side in [first, second] {
        let twice =
            side.calls.iter().enumerate().find(|(n, call)| side.calls[..*n].iter().any(|c| root(c) == root(call)));
        if let Some((_, call)) = twice {
            return Err(CliError::user(format!("{} holds the call {} twice", side.name, shown(root(call))))
                .hint("name a file with one marking of each call"));
        }
    }
    if let ([one], [other]) = (&first.calls[..], &second.calls[..]) {
        return Ok((vec![(one, other)], Vec::new()));
    }
    let other = |call: &Call, side: &'a Side| side.calls.iter().find(|other| root(other) == root(call));
    let pairs: Vec<Pair> = first.calls.iter().filter_map(|call| Some((call, other(call, second)?))).collect();
    if pairs.is_empty() {
        return Err(CliError::user(format!("{} and {} marked no call both", first.name, second.name))
            .hint("calls belong together by the first session that they were marked in"));
    }
    let lone = |own: &'a Side, with: &'a Side| {
        own.calls.iter().filter(move |call| other(call, with).is_none()).map(|call| shown(&call.session.id))
    };
    let lone = lone(first, second).chain(lone(second, first)).collect();
    Ok((pairs, lone))
}

/// The sheet that all of them were marked by.
pub(super) fn sheet<'a>(pairs: &[Pair<'a>]) -> Result<&'a SheetPin, CliError> {
    let mut all = pairs.iter().flat_map(|(first, second)| [*first, *second]);
    let one = &marking(all.next().expect("there is a pair")).mock.sheet;
    for call in all {
        let differ = differences(one, &marking(call).mock.sheet);
        if !differ.is_empty() {
            let ids: Vec<String> = differ.iter().take(TOLD).map(|id| format!("`{}`", clean(id.as_str()))).collect();
            let more = if differ.len() > TOLD { " and more" } else { "" };
            return Err(CliError::user(format!(
                "the sheets differ: only one of {} and the others has {}{more}",
                shown(&call.session.id),
                ids.join(", ")
            ))
            .hint("two observers agree or not only by the same scorecard, as it was when the call began"));
        }
    }
    Ok(one)
}
