//! The mood of a caller as it went.

use crate::{
    call::clock::clock_face,
    storage::report::page::{Curve, Part, Plain, Section},
};

/// The mood over talk time, 0 calm to 10 worst: the moments in milliseconds, and the end of the call. None where there is
/// nothing to be seen.
pub(super) fn curve(name: &str, moods: &[(u64, u8)], end: u64) -> Option<Section> {
    let (first, last) = (moods.first()?, moods.last()?);
    let end = end.max(last.0).max(1);
    // What did not change need not be said.
    let mut changes: Vec<(u64, u8)> = vec![(0, first.1)];
    for mood in &moods[1..] {
        if changes.last().is_some_and(|(_, before)| *before != mood.1) {
            changes.push(*mood);
        }
    }
    let told = changes.iter().enumerate().map(|(at, (talk, mood))| match at {
        0 => format!("{mood} at the start"),
        _ => format!("{mood} from {}", clock_face(*talk)),
    });
    let told: Vec<String> = told.collect();
    #[expect(clippy::cast_precision_loss, reason = "a place in a picture")]
    let points = changes.iter().map(|(talk, mood)| (*talk as f64 / end as f64, (*mood).min(10)));
    let curve = Curve {
        title: Plain::from(format!("{name}'s mood over the call: from {} to {}", first.1, last.1)),
        words: told.join(", ").into(),
        points: points.collect(),
        ends: ("00:00".into(), clock_face(end).into()),
    };
    Some(Section::of("Mood", Part::Curve(curve)).remarked("0 is calm, 10 is worst."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_in_the_words() {
        let moods = [(0, 7), (41_000, 7), (75_000, 6), (130_000, 8)];
        let section = curve("Rosa", &moods, 245_000).expect("a curve");
        let Part::Curve(curve) = &section.parts[0] else { panic!("{section:?}") };
        assert_eq!(curve.words.as_str(), "7 at the start, 6 from 01:15, 8 from 02:10");
        assert_eq!(curve.title.as_str(), "Rosa's mood over the call: from 7 to 8");
        assert_eq!(curve.points.len(), 3);
        assert!(curve.points.iter().all(|(x, _)| (0.0..=1.0).contains(x)));
        assert_eq!(super::curve("Rosa", &[], 1), None);
    }
}
