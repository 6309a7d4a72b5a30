//! Playing the lines of a library.

use super::*;
use crate::playbook::{Edition, SourceFile, model::Layer};

fn told(text: &str) -> Vec<(String, String)> {
    let files = [SourceFile { layer: Layer::Own, name: "a".into(), bytes: text.into() }];
    let edition = Edition::open(&files);
    assert_eq!(edition.loaded.faults, []);
    let placed = edition.placed(&proof(&edition.loaded.library, &Ear::new(&edition.loaded.library), &|_, _| true));
    placed.into_iter().map(|fault| (format!("{}:{} {}", fault.line, fault.column, fault.code), fault.message)).collect()
}

const TEXT: &str = r#"title: t
scenarios:
  - id: loss
    title: L
    short: l
    goal: g
    items: [{id: c, do: Wait}]
    heard:
      - "my husband died"
      - "my husband is gone"
    unlike:
      - "my phone died"
      - "my husband's phone died"
cues:
  - {id: a, for: loss, hear: ["husband [phone] died"]}
wording:
  - {id: bright, title: Bright, hear: ["great day"], in: loss, why: It hurts., instead: Take care.}
  - {id: filler, title: Filler, hear: [basically], why: It fills., instead: Leave it out.}
phrases:
  - {id: p, for: loss, say: "Have a great day."}
  - {id: q, for: hold, say: "Have a great day."}
  - {id: r, for: hold, say: "Basically, one moment."}
  - {id: s, for: hold, say: "Basically, one moment please.", verbatim: true}
"#;

#[test]
fn each_remark_stands_at_its_text() {
    let told = told(TEXT);
    let places: Vec<&str> = told.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["10:9 HK0617", "13:9 HK0618", "20:29 HK0619", "22:29 HK0619"]);
    assert!(told[1].1.contains("\"husband's phone died\""), "{}", told[1].1);
    assert!(told[2].1.contains("`bright`: It hurts."), "{}", told[2].1);
}

#[test]
fn what_no_cue_listens_for_is_not_played() {
    let text = TEXT.replace("for: loss, hear: [\"husband [phone] died\"]", "words: [husband]");
    assert_eq!(told(&text).len(), 2);
}
