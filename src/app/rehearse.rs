//! What the application knows of a rehearsal beside its log: who is played, how far they have spoken, what was marked.

use crate::{
    app::model::Model,
    call::{
        desk::Call,
        event::{At, Guidance},
        rehearsal::Rehearsal,
    },
    coach::Review,
    playbook::model::{Id, Stage},
    practice::{caller::Partner, debrief::Debrief},
};

/// How long a word takes to be said, in milliseconds: about 175 words a minute.
pub const PACE: u64 = 340;

/// What is to be rehearsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// With which caller; none: the one to take next.
    pub caller: Option<Id>,
    /// What decides among variants; none: anything.
    pub seed: Option<u64>,
    /// How much wording is shown; none: what fits each step.
    pub level: Option<Guidance>,
    /// Whether the caller's lines are spoken too.
    pub voice: bool,
}

/// A rehearsal in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Playing {
    /// Who is played.
    pub partner: Partner,
    /// What was wished for.
    pub wish: Wish,
    /// When the caller began to say what they say; none once all of it is said.
    pub speaking: Option<At>,
    /// What was found in the last reply.
    pub review: Review,
    /// The stage at which going on to another step was declined.
    pub declined: Option<Stage>,
    /// Moves and cautions that were marked for a reply said aloud.
    pub marks: Vec<Id>,
    /// Which earlier reply stands in the field, counted from the last.
    pub recalled: usize,
    /// What it came to, once it is over.
    pub debrief: Option<Debrief>,
}

/// A rehearsal of the past, as far as it matters for what to take next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// With whom.
    pub caller: Id,
    /// When it ended.
    pub at: At,
    /// Whether it passed; none where it was broken off.
    pub passed: Option<bool>,
}

/// The rehearsal in hand, where the call in hand is one.
pub fn rehearsal(call: &Call) -> Option<&Rehearsal> {
    call.session.state().rehearsal.as_ref()
}

/// The words that the caller has said so far of their line, and whether that is all of it.
pub fn spoken(model: &Model, line: &str) -> (String, bool) {
    let since = model.playing.as_ref().and_then(|playing| playing.speaking);
    let words: Vec<&str> = line.split_whitespace().collect();
    match since.map(|since| 1 + usize::try_from(model.now.since(since) / PACE).unwrap_or(usize::MAX)) {
        Some(said) if said < words.len() => (words[..said].join(" "), false),
        _ => (line.to_string(), true),
    }
}

/// Whether a line has just come to its end.
pub fn said_all(model: &Model) -> bool {
    let line = model.call().and_then(rehearsal).map(|rehearsal| rehearsal.line);
    let speaking = model.playing.as_ref().is_some_and(|playing| playing.speaking.is_some());
    speaking && line.is_some_and(|line| spoken(model, model.text(line)).1)
}

/// When the next word is said.
pub fn next_word(model: &Model) -> Option<At> {
    let since = model.playing.as_ref()?.speaking?;
    let line = rehearsal(model.call()?)?.line;
    let (_, whole) = spoken(model, model.text(line));
    let said = model.now.since(since) / PACE;
    (!whole).then(|| since.plus((said + 1) * PACE))
}

/// The step that fits how far the conversation is, where it lies ahead: its place in the framework in hand.
pub fn step_ahead(model: &Model) -> Option<(&Id, usize)> {
    let call = model.call()?;
    let (state, playing) = (call.session.state(), model.playing.as_ref()?);
    let framework = state.framework().filter(|_| state.stack.is_empty())?;
    let caller = &rehearsal(call)?.caller;
    let steps = framework.pin.steps.len();
    let fits = match caller.stage {
        Stage::Story => usize::from(caller.replies > 0 && steps > 2),
        Stage::Facts => steps / 2,
        Stage::Plan | Stage::Close => steps.saturating_sub(1),
    };
    (fits > framework.step && playing.declined != Some(caller.stage)).then_some((&framework.pin.id, fits))
}

/// What came of a caller so far: the last time it passed, else the last time.
pub fn best<'m>(model: &'m Model, caller: &Id) -> Option<&'m Past> {
    let taken = model.past.iter().filter(|past| past.caller == *caller);
    taken.max_by_key(|past| (past.passed == Some(true), past.at))
}

/// The caller to take next, and why: one that was not passed, then one never taken, the easier first, then the one that
/// was taken longest ago.
pub fn next_caller(model: &Model) -> Option<(Id, String)> {
    let last = |id: &Id| best(model, id);
    let rank = |caller: &crate::playbook::model::CallerScript| match last(&caller.id) {
        Some(past) if past.passed != Some(true) => (0, -past.at.0),
        None => (1, i64::from(caller.hard)),
        Some(past) => (2, past.at.0),
    };
    let caller = model.library().callers.iter().min_by_key(|caller| rank(caller))?;
    let why = match last(&caller.id) {
        Some(past) if past.passed != Some(true) => "not passed yet: take it again while it is fresh".into(),
        Some(past) => format!("longest ago: {}", model.wall(past.at).format("%-d %b")),
        None if caller.hard == 1 => "new to you, and a gentle one to begin with".into(),
        None => "new to you".into(),
    };
    Some((caller.id.clone(), why))
}

/// How much help a step has in rehearsals.
pub fn level(model: &Model, step: &Id) -> Guidance {
    let wished = model.playing.as_ref().and_then(|playing| playing.wish.level);
    wished.or_else(|| model.help.get(step).copied()).unwrap_or_default()
}
