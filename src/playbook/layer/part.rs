//! How one thing takes over what a higher layer says of it: fields given replace, parts with ids merge. Which fields there
//! are is for the shapes to say.

use super::{
    super::{
        place::Located,
        source::{
            CallerSource, ContactSource, CriterionSource, CueSource, EmotionSource, FactSource, FailSource,
            FrameworkSource, Given, ItemSource, LabelSource, LanguageSource, LineSource, Many, NeverSource, PassSource,
            PhraseSource, ReactionSource, RoomSource, ScenarioSource, ScorecardSource, SectionSource, StepSource, Text,
            TwistSource, WordingSource,
        },
    },
    shelf::{Gone, Laying, absorb, indexed, names},
};

/// Something of which a higher layer may give some fields.
pub trait Fields: Default {
    /// Takes over the fields that are given.
    fn take(&mut self, new: Self, into: &mut Laying<'_>);
}

/// One field of it.
pub trait Field {
    /// Takes over what is given, if anything is.
    fn lay(&mut self, new: Self, into: &mut Laying<'_>);
}

impl<T: Content> Field for Option<Located<T>> {
    fn lay(&mut self, new: Self, into: &mut Laying<'_>) {
        if let Some(new) = new {
            let old = self.get_or_insert_with(|| Located { value: T::default(), at: new.at });
            into.differs |= into.rivals(old.at, new.at) && old.value.differs(&new.value);
            old.at = new.at;
            old.value.over(new.value, into);
        }
    }
}

/// What a field holds: how what is given comes over what was there.
pub trait Content: Default {
    /// Replaces it, where nothing else is said.
    fn over(&mut self, new: Self, _into: &mut Laying<'_>) {
        *self = new;
    }

    /// Whether what is given says something else, wherever it stands. Parts say so for themselves.
    fn differs(&self, _new: &Self) -> bool {
        false
    }
}

/// What is one value, and replaced as a whole.
macro_rules! values {
    ($($kind:ty: $differs:expr;)*) => {$(
        impl Content for $kind {
            fn differs(&self, new: &Self) -> bool {
                let differs: fn(&Self, &Self) -> bool = $differs;
                differs(self, new)
            }
        }
    )*};
}

values! {
    String: |old, new| old != new;
    bool: |old, new| old != new;
    u32: |old, new| old != new;
    i32: |old, new| old != new;
    Many: |old, new| others(&old.0, &new.0);
    Vec<Text>: |old, new| others(old, new);
    Vec<Located<NeverSource>>: |old, new| old.len() != new.len() || old.iter().zip(new).any(|(old, new)| {
        let texts = |never: &NeverSource| {
            [&never.say, &never.why, &never.instead].map(|text| text.as_ref().map(|text| text.value.clone()))
        };
        texts(&old.value) != texts(&new.value)
    });
    Vec<Located<LineSource>>: |old, new| old.len() != new.len() || old.iter().zip(new).any(|(old, new)| {
        let (old, new) = (&old.value, &new.value);
        plain(&old.stage) != plain(&new.stage)
            || plain(&old.from) != plain(&new.from)
            || others(listed(&old.say), listed(&new.say))
    });
    Vec<Located<PassSource>>: |old, new| old.len() != new.len() || old.iter().zip(new).any(|(old, new)| {
        let (old, new) = (&old.value, &new.value);
        let ids = |given: &Given<Many>| given.as_ref().map(|ids| ids.value.0.iter().map(|id| id.value.clone()).collect::<Vec<_>>());
        plain(&old.say) != plain(&new.say)
            || plain(&old.mood) != plain(&new.mood)
            || [&old.moves, &old.done, &old.never].map(ids) != [&new.moves, &new.done, &new.never].map(ids)
    });
}

/// A value without its place.
fn plain<T>(given: &Given<T>) -> Option<&T> {
    given.as_ref().map(|given| &given.value)
}

/// The texts of a list that may not be there.
fn listed(given: &Given<Vec<Text>>) -> &[Text] {
    given.as_ref().map_or(&[], |list| &list.value)
}

/// Whether two lists of texts are not the same texts.
fn others(old: &[Text], new: &[Text]) -> bool {
    old.len() != new.len() || old.iter().zip(new).any(|(old, new)| old.value != new.value)
}

impl Content for RoomSource {
    fn over(&mut self, new: Self, into: &mut Laying<'_>) {
        self.take(new, into);
    }
}

/// Parts with ids merge.
impl<T: Part> Content for Vec<Located<T>> {
    fn over(&mut self, new: Self, into: &mut Laying<'_>) {
        let mut index = indexed(self);
        absorb(self, &mut index, new, into);
    }
}

/// Something with an id that a higher layer may change in part.
pub trait Part: Fields {
    /// What it is, in a word.
    const KIND: &'static str;

