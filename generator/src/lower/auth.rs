//! From auth blocks, user names in URLs and secret headers to the credential sets of the client.

use super::credentials::{Part, absent, fixed, given};
use super::group::Level;
use super::resolve::sanitised;
use super::{Lowering, auth_rules as rules, grant, secret, template};
use crate::api::Attribute;
use crate::diagnostic::{Code, Pointer};
use crate::postman::{Auth, RequestItem, Scalar};
use crate::schemes::{self, Role, SCHEMES, Scheme};

/// The credentials that an operation needs for its auth block or the user in its URL.
pub(super) fn auth(
    lowering: &mut Lowering<'_>,
    item: &RequestItem,
    level: &Level<'_>,
    user_info: Option<&(String, String)>,
) -> Option<usize> {
    let own = item.request.auth.as_ref();
    let auth = own.or(level.auth);
    let Some(auth) = auth.filter(|auth| auth.kind != "noauth") else {
        // `noauth` says nothing about the user in the URL.
        return user_info
            .and_then(|(user, password)| of_url(lowering, user, password, level, &item.request.at));
    };
    let Some(scheme) = schemes::find(&auth.kind) else {
        unknown(lowering, auth);
        return None;
    };
    if grant::is_by_hand(auth, item) {
        return None;
    }
    let folder = if own.is_some() { level.folder } else { level.auth_folder };
    of_block(lowering, auth, scheme, folder)
}

fn unknown(lowering: &mut Lowering<'_>, auth: &Auth) {
    let known: Vec<&str> = SCHEMES.iter().map(|it| it.postman).filter(|name| !name.is_empty()).collect();
    let why = schemes::refused(&auth.kind).map(|why| format!(": {why}")).unwrap_or_default();
    let message =
        format!("the auth type `{}` is not supported{why}; its requests are generated without it", auth.kind);
    let instead = if why.is_empty() {
        "set the header yourself with `.header(…)`"
    } else {
        "give the client a `transport` of your own that signs in"
    };
    let help = format!("{instead}, or pick one of: {}, noauth", known.join(", "));
    lowering.warn_once(Code::UnknownAuthType, message, &auth.at, help);
}

fn of_block(
    lowering: &mut Lowering<'_>,
    auth: &Auth,
    scheme: &'static Scheme,
    folder: Option<&str>,
) -> Option<usize> {
    let text = |key: &str| auth.attribute(key).and_then(Scalar::to_text).unwrap_or_default();
    if !rules::is_useful(scheme, &text) || rules::is_refused(lowering, auth, scheme) {
        return None;
    }
    let (mut parts, mut hints, mut literals) = (Vec::new(), Vec::new(), Vec::new());
    for attribute in scheme.attributes {
        let text = text(attribute.key);
        parts.push(match attribute.role {
            Role::Optional if text.is_empty() => absent(),
            Role::Given | Role::Optional => {
                if secret::is_real(&text) {
                    literals.push(format!("`{}`", attribute.key));
                }
                hints.extend(template::names(&text).map(str::to_owned));
                let mut part = given(attribute.key, &text, &format!("{}-{}", auth.kind, attribute.key));
                if scheme.postman == "oauth2" && text.is_empty() {
                    part.identity = grant::identity(auth);
                }
                part
            }
            Role::Choice if rules::is_left_out(auth, attribute.key) => absent(),
            // What stands in an auth block is for the client to set.
            Role::Choice if template::has_variables(&text) => {
                let example = secret::named(&text);
                Part { attribute: Some(Attribute::Given { name: attribute.key, example }), identity: text }
            }
            Role::Fixed | Role::Choice => {
                let text = if text.is_empty() { attribute.default.to_owned() } else { text };
                // An environment must not make two sets of one.
                let value = lowering.name(&text, &format!("`{}` of the auth", attribute.key), &auth.at);
                let value = rules::normalised(scheme, attribute.key, value);
                let identity = value.clone();
                fixed(attribute.key, value, identity)
            }
        });
    }
    if !literals.is_empty() {
        lowering.hidden_secret(&format!("{} of the {} auth", literals.join(" and "), auth.kind), &auth.at);
    }
    if scheme.postman == "apikey" {
        hints.push(text("key").replace(['{', '}'], ""));
    }
    hints.extend(folder.map(str::to_owned));
    let grant = grant::grant(lowering, auth);
    let place = lowering.credentials.number(scheme, parts, hints);
    lowering.credentials.add_grant(place, grant);
    Some(place)
}

