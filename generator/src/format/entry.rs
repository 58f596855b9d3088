//! The key/value lists of a request turn into entries, in each of the shapes that Postman takes: a list of objects
//! or texts, one text, or a map.

use super::json::{Json, Object};
use super::shape::{Reader, is_disabled, scalar};
use super::url;
use crate::diagnostic::{Code, Pointer};
use crate::postman::{Header, PathVariable, Query, Scalar, Variable};

/// One entry. `rest` holds the members that only some places have.
pub(super) struct Entry {
    pub(super) key: Option<String>,
    pub(super) value: Scalar,
    pub(super) disabled: bool,
    pub(super) description: Option<String>,
    pub(super) rest: Object,
    pub(super) at: Pointer,
}

/// How a text is cut into entries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// `Key: value` lines; one that begins with `//` is disabled.
    Lines,
    /// `key=value&…`, undecoded.
    Pairs,
}

impl Entry {
    fn new(key: Option<String>, value: Scalar, at: Pointer) -> Self {
        Self { key, value, disabled: false, description: None, rest: Object::default(), at }
    }

    fn from_object(reader: &mut Reader<'_>, mut object: Object, at: Pointer) -> Self {
        let key = reader.text(&mut object, "key", &at);
        let value = scalar(&mut object, "value");
        let description = reader.description(&mut object, &at);
        let disabled = is_disabled(&mut object);
        Self { key, value, disabled, description, rest: object, at }
    }

    pub(super) fn into_header(self) -> Header {
        let Self { key, value, disabled, description, rest: _, at } = self;
        Header { key: key.unwrap_or_default(), value, disabled, description, at }
    }

    pub(super) fn into_query(self) -> Query {
        let Self { key, value, disabled, description, rest: _, at } = self;
        Query { key, value, disabled, description, at }
    }
}

/// Reads the entries of a list, a text or a map.
pub(super) fn read(reader: &mut Reader<'_>, value: Json, at: &Pointer, cut: Cut) -> Vec<Entry> {
    match value {
        Json::Null => Vec::new(),
        Json::Text(text) => cut.entries(reader, &text, at),
        Json::Object(map) => {
            let entry = |(key, value): (String, Json)| {
                let at = at.key(&key);
                Entry::new(Some(key), value.into_scalar(), at)
            };
            map.into_members().into_iter().map(entry).collect()
        }
        Json::List(list) => {
            let mut entries = Vec::with_capacity(list.len());
            for (index, element) in list.into_iter().enumerate() {
                read_element(reader, element, at.index(index), cut, &mut entries);
            }
            entries
        }
        found @ (Json::Boolean(_) | Json::Number(_)) => {
            reader.unexpected(at, &found, "a list");
            Vec::new()
        }
    }
}

fn read_element(reader: &mut Reader<'_>, element: Json, at: Pointer, cut: Cut, entries: &mut Vec<Entry>) {
    match element {
        Json::Null => {}
        Json::Object(object) => entries.push(Entry::from_object(reader, object, at)),
        Json::Text(text) => entries.push(cut.entry(&text, &at)),
        found @ (Json::Boolean(_) | Json::Number(_) | Json::List(_)) => {
            reader.unexpected(&at, &found, "an object");
        }
    }
}

impl Cut {
    /// One element of a list.
    fn entry(self, text: &str, at: &Pointer) -> Entry {
        match self {
            Self::Lines => {
                let (key, value) = text.split_once(':').unwrap_or((text, ""));
                header(key.trim(), value.trim(), at)
            }
            Self::Pairs => {
                let (key, value) = match text.split_once('=') {
                    Some((key, value)) => (key, Scalar::Text(value.to_owned())),
                    None => (text, Scalar::Null),
                };
                Entry::new(Some(key.to_owned()), value, at.clone())
            }
        }
    }

    fn entries(self, reader: &mut Reader<'_>, text: &str, at: &Pointer) -> Vec<Entry> {
        match self {
            Self::Pairs if text.is_empty() => Vec::new(),
            Self::Pairs => {
                let entry = |(key, value): (Option<String>, Option<String>)| {
                    Entry::new(key, value.map_or(Scalar::Null, Scalar::Text), at.clone())
                };
                url::pairs(text).into_iter().map(entry).collect()
            }
            Self::Lines => lines(reader, text, at),
        }
    }
}

