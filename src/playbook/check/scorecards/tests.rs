//! Forms are whole, and what only all of their lines show is told.

use super::super::super::{
    Loaded, load,
    model::{Critical, Id, Judgement, Kind, Layer, Scorecard},
    tests::{
        advice, file, library,
        marked::{FORM, sheet},
        only, own, place, places, team, told,
    },
};

fn form() -> Scorecard {
    library(FORM).scorecard(&Id::from("flowers")).expect("there").clone()
}

/// The whole form with one text replaced.
fn changed(from: &str, to: &str) -> String {
    assert!(FORM.contains(from), "{from}");
    FORM.replacen(from, to, 1)
}

#[test]
fn everything_of_a_form_arrives() {
    let form = form();
    assert_eq!(
        (form.title.as_str(), form.about.as_str(), form.pass),
        ("Flower desk", "For who takes orders alone.", 80)
    );
    let ids: Vec<&str> = form.criteria().map(|(_, criterion)| criterion.id.as_str()).collect();
    assert_eq!(ids, ["flowers.opening.name", "flowers.care.day", "flowers.care.hour"]);
    assert_eq!(form.sections.iter().map(|x| x.id.as_str()).collect::<Vec<_>>(), ["flowers.opening", "flowers.care"]);
    let name = form.criterion(&Id::from("flowers.opening.name")).expect("there");
    assert_eq!((name.judgement, name.weight, name.error), (Judgement::Objective, 40, Some(Critical::Customer)));
    assert_eq!((name.partly.as_deref(), name.step.clone()), (None, Some(Id::from("hear.hear"))));
    assert_eq!(
        (name.yes.as_str(), name.no.as_str()),
        ("Gives a name in the first breath.", "Begins with the order number.")
    );
    let day = form.criterion(&Id::from("flowers.care.day")).expect("there");
    assert_eq!((day.judgement, day.error, day.partly.is_some()), (Judgement::Judged, None, true));
    let hour = form.criterion(&Id::from("flowers.care.hour")).expect("there");
    assert_eq!(
        (hour.judgement, hour.title.as_str(), hour.step.is_none()),
        (Judgement::Objective, "Gives an hour", true)
    );
    let privacy = form.fail(&Id::from("flowers.privacy")).expect("there");
    assert_eq!((privacy.title.as_str(), privacy.error), ("Privacy breach", Some(Critical::Compliance)));
    assert_eq!((form.fails[1].error, form.fails[1].why.as_str()), (None, "Said what was untrue."));
    assert_eq!((form.background.remark.is_some(), form.background.sources.len()), (true, 1));
    let library = library(FORM);
    let origin = library.origins.get(&(Kind::Scorecard, Id::from("flowers"))).cloned().expect("there");
    assert_eq!((origin.layer, origin.line), (Layer::Own, 8));
    assert_eq!(library.title_of(&Id::from("flowers")), Some("Flower desk"));
}

#[test]
fn each_missing_field_of_a_form_is_named() {
    for (from, to, name) in [
        ("    title: Flower desk\n    about", "    about", "title"),
        ("    about: For who takes orders alone.\n", "", "about"),
        ("    pass: 80\n", "", "pass"),
        ("        title: Opening\n", "", "title"),
        ("            title: Opens with a name\n", "", "title"),
        ("            weight: 40\n", "", "weight"),
        ("            yes: Gives a name in the first breath.\n", "", "yes"),
        ("            no: Begins with the order number.\n", "", "no"),
        (", no: Says soon.", "", "no"),
        ("        title: Privacy breach\n", "", "title"),
        ("        why: Gave the address to a stranger.\n", "", "why"),
        (", why: Said what was untrue.", "", "why"),
    ] {
        let fault = only(&changed(from, to));
        assert_eq!(fault.code, "HK0203", "{from}");
        assert!(fault.message.ends_with(&format!("has no `{name}`")), "{}", fault.message);
        assert_eq!(fault.fix.as_deref(), Some(format!("add `{name}:`").as_str()), "{from}");
    }
    for (from, name) in
        [("      - id: opening\n        title", "section"), ("          - id: day\n            title", "criterion")]
    {
        let dash = from.replacen(&from[from.find("id").expect("it")..from.rfind("title").expect("it")], "", 1);
        let fault = only(&changed(from, &dash));
        assert_eq!((fault.code, fault.message), ("HK0203", format!("this {name} has no `id`")));
    }
}

#[test]
fn a_form_has_sections_and_a_section_has_criteria() {
    let bare = "title: t\nscorecards:\n  - {id: a, title: A, about: For all., pass: 50";
    for (rest, code, says) in [
        ("}", "HK0203", "the scorecard `a` has no `sections`"),
        (", sections: []}", "HK0312", "the scorecard `a` has no sections"),
        (", sections: [{id: b, title: B}]}", "HK0203", "the section `a.b` has no `criteria`"),
        (", sections: [{id: b, title: B, criteria: []}]}", "HK0312", "the section `a.b` has no criteria"),
    ] {
        let fault = only(&format!("{bare}{rest}\n"));
        assert_eq!((fault.code, fault.message.as_str(), fault.line, fault.fix.is_some()), (code, says, 3, true));
    }
}

