use std::{path::Path, sync::mpsc::channel, time::Duration};

use super::*;
use crate::{
    call::{
        event::{Arrival, CallEvent, EndReason, TextId, What},
        session::{Intent, Start},
    },
    runtime::library::{Sources, built_in},
};

struct Desk {
    store: Store,
    events: Receiver<Event>,
}

impl Desk {
    fn open(dir: &Path) -> Desk {
        Desk::of(Ok(dir.to_owned()))
    }

    fn of(dir: Result<PathBuf, String>) -> Desk {
        let (to, events) = channel();
        let store = Store::open(dir, Retention::default(), At(1_000_000), to).expect("a thread");
        Desk { store, events }
    }

    /// The next message.
    fn hears(&self) -> Msg {
        loop {
            match self.events.recv_timeout(Duration::from_secs(20)) {
                // What else home shows comes after it.
                Ok(Event::Msg(Msg::Practised { .. } | Msg::Counted(_))) => {}
                Ok(Event::Msg(msg)) => return msg,
                other => panic!("no message but {other:?}"),
            }
        }
    }

    fn hears_saved(&self, ticket: u64) {
        let msg = self.hears();
        assert_eq!(msg, Msg::Saved(ticket));
    }

    fn home(&self) -> Vec<Unfinished> {
        self.store.ask(Job::ReadHome(library()));
        loop {
            match self.hears() {
                Msg::Home { unfinished, .. } => return unfinished,
                // Told when it is true, before or after.
                Msg::Erased(_) => {}
                other => panic!("no home but {other:?}"),
            }
        }
    }
}

fn library() -> Arc<Library> {
    built_in(&Sources { built_in: true, ..Sources::default() }).library
}

fn id(name: &str) -> CallId {
    CallId(name.into())
}

fn write(store: &Store, ticket: u64, call: &str, event: &CallEvent, texts: Vec<(TextId, TextRole, String)>) {
    let write =
        Write::Event { ticket, call: id(call), event: event.clone(), texts, digest: String::new(), shown: Vec::new() };
    store.ask(Job::Write(write));
}

/// A call that stands in the second step of HEAR, its caller known by name.
fn begin(store: &Store, call: &str) {
    let library = library();
    let start = Start { arrival: Arrival::Ringing, framework: "hear".into(), industry: None, practice: None };
    let mut session = CallSession::open(id(call), &library, start, At(1_000));
    let mut ticket = 1;
    write(store, ticket, call, &session.events()[0], vec![]);
    let name = TextId(1);
    for intent in [Intent::Answer, Intent::Fill("customer".into(), Some(name)), Intent::NextStep] {
        let event = session.decide(&library, intent, At(2_000)).expect("it makes sense");
        ticket += 1;
        let texts = if ticket == 3 { vec![(name, TextRole::Caller, "Rosa".into())] } else { vec![] };
        write(store, ticket, call, &event, texts);
        session.apply(event);
    }
}

fn hear_four(desk: &Desk) {
    (1..=4).for_each(|ticket| desk.hears_saved(ticket));
}

#[test]
fn an_open_call_is_shown_to_nobody_and_offered_once_it_is_let_go() {
    let dir = tempfile::tempdir().expect("a folder");
    let (first, second) = (Desk::open(dir.path()), Desk::open(dir.path()));
    begin(&first.store, "a");
    hear_four(&first);
    assert_eq!(first.home(), []);
    assert_eq!(second.home(), []);
    second.store.ask(Job::Reopen { call: id("a"), live: true });
    assert!(matches!(second.hears(), Msg::NotReopened(why) if why.contains("another hearken")));
    drop(first);
    let [found] = second.home().try_into().expect("one call");
    assert_eq!(found.name.as_deref(), Some("Rosa"));
    assert_eq!(found.stopped, "Empathize, item 1");
    second.store.ask(Job::Reopen { call: id("a"), live: false });
    let Msg::Reopened { events, texts, live, .. } = second.hears() else { panic!("it is free") };
    assert_eq!((events.len(), texts.len(), live), (4, 1, false));
    assert_eq!(second.home(), [], "it is in hand now");
}

#[test]
fn home_is_read_after_everything_before_it_was_written() {
    let dir = tempfile::tempdir().expect("a folder");
    let desk = Desk::open(dir.path());
    desk.store.ask(Job::Write(Write::Promise {
        call: id("a"),
        seq: 5,
        due: At(9_000),
        zone: "Europe/London".into(),
        text: "ring back".into(),
        who: "Rosa".into(),
    }));
    desk.store.ask(Job::ReadHome(library()));
    let Msg::Home { due, .. } = desk.hears() else { panic!("no home") };
    assert_eq!(due.iter().map(|due| due.text.as_str()).collect::<Vec<_>>(), ["ring back"]);
}

#[test]
fn what_is_being_typed_is_saved_and_comes_back() {
    let dir = tempfile::tempdir().expect("a folder");
    let desk = Desk::open(dir.path());
    begin(&desk.store, "a");
    hear_four(&desk);
    let (field, text) = ("note".to_string(), "birthday is Thu".to_string());
    desk.store.ask(Job::Write(Write::Draft { call: id("a"), role: draft_role(&field), field, text }));
    desk.store.ask(Job::Write(Write::Flush { ticket: 5 }));
    desk.hears_saved(5);
    drop(desk);
    let desk = Desk::open(dir.path());
    desk.store.ask(Job::Reopen { call: id("a"), live: true });
    let Msg::Reopened { drafts, .. } = desk.hears() else { panic!("it is free") };
    assert_eq!(drafts.get("note").map(String::as_str), Some("birthday is Thu"));
}

