//! How long the playbooks take from bytes to a library: the first call of a morning waits for it.

use std::{fmt::Write, hint::black_box, time::Duration};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hearken::playbook::{SourceFile, built_in, load, model::Layer};

/// A team's file with about `size` bytes of topics and phrases, called by its number.
fn team(number: usize, size: usize) -> SourceFile {
    let mut text =
        format!("title: Team {number}\ntopics:\n  - {{id: desk-{number}, title: Desk {number}}}\nphrases:\n");
    for i in 0.. {
        if text.len() >= size {
            break;
        }
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "  - id: p-{number}-{i}\n    for: [desk-{number}, hear.empathize]\n    say: \"I can see parcel {{n}} here. It left our house \
             on {{date}}, number {i}.\"\n    not_in: [bereavement]\n"
        );
    }
    SourceFile { layer: Layer::Team(0), name: format!("team-{number}.yaml"), bytes: text.into_bytes() }
}

/// The built-in playbooks with `files` files of `size` bytes over them.
fn library(files: usize, size: usize) -> Vec<SourceFile> {
    built_in().into_iter().chain((0..files).map(|number| team(number, size))).collect()
}

fn loading(c: &mut Criterion) {
    let mut group = c.benchmark_group("load");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(4));
    for (name, files, size) in [
        ("built-in", 0, 0),
        ("1 MiB in one file", 1, (1 << 20) - 400),
        ("1 MiB in 100 files", 100, 10_000),
        ("10 MiB in 10 files", 10, (1 << 20) - 400),
    ] {
        let files = library(files, size);
        assert!(load(&files).faults.is_empty());
        group.throughput(Throughput::Bytes(files.iter().map(|file| file.bytes.len() as u64).sum()));
        group.bench_function(name, |b| b.iter(|| black_box(load(black_box(&files)))));
    }
    let mut files = library(1, (1 << 20) - 400);
    files.push(SourceFile {
        layer: Layer::Own,
        name: "own.yaml".into(),
        bytes: b"title: Own\nphrases: [{id: x}]\n".to_vec(),
    });
    group.bench_function("1 MiB beside a faulty file", |b| b.iter(|| black_box(load(black_box(&files)))));
    group.finish();
}

criterion_group!(benches, loading);
criterion_main!(benches);
