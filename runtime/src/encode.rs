//! Turns values and literal text into percent-encoded text: one function per place in a URL or form.
//!
//! What a caller passes is encoded so that it stays where it was put. What the collection says is encoded as
//! Postman does it: `%41` and a bare `%` pass through, and so does much punctuation.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

use crate::value::{Kind, Value};

/// Everything but the unreserved characters of RFC 3986.
const STRICT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Postman's path set.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}');

/// Postman's set for the value of a query parameter.
const QUERY_VALUE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'\'').add(b'<').add(b'>').add(b'&');

/// Postman's set for the key of a query parameter.
const QUERY_KEY: &AsciiSet = &QUERY_VALUE.add(b'=');

/// What is sent as it is, wherever it stands: letters, digits and some punctuation.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        plain[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_');
        byte += 1;
    }
    plain
};

/// Text of the collection in a path. A backslash becomes a slash, as URL parsers and Postman have it.
fn literal_path(text: &str) -> Cow<'_, str> {
    // Most of it is words and slashes, for every call.
    if text.bytes().all(|b| PLAIN[usize::from(b)]) {
        return text.into();
    }
    let text = Cow::from(utf8_percent_encode(text, PATH));
    if text.contains('\\') { text.replace('\\', "/").into() } else { text }
}

/// Adds text of the collection to a path.
pub(crate) fn push_literal_path(path: &mut String, text: &str) {
    path.push_str(&literal_path(text));
}

/// Adds an argument to a path; a flag has no text.
pub(crate) fn push_path(path: &mut String, value: &Value<'_>) {
    match &value.kind {
        Kind::Text(text) => path.extend(utf8_percent_encode(text, STRICT)),
        Kind::Verbatim(text) => push_literal_path(path, text),
        Kind::Flag => {}
    }
}

/// Text of which nothing but the unreserved characters of RFC 3986 stays: what signatures are made of.
pub(crate) fn strict(text: &str) -> String {
    utf8_percent_encode(text, STRICT).collect()
}

/// The key of a query parameter.
pub(crate) fn query_key(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, QUERY_KEY)
}

/// The value of a query parameter that the collection fixes.
pub(crate) fn literal_query_value(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, QUERY_VALUE)
}

/// An argument in the query; `None` for a flag, which is sent without `=`.
pub(crate) fn query_value<'a>(value: &'a Value<'_>) -> Option<PercentEncode<'a>> {
    match &value.kind {
        Kind::Text(text) => Some(utf8_percent_encode(text, STRICT)),
        Kind::Verbatim(text) => Some(literal_query_value(text)),
        Kind::Flag => None,
    }
}

/// A credential as the value of a query parameter, encoded as Postman does it: whoever holds one that is encoded
/// already gives it as it is.
pub(crate) fn credential(text: &str) -> PercentEncode<'_> {
    literal_query_value(text)
}

/// A key or value of an urlencoded form: a space is `%20`, never `+`, and `%` is always encoded.
pub(crate) fn form(text: &str) -> String {
    utf8_percent_encode(text, STRICT).collect()
}

/// Whether URL parsers take this segment for "here" or "one up" and remove it.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    let after_dot = |text: &'_ str| -> Option<usize> {
        let is_encoded = text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("%2e"));
        if is_encoded { Some(3) } else { text.starts_with('.').then_some(1) }
    };
    let Some(first) = after_dot(segment) else { return false };
    let rest = &segment[first..];
    rest.is_empty() || after_dot(rest) == Some(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{flag, verbatim};

    fn path(value: &Value<'_>) -> String {
        let mut path = String::new();
        push_path(&mut path, value);
        path
    }

    #[test]
    fn an_argument_stays_one_segment() {
        for (given, sent) in [
            ("a/b", "a%2Fb"),
            ("../x", "..%2Fx"),
            ("%2f", "%252f"),
            ("a?b#c", "a%3Fb%23c"),
            ("a b+c", "a%20b%2Bc"),
            ("\r\n", "%0D%0A"),
            ("é🦀", "%C3%A9%F0%9F%A6%80"),
            ("A-z.0_~", "A-z.0_~"),
            ("a\\b", "a%5Cb"),
        ] {
            assert_eq!(path(&given.into()), sent);
            assert_eq!(query_value(&given.into()).map(|text| text.to_string()).as_deref(), Some(sent));
        }
        assert_eq!(path(&flag()), "");
    }

    #[test]
    fn verbatim_text_is_encoded_as_postman_does() {
        let punctuation = "a !\"$%&'()*+,-.;<=>@[\\]^_`{|}~z";
        assert_eq!(path(&verbatim(punctuation)), "a%20!%22$%&'()*+,-.;%3C=%3E@[/]^_%60%7B|%7D~z");
        assert_eq!(path(&verbatim("50%/%zz/%4a/%4A")), "50%/%zz/%4a/%4A");
        assert_eq!(path(&verbatim("\u{7f}\u{1}é")), "%7F%01%C3%A9");
        assert_eq!(
            query_value(&verbatim("a b\"#'<>&=+,;:@!$*()~[]^|{}`\\%20%"))
                .map(|text| text.to_string())
                .as_deref(),
            Some("a%20b%22%23%27%3C%3E%26=+,;:@!$*()~[]^|{}`\\%20%")
        );
        assert_eq!(query_key("filter[a]&b=c").to_string(), "filter[a]%26b%3Dc");
    }

    #[test]
    fn a_credential_is_encoded_as_postman_does() {
        assert_eq!(credential("a b&c=d#e%20+").to_string(), "a%20b%26c=d%23e%20+");
    }

    #[test]
    fn forms_never_use_plus_and_always_encode_percent() {
        assert_eq!(form("a b+%20&é"), "a%20b%2B%2520%26%C3%A9");
    }

    #[test]
    fn dot_segments_are_known_in_every_spelling() {
        for segment in [".", "..", "%2e", "%2E%2e", ".%2E", "%2e."] {
            assert!(is_dot_segment(segment), "{segment}");
        }
        for segment in ["", "...", "a.", ".a", "%2f", "%2", "%é", "%252e", "%2e%2e.", "..%2"] {
            assert!(!is_dot_segment(segment), "{segment}");
        }
    }
}
