//! What happened in a mock call, in the order of talk time, read from its log.

use crate::{
    call::{
        desk::Call,
        event::{CallEvent, What},
        mock::{DeskAct, Mark, Marker, Marking},
        state::CallState,
    },
    playbook::model::Id,
};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The talk time, in milliseconds.
    pub talk: u64,
    /// The event.
    pub seq: u32,
    /// What.
    pub kind: MomentKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MomentKind {
    /// The call began.
    Began,
    /// A step was entered.
    Step(Id),
    /// The caller was put on hold.
    Held,
    /// The hold ended.
    Resumed {
        /// How long it was, in milliseconds.
        ms: u64,
    },
    /// The caller said a line of the card.
    Line {
        /// Its words.
        words: String,
    },
    /// The caller played a curveball.
    Twist {
        /// Which, by its id inside the caller.
        id: Id,
        /// Its words.
        words: String,
    },
    /// Something was noted.
    Note {
        /// The words.
        words: String,
        /// What it is about.
        about: Option<Id>,
    },
    /// The trainer marked a criterion, for good.
    Mark {
        /// Which.
        criterion: Id,
        /// How.
        mark: Mark,
    },
    /// An automatic fail was met.
    Fail(Id),
    /// The caller came to feel otherwise: 0 is calm, 10 is worst.
    Mood {
        /// Before.
        from: u8,
        /// After.
        to: u8,
    },
    /// The call ended.
    Ended,
}

/// What happened in a mock call. Marks that were changed stand where they were made last; what was done after the call
/// is left out, but for notes, which have their own moment.
pub fn timeline(call: &Call) -> Vec<Moment> {
    let mut out = Vec::new();
    let mut state = CallState::default();
    for event in call.session.counted() {
        let mood = state.mock.as_ref().and_then(Marking::mood);
        state.apply(event);
        out.extend(moment(call, mood, &state, event));
    }
    out.sort_by_key(|moment: &Moment| moment.talk);
    out
}

fn moment(call: &Call, mood: Option<u8>, after: &CallState, event: &CallEvent) -> Option<Moment> {
    let mut talk = after.clock.times(event.at).talk;
    let kind = match &event.what {
        What::Answered => MomentKind::Began,
        What::StepEntered { step, .. } => MomentKind::Step(after.framework()?.pin.steps.get(*step)?.id.clone()),
        What::Held => MomentKind::Held,
        What::Resumed => MomentKind::Resumed { ms: after.back_after.unwrap_or(0) },
        What::Ended { .. } => MomentKind::Ended,
        What::AtDesk { act } => {
            if let DeskAct::Observed { talk: at, .. } = act.as_ref() {
                talk = *at;
            }
            desk_moment(call, mood, after, act)?
        }
        _ => return None,
    };
    Some(Moment { talk, seq: event.seq, kind })
}

fn desk_moment(call: &Call, before: Option<u8>, after: &CallState, act: &DeskAct) -> Option<MomentKind> {
    let during = after.ended.is_none();
    let last = call.session.state().mock.as_ref()?;
    Some(match act {
        DeskAct::Marked { by: Marker::Trainer, criterion, mark: Some(mark) } if during => {
            let here = after.mock.as_ref()?.mark(Marker::Trainer, criterion);
            // One that was changed later is told then.
            if last.mark(Marker::Trainer, criterion) != here {
                return None;
            }
            MomentKind::Mark { criterion: criterion.clone(), mark: *mark }
        }
        DeskAct::Failed { fail, met: true } if last.fails.get(fail) == after.mock.as_ref()?.fails.get(fail) => {
            MomentKind::Fail(fail.clone())
        }
        DeskAct::Spoke { line, text } => {
            let words = call.text(*text).to_string();
            match line.strip_prefix("twist ") {
                Some(id) => MomentKind::Twist { id: id.split(' ').next().unwrap_or_default().into(), words },
                None => MomentKind::Line { words },
            }
        }
        DeskAct::Felt { mood } => MomentKind::Mood { from: before?, to: *mood },
        DeskAct::Observed { text, about, .. } => {
            MomentKind::Note { words: call.text(*text).to_string(), about: about.clone() }
        }
        _ => return None,
    })
}
