//! Text turns into JSON, or into an error that says what is wrong with the text and how to mend it.

use super::json::Json;
use crate::diagnostic::{Code, Diagnostic, Pointer};

/// Parses the text of a file.
pub(super) fn parse(text: &str) -> Result<Json, Diagnostic> {
    match serde_json::from_str(text) {
        Ok(json) => Ok(json),
        Err(error) if ["surrogate", "hex escape"].iter().any(|what| error.to_string().contains(what)) => {
            serde_json::from_str(&without_lone_surrogates(text)).map_err(|error| explain(text, &error))
        }
        Err(error) => Err(explain(text, &error)),
    }
}

/// JavaScript keeps half a character; Rust's text cannot. Each one becomes U+FFFD, of the same length in the file.
fn without_lone_surrogates(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(index) = rest.find('\\') {
        mended.push_str(&rest[..index]);
        rest = &rest[index..];
        let length = match (surrogate(rest), rest.get(6..).and_then(surrogate)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => {
                mended.push_str(&rest[..12]);
                12
            }
            (Some(_), _) => {
                mended.push_str("\\ufffd");
                6
            }
            (None, _) => {
                let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                mended.push_str(&rest[..length]);
                length
            }
        };
        rest = &rest[length..];
    }
    mended + rest
}

/// The surrogate that an escape at the beginning of `text` names.
fn surrogate(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok().filter(|code| (0xd800..0xe000).contains(code))
}

fn explain(text: &str, error: &serde_json::Error) -> Diagnostic {
    let (message, help, offset) = match (conflict(text), whole(text)) {
        (Some(offset), _) => (
            "the file holds conflict markers of a merge (`<<<<<<<`), so it is not JSON".to_owned(),
            "resolve the conflict: keep one side and delete the marker lines",
            offset,
        ),
        (None, Some((message, help))) => (message.to_owned(), help, first_character(text)),
        (None, None) => {
            let offset = if error.is_eof() {
                text.trim_end().len()
            } else {
                offset(text, error.line(), error.column())
            };
            // The first of two braces is a key's place; the second one is where reading stops.
            let offset = offset
                - usize::from(offset > 0 && text[..offset].ends_with('{') && text[offset..].starts_with('{'));
            let (message, help) = local(text, offset, &error.to_string());
            (message, help, offset)
        }
    };
    Diagnostic::error(Code::InvalidJson, message, Pointer::root()).help(help).offset(offset)
}

fn first_character(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The offset of the first conflict marker of a merge, if the text was left in the middle of one.
fn conflict(text: &str) -> Option<usize> {
    let marker = if text.starts_with("<<<<<<< ") { 0 } else { text.find("\n<<<<<<< ")? + 1 };
    text[marker..].contains("\n>>>>>>> ").then_some(marker)
}

/// What the file is as a whole, if it is something else than JSON.
fn whole(text: &str) -> Option<(&'static str, &'static str)> {
    let begin = text.trim_start();
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| begin.starts_with(prefix));
    let lines = || begin.lines().take(40);
    if begin.is_empty() {
        Some((
            "the file is empty, but a Postman collection is expected",
            "export the collection from Postman again",
        ))
    } else if starts(&["<!DOCTYPE", "<!doctype", "<html", "<HTML"]) {
        Some((
            "the file is a web page, not JSON",
            "a download may have failed or asked for a login; export the collection from Postman again",
        ))
    } else if starts(&["<"]) {
        Some(("the file is XML, not JSON", "export the collection from Postman as JSON"))
    } else if lines().any(|line| line.starts_with("$kind:")) {
        Some((
            "the file is YAML: one part of a collection of format v3, which is a folder",
            "give the folder that holds the `*.request.yaml` files",
        ))
    } else if lines().any(|line| line.starts_with("openapi:") || line.starts_with("swagger:")) {
        Some((
            "the file is an OpenAPI document in YAML, not a Postman collection",
            "import it into Postman, and export the collection from there",
        ))
    } else if starts(&["PK\u{3}\u{4}"]) {
        Some(("the file is a ZIP archive, not JSON", "unpack it, and give the collection's JSON file"))
    } else {
        None
    }
}

