//! The one way a call changes: decide, apply, write down.

use crate::{
    app::{
        effect::Effect,
        model::{ANSWER, HUB, Screen},
        text_of::{plain_item, plain_phrase},
        update::Turn,
    },
    call::{
        desk::{Call, Footing},
        event::{Arrival, CallEvent, CallId, TextId, TextRole, What},
        rehearsal::Practice,
        session::{CallSession, Intent, Start},
        state::Phase,
    },
    playbook::model::{Id, Library},
    text::{card, clean},
};

/// How long after a letter someone is still in the sentence, in milliseconds: longer than between two letters, shorter
/// than it takes to look up.
const MOMENTUM: u64 = 1_000;

/// The framework a call starts with.
pub(super) const FIRST: &str = "hear";

impl Turn<'_> {
    /// Begins a call that goes on already, with what is known of the caller.
    pub(super) fn begin(&mut self, name: Option<&str>, number: Option<&str>, industry: Option<Id>) {
        self.open_call(industry, Footing::Real);
        self.perform(Intent::Answer);
        for (slot, word) in [("customer", name), ("number", number)] {
            if let Some(word) = word.filter(|word| !word.trim().is_empty()) {
                self.perform_with(TextRole::Caller, word, |text| Intent::Fill(slot.into(), Some(text)));
            }
        }
        self.model.status = crate::app::model::Status::Rest;
    }

    /// A new call in hand, in the framework that calls start with.
    pub(super) fn open_call(&mut self, industry: Option<Id>, footing: Footing) {
        self.open_call_in(FIRST.into(), industry, footing);
    }

    /// A new call in hand, in this framework; only a real one is written down.
    pub(super) fn open_call_in(&mut self, framework: Id, industry: Option<Id>, footing: Footing) {
        let industry = industry.or_else(|| self.model.config.industry.clone());
        self.start(Start { arrival: Arrival::Ringing, framework, industry, practice: None }, footing);
    }

    /// A rehearsal in hand.
    pub(super) fn open_practice(&mut self, framework: Id, industry: Option<Id>, practice: Practice, footing: Footing) {
        self.start(Start { arrival: Arrival::Ringing, framework, industry, practice: Some(practice) }, footing);
    }

    fn start(&mut self, start: Start, footing: Footing) {
        let session = CallSession::open(self.now.fresh.clone(), self.model.library(), start, self.model.now);
        let mut call = Call::new(session);
        call.footing = footing;
        let first = call.session.events()[0].clone();
        self.model.desk.take(call);
        self.model.drafts.retain(|name, _| name == ANSWER);
        self.model.put = None;
        self.model.deals = Default::default();
        self.show_call();
        if footing == Footing::Real {
            self.append(&first, &[]);
        }
    }

    /// Shows the call in hand on the screen it belongs to.
    pub(super) fn show_call(&mut self) {
        let over = self.model.call().is_some_and(|call| call.session.state().phase == Phase::WrapUp);
        self.model.screen = match over {
            _ if self.model.at_desk.is_some() => Screen::Desk,
            true => Screen::WrapUp,
            false => Screen::Call,
        };
        self.model.sheet = None;
        self.model.chosen = 0;
        self.model.email = false;
    }

    /// Does what is wanted with a text that comes with it, cleaned and masked first.
    pub(super) fn perform_with(&mut self, role: TextRole, text: &str, intent: impl FnOnce(TextId) -> Intent) -> bool {
        let text = card::mask(clean(text).trim());
        self.begin_for_real();
        let Some(call) = self.model.desk.call_mut() else { return false };
        // What is written down in practice is no caller's.
        let role = if call.session.state().practice.is_some() { TextRole::Practice } else { role };
        let id = call.keep(role, text.clone());
        let done = self.perform_texts(intent(id), &[(id, role, text)]);
        if !done && let Some(call) = self.model.desk.call_mut() {
            call.texts.remove(&id);
        }
        done
    }

    /// Does what is wanted, or says why not.
    pub(super) fn perform(&mut self, intent: Intent) -> bool {
        self.perform_texts(intent, &[])
    }

    pub(super) fn perform_texts(&mut self, intent: Intent, texts: &[(TextId, TextRole, String)]) -> bool {
        if !matches!(
            intent,
            Intent::Move(_)
                | Intent::MoveTo(_)
                | Intent::OpenScenario(_)
                | Intent::Back
                | Intent::Answer
                | Intent::Decline(_)
        ) {
            self.begin_for_real();
        }
        let library = self.model.library().clone();
        let at = self.model.now;
        let Some(call) = self.model.desk.call_mut() else {
            self.refuse("no call is open");
            return false;
        };
        match call.session.decide(&library, intent, at) {
            Ok(event) => {
                call.session.apply(event.clone());
                if call.is_real() {
                    self.append(&event, texts);
                    self.promises_of(&event);
                }
                true
            }
            Err(refusal) => {
                self.refuse(refusal.to_string());
                false
            }
        }
    }

    /// A provisional call begins now: what is open in it opens again, this time for the record.
    fn begin_for_real(&mut self) {
        let Some(call) = self.model.desk.call_mut().filter(|call| call.is_provisional()) else { return };
        let id = call.session.id.clone();
        let open: Vec<Id> = call.session.state().stack.iter().map(|frame| frame.scenario.clone()).collect();
        let item = call.session.state().list().1;
        self.model.desk.drop_call(&id);
        self.now.fresh = id;
        self.open_call(None, Footing::Real);
        self.perform(Intent::Answer);
        for scenario in open {
            self.perform(Intent::OpenScenario(scenario));
        }
        if self.model.call().is_some_and(|call| call.session.state().list().1 != item) {
            self.perform(Intent::MoveTo(item));
        }
    }

    /// Writes an event down, with the wording that is shown with it.
    pub(super) fn append(&mut self, event: &CallEvent, texts: &[(TextId, TextRole, String)]) {
        let Some(call) = self.model.desk.active.clone() else { return };
        let ticket = self.model.saves.ticket(self.model.now);
        let library = self.model.library();
        let effect = Effect::Append {
            ticket,
            call,
            event: event.clone(),
            texts: texts.to_vec(),
            digest: library.digest.clone(),
            shown: shown_with(library, &event.what),
        };
        self.ask(effect);
    }

    /// Keeps the follow-ups in step with the promises of the call.
    fn promises_of(&mut self, event: &CallEvent) {
        let Some(call) = self.model.call() else { return };
        let seq = match event.what {
            What::Promised { .. } => event.seq,
            What::Undone { seq } | What::Redone { seq } => seq,
            _ => return,
        };
        let id = call.session.id.clone();
        let made = call.session.event(seq).map(|event| &event.what);
        let Some(What::Promised { text, due, zone }) = made else { return };
        let effect = if matches!(event.what, What::Undone { .. }) {
            Effect::PromiseGone { call: id, seq }
        } else {
            let who = [call.slot("customer"), call.slot("callback").or(call.slot("number"))];
            let who: Vec<&str> = who.into_iter().flatten().collect();
            let (due, zone) = (*due, zone.clone());
            Effect::Promise { call: id, seq, due, zone, text: call.text(*text).to_string(), who: who.join(", ") }
        };
        self.ask(effect);
    }

    /// Lets a provisional call go and returns to what was beneath.
    pub(super) fn drop_provisional(&mut self) {
        let Some(id) = self.model.call().filter(|call| call.is_provisional()).map(|call| call.session.id.clone())
        else {
            return;
        };
        self.give_up(&id);
    }

    /// Gives a call up and returns to what was beneath it, or home.
    pub(super) fn give_up(&mut self, id: &CallId) {
        self.model.desk.drop_call(id);
        self.model.field = None;
        self.model.sheet = None;
        self.model.chosen = 0;
        let (call, screen) = self.model.beneath.pop().unwrap_or((None, Screen::Home));
        self.model.desk.active = call;
        self.model.screen = screen;
        if self.model.screen == Screen::Home {
            self.ask(Effect::ReadHome);
        }
    }

    /// F9: the emergency hub, whatever else is going on.
    pub(super) fn emergency(&mut self) {
        let typing = self.model.typed.filter(|at| self.model.now.since(*at) <= MOMENTUM);
        let draft = self.model.field.as_ref().and_then(|field| field.kind.draft());
        self.model.hush = draft.filter(|_| typing.is_some()).map(|draft| (self.model.now, draft));
        self.leave_field();
        self.model.sheet = None;
        let live =
            self.model.call().is_some_and(|call| !matches!(call.session.state().phase, Phase::WrapUp | Phase::Closed));
        if !live {
            self.model.beneath.push((self.model.desk.active.clone(), self.model.screen.clone()));
            self.open_call(None, Footing::Provisional);
            self.perform(Intent::Answer);
        }
        self.model.screen = Screen::Call;
        if self.model.in_emergency() {
            self.did("the emergency list is open; its first open items stand on top");
            return;
        }
        self.perform(Intent::OpenScenario(HUB.into()));
    }
}

/// The wording that a person sees with an event, by id.
fn shown_with(library: &Library, what: &What) -> Vec<(Id, String)> {
    let items = |ids: Vec<&Id>| {
        ids.into_iter().filter_map(|id| Some((id.clone(), plain_item(library, id)?))).collect::<Vec<_>>()
    };
    match what {
        What::Opened { framework, .. } | What::FrameworkOpened { framework, .. } => {
            items(framework.steps.iter().flat_map(|step| &step.items).map(|item| &item.id).collect())
        }
        What::ScenarioOpened { items: pins, .. } => items(pins.iter().map(|item| &item.id).collect()),
        What::Said { phrase, .. } => {
            plain_phrase(library, phrase).map(|text| (phrase.clone(), text)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
