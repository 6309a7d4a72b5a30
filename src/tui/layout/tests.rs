use super::*;
use crate::text;

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
