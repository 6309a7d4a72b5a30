//! Mock calls in keys and virtual time: a whole one with an automatic fail, one that passes, one of which nothing is kept.

#[allow(clippy::unwrap_used, dead_code, reason = "a journey that cannot go on says where; each file uses its part")]
mod support {
    pub mod journey;
}

use hearken::{
    app::{
        effect::Effect,
        mock::MockWish,
        model::{Screen, Sheet},
        msg::{Begun, Msg, Unfinished},
        people::Person,
    },
    call::{
        event::{CallId, TextRole, What},
        mock::{DeskAct, Mark, Marker, Marking, PersonId},
        session::CallSession,
        state::CallState,
    },
    playbook::{
        self, SourceFile,
        model::{Id, Layer},
    },
    practice::{mock, scorecard::Score},
};
use proptest::prelude::*;
use support::journey::{Journey, START};

fn ready() -> Journey {
    let mut journey = Journey::new();
    journey.model.reading = false;
    journey
}

fn amir() -> Person {
    Person { id: PersonId("amir".into()), name: "Amir".into(), agreed: START }
}

/// Rosa's desk, with the quality form, for someone who agreed long ago.
fn rosa() -> Journey {
    let mut journey = ready();
    journey.model.people.push(amir());
    let (caller, card) = (Some("rosa".into()), Some("call-quality".into()));
    journey.send(Msg::Mock(MockWish { caller, card, trainee: Some("Amir".into()), keep: None }));
    assert_eq!(journey.model.screen, Screen::Desk);
    journey
}

fn marking(journey: &Journey) -> &Marking {
    journey.model.call().expect("a call is in hand").session.state().mock.as_ref().expect("it is a mock call")
}

fn score(journey: &Journey) -> Score {
    Score::of(marking(journey), Marker::Trainer)
}

fn acts(journey: &Journey) -> Vec<DeskAct> {
    let call = journey.model.call().expect("a call is in hand");
    let acts = call.session.events().iter().filter_map(|event| match &event.what {
        What::AtDesk { act } => Some(act.as_ref().clone()),
        _ => None,
    });
    acts.collect()
}

#[test]
fn a_whole_mock_call_with_marks_curveballs_an_automatic_fail_and_a_debrief() {
    let mut journey = ready();
    journey.model.config.keep_practice = None;
    let at = journey.model.library().callers.iter().position(|caller| caller.id.as_str() == "rosa").unwrap();
    let mut seen = journey.play("m look");
    journey.play(&"Down ".repeat(at));
    seen += &journey.play("Enter look Enter look \"Amir\" Enter look 1 look");
    seen += &journey.play("Enter t:7s y t t:20s y t t:12s y look look:120x40 look:46x40 look:40x15");
    seen += &journey.play("t:15s + n i \"our policy is to wait five days\" look Enter F2 t:20s look");
    seen += &journey.play("t Enter t:30s f 1 look h t:52s look h Enter y - - t:40s t Tab look Tab look");
    seen += &journey.play("e look y y p y y x look Enter look 1 look");
    seen += &journey.play("y y y y n y y y y x Enter look look:120x40 look:46x40");
    seen += &journey.play("j i Ctrl-U \"did not say what Saturday was\" Enter look Tab look c ? look Esc");
    insta::assert_snapshot!(seen);
    let now = marking(&journey);
    assert_eq!((now.fails.len(), now.finished.len(), now.marks.len()), (1, 2, 2));
    let came_to = score(&journey);
    assert_eq!((came_to.percent(), came_to.passed, came_to.open, came_to.not_applicable), (0, false, 0, 1));
    assert_eq!(journey.model.call().unwrap().session.state().passed, Some(false));
    let copied =
        journey.effects.iter().any(|effect| matches!(effect, Effect::Copy(text) if text.contains("Automatic")));
    assert!(copied, "the debrief is copied as text");
    journey.play("Esc");
    assert_eq!((&journey.model.screen, journey.model.at_desk.is_none()), (&Screen::Home, true));
    assert!(journey.effects.iter().any(|effect| matches!(effect, Effect::Finish(_))));
}

