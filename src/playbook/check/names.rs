//! The names that things of a book have, what is called twice, and which name comes near a wrong one.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::{
    fault::{Fault, Faults},
    layer::Book,
    model::{Kind, MOMENTS},
    place::{Page, Span},
    source::{ItemSource, Text},
};

/// Every name that may be referred to.
pub struct Names<'a> {
    kinds: HashMap<String, (Kind, Span)>,
    items: HashMap<String, &'a ItemSource>,
    lists: HashSet<&'a str>,
    /// Moves and cautions, each with whether it is a caution.
    turns: BTreeMap<&'a str, bool>,
}

impl<'a> Names<'a> {
    /// The names of a book; a name with two meanings is noted at the later place.
    pub fn new(book: &'a Book, pages: &[Page], faults: &mut Faults) -> Names<'a> {
        let mut all: Vec<(String, Kind, Span)> = vec![];
        let mut items: Vec<(String, &ItemSource, Span)> = vec![];
        let mut note = |id: &Option<Text>, kind: Kind| {
            all.extend(id.as_ref().map(|id| (id.value.clone(), kind, id.at)));
        };
        book.frameworks.iter().for_each(|x| note(&x.value.id, Kind::Framework));
        book.scenarios.iter().for_each(|x| note(&x.value.id, Kind::Scenario));
        book.emotions.iter().for_each(|x| note(&x.value.id, Kind::Emotion));
        book.industries.iter().for_each(|x| note(&x.value.id, Kind::Industry));
        book.channels.iter().for_each(|x| note(&x.value.id, Kind::Channel));
        book.topics.iter().for_each(|x| note(&x.value.id, Kind::Topic));
        for scenario in &book.scenarios {
            let list = scenario.value.items.iter().flat_map(|list| &list.value);
            if let Some(id) = &scenario.value.id {
                items.extend(list.filter_map(|item| own(&id.value, &item.value)));
            }
        }
        for framework in &book.frameworks {
            let Some(id) = &framework.value.id else { continue };
            for step in framework.value.steps.iter().flat_map(|list| &list.value) {
                let Some(name) = &step.value.id else { continue };
                let full = format!("{}.{}", id.value, name.value);
                let list = step.value.items.iter().flat_map(|list| &list.value);
                items.extend(list.filter_map(|item| own(&full, &item.value)));
                all.push((full, Kind::Step, name.at));
            }
        }
        let lists = book.cues.iter().filter(|cue| cue.value.words.is_some());
        let lists = lists.filter_map(|cue| Some(cue.value.id.as_ref()?.value.as_str())).collect();
        let turns = book.wording.iter().map(|turn| &turn.value);
        let turns = turns.filter_map(|turn| Some((turn.id.as_ref()?.value.as_str(), turn.why.is_some()))).collect();
        let mut names = Names { kinds: HashMap::new(), items: HashMap::new(), lists, turns };
        all.sort_by_key(|(_, _, at)| *at);
        for (name, kind, at) in all {
            names.insert(name, kind, at, pages, faults);
        }
        for (name, item, at) in items {
            if let Some((kind, other)) = names.kinds.get(&name)
                && !faults.touched(at.max(*other))
            {
                // The later one is to blame: who stands on a lower layer cannot know what comes above.
                let (what, first) = if at > *other { (word(*kind), *other) } else { ("an item".to_string(), at) };
                taken(&name, &what, at.max(*other), first, pages, faults);
            }
            names.items.insert(name, item);
        }
        names
    }

    fn insert(&mut self, name: String, kind: Kind, at: Span, pages: &[Page], faults: &mut Faults) {
        if MOMENTS.contains(&name.as_str()) {
            let message = format!("`{name}` is a moment of every call and cannot be defined");
            faults.add(Fault::error("HK0402", at, message).fix("choose another id"));
            return;
        }
        match self.kinds.get(&name) {
            None => {
                self.kinds.insert(name, (kind, at));
            }
            Some((other, first)) if !faults.touched(at) => taken(&name, &word(*other), at, *first, pages, faults),
            Some(_) => {}
        }
    }

    /// What a name stands for.
    pub fn kind(&self, name: &str) -> Option<Kind> {
        let moment = MOMENTS.contains(&name).then_some(Kind::Moment);
        moment.or_else(|| self.kinds.get(name).map(|(kind, _)| *kind))
    }

    /// Whether there is a list of words with this id.
    pub fn is_list(&self, id: &str) -> bool {
        self.lists.contains(id)
    }

    /// Every list of words, by name.
    pub fn lists(&self) -> impl Iterator<Item = &'a str> {
        let mut all: Vec<&str> = self.lists.iter().copied().collect();
        all.sort_unstable();
        all.into_iter()
    }

