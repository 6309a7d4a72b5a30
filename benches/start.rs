//! What happens in the program between its start and its first frame: the shipped playbooks are read, checked and
//! indexed, the model is made, home is drawn. The operating system, the terminal and the store are not in it.

use std::{hint::black_box, sync::Arc, time::Duration};

use chrono::FixedOffset;
use criterion::{Criterion, criterion_group, criterion_main};
use hearken::{
    app::{
        config::Config,
        glance::glance,
        keymap::Keymap,
        model::{Model, Zone},
        msg::Loaded,
    },
    call::event::At,
    coach::Index,
    playbook,
    tui::{layout::Glyphs, renderer::Renderer, theme::Theme},
};

fn loaded() -> Loaded {
    let files = playbook::built_in();
    let playbook::Loaded { library, faults } = playbook::load(&files);
    assert!(faults.is_empty());
    let index = Arc::new(Index::build(&library));
    Loaded { library: Arc::new(library), index, faults: Vec::new(), files: files.len() }
}

/// The cells of home at 80x24.
fn first_frame(loaded: Loaded) -> usize {
    let config = Config { agent: Some("Sam".into()), asked: true, ..Config::default() };
    let utc = Zone::Fixed(FixedOffset::east_opt(0).expect("UTC"));
    let model = Model::new(config, Keymap::default(), loaded, utc, "UTC".into(), At(1_795_010_880_000));
    let mut renderer = Renderer::new(Theme::by_name("dark").expect("it is shipped"), Glyphs::Unicode, false);
    let frame = renderer.draw(&glance(&model), model.size).expect("the first frame is new");
    frame.cells.content.len()
}

fn start(c: &mut Criterion) {
    let files = playbook::built_in();
    c.bench_function("read and check the shipped playbooks", |b| b.iter(|| playbook::load(black_box(&files))));
    let library = playbook::load(&files).library;
    c.bench_function("index them", |b| b.iter(|| Index::build(black_box(&library))));
    let ready = loaded();
    c.bench_function("model and first frame", |b| b.iter(|| first_frame(black_box(ready.clone()))));
    c.bench_function("all of it", |b| b.iter(|| first_frame(loaded())));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(50).measurement_time(Duration::from_secs(4));
    targets = start
}
criterion_main!(benches);
