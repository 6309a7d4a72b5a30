//! What can be found, and the words it is found by.

use crate::{
    coach::fold,
    playbook::model::{Id, Kind, Library},
};

use super::{Hit, lines::Voice, names, query::Query};

/// How many fields an entry has.
pub(super) const FIELDS: usize = 4;

/// The field that holds the names of where an entry belongs.
pub(super) const CONTEXT: usize = 3;

/// The field with the name of what has one.
pub(super) const NAME: usize = 0;

/// The field with its own text.
pub(super) const TEXT: usize = 1;

/// The field with other words for it.
const ALSO: usize = 2;

/// What a text is at least close to a query that it holds as it stands.
pub(super) const FOLLOWS: u32 = 35;

/// A thing that can be found.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// Whether it is quoted as it stands.
    pub verbatim: bool,
    /// How many words its text has.
    pub length: u16,
    /// Its name; phrases have none.
    name: String,
    text: String,
    /// Other words for it: what callers say, what one notices.
    also: String,
    category: Id,
    home: String,
    /// Names of where it belongs, beyond `home`.
    context: String,
    /// What is compared with a sentence one by one, beside its name: what callers say, its signs, its goal.
    pub lines: Vec<(Voice, String)>,
}

impl Entry {
    fn new(id: &Id, kind: Kind, text: String) -> Self {
        let mut length = 0u16;
        words(&text, |_| length = length.saturating_add(1));
        let (name, also, home, context) = (String::new(), String::new(), String::new(), String::new());
        let (id, category, lines) = (id.clone(), id.clone(), Vec::new());
        Entry { id, kind, verbatim: false, length, name, text, also, category, home, context, lines }
    }

    /// Something with a name, and what more there is to say of it.
    fn titled(id: &Id, kind: Kind, name: &str, more: &str) -> Self {
        let text = if more.is_empty() { name.to_string() } else { format!("{name}: {more}") };
        let lines = if more.is_empty() { Vec::new() } else { vec![(Voice::Label, more.to_string())] };
        Entry { name: name.to_string(), lines, ..Entry::new(id, kind, text) }
    }

    /// What it is for: the first place of a phrase, else itself.
    pub fn category(&self) -> &Id {
        &self.category
    }

    /// Its texts by field: its name, its own text, other words for it, where it belongs.
    pub fn fields(&self) -> [&str; FIELDS] {
        [&self.name, &self.text, &self.also, if self.context.is_empty() { &self.home } else { &self.context }]
    }

    /// Which of its fields are the line that a sentence is compared with, as bits: the text of a phrase, else its names.
    pub fn line_fields(&self) -> u8 {
        let of = |fields: &[usize]| fields.iter().fold(0, |all, field| all | 1 << field);
        match self.kind {
            Kind::Phrase => of(&[TEXT]),
            Kind::Topic => of(&[NAME, ALSO]),
            Kind::Scenario => of(&[NAME, CONTEXT]),
            _ => of(&[NAME]),
        }
    }

    /// What goes first among equals: scenarios, topics and emotions, then steps and frameworks, then phrases.
    pub fn precedence(&self) -> u32 {
        match self.kind {
            Kind::Scenario => 3,
            Kind::Topic | Kind::Emotion => 2,
            Kind::Step | Kind::Framework | Kind::Channel | Kind::Language => 1,
            _ => 0,
        }
    }

    /// How closely its text follows a query, from 0 to 99: the very same, begun by it, holding it, or short.
    pub fn closeness(&self, query: &Query) -> u32 {
        let mut text = String::with_capacity(self.text.len());
        words(&self.text, |word| {
            text.push(' ');
            text.push_str(word);
        });
        let typed = query.words.len();
        let covered = u32::try_from(typed * 30 / usize::from(self.length).max(typed).max(1)).unwrap_or(0);
        let follows = match text.find(&query.phrase) {
            Some(0) if text.len() == query.phrase.len() => 69,
            Some(0) => 50,
            Some(_) => FOLLOWS,
            None => 0,
        };
        follows + covered
    }

    /// The entry as a hit.
    pub fn hit(&self, score: u32) -> Hit {
        Hit {
            id: self.id.clone(),
            kind: self.kind,
            text: self.text.clone(),
            category: self.category.clone(),
            home: self.home.clone(),
            score,
            why: Vec::new(),
        }
    }
}

