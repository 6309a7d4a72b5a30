//! What a large centre's playbooks cost: 500 files with 100,000 phrases, laid over the shipped set. They are read behind
//! the first frame; then a key in a live call has 16 ms, a frame at 60 Hz.

use std::{fmt::Write, hint::black_box, sync::Arc, time::Duration};

use chrono::FixedOffset;
use criterion::{Criterion, criterion_group, criterion_main};
use hearken::{
    app::{
        config::Config,
        glance::glance,
        keymap::{Key, Keymap},
        model::{Model, Zone},
        msg::{Loaded, Msg, Now},
        update::update,
    },
    call::event::{At, CallId},
    coach::Index,
    playbook::{self, SourceFile, model::Layer},
};

const FILES: usize = 500;
const PHRASES: usize = 200;

/// A team's file: topics, each with phrases at steps of HEAR.
fn file(number: usize) -> SourceFile {
    let steps = ["hear.hear", "hear.empathize", "hear.analyze", "hear.respond"];
    let mut text = format!("title: Desk {number}\ntopics: [{{id: topic-{number}, title: Topic {number}}}]\nphrases:\n");
    for i in 0..PHRASES {
        let step = steps[i % steps.len()];
        // Every fifth is offered at any call, the others once their topic is set.
        let place = if i % 5 == 0 { step.to_string() } else { format!("[{step}, topic-{number}]") };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "  - {{id: d{number}-{i}, for: {place}, say: \"I see order {number}. Part {i} is on its way.\"}}"
        );
    }
    SourceFile { layer: Layer::Team(0), name: format!("desk-{number}.yaml"), bytes: text.into() }
}

fn loaded(files: &[SourceFile]) -> Loaded {
    let playbook::Loaded { library, faults } = playbook::load(files);
    assert!(faults.iter().all(|fault| !fault.is_error()), "{:?}", faults.first());
    let index = Arc::new(Index::build(&library));
    Loaded { library: Arc::new(library), index, faults: Vec::new(), files: files.len() }
}

/// A desk in a live call.
fn desk(loaded: Loaded) -> (Model, impl FnMut(&mut Model, Msg)) {
    let config = Config { agent: Some("Sam".into()), asked: true, ..Config::default() };
    let utc = Zone::Fixed(FixedOffset::east_opt(0).expect("UTC"));
    let mut at = At(1_795_010_880_000);
    let mut model = Model::new(config, Keymap::default(), loaded, utc, "UTC".into(), at);
    let mut send = move |model: &mut Model, msg: Msg| {
        at = at.plus(100);
        black_box(update(model, msg, Now { at, fresh: CallId("c".into()) }));
        black_box(glance(model));
    };
    send(&mut model, Msg::Begin { name: None, number: None, industry: None });
    (model, send)
}

fn size(c: &mut Criterion) {
    let mut files = playbook::built_in();
    files.extend((0..FILES).map(file));
    c.bench_function("read and check 500 files with 100,000 phrases", |b| b.iter(|| playbook::load(black_box(&files))));
    let large = loaded(&files);
    let small = loaded(&playbook::built_in());
    c.bench_function("index them", |b| b.iter(|| Index::build(black_box(&large.library))));
    for (name, set) in [("the shipped set", small), ("100,000 phrases", large)] {
        let key = |text: &str| Msg::Key(text.parse::<Key>().expect("a key"));
        let (mut model, mut send) = desk(set);
        let mut turn = false;
        c.bench_function(&format!("a move among items, {name}"), |b| {
            b.iter(|| {
                turn = !turn;
                send(&mut model, key(if turn { "j" } else { "k" }));
            });
        });
        c.bench_function(&format!("said, and the next line dealt, {name}"), |b| b.iter(|| send(&mut model, key("1"))));
        send(&mut model, key("i"));
        c.bench_function(&format!("a letter of a note, {name}"), |b| b.iter(|| send(&mut model, key("a"))));
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).measurement_time(Duration::from_secs(3));
    targets = size
}
criterion_main!(benches);
