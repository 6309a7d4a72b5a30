//! The drill: a card, an answer, a grade, the next card.

use crate::{
    app::{
        action::Action,
        drill::{self, Done, Session},
        effect::Effect,
        model::{ANSWER, FieldKind, Screen},
        update::Turn,
    },
    playbook::model::Id,
    practice::drill::{Grade, Progress, Review, extra, judge},
};

/// How many cards more practice brings.
const MORE: usize = 5;

impl Turn<'_> {
    pub(super) fn drill_act(&mut self, action: Action) {
        match action {
            Action::Answer => self.open_answer(),
            Action::Grade1 => self.grade(Grade::Again),
            Action::Grade2 => self.grade(Grade::Hard),
            Action::Grade3 => self.grade(Grade::Good),
            Action::Grade4 => self.grade(Grade::Easy),
            Action::Undo => self.ungrade(),
            Action::Back => {
                self.model.drill.session = None;
                self.model.drafts.remove(ANSWER);
                self.go_home();
            }
            _ => {}
        }
    }

    /// Opens today's cards, or says when the next are due.
    pub(super) fn open_drill(&mut self) {
        self.go(Screen::Drill);
        self.deal_today();
    }

    /// What was practised is known: cards that wait for it are dealt.
    pub(super) fn practised(&mut self, progress: Progress) {
        self.model.drill.read(progress);
        self.deal_anew();
    }

    /// Deals anew where nothing was answered yet: the store was read, or the playbooks changed.
    pub(super) fn deal_anew(&mut self) {
        let fresh = self.model.drill.session.as_ref().is_none_or(Session::is_fresh);
        let typing = self.model.field.as_ref().is_some_and(|field| !field.input.value().is_empty());
        if self.model.screen == Screen::Drill && fresh && !typing {
            self.deal_today();
        }
    }

    fn deal_today(&mut self) {
        drill::refresh(self.model);
        let Some(today) = &self.model.drill.today else { return };
        let session = Session::of(&today.deck, &today.plan.cards);
        self.deal(session);
    }

    fn deal(&mut self, session: Session) {
        self.model.drill.session = Some(session);
        self.next_card();
    }

    /// The field is open for the card in hand, if there is one.
    fn next_card(&mut self) {
        self.model.drafts.remove(ANSWER);
        let Some(session) = &mut self.model.drill.session else { return };
        session.answer = None;
        self.model.field = None;
        if session.card().is_some() {
            self.open_field(FieldKind::Answer);
        }
    }

    /// Enter: the field, once more after an answer; more cards where there are none.
    fn open_answer(&mut self) {
        let Some(session) = &mut self.model.drill.session else { return };
        if session.card().is_some() {
            session.answer = None;
            self.open_field(FieldKind::Answer);
            return;
        }
        let more = self.more();
        match &self.model.drill.today {
            Some(today) if !more.is_empty() => {
                let session = Session::of(&today.deck, &more);
                self.deal(session);
            }
            _ => self.refuse("every card was practised today"),
        }
    }

    /// Cards for who wants more than today brings.
    fn more(&mut self) -> Vec<Id> {
        drill::refresh(self.model);
        let day = drill::day(self.model);
        let drill = &self.model.drill;
        let (Some(today), Some(progress)) = (&drill.today, &drill.progress) else { return Vec::new() };
        extra(&today.deck, progress, &drill.weak, day, MORE)
    }

    /// What was typed is looked at, and the answer is seen.
    pub(super) fn answer_card(&mut self, text: &str) -> bool {
        let library = self.model.library().clone();
        let ear = self.model.listener.as_ref().filter(|listener| listener.is_for(&library)).map(|found| found.ear());
        let Some(session) = &mut self.model.drill.session else { return true };
        let Some(card) = session.card() else { return true };
        session.answer = Some(judge(card, text, &library, ear.as_deref()));
        true
    }

    fn grade(&mut self, grade: Grade) {
        let (at, day) = (self.model.now, drill::day(self.model));
        let Some(session) = &mut self.model.drill.session else { return };
        let Some(answer) = session.answer.clone() else {
            let key = self.model.keymap.name(Action::Answer).unwrap_or_default();
            return match session.card() {
                Some(_) => self.refuse(format!("answer first; {key} opens the field, and once more shows the answer")),
                None => self.refuse("there is no card to grade"),
            };
        };
        let Some(card) = session.cards.pop_front() else { return };
        let review = Review { card: card.id.clone(), at, day, grade };
        let before = self.model.drill.add(&review);
        let due = self.model.drill.progress.as_ref().and_then(|progress| progress.state(&card.id));
        let again = due.is_some_and(|state| state.due(card.vital) <= day);
        if let Some(session) = &mut self.model.drill.session {
            if again {
                session.cards.push_back(card.clone());
            }
            session.done.push(Done { card, review: review.clone(), answer, before, again });
        }
        let ticket = self.model.saves.ticket(self.model.now);
        self.ask(Effect::Review { ticket, review });
        self.next_card();
    }

    /// The last grade is taken back: its card is in hand again, with its answer.
    fn ungrade(&mut self) {
        let done = self.model.drill.session.as_mut().and_then(|session| session.done.pop());
        let Some(done) = done else {
            self.refuse("nothing to undo");
            return;
        };
        self.model.drill.put_back(&done.card.id, done.before);
        if let Some(session) = &mut self.model.drill.session {
            if done.again {
                session.cards.pop_back();
            }
            session.cards.push_front(done.card);
            session.answer = Some(done.answer);
        }
        self.model.field = None;
        let ticket = self.model.saves.ticket(self.model.now);
        self.ask(Effect::ReviewGone { ticket, review: done.review });
        self.did("the grade is taken back");
    }
}

#[cfg(test)]
mod tests;
