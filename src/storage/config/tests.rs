use std::path::PathBuf;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::app::config::{GlyphSet, Keep};
use crate::playbook::model::Id;

/// A folder with a user's file and, where it is given, a machine's.
fn files(user: &str, system: Option<&str>) -> (TempDir, PathBuf, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let (mine, theirs) = (dir.path().join("config.yaml"), dir.path().join("system.yaml"));
    std::fs::write(&mine, user).unwrap();
    if let Some(system) = system {
        std::fs::write(&theirs, system).unwrap();
    }
    (dir, mine, theirs)
}

fn loaded(user: &str) -> Loaded {
    let (_dir, mine, _) = files(user, None);
    load_files(&mine, None).unwrap()
}

const WHOLE: &str = "\
agent: Zoë Müller
company: 1984
country: no
industry: retail
playbooks: [~/team, \"C:\\\\desk\"]
keep_notes: 30
keep_caller: never
keep_days: 7
keep_practice: false
keys:
  say1: F10
  hold: [h, Ctrl-H]
theme: dusk
glyphs: ascii
lines: 2
cursor: always
mouse: false
reduced_motion: true
support: 0044 20 7946 0958
";

#[test]
fn every_key_is_read() {
    let Loaded { config, faults } = loaded(WHOLE);
    assert_eq!(faults, []);
    let text = |text: &str| Some(text.to_owned());
    let expected = Config {
        agent: text("Zoë Müller"),
        company: text("1984"),
        country: text("NO"),
        industry: Some(Id::from("retail")),
        playbooks: vec!["~/team".to_owned(), "C:\\desk".to_owned()],
        keep_notes: Keep::Days(30),
        keep_caller: Keep::Never,
        keep_days: 7,
        keep_practice: Some(false),
        keys: [("say1", vec!["F10"]), ("hold", vec!["h", "Ctrl-H"])]
            .map(|(act, keys)| (act.to_owned(), keys.into_iter().map(str::to_owned).collect()))
            .into(),
        theme: text("dusk"),
        glyphs: Some(GlyphSet::Ascii),
        lines: 2,
        cursor_always: true,
        mouse: false,
        reduced_motion: true,
        support: text("0044 20 7946 0958"),
        locked: vec![],
        asked: true,
    };
    assert_eq!(config, expected);
}

#[test]
fn numbers_in_text_stay_as_they_were_typed() {
    for typed in ["0044", "1.10", "007", "1e3", "0x1F", "12:30", "yes"] {
        assert_eq!(loaded(&format!("support: {typed}\n")).config.support.as_deref(), Some(typed));
    }
}

#[test]
fn a_file_that_is_not_there_is_empty_and_nobody_was_asked() {
    let dir = tempfile::tempdir().unwrap();
    let none = load_files(&dir.path().join("a/b.yaml"), Some(&dir.path().join("c.yaml"))).unwrap();
    assert_eq!(none, Loaded::default());
    assert!(loaded("# nothing yet\n").config.asked);
    assert_eq!(loaded("").faults, []);
}

#[test]
fn every_fault_has_its_place_and_its_fix() {
    let table: [(&str, usize, usize, &str, &str); 38] = [
        ("agnet: Ann\n", 1, 1, "no setting `agnet`", "write `agent`"),
        ("lines: 3\nzzz: 1\n", 2, 1, "no setting `zzz`", "the keys are agent"),
        ("softphone: x\n", 1, 1, "no setting `softphone`", "take the line out"),
        ("agent:\n", 1, 6, "nothing stands where text", "write it as text"),
        ("agent: \"\"\n", 1, 8, "empty", "write something"),
        ("agent: [a, b]\n", 1, 8, "a list stands where text", "write it as text"),
        ("agent: {a: b}\n", 1, 8, "a map stands where text", "write it as text"),
        ("company: true\n", 1, 10, "true or false stands where text", "in quotes"),
        ("country: Norway\n", 1, 10, "`Norway` stands where a country's two letters", "ISO 3166"),
        ("country: uk\n", 1, 10, "`UK` is no ISO code", "write `GB`"),
        ("industry: re tail\n", 1, 11, "`re tail` stands where an id", "letters, digits"),
        ("playbooks:\n  - a\n  - {x: y}\n", 3, 5, "a map stands where text", "as text"),
        ("playbooks: ~\n", 1, 12, "nothing stands where text", "as text"),
        ("keep_notes: forever\n", 1, 13, "`forever` stands where `never`", "until-wrapup"),
        ("keep_caller: 0\n", 1, 14, "0 stands where", "number of days from 1"),
        ("keep_caller: -3\n", 1, 14, "-3 stands where", "number of days from 1"),
        ("keep_days: never\n", 1, 12, "`never` stands where a number of days", "36500"),
        ("keep_days: 40000\n", 1, 12, "40000 stands where", "at most 36500"),
        ("keep_days: 1.5\n", 1, 12, "a number stands where", "days"),
        ("keep_days: \"7\"\n", 1, 12, "`7` stands where", "days"),
        ("keys: [a]\n", 1, 7, "a list stands where acts", "act: key"),
        ("keys:\n  hold: h\n  say1: {x: 1}\n", 3, 9, "a map stands where text", "as text"),
        ("glyphs: emoji\n", 1, 9, "`emoji` stands where `unicode` or `ascii`", "write `unicode` or `ascii`"),
        ("lines: 4\n", 1, 8, "4 stands where 2 or 3", "lines: 3"),
        ("cursor: never\n", 1, 9, "`never` stands where `auto` or `always`", "write `auto`"),
        ("mouse: no\n", 1, 8, "`no` stands where `true` or `false`", "write `true` or `false`"),
        ("reduced_motion: on\n", 1, 17, "`on` stands where", "write `true` or `false`"),
        ("locked: [theme]\n", 1, 1, "only the machine's settings lock", "take the line out"),
        ("lines: 3\nlines: 2\n", 2, 1, "duplicate", "keep one"),
        ("agent: [a\n", 1, 8, "bracket", "close the bracket"),
        ("agent: a: b\n", 1, 9, "mapping values", "in quotes"),
        ("agent: @me\n", 1, 8, "unexpected character", "in quotes"),
        ("agent: &a Ann\nsupport: *a\n", 1, 11, "anchors are not taken", "write the value out"),
        ("<<: {lines: 2}\n", 1, 1, "merge key", "write the keys out"),
        ("agent: Ann\n---\nlines: 2\n", 3, 1, "document", "keep one document"),
        ("- agent\n", 1, 1, "a list, not keys", "agent: Ann"),
        ("\u{feff}# x\nlines: 9\n", 2, 8, "9 stands where", "lines: 3"),
        ("agent: [[[[[[[[[[1]]]]]]]]]]\n", 1, 15, "too deep", "simpler"),
    ];
    for (text, line, column, message, fix) in table {
        let faults = loaded(text).faults;
        let [fault] = faults.as_slice() else { panic!("{text:?}: {faults:?}") };
        let right = fault.message.contains(message) && fault.fix.contains(fix);
        assert!(right && (fault.line, fault.column) == (line, column), "{text:?}: {fault}");
        let shown = fault.to_string();
        assert!(shown.contains(&format!("config.yaml:{line}:{column}: ")) && shown.contains("; "), "{shown}");
    }
}

#[test]
fn bytes_that_are_no_text_have_their_place_too() {
    let (_dir, mine, _) = files("", None);
    std::fs::write(&mine, b"lines: 3\nagent: \xc3\xb6\xff\n").unwrap();
    let fault = &load_files(&mine, None).unwrap().faults[0];
    assert_eq!((fault.line, fault.column, fault.message.as_str()), (2, 9, "it is not UTF-8"));
    std::fs::write(&mine, "#".repeat(70_000)).unwrap();
    assert!(load_files(&mine, None).unwrap().faults[0].message.contains("longer than"));
}

#[test]
fn all_faults_are_told_and_the_rest_counts() {
    let Loaded { config, faults } = loaded("agent: Ann\nlines: 7\nmose: true\ncountry: GB\nmouse: no\n");
    let places: Vec<_> = faults.iter().map(|fault| (fault.line, fault.column)).collect();
    assert_eq!(places, [(2, 8), (3, 1), (5, 8)]);
    assert_eq!((config.agent.as_deref(), config.country.as_deref(), config.lines), (Some("Ann"), Some("GB"), 3));
}

#[test]
fn what_a_terminal_would_obey_is_made_visible() {
    let config = loaded("agent: \"A\\e[2Jnn\"\n").config;
    assert_eq!(config.agent.as_deref(), Some("A<U+001B>[2Jnn"));
    let faults = loaded("\"a\\e[2Jb\": 1\n").faults;
    assert!(!faults[0].message.contains('\u{1b}'));
}

#[test]
fn the_machines_settings_lie_below_and_may_lock() {
    let (_dir, mine, theirs) = files(
        "theme: dawn\nlines: 2\nkeep_notes: 30\n",
        Some("theme: dusk\nkeep_notes: never\nlocked: [keep_notes]\n"),
    );
    let Loaded { config, faults } = load_files(&mine, Some(&theirs)).unwrap();
    assert_eq!((config.theme.as_deref(), config.lines, config.keep_notes), (Some("dawn"), 2, Keep::Never));
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    assert_eq!((fault.line, fault.column), (3, 1));
    assert!(fault.message.contains("`keep_notes` is locked") && fault.file.ends_with("config.yaml"));
}

#[test]
fn the_machines_own_faults_name_its_file() {
    let (_dir, mine, theirs) = files("", Some("lines: 3\nlocked:\n  - theme\n  - kep_notes\n"));
    let faults = load_files(&mine, Some(&theirs)).unwrap().faults;
    assert_eq!((faults[0].line, faults[0].column), (4, 5));
    assert!(faults[0].file.ends_with("system.yaml") && faults[0].fix.contains("keep_notes"), "{}", faults[0]);
}

#[test]
fn a_folder_or_a_pipe_is_no_settings_file() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(load_files(dir.path(), None), Err(StorageError::Unusable { .. })));
    #[cfg(unix)]
    {
        let pipe = dir.path().join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
        assert!(matches!(load_files(&pipe, None), Err(StorageError::Unusable { .. })));
    }
}

