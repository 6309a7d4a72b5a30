//! A rehearsal looked back on: what passed, where the time went, what was heard, and the one thing to try.

use crate::{
    call::{
        desk::Call,
        event::{Guidance, ItemState},
        rehearsal::{Over, Rehearsal, Turn},
        state::CallState,
    },
    playbook::model::{Id, Library},
    practice::{
        caller::{Partner, Verdict, verdict},
        progress::share,
    },
    text::{cut, width},
};

/// How much of a quote is shown, in columns.
const QUOTE: usize = 40;

/// A rehearsal looked back on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Debrief {
    /// What had to be true, and whether it is.
    pub passed: bool,
    /// Each of it.
    pub lines: Vec<(String, bool)>,
    /// The one thing to try, and what shows why.
    pub try_next: (String, String),
    /// Where the time went, by step.
    pub steps: Vec<StepTime>,
    /// Items of lists that were in hand and are not done: state and id.
    pub items: Vec<(Id, ItemState)>,
    /// What was heard in the replies, cautions first.
    pub heard: Vec<Heard>,
    /// The best sentence, and the number of its reply from 1.
    pub best: Option<(String, usize)>,
    /// What is worth a card, the worst first.
    pub weak: Vec<Id>,
    /// Steps that went without a slip, each with the help that would do next time.
    pub less_help: Vec<(Id, Guidance)>,
}

/// The time of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTime {
    /// Which.
    pub step: Id,
    /// The share that was meant for it, in percent of the whole.
    pub meant: u64,
    /// The share that it took, in percent of the talk time.
    pub was: u64,
    /// The talk time that it took, in milliseconds.
    pub spent: u64,
    /// How many replies were given in it.
    pub replies: usize,
}

/// A move or a caution of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Which.
    pub id: Id,
    /// Whether it is a caution.
    pub caution: bool,
    /// The number of the reply, from 1.
    pub turn: usize,
    /// The talk time then, in milliseconds.
    pub talk: u64,
    /// The words that show it.
    pub words: String,
    /// What it did to the mood, where it did something.
    pub mood: Option<(u8, u8)>,
    /// What to say instead of a caution.
    pub instead: String,
}

/// Looks back on a rehearsal. `level` tells how much help a step had.
pub fn debrief(library: &Library, partner: &Partner, call: &Call, level: &dyn Fn(&Id) -> Guidance) -> Debrief {
    let state = call.session.state();
    let Some(rehearsal) = &state.rehearsal else { return Debrief::default() };
    let Verdict { passed, lines } = verdict(partner.script(), &rehearsal.caller);
    let heard = heard(partner, call, rehearsal);
    let items = undone(state);
    let less_help = if passed { less_help(state, rehearsal, level) } else { Vec::new() };
    let mut out = Debrief {
        passed,
        lines,
        steps: steps(state, &rehearsal.turns),
        best: best(partner, call, rehearsal),
        weak: weak(partner, rehearsal, passed, &heard, &items, library),
        heard,
        items,
        less_help,
        try_next: Default::default(),
    };
    out.try_next = try_next(partner, rehearsal, library, &out);
    out
}

/// Where the time of the framework in hand went; each step with the replies given in it.
pub fn steps(state: &CallState, turns: &[Turn]) -> Vec<StepTime> {
    let Some(framework) = state.framework() else { return Vec::new() };
    let meant: u64 = framework.pin.steps.iter().map(|step| u64::from(step.budget_secs)).sum();
    let was: u64 = framework.spent.iter().sum();
    let of = |(step, spent): (&crate::call::event::StepPin, &u64)| StepTime {
        step: step.id.clone(),
        meant: share(u64::from(step.budget_secs), meant),
        was: share(*spent, was),
        spent: *spent,
        replies: turns.iter().filter(|turn| turn.step.as_ref() == Some(&step.id)).count(),
    };
    framework.pin.steps.iter().zip(&framework.spent).map(of).collect()
}

