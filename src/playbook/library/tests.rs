//! Finding things by their ids.

use super::{
    super::{
        load,
        model::Layer,
        tests::{SMALL, file, library, own},
    },
    *,
};

/// The small playbook with one of what it lacks.
fn whole() -> Library {
    let more = "industries: [{id: retail, title: Retail}]\nchannels: [{id: chat, title: Chat}]\ndispositions: [{id: solved, title: Solved}]\n";
    library(&format!("{SMALL}{more}"))
}

fn id(text: &str) -> Id {
    Id::from(text)
}

#[test]
fn each_id_says_what_it_names() {
    let library = whole();
    for (name, kind, title) in [
        ("duo", Some(Kind::Framework), Some("DUO")),
        ("duo.open", Some(Kind::Step), Some("Open")),
        ("loss", Some(Kind::Scenario), Some("A loss")),
        ("grumpy", Some(Kind::Emotion), Some("Grumpy")),
        ("retail", Some(Kind::Industry), Some("Retail")),
        ("chat", Some(Kind::Channel), Some("Chat")),
        ("late", Some(Kind::Topic), Some("Parcel is late")),
        ("hold", Some(Kind::Moment), None),
        ("return", Some(Kind::Moment), None),
        ("transfer", Some(Kind::Moment), None),
        ("solved", None, Some("Solved")),
        ("hello", None, None),
        ("duo.open.name", None, None),
        ("nothing", None, None),
        ("", None, None),
    ] {
        assert_eq!((library.kind_of(&id(name)), library.title_of(&id(name))), (kind, title), "{name}");
    }
}

#[test]
fn a_step_knows_its_framework_and_an_item_its_full_id() {
    let library = whole();
    assert_eq!(library.framework_of(&id("duo.close")).map(|x| x.id.as_str()), Some("duo"));
    assert!(library.framework_of(&id("duo")).is_none() && library.framework_of(&id("open")).is_none());
    assert!(library.step(&id("open")).is_none(), "a step is named in full");
    assert_eq!(library.item(&id("duo.open.name")).map(|item| item.killer), Some(true));
    assert_eq!(library.item(&id("loss.stop")).map(|item| item.text.plain()), Some("Stop the script".into()));
    assert!(library.item(&id("name")).is_none() && library.item(&id("loss.name")).is_none());
}

#[test]
fn numbers_belong_to_a_country_and_a_scenario() {
    let library = whole();
    let count = |country, scenario| library.contacts_for(country, &id(scenario)).count();
    assert_eq!(count(Some("NO"), "loss"), 1);
    assert_eq!(count(Some("GB"), "loss"), 0);
    assert_eq!(count(Some("NO"), "duo"), 0);
    assert_eq!(count(None, "loss"), 0, "without a country nobody is told a number");
}

#[test]
fn libraries_are_equal_where_their_files_are() {
    assert_eq!(whole(), whole());
    assert_ne!(whole(), library(SMALL));
    let named = |name: &str| load(&[own(name, SMALL)]).library;
    assert_ne!(named("a"), named("b"));
    assert_ne!(load(&[file(Layer::Own, "a", SMALL)]).library, load(&[file(Layer::Team(0), "a", SMALL)]).library);
}

#[test]
fn everything_has_an_origin_of_its_kind() {
    let library = whole();
    let kinds: Vec<(Kind, &str)> = library.origins.keys().map(|(kind, id)| (*kind, id.as_str())).collect();
    assert_eq!(
        kinds,
        [
            (Kind::Framework, "duo"),
            (Kind::Step, "duo.close"),
            (Kind::Step, "duo.open"),
            (Kind::Scenario, "loss"),
            (Kind::Emotion, "grumpy"),
            (Kind::Industry, "retail"),
            (Kind::Channel, "chat"),
            (Kind::Topic, "late"),
            (Kind::Phrase, "hello"),
            (Kind::Phrase, "wait"),
            (Kind::Disposition, "solved"),
            (Kind::Contact, "no-loss"),
        ]
    );
}
