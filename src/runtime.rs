//! The running program: the only owner of threads, of the terminal and of time.
//!
//! [`event_loop`] waits on one channel and is woken by nothing else; [`effects`] does what the application asks;
//! everything slow happens on a thread of its own ([`store`], [`clipboard`]) and answers with a message.

pub mod clipboard;
pub mod clock;
pub mod effects;
pub mod event_loop;
pub mod signals;
pub mod store;
