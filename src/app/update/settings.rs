//! The first questions and the settings.

use tui_input::Input;

use crate::{
    app::{
        action::Action,
        config::{Config, GlyphSet, Keep},
        effect::Effect,
        model::{Field, FieldKind, Screen, Setting},
        update::Turn,
    },
    text::clean,
};

/// The settings in the order they are listed, with their key in the config and what they mean.
pub const SETTINGS: [(Setting, &str, &str); 12] = [
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
    (Setting::Mouse, "mouse", "yes or no"),
];

/// The first questions, in order.
const QUESTIONS: [Setting; 3] = [Setting::Agent, Setting::Company, Setting::Country];

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
        Setting::Mouse => if config.mouse { "yes" } else { "no" }.into(),
    }
}

/// Sets a value as it was typed.
fn set(config: &mut Config, setting: Setting, text: &str) -> Result<(), String> {
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
        Setting::Mouse => match text {
            "yes" | "true" => config.mouse = true,
            "no" | "false" => config.mouse = false,
            _ => return Err("write yes or no".into()),
        },
    }
    Ok(())
}

impl Turn<'_> {
    pub(super) fn settings_act(&mut self, action: Action) {
        match action {
            Action::Back => {
                self.model.screen = Screen::Home;
                self.model.chosen = 0;
            }
            Action::ItemDown => self.choose_by(1, SETTINGS.len()),
            Action::ItemUp => self.choose_by(-1, SETTINGS.len()),
            Action::Choose => {
                let (setting, key, _) = SETTINGS[self.model.chosen.min(SETTINGS.len() - 1)];
                if self.model.config.locked.iter().any(|locked| locked == key) {
                    self.refuse(format!("{key} is set for everyone on this machine"));
                } else {
                    let input = Input::new(value(&self.model.config, setting));
                    self.model.field = Some(Field { kind: FieldKind::Setting(setting), input });
                }
            }
            _ => {}
        }
    }

    pub(super) fn set_setting(&mut self, setting: Setting, text: &str) -> bool {
        let mut config = self.model.config.clone();
        match set(&mut config, setting, &clean(text)) {
            Ok(()) => {
                config.asked = true;
                self.model.config = config.clone();
                self.ask(Effect::SaveConfig(config));
                true
            }
            Err(why) => {
                self.refuse(why);
                false
            }
        }
    }

    /// Asks the first questions, once.
    pub(super) fn ask_questions(&mut self) {
        if !self.model.config.asked && self.model.screen == Screen::Home && self.model.field.is_none() {
            self.question(QUESTIONS[0]);
        }
    }

    fn question(&mut self, setting: Setting) {
        let mut text = value(&self.model.config, setting);
        if setting == Setting::Country && text.is_empty() {
            text = self.model.country_guess.clone().unwrap_or_default();
        }
        self.model.field = Some(Field { kind: FieldKind::Question(setting), input: Input::new(text) });
    }

    pub(super) fn answer_question(&mut self, setting: Setting, text: &str) {
        let mut config = self.model.config.clone();
        if let Err(why) = set(&mut config, setting, &clean(text)) {
            self.refuse(why);
            return;
        }
        self.model.config = config;
        let next = QUESTIONS.iter().position(|question| *question == setting).map_or(0, |i| i + 1);
        match QUESTIONS.get(next) {
            Some(question) => self.question(*question),
            None => self.skip_questions(),
        }
    }

    /// The questions are over, answered or not.
    pub(super) fn skip_questions(&mut self) {
        self.model.field = None;
        self.model.config.asked = true;
        let config = self.model.config.clone();
        self.ask(Effect::SaveConfig(config));
    }
}
