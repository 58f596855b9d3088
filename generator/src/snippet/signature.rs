//! From a credential to what it adds to a message. What only the moment says, such as a signature, is a placeholder.

use percent_encoding::percent_decode_str;

use crate::api::Credential;
use crate::curl::{self, Added, STRICT, Values, Word, encoded};
use crate::literal::add;

/// A request, as far as what signs it looks at it.
pub(super) struct Signed<'a> {
    pub(super) method: &'a str,
    /// Path and query.
    pub(super) target: &'a str,
    pub(super) has_body: bool,
    /// Whether the body is an urlencoded form.
    pub(super) is_form: bool,
}

/// A JSON Web Token, which nobody knows before it is signed.
const TOKEN: &str = "<json-web-token>";
/// What OAuth 1 consists of; the same that stands in a query is replaced.
const OAUTH1: &[&str] = &[
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
/// The same of AWS.
const AWS: &[&str] = &[
    "X-Amz-Security-Token",
    "X-Amz-Date",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
];

/// The credential, for what it adds.
struct Signer<'a> {
    credential: &'a Credential,
    values: &'a Values,
    request: &'a Signed<'a>,
}

/// What a credential adds to a request.
pub(super) fn added(credential: &Credential, values: &Values, request: &Signed<'_>) -> Vec<Added> {
    let signer = Signer { credential, values, request };
    let authorization = |value: Word| vec![Added::header("Authorization", value)];
    match credential.scheme.runtime {
        "Basic" => {
            let user = Word::text("Basic <base64 of ").and(signer.value("username")).and_text(":");
            authorization(user.and(signer.value("password")).and_text(">"))
        }
        "Digest" => authorization(signer.digest()),
        "Jwt" if signer.fixed("addTokenTo") == Some("queryParam") => {
            let key = signer.fixed("queryParamKey").unwrap_or("token");
            vec![Added::Query(encoded(key, STRICT), Word::text(TOKEN))]
        }
        "Jwt" => {
            let prefix = signer.fixed("headerPrefix").unwrap_or("Bearer");
            let gap = if prefix.is_empty() { "" } else { " " };
            authorization(Word::text(format!("{prefix}{gap}{TOKEN}")))
        }
        "Asap" => authorization(Word::text(format!("Bearer {TOKEN}"))),
        "Hawk" => authorization(signer.hawk()),
        "OAuth1" => signer.oauth1(),
        "AwsV4" => signer.aws(),
        "EdgeGrid" => authorization(signer.edgegrid()),
        _ => curl::as_it_is(credential, values)
            .unwrap_or_else(|| authorization(Word::text(format!("<{}>", credential.scheme.title)))),
    }
}

/// Whether the query parameters that a credential adds go into the form instead.
pub(super) fn is_in_form(credential: &Credential, request: &Signed<'_>) -> bool {
    credential.scheme.runtime == "OAuth1" && request.is_form && matches!(request.method, "POST" | "PUT")
}

