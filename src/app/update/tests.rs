//! Journeys and tables.
