//! The tree, built from the parser's events.

use std::collections::HashMap;

use serde_yaml::granit_parser::{self, Event, Options, Parser, ScalarStyle};

use super::{
    super::{
        fault::{Fault, Faults},
        place::{Located, Page, Span},
    },
    MAX_ANCHORS, MAX_DEPTH, MAX_NODES, MAX_REPLAYED, MAX_REPLAYED_BYTES, Node, Value, hint,
};

type YamlSpan = granit_parser::Span;

/// The tree of a page, or nothing where its text cannot be read to its end. Faults that leave a tree standing, such as
/// a key that comes twice, are noted and left out of it.
pub fn parse(file: u32, page: &Page, faults: &mut Faults) -> Option<Node> {
    let mut builder =
        Builder { file, page, faults, stack: vec![], anchors: HashMap::new(), nodes: 0, replayed: (0, 0), root: None };
    let mut last = 0;
    for event in Parser::new_from_str_with_options(&page.text, limits()) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let at = offset(error.marker());
                builder.faults.add(hint::explain(file, page, last, at, error.kind()));
                return None;
            }
        };
        if let Err(fault) = builder.take(event, &span) {
            builder.faults.add(*fault);
            return None;
        }
        last = last.max(offset(&span.end));
    }
    let start = Span::new(file, 0, 0);
    if builder.root.as_ref().is_none_or(|root| root.is_nothing() && page.slice(root.at).is_empty()) {
        let fix = "begin with a line such as `title: Parcel desk`";
        builder.faults.add(Fault::error("HK0105", start, "file is empty").fix(fix));
        return None;
    }
    builder.root
}

fn limits() -> Options {
    granit_parser::options! {
        emit_comments: false,
        disallow_directives: true,
        flow_nesting_limit: 2 * MAX_DEPTH,
        block_nesting_limit: 2 * MAX_DEPTH,
    }
}

fn offset(mark: &granit_parser::Marker) -> usize {
    mark.byte_offset().unwrap_or(0)
}

enum Frame {
    List {
        at: Span,
        anchor: usize,
        list: Vec<Node>,
    },
    Map {
        at: Span,
        anchor: usize,
        pairs: Vec<(Located<String>, Node)>,
        keys: HashMap<String, usize>,
        key: Key,
        again: bool,
    },
}

/// What a map waits for.
enum Key {
    /// A key.
    Wanted,
    /// The value of this key.
    Is(Located<String>),
    /// The value of a refused key: it is left out.
    Refused,
}

struct Builder<'a> {
    file: u32,
    page: &'a Page,
    faults: &'a mut Faults,
    stack: Vec<Frame>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    replayed: (usize, usize),
    root: Option<Node>,
}

type Taken = Result<(), Box<Fault>>;

