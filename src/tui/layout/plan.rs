//! How many rows each part gets, and what gives way when they run short.
//!
//! In this order: blank rows, second rows of alternatives, the next-step line, done and deferred items, alternative 3,
//! the second row of the strip, the status, the strip, alternative 2. Never: the lead, clocks, the current item, open
//! killers (or how many there are), NOT SAVED, F9.

use super::list::{Edge, View};
use super::{BODY, Glyphs, Kind, words};
use crate::app::glance::{Glance, Saved, Tone, Words};

/// Lines of the open step's list that are seen whatever else there is to say.
const STEP_LINES: usize = 5;
/// The columns of one place of the strip beside a softphone.
const NARROW_CELL: usize = 15;

/// The blank rows that may go.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Blanks {
    /// Kept for a longer lead beside a softphone.
    pub(super) lead: usize,
    /// Between the status and the keys.
    pub(super) above_keys: usize,
    /// Between the strip and the rule.
    pub(super) below_strip: usize,
    /// Between the alternatives and the lists, whichever is first.
    pub(super) middle: usize,
    /// Between two alternatives.
    pub(super) between: usize,
    /// Below the lead.
    pub(super) after_lead: usize,
    /// Above lists that ask for it.
    pub(super) lists: usize,
    /// Above the strip.
    pub(super) above_strip: usize,
    /// Below the place.
    pub(super) under_place: usize,
}

impl Blanks {
    fn sum(self) -> usize {
        let above = self.lead + self.under_place + self.after_lead + self.between + self.middle;
        above + self.lists + self.above_strip + self.below_strip + self.above_keys
    }
}

/// Rows for every part of a page.
pub(super) struct Plan<'a> {
    /// The layout.
    pub(super) kind: Kind,
    /// Columns of the full-width rows.
    pub(super) width: usize,
    /// Rows.
    pub(super) height: usize,
    /// Columns of everything else.
    pub(super) edge: Edge,
    /// The right edge of full-width rows.
    pub(super) end: usize,
    /// The lead's lines, wrapped, each with what stands at its right.
    pub(super) lead: Vec<(Words, &'static str)>,
    /// Rows of each alternative that is shown.
    pub(super) alternatives: Vec<usize>,
    /// The lists.
    pub(super) lists: Vec<View<'a>>,
    /// Blank rows.
    pub(super) blanks: Blanks,
    /// Rows of the strip.
    pub(super) strip: usize,
    /// Places in one row of the strip.
    pub(super) strip_columns: usize,
    /// Rows above the lead without the blank ones: who, rule, place.
    pub(super) place: bool,
    /// Whether the rule below who is there.
    pub(super) rule: bool,
    /// Whether the rule above the note is there.
    pub(super) note_rule: bool,
    /// Rows of the note.
    pub(super) note: usize,
    /// Whether the status has a row.
    pub(super) status: bool,
    /// Whether F9 has a row of its own, as in the smallest layout.
    pub(super) emergency_row: bool,
    /// Rows of keys.
    pub(super) keys: usize,
}

