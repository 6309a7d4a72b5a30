//! Words of several tones, wrapped, cut and measured as one text.

use super::Glyphs;
use crate::app::glance::{Caught, Span, Tone, Words};
use crate::text;

/// The columns words take.
pub(super) fn width(words: &Words) -> usize {
    words.0.iter().map(|span| text::width(&span.text)).sum()
}

/// The words with their signs as drawn, and every blank `[name ____]` bold, underlined and held.
pub(super) fn tidy(words: &Words, glyphs: Glyphs) -> Words {
    let mut out = Vec::with_capacity(words.0.len());
    for span in &words.0 {
        let text = glyphs.text(&span.text);
        let mut rest = text.as_str();
        while let Some((before, blank, after)) = next_blank(rest) {
            out.push(Span { text: before.into(), ..span.clone() });
            out.push(Span { text: blank.into(), tone: Tone::Held, bold: true, underlined: true, ..span.clone() });
            rest = after;
        }
        out.push(Span { text: rest.into(), ..span.clone() });
    }
    out.retain(|span| !span.text.is_empty());
    Words(out)
}

/// The text before the first blank, the blank, and the text after it.
fn next_blank(text: &str) -> Option<(&str, &str, &str)> {
    let end = text.find("____]")? + "____]".len();
    let start = text[..end].rfind('[')?;
    Some((&text[..start], &text[start..end], &text[end..]))
}

/// Whether something in brackets stands in the words; such words wrap and are not cut.
pub(super) fn has_blank(words: &Words) -> bool {
    let plain = words.plain();
    plain.find('[').is_some_and(|at| plain[at..].contains(']'))
}

/// The row of signs beneath words in which something was found: real text, so that it survives any terminal.
pub(super) fn signs(words: &Words) -> Option<Words> {
    if words.0.iter().all(|span| span.caught == Caught::No) {
        return None;
    }
    let sign = |span: &Span| {
        let (sign, tone) = match span.caught {
            Caught::No => (" ", Tone::Text),
            Caught::Move => ("~", Tone::Done),
            Caught::Caution => ("^", Tone::Must),
        };
        Span { text: sign.repeat(text::width(&span.text)), tone, ..Span::default() }
    };
    Some(Words(words.0.iter().map(sign).collect()))
}

/// The words in rows of at most `room` columns; one row at least.
pub(super) fn wrap(words: &Words, room: usize) -> Vec<Words> {
    if width(words) <= room {
        return vec![words.clone()];
    }
    let mut letters = letters(words).into_iter();
    text::wrap(&words.plain(), room)
        .iter()
        .map(|row| {
            let dressed = row.chars().map(|c| {
                let look = letters.find(|(letter, _)| *letter == c).map(|(_, look)| look);
                (c, look.unwrap_or_default())
            });
            group(dressed)
        })
        .collect()
}

/// The words in at most `room` columns, ended by the ellipsis where something went; never cut inside brackets.
pub(super) fn cut(words: &Words, room: usize, glyphs: Glyphs) -> Words {
    if width(words) <= room {
        return words.clone();
    }
    let mark = glyphs.ellipsis();
    let plain = words.plain();
    let mut kept = text::cut(&plain, room, mark);
    let stem = kept.strip_suffix(mark).unwrap_or(&kept);
    if let Some(open) = stem.rfind('[').filter(|at| !stem[*at..].contains(']') && plain[*at..].contains(']')) {
        kept = format!("{}{mark}", stem[..open].trim_end());
        if text::width(&kept) > room {
            kept.clear();
        }
    }
    let stem_letters = kept.chars().count().saturating_sub(if kept.ends_with(mark) { mark.chars().count() } else { 0 });
    let letters = letters(words);
    let last = stem_letters.checked_sub(1).and_then(|at| letters.get(at)).map(|(_, look)| look.clone());
    let tail = Span { underlined: false, ..last.unwrap_or_default() };
    group(kept.chars().enumerate().map(|(i, c)| match letters.get(i) {
        Some((_, look)) if i < stem_letters => (c, look.clone()),
        _ => (c, tail.clone()),
    }))
}

/// Every letter with its look; the span's text is left empty.
fn letters(words: &Words) -> Vec<(char, Span)> {
    let mut out = Vec::new();
    for span in &words.0 {
        let look = Span { text: String::new(), ..span.clone() };
        out.extend(span.text.chars().map(|c| (c, look.clone())));
    }
    out
}

/// Letters of one look in one span.
fn group(letters: impl Iterator<Item = (char, Span)>) -> Words {
    let mut out: Vec<Span> = Vec::new();
    for (c, look) in letters {
        match out.last_mut() {
            Some(last) if Span { text: String::new(), ..last.clone() } == look => last.text.push(c),
            _ => out.push(Span { text: c.into(), ..look }),
        }
    }
    Words(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Words {
        Words::text("You lost ").then(Words::of(Tone::Must, "a whole day")).then(Words::text(" waiting."))
    }

    #[test]
    fn wrapping_keeps_the_look_of_every_word() {
        let rows = wrap(&two(), 12);
        assert_eq!(rows.iter().map(Words::plain).collect::<Vec<_>>(), ["You lost a", "whole day", "waiting."]);
        assert_eq!(rows[0].0[1].tone, Tone::Must);
        assert_eq!(rows[1].0[0].tone, Tone::Must);
        assert_eq!(rows[2].0[0].tone, Tone::Text);
    }

    #[test]
    fn what_fits_is_left_alone_with_its_spaces() {
        let words = Words::text("heard \"x\"   a keeps it");
        assert_eq!(wrap(&words, 40), [words]);
    }

    #[test]
    fn a_cut_keeps_its_tone_and_never_halves_a_blank() {
        assert_eq!(cut(&two(), 12, Glyphs::Unicode).plain(), "You lost a…");
        assert_eq!(cut(&two(), 13, Glyphs::Ascii).plain(), "You lost a...");
        assert_eq!(cut(&two(), 12, Glyphs::Unicode).0.last().unwrap().tone, Tone::Must);
        let blank = Words::text("left on [date ____], so");
        assert_eq!(cut(&blank, 15, Glyphs::Unicode).plain(), "left on…");
        assert_eq!(cut(&blank, 20, Glyphs::Unicode).plain(), "left on [date ____]…");
        assert_eq!(cut(&blank, 0, Glyphs::Unicode).plain(), "");
    }

    #[test]
    fn blanks_are_seen() {
        let tidied = tidy(&Words::text("left on [date ____], so [a ____]"), Glyphs::Unicode);
        let looks: Vec<_> = tidied.0.iter().map(|s| (s.text.as_str(), s.underlined)).collect();
        assert_eq!(looks, [("left on ", false), ("[date ____]", true), (", so ", false), ("[a ____]", true)]);
        assert!(has_blank(&tidied));
        assert!(!has_blank(&Words::text("a ] b [ c")));
    }

    proptest::proptest! {
        #[test]
        fn no_letter_is_lost_and_every_row_fits(a in "[a-zé你 ]{0,30}", b in "[a-z\\[\\] _]{0,30}", room in 2usize..40) {
            let words = Words::text(a).then(Words::muted(b));
            let rows = wrap(&words, room);
            let bare = |s: String| s.replace(' ', "");
            proptest::prop_assert_eq!(bare(rows.iter().map(Words::plain).collect()), bare(words.plain()));
            proptest::prop_assert!(rows.iter().all(|row| width(row) <= room));
            proptest::prop_assert!(width(&cut(&words, room, Glyphs::Ascii)) <= room);
        }
    }
}
