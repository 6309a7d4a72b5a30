//! What the system asks of a running program: to end, to stop, to go on, to look at its size again.

use std::{io, sync::Arc, sync::atomic::AtomicBool, sync::mpsc::Sender, thread};

use nix::unistd::{Pid, getpgrp, getppid, getsid};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::{
    consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ},
    flag,
    iterator::Signals,
};

use crate::{app::msg::Msg, runtime::event_loop::Event};

/// Hears signals from here on, on a thread of its own.
///
/// A file that may not grow further (SIGXFSZ) is a failed write, not the end of the program; so is a pipe that nobody
/// reads, which the language sees to.
///
/// # Errors
/// Where the system refuses the handlers or the thread.
pub fn listen(to: Sender<Event>) -> io::Result<()> {
    flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            if to.send(meaning(signal)).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

fn meaning(signal: i32) -> Event {
    match signal {
        SIGTSTP => Event::Stop,
        SIGCONT => Event::Back,
        SIGWINCH => Event::LookAgain,
        _ => Event::Msg(Msg::Terminate),
    }
}

/// Whether someone could let this program go on again. Where nobody could, as in a terminal that was opened for hearken
/// alone, it does not stop: a slip on Ctrl-Z must not freeze a call.
pub fn can_stop() -> bool {
    can_go_on(getpgrp(), getsid(None).ok(), getsid(Some(getppid())).ok())
}

/// Stops this program and those started with it, until someone lets them go on: then [`Event::Back`] is heard.
///
/// # Errors
/// Where the system refuses.
pub fn stop() -> io::Result<()> {
    Ok(kill_current_process_group(Signal::STOP)?)
}

/// Whether a shell in the same session, and above this group, can let it go on. A session or group whose first process
/// this one cannot see, as in a container that was entered from outside, is told as 0: nobody can be relied on there.
fn can_go_on(group: Pid, session: Option<Pid>, parents: Option<Pid>) -> bool {
    let unseen = Pid::from_raw(0);
    group != unseen && session == parents && session.is_some_and(|session| session != group && session != unseen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_be_ended_is_the_same() {
        for signal in [SIGTERM, SIGHUP, SIGINT] {
            assert!(matches!(meaning(signal), Event::Msg(Msg::Terminate)));
        }
        assert!(matches!(meaning(SIGTSTP), Event::Stop));
        assert!(matches!(meaning(SIGWINCH), Event::LookAgain));
    }

    #[test]
    fn only_what_a_shell_can_wake_is_stopped() {
        let pid = Pid::from_raw;
        assert!(can_go_on(pid(20), Some(pid(10)), Some(pid(10))), "a job of a shell");
        assert!(!can_go_on(pid(10), Some(pid(10)), Some(pid(10))), "run by the leader's own group");
        assert!(!can_go_on(pid(20), Some(pid(20)), Some(pid(10))), "a terminal opened for it alone");
        assert!(!can_go_on(pid(20), None, None));
        assert!(!can_go_on(pid(20), Some(pid(20)), Some(pid(0))), "started from outside the container");
        assert!(!can_go_on(pid(0), Some(pid(0)), Some(pid(0))));
        assert!(!can_go_on(pid(0), Some(pid(10)), Some(pid(10))), "its own group is unseen");
    }
}
