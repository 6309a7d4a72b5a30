//! Numbers as they are typed and as they are spoken: `24`, `1,500`, `twenty four`, `twenty-first`, `nineteen eighty six`.

use super::lex::{Token, is, number, sign, word};

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// Where a word stands in a list that counts from some number.
fn place(list: &[&str], word: &str, from: u32) -> Option<u32> {
    list.iter().zip(from..).find(|(name, _)| **name == word).map(|(_, value)| value)
}

/// The value of one word that is a number by itself.
fn single(text: &str) -> Option<u32> {
    place(&SMALL, text, 0).or_else(|| place(&TENS, text, 2).map(|tens| tens * 10))
}

/// A number below a hundred in words, and the token after it.
pub(super) fn below_hundred(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let value = single(word(tokens, at)?)?;
    let dash = usize::from(sign(tokens, at + 1, '-'));
    let unit = word(tokens, at + 1 + dash).and_then(|w| place(&SMALL[1..10], w, 1));
    match unit.filter(|_| value >= 20) {
        Some(unit) => Some((value + unit, at + 2 + dash)),
        None => Some((value, at + 1)),
    }
}

/// A number in digits or in words, and the token after it.
pub(super) fn count(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    if let Some((value, digits)) = number(tokens, at) {
        let thousands = number(tokens, at + 2).filter(|(_, d)| *d == 3 && digits <= 3 && tokens[at + 2].glued);
        return match thousands.filter(|_| sign(tokens, at + 1, ',')) {
            Some((rest, _)) => Some((value.saturating_mul(1000).saturating_add(rest), at + 3)),
            None => Some((value, at + 1)),
        };
    }
    let (value, end) = match is(tokens, at, "a") {
        true => (1, at + 1),
        false => below_hundred(tokens, at)?,
    };
    let (size, end) = match word(tokens, end) {
        Some("hundred") => (100, end + 1),
        Some("thousand") => (1000, end + 1),
        _ => return (!is(tokens, at, "a")).then_some((value, end)),
    };
    let rest = end + usize::from(is(tokens, end, "and"));
    let (more, end) = below_hundred(tokens, rest).unwrap_or((0, end));
    Some((value * size + more, end))
}

/// `24th`, `fifteenth`, `twenty-first`: the number and the token after it.
pub(super) fn ordinal(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    if let Some((value, digits)) = number(tokens, at) {
        let ends = tokens.get(at + 1).filter(|t| t.glued).and_then(Token::word);
        return (digits <= 2 && matches!(ends, Some("st" | "nd" | "rd" | "th"))).then_some((value, at + 2));
    }
    let text = word(tokens, at)?;
    if text == "thirtieth" {
        return Some((30, at + 1));
    }
    if let Some(value) = place(&ORDINALS, text, 1) {
        return Some((value, at + 1));
    }
    let tens = place(&TENS[..2], text, 2)? * 10;
    let dash = usize::from(sign(tokens, at + 1, '-'));
    let unit = place(&ORDINALS[..9], word(tokens, at + 1 + dash)?, 1)?;
    Some((tens + unit, at + 2 + dash))
}

/// A year in four digits or as it is spoken, and the token after it.
pub(super) fn year(tokens: &[Token], at: usize) -> Option<(i32, usize)> {
    if let Some((value, digits)) = number(tokens, at) {
        let year = i32::try_from(value).ok().filter(|_| digits == 4 && (1500..=2999).contains(&value))?;
        return Some((year, at + 1));
    }
    let first = single(word(tokens, at)?)?;
    if first == 2 && is(tokens, at + 1, "thousand") {
        let rest = at + 2 + usize::from(is(tokens, at + 2, "and"));
        let (more, end) = below_hundred(tokens, rest).unwrap_or((0, at + 2));
        return Some((2000 + i32::try_from(more).ok()?, end));
    }
    let (more, end) = below_hundred(tokens, at + 1).filter(|(more, _)| (17..=20).contains(&first) && *more >= 10)?;
    Some((i32::try_from(first * 100 + more).ok()?, end))
}

#[cfg(test)]
mod tests {
    use super::super::lex::tokens;
    use super::*;

    fn whole<T>(text: &str, read: impl Fn(&[Token], usize) -> Option<(T, usize)>) -> Option<T> {
        let tokens = tokens(text);
        read(&tokens, 0).filter(|(_, end)| *end == tokens.len()).map(|x| x.0)
    }

    #[test]
    fn numbers_in_digits_and_words() {
        let table = [
            ("24", 24),
            ("1,500", 1500),
            ("zero", 0),
            ("thirteen", 13),
            ("ninety", 90),
            ("twenty four", 24),
            ("forty-five", 45),
            ("a hundred", 100),
            ("two hundred and ten", 210),
            ("two thousand and twelve", 2012),
        ];
        for (text, want) in table {
            assert_eq!(whole(text, count), Some(want), "{text}");
        }
        for text in ["noon", "a", "hundred", "thirty thirty"] {
            assert_eq!(whole(text, count), None, "{text}");
        }
    }

    #[test]
    fn ordinals() {
        for (text, want) in [("1st", 1), ("24th", 24), ("fifteenth", 15), ("twenty first", 21), ("thirty-first", 31)] {
            assert_eq!(whole(text, ordinal), Some(want), "{text}");
        }
        for text in ["24", "24 th", "twenty", "100th"] {
            assert_eq!(whole(text, ordinal), None, "{text}");
        }
    }

    #[test]
    fn years() {
        let table = [
            ("1998", 1998),
            ("nineteen eighty eight", 1988),
            ("two thousand and nine", 2009),
            ("twenty thirty one", 2031),
        ];
        for (text, want) in table {
            assert_eq!(whole(text, year), Some(want), "{text}");
        }
        for text in ["998", "twenty five", "19998", "nineteen"] {
            assert_eq!(whole(text, year), None, "{text}");
        }
    }
}
