//! What the world answers: the store, the clipboard, the playbooks.

use crate::{
    app::{
        effect::Effect,
        model::{Screen, Sheet},
        msg::{Copied, Due, Msg},
        update::Turn,
    },
    call::{
        desk::Call,
        session::{CallSession, Intent},
    },
};

impl Turn<'_> {
    pub(super) fn answer(&mut self, msg: Msg) {
        match msg {
            Msg::Begin { name, number, industry } => self.begin(name.as_deref(), number.as_deref(), industry),
            Msg::Library(loaded) => self.model.loaded = loaded,
            Msg::Saved(ticket) => self.saved(ticket),
            Msg::NotSaved(reason) => self.model.saves.failed = Some(crate::text::clean(&reason)),
            Msg::Home { unfinished, due } => {
                self.model.unfinished = unfinished;
                // An answer may have been on its way while a promise was settled here.
                let settled = |due: &Due| self.model.settled.iter().any(|s| (&s.call, s.seq) == (&due.call, due.seq));
                self.model.due = due.into_iter().filter(|due| !settled(due)).collect();
                self.ask_questions();
            }
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
        self.did(match drafts.keys().next() {
            Some(field) => format!("all of it is here; a {field} was being typed"),
            None => "everything up to the break is here".into(),
        });
        self.model.drafts = drafts;
    }
}
