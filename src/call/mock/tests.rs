use serde_json::{Value, json};

use super::*;
use crate::{
    call::{
        event::{Arrival, At, CallEvent, EndReason, What},
        intent::{Intent, Refusal},
        rehearsal::Practice,
        session::{CallSession, Start},
    },
    playbook::model::{AutoFail, Criterion, Judgement, Library, Section},
};

fn sheet() -> SheetPin {
    let pin = |id: &str, weight| CriterionPin {
        id: id.into(),
        section: "card.open".into(),
        weight,
        judged: false,
        graded: true,
        error: Some(Critical::Customer),
    };
    SheetPin {
        card: "card".into(),
        pass: 80,
        criteria: vec![pin("card.open.greet", 5), pin("card.open.name", 10)],
        fails: vec!["card.lie".into()],
    }
}

fn mock() -> Mock {
    Mock { trainee: Some(PersonId("p1".into())), of: None, sheet: sheet() }
}

/// A call of which each act is a second after the one before.
struct Played(CallSession);

impl Played {
    fn new(mock: Option<Mock>) -> Played {
        let practice = Practice { caller: "rosa".into(), seed: 1, from: None, mock: mock.map(Box::new) };
        let start =
            Start { arrival: Arrival::Ringing, framework: "hear".into(), industry: None, practice: Some(practice) };
        let mut played = Played(CallSession::open(CallId("c".into()), &Library::default(), start, At(1_000_000)));
        played.act(Intent::Answer).expect("it can be answered");
        played
    }

    fn act(&mut self, intent: Intent) -> Result<(), Refusal> {
        let event = self.0.decide(&Library::default(), intent, self.0.state().last.plus(1_000))?;
        self.0.apply(event);
        // What is shown is what a fresh start would make of the log.
        assert_eq!(CallSession::replay(self.0.id.clone(), self.0.events().to_vec()).state(), self.0.state());
        Ok(())
    }

    fn at_desk(&mut self, act: DeskAct) {
        self.act(Intent::AtDesk(act)).expect("it makes sense");
    }

    fn mark(&mut self, by: Marker, criterion: &str, mark: Option<Mark>) {
        self.at_desk(DeskAct::Marked { by, criterion: criterion.into(), mark });
    }

    fn marking(&self) -> &Marking {
        self.0.state().mock.as_ref().expect("it is a mock call")
    }

    fn marked(&self, by: Marker, criterion: &str) -> Option<(Mark, u64, bool)> {
        self.marking().mark(by, &criterion.into()).map(|marked| (marked.mark, marked.talk, marked.late))
    }
}

const GREET: &str = "card.open.greet";

#[test]
fn a_scorecard_is_pinned_in_its_order() {
    let line = |id: &str, judgement, partly: Option<&str>| Criterion {
        id: id.into(),
        judgement,
        weight: 3,
        partly: partly.map(str::to_string),
        error: Some(Critical::Compliance),
        ..Criterion::default()
    };
    let section = |id: &str, criteria| Section { id: id.into(), criteria, ..Section::default() };
    let card = Scorecard {
        id: "card".into(),
        pass: 75,
        sections: vec![
            section("card.b", vec![line("card.b.x", Judgement::Judged, Some("half"))]),
            section("card.a", vec![line("card.a.y", Judgement::Objective, None)]),
        ],
        fails: vec![AutoFail { id: "card.lie".into(), ..AutoFail::default() }],
        ..Scorecard::default()
    };
    let pin = SheetPin::of(&card);
    let seen: Vec<_> = pin.criteria.iter().map(|c| (c.id.as_str(), c.section.as_str(), c.judged, c.graded)).collect();
    assert_eq!(seen, [("card.b.x", "card.b", true, true), ("card.a.y", "card.a", false, false)]);
    assert_eq!((pin.pass, pin.fails, pin.criteria[0].weight), (75, vec!["card.lie".into()], 3));
}

