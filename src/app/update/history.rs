//! Looking at what is past: the list, the figures, one call. Nothing of it can be changed.

use crate::{
    app::{
        action::Action,
        effect::Effect,
        glance,
        history::{self, History, Opened, Told},
        model::Screen,
        msg::Log,
        update::Turn,
    },
    call::{
        desk::{Call, Footing},
        event::{CallId, Guidance},
        session::CallSession,
    },
    playbook::model::{CallerScript, Id},
    practice::{debrief::debrief, mock, progress::Kept},
};

impl Turn<'_> {
    /// Opens the list; what stands in it is being read.
    pub(super) fn open_history(&mut self) {
        self.model.history = History { count: self.model.history.count, ..History::default() };
        self.go(Screen::History);
        self.ask(Effect::ReadHistory);
    }

    pub(super) fn history_act(&mut self, action: Action) {
        if self.model.history.opened.is_some() {
            return self.looking_back(action);
        }
        let rows =
            if self.model.history.figures { glance::figure_rows(self.model) } else { self.model.history.rows().len() };
        match action {
            Action::Back => {
                self.model.history = History { count: self.model.history.count, ..History::default() };
                self.go_home();
            }
            Action::ItemDown => self.choose_by(1, rows),
            Action::ItemUp => self.choose_by(-1, rows),
            Action::Figures => {
                let history = &mut self.model.history;
                history.figures = !history.figures;
                std::mem::swap(&mut history.place, &mut self.model.chosen);
            }
            Action::Choose if !self.model.history.figures => {
                let chosen = self.model.history.rows().get(self.model.chosen).map(|record| record.call.clone());
                match chosen {
                    Some(call) => self.ask(Effect::LookBack(call)),
                    None => self.refuse("nothing is past yet"),
                }
            }
            _ => {}
        }
    }

    /// Keys while one call is looked at.
    fn looking_back(&mut self, action: Action) {
        let Some(opened) = &self.model.history.opened else { return };
        let debriefed = opened.debrief.is_some();
        let rows = opened.moments().unwrap_or_else(|| glance::past_rows(self.model, opened));
        match action {
            Action::Back => {
                self.model.history.opened = None;
                self.model.conversation = false;
                self.model.chosen = std::mem::take(&mut self.model.history.place);
            }
            Action::ItemDown => self.choose_by(1, rows),
            Action::ItemUp => self.choose_by(-1, rows),
            Action::Conversation if debriefed => {
                self.model.conversation = !self.model.conversation;
                self.model.chosen = 0;
            }
            Action::Copy if debriefed => {
                let text = glance::debrief_text(self.model);
                self.ask(Effect::Copy(text));
            }
            Action::Export if debriefed => self.export(),
            Action::Replay | Action::LessHelp => self.refuse("this one is past: rehearse it anew from home"),
            _ => {}
        }
    }

    /// The store told what is past.
    pub(super) fn history_read(&mut self, kept: Result<Kept, String>) {
        if self.model.screen != Screen::History {
            return;
        }
        let kept = kept.unwrap_or_else(|why| {
            self.refuse(why);
            Kept::default()
        });
        self.model.history.count = u32::try_from(kept.records.len()).unwrap_or(u32::MAX);
        self.model.history.progress = history::figures(self.model, &kept);
        self.model.history.records = Some(kept.records);
    }

    /// What practice came to.
    fn told(&self, call: &Call, caller: &Id) -> Option<(Told, CallerScript)> {
        let library = self.model.library();
        if let Some(found) = mock::debrief(library, call) {
            let script = library.caller(caller).cloned();
            return Some((Told::Mock(found), script.unwrap_or_else(|| CallerScript::gone(caller))));
        }
        let partner = self.partner(caller)?;
        let found = debrief(library, &partner, call, &|_| Guidance::Killers);
        Some((Told::Rehearsal(found), partner.script().clone()))
    }

    /// The store told one call.
    pub(super) fn looked_back(&mut self, id: CallId, log: Result<Log, String>) {
        if self.model.screen != Screen::History || self.model.history.opened.is_some() {
            return;
        }
        let (events, texts) = match log {
            Ok(log) => log,
            Err(why) => return self.refuse(why),
        };
        let mut call = Call::new(CallSession::replay(id, events));
        call.footing = Footing::Unkept;
        let practice = call.session.state().practice.clone();
        if practice.is_some() {
            // Of a live call nobody's words are shown again, whatever of them may still be kept.
            call.texts = texts;
        }
        let debrief = practice.and_then(|practice| self.told(&call, &practice.caller));
        self.model.history.opened = Some(Opened { call, debrief });
        self.model.history.place = std::mem::take(&mut self.model.chosen);
        self.model.conversation = false;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Desk, asked};
    use super::*;
    use crate::{
        app::{glance::glance, msg::Msg},
        call::event::{At, CallEvent, What},
        practice::progress::Record,
    };

    fn told(desk: &Desk) -> String {
        let glance = glance(&desk.model);
        let lead = glance.lead.rows.iter().map(|(words, _)| words.plain());
        let rows = glance.lists.iter().flat_map(|list| &list.rows);
        let rows = rows.map(|row| format!("{} {}", row.words.plain(), row.right.plain()));
        lead.chain(rows).collect::<Vec<_>>().join("\n")
    }

    /// A live call, finished, with a name and a reason that are still on the disk.
    fn log() -> Log {
        let mut desk = Desk::new(asked());
        desk.keys("l Space j o w h y Enter w A n a Enter e Enter");
        let events = desk.asked.iter().filter_map(|effect| match effect {
            Effect::Append { event, .. } => Some(event.clone()),
            _ => None,
        });
        let mut events: Vec<CallEvent> = events.collect();
        let (seq, at) = (events.len() as u32 + 1, At(1_795_010_990_000));
        events.push(CallEvent { seq, at, what: What::Closed });
        let texts = desk.asked.iter().filter_map(|effect| match effect {
            Effect::Append { texts, .. } => Some(texts.clone()),
            _ => None,
        });
        let texts = texts.flatten().map(|(id, role, text)| (id, (role, text))).collect();
        (events, texts)
    }

    fn opened() -> Desk {
        let mut desk = Desk::new(asked());
        desk.keys("h");
        assert!(desk.asked.contains(&Effect::ReadHistory));
        assert!(told(&desk).contains("One moment"));
        let past = |name: &str| Record::of(CallId(name.into()), &log().0);
        let records = vec![past("a"), past("b")];
        desk.send(Msg::History(Ok(Kept { records, drilled: Vec::new() })));
        desk
    }

    #[test]
    fn a_live_call_is_looked_at_without_a_word_of_anyone() {
        let mut desk = opened();
        desk.keys("j Enter");
        assert!(desk.asked.contains(&Effect::LookBack(CallId("b".into()))));
        let (events, texts) = log();
        assert!(texts.values().any(|(_, text)| text == "Ana") && texts.values().any(|(_, text)| text == "why"));
        desk.send(Msg::LookedBack { call: CallId("b".into()), log: Ok((events, texts)) });
        let screen = told(&desk);
        assert!(screen.contains("done 00:") && screen.contains("left out"), "{screen}");
        assert!(!screen.contains("Ana") && !screen.contains("why"), "{screen}");
        let opened = desk.model.history.opened.as_ref().expect("it is looked at");
        assert!(opened.call.texts.is_empty() && desk.model.desk.calls.is_empty());
        let asked = desk.asked.len();
        desk.keys("j Tab r g c Enter Space");
        assert_eq!(desk.asked.len(), asked, "nothing can be done to it");
        desk.keys("Esc");
        assert_eq!((desk.model.chosen, &desk.model.screen), (1, &Screen::History), "back at its row");
        desk.keys("Esc");
        assert_eq!((&desk.model.screen, desk.model.history.count), (&Screen::Home, 2));
        assert_eq!(desk.model.history.records, None, "and gone from memory");
    }

    #[test]
    fn what_comes_too_late_or_cannot_be_read_ends_nothing() {
        let mut desk = opened();
        desk.keys("Enter");
        desk.send(Msg::LookedBack { call: CallId("a".into()), log: Err("the store is busy".into()) });
        assert_eq!(desk.status(), "the store is busy");
        desk.keys("Esc");
        desk.send(Msg::LookedBack { call: CallId("a".into()), log: Ok(log()) });
        desk.send(Msg::History(Ok(Kept::default())));
        assert!(desk.model.history.opened.is_none() && desk.model.screen == Screen::Home);
        desk.keys("h");
        desk.send(Msg::History(Err("no home folder".into())));
        assert_eq!(desk.status(), "no home folder");
        assert!(told(&desk).contains("Nothing is past yet."));
        desk.keys("Enter Tab j j Tab Esc");
        assert_eq!(desk.model.screen, Screen::Home);
    }

    #[test]
    fn the_list_keeps_its_place_while_figures_are_shown() {
        let mut desk = opened();
        desk.keys("j Tab");
        assert_eq!(desk.model.chosen, 0);
        assert!(told(&desk).contains("after call"), "{}", told(&desk));
        desk.keys("j j Tab");
        assert_eq!((desk.model.chosen, desk.model.history.figures), (1, false));
        desk.keys("F9");
        assert!(desk.model.in_emergency());
        desk.keys("Esc");
        assert_eq!(desk.model.screen, Screen::History);
    }
}
