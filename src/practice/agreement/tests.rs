use super::*;
use crate::call::mock::{CriterionPin, DeskAct, Mock};

const MARKS: [Mark; 4] = [Mark::Yes, Mark::Partly, Mark::No, Mark::NotApplicable];

/// A sheet of so many lines, every other one judged.
fn sheet(lines: usize) -> SheetPin {
    let pin = |n: usize| CriterionPin {
        id: format!("card.open.c{n}").as_str().into(),
        section: "card.open".into(),
        weight: 1,
        judged: n % 2 == 1,
        graded: true,
        error: None,
    };
    SheetPin {
        card: "card".into(),
        pass: 80,
        criteria: (0..lines).map(pin).collect(),
        fails: vec!["card.lie".into(), "card.breach".into()],
    }
}

/// Marks in the order of the sheet, none where there is none.
fn observed(sheet: &SheetPin, marks: &[Option<Mark>]) -> Observed {
    let marks = sheet.criteria.iter().zip(marks).filter_map(|(pin, mark)| Some((pin.id.clone(), (*mark)?)));
    Observed { marks: marks.collect(), fails: BTreeSet::new() }
}

/// Calls with one line each, from how often two came to which pair of marks.
fn table(cells: &[&[u32]]) -> Rate {
    let sheet = sheet(1);
    let mut calls = Vec::new();
    for (row, counts) in cells.iter().enumerate() {
        for (column, count) in counts.iter().enumerate() {
            let pair = (observed(&sheet, &[Some(MARKS[row])]), observed(&sheet, &[Some(MARKS[column])]));
            calls.extend((0..*count).map(|_| pair.clone()));
        }
    }
    let found = agreement(&sheet, &calls);
    assert_eq!(found.lines[0].rate, found.overall, "one line is all there is");
    found.overall
}

fn close(found: Option<f64>, wanted: f64) -> bool {
    found.is_some_and(|found| (found - wanted).abs() < 1e-12)
}

#[test]
fn kappa_is_that_of_published_examples() {
    // Two readers of 50 grant proposals: observed 0.70, by chance 0.50, kappa 0.40.
    // <https://en.wikipedia.org/wiki/Cohen%27s_kappa#Simple_example>
    let readers = table(&[&[20, 5], &[10, 15]]);
    assert_eq!((readers.pairs, readers.same, readers.percent()), (50, 35, Some(70)));
    assert!(close(readers.kappa, 0.4), "{readers:?}");
    // Same agreement, other habits: 60 % observed in both, kappa 0.1304 and 0.2593.
    // <https://en.wikipedia.org/wiki/Cohen%27s_kappa#Same_percentages_but_different_numbers>
    let (one, other) = (table(&[&[45, 15], &[25, 15]]), table(&[&[25, 35], &[5, 35]]));
    assert_eq!((one.percent(), other.percent()), (Some(60), Some(60)));
    assert!((one.kappa.unwrap() - 0.1304).abs() < 5e-5 && (other.kappa.unwrap() - 0.2593).abs() < 5e-5);
    // Two judges of 200 cases, three categories: Cohen reports .492 (1968, Table 1, Psychological Bulletin 70(4), 213-220,
    // <https://doi.org/10.1037/h0026256>).
    let judges = table(&[&[88, 14, 18], &[10, 40, 10], &[2, 6, 12]]);
    assert_eq!((judges.pairs, judges.percent()), (200, Some(70)));
    assert!((judges.kappa.unwrap() - 0.492).abs() < 5e-4, "{judges:?}");
}

#[test]
fn kappa_is_none_where_it_says_nothing() {
    assert_eq!(table(&[&[0]]), Rate::default());
    assert_eq!((table(&[&[1]]).kappa, table(&[&[0, 1]]).kappa), (None, None), "one pair");
    assert_eq!(table(&[&[9]]).kappa, None, "both say yes to all: chance alone would do it");
    assert!(close(table(&[&[5, 0], &[0, 5]]).kappa, 1.0));
    assert!(close(table(&[&[0, 5], &[5, 0]]).kappa, -1.0));
    // One says yes to all, the other does not: no more than chance.
    assert!(close(table(&[&[6, 4]]).kappa, 0.0));
}