/// `user:password@` in a URL.
fn of_url(
    lowering: &mut Lowering<'_>,
    user: &str,
    password: &str,
    level: &Level<'_>,
    at: &Pointer,
) -> Option<usize> {
    let scheme = schemes::find("basic")?;
    for text in [user, password] {
        lowering.literal_secret(text, "the user in front of the host", at);
    }
    let texts = [user, password];
    let parts = scheme.attributes.iter().zip(texts);
    let parts = parts.map(|(it, text)| given(it.key, text, &format!("basic-{}", it.key))).collect();
    let mut hints: Vec<String> =
        texts.iter().flat_map(|text| template::names(text)).map(str::to_owned).collect();
    hints.extend(level.folder.map(str::to_owned));
    Some(lowering.credentials.number(scheme, parts, hints))
}

/// A secret header as a credential of its own.
pub(super) fn of_header(
    lowering: &mut Lowering<'_>,
    name: &str,
    text: &str,
    level: &Level<'_>,
) -> Option<usize> {
    let scheme = SCHEMES.iter().find(|scheme| scheme.runtime == "SecretHeader")?;
    let placeholder = crate::api::placeholder(name);
    let part = |attribute: &schemes::SchemeAttribute| match attribute.role {
        // Two templates of one variable are two values of the header.
        Role::Given | Role::Optional if template::has_variables(text) => {
            Part { identity: text.to_owned(), ..given(attribute.key, text, &placeholder) }
        }
        Role::Given | Role::Optional => given(attribute.key, text, &placeholder),
        Role::Fixed | Role::Choice => fixed(attribute.key, name.to_owned(), name.to_lowercase()),
    };
    let parts = scheme.attributes.iter().map(part).collect();
    // The variable's name for what is more than the variable would ask for too little.
    let mut hints: Vec<String> = template::only_variable(text).map(str::to_owned).into_iter().collect();
    hints.push(name.to_owned());
    hints.extend(level.folder.map(|folder| format!("{folder} {name}")));
    Some(lowering.credentials.number(scheme, parts, hints))
}

/// `Authorization: Bearer …`, written by hand, if the rest is one variable or literal text.
pub(super) fn of_bearer(lowering: &mut Lowering<'_>, text: &str, level: &Level<'_>) -> Option<usize> {
    let token = text.strip_prefix("Bearer ").map(str::trim).filter(|token| !token.is_empty())?;
    if template::has_variables(token) && template::only_variable(token).is_none() {
        return None;
    }
    let scheme = schemes::find("bearer")?;
    let parts = scheme.attributes.iter().map(|it| given(it.key, token, "bearer-token")).collect();
    let mut hints: Vec<String> = template::names(token).map(str::to_owned).collect();
    hints.extend(level.folder.map(str::to_owned));
    Some(lowering.credentials.number(scheme, parts, hints))
}

