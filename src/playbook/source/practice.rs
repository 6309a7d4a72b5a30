//! Callers to rehearse with, as authors write them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        layer::{Field, Fields, Laying},
        place::Located,
    },
    Given, Many, Text, form,
};

shapes! {
    /// A caller to rehearse with. They listen: what is said well calms them, what hurts heats them up, and what nobody asks
    /// stays untold.
    #[schemars(rename = "caller")]
    pub struct CallerSource {
        /// A short name of its own: letters, digits and `-`.
        #[schemars(required, transform = form::id, transform = form::needed)]
        id: Option<Text>,
        /// Its name in lists: who, and what about. At most 28 columns.
        #[schemars(transform = form::needed, example = &"Ana, wilted flowers")]
        title: Option<Text>,
        /// The caller's name.
        #[schemars(transform = form::needed, example = &"Ana")]
        name: Option<Text>,
        /// What the call is about, in two or three words. At most 20 columns.
        #[schemars(transform = form::needed, example = &"wilted flowers")]
        about: Option<Text>,
        /// Who they are and how they speak, for whoever plays them.
        #[schemars(transform = form::needed, example = &"Ana, 29, marries today. Quick, close to tears under the anger.")]
        who: Option<Text>,
        /// The industry it is in.
        #[schemars(transform = form::reference, example = &"retail")]
        industry: Option<Text>,
        /// The framework it starts in.
        #[schemars(transform = form::reference, transform = form::needed, example = &"hear")]
        framework: Option<Text>,
        /// The scenarios that are practised with it.
        #[schemars(example = ["our-failure"])]
        practises: Given<Many>,
        /// How hard it is: 1 to 3.
        #[schemars(transform = form::between(form::HARD), transform = form::needed, example = 1)]
        hard: Given<u32>,
        /// What they say they want. At most 52 columns.
        #[schemars(transform = form::needed, example = &"fresh flowers before the wedding")]
        goal: Option<Text>,
        /// What they need and do not say. At most 52 columns.
        #[schemars(transform = form::needed, example = &"to hear that someone cares about the day")]
        need: Option<Text>,
        /// How heated or distressed they are at first: 0 is calm, 10 is worst.
        #[schemars(transform = form::between(form::MOOD), transform = form::needed, example = 7)]
        mood: Given<u32>,
        /// What they say first, in two variants or more. At most 30 words each, as all that they say.
        #[schemars(transform = form::some, transform = form::needed, example = ["Your flowers are all wilted.", "I marry at two, and everything here is brown."])]
        opens: Given<Vec<Text>>,
        /// What they know. Each is told once it is asked for.
        #[schemars(transform = form::some, transform = form::needed)]
        facts: Given<Vec<Located<FactSource>>>,
        /// What calms them and what does not. What is not in it counts as it does with every caller.
        #[schemars(transform = form::some, transform = form::needed)]
        reacts: Given<Vec<Located<ReactionSource>>>,
        /// What they say of themselves where nothing else is to be answered. Every stage has a line without `from`.
        #[schemars(transform = form::some, transform = form::needed, example = practice_lines())]
        lines: Given<Vec<Located<LineSource>>>,
        /// What makes it harder on the way, each once.
        twists: Given<Vec<Located<TwistSource>>>,
        /// What they say when they give up and hang up.
        #[schemars(transform = form::some, transform = form::needed, example = ["Forget it. I'll buy them at the station."])]
        leaves: Given<Vec<Text>>,
        /// The word that ends the play at once.
        #[schemars(transform = form::needed, example = &"red card")]
        stop: Option<Text>,
        /// What has to be true at the end, each with its words.
        #[schemars(transform = form::some, transform = form::needed)]
        pass: Given<Vec<Located<PassSource>>>,
        /// A conversation that passes, reply by reply. `playbook check` plays it.
        #[schemars(example = ["What happened?", "On your wedding day. Which order number?", "I will bring new roses by noon today.", "Goodbye."])]
        good: Given<Vec<Text>>,
        /// A conversation that does not pass. `playbook check` plays it too.
        #[schemars(example = ["These things happen."])]
        clumsy: Given<Vec<Text>>,
        /// A remark for trainers. Nobody sees it during a call.
        #[schemars(example = &"Ask the team what they would add.")]
        remark: Option<Text>,
        /// Where it comes from.
        #[schemars(example = ["Call guide, page 12"])]
        sources: Given<Vec<Text>>,
    }

    /// Something the caller knows.
    #[schemars(rename = "fact")]
    pub struct FactSource {
        /// A short name inside the caller: letters, digits and `-`. No reaction and no twist of the caller has the same.
        #[schemars(required, transform = form::id, transform = form::needed, example = &"order")]
        id: Option<Text>,
        /// What it is, for whoever plays the caller. At most 52 columns.
        #[schemars(transform = form::needed, example = &"order 88, thirty roses, delivered at nine")]
        know: Option<Text>,
        /// Patterns of which one is enough to ask for it, as in a cue. One that is told `freely` may do without.
        #[schemars(transform = form::needed, example = ["order [number]", "(reference|confirmation) [number]"])]
        hear: Given<Vec<Text>>,
        /// Patterns that rule it out where they touch it; `~` stands for what was heard.
        #[schemars(example = ["not ~"])]
        unless: Given<Vec<Text>>,
        /// Whether it is told at any open question, such as what happened.
        #[schemars(example = true)]
        freely: Given<bool>,
        /// Whether a plan is no good without it. Then it has `late` too.
        #[schemars(transform = form::shown, example = true)]
        needed: Given<bool>,
        /// How they say it, in one to three variants.
        #[schemars(transform = form::some, transform = form::needed, example = ["Order 88. Thirty white roses."])]
        say: Given<Vec<Text>>,
        /// What they say when a plan comes and nobody has asked for it. Only what is `needed` has it.
        #[schemars(transform = form::some, transform = form::shown, example = ["You don't even know what I ordered."])]
        late: Given<Vec<Text>>,
    }

    /// How a caller takes something.
    #[schemars(rename = "reaction")]
    pub struct ReactionSource {
        /// A short name inside the caller: letters, digits and `-`.
        #[schemars(required, transform = form::id, transform = form::needed, example = &"their-day")]
        id: Option<Text>,
        /// Patterns in a reply of which one is enough to set it off. It has these, or `on`, or both.
        #[schemars(transform = form::shown, example = ["(wedding|your day)"])]
        hear: Given<Vec<Text>>,
        /// Patterns that rule it out where they touch it; `~` stands for what was heard.
        #[schemars(example = ["not ~"])]
        unless: Given<Vec<Text>>,
        /// Moves, cautions and signals of which one is enough to set it off. Moves and cautions are ids of `wording`; signals
        /// are `question`, `repeat`, `no-time`, `no-owner`, `two-cautions`, `waiting`, `interrupted`, `transfer`, `long` and
        /// `nothing`.
        #[schemars(example = ["acknowledge"])]
        on: Given<Many>,
        /// The stages in which it counts. It counts in all of them where none is given.
        #[schemars(transform = form::stages, example = ["story", "facts"])]
        stages: Given<Vec<Text>>,
        /// What it does to the mood: -3 to 3, and up is worse. With 0 they only answer.
        #[schemars(transform = form::between(form::BY), transform = form::needed, example = -2)]
        by: Given<i32>,
        /// Why, for the one who replied, in the past tense. At most 44 columns; with 0 it may be left out.
        #[schemars(transform = form::needed, example = &"her day was named: it calmed her")]
        why: Option<Text>,
        /// What they say to it. Without it the next line speaks.
        #[schemars(transform = form::some, example = ["Yes. It is today, of all days."])]
        say: Given<Vec<Text>>,
        /// Whether it counts the first time only.
        #[schemars(example = true)]
        once: Given<bool>,
    }

    /// What a caller says at a stage of the call.
    #[schemars(rename = "line")]
    pub struct LineSource {
        /// At which stage.
        #[schemars(transform = form::one_of(&form::STAGE), transform = form::needed, example = &"story")]
        stage: Option<Text>,
        /// From this mood on: 0 to 10. The entry with the highest that is reached speaks.
        #[schemars(transform = form::between(form::MOOD), transform = form::shown, example = 7)]
        from: Given<u32>,
        /// The variants, said one after the other.
        #[schemars(transform = form::some, transform = form::needed, example = ["The guests arrive at one."])]
        say: Given<Vec<Text>>,
    }

    /// Something that makes the call harder, once.
    #[schemars(rename = "twist")]
    pub struct TwistSource {
        /// A short name inside the caller: letters, digits and `-`.
        #[schemars(required, transform = form::id, transform = form::needed, example = &"boss")]
        id: Option<Text>,
        /// What it is, for whoever plays the caller.
        #[schemars(transform = form::needed, example = &"asks for the boss")]
        title: Option<Text>,
        /// After how many replies at the earliest. It is 2 where nothing is given.
        #[schemars(transform = form::between(form::AFTER), example = 4)]
        after: Given<u32>,
        /// At which stage at the earliest.
        #[schemars(transform = form::one_of(&form::STAGE), example = &"plan")]
        stage: Option<Text>,
        /// Only while the mood is at least this: 0 to 10.
        #[schemars(transform = form::between(form::MOOD), example = 5)]
        from: Given<u32>,
        /// The scenario it calls for.
        #[schemars(transform = form::reference, example = &"supervisor")]
        scenario: Option<Text>,
        /// What they say.
        #[schemars(transform = form::some, transform = form::needed, example = ["I want your boss, now."])]
        say: Given<Vec<Text>>,
    }

    /// Something that has to be true at the end. It names at least one thing beside its words.
    #[schemars(rename = "pass")]
    pub struct PassSource {
        /// What it is, for people.
        #[schemars(transform = form::needed, example = &"someone owns it, with an hour")]
        say: Option<Text>,
        /// Moves that have been made, all of them. A reaction of the caller may stand here too.
        #[schemars(transform = form::shown, example = ["own", "timeframe"])]
        moves: Given<Many>,
        /// Facts told in time, reactions set off and twists met, all of them. They are the caller's own.
        #[schemars(example = ["order", "their-day"])]
        done: Given<Many>,
        /// Cautions and reactions that have not been met, none of them.
        #[schemars(example = ["minimize"])]
        never: Given<Many>,
        /// The mood at most: 0 to 10.
        #[schemars(transform = form::between(form::MOOD), example = 4)]
        mood: Given<u32>,
    }
}

/// A line for every stage; the first is written with every field of a line.
fn practice_lines() -> serde_json::Value {
    serde_json::json!([
        {},
        {"stage": "story", "say": ["They are brown at the edges."]},
        {"stage": "facts", "say": ["What else do you need to know?"]},
        {"stage": "plan", "say": ["So what happens now?"]},
        {"stage": "close", "say": ["All right. Thank you."]},
    ])
}
