//! How far two agree, for programs.

use serde_json::{Value, json};

use super::{
    agree::Told,
    side::{Side, marking},
};
use crate::{
    call::mock::Marker,
    practice::{
        agreement::{Agreed, FailAgreed, JUDGED, OBJECTIVE, Rate},
        mock::title,
    },
};

/// One object.
pub(super) fn of(told: &Told) -> String {
    let (first, second) = told.sides;
    let value = json!({
        "first": side(first),
        "second": side(second),
        "card": told.sheet.card.as_str(),
        "calls": told.found.calls,
        "lines": told.found.lines.iter().map(|line| of_line(line, told)).collect::<Vec<_>>(),
        "fails": told.found.fails.iter().map(|fail| of_fail(fail, told)).collect::<Vec<_>>(),
        "overall": rate(&told.found.overall),
        "limits": { "objective": OBJECTIVE, "judged": JUDGED },
    });
    format!("{value}\n")
}

fn side(side: &Side) -> Value {
    json!({ "name": side.name, "sessions": side.calls.iter().map(|call| &call.session.id.0).collect::<Vec<_>>() })
}

fn rate(rate: &Rate) -> Value {
    json!({ "pairs": rate.pairs, "same": rate.same, "percent": rate.percent(), "kappa": rate.kappa })
}

fn of_line(line: &Agreed, told: &Told) -> Value {
    let only = match told.pairs {
        [(first, second)] => [Some(*first), Some(*second)],
        _ => [None, None],
    };
    let mark = |call: &crate::call::desk::Call| {
        marking(call).mark(Marker::Trainer, &line.criterion).map(|marked| marked.mark.name())
    };
    let [first, second] = only.map(|call| call.and_then(mark));
    json!({
        "id": line.criterion.as_str(),
        "title": title(told.library, &line.criterion),
        "kind": if line.judged { "judged" } else { "objective" },
        "first": first,
        "second": second,
        "pairs": line.rate.pairs,
        "same": line.rate.same,
        "percent": line.rate.percent(),
        "kappa": line.rate.kappa,
        "only_first": line.alone.0,
        "only_second": line.alone.1,
        "flagged": line.flagged,
    })
}

fn of_fail(fail: &FailAgreed, told: &Told) -> Value {
    let (both, only_first, only_second, neither) = fail.met;
    json!({
        "id": fail.fail.as_str(),
        "title": title(told.library, &fail.fail),
        "both": both,
        "only_first": only_first,
        "only_second": only_second,
        "neither": neither,
        "flagged": fail.flagged(),
    })
}
