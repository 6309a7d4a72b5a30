use proptest::prelude::*;

use super::*;
use crate::call::{
    event::CallId,
    mock::{CriterionPin, DeskAct, Mock, SheetPin},
};

/// A criterion: section, weight, whom it harms.
fn pin(n: usize, section: &str, weight: u32, error: Option<Critical>) -> CriterionPin {
    CriterionPin {
        id: format!("card.{section}.c{n}").as_str().into(),
        section: format!("card.{section}").as_str().into(),
        weight,
        judged: true,
        graded: true,
        error,
    }
}

fn sheet(criteria: Vec<CriterionPin>) -> Marking {
    let fails = vec!["card.lie".into(), "card.breach".into()];
    let sheet = SheetPin { card: "card".into(), pass: 70, criteria, fails };
    Marking::new(Mock { trainee: None, of: Some(CallId("a".into())), sheet })
}

/// Four criteria of 5, 10, 20 and 15 points in three sections.
fn four() -> Marking {
    sheet(vec![
        pin(0, "open", 5, Some(Critical::Customer)),
        pin(1, "listen", 10, Some(Critical::Customer)),
        pin(2, "listen", 20, Some(Critical::Business)),
        pin(3, "close", 15, Some(Critical::Compliance)),
    ])
}

/// Marks in the order of the sheet: `y`, `p`, `n`, `x`, or `-` for none.
fn mark(marking: &mut Marking, by: Marker, marks: &str) {
    let pins = marking.mock.sheet.criteria.clone();
    for (criterion, sign) in pins.into_iter().zip(marks.chars()) {
        let mark = match sign {
            'y' => Some(Mark::Yes),
            'p' => Some(Mark::Partly),
            'n' => Some(Mark::No),
            'x' => Some(Mark::NotApplicable),
            _ => None,
        };
        marking.take(&DeskAct::Marked { by, criterion: criterion.id, mark }, 1_000, false);
    }
}

fn scored(marks: &str) -> Score {
    let mut marking = four();
    mark(&mut marking, Marker::Trainer, marks);
    Score::of(&marking, Marker::Trainer)
}

#[test]
fn each_criterion_counts_its_weight() {
    for (marks, halves, of, percent, passed) in [
        ("yyyy", 100, 50, 100, true),
        ("nnnn", 0, 50, 0, false),
        ("nyyy", 90, 50, 90, true),
        ("yyyn", 70, 50, 70, true),
        ("nyyn", 60, 50, 60, false),
        ("pyyy", 95, 50, 95, true),
        ("pppp", 50, 50, 50, false),
        ("pnpp", 40, 50, 40, false),
    ] {
        let score = scored(marks);
        assert_eq!((score.halves, score.of, score.percent(), score.passed), (halves, of, percent, passed), "{marks}");
    }
}

#[test]
fn half_points_are_exact_and_read_as_such() {
    assert_eq!(scored("pnnn").points(), "2.5");
    assert_eq!(scored("npnn").points(), "5");
    assert_eq!(scored("pynp").points(), "20");
    assert_eq!((points(0), points(1), points(45)), ("0".into(), "0.5".into(), "22.5".into()));
    // 2.5 of 50 is 5 %; 2.5 of 15 is 16 and two thirds.
    assert_eq!((scored("pnnn").percent(), scored("pnxx").percent()), (5, 16));
}

#[test]
fn what_does_not_apply_leaves_the_denominator() {
    let score = scored("yxny");
    assert_eq!((score.halves, score.of, score.not_applicable, score.percent()), (40, 40, 1, 50));
    assert_eq!(
        score.sections,
        [("card.open".into(), 10, 5), ("card.listen".into(), 0, 20), ("card.close".into(), 30, 15)]
    );
    let score = scored("yxxy");
    assert_eq!(score.sections, [("card.open".into(), 10, 5), ("card.close".into(), 30, 15)]);
    assert!(score.passed);
    // Where nothing applies there is nothing to pass.
    let score = scored("xxxx");
    assert_eq!((score.of, score.percent(), score.passed), (0, 0, false));
}