#[test]
fn each_act_changes_what_it_names_and_knows_its_moment() {
    let mut played = Played::new(Some(mock()));
    assert_eq!(played.marking().mood(), None);
    played.mark(Marker::Trainer, GREET, Some(Mark::No));
    played.mark(Marker::Trainee, GREET, Some(Mark::Yes));
    assert_eq!(played.marked(Marker::Trainer, GREET), Some((Mark::No, 1_000, false)));
    assert_eq!(played.marked(Marker::Trainee, GREET), Some((Mark::Yes, 2_000, false)), "each for themselves");
    played.mark(Marker::Trainer, GREET, Some(Mark::Partly));
    assert_eq!(played.marked(Marker::Trainer, GREET), Some((Mark::Partly, 3_000, false)), "the last one counts");
    played.mark(Marker::Trainer, GREET, None);
    assert_eq!(played.marked(Marker::Trainer, GREET), None);
    played.at_desk(DeskAct::Failed { fail: "card.lie".into(), met: true });
    assert_eq!(played.marking().fails, [("card.lie".into(), 5_000)].into());
    played.at_desk(DeskAct::Failed { fail: "card.lie".into(), met: false });
    assert!(played.marking().fails.is_empty());
    played.at_desk(DeskAct::Spoke { line: "fact account 0".into(), text: TextId(4) });
    for mood in [6, 200] {
        played.at_desk(DeskAct::Felt { mood });
    }
    played.at_desk(DeskAct::Observed { text: TextId(5), talk: 3_500, about: Some(GREET.into()) });
    played.at_desk(DeskAct::Finished { by: Marker::Trainee });
    let marking = played.marking();
    assert_eq!(marking.spoke, [Spoken { line: "fact account 0".into(), text: TextId(4), talk: 7_000 }]);
    assert_eq!((marking.moods.clone(), marking.mood()), (vec![(8_000, 6), (9_000, 10)], Some(10)));
    assert_eq!(marking.notes, [Observed { text: TextId(5), talk: 3_500, about: Some(GREET.into()) }]);
    assert_eq!(marking.finished, [Marker::Trainee].into());
}

#[test]
fn time_on_hold_is_no_talk_time() {
    let mut played = Played::new(Some(mock()));
    for intent in [Intent::Hold, Intent::Resume] {
        played.act(intent).expect("it makes sense");
    }
    played.mark(Marker::Trainer, GREET, Some(Mark::Yes));
    assert_eq!(played.marked(Marker::Trainer, GREET), Some((Mark::Yes, 2_000, false)));
}

#[test]
fn what_is_taken_back_is_as_it_was() {
    let mut played = Played::new(Some(mock()));
    played.mark(Marker::Trainer, GREET, Some(Mark::No));
    let before = played.marking().clone();
    for act in [
        DeskAct::Marked { by: Marker::Trainer, criterion: GREET.into(), mark: Some(Mark::Yes) },
        DeskAct::Marked { by: Marker::Trainer, criterion: GREET.into(), mark: None },
        DeskAct::Failed { fail: "card.lie".into(), met: true },
        DeskAct::Spoke { line: "opens 0".into(), text: TextId(1) },
        DeskAct::Felt { mood: 3 },
        DeskAct::Observed { text: TextId(2), talk: 9, about: None },
        DeskAct::Finished { by: Marker::Trainer },
    ] {
        played.at_desk(act.clone());
        let after = played.marking().clone();
        assert_ne!(after, before, "{act:?}");
        played.act(Intent::Undo).expect("it can be taken back");
        assert_eq!(*played.marking(), before, "{act:?}");
        played.act(Intent::Redo).expect("and done again");
        assert_eq!(*played.marking(), after, "{act:?}");
        played.act(Intent::Undo).expect("it can be taken back");
    }
}

#[test]
fn a_mark_after_the_end_is_late_and_none_comes_after_the_wrap_up() {
    let mut played = Played::new(Some(mock()));
    played.mark(Marker::Trainer, GREET, Some(Mark::Yes));
    played.act(Intent::End(EndReason::Caller)).expect("it can end");
    played.mark(Marker::Trainer, "card.open.name", Some(Mark::No));
    played.mark(Marker::Trainee, GREET, Some(Mark::No));
    assert_eq!(played.marked(Marker::Trainer, GREET), Some((Mark::Yes, 1_000, false)));
    assert_eq!(played.marked(Marker::Trainer, "card.open.name"), Some((Mark::No, 2_000, true)));
    assert_eq!(played.marked(Marker::Trainee, GREET), Some((Mark::No, 2_000, true)));
    played.act(Intent::Undo).expect("late marks can be taken back");
    assert_eq!(played.marked(Marker::Trainee, GREET), None);
    played.act(Intent::Close).expect("it can be closed");
    let late = DeskAct::Felt { mood: 1 };
    assert_eq!(played.act(Intent::AtDesk(late)), Err(Refusal::Over));
}

