//! What the shipped playbooks have to hold: everything that the documents they come from teach, every scenario whole,
//! enough to say that a shift does not sound scripted.

use std::{collections::BTreeSet, fs};

use hearken::playbook::{
    self, SourceFile,
    model::{Background, Critical, Id, Judgement, Layer, Library, Phrase, Scorecard, When},
};

fn library() -> Library {
    playbook::load(&playbook::built_in()).library
}

fn read(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).expect(path)
}

/// Everything that anything names as its source.
fn sources(library: &Library) -> BTreeSet<String> {
    let labels = [&library.industries, &library.channels, &library.topics, &library.dispositions];
    let backgrounds: Vec<&Background> = (library.frameworks.iter().map(|x| &x.background))
        .chain(library.frameworks.iter().flat_map(|x| &x.steps).map(|x| &x.background))
        .chain(library.scenarios.iter().map(|x| &x.background))
        .chain(library.emotions.iter().map(|x| &x.background))
        .chain(library.scorecards.iter().map(|x| &x.background))
        .chain(labels.into_iter().flatten().map(|x| &x.background))
        .collect();
    let phrases = library.phrases.iter().filter_map(|phrase| phrase.source.clone());
    let texts = backgrounds.into_iter().flat_map(|background| background.sources.clone()).chain(phrases);
    texts.flat_map(|text| text.split(", ").map(|part| part.trim().to_string()).collect::<Vec<_>>()).collect()
}

#[test]
fn every_part_of_the_documents_is_in_a_playbook_or_told_why_not() {
    let (named, told) = (sources(&library()), read("playbooks/SOURCES.md"));
    let changed = |id: &str| told.lines().find(|line| line.starts_with(&format!("| `{id}` | rule ")));
    let table = read("tests/inventory.tsv");
    let mut missing = Vec::new();
    for line in table.lines() {
        let (id, rule) = line.split_once('\t').expect("an id and its rule");
        if !named.contains(id) && changed(id).is_none() {
            missing.push(id);
        }
        // What a rule changed or left out is told with that rule.
        if !rule.is_empty() {
            let row = changed(id).unwrap_or_else(|| panic!("{id}: what rule {rule} made of it is not in SOURCES.md"));
            assert!(row.contains(&format!("| rule {rule} |")), "{id} is told with another rule than {rule}: {row}");
        }
    }
    assert_eq!((table.lines().count(), missing), (178, Vec::<&str>::new()));
}

#[test]
fn every_file_says_what_it_rests_on() {
    let told = read("playbooks/SOURCES.md");
    for file in playbook::built_in() {
        assert!(told.contains(&format!("\n| `{}` |", file.name)), "{} is not in SOURCES.md", file.name);
    }
}

#[test]
fn the_examples_lie_over_the_shipped_set_without_a_word() {
    for name in ["parcel-desk.yaml", "gas-utility.yaml"] {
        let mut files = playbook::built_in();
        let bytes = read(&format!("playbooks/examples/{name}")).into_bytes();
        files.push(SourceFile { layer: Layer::Team(0), name: name.into(), bytes });
        let loaded = playbook::load(&files);
        assert_eq!(loaded.faults, [], "{name}");
        assert!(loaded.library.origins.values().any(|origin| origin.file == name), "{name} adds nothing");
    }
}

#[test]
fn what_the_contract_names_is_there() {
    let library = library();
    let scenarios = "emergency suicide-risk medical-emergency fire-gas domestic-abuse threat child-at-risk bereavement \
                     interpreter hardship extra-care hearing-relay speech abusive-caller fraud-victim complaint card-data \
                     data-breach our-failure silent-caller wrong-number supervisor plain-speech";
    let ids = |text: &str| text.split_whitespace().map(Id::from).collect::<Vec<_>>();
    let absent: Vec<Id> = ids(scenarios).into_iter().filter(|id| library.scenario(id).is_none()).collect();
    assert_eq!((absent, library.scenarios.len()), (vec![], 23));
    for id in ids("hear last heard least latte aidet carp sbar") {
        assert!(library.framework(&id).is_some(), "{id}");
    }
    for id in ids("frustration confusion anger anxiety grief shame distrust satisfaction") {
        assert!(library.emotion(&id).is_some(), "{id}");
    }
    for id in ids("call email chat social") {
        assert!(library.channels.iter().any(|channel| channel.id == id), "{id}");
    }
    for id in ids("retail tech finance hospitality") {
        assert!(library.industries.iter().any(|industry| industry.id == id), "{id}");
        let file = format!("{id}.yaml");
        let topics: Vec<&Id> = (library.origins.iter())
            .filter(|((kind, _), origin)| kind.to_string() == "topic" && origin.file == file)
            .map(|((_, topic), _)| topic)
            .collect();
        assert!(topics.len() >= 8, "{id}: {} topics", topics.len());
        for topic in topics {
            let lines = library.phrases.iter().filter(|phrase| phrase.places.contains(topic)).count();
            assert!(lines >= 3, "{topic}: {lines} lines");
        }
    }
    assert!(library.languages.len() >= 30 && library.dispositions.len() >= 12);
    for country in ids("US GB IE CA AU NZ DE FR ES IN") {
        for scenario in ids("emergency suicide-risk") {
            let known = library.contacts_for(Some(country.as_str()), &scenario).count();
            assert!(known >= 1, "{country}: no number for {scenario}");
        }
    }
}