/// An exact number, for checking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ratio(i128, i128);

impl Ratio {
    fn new(above: i128, below: i128) -> Ratio {
        let (mut a, mut b) = (above.abs(), below.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let sign = if below < 0 { -1 } else { 1 };
        Ratio(sign * above / a.max(1), sign * below / a.max(1))
    }

    fn plus(self, other: Ratio) -> Ratio {
        Ratio::new(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }

    fn times(self, other: Ratio) -> Ratio {
        Ratio::new(self.0 * other.0, self.1 * other.1)
    }

    fn less(self, other: Ratio) -> Ratio {
        self.plus(Ratio(-other.0, other.1))
    }
}

/// Kappa as the textbook has it: a matrix of shares, the diagonal, the products of its margins; all of it exact.
fn textbook(pairs: &[(Mark, Mark)]) -> Option<Ratio> {
    let n = i128::try_from(pairs.len()).unwrap();
    if n < 2 {
        return None;
    }
    let share = |row: Mark, column: Mark| {
        let hits = pairs.iter().filter(|pair| **pair == (row, column)).count();
        Ratio::new(i128::try_from(hits).unwrap(), n)
    };
    let sum = |shares: Vec<Ratio>| shares.into_iter().fold(Ratio(0, 1), Ratio::plus);
    let observed = sum(MARKS.iter().map(|mark| share(*mark, *mark)).collect());
    let margins = MARKS.iter().map(|mark| {
        let row = sum(MARKS.iter().map(|other| share(*mark, *other)).collect());
        let column = sum(MARKS.iter().map(|other| share(*other, *mark)).collect());
        row.times(column)
    });
    let expected = sum(margins.collect());
    let rest = Ratio(1, 1).less(expected);
    (rest.0 != 0).then(|| observed.less(expected).times(Ratio::new(rest.1, rest.0)))
}

/// Numbers without a pattern, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides).unwrap()
    }
}

#[test]
fn a_thousand_random_markings_come_to_what_another_way_of_counting_says() {
    let mut dice = Dice(88_172_645_463_325_252);
    let (mut compared, mut undefined) = (0, 0);
    for _ in 0..1_000 {
        let sheet = sheet(1 + dice.roll(8));
        let calls = 1 + dice.roll(30);
        // Some pairs of observers agree often, some seldom; some never use every mark.
        let (leaning, kinds) = (1 + dice.roll(6), 1 + dice.roll(4) as u64);
        let mut pairs: Vec<(Observed, Observed)> = Vec::new();
        let mut by_line: Vec<Vec<(Mark, Mark)>> = vec![Vec::new(); sheet.criteria.len()];
        for _ in 0..calls {
            let (mut first, mut second) = (Vec::new(), Vec::new());
            for line in &mut by_line {
                let mut mark = || (dice.roll(12) > 0).then(|| MARKS[dice.roll(kinds)]);
                let (one, other) = (mark(), mark());
                let other = if dice.roll(leaning as u64) > 0 { one } else { other };
                line.extend(one.zip(other));
                first.push(one);
                second.push(other);
            }
            pairs.push((observed(&sheet, &first), observed(&sheet, &second)));
        }
        let found = agreement(&sheet, &pairs);
        let all: Vec<(Mark, Mark)> = by_line.iter().flatten().copied().collect();
        let told = found.lines.iter().map(|line| line.rate).chain([found.overall]);
        for (rate, pairs) in told.zip(by_line.iter().chain([&all])) {
            let same = pairs.iter().filter(|(one, other)| one == other).count();
            assert_eq!((rate.pairs as usize, rate.same as usize), (pairs.len(), same));
            match (rate.kappa, textbook(pairs)) {
                (None, None) => undefined += 1,
                (Some(kappa), Some(exact)) => {
                    compared += 1;
                    assert!((kappa - exact.0 as f64 / exact.1 as f64).abs() < 1e-12, "{kappa} is not {exact:?}");
                    assert!((-1.0..=1.0).contains(&kappa), "{kappa}");
                }
                other => panic!("{other:?} of {pairs:?}"),
            }
        }
    }
    assert!(compared > 3_000 && undefined > 300, "both kinds are met often: {compared}, {undefined}");
}

