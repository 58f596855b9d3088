//! A JSON web token that is signed for each request, in the header `Authorization` or in the query.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::Value;

use super::Scheme;
use super::claims::Claims;
use super::crypto::Hash;
use super::key::{RsaPadding, ecdsa, rsa};
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// A secret or a private key; replaces the header `Authorization`, or the query parameter of its name.
#[derive(Clone, Debug)]
pub struct Jwt {
    algorithm: String,
    secret: Secret,
    is_base64: bool,
    private_key: Secret,
    payload: String,
    header: String,
    in_query: bool,
    prefix: String,
    parameter: String,
}

impl Default for Jwt {
    fn default() -> Self {
        Self::new()
    }
}

impl Jwt {
    /// A token that [`set`](Jwt::set) gives all that it needs.
    #[must_use]
    pub fn new() -> Self {
        Jwt {
            algorithm: "HS256".to_owned(),
            secret: Secret::new(""),
            is_base64: false,
            private_key: Secret::new(""),
            payload: String::new(),
            header: String::new(),
            in_query: false,
            prefix: "Bearer".to_owned(),
            parameter: "token".to_owned(),
        }
    }

    /// Sets one of Postman's attributes: `algorithm` (`HS`, `RS`, `PS` or `ES` with 256, 384 or 512), `secret`,
    /// `privateKey` (PEM), `payload` and `header` (objects of JSON), `addTokenTo` (`header` or `queryParam`),
    /// `headerPrefix`, `queryParamKey`; and, for any text, `isSecretBase64Encoded`.
    #[must_use]
    pub fn set(mut self, key: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        match key {
            "algorithm" => self.algorithm = value,
            "secret" => self.secret = Secret::new(value),
            "privateKey" => self.private_key = Secret::new(value),
            "isSecretBase64Encoded" => self.is_base64 = !value.is_empty(),
            "payload" => self.payload = value,
            "header" => self.header = value,
            "addTokenTo" => self.in_query = value == "queryParam",
            "headerPrefix" => self.prefix = value,
            "queryParamKey" => self.parameter = value,
            _ => {}
        }
        self
    }

    fn token(&self) -> Result<Secret, Error> {
        let mut header = Claims::parse("the header of the JWT", &self.header)?;
        // As the engine behind Postman does it: who wrote another one meant this one.
        header.set("alg", Value::from(self.algorithm.as_str()));
        let payload = Claims::parse("the payload of the JWT", &self.payload)?;
        let decoded;
        let secret = match self.is_base64 {
            true => {
                let text = self.secret.expose().trim().replace('-', "+").replace('_', "/");
                decoded = STANDARD.decode(padded(&text)).map_err(|_| {
                    Error::argument(
                        "the secret of the JWT is not in base 64, as the collection says that it is",
                    )
                })?;
                decoded.as_slice()
            }
            false => self.secret.expose().as_bytes(),
        };
        signed(&self.algorithm, &header, &payload, secret, self.private_key.expose())
    }
}

fn padded(text: &str) -> String {
    let text = text.trim_end_matches('=');
    format!("{text}{}", "=".repeat((4 - text.len() % 4) % 4))
}

/// The whole token.
pub(super) fn signed(
    algorithm: &str,
    header: &Claims,
    payload: &Claims,
    secret: &[u8],
    private_key: &str,
) -> Result<Secret, Error> {
    let (family, size) = algorithm.split_at_checked(2).unwrap_or_default();
    let hash = match size {
        "256" => Some(Hash::Sha256),
        "384" => Some(Hash::Sha384),
        "512" => Some(Hash::Sha512),
        _ => None,
    };
    let encode = |claims: &Claims| URL_SAFE_NO_PAD.encode(claims.to_string());
    let message = format!("{}.{}", encode(header), encode(payload));
    let bytes = message.as_bytes();
    let signature = match (family, hash) {
        ("HS", Some(hash)) => hash.keyed(secret, bytes),
        ("RS", Some(hash)) => rsa(private_key, RsaPadding::Pkcs1, hash, bytes)?,
        ("PS", Some(hash)) => rsa(private_key, RsaPadding::Pss, hash, bytes)?,
        ("ES", Some(hash)) => ecdsa(private_key, hash, bytes)?,
        _ => {
            return Err(Error::argument(format!(
                "the JWT algorithm {algorithm:?} is not supported: it can be HS, RS, PS or ES with 256, 384 or 512"
            )));
        }
    };
    Ok(Secret::new(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))))
}