#[test]
fn faults_of_a_form_are_told_at_their_place() {
    let long = |columns: usize| "x".repeat(columns);
    let anchor = format!("yes: {}\n", long(91));
    for (from, to, mark, code) in [
        ("title: Flower desk\n    about", &*format!("title: {}\n    about", long(41)), "xxxx", "HK0606"),
        ("about: For who", &*format!("about: {} For who", long(70)), "xxxx", "HK0606"),
        ("title: Opening", &*format!("title: {}", long(29)), "xxxx", "HK0606"),
        ("title: Names their day", &*format!("title: {}", long(29)), "xxxx", "HK0606"),
        ("title: Privacy breach", &*format!("title: {}", long(29)), "xxxx", "HK0606"),
        ("yes: Gives a name in the first breath.\n", &*anchor, "xxxx", "HK0606"),
        ("partly: Says it", &*format!("partly: {} Says it", long(70)), "xxxx", "HK0606"),
        ("pass: 80", "pass: 101", "101", "HK0319"),
        ("weight: 40", "weight: 0", "0\n            error", "HK0319"),
        ("weight: 35", "weight: 101", "101", "HK0319"),
        ("weight: 25,", "weight: \"25\",", "\"25\"", "HK0202"),
        ("kind: judged", "kind: judge", "judge\n", "HK0304"),
        ("error: business", "error: bussiness", "bussiness", "HK0304"),
        ("error: compliance", "error: legal", "legal", "HK0304"),
        ("step: hear.hear", "step: hear.heer", "hear.heer", "HK0401"),
        ("step: hear.hear", "step: hear", "hear\n      - id: care", "HK0401"),
        ("kind: judged\n", "kind: objective\n", "Says it after", "HK0325"),
        ("            kind: judged\n", "", "Says it after", "HK0325"),
        ("no: Says soon.", "no: NAMES the hour", "NAMES", "HK0628"),
        (
            "partly: Says it after being told twice.",
            "partly: Says what the flowers are for",
            "Says what the flowers are for\n",
            "HK0628",
        ),
        ("weight: 25", "weight: 24", "24", "HK0625"),
        ("id: privacy", "id: care", "care\n        title: Privacy", "HK0302"),
        ("id: lie", "id: privacy", "privacy, title", "HK0302"),
        ("id: hour", "id: day", "day, title", "HK0302"),
        ("id: hour", "id: one.hour", ".hour", "HK0301"),
        ("id: opening", "id: the opening", " opening\n", "HK0301"),
        ("id: flowers", "id: our flowers", " flowers\n", "HK0301"),
        ("why: Gave the address to a stranger.", "why: \"\"", "\"\"", "HK0313"),
        ("pass: 80", "passes: 80", "passes", "HK0201"),
    ] {
        let text = changed(from, to);
        assert_eq!(places(&text), [format!("{} {code}", place(&text, mark))], "{to}");
        assert!(only(&text).fix.is_some_and(|fix| fix.split_whitespace().count() > 1), "{to}");
    }
}

#[test]
fn a_misspelt_step_or_word_is_told_with_the_nearest() {
    let fix = |from, to| only(&changed(from, to)).fix.unwrap_or_default();
    assert_eq!(fix("step: hear.hear", "step: hear.heer"), "did you mean `hear.hear`?");
    assert_eq!(fix("error: business", "error: busines"), "did you mean `business`?");
    assert_eq!(fix("error: business", "error: legal"), "possible here: customer, business, compliance");
    assert_eq!(fix("step: hear.hear", "step: hear"), "name a step, such as `hear.hear`");
}

#[test]
fn more_lines_than_digits_and_nothing_that_two_agree_on_are_told() {
    assert_eq!(places(&sheet(10, "objective")), [""; 0]);
    let text = sheet(11, "objective");
    assert_eq!(places(&text), [format!("{} HK0626", place(&text, "c10"))]);
    assert!(only(&text).message.contains("has 11 criteria"));
    assert_eq!(places(&sheet(2, "judged")), ["3:9 HK0627"]);
}

#[test]
fn a_form_with_a_fault_is_not_judged_as_a_whole() {
    let text = sheet(11, "judged").replacen("weight: 10", "weight: 0", 1);
    assert_eq!(places(&text), [format!("{} HK0319", place(&text, "0, yes"))]);
}

/// What a team lays over the form.
fn over(body: &str) -> Loaded {
    load(&[file(Layer::BuiltIn, "form.yaml", FORM), team("team.yaml", &format!("title: Team\n{body}\n"))])
}

