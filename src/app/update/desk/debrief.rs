//! Looking back on a mock call: the sheet, what happened, what was missed; completed, marked on, taken again.

use crate::{
    app::{
        action::Action,
        effect::Effect,
        mock::{AtDesk, marking},
        model::{Screen, Sheet},
        update::{Turn, debrief::again},
    },
    call::{desk::Call, mock::Marker, rehearsal::Practice, session::Intent},
    playbook::model::Id,
    practice::mock::{self, Moment},
};

impl Turn<'_> {
    pub(in crate::app::update) fn mock_debrief_act(&mut self, action: Action) {
        match action {
            Action::ItemDown | Action::ItemUp => {
                let by = if action == Action::ItemDown { 1 } else { -1 };
                let rows = self.debrief_rows();
                self.choose_by(by, rows);
            }
            Action::Conversation => {
                self.model.conversation = !self.model.conversation;
                self.model.chosen = 0;
            }
            Action::Note => match self.chosen_missed() {
                Some(about) => self.open_observation(Some(about)),
                None => self.refuse("choose a line of what was missed"),
            },
            Action::SelfScore => self.begin_self_score(),
            Action::MarkOn => self.mark_on(Marker::Trainer),
            Action::Replay => self.replay_mock(),
            Action::Export => self.export(),
            Action::Copy => {
                let text = crate::app::glance::debrief_text(self.model);
                self.ask(Effect::Copy(text));
            }
            Action::Back => self.leave_debrief(),
            _ => {}
        }
    }

    /// Home. Once it is left nothing in it changes any more: where lines are open, that is said first.
    fn leave_debrief(&mut self) {
        let open = self.first_open(Marker::Trainer).is_some();
        if let Some(desk) = self.model.at_desk.as_mut().filter(|desk| open && !desk.warned) {
            desk.warned = true;
            let [mark, back] =
                [Action::MarkOn, Action::Back].map(|act| self.model.keymap.name(act).unwrap_or_default());
            return self.refuse(format!("lines are open: {mark} marks on; {back} leaves them so for good"));
        }
        self.model.at_desk = None;
        self.finish_practice();
        self.go_home();
    }

    /// Rows that can be chosen: of what was missed, or of what happened.
    fn debrief_rows(&self) -> usize {
        let found = self.model.at_desk.as_ref().and_then(|desk| desk.debrief.as_ref());
        found.map_or(0, |found| if self.model.conversation { found.timeline.len() } else { found.sbi.len() })
    }

    fn chosen_missed(&self) -> Option<Id> {
        let found = self.model.at_desk.as_ref()?.debrief.as_ref()?;
        (!self.model.conversation).then(|| found.sbi.get(self.model.chosen)).flatten().map(|sbi| sbi.about.clone())
    }

    fn begin_self_score(&mut self) {
        let done = self.model.call().and_then(marking).is_some_and(|now| now.finished.contains(&Marker::Trainee));
        if done {
            return self.refuse("they have marked themselves already: it stands beside yours");
        }
        self.mark_on(Marker::Trainee);
    }

    /// The sheet again, for one of the two.
    fn mark_on(&mut self, by: Marker) {
        let row = self.first_open(by).unwrap_or(0);
        if let Some(desk) = &mut self.model.at_desk {
            desk.by = by;
            desk.row = row;
        }
        self.model.screen = Screen::Desk;
        self.model.sheet = None;
        self.model.chosen = 0;
    }

    /// What was answered to the question whether the trainee marks too.
    pub(in crate::app::update) fn self_score(&mut self, now: bool) {
        if now {
            self.mark_on(Marker::Trainee);
        } else {
            self.look_back_on_mock();
        }
    }

    /// Works the debrief out, and writes down what it came to.
    pub(in crate::app::update) fn look_back_on_mock(&mut self) {
        self.model.field = None;
        self.model.screen = Screen::Debrief;
        self.model.sheet = None::<Sheet>;
        self.model.chosen = 0;
        self.model.conversation = false;
        if let Some(desk) = &mut self.model.at_desk {
            desk.by = Marker::Trainer;
        }
        self.review_mock();
    }

    /// The debrief anew, after something in it changed; nothing before the call is over.
    pub(in crate::app::update) fn review_mock(&mut self) {
        let Some(call) = self.model.call() else { return };
        if call.session.state().ended.is_none() {
            return;
        }
        let Some(found) = mock::debrief(self.model.library(), call) else { return };
        let passed = found.score.passed;
        let weak = found.sbi.iter().map(|sbi| sbi.about.clone()).collect();
        if call.session.state().passed != Some(passed) {
            self.perform(Intent::Judge(passed, weak));
        }
        if let Some(desk) = &mut self.model.at_desk {
            desk.debrief = Some(found);
        }
    }

    /// The same caller again, with all that happened before a moment: the chosen one, or where what is to be tried began.
    fn replay_mock(&mut self) {
        let Some(call) = self.model.call().cloned() else { return };
        let Some(desk) = self.model.at_desk.clone() else { return };
        let Some(practice) = call.session.state().practice.clone() else { return };
        let found = desk.debrief.clone().unwrap_or_default();
        let chosen = found.timeline.get(self.model.chosen).filter(|_| self.model.conversation);
        let until = chosen.map(|moment: &Moment| moment.seq).or(found.replay).unwrap_or(0);
        let kept = marking(&call).map_or(0, |now| now.spoke.len());
        let practice = Practice { from: Some((call.session.id.clone(), kept)), ..practice };
        let again = again(&call, until, self.now.fresh.clone(), &practice, self.model.now);
        self.finish_practice();
        self.model.at_desk = Some(AtDesk::new(desk.script));
        self.take_log(again);
        let row = self.first_open(Marker::Trainer).unwrap_or(0);
        if let Some(desk) = &mut self.model.at_desk {
            desk.row = row;
        }
        let name = self.model.at_desk.as_ref().map_or(String::new(), |desk| desk.script.name.clone());
        let key = self.model.keymap.name(Action::NextStep).unwrap_or_default();
        let begun = self.model.call().is_some_and(crate::app::mock::goes_on);
        self.did(if begun {
            "from here again; the marks up to here stay".into()
        } else {
            format!("from the beginning, as the same {name}; {key} begins")
        });
    }

    /// The debrief that is shown becomes a page. What shall not be kept is not written either.
    pub(in crate::app::update) fn export(&mut self) {
        let past = self.model.history.opened.is_some();
        if !past && !self.model.call().is_some_and(Call::is_real) {
            return self.refuse("nothing of this is kept, so no page of it is written");
        }
        self.did("writing the page");
        self.ask(Effect::Export);
    }
}
