//! How times are spread: their sum, their mean and the one in the middle.

/// Several times, in milliseconds. All are 0 where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Their sum.
    pub total: u64,
    /// Their mean.
    pub mean: u64,
    /// The one in the middle; of two in the middle, what lies between them.
    pub median: u64,
}

impl Spread {
    /// How these are spread.
    pub fn of(times: impl Iterator<Item = u64>) -> Spread {
        let mut times: Vec<u64> = times.collect();
        times.sort_unstable();
        let total: u64 = times.iter().sum();
        let half = times.len() / 2;
        let median = match times.len() {
            0 => return Spread::default(),
            n if n % 2 == 1 => times[half],
            _ => times[half - 1] + (times[half] - times[half - 1]) / 2,
        };
        Spread { total, mean: total / times.len() as u64, median }
    }
}
