use std::fs::{create_dir_all, write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;

use rustix::fs::{CWD, FileType, mknodat};
use tempfile::{TempDir, tempdir};

use super::*;

/// A folder with some files, each holding its own name.
fn folder(files: &[&str]) -> TempDir {
    let dir = tempdir().unwrap();
    for file in files {
        let path = dir.path().join(file);
        create_dir_all(path.parent().unwrap()).unwrap();
        write(path, file).unwrap();
    }
    dir
}

/// A name without the folder it lies in.
fn below(dir: &TempDir, name: &str) -> String {
    name.strip_prefix(&format!("{}/", dir.path().display())).unwrap().to_owned()
}

fn names(dir: &TempDir) -> Vec<String> {
    let Found { files, faults } = find(&[], Some(dir.path()));
    assert_eq!(faults, []);
    files.into_iter().map(|file| below(dir, &file.name)).collect()
}

/// The one thing that is refused in a folder, beside `good.yaml`.
fn refused(dir: &TempDir) -> Refused {
    write(dir.path().join("good.yaml"), "title: Good").unwrap();
    let Found { files, mut faults } = find(&[], Some(dir.path()));
    assert_eq!(files.iter().map(|file| below(dir, &file.name)).collect::<Vec<_>>(), ["good.yaml"]);
    assert_eq!(faults.len(), 1, "{faults:?}");
    let fault = faults.remove(0);
    assert!(fault.to_string().ends_with(&format!("{}; {}", fault.reason, fault.fix)) && !fault.fix.is_empty());
    Refused { name: below(dir, &fault.name), ..fault }
}

#[test]
fn playbooks_are_found_by_their_ending_in_order() {
    let dir = folder(&["b.yaml", "a.YML", "sub/deep/c.Yaml", "sub/a.yml", "notes.txt", "yaml", "x.yaml.bak", "z.yaml"]);
    assert_eq!(names(&dir), ["a.YML", "b.yaml", "sub/a.yml", "sub/deep/c.Yaml", "z.yaml"]);
}

#[test]
fn what_an_editor_hides_is_passed_over() {
    let dir = folder(&["a.yaml", ".a.yaml.swp", ".hidden.yaml", ".git/x.yaml"]);
    symlink("nobody@nowhere.1", dir.path().join(".#a.yaml")).unwrap();
    assert_eq!(names(&dir), ["a.yaml"]);
}

#[test]
fn folders_come_in_their_order_with_their_layer() {
    let (first, second, own) = (folder(&["z.yaml"]), folder(&["a.yaml"]), folder(&["b.yaml"]));
    let found = find(&[first.path().to_owned(), second.path().to_owned()], Some(own.path()));
    let order: Vec<_> = found.files.iter().map(|file| (file.layer, file.bytes.as_slice())).collect();
    let expected = [(Layer::Team(0), &b"z.yaml"[..]), (Layer::Team(1), b"a.yaml"), (Layer::Own, b"b.yaml")];
    assert_eq!(order, expected);
    assert_eq!(found.files[0].name, first.path().join("z.yaml").display().to_string());
}

#[test]
fn a_lone_file_may_be_named_and_whoever_names_a_link_means_where_it_leads() {
    let dir = folder(&["set/a.yaml"]);
    symlink(dir.path().join("set"), dir.path().join("link")).unwrap();
    symlink(dir.path().join("set/a.yaml"), dir.path().join("one.yaml")).unwrap();
    for (place, name) in [("set/a.yaml", "set/a.yaml"), ("link", "link/a.yaml"), ("one.yaml", "one.yaml")] {
        let Found { files, faults } = named(&[dir.path().join(place)]);
        assert_eq!((files.len(), faults.len()), (1, 0), "{place}");
        assert_eq!(below(&dir, &files[0].name), name);
    }
}

#[test]
fn a_place_that_is_not_there_is_said_unless_it_is_the_users_own() {
    let dir = tempdir().unwrap();
    let none = dir.path().join("none");
    assert_eq!(find(&[], Some(&none)), Found::default());
    assert_eq!(find(&[], None), Found::default());
    let faults = named(&[none]).faults;
    assert_eq!(faults[0].reason, "it is not there");
    assert!(faults[0].fix.contains("settings"));
}

#[test]
fn a_pipe_is_not_waited_for() {
    let dir = tempdir().unwrap();
    mknodat(CWD, dir.path().join("pipe.yaml"), FileType::Fifo, 0o600.into(), 0).unwrap();
    let refused = refused(&dir);
    assert_eq!((refused.name.as_str(), refused.reason.as_str()), ("pipe.yaml", "it is not a regular file"));
    let found = named(&[dir.path().join("pipe.yaml")]);
    assert_eq!((found.files.len(), found.faults.len()), (0, 1));
}

#[test]
fn a_socket_is_not_read() {
    let dir = tempdir().unwrap();
    let _socket = UnixListener::bind(dir.path().join("s.yaml")).unwrap();
    assert_eq!(refused(&dir).reason, "it is not a regular file");
}

#[test]
fn a_folder_named_like_a_playbook_is_a_folder() {
    assert_eq!(names(&folder(&["x.yaml/inside.yaml"])), ["x.yaml/inside.yaml"]);
}

#[test]
fn links_are_named_and_not_followed() {
    for (target, link) in
        [("good.yaml", "link.yaml"), ("/dev/zero", "dev.yaml"), ("nowhere", "gone.yaml"), (".", "loop")]
    {
        let dir = tempdir().unwrap();
        symlink(target, dir.path().join(link)).unwrap();
        let refused = refused(&dir);
        assert_eq!((refused.name.as_str(), refused.reason.as_str()), (link, "it is a link"));
    }
}

#[test]
fn a_link_put_in_place_of_a_file_is_not_followed() {
    let dir = folder(&["real.yaml"]);
    let link = dir.path().join("a.yaml");
    symlink(dir.path().join("real.yaml"), &link).unwrap();
    assert!(matches!(read(&link), Err(Unread::NoFile)));
}

#[test]
fn a_playbook_has_at_most_a_mebibyte() {
    let dir = tempdir().unwrap();
    let longest = usize::try_from(LONGEST).unwrap();
    write(dir.path().join("good.yaml"), "#".repeat(longest)).unwrap();
    assert_eq!(find(&[], Some(dir.path())).files[0].bytes.len(), longest);
    write(dir.path().join("long.yaml"), "#".repeat(longest + 1)).unwrap();
    assert_eq!(refused(&dir).reason, "it is longer than 1 MiB");
}

#[test]
fn folders_deeper_than_24_are_named() {
    let deep = |n: usize| "d/".repeat(n);
    let dir = folder(&[&format!("{}in.yaml", deep(DEEPEST))]);
    assert_eq!(names(&dir).len(), 1);
    let dir = folder(&[&format!("{}out.yaml", deep(DEEPEST + 1))]);
    assert!(refused(&dir).reason.contains("24 folders deep"));
}

#[test]
fn hostile_names_are_made_harmless() {
    let dir = tempdir().unwrap();
    for name in [&b"a\x1b[2J\n.yaml"[..], b"b\xff.yaml", "c\u{202e}lmay.yaml".as_bytes()] {
        write(dir.path().join(OsStr::from_bytes(name)), "").unwrap();
    }
    assert_eq!(names(&dir), ["a<U+001B>[2J .yaml", "b\u{fffd}.yaml", "c<U+202E>lmay.yaml"]);
}

#[test]
fn what_may_not_be_read_is_named() {
    let dir = folder(&["no.yaml", "shut/x.yaml"]);
    for path in ["no.yaml", "shut"] {
        std::fs::set_permissions(dir.path().join(path), PermissionsExt::from_mode(0o000)).unwrap();
    }
    let found = find(&[], Some(dir.path()));
    std::fs::set_permissions(dir.path().join("shut"), PermissionsExt::from_mode(0o700)).unwrap();
    if rustix::process::geteuid().is_root() {
        return assert_eq!(found.files.len(), 2, "nothing is shut to root");
    }
    let reasons: Vec<_> = found.faults.iter().map(|r| (below(&dir, &r.name), r.reason.as_str())).collect();
    assert_eq!(reasons, ["no.yaml", "shut"].map(|name| (name.to_owned(), "it may not be read")));
}
