//! A caller to rehearse with, for the tests here and below.

use super::*;

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

proptest! {
    #[test]
    fn a_caller_with_a_hole_still_gives_faults_inside_the_file(at in 0..ROSA.len(), length in 1usize..40, part in 0..PARTS.len()) {
        let mut text = ROSA.to_string();
        let end = (at + length).min(text.len());
        text.replace_range(at..end, PARTS[part]);
        let files = [own("any", &text)];
        prop_assert!(inside(&files, &load(&files).faults), "{text}");
    }
}
