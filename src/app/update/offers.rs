//! Offers: what is listened to, and how an offer is answered.

use crate::{
    app::{
        action::Action,
        keymap::{Context, Key},
        model::FieldKind,
        offer::{self, Sort},
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
            None => Intent::Accept,
        };
        self.leave_field();
        self.perform(intent);
    }

    /// Declines it; what was heard is not offered again in this call.
    pub(super) fn decline(&mut self) {
        let cue = self.model.heard.first().map(|cue| cue.id.clone());
        self.perform(cue.map_or(Intent::NotNow, Intent::Decline));
    }

    /// While a note is typed, Alt and the key of an answer answers what was heard in it.
    pub(super) fn answer_typing(&mut self, key: Key) -> bool {
        let note = self.model.field.as_ref().is_some_and(|field| field.kind == FieldKind::Note);
        if !key.alt || !note || self.model.heard.first().is_none() {
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
