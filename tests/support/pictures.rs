//! The pictures of the README: moments of journeys, as SVG straight from the cells of their frames.
//!
//! `cargo run --example pictures` writes them to `assets/`; a test compares what is there with what would be written.

use std::fmt::Write;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};

use super::journey::{Journey, cells};

/// A picture: its file in `assets/`, its theme and size, what it shows, and the keys that lead there.
pub struct Picture {
    pub file: &'static str,
    theme: &'static str,
    size: (u16, u16),
    title: &'static str,
    script: &'static str,
}

pub const PICTURES: [Picture; 6] = [
    Picture {
        file: "call.svg",
        theme: "dark",
        size: (120, 34),
        title: "A live call: the step, the sentence to say, the checklist; promises and notes at the right",
        script: "l t:6s 1 Space w \"Dana Whitfield\" Enter t:42s Space / \"late deliv\" Enter t:34s Space Space \
                 i \"third call since Monday\" Enter t:35s 1 Space t:8s Enter m 1 t:12s Space t:14s 1 Space \
                 p \"ring back with the depot's answer Thu noon\" Enter i \"birthday is Thursday; her son; blue bike\" \
                 Enter t:10s",
    },
    Picture {
        file: "bereavement.svg",
        theme: "dark",
        size: (80, 24),
        title: "The bereavement checklist: no clock, and the way back to the exact place",
        script: "l t:6s 1 Space w \"Grace Okoye\" Enter t:30s F2 w \"Emeka\" Enter Space \
                 i \"wants to close Emeka's account\" Enter",
    },
    Picture {
        file: "emergency.svg",
        theme: "dark",
        size: (80, 24),
        title: "The emergency hub, one key away from everywhere",
        script: "l t:6s 1 w \"Ruth Adler\" Enter t:20s Space i \"smoke in the stairwell\" Enter F9 \
                 w \"Mill Lane 14, third floor\" Enter Space t:8s",
    },
    Picture {
        file: "rehearsal.svg",
        theme: "dark",
        size: (120, 32),
        title: "A rehearsal: what the caller says, the reply with its moves and cautions, the mood as it went",
        script: "ear r Down Down Enter 1 t:20s \"Good morning, Sam speaking. What happened?\" Enter t:20s \
                 \"Have you got the order number for me?\" Enter t:20s \
                 \"I'm so sorry it missed her birthday. Our policy is to wait five days.\" Enter t:20s \
                 \"I'll own it from here. I can\"",
    },
    Picture {
        file: "desk.svg",
        theme: "dark",
        size: (120, 34),
        title: "The trainer's desk: the line to say now, the card of who is played, the sheet that is marked",
        script: "ear m Down Down Enter 1 \"Amir\" Enter 1 Enter t:7s y i \"full opening, warm\" Enter t t:34s y t t:34s y \
                 i \"You paid for express and it never came.\" Enter t Enter t:35s F2 t:20s n + + \
                 i \"our policy is to wait five days\" Enter t Enter t:60s - t:55s",
    },
    Picture {
        file: "wrap-up.svg",
        theme: "light",
        size: (80, 30),
        title: "Wrap-up in the light theme: what was not done, what was promised, the hand-off note",
        script: "l t:6s 1 Space w \"Dana Whitfield\" Enter / \"late deliv\" Enter t:60s Space Space d Space Enter t:20s 1 \
                 Space Space Space Space Space i \"third call since Monday\" Enter Enter t:90s Space Space Space d \
                 Space Enter Space Space p \"ring back with the depot's answer Thu noon\" Enter Space t:30s j Space \
                 i \"birthday is Thursday; her son; blue bike\" Enter e r 3 t:20s",
    },
];

impl Picture {
    /// The picture as it is now.
    pub fn svg(&self) -> String {
        let mut journey = Journey::new();
        journey.play(self.script);
        svg(&cells(&journey.glance(), self.size, self.theme), self.title)
    }
}

/// A cell's width and height, the size of its letters, where they stand in it, and the margin: all in SVG's units.
const WIDTH: f64 = 8.4;
const HEIGHT: f64 = 17.0;
const LETTERS: f64 = 14.0;
const BASELINE: f64 = 13.0;
const MARGIN: f64 = 12.0;

fn svg(frame: &Buffer, title: &str) -> String {
    let (columns, rows) = (f64::from(frame.area.width), f64::from(frame.area.height));
    let (width, height) = (columns * WIDTH + 2.0 * MARGIN, rows * HEIGHT + 2.0 * MARGIN);
    let ground = hex(frame[(0, 0)].bg);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         role=\"img\" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"{LETTERS}\" xml:space=\"preserve\">\n<title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{ground}\"/>\n",
        escape(title)
    );
    for (y, row) in frame.content.chunks(usize::from(frame.area.width)).enumerate() {
        let mut x = 0;
        while x < row.len() {
            let look = Look::of(&row[x]);
            let end = (x..row.len()).find(|end| Look::of(&row[*end]) != look).unwrap_or(row.len());
            look.draw(&mut out, &row[x..end], (x, y), &ground);
            x = end;
        }
    }
    out + "</svg>\n"
}

/// What a run of cells shares.
#[derive(PartialEq)]
struct Look {
    ink: String,
    ground: String,
    weight: Modifier,
}

impl Look {
    fn of(cell: &Cell) -> Look {
        let (ink, ground) =
            if cell.modifier.contains(Modifier::REVERSED) { (cell.bg, cell.fg) } else { (cell.fg, cell.bg) };
        Look { ink: hex(ink), ground: hex(ground), weight: cell.modifier & (Modifier::BOLD | Modifier::UNDERLINED) }
    }

    /// A run's ground where it is not the paper's, and its words with their exact place and width.
    fn draw(&self, out: &mut String, run: &[Cell], (x, y): (usize, usize), paper: &str) {
        let top = MARGIN + y as f64 * HEIGHT;
        let left = |x: usize| MARGIN + x as f64 * WIDTH;
        if self.ground != paper {
            let (left, width, ground) = (left(x), run.len() as f64 * WIDTH, &self.ground);
            _ = writeln!(
                out,
                "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{HEIGHT}\" fill=\"{ground}\"/>"
            );
        }
        for (first, words) in words(run) {
            let (left, width, bottom) = (left(x + first), words.len() as f64 * WIDTH, top + BASELINE);
            let bold = if self.weight.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
            let line = if self.weight.contains(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
            let text: String = words.iter().map(Cell::symbol).collect();
            _ = writeln!(
                out,
                "<text x=\"{left:.1}\" y=\"{bottom:.1}\" textLength=\"{width:.1}\" fill=\"{}\"{bold}{line}>{}</text>",
                self.ink,
                escape(&text)
            );
        }
    }
}

/// The words of a run with the column each begins at: two blanks part them, so that every part has its exact place
/// whatever the letters' width.
fn words(run: &[Cell]) -> Vec<(usize, &[Cell])> {
    let blank = |at: usize| run.get(at).is_none_or(|cell| cell.symbol() == " ");
    let mut found = Vec::new();
    let mut at = 0;
    while at < run.len() {
        if blank(at) {
            at += 1;
            continue;
        }
        let end = (at..run.len()).find(|end| blank(*end) && blank(end + 1)).unwrap_or(run.len());
        found.push((at, &run[at..end]));
        at = end;
    }
    found
}

fn hex(colour: Color) -> String {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        other => panic!("pictures are drawn in a theme of full colours, not {other}"),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
