//! Advice on the whole: what no single field shows and no call needs to know. It is asked for by who writes a playbook,
//! never while one leads a call.

use chrono::NaiveDate;

use super::super::{
    fault::{Fault, Faults},
    layer::Book,
    model::Layer,
    place::{Located, Page, Span},
    source::{Given, ItemSource, Text},
};
use super::{Given as Known, names::Names};

/// What the advice is given on.
pub(super) struct Advisor<'a> {
    pub(super) given: &'a Known<'a>,
    pub(super) book: &'a Book,
    pub(super) names: &'a Names<'a>,
    faults: &'a mut Faults,
    /// Whether only built-in files are there, so that they are what is written.
    built_in: bool,
}

/// Notes all advice on a book.
pub(super) fn advise(book: &Book, given: &Known<'_>, names: &Names<'_>, today: NaiveDate, faults: &mut Faults) {
    let built_in = given.pages.iter().all(|page| page.layer == Layer::BuiltIn);
    let mut advisor = Advisor { given, book, names, faults, built_in };
    advisor.clashes();
    advisor.look_alikes();
    advisor.blanks();
    advisor.twins();
    advisor.reach();
    advisor.ages(today);
}

impl<'a> Advisor<'a> {
    /// Whether who reads the advice can act on it at this place: nobody mends a built-in file from above.
    pub(super) fn concerns(&self, at: Span) -> bool {
        self.built_in || self.page(at).is_some_and(|page| page.layer != Layer::BuiltIn)
    }

    /// Notes a warning, where it is of use.
    pub(super) fn warn(&mut self, fault: Fault) {
        if self.concerns(fault.at) && !self.faults.touched(fault.at) {
            self.faults.add(fault);
        }
    }

    /// Whether the file of a place has an error: what is missing may be what could not be read.
    pub(super) fn is_faulty(&self, at: Span) -> bool {
        self.faults.has_error(at.file)
    }

    /// The page of a place.
    pub(super) fn page(&self, at: Span) -> Option<&'a Page> {
        self.given.pages.get(at.file as usize)
    }

    /// A place in words: `parcels.yaml:4`.
    pub(super) fn whence(&self, at: Span) -> String {
        self.page(at).map_or(String::new(), |page| {
            let origin = page.origin(at);
            format!("{}:{}", origin.file, origin.line)
        })
    }

    /// Warns of every id that two files of one layer have: which one counts is an accident of their names.
    fn clashes(&mut self) {
        let book = self.book;
        for clash in &book.clashes {
            let (id, place) = (&clash.id.value, self.whence(clash.first));
            let (message, fix) = if clash.removes {
                (
                    format!("`{id}` stands in {place}, of the same folder"),
                    "take it out there: `remove` is for lower layers",
                )
            } else {
                let message = format!("`{id}` is in {place} too, of the same folder; this one counts");
                (message, "keep one of the two, or give this one another id")
            };
            self.warn(Fault::warning("HK0615", clash.id.at, message).fix(fix));
        }
    }

    /// Every item with its full id, steps first.
    pub(super) fn items(&self) -> Vec<(String, &'a ItemSource)> {
        let mut lists: Vec<(String, &'a Given<Vec<Located<ItemSource>>>)> = vec![];
        for framework in &self.book.frameworks {
            let outer = name(framework.value.id.as_ref());
            for step in framework.value.steps.iter().flat_map(|list| &list.value) {
                lists.push((format!("{outer}.{}", name(step.value.id.as_ref())), &step.value.items));
            }
        }
        for scenario in &self.book.scenarios {
            lists.push((name(scenario.value.id.as_ref()).to_string(), &scenario.value.items));
        }
        let own =
            |(owner, item): (String, &'a ItemSource)| Some((format!("{owner}.{}", item.id.as_ref()?.value), item));
        let items = lists.into_iter().flat_map(|(owner, list)| {
            list.iter().flat_map(|list| &list.value).map(move |item| (owner.clone(), &item.value))
        });
        items.filter_map(own).collect()
    }
}

/// An id's text, or nothing.
pub(super) fn name(id: Option<&Text>) -> &str {
    id.map_or("", |id| id.value.as_str())
}
