//! The sheet of a mock call as rows for a spreadsheet: a row a criterion.

use crate::{
    call::{desk::Call, mock::Mark},
    cli::csv,
    playbook::model::Library,
    practice::mock::{MockDebrief, title},
};

/// The columns, in order.
const COLUMNS: [&str; 10] =
    ["id", "criterion", "section", "title", "judgement", "weight", "error", "mark", "own", "marked_ms"];

/// The rows with their header; nothing where it is no mock call.
pub(super) fn rows(library: &Library, call: &Call, found: &MockDebrief) -> String {
    let Some(marking) = &call.session.state().mock else { return String::new() };
    let name = |mark: Option<Mark>| mark.map_or("", Mark::name).to_string();
    let row = |(pin, line): (&crate::call::mock::CriterionPin, &crate::practice::mock::Line)| {
        let cells: [String; COLUMNS.len()] = [
            call.session.id.0.clone(),
            pin.id.to_string(),
            pin.section.to_string(),
            title(library, &pin.id),
            if pin.judged { "judged" } else { "objective" }.into(),
            pin.weight.to_string(),
            pin.error.map_or("", |error| error.name()).into(),
            name(line.mark),
            name(line.own),
            line.talk.map_or(String::new(), |talk| talk.to_string()),
        ];
        csv::row(cells.iter().map(String::as_str))
    };
    let rows = marking.mock.sheet.criteria.iter().zip(&found.lines).map(row);
    std::iter::once(csv::row(COLUMNS)).chain(rows).collect()
}
