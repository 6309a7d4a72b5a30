//! Faults as they are found: collected for all files of a load, each once, never more per file than a person reads.

use std::collections::{HashMap, HashSet};

use super::{
    diagnostic::{Diagnostic, Severity},
    place::{Page, Span},
};

/// How many errors, and how many warnings, are noted per file; the rest show once these are mended.
pub const MAX_PER_FILE: usize = 50;

/// A fault at its place, not yet cleaned for people.
#[derive(Clone, Debug)]
pub struct Fault {
    /// How bad it is.
    pub severity: Severity,
    /// The kind of fault.
    pub code: &'static str,
    /// Where.
    pub at: Span,
    /// What is wrong.
    pub message: String,
    /// What the mark says.
    pub label: String,
    /// How to mend it.
    pub fix: Option<String>,
}

impl Fault {
    /// An error: the file will be left out.
    pub fn error(code: &'static str, at: Span, message: impl Into<String>) -> Fault {
        Fault { severity: Severity::Error, code, at, message: message.into(), label: String::new(), fix: None }
    }

    /// A warning: the file loads.
    pub fn warning(code: &'static str, at: Span, message: impl Into<String>) -> Fault {
        Fault { severity: Severity::Warning, ..Fault::error(code, at, message) }
    }

    /// With words beside the mark.
    pub fn label(mut self, label: impl Into<String>) -> Fault {
        self.label = label.into();
        self
    }

    /// With a way to mend it.
    pub fn fix(mut self, fix: impl Into<String>) -> Fault {
        self.fix = Some(fix.into());
        self
    }

    /// With a way to mend it, where there is one.
    pub fn maybe_fix(mut self, fix: Option<String>) -> Fault {
        self.fix = fix.or(self.fix);
        self
    }
}

/// The faults of a load.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    list: Vec<Fault>,
    seen: HashSet<(Span, &'static str, String)>,
    counts: Vec<[usize; 2]>,
}

impl Faults {
    /// Notes a fault, unless it is known or its file has more than enough.
    pub fn add(&mut self, fault: Fault) {
        let (file, kind) = (fault.at.file as usize, usize::from(fault.severity == Severity::Warning));
        if self.counts.len() <= file {
            self.counts.resize(file + 1, [0; 2]);
        }
        let full = self.counts[file][kind] >= MAX_PER_FILE;
        if !full && self.seen.insert((fault.at, fault.code, fault.message.clone())) {
            self.counts[file][kind] += 1;
            self.list.push(fault);
        }
    }

    /// Takes over what `other` knows of a file.
    pub fn take(&mut self, other: &Faults, file: u32) {
        other.list.iter().filter(|fault| fault.at.file == file).for_each(|fault| self.add(fault.clone()));
    }

    /// Takes over what `other` knows of the values in a file: what each field holds by itself, whatever lies above it.
    pub fn take_values(&mut self, other: &Faults, file: u32) {
        let of_value = |fault: &&Fault| fault.at.file == file && fault.code.get(2..4) == Some("03");
        other.list.iter().filter(of_value).for_each(|fault| self.add(fault.clone()));
    }

    /// Whether more faults of this file would tell its author nothing new.
    pub fn is_full(&self, file: u32) -> bool {
        self.counts.get(file as usize).is_some_and(|count| count[0] >= MAX_PER_FILE)
    }

    /// Whether the file has an error.
    pub fn has_error(&self, file: u32) -> bool {
        self.counts.get(file as usize).is_some_and(|count| count[0] > 0)
    }

    /// Whether something inside this span was already found wrong: what is then missing there is only an echo.
    pub fn touched(&self, at: Span) -> bool {
        self.has_error(at.file) && self.list.iter().any(|f| f.severity == Severity::Error && at.holds(&f.at))
    }

    /// Tells a wrong id once per file, and how often it comes again: one slip at one place is mended once.
    fn gather(&mut self) {
        let mut first: HashMap<(u32, String), usize> = HashMap::new();
        let mut more: Vec<usize> = vec![0; self.list.len()];
        let mut keep = vec![true; self.list.len()];
        for (i, fault) in self.list.iter().enumerate().filter(|(_, fault)| fault.code == "HK0401") {
            let first = *first.entry((fault.at.file, fault.message.clone())).or_insert(i);
            keep[i] = first == i;
            more[first] += usize::from(first != i);
        }
        for (fault, more) in self.list.iter_mut().zip(more).filter(|(_, more)| *more > 0) {
            fault.message.push_str(&format!(", and {more} more place{} below", if more == 1 { "" } else { "s" }));
        }
        let mut keep = keep.into_iter();
        self.list.retain(|_| keep.next().unwrap_or(true));
    }

    /// Whether something inside this span was found wrong beside what is missing of it as a whole.
    pub fn touched_inside(&self, at: Span) -> bool {
        let whole = |fault: &Fault| fault.code == "HK0203" && fault.at == at;
        self.has_error(at.file)
            && self.list.iter().any(|f| f.severity == Severity::Error && at.holds(&f.at) && !whole(f))
    }

    /// The faults for people, by file and place.
    pub fn diagnostics(mut self, pages: &[Page]) -> Vec<Diagnostic> {
        self.list.sort_by_key(|fault| (fault.at.file, fault.at.start));
        self.gather();
        self.list.iter().filter_map(|f| pages.get(f.at.file as usize).map(|page| Diagnostic::new(f, page))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(file: u32, start: usize) -> Span {
        Span::new(file, start, start + 1)
    }

    #[test]
    fn the_same_fault_is_told_once() {
        let mut faults = Faults::default();
        faults.add(Fault::error("HK0201", at(0, 3), "x"));
        faults.add(Fault::error("HK0201", at(0, 3), "x"));
        let page = Page::new(crate::playbook::model::Layer::Own, "a", "abcdefgh".into());
        assert_eq!(faults.diagnostics(&[page]).len(), 1);
    }

    #[test]
    fn a_file_is_full_at_its_limit_and_others_are_not() {
        let mut faults = Faults::default();
        for i in 0..2 * MAX_PER_FILE {
            faults.add(Fault::error("HK0201", at(1, i), "x"));
        }
        assert!(faults.is_full(1) && !faults.is_full(0));
        assert_eq!(faults.list.len(), MAX_PER_FILE);
    }

    #[test]
    fn warnings_leave_a_file_without_error_and_touch_nothing() {
        let mut faults = Faults::default();
        faults.add(Fault::warning("HK0601", at(0, 3), "x"));
        assert!(!faults.has_error(0) && !faults.touched(Span::new(0, 0, 9)));
        faults.add(Fault::error("HK0201", at(0, 4), "x"));
        assert!(faults.touched(Span::new(0, 0, 9)) && !faults.touched(Span::new(0, 5, 9)));
    }
}
