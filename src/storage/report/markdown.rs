//! A page as Markdown: the same content for a wiki or a ticket, with every text of someone's kept from being markup.

use std::fmt::Write;

use crate::storage::report::page::{Cell, Line, Outcome, Page, Part, Plain, Row, Section, Table};

/// The file.
pub fn markdown(page: &Page) -> String {
    let mut out = format!("# {}\n\n{}.\n", text(&page.title), page.kind);
    if !page.facts.is_empty() {
        out += "\n";
    }
    for (name, value) in &page.facts {
        out += &format!("- **{name}:** {}\n", text(value));
    }
    if let Some(lead) = &page.lead {
        let why = if lead.why.is_empty() { String::new() } else { format!(" {}", text(&lead.why)) };
        out += &format!("\n> **{}:** {}{why}\n", lead.name, text(&lead.words));
    }
    out += &page.result.as_ref().map(outcome).unwrap_or_default();
    page.sections.iter().for_each(|each| section(&mut out, each));
    out += "\n---\n";
    for line in &page.foot {
        out += &format!("\n{}\n", first(line));
    }
    out
}

fn outcome(result: &Outcome) -> String {
    let mut out = "\n## Result\n".to_string();
    for (what, why) in &result.failed {
        out += &format!("\n**Automatic fail: {}.** {}\n", text(what), text(why));
    }
    let figure = if result.figure.is_empty() { String::new() } else { format!(": {}", text(&result.figure)) };
    out += &format!("\n**{}**{figure}\n", text(&result.word));
    for remark in &result.remarks {
        out += &format!("\n{}\n", first(remark));
    }
    out
}

fn section(out: &mut String, section: &Section) {
    *out += &format!("\n## {}\n", text(&section.title));
    if !section.remark.is_empty() {
        *out += &format!("\n{}\n", first(&section.remark));
    }
    for part in &section.parts {
        *out += "\n";
        match part {
            Part::Table(each) => table(out, each),
            Part::Curve(curve) => *out += &format!("{}.\n", first(&curve.words)),
            Part::Talk(lines) => lines.iter().for_each(|each| *out += &line(each)),
            Part::Quotes(quotes) => quotes.iter().for_each(|(words, after)| {
                *out += &format!("- {} ({})\n", first(words), text(after));
            }),
            Part::Blanks(blanks) => blanks.iter().for_each(|(title, lines)| blank(out, title, lines)),
            Part::Room(rooms) => rooms.iter().for_each(|(name, what)| {
                *out += &format!("### {name}\n\n{what}\n\n- \n- \n- \n\n");
            }),
        }
    }
}

fn line(line: &Line) -> String {
    let place = [text(&line.place), text(&line.after)].into_iter().filter(|part| !part.is_empty());
    format!("- **{}** ({}): {}\n", text(&line.who), place.collect::<Vec<_>>().join(", "), text(&line.words))
}

