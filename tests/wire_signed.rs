//! Calls of generated clients that sign, to a server that checks every signature from what arrived on the wire and
//! answers 401 where it is not the right one. Nothing of the runtime is used for it.

use std::error::Error;
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair,
    RSA_PKCS1_2048_8192_SHA256, RsaKeyPair, UnparsedPublicKey,
};
use aws_lc_rs::{digest, hmac};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use postwright_runtime::StatusCode;
use postwright_tests::generated::{auth_asap, auth_edgegrid, auth_hawk, auth_oauth1};
use postwright_tests::server::{Answer, Server};

type Outcome = Result<(), Box<dyn Error>>;

/// A request as it arrived.
struct Arrived {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Arrived {
    fn read(text: &str) -> Option<Arrived> {
        let (head, body) = text.split_once("\r\n\r\n")?;
        let mut lines = head.lines();
        let mut first = lines.next()?.split(' ');
        let headers = lines.filter_map(|line| line.split_once(": "));
        Some(Arrived {
            method: first.next()?.to_owned(),
            target: first.next()?.to_owned(),
            headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
            body: body.to_owned(),
        })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The fields of `Authorization`, which begins with this word; `between` stands between two of them.
    fn fields(&self, word: &str, between: char) -> Option<Vec<(String, String)>> {
        let fields = self.header("authorization")?.strip_prefix(word)?.strip_prefix(' ')?;
        let pairs = fields.split(between).filter_map(|field| field.trim().split_once('='));
        Some(pairs.map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned())).collect())
    }

    fn host_and_port(&self) -> Option<(&str, &str)> {
        self.header("host")?.split_once(':')
    }
}

fn field<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn keyed(algorithm: hmac::Algorithm, key: &str, text: &str) -> String {
    STANDARD.encode(hmac::sign(&hmac::Key::new(algorithm, key.as_bytes()), text.as_bytes()))
}

fn is_now(seconds: Option<&str>) -> bool {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
    seconds.and_then(|text| text.parse::<u64>().ok()).is_some_and(|then| now.abs_diff(then) < 60)
}

/// A server that takes what this function takes.
async fn server(
    is_right: impl Fn(&Arrived) -> Option<bool> + Send + Sync + 'static,
) -> std::io::Result<Server> {
    Server::start_by(move |_, text| match Arrived::read(text).and_then(|arrived| is_right(&arrived)) {
        Some(true) => Answer::nothing(),
        Some(false) | None => Answer::json(401, "{}"),
    })
    .await
}

/// RFC 3986, character by character.
fn encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    text.bytes().map(|b| if plain(&b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let pair = (*first == b'%').then(|| more.get(..2)).flatten();
        let byte = pair.and_then(|it| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &more[2..] } else { more };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The signature base string of RFC 5849, and the parameters of the protocol, wherever they were sent.
fn oauth1(arrived: &Arrived) -> Option<(String, Vec<(String, String)>)> {
    let (path, query) = arrived.target.split_once('?').unwrap_or((&arrived.target, ""));
    let form = arrived.header("content-type").is_some_and(|it| it.contains("form-urlencoded"));
    let pairs = |text: &str| -> Vec<(String, String)> {
        let pieces = text.split('&').filter(|piece| !piece.is_empty());
        pieces
            .map(|it| it.split_once('=').unwrap_or((it, "")))
            .map(|(k, v)| (decoded(k), decoded(v)))
            .collect()
    };
    let mut all = pairs(query);
    all.extend(if form { pairs(&arrived.body) } else { Vec::new() });
    let own = arrived.fields("OAuth", ',').unwrap_or_default();
    all.extend(own.iter().filter(|(name, _)| name != "realm").map(|(k, v)| (k.clone(), decoded(v))));
    let own: Vec<_> = all.iter().filter(|(name, _)| name.starts_with("oauth_")).cloned().collect();
    let mut signed: Vec<(String, String)> = all
        .iter()
        .filter(|(name, _)| name != "oauth_signature")
        .map(|(name, value)| (encoded(name), encoded(value)))
        .collect();
    signed.sort();
    let signed: Vec<String> = signed.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let address = format!("http://{}{path}", arrived.header("host")?);
    Some((format!("{}&{}&{}", arrived.method, encoded(&address), encoded(&signed.join("&"))), own))
}

fn pem(der: &[u8]) -> String {
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der))
}

#[tokio::test]
async fn oauth1_signatures_are_those_of_the_rfc() -> Outcome {
    let server = server(|arrived| {
        let (base, own) = oauth1(arrived)?;
        let signature = field(&own, "oauth_signature")?;
        let expected = match field(&own, "oauth_signature_method")? {
            "HMAC-SHA256" => keyed(hmac::HMAC_SHA256, "cs%21&ts", &base),
            "HMAC-SHA1" => keyed(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, "cs%21&", &base),
            "PLAINTEXT" => "cs%21&".to_owned(),
            _ => return None,
        };
        let is_fresh = is_now(field(&own, "oauth_timestamp")) && field(&own, "oauth_nonce")? != "old";
        Some(is_fresh && field(&own, "oauth_consumer_key") == Some("ck") && signature == expected)
    })
    .await?;
    let client = |secret: &str| {
        auth_oauth1::Client::builder()
            .base_url(server.url())
            .oauth1("ck", secret, "t", "ts")
            .cup_key_oauth1("ck", secret)
            .cup_key_oauth1_with_plaintext("ck", secret)
            .build()
    };
    let good = client("cs!")?;
    good.in_the_header().page("a b&c=ü~").await?;
    good.in_the_header().await?;
    good.in_the_query().await?;
    good.in_the_form(&auth_oauth1::types::InTheFormForm::new().name("a mug + ü")).await?;
    let error = client("other")?.in_the_header().await.expect_err("the secret is wrong");
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    Ok(())
}