/// Killer items that were never done, and what was put off or left out on purpose.
fn undone(state: &CallState) -> Vec<(Id, ItemState)> {
    let steps = state.framework().into_iter().flat_map(|f| &f.pin.steps).flat_map(|step| &step.items);
    let scenarios = state.opened_lists.iter().flat_map(|(_, items)| items);
    let mut out: Vec<(Id, ItemState)> = Vec::new();
    for item in steps.chain(scenarios) {
        let now = state.item(&item.id);
        let told = match now {
            ItemState::Open => item.killer,
            ItemState::Deferred | ItemState::Overridden => true,
            ItemState::Done | ItemState::NotApplicable => false,
        };
        if told && !out.iter().any(|(id, _)| *id == item.id) {
            out.push((item.id.clone(), now));
        }
    }
    out.sort_by_key(|(_, state)| *state != ItemState::Open);
    out
}

fn words_of<'c>(call: &'c Call, turn: &Turn) -> &'c str {
    turn.exchange.reply.map_or("", |id| call.text(id))
}

fn heard(partner: &Partner, call: &Call, rehearsal: &Rehearsal) -> Vec<Heard> {
    let mut out = Vec::new();
    for (n, turn) in rehearsal.turns.iter().enumerate() {
        let words = words_of(call, turn);
        let review = partner.review(words, rehearsal.before(n));
        let quote = |spans: Option<&Vec<std::ops::Range<usize>>>| {
            let found = spans.and_then(|spans| spans.first()).and_then(|span| words.get(span.clone()));
            cut(found.unwrap_or(words), QUOTE, "…")
        };
        let mood = |id: &Id| turn.exchange.felt.iter().find(|felt| felt.id == *id).map(|felt| (felt.from, felt.to));
        let row = |id: &Id, caution, words, instead| Heard {
            id: id.clone(),
            caution,
            turn: n + 1,
            talk: turn.talk,
            words,
            mood: mood(id).filter(|(from, to)| from != to),
            instead,
        };
        for id in &turn.exchange.cautions {
            let risk = review.cautions.iter().find(|risk| risk.id == *id);
            let instead = risk.map_or(String::new(), |risk| risk.instead.clone());
            out.push(row(id, true, quote(risk.map(|risk| &risk.evidence)), instead));
        }
        for id in &turn.exchange.moves {
            let found = review.moves.iter().find(|found| found.id == *id);
            out.push(row(id, false, quote(found.map(|found| &found.evidence)), String::new()));
        }
    }
    out.sort_by_key(|heard| !heard.caution);
    out
}

/// The sentence in which most was done and nothing risked; of several the one whose reply calmed most.
fn best(partner: &Partner, call: &Call, rehearsal: &Rehearsal) -> Option<(String, usize)> {
    let mut best: Option<((usize, i16), String, usize)> = None;
    for (n, turn) in rehearsal.turns.iter().enumerate() {
        let before = rehearsal.before(n);
        let calmed = i16::from(before.mood) - i16::from(turn.exchange.caller.mood);
        for sentence in words_of(call, turn).split_inclusive(['.', '!', '?']).map(str::trim) {
            let review = partner.review(sentence, before);
            let rank = (review.moves.len(), calmed);
            let better = best.as_ref().is_none_or(|(now, ..)| rank > *now);
            if review.cautions.is_empty() && rank.0 > 0 && better && width(sentence) >= 12 {
                best = Some((rank, sentence.to_string(), n + 1));
            }
        }
    }
    best.map(|(_, sentence, turn)| (sentence, turn))
}

