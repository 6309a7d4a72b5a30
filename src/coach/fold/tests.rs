//! What must compare equal.

use proptest::prelude::*;

use super::*;

#[test]
fn accents_case_and_apostrophes_go() {
    let table = [
        ("Café", "cafe"),
        ("CAFE\u{301}", "cafe"),
        ("don't", "dont"),
        ("Don’t", "dont"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("Łódź", "lodz"),
        ("Zażółć gęślą jaźń", "zazolc gesla jazn"),
        ("Đặng Thị Hường", "dang thi huong"),
        ("İstanbul'da ışık", "istanbulda isik"),
        ("Čeština, ň", "cestina, n"),
        ("Ångström", "angstrom"),
        ("Ёлка", "елка"),
        ("Όχι", "οχι"),
        ("你好", "你好"),
        ("21:00", "21:00"),
    ];
    for (text, want) in table {
        assert_eq!(fold(text), want, "{text}");
    }
}

#[test]
fn the_tables_have_the_length_of_their_blocks() {
    assert_eq!(LATIN.len(), 0x250 - 0xC0);
    assert_eq!(ADDITIONAL.len(), 0x100);
    assert_eq!(fold("ȳ ɏ ỿ"), "y ɏ ỿ");
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in ".{0,40}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }
}
