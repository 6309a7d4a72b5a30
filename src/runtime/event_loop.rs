//! The loop: wait, take everything in, do what it asks, draw once. Nothing wakes it but an event or the time that the
//! application asked for; with neither it sleeps.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError},
    time::Duration,
};

use uuid::Uuid;

use crate::{
    app::{
        effect::Effect,
        glance::glance,
        keymap::Key,
        model::Model,
        msg::{Copied, Msg, Now},
        update::update,
        wake::next_wake,
    },
    call::event::CallId,
    runtime::{clock::Clock, display::Display, effects::Effects, signals},
    tui::input::{Event as Input, MouseKind},
};

/// The longest sleep while something is due: a timer does not count while the machine sleeps, so it is looked at again.
const LONGEST: Duration = Duration::from_secs(60);

/// The shortest sleep, so that a wish for the past cannot keep a core busy.
const SHORTEST: Duration = Duration::from_millis(5);

/// How much is taken in before the screen shows some of it.
const BATCH: usize = 1_000;

/// Everything that wakes the loop.
#[derive(Debug)]
pub enum Event {
    /// For the application.
    Msg(Msg),
    /// From the keyboard, the mouse or the terminal.
    Input(Input),
    /// Text for the clipboard that only the terminal can reach.
    ToTerminal(String),
    /// Stop until someone lets the program go on.
    Stop,
    /// The program goes on after it was stopped, perhaps by force: the terminal is no longer as it was.
    Back,
    /// The window changed: look at its size.
    LookAgain,
    /// A part of the program failed.
    Failed(&'static str),
}

/// Why the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It was asked to.
    Left,
    /// This part of the program failed.
    Failed(&'static str),
}

/// Everything the loop works with.
#[derive(Debug)]
pub struct Loop {
    /// What the application knows.
    pub model: Model,
    /// Who does what is asked. Before the display: whatever happens, what is queued is written first.
    pub effects: Effects,
    /// The terminal and what draws on it.
    pub display: Display,
    /// The time.
    pub clock: Clock,
    /// What wakes the loop.
    pub events: Receiver<Event>,
}

impl Loop {
    /// Runs until the application ends, or cannot go on.
    ///
    /// The first messages are taken in before the first frame.
    pub fn run(&mut self, first: Vec<Msg>) -> End {
        let mut asked = vec![Effect::ReadHome, Effect::ReloadLibrary, Effect::ReadPractice];
        for msg in first {
            asked.extend(self.tell(msg));
        }
        loop {
            // Do what was asked.
            for effect in asked {
                self.effects.run(effect, &self.model);
            }
            if self.model.quitting {
                return End::Left;
            }
            // Draw, if anything looks different.
            self.display.show(&glance(&self.model), &self.model);
            if self.display.is_gone() {
                asked = self.tell(Msg::Terminate);
                continue;
            }
            // Wait.
            let Some(event) = self.wait() else { return End::Failed("events") };
            // Take in everything that is there.
            asked = Vec::new();
            let mut next = event;
            for _ in 0..BATCH {
                if let Some(Event::Failed(part)) = next {
                    return End::Failed(part);
                }
                asked.extend(match next {
                    Some(event) => self.take(event),
                    None => self.tell(Msg::Tick),
                });
                next = match self.events.try_recv() {
                    Ok(event) if !self.model.quitting => Some(event),
                    Ok(_) | Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
                };
            }
        }
    }

    /// Writes what is queued, then gives the terminal back.
    pub fn leave(self) {
        let Loop { effects, display, .. } = self;
        drop(effects);
        drop(display);
    }

    /// The next event; inside it nothing where the time came that the application asked for. Nothing at all where no
    /// event can come any more.
    fn wait(&self) -> Option<Option<Event>> {
        loop {
            let Some(wake) = next_wake(&self.model) else { return self.events.recv().ok().map(Some) };
            let left = Duration::from_millis(wake.since(self.clock.now()));
            match self.events.recv_timeout(left.clamp(SHORTEST, LONGEST)) {
                Ok(event) => return Some(Some(event)),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) if self.clock.now() >= wake => return Some(None),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn take(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Msg(msg) => self.tell(msg),
            Event::Input(input) => self.input(input),
            Event::ToTerminal(text) => {
                let sent = self.display.copy(&text);
                self.tell(Msg::Copied(if sent { Copied::Sent } else { Copied::Failed }))
            }
            Event::Stop => self.stop(),
            Event::Back => self.back(),
            Event::LookAgain => {
                self.display.redraw();
                self.look_again()
            }
            Event::Failed(_) => Vec::new(),
        }
    }

    fn tell(&mut self, msg: Msg) -> Vec<Effect> {
        let now = Now { at: self.clock.now(), fresh: CallId(Uuid::new_v4().to_string()) };
        update(&mut self.model, msg, now)
    }

    fn input(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Key(key) if key == Key::ctrl('z') => self.stop(),
            Input::Key(key) => self.tell(Msg::Key(key)),
            Input::Paste(text) => self.tell(Msg::Paste(text)),
            Input::Mouse { kind: MouseKind::Click, x, y } => {
                self.display.hit(x, y).map_or_else(Vec::new, |target| self.tell(Msg::Click(target)))
            }
            Input::Mouse { kind: MouseKind::WheelUp, .. } => self.tell(Msg::Wheel(-1)),
            Input::Mouse { kind: MouseKind::WheelDown, .. } => self.tell(Msg::Wheel(1)),
            Input::Resize(columns, rows) => {
                self.display.redraw();
                self.tell(Msg::Resized(columns, rows))
            }
            Input::Eof => self.tell(Msg::Terminate),
        }
    }

    /// Gives the terminal back and stops; being let go on is heard as a signal.
    fn stop(&mut self) -> Vec<Effect> {
        if !signals::can_stop() {
            return Vec::new();
        }
        self.display.go_away();
        if signals::stop().is_ok() { Vec::new() } else { self.back() }
    }

    fn back(&mut self) -> Vec<Effect> {
        match self.display.come_back() {
            Ok(()) => self.look_again(),
            Err(_) => self.tell(Msg::Terminate),
        }
    }

    fn look_again(&mut self) -> Vec<Effect> {
        let (columns, rows) = self.display.size();
        self.tell(Msg::Resized(columns, rows))
    }
}
