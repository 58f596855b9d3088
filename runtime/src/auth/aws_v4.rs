//! AWS Signature Version 4, in headers or in the query.

use percent_encoding::percent_decode_str;

use super::Scheme;
use super::crypto::{Hash, Moment, body_of, hex, host_of};
use crate::date::Date;
use crate::encode::strict;
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// Headers that are changed on their way or by the client, so that they cannot be signed.
const UNSIGNED: &[&str] = &[
    "authorization",
    "connection",
    "content-length",
    "expect",
    "presigned-expires",
    "range",
    "transfer-encoding",
    "user-agent",
    "x-amzn-trace-id",
];

/// What a signature in the query consists of; what stands there already is replaced.
const OWN: &[&str] = &[
    "X-Amz-Security-Token",
    "X-Amz-Date",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
];

/// An access key; replaces the header `Authorization` and those of its own.
#[derive(Clone, Debug)]
pub struct AwsV4 {
    access_key: Secret,
    secret_key: Secret,
    session_token: Secret,
    region: String,
    service: String,
    in_query: bool,
}

impl AwsV4 {
    /// The access key's id and its secret, for `execute-api` in `us-east-1` unless [`set`](AwsV4::set) says otherwise.
    pub fn new(access_key: impl Into<String>, secret_key: impl Into<String>) -> Self {
        AwsV4 {
            access_key: Secret::new(access_key),
            secret_key: Secret::new(secret_key),
            session_token: Secret::new(""),
            region: "us-east-1".to_owned(),
            service: "execute-api".to_owned(),
            in_query: false,
        }
    }

    /// Sets one of Postman's attributes: `sessionToken`, `region`, `service`; and, for any text,
    /// `addAuthDataToQuery`.
    #[must_use]
    pub fn set(mut self, key: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        match key {
            "sessionToken" => self.session_token = Secret::new(value),
            "region" => self.region = value,
            "service" => self.service = value,
            "addAuthDataToQuery" => self.in_query = !value.is_empty(),
            _ => {}
        }
        self
    }

    fn sign_at(&self, request: &mut PreparedRequest, moment: &Moment) -> Result<(), Error> {
        for name in ["Authorization", "X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Content-Sha256"] {
            request.remove_header(name);
        }
        for name in OWN {
            request.remove_query_parameter(name);
        }
        let date = Date::of(moment.seconds);
        let (day, time) = (date.day(), format!("{}T{}Z", date.day(), date.time("")));
        let scope = format!("{day}/{}/{}/aws4_request", self.region, self.service);
        if self.in_query {
            return self.sign_query(request, &day, &time, &scope);
        }
        if !self.session_token.expose().is_empty() {
            request.set_secret_header("X-Amz-Security-Token", self.session_token.expose())?;
        }
        let body = body_of(request)?;
        let hash = hex(&Hash::Sha256.of(&body));
        if !body.is_empty() || self.service == "s3" {
            request.set_secret_header("X-Amz-Content-Sha256", &hash)?;
        }
        request.set_secret_header("X-Amz-Date", &time)?;
        let (names, signature) = self.signature(request, &day, &time, &scope, &hash);
        let value = Secret::new(format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={signature}",
            self.access_key.expose()
        ));
        request.set_secret_header("Authorization", value.expose())
    }

    fn sign_query(
        &self,
        request: &mut PreparedRequest,
        day: &str,
        time: &str,
        scope: &str,
    ) -> Result<(), Error> {
        let credential = format!("{}/{scope}", self.access_key.expose());
        if !self.session_token.expose().is_empty() {
            append(request, "X-Amz-Security-Token", self.session_token.expose());
        }
        let has_expiry = request.url.query().is_some_and(|query| query.contains("X-Amz-Expires="));
        if self.service == "s3" && !has_expiry {
            append(request, "X-Amz-Expires", "86400");
        }
        append(request, "X-Amz-Date", time);
        append(request, "X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        append(request, "X-Amz-Credential", &credential);
        let (names, _) = canonical_headers(request);
        append(request, "X-Amz-SignedHeaders", &names);
        let hash = match self.service.as_str() {
            "s3" => "UNSIGNED-PAYLOAD".to_owned(),
            _ => hex(&Hash::Sha256.of(&body_of(request)?)),
        };
        let (_, signature) = self.signature(request, day, time, scope, &hash);
        append(request, "X-Amz-Signature", &signature);
        Ok(())
    }

    /// The names of the signed headers, and the signature.
    fn signature(
        &self,
        request: &PreparedRequest,
        day: &str,
        time: &str,
        scope: &str,
        hash: &str,
    ) -> (String, String) {
        let is_s3 = self.service == "s3";
        let (names, headers) = canonical_headers(request);
        let canonical = format!(
            "{}\n{}\n{}\n{headers}\n{names}\n{hash}",
            request.method,
            canonical_path(request.url.path(), is_s3),
            canonical_query(request.url.query().unwrap_or_default(), is_s3),
        );
        let text =
            format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hex(&Hash::Sha256.of(canonical.as_bytes())));
        let first = Secret::new(format!("AWS4{}", self.secret_key.expose()));
        let mut key = Hash::Sha256.keyed(first.expose().as_bytes(), day.as_bytes());
        for part in [self.region.as_str(), &self.service, "aws4_request", &text] {
            key = Hash::Sha256.keyed(&key, part.as_bytes());
        }
        (names, hex(&key))
    }
}

