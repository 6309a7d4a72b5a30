//! The clocks of a call: talk time + hold time + after-call work = handle time, always.

use serde::{Deserialize, Serialize};

use crate::call::event::At;

/// What is being timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timed {
    /// Someone speaks.
    Talk,
    /// The caller waits on hold.
    Hold,
    /// The call is over and written up.
    AfterCall,
}

/// Milliseconds of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// Talk time, in milliseconds.
    pub talk: u64,
    /// Hold time, in milliseconds.
    pub hold: u64,
    /// After-call work, in milliseconds.
    pub after_call: u64,
}

impl Times {
    /// Handle time, in milliseconds.
    pub fn handle(&self) -> u64 {
        self.talk + self.hold + self.after_call
    }
}

/// The clocks: at most one runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    counted: Times,
    running: Option<(Timed, At)>,
}

impl Clock {
    /// The times as of `now`.
    pub fn times(&self, now: At) -> Times {
        let mut times = self.counted;
        if let Some((timed, since)) = self.running {
            let ms = now.since(since);
            match timed {
                Timed::Talk => times.talk += ms,
                Timed::Hold => times.hold += ms,
                Timed::AfterCall => times.after_call += ms,
            }
        }
        times
    }

    /// Counts what has run until `now` and goes on with `next`, or stands still.
    pub fn switch(&mut self, now: At, next: Option<Timed>) {
        self.counted = self.times(now);
        self.running = next.map(|timed| (timed, now));
    }

    /// What runs, and since when.
    pub fn running(&self) -> Option<(Timed, At)> {
        self.running
    }
}

/// `mm:ss`, from one hour `h:mm:ss`.
pub fn clock_face(ms: u64) -> String {
    let s = ms / 1000;
    if s >= 3600 {
        format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
    } else {
        format!("{:02}:{:02}", s / 60, s % 60)
    }
}

/// A step's time, `m:ss`.
pub fn short_face(ms: u64) -> String {
    let s = ms / 1000;
    format!("{}:{:02}", s / 60, s % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_clock_runs() {
        let mut clock = Clock::default();
        clock.switch(At(1_000), Some(Timed::Talk));
        clock.switch(At(61_000), Some(Timed::Hold));
        clock.switch(At(99_000), Some(Timed::Talk));
        assert_eq!(clock.times(At(100_000)), Times { talk: 61_000, hold: 38_000, after_call: 0 });
        clock.switch(At(100_000), Some(Timed::AfterCall));
        assert_eq!(clock.times(At(124_000)).handle(), 123_000);
        clock.switch(At(124_000), None);
        assert_eq!(clock.times(At(999_000)).handle(), 123_000);
    }

    #[test]
    fn a_clock_that_is_asked_about_the_past_stands() {
        let mut clock = Clock::default();
        clock.switch(At(5_000), Some(Timed::Talk));
        assert_eq!(clock.times(At(1_000)).talk, 0);
    }

    #[test]
    fn faces() {
        assert_eq!(clock_face(161_000), "02:41");
        assert_eq!(clock_face(3_661_000), "1:01:01");
        assert_eq!(short_face(40_999), "0:40");
    }
}