/// What is worth a card: cautions by what they cost, moves that passing asks for, musts, the scenarios of a call that
/// did not pass.
fn weak(
    partner: &Partner,
    rehearsal: &Rehearsal,
    passed: bool,
    heard: &[Heard],
    items: &[(Id, ItemState)],
    library: &Library,
) -> Vec<Id> {
    let mut cautions: Vec<&Heard> = heard.iter().filter(|heard| heard.caution).collect();
    cautions.sort_by_key(|heard| std::cmp::Reverse(heard.mood.map_or(0, |(from, to)| to.saturating_sub(from))));
    let mut out: Vec<Id> = cautions.into_iter().map(|heard| heard.id.clone()).collect();
    let asked = partner.script().pass.iter().flat_map(|pass| &pass.moves);
    out.extend(asked.filter(|id| !rehearsal.caller.made.contains_key(id)).cloned());
    let missed = items.iter().filter(|(_, state)| *state == ItemState::Open).map(|(id, _)| id.clone());
    out.extend(missed.filter(|id| library.item(id).is_some()));
    if !passed {
        out.extend(partner.script().practises.iter().cloned());
    }
    let mut seen = std::collections::BTreeSet::new();
    out.retain(|id| seen.insert(id.clone()));
    out
}

/// Steps in which all that must be was done and nothing risked, with the help that would do next time.
fn less_help(state: &CallState, rehearsal: &Rehearsal, level: &dyn Fn(&Id) -> Guidance) -> Vec<(Id, Guidance)> {
    let Some(framework) = state.framework() else { return Vec::new() };
    let mut out = Vec::new();
    for step in &framework.pin.steps {
        let turns: Vec<&Turn> = rehearsal.turns.iter().filter(|turn| turn.step.as_ref() == Some(&step.id)).collect();
        let clean = turns.iter().all(|turn| turn.exchange.cautions.is_empty());
        let next = match level(&step.id) {
            Guidance::Full => Guidance::Cues,
            Guidance::Cues => Guidance::Killers,
            Guidance::Killers => continue,
        };
        if !turns.is_empty() && clean && state.open_killer(&step.items).is_none() {
            out.push((step.id.clone(), next));
        }
    }
    out
}

/// The one thing to try, and what shows why.
fn try_next(partner: &Partner, rehearsal: &Rehearsal, library: &Library, seen: &Debrief) -> (String, String) {
    let name = &partner.script().name;
    let worst = seen.heard.iter().filter(|heard| heard.caution && heard.mood.is_some_and(|(from, to)| to > from));
    let worst = worst.max_by_key(|heard| heard.mood.map_or(0, |(from, to)| to - from));
    let rise = worst.map(|heard| {
        let (from, to) = heard.mood.unwrap_or_default();
        format!("In reply {} \"{}\" took {name} from {from} to {to}.", heard.turn, heard.words)
    });
    let untrue = seen.lines.iter().find(|(_, holds)| !holds).map(|(text, _)| text.clone());
    let late = rehearsal.caller.late.first().and_then(|id| partner.script().facts.iter().find(|f| f.id == *id));
    let missed = seen.items.iter().find(|(_, state)| *state == ItemState::Open).and_then(|(id, _)| library.item(id));
    let left = match rehearsal.caller.over {
        Some(Over::Settled) => String::new(),
        Some(Over::Left) => format!("{name} gave up and rang off."),
        _ => format!("It ended before {name} said goodbye."),
    };
    match (untrue, worst, late, missed) {
        (Some(untrue), ..) => (format!("Not there yet: {untrue}."), rise.unwrap_or(left)),
        (None, Some(worst), ..) if !worst.instead.is_empty() => {
            (format!("Next time: {}", worst.instead), rise.unwrap_or_default())
        }
        (None, _, Some(fact), _) => {
            (format!("Ask for it before you plan: {}.", fact.know), format!("{name} had to bring it up."))
        }
        (None, _, None, Some(item)) => {
            (format!("Tick it as you go: {}", item.text.plain()), "It must be done in every such call.".into())
        }
        _ if !left.is_empty() => ("Bring it to a goodbye.".into(), left),
        _ => ("Take it again with less help.".into(), format!("{name} had nothing to wish for.")),
    }
}
