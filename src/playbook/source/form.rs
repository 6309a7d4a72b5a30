//! What a field's text may look like: one place for the check, which tells it with its place, and for the schema, by which
//! an editor tells it while someone types.

use std::ops::RangeInclusive;

use schemars::Schema;
use serde_json::{Value, json};

use super::super::model::{Audience, Critical, Judgement, Stage, When};

/// The longest id, in letters.
pub const MAX_ID: usize = 64;
/// The percent that the steps of a framework share.
pub const WHOLE: u32 = 100;
/// By how much a scenario may multiply times.
pub const FACTORS: RangeInclusive<u8> = 1..=4;

/// For whom a framework is.
pub const AUDIENCE: [(&str, Audience); 4] = [
    ("caller", Audience::Caller),
    ("colleague", Audience::Colleague),
    ("written", Audience::Written),
    ("self", Audience::Oneself),
];
/// When a phrase is right.
pub const WHEN: [(&str, When); 4] =
    [("always", When::Always), ("opening", When::Opening), ("waited", When::Waited), ("closing", When::Closing)];
/// Whether the framework goes on while a scenario is open.
pub const FRAMEWORK: [(&str, bool); 2] = [("pauses", false), ("continues", true)];
/// Whether the clock is hidden while a scenario is open.
pub const CLOCK: [(&str, bool); 2] = [("shown", false), ("hidden", true)];
/// Whether phrases are shown in segments while a scenario is open.
pub const WORDING: [(&str, bool); 2] = [("whole", false), ("segments", true)];
/// How far a rehearsed call is.
pub const STAGE: [(&str, Stage); 4] = Stage::ALL;

/// How a criterion is marked.
pub const JUDGEMENT: [(&str, Judgement); 2] = Judgement::ALL;
/// Whom an error harms.
pub const ERROR: [(&str, Critical); 3] = Critical::ALL;

/// How hard a caller may be.
pub const HARD: RangeInclusive<i32> = 1..=3;
/// How heated or distressed a caller may be.
pub const MOOD: RangeInclusive<i32> = 0..=10;
/// What a reaction may do to the mood.
pub const BY: RangeInclusive<i32> = -3..=3;
/// After how many replies a twist may come.
pub const AFTER: RangeInclusive<i32> = 0..=24;
/// A part of a whole, in percent.
pub const PERCENT: RangeInclusive<i32> = 0..=100;
/// The points of a criterion.
pub const WEIGHT: RangeInclusive<i32> = 1..=100;

/// The mark of a field without which a new thing is not whole.
pub const NEEDED: &str = "x-needed";
/// The mark of a field that a first one has, though it may be left out.
pub const SHOWN: &str = "x-shown";

/// How an id inside something else is written.
pub const ID: &str = "^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$";
const DOTTED_ID: &str = "^[A-Za-z0-9](?:(?:\\.?[A-Za-z0-9-])*\\.?[A-Za-z0-9])?$";
const SLOTS: &str = "^[^{}]*(?:\\{\\s*[A-Za-z0-9-]+\\s*\\}[^{}]*)*$";
const TIME: &str = "^(?!0+:00$)[0-9]{1,3}:[0-5][0-9]$";
const DATE: &str = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$";
const COUNTRY: &str = "^[A-Z]{2}$";
const DIGITS: &str = "[0-9]";

/// Text is text whatever it looks like: `1.10` is a title too.
fn kinds() -> Value {
    json!(["string", "number"])
}

fn pattern(schema: &mut Schema, pattern: &str, kinds: Value, says: &str) {
    schema.insert("type".into(), kinds);
    schema.insert("pattern".into(), pattern.into());
    schema.insert("patternErrorMessage".into(), says.into());
}

/// A new thing is not whole without this field.
pub fn needed(schema: &mut Schema) {
    schema.insert(NEEDED.into(), true.into());
}

/// A new thing may be whole without this field, and a skeleton has it.
pub fn shown(schema: &mut Schema) {
    schema.insert(SHOWN.into(), true.into());
}

