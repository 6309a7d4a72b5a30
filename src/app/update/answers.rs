//! What the world answers: the store, the clipboard, the playbooks.

use crate::{
    app::{
        effect::Effect,
        model::{Screen, Sheet},
        msg::{Copied, Due, Loaded, Msg},
        update::Turn,
    },
    call::{
        desk::Call,
        session::{CallSession, Intent, pin_framework},
    },
};

impl Turn<'_> {
    pub(super) fn answer(&mut self, msg: Msg) {
        match msg {
            Msg::Begin { name, number, industry } => self.begin(name.as_deref(), number.as_deref(), industry),
            Msg::Library(loaded) => self.library(loaded),
            Msg::Ear(listener) => {
                self.model.listener = Some(listener);
                if let Some(wish) = self.model.awaited.take() {
                    self.rehearse(wish);
                }
            }
            Msg::Voiceless(why) => {
                self.model.playing.iter_mut().for_each(|playing| playing.wish.voice = false);
                self.refuse(why);
            }
            Msg::Rehearse(wish) => self.rehearse(wish),
            Msg::Mock(wish) => self.mock(wish),
            Msg::MarkAgain { of, log, trainee } => self.mark_again(&of, log, trainee),
            Msg::Exported(Ok(path)) => self.did(format!("written: {}", crate::text::clean(&path))),
            Msg::Exported(Err(why)) => self.refuse(format!("not written: {why}")),
            Msg::Practised { past, help, weak, people } => {
                self.model.people = people;
                self.model.drill.mind(weak);
                self.model.past = past;
                self.model.help = help;
            }
            Msg::Saved(ticket) => self.saved(ticket),
            Msg::Try(id) => self.try_out(id),
            // A trial keeps nothing, and wants nothing kept.
            Msg::NotSaved(_) | Msg::Home { .. } if self.model.trial.is_some() => {}
            Msg::NotSaved(reason) => self.model.saves.failed = Some(crate::text::clean(&reason)),
            Msg::Home { unfinished, due } => {
                self.model.unfinished = unfinished;
                // An answer may have been on its way while a promise was settled here.
                let settled = |due: &Due| self.model.settled.iter().any(|s| (&s.call, s.seq) == (&due.call, due.seq));
                self.model.due = due.into_iter().filter(|due| !settled(due)).collect();
                self.ask_questions();
            }
            Msg::Reviewed(progress) => self.practised(progress),
            Msg::Drill => self.open_drill(),
            Msg::Counted(calls) => self.model.history.count = calls,
            Msg::History(records) => self.history_read(records),
            Msg::LookedBack { call, log } => self.looked_back(call, log),
            Msg::Reopened { .. } => self.reopened(msg),
            Msg::NotReopened(why) => {
                self.refuse(why);
                self.ask(Effect::ReadHome);
            }
            Msg::Erased(call) => self.model.erasing.retain(|erasing| *erasing != call),
            Msg::Copied(copied) => self.copied(copied),
            Msg::ConfigSaved(Ok(())) => self.did("saved in your settings"),
            Msg::ConfigSaved(Err(why)) => self.refuse(format!("the settings are not saved: {why}")),
            _ => {}
        }
    }

    /// Playbooks were read: their wording counts at once, their structure where something is opened next.
    fn library(&mut self, loaded: Loaded) {
        let first = std::mem::replace(&mut self.model.reading, false);
        let before = std::mem::replace(&mut self.model.loaded, loaded);
        if first {
            self.begin_again();
            if let Some(wish) = self.model.cast.take() {
                self.mock(wish);
            }
        }
        self.deal_anew();
        self.deal_card();
        let now = &self.model.loaded;
        let new: Vec<&String> = now.faults.iter().filter(|fault| !before.faults.contains(fault)).collect();
        let changed = before.library.digest != now.library.digest;
        let word = match new[..] {
            [fault, ..] => Err(now.at_a_glance(fault)),
            [] if first => Ok(""),
            [] if now.faults.len() < before.faults.len() && now.faults.is_empty() => {
                Ok("every playbook is in order again")
            }
            [] if changed => Ok("a playbook changed: its wording counts from now on"),
            [] => Ok(""),
        };
        let tried = self.try_again();
        // At home the faults have a row of their own.
        match word {
            Err(fault) if self.model.screen == Screen::Call => self.refuse(fault),
            Ok(word) if tried && !word.is_empty() => self.did(word),
            _ => {}
        }
    }

    /// A call that began while only the shipped playbooks were known, and in which nothing was done yet, takes its
    /// framework from those that are in force.
    fn begin_again(&mut self) {
        let library = self.model.library().clone();
        let Some(state) = self.model.call().map(|call| call.session.state()) else { return };
        let untouched = state.items.is_empty() && state.said.is_empty() && state.stack.is_empty();
        let here = state.framework().filter(|f| untouched && f.step == 0).map(|f| f.pin.clone());
        let Some(here) = here else { return };
        let now = library.framework(&here.id).or_else(|| library.frameworks.first());
        if let Some(now) = now.filter(|now| now.id != here.id || pin_framework(now) != here) {
            self.perform(Intent::OpenFramework(now.id.clone()));
        }
    }

    fn saved(&mut self, ticket: u64) {
        let saves = &mut self.model.saves;
        saves.on_disk = saves.on_disk.max(ticket);
        saves.failed = None;
        saves.waiting_since = if saves.settled() { None } else { Some(self.model.now) };
    }

    fn copied(&mut self, copied: Copied) {
        match copied {
            Copied::Done => self.did("copied"),
            Copied::Sent => self.did("sent to the terminal's clipboard"),
            Copied::Failed => {
                let text = self.model.copying.take().unwrap_or_default();
                self.open_sheet(Sheet::CopyByHand(text));
            }
        }
    }

    fn reopened(&mut self, msg: Msg) {
        let Msg::Reopened { call: id, events, texts, drafts, live } = msg else { return };
        let mut call = Call::new(CallSession::replay(id.clone(), events));
        call.texts = texts;
        self.model.desk.take(call);
        self.model.unfinished.retain(|unfinished| unfinished.call != id);
        self.model.deals = Default::default();
        self.model.put = None;
        self.model.screen = Screen::Call;
        self.perform(Intent::Reopen(live));
        self.show_call();
        let practice = self.model.call().is_some_and(|call| call.session.state().practice.is_some());
        self.did(match drafts.keys().next() {
            Some(field) => format!("all of it is here; a {field} was being typed"),
            None => "everything up to the break is here".into(),
        });
        self.model.drafts = drafts;
        if self.model.call().is_some_and(|call| call.session.state().mock.is_some()) {
            self.back_at_desk();
        } else if practice {
            self.play_on();
        }
    }
}
