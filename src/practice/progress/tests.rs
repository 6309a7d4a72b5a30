use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::call::{
    clock::Times,
    event::{CallEvent, CallId, EndReason, ItemState, TextId},
    mock::{CriterionPin, DeskAct, Mark, Marker, Mock, SheetPin},
    rehearsal::{CallerState, Exchange, Practice as Of},
    session::{CallSession, Intent, Start},
};
use crate::playbook::{self, model::Library};

const DAY: i64 = 86_400_000;

fn day(at: At) -> NaiveDate {
    DateTime::from_timestamp_millis(at.0).unwrap().date_naive()
}

fn practises(caller: &Id) -> Vec<Id> {
    vec![Id::from(format!("about-{caller}").as_str())]
}

fn name(person: &PersonId) -> Option<String> {
    (!person.0.is_empty()).then(|| person.0.to_uppercase())
}

fn fold(records: &[Record], today: NaiveDate) -> Progress {
    let kept = Kept { records: records.to_vec(), drilled: Vec::new() };
    Progress::of(&kept, &Lens { day: &day, today, practises: &practises, name: &name })
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id() -> impl Strategy<Value = Id> {
    "[a-d]".prop_map(|id| Id::from(id.as_str()))
}

fn counts() -> impl Strategy<Value = BTreeMap<Id, u32>> {
    prop::collection::btree_map(id(), 1..9_u32, 0..3)
}

fn stepped() -> impl Strategy<Value = Stepped> {
    (0..2_usize, 0..3_usize, 0..90_000_u64, 0..90_000_u64, 0..9_u32, 0..3_u32).prop_map(
        |(framework, place, meant, taken, replies, cautions)| Stepped {
            framework: Id::from(["hear", "last"][framework]),
            place,
            step: Id::from(format!("step-{place}").as_str()),
            meant,
            taken,
            replies,
            cautions,
        },
    )
}

fn mocked() -> impl Strategy<Value = Mocked> {
    let ids = || prop::collection::btree_set(id(), 0..4);
    let person = prop::option::of("[a-b]{0,1}").prop_map(|id| id.map(PersonId));
    let again = prop::option::of((0..30_usize).prop_map(|n| CallId(format!("call-{n}"))));
    (id(), person, again, 0..=100_u32, any::<bool>(), ids(), ids(), ids()).prop_map(
        |(caller, trainee, again, percent, passed, failed, missed, more)| Mocked {
            caller,
            trainee,
            again,
            card: "card".into(),
            halves: percent,
            of: 50,
            percent,
            passed,
            open: 0,
            failed: failed.into_iter().collect(),
            marked: missed.union(&more).cloned().collect(),
            missed: missed.into_iter().collect(),
        },
    )
}

fn kind() -> impl Strategy<Value = Kind> {
    let call = prop::option::of(id()).prop_map(|disposition| Kind::Call { disposition });
    let steps = prop::collection::vec(stepped(), 0..4);
    let weak = prop::collection::vec(id(), 0..3);
    let rehearsal = (id(), prop::option::of(any::<bool>()), weak, 0..20_u32, steps, (counts(), counts())).prop_map(
        |(caller, passed, weak, replies, steps, (moves, cautions))| {
            Kind::Rehearsal(Rehearsed { caller, passed, weak, replies, steps, moves, cautions })
        },
    );
    prop_oneof![call, rehearsal, mocked().prop_map(Kind::Mock)]
}

fn record() -> impl Strategy<Value = Record> {
    let times = (0..900_000_u64, 0..90_000_u64, 0..90_000_u64);
    let missed = prop::collection::vec((id(), any::<bool>()), 0..3);
    (0..40_i64, times, 0..3_u32, missed, prop::collection::vec(id(), 0..2), kind()).prop_map(
        |(days, (talk, hold, after_call), promises, missed, scenarios, kind)| Record {
            call: CallId(String::new()),
            opened: At(1_795_010_880_000 + days * DAY),
            times: Times { talk, hold, after_call },
            promises,
            scenarios,
            missed: missed.into_iter().map(|(item, late)| Missed { item, late }).collect(),
            kind,
        },
    )
}

/// Records with ids of their own.
fn records() -> impl Strategy<Value = Vec<Record>> {
    prop::collection::vec(record(), 0..30).prop_map(|mut records| {
        for (n, record) in records.iter_mut().enumerate() {
            record.call = CallId(format!("call-{n}"));
        }
        records
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_does_not_matter(records in records(), seed in any::<u64>()) {
        let mut other = records.clone();
        // Any order will do; this one depends on the seed.
        other.sort_by_key(|record| record.call.0.bytes().fold(seed, |sum, b| sum.wrapping_mul(31) ^ u64::from(b)));
        let today = date("2026-12-20");
        prop_assert_eq!(fold(&records, today), fold(&other, today));
    }

    #[test]
    fn sums_add_up(records in records()) {
        let Progress { calls, practice, mocks } = fold(&records, date("2026-12-20"));
        let all = records.iter().filter(|record| record.mocked().is_some()).count();
        prop_assert_eq!((calls.count + practice.taken) as usize + all, records.len());
        prop_assert!(mocks.count as usize <= all && (mocks.count > 0) == (all > 0) && mocks.passed <= mocks.count);
        let sessions = mocks.trainees.iter().map(|trainee| trainee.sessions.len()).sum::<usize>();
        prop_assert_eq!(sessions, mocks.count as usize);
        prop_assert_eq!(mocks.trainees.iter().map(|t| t.passed()).sum::<usize>(), mocks.passed as usize);
        prop_assert_eq!(mocks.callers.iter().map(|taken| taken.taken).sum::<u32>(), mocks.count);
        for line in &mocks.lines {
            prop_assert!(line.missed <= line.marked && line.marked <= mocks.count);
        }
        prop_assert_eq!(calls.dispositions.iter().map(|(_, count)| count).sum::<u32>(), calls.count);
        prop_assert_eq!(calls.talk.total + calls.hold.total + calls.after_call.total, calls.handle.total);
        prop_assert!(calls.answered <= calls.count && practice.passed <= practice.taken);
        prop_assert_eq!(practice.weeks.iter().map(|week| week.replies).sum::<u32>(), practice.replies);
        for heard in practice.moves.iter().chain(&practice.cautions) {
            prop_assert_eq!(heard.weeks.len(), practice.weeks.len());
            prop_assert_eq!(heard.weeks.iter().sum::<u32>(), heard.made);
        }
        prop_assert_eq!(practice.callers.iter().map(|taken| taken.taken).sum::<u32>(), practice.taken);
        prop_assert_eq!(practice.callers.iter().map(|taken| taken.passed).sum::<u32>(), practice.passed);
        let steps = records.iter().filter_map(Record::rehearsed).flat_map(|rehearsed| &rehearsed.steps);
        let taken: u64 = steps.map(|step| step.taken).sum();
        prop_assert_eq!(practice.steps.iter().map(|step| step.taken).sum::<u64>(), taken);
    }

    #[test]
    fn a_record_comes_back_from_the_disk_as_it_was(record in record()) {
        let text = serde_json::to_string(&record).unwrap();
        prop_assert_eq!(serde_json::from_str::<Record>(&text).unwrap(), record);
    }

    #[test]
    fn the_longest_row_is_never_shorter_than_this_one(days in prop::collection::btree_set(0..60_u64, 0..40)) {
        let first = date("2026-11-02");
        let days: Vec<NaiveDate> = days.into_iter().map(|n| first + Days::new(n)).collect();
        let found = streak(&days, first + Days::new(50));
        prop_assert!(found.days <= found.longest && found.longest as usize <= days.len());
    }
}

#[test]
fn a_weekend_breaks_no_row_and_today_is_not_over() {
    let of = |days: &[&str], today: &str| {
        let days: Vec<NaiveDate> = days.iter().map(|day| date(day)).collect();
        let Streak { days, longest, today } = streak(&days, date(today));
        (days, longest, today)
    };
    // 2026-11-20 is a Friday.
    assert_eq!(of(&[], "2026-11-20"), (0, 0, false));
    assert_eq!(of(&["2026-11-19", "2026-11-20"], "2026-11-20"), (2, 2, true));
    assert_eq!(of(&["2026-11-19", "2026-11-20"], "2026-11-21"), (2, 2, false));
    assert_eq!(of(&["2026-11-20"], "2026-11-23"), (1, 1, false), "Monday is not over");
    assert_eq!(of(&["2026-11-20", "2026-11-23"], "2026-11-23"), (2, 2, true));
    assert_eq!(of(&["2026-11-20", "2026-11-21", "2026-11-23"], "2026-11-24"), (3, 3, false));
    assert_eq!(of(&["2026-11-20"], "2026-11-24"), (0, 1, false), "Monday went by without");
    assert_eq!(of(&["2026-11-19", "2026-11-23"], "2026-11-23"), (1, 1, true), "Friday went by without");
    assert_eq!(of(&["2026-11-13", "2026-11-23"], "2026-11-23"), (1, 1, true), "a week is no weekend");
    assert_eq!(of(&["2026-11-24"], "2026-11-20"), (0, 0, false), "a day to come counts for nothing");
}

#[test]
fn answers_to_cards_count_for_the_row() {
    let records = vec![rehearsal("b", "2026-11-20", &[])];
    let kept = Kept { records, drilled: vec![date("2026-11-19"), date("2026-11-20")] };
    let lens = Lens { day: &day, today: date("2026-11-20"), practises: &practises, name: &name };
    assert_eq!(Progress::of(&kept, &lens).practice.streak.days, 2);
}

#[test]
fn times_are_spread() {
    let of = |times: &[u64]| {
        let Spread { total, mean, median } = Spread::of(times.iter().copied());
        (total, mean, median)
    };
    assert_eq!(of(&[]), (0, 0, 0));
    assert_eq!(of(&[5]), (5, 5, 5));
    assert_eq!(of(&[9, 1, 2]), (12, 4, 2));
    assert_eq!(of(&[10, 1, 2, 4]), (17, 4, 3));
}

fn rehearsal(call: &str, on: &str, weak: &[&str]) -> Record {
    let opened = date(on).and_hms_opt(9, 0, 0).unwrap().and_utc().timestamp_millis();
    Record {
        call: CallId(call.into()),
        opened: At(opened),
        times: Times::default(),
        promises: 0,
        scenarios: Vec::new(),
        missed: Vec::new(),
        kind: Kind::Rehearsal(Rehearsed {
            caller: "rosa".into(),
            passed: Some(false),
            weak: weak.iter().map(|id| Id::from(*id)).collect(),
            replies: 4,
            steps: Vec::new(),
            moves: BTreeMap::new(),
            cautions: BTreeMap::new(),
        }),
    }
}

#[test]
fn the_weakest_is_what_went_badly_most_often_of_late() {
    let weakest = |records: &[Record]| fold(records, date("2026-11-20")).practice.weakest;
    assert_eq!(weakest(&[]), None);
    assert_eq!(weakest(&[rehearsal("a", "2026-11-02", &[])]), None);
    let long_ago = (1..=5).map(|n| rehearsal(&format!("a{n}"), &format!("2026-10-0{n}"), &["old"]));
    let mut records: Vec<Record> = long_ago.collect();
    records.push(rehearsal("b1", "2026-11-02", &["blame", "policy-shield"]));
    records.push(rehearsal("b2", "2026-11-03", &["policy-shield"]));
    records.push(rehearsal("b3", "2026-11-04", &[]));
    records.push(rehearsal("b4", "2026-11-05", &["jargon"]));
    records.push(rehearsal("b5", "2026-11-06", &["no-such-thing"]));
    let weak = weakest(&records).unwrap();
    assert_eq!((weak.id.as_str(), weak.times, weak.of), ("policy-shield", 2, 5));
    assert_eq!(day(weak.last), date("2026-11-03"));
    records.truncate(7);
    assert_eq!(weakest(&records).unwrap().id.as_str(), "old", "three of the last five");
}

#[test]
fn the_reason_says_what_it_is() {
    let library = playbook::load(&playbook::built_in()).library;
    let weak = |id: &str, times| Weak { id: id.into(), times, of: times.max(2), last: At(0) };
    let rule = |caution: bool| library.wording.iter().find(|rule| rule.caution.is_some() == caution).unwrap();
    let item = &library.frameworks[0].steps[0].items[0].id;
    for (id, kind) in [
        (rule(true).id.as_str(), "caution"),
        (rule(false).id.as_str(), "move"),
        (item.as_str(), "item"),
        ("bereavement", "scenario"),
        ("gone", "other"),
    ] {
        assert_eq!(weak(id, 1).kind(&library), kind, "{id}");
        assert!(weak(id, 2).reason(&library).ends_with("in 2 of your last 2 rehearsals."), "{id}");
    }
    let one = Weak { of: 1, ..weak("gone", 1) };
    assert_eq!(one.reason(&library), "It went badly in your last rehearsal.");
    assert_eq!(title(&library, &"gone".into()), "gone");
}

/// A call of the shipped HEAR, answered at once, in which these are done a second after another.
fn played(practice: Option<Of>, acts: Vec<Intent>) -> (Library, Vec<CallEvent>) {
    let library = playbook::load(&playbook::built_in_but_ear()).library;
    let start =
        Start { arrival: crate::call::event::Arrival::Ringing, framework: "hear".into(), industry: None, practice };
    let mut session = CallSession::open(CallId("c".into()), &library, start, At(1_000_000));
    for intent in [Intent::Answer].into_iter().chain(acts) {
        let event = session.decide(&library, intent, session.state().last.plus(1_000)).unwrap();
        session.apply(event);
    }
    (library, session.events().to_vec())
}

#[test]
fn a_live_call_comes_to_its_times_and_what_was_missed() {
    let (library, _) = played(None, Vec::new());
    let killers: Vec<Id> =
        library.frameworks[0].steps.iter().flat_map(|s| &s.items).filter(|i| i.killer).map(|i| i.id.clone()).collect();
    assert!(killers.len() >= 4, "{killers:?}");
    let set = |n: usize, state| Intent::SetItem(killers[n].clone(), state, Some(TextId(9)));
    let mut acts = vec![
        set(0, ItemState::Done),
        set(1, ItemState::NotApplicable),
        Intent::Promise(TextId(1), At(5), "UTC".into()),
        Intent::Hold,
        Intent::Resume,
        Intent::End(EndReason::Us),
        set(2, ItemState::Done),
        Intent::Disposition("resolved".into()),
    ];
    acts.extend((3..killers.len()).map(|n| set(n, ItemState::Deferred)));
    acts.push(Intent::Close);
    let after = acts.len() as u64 - 6;
    let (_, events) = played(None, acts);
    let record = Record::of(CallId("c".into()), &events);
    assert_eq!(record.times, Times { talk: 5_000, hold: 1_000, after_call: after * 1_000 });
    assert_eq!((record.promises, record.kind), (1, Kind::Call { disposition: Some("resolved".into()) }));
    assert_eq!(record.missed[0], Missed { item: killers[2].clone(), late: true });
    assert_eq!(record.missed[1], Missed { item: killers[3].clone(), late: false });
    assert_eq!(record.missed.len(), killers.len() - 2);
}

fn reply(moves: &[&str], cautions: &[&str]) -> Intent {
    let ids = |ids: &[&str]| ids.iter().map(|id| Id::from(*id)).collect();
    let caller = CallerState::default();
    let (reply, answer) = (Some(TextId(2)), TextId(3));
    let (moves, cautions) = (ids(moves), ids(cautions));
    Intent::Reply(Box::new(Exchange { reply, moves, cautions, felt: Vec::new(), answer, caller }))
}

#[test]
fn a_rehearsal_comes_to_what_was_new_in_it() {
    let acts = || {
        vec![
            Intent::CallerSpeaks(TextId(1), Box::default()),
            reply(&["acknowledge", "acknowledge"], &["blame"]),
            Intent::NextStep,
            reply(&["acknowledge", "explore"], &[]),
            Intent::End(EndReason::Caller),
            Intent::Judge(true, vec!["blame".into()]),
            Intent::Close,
        ]
    };
    let of = |from| {
        let (_, events) = played(Some(Of { caller: "rosa".into(), seed: 1, from, mock: None }), acts());
        let record = Record::of(CallId("c".into()), &events);
        (record.rehearsed().unwrap().clone(), record.times)
    };
    let (whole, times) = of(None);
    assert_eq!((whole.replies, whole.passed, whole.weak), (2, Some(true), vec!["blame".into()]));
    assert_eq!(whole.moves, BTreeMap::from([("acknowledge".into(), 2), ("explore".into(), 1)]));
    assert_eq!(whole.cautions, BTreeMap::from([("blame".into(), 1)]));
    assert_eq!(whole.steps.iter().map(|step| step.taken).sum::<u64>(), times.talk, "steps add up to the talk time");
    let figures: Vec<_> = whole.steps.iter().map(|step| (step.taken, step.replies, step.cautions)).collect();
    assert_eq!(figures[..2], [(3_000, 1, 1), (2_000, 1, 0)]);
    // The first reply was taken over from an earlier run: it counted there.
    let (again, _) = of(Some((CallId("before".into()), 1)));
    assert_eq!((again.replies, again.cautions.len()), (1, 0));
    let figures: Vec<_> = again.steps.iter().map(|step| (step.taken, step.replies)).collect();
    assert_eq!(figures[..2], [(1_000, 0), (2_000, 1)]);
}

fn mocked_call(call: &str, on: &str, mocked: Mocked) -> Record {
    Record { kind: Kind::Mock(mocked), ..rehearsal(call, on, &[]) }
}

/// What someone's call with Rosa came to.
fn came_to(trainee: Option<&str>, percent: u32, missed: &[&str]) -> Mocked {
    let ids = |ids: &[&str]| ids.iter().map(|id| Id::from(*id)).collect();
    Mocked {
        caller: "rosa".into(),
        trainee: trainee.map(|id| PersonId(id.into())),
        card: "card".into(),
        percent,
        passed: percent >= 70,
        missed: ids(missed),
        marked: ids(&["card.a.x", "card.a.y"]),
        ..Mocked::default()
    }
}

#[test]
fn a_mock_call_comes_to_what_its_sheet_says() {
    let pin = |id: &str| CriterionPin {
        id: id.into(),
        section: "card.a".into(),
        weight: 10,
        judged: true,
        graded: true,
        error: None,
    };
    let criteria = ["card.a.x", "card.a.y", "card.a.z", "card.a.w"].map(pin).to_vec();
    let sheet = SheetPin { card: "card".into(), pass: 80, criteria, fails: vec!["card.lie".into()] };
    let again = Some(CallId("first".into()));
    let mock = Mock { trainee: Some(PersonId("p1".into())), of: again.clone(), sheet };
    let mark = |by, id: &str, mark| Intent::AtDesk(DeskAct::Marked { by, criterion: id.into(), mark: Some(mark) });
    let play = |more: Vec<Intent>| {
        let mut acts = vec![
            mark(Marker::Trainer, "card.a.x", Mark::Yes),
            mark(Marker::Trainer, "card.a.y", Mark::Partly),
            mark(Marker::Trainer, "card.a.z", Mark::NotApplicable),
            mark(Marker::Trainee, "card.a.w", Mark::No),
        ];
        acts.extend(more);
        acts.extend([Intent::End(EndReason::Us), Intent::Judge(false, vec!["card.a.y".into()]), Intent::Close]);
        let of = Of { caller: "rosa".into(), seed: 1, from: None, mock: Some(Box::new(mock.clone())) };
        Record::of(CallId("c".into()), &played(Some(of), acts).1)
    };
    let record = play(Vec::new());
    let Kind::Mock(found) = &record.kind else { panic!("it is one: {record:?}") };
    let wanted = Mocked {
        caller: "rosa".into(),
        trainee: Some(PersonId("p1".into())),
        again,
        card: "card".into(),
        halves: 30,
        of: 30,
        percent: 50,
        passed: false,
        open: 1,
        failed: Vec::new(),
        missed: vec!["card.a.y".into()],
        marked: vec!["card.a.x".into(), "card.a.y".into()],
    };
    assert_eq!(*found, wanted);
    assert_eq!((found.result().as_str(), record.rehearsed()), ("not passed, 50%", None));
    let failed = play(vec![Intent::AtDesk(DeskAct::Failed { fail: "card.lie".into(), met: true })]);
    let failed = failed.mocked().unwrap();
    assert_eq!((failed.percent, failed.halves, failed.result().as_str()), (0, 30, "automatic fail"));
    assert_eq!(Mocked::default().result(), "not marked");
}

#[test]
fn mock_calls_are_told_by_trainee_line_and_caller() {
    let records = vec![
        mocked_call("a2", "2026-11-18", came_to(Some("ann"), 90, &[])),
        mocked_call("a1", "2026-11-02", came_to(Some("ann"), 40, &["card.a.x", "card.a.y"])),
        // The same name by another id, as a file from elsewhere brings it.
        mocked_call("a3", "2026-11-10", came_to(Some("Ann"), 60, &["card.a.y"])),
        mocked_call("b1", "2026-11-19", came_to(None, 75, &["card.a.y"])),
        mocked_call("b2", "2026-11-20", came_to(Some(""), 20, &[])),
        mocked_call("b3", "2026-11-20", Mocked { marked: Vec::new(), ..came_to(None, 0, &[]) }),
        mocked_call("c1", "2026-11-17", Mocked { failed: vec!["card.lie".into()], ..came_to(Some("cy"), 0, &[]) }),
    ];
    let Progress { calls, practice, mocks } = fold(&records, date("2026-11-20"));
    assert_eq!((calls.count, practice), (0, Practice::default()), "nobody practised but those who were trained");
    assert_eq!((mocks.count, mocks.passed), (7, 2));
    let told: Vec<_> = mocks
        .trainees
        .iter()
        .map(|trainee| {
            let percents: Vec<_> = trainee.sessions.iter().map(|call| call.percent).collect();
            (trainee.name.as_deref(), trainee.passed(), percents)
        })
        .collect();
    let wanted = [
        (Some("ANN"), 1, vec![Some(40), Some(60), Some(90)]),
        (Some("CY"), 0, vec![Some(0)]),
        (None, 1, vec![Some(75), Some(20), None]),
    ];
    assert_eq!(told, wanted);
    let lines: Vec<_> = mocks.lines.iter().map(|line| (line.criterion.as_str(), line.missed, line.marked)).collect();
    assert_eq!(lines, [("card.a.y", 3, 6), ("card.a.x", 1, 6)]);
    assert_eq!(mocks.fails, [("card.lie".into(), 1)]);
    assert_eq!(
        (mocks.callers[0].taken, mocks.callers[0].passed, day(mocks.callers[0].last)),
        (7, 2, date("2026-11-20"))
    );
}

#[test]
fn a_call_that_several_marked_counts_once() {
    let again = |percent| Mocked { again: Some(CallId("a".into())), ..came_to(Some("ann"), percent, &[]) };
    let mut records = vec![
        mocked_call("x", "2026-11-18", again(10)),
        mocked_call("a", "2026-11-18", came_to(Some("ann"), 80, &[])),
        mocked_call("b", "2026-11-18", again(20)),
    ];
    let percents = |records: &[Record]| -> Vec<_> {
        let mocks = fold(records, date("2026-11-20")).mocks;
        mocks.trainees[0].sessions.iter().map(|call| (call.call.0.clone(), call.percent)).collect()
    };
    assert_eq!(percents(&records), [("a".to_string(), Some(80))]);
    // Where the first is not here, one of the others stands for it.
    records.remove(1);
    assert_eq!(percents(&records), [("b".to_string(), Some(20))]);
}
