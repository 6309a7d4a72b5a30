//! A trainer edits while an agent speaks: the real program in a terminal, a playbook on the disk.

#[path = "support/home.rs"]
mod home;
#[path = "support/pty.rs"]
#[allow(dead_code)] // Other tests resize and stop it.
mod pty;

use std::{fs, path::PathBuf};

use home::Home;
use pty::Pty;

const F2: &str = "\x1bOQ";

/// The shipped bereavement file in a team's folder, and where it is.
fn team() -> (Home, PathBuf) {
    let home = Home::new();
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/playbooks/bereavement.yaml")).expect("shipped");
    let path = home.write("team/bereavement.yaml", &text);
    (home, path.into())
}

/// Saves as editors do that keep the old file until the new one is whole.
fn save(path: &PathBuf, text: &str) {
    let beside = path.with_extension("yaml~");
    fs::write(&beside, text).expect("a file beside it");
    fs::rename(&beside, path).expect("a save");
}

fn change(path: &PathBuf, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("the file");
    assert_eq!(text.matches(from).count(), 1, "{from}");
    save(path, &text.replace(from, to));
}

#[test]
fn an_edit_shows_in_a_live_bereavement_and_nothing_else_moves() {
    let (home, file) = team();
    let mut pty = Pty::hearken(&home, &["live", "--playbooks", "team"]);
    pty.wait_for("Give your name");
    pty.keys(F2);
    pty.wait_for("Stop the script, sales and collections");
    pty.keys(" ");
    pty.wait_for("1 of 7 done");

    change(
        &file,
        "I'm so sorry {name} has died.\"}\n  - {id: ber-name",
        "I'm truly sorry {name} has died.\"}\n  - {id: ber-name",
    );
    pty.wait_for("I'm truly sorry");
    pty.wait_for("its wording counts from now on");
    assert!(pty.screen().contains("1 of 7 done"), "{}", pty.screen());

    // A broken save: what was good stays, and one line says where the fault is.
    change(&file, "severe: true", "sevre: true");
    pty.wait_for("there is no key `sevre` here");
    assert!(pty.screen().contains("I'm truly sorry"), "{}", pty.screen());
    assert!(pty.screen().contains("1 of 7 done"), "{}", pty.screen());

    change(&file, "sevre: true", "severe: true");
    pty.wait_for("every playbook is in order again");

    // The item in hand is taken out of the playbook: it says so, and stays in hand.
    let place = |screen: &str, text: &str| screen.lines().position(|row| row.contains(text));
    let before = place(&pty.screen(), "Say you are sorry; use the name").expect("in hand");
    home.write("team/zz.yaml", "title: Ours\nremove: [bereavement.condolence]\n");
    pty.wait_for("removed from playbook");
    assert_eq!(place(&pty.screen(), "removed from playbook"), Some(before), "{}", pty.screen());
    assert!(pty.screen().contains("1 of 7 done"), "{}", pty.screen());
    pty.keys(" ");
    pty.wait_for("2 of 7 done");
}

#[test]
fn a_trial_follows_each_save() {
    let home = Home::new();
    let florist = "title: Florist\nscenarios:\n  - id: wedding\n    title: A wedding order\n    short: wedding\n    \
                   goal: the day, safe\n    items:\n      - {id: day, do: Ask the day, killer: true}\n\
                   phrases:\n  - {id: wed-1, for: wedding, say: Which day is it?}\n";
    let file = PathBuf::from(home.write("florist.yaml", florist));
    let mut pty = Pty::hearken(&home, &["playbook", "try", "wedding", "florist.yaml"]);
    pty.wait_for("a trial, no call");
    pty.wait_for("Which day is it?");
    save(
        &file,
        &florist
            .replace("Ask the day, killer: true}", "Ask the day, killer: true}\n      - {id: hall, do: Ask the hall}"),
    );
    pty.wait_for("Ask the hall");
    pty.keys("q");
    assert_eq!(pty.assert_left_clean(), 0);
    assert!(!home.data().exists(), "nothing is kept");
}
