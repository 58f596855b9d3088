//! Atlassian's ASAP: a short-lived JSON web token, signed for each request with a private key.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::Scheme;
use super::claims::Claims;
use super::crypto::Moment;
use super::jwt::signed;
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// For so many seconds a token is good unless it is said otherwise.
const LIFETIME: u64 = 3600;

/// A private key and who it stands for; replaces the header `Authorization`.
#[derive(Clone, Debug)]
pub struct Asap {
    private_key: Secret,
    algorithm: String,
    key_id: String,
    issuer: String,
    audience: String,
    subject: String,
    lifetime: u64,
    claims: String,
}

impl Asap {
    /// The private key: PEM, or a `data:` URI with PKCS #8 in base 64.
    pub fn new(private_key: impl Into<String>) -> Self {
        Asap {
            private_key: Secret::new(private_key),
            algorithm: "RS256".to_owned(),
            key_id: String::new(),
            issuer: String::new(),
            audience: String::new(),
            subject: String::new(),
            lifetime: LIFETIME,
            claims: String::new(),
        }
    }

    /// Sets one of Postman's attributes: `alg`, `kid`, `iss`, `aud`, `sub`, `exp` (in seconds), and `claims` (an object
    /// of JSON, which goes before the others).
    #[must_use]
    pub fn set(mut self, key: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        match key {
            "alg" => self.algorithm = value,
            "kid" => self.key_id = value,
            "iss" => self.issuer = value,
            "aud" => self.audience = value,
            "sub" => self.subject = value,
            "exp" => self.lifetime = value.trim().parse().unwrap_or(LIFETIME),
            "claims" => self.claims = value,
            _ => {}
        }
        self
    }

    fn token_at(&self, moment: &Moment) -> Result<Secret, Error> {
        if self.algorithm.starts_with("HS") {
            return Err(Error::argument("ASAP signs with a private key: its algorithm can be RS, PS or ES"));
        }
        let mut claims = Claims::parse("`claims` of the ASAP auth", &self.claims)?;
        let key_id = match claims.get("kid") {
            Some(Value::String(own)) if !own.is_empty() => own.clone(),
            _ => self.key_id.clone(),
        };
        let or = |claims: &Claims, name: &str, value: Value| match claims.get(name) {
            Some(own) if !matches!(own, Value::Null) && own.as_str() != Some("") => own.clone(),
            _ => value,
        };
        let issuer = or(&claims, "iss", self.issuer.clone().into());
        let subject = if self.subject.is_empty() { issuer.clone() } else { self.subject.clone().into() };
        let members = [
            ("iat", moment.seconds.into()),
            ("iss", issuer),
            ("sub", subject),
            ("jti", moment.nonce.clone().into()),
            ("aud", self.audience.clone().into()),
            ("exp", (moment.seconds.saturating_add(self.lifetime)).into()),
        ];
        for (name, value) in members {
            let value = or(&claims, name, value);
            if value.as_str() == Some("") {
                return Err(Error::argument(format!("the ASAP auth lacks the claim `{name}`")));
            }
            claims.set(name, value);
        }
        let mut header = Claims::default();
        header.set("alg", self.algorithm.as_str().into());
        header.set("kid", key_id.into());
        signed(&self.algorithm, &header, &claims, &[], pem(self.private_key.expose()).expose())
    }
}

/// The PEM of a key that may be a `data:` URI.
fn pem(key: &str) -> Secret {
    let key = key.trim().trim_matches('"');
    if !key.starts_with("data") {
        return Secret::new(key);
    }
    let decoded = Secret::new(percent_decode_str(key).decode_utf8_lossy());
    let base64 = decoded.expose().rsplit_once("base64,").map_or("", |(_, text)| text);
    Secret::new(format!("-----BEGIN PRIVATE KEY-----\n{base64}\n-----END PRIVATE KEY-----"))
}

impl Scheme for Asap {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        let value = Secret::new(format!("Bearer {}", self.token_at(&Moment::now(32)?)?.expose()));
        request.set_secret_header("Authorization", value.expose())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

    fn key() -> String {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        STANDARD.encode(pair.to_pkcs8v1().unwrap().as_ref())
    }

    fn parts(asap: &Asap) -> (String, String) {
        let token = asap.token_at(&Moment { seconds: 1000, nonce: "nn".to_owned() }).unwrap();
        let text = |part: &str| String::from_utf8(URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
        let mut parts = token.expose().split('.');
        (text(parts.next().unwrap()), text(parts.next().unwrap()))
    }

    #[test]
    fn the_claims_are_those_of_the_collection() {
        let key = key();
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{key}\n-----END PRIVATE KEY-----");
        let asap = Asap::new(pem).set("alg", "ES256").set("kid", "k/1").set("iss", "me").set("aud", "you");
        let header = "{\"alg\":\"ES256\",\"kid\":\"k/1\"}".to_owned();
        let claims =
            "{\"iat\":1000,\"iss\":\"me\",\"sub\":\"me\",\"jti\":\"nn\",\"aud\":\"you\",\"exp\":4600}";
        assert_eq!(parts(&asap), (header.clone(), claims.to_owned()));
        let asap = asap.set("exp", "60").set("claims", "{\"x\":[1],\"sub\":\"she\"}");
        let claims = "{\"x\":[1],\"sub\":\"she\",\"iat\":1000,\"iss\":\"me\",\"jti\":\"nn\",\"aud\":\"you\",\"exp\":1060}";
        assert_eq!(parts(&asap), (header, claims.to_owned()));
        let uri = format!("data:application/pkcs8;kid=k%2F1;base64,{}", key.replace('+', "%2B"));
        let asap = Asap::new(uri).set("alg", "ES256").set("kid", "k/1").set("iss", "me").set("aud", "you");
        assert!(parts(&asap).1.contains("\"aud\":\"you\""));
        assert!(!format!("{asap:?}").contains(&key));
    }

    #[test]
    fn what_is_missing_is_told() {
        let moment = Moment { seconds: 1000, nonce: "nn".to_owned() };
        for (asap, told) in [
            (Asap::new("k").set("iss", "me"), "`aud`"),
            (Asap::new("k").set("aud", "you"), "`iss`"),
            (Asap::new("k").set("iss", "me").set("aud", "you"), "PEM"),
            (Asap::new("k").set("alg", "HS256"), "RS, PS or ES"),
            (Asap::new("k").set("claims", "1"), "claims"),
        ] {
            let error = asap.token_at(&moment).unwrap_err();
            assert!(error.to_string().contains(told), "{error}");
        }
    }
}
