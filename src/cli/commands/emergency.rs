//! `hearken emergency --plain`: the emergency checklists on paper, whatever else is broken.

use std::fmt::Write;

use clap::Args;

use crate::{
    app::model::HUB,
    cli::{CliError, put},
    playbook::{
        self,
        model::{ChecklistItem, Id, Library, Piece, Scenario, Wording},
    },
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Emergency {
    /// Plain text and nothing around it, to read or to print
    #[arg(long)]
    plain: bool,
}

const HELP: &str = "\
It needs no terminal, no settings and no playbook file. In the full-screen program F9 opens the same lists.

Example:
  hearken emergency --plain | lp";

impl Emergency {
    /// Prints the lists that are compiled into the program; `country` is the one of the settings, where there is one.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn run(&self, country: Option<&str>) -> Result<(), CliError> {
        put(&sheet(&playbook::emergency(), country))
    }
}

/// The hub, then its branches, then any other scenario of the family.
fn sheet(library: &Library, country: Option<&str>) -> String {
    let hub = library.scenario(&HUB.into());
    let branches = hub.into_iter().flat_map(|hub| &hub.branches).filter_map(|id| library.scenario(id));
    let first: Vec<&Scenario> = hub.into_iter().chain(branches).collect();
    let rest = library.scenarios.iter().filter(|s| s.emergency && !first.iter().any(|f| f.id == s.id));
    let paper = Paper { library, country };
    let lists: Vec<String> = first.iter().copied().chain(rest).map(|scenario| paper.list(scenario)).collect();
    lists.join("\n")
}

struct Paper<'a> {
    library: &'a Library,
    country: Option<&'a str>,
}

impl Paper<'_> {
    fn list(&self, scenario: &Scenario) -> String {
        let mut out = format!("{}: {}\n", scenario.title.to_uppercase(), scenario.goal);
        if !scenario.signs.is_empty() {
            self.line(&mut out, &format!("Signs: {}", scenario.signs));
        }
        out.push('\n');
        for item in &scenario.items {
            self.line(&mut out, &self.item(item));
        }
        self.numbers(&mut out, &scenario.id);
        self.section(&mut out, "Say", self.phrases(&scenario.id));
        let never = scenario
            .never
            .iter()
            .map(|never| format!("\"{}\" {} Say instead: \"{}\"", never.say, never.why, never.instead.plain()));
        self.section(&mut out, "Never say", never);
        self.section(&mut out, "Write down", scenario.record.iter().cloned());
        out
    }

    fn line(&self, out: &mut String, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{line}");
    }

    fn section(&self, out: &mut String, head: &str, lines: impl Iterator<Item = String>) {
        for (i, line) in lines.enumerate() {
            if i == 0 {
                self.line(out, &format!("\n  {head}:"));
            }
            self.line(out, &format!("  - {line}"));
        }
    }

    fn item(&self, item: &ChecklistItem) -> String {
        let mark = if item.killer { "MUST" } else { "    " };
        format!("  [ ] {mark}  {}", self.words(&item.text))
    }

    fn numbers(&self, out: &mut String, scenario: &Id) {
        for contact in self.library.contacts_for(self.country, scenario) {
            let (name, number, checked) = (&contact.name, &contact.number, contact.checked);
            self.line(out, &format!("            {name}: {number} (checked {checked})"));
        }
        if self.country.is_none() && scenario.as_str() == HUB {
            self.line(out, "            Set country in the settings and its numbers stand here.");
        }
    }

    fn phrases(&self, scenario: &Id) -> impl Iterator<Item = String> {
        let here = self.library.phrases.iter().filter(|phrase| phrase.places.contains(scenario));
        here.filter(|phrase| !phrase.verbatim).map(|phrase| format!("\"{}\"", self.words(&phrase.say)))
    }

    /// Words on paper: a slot is a blank to write in.
    fn words(&self, wording: &Wording) -> String {
        let part = |pieces: &[Piece]| -> String { pieces.iter().map(|piece| self.piece(piece)).collect() };
        let (opening, rest) = (part(&wording.opening), part(&wording.rest));
        if rest.is_empty() { opening } else { format!("{} {}", opening.trim_end(), rest.trim_start()) }
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Text(text) => text.clone(),
            Piece::Slot(slot) if slot.as_str() == "emergency-number" => {
                let hub = Id::from(HUB);
                let contact = self.library.contacts_for(self.country, &hub).next();
                contact.map_or_else(|| "your local emergency number".into(), |contact| contact.number.clone())
            }
            Piece::Slot(slot) => format!("[{} ____]", slot.as_str().replace('-', " ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::{SourceFile, model::Layer};

    fn library() -> Library {
        let file = |name: &str| {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("playbooks").join(name);
            SourceFile { layer: Layer::BuiltIn, name: name.into(), bytes: std::fs::read(path).expect("shipped") }
        };
        playbook::load(&[file("emergency.yaml"), file("contacts.yaml")]).library
    }

    #[test]
    fn every_list_stands_on_the_sheet_with_its_killers_marked() {
        let library = library();
        let sheet = sheet(&library, None);
        assert!(sheet.starts_with("EMERGENCY: "), "{sheet}");
        for scenario in library.scenarios.iter().filter(|s| s.emergency) {
            assert!(sheet.contains(&scenario.title.to_uppercase()), "{}", scenario.id);
            assert!(scenario.never.iter().all(|never| sheet.contains(&never.say)));
            assert!(scenario.record.iter().all(|line| sheet.contains(line)));
        }
        assert!(sheet.contains("[ ] MUST  Exact location [location ____]"), "{sheet}");
        assert!(sheet.contains("\"Where exactly are you? Street"), "{sheet}");
        assert_eq!(sheet.matches("EMERGENCY:").count(), 1);
        assert!(!sheet.contains('{') && !sheet.contains('\x1b'));
    }

    #[test]
    fn numbers_are_those_of_the_country_or_none() {
        let library = library();
        let unset = sheet(&library, None);
        assert!(unset.contains("rings your local emergency number") && unset.contains("Set country"));
        assert!(!unset.contains("999") && !unset.contains("911"));
        let gb = sheet(&library, Some("GB"));
        assert!(gb.contains("rings 999 or 112") && gb.contains("Samaritans: 116 123 (checked 20"), "{gb}");
        assert!(!gb.contains("your local emergency number") && !gb.contains("Set country"));
    }
}