impl Lowering<'_> {
    /// Notes that a literal credential is not taken over.
    pub(super) fn literal_secret(&mut self, text: &str, place: &str, at: &Pointer) {
        if secret::is_real(text) {
            self.hidden_secret(place, at);
        }
    }

    /// Notes that a credential is not taken over.
    pub(super) fn hidden_secret(&mut self, place: &str, at: &Pointer) {
        let message = format!("literal text in {place} is not written into the SDK");
        let help = "put it into a variable of an environment, and change it if it was ever real";
        self.note_once(Code::LiteralSecret, message, at, help);
    }

    /// Whether the auth of an operation removes a header that somebody wrote.
    pub(super) fn replaces_header(&self, auth: Option<usize>, name: &str) -> bool {
        let Some(place) = auth else { return false };
        let Some(scheme) = self.credentials.scheme(place) else { return false };
        if scheme.postman != "apikey" {
            return name.eq_ignore_ascii_case("authorization");
        }
        let key = self.credentials.fixed(place, "key").unwrap_or_default();
        self.credentials.fixed(place, "in") == Some("header") && words(key) == words(name)
    }

    /// The query parameter that the auth of an operation replaces.
    pub(super) fn replaced_query(&self, auth: Option<usize>) -> Option<String> {
        let fixed = |key: &str| self.credentials.fixed(auth?, key);
        rules::replaced_query(self.credentials.scheme(auth?)?, &fixed)
    }
}

