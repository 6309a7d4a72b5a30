//! `hearken playbook diff`: what the layers change against what lies below them.

use clap::Args;
use serde_json::{Value, json};

use crate::{
    cli::{CliError, put, setup::Setup, talk},
    playbook::{Change, Edition},
    text::clean,
};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Diff {
    /// For programs: one JSON object on stdout
    #[arg(long)]
    json: bool,
    /// Only these things and their parts
    #[arg(value_name = "ID")]
    ids: Vec<String>,
}

const HELP: &str = "\
Each layer against those below it: `+` what it adds, `-` what its `remove:` takes away, `~` what it changes, field by
field with what it was, what it is, and the file and line of both. Files with a fault are left out and named on stderr.

Example:
  hearken --playbooks team playbook diff hear.empathize";

impl Diff {
    /// Prints it.
    ///
    /// # Errors
    /// Where an id names nothing, the settings or a folder cannot be read, or the output not be written.
    pub fn run(&self, setup: &Setup) -> Result<(), CliError> {
        let edition = Edition::open(&setup.files()?);
        for fault in edition.left_out() {
            talk(&format!("warning: {} is left out: {}", fault.file, fault.one_line()));
            talk("  help: `hearken playbook check` tells every fault and how to mend it");
        }
        if let Some(unknown) = self.ids.iter().find(|id| !edition.knows(id)) {
            let near = edition.whereabouts(unknown);
            return Err(CliError::user(format!("nothing is called `{}`", clean(unknown)))
                .hint(near.unwrap_or("`hearken playbook list` names everything that is loaded".into())));
        }
        let changes = edition.changes(&self.ids);
        let left_out: Vec<&str> = edition.left_out().map(|fault| fault.file.as_str()).collect();
        if self.json { put(&json(&changes, &left_out)) } else { put(&lines(&changes)) }
    }
}

/// The changes under a line for each layer that makes any.
fn lines(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "no layer changes anything\n".into();
    }
    let mut out = String::new();
    let mut last = None;
    for change in changes {
        if last != Some(change.layer) {
            let gap = if last.is_none() { "" } else { "\n" };
            out.push_str(&format!("{gap}{} changes:\n", change.layer));
            last = Some(change.layer);
        }
        out.push_str(&change.lines());
    }
    out
}

fn json(changes: &[Change], left_out: &[&str]) -> String {
    let changes: Vec<Value> = changes.iter().map(Change::to_json).collect();
    format!("{}\n", json!({"changes": changes, "left_out": left_out}))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::{SourceFile, model::Layer};

    fn changes() -> Vec<Change> {
        let file = |layer, name: &str, text: &str| SourceFile { layer, name: name.into(), bytes: text.into() };
        let low = file(Layer::BuiltIn, "low.yaml", "title: L\ntopics: [{id: late, title: Late}]\n");
        let team = file(Layer::Team(0), "team.yaml", "title: T\ntopics: [{id: late, title: Too late}]\n");
        let own = file(Layer::Own, "own.yaml", "title: O\nremove: [late]\n");
        Edition::open(&[low, team, own]).changes(&[])
    }

    #[test]
    fn each_layer_has_its_line() {
        let text = lines(&changes());
        assert!(text.starts_with("team 1 changes:\n~ topic late: changed\n"), "{text}");
        assert!(text.contains("\n\nown changes:\n- topic late: removed by own.yaml:2, was at team.yaml:2\n"), "{text}");
        assert_eq!(lines(&[]), "no layer changes anything\n");
    }

    #[test]
    fn programs_get_one_object_a_run() {
        let text = json(&changes(), &["bad.yaml"]);
        let value: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["changes"][0]["fields"][0]["new"], "Too late");
        assert_eq!(value["changes"][1]["change"], "removed");
        assert_eq!(value["left_out"], json!(["bad.yaml"]));
        assert_eq!(text.lines().count(), 1);
    }
}
