//! Home, the follow-ups, the playbooks, and the pause after a hard call.

use crate::app::{
    action::Action,
    effect::Effect,
    mock::MockWish,
    model::{OFFERS, Screen, Sheet},
    rehearse::Wish,
    update::Turn,
};

impl Turn<'_> {
    pub(super) fn home_act(&mut self, action: Action) {
        match action {
            Action::First if self.model.chosen > 0 => self.home_choose(),
            Action::First if self.model.unfinished.is_empty() => self.begin(None, None, None),
            Action::First => self.reopen(true),
            Action::Rehearse => self.rehearse(Wish::default()),
            Action::Live => self.begin(None, None, None),
            Action::WrapUp => self.reopen(false),
            Action::Discard => match self.model.unfinished.first() {
                Some(first) => {
                    let call = first.call.clone();
                    self.open_sheet(Sheet::Discard(call));
                }
                None => self.refuse("no call is waiting"),
            },
            Action::Drill => self.open_drill(),
            Action::Mock => self.mock(MockWish::default()),
            Action::History => self.open_history(),
            Action::FollowUps => self.go(Screen::FollowUps),
            Action::Playbooks => self.go(Screen::Playbooks),
            Action::Settings => self.go(Screen::Settings),
            Action::ItemDown => self.choose_by(1, OFFERS.len() + 1),
            Action::ItemUp => self.choose_by(-1, OFFERS.len() + 1),
            _ => {}
        }
    }

    /// The chosen row: 0 is the lead, then what home offers.
    pub(super) fn home_choose(&mut self) {
        match self.model.chosen {
            0 => self.home_act(Action::First),
            row => {
                self.model.chosen = 0;
                if let Some(action) = OFFERS.get(row - 1) {
                    self.home_act(*action);
                }
            }
        }
    }

    fn reopen(&mut self, live: bool) {
        match self.model.unfinished.first() {
            Some(first) => {
                let call = first.call.clone();
                self.ask(Effect::Reopen { call, live });
            }
            None => self.refuse("no call is waiting"),
        }
    }

    pub(super) fn go(&mut self, screen: Screen) {
        self.model.screen = screen;
        self.model.chosen = 0;
    }

    pub(super) fn go_home(&mut self) {
        self.go(Screen::Home);
        self.ask(Effect::ReadHome);
    }

    pub(super) fn follow_up_act(&mut self, action: Action) {
        let rows = self.model.due.len();
        match action {
            Action::Back => self.go_home(),
            Action::ItemDown => self.choose_by(1, rows),
            Action::ItemUp => self.choose_by(-1, rows),
            Action::Kept => self.settle_promise("done; nothing of it is kept; undo brings it back"),
            Action::Cancelled => self.settle_promise("cancelled; nothing of it is kept; undo brings it back"),
            Action::Undo => match self.model.settled.pop() {
                Some(due) => {
                    let effect = Effect::Promise {
                        call: due.call.clone(),
                        seq: due.seq,
                        due: due.due,
                        zone: self.model.zone_name.clone(),
                        text: due.text.clone(),
                        who: due.who.clone(),
                    };
                    self.ask(effect);
                    self.model.due.push(due);
                    self.model.due.sort_by_key(|due| due.due);
                    self.did("back among the promises");
                }
                None => self.refuse("nothing to undo"),
            },
            _ => {}
        }
    }

    fn settle_promise(&mut self, word: &str) {
        if self.model.chosen >= self.model.due.len() {
            self.refuse("no promise is open");
            return;
        }
        let due = self.model.due.remove(self.model.chosen);
        self.ask(Effect::PromiseGone { call: due.call.clone(), seq: due.seq });
        self.model.settled.push(due);
        let rows = self.model.due.len();
        self.choose_by(0, rows);
        self.did(word);
    }

    pub(super) fn playbooks_act(&mut self, action: Action) {
        let rows = self.model.loaded.faults.len();
        match action {
            Action::Back => self.go_home(),
            Action::ItemDown => self.choose_by(1, rows),
            Action::ItemUp => self.choose_by(-1, rows),
            Action::Choose => {
                self.ask(Effect::ReloadLibrary);
                self.did("reading the playbooks again");
            }
            _ => {}
        }
    }

    pub(super) fn pause_act(&mut self, action: Action) {
        if matches!(action, Action::NextCall | Action::Back) {
            self.go_home();
        }
    }
}