/// What is wrong at the place where reading stopped.
fn local(text: &str, offset: usize, error: &str) -> (String, &'static str) {
    let what = error.split(" at line ").next().unwrap_or(error);
    let rest = text.get(offset..).unwrap_or_default();
    let found = rest.chars().next().map_or_else(|| "the end of the file".to_owned(), describe);
    if what.starts_with("control character") && rest.trim().is_empty() {
        (
            "the file ends inside of a string".to_owned(),
            "the file seems cut off; export the collection from Postman again",
        )
    } else if what.starts_with("EOF while parsing") {
        let inside = what.trim_start_matches("EOF while parsing ");
        (
            format!("the file ends inside of {inside}"),
            "the file seems cut off; export the collection from Postman again",
        )
    } else if what == "trailing characters" {
        (
            format!("after the end of the JSON document there is more, beginning with {found}"),
            "delete what follows the last `}`, or export the collection from Postman again",
        )
    } else if what.starts_with("control character") {
        (
            format!("a text holds {found}, which JSON allows only as an escape"),
            "write a line break as `\\n` and a tab as `\\t`, or export the collection from Postman again",
        )
    } else if what == "recursion limit exceeded" {
        (
            "the values are nested more than 128 levels deep".to_owned(),
            "flatten the folders: up to 60 levels of folders can be read",
        )
    } else if what == "trailing comma" {
        ("there is a comma after the last entry".to_owned(), "delete the comma")
    } else if rest.starts_with("//") || rest.starts_with("/*") {
        ("there is a comment, which JSON does not have".to_owned(), "delete the comment")
    } else if rest.starts_with("{{") {
        (
            "there is a variable outside of quotes".to_owned(),
            "put the variable in quotes; only the text of a body may hold it without them",
        )
    } else if what == "expected value" || what == "expected ident" {
        (format!("a JSON value is expected, but found {found}"), advice(what, rest))
    } else {
        (format!("{what}, but found {found}"), advice(what, rest))
    }
}

fn advice(what: &str, rest: &str) -> &'static str {
    if rest.starts_with('\'') {
        "write double quotes instead of single ones"
    } else if what == "key must be a string" {
        "put the key in double quotes, or delete the comma before it"
    } else if what.contains("expected `,`") {
        "add the missing comma or bracket, or escape a quote inside of a text as `\\\"`"
    } else if what.contains("escape") {
        "write a backslash as `\\\\`"
    } else {
        "correct the text there, or export the collection from Postman again"
    }
}

fn describe(character: char) -> String {
    match character {
        '\n' | '\r' => "a line break".to_owned(),
        '\t' => "a tab".to_owned(),
        '\u{feff}' => "a byte order mark".to_owned(),
        control if control.is_control() => format!("the control character U+{:04X}", u32::from(control)),
        character => format!("`{character}`"),
    }
}

