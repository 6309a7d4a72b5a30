//! Messages in, effects out.

use crate::app::{
    effect::Effect,
    model::Model,
    msg::{Msg, Now},
};

/// Takes a message in: changes the model, answers with what the world is to do. Deterministic.
pub fn update(_model: &mut Model, _msg: Msg, _now: Now) -> Vec<Effect> {
    Vec::new()
}
