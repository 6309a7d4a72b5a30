//! What a turn costs the ear with all shipped playbooks: it has a millisecond.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use hearken::{
    coach::{Ear, Setting, listen, review},
    playbook,
};

fn ear(c: &mut Criterion) {
    let library = playbook::load(&playbook::built_in()).library;
    c.bench_function("ear: built for the shipped playbooks", |b| b.iter(|| Ear::new(black_box(&library))));
    let ear = Ear::new(&library);
    let heard = library.scenarios.iter().flat_map(|scenario| scenario.heard.iter().chain(&scenario.unlike));
    let turns: Vec<&str> = heard.map(String::as_str).collect();
    let replies: Vec<String> = library.phrases.iter().map(|phrase| phrase.say.plain()).collect();
    let mut next = turns.iter().cycle();
    c.bench_function("ear: a caller's turn", |b| {
        b.iter(|| listen(&library, &ear, black_box(next.next().copied().unwrap_or_default())))
    });
    let mut next = replies.iter().cycle();
    c.bench_function("ear: a reply", |b| {
        b.iter(|| {
            let reply = next.next().map_or("", String::as_str);
            review(&library, &ear, black_box(reply), &Setting::default())
        })
    });
    let long = turns[..40].join(", ");
    c.bench_function("ear: a turn of forty sayings", |b| b.iter(|| listen(&library, &ear, black_box(&long))));
}

criterion_group!(benches, ear);
criterion_main!(benches);
