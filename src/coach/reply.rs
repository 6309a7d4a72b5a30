//! Putting together what is read and not heard: a framework walked once, one line a step.

use super::{Scene, rank};
use crate::playbook::model::{Framework, Id, Library, Phrase};

/// The steps of a framework, each with the line that fits best in this scene; the places of the scene do not count.
/// A quoted line is none: it never leads.
pub fn reply<'a>(library: &'a Library, framework: &'a Framework, scene: &Scene) -> Vec<(&'a Id, Option<&'a Phrase>)> {
    let line = |step: &Id| {
        let here = Scene { places: vec![step.clone()], ..scene.clone() };
        let best =
            rank(library, &here).into_iter().filter_map(|id| library.phrase(&id)).find(|phrase| !phrase.verbatim);
        // What only narrows fits anywhere, and so says nothing of this step.
        best.filter(|phrase| phrase.places.contains(step))
    };
    framework.steps.iter().map(|step| (&step.id, line(&step.id))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::{built_in_but_ear, load};

    fn lines(channel: &str, mood: Option<&str>, been: &[&str]) -> Vec<(String, Option<String>)> {
        let library = load(&built_in_but_ear()).library;
        let framework = library.framework(&Id::from("reply")).expect("shipped");
        let scene = Scene {
            channel: Some(Id::from(channel)),
            mood: mood.map(Id::from),
            been: been.iter().map(|id| Id::from(*id)).collect(),
            ..Scene::default()
        };
        let told = |(step, line): (&Id, Option<&Phrase>)| (step.to_string(), line.map(|line| line.say.plain()));
        reply(&library, framework, &scene).into_iter().map(told).collect()
    }

    #[test]
    fn every_written_channel_has_a_whole_reply_in_the_right_order() {
        for channel in ["email", "chat", "social"] {
            let lines = lines(channel, None, &[]);
            let steps: Vec<&str> = lines.iter().map(|(step, _)| step.as_str()).collect();
            assert_eq!(
                steps,
                [
                    "reply.greeting",
                    "reply.care",
                    "reply.solution",
                    "reply.details",
                    "reply.time-frame",
                    "reply.closing"
                ]
            );
            for (step, line) in &lines {
                assert!(line.is_some(), "{channel}: nothing to write at {step}");
            }
            let mut said: Vec<_> = lines.iter().map(|(_, line)| line.clone()).collect();
            said.sort();
            said.dedup();
            assert_eq!(said.len(), 6, "{channel}: a line twice");
        }
        assert_ne!(lines("email", None, &[]), lines("chat", None, &[]), "each channel has its own words");
    }

    #[test]
    fn a_mood_is_heard_in_writing_too() {
        assert_ne!(lines("email", Some("anger"), &[])[1], lines("email", None, &[])[1]);
    }

    #[test]
    fn what_must_not_follow_is_left_out() {
        let after = lines("email", None, &["bereavement"]);
        assert!(after.iter().filter(|(_, line)| line.is_some()).count() >= 4, "{after:?}");
        let library = load(&built_in_but_ear()).library;
        for (step, line) in after.into_iter().filter_map(|(step, line)| Some((step, line?))) {
            let phrase = library.phrases.iter().find(|phrase| phrase.say.plain() == line).expect("shipped");
            assert!(!phrase.not_in.contains(&Id::from("bereavement")), "{step}: {line}");
        }
    }
}
