//! The drill as the application has it: what was practised, what is due today, the cards in hand.

use std::{collections::VecDeque, sync::Arc};

use chrono::NaiveDate;

use crate::{
    app::model::Model,
    playbook::model::{Id, Library},
    practice::drill::{Answer, Ask, Card, CardState, Deck, Plan, Progress, Review, next_due, plan},
};

/// What was practised, and the cards in hand.
#[derive(Clone, Debug, Default)]
pub struct Drill {
    /// The fold of every answer; none until the store was read.
    pub progress: Option<Progress>,
    /// What went badly in rehearsals, the worst first.
    pub weak: Vec<Id>,
    /// The cards in hand.
    pub session: Option<Session>,
    /// What today brings, as long as it holds.
    pub today: Option<Today>,
    /// Counts up with every answer.
    changes: u64,
}

/// What today brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Today {
    /// What it was made from: the playbooks, the day, the answers.
    key: (String, NaiveDate, u64),
    /// All cards.
    pub deck: Arc<Deck>,
    /// Today's.
    pub plan: Plan,
    /// When the next is due after today, and how many then.
    pub next: Option<(NaiveDate, usize)>,
}

/// Cards being answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The current one first.
    pub cards: VecDeque<Card>,
    /// Those that were answered, in order.
    pub done: Vec<Done>,
    /// The answer to the current one, once it was given.
    pub answer: Option<Answer>,
}

/// A card that was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// Which.
    pub card: Card,
    /// What was kept.
    pub review: Review,
    /// The answer.
    pub answer: Answer,
    /// What was known of the card before.
    pub before: Option<CardState>,
    /// Whether it comes once more in this session.
    pub again: bool,
}

impl Session {
    /// A session with these cards.
    pub fn of(deck: &Deck, cards: &[Id]) -> Session {
        let cards = cards.iter().filter_map(|id| deck.card(id).cloned()).collect();
        Session { cards, done: Vec::new(), answer: None }
    }

    /// The card in hand.
    pub fn card(&self) -> Option<&Card> {
        self.cards.front()
    }

    /// Whether nothing was answered yet.
    pub fn is_fresh(&self) -> bool {
        self.done.is_empty() && self.answer.is_none()
    }
}

impl Drill {
    /// Takes an answer in. What was known of the card before.
    pub fn add(&mut self, review: &Review) -> Option<CardState> {
        self.changes += 1;
        self.progress.get_or_insert_default().add(review)
    }

    /// Takes an answer back.
    pub fn put_back(&mut self, card: &Id, before: Option<CardState>) {
        self.changes += 1;
        if let Some(progress) = &mut self.progress {
            progress.put_back(card, before);
        }
    }

    /// What the store knows takes the place of what was known.
    pub fn read(&mut self, progress: Progress) {
        self.changes += 1;
        self.progress = Some(progress);
    }
}

/// The day on the wall.
pub fn day(model: &Model) -> NaiveDate {
    model.wall(model.now).date_naive()
}

/// Works out what today brings, where something of it changed. Nothing does until the store was read.
pub fn refresh(model: &mut Model) {
    let Some(progress) = &model.drill.progress else { return };
    let key = (model.library().digest.clone(), day(model), model.drill.changes);
    let before = model.drill.today.as_ref();
    if before.is_some_and(|today| today.key == key) {
        return;
    }
    let same = before.filter(|today| today.key.0 == key.0).map(|today| Arc::clone(&today.deck));
    let deck = same.unwrap_or_else(|| Arc::new(Deck::new(model.library())));
    let plan = plan(&deck, progress, &model.drill.weak, key.1);
    let next = next_due(&deck, progress, key.1);
    model.drill.today = Some(Today { key, deck, plan, next });
}

/// What a card is about, by its name for people.
pub fn title(library: &Library, card: &Card) -> String {
    let named = |id: &Id| library.title_of(id).unwrap_or(id.as_str()).to_string();
    match &card.ask {
        Ask::Say { place, .. } => named(place),
        Ask::Order { scenario, .. } | Ask::Caution { scenario, .. } => named(scenario),
        Ask::Instead { title, .. } | Ask::Step { title, .. } | Ask::Plain { title, .. } => title.clone(),
    }
}
