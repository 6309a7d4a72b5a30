//! A page as one HTML file: nothing in it is loaded, nothing in it runs.
//!
//! The template is `assets/report/page.html`. It escapes what it is given; nothing may be called safe in it. Pictures are SVG
//! in percent of whatever room there is, so that their letters have one size on a phone and on paper.

use askama::Template;

use crate::storage::report::page::{Cell, Curve, Page, Part};

#[derive(Template)]
#[template(path = "page.html")]
struct Html<'p> {
    page: &'p Page,
}

/// The file.
pub fn html(page: &Page) -> String {
    let html = Html { page }.render().expect("a String takes whatever is written to it");
    // A template's tags leave the lines they stood on.
    let lines = html.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Labels stand at least so far apart, in percent of the width.
const APART: f64 = 5.0;

/// Where a curve lies in its picture, in percent.
mod frame {
    pub(super) const LEFT: f64 = 7.0;
    pub(super) const WIDTH: f64 = 91.0;
    pub(super) const TOP: f64 = 14.0;
    pub(super) const HEIGHT: f64 = 68.0;
}

/// A dot of a curve, in percent, with its figure where there is room for it, off the line.
struct Dot {
    x: String,
    y: String,
    label: Option<u8>,
    dx: i8,
    dy: i8,
}

fn percent(at: f64) -> String {
    format!("{at:.2}%")
}

impl Curve {
    fn x(at: f64) -> f64 {
        frame::LEFT + at.clamp(0.0, 1.0) * frame::WIDTH
    }

    /// Where a figure from 0 to 10 lies.
    fn y(figure: u8) -> String {
        percent(frame::TOP + f64::from(10 - figure.min(10)) / 10.0 * frame::HEIGHT)
    }

    /// The figures that have a line across, each with where it lies.
    fn grid() -> [(u8, String); 3] {
        [10, 5, 0].map(|figure| (figure, Self::y(figure)))
    }

    /// The lines of the curve, across and up or down: `x1`, `y1`, `x2`, `y2`.
    fn lines(&self) -> Vec<[String; 4]> {
        let mut lines = Vec::new();
        for (at, (from, figure)) in self.points.iter().enumerate() {
            let next = self.points.get(at + 1);
            let (x1, x2) = (percent(Self::x(*from)), percent(Self::x(next.map_or(1.0, |(to, _)| *to))));
            lines.push([x1, Self::y(*figure), x2.clone(), Self::y(*figure)]);
            if let Some((_, then)) = next {
                lines.push([x2.clone(), Self::y(*figure), x2, Self::y(*then)]);
            }
        }
        lines
    }

    fn dots(&self) -> Vec<Dot> {
        let (mut last, mut before) = (f64::NEG_INFINITY, 0);
        let dot = |(at, figure): &(f64, u8)| {
            let x = Self::x(*at);
            let room = x - last >= APART;
            last = if room { x } else { last };
            // The line comes from above where it fell, and its foot is taken.
            let (dx, dy) = match (*figure < before, *figure) {
                (true, 0) => (9, -7),
                (true, _) => (0, 19),
                (false, _) => (0, -9),
            };
            before = *figure;
            Dot { x: percent(x), y: Self::y(*figure), label: room.then_some(*figure), dx, dy }
        };
        self.points.iter().map(dot).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::report::page::{Lead, Line, Outcome, Plain, Section};

    /// A page with a text wherever one may stand.
    fn page(words: &str) -> Page {
        let plain = || Plain::from(words);
        let parts = vec![
            Part::Talk(vec![Line { words: plain(), who: plain(), after: plain(), ..Line::default() }]),
            Part::Quotes(vec![(plain(), plain())]),
            Part::Blanks(vec![(plain(), vec![("Impact", plain())])]),
            Part::Curve(Curve { title: plain(), words: plain(), points: vec![(0.0, 3)], ends: (plain(), plain()) }),
        ];
        Page {
            kind: "Call",
            title: plain(),
            facts: vec![("About", plain())],
            lead: Some(Lead { name: "One thing", words: plain(), why: plain() }),
            result: Some(Outcome { failed: vec![(plain(), plain())], remarks: vec![plain()], ..Outcome::default() }),
            sections: vec![Section { title: plain(), remark: plain(), parts }],
            foot: vec![plain()],
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_becomes_a_tag(words in "[ -~]{1,40}") {
            let marks = |html: &str| html.matches(['<', '>', '"']).count();
            let words = format!("a{words}");
            proptest::prop_assert_eq!(marks(&html(&page(&words))), marks(&html(&page("plain words"))));
        }
    }

    #[test]
    fn a_curve_stays_in_its_frame() {
        let curve = Curve { points: vec![(0.0, 10), (0.01, 3), (1.0, 0)], ..Curve::default() };
        assert_eq!(curve.lines().len(), 5);
        let dots = curve.dots();
        assert_eq!(
            dots.iter().map(|dot| dot.label).collect::<Vec<_>>(),
            [Some(10), None, Some(0)],
            "no label on another"
        );
        assert_eq!((dots[0].x.as_str(), dots[2].x.as_str()), ("7.00%", "98.00%"));
        assert_eq!((dots[0].y.as_str(), dots[2].y.as_str()), ("14.00%", "82.00%"));
    }
}
