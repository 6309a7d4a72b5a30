//! One call as a file: its log and its texts as JSON, so that another observer can look at the same, and take it in.
//!
//! A file may come from anywhere. It is read up to a size, every text of it is cleaned and masked, ids and counts are
//! checked, and an error says where. What an event of it means is left to the fold, which passes over what makes no sense.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::Path,
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    app::people::{self, Person},
    call::{
        desk::{Call, Footing},
        event::{At, CallEvent, CallId, TextId, TextRole, What},
        mock::{DeskAct, Mock, PersonId},
        session::CallSession,
    },
    storage::journal::Stored,
    text::{card, clean},
};

#[cfg(test)]
mod tests;

/// The version of the file that is written.
pub const VERSION: u32 = 1;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 8 * 1024 * 1024;

/// How many calls a file may hold.
const SESSIONS: usize = 200;

/// How many events, and texts, a call may have.
const EVENTS: usize = 5_000;

/// The highest number of an event or a text.
const NUMBER: u32 = 1_000_000;

/// The longest text, in characters.
const TEXT: usize = 20_000;

/// The longest id or name inside an event, in characters.
const NAME: usize = 256;

/// How many lines a sheet may have, and how much one of them may weigh.
const SHEET: (usize, u32) = (500, 1_000);

/// The last moment that has a date of four digits.
const LAST: i64 = 253_402_300_799_999;

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct Unfit {
    /// The file, with line and column where they are known.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

/// A call from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Its id.
    pub id: CallId,
    /// The digest of the library it was led with.
    pub library: String,
    /// Who is trained in it, where they have a name.
    pub trainee: Option<Person>,
    /// Who marked it, where they gave a name.
    pub observer: Option<String>,
    /// Its log.
    pub events: Vec<CallEvent>,
    /// Its texts.
    pub texts: BTreeMap<TextId, (TextRole, String)>,
}

impl Session {
    /// The call, which is not written down by being looked at.
    pub fn call(&self) -> Call {
        let mut call = Call::new(CallSession::replay(self.id.clone(), self.events.clone()));
        call.texts.clone_from(&self.texts);
        call.footing = Footing::Unkept;
        call
    }
}

/// One call as it stands in a file.
#[derive(Deserialize, Serialize)]
#[serde(rename = "session")]
struct Written {
    hearken_session: u32,
    id: CallId,
    library: String,
    trainee: Option<WrittenPerson>,
    observer: Option<String>,
    events: Vec<WrittenEvent>,
    texts: Vec<WrittenText>,
}

#[derive(Deserialize, Serialize)]
struct WrittenPerson {
    id: PersonId,
    name: String,
    agreed: At,
}

#[derive(Deserialize, Serialize)]
struct WrittenEvent {
    seq: u32,
    at: At,
    what: Value,
}

#[derive(Deserialize, Serialize)]
struct WrittenText {
    id: TextId,
    role: TextRole,
    text: String,
}

/// What is asked of a file before anything else.
#[derive(Deserialize)]
#[serde(rename = "session")]
struct Head {
    hearken_session: Option<Value>,
}

/// A call of the store as a file, with who is trained and who observed, where they have names; an event a line.
pub fn to_json(id: &CallId, stored: &Stored, trainee: Option<&Person>, observer: Option<&str>) -> String {
    let library = match stored.events.first().map(|event| &event.what) {
        Some(What::Opened { library, .. }) => library.clone(),
        _ => String::new(),
    };
    let trainee =
        trainee.map(|person| WrittenPerson { id: person.id.clone(), name: person.name.clone(), agreed: person.agreed });
    let head = [
        format!("\"hearken_session\": {VERSION}"),
        format!("\"id\": {}", json(id)),
        format!("\"library\": {}", json(&library)),
        format!("\"trainee\": {}", json(&trainee)),
        format!("\"observer\": {}", json(&observer)),
    ];
    let events = stored.events.iter().map(|event| {
        let what = serde_json::from_str(&event.what.to_json()).unwrap_or_default();
        json(&WrittenEvent { seq: event.seq, at: event.at, what })
    });
    let texts =
        stored.texts.iter().map(|(id, (role, text))| json(&WrittenText { id: *id, role: *role, text: text.clone() }));
    let list = |name: &str, rows: Vec<String>| match rows[..] {
        [] => format!("\"{name}\": []"),
        _ => format!("\"{name}\": [\n  {}\n]", rows.join(",\n  ")),
    };
    let lists = [list("events", events.collect()), list("texts", texts.collect())];
    format!("{{\n{},\n{}\n}}\n", head.join(",\n"), lists.join(",\n"))
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("it is plain data")
}

