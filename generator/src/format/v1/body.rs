//! The data of a v1 request turns into a body, by its `dataMode`.

use super::super::form::{self, Paths};
use super::super::json::{Json, Object};
use super::super::shape::{Reader, flag};
use super::super::v2;
use crate::diagnostic::Pointer;
use crate::postman::{Body, Content};

/// Reads the body; `None` without mode and data.
pub(super) fn read(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Option<Body> {
    let data = object.take("data").unwrap_or_default();
    let raw = single(object.take("rawModeData").unwrap_or_default());
    let disabled = flag(object, "dataDisabled");
    let mode = reader.text(object, "dataMode", at).unwrap_or_default();
    let (content, at) = match mode.as_str() {
        "params" => (fields(reader, data, raw, at, multipart), at.key("data")),
        "urlencoded" => (fields(reader, data, raw, at, urlencoded), at.key("data")),
        "binary" => {
            let source = raw.as_text().filter(|path| !path.is_empty()).map(ToOwned::to_owned);
            (Content::File { source }, at.key("rawModeData"))
        }
        "graphql" => {
            let at = at.key("graphqlModeData");
            (v2::graphql(reader, object.take("graphqlModeData").unwrap_or_default(), &at), at)
        }
        "raw" => raw_content(reader, object, data, raw, at),
        _ if data.is_blank() && raw.is_blank() => return None,
        // Without a known mode the data tell it.
        _ if raw.is_blank() && matches!(data, Json::List(_)) => {
            (fields(reader, data, raw, at, multipart), at.key("data"))
        }
        _ => raw_content(reader, object, data, raw, at),
    };
    Some(Body { content, disabled, at })
}

/// Some exports hold the text as the only element of a list.
fn single(mut raw: Json) -> Json {
    if let Json::List(list) = &mut raw
        && list.len() == 1
    {
        return list.pop().unwrap_or_default();
    }
    raw
}

fn multipart(reader: &mut Reader<'_>, fields: Json, at: &Pointer) -> Content {
    Content::FormData(form::multipart(reader, fields, at, Paths::Value))
}

fn urlencoded(reader: &mut Reader<'_>, fields: Json, at: &Pointer) -> Content {
    Content::UrlEncoded(form::urlencoded(reader, fields, at))
}

/// The fields stand in `data`, sometimes in `rawModeData`. One without a name is none.
fn fields(
    reader: &mut Reader<'_>,
    data: Json,
    raw: Json,
    at: &Pointer,
    read: fn(&mut Reader<'_>, Json, &Pointer) -> Content,
) -> Content {
    let (fields, key) = if data.is_truthy() { (data, "data") } else { (raw, "rawModeData") };
    let fields = if matches!(fields, Json::List(_)) { fields } else { Json::Null };
    match read(reader, fields, &at.key(key)) {
        Content::FormData(mut fields) => {
            fields.retain(|field| field.key.as_deref().is_some_and(|key| !key.is_empty()));
            Content::FormData(fields)
        }
        Content::UrlEncoded(mut fields) => {
            fields.retain(|field| field.key.as_deref().is_some_and(|key| !key.is_empty()));
            Content::UrlEncoded(fields)
        }
        other @ (Content::Raw { .. } | Content::File { .. } | Content::GraphQl { .. }) => other,
    }
}

/// `rawModeData`, or `data` when it is a text.
fn raw_content(
    reader: &mut Reader<'_>,
    object: &mut Object,
    data: Json,
    raw: Json,
    at: &Pointer,
) -> (Content, Pointer) {
    let options = reader.object(object, "dataOptions", at);
    let language = options.and_then(|options| v2::language(reader, options, at));
    let (text, key) = match (raw, data) {
        (Json::Text(raw), _) if !raw.is_empty() => (raw, "rawModeData"),
        (_, Json::Text(data)) => (data, "data"),
        (Json::Text(_) | Json::Null, _) => (String::new(), "rawModeData"),
        (raw @ (Json::Boolean(_) | Json::Number(_) | Json::List(_) | Json::Object(_)), _) => {
            reader.unexpected(&at.key("rawModeData"), &raw, "a text");
            (String::new(), "rawModeData")
        }
    };
    (Content::Raw { text, language }, at.key(key))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{object, reading, shown};
    use super::*;

    fn show(text: &str) -> String {
        let (body, messages) = reading(|reader| read(reader, &mut object(text), &Pointer::root()));
        std::iter::once(shown(body)).chain(messages).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_mode_decides() {
        let raw = |text: &str, key: &str| format!("Raw {{ text: {text:?}, language: None }} at /{key}");
        let cases = [
            (r#"{"dataMode": "params", "data": []}"#, "FormData 0 at /data".to_owned()),
            (r#"{"dataMode": "params", "data": [{"key": "a"}, {"key": ""}, null]}"#, "FormData 1 at /data".to_owned()),
            (r#"{"dataMode": "urlencoded", "data": [{"key": "a"}]}"#, "UrlEncoded 1 at /data".to_owned()),
            (r#"{"dataMode": "raw", "data": "D", "rawModeData": "R"}"#, raw("R", "rawModeData")),
            (r#"{"dataMode": "raw", "data": "D"}"#, raw("D", "data")),
            (r#"{"dataMode": "raw", "data": "D", "rawModeData": ""}"#, raw("D", "data")),
            (r#"{"dataMode": "raw", "data": [], "rawModeData": ["R"]}"#, raw("R", "rawModeData")),
            (r#"{"dataMode": "raw", "data": []}"#, raw("", "rawModeData")),
            (
                r#"{"dataMode": "raw", "rawModeData": "{}", "dataDisabled": true, "dataOptions": {"raw": {"language": "json"}}}"#,
                r#"Raw { text: "{}", language: Some("json") } at /rawModeData off"#.to_owned(),
            ),
            (
                r#"{"dataMode": "binary", "rawModeData": "x.bin"}"#,
                r#"File { source: Some("x.bin") } at /rawModeData"#.to_owned(),
            ),
            (
                r#"{"dataMode": "graphql", "graphqlModeData": {"query": "{a}", "variables": "{}"}}"#,
                r#"GraphQl { query: Some("{a}"), operation_name: None, variables: Text("{}") } at /graphqlModeData"#.to_owned(),
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn without_a_mode_the_data_decide() {
        assert_eq!(show(r#"{"dataMode": null, "data": null}"#), "none");
        assert_eq!(show(r#"{"data": [], "rawModeData": ""}"#), "none");
        assert_eq!(show(r#"{"data": [{"key": "a"}]}"#), "FormData 1 at /data");
        assert_eq!(show(r#"{"rawModeData": "x"}"#), r#"Raw { text: "x", language: None } at /rawModeData"#);
    }
}
