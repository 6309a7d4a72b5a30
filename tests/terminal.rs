//! The real program in a real terminal with an emulator behind it: what a person sees, and what is left when it ends.

#[path = "support/home.rs"]
mod home;
#[path = "support/pty.rs"]
mod pty;

use rustix::process::Signal;

use home::{HEARKEN, Home};
use pty::Pty;

const F9: &str = "\x1b[20~";
const CTRL_E: &str = "\x05";
const ESC: &str = "\x1b";
const READY: &str = "Ready for a call";
/// The head of the hub's list.
const HUB: &str = "First, whatever it is";
/// The first item of HEAR.
const FIRST_ITEM: &str = "Give your name";

fn at_home(home: &Home) -> Pty {
    let pty = Pty::hearken(home, &[]);
    pty.wait_for(READY);
    pty
}

fn in_a_call(home: &Home) -> Pty {
    let pty = Pty::hearken(home, &["live", "--name", "Rosa Weber"]);
    pty.wait_for(FIRST_ITEM);
    pty
}

#[test]
fn home_then_a_call_then_out() {
    let home = Home::new();
    let mut pty = at_home(&home);
    pty.keys("l");
    pty.wait_for(FIRST_ITEM);
    pty.wait_for("0 of 5 done");
    pty.keys(" ");
    pty.wait_for("1 of 5 done");
    pty.wait_for("saved");
    pty.keys("q");
    pty.wait_until("a question before leaving", |screen| !screen.contents().contains("Space tick"));
    pty.keys("\r");
    assert_eq!(pty.assert_left_clean(), 0);
}

#[test]
fn q_leaves_home_at_once() {
    let mut pty = at_home(&Home::new());
    pty.keys("q");
    assert_eq!(pty.assert_left_clean(), 0);
}

#[test]
fn live_begins_with_what_is_known() {
    let pty = in_a_call(&Home::new());
    pty.wait_for("Rosa Weber");
    pty.wait_for("talk 00:0");
}

#[test]
fn an_unknown_industry_is_told_before_the_screen_is_taken() {
    let pty = Pty::hearken(&Home::new(), &["live", "--industry", "spaceflight"]);
    assert_eq!(pty.assert_left_clean(), 2);
    pty.wait_for("there is no industry `spaceflight`");
    pty.wait_for("retail");
}

#[test]
fn the_clock_goes_on_by_itself() {
    let pty = in_a_call(&Home::new());
    pty.wait_for("talk 00:01");
    pty.wait_for("talk 00:02");
}

