//! Akamai's `EdgeGrid`: a keyed hash over address, chosen headers and the beginning of a posted body.

use super::Scheme;
use super::crypto::{Hash, Moment, base64, body_of, host_of, target_of};
use crate::date::Date;
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// So much of a body is signed unless it is said otherwise.
const MAX_BODY: usize = 131_072;

/// Two tokens and the client's secret; replaces the header `Authorization`.
#[derive(Clone, Debug)]
pub struct EdgeGrid {
    access_token: Secret,
    client_token: Secret,
    client_secret: Secret,
    base_url: String,
    headers: Vec<String>,
    max_body: usize,
}

impl EdgeGrid {
    /// The tokens and the secret.
    pub fn new(
        access_token: impl Into<String>,
        client_token: impl Into<String>,
        client_secret: impl Into<String>,
    ) -> Self {
        EdgeGrid {
            access_token: Secret::new(access_token),
            client_token: Secret::new(client_token),
            client_secret: Secret::new(client_secret),
            base_url: String::new(),
            headers: Vec::new(),
            max_body: MAX_BODY,
        }
    }

    /// Sets one of Postman's attributes: `baseURL`, whose host is signed in place of the request's; `headersToSign`,
    /// names with commas between them or an array of JSON; `maxBodySize`, in bytes.
    #[must_use]
    pub fn set(mut self, key: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        match key {
            "baseURL" => self.base_url = value,
            "headersToSign" => {
                self.headers = serde_json::from_str(&value)
                    .unwrap_or_else(|_| value.split(',').map(|name| name.trim().to_owned()).collect());
            }
            "maxBodySize" => self.max_body = value.trim().parse().unwrap_or(MAX_BODY),
            _ => {}
        }
        self
    }

    fn sign_at(&self, request: &mut PreparedRequest, moment: &Moment) -> Result<(), Error> {
        let date = Date::of(moment.seconds);
        let timestamp = format!("{}T{}+0000", date.day(), date.time(":"));
        let start = Secret::new(format!(
            "EG1-HMAC-SHA256 client_token={};access_token={};timestamp={timestamp};nonce={};",
            self.client_token.expose(),
            self.access_token.expose(),
            moment.nonce
        ));
        let hash = match (request.method.as_str(), &request.body) {
            ("POST", Some(_)) => {
                let body = body_of(request)?;
                base64(&Hash::Sha256.of(&body[..body.len().min(self.max_body)]))
            }
            _ => String::new(),
        };
        let text = [
            request.method.as_str(),
            request.url.scheme(),
            &self.host(request),
            &target_of(request),
            &self.canonical_headers(request),
            &hash,
            start.expose(),
        ]
        .join("\t");
        let keyed = |key: &str, text: &str| base64(&Hash::Sha256.keyed(key.as_bytes(), text.as_bytes()));
        let key = Secret::new(keyed(self.client_secret.expose(), &timestamp));
        let value = Secret::new(format!("{}signature={}", start.expose(), keyed(key.expose(), &text)));
        request.set_secret_header("Authorization", value.expose())
    }

    fn host(&self, request: &PreparedRequest) -> String {
        let rest = self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, rest)| rest);
        match rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty()) {
            Some(host) => host.to_lowercase(),
            None => host_of(request),
        }
    }

    fn canonical_headers(&self, request: &PreparedRequest) -> String {
        let lines: Vec<String> = self
            .headers
            .iter()
            .filter_map(|name| {
                let name = name.trim().to_lowercase();
                let value = request.headers.get(&name)?.to_str().ok()?;
                let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
                (!value.is_empty()).then(|| format!("{name}:{value}"))
            })
            .collect();
        lines.join("\t")
    }
}

impl Scheme for EdgeGrid {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        self.sign_at(request, &Moment::now(32)?)
    }

    fn reads_body(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::testing::{authorization, request};
    use reqwest::header::HeaderValue;

    const URL: &str = "http://h.test/p?b=2&a=1";

    fn sign(edge_grid: &EdgeGrid, mut request: PreparedRequest) -> String {
        let moment = Moment { seconds: 1_704_164_645, nonce: "nn".to_owned() };
        edge_grid.sign_at(&mut request, &moment).unwrap();
        authorization(&request).unwrap()
    }

    fn header(signature: &str) -> String {
        format!(
            "EG1-HMAC-SHA256 client_token=ct;access_token=at;timestamp=20240102T03:04:05+0000;nonce=nn;\
             signature={signature}"
        )
    }

    #[test]
    fn requests_are_signed() {
        let edge_grid = EdgeGrid::new("at", "ct", "cs");
        for (method, body, signature) in [
            ("GET", "", "u2fQLNys8pfd7T06hZ/UCs7P+NRjX2T0WKv7hSiaH18="),
            ("POST", "{\"a\":1}", "bVwqo+y/fThspgjiYVNd04cgxM/3RLBeG8cjfzJTV7w="),
            ("PUT", "{\"a\":1}", "cmezn7Z5LlYrBpe4+fhWD9xDqd1674nzQTHbJ8duNVU="),
        ] {
            assert_eq!(sign(&edge_grid, request(method, URL, body)), header(signature), "{method}");
        }
        let long = sign(&edge_grid.clone().set("maxBodySize", "2"), request("POST", URL, "ab"));
        assert_eq!(sign(&edge_grid.clone().set("maxBodySize", "2"), request("POST", URL, "abc")), long);
        assert!(!format!("{edge_grid:?}").contains("cs"));
    }

    #[test]
    fn chosen_headers_are_signed() {
        for names in ["X-B, X-A", "[\"x-b\", \"x-a\", \"x-c\"]"] {
            let edge_grid = EdgeGrid::new("at", "ct", "cs")
                .set("headersToSign", names)
                .set("baseURL", "https://base.test/");
            let mut sent = request("GET", URL, "");
            sent.headers.insert("x-a", HeaderValue::from_static(" a   b "));
            sent.headers.insert("x-b", HeaderValue::from_static("c"));
            assert_eq!(sign(&edge_grid, sent), header("Bn5/gSSeEc8+GDjY9zePeHS7cJiOsdV58u8ATnZGSkY="));
        }
    }
}
