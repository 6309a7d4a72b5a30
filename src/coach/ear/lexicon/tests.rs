//! Words brought back to what the patterns know.

use crate::coach::Ear;
use crate::playbook::{SourceFile, load, model::Layer};

fn ear() -> Ear {
    let text = "title: t\ncues:\n  - {id: greeting, words: [hello]}\n  - {id: filler, words: [um]}\n  - {id: ahead, words: [\"no\"]}\n  - {id: same, same: [\"didn't|didnt = did not\", \"husb = husband\", \"favour = favor\"]}\n  - {id: words, words: [husband, passed, scared, interpreter]}\nwording:\n  - {id: m, title: M, hear: [\"{words}\"]}\n";
    let files = [SourceFile { layer: Layer::Own, name: "a".into(), bytes: text.into() }];
    let loaded = load(&files);
    assert_eq!(loaded.faults, []);
    Ear::new(&loaded.library)
}

fn words(text: &str) -> Vec<String> {
    ear().read(text).tokens.into_iter().map(|token| token.word.into()).collect()
}

#[test]
fn spellings_shorthand_and_possessives_are_one_word() {
    assert_eq!(words("He DIDN\u{2019}T"), ["he", "did", "not"]);
    assert_eq!(words("didnt, husb's favour"), ["did", "not", "husband", "favor"]);
    assert_eq!(words("my husband's café"), ["my", "husband", "cafe"]);
    assert_eq!(words("um, soooo scared"), ["soo", "scared"]);
}

#[test]
fn a_slip_in_a_long_word_is_mended_and_real_words_are_left() {
    assert_eq!(words("interperter intrpreter interpretter interpteter"), ["interpreter"; 4]);
    assert_eq!(words("husbnad"), ["husband"]);
    // `shared` is a word of its own, `pasd` is too short to tell.
    assert_eq!(words("shared pasd"), ["shared", "pasd"]);
}

#[test]
fn a_greeting_and_a_word_before_a_comma_are_no_part_of_what_is_said() {
    let turn = ear().read("hello my husband passed. No, my husband passed");
    let begins: Vec<&str> = turn.tokens.iter().filter(|token| token.begins).map(|token| &*token.word).collect();
    assert_eq!(begins, ["hello", "my", "no", "my"]);
    assert_eq!(turn.sentences()[0][0].word, "my".into());
}

#[test]
fn evidence_of_two_words_in_one_is_the_one() {
    let turn = ear().read("he didn't");
    assert_eq!(turn.tokens[1].span, 3..9);
    assert_eq!(turn.tokens[2].span, 3..9);
}
