//! Twelve colours with a meaning each, in five themes. Colour never stands alone: glyph, word and weight say the same.

use super::layout::{Ink, Look};
use crate::app::glance::Tone;
use ratatui::style::{Color, Modifier, Style};

/// How the meanings are drawn.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Theme {
    /// The theme's name, as `by_name` takes it.
    pub name: &'static str,
    colours: Option<Colours>,
    raised_reverses: bool,
    alarm_reverses: bool,
}

/// The tokens; `Color::Reset` is the terminal's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Colours {
    ground: Color,
    raised: Color,
    rule: Color,
    lead: Color,
    text: Color,
    muted: Color,
    current: Color,
    done: Color,
    held: Color,
    must: Color,
    alarm: Color,
    alarm_ground: Color,
}

/// What is known of a terminal before anything is drawn; the environment is read elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terminal<'a> {
    /// `COLORTERM`.
    pub colorterm: Option<&'a str>,
    /// `TERM`.
    pub term: Option<&'a str>,
    /// `NO_COLOR`; set and not empty means no colour.
    pub no_color: Option<&'a str>,
    /// Whether the terminal's background was found to be light; `None` where it did not say.
    pub light: Option<bool>,
}

const fn rgb(hex: u32) -> Color {
    Color::Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const DARK: Colours = Colours {
    ground: rgb(0x14181D),
    raised: rgb(0x232B34),
    rule: rgb(0x4A5663),
    lead: rgb(0xFFFFFF),
    text: rgb(0xCBD3DB),
    muted: rgb(0x97A3AF),
    current: rgb(0x6FB4FF),
    done: rgb(0x63C7A4),
    held: rgb(0xF3DF8E),
    must: rgb(0xFF8F45),
    alarm: rgb(0xFFFFFF),
    alarm_ground: rgb(0xB4231B),
};

const LIGHT: Colours = Colours {
    ground: rgb(0xFBFAF6),
    raised: rgb(0xECE9E1),
    rule: rgb(0xB5AFA2),
    lead: rgb(0x000000),
    text: rgb(0x20262C),
    muted: rgb(0x596169),
    current: rgb(0x0A55B0),
    done: rgb(0x0A5A3D),
    held: rgb(0x6F600F),
    must: rgb(0x741C00),
    alarm: rgb(0xFFFFFF),
    alarm_ground: rgb(0xB4231B),
};

const OWN: Colours = Colours {
    ground: Color::Reset,
    raised: Color::Reset,
    rule: Color::Reset,
    lead: Color::Reset,
    text: Color::Reset,
    muted: Color::Reset,
    current: Color::Cyan,
    done: Color::Green,
    held: Color::Yellow,
    must: Color::LightRed,
    alarm: Color::Reset,
    alarm_ground: Color::Reset,
};

const OWN_LIGHT: Colours =
    Colours { current: Color::Blue, done: Color::Reset, held: Color::Reset, must: Color::Red, ..OWN };

impl Theme {
    /// A theme by its name: `dark`, `light`, `dark16`, `light16`, `mono`.
    pub fn by_name(name: &str) -> Option<Theme> {
        let theme = |name, colours| Theme { name, colours, raised_reverses: true, alarm_reverses: true };
        let full =
            |name, colours| Theme { raised_reverses: false, alarm_reverses: false, ..theme(name, Some(colours)) };
        match name {
            "dark" => Some(full("dark", DARK)),
            "light" => Some(full("light", LIGHT)),
            "dark16" => Some(theme("dark16", Some(OWN))),
            "light16" => Some(theme("light16", Some(OWN_LIGHT))),
            "mono" => Some(theme("mono", None)),
            _ => None,
        }
    }

    /// The theme for a terminal: as many colours as it says it has, dark unless it said that it is light.
    pub fn auto(terminal: Terminal) -> Theme {
        let name = match terminal.colours() {
            0 => "mono",
            16 if terminal.light == Some(true) => "light16",
            16 => "dark16",
            _ if terminal.light == Some(true) => "light",
            _ => "dark",
        };
        Theme::by_name(name).unwrap_or(Theme {
            name: "mono",
            colours: None,
            raised_reverses: true,
            alarm_reverses: true,
        })
    }

    /// The paper.
    pub fn ground(&self) -> Style {
        match &self.colours {
            Some(c) => Style::new().fg(c.text).bg(c.ground),
            None => Style::new(),
        }
    }

    /// How words or strokes of a meaning are drawn.
    pub fn style(&self, ink: Ink, look: Look) -> Style {
        let mut style = self.ground();
        let mut modifier = Modifier::empty();
        if let Some(c) = &self.colours {
            style = style.fg(self.colour(c, ink));
        }
        let alarm = ink == Ink::Word(Tone::Alarm);
        if look.raised {
            match &self.colours {
                Some(c) if !self.raised_reverses => style = style.bg(c.raised),
                _ => modifier |= Modifier::REVERSED,
            }
        }
        if alarm {
            match &self.colours {
                Some(c) if !self.alarm_reverses => style = style.bg(c.alarm_ground),
                _ => modifier |= Modifier::REVERSED,
            }
            modifier |= Modifier::BOLD;
        }
        modifier.set(Modifier::REVERSED, modifier.contains(Modifier::REVERSED) || look.reversed);
        modifier.set(Modifier::BOLD, modifier.contains(Modifier::BOLD) || look.bold);
        modifier.set(Modifier::UNDERLINED, look.underlined);
        style.add_modifier(modifier)
    }

    fn colour(&self, c: &Colours, ink: Ink) -> Color {
        match ink {
            Ink::Rule => c.rule,
            Ink::Word(Tone::Lead) => c.lead,
            Ink::Word(Tone::Text) => c.text,
            Ink::Word(Tone::Muted) => c.muted,
            Ink::Word(Tone::Current) => c.current,
            Ink::Word(Tone::Done) => c.done,
            Ink::Word(Tone::Held) => c.held,
            Ink::Word(Tone::Must) => c.must,
            Ink::Word(Tone::Alarm) => c.alarm,
        }
    }
}

impl Terminal<'_> {
    /// Colours it is trusted with: 0, 16, or more.
    fn colours(&self) -> u32 {
        let term = self.term.unwrap_or_default();
        let full = matches!(self.colorterm, Some("truecolor" | "24bit")) || term.ends_with("-direct");
        if self.no_color.is_some_and(|value| !value.is_empty()) || matches!(term, "dumb" | "vt100" | "vt220") {
            0
        } else if full && term != "linux" {
            1 << 24
        } else {
            16
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TONES: [Tone; 8] =
        [Tone::Lead, Tone::Text, Tone::Muted, Tone::Current, Tone::Done, Tone::Held, Tone::Must, Tone::Alarm];

    /// WCAG 2 contrast of two colours.
    fn contrast(a: Color, b: Color) -> f64 {
        let light = |c: Color| {
            let Color::Rgb(r, g, b) = c else { panic!("not a truecolor") };
            let part = |v: u8| {
                let v = f64::from(v) / 255.0;
                if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
        };
        let (a, b) = (light(a) + 0.05, light(b) + 0.05);
        if a > b { a / b } else { b / a }
    }

    #[test]
    fn every_word_is_legible_on_paper_and_on_the_raised_row() {
        for name in ["dark", "light"] {
            let theme = Theme::by_name(name).unwrap();
            for tone in TONES {
                for raised in [false, true] {
                    let style = theme.style(Ink::Word(tone), Look { raised, ..Look::default() });
                    let ratio = contrast(style.fg.unwrap(), style.bg.unwrap());
                    assert!(ratio >= 5.15, "{name} {tone:?} raised {raised}: {ratio:.2}");
                    assert!(tone != Tone::Lead || raised || ratio > 17.0);
                }
            }
        }
    }

    #[test]
    fn without_truecolor_the_terminals_own_ground_is_left_alone() {
        for name in ["dark16", "light16"] {
            let theme = Theme::by_name(name).unwrap();
            assert_eq!(theme.ground().bg, Some(Color::Reset));
            let raised = theme.style(Ink::Word(Tone::Text), Look { raised: true, ..Look::default() });
            assert!(raised.add_modifier.contains(Modifier::REVERSED));
            for tone in TONES {
                let style = theme.style(Ink::Word(tone), Look::default());
                assert!(!style.add_modifier.contains(Modifier::DIM));
                assert_ne!(style.fg, Some(Color::DarkGray));
            }
        }
    }

    #[test]
    fn without_colour_weight_line_and_reverse_say_it() {
        let theme = Theme::by_name("mono").unwrap();
        for tone in TONES {
            let style = theme.style(Ink::Word(tone), Look::default());
            assert_eq!((style.fg, style.bg), (None, None));
        }
        let alarm = theme.style(Ink::Word(Tone::Alarm), Look::default());
        assert!(alarm.add_modifier.contains(Modifier::REVERSED | Modifier::BOLD));
        let blank = theme.style(Ink::Word(Tone::Held), Look { underlined: true, bold: true, ..Look::default() });
        assert_eq!(blank.add_modifier, Modifier::UNDERLINED | Modifier::BOLD);
    }

    #[test]
    fn a_terminal_gets_what_it_says_it_has() {
        let auto = |colorterm, term, no_color, light| {
            Theme::auto(Terminal { colorterm, term: Some(term), no_color, light }).name
        };
        assert_eq!(auto(Some("truecolor"), "xterm-256color", None, None), "dark");
        assert_eq!(auto(Some("24bit"), "xterm", None, Some(true)), "light");
        assert_eq!(auto(None, "xterm-256color", None, None), "dark16");
        assert_eq!(auto(None, "screen", None, Some(true)), "light16");
        assert_eq!(auto(Some("truecolor"), "linux", None, None), "dark16");
        assert_eq!(auto(Some("truecolor"), "xterm", Some("1"), None), "mono");
        assert_eq!(auto(Some("truecolor"), "xterm", Some(""), None), "dark");
        assert_eq!(auto(None, "dumb", None, None), "mono");
        assert_eq!(Theme::auto(Terminal::default()).name, "dark16");
        assert!(Theme::by_name("solarized").is_none());
    }
}
