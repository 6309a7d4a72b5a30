//! Lists of things that merge by their ids and from which higher layers remove.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    ops::Deref,
};

use serde::{Serialize, Serializer};

use super::{
    super::{
        fault::{Fault, Faults},
        model::Layer,
        place::{Located, Page, Span},
        source::Text,
    },
    part::Part,
};

/// Things of one kind in their order, found by their ids.
#[derive(Debug)]
pub struct Shelf<T> {
    list: Vec<Located<T>>,
    index: HashMap<String, usize>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Shelf { list: vec![], index: HashMap::new() }
    }
}

impl<T> Deref for Shelf<T> {
    type Target = [Located<T>];

    fn deref(&self) -> &[Located<T>] {
        &self.list
    }
}

impl<'a, T> IntoIterator for &'a Shelf<T> {
    type Item = &'a Located<T>;
    type IntoIter = std::slice::Iter<'a, Located<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl<T: Serialize> Serialize for Shelf<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.list.serialize(serializer)
    }
}

impl<T: Part> Shelf<T> {
    /// Lays new things over those that are there.
    pub(super) fn absorb(&mut self, new: Vec<Located<T>>, into: &mut Laying<'_>) {
        absorb(&mut self.list, &mut self.index, new, into);
    }

    /// Takes out what a file removes.
    pub(super) fn sweep(&mut self, gone: &mut Gone<'_>) {
        if gone.sweep(&mut self.list, "").is_some() {
            self.index = indexed(&self.list);
        }
    }

    /// Every full id, of things and of their parts.
    pub(super) fn names(&self, all: &mut Vec<String>) {
        names(&self.list, "", all);
    }
}

/// Where in a list each id stands.
pub(super) fn indexed<T: Part>(list: &[Located<T>]) -> HashMap<String, usize> {
    let keyed = |(i, part): (usize, &Located<T>)| part.value.key().map(|key| (key.value.clone(), i));
    list.iter().enumerate().filter_map(keyed).collect()
}

/// Lays new things over a list with its index.
pub(super) fn absorb<T: Part>(
    have: &mut Vec<Located<T>>,
    index: &mut HashMap<String, usize>,
    new: Vec<Located<T>>,
    into: &mut Laying<'_>,
) {
    for part in new {
        let Some(key) = part.value.key() else {
            if !into.faults.touched(part.at) {
                let fault = Fault::error("HK0203", part.at, format!("this {} has no `id`", T::KIND));
                into.faults.add(fault.fix("give it one: letters, digits and `-`"));
            }
            continue;
        };
        if let Some(old) = index.get(&key.value).and_then(|place| have.get_mut(*place)) {
            if old.at.file == part.at.file {
                let first = old.value.key().map_or(old.at, |key| key.at);
                let lines =
                    into.pages.get(key.at.file as usize).map_or(String::new(), |page| page.lines_of(first, key.at));
                let message = format!("another {} is called `{}` already: {lines}", T::KIND, key.value);
                into.faults.add(Fault::error("HK0302", key.at, message).label("again").fix("rename one of them"));
                continue;
            }
            into.overridden.insert(old.at.file);
            let (id, first) = (key.clone(), old.value.key().map_or(old.at, |key| key.at));
            old.at = part.at;
            let outer = std::mem::take(&mut into.differs);
            old.value.take(part.value, into);
            if std::mem::replace(&mut into.differs, outer) {
                into.clashes.push(Clash { id, first, removes: false });
            }
        } else {
            index.insert(key.value.clone(), have.len());
            let mut value = T::default();
            value.take(part.value, into);
            have.push(Located { value, at: part.at });
        }
    }
}

/// What laying needs beside the things.
pub struct Laying<'a> {
    /// The files.
    pub(super) pages: &'a [Page],
    /// What is found wrong.
    pub(super) faults: &'a mut Faults,
    /// Files of which something is laid over.
    pub(super) overridden: &'a mut BTreeSet<u32>,
    /// What two files of one layer say differently.
    pub(super) clashes: &'a mut Vec<Clash>,
    /// Whether the thing at hand has said so already.
    pub(super) differs: bool,
}

impl Laying<'_> {
    /// Whether two places stand in different files of one layer that is not the built-in one: which of them counts is then
    /// for their names to say, and nobody meant that.
    pub(super) fn rivals(&self, one: Span, two: Span) -> bool {
        rivals(self.pages, one, two)
    }
}

fn rivals(pages: &[Page], one: Span, two: Span) -> bool {
    let layer = |at: Span| pages.get(at.file as usize).map(|page| page.layer).filter(|l| *l != Layer::BuiltIn);
    one.file != two.file && layer(one).is_some() && layer(one) == layer(two)
}

/// An id that two files of one layer have, of which only the later counts.
#[derive(Clone, Debug)]
pub struct Clash {
    /// The id, where it counts.
    pub id: Text,
    /// Where it stands as well.
    pub first: Span,
    /// Whether the later file removes it.
    pub removes: bool,
}

/// What one file removes.
pub struct Gone<'a> {
    /// The ids it names, each with its place.
    pub(super) wanted: HashMap<&'a str, Span>,
    /// The full ids of what is gone.
    pub(super) hit: HashSet<String>,
    /// The files.
    pub(super) pages: &'a [Page],
    /// What is removed although a file of the same layer brings it.
    pub(super) clashes: Vec<Clash>,
}

impl Gone<'_> {
    /// Removes parts of a list; where something went, the place that asked for it.
    pub(super) fn sweep<T: Part>(&mut self, list: &mut Vec<Located<T>>, outer: &str) -> Option<Span> {
        let mut asked = None;
        list.retain_mut(|part| {
            let Some(id) = part.value.full(outer) else { return true };
            if let Some(at) = self.wanted.get(id.as_str()) {
                asked = Some(*at);
                if rivals(self.pages, part.at, *at) {
                    let first = part.value.key().map_or(part.at, |key| key.at);
                    let id = Located { value: id.clone(), at: *at };
                    self.clashes.push(Clash { id, first, removes: true });
                }
                let mut inner = vec![];
                part.value.names(&id, &mut inner);
                self.hit.extend(inner);
                self.hit.insert(id);
                return false;
            }
            part.value.sweep(&id, self);
            true
        });
        asked
    }
}

/// The full ids of a list inside what is called `outer`.
pub(super) fn names<T: Part>(list: &[Located<T>], outer: &str, all: &mut Vec<String>) {
    for part in list {
        if let Some(id) = part.value.full(outer) {
            part.value.names(&id, all);
            all.push(id);
        }
    }
}
