//! `hearken export`, the real program on a store: pages, records and calendars, whatever the texts in them would like to be.

#[path = "support/home.rs"]
mod home;
#[allow(dead_code, reason = "each file uses its part")]
#[path = "support/run.rs"]
mod run;
#[allow(dead_code, reason = "each file uses its part")]
#[path = "support/seed.rs"]
mod seed;

use std::{collections::BTreeSet, fs};

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty, ICalendarValue};
use hearken::{
    call::event::{At, CallId, EndReason},
    storage::{journal::Write, session},
    text::clean,
};
use home::Home;
use pulldown_cmark::{Event, Options, Parser, Tag};
use run::Ran;
use seed::{HOSTILE, START, keep, library, live, mocked, rehearsed, trainee};
use serde_json::Value;

fn ends(ran: &Ran, code: i32) {
    assert_eq!(ran.code, Some(code), "{ran:?}");
    assert!(!ran.err.contains("panicked") && !ran.out.contains('\x1b'), "{ran:?}");
}

/// What is exported of a store in which everything is hostile.
fn export(home: &Home, line: &str) -> String {
    let words: Vec<&str> = std::iter::once("export").chain(line.split(' ')).collect();
    let ran = home.run(&words);
    ends(&ran, 0);
    ran.out
}

/// Two mock calls, the newer with an automatic fail; two rehearsals; a live call with promises.
fn filled() -> Home {
    let home = Home::new();
    let library = library();
    let mut call = live(&library, "a1-call", 0, &HOSTILE);
    for (day, text) in HOSTILE.iter().enumerate() {
        call.promise(text, "O'Neil; \"Ann\", \\n 020", At(START.0 + 86_400_000 * day as i64));
    }
    call.promise(&format!("{}👩‍👩‍👧{}", "long ".repeat(300), "é".repeat(200)), "", At(i64::MAX));
    call.close(EndReason::Us, None);
    let script = library.caller(&"rosa".into()).expect("Rosa").clone();
    let mut good = rehearsed(&library, "b1-good", 3_600_000, "rosa", &script.good);
    good.close(EndReason::Caller, Some(true));
    let hostile: Vec<String> = HOSTILE.iter().map(ToString::to_string).collect();
    let mut bad = rehearsed(&library, "b2-bad", 7_200_000, "rosa", &hostile);
    bad.close(EndReason::Us, Some(false));
    let plain = mocked(&library, "c1-mock", 10_800_000, &["full opening, warm"], None);
    let failed = mocked(&library, "c2-mock", 14_400_000, &HOSTILE, Some("privacy"));
    keep(&home, &[&call, &good, &bad, &plain, &failed], vec![trainee("<b>\"Amir\"</b> & co")]);
    home
}

/// The names of all tags of a page.
fn tags(html: &str) -> BTreeSet<String> {
    let name = |tag: &str| tag.trim_start_matches('/').split([' ', '>', '\n']).next().unwrap_or_default().to_string();
    html.split('<').skip(1).map(name).collect()
}

/// Those that the templates write.
const TAGS: &str = "!DOCTYPE html head meta title style body header p h1 h2 h3 bdi dl div dt dd main section strong span \
                    table caption thead tr th tbody td figure figcaption svg desc line text circle rect ol li ul footer";

#[test]
fn a_page_holds_no_tag_but_its_own_and_runs_nothing() {
    let home = filled();
    let own: BTreeSet<String> = TAGS.split_whitespace().map(str::to_string).collect();
    for id in ["a1", "b1", "b2", "c1", "c2"] {
        let html = export(&home, &format!("--format html {id}"));
        let found = tags(&html);
        assert!(found.is_subset(&own), "{id}: {:?}", found.difference(&own));
        assert_eq!(html.matches("<style>").count(), 1, "{id}");
        for tag in html.split('<').skip(1) {
            let inside = &tag[..tag.find('>').unwrap_or(tag.len())];
            assert!(!inside.contains(" on") && !inside.contains("href=") && !inside.contains("src="), "{id}: {inside}");
        }
        assert!(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""), "{id}");
        assert!(html.contains("<html lang=\"en\">") && html.matches("<h1>").count() == 1, "{id}");
        assert!(!html.contains('\u{202E}') && !html.contains('\u{200B}'), "{id}: nothing hides or reorders");
    }
    let html = export(&home, "--format html a1");
    assert!(html.contains("&#60;script&#62;alert(1)&#60;/script&#62;"), "what was noted stands there as text");
    assert!(html.contains("{{ 7 * 7 }}") && html.contains("pay &#60;U+202E&#62;won"), "{html}");
}