#[test]
fn what_is_kept_is_asked_once_and_recorded() {
    let mut journey = ready();
    journey.model.config.keep_practice = None;
    let wish = |name: &str| MockWish {
        caller: Some("nia".into()),
        card: Some("first-week".into()),
        trainee: Some(name.into()),
        keep: None,
    };
    journey.send(Msg::Mock(wish("Zoë")));
    assert_eq!(journey.model.sheet, Some(Sheet::KeepMock));
    journey.play("1");
    let person = journey.effects.iter().find_map(|effect| match effect {
        Effect::Person { person, .. } => Some(person.clone()),
        _ => None,
    });
    let person = person.expect("she is kept, and when she agreed");
    assert_eq!((person.name.as_str(), person.agreed), ("Zoë", START));
    assert_eq!(marking(&journey).mock.trainee.as_ref(), Some(&person.id));
    let logged = format!("{:?}", journey.logs);
    assert!(!logged.contains("Zoë"), "no log has a name");
    journey.play("Esc");
    assert_eq!(journey.model.screen, Screen::Home, "what has not begun is cleared");
    assert!(journey.effects.iter().any(|effect| matches!(effect, Effect::Discard(_))));
    journey.send(Msg::Mock(wish("zoë")));
    assert_eq!((&journey.model.screen, &journey.model.sheet), (&Screen::Desk, &None), "she is not asked twice");
    assert_eq!(journey.model.people.len(), 1);
    assert_eq!(journey.model.config.keep_practice, None, "her answer is not the desk's");
    journey.play("Esc");
    journey.send(Msg::Mock(wish("")));
    assert_eq!(journey.model.sheet, Some(Sheet::KeepMock), "without a name the desk is asked");
    journey.play("1");
    assert_eq!((marking(&journey).mock.trainee.clone(), journey.model.config.keep_practice), (None, Some(true)));
}

#[test]
fn of_what_shall_not_be_kept_nothing_is() {
    let mut journey = ready();
    let wish = MockWish {
        caller: Some("ben".into()),
        card: Some("first-week".into()),
        trainee: Some("Kim".into()),
        keep: None,
    };
    journey.send(Msg::Mock(wish));
    journey.play("3 Enter t:5s y n i \"a note\" Enter f 1 e Enter 2 look Tab x Esc Esc");
    let kept: Vec<&Effect> = journey
        .effects
        .iter()
        .filter(|effect| {
            matches!(effect, Effect::Append { .. } | Effect::Person { .. } | Effect::Draft { .. } | Effect::Export)
        })
        .collect();
    assert!(kept.is_empty(), "{kept:?}");
    assert_eq!(journey.model.screen, Screen::Home);
}

#[test]
fn a_call_without_a_slip_passes_and_what_had_no_occasion_leaves_the_points() {
    let mut journey = rosa();
    journey.play("Enter t:10s");
    for _ in 0..8 {
        journey.play("y t:5s");
    }
    journey.play("x p");
    assert_eq!(score(&journey).halves, 2 * 85 + 10, "half of what is worth ten is five");
    journey.play("u y");
    let came_to = score(&journey);
    assert_eq!((came_to.of, came_to.percent(), came_to.passed), (95, 100, true));
    journey.play("e");
    assert_eq!(journey.model.sheet, Some(Sheet::SelfScore), "nothing is open, so nothing is asked but this");
    journey.play("2");
    assert_eq!(journey.model.call().unwrap().session.state().passed, Some(true));
    let found = journey.model.at_desk.as_ref().unwrap().debrief.clone().unwrap();
    assert!(found.sbi.is_empty() && found.try_next.0.contains("Nothing was missed"), "{found:?}");
}

#[test]
fn the_trainee_marks_without_seeing_the_trainers_sheet() {
    let mut journey = rosa();
    journey.play("Enter t:10s n n y i \"cut in twice\" Enter f 5 e n n n n n n n Enter");
    assert_eq!(journey.model.sheet, Some(Sheet::SelfScore));
    let asked = journey.screen((120, 40));
    let alone = journey.play("1 look look:120x40 look:46x40");
    for seen in [&asked, &alone] {
        assert!(!seen.contains("cut in twice") && !seen.contains("A lie") && !seen.contains("✗"), "{seen}");
        assert!(!seen.contains("of 100   automatic"), "{seen}");
    }
    journey.play("y Esc");
    assert_eq!(journey.model.screen, Screen::Debrief);
    let half = journey.screen((80, 24));
    assert!(!half.contains("own:"), "hidden until both are done: {half}");
    journey.play("s y y y y y y y y y Enter");
    let both = journey.screen((80, 40));
    assert!(both.contains("own: yes") && both.contains("own 100"), "{both}");
    assert_eq!(journey.play("s look").matches("already").count(), 1);
}

