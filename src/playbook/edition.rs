//! What is in force, still as its authors wrote it, every field with its place: to show a thing with the origin of each
//! field, and to see what the layers change.

mod remark;

use std::fmt::Write;

use super::{
    Diagnostic, Laid, Loaded, SourceFile,
    diff::{self, Change},
    fault::Faults,
    in_order, lay,
    layer::Book,
    model::{Layer, Origin},
    nearest,
    place::{Page, Span},
    print, read, schema,
    source::{self, FileSource},
    tree::{self, Node, Value},
};

pub use remark::Remark;

/// The playbooks of a load, as they are written.
#[derive(Debug)]
pub struct Edition {
    /// What the load gave.
    pub loaded: Loaded,
    pages: Vec<Page>,
    sources: Vec<Option<FileSource>>,
}

/// Things by the key of their list.
pub(super) type Lists = Vec<(String, Vec<Node>)>;

impl Edition {
    /// Reads these files as [`super::load`] does.
    pub fn open(files: &[SourceFile]) -> Edition {
        let Laid { library, faults, pages, kept, .. } = lay(&in_order(files), None);
        let loaded = Loaded { library, faults: faults.diagnostics(&pages) };
        let sources = read(&pages, &kept, &mut Faults::default());
        Edition { loaded, pages, sources }
    }

    /// The files that were left out, each with its first error.
    pub fn left_out(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut last = None;
        self.loaded.faults.iter().filter(|fault| fault.is_error()).filter(move |fault| {
            let new = last != Some(&fault.file);
            last = Some(&fault.file);
            new
        })
    }

    /// The layers of these files, the lowest first.
    fn layers(&self) -> Vec<Layer> {
        let mut layers: Vec<Layer> = self.pages.iter().map(|page| page.layer).collect();
        layers.dedup();
        layers
    }

    /// Everything that is in force up to a layer.
    fn up_to(&self, layer: Layer) -> Lists {
        let mut book = Book::default();
        for (source, page) in self.sources.iter().zip(&self.pages) {
            if let Some(source) = source.as_ref().filter(|_| page.layer <= layer) {
                book.lay(source.clone(), &self.pages, &Default::default(), &mut Faults::default());
            }
        }
        source::written(&book)
    }

    /// Where something stands.
    pub(super) fn origin(&self, at: Span) -> Origin {
        let page = self.pages.get(at.file as usize);
        page.map_or_else(|| Origin { layer: Layer::Own, file: String::new(), line: 0 }, |page| page.origin(at))
    }

