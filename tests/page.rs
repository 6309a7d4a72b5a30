//! The exported pages in a real browser, at the sizes of a phone, a desk and paper, and before a validator of HTML.
//!
//! A page runs nothing, so it is looked at from a page around it: that one has the same HTML in a frame, measures it and says
//! in its title what it found.

#[path = "support/home.rs"]
mod home;
#[allow(dead_code, reason = "each file uses its part")]
#[path = "support/run.rs"]
mod run;
#[allow(dead_code, reason = "each file uses its part")]
#[path = "support/seed.rs"]
mod seed;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use hearken::call::event::EndReason;
use home::Home;
use seed::{HOSTILE, keep, library, live, mocked, rehearsed, trainee};
use serde_json::Value;

/// What is looked at: a call, a rehearsal and two mock calls.
const PAGES: [&str; 4] = ["a1", "b1", "c1", "c2"];

/// A store with hostile texts, and every page of it as a file.
fn pages() -> (Home, Vec<PathBuf>) {
    let home = Home::new();
    let library = library();
    let mut call = live(&library, "a1", 0, &HOSTILE);
    call.promise(&"a long promise ".repeat(30), &"unbroken".repeat(40), seed::START.plus(86_400_000));
    call.close(EndReason::Us, None);
    let script = library.caller(&"rosa".into()).expect("Rosa").clone();
    let replies: Vec<String> = script.clumsy.iter().take(2).cloned().chain(HOSTILE.map(str::to_string)).collect();
    let mut rehearsal = rehearsed(&library, "b1", 3_600_000, "rosa", &replies);
    rehearsal.close(EndReason::Caller, Some(false));
    let plain = mocked(&library, "c1", 7_200_000, &["full opening, warm"], None);
    let failed = mocked(&library, "c2", 10_800_000, &HOSTILE, Some("privacy"));
    keep(&home, &[&call, &rehearsal, &plain, &failed], vec![trainee("</title><script>alert(3)</script>")]);
    let file = |id: &&str| {
        let ran = home.run(&["export", "--format", "html", id, "--out", &format!("{id}.html")]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        home.path().join(format!("{id}.html"))
    };
    let files = PAGES.iter().map(file).collect();
    (home, files)
}

/// Runs the browser on a page to its end. What is said on the console of any page is a fault.
fn chromium(home: &Home, arguments: &[&str], page: &Path) -> Output {
    let profile = tempfile::tempdir_in(home.path()).expect("a folder");
    let quiet = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--enable-logging=stderr",
    ];
    let out = Command::new("chromium")
        .args(quiet)
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(arguments)
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("chromium starts");
    let said = String::from_utf8_lossy(&out.stderr);
    let console: Vec<&str> = said.lines().filter(|line| line.contains("CONSOLE")).collect();
    assert!(out.status.success() && console.is_empty(), "{}: {console:?}", page.display());
    out
}

/// A page around this one, as wide and high as a screen; its title tells what it found.
fn framed(page: &Path, (width, height): (u32, u32)) -> PathBuf {
    let html = fs::read_to_string(page).expect("it was written");
    let inner = html.replace('&', "&amp;").replace('"', "&quot;");
    let around = format!(
        "<!doctype html><body style=\"margin:0\">\
        <iframe id=f width={width} height={height} style=\"border:0\" srcdoc=\"{inner}\"></iframe><script>\
        f.onload = () => {{\
            const d = f.contentDocument, e = d.documentElement;\
            document.title = JSON.stringify({{wide: e.scrollWidth, room: f.contentWindow.innerWidth,\
                high: e.scrollHeight, scripts: d.scripts.length, text: d.body.innerText, head: d.title}});\
        }}</script>"
    );
    let path = page.with_extension(format!("{width}.html"));
    fs::write(&path, around).expect("written");
    path
}

/// What the page around told.
fn found(home: &Home, page: &Path, dark: bool) -> Value {
    let scheme = format!("--blink-settings=preferredColorScheme={}", if dark { 0 } else { 1 });
    let dom = chromium(home, &["--dump-dom", &scheme], page).stdout;
    let dom = String::from_utf8(dom).expect("UTF-8");
    let title = dom.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).expect("it was measured");
    let title = title.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
    serde_json::from_str(&title).unwrap_or_else(|why| panic!("{why}: {title}"))
}

#[test]
#[ignore = "needs Chromium; .ci/run installs it"]
fn every_page_fits_a_phone_and_a_desk_and_runs_nothing() {
    let (home, files) = pages();
    for page in &files {
        for size in [(390, 844), (1280, 900)] {
            let around = framed(page, size);
            let told = found(&home, &around, false);
            assert!(told["wide"].as_u64() <= told["room"].as_u64(), "{}: wider than {size:?}: {told}", page.display());
            assert_eq!((&told["scripts"], &told["room"]), (&0.into(), &size.0.into()), "{}", page.display());
            assert!(told["high"].as_u64() > Some(900), "{told}");
            let name = page.file_stem().expect("a name").to_string_lossy();
            let text = told["text"].as_str().expect("its text");
            if ["a1", "b1", "c2"].contains(&name.as_ref()) {
                assert!(text.contains("<script>alert(1)</script>"), "{name}: a note is text: {text}");
            }
            if ["c1", "c2"].contains(&name.as_ref()) {
                assert!(told["head"].as_str().is_some_and(|head| head.starts_with("</title><script>")), "{told}");
            }
            for scheme in [0, 1] {
                let shot = around.with_extension(format!("{scheme}.png"));
                let (size, shot_at) = (format!("--window-size={},{}", size.0.max(500), size.1), shot.display());
                let dark = format!("--blink-settings=preferredColorScheme={scheme}");
                chromium(&home, &[&size, &dark, &format!("--screenshot={shot_at}")], &around);
                let bytes = fs::metadata(&shot).expect("a picture").len();
                assert!(bytes > 20_000, "{}: {bytes} bytes are a blank page", shot.display());
            }
        }
    }
    keep_pictures(&home);
}