#[test]
fn a_note_belongs_to_the_moment_in_which_it_was_begun() {
    let mut journey = rosa();
    journey.play("Enter t:30s i \"half a\" t:20s Esc t:10s i \" sentence\" Enter t:5s i \"another\" Enter");
    let notes: Vec<(u64, String)> =
        marking(&journey).notes.iter().map(|note| (note.talk, journey.model.text(note.text).to_string())).collect();
    assert_eq!(notes, [(30_000, "half a sentence".into()), (65_000, "another".into())]);
    let roles: Vec<TextRole> = journey.texts.values().flat_map(|texts| texts.values()).map(|(role, _)| *role).collect();
    assert!(roles.iter().all(|role| *role == TextRole::Practice));
}

#[test]
fn it_is_played_again_from_a_moment_with_the_marks_up_to_it() {
    let mut journey = rosa();
    journey.play("Enter t:10s y t t:10s t t:10s n t:10s n e y y y y y y y Enter 2 r");
    assert_eq!(journey.model.screen, Screen::Desk);
    let call = journey.model.call().unwrap();
    let practice = call.session.state().practice.clone().unwrap();
    assert!(practice.from.is_some() && call.session.state().ended.is_none());
    let now = marking(&journey);
    let marks: Vec<Mark> = now.marks[&Marker::Trainer].values().map(|marked| marked.mark).collect();
    assert_eq!((marks, now.spoke.len()), (vec![Mark::Yes], 1), "up to the line after which it went wrong");
    assert!(journey.screen((80, 24)).contains("the marks up to here stay"));
    journey.play("e n n n n n n n n n Enter 2 Tab Down r");
    assert_eq!(journey.model.screen, Screen::Desk, "and from any other moment");
}

#[test]
fn an_emergency_at_the_desk_is_one_key_away_and_leads_back() {
    let mut journey = rosa();
    journey.play("Enter t:10s y i \"and then th\" Ctrl-E");
    assert!(journey.model.in_emergency());
    assert!(journey.screen((80, 24)).contains("EMERGENCY"));
    journey.play("Esc");
    assert_eq!(journey.model.screen, Screen::Desk);
    journey.play("i Enter");
    assert_eq!(marking(&journey).notes.len(), 1, "what was being written is still there");
    journey.play("Esc F9 Esc");
    assert_eq!(journey.model.screen, Screen::Desk);
}

#[test]
fn a_desk_that_broke_off_is_taken_up_with_all_that_was_marked() {
    let mut journey = rosa();
    journey.play("Enter t:10s y n t + t:5s");
    let (id, log) = (journey.model.call().unwrap().session.id.clone(), journey.logs.values().next().unwrap().clone());
    let before = marking(&journey).clone();
    let texts = journey.texts[&id].clone();
    let mut again = ready();
    again.model.people.push(amir());
    again.at = journey.at.plus(600_000);
    let open = Unfinished { call: id.clone(), last: journey.at, name: None, stopped: "Hear".into(), kind: Begun::Mock };
    again.send(Msg::Home { unfinished: vec![open], due: Vec::new() });
    again.send(Msg::Reopened { call: id, events: log, texts, drafts: Default::default(), live: true });
    assert_eq!((&again.model.screen, marking(&again)), (&Screen::Desk, &before));
    let screen = again.screen((80, 24));
    assert!(screen.contains("agent Amir") && screen.contains("talk 00:10"), "{screen}");
    again.play("y e");
    assert_eq!(again.model.screen, Screen::Desk);
}

