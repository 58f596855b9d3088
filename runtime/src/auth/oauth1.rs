//! OAuth 1.0a (RFC 5849): a signature over method, address, query and form.

use percent_encoding::percent_decode_str;
use reqwest::header::CONTENT_TYPE;

use super::Scheme;
use super::crypto::{Hash, Moment, base64, body_of, host_of};
use super::key::{RsaPadding, rsa};
use crate::encode::strict;
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// The parameters that a signature consists of; those that stand in a request are replaced.
const OWN: &[&str] = &[
    "oauth_consumer_key",
    "oauth_token",
    "oauth_signature_method",
    "oauth_timestamp",
    "oauth_nonce",
    "oauth_version",
    "oauth_signature",
    "oauth_callback",
    "oauth_verifier",
    "oauth_body_hash",
];

/// A consumer's key and secret, with or without a token; replaces the header `Authorization`.
///
/// As in Postman, the parameters go into the query, or into the form of a `POST` or `PUT`, unless
/// `addParamsToHeader` is set; and the query is encoded as RFC 5849 wants it.
#[derive(Clone, Debug)]
pub struct OAuth1 {
    consumer_key: Secret,
    consumer_secret: Secret,
    token: Secret,
    token_secret: Secret,
    private_key: Secret,
    verifier: Secret,
    method: String,
    version: String,
    realm: String,
    callback: String,
    in_header: bool,
    hashes_body: bool,
    signs_empty: bool,
    plain_header: bool,
}

/// Names and values; a name of the query may come without a value.
type Pairs = Vec<(String, Option<String>)>;

impl OAuth1 {
    /// The key of the consumer. It signs with HMAC-SHA1 unless [`set`](OAuth1::set) says otherwise.
    pub fn new(consumer_key: impl Into<String>) -> Self {
        let none = || Secret::new("");
        OAuth1 {
            consumer_key: Secret::new(consumer_key),
            consumer_secret: none(),
            token: none(),
            token_secret: none(),
            private_key: none(),
            verifier: none(),
            method: "HMAC-SHA1".to_owned(),
            version: String::new(),
            realm: String::new(),
            callback: String::new(),
            in_header: false,
            hashes_body: false,
            signs_empty: false,
            plain_header: false,
        }
    }

    /// Sets one of Postman's attributes: `consumerSecret`, `token`, `tokenSecret`, `privateKey` (PEM), `verifier`,
    /// `signatureMethod`, `version`, `realm`, `callback`; and, for any text, `addParamsToHeader`,
    /// `includeBodyHash`, `addEmptyParamsToSign`, `disableHeaderEncoding`.
    #[must_use]
    pub fn set(mut self, key: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        match key {
            "consumerSecret" => self.consumer_secret = Secret::new(value),
            "token" => self.token = Secret::new(value),
            "tokenSecret" => self.token_secret = Secret::new(value),
            "privateKey" => self.private_key = Secret::new(value),
            "verifier" => self.verifier = Secret::new(value),
            "signatureMethod" => self.method = value,
            "version" => self.version = value,
            "realm" => self.realm = value,
            "callback" => self.callback = value,
            "addParamsToHeader" => self.in_header = !value.is_empty(),
            "includeBodyHash" => self.hashes_body = !value.is_empty(),
            "addEmptyParamsToSign" => self.signs_empty = !value.is_empty(),
            "disableHeaderEncoding" => self.plain_header = !value.is_empty(),
            _ => {}
        }
        self
    }

    fn sign_at(&self, request: &mut PreparedRequest, moment: &Moment) -> Result<(), Error> {
        request.remove_header("Authorization");
        let is_other = |pair: &(String, Option<String>)| !OWN.contains(&pair.0.as_str());
        let mut query = pairs(request.url.query().unwrap_or_default());
        query.retain(is_other);
        let form = match is_form(request) {
            true => Some(String::from_utf8_lossy(&body_of(request)?).into_owned()),
            false => None,
        };
        let mut fields = pairs(form.as_deref().unwrap_or_default());
        fields.retain(is_other);

        let mut own = self.parameters(request, moment, form.is_some())?;
        let base = base_string(request, &[&query, &fields, &own]);
        own.push(("oauth_signature".to_owned(), Some(self.signature(&base)?)));

        request.url.set_query(Some(encoded(&query).as_str()).filter(|query| !query.is_empty()));
        let is_sent = matches!(request.method.as_str(), "POST" | "PUT");
        if self.in_header {
            return request.set_secret_header("Authorization", &self.header(&own));
        }
        match form.filter(|_| is_sent) {
            Some(form) => {
                // The fields stay as they were encoded, unless some of them are replaced.
                let kept = if fields.len() == pairs(&form).len() { form } else { encoded(&fields) };
                let gap = if kept.is_empty() { "" } else { "&" };
                request.body = Some(format!("{kept}{gap}{}", encoded(&own)).into());
            }
            None => {
                query.extend(own);
                request.url.set_query(Some(&encoded(&query)));
            }
        }
        Ok(())
    }

