use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::call::event::{EndReason, What};

fn open(dir: &Path, retention: Retention) -> (Journal, Receiver<Report>) {
    let (tell, told) = channel();
    let journal = Journal::open(dir, retention, move |report| drop(tell.send(report))).unwrap();
    (journal, told)
}

fn call(name: &str) -> CallId {
    CallId(name.to_owned())
}

fn event(ticket: u64, name: &str, seq: u32, what: What) -> Write {
    let event = CallEvent { seq, at: At(1_000 + i64::from(seq)), what };
    Write::Event { ticket, call: call(name), event, texts: vec![], digest: "d1".to_owned(), shown: vec![] }
}

#[test]
fn what_is_written_is_there_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, told) = open(dir.path(), Retention::default());
    journal.write(event(7, "c1", 1, What::Answered));
    journal.write(event(8, "c1", 2, What::Ended { reason: EndReason::Us }));
    assert_eq!(told.recv().unwrap(), Report::Saved { ticket: 7 });
    assert_eq!(told.recv().unwrap(), Report::Saved { ticket: 8 });
    drop(journal);
    let (journal, _told) = open(dir.path(), Retention::default());
    let stored = journal.load(&call("c1")).unwrap();
    assert_eq!(stored.events.len(), 2);
    assert_eq!(stored.events[1].what, What::Ended { reason: EndReason::Us });
    assert_eq!(journal.unfinished().unwrap().len(), 1);
}
