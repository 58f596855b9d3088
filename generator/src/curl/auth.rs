//! The credentials of an operation as options of curl, which asks the environment for them.

use std::collections::BTreeMap;

use super::url::{STRICT, encoded};
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

/// Where something of a credential stands in a request, with its name and its value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Added {
    Header(String, Word),
    /// The key is encoded.
    Query(String, Word),
}

impl Added {
    pub(crate) fn header(name: &str, value: Word) -> Self {
        Self::Header(name.to_owned(), value)
    }
}

/// What a credential adds that is sent as it is; `None` for one that is encoded or signs.
pub(crate) fn as_it_is(credential: &Credential, values: &Values) -> Option<Vec<Added>> {
    let value = |name: &str| values.get(name).cloned().unwrap_or_default();
    let fixed = |name: &str| credential.fixed(name);
    let query = |key: &str, value: Word| Added::Query(encoded(key, STRICT), value);
    Some(match credential.scheme.runtime {
        "Bearer" => vec![Added::header("Authorization", Word::text("Bearer ").and(value("token")))],
        "OAuth2" => match fixed("addTokenTo") {
            None | Some("header") => {
                let prefix = fixed("headerPrefix").unwrap_or("Bearer").trim();
                let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix} ") };
                vec![Added::header("Authorization", Word::text(prefix).and(value("accessToken")))]
            }
            Some("queryParams") => vec![query("access_token", value("accessToken"))],
            // Postman knows no other place, and sends none.
            Some(_) => Vec::new(),
        },
        "ApiKey" if fixed("in") == Some("query") => {
            vec![query(fixed("key").unwrap_or_default(), value("value"))]
        }
        "ApiKey" => vec![Added::header(fixed("key").unwrap_or_default(), value("value"))],
        "SecretHeader" => vec![Added::header(fixed("name").unwrap_or_default(), value("value"))],
        _ => return None,
    })
}

/// Adds what signs in; gives the names of the headers that it sets.
pub(super) fn apply(request: &Request<'_>, draft: &mut Draft) -> Vec<String> {
    let mut names = Vec::new();
    for (credential, mut values) in credentials(request) {
        for added in as_it_is(credential, &values).into_iter().flatten() {
            match added {
                Added::Header(name, value) => {
                    draft.header(&name, value);
                    names.push(name);
                }
                Added::Query(key, value) => {
                    draft.option("--url-query", Word::text(format!("{key}=")).and(value));
                }
            }
        }
        let mut take = |name: &str| values.remove(name).unwrap_or_default();
        match credential.scheme.runtime {
            "Basic" => user(draft, take("username"), take("password")),
            "Digest" => {
                draft.flag("--digest");
                user(draft, take("username"), take("password"));
            }
            "AwsV4" => {
                if credential.fixed("addAuthDataToQuery").is_some() {
                    draft.note("curl signs for AWS in headers, not in the query");
                }
                aws(draft, &mut take);
            }
            "Bearer" | "OAuth2" | "ApiKey" | "SecretHeader" => {}
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

fn user(draft: &mut Draft, name: Word, password: Word) {
    draft.option("--user", name.and_text(":").and(password));
}

fn aws(draft: &mut Draft, take: &mut dyn FnMut(&str) -> Word) {
    let (region, service) = (take("region").or("us-east-1"), take("service").or("execute-api"));
    draft.option("--aws-sigv4", Word::text("aws:amz:").and(region).and_text(":").and(service));
    user(draft, take("accessKey"), take("secretKey"));
    let token = take("sessionToken");
    if !token.is_empty() {
        draft.header("x-amz-security-token", token);
    }
}
