use super::*;
use crate::app::glance::{Entry, KeyHint, Killer, List, Mark, Row, Saved, State, Words};
use crate::text;
use proptest::prelude::*;

/// The page as rows of text, blanks at the end removed.
pub(crate) fn rows(page: &Page) -> Vec<String> {
    let (width, height) = (usize::from(page.size.0), usize::from(page.size.1));
    let mut cells = vec![vec![' '; width]; height];
    for run in &page.runs {
        let mut x = usize::from(run.x);
        for c in run.text.chars() {
            let wide = text::width(c.encode_utf8(&mut [0; 4]));
            if let Some(cell) = cells[usize::from(run.y)].get_mut(x) {
                *cell = c;
            }
            x += wide;
        }
    }
    cells.into_iter().map(|row| row.into_iter().collect::<String>().trim_end().to_string()).collect()
}

fn picture(glance: &Glance, size: (u16, u16), glyphs: Glyphs) -> String {
    rows(&page(glance, size, glyphs)).join("\n")
}

#[test]
fn pictures_at_80x24() {
    for (name, glance) in fixtures::all() {
        insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!(format!("{name}_80x24"), picture(&glance, (80, 24), Glyphs::Unicode));
        });
    }
}

#[test]
fn pictures_of_other_moments_at_other_sizes() {
    for (name, size) in [
        ("live", (78, 22)),
        ("live", (40, 20)),
        ("live", (44, 28)),
        ("hub", (40, 15)),
        ("hub", (46, 28)),
        ("bereavement", (46, 28)),
        ("bereavement", (120, 40)),
        ("interpreter", (40, 12)),
        ("typing", (46, 28)),
        ("typing", (40, 15)),
        ("palette", (40, 15)),
        ("help", (46, 40)),
        ("wrap_up", (46, 40)),
        ("home", (120, 40)),
    ] {
        let (_, glance) = fixtures::all().into_iter().find(|(n, _)| *n == name).unwrap();
        insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), picture(&glance, size, Glyphs::Unicode));
        });
    }
}

#[test]
fn pictures_of_the_live_call_at_other_sizes() {
    let live = fixtures::live();
    let small = Glance { status: Default::default(), ..live.clone() };
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("live_46x40", picture(&live, (46, 40), Glyphs::Unicode));
        insta::assert_snapshot!("live_120x40", picture(&live, (120, 40), Glyphs::Unicode));
        insta::assert_snapshot!("live_40x15", picture(&small, (40, 15), Glyphs::Unicode));
        insta::assert_snapshot!("live_40x15_ascii", picture(&small, (40, 15), Glyphs::Ascii));
        insta::assert_snapshot!("live_40x10", picture(&live, (40, 10), Glyphs::Unicode));
        insta::assert_snapshot!("live_39x9", picture(&live, (39, 9), Glyphs::Unicode));
    });
}

/// What a person must find on any page that has room for one.
fn assert_found(glance: &Glance, size: (u16, u16)) -> Result<(), TestCaseError> {
    let page = page(glance, size, Glyphs::Unicode);
    let rows = rows(&page);
    let all = rows.join("\n");
    for word in
        glance.lead.rows.iter().flat_map(|(row, _)| row.plain().split(' ').map(str::to_string).collect::<Vec<_>>())
    {
        prop_assert!(all.contains(&word), "no {word:?} of the lead at {size:?}:\n{all}");
    }
    prop_assert!(rows[0].contains(&glance.clocks.plain()), "no clock at {size:?}:\n{all}");
    prop_assert!(all.contains("F9 EMERGENCY"), "no F9 at {size:?}:\n{all}");
    if glance.entry.saved == Saved::NotSaved {
        prop_assert!(all.contains("NOT SAVED"), "no NOT SAVED at {size:?}:\n{all}");
    }
    let killers = glance.lists.iter().flat_map(|list| &list.rows).filter(|row| row.killer == Killer::Open);
    let hidden = killers.filter(|row| !all.contains(row.words.plain().split(' ').next().unwrap())).count();
    prop_assert!(hidden == 0 || all.contains("must below"), "{hidden} killers gone at {size:?}:\n{all}");
    let current = glance.lists.iter().flat_map(|list| &list.rows).find(|row| row.current);
    let current = current.and_then(|row| row.words.plain().split(' ').next().map(str::to_string));
    prop_assert!(current.is_none_or(|word| all.contains(&word)), "current gone at {size:?}:\n{all}");
    Ok(())
}

/// Rows of a list: each a kind, and how many words.
fn some_rows() -> impl Strategy<Value = Vec<(u8, usize)>> {
    prop::collection::vec((0u8..7, 1usize..4), 0..14)
}

