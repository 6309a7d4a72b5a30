//! What was heard at the desk: notes with their moments, and the mood as it went.

use crate::{
    app::glance::{List, Mark, Row, Span, Tone, Words},
    call::{clock::clock_face, desk::Call, mock::Marking},
};

/// Moods that are shown: the last.
const MOODS: usize = 8;

/// The notes, each at its moment.
pub fn notes(call: &Call, now: &Marking) -> List {
    let mut notes: Vec<_> = now.notes.iter().collect();
    notes.sort_by_key(|note| note.talk);
    let row = |note: &&crate::call::mock::Observed| Row {
        mark: Mark::Key(format!("{} ", clock_face(note.talk)), Tone::Muted),
        words: Words::text(call.text(note.text)),
        wraps: true,
        ..Row::default()
    };
    let mut rows: Vec<Row> = notes.iter().map(row).collect();
    if rows.is_empty() {
        rows.push(Row { words: Words::muted("nothing noted yet"), ..Row::default() });
    }
    let top = rows.len().saturating_sub(5);
    List { name: "what you heard".into(), right: "with times".into(), rows, space_above: true, top, ..List::default() }
}

/// The mood as bars of text, which any terminal and any reader shows.
pub fn moods(now: &Marking) -> List {
    let first = now.moods.len().saturating_sub(MOODS);
    let row = |(i, (talk, mood)): (usize, &(u64, u8))| {
        let worse = i > 0 && now.moods[i - 1].1 < *mood;
        let name = if i == 0 { "start".to_string() } else { clock_face(*talk) };
        Row {
            mark: Mark::Key(format!("{name} "), Tone::Muted),
            words: Words(vec![
                Span { text: format!("{mood:>2} "), ..Span::default() },
                Span {
                    text: "━".repeat(usize::from(*mood)),
                    tone: if worse { Tone::Must } else { Tone::Done },
                    ..Span::default()
                },
            ]),
            ..Row::default()
        }
    };
    let rows: Vec<Row> = now.moods.iter().enumerate().skip(first).map(row).collect();
    let name = if rows.is_empty() { String::new() } else { "mood".into() };
    let right = if rows.is_empty() { String::new() } else { "10 is worst".into() };
    List { name, right, rows, space_above: true, ..List::default() }
}
