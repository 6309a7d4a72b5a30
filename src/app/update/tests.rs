//! What one message does: to the model, and what the world is asked for.

use std::{collections::BTreeMap, sync::Arc};

use chrono::FixedOffset;

use crate::{
    app::{
        config::{Config, Keep},
        effect::Effect,
        glance::{Saved, Target, Tone, glance},
        keymap::Keymap,
        model::{FieldKind, Model, Screen, Sheet, Status, Zone},
        msg::{Begun, Copied, Loaded, Msg, Now, Unfinished},
        update::update,
        wake::next_wake,
    },
    call::{
        event::{At, CallId, What},
        state::Phase,
    },
    coach::Index,
    playbook::{self, SourceFile, model::Layer},
};

/// A desk with the shipped playbooks and what it asked of the world.
pub(super) struct Desk {
    pub(super) model: Model,
    pub(super) asked: Vec<Effect>,
    at: At,
}

pub(super) fn loaded(more: &str) -> Loaded {
    let mut files = playbook::built_in_but_ear();
    if !more.is_empty() {
        files.push(SourceFile { layer: Layer::Own, name: "own.yaml".into(), bytes: more.into() });
    }
    let loaded = playbook::load(&files);
    let index = Arc::new(Index::build(&loaded.library));
    let faults = loaded.faults.iter().map(|fault| fault.one_line()).collect();
    Loaded { library: Arc::new(loaded.library), index, faults, files: files.len() }
}

impl Desk {
    pub(super) fn new(config: Config) -> Desk {
        let zone = Zone::Fixed(FixedOffset::east_opt(3600).expect("an offset"));
        let at = At(1_795_010_880_000);
        let model = Model::new(config, Keymap::default(), loaded(""), zone, "Europe/Paris".into(), at);
        Desk { model, asked: Vec::new(), at }
    }

    pub(super) fn send(&mut self, msg: Msg) {
        let fresh = CallId(format!("c{}", self.asked.len()));
        let effects = update(&mut self.model, msg, Now { at: self.at, fresh });
        self.asked.extend(effects);
    }

    pub(super) fn keys(&mut self, keys: &str) -> &mut Desk {
        for key in keys.split(' ') {
            self.send(Msg::Key(key.parse().expect("a key")));
        }
        self
    }

    fn wait(&mut self, ms: u64) -> &mut Desk {
        self.at = self.at.plus(ms);
        self.send(Msg::Tick);
        self
    }

    pub(super) fn status(&self) -> String {
        match &self.model.status {
            Status::Rest => String::new(),
            Status::Did(text) | Status::Refused(text) => text.clone(),
        }
    }

    fn events(&self) -> Vec<&What> {
        let appended = |effect: &'_ Effect| matches!(effect, Effect::Append { .. });
        let events = self.asked.iter().filter(|effect| appended(effect));
        events
            .filter_map(|effect| if let Effect::Append { event, .. } = effect { Some(&event.what) } else { None })
            .collect()
    }
}

pub(super) fn asked() -> Config {
    Config { asked: true, keep_practice: Some(true), ..Config::default() }
}

#[test]
fn a_live_call_begins_with_two_facts_and_what_is_known() {
    let mut desk = Desk::new(asked());
    desk.send(Msg::Begin {
        name: Some("Ana\u{1b}[2J".into()),
        number: Some(" ".into()),
        industry: Some("retail".into()),
    });
    let kinds: Vec<&What> = desk.events();
    assert!(matches!(kinds[..], [What::Opened { .. }, What::Answered, What::SlotFilled { .. }]), "{kinds:?}");
    let call = desk.model.call().expect("a call");
    assert_eq!(call.slot("customer"), Some("Ana<U+001B>[2J"), "a name is cleaned at the border");
    assert_eq!(call.slot("number"), None, "a blank number is none");
    assert_eq!(call.session.state().industry, Some("retail".into()));
}

#[test]
fn the_wording_that_was_shown_goes_with_the_event() {
    let mut desk = Desk::new(asked());
    desk.keys("l 1 F2");
    let shown = |what: fn(&What) -> bool| {
        desk.asked.iter().find_map(|effect| match effect {
            Effect::Append { event, shown, digest, .. } if what(&event.what) => Some((shown.clone(), digest.clone())),
            _ => None,
        })
    };
    let (said, digest) = shown(|what| matches!(what, What::Said { .. })).expect("it was said");
    assert!(said[0].1.contains("{daypart}"), "{said:?}");
    assert_eq!(digest, desk.model.library().digest);
    let (items, _) = shown(|what| matches!(what, What::ScenarioOpened { .. })).expect("it was opened");
    assert_eq!(items.len(), 7);
}