#[test]
fn by_the_platforms_paths_a_fault_stops_and_a_file_that_cannot_be_read_is_one() {
    let (dir, config, system_config) = files("lines: 2\n", Some("theme: dusk\n"));
    let (data, playbooks) = (dir.path().to_owned(), dir.path().to_owned());
    let paths = Paths { data, config, playbooks, system_config };
    let settings = load(&paths).unwrap();
    assert_eq!((settings.lines, settings.theme.as_deref()), (2, Some("dusk")));
    save(&paths, &Config { mouse: false, ..settings }).unwrap();
    assert_eq!(std::fs::read_to_string(&paths.config).unwrap(), "lines: 2\nmouse: false\n");
    std::fs::write(&paths.config, "lines: 5\nmose: x\n").unwrap();
    assert_eq!(load(&paths).unwrap_err().len(), 2);
    std::fs::remove_file(&paths.config).unwrap();
    std::fs::create_dir(&paths.config).unwrap();
    let faults = load(&paths).unwrap_err();
    assert!(faults[0].to_string().contains("config.yaml:1:1: it is not a file; make it"), "{}", faults[0]);
}

// Saving.

fn changed(user: &str, system: Option<&str>, change: impl Fn(&mut Config)) -> String {
    let (dir, mine, theirs) = files(user, system);
    let mut config = load_files(&mine, Some(&theirs)).unwrap().config;
    change(&mut config);
    save_file(&mine, Some(&theirs), &config).unwrap();
    let again = load_files(&mine, Some(&theirs)).unwrap();
    assert_eq!((again.faults, again.config), (vec![], config), "what was saved is what is loaded");
    let mut names: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.retain(|name| name != "config.yaml" && name != "system.yaml");
    assert!(names.is_empty(), "nothing is left beside it: {names:?}");
    std::fs::read_to_string(mine).unwrap()
}

