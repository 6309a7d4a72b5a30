//! The first questions and the settings.

use tui_input::Input;

use crate::{
    app::{
        action::Action,
        effect::Effect,
        model::{Field, FieldKind, Screen},
        settings::{SETTINGS, Setting, set, value},
        update::Turn,
    },
    text::clean,
};

/// The first questions, in order.
const QUESTIONS: [Setting; 3] = [Setting::Agent, Setting::Company, Setting::Country];

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
        let industries = &self.model.library().industries;
        if setting == Setting::Industry && !text.is_empty() && !industries.iter().any(|known| known.id.as_str() == text)
        {
            let names: Vec<&str> = industries.iter().map(|known| known.id.as_str()).collect();
            self.refuse(format!("write one of {}", names.join(", ")));
            return false;
        }
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
        let home = self.model.screen == Screen::Home && self.model.awaited.is_none();
        if !self.model.config.asked && home && self.model.field.is_none() {
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
