//! The trainer's desk: a caller is played, what is heard is marked with one key, and nothing gets in the way of it.

mod again;
mod begin;
mod debrief;

use crate::{
    app::{
        action::Action,
        mock::{self, AtDesk, goes_on, marking},
        model::{FieldKind, Screen, Sheet},
        update::Turn,
    },
    call::{
        event::{EndReason, TextRole, What},
        mock::{CriterionPin, DeskAct, Mark, Marker},
        session::Intent,
        state::Phase,
    },
    playbook::model::Id,
    practice::mock as review,
};

/// The worst mood.
const WORST: u8 = 10;

impl Turn<'_> {
    pub(super) fn desk_act(&mut self, action: Action) {
        match action {
            Action::MarkYes => self.mark_line(Mark::Yes),
            Action::MarkPartly => self.mark_line(Mark::Partly),
            Action::MarkNo => self.mark_line(Mark::No),
            Action::MarkNone => self.mark_line(Mark::NotApplicable),
            Action::ItemDown => self.choose_line(1),
            Action::ItemUp => self.choose_line(-1),
            Action::NextStep => self.desk_enter(),
            Action::PreviousStep => drop(self.perform(Intent::PreviousStep)),
            Action::NextLine => self.say_line(),
            Action::LineAfter => self.other_line(1),
            Action::LineBefore => self.other_line(-1),
            Action::Worse => self.feel(1),
            Action::Calmer => self.feel(-1),
            Action::AutoFail => self.open_fails(),
            Action::Note => self.open_observation(None),
            Action::Hold => self.hold(),
            Action::Undo => self.undo_at_desk(Intent::Undo),
            Action::Redo => self.undo_at_desk(Intent::Redo),
            Action::Pane => self.at_desk(|desk| desk.pane = desk.pane.next()),
            Action::End => self.end_mock(),
            Action::Back => self.leave_sheet(),
            Action::Strip2 => self.twist(0),
            Action::Strip3 => self.twist(1),
            Action::Strip4 => self.twist(2),
            Action::Strip5 => self.twist(3),
            Action::Strip6 => self.twist(4),
            Action::Strip7 => self.twist(5),
            Action::Strip8 => self.twist(6),
            _ => {}
        }
    }

    fn at_desk(&mut self, change: impl FnOnce(&mut AtDesk)) {
        if let Some(desk) = &mut self.model.at_desk {
            change(desk);
        }
    }

    /// The chosen line of the sheet.
    fn line_of_sheet(&self) -> Option<CriterionPin> {
        let desk = self.model.at_desk.as_ref()?;
        marking(self.model.call()?)?.mock.sheet.criteria.get(desk.row).cloned()
    }

    pub(super) fn desk(&mut self, act: DeskAct) -> bool {
        self.perform(Intent::AtDesk(act))
    }

    /// Whether the call has begun; else it is said how.
    fn has_begun(&mut self) -> bool {
        let begun = self.model.call().is_some_and(|call| goes_on(call) || call.session.state().ended.is_some());
        if !begun {
            let key = self.model.keymap.name(Action::NextStep).unwrap_or_default();
            self.refuse(format!("{key} begins the call first"));
        }
        begun
    }

    fn mark_line(&mut self, mark: Mark) {
        let Some(pin) = self.line_of_sheet().filter(|_| self.has_begun()) else { return };
        if mark == Mark::Partly && !pin.graded {
            return self.refuse("this line has no half: yes or no");
        }
        let by = self.model.at_desk.as_ref().map_or(Marker::Trainer, |desk| desk.by);
        if self.desk(DeskAct::Marked { by, criterion: pin.id.clone(), mark: Some(mark) }) {
            self.go_on_from(&pin.id, by);
        }
    }

    /// After a mark: the next line without one, from here on; where there is none, the next line.
    fn go_on_from(&mut self, marked: &Id, by: Marker) {
        let Some(now) = self.model.call().and_then(marking) else { return };
        let criteria = &now.mock.sheet.criteria;
        let Some(at) = criteria.iter().position(|pin| pin.id == *marked) else { return };
        let open = |place: &usize| now.mark(by, &criteria[*place].id).is_none();
        let next = (at + 1..criteria.len()).chain(0..at).find(open);
        let next = next.unwrap_or((at + 1).min(criteria.len() - 1));
        self.at_desk(|desk| desk.row = next);
    }

    fn choose_line(&mut self, by: isize) {
        let rows = self.model.call().and_then(marking).map_or(0, |now| now.mock.sheet.criteria.len());
        self.at_desk(|desk| desk.row = desk.row.saturating_add_signed(by).min(rows.saturating_sub(1)));
    }

    /// Takes an act back, or does it again; the line it marked is the chosen one.
    fn undo_at_desk(&mut self, intent: Intent) {
        self.undo(intent);
        let Some(call) = self.model.call() else { return };
        let seq = match call.session.events().last().map(|event| &event.what) {
            Some(What::Undone { seq } | What::Redone { seq }) => *seq,
            _ => return,
        };
        let Some(What::AtDesk { act }) = call.session.event(seq).map(|event| &event.what) else { return };
        let DeskAct::Marked { criterion, .. } = act.as_ref() else { return };
        let row = marking(call).and_then(|now| now.mock.sheet.criteria.iter().position(|pin| pin.id == *criterion));
        self.at_desk(|desk| desk.row = row.unwrap_or(desk.row));
    }

    /// A line of the sheet by its digit, from 0.
    pub(super) fn go_to_line(&mut self, row: usize) {
        let rows = self.model.call().and_then(marking).map_or(0, |now| now.mock.sheet.criteria.len());
        if row < rows {
            self.at_desk(|desk| desk.row = row);
        } else {
            self.refuse(format!("the sheet has {rows} lines"));
        }
    }

    /// Enter: the call begins, the trainee goes on to the next step, or marking is done.
    fn desk_enter(&mut self) {
        let Some(phase) = self.model.call().map(|call| call.session.state().phase) else { return };
        match phase {
            Phase::Ringing | Phase::Dialing | Phase::Queued => {
                let script = self.model.at_desk.as_ref().map(|desk| (desk.script.mood, desk.script.name.clone()));
                let (mood, name) = script.unwrap_or_default();
                self.perform(Intent::Answer);
                self.perform_with(TextRole::Practice, &name, |text| Intent::Fill("customer".into(), Some(text)));
                self.desk(DeskAct::Felt { mood });
            }
            Phase::WrapUp => self.finish_marking(),
            _ if !self.perform(Intent::NextStep) => {
                let end = self.model.keymap.name(Action::End).unwrap_or_default();
                self.refuse(format!("this is the last step; {end} ends the call"));
            }
            _ => self.did("they went on to the next step"),
        }
    }

    /// The line that leads was said; the next leads now.
    fn say_line(&mut self) {
        if !self.has_begun() {
            return;
        }
        if self.model.at_desk.as_ref().is_some_and(|desk| desk.twist.is_some()) {
            return self.at_desk(|desk| desk.twist = None);
        }
        let Some(call) = self.model.call() else { return };
        let Some(now) = marking(call) else { return };
        let (lines, at) = mock::lines(self.model, call, now);
        let Some(line) = at.and_then(|at| lines.get(at)).cloned() else {
            return self.refuse("the card has no more lines: play on in your own words");
        };
        self.speak(line.key, &line.words);
        self.at_desk(|desk| desk.line = None);
    }

    fn speak(&mut self, line: String, words: &str) -> bool {
        self.perform_with(TextRole::Practice, words, |text| Intent::AtDesk(DeskAct::Spoke { line, text }))
    }

    /// Another line of the card leads.
    fn other_line(&mut self, by: isize) {
        let Some((call, now)) = self.model.call().and_then(|call| Some((call, marking(call)?))) else { return };
        let (lines, at) = mock::lines(self.model, call, now);
        let next = at.unwrap_or(0).saturating_add_signed(by).min(lines.len().saturating_sub(1));
        self.at_desk(|desk| {
            desk.twist = None;
            desk.line = Some(next);
        });
    }

    /// A curveball of the card is played.
    fn twist(&mut self, at: usize) {
        let twist = self.model.at_desk.as_ref().and_then(|desk| desk.script.twists.get(at)).cloned();
        let Some(twist) = twist else { return self.refuse("the card has no curveball at this key") };
        if !self.has_begun() {
            return;
        }
        let said = |now: &crate::call::mock::Marking| {
            let of = format!("twist {} ", twist.id);
            now.spoke.iter().filter(|spoken| spoken.line.starts_with(&of)).count()
        };
        let before = self.model.call().and_then(marking).map_or(0, said);
        let Some(words) = twist.say.get(before % twist.say.len().max(1)) else { return };
        if self.speak(format!("twist {} {before}", twist.id), words) {
            self.at_desk(|desk| desk.twist = Some(words.clone()));
        }
    }

    fn feel(&mut self, by: i8) {
        if !self.has_begun() {
            return;
        }
        let now = self.model.call().and_then(marking).and_then(crate::call::mock::Marking::mood).unwrap_or(0);
        let mood = now.saturating_add_signed(by).min(WORST);
        if mood == now {
            return self.refuse(if by > 0 { "10 is the worst there is" } else { "0 is as calm as can be" });
        }
        self.desk(DeskAct::Felt { mood });
    }

    fn open_fails(&mut self) {
        let some = self.model.call().and_then(marking).is_some_and(|now| !now.mock.sheet.fails.is_empty());
        if !self.has_begun() {
        } else if some {
            self.open_sheet(Sheet::Fails);
        } else {
            self.refuse("this sheet has no automatic fail");
        }
    }

    /// An automatic fail was met, or was not after all; its place among those of the sheet.
    pub(super) fn auto_fail(&mut self, at: usize) {
        let Some(now) = self.model.call().and_then(marking) else { return };
        let Some(fail) = now.mock.sheet.fails.get(at).cloned() else { return };
        let met = !now.fails.contains_key(&fail);
        self.model.sheet = None;
        let title = crate::practice::mock::title(self.model.library(), &fail);
        if self.desk(DeskAct::Failed { fail, met }) {
            self.did(if met {
                format!("automatic fail: {title}; play on, it counts at the end")
            } else {
                format!("taken away: {title}")
            });
        }
    }

    /// Opens the note: it belongs to the moment in which it is begun.
    pub(super) fn open_observation(&mut self, about: Option<Id>) {
        if !self.has_begun() {
            return;
        }
        let talk = self.model.call().map(|call| mock::talk(call, self.model.now));
        if about.is_none() {
            self.at_desk(|desk| desk.noting = desk.noting.or(talk));
        }
        // What was noted nearby may be it: it stands there to be agreed to, or changed.
        let offered = about.as_ref().and_then(|id| self.offered_for(id));
        self.open_field(FieldKind::Observation(about));
        if let (Some(offered), Some(field)) = (offered, &mut self.model.field)
            && field.input.value().is_empty()
        {
            field.input = offered.into();
        }
    }

    /// A note that may say what was heard when something was missed, as long as nothing is written about it.
    fn offered_for(&self, about: &Id) -> Option<String> {
        let found = self.model.at_desk.as_ref()?.debrief.as_ref()?;
        let sbi = found.sbi.iter().find(|sbi| sbi.about == *about).filter(|sbi| sbi.behaviour == review::BLANK)?;
        review::note_near(self.model.call()?, sbi.talk?).map(String::from)
    }

    /// What was observed is written down, at the moment it belongs to.
    pub(super) fn observe(&mut self, about: Option<Id>, text: &str) -> bool {
        let Some(call) = self.model.call() else { return false };
        let now = mock::talk(call, self.model.now);
        let desk = self.model.at_desk.as_ref();
        let of_missed = |id: &Id| {
            let found = desk.and_then(|desk| desk.debrief.as_ref())?;
            found.sbi.iter().find(|sbi| sbi.about == *id)?.talk
        };
        let talk = match &about {
            Some(id) => of_missed(id).unwrap_or(now),
            None => desk.and_then(|desk| desk.noting).unwrap_or(now),
        };
        let done =
            self.perform_with(TextRole::Practice, text, |text| Intent::AtDesk(DeskAct::Observed { text, talk, about }));
        if done {
            self.at_desk(|desk| desk.noting = None);
            self.review_mock();
        }
        done
    }

    /// Ends the call: what is left of the sheet is marked, then it is looked back on.
    fn end_mock(&mut self) {
        if !self.model.call().is_some_and(goes_on) {
            let over = self.model.call().is_some_and(|call| call.session.state().ended.is_some());
            if over {
                self.finish_marking();
            } else {
                self.has_begun();
            }
            return;
        }
        if !self.perform(Intent::End(EndReason::Us)) {
            return;
        }
        self.at_desk(|desk| (desk.twist, desk.line) = (None, None));
        let open = self.first_open(Marker::Trainer);
        match open {
            Some(row) => self.at_desk(|desk| desk.row = row),
            None => self.finish_marking(),
        }
    }

    /// The first line that someone has not marked.
    pub(super) fn first_open(&self, by: Marker) -> Option<usize> {
        let now = self.model.call().and_then(marking)?;
        now.mock.sheet.criteria.iter().position(|pin| now.mark(by, &pin.id).is_none())
    }

    /// Whoever marks is done: after the trainer the trainee may mark, then both sheets are looked at.
    fn finish_marking(&mut self) {
        let by = self.model.at_desk.as_ref().map_or(Marker::Trainer, |desk| desk.by);
        let finished = |by| {
            let now = self.model.call().and_then(marking);
            now.is_some_and(|now| now.finished.contains(&by))
        };
        let marked = |by| self.model.call().and_then(marking).is_some_and(|now| now.marks.contains_key(&by));
        if by == Marker::Trainee && !marked(by) {
            let back = self.model.keymap.name(Action::Back).unwrap_or_default();
            return self.refuse(format!("mark a line first; {back} leaves it for later"));
        }
        let (mine, theirs) = (finished(by), finished(Marker::Trainee));
        if !mine {
            self.desk(DeskAct::Finished { by });
        }
        // Nothing of the sheet is seen before the trainee was asked; a second observer has no trainee at hand.
        let alone = self.model.call().and_then(marking).is_some_and(|now| now.mock.of.is_some());
        if by == Marker::Trainer && !mine && !theirs && !alone {
            self.open_sheet(Sheet::SelfScore);
        } else {
            self.look_back_on_mock();
        }
    }

    /// Esc: during the call nothing is left by it; after it, the debrief.
    fn leave_sheet(&mut self) {
        let Some(phase) = self.model.call().map(|call| call.session.state().phase) else { return };
        match phase {
            Phase::WrapUp => self.look_back_on_mock(),
            Phase::Ringing | Phase::Dialing | Phase::Queued => self.discard_mock(),
            _ => {
                let key = self.model.keymap.name(Action::End).unwrap_or_default();
                self.refuse(format!("the call goes on; {key} ends it"));
            }
        }
    }

    /// Back at the desk, after an emergency list was looked at.
    pub(super) fn back_to_desk(&mut self) {
        let flat =
            self.model.call().is_some_and(|call| marking(call).is_some() && call.session.state().stack.is_empty());
        if flat && self.model.screen == Screen::Call {
            self.model.screen = Screen::Desk;
        }
    }
}
