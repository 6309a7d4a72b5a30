//! Text as it may be kept and shown: cleaned once at the border, masked, measured, cut and wrapped.
//!
//! Every word from a file, a paste, a caller id or a socket passes [`clean()`] before anything else sees it.

pub mod card;
mod clean;
mod fit;

pub use clean::{clean, is_unsafe};
pub use fit::{cut, width, wrap};
