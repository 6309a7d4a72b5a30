//! Copying, in the order that works: a multiplexer's own buffer; the terminal, where this machine has no desk; the
//! desk's clipboard through a program that goes on holding the text. Else the text is shown, to be selected.
//!
//! The program's own hold on a clipboard would end with the program, so it has none.

use std::{
    ffi::OsString,
    io::Write,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

/// One way to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A program that takes the text on its input and keeps it.
    Program {
        /// Its name and arguments.
        argv: &'static [&'static str],
        /// Whether it wants the text in two-byte units.
        wide: bool,
    },
    /// The terminal is asked to; it does not say whether it did.
    Terminal,
}

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A program has it.
    Kept,
    /// It is to be written to the terminal.
    AskTerminal,
    /// No way was left.
    Failed,
}

const fn program(argv: &'static [&'static str]) -> Way {
    Way::Program { argv, wide: false }
}

const TMUX: Way = program(&["tmux", "load-buffer", "-w", "-"]);
const WAYLAND: Way = program(&["wl-copy"]);
const XCLIP: Way = program(&["xclip", "-selection", "clipboard"]);
const XSEL: Way = program(&["xsel", "--clipboard", "--input"]);
const MAC: Way = program(&["pbcopy"]);
const WINDOWS: Way = Way::Program { argv: &["clip.exe"], wide: true };

/// How long a program may take.
const LIMIT: Duration = Duration::from_secs(1);

/// How often it is looked at meanwhile.
const LOOK: Duration = Duration::from_millis(10);

/// The ways there are here, best first, from what the environment says.
pub fn ways(env: impl Fn(&str) -> Option<OsString>) -> Vec<Way> {
    let is = |name: &str| env(name).is_some_and(|value| !value.is_empty());
    let mut ways = Vec::new();
    if is("TMUX") {
        ways.push(TMUX);
    }
    if is("SSH_CONNECTION") || is("SSH_TTY") || is("SSH_CLIENT") {
        ways.push(Way::Terminal);
        return ways;
    }
    if is("WAYLAND_DISPLAY") {
        ways.push(WAYLAND);
    }
    if is("DISPLAY") {
        ways.extend([XCLIP, XSEL]);
    }
    if cfg!(target_os = "macos") {
        ways.push(MAC);
    } else if is("WSL_DISTRO_NAME") || cfg!(windows) {
        ways.push(WINDOWS);
    } else if !is("WAYLAND_DISPLAY") && !is("DISPLAY") {
        ways.push(Way::Terminal);
    }
    ways
}

/// Copies by the first way that works. Takes up to a second for each program: never called on the interface's thread.
pub fn copy(ways: &[Way], text: &str) -> Outcome {
    for way in ways {
        match way {
            Way::Terminal => return Outcome::AskTerminal,
            Way::Program { argv, wide } if feed(argv, bytes(text, *wide)) => return Outcome::Kept,
            Way::Program { .. } => {}
        }
    }
    Outcome::Failed
}

fn bytes(text: &str, wide: bool) -> Vec<u8> {
    if wide { text.encode_utf16().flat_map(u16::to_le_bytes).collect() } else { text.as_bytes().to_vec() }
}

/// Gives a program its input and waits until it is content; one that takes too long is ended.
fn feed(argv: &[&str], input: Vec<u8>) -> bool {
    let Some((name, arguments)) = argv.split_first() else { return false };
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut stdin) = child.stdin.take() {
        // It may stop reading: nobody waits for this thread, it ends with the program.
        let feeder = thread::Builder::new().name("copy feed".into());
        let _ = feeder.spawn(move || stdin.write_all(&input));
    }
    let mut waited = Duration::ZERO;
    while waited < LIMIT {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(LOOK),
            Err(_) => break,
        }
        waited += LOOK;
    }
    let _ = child.kill();
    let _ = child.wait();
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(names: &[&str]) -> Vec<Way> {
        ways(|name| names.contains(&name).then(|| OsString::from("x")))
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_order_is_multiplexer_terminal_desk() {
        assert_eq!(here(&["TMUX", "SSH_CONNECTION", "DISPLAY"]), [TMUX, Way::Terminal]);
        assert_eq!(here(&["TMUX", "DISPLAY"]), [TMUX, XCLIP, XSEL]);
        assert_eq!(here(&["WAYLAND_DISPLAY", "DISPLAY"]), [WAYLAND, XCLIP, XSEL]);
        assert_eq!(here(&["SSH_TTY"]), [Way::Terminal]);
        assert_eq!(here(&["WSL_DISTRO_NAME"]), [WINDOWS]);
        assert_eq!(here(&[]), [Way::Terminal], "no display");
    }

    #[test]
    fn an_empty_variable_counts_as_none() {
        let ways = ways(|name| (name == "TMUX").then(OsString::new));
        assert!(!ways.contains(&TMUX));
    }

    #[test]
    fn a_missing_program_gives_way_to_the_next() {
        let missing = program(&["no-such-clipboard-program"]);
        let fails = program(&["false"]);
        assert_eq!(copy(&[missing, fails, program(&["true"])], "text"), Outcome::Kept);
        assert_eq!(copy(&[missing, Way::Terminal], "text"), Outcome::AskTerminal);
        assert_eq!(copy(&[missing, fails], "text"), Outcome::Failed);
    }

    #[test]
    fn the_program_gets_the_whole_text() {
        let has_it = program(&["grep", "-qxF", "zażółć"]);
        assert_eq!(copy(&[has_it], "zażółć"), Outcome::Kept);
        assert_eq!(copy(&[has_it], "zazolc"), Outcome::Failed);
        assert_eq!(bytes("aé", true), [0x61, 0, 0xe9, 0]);
    }

    #[test]
    fn one_that_never_ends_is_ended() {
        let long = "x".repeat(1 << 20);
        assert_eq!(copy(&[program(&["tail", "-f", "/dev/null"])], &long), Outcome::Failed);
    }
}