/// `Key: value` lines; a line that begins with a blank goes on with the value before it.
fn lines(reader: &mut Reader<'_>, text: &str, at: &Pointer) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match (entries.last_mut(), line.split_once(':')) {
            (Some(Entry { value: Scalar::Text(value), .. }), _) if line.starts_with([' ', '\t']) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (_, Some((key, value))) => entries.push(header(key.trim(), value.trim(), at)),
            (_, None) => reader.ignored(
                at,
                &format!("its line `{}` has no colon", line.trim()),
                "write each header as `Name: value`",
            ),
        }
    }
    entries
}

fn header(key: &str, value: &str, at: &Pointer) -> Entry {
    let enabled = key.strip_prefix("//");
    let key = enabled.unwrap_or(key).trim();
    let mut entry = Entry::new(Some(key.to_owned()), Scalar::Text(value.to_owned()), at.clone());
    entry.disabled = enabled.is_some();
    entry
}

/// Reads headers: of a request or of a saved response.
pub(super) fn headers(reader: &mut Reader<'_>, object: &mut Object, key: &str, at: &Pointer) -> Vec<Header> {
    let Some(value) = object.take(key) else { return Vec::new() };
    read(reader, value, &at.key(key), Cut::Lines).into_iter().map(Entry::into_header).collect()
}

/// Reads the declarations of `:name` segments, keyed by `key` or, in old files, by `id`; or a map.
pub(super) fn path_variables(reader: &mut Reader<'_>, value: Json, at: &Pointer) -> Vec<PathVariable> {
    let mut variables = Vec::new();
    for mut entry in read(reader, value, at, Cut::Pairs) {
        let id = reader.text(&mut entry.rest, "id", &entry.at);
        let kind = reader.text(&mut entry.rest, "type", &entry.at);
        let Some(key) = entry.key.filter(|key| !key.is_empty()).or(id) else {
            if !matches!(entry.value, Scalar::Missing | Scalar::Null) {
                reader.ignored(
                    &entry.at,
                    "it has no `key`",
                    "give it the name of the `:name` segment as `key`",
                );
            }
            continue;
        };
        variables.push(PathVariable { key, value: entry.value, kind, description: entry.description });
    }
    variables
}

/// What names a variable that has no `key`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// Nothing: Postman does not resolve it, and it is reported.
    KeyOnly,
    /// Its `id` or its `name`.
    Lenient,
}

/// Reads the variables of a collection, a folder or an environment.
pub(super) fn variables(
    reader: &mut Reader<'_>,
    list: Vec<Json>,
    at: &Pointer,
    naming: Naming,
) -> Vec<Variable> {
    let mut variables = Vec::with_capacity(list.len());
    for (index, element) in list.into_iter().enumerate() {
        let at = at.index(index);
        let Some(object) = reader.element(element, &at) else { continue };
        let mut entry = Entry::from_object(reader, object, at);
        let kind = reader.text(&mut entry.rest, "type", &entry.at);
        let id = reader.text(&mut entry.rest, "id", &entry.at);
        let name = reader.text(&mut entry.rest, "name", &entry.at);
        let secret = kind.as_deref() == Some("secret") || super::shape::flag(&mut entry.rest, "secret");
        let other = id.or(name);
        let key = match naming {
            Naming::KeyOnly => entry.key,
            Naming::Lenient => entry.key.or_else(|| other.clone()),
        };
        let Some(key) = key else {
            report_nameless(reader, other.as_deref(), &entry.at);
            continue;
        };
        let Entry { value, disabled, description, at, .. } = entry;
        variables.push(Variable { key, value, kind, secret, disabled, description, at });
    }
    variables
}

