//! Saves as editors make them, seen through the loop's channel. Nothing sleeps: each wait is for the next library.

use std::{
    fs,
    path::Path,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use super::*;
use crate::{app::msg::Loaded, playbook::model::Id};

/// How long anything may take before a test fails.
const DEADLINE: Duration = Duration::from_secs(20);

fn hats(title: &str) -> String {
    format!("title: Hats\ntopics: [{{id: hat, title: {title}}}]\n")
}

/// Follows these places; the first library has arrived.
fn follow_places(team: &[&Path]) -> (Follower, Receiver<Event>) {
    let (to, heard) = channel();
    let sources = Sources { built_in: true, team: team.iter().map(|p| p.to_path_buf()).collect(), own: None };
    let follower = Follower::start(sources, to).expect("a thread");
    follower.read();
    library(&heard);
    (follower, heard)
}

fn library(heard: &Receiver<Event>) -> Loaded {
    loop {
        match heard.recv_timeout(DEADLINE) {
            Ok(Event::Msg(Msg::Library(loaded))) => return loaded,
            Ok(Event::Msg(Msg::Ear(_))) => {}
            other => panic!("waited for playbooks: {other:?}"),
        }
    }
}

/// Waits until the topic is called this: an in-place save may be read half written before.
fn wait_for(heard: &Receiver<Event>, title: Option<&str>) -> Loaded {
    loop {
        let loaded = library(heard);
        if loaded.library.topic(&Id::from("hat")).map(|topic| topic.title.as_str()) == title {
            return loaded;
        }
    }
}

#[test]
fn saves_in_place_and_by_renaming_are_seen_and_a_broken_one_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("hats.yaml");
    fs::write(&file, hats("A hat")).expect("a file");
    let (_follower, heard) = follow_places(&[folder.path()]);
    fs::write(&file, hats("A cap")).expect("a save in place");
    wait_for(&heard, Some("A cap"));
    let other = folder.path().join("hats.yaml~");
    fs::write(&other, hats("A bonnet")).expect("a file beside it");
    fs::rename(&other, &file).expect("a save by renaming");
    wait_for(&heard, Some("A bonnet"));
    fs::write(&other, "title: Hats\ntopics: [{id: hat, titel: A crown}]\n").expect("a file beside it");
    fs::rename(&other, &file).expect("a broken save");
    let loaded = wait_for(&heard, Some("A bonnet"));
    assert_eq!(loaded.faults.len(), 1, "{:?}", loaded.faults);
    fs::remove_file(&file).expect("removed");
    assert_eq!(wait_for(&heard, None).faults, Vec::<String>::new());
}

#[test]
fn folders_below_and_folders_that_come_later_are_followed() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("team/desk");
    let (_follower, heard) = follow_places(&[&folder]);
    fs::create_dir_all(folder.join("deep")).expect("a folder");
    fs::write(folder.join("deep/hats.yaml"), hats("A hat")).expect("a file");
    wait_for(&heard, Some("A hat"));
    // A whole folder put in its place, as a deployment does.
    let next = home.path().join("next");
    fs::create_dir_all(&next).expect("a folder");
    fs::write(next.join("hats.yaml"), hats("A cap")).expect("a file");
    fs::rename(&folder, home.path().join("old")).expect("moved away");
    fs::rename(&next, &folder).expect("moved in");
    wait_for(&heard, Some("A cap"));
    fs::write(folder.join("hats.yaml"), hats("A bonnet")).expect("a save");
    wait_for(&heard, Some("A bonnet"));
}

#[test]
fn a_single_file_is_followed_through_its_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("hats.yaml");
    fs::write(&file, hats("A hat")).expect("a file");
    let (_follower, heard) = follow_places(&[&file]);
    let other = folder.path().join("4913");
    fs::write(&other, hats("A cap")).expect("a file beside it");
    fs::rename(&other, &file).expect("a save by renaming");
    wait_for(&heard, Some("A cap"));
}

#[test]
fn what_is_asked_for_is_answered_though_nothing_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (follower, heard) = follow_places(&[folder.path()]);
    for _ in 0..3 {
        follower.read();
        assert_eq!(library(&heard).faults, Vec::<String>::new());
    }
    fs::write(folder.path().join("notes.txt"), "no playbook").expect("a file");
    fs::write(folder.path().join("hats.yaml"), hats("A hat")).expect("a file");
    wait_for(&heard, Some("A hat"));
}
