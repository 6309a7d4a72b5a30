//! What the environment says about the terminal and the person before it.

use std::ffi::OsString;

use crate::{
    app::config::{Config, GlyphSet},
    tui::{
        layout::Glyphs,
        theme::{Terminal, Theme},
    },
};

/// The names a theme can be called by.
pub const THEMES: [&str; 5] = ["dark", "light", "dark16", "light16", "mono"];

/// The environment as it was when the program started.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    colorterm: Option<String>,
    term: Option<String>,
    no_color: Option<String>,
    colours: Option<String>,
    locale: Option<String>,
}

impl Surroundings {
    /// Reads it; an empty variable counts as none.
    pub fn read(env: impl Fn(&str) -> Option<OsString>) -> Surroundings {
        let var =
            |name: &str| env(name).filter(|value| !value.is_empty()).map(|value| value.to_string_lossy().into_owned());
        Surroundings {
            colorterm: var("COLORTERM"),
            term: var("TERM"),
            no_color: var("NO_COLOR"),
            colours: var("COLORFGBG"),
            locale: var("LC_ALL").or_else(|| var("LC_CTYPE")).or_else(|| var("LANG")),
        }
    }

    /// The kind of terminal, `TERM`.
    pub fn term(&self) -> Option<&str> {
        self.term.as_deref()
    }

    /// Whether the terminal cannot move its cursor, so that no screen can be drawn on it.
    pub fn is_dumb(&self) -> bool {
        matches!(self.term.as_deref(), None | Some("dumb" | "unknown"))
    }

    /// The theme of this name; without one, or with one that is none, what fits the terminal.
    pub fn theme(&self, name: Option<&str>) -> Theme {
        let terminal = Terminal {
            colorterm: self.colorterm.as_deref(),
            term: self.term.as_deref(),
            no_color: self.no_color.as_deref(),
            light: self.is_light(),
        };
        name.filter(|_| self.no_color.is_none()).and_then(Theme::by_name).unwrap_or_else(|| Theme::auto(terminal))
    }

    /// What the terminal says of its ground: the last number of `COLORFGBG`.
    fn is_light(&self) -> Option<bool> {
        let ground: u8 = self.colours.as_deref()?.rsplit(';').next()?.parse().ok()?;
        Some(ground == 7 || ground > 8)
    }

    /// The signs that the settings ask for; without, those that the terminal can draw.
    pub fn glyphs(&self, config: &Config) -> Glyphs {
        let utf8 = self.locale.as_ref().is_some_and(|name| {
            let name = name.to_ascii_lowercase();
            name.contains("utf-8") || name.contains("utf8")
        });
        match config.glyphs {
            Some(GlyphSet::Unicode) => Glyphs::Unicode,
            Some(GlyphSet::Ascii) => Glyphs::Ascii,
            None if utf8 && self.term.as_deref() != Some("linux") => Glyphs::Unicode,
            None => Glyphs::Ascii,
        }
    }

    /// The country that the locale names: `GB` of `en_GB.UTF-8`.
    pub fn country(&self) -> Option<String> {
        let (_, after) = self.locale.as_deref()?.split_once('_')?;
        let country = after.split(['.', '@']).next()?;
        let two_letters = country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase());
        two_letters.then(|| country.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(vars: &[(&str, &str)]) -> Surroundings {
        Surroundings::read(|name| vars.iter().find(|(n, _)| *n == name).map(|(_, value)| OsString::from(value)))
    }

    #[test]
    fn every_theme_that_is_offered_exists() {
        assert!(THEMES.iter().all(|name| Theme::by_name(name).is_some()));
    }

    #[test]
    fn the_theme_follows_the_terminal_unless_it_is_named() {
        let full = with(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]);
        assert_eq!(full.theme(None).name, "dark");
        assert_eq!(full.theme(Some("light")).name, "light");
        assert_eq!(full.theme(Some("nonsense")).name, "dark");
        let light = with(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("COLORFGBG", "0;15")]);
        assert_eq!(light.theme(None).name, "light");
        assert_eq!(with(&[("TERM", "xterm"), ("NO_COLOR", "1")]).theme(Some("dark")).name, "mono");
        assert_ne!(with(&[("TERM", "xterm"), ("NO_COLOR", "")]).theme(None).name, "mono");
    }

    #[test]
    fn signs_are_plain_where_the_terminal_cannot_draw_others() {
        let config = Config::default();
        assert_eq!(with(&[("LANG", "en_GB.UTF-8"), ("TERM", "xterm")]).glyphs(&config), Glyphs::Unicode);
        assert_eq!(with(&[("LANG", "en_GB.UTF-8"), ("TERM", "linux")]).glyphs(&config), Glyphs::Ascii);
        assert_eq!(with(&[("LANG", "C"), ("TERM", "xterm")]).glyphs(&config), Glyphs::Ascii);
        assert_eq!(with(&[("LANG", "en_GB.UTF-8"), ("LC_ALL", "C"), ("TERM", "xterm")]).glyphs(&config), Glyphs::Ascii);
        let asked = Config { glyphs: Some(GlyphSet::Unicode), ..Config::default() };
        assert_eq!(with(&[("TERM", "linux")]).glyphs(&asked), Glyphs::Unicode);
    }

    #[test]
    fn the_locale_may_name_a_country() {
        assert_eq!(with(&[("LANG", "en_GB.UTF-8")]).country().as_deref(), Some("GB"));
        assert_eq!(with(&[("LANG", "ca_ES@valencia")]).country().as_deref(), Some("ES"));
        assert_eq!(with(&[("LANG", "C.UTF-8")]).country(), None);
        assert_eq!(with(&[("LANG", "eo_001.UTF-8")]).country(), None);
        assert_eq!(with(&[]).country(), None);
    }

    #[test]
    fn a_terminal_without_a_cursor_is_known() {
        assert!(with(&[("TERM", "dumb")]).is_dumb() && with(&[]).is_dumb());
        assert!(!with(&[("TERM", "xterm")]).is_dumb());
    }
}
