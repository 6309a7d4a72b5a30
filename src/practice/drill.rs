//! Ten minutes a day: cards made from the playbooks, brought back when they are about to be forgotten.
//!
//! A [`Deck`] is what a library gives to ask, with ids that stay while its words stay. A [`Review`] is one answer and how
//! it went; [`Progress`] is the fold of all reviews, and says when a card is due. A [`Plan`] is what of it fits into
//! today. Days are those on the wall, and come in as arguments: nothing here knows the time.

mod answer;
mod card;
mod deck;
mod plan;
mod schedule;

pub use answer::{Answer, PLAIN, Verdict, judge, order, wording};
pub use card::{Ask, Card, Sign};
pub use deck::Deck;
pub use plan::{Plan, extra, next_due, plan, seconds};
pub use schedule::{CardState, Grade, Memory, Progress, Review, VITAL_GAP};
