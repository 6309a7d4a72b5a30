//! Patterns that cannot be read, lists that do not exist, cues without an aim: each at its place.
