//! Digest (RFC 7616): a password that is proven, not sent, in answer to a challenge.

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, WWW_AUTHENTICATE};

use super::Scheme;
use super::crypto::{Hash, Moment, body_of, hex, target_of};
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// A user's name and password; replaces the header `Authorization`.
///
/// The first request goes without it. The server's challenge is answered by a second one, once.
#[derive(Clone, Debug)]
pub struct Digest {
    user: String,
    password: Secret,
    preset: Challenge,
    nonce_count: String,
    answers: bool,
}

/// What a server asks for, or a collection knows beforehand. Empty texts are missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Challenge {
    realm: String,
    nonce: String,
    algorithm: String,
    qop: String,
    opaque: String,
}

impl Digest {
    /// Name and password.
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        Digest {
            user: user.into(),
            password: Secret::new(password),
            preset: Challenge::default(),
            nonce_count: "00000001".to_owned(),
            answers: true,
        }
    }

    /// Sets one of Postman's attributes: `algorithm`, for servers that do not say theirs; `realm`, `nonce`, `qop`,
    /// `opaque` and `nonceCount`, with which the first request is signed, too; and, for any text,
    /// `disableRetryRequest`.
    #[must_use]
    pub fn set(mut self, key: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        match key {
            "algorithm" => self.preset.algorithm = value,
            "realm" => self.preset.realm = value,
            "nonce" => self.preset.nonce = value,
            "qop" => self.preset.qop = value,
            "opaque" => self.preset.opaque = value,
            "nonceCount" => self.nonce_count = value,
            "disableRetryRequest" => self.answers = value.is_empty(),
            _ => {}
        }
        self
    }

    /// Signs with what a challenge says.
    fn sign(
        &self,
        request: &mut PreparedRequest,
        challenge: &Challenge,
        count: &str,
        client_nonce: &str,
    ) -> Result<(), Error> {
        let Challenge { realm, nonce, qop, opaque, .. } = challenge;
        let algorithm = Some(challenge.algorithm.as_str()).filter(|it| !it.is_empty()).unwrap_or("MD5");
        let (hash, is_session) = algorithm_of(algorithm)?;
        let hash = |parts: &[&str]| hash_of(hash, parts.join(":").as_bytes());
        let uri = target_of(request);

        let mut secret = Secret::new(hash(&[&self.user, realm, self.password.expose()]));
        if is_session {
            secret = Secret::new(hash(&[secret.expose(), nonce, client_nonce]));
        }
        let method = request.method.as_str();
        let target = if qop == "auth-int" {
            let body = hash_of(algorithm_of(algorithm)?.0, &body_of(request)?);
            hash(&[method, &uri, &body])
        } else {
            hash(&[method, &uri])
        };
        let has_qop = matches!(qop.as_str(), "auth" | "auth-int");
        let response = if has_qop {
            hash(&[secret.expose(), nonce, count, client_nonce, qop, &target])
        } else {
            hash(&[secret.expose(), nonce, &target])
        };

        let mut fields = vec![
            format!("username=\"{}\"", quoted(&self.user)),
            format!("realm=\"{}\"", quoted(realm)),
            format!("nonce=\"{}\"", quoted(nonce)),
            format!("uri=\"{uri}\""),
            format!("algorithm=\"{algorithm}\""),
        ];
        if has_qop {
            fields.push(format!("qop={qop}"));
        }
        if has_qop || is_session {
            fields.extend([format!("nc={count}"), format!("cnonce=\"{client_nonce}\"")]);
        }
        fields.push(format!("response=\"{response}\""));
        if !opaque.is_empty() {
            fields.push(format!("opaque=\"{}\"", quoted(opaque)));
        }
        request.set_secret_header("Authorization", &format!("Digest {}", fields.join(", ")))
    }

    /// The challenge to answer: that of the algorithm that the collection names, or else the first one.
    fn choose(&self, headers: &HeaderMap) -> Option<Challenge> {
        let mut challenges: Vec<Challenge> = headers
            .get_all(WWW_AUTHENTICATE)
            .iter()
            .filter_map(|value| Challenge::parse(value.to_str().ok()?))
            .collect();
        let named = |it: &Challenge| {
            let theirs = if it.algorithm.is_empty() { "MD5" } else { &it.algorithm };
            theirs.eq_ignore_ascii_case(&self.preset.algorithm)
        };
        let place = challenges.iter().position(named).unwrap_or_default();
        let mut challenge = (place < challenges.len()).then(|| challenges.swap_remove(place))?;
        if challenge.algorithm.is_empty() {
            challenge.algorithm.clone_from(&self.preset.algorithm);
        }
        if challenge.qop.is_empty() {
            challenge.qop.clone_from(&self.preset.qop);
        }
        Some(challenge)
    }
}