impl<'a> Plan<'a> {
    /// Plans a page of `(columns, rows)`.
    pub(super) fn of(glance: &'a Glance, kind: Kind, size: (usize, usize), glyphs: Glyphs) -> Plan<'a> {
        let mut plan = Plan::wish(glance, kind, size, glyphs, true);
        plan.give_way(glance);
        if kind == Kind::Small && plan.strip == 0 {
            // Its four rows are worth more to what went before it.
            plan = Plan::wish(glance, kind, size, glyphs, false);
            plan.give_way(glance);
        }
        plan.use_what_is_left(glance, glyphs);
        plan
    }

    /// Everything as it stands where there is room.
    fn wish(glance: &'a Glance, kind: Kind, (width, height): (usize, usize), glyphs: Glyphs, strip: bool) -> Plan<'a> {
        let edge = edge(kind, width);
        let docked = kind == Kind::Docked;
        let small = kind == Kind::Small;
        let stacked = if glance.beside.is_empty() { &glance.lists[..] } else { &[] };
        let lists: Vec<View> = stacked.iter().map(|list| View::of(list, edge, glyphs)).collect();
        let lead = lead(glance, edge, glyphs);
        let several = glance.alternatives.len() > 1;
        let has_lists = !lists.is_empty();
        let has_both = has_lists && !glance.alternatives.is_empty();
        let strip_columns = strip_columns(kind, edge);
        let strip = if strip { strip_rows(glance, kind, strip_columns) } else { 0 };
        let blanks = Blanks {
            lead: if docked { 4usize.saturating_sub(lead.len()) } else { 0 },
            above_keys: usize::from(docked),
            below_strip: usize::from(docked && strip > 0),
            middle: if docked && has_both { 2 } else { usize::from(glance.lists_first && has_both && !small) },
            between: usize::from(docked && several),
            after_lead: 1,
            lists: lists.iter().skip(1).filter(|view| view.list.space_above).count(),
            above_strip: usize::from(strip > 0),
            under_place: usize::from(!small),
        };
        let each = if glance.lists_first { 1 } else { 2 };
        let shows_status = !small || !glance.status.is_empty() || !glance.status_right.is_empty();
        Plan {
            kind,
            width,
            height,
            edge,
            end: if docked || small { width - 1 } else { width - 2 },
            lead,
            alternatives: vec![each; glance.alternatives.len()],
            lists,
            blanks,
            strip,
            strip_columns,
            place: true,
            rule: true,
            note_rule: !small,
            note: if docked { 2 } else { 1 },
            status: shows_status,
            emergency_row: small && strip == 0,
            keys: if docked { 2 } else { 1 },
        }
    }

    /// Rows of all but the lists.
    fn used(&self) -> usize {
        let top = 1 + usize::from(self.rule) + usize::from(self.place) + usize::from(self.kind == Kind::Docked);
        let middle = self.lead.len() + self.alternatives.iter().sum::<usize>() + self.strip;
        let bottom = usize::from(self.note_rule) + self.note + usize::from(self.status) + self.keys;
        top + middle + bottom + usize::from(self.emergency_row) + self.blanks.sum()
    }

    /// Rows the lists would like, those that may not go, and those without which they are of no use.
    fn wanted(&self, glance: &Glance) -> usize {
        let step = !glance.alternatives.is_empty() && !glance.lists_first;
        let rows = |view: &View| if step { view.height_of(STEP_LINES) } else { view.height() };
        self.lists.iter().map(rows).sum()
    }

    fn needed(&self) -> usize {
        self.lists.iter().map(View::need).sum()
    }

    fn least(&self) -> usize {
        self.lists.iter().map(View::floor).sum()
    }

    /// One part after the other gives way until the rest fits.
    fn give_way(&mut self, glance: &Glance) {
        let small = self.kind == Kind::Small;
        let needed = Plan::needed;
        let wanted = |plan: &Plan| plan.wanted(glance);
        self.shrink(&wanted, |plan| {
            let blanks = &mut plan.blanks;
            take(&mut blanks.lead)
                || take(&mut blanks.above_keys)
                || take(&mut blanks.below_strip)
                || take(&mut blanks.middle)
                || take(&mut blanks.between)
                || (!small && take(&mut blanks.after_lead))
                || take(&mut blanks.lists)
                || (!small && take(&mut blanks.above_strip))
        });
        self.shrink(&wanted, |plan| plan.alternatives.iter_mut().rev().any(|rows| *rows > 1 && take(rows)));
        if !glance.alternatives.is_empty() {
            self.shrink(&wanted, |plan| plan.lists.iter_mut().any(View::thin));
        }
        self.shrink(&wanted, |plan| plan.alternatives.len() > 1 && plan.alternatives.pop().is_some());
        if small {
            self.shrink(&wanted, Plan::drop_strip);
        }
        self.shrink(&needed, |plan| take(&mut plan.blanks.above_strip));
        let columns = self.strip_columns;
        self.shrink(&needed, |plan| columns > 1 && plan.strip > 1 && !small && take(&mut plan.strip));
        self.shrink(&needed, |plan| std::mem::take(&mut plan.status));
        self.shrink(&needed, Plan::drop_strip);
        self.shrink(&needed, |plan| plan.alternatives.pop().is_some());
        self.shrink(&needed, |plan| take(&mut plan.blanks.after_lead) || take(&mut plan.blanks.under_place));
        self.shrink(&needed, |plan| plan.keys > 1 && take(&mut plan.keys));
        let held = glance.entry.field.is_some() || glance.entry.saved == Saved::NotSaved;
        let least = Plan::least;
        self.shrink(&least, |plan| plan.note > usize::from(held) && take(&mut plan.note));
        self.shrink(&least, |plan| std::mem::take(&mut plan.emergency_row));
        self.shrink(&least, |plan| std::mem::take(&mut plan.note_rule) || std::mem::take(&mut plan.rule));
        self.shrink(&least, |plan| std::mem::take(&mut plan.place) || take(&mut plan.note));
    }

    fn drop_strip(&mut self) -> bool {
        let had = self.strip > 0;
        if had {
            (self.strip, self.blanks.above_strip, self.blanks.below_strip) = (0, 0, 0);
            self.emergency_row = self.kind == Kind::Small;
        }
        had
    }

    /// Takes one step after another while the rows do not suffice and something is left to take.
    fn shrink(&mut self, rows: &dyn Fn(&Plan<'a>) -> usize, step: impl Fn(&mut Plan<'a>) -> bool) {
        while self.used() + rows(self) > self.height && step(self) {}
    }

    /// Gives the rows that are left to the lists, the one with the current line first, then to longer alternatives.
    fn use_what_is_left(&mut self, glance: &Glance, glyphs: Glyphs) {
        let budget = self.height.saturating_sub(self.used());
        let mut left = share_out(&mut self.lists, budget);
        if glance.lists_first {
            for (rows, other) in self.alternatives.iter_mut().zip(&glance.alternatives) {
                let room = self.edge.end - self.edge.text;
                if left > 0 && words::wrap(&words::tidy(&other.words, glyphs), room).len() > 1 {
                    *rows += 1;
                    left -= 1;
                }
            }
        }
    }

    /// The first row of the lead.
    pub(super) fn lead_row(&self) -> usize {
        let top = 1 + usize::from(self.rule) + usize::from(self.place) + usize::from(self.kind == Kind::Docked);
        top + self.blanks.under_place
    }

    /// The row of the keys, or the first of two.
    pub(super) fn keys_row(&self) -> usize {
        self.height.saturating_sub(self.keys)
    }

    /// The row of the status, or where it would stand.
    pub(super) fn status_row(&self) -> usize {
        let below = self.keys + self.blanks.above_keys + usize::from(self.emergency_row);
        self.height.saturating_sub(below + usize::from(self.status))
    }

    /// The first row of the note, or where it would stand.
    pub(super) fn note_row(&self) -> usize {
        self.status_row().saturating_sub(self.note)
    }

    /// The first row below the body: the rule, the note or what is left of them.
    pub(super) fn body_end(&self) -> usize {
        self.note_row().saturating_sub(usize::from(self.note_rule))
    }

    /// The first row of the strip.
    pub(super) fn strip_row(&self) -> usize {
        self.body_end().saturating_sub(self.strip + self.blanks.below_strip)
    }
}

/// Gives rows to lists, the one with the current line first; what is left over.
pub(super) fn share_out(lists: &mut [View], budget: usize) -> usize {
    let current = lists.iter().position(|view| view.current().is_some());
    let mut left = budget;
    let mut share: Vec<usize> = vec![0; lists.len()];
    let order: Vec<usize> = current.into_iter().chain((0..lists.len()).filter(|i| Some(*i) != current)).collect();
    for wish in [View::floor, View::need, View::fair, View::height] {
        for i in &order {
            let more = wish(&lists[*i]).saturating_sub(share[*i]).min(left);
            share[*i] += more;
            left -= more;
        }
    }
    for i in order {
        // What a list could not use is the next one's.
        let rows = (share[i] + left).min(lists[i].height());
        lists[i].fit(rows);
        left = (share[i] + left).saturating_sub(lists[i].rows());
    }
    left
}

fn take(rows: &mut usize) -> bool {
    let some = *rows > 0;
    *rows = rows.saturating_sub(1);
    some
}

/// The columns of a layout's body.
fn edge(kind: Kind, width: usize) -> Edge {
    let body = width.min(BODY);
    match kind {
        Kind::Wide | Kind::Standard => Edge { killer: 2, mark: 4, text: 6, end: body - 2, gap: 2 },
        Kind::Docked => Edge { killer: 1, mark: 3, text: 5, end: body - 1, gap: 2 },
        Kind::Small => Edge { killer: 1, mark: 3, text: 5, end: body - 1, gap: 1 },
    }
}

/// The lead's lines: wrapped, the first row bold, two at least.
fn lead(glance: &Glance, edge: Edge, glyphs: Glyphs) -> Vec<(Words, &'static str)> {
    let mut lines = Vec::new();
    for (i, (row, right)) in glance.lead.rows.iter().enumerate() {
        let mut row = words::tidy(row, glyphs);
        for span in &mut row.0 {
            span.bold |= i == 0;
            if span.tone == Tone::Text {
                span.tone = Tone::Lead;
            }
        }
        let x = super::body::lead_column(glance, edge);
        let room = (edge.end - x).saturating_sub(if right.is_empty() { 0 } else { right.len() + edge.gap });
        let wrapped = words::wrap(&row, room.max(1));
        let last = wrapped.len() - 1;
        lines.extend(wrapped.into_iter().enumerate().map(|(i, line)| (line, if i == last { *right } else { "" })));
    }
    lines.resize(lines.len().max(2), (Words::default(), ""));
    lines
}

/// Places in a row of the strip, F9's among them.
fn strip_columns(kind: Kind, edge: Edge) -> usize {
    match kind {
        Kind::Wide | Kind::Standard => 5,
        Kind::Docked => ((edge.end - edge.killer + 1) / NARROW_CELL).max(1),
        Kind::Small => 2,
    }
}

/// Rows of the strip where there is room.
fn strip_rows(glance: &Glance, kind: Kind, columns: usize) -> usize {
    if glance.strip.is_empty() {
        return 0;
    }
    let listed = glance.strip.len().max(1);
    let more = usize::from(glance.strip_more.is_some() && matches!(kind, Kind::Wide | Kind::Standard));
    let all = listed + more + 1;
    if glance.lists_first { 1 } else { all.div_ceil(columns).max(1) }
}
