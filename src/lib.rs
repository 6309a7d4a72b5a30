//! hearken: a full-screen terminal coach for people who answer calls.
//!
//! A call is a list of events; everything else is their fold. Messages go in, effects come out, and what is shown is
//! computed from the model alone:
//!
//! ```text
//!  keyboard ─ tui::input ─┐                        ┌─ tui::renderer draws the glance
//!                         ├─► Msg ─► app::update ──┤
//!  clock, store, signals ─┘          │     Model   └─ app::glance says what is shown
//!           ▲                        ▼
//!           └── answers as Msg ◄─ Effect, done by runtime
//! ```
//!
//! Imports go rightward only; rooms joined by `·` never import each other:
//! `main → cli → runtime → tui · storage → app → practice → coach → call → playbook → text`.

pub mod app;
pub mod call;
pub mod cli;
pub mod coach;
pub mod playbook;
pub mod practice;
pub mod runtime;
pub mod storage;
pub mod text;
pub mod tui;

pub use cli::run;