#[test]
fn markdown_holds_no_markup_of_a_note() {
    let home = filled();
    for id in ["a1", "b1", "b2", "c1", "c2"] {
        let md = export(&home, &format!("--format md {id}"));
        let mut text = String::new();
        for event in Parser::new_ext(&md, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Html(raw) | Event::InlineHtml(raw) => panic!("{id}: {raw}"),
                Event::Code(code) => panic!("{id}: {code}"),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => panic!("{id}: {dest_url}"),
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Strikethrough) => panic!("{id}: {md}"),
                Event::Text(words) => text.push_str(&words),
                Event::SoftBreak | Event::End(_) => text.push('\n'),
                _ => {}
            }
        }
        if id == "a1" {
            for note in HOSTILE {
                assert!(text.contains(&clean(note)), "{note} in {text}");
            }
        }
    }
}

#[test]
fn the_page_of_a_mock_call_says_what_a_trainer_would() {
    let home = filled();
    let md = export(&home, "--format md c2");
    let fail = md.find("**Automatic fail: Privacy or identity breach.** At 03").expect("the fail is told");
    assert!(fail < md.find("**Not passed**").expect("the result is told"), "and before the score");
    for part in [
        "# \\<b\\>\"Amir\"\\</b\\> & co, on the phone with Rosa, late gift".replace('&', "\\&").as_str(),
        "> **Before everything else:** Automatic fail: Privacy or identity breach. Gave or changed account data",
        "**Not passed**: 0 of 85, 1 line n/a",
        "The lines alone come to 55 of 85.",
        "Errors by whom they harm: customer 3, business 0, compliance 0.",
        "The trainee's own marks come to 85 of 100; the two sheets differ in 3 lines.",
        "| **Empathy** (0 of 20) |",
        "Customer-critical error. Marked at 01:36.) | 0 of 10 | ✗ no | ≠ ✓ yes |",
        "- **Situation:** At 01:36, in Empathize, after \"It was for my daughter.",
        "- **Impact:** Rosa Marin went from 6 to 8",
        "- **Behaviour:** \\_\\_\\_\\_",
        "### Delta",
        "| 02:11 | » curveball | asks for a supervisor: “I want your supervisor. Now.” |",
        "7 at the start, 6 from 01:17, 8 from 01:43, 4 from 03:25.",
        "| **Empathize** | 10% | 44% | 01:45 |",
        "co agreed on 18 November 2026 that this is kept.",
    ] {
        assert!(md.contains(part), "{part} in {md}");
    }
    let html = export(&home, "--format html c2");
    for part in ["<h2>Before everything else</h2>", "0 of 85, 1 line n/a", "role=\"img\"", "scope=\"rowgroup\""] {
        assert!(html.contains(part), "{part}");
    }
    let md = export(&home, "--format md c1");
    assert!(md.contains("64%; it passes from 80%.") && md.contains("> **One thing to try:** Next time: "), "{md}");
}

#[test]
fn without_an_id_it_is_the_newest_practice() {
    let home = filled();
    assert_eq!(export(&home, "--format html"), export(&home, "--format html c2-mock"));
    assert_ne!(export(&home, "--format html"), export(&home, "--format html c1"));
}

#[test]
fn a_rehearsal_tells_what_was_said_and_what_to_try() {
    let home = filled();
    let md = export(&home, "--format md b1");
    for part in [
        "# Rosa, late gift",
        "> **One thing to try:** Take it again with less help.",
        "**Passed**: 6 of 6 met",
        "| someone owns it, with a day | ✓ yes |",
        "- **Again:** hearken rehearse rosa --seed 41",
        "7 at the start",
        "- **You** (1, 00:24): ",
        "## The best sentence",
    ] {
        assert!(md.contains(part), "{part} in {md}");
    }
    assert!(export(&home, "--format md b2").contains("**Not passed**"));
}

#[test]
fn a_rehearsal_whose_caller_is_gone_still_has_its_words() {
    let home = Home::new();
    let library = library();
    let mut gone = rehearsed(&library, "b1", 0, "rosa", &["Tell me what happened.".into()]);
    gone.close(EndReason::Us, Some(false));
    keep(&home, &[&gone], Vec::new());
    let ran = home.run(&["--no-builtin", "export", "--format", "md", "b1"]);
    ends(&ran, 0);
    assert!(ran.out.contains("# rosa") && ran.out.contains("Tell me what happened."), "{}", ran.out);
    assert!(ran.out.contains("**Not passed**"), "as it was judged then: {}", ran.out);
}

