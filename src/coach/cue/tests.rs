//! What is heard, and what only sounds like it.
