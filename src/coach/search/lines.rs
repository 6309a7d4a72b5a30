//! The lines that a caller's own sentence is compared with, and what each of them speaks for.
//!
//! A fragment is looked up in whole entries; a sentence is not: a scenario with a dozen things that callers say would
//! hold nearly every `I`, `my` and `the`. So each of those is a line of its own, as is a name and a phrase. What a line
//! speaks for is a [`Group`]: the topics and scenarios of a phrase; where it has none, its first place.

use std::collections::HashMap;

use crate::playbook::model::{Id, Kind, Layer, Library};

use super::{
    entry::{Entry, TEXT, words},
    names,
    tally::posting,
    vocabulary::Builder,
};

/// A topic, a scenario, or whatever else lines speak for.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its id.
    pub id: Id,
    /// Its name for people.
    pub home: String,
    /// The entry that it is itself, where it is one.
    pub title: Option<u32>,
    /// How many lines speak for it.
    pub size: u32,
    /// What its score is multiplied with, in percent.
    pub favour: u32,
}

/// Who would say a line. What is common in the mouth of either tells nothing, however rare it is in the other's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// Nobody: a name, a goal.
    Label,
    /// A caller.
    Caller,
    /// Mostly who answers.
    Phrase,
}

/// The lines and their groups. A line with the number of an entry is that entry's name, or its text if it is a phrase;
/// the others follow behind the last entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// What lines speak for.
    pub groups: Vec<Group>,
    /// How many groups have lines of callers, and of phrases.
    pub spoken: [usize; 2],
    /// Per entry, which of its fields the line is made of, as bits.
    fields: Vec<u8>,
    /// Per line what a word of it counts: more in a short one.
    brevity: Vec<u16>,
    voices: Vec<Voice>,
    /// The entries of the lines that follow behind the entries.
    owners: Vec<u32>,
    /// The groups of line `i` are `of[from[i]..from[i + 1]]`.
    from: Vec<u32>,
    of: Vec<u32>,
}

/// What is asked for by callers counts in full.
const ASKED: u32 = 100;
/// What a desk wrote for its own callers goes before what every desk is shipped with.
const OWN: u32 = 110;
/// A caller's sentence names a topic or a scenario; a step or a mood only where it says just that.
const ASIDE: u32 = 50;

/// What a word counts in a line of middling length, see [`Lines::brevity`].
pub(super) const MIDDLING: u64 = 64;

/// What a name counts more than a sentence of the same length, in percent.
const NAME: u64 = 140;

/// Collects the groups.
struct Grouping<'a> {
    library: &'a Library,
    names: HashMap<&'a Id, &'a str>,
    titles: HashMap<&'a Id, (u32, Kind)>,
    numbers: HashMap<&'a Id, u32>,
    groups: Vec<Group>,
}

impl<'a> Grouping<'a> {
    fn new(library: &'a Library, entries: &'a [Entry]) -> Self {
        let titles = (0u32..).zip(entries).filter(|(_, entry)| entry.kind != Kind::Phrase);
        let titles = titles.map(|(i, entry)| (&entry.id, (i, entry.kind))).collect();
        Grouping { library, names: names(library), titles, numbers: HashMap::new(), groups: Vec::new() }
    }

    /// The number of the group with this id.
    fn number(&mut self, id: &'a Id) -> u32 {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        let title = self.titles.get(id);
        let favour = match title {
            Some((_, kind @ (Kind::Topic | Kind::Scenario))) => self.asked(*kind, id),
            _ => ASIDE,
        };
        let home = self.names.get(id).map_or_else(|| id.to_string(), |name| name.to_string());
        self.groups.push(Group { id: id.clone(), home, title: title.map(|(i, _)| *i), size: 0, favour });
        self.numbers.insert(id, number);
        number
    }

    fn asked(&self, kind: Kind, id: &Id) -> u32 {
        let origin = self.library.origins.get(&(kind, id.clone()));
        if origin.is_some_and(|origin| origin.layer != Layer::BuiltIn) { OWN } else { ASKED }
    }