#[test]
fn every_scenario_is_whole() {
    let library = library();
    for scenario in &library.scenarios {
        let id = &scenario.id;
        let own = library.phrases.iter().filter(|phrase| phrase.places.contains(id) && !phrase.verbatim).count();
        assert!(scenario.heard.len() >= 8, "{id}: {} lines of callers", scenario.heard.len());
        assert!(own >= 4, "{id}: {own} lines");
        assert!(scenario.never.len() >= 3, "{id}: {} never to say", scenario.never.len());
        assert!(!scenario.record.is_empty() && !scenario.background.sources.is_empty(), "{id}");
        assert!(scenario.items.iter().any(|item| item.killer), "{id}: nothing must not be missed");
        assert!((5..=9).contains(&scenario.items.len()) || !scenario.branches.is_empty(), "{id}");
    }
}

/// How many lines may be offered at a step without a mood, or only in this one.
fn lines(library: &Library, step: &Id, mood: Option<&Id>) -> usize {
    let fits = |phrase: &&Phrase| {
        let moods = phrase.places.iter().filter(|id| library.emotion(id).is_some()).collect::<Vec<_>>();
        let narrowed = phrase.places.iter().any(|id| library.topic(id).is_some() || is_label(library, id));
        let right = mood.map_or(moods.is_empty(), |mood| moods.contains(&mood));
        phrase.places.contains(step) && right && !narrowed && !phrase.verbatim && phrase.when == When::Always
    };
    library.phrases.iter().filter(fits).count()
}

fn is_label(library: &Library, id: &Id) -> bool {
    library.industries.iter().chain(&library.channels).any(|label| label.id == *id)
}

#[test]
fn a_shift_does_not_sound_scripted() {
    let library = library();
    for framework in library.frameworks.iter().filter(|f| ["hear", "last"].contains(&f.id.as_str())) {
        for step in &framework.steps {
            let general = lines(&library, &step.id, None);
            assert!(general >= 5, "{}: {general} lines", step.id);
            for emotion in &library.emotions {
                let own = lines(&library, &step.id, Some(&emotion.id));
                assert!(own >= 3, "{} {}: {own} lines", step.id, emotion.id);
            }
        }
    }
}

#[test]
fn quotes_stand_as_written_and_never_alone() {
    let library = library();
    let told = sources(&library);
    let quotes: Vec<&Phrase> = library.phrases.iter().filter(|phrase| phrase.verbatim).collect();
    assert!(quotes.len() >= 19, "{} quotes", quotes.len());
    for quote in quotes {
        let source = quote.source.as_deref().unwrap_or_default();
        assert!(source.starts_with("S4-") && told.contains(source), "{}: {source}", quote.id);
        let here = |phrase: &&Phrase| !phrase.verbatim && quote.places.iter().all(|id| phrase.places.contains(id));
        let beside = library.phrases.iter().any(|phrase| here(&phrase));
        assert!(beside, "{}: no line of one's own stands beside it", quote.id);
    }
}

fn form<'l>(library: &'l Library, id: &str) -> &'l Scorecard {
    library.scorecard(&Id::from(id)).unwrap_or_else(|| panic!("{id} is there"))
}

#[test]
fn each_form_is_whole_and_anchored_in_what_is_heard() {
    let library = library();
    let ids: Vec<&str> = library.scorecards.iter().map(|form| form.id.as_str()).collect();
    assert_eq!(ids, ["call-quality", "first-week"]);
    for form in &library.scorecards {
        let id = &form.id;
        assert_eq!(form.criteria().map(|(_, line)| line.weight).sum::<u32>(), 100, "{id}");
        assert!(form.background.remark.is_some() && !form.background.sources.is_empty(), "{id}");
        for (_, line) in form.criteria() {
            let anchors: Vec<&str> = [Some(&line.yes), line.partly.as_ref(), Some(&line.no)]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect();
            assert!(anchors.iter().all(|text| text.split_whitespace().count() >= 5), "{}: {anchors:?}", line.id);
            assert_eq!(line.partly.is_some(), line.judgement == Judgement::Judged, "{}", line.id);
            let step = line.step.as_ref().unwrap_or_else(|| panic!("{} belongs to a step", line.id));
            assert!(["hear", "last"].contains(&step.as_str().split('.').next().unwrap_or_default()), "{}", line.id);
        }
        assert!(
            form.fails.iter().all(|fail| fail.error.is_some() && fail.why.split_whitespace().count() >= 12),
            "{id}"
        );
    }
}

#[test]
fn the_form_for_any_call_weighs_and_fails_as_its_sources_say() {
    let library = library();
    let form = form(&library, "call-quality");
    let weights: Vec<(&str, u32)> =
        form.sections.iter().map(|x| (x.title.as_str(), x.criteria.iter().map(|line| line.weight).sum())).collect();
    let sample =
        [("Opening", 10), ("Listening", 20), ("Empathy", 20), ("Resolution", 25), ("Compliance", 15), ("Close", 10)];
    assert_eq!(weights, sample);
    assert_eq!((form.criteria().count(), form.pass), (10, 80));
    let fails: Vec<&str> = form.fails.iter().map(|fail| fail.id.as_str()).collect();
    let ids =
        ["privacy", "security-code", "unlogged-complaint", "safety", "lie"].map(|id| format!("call-quality.{id}"));
    assert_eq!(fails, ids);
    let errors: BTreeSet<Critical> = form.criteria().filter_map(|(_, line)| line.error).collect();
    assert_eq!(errors.len(), 3, "each kind of error is looked for");
}

#[test]
fn the_form_for_a_first_week_is_gentle() {
    let library = library();
    let form = form(&library, "first-week");
    assert!(form.criteria().count() <= 6 && form.pass == 60);
    let fails: BTreeSet<&str> = form.fails.iter().map(|fail| fail.id.as_str()).collect();
    assert_eq!(fails, ["first-week.privacy", "first-week.safety"].into());
    // What was missed is a thing to try, not a verdict.
    assert!(form.criteria().all(|(_, line)| line.no.contains("Next time")));
}
