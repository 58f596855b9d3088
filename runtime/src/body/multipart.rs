//! Turns the fields of a form into the body of a multipart request, laid out as Postman does it.

use std::fmt::Write as _;

use super::{Body, Part};
use crate::anew::random;

/// A boundary like Postman's: 26 dashes and 24 digits.
pub(crate) fn new_boundary() -> String {
    // Enough for a text that a body does not hold by chance.
    let digits = random() % 10_u128.pow(24);
    format!("--------------------------{digits:024}")
}

/// The boundary in a `Content-Type` header, if it is one of a multipart form.
pub(crate) fn boundary_in(content_type: &str) -> Option<&str> {
    let mut parameters = content_type.split(';').map(str::trim);
    if !parameters.next()?.eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (name.trim().eq_ignore_ascii_case("boundary") && !value.is_empty()).then_some(value)
    })
}

/// The body.
pub(crate) fn body(boundary: &str, parts: &[(&'static str, Part)]) -> Body {
    let mut body = Body::default();
    for (name, part) in parts {
        // The name is the collection's, and goes out as Postman sends it.
        let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
        if let Some(file_name) = part.sent_name() {
            let _ = write!(head, "; filename=\"{}\"", quoted(&file_name));
        }
        if let Some(kind) = part.sent_type() {
            // A line break would start another header.
            let _ = write!(head, "\r\nContent-Type: {}", kind.replace(['\r', '\n'], " "));
        }
        head.push_str("\r\n\r\n");
        body.push(head);
        part.write(&mut body);
        body.push("\r\n");
    }
    body.push(format!("--{boundary}--\r\n"));
    body
}

/// The name of a file, which is the caller's: raw, as in Postman, but for what would end the quotes or the line. That
/// is encoded as browsers do.
fn quoted(text: &str) -> String {
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_differ() {
        let boundary = new_boundary();
        assert_eq!(boundary.len(), 50);
        assert!(boundary.ends_with(|c: char| c.is_ascii_digit()));
        assert_ne!(boundary, new_boundary());
    }

    #[test]
    fn a_boundary_of_the_callers_own_is_found() {
        assert_eq!(boundary_in("multipart/form-data; boundary=abc"), Some("abc"));
        assert_eq!(boundary_in("Multipart/Form-Data; charset=x; Boundary=\"a b\""), Some("a b"));
        assert_eq!(boundary_in("multipart/form-data"), None);
        assert_eq!(boundary_in("multipart/mixed; boundary=abc"), None);
    }

    #[test]
    fn names_cannot_leave_their_quotes() {
        assert_eq!(quoted("é\"\r\nX: y"), "é%22%0D%0AX: y");
    }
}
