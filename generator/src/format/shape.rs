//! Members of JSON objects turn into texts, flags, lists and objects; what has another type is reported, never lost in silence.

use super::json::{Json, Object};
use crate::diagnostic::{Code, Diagnostics, Pointer};
use crate::postman::Scalar;

/// Takes values out of JSON and reports those of an unexpected type.
pub(super) struct Reader<'d> {
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    /// Reports a value that cannot be read where it stands.
    pub(super) fn unexpected(&mut self, at: &Pointer, found: &Json, expected: &str) {
        let message =
            format!("{} is {}, but {expected} is expected; it is left out", place(at), found.describe());
        self.diagnostics.warn(
            Code::UnexpectedShape,
            message,
            at,
            format!("make it {expected}, or remove it"),
        );
    }

    /// Reports a value that stands where Postman does not look.
    pub(super) fn ignored(&mut self, at: &Pointer, why: &str, help: &str) {
        let message = format!("{} is left out: {why}", place(at));
        self.diagnostics.warn(Code::UnexpectedShape, message, at, help);
    }

    /// A text; numbers and booleans as text. `None` for null, missing and other types.
    pub(super) fn text(&mut self, object: &mut Object, key: &str, at: &Pointer) -> Option<String> {
        match object.take(key)? {
            Json::Null => None,
            Json::Text(text) => Some(text),
            Json::Boolean(value) => Some(value.to_string()),
            Json::Number(number) => Some(number.to_string()),
            found @ (Json::List(_) | Json::Object(_)) => {
                self.unexpected(&at.key(key), &found, "a text");
                None
            }
        }
    }

    /// A list; empty for null, missing and other types.
    pub(super) fn list(&mut self, object: &mut Object, key: &str, at: &Pointer) -> Vec<Json> {
        match object.take(key) {
            None | Some(Json::Null) => Vec::new(),
            Some(Json::List(list)) => list,
            Some(found @ (Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::Object(_))) => {
                // An empty object or text is how some exporters write "nothing".
                if !found.is_blank() {
                    self.unexpected(&at.key(key), &found, "a list");
                }
                Vec::new()
            }
        }
    }

    /// An object; `None` for null, missing and other types.
    pub(super) fn object(&mut self, object: &mut Object, key: &str, at: &Pointer) -> Option<Object> {
        match object.take(key)? {
            Json::Null => None,
            Json::Object(found) => Some(found),
            found @ (Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::List(_)) => {
                if !found.is_blank() {
                    self.unexpected(&at.key(key), &found, "an object");
                }
                None
            }
        }
    }

    /// The value itself if it is an object; null is passed over without a word.
    pub(super) fn element(&mut self, value: Json, at: &Pointer) -> Option<Object> {
        match value {
            Json::Null => None,
            Json::Object(object) => Some(object),
            found @ (Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::List(_)) => {
                self.unexpected(at, &found, "an object");
                None
            }
        }
    }

    /// A description: a text, null, or an object with `content`. Blank ones count as absent.
    pub(super) fn description(&mut self, object: &mut Object, at: &Pointer) -> Option<String> {
        let text = match object.take("description")? {
            Json::Text(text) => text,
            Json::Null => return None,
            Json::Object(mut found) => self.text(&mut found, "content", &at.key("description"))?,
            found @ (Json::Boolean(_) | Json::Number(_) | Json::List(_)) => {
                if !found.is_blank() {
                    self.unexpected(&at.key("description"), &found, "a text");
                }
                return None;
            }
        };
        (!text.trim().is_empty()).then_some(text)
    }
}

/// A value of any type.
pub(super) fn scalar(object: &mut Object, key: &str) -> Scalar {
    object.take(key).map_or(Scalar::Missing, Json::into_scalar)
}

/// A flag, as JavaScript takes it.
pub(super) fn flag(object: &mut Object, key: &str) -> bool {
    object.take(key).is_some_and(|value| value.is_truthy())
}

/// Whether an entry is switched off: by `disabled`, or in old files by `enabled`.
pub(super) fn is_disabled(object: &mut Object) -> bool {
    match object.take("disabled") {
        Some(value) if value != Json::Null => value.is_truthy(),
        _ => object.take("enabled") == Some(Json::Boolean(false)),
    }
}

/// How a person calls the value at a pointer: `header`, or `header/3` for an element of a list.
fn place(at: &Pointer) -> String {
    let segments: Vec<String> = at.segments().collect();
    match segments.as_slice() {
        [] => "the file".to_owned(),
        [.., parent, last] if last.bytes().all(|byte| byte.is_ascii_digit()) => format!("`{parent}/{last}`"),
        [.., last] => format!("`{last}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{object, reading};
    use super::*;

    #[test]
    fn reads_texts_and_reports_the_rest() {
        let (found, messages) = reading(|reader| {
            let mut object = object(r#"{"a": "x", "b": 1.5, "c": true, "d": null, "e": ["x"]}"#);
            let at = Pointer::root().key("item").index(0);
            ["a", "b", "c", "d", "e", "f"].map(|key| reader.text(&mut object, key, &at))
        });
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(found, [text("x"), text("1.5"), text("true"), None, None, None]);
        assert_eq!(messages, ["/item/0/e: `e` is a list, but a text is expected; it is left out"]);
    }

    #[test]
    fn reads_every_shape_of_a_description() {
        let cases = [
            (r#"{"description": "d"}"#, Some("d"), 0),
            (r#"{"description": " "}"#, None, 0),
            (r#"{"description": null}"#, None, 0),
            (r#"{"description": {}}"#, None, 0),
            (r#"{"description": {"content": "d", "type": "text/markdown"}}"#, Some("d"), 0),
            (r#"{"description": {"content": null}}"#, None, 0),
            (r#"{"description": 7}"#, None, 1),
            (r#"{"description": {"content": []}}"#, None, 1),
        ];
        for (text, expected, count) in cases {
            let (found, messages) = reading(|reader| reader.description(&mut object(text), &Pointer::root()));
            assert_eq!((found.as_deref(), messages.len()), (expected, count), "{text}");
        }
    }

    #[test]
    fn switches_off_by_either_flag() {
        let off = |text: &str| is_disabled(&mut object(text));
        assert!(off(r#"{"disabled": true}"#));
        assert!(off(r#"{"disabled": "false"}"#), "truth is that of JavaScript");
        assert!(off(r#"{"enabled": false}"#));
        assert!(!off(r#"{"disabled": false, "enabled": false}"#), "the newer flag counts");
        assert!(!off(r#"{"enabled": null}"#));
        assert!(!off("{}"));
    }

    #[test]
    fn empty_containers_of_the_wrong_kind_say_nothing() {
        let ((), messages) = reading(|reader| {
            let mut object = object(r#"{"a": {}, "b": [], "c": "", "d": {"x": 1}, "e": [1]}"#);
            let at = Pointer::root();
            assert!(reader.list(&mut object, "a", &at).is_empty());
            assert_eq!(reader.object(&mut object, "b", &at), None);
            assert!(reader.list(&mut object, "c", &at).is_empty());
            assert!(reader.list(&mut object, "d", &at).is_empty());
            assert_eq!(reader.object(&mut object, "e", &at), None);
        });
        assert_eq!(messages.len(), 2);
    }
}