/// An id inside something else.
pub fn id(schema: &mut Schema) {
    pattern(
        schema,
        ID,
        kinds(),
        "an id has letters (a to z), digits and `-`, and begins and ends with a letter or a digit",
    );
    schema.insert("maxLength".into(), MAX_ID.into());
}

/// An id of its own.
pub fn dotted_id(schema: &mut Schema) {
    reference(schema);
    schema.insert("maxLength".into(), MAX_ID.into());
}

/// The id of something else.
pub fn reference(schema: &mut Schema) {
    let says = "an id has letters (a to z), digits, `-` and `.`, and begins and ends with a letter or a digit";
    pattern(schema, DOTTED_ID, kinds(), says);
}

/// Ids of other things.
pub fn references(schema: &mut Schema) {
    each(schema, reference);
}

/// Words to say or do, with slots.
pub fn wording(schema: &mut Schema) {
    pattern(schema, SLOTS, kinds(), "a slot is written {name}: letters, digits and `-` between braces");
    schema.insert("minLength".into(), 1.into());
}

/// Several of them.
pub fn wordings(schema: &mut Schema) {
    each(schema, wording);
}

/// Minutes and seconds.
pub fn time(schema: &mut Schema) {
    pattern(schema, TIME, "string".into(), "write minutes and seconds in quotes: \"6:40\"");
}

/// A day.
pub fn date(schema: &mut Schema) {
    pattern(schema, DATE, "string".into(), "write the day as 2026-11-21: year, month, day");
}

/// A country.
pub fn country(schema: &mut Schema) {
    pattern(schema, COUNTRY, "string".into(), "write two capital letters, as in ISO 3166: GB");
}

/// A telephone number.
pub fn number(schema: &mut Schema) {
    pattern(schema, DIGITS, kinds(), "write the number as one says it: \"999 or 112\"");
}

/// One of a few words.
pub fn one_of<T>(words: &'static [(&'static str, T)]) -> impl FnMut(&mut Schema) {
    move |schema| {
        let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        schema.insert("type".into(), "string".into());
        schema.insert("enum".into(), words.into());
    }
}

/// A whole number up to this.
pub fn at_most(most: u32) -> impl FnMut(&mut Schema) {
    move |schema| {
        schema.insert("maximum".into(), most.into());
    }
}

/// A whole number in this range.
pub fn between(range: RangeInclusive<i32>) -> impl FnMut(&mut Schema) {
    move |schema| {
        schema.insert("minimum".into(), (*range.start()).into());
        schema.insert("maximum".into(), (*range.end()).into());
    }
}

/// Stages of a call.
pub fn stages(schema: &mut Schema) {
    each(schema, |schema| one_of(&STAGE)(schema));
}

/// A factor.
pub fn factor(schema: &mut Schema) {
    schema.insert("minimum".into(), (*FACTORS.start()).into());
    schema.insert("maximum".into(), (*FACTORS.end()).into());
}

/// One id or a list of them that is not empty.
pub fn places(schema: &mut Schema) {
    if let Some(Value::Object(list)) = schema.pointer_mut("/anyOf/0/anyOf/1") {
        list.insert("minItems".into(), 1.into());
    }
}

/// A list that is never empty.
pub fn some(schema: &mut Schema) {
    schema.insert("minItems".into(), 1.into());
}

/// An item has an id of its own, or another's.
pub fn id_or_use(schema: &mut Schema) {
    schema.insert("anyOf".into(), json!([{"required": ["id"]}, {"required": ["use"]}]));
}

/// Every file has a title and may leave out everything else.
pub fn titled(schema: &mut Schema) {
    schema.insert("required".into(), json!(["title"]));
}

/// Changes what the entries of a list may be.
fn each(schema: &mut Schema, form: fn(&mut Schema)) {
    let Some(entry) = schema.get_mut("items").and_then(|items| <&mut Schema>::try_from(items).ok()) else { return };
    form(entry);
}
