//! Phrases, emotions and contacts.

use chrono::NaiveDate;

use super::super::{
    diagnostic::Severity,
    fault::Fault,
    model::{Contact, Emotion, Id, Kind, Language, Phrase},
    place::Located,
    source::{ContactSource, EmotionSource, Given, LanguageSource, Many, PhraseSource, Text, form},
};
use super::{Checker, Of, wording::words};

/// How many words an opening may have, and a whole phrase.
const OPENING_WORDS: usize = 8;
const WHOLE_WORDS: usize = 20;

const PLACES: [Kind; 7] =
    [Kind::Step, Kind::Scenario, Kind::Emotion, Kind::Industry, Kind::Channel, Kind::Topic, Kind::Moment];

impl Checker<'_> {
    pub(super) fn phrase(&mut self, phrase: &Located<PhraseSource>) -> Option<Phrase> {
        let source = &phrase.value;
        let name = source.id.as_ref()?;
        let of = Of { kind: "phrase", id: &name.value, at: phrase.at };
        let id = self.id(name, true);
        let places = self.places(&source.places, of);
        let not_in = source.not_in.iter().flat_map(|list| &list.value.0);
        let not_in =
            not_in.filter_map(|id| self.refer(id, &[Kind::Scenario, Kind::Emotion], "scenario or emotion")).collect();
        let verbatim = source.verbatim.as_ref().is_some_and(|flag| flag.value);
        let say = match &source.say {
            None => {
                self.missing("say", of);
                None
            }
            Some(say) => self.wording(say).inspect(|wording| {
                if !verbatim {
                    let whole = words(wording.opening.iter()) + words(wording.rest.iter());
                    self.length(say, words(wording.opening.iter()), whole);
                }
            }),
        };
        let segments =
            source.segments.iter().flat_map(|list| &list.value).filter_map(|text| self.wording(text)).collect();
        let when = self.choice(&source.when, &form::WHEN);
        let source = self.may(&source.source);
        let (id, say) = (id?, say?);
        if places.is_empty() {
            return None;
        }
        self.origin(Kind::Phrase, &id, phrase.at);
        Some(Phrase { id, places, say, segments, when, not_in, source, verbatim })
    }

    /// Where a phrase belongs.
    fn places(&mut self, list: &Given<Many>, of: Of<'_>) -> Vec<Id> {
        let Some(list) = list else {
            self.missing("for", of);
            return vec![];
        };
        if list.value.0.is_empty() && !self.faults.touched(list.at) {
            let fix = "name a step, a scenario or a topic";
            self.add(Severity::Error, "HK0312", list.at, "this list is empty".into(), fix);
        }
        let what = "step, scenario, emotion, industry, channel, topic or moment";
        list.value.0.iter().filter_map(|place| self.refer(place, &PLACES, what)).collect()
    }

    fn length(&mut self, say: &Text, opening: usize, whole: usize) {
        if opening > OPENING_WORDS {
            let message =
                format!("the opening has {opening} words; it must be said in one breath, so at most {OPENING_WORDS}");
            let fault = Fault::warning("HK0601", say.at, message);
            self.faults
                .add(fault.label("opening").fix("end the first sentence earlier, or break the line after the opening"));
        }
        if whole > WHOLE_WORDS {
            let message = format!("the phrase has {whole} words; at most {WHOLE_WORDS} can be said from a glance");
            self.faults.add(Fault::warning("HK0602", say.at, message).fix("say less, or make two phrases of it"));
        }
    }

    pub(super) fn emotion(&mut self, emotion: &Located<EmotionSource>) -> Option<Emotion> {
        let source = &emotion.value;
        let name = source.id.as_ref()?;
        let of = Of { kind: "emotion", id: &name.value, at: emotion.at };
        let id = self.id(name, true);
        let title = self.need(&source.title, "title", of);
        let word = self.need(&source.word, "word", of);
        let signs = self.may(&source.signs).unwrap_or_default();
        let (heard, unlike) = (self.texts(&source.heard), self.texts(&source.unlike));
        let approach = self.may(&source.approach).unwrap_or_default();
        let avoid = self.may(&source.avoid).unwrap_or_default();
        let background = self.background(&source.remark, &source.sources);
        let id = id?;
        self.origin(Kind::Emotion, &id, emotion.at);
        Some(Emotion { id, title: title?, word: word?, signs, heard, unlike, approach, avoid, background })
    }

    pub(super) fn contact(&mut self, contact: &Located<ContactSource>) -> Option<Contact> {
        let source = &contact.value;
        let name = source.id.as_ref()?;
        let of = Of { kind: "contact", id: &name.value, at: contact.at };
        let id = self.id(name, true);
        let country =
            self.need(&source.country, "country", of).filter(|country| self.country(country, &source.country));
        let scenario = match &source.scenario {
            Some(scenario) => self.refer(scenario, &[Kind::Scenario], "scenario"),
            None => {
                self.missing("for", of);
                None
            }
        };
        let who = self.need(&source.name, "name", of);
        let number = self.need(&source.number, "number", of).filter(|number| {
            let good = number.chars().any(|c| c.is_ascii_digit());
            if let (false, Some(text)) = (good, &source.number) {
                self.add(
                    Severity::Error,
                    "HK0311",
                    text.at,
                    "a number has digits".into(),
                    "write it as one says it: `999 or 112`",
                );
            }
            good
        });
        let checked = self.need(&source.checked, "checked", of).and_then(|date| self.date(&date, &source.checked));
        let source = self.need(&source.source, "source", of);
        let id = id?;
        self.origin(Kind::Contact, &id, contact.at);
        Some(Contact {
            id,
            country: country?,
            scenario: scenario?,
            name: who?,
            number: number?,
            checked: checked?,
            source: source?,
        })
    }

    pub(super) fn language(&mut self, language: &Located<LanguageSource>) -> Option<Language> {
        let source = &language.value;
        let name = source.id.as_ref()?;
        let of = Of { kind: "language", id: &name.value, at: language.at };
        let id = self.id(name, true);
        let title = self.need(&source.title, "title", of);
        let own = self.need(&source.own, "own", of);
        let say = self.may(&source.say);
        let reviewed = source.reviewed.as_ref().is_some_and(|reviewed| reviewed.value);
        let id = id?;
        self.origin(Kind::Language, &id, language.at);
        Some(Language { id, title: title?, own: own?, say, reviewed })
    }

    fn country(&mut self, country: &str, text: &Option<Text>) -> bool {
        let good = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        if let (false, Some(text)) = (good, text) {
            let message = format!("`{country}` is no country code");
            self.add(Severity::Error, "HK0309", text.at, message, "write two capital letters, as in ISO 3166: `GB`");
        }
        good
    }

    fn date(&mut self, date: &str, text: &Option<Text>) -> Option<NaiveDate> {
        let day = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok().filter(|_| date.len() == 10);
        if let (None, Some(text)) = (day, text) {
            let message = format!("`{date}` is no date");
            self.add(Severity::Error, "HK0310", text.at, message, "write it as `2026-11-21`");
        }
        day
    }
}