#[test]
fn a_second_observer_sees_what_happened_and_no_marks() {
    let mut journey = rosa();
    journey.play("Enter t:10s y n t t:5s F2 + i \"mine alone\" Enter f 1 t:5s Enter e y y y y y y y y Enter 2 Esc");
    let (id, log) = journey.logs.iter().next().map(|(id, log)| (id.clone(), log.clone())).unwrap();
    let texts = journey.texts[&id].clone();
    let mut other = ready();
    other.send(Msg::MarkAgain { of: id.clone(), log: (log, texts), trainee: Some(Box::new(amir())) });
    assert_eq!(other.model.screen, Screen::Desk);
    let now = marking(&other);
    assert_eq!((now.mock.of.as_ref(), now.marks.len(), now.fails.len(), now.notes.len()), (Some(&id), 0, 0, 0));
    assert_eq!((now.spoke.len(), now.moods.len()), (2, 2));
    let screen = other.play("look look:120x40");
    assert!(!screen.contains("mine alone") && screen.contains("supervisor"), "{screen}");
    other.play("n n n n n n n n n n Enter");
    assert_eq!(other.model.screen, Screen::Debrief);
    // What was read too late for the first frame is there as soon as it is known.
    let loaded = support::journey::shipped();
    other.model.at_desk.as_mut().unwrap().script = hearken::playbook::model::CallerScript::gone(&"rosa".into());
    other.send(Msg::Library(loaded));
    assert_eq!(other.model.at_desk.as_ref().unwrap().script.name, "Rosa Marin");
    // One more time, from the second: the first of them stays the root.
    let (second, log) = other.logs.iter().next().map(|(id, log)| (id.clone(), log.clone())).unwrap();
    let mut third = ready();
    third.send(Msg::MarkAgain { of: second, log: (log, Default::default()), trainee: None });
    assert_eq!(marking(&third).mock.of.as_ref(), Some(&id));
    third.send(Msg::MarkAgain { of: CallId("x".into()), log: Default::default(), trainee: None });
    assert!(third.screen((80, 24)).contains("no mock call"));
}

#[test]
fn a_mock_call_of_the_past_is_read_and_no_more() {
    let mut journey = rosa();
    journey.play("Enter t:10s y n t t:5s + i \"cut in\" Enter e y y y y y y y y Enter 2 Esc h Enter look Tab look");
    let seen = journey.play("look:120x40");
    assert!(seen.contains("cut in") && journey.model.history.opened.is_some(), "{seen}");
    let before = journey.effects.len();
    journey.play("r g y n s m i Tab Down");
    assert_eq!(journey.effects.len(), before, "nothing can be done to it");
    journey.play("Esc Esc");
    assert_eq!(journey.model.screen, Screen::Home);
}

