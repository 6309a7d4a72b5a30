//! What a sentence found, as it is listed: what it asks for first, and never the lines of one thing alone.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

use super::{
    CLOSER, CUT, Hit, Index, TIER,
    entry::{Entry, FOLLOWS},
    query::Query,
    reasons,
    sentence::Sentence,
};

#[cfg(test)]
mod tests;

/// How many of the best group come before others, and how many of each other.
const BEFORE_OTHERS: (usize, usize) = (3, 2);

/// So many groups are listed however much better the best is.
const GROUPS: usize = 5;

/// The tier of what is quoted; the others are in the first.
const QUOTE_TIER: u32 = 4;

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
    group: usize,
    entry: u32,
    /// The line by which it was found; a topic or scenario may stand there for its phrases alone.
    line: Option<usize>,
    total: u32,
}

impl Listing<'_> {
    /// At most so many hits out of what is allowed, best first.
    pub fn hits(&self, allowed: impl Fn(&Entry) -> bool, limit: usize) -> Vec<Hit> {
        let mut groups = self.rows(allowed);
        let quotes = self.quotes(&groups, limit);
        groups.sort_by_cached_key(|rows| rows.first().map(|row| (Reverse(self.sentence.scores[row.group]), row.group)));
        let score = |rows: &[Row]| rows.first().map_or(0, |row| self.sentence.scores[row.group]);
        let least = CUT * groups.first().map_or(0, |rows| score(rows));
        let mut rank = 0..;
        groups.retain(|rows| rank.next().is_some_and(|rank| rank < GROUPS) || score(rows) * 100 >= least);
        groups.truncate(limit);
        for rows in &mut groups {
            self.order(rows, limit);
        }
        self.varied(&quotes, &groups, limit)
    }

    /// Everything that may be listed, by group.
    fn rows(&self, allowed: impl Fn(&Entry) -> bool) -> Vec<Vec<Row>> {
        let (lines, entries) = (&self.index.lines, &self.index.entries);
        let mut rows: Vec<Vec<Row>> = vec![Vec::new(); lines.groups.len()];
        let fits = (0..lines.len()).filter(|line| self.sentence.total(*line) > 0);
        for line in fits.filter(|line| allowed(&entries[lines.entry(*line) as usize])) {
            let (total, entry) = (self.sentence.total(line), lines.entry(line));
            for group in lines.of(line) {
                let group = *group as usize;
                rows[group].push(Row { group, entry, line: Some(line), total });
            }
        }
        for (group, of) in lines.groups.iter().enumerate().filter(|(group, _)| self.sentence.scores[*group] > 0) {
            if let Some(entry) = of.title.filter(|title| allowed(&entries[*title as usize])) {
                rows[group].push(Row { group, entry, line: None, total: 0 });
            }
        }
        rows.retain(|rows| !rows.is_empty());
        rows
    }

    /// What holds nearly all that was typed: the line itself is looked for.
    fn quotes(&self, groups: &[Vec<Row>], limit: usize) -> Vec<(Row, u32)> {
        let rows = groups.iter().flatten().filter(|row| row.line.is_some_and(|line| self.sentence.quoted(line)));
        let mut rows: Vec<Row> = rows.copied().collect();
        let rough = |row: &Row| (Reverse(row.total), row.entry, row.group);
        let most = limit.saturating_mul(CLOSER);
        if rows.len() > most {
            rows.select_nth_unstable_by_key(most, rough);
            rows.truncate(most);
        }
        let closeness = |row: &Row| self.index.entries[row.entry as usize].closeness(self.query);
        let mut quotes: Vec<(Row, u32)> = rows.into_iter().map(|row| (row, closeness(&row))).collect();
        quotes.sort_by_key(|(row, closeness)| {
            let held = row.line.map_or(0, |line| self.sentence.held(line));
            let verbatim = self.index.entries[row.entry as usize].verbatim;
            (Reverse((*closeness >= FOLLOWS, held, row.total)), verbatim, row.entry, row.group)
        });
        quotes
    }

    /// Puts the rows of a group in order, each entry once: the thing itself, then by how well they fit.
    fn order(&self, rows: &mut Vec<Row>, limit: usize) {
        let title = rows.first().and_then(|row| self.index.lines.groups[row.group].title);
        let key = |row: &Row| {
            let entry = &self.index.entries[row.entry as usize];
            (Reverse((Some(row.entry) == title, row.total)), entry.verbatim, row.entry)
        };
        // A scenario is as many rows as it has lines.
        let most = limit.saturating_add(rows.iter().filter(|row| Some(row.entry) == title).count());
        if rows.len() > most {
            rows.select_nth_unstable_by_key(most, key);
            rows.truncate(most);
        }
        rows.sort_by_key(key);
        rows.dedup_by_key(|row| row.entry);
    }

    /// What is quoted, then the first of every group before the rest of them.
    fn varied(&self, quotes: &[(Row, u32)], groups: &[Vec<Row>], limit: usize) -> Vec<Hit> {
        let mut list = List { rows: Vec::new(), seen: HashSet::new(), listed: HashMap::new(), limit };
        for (row, closeness) in quotes {
            list.push(*row, BEFORE_OTHERS.0, self.score(*row, Some(*closeness)));
        }
        for (rank, rows) in groups.iter().enumerate() {
            let most = if rank == 0 { BEFORE_OTHERS.0 } else { BEFORE_OTHERS.1 };
            rows.iter().for_each(|row| list.push(*row, most, self.score(*row, None)));
        }
        for row in groups.iter().flatten() {
            list.push(*row, usize::MAX, self.score(*row, None));
        }
        list.rows.into_iter().map(|(row, score)| self.hit(row, score)).collect()
    }

    fn score(&self, row: Row, closeness: Option<u32>) -> u32 {
        let tier = closeness.map_or(1, |_| QUOTE_TIER);
        tier * TIER + self.sentence.scores[row.group] * 400 + closeness.unwrap_or(0)
    }

    fn hit(&self, row: Row, score: u32) -> Hit {
        let of = &self.index.lines.groups[row.group];
        let parts = self.sentence.parts(&self.index.lines, &self.index.vocabulary, row.group, row.line);
        let hit = Hit { why: reasons(self.query, &parts), ..self.index.entries[row.entry as usize].hit(score) };
        if of.title == Some(row.entry) { hit } else { Hit { category: of.id.clone(), home: of.home.clone(), ..hit } }
    }
}

/// The rows that are shown so far.
struct List {
    rows: Vec<(Row, u32)>,
    seen: HashSet<u32>,
    /// How many of each group.
    listed: HashMap<usize, usize>,
    limit: usize,
}

impl List {
    /// Appends a row where its entry is new and its group has fewer than `most` rows.
    fn push(&mut self, row: Row, most: usize, score: u32) {
        let listed = self.listed.entry(row.group).or_default();
        if self.rows.len() < self.limit && *listed < most && self.seen.insert(row.entry) {
            *listed += 1;
            // What stands below others is no better than they are.
            let least = self.rows.last().map_or(score, |(_, above)| score.min(*above));
            self.rows.push((row, least));
        }
    }
}
