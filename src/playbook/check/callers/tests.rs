//! Callers are whole, and what they name is there.

use super::super::super::{
    load,
    model::{CallerScript, Id, Kind, Layer, Stage},
    tests::{file, library, only, own, places, team},
};

/// A whole caller, and the little that it names.
pub const ROSA: &str = r#"title: Rosa, late gift
frameworks:
  - id: hear
    title: HEAR
    target: "2:00"
    steps: [{id: hear, title: Hear, goal: all of it, share: 100, items: [{id: greet, do: Greet, shown_by: acknowledge}]}]
scenarios:
  - {id: supervisor, title: Supervisor, short: boss, goal: a way on, items: [{id: ask, do: Ask why, shown_by: [own]}, {use: hear.hear.greet}]}
industries: [{id: retail, title: Retail}]
wording:
  - {id: acknowledge, title: Acknowledges, hear: [that is hard]}
  - {id: own, title: Owns it, hear: [i will]}
  - {id: timeframe, title: Gives a time, hear: ["by #"]}
  - {id: policy-shield, title: Hides, hear: [our policy], why: It helps nobody., instead: What you may do.}
callers:
  - id: rosa
    title: Rosa, late gift
    name: Rosa
    about: late gift
    who: Rosa, 34, mother of Mia. Short sentences; hurt under the anger.
    industry: retail
    framework: hear
    practises: supervisor
    hard: 1
    goal: the bike there, and no more calls
    need: one person who owns it; says so only if asked
    mood: 7
    opens:
      - "It was for my daughter. It still isn't here."
      - "Three calls, and still no bike."
    facts:
      - id: order
        know: order 4471, paid express, due Fri 13 Nov
        hear: ["order [number]", "(reference|confirmation) [number]"]
        needed: true
        say: ["4471. I paid extra for express."]
        late: ["You haven't even asked for my order number."]
      - id: calls
        know: rang three times
        freely: true
        say: ["I've called three times."]
    reacts:
      - id: birthday
        hear: ["(birthday|mia|daughter|present)"]
        unless: ["not ~"]
        on: [acknowledge, repeat]
        stages: [story, facts]
        by: -2
        why: "her birthday, named: it calmed her"
        say: ["Exactly. And nobody rings back."]
        once: true
      - {id: shut, on: policy-shield, by: 2, why: policy came before her}
      - {id: shop, hear: [shop], by: 0, say: ["The one in town."]}
    lines:
      - {stage: story, from: 7, say: ["Her birthday was Saturday.", "I've called three times."]}
      - {stage: story, say: ["I waited all day."]}
      - {stage: facts, say: ["What else?"]}
      - {stage: plan, say: ["So what now?"]}
      - {stage: close, say: ["Good. Thank you."]}
    twists:
      - id: boss
        title: asks for a supervisor
        after: 4
        stage: plan
        from: 5
        scenario: supervisor
        say: ["I want your supervisor."]
      - {id: late, title: has to go, say: ["I have to go."]}
    leaves: ["Forget it. I'm going elsewhere."]
    stop: red card
    pass:
      - {say: "someone owns it, with a day and a time", moves: [own, timeframe]}
      - {say: "what it cost her was named", done: [birthday, order, boss]}
      - {say: "no policy was hidden behind", never: [policy-shield, shut]}
      - {say: "she is calmer", mood: 4}
    good: ["Good morning, Northline, Sam speaking. What happened?", "That is hard."]
    clumsy: ["Our policy is our policy."]
    remark: Ask who heard the birthday.
    sources: [brief F1]
"#;

fn rosa() -> CallerScript {
    library(ROSA).caller(&Id::from("rosa")).expect("there").clone()
}

/// The whole caller with one text replaced.
fn changed(from: &str, to: &str) -> String {
    assert!(ROSA.contains(from), "{from}");
    ROSA.replacen(from, to, 1)
}

#[test]
fn everything_of_a_caller_arrives() {
    let rosa = rosa();
    assert_eq!((rosa.hard, rosa.mood, rosa.opens.len(), rosa.stop.as_str()), (1, 7, 2, "red card"));
    assert_eq!((rosa.framework.as_str(), rosa.practises[0].as_str()), ("hear", "supervisor"));
    let [order, calls] = rosa.facts.as_slice() else { panic!("{:?}", rosa.facts) };
    assert_eq!((order.asked.hear.len(), order.needed, order.freely, order.late.len()), (2, true, false, 1));
    assert_eq!((calls.asked.hear.len(), calls.needed, calls.freely, calls.late.len()), (0, false, true, 0));
    let birthday = &rosa.reacts[0];
    assert_eq!((birthday.by, birthday.once, birthday.on.len(), birthday.hears.unless.len()), (-2, true, 2, 1));
    assert_eq!(birthday.stages, [Stage::Story, Stage::Facts]);
    assert_eq!((rosa.reacts[1].by, rosa.reacts[2].by, rosa.reacts[2].why.as_str()), (2, 0, ""));
    assert_eq!((rosa.lines[0].from, rosa.lines[1].from, rosa.lines[4].stage), (7, 0, Stage::Close));
    let boss = &rosa.twists[0];
    assert_eq!((boss.after, boss.stage, boss.from, boss.scenario.is_some()), (4, Stage::Plan, 5, true));
    let late = &rosa.twists[1];
    assert_eq!((late.after, late.stage, late.from, late.scenario.is_some()), (2, Stage::Story, 0, false));
    assert_eq!(rosa.pass.iter().map(|pass| pass.moves.len()).collect::<Vec<_>>(), [2, 0, 0, 0]);
    assert_eq!((rosa.pass[1].done.len(), rosa.pass[2].never.len(), rosa.pass[3].mood), (3, 2, Some(4)));
    assert_eq!((rosa.good.len(), rosa.clumsy.len(), rosa.background.sources.len()), (2, 1, 1));
    let origin = library(ROSA).origins.get(&(Kind::Caller, Id::from("rosa"))).cloned().expect("there");
    assert_eq!((origin.layer, origin.line), (Layer::Own, 16));
}
