//! `kill -9` in the middle of calls costs nothing that was acknowledged; after wrap-up nothing of the caller is left.

#[path = "support/home.rs"]
mod home;
#[path = "support/pty.rs"]
#[allow(dead_code, reason = "each test file uses its part")]
mod pty;

use std::{collections::BTreeMap, fs, path::Path};

use hearken::{
    app::config::Keep,
    call::{
        event::{CallEvent, ItemState, TextId, TextRole, What},
        session::CallSession,
        state::Phase,
    },
    storage::journal::{Journal, Retention},
};
use rustix::process::Signal;

use home::Home;
use pty::Pty;

/// How often the program is killed.
const KILLS: usize = 200;

/// Chance, the same on every run (a linear congruential generator, Knuth's constants).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// What the screen has shown as saved.
#[derive(Default)]
struct Acknowledged {
    notes: Vec<String>,
    promises: Vec<String>,
    ticks: usize,
}

/// The call as it is on disk.
struct OnDisk {
    session: CallSession,
    texts: BTreeMap<TextId, (TextRole, String)>,
    promises: Vec<String>,
    drafts: BTreeMap<String, String>,
}

fn on_disk(home: &Home) -> OnDisk {
    let retention = Retention { notes: Keep::UntilWrapUp, caller: Keep::UntilWrapUp, keep_days: 90 };
    let journal = Journal::open(&home.data(), retention, |_| {}).expect("the store opens after a kill");
    let unfinished = journal.unfinished().expect("the store can be read");
    assert_eq!(unfinished.len(), 1, "one call is unfinished, and only one");
    assert!(!unfinished[0].held_by_other, "nobody holds it any more");
    let stored = journal.load(&unfinished[0].call).expect("the call can be read");
    let events: Vec<CallEvent> = stored.events;
    assert!(events.iter().zip(1..).all(|(event, seq)| event.seq == seq), "no hole in the log");
    let promises = journal.promises().expect("promises can be read");
    OnDisk {
        session: CallSession::replay(unfinished[0].call.clone(), events),
        texts: stored.texts,
        promises: promises.into_iter().map(|promise| promise.text).collect(),
        drafts: stored.drafts,
    }
}

impl Acknowledged {
    fn check(&self, disk: &OnDisk, round: usize) {
        let notes: Vec<&str> =
            disk.session.state().notes.iter().map(|note| disk.texts[&note.what].1.as_str()).collect();
        for note in &self.notes {
            assert!(
                notes.contains(&note.as_str()),
                "round {round}: the note {note:?} was shown as saved; there is {notes:?}"
            );
        }
        for promise in &self.promises {
            assert!(disk.promises.contains(promise), "round {round}: the promise {promise:?} was shown as saved");
        }
        let ticked = |event: &&CallEvent| matches!(event.what, What::ItemSet { state: ItemState::Done, .. });
        let ticks = disk.session.events().iter().filter(ticked).count();
        assert!(ticks >= self.ticks, "round {round}: {} ticks were shown as saved, {ticks} are there", self.ticks);
    }
}

/// Waits until what is typed has been taken in and is on disk.
fn saved(pty: &Pty, shown: &str) {
    pty.wait_until("saved", |screen| {
        let text = screen.contents();
        text.contains(shown) && text.lines().any(|line| line.trim_end().ends_with(" saved"))
    });
}

