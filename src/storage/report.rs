//! What is written for people and for other programs of what happened in calls: pages and calendars. Pure: data in, text
//! out.
//!
//! A [`Page`] is made of parts without a form, so that the HTML and the Markdown of a session say the same; every text on it
//! is a [`Plain`], which nothing hidden gets through.

pub mod calibration;
pub mod call;
pub mod html;
pub mod ics;
pub mod markdown;
pub mod mock;
mod mood;
mod page;
pub mod rehearsal;
mod timeline;
mod words;

pub use page::{Cell, Column, Curve, Group, Lead, Line, Outcome, Page, Part, Plain, Row, Section, Table, Tone};
