//! Hawk: a keyed hash over method, address and time, and over the body if that is asked for.

use reqwest::header::CONTENT_TYPE;

use super::Scheme;
use super::crypto::{Hash, Moment, base64, body_of, target_of};
use crate::request::PreparedRequest;
use crate::{Error, Secret};

/// An id and its key; replaces the header `Authorization`.
#[derive(Clone, Debug)]
pub struct Hawk {
    id: String,
    key: Secret,
    algorithm: String,
    ext: String,
    app: String,
    delegation: String,
    hashes_payload: bool,
}

impl Hawk {
    /// The id and the key. It signs with `sha256` unless [`set`](Hawk::set) says otherwise.
    pub fn new(id: impl Into<String>, key: impl Into<String>) -> Self {
        Hawk {
            id: id.into(),
            key: Secret::new(key),
            algorithm: "sha256".to_owned(),
            ext: String::new(),
            app: String::new(),
            delegation: String::new(),
            hashes_payload: false,
        }
    }

    /// Sets one of Postman's attributes: `algorithm` (`sha1` or `sha256`), `extraData`, `app`, `delegation`; and, for
    /// any text, `includePayloadHash`.
    #[must_use]
    pub fn set(mut self, key: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        match key {
            "algorithm" => self.algorithm = value,
            "extraData" => self.ext = value,
            "app" => self.app = value,
            "delegation" => self.delegation = value,
            "includePayloadHash" => self.hashes_payload = !value.is_empty(),
            _ => {}
        }
        self
    }

    fn sign_at(&self, request: &mut PreparedRequest, moment: &Moment) -> Result<(), Error> {
        let hash = match self.algorithm.as_str() {
            "sha1" => Hash::Sha1,
            "sha256" => Hash::Sha256,
            other => {
                return Err(Error::argument(format!(
                    "the Hawk algorithm {other:?} is not supported: it can be `sha1` or `sha256`"
                )));
            }
        };
        let Moment { seconds, nonce } = moment;
        let payload = match self.hashes_payload && request.body.is_some() {
            true => payload_hash(request, hash)?,
            false => String::new(),
        };
        let mut text = format!(
            "hawk.1.header\n{seconds}\n{nonce}\n{}\n{}\n{}\n{}\n{payload}\n{}\n",
            request.method.as_str().to_uppercase(),
            target_of(request),
            request.url.host_str().unwrap_or_default().to_lowercase(),
            request.url.port_or_known_default().unwrap_or_default(),
            self.ext.replace('\\', "\\\\").replace('\n', "\\n"),
        );
        if !self.app.is_empty() {
            text.push_str(&format!("{}\n{}\n", self.app, self.delegation));
        }
        let mac = base64(&hash.keyed(self.key.expose().as_bytes(), text.as_bytes()));

        let mut fields = vec![("id", self.id.clone()), ("ts", seconds.to_string()), ("nonce", nonce.clone())];
        fields.push(("hash", payload));
        fields.push(("ext", self.ext.replace('\\', "\\\\").replace('"', "\\\"")));
        fields.push(("mac", mac));
        if !self.app.is_empty() {
            fields.extend([("app", self.app.clone()), ("dlg", self.delegation.clone())]);
        }
        let fields: Vec<String> = fields
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}=\"{value}\""))
            .collect();
        request.set_secret_header("Authorization", &format!("Hawk {}", fields.join(", ")))
    }
}

/// The hash of the body and of the type with which it is sent.
fn payload_hash(request: &PreparedRequest, hash: Hash) -> Result<String, Error> {
    let content_type = request.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default();
    let mut text = format!("hawk.1.payload\n{}\n", content_type.trim().to_lowercase()).into_bytes();
    text.extend_from_slice(&body_of(request)?);
    text.push(b'\n');
    Ok(base64(&hash.of(&text)))
}

impl Scheme for Hawk {
    fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        self.sign_at(request, &Moment::now(6)?)
    }

    fn reads_body(&self) -> bool {
        self.hashes_payload
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::testing::{authorization, request, typed};

    fn sign(hawk: &Hawk, mut request: PreparedRequest) -> String {
        let moment = Moment { seconds: 1_704_164_645, nonce: "nn".to_owned() };
        hawk.sign_at(&mut request, &moment).unwrap();
        authorization(&request).unwrap()
    }

    fn header(fields: &str) -> String {
        format!("Hawk id=\"id\", ts=\"1704164645\", nonce=\"nn\", {fields}")
    }

    #[test]
    fn requests_are_signed() {
        let get = || request("GET", "http://h.test/p?b=2&a=1", "");
        let hawk = Hawk::new("id", "key");
        assert_eq!(sign(&hawk, get()), header("mac=\"JEmYQFALluxDDzfrvgP5vrjvgHoeUWeZekTlitjaFSw=\""));
        assert_eq!(
            sign(&hawk.clone().set("algorithm", "sha1"), get()),
            header("mac=\"q6SfOD/nc7ZGx4/TGa7mlzhF89Q=\"")
        );
        let more = hawk.clone().set("extraData", "ext").set("app", "app").set("delegation", "dlg");
        let expected =
            "ext=\"ext\", mac=\"agdW+oGgi21HhaxyraqIYwIEthC8Rh1AeS7sOg1lBzc=\", app=\"app\", dlg=\"dlg\"";
        assert_eq!(sign(&more, get()), header(expected));
        let port = request("GET", "https://h.test:8443/p?x=a%20b", "");
        assert_eq!(sign(&hawk, port), header("mac=\"SwN5VjPq6cWWsuYDyz9SQd+GgKgHKH3jum2nrYLHtj0=\""));
        assert!(!format!("{hawk:?}").contains("key\""));
    }

    #[test]
    fn bodies_are_hashed_if_asked_for() {
        let hawk = Hawk::new("id", "key").set("includePayloadHash", "true");
        let post = typed("POST", "http://h.test/p?b=2&a=1", "{\"a\":1}", "application/json; charset=utf-8");
        let expected = "hash=\"qKG2AtsqLMhIdy7+OrxWG0bU8wTDncYSW0gmNukAKpI=\", mac=\"bv2mhSSFtMr7QxD3xo/9nQGXunNLltz8x6LCwRGCJK0=\"";
        assert_eq!(sign(&hawk, post), header(expected));
    }
}
