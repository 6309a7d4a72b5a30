//! Mock calls made without a screen: played on a sheet of six criteria, and kept in a store.

use std::{path::Path, sync::mpsc::channel};

use hearken::{
    app::people::Person,
    call::{
        event::{Arrival, At, CallEvent, CallId, EndReason, TextId, TextRole},
        mock::{CriterionPin, DeskAct, Mark, Marker, Mock, PersonId, SheetPin},
        rehearsal::Practice,
        session::{CallSession, Intent, Start},
    },
    playbook::{self, model::Critical},
    storage::{
        journal::{Journal, Report, Retention, Stored, Write},
        session::to_json,
    },
};

/// Wednesday 18 November 2026, 14:08 in London.
pub const START: At = At(1_795_010_880_000);

/// The criteria of the sheet: section, id, weight, whether it is judged.
pub const CRITERIA: [(&str, &str, u32, bool); 6] = [
    ("open", "greet", 5, false),
    ("open", "name", 5, false),
    ("listen", "echo", 10, true),
    ("listen", "warm", 10, true),
    ("close", "recap", 10, false),
    ("close", "frame", 10, false),
];

/// A sheet of two sections of each kind and one automatic fail.
pub fn sheet() -> SheetPin {
    let pin = |(section, id, weight, judged): &(&str, &str, u32, bool)| CriterionPin {
        id: format!("desk.{section}.{id}").as_str().into(),
        section: format!("desk.{section}").as_str().into(),
        weight: *weight,
        judged: *judged,
        graded: *judged,
        error: Some(Critical::Customer),
    };
    SheetPin {
        card: "desk".into(),
        pass: 70,
        criteria: CRITERIA.iter().map(pin).collect(),
        fails: vec!["desk.lie".into()],
    }
}

/// A mock call to be made.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// Its id.
    pub id: &'a str,
    /// Days after the start.
    pub day: u64,
    /// Who is trained.
    pub trainee: Option<&'a str>,
    /// The session it marks again.
    pub of: Option<&'a str>,
    /// The marks in the order of the sheet: `y`, `p`, `n`, `x`, or `-` for none.
    pub marks: &'a str,
    /// Whether the automatic fail was met.
    pub lied: bool,
    /// A note on the first criterion.
    pub note: &'a str,
}

impl Default for Plan<'_> {
    fn default() -> Self {
        Plan { id: "m", day: 0, trainee: None, of: None, marks: "yyyyyy", lied: false, note: "" }
    }
}

/// The words of a call, each with its number and role.
pub type Words = Vec<(TextId, TextRole, String)>;

/// Plays it: answered, marked a second after another, ended, judged, closed.
pub fn play(plan: &Plan) -> (CallSession, Words) {
    let library = playbook::load(&playbook::built_in_but_ear()).library;
    let trainee = plan.trainee.map(|id| PersonId(id.into()));
    let mock = Mock { trainee, of: plan.of.map(|id| CallId(id.into())), sheet: sheet() };
    let practice = Practice { caller: "rosa".into(), seed: 41, from: None, mock: Some(Box::new(mock)) };
    let start = Start { arrival: Arrival::Ringing, framework: "hear".into(), industry: None, practice: Some(practice) };
    let opened = START.plus(plan.day * 86_400_000);
    let mut session = CallSession::open(CallId(plan.id.into()), &library, start, opened);
    let mut acts = vec![Intent::Answer];
    for (n, sign) in plan.marks.chars().enumerate() {
        let mark = match sign {
            'y' => Mark::Yes,
            'p' => Mark::Partly,
            'n' => Mark::No,
            'x' => Mark::NotApplicable,
            _ => continue,
        };
        let criterion = sheet().criteria[n].id.clone();
        acts.push(Intent::AtDesk(DeskAct::Marked { by: Marker::Trainer, criterion, mark: Some(mark) }));
    }
    let mut words = Vec::new();
    if !plan.note.is_empty() {
        words.push((TextId(1), TextRole::Practice, plan.note.into()));
        let about = Some(sheet().criteria[0].id.clone());
        acts.push(Intent::AtDesk(DeskAct::Observed { text: TextId(1), talk: 1_000, about }));
    }
    if plan.lied {
        acts.push(Intent::AtDesk(DeskAct::Failed { fail: "desk.lie".into(), met: true }));
    }
    acts.extend([Intent::End(EndReason::Caller), Intent::Judge(false, Vec::new()), Intent::Close]);
    for intent in acts {
        let event = session.decide(&library, intent, session.state().last.plus(1_000)).expect("it makes sense");
        session.apply(event);
    }
    (session, words)
}

/// Keeps people and mock calls in the store of a folder.
pub fn keep(data: &Path, people: &[(&str, &str)], plans: &[Plan]) {
    let (tell, told) = channel();
    let journal = Journal::open(data, Retention::default(), move |report| drop(tell.send(report))).expect("a store");
    for (id, name) in people {
        let person = Person { id: PersonId((*id).into()), name: (*name).into(), agreed: START };
        journal.write(Write::Person { ticket: 1, person });
    }
    for plan in plans {
        let (session, mut words) = play(plan);
        for event in session.events() {
            let texts = if names_words(event) { std::mem::take(&mut words) } else { Vec::new() };
            let (call, event, digest) = (session.id.clone(), event.clone(), "d1".to_string());
            journal.write(Write::Event { ticket: 1, call, event, texts, digest, shown: Vec::new() });
        }
    }
    journal.write(Write::Flush { ticket: 2 });
    while told.recv().expect("the writer lives") != (Report::Saved { ticket: 2 }) {}
}

fn names_words(event: &CallEvent) -> bool {
    use hearken::call::event::What;
    matches!(&event.what, What::AtDesk { act } if matches!(**act, DeskAct::Observed { .. }))
}

/// A mock call as a file, with who is trained and who observed.
pub fn file(plan: &Plan, person: Option<(&str, &str)>, observer: Option<&str>) -> String {
    let (session, words) = play(plan);
    let texts = words.into_iter().map(|(id, role, text)| (id, (role, text))).collect();
    let stored = Stored { events: session.events().to_vec(), texts, ..Stored::default() };
    let person = person.map(|(id, name)| Person { id: PersonId(id.into()), name: name.into(), agreed: START });
    to_json(&session.id, &stored, person.as_ref(), observer)
}
