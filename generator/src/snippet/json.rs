//! JSON as people read it: a line for each member, numbers in their spelling, short lists on one line.

use crate::infer::{Value, to_json};
use crate::literal::add;
use crate::markdown::is_hidden;

/// As long as an array or object may be that stands on one line.
const SHORT: usize = 60;

/// The text, without a line break at its end.
pub(super) fn pretty(value: &Value<'_>) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text
}

/// On one line. What nobody would see stands in texts only, where JSON has another spelling for it.
fn flat(value: &Value<'_>) -> String {
    let text = to_json(value, &str::to_owned, &str::to_owned);
    if !text.chars().any(is_hidden) {
        return text;
    }
    let mut shown = String::new();
    for c in text.chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                add(&mut shown, format_args!("\\u{unit:04x}"));
            }
        } else {
            shown.push(c);
        }
    }
    shown
}

fn write(value: &Value<'_>, depth: usize, text: &mut String) {
    let is_short = |text: &String| text.len() <= SHORT;
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let lines = fields.iter().map(|(name, value)| {
                let mut line = flat(&Value::Text(name.clone())) + ": ";
                write(value, depth + 1, &mut line);
                line
            });
            block(('{', '}'), lines, depth, text);
        }
        Value::Array(elements) if !elements.is_empty() => {
            let is_nested = elements.iter().any(|it| matches!(it, Value::Object(_) | Value::Array(_)));
            let line = flat(value);
            if !is_nested && is_short(&line) {
                let elements: Vec<String> = elements.iter().map(flat).collect();
                text.extend(["[", &elements.join(", "), "]"]);
                return;
            }
            let lines = elements.iter().map(|element| {
                let mut line = String::new();
                write(element, depth + 1, &mut line);
                line
            });
            block(('[', ']'), lines, depth, text);
        }
        Value::Object(_)
        | Value::Array(_)
        | Value::Null
        | Value::Boolean(_)
        | Value::Number(_)
        | Value::Text(_)
        | Value::Variable(_) => text.push_str(&flat(value)),
    }
}

fn block((open, close): (char, char), lines: impl Iterator<Item = String>, depth: usize, text: &mut String) {
    text.push(open);
    for (place, line) in lines.enumerate() {
        text.push_str(if place == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        text.push_str(&line);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push(close);
}
