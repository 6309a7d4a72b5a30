//! The debrief that is shown, as a page in a file to hand over.

use crate::{
    app::{history::Told, model::Model},
    call::desk::Call,
    practice::mock::MockDebrief,
    storage::{
        out, paths,
        report::{Page, html::html, mock, rehearsal},
    },
    text::clean,
};

/// Writes the page of whatever debrief is shown; where it lies, or why it does not.
pub fn write(page: &Page, name: &str) -> Result<String, String> {
    let folder = paths::documents().ok_or("there is no home folder to write it into")?;
    let told = |fault| format!("{}: {fault}", clean(&folder.to_string_lossy()));
    let path = out::beside(&folder, name, "html", &html(page)).map_err(told)?;
    Ok(clean(&path.to_string_lossy()))
}

/// The page of the debrief that is shown, and what its file may be called: by the caller and the moment, and by no one's
/// name.
pub fn shown(model: &Model) -> Option<(Page, String)> {
    if let Some(opened) = &model.history.opened {
        let (told, script) = opened.debrief.as_ref()?;
        let page = match told {
            Told::Mock(found) => of_mock(model, &opened.call, found),
            Told::Rehearsal(found) => rehearsal::page(model.library(), &opened.call, Some((found, script)), model.zone),
        };
        return Some((page, name(model, &opened.call)));
    }
    let call = model.call()?;
    let page = match (&model.at_desk, &model.playing) {
        (Some(desk), _) => of_mock(model, call, desk.debrief.as_ref()?),
        (None, Some(playing)) => {
            let seen = (playing.debrief.as_ref()?, playing.partner.script());
            rehearsal::page(model.library(), call, Some(seen), model.zone)
        }
        (None, None) => return None,
    };
    Some((page, name(model, call)))
}

fn of_mock(model: &Model, call: &Call, found: &MockDebrief) -> Page {
    let trainee = call.session.state().mock.as_ref().and_then(|now| now.mock.trainee.as_ref());
    let person = trainee.and_then(|id| model.people.iter().find(|person| person.id == *id));
    mock::page(model.library(), call, found, person, model.zone)
}

fn name(model: &Model, call: &Call) -> String {
    let state = call.session.state();
    let what = if state.mock.is_some() { "mock" } else { "rehearsal" };
    let caller = state.practice.as_ref().map(|practice| practice.caller.to_string()).unwrap_or_default();
    format!("{what}-{caller}-{}", model.wall(state.opened).format("%Y-%m-%d-%H%M"))
}