#[test]
fn what_is_on_disk_is_said_only_then() {
    let mut desk = Desk::new(asked());
    desk.keys("l");
    assert_eq!(glance(&desk.model).entry.saved, Saved::Unsaid, "nothing is said before the disk answers");
    desk.wait(300);
    assert_eq!(glance(&desk.model).entry.saved, Saved::Saving);
    let given = desk.model.saves.given;
    desk.send(Msg::Saved(given - 1));
    assert_ne!(glance(&desk.model).entry.saved, Saved::Saved);
    desk.send(Msg::Saved(given));
    assert_eq!(glance(&desk.model).entry.saved, Saved::Saved);
    desk.send(Msg::NotSaved("the disk is full\u{202e}".into()));
    let seen = glance(&desk.model);
    assert_eq!(seen.entry.saved, Saved::NotSaved);
    assert_eq!(seen.status.0[0].tone, Tone::Must);
    assert!(seen.status.plain().contains("the disk is full<U+202E>"));
}

#[test]
fn it_wakes_for_the_clock_and_sleeps_without_one() {
    let mut desk = Desk::new(asked());
    assert_eq!(next_wake(&desk.model), None, "home sleeps");
    desk.keys("l");
    let given = desk.model.saves.given;
    desk.send(Msg::Saved(given));
    desk.wait(400);
    assert_eq!(next_wake(&desk.model), Some(desk.at.plus(600)), "the next second of the clock");
    desk.keys("F2");
    let given = desk.model.saves.given;
    desk.send(Msg::Saved(given));
    assert_eq!(next_wake(&desk.model), None, "no clock is shown in a bereavement");
    desk.keys("Esc");
    assert_eq!(next_wake(&desk.model), Some(desk.at.plus(250)), "to say that it is still saving");
}

#[test]
fn a_reload_changes_wording_at_once_and_never_the_place() {
    let mut desk = Desk::new(asked());
    desk.keys("l 1 F2 Space j");
    let before = desk.model.call().expect("a call").session.state().clone();
    let more = "title: Own\nscenarios:\n  - id: bereavement\n    items: [{id: stop-process, do: Stop at once}]\nremove: [bereavement.transfer]\n";
    let own = loaded(more);
    assert_eq!(own.faults, Vec::<String>::new());
    desk.send(Msg::Library(own));
    let call = desk.model.call().expect("a call");
    assert_eq!((&call.session.state().items, call.session.state().list()), (&before.items, before.list()));
    let list = &glance(&desk.model).lists[0];
    let rows: Vec<String> = list.rows.iter().map(|row| row.words.plain()).collect();
    assert!(rows.contains(&"Stop at once".to_string()), "{rows:?}");
    assert_eq!(list.rows.iter().position(|row| row.current), Some(before.list().1));
}

#[test]
fn an_item_that_left_its_playbook_says_so_and_stays() {
    let mut desk = Desk::new(asked());
    desk.keys("l 1 F4");
    let ids: Vec<String> = desk
        .model
        .library()
        .scenario(&"hardship".into())
        .expect("shipped")
        .items
        .iter()
        .map(|i| i.id.to_string())
        .collect();
    let gone = loaded(&format!("title: Own\nremove: [{}]\n", ids[0]));
    desk.send(Msg::Library(gone));
    let list = &glance(&desk.model).lists[0];
    assert_eq!(list.rows.len(), ids.len());
    assert_eq!(list.rows[0].words.plain(), "removed from playbook");
    assert!(list.rows[0].current, "the cursor stays");
}

#[test]
fn copying_says_how_far_it_went_and_shows_what_it_could_not() {
    let mut desk = Desk::new(asked());
    desk.keys("l c");
    let Some(Effect::Copy(text)) = desk.asked.last().cloned() else { panic!("nothing was copied") };
    assert!(text.contains("____"), "a blank is copied as a blank: {text}");
    for (copied, word) in [(Copied::Done, "copied"), (Copied::Sent, "terminal")] {
        desk.send(Msg::Copied(copied));
        assert!(desk.status().contains(word));
    }
    desk.send(Msg::Copied(Copied::Failed));
    assert_eq!(desk.model.sheet, Some(Sheet::CopyByHand(text)));
}