    /// Appends the groups that a phrase with these places speaks for.
    fn of_places(&mut self, places: &'a [Id], own: &'a Id, out: &mut Vec<u32>) {
        let before = out.len();
        for place in places {
            if matches!(self.titles.get(place), Some((_, Kind::Topic | Kind::Scenario))) {
                let number = self.number(place);
                out.push(number);
            }
        }
        if out.len() == before {
            let number = self.number(places.first().unwrap_or(own));
            out.push(number);
        }
    }
}

impl Lines {
    /// The lines of a library. `long` holds how many different words the text of each entry's own line has; what follows
    /// behind the entries is added to the vocabulary here.
    pub fn new(library: &Library, entries: &[Entry], mut long: Vec<u32>, vocabulary: &mut Builder) -> Lines {
        let mut grouping = Grouping::new(library, entries);
        let mut lines = Lines { from: vec![0], ..Lines::default() };
        let first = entries.len() - library.phrases.len();
        for entry in &entries[..first] {
            let group = grouping.number(&entry.id);
            lines.push(Voice::Label, &[group]);
        }
        let mut of = Vec::new();
        for phrase in &library.phrases {
            of.clear();
            grouping.of_places(&phrase.places, &phrase.id, &mut of);
            lines.push(Voice::Phrase, &of);
        }
        for (i, entry) in (0u32..).zip(&entries[..first]) {
            for (voice, text) in &entry.lines {
                let (line, mut count) = (u32::try_from(lines.len()).unwrap_or(u32::MAX), 0);
                words(text, |word| count += u32::from(vocabulary.add(word, posting(line, TEXT as u32))));
                long.push(count);
                let group = grouping.number(&entry.id);
                lines.owners.push(i);
                lines.push(*voice, &[group]);
            }
        }
        lines.fields = entries.iter().map(Entry::line_fields).collect();
        lines.groups = grouping.groups;
        lines.weigh(&long, first);
        lines.count();
        lines
    }

    fn push(&mut self, voice: Voice, of: &[u32]) {
        self.voices.push(voice);
        self.of.extend(of);
        self.from.push(u32::try_from(self.of.len()).unwrap_or(u32::MAX));
    }

    /// What a word counts in each line, as BM25 has it.
    fn weigh(&mut self, long: &[u32], names: usize) {
        let (all, count) = (long.iter().map(|long| u64::from(*long)).sum::<u64>().max(1), long.len() as u64);
        let brevity = |(i, long): (usize, &u32)| {
            let share = MIDDLING * 220 * all / (124 * all + 96 * u64::from(*long) * count);
            u16::try_from(if i < names { share * NAME / 100 } else { share }).unwrap_or(u16::MAX)
        };
        self.brevity = long.iter().enumerate().map(brevity).collect();
    }

    fn count(&mut self) {
        let mut heard = vec![[false; 2]; self.groups.len()];
        for line in 0..self.voices.len() {
            let of = self.from[line] as usize..self.from[line + 1] as usize;
            for group in &self.of[of] {
                self.groups[*group as usize].size += 1;
                match self.voices[line] {
                    Voice::Label => {}
                    Voice::Caller => heard[*group as usize][0] = true,
                    Voice::Phrase => heard[*group as usize][1] = true,
                }
            }
        }
        self.spoken = [0, 1].map(|voice| heard.iter().filter(|heard| heard[voice]).count());
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.voices.len()
    }

    /// The line that a field of an entry, or of what follows behind the entries, belongs to.
    pub fn at(&self, number: u32, field: usize) -> Option<usize> {
        let line = number as usize;
        self.fields.get(line).is_none_or(|fields| fields & (1 << field) != 0).then_some(line)
    }

    /// The groups that a line speaks for.
    pub fn of(&self, line: usize) -> &[u32] {
        &self.of[self.from[line] as usize..self.from[line + 1] as usize]
    }

    /// Who would say it.
    pub fn voice(&self, line: usize) -> Voice {
        self.voices[line]
    }

    /// What a word of it counts.
    pub fn brevity(&self, line: usize) -> u32 {
        self.brevity[line].into()
    }

    /// The entry it is of.
    pub fn entry(&self, line: usize) -> u32 {
        match line.checked_sub(self.fields.len()) {
            Some(behind) => self.owners[behind],
            None => u32::try_from(line).unwrap_or(u32::MAX),
        }
    }
}
