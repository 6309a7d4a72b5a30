//! Ids that differ only in look, such as `late-1` and `late-l`: two things for hearken, one for whoever reads them.

use std::collections::HashMap;

use super::super::{fault::Fault, model::MOMENTS, place::Span, source::Text};
use super::advice::{Advisor, name};

/// An id with its place, which a moment of every call has not.
type Seen = (String, Option<Span>);

impl Advisor<'_> {
    /// Warns of every id that looks like an earlier one among things that stand in for each other.
    pub(super) fn look_alikes(&mut self) {
        let book = self.book;
        let mut places: Vec<Seen> = MOMENTS.iter().map(|moment| (moment.to_string(), None)).collect();
        let mut items: Vec<Seen> = vec![];
        for framework in &book.frameworks {
            push(&mut places, "", framework.value.id.as_ref());
            let outer = name(framework.value.id.as_ref());
            for step in framework.value.steps.iter().flat_map(|list| &list.value) {
                push(&mut places, outer, step.value.id.as_ref());
            }
        }
        book.scenarios.iter().for_each(|x| push(&mut places, "", x.value.id.as_ref()));
        book.emotions.iter().for_each(|x| push(&mut places, "", x.value.id.as_ref()));
        for labels in [&book.industries, &book.channels, &book.topics] {
            labels.iter().for_each(|x| push(&mut places, "", x.value.id.as_ref()));
        }
        items.extend(self.items().into_iter().map(|(id, item)| (id, item.id.as_ref().map(|id| id.at))));
        let ids = |list: &mut dyn Iterator<Item = Option<&Text>>| {
            list.flatten().map(|id| (id.value.clone(), Some(id.at))).collect::<Vec<Seen>>()
        };
        let phrases = ids(&mut book.phrases.iter().map(|x| x.value.id.as_ref()));
        let dispositions = ids(&mut book.dispositions.iter().map(|x| x.value.id.as_ref()));
        let contacts = ids(&mut book.contacts.iter().map(|x| x.value.id.as_ref()));
        let callers = ids(&mut book.callers.iter().map(|x| x.value.id.as_ref()));
        let mut marked: Vec<Seen> = vec![];
        for card in &book.scorecards {
            push(&mut marked, "", card.value.id.as_ref());
            let outer = name(card.value.id.as_ref());
            card.value
                .fails
                .iter()
                .flat_map(|list| &list.value)
                .for_each(|x| push(&mut marked, outer, x.value.id.as_ref()));
            for section in card.value.sections.iter().flat_map(|list| &list.value) {
                push(&mut marked, outer, section.value.id.as_ref());
                let outer = format!("{outer}.{}", name(section.value.id.as_ref()));
                let criteria = section.value.criteria.iter().flat_map(|list| &list.value);
                criteria.for_each(|x| push(&mut marked, &outer, x.value.id.as_ref()));
            }
        }
        for names in [places, items, phrases, dispositions, contacts, callers, marked] {
            self.look_alikes_among(names);
        }
    }

    fn look_alikes_among(&mut self, mut names: Vec<Seen>) {
        names.sort_by_key(|(_, at)| *at);
        let mut seen: HashMap<(u8, String), usize> = HashMap::new();
        for (i, (id, at)) in names.iter().enumerate() {
            let looks = [(0, id.replace('.', "-").to_ascii_lowercase()), (1, shape(id))];
            let other = looks.iter().filter_map(|look| seen.get(look)).map(|i| &names[*i]).find(|other| other.0 != *id);
            if let (Some((other, first)), Some(at)) = (other, at) {
                let place = first.map_or(", a moment of every call".into(), |at| format!(", {}", self.whence(at)));
                let fault = Fault::warning("HK0611", *at, format!("`{id}` looks like `{other}`{place}"));
                self.warn(fault.fix("if they are one, write it the same way; else rename one of them"));
            }
            for look in looks {
                seen.entry(look).or_insert(i);
            }
        }
    }
}

fn push(all: &mut Vec<Seen>, outer: &str, id: Option<&Text>) {
    let full = |id: &Text| if outer.is_empty() { id.value.clone() } else { format!("{outer}.{}", id.value) };
    all.extend(id.map(|id| (full(id), Some(id.at))));
}

/// An id with one letter for all that look like it.
fn shape(id: &str) -> String {
    let look = |c: char| match c {
        'I' | '1' | '|' => 'l',
        '0' => 'o',
        '.' => '-',
        c => c.to_ascii_lowercase(),
    };
    id.chars().map(look).collect()
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::tests::{advice, own, team},
        shape,
    };

    fn told(ids: [&str; 2]) -> Vec<String> {
        advice(&[own(
            "a",
            &format!("title: t\ntopics:\n  - {{id: {}, title: A}}\n  - {{id: {}, title: B}}\n", ids[0], ids[1]),
        )])
    }

    #[test]
    fn ids_that_look_alike_are_told_at_the_later_place() {
        for ids in [
            ["late-1", "late-l"],
            ["late-1", "late-I"],
            ["late", "Late"],
            ["po-box", "p0-box"],
            ["PO-box", "P0-box"],
            ["late.parcel", "late-parcel"],
        ] {
            assert_eq!(told(ids), ["a:4:10 HK0611"], "{ids:?}");
        }
        for ids in [["late-1", "late-2"], ["mail", "mall"], ["a-bc", "ab-c"], ["cat", "car"]] {
            assert_eq!(told(ids), Vec::<String>::new(), "{ids:?}");
        }
    }

    #[test]
    fn things_of_different_kinds_that_share_names_are_compared() {
        let text = "title: t\nemotions: [{id: rage, title: R, word: r}]\ntopics: [{id: Rage, title: R}]\n";
        assert_eq!(advice(&[own("a", text)]), ["a:3:15 HK0611"]);
        assert_eq!(advice(&[own("a", "title: t\ntopics: [{id: Hold, title: H}]\n")]), ["a:2:15 HK0611"]);
        let text = "title: t\ndispositions: [{id: done, title: D}]\ntopics: [{id: Done, title: D}]\n";
        assert_eq!(advice(&[own("a", text)]), Vec::<String>::new());
    }

    #[test]
    fn items_and_phrases_are_compared_with_their_own_kind() {
        let items = "title: t\nscenarios:\n  - id: s\n    title: S\n    short: s\n    goal: g\n    items:\n      - {id: ask-1, do: Ask}\n      - {id: ask-l, do: Tell}\nphrases:\n  - {id: p, for: s, say: Good morning.}\n  - {id: P, for: s, say: Good evening.}\n";
        assert_eq!(advice(&[own("a", items)]), ["a:9:14 HK0611", "a:12:10 HK0611"]);
    }

    #[test]
    fn the_same_id_in_two_files_is_one_thing() {
        let text = "title: t\ntopics: [{id: late-1, title: A}]\n";
        assert_eq!(advice(&[team("a", text), own("b", text)]), Vec::<String>::new());
    }

    #[test]
    fn one_letter_stands_for_all_that_look_like_it() {
        assert_eq!(shape("I1l"), "lll");
        assert_eq!(shape("O0o"), "ooo");
        assert_eq!(shape("i.a"), "i-a");
    }
}
