//! Misspelt names of days: `tomorow`, `thurday`, `wensday`.

/// Long names, each with its usual misspellings that are further than one letter away.
const NAMES: [(&str, &[&str]); 8] = [
    ("tomorrow", &["tommorow", "tomorow", "tommorrow", "tomoro", "tmrw", "tmr", "tmw", "tmrow", "tom"]),
    ("monday", &[]),
    ("tuesday", &["teusday"]),
    ("wednesday", &["wensday", "wendsday", "wenesday", "wednesdy"]),
    ("thursday", &["thrusday", "thusday", "thirsday"]),
    ("friday", &[]),
    ("saturday", &["satday", "saterday"]),
    ("sunday", &[]),
];

/// Words of their own that are one letter away from a name.
const OTHERS: [&str; 2] = ["sundae", "sundry"];

/// A word of fewer letters is not corrected.
const LETTERS: usize = 6;

/// The name of a day that a word is meant to be; none where it may be two, or is the plural.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    if let Some((name, _)) = NAMES.iter().find(|(name, known)| *name == word || known.contains(&word)) {
        return Some(name);
    }
    if word.chars().count() < LETTERS || OTHERS.contains(&word) {
        return None;
    }
    let typed: Vec<char> = word.chars().collect();
    let mut near = NAMES.iter().map(|(name, _)| *name).filter(|name| one_edit(&typed, name) && !plural(word, name));
    near.next().filter(|_| near.next().is_none())
}

/// `Mondays` is no day that one can promise.
fn plural(word: &str, name: &str) -> bool {
    word.strip_suffix('s') == Some(name)
}

/// Whether two words differ by one letter: another, one more, one less, or two that changed places.
fn one_edit(typed: &[char], name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    let same = typed.iter().zip(&name).take_while(|(a, b)| a == b).count();
    match (&typed[same..], &name[same..]) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([a, b, rest @ ..], [c, d, others @ ..]) if a == d && b == c && rest == others => true,
        ([_, rest @ ..], others) if rest == others => true,
        (rest, [_, others @ ..]) => rest == others,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_misspellings() {
        let table = [
            ("tomorrow", &["tomorrow", "tomorow", "tommorow", "tommorrow", "tomorro", "tomarrow", "tmr", "tmrw"][..]),
            ("monday", &["monady", "mondayy", "moonday"]),
            ("tuesday", &["tusday", "tuseday", "teusday", "tuesdsay"]),
            ("wednesday", &["wensday", "wednsday", "wenesday", "wedensday"]),
            ("thursday", &["thurday", "thrusday", "thursdya", "thersday"]),
            ("friday", &["firday", "frieday"]),
            ("saturday", &["saturdy", "saterday", "satuday"]),
            ("sunday", &["sunnday", "snuday"]),
        ];
        for (name, typed) in table {
            for word in typed {
                assert_eq!(meant(word), Some(name), "{word}");
            }
        }
    }

    #[test]
    fn other_words_stay_what_they_are() {
        let words =
            ["mondays", "tomorrows", "sundae", "sundry", "midday", "someday", "today", "munday", "money", "tues"];
        for word in words {
            assert_eq!(meant(word), None, "{word}");
        }
    }
}
