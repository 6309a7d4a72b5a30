//! The desk: every call that exists here, one of them in hand, at most one talking.

use std::collections::BTreeMap;

use crate::call::{
    event::{CallId, TextId, TextRole},
    session::CallSession,
    state::Phase,
};

/// Whether a call is one, and so is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Footing {
    /// It is.
    #[default]
    Real,
    /// It becomes one with the first act, as when the emergency hub was opened without a call.
    Provisional,
    /// It never will: an author looks at what they wrote.
    Trial,
    /// It never will: someone practises and wants nothing kept of it.
    Unkept,
}

/// A call with its texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Its log and fold.
    pub session: CallSession,
    /// Its texts; an erased one is absent.
    pub texts: BTreeMap<TextId, (TextRole, String)>,
    /// Whether it is one.
    pub footing: Footing,
}

impl Call {
    /// A call without texts.
    pub fn new(session: CallSession) -> Call {
        Call { session, texts: BTreeMap::new(), footing: Footing::Real }
    }

    /// Whether it is written down.
    pub fn is_real(&self) -> bool {
        self.footing == Footing::Real
    }

    /// Whether it becomes a call with the first act.
    pub fn is_provisional(&self) -> bool {
        self.footing == Footing::Provisional
    }

    /// Keeps a text and names it.
    pub fn keep(&mut self, role: TextRole, text: String) -> TextId {
        let id = TextId(self.texts.keys().next_back().map_or(1, |last| last.0 + 1));
        self.texts.insert(id, (role, text));
        id
    }

    /// A text as it may be shown.
    pub fn text(&self, id: TextId) -> &str {
        self.texts.get(&id).map_or("(erased)", |(_, text)| text)
    }

    /// The word in a slot.
    pub fn slot(&self, slot: &str) -> Option<&str> {
        let id = self.session.state().slots.get(&slot.into())?;
        Some(self.text(*id))
    }
}

/// Every call that exists here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// The calls, oldest first.
    pub calls: Vec<Call>,
    /// The one in hand.
    pub active: Option<CallId>,
}

impl Desk {
    /// The call in hand.
    pub fn call(&self) -> Option<&Call> {
        self.calls.iter().find(|call| Some(&call.session.id) == self.active.as_ref())
    }

    /// The call in hand, to change it.
    pub fn call_mut(&mut self) -> Option<&mut Call> {
        self.calls.iter_mut().find(|call| Some(&call.session.id) == self.active.as_ref())
    }

    /// Adds a call and takes it in hand.
    pub fn take(&mut self, call: Call) {
        self.active = Some(call.session.id.clone());
        self.calls.push(call);
    }

    /// Lets a call go.
    pub fn drop_call(&mut self, id: &CallId) {
        self.calls.retain(|call| call.session.id != *id);
        if self.active.as_ref() == Some(id) {
            self.active = None;
        }
    }

    /// The call in which someone talks or waits on hold with nobody else talking.
    pub fn talking(&self) -> Option<&Call> {
        self.calls.iter().find(|call| call.session.state().phase == Phase::Talking)
    }

    /// Calls that are not in hand and not over: shown as waiting.
    pub fn waiting(&self) -> impl Iterator<Item = &Call> {
        let active = self.active.as_ref();
        self.calls
            .iter()
            .filter(move |call| Some(&call.session.id) != active && call.session.state().phase != Phase::Closed)
    }
}
