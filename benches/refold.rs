//! What a long call costs: a log of 5,000 events folded from the beginning, one event taken in, one undone.

use std::{hint::black_box, time::Duration};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use hearken::{
    call::{
        event::{Arrival, At, CallId, ItemState, TextId},
        session::{CallSession, Intent, Start},
        state::CallState,
    },
    playbook::{self, model::Library},
};

/// How long the log is.
const EVENTS: usize = 5_000;

/// The start of the call.
const START: At = At(1_795_010_880_000);

/// A call in which everything goes on happening, one act a second.
fn long_call(library: &Library) -> CallSession {
    let start = Start { arrival: Arrival::Ringing, framework: "hear".into(), industry: None, practice: None };
    let mut session = CallSession::open(CallId("call".into()), library, start, START);
    let said = library.phrases.iter().map(|phrase| phrase.id.clone()).cycle();
    let acts = said.enumerate().flat_map(|(i, phrase)| {
        [
            Intent::Answer,
            Intent::Say(phrase, 1),
            Intent::Tick,
            Intent::Move(-1),
            Intent::Set(ItemState::Deferred, None),
            Intent::NextStep,
            Intent::OpenScenario("bereavement".into()),
            Intent::Tick,
            Intent::Note(TextId(i as u32 + 1)),
            Intent::Back,
            Intent::Accept,
            Intent::Hold,
            Intent::Resume,
            Intent::OtherFramework,
            Intent::Undo,
        ]
    });
    for intent in acts {
        let at = START.plus(session.events().len() as u64 * 1_000);
        // What makes no sense just then is refused, as with a key.
        if let Ok(event) = session.decide(library, intent, at) {
            session.apply(event);
        }
        if session.events().len() == EVENTS {
            break;
        }
    }
    session
}

fn refold(c: &mut Criterion) {
    let library = playbook::load(&playbook::built_in()).library;
    let session = long_call(&library);
    c.bench_function("fold 5,000 events", |b| b.iter(|| CallState::fold(black_box(session.events()))));
    let take_in = |session: &mut CallSession, intent: &Intent| {
        let at = session.state().last.plus(1_000);
        session.apply(session.decide(&library, intent.clone(), at).expect("it makes sense here"));
    };
    for (name, intent) in [("decide and take in one more", Intent::Move(-1)), ("undo one", Intent::Undo)] {
        c.bench_function(name, |b| {
            b.iter_batched_ref(
                || {
                    // A copy has no room for one more; in a call it is made once in a thousand events.
                    let mut session = session.clone();
                    take_in(&mut session, &Intent::Move(1));
                    session
                },
                |session| take_in(session, &intent),
                BatchSize::LargeInput,
            );
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(50).measurement_time(Duration::from_secs(3));
    targets = refold
}
criterion_main!(benches);