#[test]
fn a_call_tells_times_items_and_promises_and_erased_texts_as_such() {
    let home = filled();
    let md = export(&home, "--format md a1");
    for part in [
        "**Resolved on this call**: 8 of 8 musts done",
        "| ring back with the driver's answer (For Grace Okoye, 020 7946 0018; said in Europe/London) |",
        "| Thu 19 Nov 2026, 14:08 | ○ open |",
        "| Sum it up and ask what you got wrong | must | ✓ done |",
        "- Grace Okoye (customer)",
    ] {
        assert!(md.contains(part), "{part} in {md}");
    }
    // What was erased, is.
    let erased = Home::new();
    let mut call = live(&library(), "a1", 0, &["third call since Monday"]);
    call.close(EndReason::Us, None);
    let seq = call.promised();
    let writes = vec![Write::PromiseGone { call: CallId("a1".into()), seq }];
    seed::keep_as(&erased, &[&call], writes, seed::FORGET);
    let md = export(&erased, "--format md a1");
    assert!(!md.contains("Monday") && !md.contains("Grace") && !md.contains("driver"), "{md}");
    assert!(md.contains("- (erased) (00:19)") && md.contains("- (erased) (customer)"), "{md}");
    assert!(md.contains("| (erased) (said in Europe/London) | Thu 19 Nov 2026, 14:08 | ✓ done"), "{md}");
}

#[test]
fn records_are_those_that_history_tells() {
    let home = filled();
    let of = |line: &str| home.run(&line.split(' ').collect::<Vec<_>>()).out;
    assert_eq!(export(&home, "--format json"), of("history --json"));
    assert_eq!(export(&home, "--format csv"), of("history --csv"));
    let rows: Vec<String> = export(&home, "--format csv a1").lines().map(str::to_string).collect();
    assert!(rows.len() == 2 && rows[1].starts_with("a1-call,call,2026-11-18T14:08:00+00:00"), "{rows:?}");
}

#[test]
fn a_session_is_a_file_that_is_read_again() {
    let home = filled();
    let json = export(&home, "--format json c2");
    let read = session::parse("c2.json", json.as_bytes()).expect("a session");
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].id, CallId("c2-mock".into()));
    assert_eq!(read[0].observer.as_deref(), Some("Sam"), "who the settings say");
    assert_eq!(read[0].trainee.as_ref().map(|person| person.name.as_str()), Some("<b>\"Amir\"</b> & co"));
    let call = read[0].call();
    let marking = call.session.state().mock.as_ref().expect("a mock call");
    assert_eq!((marking.notes.len(), marking.fails.len()), (HOSTILE.len(), 1));
    let live = session::parse("a1.json", export(&home, "--format json a1").as_bytes()).expect("a session");
    assert_eq!(live[0].call().session.state().notes.len(), HOSTILE.len());
}

#[test]
fn the_sheet_of_a_mock_call_is_rows_for_a_spreadsheet() {
    let home = filled();
    let rows: Vec<String> = export(&home, "--format csv c2").lines().map(str::to_string).collect();
    assert_eq!(rows[0], "id,criterion,section,title,judgement,weight,error,mark,own,marked_ms");
    assert_eq!(rows.len(), 11);
    assert_eq!(
        rows[4],
        "c2-mock,call-quality.empathy.cost,call-quality.empathy,Names what it cost them,judged,10,customer,no,yes,96000"
    );
}

fn text(values: &[ICalendarValue]) -> &str {
    values.first().and_then(ICalendarValue::as_text).expect("a text")
}

