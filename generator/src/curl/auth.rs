//! The credentials of an operation as options of curl, which asks the environment for them.

use std::collections::BTreeMap;

use super::word::Word;
use super::{Draft, Request};
use crate::api::{Attribute, Credential};
use crate::rust::BuilderTarget;

/// What a credential is made from, by the names of its attributes.
pub(crate) type Values = BTreeMap<&'static str, Word>;

/// The credentials of an operation.
pub(crate) fn credentials<'a>(request: &Request<'a>) -> Vec<(&'a Credential, Values)> {
    let numbers = request.operation.secret_headers.iter().copied().chain(request.operation.auth);
    let credential = |number: usize| {
        let credential = request.api.credentials.get(number)?;
        Some((credential, values(request, number, credential)))
    };
    numbers.filter_map(credential).collect()
}

/// Adds what signs in; gives the names of the headers that it sets.
pub(super) fn apply(request: &Request<'_>, draft: &mut Draft) -> Vec<String> {
    let mut names = Vec::new();
    for (credential, mut values) in credentials(request) {
        let mut take = |name: &str| values.remove(name).unwrap_or_default();
        match credential.scheme.runtime {
            "Basic" => user(draft, take("username"), take("password")),
            "Digest" => {
                draft.flag("--digest");
                user(draft, take("username"), take("password"));
            }
            "AwsV4" => aws(draft, &mut take),
            "Bearer" => names.push(authorization(draft, "Bearer ", take("token"))),
            "OAuth2" => names.extend(oauth2(credential, draft, take("accessToken"))),
            "ApiKey" => names.extend(api_key(credential, draft, take("value"))),
            "SecretHeader" => {
                let name = fixed(credential, "name").unwrap_or_default();
                draft.header(name, take("value"));
                names.push(name.to_owned());
            }
            _ => draft.note(format!(
                "curl cannot sign with {}: the request goes without it",
                credential.scheme.title
            )),
        }
    }
    names
}

/// What the credential is made from: constants, and variables of the environment.
fn values(request: &Request<'_>, number: usize, credential: &Credential) -> Values {
    let is_own = |target: &BuilderTarget| matches!(target, BuilderTarget::Credential { index, constructor: "new", .. } if *index == number);
    let method = request.client.builder.iter().find(|method| is_own(&method.target));
    let mut environment = method.map(|method| method.environment.as_slice()).unwrap_or_default().iter();
    let value = |attribute: &Attribute| match attribute {
        Attribute::Fixed { name, value } => (*name, Word::text(value.as_str())),
        Attribute::Given { name, example: _ } => {
            (*name, environment.next().map(|name| request.variable(name)).unwrap_or_default())
        }
    };
    credential.attributes.iter().map(value).collect()
}

/// A constant of the credential.
pub(crate) fn fixed<'a>(credential: &'a Credential, key: &str) -> Option<&'a str> {
    credential.attributes.iter().find_map(|attribute| match attribute {
        Attribute::Fixed { name, value } if *name == key => Some(value.as_str()),
        Attribute::Fixed { .. } | Attribute::Given { .. } => None,
    })
}

fn user(draft: &mut Draft, name: Word, password: Word) {
    draft.option("--user", name.and_text(":").and(password));
}

fn authorization(draft: &mut Draft, prefix: &str, token: Word) -> String {
    draft.header("Authorization", Word::text(prefix).and(token));
    "Authorization".to_owned()
}

fn oauth2(credential: &Credential, draft: &mut Draft, token: Word) -> Option<String> {
    if fixed(credential, "addTokenTo") == Some("queryParams") {
        draft.option("--url-query", Word::text("access_token=").and(token));
        return None;
    }
    let prefix = fixed(credential, "headerPrefix").unwrap_or("Bearer").trim();
    let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix} ") };
    Some(authorization(draft, &prefix, token))
}

fn api_key(credential: &Credential, draft: &mut Draft, value: Word) -> Option<String> {
    let key = fixed(credential, "key").unwrap_or_default();
    if fixed(credential, "in") == Some("query") {
        let key = super::url::encoded(key, super::url::STRICT);
        draft.option("--url-query", Word::text(format!("{key}=")).and(value));
        return None;
    }
    draft.header(key, value);
    Some(key.to_owned())
}

fn aws(draft: &mut Draft, take: &mut dyn FnMut(&str) -> Word) {
    let (region, service) = (take("region"), take("service"));
    draft.option("--aws-sigv4", Word::text("aws:amz:").and(region).and_text(":").and(service));
    user(draft, take("accessKey"), take("secretKey"));
    let token = take("sessionToken");
    if token != Word::default() {
        draft.header("x-amz-security-token", token);
    }
}
