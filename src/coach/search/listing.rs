//! What a sentence found, as it is listed: what it asks for first, and never the lines of one thing alone.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{CUT, Hit, Index, TIER, entry::Entry, query::Query, reasons, sentence::Sentence};

/// How many of the best group come before others, and how many of each other.
const BEFORE_OTHERS: (usize, usize) = (3, 2);

/// So many groups are listed however much better the best is.
const GROUPS: usize = 5;

/// The tier of what holds every word; the others are in the first.
const COMPLETE_TIER: u32 = 4;

/// What is needed to list what was found.
pub(super) struct Listing<'a> {
    /// What is searched.
    pub index: &'a Index,
    /// What was typed.
    pub query: &'a Query,
    /// How well everything fits it.
    pub sentence: &'a Sentence,
}

/// An entry as it stands in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    entry: u32,
    /// The line by which it was found; a topic or scenario may stand there for its phrases alone.
    line: Option<usize>,
    total: u32,
    complete: bool,
}

impl Listing<'_> {
    /// At most so many hits out of what is allowed, best first.
    pub fn hits(&self, allowed: impl Fn(&Entry) -> bool, limit: usize) -> Vec<Hit> {
        let mut groups: Vec<(usize, Vec<Row>)> = self.rows(allowed).into_iter().collect();
        let key = |(group, rows): &(usize, Vec<Row>)| {
            (Reverse((rows.iter().any(|row| row.complete), self.sentence.scores[*group])), *group)
        };
        groups.sort_by_cached_key(key);
        let best = groups.iter().map(|(group, _)| self.sentence.scores[*group]).max().unwrap_or(0);
        let mut rank = 0..;
        groups.retain(|(group, _)| {
            rank.next().is_some_and(|rank| rank < GROUPS) || self.sentence.scores[*group] * 100 >= CUT * best
        });
        groups.truncate(limit);
        for (group, rows) in &mut groups {
            self.order(*group, rows, limit);
        }
        self.varied(&groups, limit)
    }

    /// Everything that may be listed, by group.
    fn rows(&self, allowed: impl Fn(&Entry) -> bool) -> BTreeMap<usize, Vec<Row>> {
        let (lines, entries) = (&self.index.lines, &self.index.entries);
        let mut rows: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
        let fits = (0..lines.len()).filter(|line| self.sentence.total(*line) > 0);
        for line in fits.filter(|line| allowed(&entries[lines.entry(*line) as usize])) {
            let (total, complete) = (self.sentence.total(line), self.sentence.complete(line));
            let row = Row { entry: lines.entry(line), line: Some(line), total, complete };
            for group in lines.of(line) {
                rows.entry(*group as usize).or_default().push(row);
            }
        }
        for (number, group) in lines.groups.iter().enumerate() {
            if let Some(title) = group.title.filter(|title| allowed(&entries[*title as usize]))
                && self.sentence.scores[number] > 0
            {
                let row = Row { entry: title, line: None, total: 0, complete: false };
                rows.entry(number).or_default().push(row);
            }
        }
        rows
    }

    /// Puts the rows of a group in order, each entry once: what holds every word, the thing itself, then by how well they
    /// fit.
    fn order(&self, group: usize, rows: &mut Vec<Row>, limit: usize) {
        let title = self.index.lines.groups[group].title;
        let key = |row: &Row| {
            let entry = &self.index.entries[row.entry as usize];
            (Reverse((row.complete, Some(row.entry) == title, row.total)), entry.verbatim, row.entry)
        };
        // A scenario is as many rows as it has lines.
        let most = limit.saturating_add(rows.iter().filter(|row| Some(row.entry) == title).count());
        if rows.len() > most {
            rows.select_nth_unstable_by_key(most, key);
            rows.truncate(most);
        }
        rows.sort_by_key(key);
        let mut seen = std::collections::HashSet::new();
        rows.retain(|row| seen.insert(row.entry));
    }

    /// The first of every group before the rest of them.
    fn varied(&self, groups: &[(usize, Vec<Row>)], limit: usize) -> Vec<Hit> {
        let share = |rank: usize| if rank == 0 { BEFORE_OTHERS.0 } else { BEFORE_OTHERS.1 };
        let first = groups
            .iter()
            .enumerate()
            .flat_map(|(rank, (group, rows))| rows.iter().take(share(rank)).map(|row| (*group, *row)));
        let rest = groups
            .iter()
            .enumerate()
            .flat_map(|(rank, (group, rows))| rows.iter().skip(share(rank)).map(|row| (*group, *row)));
        let mut seen = std::collections::HashSet::new();
        let chosen = first.chain(rest).filter(|(_, row)| seen.insert(row.entry)).take(limit);
        let mut least = u32::MAX;
        let hit = |(group, row): (usize, Row)| {
            // What stands below others is no better than they are.
            least = least.min(self.score(group, row));
            self.hit(group, row, least)
        };
        chosen.map(hit).collect()
    }

    fn score(&self, group: usize, row: Row) -> u32 {
        let tier = if row.complete { COMPLETE_TIER } else { 1 };
        let closeness = row.line.map_or(0, |_| self.index.entries[row.entry as usize].closeness(self.query));
        tier * TIER + self.sentence.scores[group] * 400 + closeness
    }

    fn hit(&self, group: usize, row: Row, score: u32) -> Hit {
        let of = &self.index.lines.groups[group];
        let parts = self.sentence.parts(&self.index.lines, &self.index.vocabulary, group, row.line);
        let hit = self.index.entries[row.entry as usize].hit(score);
        let why = reasons(self.query, &parts);
        if of.title == Some(row.entry) {
            Hit { why, ..hit }
        } else {
            Hit { category: of.id.clone(), home: of.home.clone(), why, ..hit }
        }
    }
}
