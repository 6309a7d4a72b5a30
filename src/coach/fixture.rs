//! Things of a playbook in their shortest form, for tests.

use crate::playbook::model::{Background, Emotion, Id, Label, Phrase, Piece, Room, Scenario, Step, When, Wording};

/// A step named by its id.
pub fn step(id: &str) -> Step {
    let empty = String::new;
    let (goal, done_when, move_on, pitfall) = (empty(), empty(), empty(), empty());
    Step {
        id: Id::from(id),
        title: id.into(),
        goal,
        done_when,
        move_on,
        pitfall,
        share: 50,
        items: Vec::new(),
        background: Background::default(),
    }
}

/// A scenario named by its id, without anything else.
pub fn scenario(id: &str) -> Scenario {
    Scenario {
        id: Id::from(id),
        title: id.into(),
        short: id.into(),
        goal: String::new(),
        signs: String::new(),
        heard: Vec::new(),
        unlike: Vec::new(),
        items: Vec::new(),
        branches: Vec::new(),
        room: Room::default(),
        returns: None,
        never: Vec::new(),
        record: Vec::new(),
        emergency: false,
        severe: false,
        background: Background::default(),
    }
}

/// An emotion named by its id.
pub fn emotion(id: &str) -> Emotion {
    let empty = String::new;
    Emotion {
        id: Id::from(id),
        title: id.into(),
        word: id.into(),
        signs: empty(),
        heard: Vec::new(),
        unlike: Vec::new(),
        approach: empty(),
        avoid: empty(),
        background: Background::default(),
    }
}

/// A topic, industry or channel named by its id.
pub fn label(id: &str) -> Label {
    Label { id: Id::from(id), title: id.into(), background: Background::default() }
}

/// A phrase that says its id, for some places.
pub fn phrase(id: &str, places: &str) -> Phrase {
    Phrase {
        id: Id::from(id),
        places: places.split_whitespace().map(Id::from).collect(),
        say: Wording { opening: vec![Piece::Text(id.into())], rest: Vec::new() },
        segments: Vec::new(),
        when: When::Always,
        not_in: Vec::new(),
        source: None,
        verbatim: false,
    }
}