    /// Where a layer asked to remove what has this id, or something around it.
    pub(super) fn removal(&self, layer: Layer, id: &str) -> Option<Origin> {
        let pages = self.sources.iter().zip(&self.pages).filter(|(_, page)| page.layer == layer);
        let removals = pages.filter_map(|(source, _)| source.as_ref()).flat_map(|source| &source.remove);
        let mut around = removals.filter(|removed| {
            id.strip_prefix(removed.value.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        around.next_back().map(|removed| self.origin(removed.at))
    }

    /// What each layer changes against those below it, in words of the files; only things with these ids and their
    /// parts, where any are named.
    pub fn changes(&self, ids: &[String]) -> Vec<Change> {
        let layers = self.layers();
        let mut changes = vec![];
        for pair in layers.windows(2) {
            diff::compare(self, pair[1], &self.up_to(pair[0]), &self.up_to(pair[1]), &mut changes);
        }
        let named = |id: &str, wanted: &String| {
            id.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        changes.retain(|change| ids.is_empty() || ids.iter().any(|wanted| named(&change.id, wanted)));
        changes
    }

    /// Where an id that names nothing may be meant to lead: into a file that was left out, or to the nearest id.
    pub fn whereabouts(&self, id: &str) -> Option<String> {
        let lost = self.left_out().find(|fault| {
            let mut pages = self.pages.iter().filter(|page| page.name == fault.file);
            pages.any(|page| tree::lost_ids(page).iter().any(|lost| lost == id))
        });
        if let Some(fault) = lost {
            return Some(format!("it stands in {}, which was left out: mend line {}", fault.file, fault.line));
        }
        let names = self.loaded.library.origins.keys().map(|(_, id)| id.as_str());
        nearest(id, names).map(|near| format!("did you mean `{near}`?"))
    }

    /// Whether this id names something, or did before a layer took it away.
    pub fn knows(&self, id: &str) -> bool {
        self.has(id) || self.show(id).is_some() || !self.changes(&[id.to_string()]).is_empty()
    }

    /// Whether something of this id, whatever its kind, is in force.
    fn has(&self, id: &str) -> bool {
        self.loaded.library.origins.keys().any(|(_, known)| known.as_str() == id)
    }

    /// Whether what this id names is there and nothing in its `for` is any more, so that it is out of force.
    pub fn is_homeless(&self, id: &str) -> bool {
        let lists = self.up_to(Layer::Own);
        !self.has(id) && lists.iter().any(|(key, list)| key == "phrases" && !found(key, list, "", id).is_empty())
    }

    /// What this id names, of every kind, as YAML that can be put into a file of one's own. It says where it comes from;
    /// where several files had a part in it, each line does. Nothing where the id names nothing.
    pub fn show(&self, id: &str) -> Option<String> {
        let mut out = String::new();
        for (key, list) in &self.up_to(Layer::Own) {
            let in_force = |trail: &[(&str, &str)]| trail.first().is_some_and(|(_, own)| self.has(own));
            for (trail, node) in found(key, list, "", id).into_iter().filter(|(trail, _)| in_force(trail)) {
                // Writing to a string cannot fail.
                let _ = writeln!(out, "# from {}", place(&self.origin(node.at)));
                let mixed = files(node).any(|file| file != node.at.file);
                let place = |at: Span| mixed.then(|| place(&self.origin(at)));
                out.push_str(&print::thing(&trail, node, &place));
            }
        }
        (!out.is_empty()).then_some(out)
    }
}

/// `team.yaml:4`
pub(super) fn place(origin: &Origin) -> String {
    format!("{}:{}", origin.file, origin.line)
}

/// The files in which any part of a node stands.
fn files(node: &Node) -> Box<dyn Iterator<Item = u32> + '_> {
    let own = std::iter::once(node.at.file);
    match &node.value {
        Value::Scalar { .. } => Box::new(own),
        Value::List(list) => Box::new(own.chain(list.iter().flat_map(files))),
        Value::Map(pairs) => Box::new(own.chain(pairs.iter().flat_map(|(_, value)| files(value)))),
    }
}

/// The fields of a thing.
pub(super) fn fields(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let pairs = match &node.value {
        Value::Map(pairs) => pairs.as_slice(),
        _ => &[],
    };
    pairs.iter().map(|(key, value)| (key.value.as_str(), value))
}

/// A text field of a thing.
fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    fields(node).find(|(name, _)| *name == key).and_then(|(_, value)| match &value.value {
        Value::Scalar { text, .. } => Some(text.as_str()),
        _ => None,
    })
}

/// By what a thing is known inside its list, and its full id; nothing where it has no id and merges with nothing.
pub(super) fn ids<'n>(node: &'n Node, outer: &str) -> Option<(&'n str, String)> {
    match (text(node, "id"), text(node, "use")) {
        (Some(id), _) if outer.is_empty() => Some((id, id.to_string())),
        (Some(id), _) => Some((id, format!("{outer}.{id}"))),
        (None, borrowed) => borrowed.map(|id| (id, id.to_string())),
    }
}

/// The things of a list, where its entries are things with ids.
pub(super) fn things(node: &Node) -> Option<&[Node]> {
    match &node.value {
        Value::List(list) if !list.is_empty() && list.iter().all(|entry| ids(entry, "").is_some()) => Some(list),
        _ => None,
    }
}

/// Everything below a key that has this full id where it is at home, with the keys and ids that lead to it.
fn found<'n>(key: &'n str, list: &'n [Node], outer: &str, id: &str) -> Vec<(Vec<(&'n str, &'n str)>, &'n Node)> {
    let mut all = vec![];
    for node in list {
        let Some((own, full)) = ids(node, outer).filter(|_| text(node, "id").is_some()) else { continue };
        if full == id {
            all.push((vec![(key, own)], node));
        } else if id.strip_prefix(full.as_str()).is_some_and(|rest| rest.starts_with('.')) {
            for (key_below, below) in fields(node).filter_map(|(key, value)| Some((key, things(value)?))) {
                for (mut trail, node) in found(key_below, below, &full, id) {
                    trail.insert(0, (key, own));
                    all.push((trail, node));
                }
            }
        }
    }
    all
}

/// What a thing behind this key is, in a word.
pub(super) fn kind(key: &str) -> String {
    schema::one_of(key)
}

#[cfg(test)]
mod tests;
