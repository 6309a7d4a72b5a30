//! A mock call that is over is marked once more by another observer, who sees what happened and no one's marks.

use crate::{
    app::{effect::Effect, mock::AtDesk, model::Screen, msg::Log, people::Person, update::Turn},
    call::{
        desk::{Call, Footing},
        event::{CallEvent, CallId, What},
        mock::DeskAct,
        session::CallSession,
    },
    playbook::model::CallerScript,
};

impl Turn<'_> {
    /// Takes up what happened, with an empty sheet.
    pub(in crate::app::update) fn mark_again(
        &mut self,
        of: &CallId,
        (events, texts): Log,
        trainee: Option<Box<Person>>,
    ) {
        let was = CallSession::replay(of.clone(), events);
        let Some(root) = was.state().mock.as_ref().map(|now| now.mock.of.clone().unwrap_or_else(|| of.clone())) else {
            return self.refuse("that is no mock call");
        };
        if let Some(person) =
            trainee.map(|person| *person).filter(|person| !self.model.people.iter().any(|known| known.id == person.id))
        {
            self.model.people.push(person.clone());
            let ticket = self.model.saves.ticket(self.model.now);
            self.ask(Effect::Person { ticket, person });
        }
        let kept: Vec<CallEvent> = was.counted().filter(|event| happened(&event.what)).cloned().collect();
        let blank = |(seq, event): (u32, CallEvent)| CallEvent { seq, what: of_root(event.what, &root), ..event };
        let events: Vec<CallEvent> = (1..).zip(kept).map(blank).collect();
        let used: Vec<_> = events.iter().flat_map(text_of).collect();
        let mut call = Call::new(CallSession::replay(self.now.fresh.clone(), events));
        call.texts = texts.into_iter().filter(|(id, _)| used.contains(id)).collect();
        call.footing = Footing::Real;
        let caller = call.session.state().practice.as_ref().map(|practice| practice.caller.clone()).unwrap_or_default();
        let script = self.model.library().caller(&caller).cloned().unwrap_or_else(|| CallerScript::gone(&caller));
        self.model.at_desk = Some(AtDesk::new(script));
        self.take_log(call);
        self.model.screen = Screen::Desk;
        self.did("your own sheet: what others marked and noted is not shown");
    }
}

impl Turn<'_> {
    /// The card at the desk as the playbooks now have it.
    pub(in crate::app::update) fn deal_card(&mut self) {
        let library = self.model.library().clone();
        if let Some(desk) = &mut self.model.at_desk
            && let Some(script) = library.caller(&desk.script.id)
        {
            desk.script = script.clone();
        }
    }
}

/// Whether an event is of what happened rather than of what someone made of it.
fn happened(what: &What) -> bool {
    match what {
        What::AtDesk { act } => matches!(act.as_ref(), DeskAct::Spoke { .. } | DeskAct::Felt { .. }),
        What::Judged { .. } | What::Closed | What::Reopened { .. } => false,
        _ => true,
    }
}

fn of_root(mut what: What, root: &CallId) -> What {
    if let What::Opened { practice: Some(practice), .. } = &mut what
        && let Some(mock) = &mut practice.mock
    {
        mock.of = Some(root.clone());
    }
    what
}

/// The text an event of what happened names.
fn text_of(event: &CallEvent) -> Option<crate::call::event::TextId> {
    match &event.what {
        What::AtDesk { act } => match act.as_ref() {
            DeskAct::Spoke { text, .. } => Some(*text),
            _ => None,
        },
        What::SlotFilled { text, .. } => *text,
        _ => None,
    }
}
