//! What was replied, looked at: the words with marks under them, then each move and caution with its reason.

use std::ops::Range;

use crate::{
    app::glance::{Caught, List, Mark, Row, Span, Tone, Words},
    coach::Review,
    playbook::model::Id,
    text::cut,
};

/// How wide the name of a move or a caution is, with what parts it from its reason, in columns.
const NAME: usize = 16;

/// What is known of a move or a caution beside its words: why it landed, and what it did to the mood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Landed {
    /// Why, in a few words; none: its own words say it.
    pub why: Option<String>,
    /// The mood before and after.
    pub mood: Option<(u8, u8)>,
}

/// A reply and what was found in it, under a head of this name.
pub fn said(name: String, reply: &str, review: &Review, landed: &dyn Fn(&Id) -> Landed) -> List {
    let mut rows = vec![Row { words: marked(reply, review), wraps: true, ..Row::default() }];
    for found in &review.moves {
        rows.push(finding('~', Tone::Done, &found.id, landed(&found.id), || quoted(reply, &found.evidence)));
    }
    for risk in &review.cautions {
        let told = Landed { why: landed(&risk.id).why, mood: landed(&risk.id).mood };
        let own = || format!("{}: {}", quoted(reply, &risk.evidence), risk.why);
        rows.push(finding('^', Tone::Must, &risk.id, told, own));
        rows.push(instead(&risk.instead));
    }
    List { name, right: figures(review), rows, ..List::default() }
}

/// How much was found, in words.
pub fn figures(review: &Review) -> String {
    counted(review.moves.len(), review.cautions.len())
}

/// So many moves and cautions, in words.
pub fn counted(moves: usize, cautions: usize) -> String {
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    format!("{}, {}", count(moves, "move"), count(cautions, "caution"))
}

/// The name of a move or a caution, as people read it.
pub fn name(id: &Id) -> String {
    id.as_str().replace('-', " ")
}

/// The sign and the name of a move or a caution, in a column of their own.
pub fn found(sign: char, id: &Id, tone: Tone) -> Mark {
    Mark::Key(format!("  {sign} {:<NAME$}", cut(&name(id), NAME, "…")), tone)
}

/// What to say instead of a caution, below it.
pub fn instead(text: &str) -> Row {
    let mark = Mark::Key(format!("    {:NAME$}", ""), Tone::Muted);
    let text = text.replace('{', "[").replace('}', " ____]");
    Row { mark, words: Words::text(format!("instead: {text}")), wraps: true, ..Row::default() }
}

fn finding(sign: char, tone: Tone, id: &Id, landed: Landed, own: impl FnOnce() -> String) -> Row {
    let mood = landed.mood.map(|(from, to)| if from == to { "same".into() } else { format!("{from} to {to}") });
    Row {
        mark: found(sign, id, tone),
        words: Words::text(landed.why.unwrap_or_else(own)),
        right: Words::muted(mood.unwrap_or_default()),
        wraps: true,
        ..Row::default()
    }
}

/// The first words that showed something, in quotes.
fn quoted(reply: &str, evidence: &[Range<usize>]) -> String {
    let words = evidence.first().and_then(|span| reply.get(span.clone())).unwrap_or(reply);
    format!("\"{}\"", words.trim())
}

/// The reply with its words caught: a caution counts before a move.
fn marked(reply: &str, review: &Review) -> Words {
    let within = |spans: &[Range<usize>], at: usize| spans.iter().any(|span| span.contains(&at));
    let mut out: Vec<Span> = Vec::new();
    for (at, c) in reply.char_indices() {
        let caught = if review.cautions.iter().any(|risk| within(&risk.evidence, at)) {
            Caught::Caution
        } else if review.moves.iter().any(|found| within(&found.evidence, at)) {
            Caught::Move
        } else {
            Caught::No
        };
        match out.last_mut() {
            Some(last) if last.caught == caught => last.text.push(c),
            _ => out.push(Span { text: c.into(), caught, underlined: caught != Caught::No, ..Span::default() }),
        }
    }
    Words(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{Move, Risk};

    fn review() -> Review {
        let found = Move {
            id: "acknowledge".into(),
            title: String::new(),
            score: 80,
            evidence: std::iter::once(0..9).collect(),
        };
        let risk = Risk {
            id: "policy-shield".into(),
            title: String::new(),
            evidence: std::iter::once(11..21).collect(),
            why: "it sounds like a wall".into(),
            instead: "the reason, then one thing you can do".into(),
            scenario: None,
            of_scene: false,
        };
        Review { moves: vec![found], cautions: vec![risk] }
    }

    #[test]
    fn words_are_marked_and_each_find_has_its_reason() {
        let of = |id: &Id| match id.as_str() {
            "acknowledge" => Landed { why: Some("it calmed her".into()), mood: Some((7, 5)) },
            _ => Landed::default(),
        };
        let list = said("you said".into(), "I'm sorry. Our policy says no.", &review(), &of);
        let plain: Vec<String> = list.rows.iter().map(|row| row.words.plain()).collect();
        assert_eq!(plain[1], "it calmed her");
        assert_eq!(plain[2], "\"Our policy\": it sounds like a wall");
        assert_eq!(plain[3], "instead: the reason, then one thing you can do");
        assert_eq!(list.rows[2].mark, Mark::Key("  ^ policy shield   ".into(), Tone::Must));
        assert_eq!(list.rows[1].right.plain(), "7 to 5");
        assert_eq!(list.right, "1 move, 1 caution");
        let caught: Vec<(&str, Caught)> = list.rows[0].words.0.iter().map(|s| (s.text.as_str(), s.caught)).collect();
        assert_eq!(
            caught,
            [
                ("I'm sorry", Caught::Move),
                (". ", Caught::No),
                ("Our policy", Caught::Caution),
                (" says no.", Caught::No)
            ]
        );
    }
}
