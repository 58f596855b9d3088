//! From the texts that speak of one field to its row.

use super::{Row, html, values};

/// Longer names are sentences.
const LONGEST_NAME: usize = 120;
/// A path of more names is none.
const DEEPEST: usize = 16;

/// Words of types.
const TYPES: &[&str] = &[
    "string",
    "text",
    "str",
    "varchar",
    "char",
    "array",
    "list",
    "object",
    "json",
    "map",
    "dict",
    "integer",
    "int",
    "int32",
    "int64",
    "long",
    "number",
    "numeric",
    "float",
    "double",
    "decimal",
    "boolean",
    "bool",
    "date",
    "datetime",
    "date-time",
    "timestamp",
    "time",
    "uuid",
    "guid",
    "uri",
    "url",
    "email",
    "enum",
    "null",
    "any",
    "file",
    "binary",
    "bigint",
    "hash",
];

/// A row that is being filled.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) row: Row,
}

impl Draft {
    /// Of the text that names the field; what stands behind the name, in parentheses or not, qualifies it.
    pub(super) fn named(cell: &str) -> Option<Self> {
        let text = plain(cell);
        // What shows the depth of a name.
        let text = text.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(c, '↳' | '└' | '├' | '─' | '│' | '-' | '>' | '→' | '»' | '•' | '·' | '–')
        });
        let end =
            text.find(|c: char| c.is_whitespace() || matches!(c, '(' | ',' | '=')).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let name = name.trim_end_matches(['*', ':', '?']);
        let path = path(name)?;
        let mut draft = Self { row: Row { path, name: name.to_owned(), ..Row::default() } };
        let rest = rest.trim();
        if !rest.is_empty() && !draft.qualify(rest.trim_matches(['(', ')', '[', ']', ' ', '*'])) {
            // Several words: no name.
            return None;
        }
        Some(draft)
    }

    /// Reads `string, required`; false if there is nothing in it that qualifies a field.
    pub(super) fn qualify(&mut self, text: &str) -> bool {
        let mut known = false;
        for part in text.split([',', ';', '|', '/', '(', ')']).map(str::trim).filter(|part| !part.is_empty())
        {
            let part = part.trim_matches(['*', '_', '`', ' ', '.']);
            let lower = part.to_lowercase();
            if let Some(default) = lower.strip_prefix("default") {
                let value = part.get(part.len() - default.len()..).unwrap_or_default();
                self.default(value.trim_start_matches([':', '=', ' ']));
                known = true;
            } else if matches!(lower.as_str(), "required" | "mandatory") {
                self.row.required = Some(true);
                known = true;
            } else if matches!(lower.as_str(), "optional" | "not required") {
                self.row.required = Some(false);
                known = true;
            } else if lower == "nullable" {
                self.row.nullable = true;
                known = true;
            } else if is_type(&lower) {
                self.types(part);
                known = true;
            }
        }
        known
    }

    /// Of the text that tells the type, which may also tell whether the field is required.
    pub(super) fn types(&mut self, text: &str) {
        let lower = plain(text).to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
        for word in words.take(12) {
            match word {
                "null" | "nullable" => self.row.nullable = true,
                "required" | "mandatory" if !lower.contains("not ") => self.row.required = Some(true),
                "optional" => self.row.required = Some(false),
                _ => self.row.types.push(word.trim_end_matches("[]").to_owned()),
            }
        }
        if let Some((_, values)) = text.split_once("enum").or_else(|| text.split_once("Enum")) {
            self.values(values.trim_matches([' ', ':', '(', ')', '[', ']', '<', '>', '*', '=']));
        }
    }

    /// Of the text that explains the field. Values and default that it states are taken out of it.
    pub(super) fn description(&mut self, text: &str) {
        let mut text = lines(text);
        let lower = text.to_lowercase();
        for (mark, required) in [("optional", false), ("required", true), ("mandatory", true)] {
            if let Some(rest) = without_mark(&text, mark) {
                self.row.required.get_or_insert(required);
                text = rest.to_owned();
                break;
            }
        }
        self.row.nullable |= says_nullable(&lower);
        if let Some((found, rest)) = values::stated(&text) {
            if self.row.values.is_empty() {
                self.row.values = found;
            }
            text = rest;
        }
        if let Some((found, rest)) = values::default(&text) {
            self.row.default.get_or_insert(found);
            text = rest;
        }
        let text = text.trim();
        // A dash alone is how a table says nothing.
        if text.chars().any(char::is_alphanumeric) {
            self.row.description = Some(text.to_owned());
        }
    }

    /// Of a text that holds nothing but valid values.
    pub(super) fn values(&mut self, text: &str) {
        if let Some(found) = values::list(&html::entities(text)) {
            self.row.values = found;
        }
    }

    /// Of a text that holds nothing but the default.
    pub(super) fn default(&mut self, text: &str) {
        self.row.default = values::one(&html::entities(text)).or_else(|| self.row.default.take());
    }
}

