//! What replies do and risk.
