//! What the README says is true: its first call can be taken, its playbook loads and is used.

#[allow(clippy::unwrap_used, dead_code, reason = "a journey that cannot go on says where; each file uses its part")]
mod support {
    pub mod journey;
}

use hearken::{
    app::{effect::Effect, model::Screen},
    playbook::{self, SourceFile, model::Layer},
};
use support::journey::{Journey, of_files};

const README: &str = include_str!("../README.md");

#[test]
fn the_first_call_takes_the_eight_keys() {
    let (_, table) = README.split_once("## A first call in eight keys").unwrap();
    let rows =
        table.lines().skip_while(|line| !line.starts_with("|---")).skip(1).take_while(|line| line.starts_with('|'));
    let keys: Vec<&str> = rows.map(|row| row.split('`').nth(1).unwrap()).collect();
    assert_eq!(keys.len(), 8);
    let mut journey = Journey::new();
    for key in &keys[..7] {
        let before = journey.screen((80, 24));
        journey.play(key);
        assert_ne!(journey.screen((80, 24)), before, "{key} does nothing");
    }
    assert_eq!(journey.model.screen, Screen::WrapUp);
    for _ in 0..20 {
        journey.play(keys[7]);
    }
    journey.play("Enter");
    assert!(journey.model.desk.calls.is_empty(), "the call is closed");
    assert!(journey.effects.iter().any(|effect| matches!(effect, Effect::Finish(_))));
}

#[test]
fn the_playbook_loads_and_its_phrases_are_offered() {
    let (_, block) = README.split_once("```yaml\n").unwrap();
    let (text, _) = block.split_once("```").unwrap();
    let mut files = playbook::built_in_but_ear();
    files.push(SourceFile { layer: Layer::Team(0), name: "parcels.yaml".into(), bytes: text.into() });
    let faults = playbook::load(&files).faults;
    assert!(faults.is_empty(), "{faults:?}");

    let mut journey = Journey::with(Journey::new().model.config, of_files(&files));
    journey.play("l 1 / \"parcel is late\" Enter");
    let variants = (0..10).map(|_| journey.play("v look")).collect::<String>();
    assert!(variants.contains("I can see the parcel left on [date ____]."), "{variants}");
    let found = journey.play("/ \"parcl left\" look Esc");
    assert!(found.contains("I can see the parcel left on"), "{found}");
    let at_respond = journey.play("Enter Enter Enter look");
    assert!(at_respond.contains("I'll ring you [day ____] at [time ____]."), "{at_respond}");
}
