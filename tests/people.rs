//! Who is trained, on the command line: the real program on a store with mock calls.

#[path = "support/home.rs"]
mod home;
#[allow(dead_code, reason = "each file uses its part")]
#[path = "support/mocks.rs"]
mod mocks;
#[allow(dead_code, reason = "each file uses its part")]
#[path = "support/run.rs"]
mod run;

use hearken::storage::journal::{Journal, Retention};
use home::Home;
use mocks::{Plan, keep};
use run::Ran;

fn ends(ran: &Ran, code: i32) {
    assert_eq!(ran.code, Some(code), "{ran:?}");
    assert!(!ran.err.contains("panicked") && !ran.err.contains('\x1b'), "{ran:?}");
}

fn filled() -> Home {
    let home = Home::new();
    let plans = [
        Plan { id: "a1", trainee: Some("p1"), note: "spoke of a secret garden", ..Plan::default() },
        Plan { id: "a2", of: Some("a1"), note: "the same secret garden", ..Plan::default() },
        Plan { id: "b1", trainee: Some("p2"), ..Plan::default() },
    ];
    keep(&home.data(), &[("p1", "Ann Lee-Wong"), ("p2", "Bo"), ("p3", "Bo")], &plans);
    home
}

/// Whether a word is in any file of the store's folder.
fn is_somewhere(home: &Home, word: &str) -> bool {
    let mut folders = vec![home.data()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).contains(word) {
                return true;
            }
        }
    }
    false
}

#[test]
fn one_person_is_forgotten_by_name() {
    let home = filled();
    assert!(is_somewhere(&home, "Lee-Wong") && is_somewhere(&home, "secret garden"));
    let ran = home.run(&["purge", "--person", " ann LEE-wong "]);
    ends(&ran, 0);
    assert!(ran.err.contains("forgotten: calls 2, promises 0, people 1; kept: calls 1"), "{ran:?}");
    assert!(!is_somewhere(&home, "Lee-Wong") && !is_somewhere(&home, "secret garden"));
    // Whoever shares a name is forgotten with it.
    let ran = home.run(&["purge", "--person", "bo"]);
    ends(&ran, 0);
    assert!(ran.err.contains("calls 1, promises 0, people 2; kept: calls 0"), "{ran:?}");
}

#[test]
fn who_is_not_known_is_the_users_slip() {
    let home = filled();
    let ran = home.run(&["purge", "--person", "An\x1b[31mn"]);
    ends(&ran, 2);
    assert!(ran.err.contains("nobody here has the name `An<U+001B>[31mn`"), "{ran:?}");
    assert!(ran.err.contains("the names are Ann Lee-Wong, Bo, Bo"), "{ran:?}");
    let ran = Home::new().run(&["purge", "--person", "Ann"]);
    ends(&ran, 2);
    assert!(ran.err.contains("no names are kept here"), "{ran:?}");
    ends(&home.run(&["purge", "--person", "Bo", "--all"]), 2);
    ends(&home.run(&["purge", "--person"]), 2);
    assert!(is_somewhere(&home, "Lee-Wong"), "nothing was forgotten");
}

#[test]
fn a_call_in_hand_stays_and_that_is_told() {
    let home = filled();
    let holder = Journal::open(&home.data(), Retention::default(), |_| ()).expect("a store");
    let claim = holder.claim(&hearken::call::event::CallId("a2".into())).expect("it is free");
    let ran = home.run(&["purge", "--person", "Ann Lee-Wong"]);
    ends(&ran, 1);
    assert!(ran.err.contains("calls 1, promises 0; kept: calls 2"), "{ran:?}");
    assert!(ran.err.contains("1 call is open in another hearken and stays"), "{ran:?}");
    claim.close();
    ends(&home.run(&["purge", "--person", "Ann Lee-Wong"]), 0);
    assert!(!is_somewhere(&home, "Lee-Wong") && !is_somewhere(&home, "secret garden"));
}

#[test]
fn a_purge_of_all_forgets_everyone() {
    let home = filled();
    ends(&home.run(&["purge", "--older-than", "1h"]), 0);
    ends(&home.run(&["purge", "--all"]), 0);
    assert!(!is_somewhere(&home, "Lee-Wong") && !is_somewhere(&home, "Bo"));
}
