//! The fields of urlencoded and multipart bodies turn into form parameters.

use super::entry::{self, Cut, Entry};
use super::json::Json;
use super::shape::Reader;
use crate::diagnostic::Pointer;
use crate::postman::{FormParameter, FormValue, Scalar};

/// Which member of a file field holds the paths.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Paths {
    /// `src`.
    Src,
    /// `src`, or `value` as the first format has it.
    Value,
}

/// Reads the fields of a urlencoded body: a list, a text or a map.
pub(super) fn urlencoded(reader: &mut Reader<'_>, value: Json, at: &Pointer) -> Vec<FormParameter> {
    let entries = entry::read(reader, value, at, Cut::Pairs);
    entries.into_iter().map(|entry| parameter(entry, FormValue::Text)).collect()
}

/// Reads the fields of a multipart body.
pub(super) fn multipart(
    reader: &mut Reader<'_>,
    value: Json,
    at: &Pointer,
    paths: Paths,
) -> Vec<FormParameter> {
    let mut parameters = Vec::new();
    for mut entry in entry::read(reader, value, at, Cut::Pairs) {
        let kind = reader.text(&mut entry.rest, "type", &entry.at);
        let content_type =
            reader.text(&mut entry.rest, "contentType", &entry.at).filter(|text| !text.is_empty());
        let file_name = reader.text(&mut entry.rest, "fileName", &entry.at).filter(|text| !text.is_empty());
        let files = (kind.as_deref() == Some("file")).then(|| files(reader, &mut entry, paths));
        let mut parameter = match files {
            Some(files) => parameter(entry, |_| FormValue::Files(files)),
            None => parameter(entry, FormValue::Text),
        };
        parameter.content_type = content_type;
        parameter.file_name = file_name;
        parameters.push(parameter);
    }
    parameters
}

fn parameter(entry: Entry, value: impl FnOnce(Scalar) -> FormValue) -> FormParameter {
    FormParameter {
        key: entry.key,
        value: value(entry.value),
        content_type: None,
        file_name: None,
        disabled: entry.disabled,
        description: entry.description,
        at: entry.at,
    }
}

/// The paths of a file field; empty ones name no file.
fn files(reader: &mut Reader<'_>, entry: &mut Entry, paths: Paths) -> Vec<String> {
    let found = match (entry.rest.take("src"), paths) {
        (Some(source), _) if source != Json::Null => source,
        (_, Paths::Value) => match std::mem::take(&mut entry.value) {
            Scalar::Text(path) => Json::Text(path),
            // The first format keeps several paths as a list.
            Scalar::Other(list) => serde_json::from_str(&list).unwrap_or_default(),
            Scalar::Missing | Scalar::Null | Scalar::Number(_) | Scalar::Boolean(_) => Json::Null,
        },
        (_, Paths::Src) => {
            if entry.value.text().is_some_and(|text| !text.is_empty()) {
                let help = "choose a file in Postman, or give the content when calling";
                reader.ignored(
                    &entry.at.key("value"),
                    "the content of a file is not taken from the collection",
                    help,
                );
            }
            Json::Null
        }
    };
    path_list(reader, found, &entry.at.key("src"))
}

fn path_list(reader: &mut Reader<'_>, source: Json, at: &Pointer) -> Vec<String> {
    match source {
        Json::Null => Vec::new(),
        Json::Text(path) => Some(path).filter(|path| !path.is_empty()).into_iter().collect(),
        Json::List(list) => list
            .into_iter()
            .filter_map(|path| match path {
                Json::Text(path) => Some(path).filter(|path| !path.is_empty()),
                Json::Null => None,
                found @ (Json::Boolean(_) | Json::Number(_) | Json::List(_) | Json::Object(_)) => {
                    reader.unexpected(at, &found, "a path");
                    None
                }
            })
            .collect(),
        found @ (Json::Boolean(_) | Json::Number(_) | Json::Object(_)) => {
            if !found.is_blank() {
                reader.unexpected(at, &found, "a path");
            }
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{json, reading};
    use super::*;

    fn show(parameters: &[FormParameter], messages: &[String]) -> String {
        let line = |p: &FormParameter| {
            let off = if p.disabled { " off" } else { "" };
            let kind = p.content_type.as_deref().unwrap_or("-");
            format!("{} {:?} {kind}{off}", p.key.as_deref().unwrap_or("-"), p.value)
        };
        parameters.iter().map(line).chain(messages.iter().cloned()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn reads_fields_and_files() {
        let text = r#"[
            {"key": "a", "value": "1", "type": "text", "contentType": "text/csv"},
            {"key": "b", "value": null, "enabled": false},
            {"key": "c", "type": "default", "value": 7},
            {"key": "d", "type": "file", "src": "x.txt"},
            {"key": "e", "type": "file", "src": ["x", "", "y", null]},
            {"key": "f", "type": "file", "src": null},
            {"key": "g", "type": "file", "value": "QQ=="},
            {"key": "h", "type": "file", "src": {"x": 1}},
            {"key": null}
        ]"#;
        let (fields, messages) =
            reading(|reader| multipart(reader, json(text), &Pointer::root(), Paths::Src));
        insta::assert_snapshot!(show(&fields, &messages), @r#"
        a Text(Text("1")) text/csv
        b Text(Null) - off
        c Text(Number("7")) -
        d Files(["x.txt"]) -
        e Files(["x", "y"]) -
        f Files([]) -
        g Files([]) -
        h Files([]) -
        - Text(Missing) -
        /6/value: `value` is left out: the content of a file is not taken from the collection
        /7/src: `src` is an object, but a path is expected; it is left out
        "#);
    }

    #[test]
    fn the_first_format_keeps_paths_in_the_value() {
        let text = r#"[
            {"key": "f", "value": "x.txt", "type": "file"},
            {"key": "g", "value": ["a", "b"], "type": "file"},
            {"key": "n", "value": null, "type": "file"}
        ]"#;
        let (fields, messages) =
            reading(|reader| multipart(reader, json(text), &Pointer::root(), Paths::Value));
        insta::assert_snapshot!(show(&fields, &messages), @r#"
        f Files(["x.txt"]) -
        g Files(["a", "b"]) -
        n Files([]) -
        "#);
    }

    #[test]
    fn reads_urlencoded_fields_in_every_shape() {
        let (fields, messages) =
            reading(|reader| urlencoded(reader, json(r#""a=1&b=x%20y&c""#), &Pointer::root()));
        insta::assert_snapshot!(show(&fields, &messages), @r#"
        a Text(Text("1")) -
        b Text(Text("x%20y")) -
        c Text(Null) -
        "#);
        let text = r#"[{"key": "a", "value": "1", "disabled": true}, {"key": "b"}]"#;
        let (fields, messages) = reading(|reader| urlencoded(reader, json(text), &Pointer::root()));
        insta::assert_snapshot!(show(&fields, &messages), @r#"
        a Text(Text("1")) - off
        b Text(Missing) -
        "#);
    }
}
