//! Turns the body of an answer into what an operation returns: one function per kind of body.

use bytes::Bytes;
use reqwest::header::CONTENT_ENCODING;
use serde::de::DeserializeOwned;

use crate::{Content, RawResponse, place, variants};

/// Why a body could not be decoded.
#[derive(Debug)]
pub struct Failure {
    /// Where in the JSON, as `key.list[0].name`; empty for the body as a whole.
    pub(crate) path: String,
    /// What is wrong there. Holds no text of the body.
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Failure { path: String::new(), message: message.into() }
    }

    /// What `serde_json` says, with its place; the arguments are those of [`place::of`].
    fn of_json(error: &serde_json::Error, json: &[u8], wants_more: fn(&[u8]) -> bool) -> Self {
        let message = error.to_string();
        let (below, message) = variants::located(&message);
        let path = variants::join(&place::of(error, json, wants_more), below);
        Failure { path, message: without_found_text(message) }
    }
}

/// A JSON body.
///
/// # Errors
///
/// When it is not JSON of this type.
pub fn json<T: DeserializeOwned>(response: &RawResponse) -> Result<T, Failure> {
    json_bytes(response).and_then(read)
}

/// What is JSON of this type. Of each type there is one reader in the program: the place of an error is found without it.
pub(crate) fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(json).map_err(|error| Failure::of_json(&error, json, place::wants_more::<T>))
}

/// The bytes of a JSON body.
fn json_bytes(response: &RawResponse) -> Result<&[u8], Failure> {
    readable(response)?;
    let bytes = without_bom(response.bytes());
    if bytes.is_empty() {
        return Err(Failure::new("expected JSON, found an empty body"));
    }
    Ok(bytes)
}

/// A body of text.
///
/// # Errors
///
/// When it is not UTF-8.
pub fn text(response: &RawResponse) -> Result<String, Failure> {
    readable(response)?;
    String::from_utf8(response.bytes().to_vec())
        .map_err(|error| Failure::new(format!("expected text in UTF-8: {}", error.utf8_error())))
}

/// Any body.
///
/// # Errors
///
/// None.
pub fn bytes(response: &RawResponse) -> Result<Bytes, Failure> {
    Ok(response.bytes().clone())
}

/// No body; one that is there nevertheless is ignored.
///
/// # Errors
///
/// None.
pub fn empty(_: &RawResponse) -> Result<(), Failure> {
    Ok(())
}

/// Any body, with its content type.
///
/// # Errors
///
/// None.
pub fn content(response: &RawResponse) -> Result<Content, Failure> {
    Ok(response.content().clone())
}

/// A body whose type depends on the status.
///
/// # Errors
///
/// When the status is none of those, or the body is not of its type.
pub fn answers<T: Answers>(response: &RawResponse) -> Result<T, Failure> {
    let status = response.status().as_u16();
    let of_status = |arm: &&Arm<T>| arm.status == Some(status);
    let of_any = |arm: &&Arm<T>| arm.status.is_none() && !arm.fallback;
    let mut arms: Vec<&Arm<T>> = T::ARMS.iter().filter(of_status).collect();
    if arms.is_empty() {
        arms = T::ARMS.iter().filter(of_any).collect();
    }
    // Several bodies of one status: the one that the content type promises first.
    arms.sort_by_key(|arm| !arm.decoder.fits(response.content()));
    let mut first = None;
    for arm in &arms {
        match (arm.read)(response) {
            Ok(answer) => return Ok(answer),
            Err(failure) => first = first.or(Some(failure)),
        }
    }
    if let Some(arm) = T::ARMS.iter().find(|arm| arm.fallback) {
        return (arm.read)(response);
    }
    Err(first.unwrap_or_else(|| Failure::new(format!("the collection has no answer with status {status}"))))
}

/// An enum with a variant per documented status; implemented by `answers!`.
pub trait Answers: Sized + 'static {
    /// The variants.
    const ARMS: &'static [Arm<Self>];
}

/// One variant of [`Answers`].
#[derive(Debug)]
pub struct Arm<T: 'static> {
    status: Option<u16>,
    decoder: Decoder,
    fallback: bool,
    read: fn(&RawResponse) -> Result<T, Failure>,
}

impl<T> Arm<T> {
    /// The variant for a status, or for every status that has none.
    #[must_use]
    pub const fn new(
        status: Option<u16>,
        decoder: Decoder,
        read: fn(&RawResponse) -> Result<T, Failure>,
    ) -> Self {
        Arm { status, decoder, fallback: false, read }
    }

    /// The variant for what no other variant can hold.
    #[must_use]
    pub const fn fallback(read: fn(&RawResponse) -> Result<T, Failure>) -> Self {
        Arm { status: None, decoder: Decoder::content, fallback: true, read }
    }
}

/// The decoders by name.
#[derive(Clone, Copy, Debug)]
#[expect(non_camel_case_types, reason = "named like the functions, which macros refer to by name")]
pub enum Decoder {
    /// [`json`]
    json,
    /// [`text`]
    text,
    /// [`bytes`]
    bytes,
    /// [`empty`]
    empty,
    /// [`content`]
    content,
}

impl Decoder {
    fn fits(self, content: &Content) -> bool {
        let kind = content.content_type().unwrap_or_default().to_ascii_lowercase();
        match self {
            Decoder::json => !content.is_empty() && (kind.is_empty() || kind.contains("json")),
            Decoder::text => {
                !content.is_empty()
                    && (kind.starts_with("text/") || kind.contains("xml") || kind.contains("javascript"))
            }
            Decoder::bytes | Decoder::content => !content.is_empty() && !kind.contains("json"),
            Decoder::empty => content.is_empty(),
        }
    }
}