#[test]
fn lines_are_flagged_below_the_limit_of_their_kind() {
    let sheet = sheet(2);
    let of = |same: usize, calls: usize| {
        let pairs: Vec<_> = (0..calls)
            .map(|n| {
                let other = if n < same { Mark::Yes } else { Mark::No };
                let yes = [Some(Mark::Yes); 2];
                (observed(&sheet, &yes), observed(&sheet, &[Some(other); 2]))
            })
            .collect();
        let found = agreement(&sheet, &pairs);
        (found.lines[0].flagged, found.lines[1].flagged)
    };
    // The first line is objective, the second judged.
    assert_eq!(of(10, 10), (false, false));
    assert_eq!(of(9, 10), (false, false));
    assert_eq!(of(89, 100), (true, false));
    assert_eq!(of(8, 10), (true, false));
    assert_eq!(of(79, 100), (true, true));
    assert_eq!(of(0, 1), (true, true));
    assert_eq!(of(0, 0), (false, false), "nothing was compared");
    // 89.9 % is not 90.
    assert_eq!(of(899, 1_000), (true, false));
}

#[test]
fn what_only_one_marked_is_counted_apart() {
    let sheet = sheet(3);
    let (yes, no) = (Some(Mark::Yes), Some(Mark::No));
    let calls = [
        (observed(&sheet, &[yes, None, None]), observed(&sheet, &[yes, no, None])),
        (observed(&sheet, &[yes, no, None]), observed(&sheet, &[None, no, None])),
    ];
    let found = agreement(&sheet, &calls);
    let told: Vec<_> = found.lines.iter().map(|line| (line.rate.pairs, line.rate.same, line.alone)).collect();
    assert_eq!(told, [(1, 1, (1, 0)), (1, 1, (0, 1)), (0, 0, (0, 0))]);
    assert_eq!((found.calls, found.overall.pairs), (2, 2));
    assert_eq!(found.lines[2].rate.percent(), None);
}

#[test]
fn automatic_fails_are_compared_call_by_call() {
    let sheet = sheet(0);
    let met =
        |fails: &[&str]| Observed { marks: BTreeMap::new(), fails: fails.iter().map(|fail| Id::from(*fail)).collect() };
    let (lie, none) = (met(&["card.lie"]), met(&[]));
    let calls = [
        (lie.clone(), lie.clone()),
        (lie.clone(), none.clone()),
        (none.clone(), lie),
        (none.clone(), none.clone()),
        (none.clone(), none),
    ];
    let found = agreement(&sheet, &calls);
    assert_eq!(found.fails[0], FailAgreed { fail: "card.lie".into(), met: (1, 1, 1, 2) });
    assert_eq!(found.fails[1].met, (0, 0, 0, 5));
    assert_eq!((found.fails[0].flagged(), found.fails[1].flagged()), (true, false));
}

#[test]
fn sheets_differ_by_what_only_one_has() {
    let (one, mut other) = (sheet(3), sheet(2));
    other.criteria.reverse();
    other.criteria[0].weight = 99;
    other.fails = vec!["card.breach".into(), "card.rude".into()];
    let ids: Vec<Id> = ["card.open.c2", "card.lie", "card.rude"].map(Id::from).to_vec();
    assert_eq!(differences(&one, &other), ids);
    other = one.clone();
    other.criteria.reverse();
    assert!(differences(&one, &other).is_empty());
}

#[test]
fn only_the_observers_own_marks_are_compared() {
    let mut marking = Marking::new(Mock { trainee: None, of: None, sheet: sheet(2) });
    let id: Id = "card.open.c0".into();
    for (by, mark) in [(Marker::Trainer, Mark::No), (Marker::Trainee, Mark::Yes)] {
        marking.take(&DeskAct::Marked { by, criterion: id.clone(), mark: Some(mark) }, 0, false);
    }
    marking.take(&DeskAct::Failed { fail: "card.lie".into(), met: true }, 0, false);
    let observed = Observed::of(&marking);
    assert_eq!(observed.marks, [(id, Mark::No)].into());
    assert_eq!(observed.fails, ["card.lie".into()].into());
}