#[test]
fn two_hundred_kills_lose_nothing_that_was_acknowledged() {
    let home = Home::new();
    let mut chance = Chance(2026);
    let mut sure = Acknowledged::default();
    for round in 0..KILLS {
        let mut pty = if round == 0 {
            let pty = Pty::hearken(&home, &["live", "--name", "PLANTED-Grace", "--from", "07700900118"]);
            saved(&pty, "PLANTED-Grace");
            pty
        } else {
            let mut pty = Pty::hearken(&home, &[]);
            pty.wait_for("Resume the call with PLANTED-Grace?");
            pty.keys("\r");
            pty.wait_for("talk ");
            pty
        };
        for act in 0..chance.below(3) {
            let mark = format!("PLANTED-{round}-{act}");
            match chance.below(3) {
                0 => {
                    pty.keys(&format!("i{mark} note\r"));
                    saved(&pty, &format!("i {mark} note"));
                    sure.notes.push(format!("{mark} note"));
                }
                1 => {
                    pty.keys(&format!("p{mark} call back in 2h\r"));
                    saved(&pty, "promised by");
                    sure.promises.push(format!("{mark} call back"));
                    pty.keys("v");
                    pty.wait_until("the status is at rest", |screen| !screen.contents().contains("promised by"));
                }
                // Undone at once, so that there is always something left to tick; the log keeps both.
                _ => {
                    pty.keys(" ");
                    saved(&pty, "1 of 5 done");
                    pty.keys("u");
                    saved(&pty, "undid: done");
                    sure.ticks += 1;
                }
            }
        }
        // More, of which nobody waits to hear: it may be kept or not, but not by half.
        let more = format!(" i{}", "never acknowledged ".repeat(chance.below(4) as usize));
        pty.keys(&more[..chance.below(more.len() as u64 + 1) as usize]);
        if chance.below(2) == 0 {
            pty.wait_for("PLANTED-Grace");
        }
        pty.signal(Signal::KILL);
        pty.exit_code();
        let disk = on_disk(&home);
        sure.check(&disk, round);
        assert_eq!(disk.session.state().phase, Phase::Talking);
        let half = disk.drafts.values().find(|draft| !"never acknowledged ".repeat(4).starts_with(draft.as_str()));
        assert_eq!(half, None, "round {round}: a draft holds what was typed, from its beginning");
        // What an undisturbed act in the middle left is taken back, so that every round begins alike.
        let mut pty = Pty::hearken(&home, &[]);
        pty.wait_for("Resume the call");
        pty.keys("\r");
        pty.wait_for("talk ");
        if !pty.screen().contains("0 of 5 done") {
            pty.keys("u");
            pty.wait_for("0 of 5 done");
        }
        // So is half a note: its draft is emptied.
        pty.keys("i");
        pty.wait_for("── note");
        pty.keys("\x15\r");
        pty.wait_until("the field closes", |screen| !screen.contents().contains("── note"));
        pty.keys("q");
        pty.wait_for("stays open here");
        pty.keys("\r");
        assert_eq!(pty.assert_left_clean(), 0);
    }
    assert!(sure.notes.len() > 20 && sure.promises.len() > 20 && sure.ticks > 20, "every kind of act was tried");
    wrap_up(&home, &sure);
}

#[test]
fn kills_in_the_drill_lose_no_answer_that_was_acknowledged() {
    let home = Home::new();
    // Whether practice may be kept is settled: the first kill may come before an answer to that is on disk.
    home.write("config/config.yaml", "agent: Sam\ncompany: Acme\ncountry: GB\nkeep_practice: true\n");
    let mut chance = Chance(18);
    let mut sure = 0;
    for round in 0..20 {
        let mut pty = Pty::hearken(&home, &["drill"]);
        for card in 0..chance.below(3) {
            let before = kept(&home);
            pty.wait_for("Practice");
            pty.wait_until("a card", |screen| screen.contents().contains("card 1 of") || card > 0);
            // The answer, a grade that asks for the card once more, and its being saved.
            pty.keys("\r");
            pty.wait_for("1-4 grade");
            pty.keys("1");
            pty.wait_until("the next card", |screen| !screen.contents().contains("1-4 grade"));
            saved(&pty, "Practice");
            sure = before + 1;
        }
        if chance.below(2) == 0 {
            // Of this one nobody waits to hear.
            pty.keys("\r1");
        }
        pty.signal(Signal::KILL);
        pty.exit_code();
        let found = kept(&home);
        assert!(found >= sure, "round {round}: {sure} answers were shown as saved, {found} are there");
        sure = found;
    }
    assert!(sure > 10, "enough was answered");
}

/// How many answers to cards are on disk.
fn kept(home: &Home) -> usize {
    let journal = Journal::open(&home.data(), Retention::default(), |_| {}).expect("the store opens after a kill");
    journal.reviews().expect("answers can be read").len()
}

/// Ends the call, settles its promises, and looks at every byte that is left.
fn wrap_up(home: &Home, sure: &Acknowledged) {
    let mut pty = Pty::hearken(home, &[]);
    pty.wait_for("Resume the call");
    pty.keys("w");
    pty.wait_for("WRAP-UP");
    while !pty.screen().contains("ready to close") {
        let before = pty.screen();
        pty.keys("d");
        pty.wait_until("the next to settle", |screen| screen.contents() != before);
    }
    pty.keys("\r");
    pty.wait_for("promises to keep");
    pty.keys("f");
    pty.wait_for("FOLLOW-UPS");
    for left in (0..sure.promises.len()).rev() {
        pty.keys(" ");
        pty.wait_for(&format!(" {left} open"));
    }
    pty.keys("\x1b");
    pty.wait_for("Ready for a call");
    pty.keys("q");
    assert_eq!(pty.assert_left_clean(), 0);
    let mut looked = 0;
    look(&home.data(), &mut looked);
    assert!(looked > 0, "there is a data folder to look at");
}

/// Fails on a planted text in any file below a folder.
fn look(folder: &Path, looked: &mut usize) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            look(&path, looked);
            continue;
        }
        let bytes = fs::read(&path).expect("a file of the store");
        for planted in ["PLANTED", "07700900118", "never acknowledged"] {
            let found = bytes.windows(planted.len()).any(|window| window == planted.as_bytes());
            assert!(!found, "{planted} is still in {}", path.display());
        }
        *looked += 1;
    }
}