/// The byte offset of a line and a column in bytes, both from 1. Column 0 is the line break before the line.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        None => 0,
        Some(nth) => text.match_indices('\n').nth(nth).map_or(text.len(), |(index, _)| index + 1),
    };
    text.floor_char_boundary((start + column).saturating_sub(1).min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Locator, Source};

    fn error(text: &str) -> String {
        let error = parse(text).err().unwrap();
        let source = Source::from_text("f.json", text);
        let (line, column) = Locator::new(&source).position(error.offset.unwrap());
        format!("{line}:{column} {}\n  {}", error.message, error.help.unwrap())
    }

    #[test]
    fn explains_the_place() {
        insta::assert_snapshot!(error("{\"a\": [1, 2"), @r#"
        1:12 the file ends inside of a list
          the file seems cut off; export the collection from Postman again
        "#);
        insta::assert_snapshot!(error("{\"a\": \"x"), @r#"
        1:9 the file ends inside of a string
          the file seems cut off; export the collection from Postman again
        "#);
        insta::assert_snapshot!(error("{\n}\n}"), @r#"
        3:1 after the end of the JSON document there is more, beginning with `}`
          delete what follows the last `}`, or export the collection from Postman again
        "#);
        insta::assert_snapshot!(error("{\"a\": \"é\n\"}"), @r#"
        1:9 a text holds a line break, which JSON allows only as an escape
          write a line break as `\n` and a tab as `\t`, or export the collection from Postman again
        "#);
        insta::assert_snapshot!(error("{\"a\": 1,}"), @r#"
        1:9 there is a comma after the last entry
          delete the comma
        "#);
        insta::assert_snapshot!(error("{\"a\": 1,\n\n b: 2}"), @r#"
        3:2 key must be a string, but found `b`
          put the key in double quotes, or delete the comma before it
        "#);
        insta::assert_snapshot!(error("{\"a\": 1 \"b\": 2}"), @r#"
        1:9 expected `,` or `}`, but found `"`
          add the missing comma or bracket, or escape a quote inside of a text as `\"`
        "#);
        insta::assert_snapshot!(error("{\"a\": \"x\"y\"}"), @r#"
        1:10 expected `,` or `}`, but found `y`
          add the missing comma or bracket, or escape a quote inside of a text as `\"`
        "#);
        insta::assert_snapshot!(error("{\"a\": {{b}}}"), @r#"
        1:7 there is a variable outside of quotes
          put the variable in quotes; only the text of a body may hold it without them
        "#);
        insta::assert_snapshot!(error("{\"a\": 1, // b\n}"), @r#"
        1:10 there is a comment, which JSON does not have
          delete the comment
        "#);
        insta::assert_snapshot!(error("{\"a\": \"\\x\"}"), @r#"
        1:9 invalid escape, but found `x`
          write a backslash as `\\`
        "#);
        insta::assert_snapshot!(error("{'a': 1}"), @r#"
        1:2 key must be a string, but found `'`
          write double quotes instead of single ones
        "#);
        insta::assert_snapshot!(error("nothing"), @r#"
        1:2 a JSON value is expected, but found `o`
          correct the text there, or export the collection from Postman again
        "#);
        insta::assert_snapshot!(error(&"[".repeat(1000)), @r#"
        1:128 the values are nested more than 128 levels deep
          flatten the folders: up to 60 levels of folders can be read
        "#);
    }

    #[test]
    fn explains_the_whole() {
        insta::assert_snapshot!(error(" \n"), @r#"
        2:1 the file is empty, but a Postman collection is expected
          export the collection from Postman again
        "#);
        insta::assert_snapshot!(error("\n<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs\n"), @r#"
        2:1 the file holds conflict markers of a merge (`<<<<<<<`), so it is not JSON
          resolve the conflict: keep one side and delete the marker lines
        "#);
        insta::assert_snapshot!(error("<!DOCTYPE html>"), @r#"
        1:1 the file is a web page, not JSON
          a download may have failed or asked for a login; export the collection from Postman again
        "#);
        insta::assert_snapshot!(error("<a/>"), @r#"
        1:1 the file is XML, not JSON
          export the collection from Postman as JSON
        "#);
        insta::assert_snapshot!(error("name: x\n$kind: http-request\n"), @r#"
        1:1 the file is YAML: one part of a collection of format v3, which is a folder
          give the folder that holds the `*.request.yaml` files
        "#);
        insta::assert_snapshot!(error("openapi: 3.0.0\n"), @r#"
        1:1 the file is an OpenAPI document in YAML, not a Postman collection
          import it into Postman, and export the collection from there
        "#);
    }

    #[test]
    fn half_a_character_is_no_error() {
        let json = |text: &str| parse(text).unwrap().to_compact();
        assert_eq!(
            json(r#"["\ud83d x", "\\ud83d", "\ud83d\ude00", "\ude00", "\ud83d"]"#),
            "[\"\u{fffd} x\",\"\\\\ud83d\",\"\u{1f600}\",\"\u{fffd}\",\"\u{fffd}\"]"
        );
        assert!(parse(r#"["\ud83d", "#).is_err());
        assert!(parse("[\"\\ud83d\\").is_err());
    }
}
