//! One question a line, one answer a line: JSON in, JSON out, in order, so that a transcript streams through.

use std::io::{self, BufRead, Read, Write};

use serde_json::{Map, Value, json};

use super::CliError;

/// The longest line that is read, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// What was asked in one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// How the asker tells it from others; comes back as it was.
    pub id: Value,
    /// The words.
    pub text: String,
    /// Whatever else stands in the line.
    pub more: Map<String, Value>,
}

/// Answers every line of standard input on standard output. A line that is no question is answered with an `error` in
/// its place, and the rest goes on. An empty line is none.
///
/// # Errors
/// Where a line was no question, or the input or output breaks.
pub fn stream(answer: impl FnMut(&Asked) -> Map<String, Value>) -> Result<(), CliError> {
    each(&mut io::stdin().lock(), &mut io::stdout().lock(), answer)
}

fn each(
    from: &mut impl BufRead,
    to: &mut impl Write,
    mut answer: impl FnMut(&Asked) -> Map<String, Value>,
) -> Result<(), CliError> {
    let (mut line, mut wrong) = (Vec::new(), Vec::new());
    for number in 1usize.. {
        line.clear();
        let read = from.by_ref().take(LONGEST + 1).read_until(b'\n', &mut line);
        match read.map_err(|fault| CliError::machine(format!("the input could not be read: {fault}")))? {
            0 => break,
            _ if line.len() as u64 > LONGEST => {
                return Err(CliError::user(format!("line {number} is longer than 1 MiB")));
            }
            _ if line.trim_ascii().is_empty() => continue,
            _ => {}
        }
        let told = match question(&line) {
            Ok(asked) => {
                let mut told = Map::from_iter([("id".to_string(), asked.id.clone())]);
                told.extend(answer(&asked));
                told
            }
            Err((id, why)) => {
                wrong.push(number);
                Map::from_iter([("id".to_string(), id), ("error".to_string(), json!(format!("line {number}: {why}")))])
            }
        };
        match writeln!(to, "{}", Value::Object(told)).and_then(|()| to.flush()) {
            // A reader that has seen enough is content.
            Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => break,
            Err(fault) => return Err(CliError::machine(format!("the output could not be written: {fault}"))),
            Ok(()) => {}
        }
    }
    match wrong[..] {
        [] => Ok(()),
        [first, ..] => {
            Err(CliError::user(format!("{} lines were no questions, the first is line {first}", wrong.len()))
                .hint("write one JSON object a line: {\"id\": 1, \"text\": \"the words\"}"))
        }
    }
}

/// The question in a line, or its id, where it has one, and why it is none.
fn question(line: &[u8]) -> Result<Asked, (Value, &'static str)> {
    let value = serde_json::from_slice(line).map_err(|_| (Value::Null, "it is not JSON"))?;
    let Value::Object(mut more) = value else { return Err((Value::Null, "it is not a JSON object")) };
    let id = more.remove("id").unwrap_or_default();
    match more.remove("text") {
        Some(Value::String(text)) => Ok(Asked { id, text, more }),
        Some(_) => Err((id, "`text` is not a text")),
        None => Err((id, "it has no `text`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::ErrorKind;

    fn answers(lines: &[u8]) -> (String, Result<(), CliError>) {
        let mut out = Vec::new();
        let echo = |asked: &Asked| Map::from_iter([("said".to_string(), json!(asked.text))]);
        let ended = each(&mut &lines[..], &mut out, echo);
        (String::from_utf8(out).expect("JSON is text"), ended)
    }

    #[test]
    fn ids_come_back_as_they_were_and_in_order() {
        let (told, ended) =
            answers(b"{\"id\":7,\"text\":\"a\"}\r\n\n{\"text\":\"b\"}\n{\"id\":{\"x\":[1]},\"text\":\"\"}");
        assert_eq!(
            told,
            "{\"id\":7,\"said\":\"a\"}\n{\"id\":null,\"said\":\"b\"}\n{\"id\":{\"x\":[1]},\"said\":\"\"}\n"
        );
        assert_eq!(ended, Ok(()));
    }

    #[test]
    fn what_is_no_question_is_told_in_its_place_and_the_rest_goes_on() {
        let (told, ended) =
            answers(b"nonsense\n[1]\n{\"id\":3}\n{\"id\":4,\"text\":4}\n\xff\n{\"id\":5,\"text\":\"e\"}\n");
        let rows: Vec<&str> = told.lines().collect();
        assert_eq!(rows.len(), 6, "{told}");
        assert!(rows[2].contains("\"id\":3") && rows[2].contains("line 3: it has no `text`"), "{told}");
        assert_eq!(rows[5], "{\"id\":5,\"said\":\"e\"}");
        let error = ended.expect_err("five lines were none");
        assert_eq!((error.kind, error.message.starts_with("5 lines")), (ErrorKind::User, true));
    }

    #[test]
    fn a_line_without_end_is_refused() {
        let (told, ended) = answers(&vec![b'x'; 3 * LONGEST as usize]);
        assert_eq!(told, "");
        assert!(ended.is_err_and(|error| error.message.contains("1 MiB")));
    }
}