impl Scheme for Digest {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        if self.user.is_empty() || self.preset.realm.is_empty() || self.preset.nonce.is_empty() {
            return Ok(());
        }
        self.sign(request, &self.preset, &self.nonce_count, &Moment::now(8)?.nonce)
    }

    fn reads_body(&self) -> bool {
        // Only `auth-int` signs the body, and who asks for that is known when the body was sent.
        self.preset.qop == "auth-int"
    }

    fn listens(&self) -> bool {
        true
    }

    fn answer(
        &self,
        request: &mut PreparedRequest,
        status: StatusCode,
        headers: &HeaderMap,
    ) -> Result<bool, Error> {
        let is_refused = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
        if !self.answers || !is_refused || self.user.is_empty() {
            return Ok(false);
        }
        let Some(challenge) = self.choose(headers) else { return Ok(false) };
        if challenge.nonce == self.preset.nonce {
            return Ok(false);
        }
        self.sign(request, &challenge, "00000001", &Moment::now(8)?.nonce)?;
        Ok(true)
    }
}

impl Challenge {
    /// `Digest realm="…", nonce="…", qop="auth,auth-int"`; `None` if it is another scheme's, or nothing is asked.
    fn parse(header: &str) -> Option<Challenge> {
        let (scheme, mut rest) = header.trim().split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("digest") {
            return None;
        }
        let mut challenge = Challenge::default();
        while let Some((name, after)) = rest.split_once('=') {
            let name = name.trim_matches(|c: char| c == ',' || c.is_whitespace()).to_ascii_lowercase();
            let (value, after) = parse_value(after.trim_start());
            match name.as_str() {
                "realm" => challenge.realm = value,
                "nonce" => challenge.nonce = value,
                "algorithm" => challenge.algorithm = value,
                "opaque" => challenge.opaque = value,
                // The body is signed only where nothing else is taken.
                "qop" => {
                    let mut offers = value.split(',').map(str::trim);
                    let auth = offers.clone().find(|offer| *offer == "auth");
                    auth.or_else(|| offers.next()).unwrap_or_default().clone_into(&mut challenge.qop);
                }
                _ => {}
            }
            rest = after;
        }
        Some(challenge).filter(|it| !it.nonce.is_empty() && !it.realm.is_empty())
    }
}

/// A quoted text or a token, and what stands behind it.
fn parse_value(text: &str) -> (String, &str) {
    let Some(inner) = text.strip_prefix('"') else {
        let end = text.find(',').unwrap_or(text.len());
        return (text[..end].trim().to_owned(), &text[end..]);
    };
    let (mut value, mut is_escaped) = (String::new(), false);
    for (at, c) in inner.char_indices() {
        match c {
            '\\' if !is_escaped => is_escaped = true,
            '"' if !is_escaped => return (value, &inner[at + 1..]),
            _ => {
                value.push(c);
                is_escaped = false;
            }
        }
    }
    (value, "")
}

fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// `None` for MD5, which has no place among the hashes that anything else may use.
fn algorithm_of(name: &str) -> Result<(Option<Hash>, bool), Error> {
    let lower = name.to_ascii_lowercase();
    let (base, is_session) = match lower.strip_suffix("-sess") {
        Some(base) => (base, true),
        None => (lower.as_str(), false),
    };
    let hash = match base {
        "md5" => None,
        "sha-256" => Some(Hash::Sha256),
        "sha-512-256" => Some(Hash::Sha512To256),
        _ => {
            return Err(Error::argument(format!(
                "the digest algorithm {name:?} is not supported: it can be MD5, SHA-256 or SHA-512-256, and each \
                 with `-sess`"
            )));
        }
    };
    Ok((hash, is_session))
}

