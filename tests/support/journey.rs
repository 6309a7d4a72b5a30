//! A journey: keys and virtual time through keymap, update and view, without a terminal or a disk.
//!
//! A script is words: a key (`j`, `Space`, `F9`, `Ctrl-E`), `t:90s` for time that passes, `"some text"` typed letter by
//! letter, `look` for the screen at 80x24 (`look:46x40` at another size), `ear` for playbooks that are all read and listened
//! with. The store of a journey saves at once.

use std::{collections::BTreeMap, sync::Arc};

use chrono::FixedOffset;
use hearken::{
    app::{
        config::Config,
        effect::Effect,
        glance::{Glance, glance},
        keymap::{Code, Key, Keymap},
        model::{Model, Zone},
        msg::{Copied, Due, Loaded, Msg, Now},
        offer::Listener,
        update::update,
    },
    call::event::{At, CallEvent, CallId, TextId, TextRole, What},
    coach::Index,
    playbook,
    practice::{
        drill::Progress,
        progress::{Kept, Record},
    },
    tui::{
        layout::{Glyphs, page},
        renderer::{paint, sweep},
        theme::Theme,
    },
};
use ratatui::buffer::Buffer;

/// Wednesday 18 November 2026, 14:08 in UTC.
pub const START: At = At(1_795_010_880_000);

/// A program without a terminal.
pub struct Journey {
    pub model: Model,
    pub effects: Vec<Effect>,
    pub logs: BTreeMap<CallId, Vec<CallEvent>>,
    pub texts: BTreeMap<CallId, BTreeMap<TextId, (TextRole, String)>>,
    pub at: At,
    pub disk_full: bool,
    calls: u32,
}

/// The shipped playbooks.
pub fn shipped() -> Loaded {
    of_files(&playbook::built_in())
}

/// What these files come to.
pub fn of_files(files: &[playbook::SourceFile]) -> Loaded {
    let loaded = playbook::load(files);
    let index = Arc::new(Index::build(&loaded.library));
    let faults = loaded.faults.iter().map(|fault| fault.one_line()).collect();
    Loaded { library: Arc::new(loaded.library), index, faults, files: files.len() }
}

impl Journey {
    /// Home, with the shipped playbooks and an agent who has a name.
    pub fn new() -> Journey {
        let config = Config {
            agent: Some("Sam".into()),
            company: Some("Northline".into()),
            country: Some("GB".into()),
            keep_practice: Some(true),
            asked: true,
            ..Config::default()
        };
        Journey::with(config, shipped())
    }

    pub fn with(config: Config, loaded: Loaded) -> Journey {
        let utc = Zone::Fixed(FixedOffset::east_opt(0).unwrap());
        let model = Model::new(config, Keymap::default(), loaded, utc, "UTC".into(), START);
        let mut journey = Journey {
            model,
            effects: Vec::new(),
            logs: BTreeMap::new(),
            texts: BTreeMap::new(),
            at: START,
            disk_full: false,
            calls: 0,
        };
        journey.send(Msg::Home { unfinished: Vec::new(), due: Vec::new() });
        journey.send(Msg::Reviewed(Progress::default()));
        journey
    }

    /// Sends a message; the store and the clipboard answer at once.
    pub fn send(&mut self, msg: Msg) {
        let mut queue = vec![msg];
        while let Some(msg) = queue.pop() {
            self.calls += 1;
            let fresh = CallId(format!("call-{}", self.calls));
            for effect in update(&mut self.model, msg, Now { at: self.at, fresh }) {
                queue.extend(self.answer(&effect));
                self.effects.push(effect);
            }
        }
    }

    /// The playbooks are all read, and an ear listens.
    pub fn listen(&mut self) {
        self.model.reading = false;
        let listener = Listener::new(self.model.library().clone());
        self.send(Msg::Ear(listener));
    }

    /// What the finished calls came to, the newest first.
    fn past(&self) -> Vec<Record> {
        let closed = self.logs.iter().filter(|(_, log)| log.iter().any(|event| event.what == What::Closed));
        let mut past: Vec<Record> = closed.map(|(call, log)| Record::of(call.clone(), log)).collect();
        past.sort_by_key(|record| std::cmp::Reverse(record.opened));
        past
    }