impl Builder<'_> {
    fn span(&self, span: &YamlSpan) -> Span {
        Span::new(self.file, offset(&span.start), offset(&span.end))
    }

    fn take(&mut self, event: Event<'_>, span: &YamlSpan) -> Taken {
        let at = self.span(span);
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                let fault = Fault::error("HK0118", at, "a second document starts here: a playbook is one document");
                return Err(Box::new(fault.fix("put it into a file of its own, or take the `---` out")));
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.count(at, anchor)?;
                self.refuse_tag(tag.is_some(), span, at);
                if anchor != 0 && style == ScalarStyle::Plain && text_of(self.page, at).is_empty() {
                    return Err(Box::new(hint::no_text(self.file, self.page, at)));
                }
                let plain = style == ScalarStyle::Plain;
                let mark =
                    span.tag_span().map(|tag| self.span(&tag)).filter(|_| plain && text_of(self.page, at).is_empty());
                let (text, at) = match mark {
                    // It was meant as text, and is told already.
                    Some(mark) => (self.page.slice(mark).to_string(), mark),
                    None => (text.into_owned(), at),
                };
                let plain = plain && mark.is_none();
                self.finish(Node { at, value: Value::Scalar { text, plain } }, anchor);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.open(at, anchor)?;
                self.refuse_tag(tag.is_some(), span, at);
                self.stack.push(Frame::List { at, anchor, list: vec![] });
            }
            Event::MappingStart(_, anchor, tag) => {
                self.open(at, anchor)?;
                self.refuse_tag(tag.is_some(), span, at);
                let (pairs, keys) = (vec![], HashMap::new());
                self.stack.push(Frame::Map { at, anchor, pairs, keys, key: Key::Wanted, again: false });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(at),
            Event::Alias(id) => self.replay(id, at)?,
            _ => {}
        }
        Ok(())
    }

    fn refuse_tag(&mut self, tagged: bool, span: &YamlSpan, at: Span) {
        if tagged {
            let at = span.tag_span().map_or(at, |tag| self.span(&tag));
            let name = self.page.slice(at).chars().take(40).collect::<String>();
            let message = format!("text that begins with `!` needs quotes: `{name}` is read as a mark of its own");
            let fault = Fault::error("HK0111", at, message);
            self.faults.add(fault.label("no text").fix("put the whole text into double quotes, or take the mark out"));
        }
    }

    fn count(&mut self, at: Span, anchor: usize) -> Taken {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            let fault = Fault::error("HK0115", at, format!("the file holds more than {MAX_NODES} values"));
            return Err(Box::new(fault.fix("split it into several files")));
        }
        if anchor > MAX_ANCHORS {
            let fault = Fault::error("HK0116", at, format!("the file sets more than {MAX_ANCHORS} anchors"));
            return Err(Box::new(fault.fix("write the text out instead of repeating it by `&` and `*`")));
        }
        Ok(())
    }

    fn open(&mut self, at: Span, anchor: usize) -> Taken {
        if self.stack.len() >= MAX_DEPTH {
            return Err(Box::new(hint::too_deep(at)));
        }
        self.count(at, anchor)
    }

    /// Aliases repeat what they name, within a budget that a billion laughs cannot pass.
    fn replay(&mut self, id: usize, at: Span) -> Taken {
        self.count(at, 0)?;
        let Some(node) = self.anchors.get(&id) else {
            let fault = Fault::error("HK0117", at, "an alias may not stand inside its own anchor");
            return Err(Box::new(fault.fix("write the text out instead of repeating it by `&` and `*`")));
        };
        let (nodes, bytes) = node.weight();
        self.replayed = (self.replayed.0 + nodes, self.replayed.1 + bytes);
        if self.replayed.0 > MAX_REPLAYED || self.replayed.1 > MAX_REPLAYED_BYTES {
            let line = self.page.line_of(at.start as usize);
            let message = format!("aliases repeat more than {MAX_REPLAYED} values, from line {line} on");
            let fault = Fault::error("HK0117", Span::new(self.file, 0, 0), message);
            return Err(Box::new(fault.fix("write the text out instead of repeating it by `&` and `*`")));
        }
        let mut node = node.clone();
        if node.depth() + self.stack.len() > MAX_DEPTH {
            return Err(Box::new(hint::too_deep(at)));
        }
        if let Value::Scalar { .. } = node.value {
            node.at = at;
        }
        self.finish(node, 0);
        Ok(())
    }

    fn close(&mut self, end: Span) {
        let (node, anchor) = match self.stack.pop() {
            Some(Frame::List { at, anchor, list }) => {
                let last = list.last().map(|node| node.at.end);
                (Node { at: ended(at, last, end), value: Value::List(list) }, anchor)
            }
            Some(Frame::Map { at, anchor, pairs, .. }) => {
                let last = pairs.last().map(|(_, node)| node.at.end);
                (Node { at: ended(at, last, end), value: Value::Map(pairs) }, anchor)
            }
            None => return,
        };
        self.finish(node, anchor);
    }

    fn finish(&mut self, node: Node, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let is_entry = matches!(self.stack.as_slice(), [.., Frame::List { .. }, Frame::Map { .. }]);
        let is_root = self.stack.len() == 1;
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Frame::List { list, .. }) => list.push(node),
            Some(Frame::Map { pairs, keys, key, again, .. }) => match std::mem::replace(key, Key::Wanted) {
                Key::Wanted => {
                    let here = Here { is_root, is_entry, again };
                    *key = take_key(node, pairs, keys, self.page, self.faults, here);
                }
                Key::Refused => {}
                Key::Is(name) => {
                    let mut node = node;
                    if node.is_nothing() && node.at.start == node.at.end {
                        node.at = name.at;
                    }
                    if pairs.len() >= SMALL {
                        keys.insert(name.value.clone(), pairs.len());
                    }
                    pairs.push((name, node));
                }
            },
        }
    }
}

