//! However much a collection holds, its pages have a size that can be read, and say what they leave out.

use super::{Format, collection, page, reference};
use crate::write::File;

/// No page may be larger.
const LARGEST: usize = 1024 * 1024;

/// One operation whose answer is `answer`, and the files of its reference in both formats.
fn both(request: &str, answers: &str) -> [Vec<File>; 2] {
    let item = format!(r#"{{"name": "Get it", "request": {request}, "response": [{answers}]}}"#);
    [Format::Html, Format::Markdown].map(|format| reference(&collection(&item), format))
}

fn answer(name: &str, code: u16, body: &str) -> String {
    let body = serde_json::Value::from(body);
    format!(
        r#"{{"name": "{name}", "code": {code}, "header": [{{"key": "Content-Type", "value": "application/json"}}], "body": {body}}}"#
    )
}

fn get(description: &str) -> String {
    let description = serde_json::Value::from(description);
    format!(r#"{{"method": "GET", "url": "https://x.test/a", "description": {description}}}"#)
}

/// The pages with these names hold these words, and all pages have a size that can be read.
fn say(files: &[Vec<File>; 2], name: &str, said: &str) {
    for (files, path) in files.iter().zip([format!("{name}.html"), format!("{name}.md")]) {
        for file in files {
            assert!(file.text.len() < LARGEST, "{} has {} bytes", file.path, file.text.len());
        }
        assert!(page(files, &path).contains(said), "{path} does not say {said:?}");
    }
}

#[test]
fn a_huge_description() {
    let [html, markdown] = both(&get(&"Long **words**.\n\n".repeat(50_000)), "");
    let said = |page: String, code: &str| {
        page.split(code).next().is_some_and(|before| before.contains("The text goes on in the collection."))
    };
    assert!(said(page(&html, "get-it.html"), "id=\"code\""));
    assert!(said(page(&markdown, "get-it.md"), "## Code"));
    say(&[html, markdown], "get-it", "The text goes on in the collection.");
}

#[test]
fn a_field_with_many_valid_values() {
    for count in [150, 10_000] {
        let values: Vec<String> = (0..count).map(|number| format!("`value_{number}`")).collect();
        let table = format!(
            "## Response\n\n| field | type | description |\n|--|--|--|\n| kind | string | Valid values: {}. |\n| id | string | Its id. |",
            values.join(", ")
        );
        let [html, markdown] = both(&get(&table), &answer("OK", 200, r#"{"kind": "value_1", "id": "x"}"#));
        let html_page = page(&html, "get-it.html");
        if count > 150 {
            // They are no list any more, but words, which are cut.
            let row = html_page.split("id=\"responses\"").nth(1).unwrap_or_default();
            assert!(row.contains("…</p>") && row.len() < 50_000, "{}", row.len());
            continue;
        }
        assert!(html_page.contains("<li><code>value_99</code></li></ul>"), "the table was not read");
        say(&[html, markdown], "get-it", "and 50 more");
    }
}

#[test]
fn a_type_with_many_fields() {
    let fields: Vec<String> = (0..5_000).map(|number| format!("\"field_{number}\": {number}")).collect();
    let files = both(&get(""), &answer("OK", 200, &format!("{{{}}}", fields.join(","))));
    say(&files, "types/get-it-response", "There are more fields than are shown here");
}

#[test]
fn a_huge_example() {
    let numbers = vec!["123456789"; 100_000];
    let body = format!("[{}]", numbers.join(","));
    say(&both(&get(""), &answer("OK", 200, &body)), "get-it", "The text goes on in the collection.");
}

#[test]
fn many_examples_and_many_kinds_of_answers() {
    let body = format!("[\"{}\"]", "long ".repeat(4_000));
    let examples: Vec<String> = (0..100).map(|number| answer(&format!("E {number}"), 200, &body)).collect();
    say(&both(&get(""), &examples.join(",")), "get-it", "more examples");
    let kinds: Vec<String> = (200..599).map(|code| answer("E", code, "{\"a\": 1}")).collect();
    say(&both(&get(""), &kinds.join(",")), "get-it", "349 more kinds of answers");
}

#[test]
fn many_parameters() {
    let query: Vec<String> =
        (0..5_000).map(|number| format!(r#"{{"key": "q{number}", "value": "{number}"}}"#)).collect();
    let request = format!(
        r#"{{"method": "GET", "url": {{"raw": "https://x.test/a", "host": ["https://x.test"], "path": ["a"], "query": [{}]}}}}"#,
        query.join(",")
    );
    say(&both(&request, ""), "get-it", "There are more than are shown here");
}

#[test]
fn secrets_are_hidden_before_texts_are_cut() {
    let key = format!("Sk_Live_{}", "AbCdEfGh".repeat(8));
    let lines: Vec<String> =
        (0..20).map(|number| format!("MIIEvQIBADANBgkqhkiG9w0BAQEFAASC{number}")).collect();
    let private = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----", lines.join("\n"));
    let long = |most: usize| format!("{}{private}", "a ".repeat((most - private.len() / 2) / 2));
    let item = serde_json::json!({
        "name": format!("{} {key}", "x".repeat(160)),
        "request": {
            "method": "POST",
            "url": {"raw": "https://x.test/a?p=1", "host": ["https://x.test"], "path": ["a"],
              "query": [{"key": "p", "value": long(4 * 1024), "description": "b"}]},
            "body": {"mode": "raw", "raw": long(64 * 1024)},
        },
        "response": [{"name": format!("{} {key}", "y".repeat(160)), "code": 200, "body": long(64 * 1024),
          "header": [{"key": "Content-Type", "value": "text/plain"}]}],
    });
    let variable =
        |name: &str, value: &str| serde_json::json!({"key": name, "value": value, "type": "secret"});
    let variables = serde_json::json!([variable("key", &key), variable("private", &private)]);
    let text = collection(&item.to_string()).replacen(
        "\"item\"",
        &format!("\"variable\": {variables}, \"item\""),
        1,
    );
    for format in [Format::Html, Format::Markdown] {
        for file in reference(&text, format) {
            for part in ["Sk_Live", "MIIEvQ", "BEGIN PRIVATE"] {
                assert!(!file.text.contains(part), "{} has {part}", file.path);
            }
        }
    }
}

#[test]
fn a_long_name() {
    let long = "name ".repeat(20_000);
    let items: Vec<String> = (0..20)
        .map(|number| {
            format!(r#"{{"name": "{number} {long}", "request": {{"method": "GET", "url": "https://x.test/{number}"}}}}"#)
        })
        .collect();
    for format in [Format::Html, Format::Markdown] {
        for file in reference(&collection(&items.join(",")), format) {
            let is_own = file.path.starts_with("assets/");
            assert!(is_own || file.text.len() < 300_000, "{}: {}", file.path, file.text.len());
        }
    }
}