#[test]
fn leaving_asks_only_while_a_call_is_open() {
    let mut desk = Desk::new(asked());
    desk.keys("q");
    assert_eq!(desk.asked.last(), Some(&Effect::Quit));
    let mut desk = Desk::new(asked());
    desk.keys("l q");
    assert!(!desk.asked.contains(&Effect::Quit));
    desk.keys("Esc q Enter");
    assert_eq!(desk.asked.last(), Some(&Effect::Quit));
    let mut desk = Desk::new(asked());
    desk.keys("l i x");
    desk.send(Msg::Terminate);
    let draft = desk.asked.iter().rev().nth(1);
    assert!(matches!(draft, Some(Effect::Draft { text, .. }) if text == "x"), "a signal keeps the draft: {draft:?}");
}

#[test]
fn an_unfinished_call_can_be_resumed_wrapped_up_or_discarded() {
    let unfinished = |n: u32| Unfinished {
        kind: Begun::Call,
        call: CallId(format!("old{n}")),
        last: At(0),
        name: None,
        stopped: "Hear, item 1".into(),
    };
    for (keys, live) in [("Enter", Some(true)), ("w", Some(false)), ("x Enter", None)] {
        let mut desk = Desk::new(asked());
        desk.send(Msg::Home { unfinished: vec![unfinished(1), unfinished(2)], due: Vec::new() });
        desk.keys(keys);
        let call = CallId("old1".into());
        let wanted = match live {
            Some(live) => Effect::Reopen { call, live },
            None => Effect::Discard(call),
        };
        assert!(desk.asked.contains(&wanted), "{keys}: {:?}", desk.asked);
    }
    let mut desk = Desk::new(asked());
    desk.send(Msg::Home { unfinished: vec![unfinished(1)], due: Vec::new() });
    desk.send(Msg::NotReopened("another hearken has it".into()));
    assert_eq!(desk.status(), "another hearken has it");
    assert_eq!(desk.asked.last(), Some(&Effect::ReadHome));
}

#[test]
fn a_hold_says_when_to_check_in() {
    let mut desk = Desk::new(asked());
    desk.keys("l 1 h").wait(30_000);
    let right = |desk: &Desk| match glance(&desk.model).place {
        Some(crate::app::glance::Place::Rail { right, .. }) => right.plain(),
        other => panic!("{other:?}"),
    };
    assert_eq!(right(&desk), "check in at 00:45");
    assert_eq!(right(desk.wait(16_000)), "check in now");
    assert_eq!(right(desk.wait(10_000)), "check in at 01:30");
    assert!(desk.model.call().is_some_and(|call| call.session.state().phase == Phase::OnHold));
}

#[test]
fn clicks_do_what_their_keys_do() {
    let mut desk = Desk::new(asked());
    desk.keys("l");
    desk.send(Msg::Click(Target::Tick(2)));
    let state = desk.model.call().expect("a call").session.state().clone();
    assert_eq!(state.items.len(), 1);
    desk.send(Msg::Click(Target::Step(3)));
    assert_eq!(desk.model.call().and_then(|call| call.session.state().framework()).map(|f| f.step), Some(3));
    desk.keys("m");
    desk.send(Msg::Click(Target::Choose(1)));
    assert!(desk.model.sheet.is_some(), "the first click chooses");
    desk.send(Msg::Click(Target::Choose(1)));
    assert!(desk.model.sheet.is_none() && desk.model.call().is_some_and(|call| call.session.state().mood.is_some()));
    desk.keys("i a");
    desk.send(Msg::Click(Target::Act(crate::app::action::Action::Emergency)));
    assert!(desk.model.in_emergency() && desk.model.field.is_none());
    assert_eq!(desk.model.drafts, BTreeMap::from([("note".to_string(), "a".to_string())]));
}

#[test]
fn a_field_has_an_end() {
    let mut desk = Desk::new(asked());
    desk.keys("l i");
    desk.send(Msg::Paste("x".repeat(5_000)));
    desk.keys("y");
    let field = desk.model.field.as_ref().expect("a field");
    assert_eq!(field.input.value().chars().count(), 2_000);
    assert_eq!(field.kind, FieldKind::Note);
    desk.keys("Backspace Backspace z");
    assert!(desk.model.field.as_ref().is_some_and(|field| field.input.value().ends_with("xz")));
}

#[test]
fn a_locked_setting_is_left_as_it_is() {
    let mut desk = Desk::new(Config { locked: vec!["agent".into()], keep_notes: Keep::Days(3), ..asked() });
    desk.keys(",");
    desk.keys("Enter");
    assert!(desk.model.field.is_none() && desk.status().contains("for everyone"));
    desk.keys("j Enter A c m e Enter");
    assert_eq!(desk.model.config.company.as_deref(), Some("Acme"));
    assert!(matches!(desk.asked.last(), Some(Effect::SaveConfig(config)) if config.company.as_deref() == Some("Acme")));
    assert_eq!(desk.model.screen, Screen::Settings);
}

