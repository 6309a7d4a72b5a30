//! Misspelt and abbreviated words of time: `tomorow`, `thurday`, `wensday`, `tmrw`, `hrs`.

/// Long words, each with its usual misspellings that are further than one letter away.
const LONG: [(&str, &[&str]); 27] = [
    ("tomorrow", &["tommorow", "tomorow", "tommorrow", "tomoro", "tomorro", "tmrw", "tmr", "tmw", "tmrow", "2morrow"]),
    ("yesterday", &["yesteday", "yday"]),
    ("monday", &[]),
    ("tuesday", &["teusday"]),
    ("wednesday", &["wensday", "wendsday", "wenesday", "wednesdy"]),
    ("thursday", &["thrusday", "thusday", "thirsday"]),
    ("friday", &[]),
    ("saturday", &["satday", "saterday"]),
    ("sunday", &[]),
    ("january", &["janurary"]),
    ("february", &["febuary", "feburary"]),
    ("august", &[]),
    ("september", &[]),
    ("october", &[]),
    ("november", &[]),
    ("december", &[]),
    ("morning", &["mornin"]),
    ("afternoon", &["arvo", "afternon"]),
    ("evening", &["evenin"]),
    ("midnight", &[]),
    ("tonight", &["tonite"]),
    ("weekend", &["wknd"]),
    ("fortnight", &[]),
    ("minutes", &["mins", "minuts"]),
    ("minute", &["min"]),
    ("business", &["buisness", "bussiness"]),
    ("christmas", &["xmas"]),
];

/// Abbreviations of short words.
const SHORT: [(&str, &str); 14] = [
    ("hr", "hour"),
    ("hrs", "hours"),
    ("sec", "second"),
    ("secs", "seconds"),
    ("wk", "week"),
    ("wks", "weeks"),
    ("mth", "month"),
    ("mths", "months"),
    ("yr", "year"),
    ("yrs", "years"),
    ("tues", "tuesday"),
    ("thurs", "thursday"),
    ("untill", "until"),
    ("oclock", "o'clock"),
];

/// Words of their own that are one letter away from a long one.
const OTHERS: [&str; 9] =
    ["sundae", "sundry", "mourning", "minuet", "minuets", "minuted", "mundane", "levening", "corning"];

/// A word of fewer letters is not corrected.
const LETTERS: usize = 6;

/// The word of time that a word is meant to be, where it is spelt otherwise; none where it may be two, or is the plural.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    if let Some((_, name)) = SHORT.iter().find(|(short, _)| *short == word) {
        return Some(name);
    }
    if let Some((name, _)) = LONG.iter().find(|(name, known)| *name == word || known.contains(&word)) {
        return Some(name);
    }
    if !(LETTERS..=12).contains(&word.len()) || !word.is_ascii() || OTHERS.contains(&word) {
        return None;
    }
    let mut near = LONG
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| one_edit(word.as_bytes(), name.as_bytes()) && !plural(word, name));
    near.next().filter(|_| near.next().is_none())
}

/// Whether a word is another one with a slip in it.
pub(super) fn near(word: &str, name: &str) -> bool {
    one_edit(word.as_bytes(), name.as_bytes())
}

/// `Mondays` is no day that one can promise.
fn plural(word: &str, name: &str) -> bool {
    word.strip_suffix('s') == Some(name)
}

/// Whether two words differ by one letter: another, one more, one less, or two that changed places.
fn one_edit(typed: &[u8], name: &[u8]) -> bool {
    if typed.len().abs_diff(name.len()) > 1 {
        return false;
    }
    let same = typed.iter().zip(name).take_while(|(a, b)| a == b).count();
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
            ("september", &["septmber", "setpember"]),
            ("afternoon", &["afternon", "aftrnoon"]),
            ("minutes", &["mins", "minuts", "mintues"]),
        ];
        for (name, typed) in table {
            for word in typed {
                assert_eq!(meant(word), Some(name), "{word}");
            }
        }
    }

    #[test]
    fn other_words_stay_what_they_are() {
        let words = [
            "mondays",
            "tomorrows",
            "sundae",
            "sundry",
            "midday",
            "someday",
            "today",
            "munday",
            "money",
            "mourning",
            "mornings",
            "minuet",
            "warning",
            "businesses",
            "quarter",
        ];
        for word in words {
            assert_eq!(meant(word), None, "{word}");
        }
    }
}
