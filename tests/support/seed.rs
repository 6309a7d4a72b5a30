//! Sessions written into a store as the program writes them: a call, a rehearsal played to its end.

use std::sync::{Arc, mpsc::channel};

use hearken::{
    app::{config::Keep, people::Person},
    call::{
        event::{Arrival, At, CallId, EndReason, ItemState, TextId, TextRole},
        mock::{DeskAct, Mark, Marker, Mock, PersonId, SheetPin},
        rehearsal::{Exchange, Practice},
        session::{CallSession, Intent, Start},
    },
    coach::Ear,
    playbook::{self, model::Library},
    practice::caller::{Partner, Said},
    storage::journal::{Journal, Report, Retention, Write},
};

use crate::home::Home;

/// Wednesday 18 November 2026, 14:08 in London.
pub const START: At = At(1_795_010_880_000);

/// Texts that would like to be something else.
pub const HOSTILE: [&str; 8] = [
    "</td></tr></table><script>alert(1)</script>",
    "\" onmouseover=alert(2) x=\"",
    "pay \u{202E}won ton\u{202C} \u{200B}yes",
    "=cmd|' /C calc'!A0",
    "# heading\n- item [link](https://evil.example) ![x](y) `code` <b>bold</b> www.evil.example",
    "a, b; c\\n d\r\nBEGIN:VEVENT\r\nSUMMARY:forged",
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; &#60;i&#62;",
    "</style></title><style>*{display:none}</style> 👩‍👩‍👧 Zoë नमस्ते שלום",
];

/// The shipped playbooks.
pub fn library() -> Arc<Library> {
    Arc::new(playbook::load(&playbook::built_in()).library)
}

/// A session on its way.
pub struct Session {
    library: Arc<Library>,
    session: CallSession,
    texts: Vec<(TextId, TextRole, String)>,
    promises: Vec<Write>,
}

impl Session {
    /// Opens one, so many milliseconds after the start.
    pub fn open(library: &Arc<Library>, id: &str, after: u64, practice: Option<Practice>) -> Session {
        let start = Start { arrival: Arrival::Ringing, framework: "hear".into(), industry: None, practice };
        let session = CallSession::open(CallId(id.into()), library, start, START.plus(after));
        let mut session = Session { library: Arc::clone(library), session, texts: Vec::new(), promises: Vec::new() };
        session.act(2, Intent::Answer);
        session
    }

    /// A text of it.
    pub fn text(&mut self, role: TextRole, text: &str) -> TextId {
        let id = TextId(u32::try_from(self.texts.len()).expect("few") + 1);
        self.texts.push((id, role, text.into()));
        id
    }

    /// Does something, so many seconds after what was before.
    pub fn act(&mut self, seconds: u64, intent: Intent) {
        let at = self.session.state().last.plus(seconds * 1_000);
        let event = self.session.decide(&self.library, intent, at).expect("it makes sense");
        self.session.apply(event);
    }

    /// Does something at the desk.
    fn desk(&mut self, seconds: u64, act: DeskAct) {
        self.act(seconds, Intent::AtDesk(act));
    }

    /// The caller says a line of the card.
    fn say(&mut self, seconds: u64, line: &str, words: &str) {
        let text = self.text(TextRole::Practice, words);
        self.desk(seconds, DeskAct::Spoke { line: line.into(), text });
    }

    /// A promise, in the log and among the promises.
    pub fn promise(&mut self, text: &str, who: &str, due: At) {
        let id = self.text(TextRole::Promise, text);
        self.act(5, Intent::Promise(id, due, "Europe/London".into()));
        let seq = self.session.events().last().expect("it was promised").seq;
        let (call, zone, text, who) = (self.session.id.clone(), "Europe/London".into(), text.into(), who.into());
        self.promises.push(Write::Promise { call, seq, due, zone, text, who });
    }

    /// The event of its last promise.
    pub fn promised(&self) -> u32 {
        self.session.state().promises.last().expect("something was promised").seq
    }

