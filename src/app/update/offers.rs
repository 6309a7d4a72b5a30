//! Offers: what is listened to, and how an offer is answered.

use crate::{
    app::{
        action::Action,
        keymap::{Context, Key},
        model::FieldKind,
        offer::{self, Sort},
        rehearse,
        update::Turn,
    },
    call::session::Intent,
};

impl Turn<'_> {
    /// Takes the offer that stands.
    pub(super) fn accept(&mut self) {
        let intent = match self.model.heard.first() {
            Some(cue) if cue.sort == Sort::Mood => Intent::Mood(Some(cue.id.clone())),
            Some(cue) => Intent::OpenScenario(cue.id.clone()),
            None => match rehearse::step_ahead(self.model) {
                Some((_, step)) if self.model.call().is_some_and(|call| call.session.state().offer.is_none()) => {
                    Intent::GoToStep(step)
                }
                _ => Intent::Accept,
            },
        };
        let replying = self.model.field.as_ref().is_some_and(|field| field.kind == FieldKind::Reply);
        self.leave_field();
        self.perform(intent);
        self.fit_level();
        // Who is typing to a caller goes on typing: letters are no keys.
        if replying {
            self.open_reply();
        }
    }

    /// Declines it; what was heard is not offered again in this call.
    pub(super) fn decline(&mut self) {
        let cue = self.model.heard.first().map(|cue| cue.id.clone());
        let stage = self.model.call().and_then(rehearse::rehearsal).map(|rehearsal| rehearsal.caller.stage);
        if cue.is_none() && rehearse::step_ahead(self.model).is_some() {
            self.model.playing.iter_mut().for_each(|playing| playing.declined = stage);
            return;
        }
        self.perform(cue.map_or(Intent::NotNow, Intent::Decline));
    }

    /// While a note is typed, Alt and the key of an answer answers what was heard in it.
    pub(super) fn answer_typing(&mut self, key: Key) -> bool {
        let typed = self.model.field.as_ref().map(|field| &field.kind);
        let hears = matches!(typed, Some(FieldKind::Note | FieldKind::Reply));
        if !key.alt || !hears || offer::standing(self.model).is_none() {
            return false;
        }
        match self.model.keymap.action(Context::Call, Key { alt: false, ..key }) {
            Some(Action::Accept) => self.accept(),
            Some(Action::NotNow) => self.decline(),
            _ => return false,
        }
        true
    }

    /// Listens to the note where a word of it has just come to its end.
    pub(super) fn hear_words(&mut self) {
        let Some(field) = self.model.field.as_ref().filter(|field| field.kind == FieldKind::Note) else { return };
        let text = field.input.value();
        let before = field.input.cursor().checked_sub(1).and_then(|at| text.chars().nth(at));
        if before.is_some_and(ends_word) {
            let text = text.to_string();
            offer::hear(self.model, &text, false);
        }
    }

    /// Listens to the whole note when it is left or written.
    pub(super) fn hear_note(&mut self) {
        let Some(field) = self.model.field.as_ref().filter(|field| field.kind == FieldKind::Note) else { return };
        let text = field.input.value().to_string();
        offer::hear(self.model, &text, true);
    }
}

/// Whether a word ends here.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || ".,;:!?)\"…。、，！？".contains(c)
}

#[cfg(test)]
mod tests;
