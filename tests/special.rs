//! What lies in a playbook folder and is no playbook: links, pipes, sockets, devices, far too large or too many files,
//! names that a terminal would obey. Each is refused by its name, and what is sound beside it is still checked.
#![cfg(unix)]

#[path = "support/home.rs"]
mod home;
#[path = "support/run.rs"]
#[allow(dead_code)] // Other tests run shell lines with it.
mod run;

use std::{
    ffi::OsStr,
    fs::{self, File},
    os::unix::{ffi::OsStrExt, fs::symlink, net::UnixListener},
    path::Path,
};

use hearken::text::is_unsafe;
use home::Home;
use run::Ran;
use rustix::fs::{CWD, FileType, Mode, mknodat};

const SOUND: &str = "title: Sound\ntopics: [{id: florist, title: Florist}]\nphrases: [{id: roses, for: florist, say: One moment please.}]\n";

/// A folder with one of everything; a sound playbook and a faulty one lie among it.
fn folder(home: &Home) -> UnixListener {
    let at = |name: &str| home.path().join("team").join(name);
    home.write("team/sound.yaml", SOUND);
    home.write("team/faulty.yaml", "title: Faulty\ntopics: [{id: b, titel: B}]\n");
    fs::create_dir(at("folder.yaml")).expect("a folder");
    for (to, name) in [
        ("loop2.yaml", "loop1.yaml"),
        ("loop1.yaml", "loop2.yaml"),
        (".", "selfdir"),
        ("nowhere", "dangling.yaml"),
        ("/etc/hostname", "outside.yaml"),
        ("/dev/zero", "zero.yaml"),
        ("/dev/tty", "tty.yaml"),
        ("/proc/self/environ", "proc.yaml"),
    ] {
        symlink(to, at(name)).expect("a link");
    }
    mknodat(CWD, at("fifo.yaml"), FileType::Fifo, Mode::RWXU, 0).expect("a pipe");
    File::create(at("sparse.yaml")).and_then(|file| file.set_len(1 << 30)).expect("a gap");
    fs::write(at("large.yaml"), format!("title: \"{}\"\n", "A".repeat(10_000_000))).expect("written");
    for name in [
        &b"esc\x1b[2Jname.yaml"[..],
        b"bidi\xe2\x80\xae.yaml",
        b"bad\xffutf8.yaml",
        b"new\nline.yaml",
        b"-rf.yaml",
        b"UPPER.YAML",
    ] {
        fs::write(home.path().join("team").join(OsStr::from_bytes(name)), "title: t\nid: a\n").expect("written");
    }
    let deep = at("deep").join(vec!["d"; 40].join("/"));
    fs::create_dir_all(&deep).expect("folders");
    fs::write(deep.join("deep.yaml"), SOUND).expect("written");
    fs::write(at("pack.zip"), b"PK\x03\x04").expect("written");
    UnixListener::bind(at("socket.yaml")).expect("a socket")
}

fn harmless(ran: &Ran) {
    for text in [&ran.out, &ran.err] {
        assert!(!text.contains("panicked"), "{text}");
        assert!(text.chars().all(|c| c == '\n' || !is_unsafe(c)), "{text:?}");
    }
}

/// The row that tells of a name.
fn row<'a>(ran: &'a Ran, name: &str) -> &'a str {
    ran.err.lines().find(|row| row.contains(name)).unwrap_or_else(|| panic!("{name} is missing in\n{}", ran.err))
}

#[test]
fn each_thing_is_refused_by_its_name_and_the_rest_is_checked() {
    let home = Home::new();
    let _socket = folder(&home);
    let ran = home.run(&["playbook", "check", "team"]);
    harmless(&ran);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    for (name, why) in [
        ("loop1.yaml", "it is a link"),
        ("loop2.yaml", "it is a link"),
        ("selfdir", "it is a link"),
        ("dangling.yaml", "it is a link"),
        ("outside.yaml", "it is a link"),
        ("zero.yaml", "it is a link"),
        ("tty.yaml", "it is a link"),
        ("proc.yaml", "it is a link"),
        ("fifo.yaml", "not a regular file"),
        ("socket.yaml", "not a regular file"),
        ("sparse.yaml", "longer than 1 MiB"),
        ("large.yaml", "longer than 1 MiB"),
        ("deep/d/d", "folders deep"),
        ("esc<U+001B>[2Jname.yaml:2:1", "no key `id`"),
        ("bidi<U+202E>.yaml:2:1", "no key `id`"),
        ("bad\u{FFFD}utf8.yaml:2:1", "no key `id`"),
        ("new line.yaml:2:1", "no key `id`"),
        ("-rf.yaml:2:1", "no key `id`"),
        ("UPPER.YAML:2:1", "no key `id`"),
        ("faulty.yaml:2:18", "no key `titel`"),
    ] {
        let row = row(&ran, name);
        assert!(row.contains(why) && row.contains("error"), "{row}");
    }
    assert!(!ran.err.contains("sound.yaml") && !ran.err.contains("pack.zip"), "{}", ran.err);
    assert!(ran.err.ends_with("8 files: 20 errors, 0 warnings\n"), "{}", ran.err);
}

#[test]
fn programs_are_told_what_was_not_read() {
    let home = Home::new();
    let _socket = folder(&home);
    let ran = home.run(&["playbook", "check", "--json", "team"]);
    harmless(&ran);
    assert!(ran.out.contains(r#""errors":20,"#), "{}", ran.out);
    assert!(
        ran.out.contains(r#""unread":[{"file":"team/"#) && ran.out.contains("it is not a regular file"),
        "{}",
        ran.out
    );
}

#[test]
fn a_call_starts_whatever_lies_there() {
    let home = Home::new();
    let _socket = folder(&home);
    let ran = home.run(&["--playbooks", "team", "playbook", "list"]);
    harmless(&ran);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("roses") && row(&ran, "fifo.yaml").starts_with("warning: "), "{}", ran.err);
    harmless(&home.run(&["--playbooks", "team", "emergency", "--plain"]));
}

#[test]
fn a_named_pipe_a_device_and_a_folder_without_end_are_refused_too() {
    let home = Home::new();
    let _socket = folder(&home);
    for (name, why) in [
        ("team/fifo.yaml", "neither a folder nor a file"),
        ("/dev/zero", "neither"),
        ("team/loop1.yaml", "link"),
        ("nowhere", "not there"),
    ] {
        let ran = home.run(&["playbook", "check", name]);
        harmless(&ran);
        assert_eq!(ran.code, Some(2), "{name}");
        assert!(ran.err.to_lowercase().contains(why), "{name}: {}", ran.err);
    }
    let many = home.path().join("many");
    fs::create_dir(&many).expect("a folder");
    (0..10_001).for_each(|i| drop(File::create(many.join(format!("{i}.yaml"))).expect("a file")));
    let ran = home.run(&["playbook", "check", "many"]);
    assert_eq!(ran.code, Some(2));
    assert!(row(&ran, "more than 10000").contains("many"), "{}", ran.err.len());
    assert!(Path::new(&many).is_dir());
}
