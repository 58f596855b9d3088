//! Explanations into text for people and JSON for programs.

use std::fmt::Write as _;

use serde_json::{Value, json as value};

use super::{Explanation, Sample};
use crate::diagnostic::Pointer;

/// So many pages of the reference are named.
const PAGES: usize = 5;

/// The file and the line of a place in the collection.
pub(crate) type Locate<'a> = dyn Fn(&Pointer) -> (String, Option<usize>) + 'a;

/// For people.
pub(crate) fn text(explanations: &[Explanation], locate: &Locate<'_>) -> String {
    let mut text = String::new();
    for one in explanations {
        let gap = if text.is_empty() { "" } else { "\n" };
        // Nothing fails to write into a text.
        let _ = writeln!(text, "{gap}{}.{}: {}", one.owner, one.name, one.ty);
        for rule in &one.rules {
            let _ = writeln!(text, "  {rule}");
        }
        for place in &one.settings {
            let _ = writeln!(text, "  settings: `{}` has the last word", place.pointer);
        }
        for sample in &one.samples {
            let _ = writeln!(text, "  {}: {}", located(&sample.at, locate), shown(sample));
        }
        for described in &one.descriptions {
            let place = located(&described.at, locate);
            let _ = writeln!(
                text,
                "  {place}: {}: a description says: {}",
                described.operation,
                described.says.join("; ")
            );
        }
        let _ = writeln!(text, "  reference: {}", pages(one));
    }
    text
}

/// The pages in the reference: of the type, and of the operations that taught the field.
fn pages(one: &Explanation) -> String {
    let mut pages = vec![one.page.as_str()];
    for sample in &one.samples {
        if !pages.contains(&sample.page.as_str()) {
            pages.push(&sample.page);
        }
    }
    let more = pages.len().saturating_sub(PAGES);
    pages.truncate(PAGES);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", pages.join(", "))
}

fn located(at: &Pointer, locate: &Locate<'_>) -> String {
    match locate(at) {
        (file, Some(line)) => format!("{file}:{line} ({at})"),
        (file, None) => format!("{file} ({at})"),
    }
}

fn shown(sample: &Sample) -> String {
    let Sample { operation, part, objects, present, nulls, kinds, .. } = sample;
    let noun = if *objects == 1 { "object" } else { "objects" };
    let mut text = format!("{operation}, {part}: {present} of {objects} {noun}");
    if !kinds.is_empty() {
        let _ = write!(text, ", {}", kinds.join(" and "));
    }
    if *nulls > 0 {
        let _ = write!(text, ", {nulls} null");
    }
    text
}

/// For programs.
pub(crate) fn json(explanations: &[Explanation], locate: &Locate<'_>) -> Value {
    let place = |at: &Pointer| {
        let (file, line) = locate(at);
        value!({"pointer": at.as_str(), "file": file, "line": line})
    };
    let field = |one: &Explanation| {
        let samples = one.samples.iter().map(|sample| {
            value!({
                "place": place(&sample.at), "operation": sample.operation, "page": sample.page, "part": sample.part,
                "objects": sample.objects, "present": sample.present, "null": sample.nulls, "kinds": sample.kinds,
            })
        });
        let descriptions = one.descriptions.iter().map(|described| {
            value!({"place": place(&described.at), "operation": described.operation, "says": described.says})
        });
        value!({
            "type": one.owner,
            "page": one.page,
            "field": one.name,
            "rust": one.rust,
            "rust_type": one.ty,
            "rules": one.rules,
            "samples": samples.collect::<Vec<_>>(),
            "descriptions": descriptions.collect::<Vec<_>>(),
            "settings": one.settings.iter().map(|place| place.pointer.as_str()).collect::<Vec<_>>(),
        })
    };
    value!({"explain": 1, "fields": explanations.iter().map(field).collect::<Vec<_>>()})
}