fn laid(loaded: &Loaded) -> &Scorecard {
    loaded.library.scorecard(&Id::from("flowers")).expect("there")
}

#[test]
fn a_team_changes_one_weight_removes_a_line_and_hides_a_fail() {
    let loaded = over(
        "scorecards: [{id: flowers, sections: [{id: care, criteria: [{id: day, weight: 60}]}]}]\nremove: [flowers.care.hour, flowers.lie]",
    );
    assert_eq!(loaded.faults, []);
    let form = laid(&loaded);
    let lines: Vec<(&str, u32)> = form.criteria().map(|(_, line)| (line.id.as_str(), line.weight)).collect();
    assert_eq!(lines, [("flowers.opening.name", 40), ("flowers.care.day", 60)]);
    assert_eq!(
        form.criterion(&Id::from("flowers.care.day")).map(|line| line.yes.as_str()),
        Some("Says what the flowers are for.")
    );
    assert_eq!(form.fails.iter().map(|fail| fail.id.as_str()).collect::<Vec<_>>(), ["flowers.privacy"]);
    assert_eq!((form.pass, form.title.as_str()), (80, "Flower desk"));
}

#[test]
fn a_team_adds_a_section_and_a_fail_and_takes_a_whole_section_away() {
    let more =
        "sections: [{id: close, title: Close, criteria: [{id: end, title: Ends, weight: 60, yes: Ends., no: Stays.}]}]";
    let loaded = over(&format!(
        "scorecards: [{{id: flowers, {more}, fails: [{{id: rude, title: Rude, why: It hurts.}}]}}]\nremove: [flowers.care]"
    ));
    assert_eq!(loaded.faults, []);
    let form = laid(&loaded);
    assert_eq!(form.sections.iter().map(|x| x.id.as_str()).collect::<Vec<_>>(), ["flowers.opening", "flowers.close"]);
    assert_eq!((form.fails.len(), form.fails[2].id.as_str()), (3, "flowers.rude"));
    assert_eq!(over("remove: [flowers]").library.scorecards.len(), 0);
}

#[test]
fn what_a_team_makes_of_the_whole_is_told_in_its_file() {
    let told =
        |body: &str| over(body).faults.iter().map(|fault| format!("{} {}", fault.at(), fault.code)).collect::<Vec<_>>();
    assert_eq!(told("remove: [flowers.care.hour]"), ["team.yaml:2:10 HK0625"]);
    let body = "scorecards: [{id: flowers, sections: [{id: care, criteria: [{id: day, weight: 36}]}]}]";
    assert_eq!(told(body), ["team.yaml:2:79 HK0625"]);
    assert_eq!(told("remove: [flowers.care.day, flowers.care.hour]"), ["team.yaml:2:28 HK0312"]);
    let fix = over("remove: [flowers.care.day, flowers.care.hour]").faults[0].fix.clone();
    assert_eq!(fix.as_deref(), Some("remove the whole section: `flowers.care`"));
    assert_eq!(told("scorecards: [{id: flowers, fails: [{id: care, title: C, why: W.}]}]"), ["team.yaml:2:41 HK0302"]);
    assert_eq!(told("remove: [flowers.cares]"), ["team.yaml:2:10 HK0404"]);
    assert_eq!(told("remove: [hear.hear.greet]"), ["team.yaml:2:10 HK0312"]);
}

#[test]
fn a_step_that_is_removed_is_no_fault_of_the_form() {
    let other = "frameworks: [{id: own, title: O, target: \"1:00\", steps: [{id: s, title: S, goal: g, share: 100, items: [{id: i, do: Wait}]}]}]";
    let loaded = over(&format!("remove: [hear]\n{other}"));
    assert_eq!(loaded.faults, []);
    assert_eq!(laid(&loaded).criterion(&Id::from("flowers.opening.name")).and_then(|line| line.step.clone()), None);
}

#[test]
fn two_files_of_a_team_that_differ_are_told() {
    let one =
        "title: A\nscorecards: [{id: flowers, sections: [{id: care, criteria: [{id: day, no: Says nothing.}]}]}]\n";
    let files = |other: &str| {
        [file(Layer::BuiltIn, "f", FORM), team("a", one), team("b", &one.replace("Says nothing.", other))]
    };
    assert_eq!(told(&files("Says nothing.")), [""; 0]);
    assert_eq!(advice(&files("Says nothing.")), [""; 0]);
    assert_eq!(advice(&files("Says little.")), ["b:2:66 HK0615"]);
}

#[test]
fn ids_of_a_form_that_look_alike_are_told() {
    for (from, to, mark) in [("id: hour", "id: Day", "Day, title"), ("id: lie", "id: Care", "Care, title")] {
        let text = changed(from, to);
        assert_eq!(advice(&[own("a", &text)]), [format!("a:{} HK0611", place(&text, mark))], "{to}");
    }
}
