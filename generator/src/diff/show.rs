//! Changes into text, JSON and Markdown.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Change, Weight, verdict};
use crate::diagnostic::Pointer;

/// Where a place is: file and line.
type Locate<'a> = &'a dyn Fn(&Pointer) -> (String, Option<usize>);

/// For a terminal.
pub(crate) fn text(changes: &[Change], old: Locate<'_>, new: Locate<'_>) -> String {
    let mut text = format!("{}\n", summary(changes));
    for change in changes {
        // Nothing fails to write into a text.
        let _ = write!(text, "\n{}: {}: {}\n", change.weight.word(), change.item, change.effect);
        for (side, pointer, locate) in [("old", &change.old, old), ("new", &change.new, new)] {
            if let Some(pointer) = pointer {
                let _ = writeln!(text, "  {side}: {} ({})", place(locate, pointer), pointer.as_str());
            }
        }
    }
    text
}

/// For programs.
pub(crate) fn json(changes: &[Change], old: Locate<'_>, new: Locate<'_>) -> Value {
    let place = |pointer: &Option<Pointer>, locate: Locate<'_>| match pointer {
        None => Value::Null,
        Some(pointer) => {
            let (file, line) = locate(pointer);
            json!({"file": file, "line": line})
        }
    };
    let pointer = |pointer: &Option<Pointer>| pointer.as_ref().map(|pointer| pointer.as_str().to_owned());
    let one = |change: &Change| {
        json!({
            "weight": change.weight.word(),
            "kind": change.kind,
            "operation": change.operation,
            "item": change.item,
            "old": pointer(&change.old),
            "new": pointer(&change.new),
            "old_place": place(&change.old, old),
            "new_place": place(&change.new, new),
            "effect": change.effect,
        })
    };
    json!({
        "diff": 1,
        "verdict": verdict(changes).word(),
        "changes": changes.iter().map(one).collect::<Vec<_>>(),
    })
}

/// For the description of a pull request.
pub(crate) fn markdown(changes: &[Change], old: Locate<'_>, new: Locate<'_>) -> String {
    let mut text = format!("**{}**\n", summary(changes));
    for weight in [Weight::Major, Weight::Minor, Weight::Patch] {
        let of_weight: Vec<&Change> = changes.iter().filter(|change| change.weight == weight).collect();
        if of_weight.is_empty() {
            continue;
        }
        let _ = write!(
            text,
            "\n### {}\n\n| item | for callers | old | new |\n| --- | --- | --- | --- |\n",
            weight.word()
        );
        for change in of_weight {
            let cell = |pointer: &Option<Pointer>, locate: Locate<'_>| {
                pointer.as_ref().map(|pointer| escaped(&place(locate, pointer))).unwrap_or_default()
            };
            let (old, new) = (cell(&change.old, old), cell(&change.new, new));
            let _ = writeln!(text, "| `{}` | {} | {old} | {new} |", change.item, escaped(&change.effect));
        }
    }
    text
}

/// For a changelog, under the headings of keepachangelog.com. Empty if nothing changed.
pub(crate) fn entry(changes: &[Change]) -> String {
    if changes.is_empty() {
        return String::new();
    }
    let mut text = format!("For callers this is a **{}** change.\n", verdict(changes).word());
    for heading in ["Added", "Changed", "Deprecated", "Removed"] {
        let below: Vec<&Change> = changes.iter().filter(|change| heading_of(change) == heading).collect();
        if below.is_empty() {
            continue;
        }
        let _ = write!(text, "\n### {heading}\n\n");
        for change in below {
            let mark = if change.weight == Weight::Major { "**Breaking:** " } else { "" };
            let item = if change.kind == "details" { String::new() } else { format!("`{}`: ", change.item) };
            let _ = writeln!(text, "- {mark}{item}{}", line(&change.effect));
        }
    }
    text
}

fn heading_of(change: &Change) -> &'static str {
    match change.kind.rsplit_once('-').map(|(_, what)| what) {
        Some("added") => "Added",
        Some("deprecated") => "Deprecated",
        Some("removed") => "Removed",
        Some(_) | None => "Changed",
    }
}

fn summary(changes: &[Change]) -> String {
    let count = |weight| changes.iter().filter(|change| change.weight == weight).count();
    let parts: Vec<String> = [Weight::Major, Weight::Minor, Weight::Patch]
        .into_iter()
        .filter(|weight| count(*weight) > 0)
        .map(|weight| format!("{} {}", count(weight), weight.word()))
        .collect();
    let parts = if parts.is_empty() { "no change".to_owned() } else { parts.join(", ") };
    format!("{}: {parts}", verdict(changes).word())
}

fn place(locate: Locate<'_>, pointer: &Pointer) -> String {
    let (file, line) = locate(pointer);
    line.map_or_else(|| file.clone(), |line| format!("{file}:{line}"))
}

/// A cell of a table, which comes before what is in it: also in code.
fn escaped(text: &str) -> String {
    line(text).replace('|', "\\|")
}

/// One line of Markdown.
fn line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let (mut cell, mut rest) = (String::new(), text.as_str());
    while let Some(at) = rest.find('`') {
        let (words, code) = rest.split_at(at);
        cell += &words_only(words);
        // As Markdown has it: code ends with as many backticks as it began with.
        let inner = code.trim_start_matches('`');
        let (fence, _) = code.split_at(code.len() - inner.len());
        let end = end_of_code(inner, fence).unwrap_or_default();
        let (inner, after) = inner.split_at(end);
        cell.extend([fence, inner]);
        rest = after;
    }
    cell + &words_only(rest)
}

/// Where the text behind a run of backticks that is as long as this one begins.
fn end_of_code(text: &str, fence: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find('`')?;
        let run = text.get(start..)?;
        let length = run.len() - run.trim_start_matches('`').len();
        from = start + length;
        if length == fence.len() {
            return Some(from);
        }
    }
}

/// Text that is no code.
fn words_only(text: &str) -> String {
    text.replace('\\', "\\\\").replace('<', "&lt;")
}
