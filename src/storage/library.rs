//! Playbook files (to come).
