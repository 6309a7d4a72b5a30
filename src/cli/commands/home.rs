//! `hearken` and `hearken live`: the full-screen program.

use std::{
    env,
    io::{self, IsTerminal},
};

use crate::{
    app::msg::Msg,
    cli::{CliError, setup::Setup},
    playbook::model::Id,
    runtime::{self, Start, library, surroundings::Surroundings},
    text::clean,
};

const ANYWHERE: &str = "`hearken emergency --plain` prints the emergency checklists without one";

/// Opens the screen; `first` is what happens at once.
///
/// # Errors
/// Where the settings or the industry are wrong, or there is no terminal that can be drawn on.
pub fn run(setup: &Setup, first: Option<Msg>, industry: Option<&str>) -> Result<(), CliError> {
    let mut start = start(setup)?;
    if let Some(industry) = industry {
        known(industry, &library::read(&start.sources).library)?;
    }
    start.first.extend(first);
    open(start)
}

/// What the screen starts with: all that the user can mend is told before it is taken.
///
/// # Errors
/// Where the settings are wrong.
pub fn start(setup: &Setup) -> Result<Start, CliError> {
    Ok(Start {
        paths: setup.paths().cloned().map_err(|error| error.message),
        config: setup.config()?.clone(),
        keymap: setup.keymap()?,
        theme: setup.theme()?,
        surroundings: Surroundings::read(|name| env::var_os(name)),
        sources: setup.sources(),
        first: Vec::new(),
    })
}

/// Takes the screen.
///
/// # Errors
/// Where there is no terminal that can be drawn on, or hearken has to end by itself.
pub fn open(start: Start) -> Result<(), CliError> {
    usable(&start.surroundings, io::stdin().is_terminal(), io::stdout().is_terminal())?;
    runtime::run(start).map_err(|fault| CliError::machine(fault.to_string()).hint(ANYWHERE))
}

fn usable(surroundings: &Surroundings, input: bool, output: bool) -> Result<(), CliError> {
    let why = if !input {
        "hearken reads keys, and its input is not a terminal"
    } else if !output {
        "hearken draws on the whole screen, and its output is not a terminal"
    } else if surroundings.is_dumb() {
        "hearken draws on the whole screen, and this terminal says that it cannot (TERM)"
    } else {
        return Ok(());
    };
    Err(CliError::machine(why).hint(ANYWHERE))
}

fn known(industry: &str, library: &crate::playbook::model::Library) -> Result<(), CliError> {
    let id = Id::from(industry);
    if library.industries.iter().any(|known| known.id == id) {
        return Ok(());
    }
    let names: Vec<&str> = library.industries.iter().map(|known| known.id.as_str()).collect();
    Err(CliError::user(format!("there is no industry `{}`", clean(industry)))
        .hint(format!("there are {}", names.join(", "))))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::cli::ErrorKind;

    #[test]
    fn what_cannot_be_drawn_on_is_told_apart() {
        let term = |name: &'static str| Surroundings::read(move |n| (n == "TERM").then(|| OsString::from(name)));
        let xterm = term("xterm");
        assert!(usable(&xterm, true, true).is_ok());
        let told = [usable(&xterm, false, true), usable(&xterm, true, false), usable(&term("dumb"), true, true)];
        for (error, word) in told.into_iter().zip(["input", "output", "TERM"]) {
            let error = error.expect_err("unusable");
            assert!(error.message.contains(word), "{error:?}");
            assert_eq!(error.kind, ErrorKind::Machine);
        }
    }
}