/// How many keys of a map are looked through; those after them are found by an index.
const SMALL: usize = 16;

/// The map in which a key stands.
struct Here<'a> {
    /// Whether it is the whole file.
    is_root: bool,
    /// Whether it is an entry of a list.
    is_entry: bool,
    /// Whether a new entry was told to begin in it: what comes twice after that is no fault of its own.
    again: &'a mut bool,
}

impl Here<'_> {
    /// What to do about a key that comes twice, the first being the `nth` of its map.
    fn advice(&mut self, key: &str, nth: usize) -> String {
        if self.is_entry && (nth == 0 || key == "id") {
            *self.again = true;
            return format!("a new entry begins with `- `: write `- {key}: …`; else keep one of the two");
        }
        if self.is_root && key != "title" {
            return format!("put both lists under one `{key}:`");
        }
        "keep one of the two".into()
    }
}

/// A key as it is read, if it is one that a map can have.
fn take_key(
    node: Node,
    pairs: &[(Located<String>, Node)],
    keys: &HashMap<String, usize>,
    page: &Page,
    faults: &mut Faults,
    mut here: Here<'_>,
) -> Key {
    let at = node.at;
    if node.is_nothing() && page.slice(at).is_empty() {
        let fault = Fault::error("HK0119", at, "there is no key in front of this `:`");
        faults.add(fault.fix("write one word before the `:`, or take the line out"));
        return Key::Refused;
    }
    let Value::Scalar { text, plain } = node.value else {
        let fault = Fault::error("HK0119", at, "a key must be a word, not a list or a map");
        faults.add(fault.fix("write one word before the `:`, or take the `?` at the start of the line out"));
        return Key::Refused;
    };
    if plain && text == "<<" {
        let fault = Fault::error("HK0112", at, "merge keys `<<` are not allowed in a playbook");
        faults.add(fault.fix("write the fields out"));
        return Key::Refused;
    }
    let among = pairs.iter().take(SMALL).position(|(key, _)| key.value == text);
    if let Some((nth, (first, _))) = among.or_else(|| keys.get(&text).copied()).and_then(|i| Some((i, pairs.get(i)?))) {
        if !*here.again {
            let message = format!("the key `{text}` comes twice: {}", page.lines_of(first.at, at));
            faults.add(Fault::error("HK0113", at, message).label("again").fix(here.advice(&text, nth)));
        }
        return Key::Refused;
    }
    Key::Is(Located { value: text, at })
}

/// What stands there beside an anchor or a tag without any text.
fn text_of(page: &Page, at: Span) -> &str {
    Some(page.slice(at).trim()).filter(|text| !text.starts_with(['&', '!'])).unwrap_or("")
}

/// Brackets end where they close; a block ends with its last value, not where the next thing begins.
fn ended(at: Span, last: Option<u32>, end: Span) -> Span {
    let stop = if end.end > end.start { end.end } else { last.unwrap_or(at.end) };
    Span { end: stop.max(at.end), ..at }
}

impl Node {
    fn depth(&self) -> usize {
        match &self.value {
            Value::Scalar { .. } => 0,
            Value::List(list) => 1 + list.iter().map(Node::depth).max().unwrap_or(0),
            Value::Map(pairs) => 1 + pairs.iter().map(|(_, node)| node.depth()).max().unwrap_or(0),
        }
    }
}