#[test]
fn what_is_not_marked_counts_nothing_and_does_not_pass() {
    let score = scored("yyy-");
    assert_eq!((score.halves, score.of, score.open, score.percent()), (70, 50, 1, 70));
    assert!(!score.passed, "70 % and one line open");
    assert_eq!(scored("----").open, 4);
    assert!(scored("----").errors.is_empty(), "nothing was missed yet");
}

#[test]
fn one_automatic_fail_is_enough_and_is_named() {
    let mut marking = four();
    mark(&mut marking, Marker::Trainer, "yyyy");
    mark(&mut marking, Marker::Trainee, "yyyn");
    for (fail, met) in [("card.breach", true), ("card.lie", true), ("card.lie", false), ("card.unknown", true)] {
        marking.take(&DeskAct::Failed { fail: fail.into(), met }, 9_000, false);
    }
    for by in [Marker::Trainer, Marker::Trainee] {
        let score = Score::of(&marking, by);
        assert_eq!(score.failed, ["card.breach".into()], "one that is taken back or not on the sheet is none");
        assert_eq!((score.percent(), score.points(), score.passed), (0, "0".into(), false));
    }
    // The lines keep what was earned: a debrief says both.
    assert_eq!(Score::of(&marking, Marker::Trainer).halves, 100);
    marking.take(&DeskAct::Failed { fail: "card.lie".into(), met: true }, 10_000, true);
    let failed = Score::of(&marking, Marker::Trainer).failed;
    assert_eq!(failed, ["card.lie".into(), "card.breach".into()], "in the order of the sheet");
}

#[test]
fn errors_are_counted_by_whom_they_harm_and_offset_nothing() {
    let score = scored("npny");
    assert_eq!(score.errors, [(Critical::Customer, 2), (Critical::Business, 1)].into());
    assert_eq!(scored("xyyn").errors, [(Critical::Compliance, 1)].into());
    let mut marking = sheet(vec![pin(0, "open", 5, None)]);
    mark(&mut marking, Marker::Trainer, "n");
    assert!(Score::of(&marking, Marker::Trainer).errors.is_empty(), "one that harms nobody is none");
}

#[test]
fn each_who_marks_has_a_score_of_their_own() {
    let mut marking = four();
    mark(&mut marking, Marker::Trainer, "yyyn");
    let own = Score::of(&marking, Marker::Trainee);
    assert_eq!((own.open, own.halves), (4, 0));
    mark(&mut marking, Marker::Trainee, "yyyy");
    assert_eq!(Score::of(&marking, Marker::Trainee).percent(), 100);
    assert_eq!(Score::of(&marking, Marker::Trainer).percent(), 70);
}

#[test]
fn a_sheet_out_of_all_measure_breaks_nothing() {
    let mut marking = sheet((0..4).map(|n| pin(n, "open", u32::MAX, None)).collect());
    mark(&mut marking, Marker::Trainer, "yypn");
    let score = Score::of(&marking, Marker::Trainer);
    assert!(score.percent() <= 100, "{score:?}");
    assert_eq!(Score::of(&sheet(Vec::new()), Marker::Trainer), Score::default());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_add_up(lines in prop::collection::vec((0..4_usize, 1..50_u32, "[ypnx-]"), 0..30)) {
        let sections = ["a", "b", "c", "d"];
        let criteria = lines.iter().enumerate().map(|(n, (section, weight, _))| pin(n, sections[*section], *weight, None));
        let mut marking = sheet(criteria.collect());
        let marks: String = lines.iter().map(|(.., sign)| sign.as_str()).collect();
        mark(&mut marking, Marker::Trainer, &marks);
        let score = Score::of(&marking, Marker::Trainer);
        prop_assert!(score.percent() <= 100 && score.halves <= 2 * score.of);
        prop_assert_eq!(score.sections.iter().map(|(_, halves, _)| halves).sum::<u32>(), score.halves);
        prop_assert_eq!(score.sections.iter().map(|(.., of)| of).sum::<u32>(), score.of);
        let all: u32 = lines.iter().map(|(_, weight, _)| weight).sum();
        let out: u32 = lines.iter().filter(|(.., sign)| sign == "x").map(|(_, weight, _)| weight).sum();
        prop_assert_eq!(score.of, all - out);
        prop_assert_eq!(score.open, marks.matches('-').count());
        prop_assert!(!score.passed || (score.open == 0 && score.percent() >= 70));
    }
}
