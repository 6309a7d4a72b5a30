//! What concerns a place, what is watched for it, and looking where nothing is told.

use std::sync::mpsc::channel;

use notify::event::{CreateKind, DataChange, ModifyKind};

use super::*;

#[test]
fn reading_is_no_change_and_neighbours_do_not_matter() {
    let names = [PathBuf::from("/desk/team")];
    let changed = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
    let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
    for (kind, path, matters) in [
        (changed, "/desk/team/a.yaml", true),
        (written, "/desk/team/a.yaml", true),
        (EventKind::Create(CreateKind::Folder), "/desk", true),
        (opened, "/desk/team/a.yaml", false),
        (changed, "/desk/notes.txt", false),
        (changed, "/desk/team2/a.yaml", false),
    ] {
        let event = Event::new(kind).add_path(path.into());
        assert_eq!(concerns(&event, &names), matters, "{kind:?} {path}");
    }
    assert!(concerns(&Event::new(changed), &names), "a change of nobody knows what");
}

#[test]
fn a_place_that_is_not_there_is_waited_for_above() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("a.yaml");
    fs::write(&file, "title: A").expect("a file");
    let at = |place: &Path| spot(place).map(|spot| (spot.path, spot.deep));
    assert_eq!(at(home.path()), Some((home.path().to_owned(), true)));
    assert_eq!(at(&file), Some((home.path().to_owned(), false)));
    assert_eq!(at(&home.path().join("team/desk")), Some((home.path().to_owned(), false)));
}

#[test]
fn where_nothing_is_told_it_looks_for_itself() {
    let home = tempfile::tempdir().expect("a folder");
    let (wake, woken) = channel();
    let mut watch = Watch::new(wake);
    *watch.names.lock().expect("free") = vec![home.path().to_owned()];
    watch.looked().expect("a watcher").watch(home.path(), RecursiveMode::Recursive).expect("watched");
    fs::write(home.path().join("a.yaml"), "title: A").expect("a file");
    assert_eq!(woken.recv_timeout(Duration::from_secs(20)), Ok(Wake::Changed));
}

#[cfg(target_os = "linux")]
#[test]
fn a_local_folder_tells_and_one_that_is_not_there_does_not() {
    let home = tempfile::tempdir().expect("a folder");
    assert!(tells(home.path()));
    assert!(!tells(&home.path().join("nowhere")));
}