impl Scheme for AwsV4 {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        self.sign_at(request, &Moment::now(0)?)
    }

    fn reads_body(&self) -> bool {
        !(self.in_query && self.service == "s3")
    }
}

fn append(request: &mut PreparedRequest, name: &str, value: &str) {
    let query = match request.url.query() {
        Some(query) if !query.is_empty() => format!("{query}&{name}={}", strict(value)),
        _ => format!("{name}={}", strict(value)),
    };
    request.url.set_query(Some(&query));
}

/// The names of the signed headers, and their lines.
fn canonical_headers(request: &PreparedRequest) -> (String, String) {
    let mut headers: Vec<(String, String)> = Vec::new();
    if !request.headers.contains_key("host") {
        headers.push(("host".to_owned(), host_of(request)));
    }
    for name in request.headers.keys().filter(|name| !UNSIGNED.contains(&name.as_str())) {
        let values: Vec<String> = request
            .headers
            .get_all(name)
            .iter()
            .map(|value| {
                String::from_utf8_lossy(value.as_bytes()).split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect();
        headers.push((name.as_str().to_owned(), values.join(",")));
    }
    headers.sort();
    let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
    let lines = headers.iter().fold(String::new(), |lines, (name, value)| lines + name + ":" + value + "\n");
    (names.join(";"), lines)
}

/// The path, encoded once more; for S3, encoded once.
fn canonical_path(path: &str, is_s3: bool) -> String {
    let piece = |piece: &str| {
        if is_s3 {
            strict(&percent_decode_str(&piece.replace('+', " ")).decode_utf8_lossy())
        } else {
            strict(piece)
        }
    };
    let mut pieces: Vec<String> = path.split('/').map(piece).collect();
    if !is_s3 {
        // Slashes one after the other count as one.
        let last = pieces.len() - 1;
        let mut place = 0;
        pieces.retain(|piece| {
            place += 1;
            !piece.is_empty() || place == 1 || place == last + 1
        });
    }
    let path = pieces.join("/");
    let path = if is_s3 { path.replace("%2F", "/") } else { path };
    if path.starts_with('/') { path } else { format!("/{path}") }
}

fn canonical_query(query: &str, is_s3: bool) -> String {
    let encode = |text: &str| strict(&percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy());
    let mut pairs: Vec<(String, String)> = Vec::new();
    for piece in query.split('&') {
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        let name = encode(name);
        // Of several values, S3 signs the first one.
        let is_repeated = is_s3 && pairs.iter().any(|(other, _)| *other == name);
        if !name.is_empty() && !is_repeated {
            pairs.push((name, encode(value)));
        }
    }
    pairs.sort();
    pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::testing::{authorization, request, typed};
    use reqwest::header::HeaderValue;

    const URL: &str = "http://h.test/p?b=2&a=1";

    fn sign(aws: &AwsV4, request: &mut PreparedRequest) -> String {
        aws.sign_at(request, &Moment { seconds: 1_704_164_645, nonce: String::new() }).unwrap();
        authorization(request).unwrap_or_default()
    }

    fn in_europe(service: &str) -> AwsV4 {
        AwsV4::new("AKID", "SECRET").set("region", "eu-west-1").set("service", service)
    }

    #[test]
    fn requests_are_signed() {
        let header = "AWS4-HMAC-SHA256 Credential=AKID/20240102/us-east-1/execute-api/aws4_request, \
                      SignedHeaders=host;x-amz-date, \
                      Signature=f33f9a8f9aa52944940f7a761b7a4b98ec52f6e528435fcf133ebcb0bc7aca8a";
        let aws = AwsV4::new("AKID", "SECRET");
        assert_eq!(sign(&aws, &mut request("GET", URL, "")), header);
        assert!(!format!("{aws:?}").contains("SECRET"));
        let mut get = request("GET", URL, "");
        let sent = sign(&in_europe("s3"), &mut get);
        assert!(
            sent.ends_with("=286944c605555d07b6f58ebafa1641c1c5b4d8e70bb4d34997114f1b0ae2957b"),
            "{sent}"
        );
        assert_eq!(get.headers["x-amz-date"], "20240102T030405Z");
        let sent = sign(&in_europe("s3").set("sessionToken", "ST"), &mut get);
        assert!(
            sent.ends_with("=be3e7edefaeac1877beb166600574182055ab01cb3b5158407662ffc21ea2edd"),
            "{sent}"
        );
        let sent = sign(&in_europe("s3"), &mut typed("POST", URL, "{\"a\":1}", "application/json"));
        assert!(
            sent.ends_with("=19aec92fb8b23218d89e5e49b0201029fcc46c3aac58a7f27a9f739e1d06984e"),
            "{sent}"
        );
        let sent = sign(&in_europe("execute-api"), &mut request("POST", URL, "a=1%202&b=%21"));
        assert!(
            sent.ends_with("=23c24221262a7a560f9802cf52b5c743bea2dfc61daf2359ba6f9bb33af24572"),
            "{sent}"
        );
    }

    #[test]
    fn paths_are_encoded_twice() {
        let mut odd = request("GET", "http://h.test/a%20b/c+d?x=1%202&y=%C3%A9", "");
        let sent = sign(&in_europe("execute-api"), &mut odd);
        assert!(
            sent.ends_with("=28887870168a11fa6b3f9d969e3255c36cca36ca911c0191c25a482987caa541"),
            "{sent}"
        );
        assert_eq!(canonical_path("//a//b/", false), "/a/b/");
        assert_eq!(canonical_path("/a%2Fb//c", true), "/a/b//c");
    }

    #[test]
    fn a_signature_can_stand_in_the_query() {
        let mut get = request("GET", URL, "");
        sign(&in_europe("s3").set("addAuthDataToQuery", "true"), &mut get);
        assert_eq!(
            get.url.query().unwrap_or_default(),
            "b=2&a=1&X-Amz-Expires=86400&X-Amz-Date=20240102T030405Z&X-Amz-Algorithm=AWS4-HMAC-SHA256&\
             X-Amz-Credential=AKID%2F20240102%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-SignedHeaders=host&\
             X-Amz-Signature=d496e2dd1b046cc6c336194eaf64a91d49ef028cc5b2e665a3214adff9651407"
        );
    }

    /// "Create a signed AWS API request" of the IAM user guide: `ListUsers`.
    #[test]
    fn the_example_of_amazon() {
        let url = "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08";
        let mut get = request("GET", url, "");
        let content_type = "application/x-www-form-urlencoded; charset=utf-8";
        get.headers.insert("content-type", HeaderValue::from_static(content_type));
        let aws = AwsV4::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY").set("service", "iam");
        aws.sign_at(&mut get, &Moment { seconds: 1_440_938_160, nonce: String::new() }).unwrap();
        let sent = authorization(&get).unwrap();
        assert!(
            sent.ends_with("=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"),
            "{sent}"
        );
    }
}
