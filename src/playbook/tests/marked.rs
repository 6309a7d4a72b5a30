//! A form that mock calls are marked by, for the tests here and below.

use super::*;

/// A whole form, and the little that it names.
pub const FORM: &str = r#"title: Flower desk
frameworks:
  - id: hear
    title: HEAR
    target: "2:00"
    steps: [{id: hear, title: Hear, goal: all of it, share: 100, items: [{id: greet, do: Greet}]}]
scorecards:
  - id: flowers
    title: Flower desk
    about: For who takes orders alone.
    pass: 80
    sections:
      - id: opening
        title: Opening
        criteria:
          - id: name
            title: Opens with a name
            kind: objective
            weight: 40
            error: customer
            yes: Gives a name in the first breath.
            no: Begins with the order number.
            step: hear.hear
      - id: care
        title: Care
        criteria:
          - id: day
            title: Names their day
            kind: judged
            weight: 35
            yes: Says what the flowers are for.
            partly: Says it after being told twice.
            no: Speaks of the order only.
          - {id: hour, title: Gives an hour, weight: 25, error: business, yes: Names the hour., no: Says soon.}
    fails:
      - id: privacy
        title: Privacy breach
        error: compliance
        why: Gave the address to a stranger.
      - {id: lie, title: A lie, why: Said what was untrue.}
    remark: Mark two calls together first.
    sources: [Call guide]
"#;

/// A form of so many criteria of a kind, which make 100 points.
pub fn sheet(count: usize, kind: &str) -> String {
    let mut text = "title: t\nscorecards:\n  - id: a\n    title: A\n    about: For all.\n    pass: 50\n    sections:\n      - id: b\n        title: B\n        criteria:\n".to_string();
    for i in 0..count {
        let weight = 100 / count + usize::from(i < 100 % count);
        text += &format!(
            "          - {{id: c{i}, title: C, kind: {kind}, weight: {weight}, yes: \"Yes.\", no: \"No.\"}}\n"
        );
    }
    text
}

proptest! {
    #[test]
    fn a_form_with_a_hole_still_gives_faults_inside_the_file(at in 0..FORM.len(), length in 1usize..40, part in 0..PARTS.len()) {
        let mut text = FORM.to_string();
        let end = (at + length).min(text.len());
        text.replace_range(at..end, PARTS[part]);
        let files = [own("any", &text)];
        prop_assert!(inside(&files, &load(&files).faults), "{text}");
    }
}
