//! Mock calls looked back on: what is evidence and what is not, what is tried next, and what a card says when.

use super::*;
use crate::{
    call::{
        event::{Arrival, At, CallId, EndReason, TextRole},
        mock::{DeskAct, Mark, Mock, SheetPin},
        rehearsal::Practice,
        session::{CallSession, Intent, Start},
    },
    playbook::model::{AutoFail, CallerScript, Criterion, Section, Stage, StageLine},
};

fn library() -> Library {
    let line = |id: &str, title: &str, weight| Criterion {
        id: id.into(),
        title: title.into(),
        weight,
        yes: format!("Does {title}."),
        no: "Does not.".into(),
        partly: Some("Half of it.".into()),
        ..Criterion::default()
    };
    let criteria = vec![
        line("c.s.greet", "Greets", 20),
        line("c.s.cost", "Names the cost", 50),
        line("c.s.plan", "Has a plan", 30),
    ];
    let section = Section { id: "c.s".into(), title: "All".into(), criteria };
    let lie = AutoFail {
        id: "c.lie".into(),
        title: "A lie".into(),
        why: "Nothing can be relied on.".into(),
        ..AutoFail::default()
    };
    let card =
        Scorecard { id: "c".into(), pass: 80, sections: vec![section], fails: vec![lie], ..Scorecard::default() };
    let of = |stage, from, say: &[&str]| StageLine { stage, from, say: say.iter().map(ToString::to_string).collect() };
    let rosa = CallerScript {
        id: "rosa".into(),
        name: "Rosa".into(),
        mood: 6,
        opens: vec!["Hello.".into(), "Hi.".into()],
        lines: vec![
            of(Stage::Story, 0, &["It is late.", "It was a gift."]),
            of(Stage::Story, 8, &["It is LATE."]),
            of(Stage::Facts, 0, &["What else?"]),
            of(Stage::Plan, 0, &["And now?"]),
            of(Stage::Close, 0, &["Fine."]),
        ],
        ..CallerScript::default()
    };
    Library { scorecards: vec![card], callers: vec![rosa], ..Library::default() }
}

/// A call of which each act is as many seconds after the one before as it says.
struct Played(Call, Library);

impl Played {
    fn new() -> Played {
        let library = library();
        let mock = Mock { trainee: None, of: None, sheet: SheetPin::of(&library.scorecards[0]) };
        let practice = Practice { caller: "rosa".into(), seed: 3, from: None, mock: Some(Box::new(mock)) };
        let start =
            Start { arrival: Arrival::Ringing, framework: "hear".into(), industry: None, practice: Some(practice) };
        let call = Call::new(CallSession::open(CallId("c".into()), &library, start, At(1_000)));
        let mut played = Played(call, library);
        played.after(0, Intent::Answer);
        played.act(0, DeskAct::Felt { mood: 6 });
        played
    }

    fn after(&mut self, seconds: u64, intent: Intent) {
        let at = self.0.session.state().last.plus(seconds * 1_000);
        let event = self.0.session.decide(&self.1, intent, at).expect("it makes sense");
        self.0.session.apply(event);
    }

    fn act(&mut self, seconds: u64, act: DeskAct) {
        self.after(seconds, Intent::AtDesk(act));
    }

    fn mark(&mut self, seconds: u64, criterion: &str, mark: Mark) {
        self.act(seconds, DeskAct::Marked { by: Marker::Trainer, criterion: criterion.into(), mark: Some(mark) });
    }

    fn say(&mut self, seconds: u64, line: &str, words: &str) {
        let text = self.0.keep(TextRole::Practice, words.into());
        self.act(seconds, DeskAct::Spoke { line: line.into(), text });
    }

    fn note(&mut self, seconds: u64, words: &str, about: Option<&str>) {
        let text = self.0.keep(TextRole::Practice, words.into());
        let talk = self.0.session.state().clock.times(self.0.session.state().last).talk + seconds * 1_000;
        self.act(seconds, DeskAct::Observed { text, talk, about: about.map(Id::from) });
    }

    fn found(&self) -> MockDebrief {
        debrief(&self.1, &self.0).expect("it is a mock call")
    }
}

#[test]
fn only_what_was_written_about_a_miss_is_evidence_of_it() {
    let mut played = Played::new();
    played.say(5, "opens 1", "Hi.");
    played.act(3, DeskAct::Felt { mood: 8 });
    played.mark(2, "c.s.cost", Mark::No);
    played.note(1, "asked for her birthday, nice", None);
    let sbi = played.found().sbi[0].clone();
    assert_eq!(
        (sbi.situation.as_str(), sbi.behaviour.as_str(), sbi.impact.as_str()),
        ("At 00:10, after \"Hi.\"", BLANK, BLANK)
    );
    assert_eq!(note_near(&played.0, 10_000), Some("asked for her birthday, nice"), "it is offered, and no more");
    assert_eq!(note_near(&played.0, 40_000), None);
    played.act(9, DeskAct::Felt { mood: 9 });
    assert_eq!(played.found().sbi[0].impact, "Rosa went from 8 to 9", "what follows soon is what it did");
    played.note(1, "went straight to the order number", Some("c.s.cost"));
    assert_eq!(played.found().sbi[0].behaviour, "went straight to the order number");
    played.note(1, "she stopped telling", Some("c.s.cost"));
    assert_eq!(played.found().sbi[0].impact, "she stopped telling", "what is written comes before what is guessed");
}

