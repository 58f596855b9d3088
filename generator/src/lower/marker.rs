//! From the words of a description to what it marks: required, deprecated, a placeholder.

use crate::api::{Kind, Numbers, Schema};
use crate::infer::{Meaning, placeholder};

/// What may follow "required" at the beginning of a description and makes it a condition.
const CONDITIONS: &[&str] =
    &["if", "when", "unless", "only", "for", "in", "by", "with", "to", "as", "on", "at"];

/// What may follow "required:" and denies it.
const DENIALS: &[&str] = &["false", "no", "not", "optional", "never", "conditional", "conditionally"];

/// What stands between the subject of a sentence and "deprecated".
const VERBS: &[&str] =
    &["is", "are", "was", "were", "be", "been", "being", "has", "have", "will", "now", "also"];

/// What an operation has; a sentence that calls one of them deprecated does not mean the operation.
const PARTS: &[&str] = &[
    "field",
    "fields",
    "parameter",
    "parameters",
    "param",
    "params",
    "property",
    "properties",
    "attribute",
    "attributes",
    "header",
    "headers",
    "option",
    "options",
    "argument",
    "arguments",
    "value",
    "values",
    "key",
    "keys",
    "scope",
    "scopes",
    "column",
    "flag",
    "enum",
];

/// Whether the description says "required" at its beginning, or alone in parentheses or brackets.
pub(super) fn is_required(description: Option<&str>) -> bool {
    let Some(description) = description else { return false };
    let text = description.to_lowercase();
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`' | '-'));
    if let Some(rest) = start.strip_prefix("required") {
        let next = rest.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        let is_word = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
        let is_condition = rest.starts_with(' ') && next.is_some_and(|word| CONDITIONS.contains(&word));
        if is_word && !is_condition && !next.is_some_and(|word| DENIALS.contains(&word)) {
            return true;
        }
    }
    text.split(['(', '[']).skip(1).any(|part| {
        let (group, behind) = part.split_once([')', ']']).unwrap_or((part, ""));
        let mut words = group.split([',', ';', '/', '|', '.']);
        words.any(|word| word.trim_matches([' ', '*', '_', '`', '!']) == "required")
            && !is_alternative(behind)
    })
}

/// Whether what stands behind a mark makes it one of several: `(Required) If "b" is not given`, `(Required) unless …`.
fn is_alternative(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let clause = text.split([',', '.', ';', '\n']).next().unwrap_or_default();
    let mut words = clause.split_whitespace();
    match words.next() {
        Some("unless") => true,
        Some("if") => {
            words.any(|word| ["not", "no", "isn't", "without", "missing", "omitted"].contains(&word))
        }
        Some(_) | None => false,
    }
}

/// A description without the mark that says "required": the signature says it. Nothing if the mark is all there is.
pub(super) fn without_required(description: Option<&str>) -> Option<String> {
    let text = description?;
    if !is_required(description) {
        return Some(text.to_owned());
    }
    let text = without_leading(&without_group(text));
    Some(text).filter(|text| !text.trim().is_empty())
}

/// Without the first group in parentheses or brackets that says "required"; what else stands in it stays.
fn without_group(text: &str) -> String {
    for (start, _) in text.match_indices(['(', '[']) {
        let Some(length) = text[start + 1..].find([')', ']']) else { break };
        let end = start + 1 + length;
        let is_mark =
            |word: &&str| word.trim_matches([' ', '*', '_', '`', '!', '.']).eq_ignore_ascii_case("required");
        let words: Vec<&str> = text[start + 1..end].split(',').collect();
        if !words.iter().any(is_mark) {
            continue;
        }
        let rest: Vec<&str> = words.into_iter().filter(|word| !is_mark(word)).map(str::trim).collect();
        if !rest.is_empty() {
            let (open, close) = (&text[..=start], &text[end..]);
            return format!("{open}{}{close}", rest.join(", "));
        }
        return joined(&text[..start], &text[end + 1..]);
    }
    text.to_owned()
}

/// What stood before and behind a mark, without the emphasis around it and with one blank between them.
fn joined(before: &str, after: &str) -> String {
    let (mut before, mut after) = (before, after);
    while let Some(mark) = before.chars().next_back().filter(|mark| "*_`".contains(*mark))
        && let Some(rest) = after.strip_prefix(mark)
    {
        before = &before[..before.len() - mark.len_utf8()];
        after = rest;
    }
    if before.trim().is_empty() {
        return after.trim_start_matches([' ', '.', ':', '-', '\u{2013}', '\u{2014}']).to_owned();
    }
    if before.ends_with([' ', '\n', '>']) {
        after = after.trim_start_matches(' ');
    }
    if after.starts_with(['.', ',', ';', ':']) || after.is_empty() {
        before = before.trim_end_matches(' ');
    }
    format!("{before}{after}")
}

/// Without "required" at the beginning, if it is a mark of its own: `**Required.** The id`.
fn without_leading(text: &str) -> String {
    const WORD: usize = "required".len();
    let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || "*_`-".contains(c)).len();
    let is_word = text.get(start..start + WORD).is_some_and(|word| word.eq_ignore_ascii_case("required"));
    if !is_word || !is_required(Some(text)) {
        return text.to_owned();
    }
    let rest = &text[start + WORD..];
    let behind = rest.trim_start_matches(['*', '_', '`']);
    let is_own =
        behind.is_empty() || behind.starts_with(['.', ':', ',', ';', '!', '\n', '\u{2013}', '\u{2014}']);
    if !(is_own || behind.starts_with(" - ")) {
        return text.to_owned();
    }
    let is_end = |c: char| c.is_whitespace() || "*_`.:,;!-\u{2013}\u{2014}".contains(c);
    let opened = text[..start].chars().any(|c| "*_`".contains(c));
    // Emphasis that goes on behind the mark is left as it is: half of it would be shown.
    let closes = rest.starts_with(['*', '_', '`'])
        || behind.trim_start_matches(['.', ':', '!']).starts_with(['*', '_', '`']);
    if opened && !closes {
        return text.to_owned();
    }
    rest.trim_start_matches(is_end).to_owned()
}

