//! Lists laid over a screen: find, commands, scenarios, moods, ways to hand over, results, help, and the two questions.

use tui_input::Input;

use crate::{
    app::{
        action::Action,
        effect::Effect,
        glance::look_up,
        keymap::TABLE,
        mock::marking,
        model::{Field, FieldKind, HUB, Model, STRIP, Screen, Sheet, WAYS},
        update::{Turn, rehearsal::marks},
    },
    call::{desk::Call, event::TextRole, mock::Marking, session::Intent},
    coach::{Hit, SPOKEN},
    playbook::model::{Audience, Id, Kind},
    practice::caller::signal,
};

/// The slot of the caller's language.
pub(super) const LANGUAGE: &str = "language";

/// What is looked for where the languages are.
const CARD: &str = "language:";

/// The scenario that knows the caller's language.
const INTERPRETER: &str = "interpreter";

/// How many hits a search shows.
const HITS: usize = 50;

impl Turn<'_> {
    pub(super) fn open_sheet(&mut self, sheet: Sheet) {
        self.model.sheet = Some(sheet);
        self.model.chosen = 0;
    }

    fn open_query(&mut self, sheet: Sheet) {
        self.open_sheet(sheet);
        self.open_field(FieldKind::Query);
        self.query("");
    }

    pub(super) fn open_help(&mut self) {
        let open = matches!(self.model.sheet, Some(Sheet::Help));
        let asked = matches!(
            self.model.sheet,
            Some(Sheet::Consent(_) | Sheet::KeepMock | Sheet::SelfScore | Sheet::Scorecards | Sheet::Fails)
        );
        if asked {
            // A question that is open is not lost for the sake of a list of keys.
            return self.refuse("answer this first, or leave it: the last row says how");
        }
        self.leave_field();
        self.model.sheet = if open { None } else { Some(Sheet::Help) };
    }

    pub(super) fn open_find(&mut self) {
        self.open_query(Sheet::Find(Vec::new()));
    }

    /// The card from which a caller's language is found: all of them, each in its own script.
    pub(super) fn open_languages(&mut self) {
        self.open_query(Sheet::Find(Vec::new()));
        self.model.field = Some(Field { kind: FieldKind::Query, input: Input::new(CARD.into()) });
        self.query(CARD);
    }

    pub(super) fn open_commands(&mut self) {
        self.open_query(Sheet::Commands(Vec::new()));
    }

    pub(super) fn open_scenarios(&mut self) {
        self.open_query(Sheet::Scenarios(Vec::new()));
    }

    pub(super) fn open_moods(&mut self) {
        let moods = self.model.library().emotions.iter().map(|emotion| emotion.id.clone()).collect();
        self.open_sheet(Sheet::Moods(moods));
    }

    pub(super) fn open_dispositions(&mut self) {
        let results = self.model.library().dispositions.iter().map(|label| label.id.clone()).collect();
        self.open_sheet(Sheet::Dispositions(results));
    }

    pub(super) fn ask_to_leave(&mut self) {
        let going_on = self.model.desk.calls.iter().any(Call::is_real);
        if going_on && !matches!(self.model.sheet, Some(Sheet::Leave)) {
            self.open_sheet(Sheet::Leave);
        } else {
            self.quit();
        }
    }

    /// The query changed: the list follows.
    pub(super) fn query(&mut self, text: &str) {
        let library = self.model.library().clone();
        let wanted = text.trim().to_lowercase();
        let fits = |title: &str| wanted.is_empty() || title.to_lowercase().contains(&wanted);
        let sheet = match self.model.sheet.as_ref() {
            Some(Sheet::Find(_)) => {
                let said: Vec<Id> = self.model.call().map_or(Vec::new(), |call| {
                    call.session.state().said.iter().map(|said| said.what.clone()).collect()
                });
                Sheet::Find(self.model.loaded.index.find(text, &said, HITS))
            }
            Some(Sheet::Commands(_)) => Sheet::Commands(self.commands(&fits)),
            Some(Sheet::Scenarios(_)) => {
                let place = |id: &Id| STRIP.iter().position(|s| *s == id.as_str()).unwrap_or(STRIP.len());
                let mut ids: Vec<Id> = library
                    .scenarios
                    .iter()
                    .filter(|s| fits(&s.title) || fits(&s.signs) || s.heard.iter().any(|line| fits(line)))
                    .map(|s| s.id.clone())
                    .collect();
                ids.sort_by_key(|id| (id.as_str() == HUB, place(id)));
                Sheet::Scenarios(ids)
            }
            _ => return,
        };
        self.model.sheet = Some(sheet);
        self.model.chosen = 0;
    }

    /// The acts of the screen beneath, by name.
    fn commands(&self, fits: &dyn Fn(&str) -> bool) -> Vec<Action> {
        let context = self.model.context();
        let here = TABLE.iter().filter(|row| row.contexts.contains(&context) && row.action != Action::Commands);
        here.filter(|row| !row.help.is_empty() && (fits(row.name) || fits(row.help))).map(|row| row.action).collect()
    }

    /// How many rows the open list has.
    fn sheet_rows(&self) -> usize {
        match &self.model.sheet {
            Some(Sheet::Find(hits)) => hits.len(),
            Some(Sheet::Commands(actions)) => actions.len(),
            Some(Sheet::Scenarios(ids) | Sheet::Moods(ids) | Sheet::Dispositions(ids)) => ids.len(),
            Some(Sheet::Transfer) => WAYS.len(),
            Some(Sheet::Help) => TABLE.len(),
            Some(Sheet::Consent(_) | Sheet::SelfScore) => 2,
            Some(Sheet::Scorecards) => self.model.library().scorecards.len(),
            Some(Sheet::KeepMock) => keep_rows(self.model),
            Some(Sheet::Fails) => marking_of(self.model).map_or(0, |now| now.mock.sheet.fails.len()),
            Some(Sheet::Aloud) => marks(self.model).len(),
            Some(Sheet::LookUp) => look_up(self.model).map_or(0, |list| list.rows.len()),
            _ => 0,
        }
    }

    pub(super) fn sheet_move(&mut self, by: isize) {
        let rows = self.sheet_rows();
        self.choose_by(by, rows);
    }

    pub(super) fn sheet_act(&mut self, action: Action) {
        match action {
            Action::Back if matches!(self.model.sheet, Some(Sheet::SelfScore)) => self.self_score(false),
            Action::Back => self.close_sheet(),
            Action::ItemDown => self.sheet_move(1),
            Action::ItemUp => self.sheet_move(-1),
            Action::Choose => self.choose(),
            Action::Tick if matches!(self.model.sheet, Some(Sheet::Aloud)) => self.mark(self.model.chosen),
            _ => {}
        }
    }

    fn close_sheet(&mut self) {
        self.model.sheet = None;
        self.model.chosen = 0;
    }

    /// A row by its digit, from 0.
    pub(super) fn choose_at(&mut self, row: usize) {
        if matches!(self.model.sheet, Some(Sheet::Aloud)) {
            self.model.chosen = row.min(self.sheet_rows().saturating_sub(1));
            self.mark(row);
        } else if row < self.sheet_rows() {
            self.model.chosen = row;
            self.choose();
        }
    }

    /// The chosen row of whatever list is open.
    pub(super) fn choose(&mut self) {
        let row = self.model.chosen;
        if self.model.field.is_some() && self.sheet_rows() == 0 {
            self.refuse("nothing goes by that name");
            return;
        }
        match self.model.sheet.clone() {
            Some(Sheet::Find(hits)) => self.found(hits.get(row).cloned()),
            Some(Sheet::Commands(actions)) => {
                self.shut();
                if let Some(action) = actions.get(row) {
                    self.act(*action);
                }
            }
            Some(Sheet::Scenarios(ids)) => {
                self.shut();
                if let Some(id) = ids.get(row).cloned() {
                    self.perform(Intent::OpenScenario(id));
                }
            }
            Some(Sheet::Moods(ids)) => {
                self.shut();
                let now = self.model.call().and_then(|call| call.session.state().mood.clone());
                if let Some(id) = ids.get(row) {
                    self.perform(Intent::Mood(Some(id.clone()).filter(|id| now.as_ref() != Some(id))));
                }
            }
            Some(Sheet::Transfer) => {
                self.shut();
                if self.perform(Intent::Transfer(WAYS[row.min(WAYS.len() - 1)].0)) {
                    self.did("words for it stand above");
                    self.react(signal::TRANSFER);
                }
            }
            Some(Sheet::Dispositions(ids)) => {
                self.shut();
                if let Some(id) = ids.get(row) {
                    self.perform(Intent::Disposition(id.clone()));
                }
            }
            Some(Sheet::Leave) => self.quit(),
            Some(Sheet::Discard(call)) => {
                self.shut();
                self.model.unfinished.retain(|unfinished| unfinished.call != call);
                self.ask(Effect::Discard(call));
                self.did("discarded; nothing of it is kept");
            }
            Some(Sheet::Consent(_)) => self.consent(row == 0),
            Some(Sheet::Scorecards) => self.choose_card(row),
            Some(Sheet::KeepMock) => self.keep_mock(row),
            Some(Sheet::Fails) => self.auto_fail(row),
            Some(Sheet::SelfScore) => self.self_score(row == 0),
            Some(Sheet::Aloud) => self.reply_aloud(),
            Some(Sheet::Help | Sheet::LookUp | Sheet::CopyByHand(_)) => self.shut(),
            None => self.choose_row(),
        }
    }

    /// The chosen row of a screen that is a list.
    fn choose_row(&mut self) {
        match self.model.screen {
            Screen::Settings => self.settings_act(Action::Choose),
            Screen::Home => self.home_choose(),
            Screen::Callers => self.callers_act(Action::Choose),
            Screen::History => self.history_act(Action::Choose),
            _ => {}
        }
    }

    fn shut(&mut self) {
        self.model.sheet = None;
        self.model.field = None;
        self.model.chosen = 0;
    }

    /// What was found: a phrase to the lead, a topic to the call, a scenario or a step opened.
    fn found(&mut self, hit: Option<Hit>) {
        self.shut();
        let Some(hit) = hit else { return };
        if self.model.screen != Screen::Call {
            if hit.kind == Kind::Phrase {
                let library = self.model.library().clone();
                if let Some(phrase) = library.phrase(&hit.id) {
                    let text = crate::app::text_of::copied(self.model, &phrase.say);
                    self.ask(Effect::Copy(text));
                }
            } else {
                self.refuse("start a call to open it");
            }
            return;
        }
        match hit.kind {
            Kind::Phrase => {
                if let Some(key) = self.scene_key() {
                    self.model.put = Some((key, hit.id));
                }
            }
            Kind::Topic => drop(self.perform(Intent::Topic(Some(hit.id)))),
            Kind::Scenario => drop(self.perform(Intent::OpenScenario(hit.id))),
            Kind::Emotion => drop(self.perform(Intent::Mood(Some(hit.id)))),
            Kind::Framework => drop(self.perform(Intent::OpenFramework(hit.id))),
            Kind::Step => self.go_to_found_step(&hit.id),
            Kind::Channel => self.channel(hit.id),
            Kind::Language => self.language(&hit.id),
            _ => {}
        }
    }

    /// The channel of the call: what is written is led by the way of writing, and what is spoken by one for callers.
    fn channel(&mut self, channel: Id) {
        let library = self.model.library().clone();
        let written = channel.as_str() != SPOKEN;
        if !self.perform(Intent::Channel(written.then_some(channel))) {
            return;
        }
        let here = self.model.call().and_then(|call| call.session.state().framework()).map(|f| f.pin.id.clone());
        let here = here.and_then(|id| library.framework(&id)).map(|f| f.audience);
        let way = library.frameworks.iter().find(|f| f.audience == Audience::Written);
        match way {
            Some(way) if written && here != Some(Audience::Written) => {
                self.perform(Intent::OpenFramework(way.id.clone()));
            }
            _ if !written && here == Some(Audience::Written) => drop(self.perform(Intent::OtherFramework)),
            _ => {}
        }
    }

    /// The caller's language is found: the interpreter's list knows it, and the line is there to be read out.
    fn language(&mut self, id: &Id) {
        let library = self.model.library().clone();
        let Some(language) = library.languages.iter().find(|language| language.id == *id) else { return };
        let open = self
            .model
            .call()
            .is_some_and(|call| call.session.state().stack.iter().any(|frame| frame.scenario.as_str() == INTERPRETER));
        if !open && library.scenario(&INTERPRETER.into()).is_some() {
            self.perform(Intent::OpenScenario(INTERPRETER.into()));
        }
        self.perform_with(TextRole::Caller, &language.title, |text| Intent::Fill(LANGUAGE.into(), Some(text)));
        self.did(match &language.say {
            Some(say) if language.reviewed => format!("{}: {say}", language.own),
            Some(say) => format!("{}: {say} (not reviewed)", language.own),
            None => format!("{}, {}", language.title, language.own),
        });
    }

    fn go_to_found_step(&mut self, step: &Id) {
        let library = self.model.library().clone();
        let Some(framework) = library.framework_of(step) else { return };
        let here = self.model.call().and_then(|call| call.session.state().framework()).map(|f| f.pin.id.clone());
        if here.as_ref() != Some(&framework.id) && !self.perform(Intent::OpenFramework(framework.id.clone())) {
            return;
        }
        if let Some(at) = framework.steps.iter().position(|s| s.id == *step) {
            self.perform(Intent::GoToStep(at));
        }
    }
}

/// The ways to keep a mock call: with a name there is one between all and nothing.
fn keep_rows(model: &Model) -> usize {
    let named = model.cast.as_ref().and_then(|wish| wish.trainee.as_ref()).is_some_and(|name| !name.is_empty());
    if named { 3 } else { 2 }
}

fn marking_of(model: &Model) -> Option<&Marking> {
    model.call().and_then(marking)
}