impl Scheme for Jwt {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        let token = self.token()?;
        if self.in_query {
            request.set_query_credential(&self.parameter, token.expose());
            return Ok(());
        }
        let gap = if self.prefix.is_empty() { "" } else { " " };
        let value = Secret::new(format!("{}{gap}{}", self.prefix, token.expose()));
        request.set_secret_header("Authorization", value.expose())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::testing::{authorization, request};

    const TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSIsImlhdCI6MTcwNDE2NDY0NX0.\
                         lbXisuyixRN4wPTftD9FlBrm-Rgiz-IQdc_KM9cGrO0";

    fn jwt() -> Jwt {
        Jwt::new()
            .set("secret", "sekret")
            .set("payload", "{\"sub\":\"me\", \"iat\":1704164645}")
            .set("header", "{\"typ\":\"JWT\"}")
    }

    fn sent(jwt: &Jwt) -> (String, Option<String>) {
        let mut request = request("GET", "http://h.test/p?b=2", "");
        jwt.apply(&mut request).unwrap();
        (request.url.query().unwrap_or_default().to_owned(), authorization(&request))
    }

    #[test]
    fn the_token_goes_where_the_collection_says() {
        let header = |text: String| ("b=2".to_owned(), Some(text));
        assert_eq!(sent(&jwt()), header(format!("Bearer {TOKEN}")));
        assert_eq!(sent(&jwt().set("headerPrefix", "JWT")), header(format!("JWT {TOKEN}")));
        assert_eq!(sent(&jwt().set("headerPrefix", "")), header(TOKEN.to_owned()));
        let base64 = jwt().set("secret", "c2VrcmV0").set("isSecretBase64Encoded", "true");
        assert_eq!(sent(&base64), header(format!("Bearer {TOKEN}")));
        let query = jwt().set("addTokenTo", "queryParam");
        assert_eq!(sent(&query), (format!("b=2&token={TOKEN}"), None));
        assert_eq!(sent(&query.set("queryParamKey", "tok")), (format!("b=2&tok={TOKEN}"), None));
        assert!(!format!("{:?}", jwt()).contains("sekret"));
    }

    #[test]
    fn the_algorithm_stands_in_the_header() {
        let token = jwt().set("header", "{\"alg\":\"none\",\"kid\":\"k\"}").token().unwrap();
        let expected = "eyJhbGciOiJIUzI1NiIsImtpZCI6ImsifQ.eyJzdWIiOiJtZSIsImlhdCI6MTcwNDE2NDY0NX0.\
                        8u_nDMkGNpR_CQbeXwbt_M0ix7nHqvMSEL_rO5k-Z-Q";
        assert_eq!(token.expose(), expected);
        let empty = jwt().set("header", "").set("payload", " ").token().unwrap();
        assert_eq!(empty.expose(), "eyJhbGciOiJIUzI1NiJ9.e30.t1DSLz7iEON3_GMlZxkCYRrid73O2aO6uhjIuCDqCQM");
    }

    #[test]
    fn private_keys_sign() {
        use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
        use aws_lc_rs::signature::{
            ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _,
            RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, RsaKeyPair, UnparsedPublicKey,
            VerificationAlgorithm,
        };
        let pem = |der: &[u8]| {
            format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der))
        };
        let check = |name: &str, pem: &str, algorithm: &'static dyn VerificationAlgorithm, public: &[u8]| {
            let token = jwt().set("algorithm", name).set("privateKey", pem).token().unwrap();
            let (message, signature) = token.expose().rsplit_once('.').unwrap();
            let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
            UnparsedPublicKey::new(algorithm, public).verify(message.as_bytes(), &signature).unwrap();
        };
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let key = pem(pair.to_pkcs8v1().unwrap().as_ref());
        check("ES256", &key, &ECDSA_P256_SHA256_FIXED, pair.public_key().as_ref());
        let pair = RsaKeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
        let der = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).unwrap();
        let key = pem(der.as_ref());
        check("RS256", &key, &RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref());
        check("PS256", &key.replace('\n', "\\n"), &RSA_PSS_2048_8192_SHA256, pair.public_key().as_ref());
    }

    #[test]
    fn what_cannot_be_signed_is_told() {
        for (key, value, told) in [
            ("payload", "{oops", "payload"),
            ("header", "[1]", "header"),
            ("algorithm", "none", "HS"),
            ("algorithm", "é", "HS"),
            ("algorithm", "RS256", "PEM"),
        ] {
            let error = jwt().set(key, value).token().unwrap_err();
            assert!(error.is_argument() && error.to_string().contains(told), "{error}");
        }
    }
}