const OWN: &str = "title: Mine
callers:
  - id: pat
    title: Pat, broken kettle
    name: Pat
    about: broken kettle
    who: Pat, in a hurry.
    framework: last
    hard: 1
    goal: a kettle that works
    need: to be believed
    mood: 5
    opens: [\"It leaks.\", \"The kettle leaks.\"]
    facts: [{id: order, know: order 9, hear: [order], say: [\"Nine.\"]}]
    reacts: [{id: kind, on: acknowledge, by: -1, why: kindness helped}]
    lines:
      - {stage: story, say: [\"All over the table.\"]}
      - {stage: facts, say: [\"What else?\"]}
      - {stage: plan, say: [\"And now?\"]}
      - {stage: close, say: [\"Fine.\"]}
    leaves: [\"Forget it.\"]
    stop: kettle off
    pass: [{say: someone was kind, moves: acknowledge}]
    good: [\"I am sorry about the table.\"]
    clumsy: [\"No.\"]
scorecards:
  - id: short
    title: Two lines
    about: For a minute.
    pass: 50
    sections:
      - id: all
        title: All
        criteria:
          - {id: kind, title: Is kind, kind: judged, weight: 60, yes: A kind word., no: None.}
          - {id: plan, title: Has a plan, kind: objective, weight: 40, yes: A plan., no: None.}
";

/// The shipped playbooks and one that was written this minute.
fn with_own(text: &str) -> Journey {
    let mut files = playbook::built_in();
    files.push(SourceFile { layer: Layer::Own, name: "own.yaml".into(), bytes: text.into() });
    let loaded = support::journey::of_files(&files);
    assert_eq!(loaded.faults, Vec::<String>::new());
    let mut journey = ready();
    journey.send(Msg::Library(loaded));
    journey
}

#[test]
fn a_caller_and_a_sheet_written_this_minute_are_played() {
    let mut journey = with_own(OWN);
    let (caller, card) = (Some(Id::from("pat")), Some(Id::from("short")));
    journey.send(Msg::Mock(MockWish { caller, card, trainee: Some(String::new()), keep: None }));
    let seen = journey.play("Enter t:5s look y p y 3 f F2 Right t t t t t t e Enter");
    assert!(seen.contains("leaks.") && seen.contains("Is kind"), "{seen}");
    assert_eq!((score(&journey).halves, score(&journey).passed), (200, true));
    let spoke: Vec<&str> = marking(&journey).spoke.iter().map(|spoken| spoken.line.as_str()).collect();
    assert_eq!(spoke.len(), 6, "{spoke:?}");
}

#[test]
fn without_its_playbooks_a_mock_call_is_still_looked_back_on() {
    let mut journey = with_own(OWN);
    let (caller, card) = (Some(Id::from("pat")), Some(Id::from("short")));
    journey.send(Msg::Mock(MockWish { caller, card, trainee: Some(String::new()), keep: None }));
    journey.play("Enter t:5s t n y");
    let (id, log) = journey.logs.iter().next().map(|(id, log)| (id.clone(), log.clone())).unwrap();
    let texts = journey.texts[&id].clone();
    let mut later = ready();
    later.send(Msg::Reopened { call: id, events: log, texts, drafts: Default::default(), live: true });
    assert_eq!(later.model.screen, Screen::Debrief);
    let seen = later.screen((80, 24));
    assert!(seen.contains("kind") && seen.contains("no playbook has the caller pat"), "{seen}");
    later.play("Tab Down r Esc");
}

#[test]
fn where_there_is_nothing_to_play_or_to_mark_by_it_is_said() {
    let mut journey = ready();
    journey.send(Msg::Mock(MockWish { caller: Some("nobody".into()), ..MockWish::default() }));
    assert!(journey.screen((80, 24)).contains("there is no caller called nobody"));
    let mut bare = with_own("title: Bare\nremove: [call-quality, first-week]\n");
    bare.send(Msg::Mock(MockWish { caller: Some("rosa".into()), ..MockWish::default() }));
    assert!(bare.screen((80, 24)).contains("no playbook has a scorecard"), "{}", bare.screen((80, 24)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is pressed at the desk: nothing panics, the log replays to what is shown, points stay in their bounds.
    #[test]
    fn any_keys_keep_the_desk_whole(keys in proptest::collection::vec(0_usize..34, 1..90), columns in 0_u16..130, rows in 0_u16..45) {
        const KEYS: [&str; 34] = [
            "y", "n", "p", "x", "t", "Right", "Left", "+", "-", "f", "1", "2", "9", "0", "i", "\"a b\"", "Enter", "Esc", "h",
            "u", "U", "Tab", "e", "F2", "F4", "j", "k", "s", "m", "r", "F9", "t:7s", "Backspace", "c",
        ];
        let mut journey = rosa();
        journey.play("Enter");
        for key in keys {
            journey.play(KEYS[key]);
            journey.screen((columns, rows));
            if let Some(call) = journey.model.call() {
                let state = call.session.state();
                prop_assert_eq!(&CallState::fold(call.session.events()), state);
                if let Some(now) = &state.mock {
                    for by in [Marker::Trainer, Marker::Trainee] {
                        let came_to = Score::of(now, by);
                        prop_assert!(came_to.halves <= 2 * came_to.of && came_to.of <= 100 && came_to.percent() <= 100);
                    }
                    prop_assert!(now.moods.iter().all(|(_, mood)| *mood <= 10));
                }
                let copy = CallSession::replay(call.session.id.clone(), call.session.events().to_vec());
                prop_assert_eq!(copy.state(), state);
                let found = mock::debrief(journey.model.library(), call);
                prop_assert_eq!(found.is_some(), state.mock.is_some());
            }
        }
    }
}

#[test]
fn an_hour_is_shown_as_one() {
    let mut journey = rosa();
    journey.play("Enter t:61m i \"late\" Enter");
    assert!(journey.screen((80, 24)).contains("talk 1:01:00"), "{}", journey.screen((80, 24)));
    assert!(acts(&journey).iter().any(|act| matches!(act, DeskAct::Observed { talk: 3_660_000, .. })));
}