fn hash_of(hash: Option<Hash>, bytes: &[u8]) -> String {
    match hash {
        None => hex(&md5::compute(bytes).0),
        Some(hash) => hex(&hash.of(bytes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::testing::{authorization, request};
    use reqwest::header::HeaderValue;

    fn preset(algorithm: &str, qop: &str) -> Challenge {
        Challenge {
            realm: "R".to_owned(),
            nonce: "N".to_owned(),
            algorithm: algorithm.to_owned(),
            qop: qop.to_owned(),
            opaque: String::new(),
        }
    }

    fn response(method: &str, body: &str, challenge: &Challenge) -> String {
        let mut request = request(method, "http://h.test/p?b=2&a=1", body);
        Digest::new("u", "p").sign(&mut request, challenge, "00000001", "C").unwrap();
        authorization(&request).unwrap()
    }

    #[test]
    fn every_algorithm_signs() {
        for (algorithm, qop, expected) in [
            ("MD5", "", "306d06812bca46b08e557bb87fa9d374"),
            ("MD5", "auth", "19216bbd17ed315f78ee4f4ffefe6892"),
            ("MD5-sess", "auth", "a7b4eb733c371ef9f84856a740b5e38a"),
            ("SHA-256", "auth", "b6efccff65a68bd11c0023114108cd9891240313d367082666f00d35e72c365b"),
            ("SHA-512-256", "", "94904c77ad2a601a8249ebb7fba3f03fd8e9e8a39beb3a91658388eb4941f3a5"),
        ] {
            let qop_fields = if qop.is_empty() { "" } else { "qop=auth, nc=00000001, cnonce=\"C\", " };
            assert_eq!(
                response("GET", "", &preset(algorithm, qop)),
                format!(
                    "Digest username=\"u\", realm=\"R\", nonce=\"N\", uri=\"/p?b=2&a=1\", \
                     algorithm=\"{algorithm}\", {qop_fields}response=\"{expected}\""
                )
            );
        }
        let body = response("POST", "{\"a\":1}", &preset("MD5", "auth-int"));
        assert!(body.ends_with("response=\"ab2676b49bda5bcf35ebfe46ef2002a6\""), "{body}");
    }

    /// RFC 7616, section 3.9.1.
    #[test]
    fn the_example_of_the_rfc() {
        let header = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256, \
                      nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", \
                      opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        let challenge = Challenge::parse(header).unwrap();
        assert_eq!(challenge.qop, "auth");
        let mut request = request("GET", "http://www.example.org/dir/index.html", "");
        let digest = Digest::new("Mufasa", "Circle of Life");
        digest
            .sign(&mut request, &challenge, "00000001", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
            .unwrap();
        let sent = authorization(&request).unwrap();
        let expected = "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1";
        assert!(sent.contains(&format!("response=\"{expected}\"")), "{sent}");
        assert!(!format!("{digest:?}").contains("Circle"));
    }

    #[test]
    fn challenges_are_answered_once() {
        let mut headers = HeaderMap::new();
        headers.append(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"b\""));
        headers
            .append(WWW_AUTHENTICATE, HeaderValue::from_static("Digest realm=\"a \\\"q\\\"\", nonce=\"1\""));
        headers.append(
            WWW_AUTHENTICATE,
            HeaderValue::from_static("Digest nonce=\"2\", realm=R, algorithm=SHA-256, qop=auth"),
        );
        let answer = |digest: &Digest, status: u16| {
            let mut request = request("GET", "http://h/", "");
            let status = StatusCode::from_u16(status).unwrap();
            let is_again = digest.answer(&mut request, status, &headers).unwrap();
            (is_again, authorization(&request).unwrap_or_default())
        };
        let digest = Digest::new("u", "p");
        let (is_again, sent) = answer(&digest, 401);
        assert!(is_again && sent.contains("realm=\"a \\\"q\\\"\", nonce=\"1\""), "{sent}");
        let (is_again, sent) = answer(&digest.clone().set("algorithm", "SHA-256"), 403);
        assert!(is_again && sent.contains("nonce=\"2\"") && sent.contains("qop=auth"), "{sent}");
        assert!(!answer(&digest, 404).0);
        assert!(!answer(&digest.clone().set("disableRetryRequest", "true"), 401).0);
        assert!(!answer(&digest.set("realm", "a").set("nonce", "1"), 401).0);
    }

    #[test]
    fn odd_challenges_are_none() {
        for header in ["", "Digest", "Basic realm=x", "Digest realm=", "Digest nonce=\"x", "Digest =,=,\"=é"]
        {
            assert_eq!(Challenge::parse(header), None, "{header}");
        }
        let mut sent = request("GET", "http://h/", "");
        let error = Digest::new("u", "p").sign(&mut sent, &preset("SHA3", ""), "1", "C").unwrap_err();
        assert!(error.to_string().contains("SHA-256"));
    }
}