/// The lower-case words of a header's name: `X-API-Key`, `x_api_key` and `XApiKey` are one.
fn words(name: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    let letters: Vec<char> = sanitised(name).chars().collect();
    for (at, c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or('-');
        let after = letters.get(at + 1).copied().unwrap_or('-');
        let begins =
            c.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && after.is_lowercase()));
        if (begins || matches!(c, '-' | '_')) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if !matches!(c, '-' | '_') {
            word.extend(c.to_lowercase());
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, auth, diagnosed, folder, get, header};
    use super::*;
    use crate::api::Api;
    use crate::postman::{Collection, Environment, Item};

    fn with(mut item: Item, auth: Auth) -> Item {
        match &mut item {
            Item::Folder(folder) => folder.auth = Some(auth),
            Item::Request(item) => item.request.auth = Some(auth),
        }
        item
    }

    fn shown(api: &Api) -> String {
        let attribute = |it: &Attribute| match it {
            Attribute::Given { name, example } => format!("{name}<-{example}"),
            Attribute::Fixed { name, value } => format!("{name}={value}"),
        };
        let mut lines: Vec<String> = fixture::operations(api)
            .iter()
            .map(|it| format!("{} {:?} {:?}", it.name, it.auth, it.secret_headers))
            .collect();
        lines.extend(api.credentials.iter().map(|it| {
            let attributes: Vec<String> = it.attributes.iter().map(attribute).collect();
            format!("{} x{} {} {:?}", it.scheme.runtime, it.uses, attributes.join(" "), it.hints)
        }));
        lines.join("\n")
    }

    fn lowered(collection: &Collection) -> (String, Vec<String>) {
        let (api, told) = diagnosed(collection, &Environment::default());
        (shown(&api), told)
    }

    #[test]
    fn auth_is_inherited_until_something_says_otherwise() {
        let url = "http://h/x";
        let mut collection = fixture::collection(vec![
            get("own", url),
            folder("f", vec![get("inherits", url), with(get("none", url), auth("noauth", &[]))]),
            with(
                folder(
                    "keys",
                    vec![get("key", url), with(get("empty", url), auth("bearer", &[("token", "")]))],
                ),
                auth("apikey", &[("key", "{{k}}"), ("value", "{{v}}"), ("in", "body")]),
            ),
            with(get("odd", url), auth("Basic", &[("username", "u")])),
        ]);
        collection.auth = Some(auth("basic", &[("username", "{{user}}"), ("password", "hunter2")]));
        collection.variables = vec![fixture::variable("k", "X-Key")];
        let (shown, told) = lowered(&collection);
        insta::assert_snapshot!(shown, @r#"
        own Some(0) []
        odd None []
        inherits Some(0) []
        none None []
        key Some(1) []
        empty None []
        Basic x2 username<-user password<-basic-password ["user"]
        ApiKey x1 key=X-Key in=header value<-v ["v", "k", "keys"]
        "#);
        assert_eq!(
            told,
            [
                "Note literal-secret: literal text in `password` of the basic auth is not written into the SDK",
                "Warning unknown-auth-type: the auth type `Basic` is not supported; its requests are generated without it",
            ]
        );
    }

    #[test]
    fn secret_headers_are_credentials() {
        let item = |name: &str, headers: &[(&str, &str)]| {
            let mut item = fixture::request(name, "http://h/x");
            item.request.headers = headers.iter().map(|(key, value)| header(key, value)).collect();
            Item::Request(Box::new(item))
        };
        let bearer = auth("bearer", &[("token", "{{t}}")]);
        let (shown, told) = lowered(&fixture::collection(vec![
            item("bearer", &[("Authorization", "Bearer {{t}}")]),
            with(item("replaced", &[("authorization", "Basic abc")]), bearer),
            item("basic", &[("Authorization", "Basic YWJj"), ("X-Api-Key", "{{key}}")]),
            item("same", &[("x-api-key", "{{key}}"), ("Cookie", "a={{c}}")]),
            with(
                item("words", &[("x_api-key", "1")]),
                auth("apikey", &[("key", "XApiKey"), ("value", "s3")]),
            ),
        ]));
        insta::assert_snapshot!(shown, @r#"
        bearer Some(0) []
        replaced Some(0) []
        basic None [1, 2]
        same None [2, 3]
        words Some(4) []
        Bearer x2 token<-t ["t"]
        SecretHeader x1 name=Authorization value<-Authorization-value ["Authorization"]
        SecretHeader x2 name=X-Api-Key value<-key ["key", "X-Api-Key"]
        SecretHeader x1 name=Cookie value<-Cookie-value ["Cookie"]
        ApiKey x1 key=XApiKey in=header value<-apikey-value ["XApiKey"]
        "#);
        assert!(!format!("{shown}{told:?}").contains("YWJj"));
    }

    #[test]
    fn an_environment_changes_no_credential() {
        let digest =
            |realm| auth("digest", &[("username", "{{u}}"), ("password", "{{p}}"), ("realm", realm)]);
        let aws =
            [("accessKey", "{{a}}"), ("secretKey", "{{s}}"), ("region", "{{region}}"), ("service", "s3")];
        let collection = fixture::collection(vec![
            with(get("plain", "http://h/x"), digest("")),
            with(get("challenged", "http://h/x"), digest("{{realm}}")),
            with(get("signed", "http://h/x"), auth("awsv4", &aws)),
            with(get("named", "http://h/x"), auth("apikey", &[("key", "{{k}}"), ("value", "{{v}}")])),
        ]);
        let given = ["realm", "region", "k", "v"].map(|name| fixture::variable(name, "given"));
        let (bare, _) = diagnosed(&collection, &Environment::default());
        let (filled, _) = diagnosed(&collection, &fixture::environment(given.into()));
        insta::assert_snapshot!(shown(&bare), @r#"
        plain Some(0) []
        challenged Some(0) []
        signed Some(1) []
        named Some(2) []
        Digest x2 username<-u password<-p ["u", "p"]
        AwsV4 x1 accessKey<-a secretKey<-s region<-region service=s3 ["a", "s"]
        ApiKey x1 key=k in=header value<-v ["v", "k"]
        "#);
        assert_eq!(shown(&bare), shown(&filled));
    }

    #[test]
    fn the_user_of_a_url_signs_in() {
        let item = get("a", "http://{{u}}:secret@h/x");
        let (shown, _) = lowered(&fixture::collection(vec![item]));
        insta::assert_snapshot!(shown, @r#"
        a Some(0) []
        Basic x1 username<-u password<-basic-password ["u"]
        "#);
    }

    #[test]
    fn names_of_headers_are_compared_by_words() {
        for name in ["X-API-Key", "x_api_key", "XApiKey", "X-Api-Key"] {
            assert_eq!(words(name), ["x", "api", "key"], "{name}");
        }
        assert_ne!(words("apikey"), words("api-key"));
    }
}
