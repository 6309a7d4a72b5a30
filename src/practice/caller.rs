//! How a scripted caller takes a reply: what it does to their mood, what they tell, what they say next.
//!
//! They react and follow no tree. [`Partner::answer`] is a function of the state before, the seed and the reply, so that
//! the same replies make the same call; the state after goes into the log. What an author may say of it is described with
//! the fields of `callers:`; the defaults stand here.

mod line;
mod mood;
mod stage;
mod verdict;

use std::sync::Arc;

use crate::{
    call::rehearsal::{CallerState, Felt, Over},
    coach::{Ear, Move, Owner, Review, Setting, review},
    playbook::model::{CallerScript, Fact, Id, Library, Stage},
};

pub use verdict::{Verdict, verdict};

/// After so many replies a caller has no more time: no conversation goes on for ever.
pub const PATIENCE: u32 = 24;

/// The worst a mood can be.
pub const WORST: u8 = 10;

/// Moves, moods and stages know these by name.
mod name {
    pub const ACKNOWLEDGE: &str = "acknowledge";
    pub const ASK: &str = "ask";
    pub const EXPLORE: &str = "explore";
    pub const INTERPRET: &str = "interpret";
    pub const APOLOGIZE: &str = "apologize";
    pub const OWN: &str = "own";
    pub const OFFER: &str = "offer";
    pub const TIMEFRAME: &str = "timeframe";
}

/// What only a conversation shows, by the names that playbooks use.
pub mod signal {
    /// Asked something that nothing answers.
    pub const QUESTION: &str = "question";
    /// Asked for what was told before.
    pub const REPEAT: &str = "repeat";
    /// A plan without a time.
    pub const NO_TIME: &str = "no-time";
    /// A plan that nobody takes on.
    pub const NO_OWNER: &str = "no-owner";
    /// Cautions in two replies running.
    pub const TWO_CAUTIONS: &str = "two-cautions";
    /// Left waiting.
    pub const WAITING: &str = "waiting";
    /// Answered before they had finished.
    pub const INTERRUPTED: &str = "interrupted";
    /// Told that someone else takes over.
    pub const TRANSFER: &str = "transfer";
    /// Too much at once.
    pub const LONG: &str = "long";
    /// Nothing was found in it.
    pub const NOTHING: &str = "nothing";
}

/// A reply of more words is too much at once.
const LONG: usize = 60;

/// What is less sure does nothing to a caller, in percent: praise for what was not said teaches nothing.
const UNSURE: u32 = 58;

/// A scripted caller, ready to be talked to.
#[derive(Clone, Debug)]
pub struct Partner {
    library: Arc<Library>,
    ear: Arc<Ear>,
    /// Hears the patterns of the script: those of the facts, then those of the reactions.
    own: Arc<Ear>,
    script: Arc<CallerScript>,
}

impl PartialEq for Partner {
    fn eq(&self, other: &Self) -> bool {
        self.script == other.script && self.library == other.library
    }
}

/// What an agent says.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// These words.
    Words(&'a str),
    /// Words said aloud, with the moves and cautions that one marked oneself.
    Aloud(&'a [Id]),
}

/// How a reply was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What was found in it.
    pub review: Review,
    /// The moves in it, as marked or found.
    pub moves: Vec<Id>,
    /// The cautions in it.
    pub cautions: Vec<Id>,
    /// What it did, in order.
    pub felt: Vec<Felt>,
    /// How the caller stands to it now.
    pub caller: CallerState,
    /// What they say.
    pub line: String,
}

/// What was found in one reply, in the script's own terms.
#[derive(Clone, Debug, Default)]
struct Taken {
    moves: Vec<Id>,
    cautions: Vec<Id>,
    /// Facts that were asked for, in the order of the script.
    asked: Vec<usize>,
    /// Facts that are told now and were not before.
    told: Vec<usize>,
    /// Reactions whose own words were said.
    words: Vec<usize>,
    signals: Vec<&'static str>,
    /// A needed fact that came too late.
    late: Option<usize>,
    /// The stage in which the reply was given.
    given: Stage,
}

impl Taken {
    fn has(&self, id: &str) -> bool {
        self.moves.iter().any(|made| made.as_str() == id)
    }

    /// Whether a reaction on this id is set off.
    fn shows(&self, id: &Id) -> bool {
        self.moves.contains(id) || self.cautions.contains(id) || self.signals.contains(&id.as_str())
    }
}

impl Partner {
    /// Takes a caller of the library; none of that id, and there is nobody.
    pub fn new(library: Arc<Library>, ear: Arc<Ear>, caller: &Id) -> Option<Partner> {
        let script = Arc::new(library.caller(caller)?.clone());
        let rules = script.facts.iter().map(|fact| &fact.asked).chain(script.reacts.iter().map(|react| &react.hears));
        let own = Arc::new(Ear::of(&library, rules));
        Some(Partner { library, ear, own, script })
    }

