//! What happened in a mock call, in order of talk time, as rows.

use crate::{
    call::{clock::clock_face, desk::Call},
    playbook::model::{CallerScript, Id, Library},
    practice::{
        mock::{MockDebrief, Moment, MomentKind, title},
        progress,
    },
    storage::report::{
        page::{Cell, Column, Group, Part, Row, Section, Table, Tone},
        words::{self, long, quoted},
    },
};

/// The timeline; none where nothing happened.
pub(super) fn section(library: &Library, call: &Call, found: &MockDebrief) -> Option<Section> {
    let practice = call.session.state().practice.as_ref();
    let script = practice.and_then(|practice| library.caller(&practice.caller));
    let rows: Vec<Row> = found.timeline.iter().map(|moment| row(library, script, moment)).collect();
    let column = |head, set| Column { head, set };
    let table = Table {
        caption: "Lines said, curveballs, steps, holds, marks and notes, by talk time".into(),
        columns: vec![column("At", "time"), column("What", "mark"), column("In words", "text")],
        groups: vec![Group { rows, ..Group::default() }],
        spread: false,
    };
    (!found.timeline.is_empty()).then(|| Section::of("What happened when", Part::Table(table)))
}

fn row(library: &Library, script: Option<&CallerScript>, moment: &Moment) -> Row {
    let plain = |sign, word: &str, words: String| (Cell::Sign(sign, word.into(), Tone::Plain), words);
    let (what, words) = match &moment.kind {
        MomentKind::Began => plain("▸", "call", "begins".into()),
        MomentKind::Ended => plain("■", "call", "ends".into()),
        MomentKind::Step(id) => plain("▸", "step", progress::title(library, id)),
        MomentKind::Held => plain("‖", "hold", "begins".into()),
        MomentKind::Resumed { ms } => plain("▸", "hold", format!("ends after {}", long(*ms))),
        MomentKind::Line { words } => plain("›", "caller", quoted(words)),
        MomentKind::Twist { id, words } => plain("»", "curveball", curveball(script, id, words)),
        MomentKind::Note { words, about } => {
            let about = about.as_ref().map_or(String::new(), |id| format!(" ({})", title(library, id)));
            plain("·", "heard", format!("{words}{about}"))
        }
        MomentKind::Mark { criterion, mark } => {
            let (sign, tone) = words::mark(Some(*mark));
            (Cell::Sign(sign, mark.name().into(), tone), title(library, criterion))
        }
        MomentKind::Fail(id) => (Cell::Sign("!", "automatic fail".into(), Tone::Bad), title(library, id)),
        MomentKind::Mood { from, to } => {
            let (sign, tone) = if to > from { ("▲", Tone::Bad) } else { ("▼", Tone::Good) };
            (Cell::Sign(sign, "mood".into(), tone), format!("{from} to {to}"))
        }
    };
    Row { name: clock_face(moment.talk).into(), cells: vec![what, Cell::words(words)], ..Row::default() }
}

/// A curveball by its name and its words.
fn curveball(script: Option<&CallerScript>, id: &Id, words: &str) -> String {
    let known = script.and_then(|script| script.twists.iter().find(|twist| twist.id == *id));
    let name = known.map_or_else(|| id.as_str().replace('-', " "), |twist| twist.title.clone());
    format!("{name}: {}", quoted(words))
}