#[test]
fn a_call_that_began_before_the_playbooks_came_takes_their_framework() {
    let mut desk = Desk::new(asked());
    desk.send(Msg::Begin { name: None, number: None, industry: None });
    let more = "title: Own\nframeworks:\n  - id: hear\n    steps:\n      - id: hear\n        items: [{id: smile, do: Smile}]\n";
    desk.send(Msg::Library(loaded(more)));
    let rows: Vec<String> = glance(&desk.model).lists[0].rows.iter().map(|row| row.words.plain()).collect();
    assert!(rows.contains(&"Smile".to_string()), "{rows:?}");
    // Once something was done, structure stays as it was opened.
    let mut desk = Desk::new(asked());
    desk.send(Msg::Begin { name: None, number: None, industry: None });
    desk.keys("Space");
    desk.send(Msg::Library(loaded(more)));
    let rows: Vec<String> = glance(&desk.model).lists[0].rows.iter().map(|row| row.words.plain()).collect();
    assert!(!rows.contains(&"Smile".to_string()), "{rows:?}");
}

#[test]
fn what_stands_behind_a_list_is_one_key_away() {
    let mut desk = Desk::new(asked());
    desk.keys("l b");
    let rows: Vec<String> = glance(&desk.model).lists[0].rows.iter().map(|row| row.words.plain()).collect();
    let step = desk.model.library().step(&"hear.hear".into()).expect("shipped").clone();
    assert!(rows.contains(&step.pitfall), "{rows:?}");
    desk.keys("Esc F2 b");
    let rows: Vec<String> = glance(&desk.model).lists[0].rows.iter().map(|row| row.words.plain()).collect();
    let loss = desk.model.library().scenario(&"bereavement".into()).expect("shipped").clone();
    for never in &loss.never {
        assert!(rows.contains(&never.why), "{rows:?}");
    }
    assert!(rows.contains(&"I'm so sorry [name ____] has died.".to_string()), "{rows:?}");
    assert!(loss.record.iter().all(|line| rows.contains(line)), "{rows:?}");
    desk.keys("Enter");
    assert_eq!(desk.model.sheet, None);
}

#[test]
fn a_written_channel_opens_its_way_and_what_is_said_is_copied() {
    let mut desk = Desk::new(asked());
    desk.keys("l / c h a t Enter");
    let state = desk.model.call().expect("a call").session.state();
    assert_eq!(state.channel, Some("chat".into()));
    assert_eq!(state.framework().map(|f| f.pin.id.as_str()), Some("reply"));
    desk.keys("1");
    assert!(desk.asked.iter().any(|asked| matches!(asked, Effect::Copy(_))));
    desk.keys("/ c h a n n e l : c a l l Enter");
    let state = desk.model.call().expect("a call").session.state();
    assert_eq!((state.channel.clone(), state.framework().map(|f| f.pin.id.as_str())), (None, Some("hear")));
}

#[test]
fn a_callers_language_fills_the_interpreters_list() {
    let mut desk = Desk::new(asked());
    desk.keys("l / p o l s k i Enter");
    let call = desk.model.call().expect("a call");
    assert_eq!(call.session.state().top().map(|frame| frame.scenario.as_str()), Some("interpreter"));
    assert_eq!(call.slot("language"), Some("Polish"));
    assert!(desk.status().starts_with("Polski"), "{}", desk.status());
}

#[test]
fn the_blank_of_the_language_opens_the_card() {
    let mut desk = Desk::new(asked());
    desk.keys("l F3 Space w");
    let rows: Vec<String> = glance(&desk.model).lists[0].rows.iter().map(|row| row.words.plain()).collect();
    assert!(rows.len() >= 30 && rows.iter().any(|row| row.contains("Polski")), "{rows:?}");
    desk.keys("p o l i s h Enter");
    assert_eq!(desk.model.call().expect("a call").slot("language"), Some("Polish"));
}

#[test]
fn tab_goes_back_to_the_framework_that_was_in_hand_before() {
    let mut desk = Desk::new(asked());
    let here = |desk: &Desk| {
        let state = desk.model.call().expect("a call").session.state();
        state.framework().map(|f| f.pin.id.to_string()).expect("a framework")
    };
    desk.keys("l Tab");
    assert_eq!(here(&desk), "last");
    desk.keys("/ f r a m e w o r k : c a r p Enter");
    assert_eq!(here(&desk), "carp");
    desk.keys("Tab");
    assert_eq!(here(&desk), "last");
    desk.keys("Tab");
    assert_eq!(here(&desk), "carp");
}
