//! What helps the agent find words.
pub mod search;
pub mod suggest;
