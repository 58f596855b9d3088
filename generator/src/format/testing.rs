//! What the tests of the readers share: a text turns into JSON, a run of a reader into its result and messages.

use super::json::{Json, Object};
use super::shape::Reader;
use crate::diagnostic::Diagnostics;
use crate::postman::{Body, Content};

pub(super) fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

pub(super) fn object(text: &str) -> Object {
    let Json::Object(object) = json(text) else { panic!("no object: {text}") };
    object
}

/// Runs a reader; each message as `pointer: message`.
pub(super) fn reading<T>(read: impl FnOnce(&mut Reader<'_>) -> T) -> (T, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let result = read(&mut Reader { diagnostics: &mut diagnostics });
    let messages =
        diagnostics.iter().map(|message| format!("{}: {}", message.pointer, message.message)).collect();
    (result, messages)
}

/// A body in one line: its content, of forms the number of fields, and its place.
pub(super) fn shown(body: Option<Body>) -> String {
    let Some(body) = body else { return "none".to_owned() };
    let off = if body.disabled { " off" } else { "" };
    let content = match body.content {
        Content::UrlEncoded(fields) => format!("UrlEncoded {}", fields.len()),
        Content::FormData(fields) => format!("FormData {}", fields.len()),
        other @ (Content::Raw { .. } | Content::File { .. } | Content::GraphQl { .. }) => {
            format!("{other:?}")
        }
    };
    format!("{content} at {}{off}", body.at)
}