#[test]
fn only_the_lines_of_what_changed_are_written() {
    let user = "# mine\nagent: Ann # the boss\n\n# quiet\nmouse: false\nkeys:\n  hold: h\n\n# the end\n";
    let text = changed(user, None, |config| {
        config.agent = Some("Bo: \"x\"".to_owned());
        config.lines = 2;
    });
    assert_eq!(
        text,
        "# mine\nagent: \"Bo: \\\"x\\\"\"\n\n# quiet\nmouse: false\nkeys:\n  hold: h\n\n# the end\nlines: 2\n"
    );
}

#[test]
fn a_setting_that_is_taken_back_leaves_the_file() {
    let text = changed("agent: Ann\n# quiet\nmouse: false\nlines: 2\n", None, |config| {
        config.mouse = true;
        config.agent = None;
    });
    assert_eq!(text, "# quiet\nlines: 2\n");
}

#[test]
fn what_the_machine_says_is_not_copied_but_can_be_overruled() {
    let system = Some("theme: dusk\nlines: 2\n");
    let text = changed("agent: Ann\n", system, |config| config.lines = 3);
    assert_eq!(text, "agent: Ann\nlines: 3\n");
}

#[test]
fn a_file_on_one_line_is_written_anew() {
    let text = changed("{agent: Ann, lines: 2}\n", None, |config| config.mouse = false);
    assert_eq!(text, write_head() + "agent: \"Ann\"\nlines: 2\nmouse: false\n");
}

