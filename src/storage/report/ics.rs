//! Promises as a calendar (RFC 5545).
//!
//! Each is an event with an alarm and not a to-do: Google Calendar and Outlook take no `VTODO` from a file, and Apple's
//! Calendar hands them to another program; a `VEVENT` shows in all of them. It begins when the promise falls due, blocks no
//! time and is private. Moments are in UTC, which every calendar shows on its own wall; the zone that the promise was said
//! in stands in its text. An id made of call and event makes a second import replace the first.

use chrono::{DateTime, Duration, TimeZone, Utc};
use icalendar::{Alarm, Calendar, Class, Component, Event, EventLike, Property};

use crate::{
    app::model::Zone,
    call::event::At,
    storage::{
        journal::StoredPromise,
        report::{page::Plain, words::when},
    },
};

/// How long an event is: room for a short call.
const LENGTH: Duration = Duration::minutes(15);

/// How long before it is due it is told.
const BEFORE: Duration = Duration::minutes(15);

/// The promises as a calendar, as of a moment.
pub fn calendar(promises: &[StoredPromise], zone: Zone, now: At) -> String {
    let mut calendar = Calendar::new();
    calendar.properties = Property::from_array([
        ("VERSION", "2.0"),
        ("PRODID", concat!("-//hearken//hearken ", env!("CARGO_PKG_VERSION"), "//EN")),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "Promises"),
    ]);
    for promise in promises {
        calendar.push(event(promise, zone, now));
    }
    calendar.to_string()
}

fn event(promise: &StoredPromise, zone: Zone, now: At) -> Event {
    let due = utc(promise.due);
    let (what, who) = (Plain::from(&promise.text), Plain::from(&promise.who));
    let title = if who.is_empty() { what.to_string() } else { format!("{what} ({who})") };
    let said = Plain::from(&promise.zone);
    let about = format!("Promised by {}, said in {said}.", when(zone, promise.due));
    let id = format!("{}-{}", Plain::from(&promise.call.0), promise.seq);
    let mut alarm = Alarm::display(&title, -BEFORE);
    alarm.uid(&format!("{id}-alarm@hearken")).timestamp(utc(now));
    Event::new()
        .uid(&format!("{id}@hearken"))
        .timestamp(utc(now))
        .summary(&title)
        .description(&about)
        .starts(due)
        .ends(due + LENGTH)
        .class(Class::Private)
        .add_property("TRANSP", "TRANSPARENT")
        .alarm(alarm)
        .done()
}

/// A moment; one that no calendar has is the first that there is.
fn utc(at: At) -> DateTime<Utc> {
    Utc.timestamp_millis_opt(at.0).single().unwrap_or_default()
}