    /// Ticks every must, ends and closes it.
    pub fn close(&mut self, reason: EndReason, judged: Option<bool>) {
        let killers: Vec<_> = self.session.state().killers().map(|item| item.id.clone()).collect();
        for item in killers {
            self.act(1, Intent::SetItem(item, ItemState::Done, None));
        }
        self.act(3, Intent::End(reason));
        if let Some(passed) = judged {
            self.act(0, Intent::Judge(passed, Vec::new()));
        }
        self.act(20, Intent::Close);
    }

    /// What is written of it.
    fn writes(&self) -> Vec<Write> {
        let event = |event: &hearken::call::event::CallEvent| Write::Event {
            ticket: 1,
            call: self.session.id.clone(),
            event: event.clone(),
            texts: if event.seq == 1 { self.texts.clone() } else { Vec::new() },
            digest: self.library.digest.clone(),
            shown: Vec::new(),
        };
        let mut writes: Vec<Write> = self.session.events().iter().map(event).collect();
        writes.extend(self.promises.iter().cloned());
        writes
    }
}

/// A live call with notes, own words, an emergency left out, and promises.
pub fn live(library: &Arc<Library>, id: &str, after: u64, notes: &[&str]) -> Session {
    let mut call = Session::open(library, id, after, None);
    let name = call.text(TextRole::Caller, "Grace Okoye");
    call.act(4, Intent::Fill("customer".into(), Some(name)));
    for note in notes {
        let text = call.text(TextRole::Note, note);
        call.act(15, Intent::Note(text));
    }
    call.act(40, Intent::Tick);
    call.act(20, Intent::Set(ItemState::Deferred, None));
    call.act(30, Intent::NextStep);
    call.act(10, Intent::Tick);
    call.act(4, Intent::OpenScenario("complaint".into()));
    call.act(10, Intent::Tick);
    call.act(10, Intent::Back);
    call.act(4, Intent::NextStep);
    call.act(4, Intent::Hold);
    call.act(52, Intent::Resume);
    call.act(30, Intent::Tick);
    call.promise("ring back with the driver's answer", "Grace Okoye, 020 7946 0018", At(START.0 + 86_400_000));
    call.act(2, Intent::Topic(Some("late-delivery".into())));
    call.act(2, Intent::Disposition("resolved".into()));
    call
}

/// A rehearsal with a shipped caller in which this is replied.
pub fn rehearsed(library: &Arc<Library>, id: &str, after: u64, caller: &str, replies: &[String]) -> Session {
    let partner = Partner::new(Arc::clone(library), Arc::new(Ear::new(library)), &caller.into()).expect("a caller");
    let practice = Practice { caller: caller.into(), seed: 41, from: None, mock: None };
    let mut session = Session::open(library, id, after, Some(practice));
    let (mut state, line) = partner.begin(41);
    let text = session.text(TextRole::Practice, &line);
    session.act(1, Intent::CallerSpeaks(text, Box::new(state.clone())));
    for (at, words) in replies.iter().enumerate() {
        if state.over.is_some() {
            break;
        }
        let answer = partner.answer(41, &state, Said::Words(words), &[]);
        state = answer.caller.clone();
        let reply = Some(session.text(TextRole::Practice, words));
        let line = session.text(TextRole::Practice, &answer.line);
        let exchange = Exchange {
            reply,
            moves: answer.moves,
            cautions: answer.cautions,
            felt: answer.felt,
            answer: line,
            caller: answer.caller,
        };
        session.act(23 + 7 * (at as u64 % 3), Intent::Reply(Box::new(exchange)));
        if at % 2 == 1 && at < 7 {
            session.act(1, Intent::NextStep);
        }
    }
    session
}

