//! From an OAuth 2 block to the grant by which the SDK gets tokens by itself.

use serde_json::Value;

use super::{Lowering, secret, server, template};
use crate::api::{Endpoint, Grant};
use crate::postman::{Auth, RequestItem, Scalar, Url};
use crate::schemes;

/// Settings of a grant that are sent as they are.
const SETTINGS: &[&str] = &["client_authentication", "scope", "audience", "resource"];

/// Where Postman sends a further parameter, and what the runtime calls that place: for the first token, and when a
/// token is refreshed.
const PLACES: &[(&str, &str, &str)] = &[
    ("request_body", "body", "refresh body"),
    ("request_url", "url", "refresh url"),
    ("request_header", "header", "refresh header"),
];

fn text(auth: &Auth, key: &str) -> String {
    auth.attribute(key).and_then(Scalar::to_text).unwrap_or_default()
}

/// Whether Postman signs the request by hand because the block has no token, so that the SDK must not ask for one.
pub(super) fn is_by_hand(auth: &Auth, item: &RequestItem) -> bool {
    let request = &item.request;
    let header =
        request.headers.iter().any(|it| !it.disabled && it.key.eq_ignore_ascii_case("authorization"));
    let mut query = request.url.iter().flat_map(|url| &url.query);
    let query = query.any(|it| !it.disabled && it.key.as_deref() == Some("access_token"));
    auth.kind == "oauth2" && text(auth, "accessToken").is_empty() && (header || query)
}

/// What makes two sets without a token the same one: whose tokens they are, and who gives them.
pub(super) fn identity(auth: &Auth) -> String {
    let of = |key: &str| secret::identity(&text(auth, key));
    let parts = [
        text(auth, "accessTokenUrl"),
        text(auth, "grant_type"),
        of("clientId"),
        of("clientSecret"),
        of("username"),
    ];
    parts.join("\n")
}

/// The grant of a block; `None` if it does not say where tokens are fetched, or the runtime cannot fetch them so.
pub(super) fn grant(lowering: &mut Lowering<'_>, auth: &Auth) -> Option<Grant> {
    let row = schemes::grant(&text(auth, "grant_type")).filter(|_| auth.kind == "oauth2")?;
    let token = endpoint(lowering, auth, "accessTokenUrl")?;
    for key in row.arguments.iter().filter(|key| !["clientId", "username"].contains(*key)) {
        lowering.literal_secret(&text(auth, key), &format!("`{key}` of the oauth2 auth"), &auth.at);
    }
    let refresh = endpoint(lowering, auth, "refreshTokenUrl").filter(|refresh| *refresh != token);
    let mut settings = Vec::new();
    for key in SETTINGS.iter().copied() {
        let value = lowering.fixed(&text(auth, key), &format!("`{key}` of the auth"), &auth.at);
        if !value.is_empty() {
            settings.push((key, value));
        }
    }
    parameters(lowering, auth, "tokenRequestParams", |place| place.1, &mut settings);
    parameters(lowering, auth, "refreshRequestParams", |place| place.2, &mut settings);
    Some(Grant { row, token, refresh, settings })
}

fn endpoint(lowering: &mut Lowering<'_>, auth: &Auth, key: &str) -> Option<Endpoint> {
    let host = text(auth, key);
    if host.trim().is_empty() {
        return None;
    }
    // Its parts are found where those of a request are found.
    let address = server::address(&Url { host, ..Url::default() });
    let query = address.query.map(|query| shown(lowering, auth, &query)).unwrap_or_default();
    let path = lowering.fixed(&(address.path + &query), &format!("`{key}` of the auth"), &auth.at);
    let path = path.replace('{', "%7B").replace('}', "%7D");
    Some(Endpoint { server: lowering.servers.mention(&address.server), path })
}

/// The query of an endpoint, without what is secret.
fn shown(lowering: &mut Lowering<'_>, auth: &Auth, query: &str) -> String {
    let entries = query.split('&').filter(|entry| {
        let (name, value) = entry.split_once('=').unwrap_or((entry, ""));
        !is_hidden(lowering, auth, name, value)
    });
    let kept: Vec<&str> = entries.collect();
    if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) }
}

/// Whether a parameter is secret, which is told then.
fn is_hidden(lowering: &mut Lowering<'_>, auth: &Auth, name: &str, value: &str) -> bool {
    let hides = template::names(value).any(|name| lowering.values.is_secret(name));
    let is_hidden = hides || secret::is_secret(name);
    if is_hidden {
        lowering.hidden_secret(&format!("the parameter `{name}` of the oauth2 auth"), &auth.at);
    }
    is_hidden
}

