//! What looking back costs: 5,000 finished calls, one in four a rehearsal, from the store to the figures.

use std::{collections::BTreeMap, hint::black_box, path::Path, sync::mpsc::channel, time::Duration};

use chrono::DateTime;
use criterion::{Criterion, criterion_group, criterion_main};
use hearken::{
    call::{
        event::{Arrival, At, CallId, EndReason, TextId},
        rehearsal::{CallerState, Exchange, Practice},
        session::{CallSession, Intent, Start},
    },
    playbook::{
        self,
        model::{Id, Library},
    },
    practice::progress::{Kept, Lens, Progress, Record},
    storage::journal::{Journal, Report, Retention, Write},
};

/// How many calls there are.
const CALLS: u32 = 5_000;

/// The first of them.
const START: At = At(1_795_010_880_000);

/// A call as it goes: some sixty events.
fn call(library: &Library, number: u32) -> CallSession {
    let practice = Practice { caller: "mrs-okoye".into(), seed: 41, from: None, mock: None };
    let start = Start {
        arrival: Arrival::Ringing,
        framework: "hear".into(),
        industry: None,
        practice: number.is_multiple_of(4).then_some(practice),
    };
    let at = START.plus(u64::from(number) * 900_000);
    let mut session = CallSession::open(CallId(format!("call-{number:06}")), library, start, at);
    let caller = CallerState { mood: 6, ..CallerState::default() };
    let moves = |ids: &[&str]| ids.iter().map(|id| Id::from(*id)).collect::<Vec<_>>();
    let exchange = Exchange {
        reply: Some(TextId(2)),
        moves: moves(&["acknowledge", "explore"]),
        cautions: moves(&["policy-shield"]),
        felt: Vec::new(),
        answer: TextId(3),
        caller: CallerState {
            made: BTreeMap::from([("acknowledge".into(), 1), ("explore".into(), 1)]),
            ..caller.clone()
        },
    };
    let mut acts = vec![Intent::Answer, Intent::CallerSpeaks(TextId(1), Box::new(caller))];
    for phrase in library.phrases.iter().take(12) {
        acts.extend([Intent::Say(phrase.id.clone(), 1), Intent::Tick, Intent::Note(TextId(4)), Intent::NextStep]);
        acts.push(if number.is_multiple_of(4) { Intent::Reply(Box::new(exchange.clone())) } else { Intent::Hold });
        acts.push(Intent::Resume);
    }
    acts.push(Intent::End(EndReason::Us));
    acts.push(Intent::Judge(false, vec!["policy-shield".into()]));
    acts.push(Intent::Disposition("resolved".into()));
    let killers: Vec<Id> = session.state().killers().map(|item| item.id.clone()).collect();
    acts.extend(killers.into_iter().map(|id| Intent::SetItem(id, hearken::call::event::ItemState::Deferred, None)));
    acts.push(Intent::Close);
    for intent in acts {
        let at = session.state().last.plus(4_000);
        // What makes no sense just then is refused, as with a key.
        if let Ok(event) = session.decide(library, intent, at) {
            session.apply(event);
        }
    }
    session
}

/// A store with all of them.
fn store(dir: &Path, library: &Library) -> Journal {
    let (tell, told) = channel();
    let journal = Journal::open(dir, Retention::default(), move |report| drop(tell.send(report))).expect("a store");
    for number in 0..CALLS {
        let session = call(library, number);
        for event in session.events().iter().cloned() {
            let (call, digest) = (session.id.clone(), library.digest.clone());
            journal.write(Write::Event { ticket: 1, call, event, texts: Vec::new(), digest, shown: Vec::new() });
        }
    }
    journal.write(Write::Flush { ticket: 2 });
    while told.recv().expect("the writer lives") != (Report::Saved { ticket: 2 }) {}
    journal
}

fn records(c: &mut Criterion) {
    let library = playbook::load(&playbook::built_in()).library;
    let dir = tempfile::tempdir().expect("a folder");
    let journal = store(dir.path(), &library);
    let read = || journal.records().collect::<Result<Vec<Record>, _>>().expect("a sound store");
    let all = read();
    assert_eq!(all.len(), CALLS as usize);
    c.bench_function("read 5,000 records", |b| b.iter(read));
    let day = |at: At| DateTime::from_timestamp_millis(at.0).unwrap_or_default().date_naive();
    let practises = |id: &Id| library.caller(id).map(|caller| caller.practises.clone()).unwrap_or_default();
    let today = day(START.plus(u64::from(CALLS) * 900_000));
    let lens = Lens { day: &day, today, practises: &practises, name: &|_| None };
    let kept = Kept { records: all, drilled: Vec::new() };
    let figures = || Progress::of(black_box(&kept), &lens);
    c.bench_function("their figures", |b| b.iter(figures));
    let past = rusqlite::Connection::open(dir.path().join("hearken.db")).expect("the store");
    past.execute("DELETE FROM records", []).expect("no rows");
    c.bench_function("make 5,000 records from their logs", |b| b.iter(read));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).measurement_time(Duration::from_secs(3));
    targets = records
}
criterion_main!(benches);
