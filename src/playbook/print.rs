//! One thing as it is in force, all layers taken together: YAML that says where it comes from.

use std::fmt::Write;

use super::model::{
    Audience, Background, ChecklistItem, Contact, Emotion, Framework, Id, Kind, Language, Library, Phrase, Piece,
    Scenario, Step, When, Wording,
};

/// What this id names, of every kind, as YAML under a line `# from FILE:LINE`; nothing where it names nothing.
pub fn show(library: &Library, id: &Id) -> Option<String> {
    let mut page = Page { library, out: String::new() };
    if let Some(framework) = library.framework(id) {
        page.head(Kind::Framework, id, "frameworks");
        page.framework(framework);
    }
    if let Some(step) = library.step(id) {
        page.head(Kind::Step, id, "steps");
        page.step(step, 2);
    }
    if let Some(scenario) = library.scenario(id) {
        page.head(Kind::Scenario, id, "scenarios");
        page.scenario(scenario);
    }
    if let Some(emotion) = library.emotion(id) {
        page.head(Kind::Emotion, id, "emotions");
        page.emotion(emotion);
    }
    for (kind, key, labels) in [
        (Kind::Industry, "industries", &library.industries),
        (Kind::Channel, "channels", &library.channels),
        (Kind::Topic, "topics", &library.topics),
        (Kind::Disposition, "dispositions", &library.dispositions),
    ] {
        if let Some(label) = labels.iter().find(|label| label.id == *id) {
            page.head(kind, id, key);
            page.first(2, "id", label.id.as_str());
            page.text(4, "title", &label.title);
            page.background(&label.background, 4);
        }
    }
    if let Some(phrase) = library.phrase(id) {
        page.head(Kind::Phrase, id, "phrases");
        page.phrase(phrase);
    }
    if let Some(contact) = library.contacts.iter().find(|contact| contact.id == *id) {
        page.head(Kind::Contact, id, "contacts");
        page.contact(contact);
    }
    if let Some(language) = library.languages.iter().find(|language| language.id == *id) {
        page.head(Kind::Language, id, "languages");
        page.language(language);
    }
    if page.out.is_empty()
        && let Some(item) = library.item(id)
    {
        page.owner(id);
        page.out.push_str("items:\n");
        page.item(item, 2);
    }
    (!page.out.is_empty()).then_some(page.out)
}

struct Page<'a> {
    library: &'a Library,
    out: String,
}

