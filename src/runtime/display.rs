//! The terminal and what draws on it, styled as the settings and the surroundings say.

use std::io;

use crate::{
    app::{
        config::{Config, GlyphSet},
        glance::{Glance, Target},
        model::Model,
    },
    runtime::surroundings::Surroundings,
    tui::{renderer::Renderer, terminal::Terminal},
};

/// What of the settings changes how things look.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Style {
    theme: Option<String>,
    glyphs: Option<GlyphSet>,
    cursor_always: bool,
}

impl Style {
    fn of(config: &Config) -> Style {
        Style { theme: config.theme.clone(), glyphs: config.glyphs, cursor_always: config.cursor_always }
    }
}

/// The terminal in use.
#[derive(Debug)]
pub struct Display {
    terminal: Terminal,
    renderer: Renderer,
    surroundings: Surroundings,
    /// The theme that was named when the program was started: it holds until another is set in the program.
    named: Option<String>,
    style: Style,
    away: bool,
}

impl Display {
    /// A terminal that was entered, drawn on as the settings say.
    pub fn new(terminal: Terminal, surroundings: Surroundings, named: Option<String>, config: &Config) -> Display {
        let theme = surroundings.theme(named.as_deref().or(config.theme.as_deref()));
        let renderer = Renderer::new(theme, surroundings.glyphs(config), config.cursor_always);
        Display { terminal, renderer, surroundings, named, style: Style::of(config), away: false }
    }

    /// Shows a glance, if it looks different from what is shown.
    pub fn show(&mut self, glance: &Glance, model: &Model) {
        if self.away {
            return;
        }
        let style = Style::of(&model.config);
        if style != self.style {
            if style.theme != self.style.theme {
                self.named = None;
            }
            let theme = self.surroundings.theme(self.named.as_deref().or(style.theme.as_deref()));
            let glyphs = self.surroundings.glyphs(&model.config);
            self.renderer.restyle(theme, glyphs, style.cursor_always);
            self.style = style;
        }
        if let Some(frame) = self.renderer.draw(glance, model.size) {
            self.terminal.draw(frame);
        }
    }

    /// What a click there means.
    pub fn hit(&self, x: u16, y: u16) -> Option<Target> {
        self.renderer.hit(x, y)
    }

    /// Asks the terminal to put a text into its clipboard.
    pub fn copy(&self, text: &str) -> bool {
        self.terminal.copy(text)
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        self.terminal.size()
    }

    /// Whether the terminal takes nothing more.
    pub fn is_gone(&self) -> bool {
        self.terminal.is_gone()
    }

    /// Gives the terminal back for a while; nothing is drawn meanwhile.
    pub fn go_away(&mut self) {
        self.terminal.suspend();
        self.away = true;
    }

    /// Draws everything anew with the next glance: a window that shrank and grew back has lost what stood in it, whatever
    /// its size is now.
    pub fn redraw(&mut self) {
        self.renderer.forget();
        self.terminal.forget();
    }

    /// Takes the terminal again, also where someone else took it meanwhile, and draws everything anew.
    ///
    /// # Errors
    /// Where the terminal refuses.
    pub fn come_back(&mut self) -> io::Result<()> {
        if !self.away {
            self.terminal.suspend();
        }
        self.away = false;
        self.renderer.forget();
        self.terminal.resume()
    }
}