fn list_of(kinds: &[(u8, usize)], number: usize, current: Option<usize>) -> List {
    let row = |(i, (kind, words)): (usize, &(u8, usize))| {
        let here = current == Some(i);
        let state = match kind {
            _ if here => State::Current,
            0 | 1 => State::Done,
            2 => State::Deferred,
            3 => State::NotApplicable,
            _ => State::Open,
        };
        let killer = match kind {
            6 => Killer::Open,
            1 => Killer::Settled,
            _ => Killer::No,
        };
        let words = format!("<{number}.{i}> {}", "a few words ".repeat(*words));
        Row {
            killer,
            mark: Mark::State(state),
            words: Words::text(words.trim_end()),
            right: Words::text("must · now"),
            current: here,
            ..Row::default()
        }
    };
    List {
        name: format!("List {number}: with a goal"),
        right: "1 of 9".into(),
        rows: kinds.iter().enumerate().map(row).collect(),
        ..List::default()
    }
}

prop_compose! {
    fn glances()(
        kinds in prop::collection::vec(some_rows(), 0..3),
        at in 0usize..14,
        lead in prop::collection::vec(1usize..9, 0..3),
        moment in 0usize..12,
        others in 0usize..3,
        lists_first: bool,
        saved in 0u8..3,
        field: bool,
        strip: bool,
    ) -> Glance {
        let (_, base) = fixtures::all().swap_remove(moment);
        let rows: Vec<String> = lead.iter().enumerate()
            .map(|(i, words)| (0..*words).map(|w| format!("lead{i}{w}")).collect::<Vec<_>>().join(" ")).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let lists = kinds.iter().enumerate().map(|(i, kinds)| {
            let current = (i == 0 && !kinds.is_empty()).then(|| at % kinds.len());
            list_of(kinds, i, current)
        }).collect();
        Glance {
            lead: fixtures::lead("1", &rows),
            alternatives: fixtures::live().alternatives.into_iter().take(others).collect(),
            lists,
            lists_first,
            strip: if strip { base.strip.clone() } else { Vec::new() },
            entry: Entry {
                saved: [Saved::Saved, Saved::Saving, Saved::NotSaved][usize::from(saved)],
                field: field.then(|| "note".into()),
                caret: field.then_some(7),
                ..base.entry.clone()
            },
            ..base
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_may_not_go_is_on_every_page(glance in glances(), width in 40u16..160, height in 10u16..50) {
        assert_found(&glance, (width, height))?;
        assert_found(&glance, (40, height))?;
        assert_found(&glance, (width, 10))?;
    }

    #[test]
    fn any_glance_at_any_size_is_drawn(glance in glances(), width in 0u16..300, height in 0u16..100, ascii: bool) {
        let glyphs = if ascii { Glyphs::Ascii } else { Glyphs::Unicode };
        let page = page(&glance, (width, height), glyphs);
        for run in &page.runs {
            prop_assert!(usize::from(run.x) + text::width(&run.text) <= usize::from(width) && run.y < height);
        }
        for (rect, _) in &page.targets {
            prop_assert!(rect.right() <= width && rect.bottom() <= height);
        }
        prop_assert!((page.cursor.x < width && page.cursor.y < height) || width == 0 || height == 0 || page.cursor == Cursor::default());
    }

    #[test]
    fn any_text_anywhere_is_drawn(text in ".{0,90}", caret in 0usize..300, width in 40u16..150, height in 10u16..50) {
        let row = Row { words: Words::text(text.clone()), right: Words::text(text.clone()), killer: Killer::Open, ..Row::default() };
        let keyed = Row { mark: Mark::Key(text.clone(), Tone::Text), ..row.clone() };
        let list = List { grid: vec![(text.clone(), text.clone())], ..fixtures::list(&text, &text, vec![row, keyed]) };
        let glance = Glance {
            who: vec![text.clone(); 3],
            clocks: Words::text(text.clone()),
            lead: fixtures::lead(&text, &[&text, &text]),
            lists: vec![list.clone()],
            side: vec![list],
            strip: vec![fixtures::cell("F2", &text)],
            entry: Entry { field: Some(text.clone()), sign: text.clone(), caret: Some(caret), text: text.clone(), ..Entry::default() },
            status: Words::text(text.clone()),
            status_right: text.clone(),
            keys: vec![KeyHint { key: text.clone(), label: text, target: None }],
            ..fixtures::live()
        };
        page(&glance, (width, height), Glyphs::Ascii);
    }
}

#[test]
fn open_killers_and_the_row_below_the_current_one_stay() {
    let mut glance = fixtures::live();
    glance.lists[0].rows =
        (0..20).map(|i| fixtures::item(if i == 17 { "◆○" } else { "○" }, &format!("item {i:02}"), "open")).collect();
    glance.lists[0].rows[8] = fixtures::item("▸", "item 08", "now");
    let shown = picture(&glance, (80, 24), Glyphs::Unicode);
    for item in ["item 06", "item 07", "item 08", "item 09", "item 17"] {
        assert!(shown.contains(item), "{item} in\n{shown}");
    }
    assert!(shown.contains("1 of 5 done, 9 below, 6 above"), "{shown}");
}

#[test]
fn killers_without_room_are_counted() {
    let mut glance = fixtures::live();
    glance.lists[0].rows = (0..20).map(|i| fixtures::item("◆○", &format!("killer {i:02}"), "must · open")).collect();
    glance.lists[0].rows[3] = fixtures::item("◆▸", "killer 03", "must · now");
    let shown = picture(&glance, (40, 10), Glyphs::Unicode);
    assert!(shown.contains("killer 03"), "{shown}");
    assert!(shown.contains("must below"), "{shown}");
}

#[test]
fn places_hold_when_a_state_changes() {
    let before = rows(&page(&fixtures::live(), (80, 24), Glyphs::Unicode));
    let mut glance = fixtures::live();
    glance.lists[0].rows[0] = fixtures::item("◇✓", "Name what it cost them, in their own words", "must · done 02:50");
    glance.lists[0].rows[2] = fixtures::item("▸", "Say sorry once, in one sentence", "now");
    let after = rows(&page(&glance, (80, 24), Glyphs::Unicode));
    let changed: Vec<usize> = (0..24).filter(|y| before[*y] != after[*y]).collect();
    assert_eq!(changed, [13 - 1, 15 - 1]);
}

#[test]
fn the_left_of_a_wide_page_is_the_standard_one() {
    let wide = rows(&page(&fixtures::live(), (120, 40), Glyphs::Unicode));
    let standard = rows(&page(&fixtures::live(), (80, 24), Glyphs::Unicode));
    for y in 2..17 {
        let left: String = wide[y].chars().take(80).collect();
        assert_eq!(left.trim_end(), standard[y]);
    }
}

#[test]
fn the_caret_is_seen_however_long_the_text() {
    for (text, caret) in [("x".repeat(300), 300), ("x".repeat(300), 150), ("你".repeat(60), 179), (String::new(), 0)] {
        let entry = Entry { field: Some("note".into()), caret: Some(caret), text, ..Entry::default() };
        let glance = Glance { entry, ..fixtures::live() };
        let cursor = page(&glance, (80, 24), Glyphs::Unicode).cursor;
        assert!(cursor.in_field && cursor.y == 21 && (6..78).contains(&cursor.x), "{cursor:?}");
    }
}

#[test]
fn a_refusal_is_said_in_every_layout() {
    let glance = Glance { status: Words::text("nothing to undo"), ..fixtures::live() };
    for size in [(120, 40), (80, 24), (46, 40), (40, 15), (40, 10)] {
        assert!(picture(&glance, size, Glyphs::Unicode).contains("nothing to undo"), "{size:?}");
    }
}

#[test]
fn the_name_gives_way_last() {
    let mut glance = fixtures::live();
    glance.clocks = Words::muted("HOLD 00:38   talk 02:41   ".repeat(2));
    assert!(rows(&page(&glance, (80, 24), Glyphs::Unicode))[0].starts_with("  Dana Whitfield  "));
    glance.who[0] = "Dana ".repeat(30);
    assert!(rows(&page(&glance, (80, 24), Glyphs::Unicode))[0].starts_with("  Dana Dana Dana Dana D…"));
}

#[test]
fn a_list_without_a_current_row_shows_what_was_scrolled_to() {
    let grid = (0..200).map(|i| (format!("k{i}"), format!("meaning {i}"))).collect();
    let mut glance =
        Glance { lists: vec![List { grid, ..fixtures::list("keys", "", Vec::new()) }], ..fixtures::help() };
    let top = picture(&glance, (80, 24), Glyphs::Unicode);
    assert!(top.contains("k0 ") && top.contains("below"), "{top}");
    glance.lists[0].top = 60;
    let end = picture(&glance, (80, 24), Glyphs::Unicode);
    assert!(!end.contains("k0 ") && end.contains("above") && end.contains("k199"), "{end}");
}

#[test]
fn a_long_way_back_takes_the_blank_row_below() {
    let crumbs = ["Framework", "Step", "Emergency", "Suicide risk, a goodbye or a plan", "Third party who is at home"];
    let mut glance = fixtures::bereavement();
    glance.place = Some(crate::app::glance::Place::Path {
        crumbs: crumbs.map(String::from).to_vec(),
        right: Words::muted("Esc returns to Emergency"),
    });
    let rows = rows(&page(&glance, (80, 24), Glyphs::Unicode));
    let both = format!("{} {}", rows[2], rows[3]);
    assert!(both.contains("Framework") && both.contains("HOME"), "{both}");
}

#[test]
fn every_target_of_the_live_call_can_be_hit() {
    let page = page(&fixtures::live(), (80, 24), Glyphs::Unicode);
    for (x, y) in [(6, 4), (6, 5), (10, 7), (10, 9), (50, 13), (20, 2), (2, 18), (66, 19), (2, 23)] {
        assert!(page.hit(x, y).is_some(), "{x},{y}");
    }
    for (x, y) in [(70, 0), (10, 20), (10, 21), (10, 17)] {
        assert_eq!(page.hit(x, y), None, "{x},{y}");
    }
}
