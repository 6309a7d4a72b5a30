//! The application without a terminal, a disk or a clock: model, messages, updates, effects and what is shown.
//!
//! A message goes into [`update`](mod@update), which changes the model and answers with effects; [`glance`] turns the model into what is
//! shown. All of it is deterministic.

pub mod action;
pub mod config;
pub mod drill;
pub mod effect;
pub mod glance;
pub mod handoff;
pub mod history;
pub mod keymap;
pub mod mock;
pub mod model;
pub mod msg;
pub mod offer;
pub mod people;
pub mod rehearse;
pub mod saves;
pub mod scene;
pub mod settings;
pub mod text_of;
pub mod update;
pub mod wake;
