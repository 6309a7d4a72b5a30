//! Words brought back to what the patterns know.