    fn answer(&mut self, effect: &Effect) -> Vec<Msg> {
        match effect {
            Effect::ReadHome => {
                let count = Msg::Counted(u32::try_from(self.past().len()).unwrap());
                vec![Msg::Home { unfinished: self.model.unfinished.clone(), due: self.due() }, count]
            }
            Effect::ReadHistory => vec![Msg::History(Ok(Kept { records: self.past(), drilled: Vec::new() }))],
            Effect::LookBack(call) => {
                let texts = self.texts.get(call).cloned().unwrap_or_default();
                vec![Msg::LookedBack { call: call.clone(), log: Ok((self.logs[call].clone(), texts)) }]
            }
            other => self.kept(other).into_iter().collect(),
        }
    }

    /// What the store says to something that is to be kept.
    fn kept(&mut self, effect: &Effect) -> Option<Msg> {
        match effect {
            Effect::Append { .. } | Effect::Draft { .. } | Effect::Review { .. } | Effect::Person { .. }
                if self.disk_full =>
            {
                Some(Msg::NotSaved("the disk is full".into()))
            }
            Effect::Append { ticket, call, event, texts, .. } => {
                self.logs.entry(call.clone()).or_default().push(event.clone());
                let kept = self.texts.entry(call.clone()).or_default();
                kept.extend(texts.iter().map(|(id, role, text)| (*id, (*role, text.clone()))));
                Some(Msg::Saved(*ticket))
            }
            Effect::Draft { ticket, .. }
            | Effect::Review { ticket, .. }
            | Effect::ReviewGone { ticket, .. }
            | Effect::Person { ticket, .. } => Some(Msg::Saved(*ticket)),
            Effect::Copy(_) => Some(Msg::Copied(Copied::Done)),
            Effect::Finish(call) => Some(Msg::Erased(call.clone())),
            _ => None,
        }
    }

    /// The promises kept so far.
    pub fn due(&self) -> Vec<Due> {
        let mut kept: Vec<Due> = Vec::new();
        for effect in &self.effects {
            match effect.clone() {
                Effect::Promise { call, seq, due, text, who, .. } => kept.push(Due { call, seq, due, text, who }),
                Effect::PromiseGone { call, seq } => kept.retain(|due| due.call != call || due.seq != seq),
                _ => {}
            }
        }
        kept
    }

    /// Plays a script and answers what was seen at each `look`.
    pub fn play(&mut self, script: &str) -> String {
        let mut seen = Vec::new();
        for word in words(script) {
            if let Some(text) = word.strip_prefix('"') {
                text.trim_end_matches('"').chars().for_each(|c| self.send(Msg::Key(Key::plain(Code::Char(c)))));
            } else if let Some(time) = word.strip_prefix("t:") {
                let (number, unit) = time.split_at(time.len() - 1);
                let ms = number.parse::<u64>().unwrap() * if unit == "m" { 60_000 } else { 1000 };
                self.at = self.at.plus(ms);
                self.send(Msg::Tick);
            } else if word == "ear" {
                self.listen();
            } else if let Some(size) = word.strip_prefix("look") {
                let size = size.strip_prefix(':').unwrap_or("80x24");
                let (columns, rows) = size.split_once('x').unwrap();
                seen.push(self.screen((columns.parse().unwrap(), rows.parse().unwrap())));
            } else {
                self.send(Msg::Key(word.parse().unwrap_or_else(|why| panic!("{why}"))));
            }
        }
        seen.join("\n")
    }

    pub fn glance(&self) -> Glance {
        glance(&self.model)
    }

    /// The screen as text, without the blanks at the ends of its rows.
    pub fn screen(&self, size: (u16, u16)) -> String {
        draw(&self.glance(), size)
    }
}

/// A glance at a size, as the cells that a terminal gets.
pub fn cells(glance: &Glance, size: (u16, u16), theme: &str) -> Buffer {
    let mut cells = paint(&page(glance, size, Glyphs::Unicode), &Theme::by_name(theme).unwrap());
    sweep(&mut cells, Glyphs::Unicode);
    cells
}

/// A glance at a size, as text.
pub fn draw(glance: &Glance, size: (u16, u16)) -> String {
    let cells = cells(glance, size, "dark");
    let rows = cells.content.chunks(usize::from(size.0.max(1)));
    let rows: Vec<String> =
        rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>().trim_end().to_string()).collect();
    rows.join("\n") + "\n"
}

/// The words of a script; a quoted text is one.
fn words(script: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut quoted = false;
    let mut word = String::new();
    for c in script.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.push(c);
            }
            c if c.is_whitespace() && !quoted => words.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}