/// Reports a variable that nothing can name.
fn report_nameless(reader: &mut Reader<'_>, other: Option<&str>, at: &Pointer) {
    let why = "Postman resolves a variable by its `key` only, and it has none";
    let help = "write its name as `key`";
    match other {
        Some(name) => {
            let message = format!("the variable `{name}` is left out: {why}");
            reader.diagnostics.warn(Code::UnexpectedShape, message, at, help);
        }
        None => reader.ignored(at, why, help),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{json, reading};
    use super::*;

    /// The entries, one a line; and the messages.
    fn entries(text: &str, cut: Cut) -> String {
        let (entries, messages) = reading(|reader| read(reader, json(text), &Pointer::root().key("x"), cut));
        let show = |entry: &Entry| {
            let off = if entry.disabled { " off" } else { "" };
            format!("{} {:?} {:?}{off}", entry.at, entry.key.as_deref().unwrap_or("-"), entry.value)
        };
        entries.iter().map(show).chain(messages).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn reads_headers_in_every_shape() {
        insta::assert_snapshot!(
            entries(r#"[{"key": "A", "value": "1"}, null, "B: 2", "//C:3", {"key": "D", "value": null, "enabled": false}, 7, {}]"#, Cut::Lines),
            @r#"
            /x/0 "A" Text("1")
            /x/2 "B" Text("2")
            /x/3 "C" Text("3") off
            /x/4 "D" Null off
            /x/6 "-" Missing
            /x/5: `x/5` is a number, but an object is expected; it is left out
            "#
        );
        insta::assert_snapshot!(entries(r#""A: 1\r\n//B: 2\n// C:3:4\n more\n\n\nD""#, Cut::Lines), @r#"
        /x "A" Text("1")
        /x "B" Text("2") off
        /x "C" Text("3:4 more") off
        /x: `x` is left out: its line `D` has no colon
        "#);
        insta::assert_snapshot!(entries(r#"{"Z": "1", "A": 2, "Z": "3"}"#, Cut::Lines), @r#"
        /x/Z "Z" Text("3")
        /x/A "A" Number("2")
        "#);
        insta::assert_snapshot!(entries("7", Cut::Lines), @r#"/x: `x` is a number, but a list is expected; it is left out"#);
        assert_eq!(entries("null", Cut::Lines), "");
        assert_eq!(entries(r#""""#, Cut::Lines), "");
    }

    #[test]
    fn reads_queries_in_every_shape() {
        insta::assert_snapshot!(entries(r#""a=1&b&c=""#, Cut::Pairs), @r#"
        /x "a" Text("1")
        /x "b" Null
        /x "c" Text("")
        "#);
        insta::assert_snapshot!(entries(r#"{"z": "1", "a": null}"#, Cut::Pairs), @r#"
        /x/z "z" Text("1")
        /x/a "a" Null
        "#);
        insta::assert_snapshot!(
            entries(r#"[{"key": null, "value": "v"}, {"key": "a"}, "b=1", {"key": ["x"]}]"#, Cut::Pairs),
            @r#"
            /x/0 "-" Text("v")
            /x/1 "a" Missing
            /x/2 "b" Text("1")
            /x/3 "-" Missing
            /x/3/key: `key` is a list, but a text is expected; it is left out
            "#
        );
        assert_eq!(entries(r#""""#, Cut::Pairs), "");
    }

    #[test]
    fn names_a_path_variable_by_key_or_id() {
        let text = r#"[{"key": "a", "value": "1"}, {"id": "b", "value": 2, "type": "any"}, {"key": "", "id": "c"}, {"value": "x"}, {}]"#;
        let (found, messages) = reading(|reader| path_variables(reader, json(text), &Pointer::root()));
        assert_eq!(found.iter().map(|variable| variable.key.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(found[1].kind.as_deref(), Some("any"));
        assert_eq!(messages, ["/3: `3` is left out: it has no `key`"]);
    }

    #[test]
    fn a_collection_variable_needs_a_key() {
        let text = r#"[{"key": "a", "value": "1", "type": "secret"}, {"id": "b"}, {"key": "c", "secret": true, "disabled": true}]"#;
        let Json::List(list) = json(text) else { panic!("no list") };
        let (strict, messages) = reading(|reader| {
            variables(reader, list.clone(), &Pointer::root().key("variable"), Naming::KeyOnly)
        });
        assert_eq!(
            strict.iter().map(|v| (v.key.as_str(), v.secret, v.disabled)).collect::<Vec<_>>(),
            [("a", true, false), ("c", true, true)]
        );
        assert_eq!(
            messages,
            [
                "/variable/1: the variable `b` is left out: Postman resolves a variable by its `key` only, and it has none"
            ]
        );
        let (lenient, messages) =
            reading(|reader| variables(reader, list, &Pointer::root(), Naming::Lenient));
        assert_eq!((lenient.len(), messages.len()), (3, 0));
    }
}