/// A mock call with Rosa by the shipped sheet, marked by both; `met` is the automatic fail that was, if one was.
pub fn mocked(library: &Arc<Library>, id: &str, after: u64, notes: &[&str], met: Option<&str>) -> Session {
    let card = library.scorecards.iter().find(|card| card.id.as_str() == "call-quality").expect("a shipped sheet");
    let mock = Mock { trainee: Some(PersonId("p1".into())), of: None, sheet: SheetPin::of(card) };
    let practice = Practice { caller: "rosa".into(), seed: 7, from: None, mock: Some(Box::new(mock)) };
    let script = library.caller(&"rosa".into()).expect("Rosa");
    let mut session = Session::open(library, id, after, Some(practice));
    session.desk(0, DeskAct::Felt { mood: script.mood });
    session.say(3, "opens 0", &script.opens[0]);
    let criteria: Vec<_> = card.criteria().map(|(_, criterion)| criterion.id.clone()).collect();
    let marks = [Mark::Yes, Mark::Yes, Mark::Partly, Mark::No, Mark::No, Mark::Yes, Mark::NotApplicable];
    for (at, criterion) in criteria.iter().enumerate() {
        let mark = Some(marks[at % marks.len()]);
        session.desk(19, DeskAct::Marked { by: Marker::Trainer, criterion: criterion.clone(), mark });
        if let Some(note) = notes.get(at) {
            let text = session.text(TextRole::Practice, note);
            let talk = session.session.state().clock.times(session.session.state().last).talk;
            let about = (at % 2 == 1).then(|| criterion.clone());
            session.desk(4, DeskAct::Observed { text, talk, about });
        }
        match at {
            1 => session.act(2, Intent::NextStep),
            2 => session.desk(3, DeskAct::Felt { mood: 6 }),
            3 => session.desk(3, DeskAct::Felt { mood: 8 }),
            4 => session.say(5, "twist supervisor 0", "I want your supervisor. Now."),
            5 => session.act(2, Intent::NextStep),
            6 => session.act(1, Intent::Hold),
            7 => session.act(48, Intent::Resume),
            8 => session.desk(6, DeskAct::Felt { mood: 4 }),
            _ => {}
        }
    }
    session.act(2, Intent::NextStep);
    if let Some(fail) = met {
        session.desk(3, DeskAct::Failed { fail: card.id.child(fail), met: true });
    }
    session.act(10, Intent::End(EndReason::Us));
    session.desk(5, DeskAct::Finished { by: Marker::Trainer });
    for (at, criterion) in criteria.into_iter().enumerate() {
        let mark = Some(if at % 3 == 0 { Mark::Yes } else { marks[at % marks.len()] });
        session.desk(4, DeskAct::Marked { by: Marker::Trainee, criterion, mark });
    }
    session.desk(1, DeskAct::Finished { by: Marker::Trainee });
    session.act(2, Intent::Judge(false, Vec::new()));
    session.act(2, Intent::Close);
    session
}

/// Someone who is trained, as `mocked` has them.
pub fn trainee(name: &str) -> Write {
    let person = Person { id: PersonId("p1".into()), name: name.into(), agreed: START };
    Write::Person { ticket: 1, person }
}

/// Notes and callers' words stay for days.
pub const KEEP: Retention = Retention { notes: Keep::Days(9), caller: Keep::Days(9), keep_days: 90 };

/// They go when a call is closed.
pub const FORGET: Retention = Retention { notes: Keep::UntilWrapUp, caller: Keep::UntilWrapUp, keep_days: 90 };

/// Writes sessions and more into the store of a home.
pub fn keep(home: &Home, sessions: &[&Session], more: Vec<Write>) {
    keep_as(home, sessions, more, KEEP);
}

/// The same where texts stay so long.
pub fn keep_as(home: &Home, sessions: &[&Session], more: Vec<Write>, retention: Retention) {
    let (tell, told) = channel();
    let journal = Journal::open(&home.data(), retention, move |report| drop(tell.send(report))).expect("a store");
    sessions.iter().flat_map(|session| session.writes()).chain(more).for_each(|write| journal.write(write));
    for session in sessions {
        journal.write(Write::Erase { call: session.session.id.clone() });
    }
    journal.write(Write::Flush { ticket: 2 });
    while told.recv().expect("the writer lives") != (Report::Saved { ticket: 2 }) {}
}
