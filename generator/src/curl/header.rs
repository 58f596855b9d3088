//! The headers of an operation with their values, without those that its credentials and its body bring.

use super::word::Word;
use super::{Request, body};
use crate::api::{Location, Sample};

/// Those that are always sent, then those that are parameters, each as often as it is sent.
pub(crate) fn own(request: &Request<'_>) -> Vec<(String, Word)> {
    // The type of a form in parts has a boundary, which whoever sends it makes up.
    let is_form = body::is_sent(request.operation) && body::is_multipart(request.operation);
    let is_made = |name: &str| is_form && name.eq_ignore_ascii_case("content-type");
    let constant = request.operation.headers.iter().filter(|header| !is_made(&header.name));
    let mut headers: Vec<_> =
        constant.map(|header| (header.name.clone(), Word::text(header.value.as_str()))).collect();
    for parameter in request.operation.parameters.iter().filter(|it| it.location == Location::Header) {
        for value in request.values(parameter) {
            let value = match value {
                Sample::Text(text) => text,
                Sample::Flag => String::new(),
            };
            headers.push((parameter.name.clone(), Word::text(value)));
        }
    }
    headers
}
