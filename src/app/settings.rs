//! What can be set in the program: the table, how a value is shown, and how it is understood.

use crate::app::config::{Config, GlyphSet, Keep};

/// A setting that can be changed in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The agent's name.
    Agent,
    /// The company's name.
    Company,
    /// The country.
    Country,
    /// The industry.
    Industry,
    /// Who to turn to after a hard call.
    Support,
    /// The theme.
    Theme,
    /// The glyphs.
    Glyphs,
    /// How many phrases are shown.
    Lines,
    /// How long notes are kept.
    KeepNotes,
    /// How long names, numbers and words are kept.
    KeepCaller,
    /// How long records are kept.
    KeepDays,
    /// Whether practice is kept.
    KeepPractice,
    /// Whether the mouse is used.
    Mouse,
}

/// The settings in the order they are listed, with their key in the config and what they mean.
pub const SETTINGS: [(Setting, &str, &str); 13] = [
    (Setting::Agent, "agent", "your name, as you say it"),
    (Setting::Company, "company", "the company you speak for"),
    (Setting::Country, "country", "two letters, such as GB: emergency numbers"),
    (Setting::Industry, "industry", "retail, tech, finance or hospitality"),
    (Setting::Support, "support", "who to turn to after a hard call"),
    (Setting::Theme, "theme", "dark, light, dark16, light16 or mono; empty follows the terminal"),
    (Setting::Glyphs, "glyphs", "unicode or ascii"),
    (Setting::Lines, "lines", "phrases shown: 3 or 2"),
    (Setting::KeepNotes, "keep_notes", "never, until-wrapup, or a number of days"),
    (Setting::KeepCaller, "keep_caller", "never, until-wrapup, or a number of days"),
    (Setting::KeepDays, "keep_days", "days that records without words are kept"),
    (Setting::KeepPractice, "keep_practice", "yes or no: replies, marks and cards of practice"),
    (Setting::Mouse, "mouse", "yes or no"),
];

/// A setting's value, as it is shown and typed.
pub fn value(config: &Config, setting: Setting) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let keep = |keep: Keep| match keep {
        Keep::Never => "never".into(),
        Keep::UntilWrapUp => "until-wrapup".into(),
        Keep::Days(days) => days.to_string(),
    };
    match setting {
        Setting::Agent => text(&config.agent),
        Setting::Company => text(&config.company),
        Setting::Country => text(&config.country),
        Setting::Industry => config.industry.as_ref().map(ToString::to_string).unwrap_or_default(),
        Setting::Support => text(&config.support),
        Setting::Theme => text(&config.theme),
        Setting::Glyphs => match config.glyphs {
            Some(GlyphSet::Ascii) => "ascii".into(),
            Some(GlyphSet::Unicode) => "unicode".into(),
            None => String::new(),
        },
        Setting::Lines => config.lines.to_string(),
        Setting::KeepNotes => keep(config.keep_notes),
        Setting::KeepCaller => keep(config.keep_caller),
        Setting::KeepDays => config.keep_days.to_string(),
        Setting::KeepPractice => config.keep_practice.map_or("", |keep| if keep { "yes" } else { "no" }).into(),
        Setting::Mouse => if config.mouse { "yes" } else { "no" }.into(),
    }
}

/// Sets a value as it was typed.
///
/// # Errors
/// What to write instead.
pub fn set(config: &mut Config, setting: Setting, text: &str) -> Result<(), String> {
    let some = || Some(text.to_string()).filter(|text| !text.is_empty());
    let keep = || match text {
        "never" => Ok(Keep::Never),
        "until-wrapup" | "" => Ok(Keep::UntilWrapUp),
        days => days.parse().map(Keep::Days).map_err(|_| "write never, until-wrapup, or a number of days".to_string()),
    };
    match setting {
        Setting::Agent => config.agent = some(),
        Setting::Company => config.company = some(),
        Setting::Country => {
            let code = text.to_uppercase();
            if !(code.is_empty() || code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase())) {
                return Err("write the two letters of a country, such as GB".into());
            }
            if code == "UK" {
                return Err("the United Kingdom is GB".into());
            }
            config.country = Some(code).filter(|code| !code.is_empty());
        }
        Setting::Industry => config.industry = some().map(Into::into),
        Setting::Support => config.support = some(),
        Setting::Theme => match text {
            "" | "dark" | "light" | "dark16" | "light16" | "mono" => config.theme = some(),
            _ => return Err("write dark, light, dark16, light16 or mono".into()),
        },
        Setting::Glyphs => match text {
            "" => config.glyphs = None,
            "unicode" => config.glyphs = Some(GlyphSet::Unicode),
            "ascii" => config.glyphs = Some(GlyphSet::Ascii),
            _ => return Err("write unicode or ascii".into()),
        },
        Setting::Lines => match text {
            "2" => config.lines = 2,
            "3" | "" => config.lines = 3,
            _ => return Err("write 2 or 3".into()),
        },
        Setting::KeepNotes => config.keep_notes = keep()?,
        Setting::KeepCaller => config.keep_caller = keep()?,
        Setting::KeepDays => config.keep_days = text.parse().map_err(|_| "write a number of days")?,
        Setting::KeepPractice => match text {
            "" => config.keep_practice = None,
            "yes" | "true" => config.keep_practice = Some(true),
            "no" | "false" => config.keep_practice = Some(false),
            _ => return Err("write yes or no".into()),
        },
        Setting::Mouse => match text {
            "yes" | "true" => config.mouse = true,
            "no" | "false" => config.mouse = false,
            _ => return Err("write yes or no".into()),
        },
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_can_be_typed_again() {
        let config = Config { agent: Some("Sam".into()), keep_notes: Keep::Days(7), ..Config::default() };
        for (setting, key, _) in SETTINGS {
            let mut copy = config.clone();
            let shown = value(&config, setting);
            assert_eq!(set(&mut copy, setting, &shown), Ok(()), "{key}");
            assert_eq!(copy, config, "{key}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_what_to_write() {
        for (setting, text, hint) in [
            (Setting::Country, "Ireland", "two letters"),
            (Setting::Country, "1E", "two letters"),
            (Setting::Country, "uk", "GB"),
            (Setting::Theme, "pink", "dark, light"),
            (Setting::Glyphs, "emoji", "ascii"),
            (Setting::Lines, "4", "2 or 3"),
            (Setting::KeepNotes, "long", "number of days"),
            (Setting::KeepDays, "-1", "number of days"),
            (Setting::Mouse, "maybe", "yes or no"),
        ] {
            let mut config = Config::default();
            let refused = set(&mut config, setting, text).expect_err(text);
            assert!(refused.contains(hint), "{text}: {refused}");
            assert_eq!(config, Config::default(), "{text} changed something");
        }
    }

    #[test]
    fn a_country_is_kept_in_capitals_and_can_be_taken_back() {
        let mut config = Config::default();
        assert_eq!(set(&mut config, Setting::Country, "ie"), Ok(()));
        assert_eq!(config.country.as_deref(), Some("IE"));
        assert_eq!(set(&mut config, Setting::Country, ""), Ok(()));
        assert_eq!(config.country, None);
    }
}