/// Calls `each` with every word of a text, folded. Hyphens part words and join them too: `e-mail` is `e`, `mail` and
/// `email`.
pub(super) fn words(text: &str, mut each: impl FnMut(&str)) {
    let text = fold(text);
    for chunk in text.split(|c: char| !(c.is_alphanumeric() || c == '-')) {
        let mut parts = chunk.split('-').filter(|part| !part.is_empty());
        let (Some(first), second) = (parts.next(), parts.next()) else { continue };
        each(first);
        if let Some(second) = second {
            each(second);
            parts.for_each(&mut each);
            each(&chunk.replace('-', ""));
        }
    }
}

/// All that can be found in a library: scenarios, topics, emotions, steps, frameworks, channels, languages, phrases.
pub(super) fn entries(library: &Library) -> Vec<Entry> {
    let mut out = Vec::with_capacity(library.phrases.len() + 200);
    scenarios(library, &mut out);
    for topic in &library.topics {
        let home = "topic".to_string();
        let also = topic.id.to_string();
        out.push(Entry { home, also, ..Entry::titled(&topic.id, Kind::Topic, &topic.title, "") });
    }
    for channel in &library.channels {
        let home = "channel".to_string();
        out.push(Entry { home, ..Entry::titled(&channel.id, Kind::Channel, &channel.title, "") });
    }
    for language in &library.languages {
        // A caller says what it is called at home.
        let name = format!("{} {}", language.title, language.own);
        let more = [Some(language.own.as_str()), language.say.as_deref()].into_iter().flatten().collect::<Vec<_>>();
        let entry = Entry::titled(&language.id, Kind::Language, &language.title, &more.join(". "));
        out.push(Entry { home: "language".to_string(), name, ..entry });
    }
    for emotion in &library.emotions {
        let home = "mood".to_string();
        // One types what they are called as well as what the caller is.
        let name = format!("{} {}", emotion.title, emotion.word);
        let entry = Entry::titled(&emotion.id, Kind::Emotion, &emotion.title, &emotion.signs);
        out.push(Entry { home, name, ..entry });
    }
    frameworks(library, &mut out);
    phrases(library, &mut out);
    out
}

fn scenarios(library: &Library, out: &mut Vec<Entry>) {
    for scenario in &library.scenarios {
        let also = format!("{} {}", scenario.heard.join(" "), scenario.signs);
        let context = format!("{} {}", scenario.short, scenario.id.as_str().replace('-', " "));
        let home = scenario.short.clone();
        let mut entry = Entry::titled(&scenario.id, Kind::Scenario, &scenario.title, &scenario.goal);
        entry.lines.extend(scenario.heard.iter().map(|heard| (Voice::Caller, heard.clone())));
        // Signs are a list: what one sign says has nothing to do with the next.
        let signs = scenario.signs.split([',', ';']).filter(|sign| !sign.trim().is_empty());
        entry.lines.extend(signs.map(|sign| (Voice::Caller, sign.to_string())));
        out.push(Entry { also, home, context, ..entry });
    }
}

fn frameworks(library: &Library, out: &mut Vec<Entry>) {
    for framework in &library.frameworks {
        let entry = Entry::titled(&framework.id, Kind::Framework, &framework.title, &framework.use_when);
        out.push(Entry { home: framework.title.clone(), ..entry });
        for step in &framework.steps {
            let also = format!("{} {}", step.done_when, step.move_on);
            let home = framework.title.clone();
            out.push(Entry { also, home, ..Entry::titled(&step.id, Kind::Step, &step.title, &step.goal) });
        }
    }
}

fn phrases(library: &Library, out: &mut Vec<Entry>) {
    let names = names(library);
    for phrase in &library.phrases {
        let named = |id: &Id| names.get(id).map_or_else(|| id.to_string(), |name| name.to_string());
        let category = phrase.places.first().unwrap_or(&phrase.id).clone();
        let home = phrase.places.first().map(named).unwrap_or_default();
        let context = phrase.places.iter().skip(1).fold(home.clone(), |all, id| format!("{all} {}", named(id)));
        let entry = Entry::new(&phrase.id, Kind::Phrase, phrase.say.plain());
        let context = if context == home { String::new() } else { context };
        out.push(Entry { verbatim: phrase.verbatim, category, home, context, ..entry });
    }
}