    /// By what it merges.
    fn key(&self) -> Option<&Text>;

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

fn sweep_inner<T: Part>(list: &mut Option<Located<Vec<Located<T>>>>, id: &str, gone: &mut Gone<'_>) {
    if let Some(list) = list
        && let Some(asked) = gone.sweep(&mut list.value, id)
    {
        list.at = asked;
    }
}

impl Part for FrameworkSource {
    const KIND: &'static str = "framework";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
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
}

impl Part for ScenarioSource {
    const KIND: &'static str = "scenario";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn sweep(&mut self, id: &str, gone: &mut Gone<'_>) {
        sweep_inner(&mut self.items, id, gone);
    }

    fn names(&self, id: &str, all: &mut Vec<String>) {
        names(self.items.as_ref().map_or(&[], |list| &list.value), id, all);
    }
}

impl Part for CallerSource {
    const KIND: &'static str = "caller";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn sweep(&mut self, id: &str, gone: &mut Gone<'_>) {
        sweep_inner(&mut self.facts, id, gone);
        sweep_inner(&mut self.reacts, id, gone);
        sweep_inner(&mut self.twists, id, gone);
    }

    fn names(&self, id: &str, all: &mut Vec<String>) {
        names(self.facts.as_ref().map_or(&[], |list| &list.value), id, all);
        names(self.reacts.as_ref().map_or(&[], |list| &list.value), id, all);
        names(self.twists.as_ref().map_or(&[], |list| &list.value), id, all);
    }
}

impl Part for ScorecardSource {
    const KIND: &'static str = "scorecard";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn sweep(&mut self, id: &str, gone: &mut Gone<'_>) {
        sweep_inner(&mut self.sections, id, gone);
        sweep_inner(&mut self.fails, id, gone);
    }

    fn names(&self, id: &str, all: &mut Vec<String>) {
        names(self.sections.as_ref().map_or(&[], |list| &list.value), id, all);
        names(self.fails.as_ref().map_or(&[], |list| &list.value), id, all);
    }
}

impl Part for SectionSource {
    const KIND: &'static str = "section";

    fn key(&self) -> Option<&Text> {
        self.id.as_ref()
    }

    fn sweep(&mut self, id: &str, gone: &mut Gone<'_>) {
        sweep_inner(&mut self.criteria, id, gone);
    }

    fn names(&self, id: &str, all: &mut Vec<String>) {
        names(self.criteria.as_ref().map_or(&[], |list| &list.value), id, all);
    }
}

/// What has an id and no parts of its own.
macro_rules! whole {
    ($($kind:ty: $name:literal;)*) => {$(
        impl Part for $kind {
            const KIND: &'static str = $name;

            fn key(&self) -> Option<&Text> {
                self.id.as_ref()
            }
        }
    )*};
}

whole! {
    PhraseSource: "phrase";
    EmotionSource: "emotion";
    LabelSource: "entry";
    ContactSource: "contact";
    LanguageSource: "language";
    CueSource: "cue";
    WordingSource: "wording";
    FactSource: "fact";
    ReactionSource: "reaction";
    TwistSource: "twist";
    CriterionSource: "criterion";
    FailSource: "automatic fail";
}

#[cfg(test)]
mod tests;
