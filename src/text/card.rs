//! Card numbers: masked before disk, undo and clipboard.
//!
//! A run of 13–19 digits (with single blanks or dashes between them) that passes the Luhn check (ISO/IEC 7812-1) is a
//! card number; all but its last four digits are masked.

/// The shortest and longest card number, in digits.
const DIGITS: std::ops::RangeInclusive<usize> = 13..=19;

/// The text with every card number masked to its last four digits.
pub fn mask(text: &str) -> String {
    let mut out: Vec<char> = text.chars().collect();
    let mut start = 0;
    while start < out.len() {
        if !out[start].is_ascii_digit() {
            start += 1;
            continue;
        }
        let run = run_from(&out, start);
        if let Some(found) = card_in(&out, &run) {
            for &at in &found[..found.len() - 4] {
                out[at] = '*';
            }
        }
        start = run.last().map_or(start, |last| last + 1);
    }
    out.into_iter().collect()
}

/// What of a text still being typed may go to disk: all but a run of digits at its end, which may become a card number.
pub fn settled(text: &str) -> String {
    let kept = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '-');
    let tail = &text[kept.len()..];
    if tail.chars().any(|c| c.is_ascii_digit()) { mask(kept) } else { mask(text) }
}

/// The places of the digits of the run that begins at `start`.
fn run_from(text: &[char], start: usize) -> Vec<usize> {
    let mut digits = vec![start];
    let mut at = start + 1;
    while at < text.len() {
        if text[at].is_ascii_digit() {
            digits.push(at);
        } else if !(matches!(text[at], ' ' | '-') && text.get(at + 1).is_some_and(char::is_ascii_digit)) {
            break;
        }
        at += 1;
    }
    digits
}

/// The longest card number within a run, from the left, made of whole groups of digits as they were written.
fn card_in(text: &[char], run: &[usize]) -> Option<Vec<usize>> {
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    for length in DIGITS.rev() {
        for window in run.windows(length) {
            let (first, last) = (window[0], window[length - 1]);
            let whole = (first == 0 || !digit(first - 1)) && !digit(last + 1);
            if whole && luhn(window.iter().filter_map(|&at| text[at].to_digit(10))) {
                return Some(window.to_vec());
            }
        }
    }
    None
}

/// The Luhn check over digits from left to right.
fn luhn(digits: impl DoubleEndedIterator<Item = u32>) -> bool {
    let sum: u32 = digits.rev().enumerate().map(|(i, d)| if i % 2 == 0 { d } else { d * 2 / 10 + d * 2 % 10 }).sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_numbers_keep_their_last_four() {
        assert_eq!(mask("card 4111 1111 1111 1111 ok"), "card **** **** **** 1111 ok");
        assert_eq!(mask("4111-1111-1111-1111"), "****-****-****-1111");
        assert_eq!(mask("378282246310005"), "***********0005");
    }

    #[test]
    fn other_numbers_stay() {
        for text in ["07700 900118", "order 4471", "4111 1111 1111 1112", "at 14:08"] {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn a_number_after_another_group_is_found() {
        assert_eq!(mask("99 4111111111111111"), "99 ************1111");
    }

    #[test]
    fn a_draft_holds_back_its_last_digits() {
        assert_eq!(settled("card 4111 1111 11"), "card");
        assert_eq!(settled("blue bike "), "blue bike ");
        assert_eq!(settled("card 4111111111111111 thanks"), "card ************1111 thanks");
    }
}
