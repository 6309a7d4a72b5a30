//! Where there is no terminal descriptor to poll, crossterm reads.

use super::{Event, MouseKind};
use crate::app::keymap::{Code, Key};
use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use std::io::{self, IsTerminal};
use std::thread;
use std::time::Duration;

/// Starts reading the console; each batch of events goes to `send`, which says whether to go on.
///
/// # Errors
/// Where standard input is no terminal, or no thread can be started.
pub fn spawn(send: impl Fn(Vec<Event>) -> bool + Send + 'static) -> io::Result<()> {
    if !io::stdin().is_terminal() {
        return Err(io::Error::new(io::ErrorKind::NotConnected, "standard input is not a terminal"));
    }
    let run = move || {
        loop {
            let mut events = Vec::new();
            match event::read() {
                Ok(event) => events.extend(translate(event)),
                Err(_) => events.push(Event::Eof),
            }
            while events.last() != Some(&Event::Eof) && event::poll(Duration::ZERO).unwrap_or(false) {
                match event::read() {
                    Ok(event) => events.extend(translate(event)),
                    Err(_) => events.push(Event::Eof),
                }
            }
            let ended = events.last() == Some(&Event::Eof);
            if !events.is_empty() && !send(events) || ended {
                return;
            }
        }
    };
    thread::Builder::new().name("hearken-input".into()).spawn(run).map(drop)
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => translate_key(key).map(Event::Key),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Resize(width, height) => Some(Event::Resize(width, height)),
        event::Event::Mouse(mouse) => {
            let kind = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
                MouseEventKind::ScrollUp => MouseKind::WheelUp,
                MouseEventKind::ScrollDown => MouseKind::WheelDown,
                _ => return None,
            };
            Some(Event::Mouse { kind, x: mouse.column, y: mouse.row })
        }
        _ => None,
    }
}

fn translate_key(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(n) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    // AltGr arrives as both, with the character it typed.
    let typed = ctrl && alt && matches!(code, Code::Char(_));
    Some(Key { code, ctrl: ctrl && !typed, alt: alt && !typed })
}