/// The pictures for someone to look at, where a folder is named for them.
fn keep_pictures(home: &Home) {
    let Some(folder) = std::env::var_os("HEARKEN_PICTURES").map(PathBuf::from) else { return };
    fs::create_dir_all(&folder).expect("a folder");
    for entry in fs::read_dir(home.path()).expect("a folder") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|end| end == "png" || end == "pdf") {
            fs::copy(&path, folder.join(path.file_name().expect("a name"))).expect("copied");
        }
    }
}

/// A page on paper of a size: how many sheets, and the words on them.
fn printed(home: &Home, page: &Path, paper: &str) -> (String, usize, String) {
    let html = fs::read_to_string(page).expect("it was written");
    let sized = page.with_extension(format!("{paper}.html"));
    fs::write(&sized, html.replace("</head>", &format!("<style>@page {{ size: {paper} }}</style></head>")))
        .expect("written");
    let pdf = sized.with_extension("pdf");
    chromium(home, &["--no-pdf-header-footer", &format!("--print-to-pdf={}", pdf.display())], &sized);
    let told = |program: &str, arguments: &[&str]| {
        let out = Command::new(program).arg(&pdf).args(arguments).output().expect("poppler is there");
        String::from_utf8(out.stdout).expect("UTF-8")
    };
    let info = told("pdfinfo", &[]);
    let line =
        |name: &str| info.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_string();
    let words = told("pdftotext", &["-layout", "-"]).split_whitespace().collect::<Vec<_>>().join(" ");
    (line("Page size:"), line("Pages:").parse().expect("a number"), words)
}

#[test]
#[ignore = "needs Chromium; .ci/run installs it"]
fn every_page_prints_whole_on_both_papers() {
    let (home, files) = pages();
    for page in &files {
        for (paper, size) in [("A4", "594.96 x 841.92"), ("letter", "612 x 792")] {
            let (found, sheets, text) = printed(&home, page, paper);
            assert!(found.starts_with(size), "{}: {found}", page.display());
            assert!((1..=7).contains(&sheets), "{}: {sheets} sheets", page.display());
            let (first, last) = ("One thing to try|Before everything else", "hearken purge forgets");
            assert!(first.split('|').any(|first| text.contains(first)), "{text}");
            assert!(text.contains(last) && text.contains(&format!("1 of {sheets}")), "{}: {text}", page.display());
        }
    }
    keep_pictures(&home);
}

/// How bright a colour is (WCAG 2.2, relative luminance).
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let c = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

#[test]
fn every_text_stands_out_in_light_dark_and_on_paper() {
    let css = include_str!("../assets/report/page.css");
    let schemes: Vec<&str> =
        css.split(":root {").skip(1).map(|rest| &rest[..rest.find('}').expect("an end")]).collect();
    assert_eq!(schemes.len(), 3, "light, dark, paper");
    for scheme in schemes {
        let colour = |name: &str| {
            let (_, rest) = scheme.split_once(&format!("--{name}: #")).expect("it has a colour");
            let short = rest.split(';').next().expect("an end");
            luminance(&if short.len() == 3 { short.chars().flat_map(|c| [c, c]).collect() } else { short.to_string() })
        };
        for text in ["ink", "soft", "good", "bad", "accent"] {
            for ground in ["paper", "lift"] {
                let (a, b) = (colour(text), colour(ground));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2} in {scheme}");
            }
        }
    }
}

#[test]
#[ignore = "needs the Nu HTML Checker and Java; .ci/run installs them"]
fn a_validator_finds_no_error() {
    let (_home, files) = pages();
    let jar = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/validator/node_modules/vnu-jar/build/dist/vnu.jar");
    assert!(jar.exists(), "{} is there", jar.display());
    let checked = |files: &[PathBuf]| {
        let mut java = Command::new("java");
        let out = java.arg("-jar").arg(&jar).args(["--format", "gnu"]).args(files).output().expect("java starts");
        (out.status.success(), String::from_utf8_lossy(&out.stderr).into_owned())
    };
    let (valid, told) = checked(&files);
    assert!(valid && !told.contains("error") && !told.contains("warning"), "{told}");
    // And it would tell.
    let wrong = files[0].with_extension("wrong.html");
    fs::write(&wrong, fs::read_to_string(&files[0]).expect("it was written").replace("</table>", "<p>"))
        .expect("written");
    assert!(!checked(&[wrong]).0, "a broken page is found");
}