/// The further parameters of a request for a token, without those that are secret.
fn parameters(
    lowering: &mut Lowering<'_>,
    auth: &Auth,
    key: &str,
    place: fn(&(&'static str, &'static str, &'static str)) -> &'static str,
    settings: &mut Vec<(&'static str, String)>,
) {
    let Ok(Value::Array(list)) = serde_json::from_str(&text(auth, key)) else { return };
    for entry in &list {
        let of = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default();
        let (name, value) = (of("key"), of("value"));
        let sent_as = PLACES.iter().find(|place| place.0 == of("send_as")).or(PLACES.first());
        let is_on = entry.get("enabled") != Some(&Value::Bool(false)) && !name.is_empty();
        let Some(sent_as) = sent_as.filter(|_| is_on) else { continue };
        if is_hidden(lowering, auth, name, value) {
            continue;
        }
        let what = format!("`{name}` of the auth");
        let (name, value) = (lowering.fixed(name, &what, &auth.at), lowering.fixed(value, &what, &auth.at));
        settings.push((place(sent_as), format!("{name}={value}")));
    }
}

/// The grant of a set that several blocks describe: the first one, for all scopes that any of them wants.
pub(super) fn merge(known: &mut Option<Grant>, other: Option<Grant>) {
    let Some(other) = other else { return };
    let Some(known) = known else {
        *known = Some(other);
        return;
    };
    let Some((_, wanted)) = other.settings.iter().find(|(key, _)| *key == "scope") else { return };
    match known.settings.iter_mut().find(|(key, _)| *key == "scope") {
        Some((_, scope)) => {
            for word in wanted.split_whitespace() {
                if !scope.split_whitespace().any(|known| known == word) {
                    scope.extend([" ", word]);
                }
            }
        }
        None => known.settings.push(("scope", wanted.clone())),
    }
}

/// Moves the endpoints of a set to where their servers are in the end.
pub(super) fn renumber(grant: &mut Grant, places: &[usize]) {
    for endpoint in std::iter::once(&mut grant.token).chain(&mut grant.refresh) {
        endpoint.server = places.get(endpoint.server).copied().unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, auth, diagnosed, header};
    use crate::api::Api;
    use crate::postman::{Environment, Item};

    const TOKEN_URL: (&str, &str) = ("accessTokenUrl", "https://id.test/{{realm}}/token?v=1");

    fn lowered(blocks: &[&[(&str, &str)]], by_hand: bool) -> (Api, Vec<String>) {
        let item = |attributes: &&[(&str, &str)]| {
            let mut item = fixture::request("r", "http://h/x");
            item.request.auth = Some(auth("oauth2", attributes));
            item.request.headers =
                by_hand.then(|| header("authorization", "Bearer {{t}}")).into_iter().collect();
            Item::Request(Box::new(item))
        };
        let mut collection = fixture::collection(blocks.iter().map(item).collect());
        collection.variables = vec![fixture::variable("realm", "cups"), fixture::variable("secret", "s3")];
        diagnosed(&collection, &Environment::default())
    }

    fn shown(api: &Api) -> String {
        let lines = api.credentials.iter().map(|it| {
            let grant = it.grant.as_ref().map(|grant| {
                let address = api.servers[grant.token.server].address.as_ref().map(|it| format!("{it:?}"));
                let at = (grant.token.path.as_str(), address.unwrap_or_default());
                format!("{} {at:?} {:?}", grant.row.constructor, grant.settings)
            });
            format!("{} x{} {}", it.scheme.runtime, it.uses, grant.unwrap_or_default())
        });
        lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn blocks_without_a_token_say_how_to_get_one() {
        let of = |grant: &'static str| [("grant_type", grant), TOKEN_URL, ("scope", "a b")];
        let params = r#"[{"key": "x", "value": "{{realm}}", "send_as": "request_url"}, {"key": "off", "value": "1", "enabled": false},
            {"key": "client_secret", "value": "{{secret}}"}, {"key": "y", "value": "z"}]"#;
        let (api, told) = lowered(
            &[
                &of("client_credentials"),
                &[("grant_type", "client_credentials"), TOKEN_URL, ("scope", "b c")],
                &of("password_credentials"),
                &[
                    ("accessTokenUrl", "https://id.test/t"),
                    ("tokenRequestParams", params),
                    ("clientSecret", "s3cret"),
                ],
                &of("implicit"),
                &[("accessToken", "{{t}}"), ("clientSecret", "{{secret}}")],
                &[("tokenType", "mac"), TOKEN_URL],
            ],
            false,
        );
        insta::assert_snapshot!(shown(&api), @r#"
        OAuth2 x2 client_credentials ("/cups/token?v=1", "Template([Literal(\"https://id.test\")])") [("scope", "a b c")]
        OAuth2 x1 password ("/cups/token?v=1", "Template([Literal(\"https://id.test\")])") [("scope", "a b")]
        OAuth2 x1 refresh_token ("/t", "Template([Literal(\"https://id.test\")])") [("url", "x=cups"), ("body", "y=z")]
        OAuth2 x1
        OAuth2 x1
        "#);
        insta::assert_snapshot!(told.join("\n"), @r"
        Note literal-secret: literal text in `clientSecret` of the oauth2 auth is not written into the SDK
        Note literal-secret: literal text in the parameter `client_secret` of the oauth2 auth is not written into the SDK
        ");
    }

    #[test]
    fn a_header_by_hand_stands_for_the_token() {
        let (api, _) = lowered(&[&[("grant_type", "client_credentials"), TOKEN_URL]], true);
        assert_eq!(shown(&api), "Bearer x1");
        assert_eq!(api.servers.len(), 1);
    }
}
