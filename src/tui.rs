//! The full-screen terminal: a [`Glance`](crate::app::glance::Glance) becomes a page, a page becomes cells, keys become
//! events. Nothing here knows the model; what is shown is decided in `app`.
//!
//! `layout` places words (pure), `theme` gives them colours, `renderer` paints them into a buffer and sweeps it,
//! `terminal` owns the screen and writes frames, `input` reads what is typed.

pub mod input;
pub mod layout;
pub mod renderer;
pub mod terminal;
pub mod theme;