impl Page<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.out, "{:indent$}{text}", "");
    }

    fn head(&mut self, kind: Kind, id: &Id, key: &str) {
        self.origin(kind, id);
        self.line(0, &format!("{key}:"));
    }

    fn origin(&mut self, kind: Kind, id: &Id) -> bool {
        let origin = self.library.origins.get(&(kind, id.clone()));
        if let Some(origin) = origin {
            let line = format!("# from {}:{}", origin.file, origin.line);
            self.line(0, &line);
        }
        origin.is_some()
    }

    /// An item comes from where its list comes from.
    fn owner(&mut self, id: &Id) {
        if let Some((owner, _)) = id.as_str().rsplit_once('.') {
            let owner = Id::from(owner);
            let _ = self.origin(Kind::Step, &owner) || self.origin(Kind::Scenario, &owner);
        }
    }

    fn first(&mut self, indent: usize, key: &str, value: &str) {
        self.line(indent, &format!("- {key}: {}", scalar(value)));
    }

    fn text(&mut self, indent: usize, key: &str, value: &str) {
        if !value.is_empty() {
            self.line(indent, &format!("{key}: {}", scalar(value)));
        }
    }

    fn may(&mut self, indent: usize, key: &str, value: Option<&str>) {
        self.text(indent, key, value.unwrap_or_default());
    }

    fn flag(&mut self, indent: usize, key: &str, value: bool) {
        if value {
            self.line(indent, &format!("{key}: true"));
        }
    }

    fn list<T: AsRef<str>>(&mut self, indent: usize, key: &str, values: impl IntoIterator<Item = T>) {
        let values: Vec<String> = values.into_iter().map(|value| scalar(value.as_ref())).collect();
        if !values.is_empty() {
            self.line(indent, &format!("{key}: [{}]", values.join(", ")));
        }
    }

    fn ids(&mut self, indent: usize, key: &str, ids: &[Id]) {
        self.list(indent, key, ids.iter().map(Id::as_str));
    }

    /// Words, with the opening on a line of its own where the first sentence alone would not give it.
    fn wording(&mut self, indent: usize, key: &str, wording: &Wording) {
        let (opening, rest) = (pieces(&wording.opening), pieces(&wording.rest));
        if rest.is_empty() || opening.ends_with(['.', '!', '?']) {
            self.text(indent, key, &wording.plain());
        } else {
            self.line(indent, &format!("{key}: |-"));
            self.line(indent + 2, &opening);
            self.line(indent + 2, &rest);
        }
    }

    fn item(&mut self, item: &ChecklistItem, indent: usize) {
        self.first(indent, "id", item.id.as_str());
        self.wording(indent + 2, "do", &item.text);
        self.flag(indent + 2, "killer", item.killer);
        self.may(indent + 2, "because", item.because.as_deref());
    }

    fn items(&mut self, items: &[ChecklistItem], indent: usize) {
        if !items.is_empty() {
            self.line(indent, "items:");
        }
        for item in items {
            self.item(item, indent + 2);
        }
    }

    fn framework(&mut self, framework: &Framework) {
        self.first(2, "id", framework.id.as_str());
        self.text(4, "title", &framework.title);
        let audience = match framework.audience {
            Audience::Caller => "",
            Audience::Colleague => "colleague",
            Audience::Written => "written",
            Audience::Oneself => "self",
        };
        self.text(4, "audience", audience);
        self.text(4, "use_when", &framework.use_when);
        let target = format!("{}:{:02}", framework.target_secs / 60, framework.target_secs % 60);
        self.text(4, "target", &target);
        self.background(&framework.background, 4);
        self.line(4, "steps:");
        for step in &framework.steps {
            self.step(step, 6);
        }
    }

    fn step(&mut self, step: &Step, indent: usize) {
        self.first(indent, "id", step.id.as_str());
        let inner = indent + 2;
        self.text(inner, "title", &step.title);
        self.text(inner, "goal", &step.goal);
        self.text(inner, "done_when", &step.done_when);
        self.text(inner, "move_on", &step.move_on);
        self.text(inner, "pitfall", &step.pitfall);
        self.background(&step.background, inner);
        self.line(inner, &format!("share: {}", step.share));
        self.items(&step.items, inner);
    }

    fn scenario(&mut self, scenario: &Scenario) {
        self.first(2, "id", scenario.id.as_str());
        self.text(4, "title", &scenario.title);
        self.text(4, "short", &scenario.short);
        self.text(4, "goal", &scenario.goal);
        self.text(4, "signs", &scenario.signs);
        self.list(4, "heard", &scenario.heard);
        self.flag(4, "emergency", scenario.emergency);
        self.flag(4, "severe", scenario.severe);
        let room = &scenario.room;
        let framework = if room.pauses { "pauses" } else { "continues" };
        let clock = if room.hides_clock { "hidden" } else { "shown" };
        let wording = if room.segments { "segments" } else { "whole" };
        let budget = room.budget;
        self.line(
            4,
            &format!("room: {{framework: {framework}, clock: {clock}, budget: {budget}, wording: {wording}}}"),
        );
        self.items(&scenario.items, 4);
        self.ids(4, "branches", &scenario.branches);
        self.may(4, "returns", scenario.returns.as_ref().map(Id::as_str));
        if !scenario.never.is_empty() {
            self.line(4, "never:");
        }
        for never in &scenario.never {
            self.first(6, "say", &never.say);
            self.text(8, "why", &never.why);
            self.text(8, "instead", &never.instead);
        }
        self.list(4, "record", &scenario.record);
        self.background(&scenario.background, 4);
    }

    fn emotion(&mut self, emotion: &Emotion) {
        self.first(2, "id", emotion.id.as_str());
        self.text(4, "title", &emotion.title);
        self.text(4, "word", &emotion.word);
        self.text(4, "signs", &emotion.signs);
        self.text(4, "approach", &emotion.approach);
        self.text(4, "avoid", &emotion.avoid);
        self.background(&emotion.background, 4);
    }

    fn phrase(&mut self, phrase: &Phrase) {
        self.first(2, "id", phrase.id.as_str());
        self.ids(4, "for", &phrase.places);
        self.wording(4, "say", &phrase.say);
        self.list(4, "segments", phrase.segments.iter().map(Wording::plain));
        let when = match phrase.when {
            When::Always => "",
            When::Opening => "opening",
            When::Waited => "waited",
            When::Closing => "closing",
        };
        self.text(4, "when", when);
        self.ids(4, "not_in", &phrase.not_in);
        self.may(4, "source", phrase.source.as_deref());
        self.flag(4, "verbatim", phrase.verbatim);
    }

    fn background(&mut self, background: &Background, indent: usize) {
        self.may(indent, "remark", background.remark.as_deref());
        self.list(indent, "sources", &background.sources);
    }

    fn language(&mut self, language: &Language) {
        self.first(2, "id", language.id.as_str());
        self.text(4, "title", &language.title);
        self.text(4, "own", &language.own);
        self.may(4, "say", language.say.as_deref());
        self.flag(4, "reviewed", language.reviewed);
    }

    fn contact(&mut self, contact: &Contact) {
        self.first(2, "id", contact.id.as_str());
        self.text(4, "country", &contact.country);
        self.text(4, "for", contact.scenario.as_str());
        self.text(4, "name", &contact.name);
        self.text(4, "number", &contact.number);
        self.text(4, "checked", &contact.checked.to_string());
        self.text(4, "source", &contact.source);
    }
}

fn pieces(pieces: &[Piece]) -> String {
    Wording { opening: pieces.to_vec(), rest: vec![] }.plain()
}

/// A text as YAML reads it back: in quotes unless it is a plain word.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let word = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(plain);
    if word && !text.eq_ignore_ascii_case("null") {
        text.to_string()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

#[cfg(test)]
mod tests;
