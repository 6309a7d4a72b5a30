//! How one thing takes over what a higher layer says of it: fields given replace, parts with ids merge.

use super::{
    super::{
        place::Located,
        source::{
            ContactSource, EmotionSource, FrameworkSource, ItemSource, LabelSource, LanguageSource, PhraseSource,
            ScenarioSource, StepSource, Text,
        },
    },
    shelf::{Gone, Laying, absorb, indexed, names},
};

/// Something with an id that a higher layer may change in part.
pub trait Part: Default {
    /// What it is, in a word.
    const KIND: &'static str;

    /// By what it merges.
    fn key(&self) -> Option<&Text>;

    /// Takes over the fields that are given.
    fn take(&mut self, new: Self, into: &mut Laying<'_>);

    /// Removes parts of itself, which is called `id`.
    fn sweep(&mut self, _id: &str, _gone: &mut Gone<'_>) {}

    /// The full ids of its parts.
    fn names(&self, _id: &str, _all: &mut Vec<String>) {}

    /// Its full id inside what is called `outer`.
    fn full(&self, outer: &str) -> Option<String> {
        let key = &self.key()?.value;
        Some(if outer.is_empty() { key.clone() } else { format!("{outer}.{key}") })
    }
}

/// Lists of parts inside a part.
fn absorb_inner<T: Part>(
    have: &mut Option<Located<Vec<Located<T>>>>,
    new: Option<Located<Vec<Located<T>>>>,
    into: &mut Laying<'_>,
) {
    if let Some(new) = new {
        let have = have.get_or_insert_with(|| Located { value: vec![], at: new.at });
        have.at = new.at;
        let mut index = indexed(&have.value);
        absorb(&mut have.value, &mut index, new.value, into);
    }
}

fn sweep_inner<T: Part>(list: &mut Option<Located<Vec<Located<T>>>>, id: &str, gone: &mut Gone<'_>) {
    if let Some(list) = list
        && let Some(asked) = gone.sweep(&mut list.value, id)
    {
        list.at = asked;
    }
}

/// Fields given replace.
macro_rules! replace {
    ($old:ident, $new:ident: $($field:ident),*) => { $( if $new.$field.is_some() { $old.$field = $new.$field; } )* };
}

impl Part for FrameworkSource {
    const KIND: &'static str = "framework";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, into: &mut Laying<'_>) {
        replace!(self, new: id, title, audience, use_when, target, remark, sources);
        absorb_inner(&mut self.steps, new.steps, into);
    }

    fn sweep(&mut self, id: &str, gone: &mut Gone<'_>) {
        sweep_inner(&mut self.steps, id, gone);
    }

    fn names(&self, id: &str, all: &mut Vec<String>) {
        names(self.steps.as_ref().map_or(&[], |list| &list.value), id, all);
    }
}

impl Part for StepSource {
    const KIND: &'static str = "step";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, into: &mut Laying<'_>) {
        replace!(self, new: id, title, goal, done_when, move_on, pitfall, share, remark, sources);
        absorb_inner(&mut self.items, new.items, into);
    }

    fn sweep(&mut self, id: &str, gone: &mut Gone<'_>) {
        sweep_inner(&mut self.items, id, gone);
    }

    fn names(&self, id: &str, all: &mut Vec<String>) {
        names(self.items.as_ref().map_or(&[], |list| &list.value), id, all);
    }
}

impl Part for ItemSource {
    const KIND: &'static str = "item";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref().or(self.borrowed.as_ref())
    }

    fn full(&self, outer: &str) -> Option<String> {
        match (&self.id, &self.borrowed) {
            (None, Some(borrowed)) => Some(borrowed.value.clone()),
            (id, _) => id.as_ref().map(|id| format!("{outer}.{}", id.value)),
        }
    }

    fn take(&mut self, new: Self, _: &mut Laying<'_>) {
        replace!(self, new: id, text, killer, because, borrowed);
    }
}

impl Part for PhraseSource {
    const KIND: &'static str = "phrase";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, _: &mut Laying<'_>) {
        replace!(self, new: id, places, say, segments, when, not_in, source, verbatim);
    }
}

impl Part for ScenarioSource {
    const KIND: &'static str = "scenario";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, into: &mut Laying<'_>) {
        replace!(self, new: id, title, short, goal, signs, heard, emergency, severe, branches, returns, never);
        replace!(self, new: record, remark, sources);
        if let Some(room) = new.room {
            let mut old = self.room.take().map(|room| room.value).unwrap_or_default();
            let given = room.value;
            replace!(old, given: framework, clock, budget, wording);
            self.room = Some(Located { value: old, at: room.at });
        }
        absorb_inner(&mut self.items, new.items, into);
    }

    fn sweep(&mut self, id: &str, gone: &mut Gone<'_>) {
        sweep_inner(&mut self.items, id, gone);
    }

    fn names(&self, id: &str, all: &mut Vec<String>) {
        names(self.items.as_ref().map_or(&[], |list| &list.value), id, all);
    }
}

impl Part for EmotionSource {
    const KIND: &'static str = "emotion";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, _: &mut Laying<'_>) {
        replace!(self, new: id, title, word, signs, approach, avoid, remark, sources);
    }
}

impl Part for LabelSource {
    const KIND: &'static str = "entry";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, _: &mut Laying<'_>) {
        replace!(self, new: id, title, remark, sources);
    }
}

impl Part for ContactSource {
    const KIND: &'static str = "contact";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, _: &mut Laying<'_>) {
        replace!(self, new: id, country, scenario, name, number, checked, source);
    }
}

impl Part for LanguageSource {
    const KIND: &'static str = "language";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn take(&mut self, new: Self, _: &mut Laying<'_>) {
        replace!(self, new: id, title, own, say, reviewed);
    }
}

#[cfg(test)]
mod tests;
