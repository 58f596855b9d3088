//! The keys of a YAML file turn into warnings where Postman does not know them: it drops such a key without a word.

use super::super::shape::Reader;
use crate::diagnostic::{Code, Diagnostic, Pointer, Severity};
use crate::yaml::{Node, Value};

/// Which keys a map may have, and what stands below them.
pub(super) struct Shape(&'static [(&'static str, Below)]);

/// What stands below a key.
enum Below {
    /// Anything, or what has keys of the user's own.
    Any,
    /// A map of this shape, or a list of such maps.
    Maps(&'static Shape),
    /// A list of maps of this shape, or a map whose keys are the user's own.
    Entries(&'static Shape),
}

use Below::{Any, Entries, Maps};

const ENTRY: Shape = Shape(&[
    ("key", Any),
    ("value", Any),
    ("description", Any),
    ("disabled", Any),
    ("id", Any),
    ("name", Any),
    ("type", Any),
    ("secret", Any),
    ("enabled", Any),
    ("source", Any),
]);

const FIELD: Shape = Shape(&[
    ("type", Any),
    ("key", Any),
    ("value", Any),
    ("src", Any),
    ("contentType", Any),
    ("fileName", Any),
    ("description", Any),
    ("disabled", Any),
]);

const BODY: Shape = Shape(&[
    ("type", Any),
    ("content", Entries(&FIELD)),
    ("disabled", Any),
    ("options", Any),
    ("$type", Any),
]);

const AUTH: Shape = Shape(&[("id", Any), ("type", Any), ("name", Any), ("credentials", Any), ("rules", Any)]);

const SCRIPT: Shape = Shape(&[
    ("id", Any),
    ("type", Any),
    ("code", Any),
    ("language", Any),
    ("disabled", Any),
    ("packages", Any),
    ("requests", Any),
]);

/// Of a collection and of a folder.
pub(super) const DEFINITION: Shape = Shape(&[
    ("$kind", Any),
    ("id", Any),
    ("name", Any),
    ("description", Any),
    ("variables", Entries(&ENTRY)),
    ("auth", Maps(&AUTH)),
    ("scripts", Maps(&SCRIPT)),
    ("settings", Any),
    ("order", Any),
]);

/// Of an HTTP request.
pub(super) const REQUEST: Shape = Shape(&[
    ("$kind", Any),
    ("id", Any),
    ("name", Any),
    ("description", Any),
    ("url", Any),
    ("method", Any),
    ("headers", Entries(&ENTRY)),
    ("queryParams", Entries(&ENTRY)),
    ("pathVariables", Entries(&ENTRY)),
    ("body", Maps(&BODY)),
    ("auth", Maps(&AUTH)),
    ("settings", Any),
    ("scripts", Maps(&SCRIPT)),
    ("examples", Any),
    ("order", Any),
]);

/// Of a GraphQL request.
pub(super) const GRAPHQL: Shape = Shape(&[
    ("$kind", Any),
    ("id", Any),
    ("name", Any),
    ("description", Any),
    ("url", Any),
    ("method", Any),
    ("query", Any),
    ("variables", Any),
    ("operationName", Any),
    ("schema", Any),
    ("headers", Entries(&ENTRY)),
    ("auth", Maps(&AUTH)),
    ("settings", Any),
    ("scripts", Maps(&SCRIPT)),
    ("examples", Any),
    ("order", Any),
]);

const SENT: Shape = Shape(&[
    ("url", Any),
    ("method", Any),
    ("headers", Entries(&ENTRY)),
    ("queryParams", Entries(&ENTRY)),
    ("pathVariables", Entries(&ENTRY)),
    ("body", Maps(&BODY)),
    ("auth", Maps(&AUTH)),
    ("query", Any),
    ("variables", Any),
    ("operationName", Any),
    ("description", Any),
    ("name", Any),
]);

const ANSWER: Shape = Shape(&[
    ("statusCode", Any),
    ("statusText", Any),
    ("headers", Entries(&ENTRY)),
    ("body", Maps(&BODY)),
    ("events", Any),
    ("http", Any),
    ("cookies", Any),
    ("time", Any),
    ("responseTime", Any),
]);

/// Of a saved example, of a request of either kind.
pub(super) const EXAMPLE: Shape = Shape(&[
    ("$kind", Any),
    ("id", Any),
    ("name", Any),
    ("description", Any),
    ("request", Maps(&SENT)),
    ("response", Maps(&ANSWER)),
    ("order", Any),
]);

/// Warns of every key that is not in the shape. The shapes are a few levels deep, and so is this recursion.
pub(super) fn check(reader: &mut Reader<'_>, node: &Node, at: &Pointer, shape: &Shape) {
    let Value::Map(members) = &node.value else { return };
    for member in members {
        let at = at.key(&member.key);
        match shape.0.iter().find(|(key, _)| *key == member.key).map(|(_, below)| below) {
            None => {
                let known: Vec<&str> = shape.0.iter().map(|(key, _)| *key).collect();
                let message = format!("Postman does not know the key `{}` here, and drops it", member.key);
                let warning = Diagnostic::new(Severity::Warning, Code::UnknownKey, message, at)
                    .offset(member.key_span.start)
                    .help(remedy(&member.key, &known));
                reader.diagnostics.push(warning);
            }
            Some(Any) => {}
            Some(Maps(shape)) if matches!(member.node.value, Value::Map(_)) => {
                check(reader, &member.node, &at, shape);
            }
            Some(Maps(shape) | Entries(shape)) => {
                if let Value::List(list) = &member.node.value {
                    for (index, element) in list.iter().enumerate() {
                        check(reader, element, &at.index(index), shape);
                    }
                }
            }
        }
    }
}

/// The key that was probably meant, and all that there are.
fn remedy(key: &str, known: &[&str]) -> String {
    let list = known.join(", ");
    let nearest = known.iter().map(|known| (distance(key, known), known)).min();
    match nearest {
        Some((distance, nearest)) if distance <= 2 && distance < nearest.len() => {
            format!("did you mean `{nearest}`? If not, remove it, or use one of: {list}")
        }
        Some(_) | None => format!("remove it, or use one of: {list}"),
    }
}

/// How many letters have to be changed, added or removed to make one text of the other (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    // A key is short; what is not needs no comparison.
    if one.len() > 64 {
        return usize::MAX;
    }
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (place, found) in other.iter().enumerate() {
            let changed = diagonal + usize::from(*found != letter);
            diagonal = row[place + 1];
            row[place + 1] = changed.min(row[place] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::reading;
    use super::*;

    fn unknown(text: &str, shape: &Shape) -> Vec<String> {
        let root = crate::yaml::parse(text).unwrap();
        reading(|reader| check(reader, &root, &Pointer::file("a.request.yaml"), shape)).1
    }

    #[test]
    fn a_near_miss_is_recognised() {
        let known = ["url", "method", "headers", "queryParams"];
        for (key, expected) in [
            ("header", Some("headers")),
            ("Headers", Some("headers")),
            ("queryparams", Some("queryParams")),
            ("raw", None),
        ] {
            let nearest = expected.map(|expected| format!("did you mean `{expected}`?"));
            let remedy = remedy(key, &known);
            assert_eq!(remedy.starts_with("did you mean"), nearest.is_some(), "{remedy}");
            assert!(nearest.is_none_or(|nearest| remedy.starts_with(&nearest)), "{remedy}");
        }
    }

    #[test]
    fn warns_of_what_postman_drops() {
        let text = "$kind: http-request\nurl: u\nheader: {A: b}\nheaders:\n  X-Mine: 1\nbody:\n  type: json\n  raw: x\nqueryParams:\n  - {key: a, vale: 1}\n";
        assert_eq!(
            unknown(text, &REQUEST),
            [
                "a.request.yaml#/header: Postman does not know the key `header` here, and drops it",
                "a.request.yaml#/body/raw: Postman does not know the key `raw` here, and drops it",
                "a.request.yaml#/queryParams/0/vale: Postman does not know the key `vale` here, and drops it",
            ]
        );
        assert_eq!(
            unknown("auth:\n  - {type: basic, credentials: {mine: 1}, kind: x}\n", &DEFINITION).len(),
            1
        );
        assert!(unknown("[1]", &REQUEST).is_empty());
    }
}