/// The text behind a mark at its beginning: `Optional.`, `(required)`, `**Required** - `. A word that a sentence goes on
/// from is no mark.
fn without_mark<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let start = text.trim_start_matches(['*', '_', '(', '[', ' ', '`']);
    let is_mark = start.get(..mark.len()).is_some_and(|word| word.eq_ignore_ascii_case(mark));
    let behind = start.get(mark.len()..).filter(|_| is_mark)?;
    let rest = behind.trim_start_matches(['*', '_', '`']);
    let ends =
        rest.is_empty() || rest.starts_with(['.', ')', ']', ',', ';', ':', '\n']) || rest.starts_with(" -");
    // `required: false` says the opposite.
    let is_answer = rest.starts_with(':') && (rest.contains("false") || rest.contains("no"));
    (ends && !is_answer)
        .then(|| rest.trim_start_matches(['.', ')', ']', ',', ';', ':', '-', '*', '_', ' ', '\n']))
}

/// Whether a text, in lower case, says that a field may be null.
fn says_nullable(lower: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let yes = ["(nullable)", "may be null", "can be null", "to null", "or null", "`null`"];
    let no = [
        "not be null",
        "cannot be null",
        "can't be null",
        "not null",
        "non-null",
        "never null",
        "not be `null`",
        "not `null`",
        "cannot be `null`",
    ];
    (has(&yes) || lower.starts_with("nullable.")) && !has(&no)
}

/// Yes or no; `None` for a text that says neither. What is required under a condition is not required.
pub(super) fn answer(cell: &str) -> Option<bool> {
    let text = plain(cell).to_lowercase();
    let mut words =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '(' | ')' | ';' | ':' | '/'));
    let first = words.next().unwrap_or_default();
    let rest: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    match first {
        "yes" | "y" | "true" | "required" | "mandatory" | "always" | "✓" | "✔" | "✔️" | "✅" | "☑" =>
        {
            let has_condition =
                ["if", "when", "unless", "for", "only", "optional", "or", "with", "no", "depends"]
                    .iter()
                    .any(|word| rest.contains(word));
            Some(!has_condition)
        }
        "no" | "n" | "false" | "optional" | "conditional" | "conditionally" | "never" | "✗" | "✘" | "❌" => {
            Some(false)
        }
        "not" if rest.first().is_some_and(|word| *word == "required" || *word == "mandatory") => Some(false),
        _ => None,
    }
}

/// Whether the text is the name of a type: `string`, `array of strings`, `string[]`, `integer (int64)`.
pub(super) fn is_type(text: &str) -> bool {
    let lower = text.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric() && c != '-').find(|word| !word.is_empty());
    let is_short = lower.split_whitespace().count() <= 5;
    is_short && first.is_some_and(|word| TYPES.contains(&word) || TYPES.contains(&word.trim_end_matches('s')))
}

/// The text without marks of emphasis, code and links, and without tags.
pub(super) fn plain(text: &str) -> String {
    let text = if text.contains('<') { html::text(text) } else { html::entities(text) };
    let mut out = String::with_capacity(text.len());
    let mut escaped = false;
    for c in text.chars() {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            '`' | '*' | '"' | '\u{200b}' => {}
            '\u{a0}' => out.push(' '),
            c => out.push(c),
        }
        escaped = false;
    }
    let out = out.trim();
    // `[name](address)`
    let linked = out.strip_prefix('[').and_then(|rest| rest.split_once("](")).map(|(name, _)| name);
    let out = linked.unwrap_or(out);
    let emphasised =
        out.strip_prefix('_').and_then(|rest| rest.strip_suffix('_')).filter(|_| out.starts_with("__"));
    emphasised.and_then(|text| text.strip_prefix('_')?.strip_suffix('_')).unwrap_or(out).to_owned()
}

/// The lines of a cell, trimmed.
fn lines(text: &str) -> String {
    let text = if text.contains('<') {
        text.replace("<br/>", "\n").replace("<br />", "\n").replace("<br>", "\n")
    } else {
        text.to_owned()
    };
    let text = html::entities(&text);
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The names of `a[].b[0].c` and `a.b`; `None` if the text is no name.
pub(super) fn path(text: &str) -> Option<Vec<String>> {
    let is_name = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '_' | '-' | '$' | '@' | '.' | '[' | ']' | ':' | '*' | '{' | '}' | '#')
    };
    if text.is_empty() || text.len() > LONGEST_NAME || !text.chars().all(is_name) {
        return None;
    }
    let names: Vec<String> = text
        .split(['.', '[', ']', '{', '}'])
        .filter(|part| {
            !part.is_empty()
                && !matches!(*part, "*" | "n" | "i" | "index")
                && !part.bytes().all(|byte| byte.is_ascii_digit())
        })
        .map(str::to_owned)
        .collect();
    let names = if names.is_empty() { vec![text.to_owned()] } else { names };
    let has_letter = names.iter().all(|name| name.chars().any(|c| c.is_ascii_alphanumeric()));
    (has_letter && names.len() <= DEEPEST).then_some(names)
}
