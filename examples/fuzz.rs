//! Feeds the loader what nobody meant to write: the hostile corpus and the shipped playbooks, torn, spliced and stuffed.
//!
//! ```sh
//! cargo run --example fuzz -- 30          # for 30 seconds, from a seed that is printed
//! cargo run --example fuzz -- 30 7        # the same texts again: seed 7
//! ```
//!
//! Every text has to hold: no panic, an end in time, faults that lie inside the file and tell nothing raw, the same answer
//! twice, and an emergency list that is whole whatever a team lays over it. One that does not is written to
//! `target/fuzz-failure.yaml`; mended, it belongs into `tests/hostile`.

use std::{
    collections::BTreeSet,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use hearken::{
    playbook::{self, Diagnostic, SourceFile, built_in_emergency, model::Layer, model::Library},
    text::is_unsafe,
};

/// How long one text may take, on a machine with much else to do.
const LIMIT: Duration = Duration::from_secs(20);
/// The longest text that is made, in bytes.
const LONGEST: usize = 40_000;
/// Where a text that fails is put.
const FAILURE: &str = "target/fuzz-failure.yaml";
/// Where the text that takes longest is put.
const SLOWEST: &str = "target/fuzz-slowest.yaml";

/// What people and attackers write.
const WORDS: [&str; 52] = [
    "title: ",
    "phrases:\n",
    "scenarios:\n",
    "frameworks:\n",
    "topics:\n",
    "contacts:\n",
    "remove: ",
    "items: ",
    "steps: ",
    "branches: ",
    "  - ",
    "- {id: a",
    "id: ",
    "use: ",
    "do: ",
    "say: ",
    "for: ",
    "not_in: ",
    "killer: false",
    "emergency: false",
    "emergency",
    "emergency.location",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    ": ",
    ",",
    "#",
    "# 4",
    "&a ",
    "*a",
    "<<: ",
    "!x ",
    "? ",
    "| ",
    ">-\n",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "\t",
    "\r",
    "\r\n",
    "\u{85}",
    "\u{2028}",
    "\u{FEFF}",
    "\u{202E}",
    "\\x1b",
    "{name",
    "____",
];

/// Numbers that look random and come again with the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.roll(of.len())]
    }

    /// A part of a text.
    fn part<'a>(&mut self, of: &'a [u8], longest: usize) -> &'a [u8] {
        let start = self.roll(of.len() + 1);
        let end = (start + self.roll(longest)).min(of.len());
        &of[start..end]
    }
}

/// The texts to begin with.
fn corpus() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = ["tests/hostile", "playbooks"]
        .iter()
        .filter_map(|folder| fs::read_dir(root.join(folder)).ok())
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .collect();
    files.sort();
    files.iter().filter_map(|path| fs::read(path).ok()).collect()
}

/// One of the texts, changed in a few places.
fn changed(corpus: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut text = corpus[dice.roll(corpus.len())].clone();
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(text.len() + 1);
        let end = (at + dice.roll(30)).min(text.len());
        match dice.roll(8) {
            0 => drop(text.drain(at..end)),
            1 => text.extend_from_within(at..end),
            2 => drop(text.splice(at..at, dice.pick(&WORDS).bytes())),
            3 => drop(text.splice(at..end, dice.pick(&WORDS).bytes())),
            4 => {
                let other = dice.roll(corpus.len());
                drop(text.splice(at..at, dice.part(&corpus[other], 300).to_vec()));
            }
            5 if at < text.len() => text[at] = dice.roll(256) as u8,
            6 => lines(&mut text, dice),
            _ => drop(text.splice(at..at, dice.pick(&WORDS).repeat(dice.roll(60)).into_bytes())),
        }
    }
    text.truncate(LONGEST);
    text
}

/// Moves, repeats, drops or indents a line.
fn lines(text: &mut Vec<u8>, dice: &mut Dice) {
    let mut lines: Vec<Vec<u8>> = text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (from, to) = (dice.roll(lines.len()), dice.roll(lines.len()));
    match dice.roll(4) {
        0 => lines.swap(from, to),
        1 => lines.insert(to, lines[from].clone()),
        2 => drop(lines.remove(from)),
        _ => drop(lines[from].splice(0..0, b"  ".repeat(dice.roll(3)))),
    }
    *text = lines.join(&b'\n');
}