/// The calls of a file: one, or a list of them.
///
/// # Errors
/// Where it cannot be read, is too large, or is no such file.
pub fn read(path: &Path) -> Result<Vec<Session>, Unfit> {
    let name = clean(&path.to_string_lossy());
    let unread = |why: io::Error| Unfit { place: name.clone(), what: clean(&format!("it cannot be read: {why}")) };
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(unread)?;
    parse(&name, &bytes)
}

/// The calls in the bytes of a file of this name.
///
/// # Errors
/// Where they are too many, or no such calls.
pub fn parse(name: &str, bytes: &[u8]) -> Result<Vec<Session>, Unfit> {
    let unfit = |what: String| Unfit { place: name.to_owned(), what };
    if bytes.len() as u64 > LARGEST {
        return Err(unfit(format!("it is larger than {} MiB", LARGEST >> 20)));
    }
    let fault = |why: serde_json::Error| {
        let place = if why.line() > 0 { format!("{name}:{}:{}", why.line(), why.column()) } else { name.to_owned() };
        Unfit { place, what: clean(&told(&why)) }
    };
    let several = bytes.trim_ascii_start().first() == Some(&b'[');
    let heads: Vec<Head> =
        if several { serde_json::from_slice(bytes) } else { serde_json::from_slice(bytes).map(|head| vec![head]) }
            .map_err(fault)?;
    for head in &heads {
        match head.hearken_session.as_ref().map(Value::as_u64) {
            None => return Err(unfit("it is no session of hearken: it has no `hearken_session`".into())),
            Some(Some(version)) if version > u64::from(VERSION) => {
                return Err(unfit(format!("it was written by a newer hearken (version {version})")));
            }
            Some(_) => {}
        }
    }
    if heads.is_empty() || heads.len() > SESSIONS {
        return Err(unfit(format!("it holds {} sessions; 1 to {SESSIONS} are read", heads.len())));
    }
    let all: Vec<Written> =
        if several { serde_json::from_slice(bytes) } else { serde_json::from_slice(bytes).map(|one| vec![one]) }
            .map_err(fault)?;
    let numbered = all.into_iter().enumerate().map(|(n, written)| {
        checked(written).map_err(|what| unfit(if several { format!("session {}: {what}", n + 1) } else { what }))
    });
    numbered.collect()
}

