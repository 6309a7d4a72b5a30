//! Looking back on a rehearsal: read, take it again from any reply, agree to less help, go home.

use crate::{
    app::{action::Action, effect::Effect, model::Screen, rehearse::rehearsal, update::Turn},
    call::{
        desk::Call,
        event::{CallEvent, TextId, TextRole, What},
        rehearsal::Practice,
        session::{CallSession, Intent},
    },
};

impl Turn<'_> {
    pub(super) fn debrief_act(&mut self, action: Action) {
        let turns = self.model.call().and_then(rehearsal).map_or(0, |rehearsal| rehearsal.turns.len());
        match action {
            Action::ItemDown => self.choose_by(1, turns + 1),
            Action::ItemUp => self.choose_by(-1, turns + 1),
            Action::Conversation => {
                self.model.conversation = !self.model.conversation;
                self.model.chosen = 0;
            }
            Action::Replay => self.replay(if self.model.conversation { self.model.chosen } else { 0 }),
            Action::LessHelp => self.less_help(),
            Action::Copy => self.copy_debrief(),
            Action::Export => self.export(),
            // Not with Enter: it may be one too many from the reply before.
            Action::Back => self.close_debrief(),
            _ => {}
        }
    }

    /// Closes the rehearsal; home shows what to take next.
    fn close_debrief(&mut self) {
        self.finish_practice();
        self.show_callers_or_home();
    }

    pub(super) fn finish_practice(&mut self) {
        let Some(id) = self.model.call().map(|call| call.session.id.clone()) else { return };
        let kept = self.model.call().is_some_and(Call::is_real);
        self.perform(Intent::Close);
        self.model.drafts.clear();
        if kept {
            self.model.erasing.push(id.clone());
            self.ask(Effect::Finish(id.clone()));
        }
        self.give_up(&id);
        self.model.playing = None;
        self.model.conversation = false;
        self.model.screen = Screen::Home;
        self.model.chosen = 0;
    }

    fn show_callers_or_home(&mut self) {
        self.go_home();
    }

    /// The steps that went without a slip have less wording from now on.
    fn less_help(&mut self) {
        let steps = self.model.playing.as_ref().and_then(|playing| playing.debrief.as_ref());
        let steps = steps.map(|debrief| debrief.less_help.clone()).unwrap_or_default();
        if steps.is_empty() {
            return self.refuse("nothing to take away yet: pass it first, and settle every must");
        }
        for (step, level) in steps {
            self.model.help.insert(step.clone(), level);
            self.ask(Effect::Help { step, level });
        }
        if let Some(debrief) = self.model.playing.as_mut().and_then(|playing| playing.debrief.as_mut()) {
            debrief.less_help.clear();
        }
        self.did("less wording from now on; in a rehearsal a key brings it back");
    }

    fn copy_debrief(&mut self) {
        let text = crate::app::glance::debrief_text(self.model);
        self.ask(Effect::Copy(text));
    }

    /// The same caller again, with all that was said before the reply at this place; 0 is the beginning.
    fn replay(&mut self, turn: usize) {
        let Some(call) = self.model.call().cloned() else { return };
        let Some(now) = rehearsal(&call).cloned() else { return };
        let Some(partner) = self.model.playing.as_ref().map(|playing| (playing.partner.clone(), playing.wish.clone()))
        else {
            return;
        };
        let kept = turn.saturating_sub(1).min(now.turns.len());
        let until = match now.turns.get(kept) {
            Some(next) => next.seq,
            None => now.turns.last().map_or(0, |last| last.seq + 1),
        };
        let from = Practice { from: Some((call.session.id.clone(), kept)), ..now.practice.clone() };
        let again = again(&call, until, self.now.fresh.clone(), &from, self.model.now);
        self.finish_practice();
        self.take_again(again, partner);
    }
}

/// A call's log up to an event, as the log of another: what was undone is left out, times end now.
pub(super) fn again(
    call: &Call,
    until: u32,
    id: crate::call::event::CallId,
    practice: &Practice,
    now: crate::call::event::At,
) -> Call {
    let counts = |event: &&CallEvent| {
        event.seq < until.max(2) && !matches!(event.what, What::Ended { .. } | What::Reopened { .. })
    };
    let kept: Vec<&CallEvent> = call.session.counted().filter(counts).collect();
    let shift = kept.last().map_or(0, |last| now.0 - last.at.0);
    let copy = |(seq, event): (u32, &&CallEvent)| {
        let mut what = event.what.clone();
        if let What::Opened { practice: of, .. } = &mut what {
            *of = Some(Box::new(practice.clone()));
        }
        CallEvent { seq, at: crate::call::event::At(event.at.0 + shift), what }
    };
    let events = (1..).zip(&kept).map(copy).collect();
    let mut again = Call::new(CallSession::replay(id, events));
    again.texts.clone_from(&call.texts);
    again.footing = call.footing;
    again
}

impl Turn<'_> {
    fn take_again(
        &mut self,
        call: Call,
        (partner, wish): (crate::practice::caller::Partner, crate::app::rehearse::Wish),
    ) {
        self.take_log(call);
        self.play_with(partner, wish);
        let seed = self.model.call().and_then(rehearsal).map_or(0, |rehearsal| rehearsal.practice.seed);
        self.did(format!("from here again, with the same caller (seed {seed})"));
    }

    /// A call with a log of its own already: in hand, and written down whole where it is kept.
    pub(super) fn take_log(&mut self, call: Call) {
        let events: Vec<CallEvent> = call.session.events().to_vec();
        let texts: Vec<(TextId, TextRole, String)> =
            call.texts.iter().map(|(id, (role, text))| (*id, *role, text.clone())).collect();
        let kept = call.is_real();
        self.model.desk.take(call);
        for (i, event) in events.iter().enumerate().filter(|_| kept) {
            self.append(event, if i == 0 { &texts } else { &[] });
        }
        self.model.deals = Default::default();
        self.show_call();
    }
}
