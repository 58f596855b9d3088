//! The `auth` of a definition or a request turns into its type and attributes.

use super::super::auth::attributes;
use super::super::json::{Json, Object};
use super::super::shape::Reader;
use crate::diagnostic::Pointer;
use crate::postman::Auth;

/// Reads an auth block, or a list of them; `inherit` is the same as none.
pub(super) fn read(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Option<Auth> {
    let at = at.key("auth");
    match object.take("auth")? {
        Json::Null => None,
        Json::Object(block) => one(reader, block, at),
        Json::List(list) => several(reader, list, &at),
        // Not what Postman writes, but there is only one thing that it can mean.
        Json::Text(kind) if kind == "inherit" => None,
        Json::Text(kind) if kind == "noauth" => Some(Auth { kind, attributes: Vec::new(), at }),
        found @ (Json::Boolean(_) | Json::Number(_) | Json::Text(_)) => {
            reader.unexpected(&at, &found, "a map with `type` and `credentials`");
            None
        }
    }
}

/// Of several, Postman uses the one that its user picks; the first is what it begins with.
fn several(reader: &mut Reader<'_>, list: Vec<Json>, at: &Pointer) -> Option<Auth> {
    let mut found = None;
    for (index, element) in list.into_iter().enumerate() {
        let at = at.index(index);
        let Some(block) = reader.element(element, &at) else { continue };
        let Some(auth) = one(reader, block, at) else { continue };
        match &found {
            None => found = Some(auth),
            Some(first) => {
                let why = format!("of several auth blocks the first one is used, which is `{}`", first.kind);
                reader.ignored(&auth.at, &why, "move the one that the SDK shall use to the front");
            }
        }
    }
    found
}

fn one(reader: &mut Reader<'_>, mut block: Object, at: Pointer) -> Option<Auth> {
    let Some(kind) = reader.text(&mut block, "type", &at).filter(|kind| !kind.is_empty()) else {
        if !block.is_empty() {
            reader.ignored(&at, "it has no `type`", "name the auth type, or remove the block");
        }
        return None;
    };
    let attributes = match block.take("credentials") {
        None => Vec::new(),
        Some(_) if kind == "noauth" || kind == "inherit" => Vec::new(),
        Some(value) => attributes(reader, value, &at.key("credentials")),
    };
    (kind != "inherit").then_some(Auth { kind, attributes, at })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{object, reading};
    use super::*;

    fn auth(text: &str) -> String {
        let at = Pointer::file("a.request.yaml");
        let (auth, messages) =
            reading(|reader| read(reader, &mut object(&format!("{{\"auth\": {text}}}")), &at));
        let auth = auth.map_or_else(
            || "none".to_owned(),
            |auth| {
                let attributes = auth.attributes.iter().map(|a| format!(" {}={:?}", a.key, a.value));
                format!("{}{} {}", auth.kind, attributes.collect::<String>(), auth.at)
            },
        );
        std::iter::once(auth).chain(messages).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn reads_one_or_several() {
        let cases = [
            (
                r#"{"type": "basic", "credentials": {"username": "u", "password": "{{p}}"}}"#,
                r#"basic username=Text("u") password=Text("{{p}}") a.request.yaml#/auth"#,
            ),
            (
                r#"{"type": "bearer", "credentials": [{"key": "token", "value": "t"}]}"#,
                r#"bearer token=Text("t") a.request.yaml#/auth"#,
            ),
            (r#"{"type": "noauth"}"#, "noauth a.request.yaml#/auth"),
            (r#"{"type": "inherit"}"#, "none"),
            (r#""inherit""#, "none"),
            ("null", "none"),
            ("[]", "none"),
            (
                r#"[{"type": "inherit"}, {"id": "1", "type": "basic", "name": "n"}, {"type": "bearer"}]"#,
                "basic a.request.yaml#/auth/1; a.request.yaml#/auth/2: `auth/2` is left out: of several auth blocks the first one is used, which is `basic`",
            ),
            (r#"{"credentials": {}}"#, "none; a.request.yaml#/auth: `auth` is left out: it has no `type`"),
        ];
        for (text, expected) in cases {
            assert_eq!(auth(text), expected, "{text}");
        }
    }
}
