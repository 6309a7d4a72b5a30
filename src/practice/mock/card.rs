//! The lines of a caller's card, for whoever plays them: what is left to say, and which is next for stage and mood.

use crate::{
    call::mock::Marking,
    playbook::model::{CallerScript, Stage},
};

/// A line of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLine {
    /// Which, as a desk act names it.
    pub key: String,
    /// At which stage.
    pub stage: Stage,
    /// Its words.
    pub words: String,
    /// Whether it was said.
    pub said: bool,
}

/// The lines of a card at a mood, in the order of a call: an opening, then those of each stage that the mood reaches.
/// The seed decides which opening.
pub fn lines(script: &CallerScript, seed: u64, mood: u8, marking: &Marking) -> Vec<CardLine> {
    let said = |key: &str| marking.spoke.iter().any(|spoken| spoken.line == key);
    let line = |key: String, stage, words: &String| CardLine { said: said(&key), key, stage, words: words.clone() };
    let count = script.opens.len().max(1) as u64;
    let opening = usize::try_from(seed % count).unwrap_or(0);
    let first = script.opens.get(opening).map(|words| line(format!("opens {opening}"), Stage::Story, words));
    let mut out: Vec<CardLine> = first.into_iter().collect();
    for (name, stage) in Stage::ALL {
        let fits = script.lines.iter().filter(|list| list.stage == stage && list.from <= mood);
        let Some(list) = fits.max_by_key(|list| list.from) else { continue };
        let all = list.say.iter().enumerate();
        out.extend(all.map(|(i, words)| line(format!("line {name} {} {i}", list.from), stage, words)));
    }
    out
}

/// The place of the line to say next: the first that was not said, at the stage the conversation has reached or beyond;
/// the last line of all once everything was said.
pub fn next_line(lines: &[CardLine], marking: &Marking, step: Stage) -> Option<usize> {
    let last = marking.spoke.iter().rev().find_map(|spoken| stage_of(&spoken.line)).unwrap_or_default();
    let reached = last.max(step);
    let open = |line: &CardLine| !line.said && (line.stage >= reached || line.key.starts_with("opens"));
    lines.iter().position(open).or_else(|| lines.len().checked_sub(1))
}

/// The stage that a line which was said belongs to.
fn stage_of(key: &str) -> Option<Stage> {
    let name = key.strip_prefix("line ")?.split(' ').next()?;
    Stage::ALL.iter().find(|(known, _)| *known == name).map(|(_, stage)| *stage)
}

/// The stage that fits a step of a framework, from 0.
pub fn stage_of_step(step: usize, steps: usize) -> Stage {
    match step {
        0 => Stage::Story,
        _ if step + 1 >= steps => Stage::Plan,
        _ if step * 2 >= steps => Stage::Facts,
        _ => Stage::Story,
    }
}
