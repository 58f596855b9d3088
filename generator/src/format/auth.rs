//! An `auth` block turns into its type and attributes; lists and maps of attributes are taken in every version.

use super::json::{Json, Object};
use super::shape::{Reader, scalar};
use crate::diagnostic::Pointer;
use crate::postman::{Attribute, Auth};

/// Reads the `auth` of a collection, a folder or a request. Null, `{}` and a block without type count as absent.
pub(super) fn read(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Option<Auth> {
    let mut block = reader.object(object, "auth", at)?;
    let at = at.key("auth");
    let Some(kind) = reader.text(&mut block, "type", &at).filter(|kind| !kind.is_empty()) else {
        if block.keys().any(|key| block.get(key).is_some_and(|value| !value.is_blank())) {
            reader.ignored(&at, "it has no `type`", "name the auth type, or remove the block");
        }
        return None;
    };
    let attributes = match block.take(&kind) {
        Some(_) if kind == "noauth" => Vec::new(),
        Some(value) => attributes(reader, value, &at.key(&kind)),
        None => Vec::new(),
    };
    Some(Auth { kind, attributes, at })
}

pub(super) fn attributes(reader: &mut Reader<'_>, value: Json, at: &Pointer) -> Vec<Attribute> {
    match value {
        Json::Null => Vec::new(),
        Json::Object(map) => {
            let attribute = |(key, value): (String, Json)| Attribute { key, value: value.into_scalar() };
            map.into_members().into_iter().map(attribute).collect()
        }
        Json::List(list) => {
            let mut attributes: Vec<Attribute> = Vec::with_capacity(list.len());
            for (index, element) in list.into_iter().enumerate() {
                let at = at.index(index);
                let Some(mut element) = reader.element(element, &at) else { continue };
                let Some(key) = reader.text(&mut element, "key", &at) else { continue };
                let value = scalar(&mut element, "value");
                match attributes.iter_mut().find(|attribute| attribute.key == key) {
                    Some(attribute) => attribute.value = value,
                    None => attributes.push(Attribute { key, value }),
                }
            }
            attributes
        }
        found @ (Json::Boolean(_) | Json::Number(_) | Json::Text(_)) => {
            reader.unexpected(at, &found, "a list");
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{object, reading};
    use super::*;

    fn auth(text: &str) -> String {
        let (auth, messages) =
            reading(|reader| read(reader, &mut object(&format!("{{\"auth\": {text}}}")), &Pointer::root()));
        let auth = auth.map_or_else(
            || "none".to_owned(),
            |auth| {
                let attributes = auth.attributes.iter().map(|a| format!(" {}={:?}", a.key, a.value));
                format!("{}{}", auth.kind, attributes.collect::<String>())
            },
        );
        std::iter::once(auth).chain(messages).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn reads_lists_and_maps() {
        let cases = [
            (
                r#"{"type": "bearer", "bearer": [{"key": "token", "value": "a"}, {"key": "token", "value": "b"}]}"#,
                r#"bearer token=Text("b")"#,
            ),
            (r#"{"type": "bearer", "bearer": {"token": "a"}}"#, r#"bearer token=Text("a")"#),
            (r#"{"type": "basic", "bearer": {"token": "a"}}"#, "basic"),
            (
                r#"{"type": "oauth1", "oauth1": {"flag": true, "time": 7, "more": [1]}}"#,
                r#"oauth1 flag=Boolean(true) time=Number("7") more=Other("[1]")"#,
            ),
            (r#"{"type": "noauth", "noauth": [{"key": "x"}]}"#, "noauth"),
            (r#"{"type": "basic", "basic": null}"#, "basic"),
            (
                r#"{"type": "basic", "basic": [null, {"key": "username"}, {"value": "x"}]}"#,
                "basic username=Missing",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(auth(text), expected, "{text}");
        }
    }

    #[test]
    fn without_a_type_there_is_none() {
        for text in ["null", "{}", r#"{"type": null}"#, r#"{"type": "", "bearer": []}"#, "[]"] {
            assert_eq!(auth(text), "none", "{text}");
        }
        assert_eq!(
            auth(r#"{"bearer": {"token": "a"}}"#),
            "none; /auth: `auth` is left out: it has no `type`"
        );
        assert_eq!(
            auth("\"noauth\""),
            "none; /auth: `auth` is a text, but an object is expected; it is left out"
        );
        assert_eq!(
            auth(r#"{"type": "basic", "basic": "x"}"#),
            "basic; /auth/basic: `basic` is a text, but a list is expected; it is left out"
        );
    }
}
