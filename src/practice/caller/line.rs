//! What a caller says next: the first that applies.

use sha2::{Digest, Sha256};

use super::{PATIENCE, Taken, WORST, mood, signal, stage};
use crate::{
    call::rehearsal::{CallerState, Over},
    playbook::model::{CallerScript, Reaction, Stage, Twist},
};

/// So many replies at the worst mood, and they ring off.
const ENOUGH: u32 = 2;

/// So many words are said in one go.
const BREATH: usize = 26;

/// What a caller's words are chosen by.
pub(super) struct Next<'a> {
    pub(super) script: &'a CallerScript,
    pub(super) taken: &'a Taken,
    pub(super) seed: u64,
}

impl Next<'_> {
    /// What they say to a reply; it may be the end.
    pub(super) fn line(&self, caller: &mut CallerState) -> String {
        let other = self
            .over(caller)
            .or_else(|| self.twist(caller))
            .or_else(|| self.to_cautions(caller))
            .or_else(|| self.reaction(caller, |by| by > 0));
        if other.is_some() {
            // What was asked in the same breath is not answered: it may be asked again.
            let id = |at: &usize| &self.script.facts[*at].id;
            let told: Vec<_> = self.taken.told.iter().map(id).collect();
            caller.told.retain(|known| !told.contains(&known));
            caller.late.retain(|known| self.taken.late.as_ref().map(id) != Some(known));
        }
        let line = other
            .or_else(|| self.told(caller))
            .or_else(|| self.late(caller))
            .or_else(|| self.goodbye(caller))
            .or_else(|| self.reaction(caller, |by| by <= 0));
        line.or_else(|| self.stage_line(caller)).unwrap_or_default()
    }

    /// They have had enough, or no more time.
    fn over(&self, caller: &mut CallerState) -> Option<String> {
        let enough = caller.mood == WORST && caller.worst >= ENOUGH;
        (enough || caller.replies >= PATIENCE).then(|| {
            caller.over = Some(Over::Left);
            self.draw(caller, "leaves", &self.script.leaves).unwrap_or_default()
        })
    }

    /// What makes it harder, once, when its time has come. One that waits for no mood comes before the goodbye, whenever
    /// that is.
    fn twist(&self, caller: &mut CallerState) -> Option<String> {
        let due = |twist: &&Twist| {
            let time = caller.replies >= u32::from(twist.after) && caller.stage >= twist.stage;
            let last = caller.stage == Stage::Close && twist.from == 0;
            // What was just asked is answered first, unless nothing comes after it.
            let free = self.taken.told.is_empty() || caller.stage == Stage::Close;
            !caller.met.contains(&twist.id) && caller.mood >= twist.from && (time || last) && free
        };
        let twist = self.script.twists.iter().find(due)?;
        caller.met.push(twist.id.clone());
        stage::reopen(caller, twist.scenario.is_some());
        self.draw(caller, &format!("twist {}", twist.id), &twist.say)
    }

    /// Two cautions running: they want someone else.
    fn to_cautions(&self, caller: &mut CallerState) -> Option<String> {
        if !self.taken.signals.contains(&signal::TWO_CAUTIONS) {
            return None;
        }
        let on = |react: &&Reaction| react.on.iter().any(|on| on.as_str() == signal::TWO_CAUTIONS);
        let react = self.script.reacts.iter().find(on)?;
        self.draw(caller, &format!("react {}", react.id), &react.say)
    }

    /// What a reaction that was set off makes them say, the strongest first.
    pub(super) fn reaction(&self, caller: &mut CallerState, by: impl Fn(i8) -> bool) -> Option<String> {
        let set_off = |(at, react): &(usize, &Reaction)| {
            let shown = react.on.iter().any(|id| self.taken.shows(id)) || self.taken.words.contains(at);
            let spent = react.once && !self.taken.felt.contains(&react.id);
            shown && !spent && !react.say.is_empty() && by(react.by) && mood::counts(react, self.taken)
        };
        let all = self.script.reacts.iter().enumerate().filter(set_off);
        let react = all.map(|(_, react)| react).min_by_key(|react| -i32::from(react.by.unsigned_abs()))?;
        self.draw(caller, &format!("react {}", react.id), &react.say)
    }

    /// The facts that were asked for; before them what a kind word set off, where both are soon said.
    fn told(&self, caller: &mut CallerState) -> Option<String> {
        let facts = self.taken.told.iter().map(|at| &self.script.facts[*at]);
        let said: Vec<String> =
            facts.filter_map(|fact| self.draw(caller, &format!("fact {}", fact.id), &fact.say)).collect();
        if said.is_empty() {
            return None;
        }
        let facts = said.join(" ");
        let words = |text: &str| text.split_whitespace().count();
        let mut after = caller.clone();
        match self.reaction(&mut after, |by| by < 0) {
            Some(first) if words(&first) + words(&facts) <= BREATH => {
                *caller = after;
                Some(format!("{first} {facts}"))
            }
            _ => Some(facts),
        }
    }

    /// The fact that a plan came too early for.
    fn late(&self, caller: &mut CallerState) -> Option<String> {
        let fact = &self.script.facts[self.taken.late?];
        self.draw(caller, &format!("late {}", fact.id), &fact.late)
    }

    /// It was settled before this reply: they ring off.
    fn goodbye(&self, caller: &mut CallerState) -> Option<String> {
        (self.taken.given == Stage::Close && caller.stage == Stage::Close).then(|| {
            caller.over = Some(Over::Settled);
            self.stage_line(caller).unwrap_or_default()
        })
    }

    /// The line of the stage, from the list for the highest mood that the caller has reached, in its order.
    fn stage_line(&self, caller: &mut CallerState) -> Option<String> {
        let fits = self.script.lines.iter().filter(|line| line.stage == caller.stage && line.from <= caller.mood);
        let list = fits.max_by_key(|line| line.from)?;
        let stage = Stage::ALL.iter().find(|(_, stage)| *stage == list.stage).map_or("", |(name, _)| name);
        draw(caller, &format!("line {stage} {}", list.from), &list.say, 0)
    }

    /// The next of some variants: which is the first, the seed decides.
    pub(super) fn draw(&self, caller: &mut CallerState, key: &str, variants: &[String]) -> Option<String> {
        let first = Sha256::digest(format!("{} {key}", self.seed))[0];
        draw(caller, key, variants, usize::from(first))
    }
}

fn draw(caller: &mut CallerState, key: &str, variants: &[String], first: usize) -> Option<String> {
    if variants.is_empty() {
        return None;
    }
    let drawn = caller.drawn.entry(key.to_string()).or_default();
    let at = (first + *drawn as usize) % variants.len();
    *drawn += 1;
    Some(variants[at].clone())
}