fn blank(out: &mut String, title: &Plain, lines: &[(&'static str, Plain)]) {
    *out += &format!("### {}\n\n", text(title));
    for (name, words) in lines {
        let words = if words.is_empty() { "\\_\\_\\_\\_".into() } else { text(words) };
        *out += &format!("- **{name}:** {words}\n");
    }
    *out += "\n";
}

/// What a picture shows stands in figures beside it.
fn table(out: &mut String, table: &Table) {
    let columns: Vec<(usize, &str)> = table
        .columns
        .iter()
        .map(|column| (column.set, column.head))
        .enumerate()
        .filter(|(_, (set, _))| *set != "bars")
        .map(|(at, (_, head))| (at, head))
        .collect();
    // Nothing fails that is written to a String.
    let _ = writeln!(out, "{}\n", first(&table.caption));
    let heads: Vec<&str> = columns.iter().map(|(_, head)| *head).collect();
    let _ = writeln!(out, "| {} |\n|{}", heads.join(" | "), "---|".repeat(heads.len()));
    for group in &table.groups {
        if !group.title.is_empty() {
            let sum = if group.sum.is_empty() { String::new() } else { format!(" ({})", text(&group.sum)) };
            let _ = writeln!(out, "| **{}**{sum} |{}", text(&group.title), " |".repeat(heads.len() - 1));
        }
        for each in &group.rows {
            let _ = writeln!(out, "| {} |", row(each, &columns).join(" | "));
        }
    }
}

fn row(row: &Row, columns: &[(usize, &str)]) -> Vec<String> {
    let under = if row.under.is_empty() { String::new() } else { format!(" ({})", text(&row.under)) };
    let name =
        if row.stands_out { format!("**{}**{under}", text(&row.name)) } else { format!("{}{under}", text(&row.name)) };
    let cell = |(at, _): &(usize, &str)| match row.cells.get(at.wrapping_sub(1)) {
        Some(Cell::Words(words)) => text(words),
        Some(Cell::Sign(sign, words, _)) => text(&format!("{sign} {words}").into()),
        Some(Cell::Bars(..)) | None => String::new(),
    };
    std::iter::once(name).chain(columns.iter().skip(1).map(cell)).collect()
}

/// A text that stays text: what CommonMark or its extensions would take for markup is escaped, and the braces of those who
/// make pages of it.
fn text(words: &Plain) -> String {
    let words = words.as_str();
    let mut out = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        let marks = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '^' | '&' | '$' | '{' | '}' => true,
            '.' => words[..at].to_ascii_lowercase().ends_with("www"),
            ':' => words[at..].starts_with("://"),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The same where it begins a line, at which a sign or a number with a dot begins a heading or a list.
fn first(words: &Plain) -> String {
    let text = text(words);
    let number = text.find(|c: char| !c.is_ascii_digit()).filter(|end| *end > 0);
    match (text.chars().next(), number.map(|end| text.split_at(end))) {
        (Some('#' | '+' | '-' | '=' | ':'), _) => format!("\\{text}"),
        (_, Some((number, rest))) if rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    fn escaped(words: &str) -> String {
        text(&words.into())
    }

    #[test]
    fn what_would_be_markup_is_text() {
        for (words, wanted) in [
            ("plain words, and (more).", "plain words, and (more)."),
            ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
            ("[a](http://b)", "\\[a\\](http\\://b)"),
            ("see www.example.org", "see www\\.example.org"),
            ("a|b *c* _d_ `e` ~~f~~ &amp;", "a\\|b \\*c\\* \\_d\\_ \\`e\\` \\~\\~f\\~\\~ \\&amp;"),
            ("back\\slash", "back\\\\slash"),
            ("{{ 7 }}", "\\{\\{ 7 \\}\\}"),
            ("# - 1. inside", "# - 1. inside"),
        ] {
            assert_eq!(escaped(words), wanted);
        }
        for (words, wanted) in [
            ("# no heading", "\\# no heading"),
            ("- no - list", "\\- no - list"),
            ("1. no list", "1\\. no list"),
            ("4471 a number", "4471 a number"),
            ("=====", "\\====="),
        ] {
            assert_eq!(first(&words.into()), wanted);
        }
    }

    /// What a reader of Markdown with every extension makes of a text: its words, or nothing where it has markup.
    fn read(md: &str) -> Option<String> {
        let mut words = String::new();
        let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        for event in Parser::new_ext(md, options) {
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => return None,
            }
        }
        Some(words)
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_as_itself(any in ".{0,60}", signs in "[ -/:-@\\[-`{-~a1w.]{0,40}") {
            for words in [any.as_str(), &signs, &format!("www.{signs}"), &format!("1. {signs}")] {
                let plain = Plain::from(words);
                let back = read(&first(&plain));
                proptest::prop_assert_eq!(back.as_deref(), Some(plain.as_str()), "{}", first(&plain));
                let inside = read(&format!("x {}", text(&plain)));
                let wanted = if plain.is_empty() { "x".into() } else { format!("x {plain}") };
                proptest::prop_assert_eq!(inside, Some(wanted));
            }
        }
    }
}
