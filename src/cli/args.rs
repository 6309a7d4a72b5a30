//! What can be typed after `hearken`, as `clap` reads it; the verbs and their help stand in `commands`.

use std::{
    env,
    ffi::{OsStr, OsString},
    path::PathBuf,
};

use clap::{Args, Parser, Subcommand};

use crate::cli::commands::{
    check::Check,
    detect::Detect,
    diff::Diff,
    drill::Drill,
    emergency::Emergency,
    export::Export,
    history::History,
    list::List,
    live::Live,
    mock::Mock,
    new::New,
    purge::Purge,
    rehearse::Rehearse,
    review::Review,
    schema::Schema,
    score::{agree::Agree, import::Import},
    search::Search,
    show::Show,
    stats::Stats,
    trial::Trial,
};

/// A full-screen terminal coach for people who answer calls.
///
/// Alone it opens the home screen: start or resume a call, keep promises, see what playbooks are loaded.
#[derive(Debug, Parser)]
#[command(name = "hearken", version, disable_help_subcommand = true, after_help = HELP)]
pub struct Arguments {
    /// What holds for every verb.
    #[command(flatten)]
    pub global: Global,
    /// What to do; without one, home.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

const HELP: &str = "\
Examples:
  hearken                          home
  hearken live --name \"Rosa Weber\" straight into a live call
  hearken rehearse                 practise alone, with a caller who answers back
  hearken playbook check team/     every fault in a folder of playbooks

Environment: HEARKEN_PLAYBOOKS, HEARKEN_DATA_DIR, HEARKEN_CONFIG, HEARKEN_THEME, NO_COLOR.
Exit codes: 0 done; 1 the machine failed; 2 what was asked for is wrong.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Straight into a live call
    Live(Live),
    /// Practise alone, with a caller who answers back
    Rehearse(Rehearse),
    /// Play a caller and mark: the trainer's desk
    Mock(Mock),
    /// Today's short practice: cards from the playbooks, spaced
    Drill(Drill),
    /// Print the emergency checklists
    Emergency(Emergency),
    /// Check playbooks, and see what is in force
    #[command(subcommand, disable_help_subcommand = true)]
    Playbook(Playbook),
    /// Find phrases, topics and scenarios, as `/` does
    Search(Search),
    /// Tell what a caller's words show: scenarios and moods
    Detect(Detect),
    /// Tell what a reply does and what it risks
    Review(Review),
    /// Past calls and practice, the newest first
    History(History),
    /// Figures of calls and practice
    Stats(Stats),
    /// How far two observers of a mock call agree
    #[command(subcommand, disable_help_subcommand = true)]
    Score(Score),
    /// A debrief to hand over, records for other programs, promises for a calendar
    Export(Export),
    /// Forget, for good
    Purge(Purge),
}

/// What to do with what several observers marked.
#[derive(Debug, Subcommand)]
pub enum Score {
    /// Line by line, how often two came to the same mark
    Agree(Agree),
    /// Take mock calls from files in, with all marks
    Import(Import),
}

/// What to do with playbooks.
#[derive(Debug, Subcommand)]
pub enum Playbook {
    /// Every fault in every file, with its place and how to mend it
    Check(Check),
    /// What is loaded and from where
    List(List),
    /// One thing as it is in force
    Show(Show),
    /// A first file of a kind, with a remark on every field
    New(New),
    /// What the layers change
    Diff(Diff),
    /// The JSON Schema by which an editor helps while you type
    Schema(Schema),
    /// See one thing on the screen, without a call, following saves
    Try(Trial),
}

/// What holds for every verb.
#[derive(Clone, Debug, Default, Args)]
pub struct Global {
    /// A team's folder of playbooks, or one file; may be given again, later ones win [env: HEARKEN_PLAYBOOKS]
    #[arg(long = "playbooks", value_name = "PATH", global = true)]
    playbooks: Vec<PathBuf>,
    /// Without the playbooks that hearken brings; its emergency checklists stay
    #[arg(long, global = true)]
    pub no_builtin: bool,
    /// Where calls are kept [env: HEARKEN_DATA_DIR]
    #[arg(long, value_name = "DIR", global = true)]
    data_dir: Option<PathBuf>,
    /// The settings [env: HEARKEN_CONFIG]
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// The colours: dark, light or terminal [env: HEARKEN_THEME]
    #[arg(long, value_name = "NAME", global = true)]
    theme: Option<String>,
}

/// Where things are and what was overridden: the options, and below them the environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The team's folders: those of the environment, then those of the options.
    pub playbooks: Vec<PathBuf>,
    /// Whether the shipped playbooks are left out.
    pub no_builtin: bool,
    /// The folder of the store.
    pub data_dir: Option<PathBuf>,
    /// The settings.
    pub config: Option<PathBuf>,
    /// The theme.
    pub theme: Option<String>,
}

impl Global {
    /// The options over the environment; an empty variable counts as none.
    pub fn over(self, env: impl Fn(&str) -> Option<OsString>) -> Overrides {
        let var = |name: &str| env(name).filter(|value| !value.is_empty());
        let path = |name: &str| var(name).map(PathBuf::from);
        let listed = |value: &OsStr| env::split_paths(value).filter(|path| !path.as_os_str().is_empty()).collect();
        let mut playbooks: Vec<PathBuf> = var("HEARKEN_PLAYBOOKS").map(|value| listed(&value)).unwrap_or_default();
        playbooks.extend(self.playbooks);
        Overrides {
            playbooks,
            no_builtin: self.no_builtin,
            data_dir: self.data_dir.or_else(|| path("HEARKEN_DATA_DIR")),
            config: self.config.or_else(|| path("HEARKEN_CONFIG")),
            theme: self.theme.or_else(|| var("HEARKEN_THEME").map(|value| value.to_string_lossy().into_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_verb_has_help_with_an_example() {
        fn look(command: &clap::Command, name: &str) {
            assert!(command.get_about().is_some(), "{name} says what it does");
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(
                command.has_subcommands() && name != "hearken" || help.contains("hearken"),
                "{name} has an example"
            );
            command.get_subcommands().for_each(|below| look(below, below.get_name()));
        }
        look(&Arguments::command(), "hearken");
    }

    #[test]
    fn options_stand_above_the_environment() {
        let parse = |line: &[&str]| Arguments::try_parse_from(line).expect("a good line").global;
        let env = |name: &str| match name {
            "HEARKEN_PLAYBOOKS" => Some(OsString::from("a::b")),
            "HEARKEN_CONFIG" => Some(OsString::from("env.yaml")),
            "HEARKEN_THEME" => Some(OsString::new()),
            _ => None,
        };
        let found = parse(&["hearken", "--playbooks", "c", "live", "--playbooks", "d"]).over(env);
        assert_eq!(found.config, Some("env.yaml".into()));
        assert_eq!(found.theme, None);
        assert!(found.playbooks.starts_with(&["a".into(), "b".into()]), "{:?}", found.playbooks);
        let found = parse(&["hearken", "--config", "mine.yaml"]).over(env);
        assert_eq!(found.config, Some("mine.yaml".into()));
    }
}