#[test]
fn every_signal_that_ends_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let pty = in_a_call(&Home::new());
        pty.signal(signal);
        assert_eq!(pty.assert_left_clean(), 0, "{signal:?}");
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let mut pty = in_a_call(&Home::new());
    pty.hang_up();
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn a_terminal_that_goes_away_ends_it_though_hangups_are_ignored() {
    let home = Home::new();
    let line = format!("trap '' HUP; exec '{HEARKEN}' live");
    let mut pty = Pty::start(&home, "sh", &["-c", &line], (80, 24), &[]);
    pty.wait_for(FIRST_ITEM);
    pty.hang_up();
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn a_call_that_was_cut_off_is_offered_again_and_kept_whole() {
    let home = Home::new();
    let mut pty = in_a_call(&home);
    pty.keys("  ");
    pty.wait_for("2 of 5 done");
    pty.wait_for("saved");
    pty.signal(Signal::KILL);
    pty.exit_code();
    let mut again = Pty::hearken(&home, &[]);
    again.wait_for("Resume the call with Rosa Weber");
    again.wait_for("Hear, item 3");
    again.keys("\r");
    again.wait_for("2 of 5 done");
}

#[test]
fn a_second_one_is_not_offered_what_the_first_has_open() {
    let home = Home::new();
    let mut first = in_a_call(&home);
    first.keys(" ");
    first.wait_for("saved");
    let second = at_home(&home);
    assert!(!second.screen().contains("Rosa"), "{}", second.screen());
}

#[test]
fn it_stops_for_a_shell_and_comes_back() {
    let home = Home::new();
    let line = format!("set -m; '{HEARKEN}' live; echo \"STOPPED $?\"; read -r _; fg >/dev/null; echo \"ENDED $?\"");
    let mut pty = Pty::start(&home, "bash", &["-c", &line], (80, 24), &[]);
    pty.wait_for(FIRST_ITEM);
    pty.keys("\x1a");
    pty.wait_for("STOPPED");
    pty.wait_until("the shell's screen", |screen| !screen.alternate_screen() && !screen.hide_cursor());
    pty.resize(100, 30);
    pty.keys("\n");
    pty.wait_for(FIRST_ITEM);
    pty.wait_until("the whole width", |screen| screen.rows(0, 100).any(|row| row.chars().count() > 90));
    pty.keys(" ");
    pty.wait_for("1 of 5 done");
    pty.keys(F9);
    pty.wait_for(HUB);
    pty.signal(Signal::TERM);
}

#[test]
fn where_no_shell_could_wake_it_it_does_not_stop() {
    let mut pty = in_a_call(&Home::new());
    pty.keys("\x1a ");
    pty.wait_for("1 of 5 done");
}

#[test]
fn the_emergency_opens_from_everywhere() {
    // Keys that lead somewhere, and what is seen there; from home and from a call.
    let from_home: &[(&str, &str)] = &[("", READY), ("b", "yaml"), (",", "Settings"), ("f", ""), ("?", ""), (":", "")];
    let from_call: &[(&str, &str)] = &[
        ("", FIRST_ITEM),
        ("/", "find"),
        ("/refu", "refu"),
        ("s", "Bereavement"),
        (":", ""),
        ("?", ""),
        ("m", ""),
        ("t", ""),
        ("i", "note"),
        ("ia note", "a note"),
        ("p", ""),
        ("w", ""),
        ("q", ""),
        ("h", "HOLD"),
        ("\x1bOQ", "BEREAVEMENT"),
        ("e", ""),
        ("\x1b[200~a paste that never ends", ""),
        ("\x1b[<0;1", ""),
        ("\x1b[?1", ""),
    ];
    for key in [F9, CTRL_E] {
        for (way, there) in from_home {
            opens(&mut at_home(&Home::new()), way, there, key);
        }
        for (way, there) in from_call {
            opens(&mut in_a_call(&Home::new()), way, there, key);
        }
    }
}

fn opens(pty: &mut Pty, way: &str, there: &str, key: &str) {
    pty.keys(way);
    pty.wait_for(there);
    if way.starts_with(ESC) && there.is_empty() {
        // Only silence ends such a sequence: the person presses again.
        pty.press_until(key, HUB);
    } else {
        pty.keys(key);
        pty.wait_for(HUB);
    }
}

#[test]
fn a_pasted_page_is_text_and_no_keys() {
    let mut pty = in_a_call(&Home::new());
    pty.keys("i");
    pty.wait_for("note");
    pty.keys(&format!("\x1b[200~{}THE END\x1b[201~", "q e x ".repeat(250)));
    pty.wait_for("THE END");
    pty.keys(F9);
    pty.wait_for(HUB);
}

#[test]
fn every_size_is_drawn_and_the_emergency_key_stays() {
    let home = Home::new();
    let mut pty = in_a_call(&home);
    for (columns, rows) in [(46, 40), (60, 20), (40, 15), (200, 60), (39, 9), (10, 3), (1, 1), (80, 24)] {
        pty.resize(columns, rows);
        pty.keys(F9);
        pty.keys("\x1b");
    }
    pty.wait_for("EMERGENCY");
}

#[test]
fn a_copy_without_a_desk_goes_to_the_terminal() {
    let mut pty = in_a_call(&Home::new());
    pty.keys("c");
    pty.wait_bytes(b"\x1b]52;c;");
    pty.wait_for("sent to the terminal");
}

#[test]
fn a_store_that_cannot_open_stops_no_call() {
    let home = Home::new();
    home.write("data", "a file where a folder should be");
    let mut pty = in_a_call(&home);
    pty.keys(" ");
    pty.wait_for("1 of 5 done");
    pty.wait_for("not saved");
    pty.signal(Signal::TERM);
    assert_eq!(pty.assert_left_clean(), 0);
}

#[test]
fn a_faulty_playbook_is_told_and_the_rest_is_there() {
    let home = Home::new();
    home.write("team/bad.yaml", "title: [\n");
    let mut pty = Pty::hearken(&home, &["--playbooks", "team"]);
    pty.wait_for("fault");
    pty.keys("b");
    pty.wait_for("bad.yaml:");
    pty.keys(F9);
    pty.wait_for(HUB);
}

#[test]
fn without_the_shipped_set_the_emergency_still_opens() {
    let mut pty = Pty::hearken(&Home::new(), &["--no-builtin"]);
    pty.wait_for(READY);
    pty.keys(F9);
    pty.wait_for(HUB);
    pty.keys(" ");
    pty.wait_for("1 of 3 done");
}

#[test]
fn a_dumb_terminal_is_refused() {
    let home = Home::new();
    let pty = Pty::start(&home, HEARKEN, &[], (80, 24), &[("TERM", "dumb")]);
    assert_eq!(pty.assert_left_clean(), 1);
    pty.wait_for("hearken emergency --plain");
}

#[test]
fn input_from_nowhere_is_told() {
    let home = Home::new();
    let pty = Pty::start(&home, "sh", &["-c", &format!("'{HEARKEN}' < /dev/null")], (80, 24), &[]);
    assert_eq!(pty.assert_left_clean(), 1);
    pty.wait_for("its input is not a terminal");
}

#[test]
fn without_colour_there_is_none() {
    let home = Home::new();
    let pty = Pty::start(&home, HEARKEN, &["live"], (80, 24), &[("NO_COLOR", "1")]);
    pty.wait_for(FIRST_ITEM);
    pty.wait_until("no colour", |screen| {
        let cells = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
        cells.filter_map(|(row, column)| screen.cell(row, column)).all(|cell| cell.fgcolor() == vt100::Color::Default)
    });
}
