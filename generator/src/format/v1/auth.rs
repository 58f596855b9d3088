//! The auth helper of a v1 entity turns into an auth block, under the names that the later formats use.

use super::super::auth;
use super::super::json::{Json, Object};
use super::super::shape::Reader;
use crate::diagnostic::Pointer;
use crate::postman::{Attribute, Auth};

/// The helpers, and how the later formats call them.
const HELPERS: &[(&str, &str)] = &[
    ("apikeyAuth", "apikey"),
    ("basicAuth", "basic"),
    ("bearerAuth", "bearer"),
    ("digestAuth", "digest"),
    ("hawkAuth", "hawk"),
    ("oAuth1", "oauth1"),
    ("oAuth2", "oauth2"),
    ("ntlmAuth", "ntlm"),
    ("awsSigV4", "awsv4"),
    ("jwtAuth", "jwt"),
    ("asapAuth", "asap"),
    ("edgegridAuth", "edgegrid"),
];

/// The attributes that the later formats call otherwise, by helper.
const RENAMED: &[(&str, &str, &str)] = &[
    ("oAuth1", "header", "addParamsToHeader"),
    ("oAuth1", "auto", "autoAddParam"),
    ("oAuth1", "includeEmpty", "addEmptyParamsToSign"),
    ("hawkAuth", "hawk_id", "authId"),
    ("hawkAuth", "hawk_key", "authKey"),
    ("hawkAuth", "ext", "extraData"),
    ("hawkAuth", "dlg", "delegation"),
    ("hawkAuth", "app", "appId"),
];

/// Reads the auth of a collection, a folder or a request. A helper wins over `auth`; `normal` or null is none.
pub(super) fn read(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Option<Auth> {
    if !object.has("currentHelper") && !object.get("helperAttributes").is_some_and(Json::is_truthy) {
        return auth::read(reader, object, at);
    }
    let helper =
        reader.text(object, "currentHelper", at).filter(|name| !name.is_empty() && name != "normal")?;
    let attributes = helper_attributes(reader, object, at);
    let kind = HELPERS.iter().find(|(name, _)| *name == helper).map_or(helper.as_str(), |(_, kind)| kind);
    let attribute = |(key, value): (String, Json)| {
        let renamed = RENAMED.iter().find(|(name, old, _)| *name == helper && *old == key);
        let key = renamed.map_or(key, |(_, _, new)| (*new).to_owned());
        Attribute { key, value: value.into_scalar() }
    };
    let members = attributes.into_members().into_iter();
    // The helper's own name, and whether the editor shows the password, are no attributes.
    let attributes =
        members.filter(|(key, _)| key != "id" && key != "saveToRequest").map(attribute).collect();
    Some(Auth { kind: kind.to_owned(), attributes, at: at.key("helperAttributes") })
}

/// An object, or one as JSON text.
fn helper_attributes(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Object {
    match object.take("helperAttributes") {
        Some(Json::Text(text)) => match serde_json::from_str(&text) {
            Ok(Json::Object(attributes)) => attributes,
            Ok(_) | Err(_) => Object::default(),
        },
        Some(Json::Object(attributes)) => attributes,
        None | Some(Json::Null) => Object::default(),
        Some(found @ (Json::Boolean(_) | Json::Number(_) | Json::List(_))) => {
            if !found.is_blank() {
                reader.unexpected(&at.key("helperAttributes"), &found, "an object");
            }
            Object::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{object, reading};
    use super::*;

    fn show(text: &str) -> String {
        let (auth, messages) = reading(|reader| read(reader, &mut object(text), &Pointer::root()));
        let auth = auth.map_or_else(
            || "none".to_owned(),
            |auth| {
                let attributes = auth
                    .attributes
                    .iter()
                    .map(|a| format!(" {}={}", a.key, a.value.to_text().unwrap_or_default()));
                format!("{}{}", auth.kind, attributes.collect::<String>())
            },
        );
        std::iter::once(auth).chain(messages).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_helper_wins() {
        let bearer = r#""auth": {"type": "bearer", "bearer": [{"key": "token", "value": "t"}]}"#;
        let basic =
            r#""helperAttributes": {"id": "basic", "username": "u", "password": "p", "saveToRequest": true}"#;
        assert_eq!(show(&format!("{{{bearer}}}")), "bearer token=t");
        assert_eq!(
            show(&format!(r#"{{{bearer}, "currentHelper": "basicAuth", {basic}}}"#)),
            "basic username=u password=p"
        );
        assert_eq!(show(r#"{"auth": {"type": "noauth"}}"#), "noauth");
        assert_eq!(show(r#"{"currentHelper": "normal", "helperAttributes": {}}"#), "none");
        assert_eq!(show(r#"{"currentHelper": null, "helperAttributes": null}"#), "none");
        assert_eq!(show("{}"), "none");
    }

    #[test]
    fn attributes_get_their_later_names() {
        assert_eq!(
            show(
                r#"{"currentHelper": "oAuth1", "helperAttributes": {"consumerKey": "a", "header": true, "includeEmpty": false, "auto": true}}"#
            ),
            "oauth1 consumerKey=a addParamsToHeader=true addEmptyParamsToSign=false autoAddParam=true"
        );
        assert_eq!(
            show(
                r#"{"currentHelper": "hawkAuth", "helperAttributes": {"hawk_id": "i", "hawk_key": "k", "ext": "e", "app": "a", "dlg": "d"}}"#
            ),
            "hawk authId=i authKey=k extraData=e appId=a delegation=d"
        );
        assert_eq!(
            show(r#"{"currentHelper": "apikeyAuth", "helperAttributes": {"key": "k", "header": "h"}}"#),
            "apikey key=k header=h"
        );
    }

    #[test]
    fn attributes_may_be_json_text() {
        assert_eq!(
            show(r#"{"currentHelper": "bearerAuth", "helperAttributes": "{\"token\": \"t\"}"}"#),
            "bearer token=t"
        );
        assert_eq!(show(r#"{"currentHelper": "bearerAuth", "helperAttributes": "?"}"#), "bearer");
        assert_eq!(
            show(r#"{"currentHelper": "customAuth", "helperAttributes": [1]}"#),
            "customAuth; /helperAttributes: `helperAttributes` is a list, but an object is expected; it is left out"
        );
    }
}