/// Whether a name or the description of a parameter says "deprecated".
pub(super) fn is_deprecated(text: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices("deprecated").any(|(at, found)| {
        let (before, after) = (&text[..at], &text[at + found.len()..]);
        let is_word = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
            && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let is_denied = before.ends_with("non-")
            || matches!(last, "not" | "isn't" | "never" | "un" | "non" | "without" | "no");
        is_word && !is_denied
    })
}

/// Whether the description of an operation calls the operation itself deprecated.
pub(super) fn is_operation_deprecated(name: &str, description: Option<&str>) -> bool {
    let means_a_part = |sentence: &str| {
        let before = sentence.to_lowercase().find("deprecated").and_then(|at| sentence.get(..at));
        let mut before = before.unwrap_or_default().split_whitespace().rev();
        if before.find(|word| !VERBS.contains(word)).is_some_and(is_code) {
            return true;
        }
        let sentence = sentence.to_lowercase();
        let mut words = sentence.split(|c: char| !c.is_alphanumeric());
        sentence.contains('|') || words.any(|word| PARTS.contains(&word))
    };
    let sentences = description.unwrap_or_default().split(['\n', '.', ';', '!']);
    is_deprecated(name)
        || sentences.into_iter().any(|sentence| is_deprecated(sentence) && !means_a_part(sentence))
}

/// Whether a word of a sentence is the name of a field and the like, or only a guess: "considered deprecated".
fn is_code(word: &str) -> bool {
    let mut letters = word.chars().skip_while(|c| !c.is_alphanumeric()).skip(1);
    word.contains(['`', '_'])
        || word == "considered"
        || (word.contains(char::is_lowercase) && letters.any(char::is_uppercase))
}

/// Whether the value only says what kind of value belongs there: `<string>`.
pub(super) fn is_placeholder(value: &str) -> bool {
    let inner = value.trim().strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(['<', '>']))
}

/// The shape that a placeholder names; text otherwise.
pub(super) fn schema(value: &str) -> Schema {
    let kind = match placeholder(value.trim()).map(|it| it.meaning) {
        Some(Meaning::Integer) => Kind::Integer { unsigned: false },
        Some(Meaning::Number) => Kind::Number(Numbers::Mixed),
        Some(Meaning::Boolean) => Kind::Boolean,
        Some(Meaning::Text | Meaning::Anything) | None => Kind::String,
    };
    Schema { kind, ..Schema::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn required_is_a_mark_not_a_word() {
        for text in [
            "(Required) The id",
            "[required]",
            "**Required.** The id",
            "Required",
            "The id (string, required)",
            "(required) If true, nothing is not sent",
            "(Required) If a cup",
        ] {
            assert!(is_required(Some(text)), "{text}");
        }
        for text in [
            "Required if a is set",
            "not required",
            "(not required)",
            "Requiredness",
            "(required when x)",
            "required: false\nTypes",
            "[Required] If 'b' not given",
            "(Required) unless b is given.",
        ] {
            assert!(!is_required(Some(text)), "{text}");
        }
        assert!(!is_required(None));
    }

    #[test]
    fn a_mark_that_was_understood_is_left_out() {
        for (text, expected) in [
            ("(Required)", None),
            ("Required", None),
            ("**Required**", None),
            ("(Required) The id", Some("The id")),
            ("**(Required)** The id", Some("The id")),
            ("[required]: The id", Some("The id")),
            ("**Required.** The id", Some("The id")),
            ("Required - the id", Some("the id")),
            ("The id (required).", Some("The id.")),
            ("The id (required) of it", Some("The id of it")),
            ("The id (string, required)", Some("The id (string)")),
            ("<p>(Required) The id</p>", Some("<p>The id</p>")),
            ("Required string", Some("Required string")),
            ("**Required: the id**", Some("**Required: the id**")),
            ("(required if x) The id", Some("(required if x) The id")),
            ("not required", Some("not required")),
        ] {
            assert_eq!(without_required(Some(text)).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn deprecated_means_the_operation() {
        assert!(is_operation_deprecated("Get user (Deprecated)", None));
        assert!(is_operation_deprecated("a", Some("Lists users.\n\n**Deprecated**: use v2.")));
        assert!(is_operation_deprecated("a", Some("This endpoint is deprecated.")));
        assert!(!is_operation_deprecated("a", Some("This is not deprecated.")));
        assert!(!is_operation_deprecated("a", Some("The `x` field is deprecated.")));
        assert!(!is_operation_deprecated("a", Some("| x | string | deprecated |")));
        assert!(!is_operation_deprecated("a", Some("Note: connectorPort has been deprecated.")));
        assert!(!is_operation_deprecated("a", Some("Eventually, `formId` will be deprecated.")));
        assert!(is_operation_deprecated("a", Some("The POS API is now deprecated")));
        assert!(!is_operation_deprecated("undeprecated", None));
    }

    #[test]
    fn placeholders_name_kinds() {
        assert!(is_placeholder("<string>") && !is_placeholder("<a><b>") && !is_placeholder("x"));
        assert_eq!(schema("<integer>").kind, Kind::Integer { unsigned: false });
        assert_eq!(schema("7").kind, Kind::String);
    }
}