#[test]
fn a_rehearsal_has_no_desk() {
    let mut played = Played::new(None);
    assert_eq!(played.act(Intent::AtDesk(DeskAct::Felt { mood: 1 })), Err(Refusal::NoMock));
    // A log that has such an act all the same is read as if it had none.
    let act = Box::new(DeskAct::Felt { mood: 1 });
    let (seq, at) = (9, At(2_000_000));
    played.0.apply(CallEvent { seq, at, what: What::AtDesk { act } });
    assert_eq!(played.0.state().mock, None);
}

#[test]
fn every_act_comes_back_from_the_disk_as_it_was() {
    let (criterion, fail): (Id, Id) = (GREET.into(), "card.lie".into());
    let marked = |by, mark| DeskAct::Marked { by, criterion: criterion.clone(), mark };
    let mut acts = vec![
        marked(Marker::Trainer, None),
        DeskAct::Failed { fail: fail.clone(), met: true },
        DeskAct::Failed { fail, met: false },
        DeskAct::Spoke { line: "line facts tense 2".into(), text: TextId(7) },
        DeskAct::Felt { mood: 0 },
        DeskAct::Felt { mood: u8::MAX },
        DeskAct::Observed { text: TextId(u32::MAX), talk: u64::MAX, about: None },
        DeskAct::Observed { text: TextId(1), talk: 0, about: Some(criterion.clone()) },
        DeskAct::Finished { by: Marker::Trainer },
        DeskAct::Finished { by: Marker::Trainee },
    ];
    acts.extend(Mark::ALL.map(|(_, mark)| marked(Marker::Trainee, Some(mark))));
    for act in acts {
        let what = What::AtDesk { act: Box::new(act) };
        let body = what.to_json();
        let value: Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!(value["kind"], "at-desk", "{body}");
        assert_eq!(What::from_json(&body).expect("JSON"), what, "{body}");
        assert!(!what.is_fact(), "it can be taken back");
    }
}

#[test]
fn a_mock_call_comes_back_from_the_disk_as_it_was() {
    let mock = Mock { of: Some(CallId("first".into())), ..mock() };
    let played = Played::new(Some(mock.clone()));
    let opened = &played.0.events()[0].what;
    assert_eq!(What::from_json(&opened.to_json()).expect("JSON"), *opened);
    assert_eq!(played.marking().mock, mock);
    // A rehearsal of earlier days says nothing of a mock.
    let body = Played::new(None).0.events()[0].what.to_json();
    assert!(!body.contains("mock"), "{body}");
}

#[test]
fn the_form_on_the_disk_stays() {
    let act = DeskAct::Marked { by: Marker::Trainee, criterion: GREET.into(), mark: Some(Mark::NotApplicable) };
    let body: Value = serde_json::from_str(&What::AtDesk { act: Box::new(act) }.to_json()).expect("JSON");
    let kept =
        json!({"kind": "at-desk", "act": "marked", "by": "trainee", "criterion": GREET, "mark": "not-applicable"});
    assert_eq!(body, kept);
}

#[test]
fn an_act_of_a_newer_version_is_kept_whole() {
    for body in [
        json!({"kind": "at-desk", "act": "waved", "hand": "left"}),
        json!({"kind": "at-desk", "act": "marked", "by": "robot", "criterion": GREET, "mark": "yes"}),
        json!({"kind": "at-desk", "act": "marked", "by": "trainer", "criterion": GREET, "mark": "superb"}),
        json!({"kind": "at-desk"}),
    ] {
        let what = What::from_json(&body.to_string()).expect("JSON");
        assert_eq!(what, What::Newer { body: body.clone() });
        assert_eq!(serde_json::from_str::<Value>(&what.to_json()).expect("JSON"), body);
        let mut played = Played::new(Some(mock()));
        let before = played.marking().clone();
        played.0.apply(CallEvent { seq: 9, at: At(2_000_000), what });
        assert_eq!((played.marking(), played.0.state().newer), (&before, 1));
    }
}

#[test]
fn marks_have_the_names_that_people_read() {
    let names: Vec<&str> = Mark::ALL.iter().map(|(_, mark)| mark.name()).collect();
    assert_eq!(names, ["yes", "partly", "no", "n/a"]);
}
