//! The playbooks that are compiled into the program, and what of them is there whatever happens.

use super::{
    Library, SourceFile,
    layer::HUB,
    load,
    model::{Kind, Layer},
};

macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../playbooks/", $name)))
    };
}

/// File names and texts of the shipped set, in the order in which they are laid.
pub const FILES: &[(&str, &str)] = &[
    file!("hear.yaml"),
    file!("last.yaml"),
    file!("frameworks.yaml"),
    file!("colleague.yaml"),
    file!("written.yaml"),
    file!("follow-up.yaml"),
    file!("between.yaml"),
    file!("emergency.yaml"),
    file!("bereavement.yaml"),
    file!("interpreter.yaml"),
    file!("hardship.yaml"),
    file!("extra-care.yaml"),
    file!("abusive-caller.yaml"),
    file!("complaint.yaml"),
    file!("supervisor.yaml"),
    file!("hearing-relay.yaml"),
    file!("speech.yaml"),
    file!("plain-speech.yaml"),
    file!("silent-caller.yaml"),
    file!("wrong-number.yaml"),
    file!("fraud-victim.yaml"),
    file!("card-data.yaml"),
    file!("data-breach.yaml"),
    file!("our-failure.yaml"),
    file!("emotions.yaml"),
    file!("phrases.yaml"),
    file!("labels.yaml"),
    file!("retail.yaml"),
    file!("tech.yaml"),
    file!("finance.yaml"),
    file!("hospitality.yaml"),
    file!("after.yaml"),
    file!("contacts.yaml"),
    file!("languages.yaml"),
];

/// What only the ear needs, laid behind the others: nothing on a first frame depends on it.
pub const EAR: &[(&str, &str)] = &[
    file!("cues/words.yaml"),
    file!("cues/abusive-caller.yaml"),
    file!("cues/bereavement.yaml"),
    file!("cues/card-data.yaml"),
    file!("cues/complaint.yaml"),
    file!("cues/data-breach.yaml"),
    file!("cues/emergency.yaml"),
    file!("cues/emotions.yaml"),
    file!("cues/extra-care.yaml"),
    file!("cues/fraud-victim.yaml"),
    file!("cues/hardship.yaml"),
    file!("cues/hearing-relay.yaml"),
    file!("cues/interpreter.yaml"),
    file!("cues/our-failure.yaml"),
    file!("cues/plain-speech.yaml"),
    file!("cues/silent-caller.yaml"),
    file!("cues/speech.yaml"),
    file!("cues/supervisor.yaml"),
    file!("cues/wrong-number.yaml"),
    file!("cues/wording.yaml"),
];

/// Those of them that hold the emergency family, its phrases and its numbers.
const EMERGENCY: [&str; 2] = ["emergency.yaml", "contacts.yaml"];

/// Callers to rehearse with, the gentle ones first, laid behind the others too.
pub const CALLERS: &[(&str, &str)] = &[
    file!("callers/nia.yaml"),
    file!("callers/ben.yaml"),
    file!("callers/rosa.yaml"),
    file!("callers/tom.yaml"),
    file!("callers/asha.yaml"),
    file!("callers/lin.yaml"),
    file!("callers/okoye.yaml"),
    file!("callers/walter.yaml"),
    file!("callers/elena.yaml"),
    file!("callers/jo.yaml"),
    file!("callers/dev.yaml"),
    file!("callers/priya.yaml"),
    file!("callers/marcus.yaml"),
    file!("callers/sam.yaml"),
];

/// Forms that mock calls are marked by, laid behind all others.
pub const SCORECARDS: &[(&str, &str)] = &[file!("scorecards/call-quality.yaml"), file!("scorecards/first-week.yaml")];

/// The shipped files as sources of the lowest layer.
pub fn built_in() -> Vec<SourceFile> {
    FILES.iter().chain(EAR).chain(CALLERS).chain(SCORECARDS).map(|(name, text)| source(name, text)).collect()
}

/// The shipped files without what only the ear, rehearsals and mock calls need: half of the words, and none of them on a first frame.
pub fn built_in_but_ear() -> Vec<SourceFile> {
    FILES.iter().map(|(name, text)| source(name, text)).collect()
}

/// The shipped files that hold the emergency family: what stays where someone asks for no built-in playbooks.
pub fn built_in_emergency() -> Vec<SourceFile> {
    FILES.iter().filter(|(name, _)| EMERGENCY.contains(name)).map(|(name, text)| source(name, text)).collect()
}

/// The emergency scenarios with their phrases and contacts, from the shipped files alone: they are there whatever any
/// other file says.
pub fn emergency() -> Library {
    only_emergency(load(&built_in_emergency()).library)
}

fn source(name: &str, text: &str) -> SourceFile {
    SourceFile { layer: Layer::BuiltIn, name: name.to_string(), bytes: text.as_bytes().to_vec() }
}

/// The part of a library that belongs to the emergency family.
fn only_emergency(mut library: Library) -> Library {
    library.scenarios.retain(|scenario| scenario.emergency || scenario.id.as_str() == HUB);
    let family: Vec<_> = library.scenarios.iter().map(|scenario| scenario.id.clone()).collect();
    for scenario in &mut library.scenarios {
        scenario.branches.retain(|branch| family.contains(branch));
        scenario.returns = None;
    }
    library.phrases.retain_mut(|phrase| {
        let narrowed = phrase.places.iter().any(|place| {
            let label = |labels: &[super::model::Label]| labels.iter().any(|label| label.id == *place);
            label(&library.industries)
                || label(&library.channels)
                || label(&library.topics)
                || library.emotions.iter().any(|emotion| emotion.id == *place)
        });
        phrase.places.retain(|place| family.contains(place));
        !narrowed && !phrase.places.is_empty()
    });
    library.contacts.retain(|contact| family.contains(&contact.scenario));
    library.frameworks.clear();
    library.emotions.clear();
    library.industries.clear();
    library.channels.clear();
    library.topics.clear();
    library.dispositions.clear();
    let phrases = &library.phrases;
    let contacts = &library.contacts;
    library.origins.retain(|(kind, id), _| match kind {
        Kind::Scenario => family.contains(id),
        Kind::Phrase => phrases.iter().any(|phrase| phrase.id == *id),
        Kind::Contact => contacts.iter().any(|contact| contact.id == *id),
        _ => false,
    });
    library
}

#[cfg(test)]
mod tests;