#[test]
fn one_thing_is_tried_next_and_it_is_what_lost_most() {
    let mut played = Played::new();
    assert!(played.found().try_next.0.contains("still open"));
    played.say(5, "opens 1", "Hi.");
    played.mark(5, "c.s.greet", Mark::No);
    played.say(5, "line story 0 0", "It is late.");
    played.mark(5, "c.s.cost", Mark::Partly);
    played.mark(5, "c.s.plan", Mark::Yes);
    let found = played.found();
    let order: Vec<&str> = found.sbi.iter().map(|sbi| sbi.about.as_str()).collect();
    assert_eq!(order, ["c.s.cost", "c.s.greet"], "half of fifty is more than all of twenty");
    assert_eq!(found.try_next.0, "Next time: does Names the cost.");
    let line = found.timeline.iter().find(|moment| Some(moment.seq) == found.replay).expect("a moment");
    assert!(matches!(&line.kind, MomentKind::Line { words } if words == "It is late."), "from what was said before it");
    played.act(1, DeskAct::Failed { fail: "c.lie".into(), met: true });
    let found = played.found();
    assert_eq!(found.try_next, ("Automatic fail: A lie.".into(), "Nothing can be relied on.".into()));
    assert_eq!((found.failed.len(), found.sbi.len(), found.score.percent()), (1, 3, 0));
}

#[test]
fn what_happened_stands_in_its_order_and_what_was_taken_back_does_not() {
    let mut played = Played::new();
    played.mark(5, "c.s.greet", Mark::No);
    played.after(1, Intent::Undo);
    played.mark(4, "c.s.greet", Mark::Yes);
    played.mark(5, "c.s.greet", Mark::Partly);
    played.after(5, Intent::Hold);
    played.after(30, Intent::Resume);
    played.say(5, "twist boss 0", "Your boss, now.");
    played.after(5, Intent::End(EndReason::Us));
    played.mark(60, "c.s.plan", Mark::No);
    let kinds: Vec<MomentKind> = timeline(&played.0).into_iter().map(|moment| moment.kind).collect();
    let mark = MomentKind::Mark { criterion: "c.s.greet".into(), mark: Mark::Partly };
    let twist = MomentKind::Twist { id: "boss".into(), words: "Your boss, now.".into() };
    let wanted =
        [MomentKind::Began, mark, MomentKind::Held, MomentKind::Resumed { ms: 30_000 }, twist, MomentKind::Ended];
    assert_eq!(kinds, wanted, "marks that were changed stand where they were made last");
    let late = played.found().sbi.into_iter().find(|sbi| sbi.about.as_str() == "c.s.plan").expect("it was missed");
    assert_eq!((late.talk, late.situation.as_str()), (None, BLANK));
}

#[test]
fn a_card_says_what_fits_the_mood_and_how_far_the_call_is() {
    let mut played = Played::new();
    let rosa = played.1.callers[0].clone();
    let (script, none) = (&rosa, Marking::new(played.found_mock()));
    let words = |mood, marking: &Marking| -> Vec<String> {
        lines(script, 3, mood, marking).into_iter().map(|line| line.words).collect()
    };
    assert_eq!(words(6, &none), ["Hi.", "It is late.", "It was a gift.", "What else?", "And now?", "Fine."]);
    assert_eq!(words(9, &none), ["Hi.", "It is LATE.", "What else?", "And now?", "Fine."]);
    let next = |marking: &Marking, stage| {
        let all = lines(script, 3, 6, marking);
        next_line(&all, marking, stage).map(|at| all[at].words.clone())
    };
    assert_eq!(next(&none, Stage::Story).as_deref(), Some("Hi."));
    for line in ["opens 1", "line story 0 0"] {
        played.say(1, line, "x");
    }
    let now = played.0.session.state().mock.clone().expect("it is a mock call");
    assert_eq!(next(&now, Stage::Story).as_deref(), Some("It was a gift."));
    assert_eq!(next(&now, Stage::Plan).as_deref(), Some("And now?"), "a later step goes on");
    let steps: Vec<Stage> = (0..4).map(|step| stage_of_step(step, 4)).collect();
    assert_eq!(steps, [Stage::Story, Stage::Story, Stage::Facts, Stage::Plan]);
    assert_eq!((stage_of_step(0, 1), next_line(&[], &now, Stage::Story)), (Stage::Story, None));
}

impl Played {
    fn found_mock(&self) -> Mock {
        self.0.session.state().mock.as_ref().expect("it is a mock call").mock.clone()
    }
}

#[test]
fn without_its_playbooks_ids_stand_in() {
    let mut played = Played::new();
    played.mark(5, "c.s.cost", Mark::No);
    played.1 = Library::default();
    let found = played.found();
    assert_eq!(title(&played.1, &"c.s.names-it".into()), "names it");
    assert_eq!((found.try_next.0.as_str(), caller_name(&played.1, &played.0).as_str()), ("Next time: cost.", "rosa"));
    assert_eq!(lower("Says it."), "says it.");
    assert_eq!((lower("I say it.").as_str(), lower("HEAR first.").as_str()), ("I say it.", "HEAR first."));
}