#[tokio::test]
async fn oauth1_private_keys_sign() -> Outcome {
    let key = RsaKeyPair::generate(KeySize::Rsa2048)?;
    let private = pem(AsDer::<Pkcs8V1Der<'_>>::as_der(&key)?.as_ref());
    let public = key.public_key().as_ref().to_vec();
    let server = server(move |arrived| {
        let (base, own) = oauth1(arrived)?;
        let signature = STANDARD.decode(field(&own, "oauth_signature")?).ok()?;
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &public);
        Some(key.verify(base.as_bytes(), &signature).is_ok())
    })
    .await?;
    let builder = auth_oauth1::Client::builder().base_url(server.url());
    builder.cup_private_key_oauth1("ck", private).build()?.by_a_private_key().await?;
    Ok(())
}

/// The normalised string of Hawk's specification, and the hash of the payload if there is one.
fn hawk(arrived: &Arrived, fields: &[(String, String)], payload: &str) -> Option<String> {
    let of = |name: &str| field(fields, name).unwrap_or_default();
    let (host, port) = arrived.host_and_port()?;
    let lines = [
        "hawk.1.header",
        of("ts"),
        of("nonce"),
        &arrived.method,
        &arrived.target,
        host,
        port,
        payload,
        of("ext"),
    ];
    Some(lines.join("\n") + "\n")
}

#[tokio::test]
async fn hawk_hashes_are_those_of_its_specification() -> Outcome {
    let server = server(|arrived| {
        let fields = arrived.fields("Hawk", ',')?;
        let is_post = arrived.method == "POST";
        let payload = format!("hawk.1.payload\napplication/json\n{}\n", arrived.body);
        let hash = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, payload.as_bytes());
        let hash = if is_post { STANDARD.encode(hash) } else { String::new() };
        let algorithm = if is_post { hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY } else { hmac::HMAC_SHA256 };
        let expected = keyed(algorithm, "k3y", &hawk(arrived, &fields, &hash)?);
        let is_whole = field(&fields, "hash").unwrap_or_default() == hash && is_now(field(&fields, "ts"));
        Some(is_whole && field(&fields, "id") == Some("id") && field(&fields, "mac") == Some(&expected))
    })
    .await?;
    let client = |key: &str| {
        let builder = auth_hawk::Client::builder().base_url(server.url());
        builder.hawk_key("id", key).cup_id_hawk_key_with_sha1("id", key).build()
    };
    client("k3y")?.get().page("a&b").await?;
    client("k3y")?.post(&auth_hawk::types::PostRequest::new("Mug")).await?;
    let error = client("other")?.get().await.expect_err("the key is wrong");
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    Ok(())
}

#[tokio::test]
async fn edgegrid_signatures_are_those_of_the_request() -> Outcome {
    let server = server(|arrived| {
        let fields = arrived.fields("EG1-HMAC-SHA256", ';')?;
        let of = |name: &str| field(&fields, name);
        let (start, signature) = arrived.header("authorization")?.split_once("signature=")?;
        let host = arrived.header("host")?;
        let sent = match arrived.method.as_str() {
            "POST" => STANDARD.encode(digest::digest(&digest::SHA256, arrived.body.as_bytes())),
            _ => String::new(),
        };
        let text = [&arrived.method, "http", host, &arrived.target, "", &sent, start].join("\t");
        let key = keyed(hmac::HMAC_SHA256, "s3cret", of("timestamp")?);
        let is_whole = of("client_token") == Some("ct") && of("access_token") == Some("at");
        Some(is_whole && signature == keyed(hmac::HMAC_SHA256, &key, &text))
    })
    .await?;
    let client = |secret: &str| {
        let builder = auth_edgegrid::Client::builder().base_url(server.url());
        builder.edgegrid("at", "ct", secret).access_token_edgegrid("at", "ct", secret).build()
    };
    client("s3cret")?.get().page(2).await?;
    client("s3cret")?.post(&auth_edgegrid::types::PostRequest::new("Mug")).await?;
    let error = client("other")?.get().await.expect_err("the secret is wrong");
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    Ok(())
}

#[tokio::test]
async fn asap_tokens_are_signed_and_say_who_calls_whom() -> Outcome {
    let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())?;
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key.as_ref())?;
    let public = pair.public_key().as_ref().to_vec();
    let server = server(move |arrived| {
        let token = arrived.header("authorization")?.strip_prefix("Bearer ")?;
        let (message, signature) = token.rsplit_once('.')?;
        let (head, claims) = message.split_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        let json = |text: &str| -> Option<serde_json::Value> {
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
        };
        let (head, claims) = (json(head)?, json(claims)?);
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &public);
        let (issued, expires) = (claims["iat"].as_u64()?, claims["exp"].as_u64()?);
        Some(
            key.verify(message.as_bytes(), &signature).is_ok()
                && head["alg"] == "ES256"
                && head["kid"] == "cups/1"
                && [&claims["iss"], &claims["sub"], &claims["aud"]] == ["cups", "cups", "shelves"]
                && claims["jti"].as_str()?.len() > 8
                && is_now(Some(&issued.to_string()))
                && expires == issued + 60,
        )
    })
    .await?;
    let builder = auth_asap::Client::builder().base_url(server.url());
    builder.asap_key(pem(key.as_ref())).build()?.get().await?;
    Ok(())
}
