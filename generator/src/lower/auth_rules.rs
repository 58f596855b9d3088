//! From the attributes of an auth block to what Postman does with them, where one type differs from another.

use super::{Lowering, template};
use crate::diagnostic::Code;
use crate::postman::{Auth, Scalar};
use crate::schemes::{Role, Scheme};

/// The signature methods of OAuth 1 that the runtime has.
const OAUTH1_METHODS: &[&str] =
    &["HMAC-SHA1", "HMAC-SHA256", "HMAC-SHA512", "RSA-SHA256", "RSA-SHA512", "PLAINTEXT"];

/// Whether Postman does anything with these attributes.
pub(super) fn is_useful(scheme: &Scheme, text: &dyn Fn(&str) -> String) -> bool {
    let has = |key: &str| !text(key).is_empty();
    match scheme.postman {
        // It signs in without a name, too.
        "basic" => true,
        "digest" => has("username"),
        "apikey" => has("key"),
        "oauth1" => {
            let key =
                if text("signatureMethod").starts_with("RSA") { "privateKey" } else { "consumerSecret" };
            has("consumerKey") && has(key)
        }
        // Without a token Postman sends nothing; but it would ask for one, and so does the SDK.
        "oauth2" => !text("tokenType").eq_ignore_ascii_case("mac"),
        "jwt" => {
            let key = if text("algorithm").starts_with("HS") { "secret" } else { "privateKey" };
            is_jwt_algorithm(&text("algorithm"))
                && has(key)
                && is_object(&text("header"))
                && is_object(&text("payload"))
        }
        "asap" => {
            let claims = text("claims");
            let claimed = |key: &str| claims.contains(&format!("\"{key}\"")) || has(key);
            has("privateKey") && is_object(&claims) && ["kid", "iss", "aud"].into_iter().all(claimed)
        }
        _ => {
            let mut given = scheme.attributes.iter().filter(|it| it.role == Role::Given);
            given.all(|it| !text(it.key).trim().is_empty())
        }
    }
}

/// Whether the runtime cannot do what Postman does with a block; says so.
pub(super) fn is_refused(lowering: &mut Lowering<'_>, auth: &Auth, scheme: &Scheme) -> bool {
    let method = auth.attribute("signatureMethod").and_then(Scalar::to_text).unwrap_or_default();
    let method = lowering.values.text(&method);
    if scheme.postman != "oauth1" || method.is_empty() || OAUTH1_METHODS.contains(&method.as_str()) {
        return false;
    }
    let why = if method == "RSA-SHA1" { "no well-kept library makes it any more" } else { "nobody knows it" };
    let message = format!(
        "the signature method `{method}` of OAuth 1 is not supported: {why}; its requests are generated without it"
    );
    let help = "pick another method, if the server has one, or set the header yourself with `.header(…)`";
    lowering.warn_once(Code::UnknownAuthType, message, &auth.at, help);
    true
}

fn is_jwt_algorithm(name: &str) -> bool {
    let (family, size) = name.split_at_checked(2).unwrap_or_default();
    ["HS", "RS", "PS", "ES"].contains(&family) && ["256", "384", "512"].contains(&size)
}

/// Whether the text is an object of JSON, is empty, or may become one when its variables have values.
fn is_object(text: &str) -> bool {
    text.trim().is_empty()
        || template::has_variables(text)
        || serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).is_ok()
}

/// Whether the collection says nothing of a choice.
pub(super) fn is_left_out(auth: &Auth, key: &str) -> bool {
    let Some(value) = auth.attribute(key) else { return true };
    let text = value.to_text().unwrap_or_default();
    match (auth.kind.as_str(), key) {
        // No prefix at all, which is not the same as saying nothing.
        (_, "headerPrefix") => matches!(value, Scalar::Null | Scalar::Missing),
        // A challenge that a script was to write down: the server will say it again.
        ("digest", "realm" | "nonce" | "opaque" | "qop" | "nonceCount") => {
            text.is_empty() || template::has_variables(&text)
        }
        // Only what JavaScript takes for false is false; the text `false` is true.
        _ => text.is_empty() || *value == Scalar::Boolean(false),
    }
}

/// The value of a fixed attribute in the one spelling that the runtime knows.
pub(super) fn normalised(scheme: &Scheme, key: &str, value: String) -> String {
    match (scheme.postman, key) {
        // Anything but `query` means a header.
        ("apikey", "in") if value == "query" => value,
        ("apikey", "in") => "header".to_owned(),
        _ => value,
    }
}