/// A compressed body is one that somebody asked for by a header of their own.
fn readable(response: &RawResponse) -> Result<(), Failure> {
    let encoding = response.headers().get(CONTENT_ENCODING).and_then(|value| value.to_str().ok());
    match encoding {
        Some(encoding) if !encoding.eq_ignore_ascii_case("identity") && !response.content().is_empty() => {
            Err(Failure::new(format!(
                "it is compressed ({encoding}): leave the header `Accept-Encoding` out, or read the raw body"
            )))
        }
        Some(_) | None => Ok(()),
    }
}

pub(crate) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// serde's message without the values that it quotes from the body, which may be secrets: what is between quotes, and the
/// number, truth value or name that was found.
pub(crate) fn without_found_text(message: &str) -> String {
    let mut kept = message.to_owned();
    if let (Some(first), Some(last)) = (kept.find('"'), kept.rfind('"'))
        && first < last
    {
        let before = kept[..first].trim_end_matches([' ', ':']).len();
        kept.replace_range(before..=last, "");
    }
    for found in ["invalid type: ", "invalid value: ", "unknown variant "] {
        let Some(start) = kept.find(found) else { continue };
        let (first, last) = (kept[start..].find('`'), kept.rfind("`, expected"));
        if let Some((first, last)) = first.map(|first| start + first).zip(last)
            && first < last
        {
            let before = kept[..first].trim_end().len();
            kept.replace_range(before..=last, "");
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderMap, HeaderValue};
    use std::collections::BTreeMap;

    fn response(status: u16, kind: &'static str, body: &'static str) -> RawResponse {
        let mut headers = HeaderMap::new();
        if !kind.is_empty() {
            headers.insert("content-type", HeaderValue::from_static(kind));
        }
        let url = "http://h.test/".parse().unwrap();
        let mut response = RawResponse::new(status.try_into().unwrap(), headers, url);
        response.set_bytes(Bytes::from_static(body.as_bytes()));
        response
    }

    #[test]
    fn a_failure_says_where_but_quotes_nothing() {
        let failure =
            json::<BTreeMap<String, Vec<i64>>>(&response(200, "", r#"{"a":[1,"hun\"ter2"]}"#)).unwrap_err();
        assert_eq!(failure.path, "a[1]");
        assert_eq!(failure.message, "invalid type: string, expected i64 at line 1 column 19");
        assert_eq!(
            json::<i64>(&response(200, "", "")).unwrap_err().message,
            "expected JSON, found an empty body"
        );
        assert!(json::<i64>(&response(200, "", "1 2")).unwrap_err().message.contains("trailing"));
    }

    #[test]
    fn values_of_no_kind_are_quoted() {
        let message = |body, read: fn(&RawResponse) -> Failure| read(&response(200, "", body)).message;
        let text: fn(&RawResponse) -> Failure = |response| json::<String>(response).unwrap_err();
        let small: fn(&RawResponse) -> Failure = |response| json::<u8>(response).unwrap_err();
        let named: fn(&RawResponse) -> Failure = |response| json::<Named>(response).unwrap_err();
        let expected = [
            ("123456", text, "invalid type: integer, expected a string"),
            ("-12.5", text, "invalid type: floating point, expected a string"),
            ("true", text, "invalid type: boolean, expected a string"),
            ("123456", small, "invalid value: integer, expected u8"),
            (r#""a `b`, expected \"c\"""#, small, "invalid type: string, expected u8"),
            (r#""hush`, expected""#, named, "unknown variant, expected `One` or `Two`"),
        ];
        for (body, read, start) in expected {
            let message = message(body, read);
            assert!(message.starts_with(&format!("{start} at line 1")), "{message}");
        }
        assert_eq!(
            without_found_text("relative URL without a base: \"hush\""),
            "relative URL without a base"
        );
    }

    #[derive(Debug, serde::Deserialize)]
    enum Named {
        One,
        Two,
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_json() {
        assert_eq!(json::<i64>(&response(200, "", "\u{feff}7")).unwrap(), 7);
    }

    #[derive(Debug, PartialEq)]
    enum Error {
        Number(i64),
        Text(String),
        Conflict,
        Unknown(Content),
    }
    crate::codegen::answers!(Error { 400 text => Text, 400 json => Number, 409 empty => Conflict, _ => Unknown });

    #[derive(Debug, PartialEq)]
    enum Success {
        Number(i64),
        Other(String),
    }
    crate::codegen::answers!(Success { 200 json => Number, * text => Other });

    #[test]
    fn answers_are_chosen_by_status_then_content_type() {
        assert_eq!(answers::<Error>(&response(400, "application/json", "7")).unwrap(), Error::Number(7));
        assert_eq!(answers::<Error>(&response(400, "text/plain", "7")).unwrap(), Error::Text("7".into()));
        assert_eq!(answers::<Error>(&response(409, "", "")).unwrap(), Error::Conflict);
        let unknown = answers::<Error>(&response(500, "", "boom")).unwrap();
        assert_eq!(unknown, Error::Unknown(Content::new("boom", None)));
        assert_eq!(answers::<Success>(&response(200, "", "7")).unwrap(), Success::Number(7));
        assert_eq!(answers::<Success>(&response(202, "", "x")).unwrap(), Success::Other("x".into()));
        assert!(answers::<Success>(&response(200, "", "x")).is_err());
    }
}