#[test]
fn another_program_reads_the_promises_as_they_are() {
    let home = filled();
    let ics = export(&home, "--format ics");
    for line in ics.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
    let calendar = ICalendar::parse(&ics).expect("a calendar");
    let events: Vec<_> =
        calendar.components.iter().filter(|part| part.component_type == ICalendarComponentType::VEvent).collect();
    assert_eq!(events.len(), HOSTILE.len() + 2, "none forged, none lost");
    let of = |name: ICalendarProperty| {
        let value = |event: &&calcard::icalendar::ICalendarComponent| {
            text(&event.property(&name).expect("it is there").values).to_string()
        };
        events.iter().map(value).collect::<BTreeSet<String>>()
    };
    let titles = of(ICalendarProperty::Summary);
    for promise in HOSTILE {
        let title = format!("{} (O'Neil; \"Ann\", \\n 020)", clean(promise).trim());
        assert!(titles.contains(&title), "{title} in {titles:?}");
    }
    assert!(titles.iter().any(|title| title.starts_with("long long") && title.ends_with(&"é".repeat(200))));
    assert_eq!(of(ICalendarProperty::Uid).len(), events.len());
    let due = events[0].property(&ICalendarProperty::Dtstart).expect("a time");
    assert!(format!("{due:?}").contains("2026"), "{due:?}");
    let alarms = calendar.components.iter().filter(|part| part.component_type == ICalendarComponentType::VAlarm);
    assert_eq!(alarms.count(), events.len());
    // The same again is the same but for the moment of writing.
    let lines = |ics: &str| ics.lines().filter(|line| !line.starts_with("DTSTAMP")).collect::<Vec<_>>().join("\n");
    assert_eq!(lines(&ics), lines(&export(&home, "--format ics a1")), "one call has them all");
}

#[test]
fn a_file_is_for_its_owner_and_never_over_another() {
    let home = filled();
    let path = home.path().join("debrief.html");
    let line = ["export", "--format", "html", "--out", "debrief.html"];
    let ran = home.run(&line);
    ends(&ran, 0);
    assert!(ran.out.is_empty() && ran.err.contains("debrief.html is written"), "{ran:?}");
    let html = fs::read_to_string(&path).expect("it is there");
    assert!(html.starts_with("<!DOCTYPE html>"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o600);
    }
    let again = home.run(&line);
    ends(&again, 2);
    assert!(again.err.contains("is there already") && again.err.contains("--force"), "{again:?}");
    fs::write(&path, "mine").expect("written");
    ends(&home.run(&[&line[..], &["--force"]].concat()), 0);
    assert_eq!(fs::read_to_string(&path).expect("it is there"), html);
    ends(&home.run(&["export", "--format", "html", "--force"]), 2);
    let nowhere = home.run(&["export", "--format", "html", "--out", "no/such/folder.html"]);
    ends(&nowhere, 2);
}

#[test]
fn a_wrong_id_is_told_with_what_there_is() {
    let home = filled();
    let none = home.run(&["export", "--format", "html", "zz"]);
    ends(&none, 2);
    assert!(none.err.contains("`zz`") && none.err.contains("c2-mock") && none.err.contains("a1-call"), "{none:?}");
    let both = home.run(&["export", "--format", "md", "c"]);
    ends(&both, 2);
    assert!(both.err.contains("2 ids begin with `c`") && both.err.contains("c1-mock"), "{both:?}");
    ends(&home.run(&["export", "--format", "json", "zz"]), 2);
    ends(&home.run(&["export", "--format", "ics", "zz"]), 2);
    ends(&home.run(&["export", "--format", "pdf"]), 2);
    ends(&home.run(&["export"]), 2);
}

#[test]
fn where_nothing_is_kept_the_answer_is_empty_and_valid() {
    let home = Home::new();
    assert_eq!(export(&home, "--format json"), "[]\n");
    assert_eq!(export(&home, "--format csv").lines().count(), 1);
    let ics = export(&home, "--format ics");
    assert_eq!(ICalendar::parse(&ics).expect("a calendar").components.len(), 1, "{ics}");
    for format in ["html", "md"] {
        let ran = home.run(&["export", "--format", format]);
        ends(&ran, 2);
        assert!(ran.err.contains("help:") && ran.out.is_empty(), "{ran:?}");
        ends(&home.run(&["export", "--format", format, "a1"]), 2);
    }
    assert!(!home.data().exists(), "looking makes no store");
    // Calls alone are no practice.
    let mut call = live(&library(), "a1", 0, &[]);
    call.close(EndReason::Us, None);
    keep(&home, &[&call], Vec::new());
    let ran = home.run(&["export", "--format", "html"]);
    ends(&ran, 2);
    assert!(ran.err.contains("name a call"), "{ran:?}");
    let all: Value = serde_json::from_str(&export(&home, "--format json")).expect("JSON");
    assert_eq!(all.as_array().map(Vec::len), Some(1));
}

#[test]
fn a_store_that_cannot_be_read_is_the_machines_fault() {
    let home = Home::new();
    fs::create_dir_all(home.data()).expect("a folder");
    fs::write(home.data().join("hearken.db"), "no database at all, but long enough to look at").expect("a file");
    for format in ["html", "json", "ics"] {
        ends(&home.run(&["export", "--format", format]), 1);
    }
}
