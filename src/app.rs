//! The application without a terminal, a disk or a clock: model, messages, updates, effects and what is shown.

pub mod action;
pub mod config;
pub mod glance;
pub mod keymap;
