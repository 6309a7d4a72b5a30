//! What is asked before a mock call: whom to play, by which sheet, with whom, and what may be kept.

use crate::{
    app::{
        effect::Effect,
        mock::{AtDesk, MockWish},
        model::{FieldKind, Screen, Sheet, Status},
        people::{self, Person},
        update::Turn,
    },
    call::{
        desk::Footing,
        mock::{Mock, PersonId, SheetPin},
        rehearsal::Practice,
        session::Intent,
    },
    playbook::model::{CallerScript, Id, Scorecard},
};

impl Turn<'_> {
    /// Asks for what is still open, one thing after the other, then sets the desk.
    pub(in crate::app::update) fn mock(&mut self, wish: MockWish) {
        if self.model.reading {
            self.model.cast = Some(wish);
            return self.did("one moment: the callers are being read");
        }
        self.model.cast = Some(wish.clone());
        self.model.status = Status::Rest;
        let library = self.model.library().clone();
        let script = wish.caller.as_ref().and_then(|id| library.caller(id));
        let card = wish.card.as_ref().and_then(|id| library.scorecards.iter().find(|card| card.id == *id));
        match (script, card, &library.scorecards[..]) {
            (None, ..) => {
                self.show_callers();
                if let Some(id) = &wish.caller {
                    self.refuse(format!("there is no caller called {id}"));
                }
            }
            (_, _, []) => self.refuse("no playbook has a scorecard to mark by"),
            (_, None, [only]) => self.mock(MockWish { card: Some(only.id.clone()), ..wish }),
            (_, None, _) => {
                self.show_caller(&wish);
                self.open_sheet(Sheet::Scorecards);
            }
            (Some(_), Some(_), _) if wish.trainee.is_none() => {
                self.show_caller(&wish);
                self.open_field(FieldKind::Trainee);
            }
            (Some(script), Some(card), _) => self.consent_or_begin(script, card, wish),
        }
    }

    fn show_caller(&mut self, wish: &MockWish) {
        self.model.screen = Screen::Callers;
        let place = self.model.library().callers.iter().position(|caller| Some(&caller.id) == wish.caller.as_ref());
        self.model.chosen = place.unwrap_or(0);
    }

    /// Someone new is asked whether it may be kept, once; without a name the desk's own answer counts.
    fn consent_or_begin(&mut self, script: &CallerScript, card: &Scorecard, wish: MockWish) {
        let name = wish.trainee.clone().unwrap_or_default();
        let known = self.person(&name).cloned();
        let keep = match (&known, wish.keep, name.is_empty()) {
            (Some(_), None, _) => Some(true),
            (None, None, true) => self.model.config.keep_practice,
            (_, keep, _) => keep,
        };
        let Some(keep) = keep else {
            self.show_caller(&wish);
            return self.open_sheet(Sheet::KeepMock);
        };
        if name.is_empty() && wish.keep.is_some() && self.model.config.keep_practice.is_none() {
            self.model.config.keep_practice = Some(keep);
            self.ask(Effect::SaveConfig(self.model.config.clone()));
        }
        let person = known.or_else(|| (keep && !name.is_empty()).then(|| self.new_person(&name)));
        self.set_desk(script.clone(), card, person.map(|person| person.id), keep);
    }

    /// Someone by name, whatever its case.
    fn person(&self, name: &str) -> Option<&Person> {
        self.model.people.iter().find(|person| person.is_called(name))
    }

    fn new_person(&mut self, name: &str) -> Person {
        let id = PersonId(format!("person-{}", self.now.fresh.0));
        let person = Person { id, name: name.into(), agreed: self.model.now };
        self.model.people.push(person.clone());
        let ticket = self.model.saves.ticket(self.model.now);
        self.ask(Effect::Person { ticket, person: person.clone() });
        person
    }

    fn set_desk(&mut self, script: CallerScript, card: &Scorecard, trainee: Option<PersonId>, keep: bool) {
        // A number that one can say and type again.
        let seed = self.now.fresh.0.bytes().fold(7_u64, |sum, byte| (sum * 31 + u64::from(byte)) % 999) + 1;
        let mock = Mock { trainee, of: None, sheet: SheetPin::of(card) };
        let practice = Practice { caller: script.id.clone(), seed, from: None, mock: Some(Box::new(mock)) };
        let footing = if keep { Footing::Real } else { Footing::Unkept };
        let (framework, industry) = (script.framework.clone(), script.industry.clone());
        self.model.cast = None;
        self.model.field = None;
        self.model.at_desk = Some(AtDesk::new(script));
        self.open_practice(framework, industry, practice, footing);
    }

    /// A caller was chosen from the list.
    pub(in crate::app::update) fn cast(&mut self, caller: Id) {
        let wish = self.model.cast.clone().unwrap_or_default();
        self.mock(MockWish { caller: Some(caller), ..wish });
    }

    /// The scorecard at this place was chosen.
    pub(in crate::app::update) fn choose_card(&mut self, row: usize) {
        self.model.sheet = None;
        let card = self.model.library().scorecards.get(row).map(|card| card.id.clone());
        let wish = self.model.cast.clone().unwrap_or_default();
        if card.is_some() {
            self.mock(MockWish { card, ..wish });
        }
    }

    /// The trainee's name, or none.
    pub(in crate::app::update) fn name_trainee(&mut self, text: &str) {
        let name = people::name(text).unwrap_or_default();
        self.model.field = None;
        let wish = self.model.cast.clone().unwrap_or_default();
        self.mock(MockWish { trainee: Some(name), ..wish });
    }

    /// What was answered to the question what may be kept: 0 with the name, 1 without it, 2 nothing. Without a name
    /// there is nothing between.
    pub(in crate::app::update) fn keep_mock(&mut self, row: usize) {
        self.model.sheet = None;
        let wish = self.model.cast.clone().unwrap_or_default();
        let named = wish.trainee.as_ref().is_some_and(|name| !name.is_empty());
        let (keep, trainee) = match (row, named) {
            (0, _) => (true, wish.trainee.clone()),
            (1, true) => (true, Some(String::new())),
            _ => (false, wish.trainee.clone()),
        };
        self.mock(MockWish { keep: Some(keep), trainee, ..wish });
    }

    /// A desk whose call has not begun is cleared.
    pub(in crate::app::update) fn discard_mock(&mut self) {
        let Some(call) = self.model.call() else { return };
        let (id, kept) = (call.session.id.clone(), call.is_real());
        if kept {
            self.ask(Effect::Discard(id.clone()));
        }
        self.model.at_desk = None;
        self.give_up(&id);
    }

    /// A mock call that was found unfinished has its desk again; without its caller's card it is looked back on.
    pub(in crate::app::update) fn back_at_desk(&mut self) {
        let Some(practice) = self.model.call().and_then(|call| call.session.state().practice.clone()) else { return };
        let script = self.model.library().caller(&practice.caller).cloned();
        let gone = script.is_none();
        let script = script.unwrap_or_else(|| CallerScript::gone(&practice.caller));
        self.model.at_desk = Some(AtDesk::new(script));
        self.model.screen = Screen::Desk;
        let over = self.model.call().is_some_and(|call| call.session.state().ended.is_some());
        if gone && !over {
            self.perform(Intent::End(crate::call::event::EndReason::Failed));
        }
        if gone || over {
            self.look_back_on_mock();
        }
        if gone {
            self.refuse(format!("no playbook has the caller {} any more", practice.caller));
        }
    }
}
