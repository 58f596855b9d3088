//! From a credential to what it adds to a message. What only the moment says, such as a signature, is a placeholder.

use crate::api::{Body, Credential, Operation};
use crate::curl;

/// Where something is added, with its name and its value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Added {
    Header(String, String),
    Query(String, String),
    /// To the form that is the body.
    Field(String, String),
}

/// A JSON Web Token, which nobody knows before it is signed.
const TOKEN: &str = "<json-web-token>";

/// What a credential adds to an operation; `value` gives its attributes.
pub(super) fn added(
    credential: &Credential,
    operation: &Operation,
    value: &dyn Fn(&str) -> String,
) -> Vec<Added> {
    let fixed = |name| curl::fixed(credential, name).unwrap_or_default();
    let header = |name: &str, value: String| vec![Added::Header(name.to_owned(), value)];
    let query = |key: &str, value: String| vec![Added::Query(key.to_owned(), value)];
    let authorization = |value: String| header("Authorization", value);
    let prefixed = |value: &str| {
        let prefix = curl::fixed(credential, "headerPrefix").unwrap_or("Bearer").trim();
        authorization(format!("{prefix} {value}").trim_start().to_owned())
    };
    match credential.scheme.runtime {
        "Basic" => authorization(format!("Basic <base64 of {}:{}>", value("username"), value("password"))),
        "Bearer" => authorization(format!("Bearer {}", value("token"))),
        "OAuth2" if fixed("addTokenTo") == "queryParams" => query("access_token", value("accessToken")),
        "OAuth2" => prefixed(&value("accessToken")),
        "ApiKey" if fixed("in") == "query" => query(fixed("key"), value("value")),
        "ApiKey" => header(fixed("key"), value("value")),
        "SecretHeader" => header(fixed("name"), value("value")),
        "Jwt" if fixed("addTokenTo") == "queryParam" => {
            query(curl::fixed(credential, "queryParamKey").unwrap_or("token"), TOKEN.to_owned())
        }
        "Jwt" | "Asap" => prefixed(TOKEN),
        "Digest" => authorization("Digest <response>".to_owned()),
        "Hawk" => authorization("Hawk <mac>".to_owned()),
        "OAuth1" => oauth1(operation, !fixed("addParamsToHeader").is_empty(), value),
        "AwsV4" => aws(operation, !fixed("addAuthDataToQuery").is_empty(), value),
        "EdgeGrid" => authorization("EG1-HMAC-SHA256 <signature>".to_owned()),
        _ => authorization(format!("<{}>", credential.scheme.title)),
    }
}

/// The parameters of OAuth 1: in a header, in the form of a `POST` or `PUT`, or in the query.
fn oauth1(operation: &Operation, in_header: bool, value: &dyn Fn(&str) -> String) -> Vec<Added> {
    let or =
        |name: &str, default: &str| Some(value(name)).filter(|it| !it.is_empty()).unwrap_or(default.into());
    let all = [
        ("oauth_consumer_key", value("consumerKey")),
        ("oauth_token", value("token")),
        ("oauth_signature_method", or("signatureMethod", "HMAC-SHA1")),
        ("oauth_timestamp", "<time>".to_owned()),
        ("oauth_nonce", "<nonce>".to_owned()),
        ("oauth_version", value("version")),
        ("oauth_callback", value("callback")),
        ("oauth_verifier", value("verifier")),
        ("oauth_signature", "<signature>".to_owned()),
    ];
    let all = all.into_iter().filter(|(_, value)| !value.is_empty());
    if in_header {
        let realm = Some(("realm", value("realm"))).filter(|(_, value)| !value.is_empty());
        let pairs = realm.into_iter().chain(all).map(|(name, value)| format!("{name}=\"{value}\""));
        let value = format!("OAuth {}", pairs.collect::<Vec<_>>().join(","));
        return vec![Added::Header("Authorization".to_owned(), value)];
    }
    let is_form = operation.body.as_ref().is_some_and(|body| matches!(body.body, Body::UrlEncoded { .. }));
    let is_sent = is_form && curl::is_sent(operation) && matches!(operation.method.as_str(), "POST" | "PUT");
    let place = if is_sent { Added::Field } else { Added::Query };
    all.map(|(name, value)| place(name.to_owned(), value)).collect()
}

/// The parameters of AWS's signature, version 4: in headers or in the query.
fn aws(operation: &Operation, in_query: bool, value: &dyn Fn(&str) -> String) -> Vec<Added> {
    let or =
        |name: &str, default: &str| Some(value(name)).filter(|it| !it.is_empty()).unwrap_or(default.into());
    let (region, service) = (or("region", "us-east-1"), or("service", "execute-api"));
    let slash = if in_query { "%2F" } else { "/" };
    let credential =
        [value("accessKey"), "<date>".to_owned(), region, service.clone(), "aws4_request".to_owned()];
    let credential = credential.join(slash);
    let some = |is_sent: bool, value: &str| if is_sent { value.to_owned() } else { String::new() };
    let is_s3 = service == "s3";
    let token = ("X-Amz-Security-Token", value("sessionToken"));
    let all = if in_query {
        vec![
            token,
            ("X-Amz-Expires", some(is_s3, "86400")),
            ("X-Amz-Date", "<time>".to_owned()),
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256".to_owned()),
            ("X-Amz-Credential", credential),
            ("X-Amz-SignedHeaders", "<names>".to_owned()),
            ("X-Amz-Signature", "<signature>".to_owned()),
        ]
    } else {
        let signature =
            format!("AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=<names>, Signature=<signature>");
        vec![
            token,
            ("X-Amz-Content-Sha256", some(is_s3 || curl::is_sent(operation), "<hash>")),
            ("X-Amz-Date", "<time>".to_owned()),
            ("Authorization", signature),
        ]
    };
    let place = if in_query { Added::Query } else { Added::Header };
    let all = all.into_iter().filter(|(_, value)| !value.is_empty());
    all.map(|(name, value)| place(name.to_owned(), value)).collect()
}
