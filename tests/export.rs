//! `hearken export`, the real program on a store: pages, records and calendars, whatever the texts in them would like to be.

#[path = "support/home.rs"]
mod home;
#[allow(dead_code, reason = "each file uses its part")]
#[path = "support/run.rs"]
mod run;
#[allow(dead_code, reason = "each file uses its part")]
#[path = "support/seed.rs"]
mod seed;

use hearken::call::event::EndReason;
use home::Home;
use run::Ran;
use seed::{HOSTILE, keep, library, live, mocked, rehearsed, trainee};

fn ends(ran: &Ran, code: i32) {
    assert_eq!(ran.code, Some(code), "{ran:?}");
    assert!(!ran.err.contains("panicked") && !ran.out.contains('\x1b'), "{ran:?}");
}

/// A store with a hostile call and two rehearsals.
fn filled() -> Home {
    let home = Home::new();
    let library = library();
    let mut call = live(&library, "a1-call", 0, &HOSTILE);
    call.close(EndReason::Us, None);
    let script = library.caller(&"rosa".into()).expect("Rosa").clone();
    let mut good = rehearsed(&library, "b1-good", 3_600_000, "rosa", &script.good);
    good.close(EndReason::Caller, Some(true));
    let mut clumsy: Vec<String> = script.clumsy.clone();
    clumsy.extend(HOSTILE.iter().map(|text| text.to_string()));
    let mut bad = rehearsed(&library, "b2-bad", 7_200_000, "rosa", &clumsy);
    bad.close(EndReason::Us, Some(false));
    let mock = mocked(&library, "c1-mock", 10_800_000, &HOSTILE, Some("privacy"));
    let plain =
        mocked(&library, "c2-mock", 14_400_000, &["full opening, warm", "", "cut in, then caught himself"], None);
    keep(&home, &[&call, &good, &bad, &mock, &plain], vec![trainee("Amir <b>Haddad</b>")]);
    home
}

#[test]
fn dump() {
    let home = filled();
    for (id, name) in [("a1", "call"), ("b1", "good"), ("b2", "bad"), ("c1", "mock"), ("c2", "plain")] {
        for format in ["html", "md", "json", "csv", "ics"] {
            let ran = home.run(&["export", "--format", format, id]);
            ends(&ran, 0);
            std::fs::write(format!("/tmp/e-out/{name}.{format}"), ran.out).expect("written");
        }
    }
}
