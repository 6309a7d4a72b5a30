//! What a keystroke in the palette costs over 100,000 phrases. It has 16 ms, a frame at 60 Hz.
//!
//! Once under a single topic, the worst case for what is listed, and once under two thousand, the worst case for what
//! is counted by topic.
//!
//! `HEARKEN_BENCH_PHRASES` may name a file with one phrase a line; without it words are made up.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use hearken::{
    coach::Index,
    playbook::model::{Id, Label, Library, Phrase, Piece, When, Wording},
};

/// How many phrases are searched.
const PHRASES: usize = 100_000;

/// A caller's own sentence, and one of which no library has the words.
const SENTENCES: [&str; 2] = [
    "hello, my name is Ann and I would like to know when I get the money back for the order that I sent to you last week",
    "zzzza zzzzb zzzzc zzzzd zzzze zzzzf zzzzg zzzzh zzzzi zzzzj zzzzk zzzzl zzzzm zzzzn zzzzo zzzzp zzzzq zzzzr zzzzs zzzzt",
];

fn library(topics: usize) -> Library {
    let file = std::env::var_os("HEARKEN_BENCH_PHRASES").and_then(|path| std::fs::read_to_string(path).ok());
    let texts: Vec<String> = match file {
        Some(text) => text.lines().take(PHRASES).map(str::to_string).collect(),
        None => generated(),
    };
    let desk = |number: usize| Id::from(format!("desk-{number}"));
    let label = |number| Label { id: desk(number), title: "Desk".into(), background: Default::default() };
    let phrases = texts.into_iter().enumerate().map(|(i, text)| phrase(i, desk(i % topics), text)).collect();
    Library { phrases, topics: (0..topics).map(label).collect(), ..Library::default() }
}

fn phrase(number: usize, place: Id, text: String) -> Phrase {
    Phrase {
        id: Id::from(format!("p{number}")),
        places: vec![place],
        say: Wording { opening: vec![Piece::Text(text)], rest: Vec::new() },
        segments: Vec::new(),
        when: When::Always,
        not_in: Vec::new(),
        source: None,
        verbatim: false,
    }
}

/// Sentences of eight words out of twenty thousand, a few of them common, from a fixed seed.
fn generated() -> Vec<String> {
    let mut state = 41u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let syllables = [
        "re", "fund", "pass", "word", "set", "la", "ter", "par", "cel", "mo", "ney", "ti", "cket", "or", "der", "call",
    ];
    let mut words: Vec<String> =
        ["refund", "password", "reset", "order", "the", "your", "I", "it"].map(String::from).into();
    while words.len() < 20_000 {
        let length = 2 + next(3);
        words.push((0..length).map(|_| syllables[next(16) as usize]).collect());
    }
    let mut word = move || {
        let common = next(3) == 0;
        let at = if common { next(64) } else { next(words.len() as u64) };
        words[at as usize].clone()
    };
    (0..PHRASES).map(|_| (0..8).map(|_| word()).collect::<Vec<_>>().join(" ")).collect()
}

fn search(c: &mut Criterion) {
    for topics in [1, 2000] {
        let library = library(topics);
        c.bench_function(&format!("{topics}: build"), |b| b.iter(|| Index::build(black_box(&library))));
        let index = Index::build(&library);
        let fragments = ["r", "re", "refund", "pasword reset", "zzzz", "pasword reset emial adress cant login"];
        for query in fragments.into_iter().chain(SENTENCES) {
            let name: String = query.chars().take(40).collect();
            c.bench_function(&format!("{topics}: {name}"), |b| b.iter(|| index.find(black_box(query), &[], 20)));
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(std::time::Duration::from_secs(2));
    targets = search
}
criterion_main!(benches);