    /// Who it is.
    pub fn script(&self) -> &CallerScript {
        &self.script
    }

    /// What they say first.
    pub fn begin(&self, seed: u64) -> (CallerState, String) {
        let mut caller = CallerState { mood: self.script.mood.min(WORST), ..CallerState::default() };
        let taken = Taken::default();
        let line = self.next(&taken, seed).draw(&mut caller, "opens", &self.script.opens).unwrap_or_default();
        (caller, line)
    }

    /// How a reply is taken. `extra` are signals that its words do not show, such as an interruption.
    pub fn answer(&self, seed: u64, before: &CallerState, said: Said, extra: &[&'static str]) -> Answer {
        let found = self.look(before, said);
        self.answer_to(seed, before, said, found, extra)
    }

    /// How a reply is taken in which this was found.
    pub fn answer_to(
        &self,
        seed: u64,
        before: &CallerState,
        said: Said,
        found: Review,
        extra: &[&'static str],
    ) -> Answer {
        let mut caller = before.clone();
        caller.replies += 1;
        if self.stops(said) {
            caller.over = Some(Over::Stopped);
            let (moves, cautions) = (Vec::new(), Vec::new());
            return Answer {
                review: Review::default(),
                moves,
                cautions,
                felt: Vec::new(),
                caller,
                line: String::new(),
            };
        }
        let mut taken = self.take(before, said, &found, extra);
        self.tell(&mut caller, &mut taken);
        stage::advance(&self.script, &mut caller, &mut taken);
        taken.signals.extend(signals(before, &caller, &taken, extra));
        let felt = mood::feel(&self.script, &mut caller, &taken);
        note(&mut caller, &taken);
        let line = self.next(&taken, seed).line(&mut caller);
        Answer { review: found, moves: taken.moves, cautions: taken.cautions, felt, caller, line }
    }

    /// What they say of themselves when something happens without words, as when they are left waiting; nothing where
    /// they have nothing to say to it.
    pub fn unasked(&self, seed: u64, before: &CallerState, signal: &'static str) -> Option<(CallerState, String)> {
        let mut caller = before.clone();
        let taken = Taken { signals: vec![signal], given: before.stage, ..Taken::default() };
        mood::feel(&self.script, &mut caller, &taken);
        let line = self.next(&taken, seed).reaction(&mut caller, |_| true)?;
        Some((caller, line))
    }

    fn next<'a>(&'a self, taken: &'a Taken, seed: u64) -> line::Next<'a> {
        line::Next { script: &self.script, taken, seed }
    }

    /// What is found in a reply, given what is open by now.
    fn look(&self, before: &CallerState, said: Said) -> Review {
        let Said::Words(words) = said else { return Review::default() };
        self.review(words, before)
    }

    /// What is found in words that are said when the caller stands so.
    pub fn review(&self, words: &str, before: &CallerState) -> Review {
        let mut found = review(&self.library, &self.ear, words, &self.setting(before));
        let made = |id: &str| found.moves.iter().any(|made| made.id.as_str() == id);
        let unsure = |made: &Move| made.score < UNSURE;
        // Nor does one in a question, or in a rule.
        let idle = !made(name::OWN) && !made(name::OFFER) && (made(name::ASK) || !found.cautions.is_empty());
        found.moves.retain(|made| {
            let empty = made.id.as_str() == name::TIMEFRAME && (idle || is_at_once(words, made));
            !empty && !unsure(made)
        });
        found
    }

    /// What is open in this call: what it is about, without what no twist has brought up yet.
    pub fn setting(&self, before: &CallerState) -> Setting {
        let hidden = |id: &Id| {
            let mut twists = self.script.twists.iter().filter(|twist| twist.scenario.as_ref() == Some(id)).peekable();
            twists.peek().is_some() && twists.all(|twist| !before.met.contains(&twist.id))
        };
        Setting {
            scenarios: self.script.practises.iter().filter(|id| !hidden(id)).cloned().collect(),
            emotions: Vec::new(),
            apologized: before.made.contains_key(&Id::from(name::APOLOGIZE)),
        }
    }

    fn stops(&self, said: Said) -> bool {
        let Said::Words(words) = said else { return false };
        let stop = self.script.stop.to_lowercase();
        !stop.is_empty() && words.to_lowercase().contains(&stop)
    }

    fn take(&self, before: &CallerState, said: Said, review: &Review, extra: &[&'static str]) -> Taken {
        let mut taken = Taken { signals: extra.to_vec(), given: before.stage, ..Taken::default() };
        match said {
            Said::Words(words) => {
                taken.moves = review.moves.iter().map(|found| found.id.clone()).collect();
                taken.cautions = review.cautions.iter().map(|risk| risk.id.clone()).collect();
                taken.cautions.dedup();
                self.hear(words, &mut taken);
                if words.split_whitespace().count() > LONG {
                    taken.signals.push(signal::LONG);
                }
            }
            Said::Aloud(marked) => {
                let risk = |id: &&Id| self.library.wording.iter().any(|rule| rule.id == **id && rule.caution.is_some());
                (taken.cautions, taken.moves) = marked.iter().cloned().partition(|id| risk(&id));
                let asks = taken.has(name::EXPLORE) || taken.has(name::ASK);
                // Nobody hears which question it was: the next that matters counts as asked.
                let untold = |fact: &Fact| !before.told.contains(&fact.id);
                let next = self.script.facts.iter().position(|fact| fact.needed && untold(fact));
                taken.asked.extend(next.or_else(|| self.script.facts.iter().position(untold)).filter(|_| asks));
            }
        }
        taken
    }

    /// Finds the script's own patterns.
    fn hear(&self, words: &str, taken: &mut Taken) {
        let turn = self.own.read(words);
        let facts = self.script.facts.len();
        for found in self.own.find(&turn) {
            let Owner::Own(rule) = found.owner else { continue };
            let (list, at) = match (rule as usize).checked_sub(facts) {
                Some(reaction) => (&mut taken.words, reaction),
                None => (&mut taken.asked, rule as usize),
            };
            if !list.contains(&at) {
                list.push(at);
            }
        }
        taken.asked.sort_unstable();
        taken.words.sort_unstable();
    }

    /// Tells what was asked for; at an open question the next of what is told freely.
    fn tell(&self, caller: &mut CallerState, taken: &mut Taken) {
        let untold = |caller: &CallerState, at: &usize| !caller.told.contains(&self.script.facts[*at].id);
        taken.told = taken.asked.iter().copied().filter(|at| untold(caller, at)).take(2).collect();
        let open = taken.has(name::EXPLORE) || taken.has(name::ASK);
        if taken.asked.is_empty() && taken.words.is_empty() && open {
            let facts = 0..self.script.facts.len();
            let next = facts.into_iter().find(|at| self.script.facts[*at].freely && untold(caller, at));
            taken.told.extend(next);
            if next.is_none() {
                taken.signals.push(signal::QUESTION);
            }
        } else if open && !taken.asked.is_empty() && taken.told.is_empty() && taken.words.is_empty() {
            taken.signals.push(signal::REPEAT);
        }
        caller.told.extend(taken.told.iter().map(|at| self.script.facts[*at].id.clone()));
    }
}

/// Whether the only times named are this moment: neither it nor a time in a question promises anything.
fn is_at_once(words: &str, found: &Move) -> bool {
    const AT_ONCE: [&str; 8] = [
        "now",
        "right now",
        "at the moment",
        "a moment",
        "one moment",
        "just a moment",
        "at this moment",
        "right away",
    ];
    let word = |span: &std::ops::Range<usize>| words.get(span.clone()).unwrap_or_default().to_lowercase();
    found.evidence.iter().all(|span| AT_ONCE.contains(&word(span).trim()))
}

/// What the reply shows in the light of the conversation.
fn signals(before: &CallerState, after: &CallerState, taken: &Taken, extra: &[&'static str]) -> Vec<&'static str> {
    use crate::playbook::model::Stage::Plan;
    let made = |id: &str| taken.has(id) || before.made.contains_key(&Id::from(id));
    let mut out = Vec::new();
    let plans = taken.has(name::OFFER) || taken.has(name::OWN);
    if after.stage == Plan && plans && !made(name::TIMEFRAME) {
        out.push(signal::NO_TIME);
    }
    if after.stage == Plan && taken.has(name::TIMEFRAME) && !made(name::OWN) && !made(name::OFFER) {
        out.push(signal::NO_OWNER);
    }
    if before.cautions > 0 && !taken.cautions.is_empty() {
        out.push(signal::TWO_CAUTIONS);
    }
    let found = [taken.moves.len(), taken.cautions.len(), taken.asked.len(), taken.words.len(), extra.len()];
    if found.iter().all(|count| *count == 0) {
        out.push(signal::NOTHING);
    }
    out
}

/// Notes what was made, for the replies that follow.
fn note(caller: &mut CallerState, taken: &Taken) {
    for id in taken.moves.iter().chain(&taken.cautions) {
        caller.made.insert(id.clone(), caller.replies);
    }
    caller.cautions = if taken.cautions.is_empty() { 0 } else { caller.cautions + 1 };
    caller.worst = if caller.mood == WORST { caller.worst + 1 } else { 0 };
}

#[cfg(test)]
mod tests;
