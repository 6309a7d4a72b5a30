//! From a key to its finished frame, as the loop goes through it: update, glance, draw. Nothing is written to a terminal.

#[allow(clippy::unwrap_used, dead_code, reason = "a journey that cannot go on says where; each file uses its part")]
#[path = "../tests/support/journey.rs"]
mod journey;

use std::{hint::black_box, time::Duration};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use hearken::{
    app::{
        glance::glance,
        keymap::Key,
        model::Model,
        msg::{Msg, Now},
        update::update,
    },
    call::event::CallId,
    tui::{layout::Glyphs, renderer::Renderer, theme::Theme},
};
use journey::Journey;

/// What is measured: its name, the keys that lead there, and the key.
const MOMENTS: [(&str, &str, &str); 4] = [
    ("tick", "l t:5s 1", "Space"),
    ("next step", "l t:5s 1 Space", "Enter"),
    ("a letter of a note", "l t:5s 1 Space i \"third call since Monda\"", "y"),
    ("a letter in the palette", "l t:5s 1 Space / \"pasword rese\"", "t"),
];

/// What a key begins with: the model as it is, and a renderer that has drawn it.
fn before(journey: &Journey, size: (u16, u16)) -> (Model, Renderer) {
    let mut model = journey.model.clone();
    model.size = size;
    let mut renderer = Renderer::new(Theme::by_name("dark").expect("it is shipped"), Glyphs::Unicode, false);
    renderer.draw(&glance(&model), size);
    (model, renderer)
}

fn frame(c: &mut Criterion) {
    for (size, name) in [((80, 24), "80x24"), ((200, 60), "200x60")] {
        for (moment, script, key) in MOMENTS {
            let mut journey = Journey::new();
            journey.play(script);
            let start = before(&journey, size);
            let key: Key = key.parse().expect("a key");
            c.bench_function(&format!("{name}, {moment}"), |b| {
                b.iter_batched_ref(
                    || start.clone(),
                    |(model, renderer)| {
                        let now = Now { at: journey.at.plus(40), fresh: CallId("fresh".into()) };
                        black_box(update(model, Msg::Key(key), now));
                        assert!(renderer.draw(&glance(model), size).is_some(), "the key shows");
                    },
                    BatchSize::SmallInput,
                );
            });
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(50).measurement_time(Duration::from_secs(3));
    targets = frame
}
criterion_main!(benches);