/// The path and the query as a credential leaves them, before it adds to them.
pub(super) fn prepared(credential: &Credential, target: &str) -> String {
    let own = match credential.scheme.runtime {
        "OAuth1" => OAUTH1,
        "AwsV4" => AWS,
        _ => return target.to_owned(),
    };
    let Some((path, query)) = target.split_once('?') else { return target.to_owned() };
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pieces = query.split('&').filter(|piece| {
        let name = piece.split('=').next().unwrap_or_default();
        !own.contains(&decode(name).as_str())
    });
    // OAuth 1 writes the query anew, as RFC 5849 wants it.
    let anew = |piece: &str| {
        let parts = piece.splitn(2, '=').map(|part| encoded(&decode(part), STRICT));
        parts.collect::<Vec<_>>().join("=")
    };
    let query: Vec<String> = if credential.scheme.runtime == "OAuth1" {
        pieces.filter(|piece| !piece.is_empty()).map(anew).collect()
    } else {
        pieces.map(str::to_owned).collect()
    };
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

impl Signer<'_> {
    fn value(&self, name: &str) -> Word {
        self.values.get(name).cloned().unwrap_or_default()
    }

    fn fixed(&self, name: &str) -> Option<&str> {
        self.credential.fixed(name)
    }

    /// The answer to a challenge; what the collection knows of it stands there.
    fn digest(&self) -> Word {
        let or = |name: &str, unknown: &str| {
            let value = self.fixed(name).unwrap_or(unknown);
            format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
        };
        let algorithm = self.fixed("algorithm").unwrap_or("MD5");
        let is_known = self.fixed("realm").is_some() && self.fixed("nonce").is_some();
        // Servers ask for it, since without it an answer can be sent twice.
        let qop = self.fixed("qop").or(if is_known { None } else { Some("auth") });
        let qop = qop.filter(|qop| matches!(*qop, "auth" | "auth-int"));
        let mut text = format!(
            "\", realm={}, nonce={}, uri=\"{}\", algorithm=\"{algorithm}\"",
            or("realm", "<realm>"),
            or("nonce", "<nonce>"),
            self.request.target
        );
        text.extend(qop.map(|qop| format!(", qop={qop}")));
        if qop.is_some() || algorithm.ends_with("-sess") {
            let count = self.fixed("nonceCount").filter(|_| is_known).unwrap_or("00000001");
            add(&mut text, format_args!(", nc={count}, cnonce=\"<nonce of the client>\""));
        }
        text.push_str(", response=\"<response>\"");
        text.extend(self.fixed("opaque").map(|_| format!(", opaque={}", or("opaque", ""))));
        Word::text("Digest username=\"").and(self.value("username")).and_text(&text)
    }

    fn hawk(&self) -> Word {
        let mut text = "\", ts=\"<time>\", nonce=\"<nonce>\"".to_owned();
        if self.fixed("includePayloadHash").is_some() && self.request.has_body {
            text.push_str(", hash=\"<hash>\"");
        }
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
        text.extend(self.fixed("extraData").map(|extra| format!(", ext=\"{}\"", quoted(extra))));
        text.push_str(", mac=\"<mac>\"");
        if let Some(app) = self.fixed("app") {
            add(&mut text, format_args!(", app=\"{app}\""));
            text.extend(self.fixed("delegation").map(|by| format!(", dlg=\"{by}\"")));
        }
        Word::text("Hawk id=\"").and(self.value("authId")).and_text(&text)
    }

    fn edgegrid(&self) -> Word {
        let client = Word::text("EG1-HMAC-SHA256 client_token=").and(self.value("clientToken"));
        client
            .and_text(";access_token=")
            .and(self.value("accessToken"))
            .and_text(";timestamp=<time>;nonce=<nonce>;signature=<signature>")
    }

    /// The parameters of OAuth 1: in a header, or in the query; the caller knows where they go into a form.
    fn oauth1(&self) -> Vec<Added> {
        let in_header = self.fixed("addParamsToHeader").is_some();
        let is_plain = in_header && self.fixed("disableHeaderEncoding").is_some();
        let encode = |value: Word| if is_plain { value } else { value.map(|text| encoded(text, STRICT)) };
        let method = self.value("signatureMethod").or("HMAC-SHA1");
        let has_hash =
            ["SHA1", "SHA256", "SHA512"].iter().any(|hash| method.has(|text| text.ends_with(hash)));
        let mut all = vec![
            ("oauth_consumer_key", encode(self.value("consumerKey"))),
            ("oauth_token", encode(self.value("token"))),
            ("oauth_signature_method", encode(method)),
            ("oauth_timestamp", Word::text("<time>")),
            ("oauth_nonce", Word::text("<nonce>")),
            ("oauth_version", encode(self.value("version"))),
        ];
        let has_empty = self.fixed("addEmptyParamsToSign").is_some() && !in_header;
        all.retain(|(_, value)| has_empty || !value.is_empty());
        if self.fixed("includeBodyHash").is_some() && !self.request.is_form && has_hash {
            all.push(("oauth_body_hash", Word::text("<hash>")));
        }
        let more = ["callback", "verifier"].map(|name| self.value(name));
        let more = ["oauth_callback", "oauth_verifier"].into_iter().zip(more);
        all.extend(more.filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, encode(value))));
        all.push(("oauth_signature", Word::text("<signature>")));
        if !in_header {
            return all.into_iter().map(|(name, value)| Added::Query(name.to_owned(), value)).collect();
        }
        let realm = Some(("realm", encode(self.value("realm")))).filter(|(_, value)| !value.is_empty());
        let pairs = realm.into_iter().chain(all).enumerate();
        let header = pairs.fold(Word::text("OAuth "), |header, (place, (name, value))| {
            let gap = if place == 0 { "" } else { "," };
            header.and_text(&format!("{gap}{name}=\"")).and(value).and_text("\"")
        });
        vec![Added::header("Authorization", header)]
    }

    /// The parameters of AWS's signature, version 4: in headers or in the query.
    fn aws(&self) -> Vec<Added> {
        let in_query = self.fixed("addAuthDataToQuery").is_some();
        let encode = |text: &str| if in_query { encoded(text, STRICT) } else { text.to_owned() };
        let (region, service) =
            (self.value("region").or("us-east-1"), self.value("service").or("execute-api"));
        let is_s3 = service == Word::text("s3");
        let slash = if in_query { "%2F" } else { "/" };
        let credential = [Word::text("<date>"), region.map(encode), service.map(encode)];
        let credential = credential
            .into_iter()
            .chain([Word::text("aws4_request")])
            .fold(self.value("accessKey"), |all, part| all.and_text(slash).and(part));
        let mut all = vec![("X-Amz-Security-Token", self.value("sessionToken"))];
        all.retain(|(_, value)| !value.is_empty());
        if in_query {
            if is_s3 && !self.request.target.contains("X-Amz-Expires=") {
                all.push(("X-Amz-Expires", Word::text("86400")));
            }
            all.extend([
                ("X-Amz-Date", Word::text("<time>")),
                ("X-Amz-Algorithm", Word::text("AWS4-HMAC-SHA256")),
                ("X-Amz-Credential", credential),
                ("X-Amz-SignedHeaders", Word::text("<names>")),
                ("X-Amz-Signature", Word::text("<signature>")),
            ]);
            return all.into_iter().map(|(name, value)| Added::Query(name.to_owned(), value)).collect();
        }
        if is_s3 || self.request.has_body {
            all.push(("X-Amz-Content-Sha256", Word::text("<hash>")));
        }
        let signature = Word::text("AWS4-HMAC-SHA256 Credential=").and(credential);
        let signature = signature.and_text(", SignedHeaders=<names>, Signature=<signature>");
        all.extend([("X-Amz-Date", Word::text("<time>")), ("Authorization", signature)]);
        all.into_iter().map(|(name, value)| Added::header(name, value)).collect()
    }
}
