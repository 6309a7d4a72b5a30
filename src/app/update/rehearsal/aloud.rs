//! A reply said aloud: nobody hears it but the one who says it, and marks what was in it.

use crate::{
    app::{
        model::{Model, Sheet},
        update::Turn,
    },
    playbook::model::Id,
    practice::caller::Said,
};

impl Turn<'_> {
    /// Opens the list in which a reply said aloud is marked.
    pub(in crate::app::update) fn say_aloud(&mut self) {
        if self.model.playing.is_none() {
            return self.refuse("this is no rehearsal: nobody here to answer");
        }
        self.model.field = None;
        self.open_sheet(Sheet::Aloud);
    }

    /// What was said aloud, by the moves that one marked oneself.
    pub(in crate::app::update) fn reply_aloud(&mut self) {
        let marks = self.model.playing.as_mut().map(|playing| std::mem::take(&mut playing.marks)).unwrap_or_default();
        self.model.sheet = None;
        self.answer_caller(Said::Aloud(&marks), None, &[]);
        self.open_reply();
    }

    /// Marks, or takes a mark back.
    pub(in crate::app::update) fn mark(&mut self, at: usize) {
        let options = marks(self.model);
        let (Some(id), Some(playing)) = (options.get(at), &mut self.model.playing) else { return };
        match playing.marks.iter().position(|marked| marked == id) {
            Some(place) => drop(playing.marks.remove(place)),
            None => playing.marks.push(id.clone()),
        }
    }
}

/// What can be marked in a reply said aloud: the moves that matter, then the cautions.
pub fn marks(model: &Model) -> Vec<Id> {
    const MOVES: [&str; 9] =
        ["acknowledge", "explore", "interpret", "apologize", "own", "offer", "timeframe", "thank", "confirm"];
    let known = |id: &Id| model.library().wording.iter().any(|rule| rule.id == *id);
    let moves = MOVES.iter().map(|id| Id::from(*id)).filter(known);
    let cautions = model.library().wording.iter().filter(|rule| rule.caution.is_some() && rule.scenes.is_empty());
    moves.chain(cautions.map(|rule| rule.id.clone())).collect()
}