#[test]
fn a_finished_call_is_erased_and_given_up() {
    let dir = tempfile::tempdir().expect("a folder");
    let desk = Desk::open(dir.path());
    begin(&desk.store, "a");
    hear_four(&desk);
    desk.store.ask(Job::Write(Write::Erase { call: id("a") }));
    assert_eq!(desk.hears(), Msg::Erased(id("a")));
    desk.store.ask(Job::Reopen { call: id("a"), live: false });
    let Msg::Reopened { texts, .. } = desk.hears() else { panic!("it was given up") };
    assert!(texts.is_empty());
}

#[test]
fn a_discarded_call_is_gone() {
    let dir = tempfile::tempdir().expect("a folder");
    let desk = Desk::open(dir.path());
    begin(&desk.store, "a");
    hear_four(&desk);
    drop(desk);
    let desk = Desk::open(dir.path());
    desk.store.ask(Job::Write(Write::Discard { call: id("a") }));
    assert_eq!(desk.home(), []);
    desk.store.ask(Job::Reopen { call: id("a"), live: true });
    let told = std::iter::repeat_with(|| desk.hears()).find(|msg| !matches!(msg, Msg::Erased(_)));
    assert!(matches!(told, Some(Msg::NotReopened(_))), "{told:?}");
}

#[test]
fn one_that_someone_else_has_open_is_not_discarded() {
    let dir = tempfile::tempdir().expect("a folder");
    let (first, second) = (Desk::open(dir.path()), Desk::open(dir.path()));
    begin(&first.store, "a");
    hear_four(&first);
    second.store.ask(Job::Write(Write::Discard { call: id("a") }));
    assert!(matches!(second.hears(), Msg::NotReopened(_)));
    drop(first);
    assert_eq!(second.home().len(), 1);
}

#[test]
fn another_retention_holds_from_then_on_and_calls_stay_in_hand() {
    let dir = tempfile::tempdir().expect("a folder");
    let desk = Desk::open(dir.path());
    begin(&desk.store, "a");
    hear_four(&desk);
    desk.store.ask(Job::Retain(Retention { caller: crate::app::config::Keep::Days(7), ..Retention::default() }));
    assert_eq!(desk.home(), []);
    desk.store.ask(Job::Write(Write::Erase { call: id("a") }));
    assert_eq!(desk.hears(), Msg::Erased(id("a")));
    desk.store.ask(Job::Reopen { call: id("a"), live: false });
    let Msg::Reopened { texts, .. } = desk.hears() else { panic!("it was given up") };
    assert_eq!(texts.len(), 1, "the name is kept for a week");
}

#[test]
fn without_a_store_everything_is_answered_and_nothing_ends() {
    let desk = Desk::of(Err("there is no home folder".into()));
    assert!(matches!(desk.hears(), Msg::NotSaved(why) if why.contains("no home")));
    begin(&desk.store, "a");
    for _ in 1..=4 {
        assert!(matches!(desk.hears(), Msg::NotSaved(why) if why.contains("no home")));
    }
    assert_eq!(desk.home(), []);
    desk.store.ask(Job::Reopen { call: id("a"), live: true });
    assert!(matches!(desk.hears(), Msg::NotReopened(why) if why.contains("no home")));
    desk.store.ask(Job::Write(Write::Erase { call: id("a") }));
    assert_eq!(desk.hears(), Msg::Erased(id("a")), "nothing of it is on any disk");
}

#[test]
fn a_draft_is_kept_as_long_as_what_it_becomes() {
    assert_eq!(draft_role("note"), TextRole::Note);
    assert_eq!(draft_role("why hear.hear.name"), TextRole::Note);
    assert_eq!(draft_role("word customer"), TextRole::Caller);
    assert_eq!(draft_role("promise"), TextRole::Promise);
}

#[test]
fn what_is_past_is_read_once_it_is_written_and_looked_at_without_a_claim() {
    let dir = tempfile::tempdir().expect("a folder");
    let desk = Desk::open(dir.path());
    desk.store.ask(Job::LookBack(id("gone")));
    assert!(matches!(desk.hears(), Msg::LookedBack { log: Err(why), .. } if why.contains("no longer")));
    desk.store.ask(Job::ReadHistory);
    assert_eq!(desk.hears(), Msg::History(Ok(Default::default())));
    let events = [What::Answered, What::Ended { reason: EndReason::Us }, What::Closed];
    for (seq, what) in (1..).zip(events) {
        let event = CallEvent { seq, at: At(i64::from(seq)), what };
        let (call, digest) = (id("a"), String::new());
        desk.store.ask(Job::Write(Write::Event {
            ticket: u64::from(seq),
            call,
            event,
            texts: Vec::new(),
            digest,
            shown: Vec::new(),
        }));
    }
    desk.store.ask(Job::ReadHistory);
    let told = loop {
        match desk.hears() {
            Msg::Saved(_) => {}
            Msg::History(told) => break told.expect("a sound store"),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(told.records.iter().map(|record| &record.call).collect::<Vec<_>>(), [&id("a")]);
    desk.store.ask(Job::LookBack(id("a")));
    assert!(matches!(desk.hears(), Msg::LookedBack { log: Ok((events, _)), .. } if events.len() == 3));
}

#[test]
fn without_a_store_nothing_is_past_and_why_is_told() {
    let desk = Desk::of(Err("no home".into()));
    assert!(matches!(desk.hears(), Msg::NotSaved(_)));
    desk.store.ask(Job::ReadHistory);
    assert_eq!(desk.hears(), Msg::History(Err("no home".into())));
}
