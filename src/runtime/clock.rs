//! The time, for everyone: the only place in the crate that asks a clock.
//!
//! The wall is read once, when the program starts; from there on a clock counts that also counts while the machine
//! sleeps and that nobody sets. So an hour with the lid closed is an hour of the call, and time never runs back.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustix::time::{ClockId, clock_gettime};

use crate::call::event::At;

/// A running clock.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    wall: i64,
    started: Duration,
}

impl Clock {
    /// A clock that starts now.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the wall; everyone else is told the time")]
    pub fn start() -> Clock {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Clock { wall: i64::try_from(since.as_millis()).unwrap_or(i64::MAX), started: counted() }
    }

    /// The moment.
    pub fn now(&self) -> At {
        self.at(counted())
    }

    fn at(&self, counted: Duration) -> At {
        At(self.wall).plus(u64::try_from(counted.saturating_sub(self.started).as_millis()).unwrap_or(u64::MAX))
    }
}

/// What the clock that counts through sleep has counted.
fn counted() -> Duration {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let clock = ClockId::Boottime;
    // Elsewhere it counts while the machine sleeps by itself, or there is none that does.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let clock = ClockId::Monotonic;
    Duration::try_from(clock_gettime(clock)).unwrap_or_default()
}

/// The name of the zone of this machine, `Europe/London`; `UTC` where it has none.
pub fn zone() -> String {
    iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_from_the_wall_and_never_runs_back() {
        let clock = Clock { wall: 1_000_000, started: Duration::from_secs(50) };
        assert_eq!(clock.at(Duration::from_secs(53)), At(1_003_000));
        assert_eq!(clock.at(Duration::from_secs(49)), At(1_000_000));
    }

    #[test]
    fn it_starts_in_this_century_and_goes_on() {
        let clock = Clock::start();
        let first = clock.now();
        assert!(first > At(1_700_000_000_000), "{first:?}");
        assert!(clock.now() >= first);
        assert!(!zone().is_empty());
    }
}