/// What a parser says, without the place, which is told before it.
fn told(why: &serde_json::Error) -> String {
    let text = why.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

/// A call that may be looked at, or what is wrong with it.
fn checked(written: Written) -> Result<Session, String> {
    let id = CallId(plain("id", written.id.0)?);
    let observer = written.observer.as_deref().and_then(people::name);
    let mut events: Vec<CallEvent> = Vec::new();
    within("events", written.events.len())?;
    for event in written.events {
        let event = checked_event(event, events.last())?;
        events.push(event);
    }
    let (library, mock) = match events.first().map(|event| &event.what) {
        Some(What::Opened { library, practice, .. }) => {
            (library.clone(), practice.as_ref().and_then(|practice| practice.mock.clone()))
        }
        _ => return Err("its first event opens no call".into()),
    };
    if let Some(mock) = &mock {
        measured(mock)?;
    }
    let trainee = written.trainee.map(|person| named(person, mock.as_deref())).transpose()?;
    let (first, last) = (events[0].at, events[events.len() - 1].at);
    let later = |event: &&CallEvent| match &event.what {
        What::AtDesk { act } => matches!(**act, DeskAct::Observed { talk, .. } if talk > last.since(first)),
        _ => false,
    };
    if let Some(event) = events.iter().find(later) {
        return Err(format!("event {}: its moment lies after the call", event.seq));
    }
    Ok(Session { id, library, trainee, observer, events, texts: checked_texts(written.texts)? })
}

fn within(what: &str, count: usize) -> Result<(), String> {
    if count > EVENTS { Err(format!("it has {count} {what}; {EVENTS} are read at most")) } else { Ok(()) }
}

/// An id that can be a file's name and a word on a command line.
fn plain(what: &str, id: String) -> Result<String, String> {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if id.is_empty() || id.len() > 64 || !id.chars().all(good) || id.starts_with('-') {
        return Err(format!("its {what} `{}` is none: letters, digits and `-`, 64 at most", brief(&id)));
    }
    Ok(id)
}

/// Something wrong, short enough to be shown.
fn brief(text: &str) -> String {
    crate::text::cut(&clean(text), 40, "…")
}

fn checked_event(event: WrittenEvent, before: Option<&CallEvent>) -> Result<CallEvent, String> {
    let WrittenEvent { seq, at, what } = event;
    let wrong = |why: &str| Err(format!("event {seq}: {why}"));
    if seq == 0 || seq > NUMBER || before.is_some_and(|before| before.seq >= seq) {
        return wrong(&format!("its number does not rise from 1 to {NUMBER} at most"));
    }
    if at.0 < 0 || at.0 > LAST || before.is_some_and(|before| before.at > at) {
        return wrong("its time is before that of the one before it, or out of all range");
    }
    if !what.is_object() {
        return wrong("its `what` is no object");
    }
    let Some(what) = scrubbed(what) else { return wrong(&format!("a name in it is longer than {NAME} characters")) };
    let what = What::from_json(&what.to_string()).unwrap_or(What::Newer { body: what });
    Ok(CallEvent { seq, at, what })
}

/// The same with every name in it cleaned; none where one is too long to be a name.
fn scrubbed(value: Value) -> Option<Value> {
    Some(match value {
        Value::String(text) => Value::String(name(&text)?),
        Value::Array(all) => Value::Array(all.into_iter().map(scrubbed).collect::<Option<_>>()?),
        Value::Object(all) => {
            let of = |(key, value): (String, Value)| Some((name(&key)?, scrubbed(value)?));
            Value::Object(all.into_iter().map(of).collect::<Option<Map<_, _>>>()?)
        }
        other => other,
    })
}

fn name(text: &str) -> Option<String> {
    (text.chars().count() <= NAME).then(|| clean(text))
}

/// Whether a sheet is one that people mark by.
fn measured(mock: &Mock) -> Result<(), String> {
    let sheet = &mock.sheet;
    if sheet.criteria.len().max(sheet.fails.len()) > SHEET.0 {
        return Err(format!("its sheet has more than {} lines", SHEET.0));
    }
    match sheet.criteria.iter().find(|pin| pin.weight == 0 || pin.weight > SHEET.1) {
        Some(pin) => Err(format!("`{}` weighs {}; 1 to {} is a weight", brief(pin.id.as_str()), pin.weight, SHEET.1)),
        None if sheet.pass > 100 => Err(format!("it passes from {} %; 100 is the most", sheet.pass)),
        None => Ok(()),
    }
}

/// Who is trained, if it is who the log says.
fn named(person: WrittenPerson, mock: Option<&Mock>) -> Result<Person, String> {
    let id = PersonId(plain("trainee's id", person.id.0)?);
    if mock.and_then(|mock| mock.trainee.as_ref()) != Some(&id) {
        return Err("its `trainee` is not who is trained in it".into());
    }
    let name = people::name(&person.name).ok_or("its `trainee` has no name")?;
    Ok(Person { id, name, agreed: At(person.agreed.0.clamp(0, LAST)) })
}

fn checked_texts(written: Vec<WrittenText>) -> Result<BTreeMap<TextId, (TextRole, String)>, String> {
    within("texts", written.len())?;
    let mut texts = BTreeMap::new();
    for WrittenText { id, role, text } in written {
        if id.0 == 0 || id.0 > NUMBER || texts.contains_key(&id) {
            return Err(format!("text {}: its number is there twice, or not between 1 and {NUMBER}", id.0));
        }
        if text.chars().count() > TEXT {
            return Err(format!("text {}: it is longer than {TEXT} characters", id.0));
        }
        texts.insert(id, (role, card::mask(&clean(&text))));
    }
    Ok(texts)
}
