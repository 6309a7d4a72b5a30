//! A panic in any thread: the screen is given back, the place is said, the message is not.

use super::{restore, tty, writer};
use std::panic::{self, Location};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a thread has panicked since the screen was taken.
static PANICKED: AtomicBool = AtomicBool::new(false);

/// Whether a thread has panicked: the program is to end, and nothing is drawn any more.
pub fn panicked() -> bool {
    PANICKED.load(Ordering::SeqCst)
}

/// From now on a panic gives the screen back and calls `wake`.
pub(super) fn hook(wake: impl Fn() + Send + Sync + 'static) {
    panic::set_hook(Box::new(move |info| {
        PANICKED.store(true, Ordering::SeqCst);
        writer::pause();
        restore();
        tty::complain(&place(info.location()));
        wake();
    }));
}

/// Where it was. What a panic says may hold a customer's name, so it is not printed.
fn place(location: Option<&Location>) -> String {
    let at = location.map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
    format!("hearken stopped because of a fault in the program{at}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_said_and_only_the_place() {
        let said = place(Some(Location::caller()));
        assert!(said.contains("panic.rs:"), "{said}");
        assert_eq!(said.lines().count(), 1);
        assert!(place(None).ends_with("program\n"));
    }

    #[test]
    fn the_hook_runs_in_any_thread_and_wakes_the_caller() {
        let (to, from) = std::sync::mpsc::channel();
        let to = std::sync::Mutex::new(to);
        let before = panic::take_hook();
        hook(move || drop(to.lock().map(|to| to.send(()))));
        let thread = std::thread::Builder::new().spawn(|| panic!("Dana Whitfield")).unwrap();
        let ended = thread.join();
        panic::set_hook(before);
        assert!(ended.is_err());
        assert!(from.recv().is_ok());
        assert!(panicked());
        PANICKED.store(false, Ordering::SeqCst);
    }
}
