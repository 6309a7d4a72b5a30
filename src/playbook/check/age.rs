//! Numbers past their date: who answers changes, and a wrong number in a crisis is worse than none.

use chrono::NaiveDate;

use super::super::fault::Fault;
use super::advice::Advisor;

/// For how many days a number counts as looked up.
pub const FRESH_DAYS: i64 = 365;

impl Advisor<'_> {
    /// Warns of every number that nobody looked up for a year.
    pub(super) fn ages(&mut self, today: NaiveDate) {
        for contact in &self.book.contacts {
            let Some(checked) = &contact.value.checked else { continue };
            let Ok(day) = NaiveDate::parse_from_str(&checked.value, "%Y-%m-%d") else { continue };
            let days = today.signed_duration_since(day).num_days();
            if days > FRESH_DAYS {
                let message = format!("this number was last looked up {} ago", ago(days));
                let fault = Fault::warning("HK0612", checked.at, message).label("past its date");
                self.warn(fault.fix("look it up at its `source:`, then write the day you did"));
            }
        }
    }
}

/// A time in words: `14 months`, `3 years`.
fn ago(days: i64) -> String {
    match days {
        ..730 => format!("{} months", days * 12 / 365),
        _ => format!("{} years", days / 365),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{
        super::super::{
            review,
            tests::{SMALL, own},
        },
        ago,
    };

    #[test]
    fn a_number_is_fresh_for_a_year() {
        let told = |today: &str| {
            let today: NaiveDate = today.parse().expect("a day");
            let faults = review(&[own("a", SMALL)], today);
            let faults = faults.into_iter().filter(|fault| fault.code == "HK0612");
            faults.map(|fault| format!("{}:{} {}", fault.line, fault.column, fault.message)).collect::<Vec<_>>()
        };
        for fresh in ["2026-11-21", "2027-11-21", "2020-01-01"] {
            assert_eq!(told(fresh), Vec::<String>::new(), "{fresh}");
        }
        assert_eq!(told("2027-11-22"), ["44:83 this number was last looked up 12 months ago"]);
        assert_eq!(told("2030-01-01"), ["44:83 this number was last looked up 3 years ago"]);
    }

    #[test]
    fn times_read_as_people_say_them() {
        assert_eq!(ago(366), "12 months");
        assert_eq!(ago(729), "23 months");
        assert_eq!(ago(730), "2 years");
    }
}