    /// All parameters but the signature, in Postman's order.
    fn parameters(&self, request: &PreparedRequest, moment: &Moment, is_form: bool) -> Result<Pairs, Error> {
        let seconds = moment.seconds.to_string();
        let mut list = vec![
            ("oauth_consumer_key", self.consumer_key.expose().to_owned()),
            ("oauth_token", self.token.expose().to_owned()),
            ("oauth_signature_method", self.method.clone()),
            ("oauth_timestamp", seconds),
            ("oauth_nonce", moment.nonce.clone()),
            ("oauth_version", self.version.clone()),
        ];
        list.retain(|(_, value)| self.signs_empty || !value.trim().is_empty());
        if self.hashes_body
            && !is_form
            && let Some(hash) = self.hash()
        {
            list.push(("oauth_body_hash", base64(&hash.of(&body_of(request)?))));
        }
        for (name, value) in
            [("oauth_callback", self.callback.as_str()), ("oauth_verifier", self.verifier.expose())]
        {
            if !value.trim().is_empty() {
                list.push((name, value.to_owned()));
            }
        }
        Ok(list.into_iter().map(|(name, value)| (name.to_owned(), Some(value))).collect())
    }

    fn hash(&self) -> Option<Hash> {
        match self.method.split_once('-')?.1 {
            "SHA1" => Some(Hash::Sha1),
            "SHA256" => Some(Hash::Sha256),
            "SHA512" => Some(Hash::Sha512),
            _ => None,
        }
    }

    fn signature(&self, base: &str) -> Result<String, Error> {
        let key = Secret::new(format!(
            "{}&{}",
            strict(self.consumer_secret.expose()),
            strict(self.token_secret.expose())
        ));
        let key_bytes = key.expose().as_bytes();
        let signature = match self.method.as_str() {
            "PLAINTEXT" => return Ok(key.expose().to_owned()),
            "HMAC-SHA1" => Hash::Sha1.keyed(key_bytes, base.as_bytes()),
            "HMAC-SHA256" => Hash::Sha256.keyed(key_bytes, base.as_bytes()),
            "HMAC-SHA512" => Hash::Sha512.keyed(key_bytes, base.as_bytes()),
            "RSA-SHA256" => rsa(self.private_key.expose(), RsaPadding::Pkcs1, Hash::Sha256, base.as_bytes())?,
            "RSA-SHA512" => rsa(self.private_key.expose(), RsaPadding::Pkcs1, Hash::Sha512, base.as_bytes())?,
            other => {
                return Err(Error::argument(format!(
                    "the OAuth 1 signature method `{other}` is not supported: it can be HMAC-SHA1, HMAC-SHA256, \
                     HMAC-SHA512, RSA-SHA256, RSA-SHA512 or PLAINTEXT"
                )));
            }
        };
        Ok(base64(&signature))
    }

    fn header(&self, own: &Pairs) -> String {
        let encode = |text: &str| if self.plain_header { text.to_owned() } else { strict(text) };
        let realm = Some(format!("realm=\"{}\"", encode(&self.realm))).filter(|_| !self.realm.is_empty());
        let own = own.iter().filter_map(|(name, value)| {
            let value = value.as_deref().filter(|value| !value.is_empty())?;
            Some(format!("{name}=\"{}\"", encode(value)))
        });
        format!("OAuth {}", realm.into_iter().chain(own).collect::<Vec<_>>().join(","))
    }
}

impl Scheme for OAuth1 {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        self.sign_at(request, &Moment::now(11)?)
    }

    fn reads_body(&self) -> bool {
        true
    }
}

fn is_form(request: &PreparedRequest) -> bool {
    let content_type = request.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    request.body.is_some()
        && content_type.is_some_and(|it| {
            it.trim_start().to_ascii_lowercase().starts_with("application/x-www-form-urlencoded")
        })
}

/// The decoded pairs of a query or form.
fn pairs(text: &str) -> Pairs {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pieces = text.split('&').filter(|piece| !piece.is_empty());
    pieces
        .map(|piece| match piece.split_once('=') {
            Some((name, value)) => (decode(name), Some(decode(value))),
            None => (decode(piece), None),
        })
        .collect()
}

fn encoded(pairs: &Pairs) -> String {
    let pieces: Vec<String> = pairs
        .iter()
        .map(|(name, value)| match value {
            Some(value) => format!("{}={}", strict(name), strict(value)),
            None => strict(name),
        })
        .collect();
    pieces.join("&")
}

/// RFC 5849, section 3.4.1.
fn base_string(request: &PreparedRequest, lists: &[&Pairs]) -> String {
    let mut all: Vec<(String, String)> = lists
        .iter()
        .flat_map(|pairs| pairs.iter())
        .map(|(name, value)| (strict(name), strict(value.as_deref().unwrap_or_default())))
        .collect();
    all.sort();
    let all: Vec<String> = all.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let address = format!("{}://{}{}", request.url.scheme(), host_of(request), request.url.path());
    format!("{}&{}&{}", request.method, strict(&address), strict(&all.join("&")))
}

#[cfg(test)]
mod tests;