/// The killer items of the emergency family, with the list they stand in.
fn killers(library: &Library) -> BTreeSet<String> {
    let family = library.scenarios.iter().filter(|scenario| scenario.emergency);
    let items = family.flat_map(|scenario| scenario.items.iter().map(move |item| (&scenario.id, item)));
    items
        .filter(|(_, item)| item.killer)
        .map(|(list, item)| format!("{list} {} {}", item.id, item.text.plain()))
        .collect()
}

/// Holds one text to what must be true of every text.
fn hold(text: &[u8], over: bool, whole: &BTreeSet<String>) {
    let day = "2026-11-21".parse().expect("a day");
    let file = SourceFile { layer: Layer::Team(0), name: "any.yaml".into(), bytes: text.to_vec() };
    let files: Vec<SourceFile> = if over { built_in_emergency() } else { vec![] }.into_iter().chain([file]).collect();
    let loaded = playbook::load(&files);
    let faults = playbook::review(&files, day);
    assert_eq!(faults, playbook::review(&files, day), "the same files give the same faults");
    assert!(
        loaded.faults.iter().all(|fault| faults.contains(fault) || faults.len() > 90),
        "a review tells all that a load does"
    );
    faults.iter().for_each(|fault| sound(fault, text));
    if over {
        assert!(killers(&loaded.library).is_superset(whole), "the emergency list is whole");
    }
}

/// A fault lies inside its file, says how to mend it, and tells nothing raw.
fn sound(fault: &Diagnostic, text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
    let line = text.split('\n').nth(fault.line - 1).map(|line| line.chars().count());
    let inside = line.is_some_and(|length| fault.column <= fault.end_column && fault.end_column <= length + 1);
    assert!(inside || fault.file != "any.yaml", "{} lies outside", fault.at());
    assert!(fault.render().chars().all(|c| c == '\n' || !is_unsafe(c)), "{:?}", fault.render());
    assert!(fault.fix.as_deref().is_some_and(|fix| !fix.is_empty()), "{}", fault.one_line());
}

/// The text in hand and since when, for who watches that none takes for ever.
type InHand = Arc<Mutex<(Vec<u8>, Instant)>>;

/// Ends the program where one text takes too long.
fn watch(in_hand: InHand) {
    let watching = move || {
        loop {
            thread::sleep(Duration::from_millis(500));
            let held = in_hand.lock().unwrap_or_else(PoisonError::into_inner);
            if held.1.elapsed() > LIMIT {
                eprintln!("takes longer than {LIMIT:?}: {FAILURE}");
                let _ = fs::write(FAILURE, &held.0);
                std::process::abort();
            }
        }
    };
    thread::Builder::new().name("watch".into()).spawn(watching).expect("a thread");
}

#[expect(clippy::disallowed_methods, reason = "nothing here is part of the program")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "a seed that nobody named")]
fn any_seed() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_millis() as u64)
}

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let seconds = numbers.first().copied().unwrap_or(30);
    let seed = numbers.get(1).copied().unwrap_or_else(any_seed);
    let (corpus, mut dice) = (corpus(), Dice(seed | 1));
    let whole = killers(&playbook::load(&built_in_emergency()).library);
    println!("seed {seed}, {} texts, {seconds} seconds", corpus.len());
    let (start, mut runs, mut slowest) = (now(), 0u64, Duration::ZERO);
    let in_hand: InHand = Arc::new(Mutex::new((vec![], start)));
    watch(Arc::clone(&in_hand));
    while start.elapsed() < Duration::from_secs(seconds) {
        let text = changed(&corpus, &mut dice);
        let since = now();
        *in_hand.lock().unwrap_or_else(PoisonError::into_inner) = (text.clone(), since);
        // Every fourth is laid over the emergency family, which costs far more than a file of its own.
        if catch_unwind(AssertUnwindSafe(|| hold(&text, runs.is_multiple_of(4), &whole))).is_err() {
            let _ = fs::write(FAILURE, &text);
            eprintln!("run {runs} of seed {seed} failed: {FAILURE}");
            return ExitCode::FAILURE;
        }
        runs += 1;
        if since.elapsed() > slowest {
            slowest = since.elapsed();
            let _ = fs::write(SLOWEST, &text);
        }
    }
    println!("{runs} texts held; the slowest took {} ms: {SLOWEST}", slowest.as_millis());
    ExitCode::SUCCESS
}
