//! What must be right before a file is read as YAML: its size, its encoding, no control bytes, no conflict markers.

use super::super::{
    fault::{Fault, Faults},
    model::Layer,
    place::{Page, Span},
};

/// How large a playbook file may be.
pub const MAX_BYTES: usize = 1 << 20;

/// The page of a file. Where its bytes are no text that can be read on, the faults are noted and the second value is
/// false.
pub fn page(file: u32, layer: Layer, name: &str, bytes: &[u8], faults: &mut Faults) -> (Page, bool) {
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has {} bytes; a playbook has at most {MAX_BYTES} (1 MiB)", bytes.len());
        faults.add(Fault::error("HK0101", Span::new(file, 0, 0), message).fix("split it into several files"));
        return (Page::new(layer, name, String::new()), false);
    }
    if let Some(fault) = wide(file, bytes) {
        faults.add(fault);
        return (Page::new(layer, name, String::new()), false);
    }
    let page = match std::str::from_utf8(bytes) {
        Ok(text) => Page::new(layer, name, text.to_string()),
        Err(error) => {
            let page = Page::new(layer, name, String::from_utf8_lossy(bytes).into_owned());
            let offset = error.valid_up_to();
            let mark = if bytes.starts_with("\u{FEFF}".as_bytes()) { offset - 3 } else { offset };
            let message = format!("byte {offset} (0x{:02X}) is not UTF-8", bytes[offset]);
            let fault = Fault::error("HK0102", Span::new(file, mark, mark), message);
            faults.add(fault.fix("save the file as UTF-8"));
            return (page, false);
        }
    };
    let sound = !markers(file, &page, faults) & !controls(file, &page, faults);
    (page, sound)
}

/// Text in wide characters: marked at its start, or with a NUL beside every letter of its beginning.
fn wide(file: u32, bytes: &[u8]) -> Option<Fault> {
    let head = &bytes[..bytes.len().min(64)];
    let nul = |step: usize, at: usize| head.len() >= 4 && head.iter().skip(at).step_by(step).all(|byte| *byte == 0);
    let none = |step: usize, at: usize| head.iter().skip(at).step_by(step).all(|byte| *byte != 0);
    let name = if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        "UTF-32"
    } else if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        "UTF-16"
    } else if (0..4).any(|i| none(4, i) && (0..4).all(|j| i == j || nul(4, j))) {
        "UTF-32"
    } else if (nul(2, 0) && none(2, 1)) || (nul(2, 1) && none(2, 0)) {
        "UTF-16"
    } else {
        return None;
    };
    let fault = Fault::error("HK0102", Span::new(file, 0, 0), format!("the file is {name}, not UTF-8"));
    Some(fault.fix("save the file as UTF-8"))
}

/// Marks that a merge left behind; each is told.
fn markers(file: u32, page: &Page, faults: &mut Faults) -> bool {
    let mut found = false;
    for line in 1..=page.lines() {
        let text = page.line(line);
        let open = text.starts_with("<<<<<<< ") || text == "<<<<<<<";
        let other = text.starts_with("||||||| ") || text == "=======";
        let close = text.starts_with(">>>>>>> ") || text == ">>>>>>>";
        if open || close || (other && found) {
            found = true;
            let start = page.line_start(line);
            let fault = Fault::error("HK0104", Span::new(file, start, start + 7), "this is a git conflict marker");
            faults.add(fault.fix("choose one side and delete the marker lines"));
        }
    }
    found
}

/// Raw control characters; a line of text never needs one.
fn controls(file: u32, page: &Page, faults: &mut Faults) -> bool {
    let mut found = false;
    for (at, c) in page.text.char_indices() {
        if matches!(c, '\t' | '\n' | '\r') || !matches!(c, '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}') {
            continue;
        }
        found = true;
        let message = if c == '\0' {
            "the text holds a NUL byte".to_string()
        } else {
            format!("the text holds the control character U+{:04X}", c as u32)
        };
        let fault = Fault::error("HK0103", Span::new(file, at, at + c.len_utf8()), message);
        faults.add(fault.fix("delete it"));
    }
    found
}

/// The ids in a text that cannot be read as a tree, as far as they can be seen: what stands after `id:`.
pub fn lost_ids(page: &Page) -> Vec<String> {
    let mut all = vec![];
    for (at, _) in page.text.match_indices("id:") {
        let begins = page.text[..at].ends_with([' ', '{', ',', '\n', '-']);
        let value = page.text[at + 3..].trim_start_matches([' ', '"', '\'']);
        let id: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')).collect();
        if begins && !id.is_empty() {
            all.push(id);
        }
    }
    all
}