    /// Whether there is a move or a caution with this id, and if so, whether it is a caution.
    pub fn turn(&self, id: &str) -> Option<bool> {
        self.turns.get(id).copied()
    }

    /// Every move and every caution, by name.
    pub fn turns(&self) -> impl Iterator<Item = &'a str> {
        self.turns.keys().copied()
    }

    /// The item with this full id, where it is at home.
    pub fn item(&self, id: &str) -> Option<&'a ItemSource> {
        self.items.get(id).copied()
    }

    /// The full ids of all items.
    pub fn items(&self) -> impl Iterator<Item = &str> {
        self.items.keys().map(String::as_str)
    }

    /// The names of these kinds, in order.
    pub fn of_kinds(&self, kinds: &[Kind]) -> Vec<&str> {
        let mut all: Vec<&str> =
            self.kinds.iter().filter(|(_, (kind, _))| kinds.contains(kind)).map(|(name, _)| name.as_str()).collect();
        // An id that is faulty itself is nothing to suggest.
        all.retain(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')));
        if kinds.contains(&Kind::Moment) {
            all.extend(MOMENTS);
        }
        all.sort_unstable();
        all
    }
}

/// A name that something else has.
fn taken(name: &str, by: &str, at: Span, first: Span, pages: &[Page], faults: &mut Faults) {
    let place = pages.get(first.file as usize).map(|page| page.origin(first));
    let place = place.map_or(String::new(), |p| format!(", {}:{}", p.file, p.line));
    faults.add(Fault::error("HK0402", at, format!("`{name}` is already {by}{place}")).fix("choose another id"));
}

fn own<'a>(owner: &str, item: &'a ItemSource) -> Option<(String, &'a ItemSource, Span)> {
    let id = item.id.as_ref()?;
    Some((format!("{owner}.{}", id.value), item, id.at))
}

/// How to write several ids that stand as one text.
pub fn several(text: &str) -> Option<String> {
    let parts = text.split([',', ' ', ';', '(', ')', '/']).filter(|part| !part.is_empty());
    let ids: Vec<&str> = parts.take(6).collect();
    (ids.len() > 1).then(|| format!("put several into brackets, with commas: `[{}]`", ids.join(", ")))
}

/// A kind with its article.
pub fn word(kind: Kind) -> String {
    let name = kind.to_string();
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// The name that comes nearest to a wrong one, if one is near enough to have been meant; of equals the first. Capitals
/// do not count, nor do up to two letters too many or too few at the end.
pub fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let wrong: Vec<char> = wrong.chars().take(80).map(|c| c.to_ascii_lowercase()).collect();
    let least = (wrong.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let letters = || name.chars().map(|c| c.to_ascii_lowercase());
        let begun = wrong.len() > 1 && name.len() > 1 && letters().zip(&wrong).all(|(a, b)| a == *b);
        let limit = if begun { least.max(2) } else { least };
        if letters().count().abs_diff(wrong.len()) > limit {
            continue;
        }
        let distance = distance(&wrong, name);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// How many letters must be changed, added, dropped or swapped with their neighbour; capitals do not count.
pub(super) fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().map(|c| c.to_ascii_lowercase()).collect();
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests;