fn write_head() -> String {
    changed("", None, |_| {}); // An empty file that is there stays as it is.
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new/config.yaml");
    save_file(&path, None, &Config::default()).unwrap();
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn skipping_the_first_questions_is_remembered() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new/config.yaml");
    assert!(!load_files(&path, None).unwrap().config.asked);
    save_file(&path, None, &Config::default()).unwrap();
    assert!(load_files(&path, None).unwrap().config.asked);
}

#[test]
fn a_file_with_faults_is_not_written_over() {
    for user in ["agent: Ann\nfuture_key: 1\n", "agent: [\n"] {
        let (_dir, mine, _) = files(user, None);
        let error = save_file(&mine, None, &Config { lines: 2, ..Config::default() }).unwrap_err();
        assert!(matches!(error, StorageError::Faulty(_)), "{error}");
        assert!(error.to_string().contains("config.yaml:") && !error.hint().is_empty());
        assert_eq!(std::fs::read_to_string(mine).unwrap(), user);
    }
}

#[test]
fn a_locked_key_is_not_changed() {
    let (_dir, mine, theirs) = files("agent: Ann\n", Some("keep_notes: never\nlocked: keep_notes\n"));
    let mut config = load_files(&mine, Some(&theirs)).unwrap().config;
    config.keep_notes = Keep::Days(9);
    let error = save_file(&mine, Some(&theirs), &config).unwrap_err();
    assert!(error.to_string().contains("locked"), "{error}");
    assert_eq!(std::fs::read_to_string(mine).unwrap(), "agent: Ann\n");
}

#[cfg(unix)]
#[test]
fn the_file_is_its_owners_alone_and_a_link_stays_a_link() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, mine, _) = files("lines: 2\n", None);
    let link = dir.path().join("link.yaml");
    std::os::unix::fs::symlink(&mine, &link).unwrap();
    save_file(&link, None, &Config { lines: 3, mouse: false, asked: true, ..Config::default() }).unwrap();
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(std::fs::read_to_string(&mine).unwrap(), "mouse: false\n");
    assert_eq!(std::fs::metadata(&mine).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_folder_that_cannot_be_written_is_said_to_be_so() {
    let (_dir, mine, _) = files("", None);
    let error = save_file(&mine.join("below.yaml"), None, &Config::default()).unwrap_err();
    assert!(matches!(error, StorageError::Unusable { .. }), "{error}");
}

#[test]
fn the_nearest_name_is_one_that_could_be_meant() {
    assert_eq!(nearest("keepdays", &read::KEYS), Some("keep_days"));
    assert_eq!(nearest("reduce_motion", &read::KEYS), Some("reduced_motion"));
    assert_eq!(nearest("wallpaper", &read::KEYS), None);
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[a-z_:{}\\[\\]&*!|>'\" \n\t#-]{0,80}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let mut loaded = Loaded::default();
            read::apply(&mut loaded, Path::new("x"), bytes, read::Whose::User);
            for fault in &loaded.faults {
                prop_assert!(fault.line > 0 && fault.column > 0 && !fault.fix.is_empty());
            }
        }
    }

    #[test]
    fn any_settings_come_back_as_they_were_saved(
        agent in prop::option::of("\\PC{1,30}"),
        folders in prop::collection::vec("[a-zA-Z/~ :#'\"\\\\-]{1,20}", 0..3),
        days in 1..30_000_u32,
        lines in 2..=3_u8,
        flags in any::<(bool, bool, bool)>(),
    ) {
        let cleaned = |text: String| Some(crate::text::clean(text.trim())).filter(|text| !text.is_empty());
        let config = Config {
            agent: agent.and_then(cleaned),
            playbooks: folders.into_iter().filter_map(cleaned).collect(),
            keep_notes: Keep::Days(days),
            keep_days: days,
            lines,
            mouse: flags.0,
            cursor_always: flags.1,
            reduced_motion: flags.2,
            asked: true,
            ..Config::default()
        };
        let (_dir, mine, _) = files("# kept\nkeep_days: 3\n\n# too\nmouse: true\n", None);
        save_file(&mine, None, &config).unwrap();
        let again = load_files(&mine, None).unwrap();
        prop_assert_eq!(again.faults, vec![]);
        prop_assert_eq!(again.config, config);
        prop_assert!(std::fs::read_to_string(mine).unwrap().starts_with("# kept\n"));
    }
}
