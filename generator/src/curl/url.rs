//! The address of a request, encoded as Postman does it; what the user gives stays one segment or one value.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Request;
use super::word::Word;
use crate::api::{Location, Parameter, PathPiece, Piece, QueryEntry, Sample};
use crate::rust::BuilderTarget;

/// Everything but the unreserved characters of RFC 3986.
pub(crate) const STRICT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// Postman's sets for paths, for values and for keys.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}');
const VALUE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'\'').add(b'<').add(b'>').add(b'&');
const KEY: &AsciiSet = &VALUE.add(b'=');

pub(crate) fn encoded(text: &str, set: &'static AsciiSet) -> String {
    utf8_percent_encode(text, set).to_string()
}

/// Server, path and query.
pub(crate) fn url(request: &Request<'_>) -> Word {
    let mut url = server(request);
    for piece in &request.operation.path {
        let text = match piece {
            PathPiece::Literal(text) => encoded(text, PATH),
            PathPiece::Parameter(index) => {
                let parameter = request.operation.parameters.get(*index);
                parameter.map(|parameter| segment(request, parameter)).unwrap_or_default()
            }
        };
        url = url.and_text(&text);
    }
    let entries = query(request);
    if entries.is_empty() { url } else { url.and_text(&format!("?{}", entries.join("&"))) }
}

/// The address of the server; without a value it is the variable of the environment that has it.
fn server(request: &Request<'_>) -> Word {
    let index = request.operation.server;
    let Some(server) = request.api.servers.get(index) else { return Word::default() };
    if let Some(given) = server.variable.as_deref().and_then(|name| request.given.get(name)) {
        return Word::text(given);
    }
    let Some(address) = &server.address else {
        return request.environment(|target| matches!(target, BuilderTarget::Server(own) if *own == index));
    };
    let piece = |piece: &Piece| match piece {
        Piece::Literal(text) => Word::text(text.as_str()),
        Piece::Variable(name) => request.setting(name),
    };
    address.0.iter().map(piece).fold(Word::default(), Word::and)
}

fn segment(request: &Request<'_>, parameter: &Parameter) -> String {
    let name = parameter.variable.as_deref().unwrap_or(&parameter.name);
    match (request.given.get(name), parameter.samples.first()) {
        (Some(given), _) => encoded(given, STRICT),
        (None, Some(Sample::Text(text))) => encoded(text, PATH),
        // As Postman sends a path variable without a value.
        (None, Some(Sample::Flag) | None) => encoded(&Location::Path.placeholder(&parameter.name), PATH),
    }
}

/// The entries in the order of the wire; a parameter that has several values has an entry for each.
fn query(request: &Request<'_>) -> Vec<String> {
    let operation = request.operation;
    let mut entries = Vec::new();
    let mut used = vec![0_usize; operation.parameters.len()];
    for entry in &operation.query {
        match entry {
            QueryEntry::Fixed { key, value } => entries.push(fixed(key.as_deref(), value.as_deref())),
            QueryEntry::Parameter(index) => {
                let Some((parameter, used)) = operation.parameters.get(*index).zip(used.get_mut(*index))
                else {
                    continue;
                };
                if let Some(value) = request.values(parameter).get(*used) {
                    entries.push(pair(request, parameter, value));
                }
                *used += 1;
            }
        }
    }
    entries
}

fn fixed(key: Option<&str>, value: Option<&str>) -> String {
    let key = encoded(key.unwrap_or_default(), KEY);
    value.map_or_else(|| key.clone(), |value| format!("{key}={}", encoded(value, VALUE)))
}

fn pair(request: &Request<'_>, parameter: &Parameter, value: &Sample) -> String {
    let name = parameter.variable.as_deref().unwrap_or(&parameter.name);
    let set = if request.given.get(name).is_some() { STRICT } else { VALUE };
    let key = encoded(&parameter.name, KEY);
    match value {
        Sample::Text(text) => format!("{key}={}", encoded(text, set)),
        Sample::Flag => key,
    }
}