/// The query parameter that an auth replaces.
pub(super) fn replaced_query<'a>(scheme: &Scheme, fixed: &dyn Fn(&str) -> Option<&'a str>) -> Option<String> {
    match scheme.postman {
        "apikey" if fixed("in") == Some("query") => fixed("key").map(str::to_owned),
        "oauth2" => Some("access_token".to_owned()),
        "jwt" if fixed("addTokenTo") == Some("queryParam") => {
            Some(fixed("queryParamKey").unwrap_or("token").to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, auth, diagnosed};
    use crate::api::{Api, Attribute};
    use crate::postman::{Environment, Item};

    fn lowered(kind: &str, attributes: &[(&str, &str)]) -> (Api, Vec<String>) {
        let mut item = fixture::request("r", "http://h/x?access_token=1");
        item.request.auth = Some(auth(kind, attributes));
        diagnosed(&fixture::collection(vec![Item::Request(Box::new(item))]), &Environment::default())
    }

    fn shown(kind: &str, attributes: &[(&str, &str)]) -> String {
        let (api, _) = lowered(kind, attributes);
        let Some(credential) = api.credentials.first() else { return "nothing".to_owned() };
        let attributes = credential.attributes.iter().map(|attribute| match attribute {
            Attribute::Given { name, example } => format!(" {name}<-{example}"),
            Attribute::Fixed { name, value } => format!(" {name}={value}"),
        });
        format!("{}{}", credential.scheme.runtime, attributes.collect::<String>())
    }

    #[test]
    fn blocks_that_do_nothing_are_left_out() {
        for (kind, attributes) in [
            ("oauth2", &[("accessToken", "t"), ("tokenType", "MAC")][..]),
            ("oauth1", &[("consumerKey", "k")]),
            ("oauth1", &[("consumerKey", "k"), ("consumerSecret", "s"), ("signatureMethod", "RSA-SHA256")]),
            ("digest", &[("password", "p")]),
            ("hawk", &[("authKey", "k")]),
            ("awsv4", &[("accessKey", "k")]),
            ("edgegrid", &[("accessToken", "a"), ("clientToken", "c")]),
            ("jwt", &[("algorithm", "RS256"), ("secret", "s")]),
            ("jwt", &[("algorithm", "HS256"), ("secret", "s"), ("payload", "{oops")]),
            ("asap", &[("privateKey", "k"), ("iss", "i"), ("kid", "k")]),
            ("ntlm", &[("username", "u"), ("password", "p")]),
        ] {
            assert_eq!(shown(kind, attributes), "nothing", "{kind} {attributes:?}");
        }
    }

    #[test]
    fn only_what_the_collection_says_is_set() {
        let oauth2 = [("accessToken", "{{token}}"), ("headerPrefix", ""), ("addTokenTo", "queryParams")];
        assert_eq!(
            shown("oauth2", &oauth2),
            "OAuth2 accessToken<-token addTokenTo=queryParams headerPrefix="
        );
        let oauth1 = [("consumerKey", "{{k}}"), ("consumerSecret", "s3"), ("token", ""), ("nonce", "n")];
        assert_eq!(shown("oauth1", &oauth1), "OAuth1 consumerKey<-k consumerSecret<-oauth1-consumerSecret");
        let digest = [("username", "u"), ("password", "p"), ("nonce", "{{n}}"), ("algorithm", "MD5")];
        assert_eq!(
            shown("digest", &digest),
            "Digest username<-digest-username password<-digest-password algorithm=MD5"
        );
        let jwt = [("algorithm", "HS256"), ("secret", "{{s}}"), ("payload", "{\"a\": 1}")];
        assert_eq!(shown("jwt", &jwt), "Jwt secret<-s algorithm=HS256 payload={\"a\": 1}");
        let asap = [("privateKey", "{{k}}"), ("kid", "i"), ("iss", "j"), ("claims", "{\"aud\": \"x\"}")];
        assert_eq!(shown("asap", &asap), "Asap privateKey<-k kid=i iss=j claims={\"aud\": \"x\"}");
    }

    #[test]
    fn signature_methods_without_a_library_are_refused() {
        let block = |method| [("consumerKey", "k"), ("privateKey", "p"), ("signatureMethod", method)];
        let (api, told) = lowered("oauth1", &block("RSA-SHA1"));
        assert!(api.credentials.is_empty());
        assert!(
            told.iter().any(|it| it.contains("unknown-auth-type") && it.contains("`RSA-SHA1`")),
            "{told:?}"
        );
        assert_eq!(lowered("oauth1", &block("RSA-SHA256")).0.credentials.len(), 1);
    }

    #[test]
    fn ntlm_is_refused_with_a_reason() {
        let (_, told) = lowered("ntlm", &[("username", "u")]);
        assert!(told.iter().any(|it| it.contains("`ntlm`") && it.contains("connection")), "{told:?}");
    }
}
