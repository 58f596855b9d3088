//! From the headers of a request to constant ones, parameters and credentials.

use std::collections::{HashMap, HashSet};

use super::group::Level;
use super::{Lowering, anew, auth, marker, operation, secret, template};
use crate::api::{ConstantHeader, Location, Parameter, Sample};
use crate::diagnostic::Code;
use crate::postman::{Content, Header, Request, Scalar};

/// Headers that the HTTP client makes by itself.
const FRAMING: &[&str] = &["content-length", "transfer-encoding", "connection", "host"];

/// Headers that stay constant even where a description calls them required.
const NEGOTIATION: &[&str] = &["content-type", "accept"];

/// The encodings that the runtime undoes in an answer.
const CODINGS: &[&str] = &["", "br", "deflate", "gzip", "identity"];

/// What the headers of a request come to.
#[derive(Debug, Default)]
pub(super) struct Headers {
    pub(super) constants: Vec<ConstantHeader>,
    pub(super) parameters: Vec<Parameter>,
    /// The parameters by their names in small letters.
    places: HashMap<String, usize>,
    /// Numbers of credential sets.
    pub(super) secrets: Vec<usize>,
    /// The set that applies: that of the auth block, or of a bearer token written by hand.
    pub(super) auth: Option<usize>,
}

/// A header whose name is known.
struct Named<'a> {
    name: String,
    lower: String,
    header: &'a Header,
}

/// Sorts the headers. `auth` is the credential set of the auth block; `has_body` says whether Postman sends the body.
pub(super) fn headers(
    lowering: &mut Lowering<'_>,
    request: &Request,
    level: &Level<'_>,
    auth: Option<usize>,
    has_body: bool,
) -> Headers {
    let named = survivors(lowering, request, has_body);
    let enabled: HashSet<String> =
        named.iter().filter(|it| !it.header.disabled).map(|it| it.lower.clone()).collect();
    let arguments: HashSet<String> = named
        .iter()
        .filter(|it| !it.header.disabled && is_argument(&it.lower, it.header))
        .map(|it| it.lower.clone())
        .collect();
    let mut headers = Headers { auth, ..Headers::default() };
    for it in &named {
        if it.header.disabled {
            if !enabled.contains(&it.lower) {
                headers.parameter(lowering, it);
            }
        } else if secret::is_secret(&it.name) {
            headers.secret(lowering, it, level);
        } else if arguments.contains(&it.lower) {
            headers.parameter(lowering, it);
        } else {
            headers.constant(lowering, it);
        }
    }
    together(&mut headers.constants);
    headers
}

/// Postman sends headers of one name together, at the first one's place.
fn together(headers: &mut [ConstantHeader]) {
    let mut places = HashMap::new();
    for (place, header) in headers.iter().enumerate() {
        places.entry(header.name.clone()).or_insert(place);
    }
    headers.sort_by_key(|header| places.get(&header.name).copied());
}

/// The text that Postman sends for a header's value, before variables.
pub(super) fn text(value: &Scalar) -> String {
    match value {
        Scalar::Null => "null".to_owned(),
        Scalar::Missing | Scalar::Text(_) | Scalar::Number(_) | Scalar::Boolean(_) | Scalar::Other(_) => {
            value.to_text().unwrap_or_default()
        }
    }
}

/// The value of the enabled Content-Type header, variables not replaced; of several the last one.
pub(super) fn content_type(headers: &[Header]) -> Option<String> {
    let mut found = headers.iter().filter(|it| !it.disabled && it.key.eq_ignore_ascii_case("content-type"));
    found.next_back().map(|it| text(&it.value))
}

/// The headers that take part: of one name in several spellings only the last spelling, as Postman has it.
fn survivors<'a>(lowering: &mut Lowering<'_>, request: &'a Request, has_body: bool) -> Vec<Named<'a>> {
    let mut named: Vec<Named<'a>> = Vec::new();
    for header in &request.headers {
        let name = lowering.name(&header.key, "the name of a header", &header.at);
        let lower = name.to_lowercase();
        if !name.is_empty() && !is_left_out(lowering, request, header, &name, &lower, has_body) {
            named.push(Named { name, lower, header });
        }
    }
    let enabled = named.iter().filter(|it| !it.header.disabled);
    let last: HashMap<String, String> = enabled.map(|it| (it.lower.clone(), it.name.clone())).collect();
    named.retain(|it| it.header.disabled || last.get(&it.lower) == Some(&it.name));
    named
}

fn is_left_out(
    lowering: &mut Lowering<'_>,
    request: &Request,
    header: &Header,
    name: &str,
    lower: &str,
    has_body: bool,
) -> bool {
    let is_content_type = lower == "content-type";
    if is_content_type && (header.disabled || has_body && is_replaced(request, &text(&header.value))) {
        return true;
    }
    let problem = if FRAMING.contains(&lower) {
        Some((
            format!("the header `{name}` is left out: the HTTP client makes it"),
            "delete it in Postman, which makes it by itself, too",
        ))
    } else if !operation::is_token(name) {
        Some((
            format!("the header `{}` is left out: a name cannot hold blanks or `:`", name.escape_debug()),
            "correct the header's name in Postman",
        ))
    } else if lower == "accept-encoding" && !is_understood(&text(&header.value)) {
        Some((
            format!("the header `{name}` is left out: it asks for an encoding that the SDK cannot undo"),
            "ask for gzip, deflate or br, or delete the header: Postman asks for these by itself",
        ))
    } else if text(&header.value).chars().any(|c| c.is_control() && c != '\t') {
        Some((
            format!(
                "the header `{name}` is left out: its value holds a line break or another control character"
            ),
            "write the value in one line",
        ))
    } else {
        None
    };
    if let Some((message, help)) = &problem
        && !header.disabled
    {
        lowering.warn_once(Code::NotSentAsInPostman, message, &header.at, *help);
    }
    problem.is_some()
}

/// Whether every encoding of an `Accept-Encoding` is known; what is behind a variable is the caller's business.
fn is_understood(value: &str) -> bool {
    template::has_variables(value)
        || value.split(',').all(|coding| {
            let coding = coding.split(';').next().unwrap_or_default().trim().to_lowercase();
            CODINGS.contains(&coding.as_str())
        })
}

/// Whether Postman puts its own Content-Type in the place of a form's.
fn is_replaced(request: &Request, value: &str) -> bool {
    match request.body.as_ref().map(|body| &body.content) {
        // What a variable holds is known when the request is sent.
        Some(Content::UrlEncoded(_)) => {
            !template::has_variables(value) && !value.starts_with("application/x-www-form-urlencoded")
        }
        // The boundary is made when the body is sent.
        Some(Content::FormData(_)) => true,
        Some(Content::Raw { .. } | Content::File { .. } | Content::GraphQl { .. }) | None => false,
    }
}

/// Whether the caller gives the value of an enabled header.
fn is_argument(lower: &str, header: &Header) -> bool {
    let value = text(&header.value);
    template::has_variables(&value)
        || marker::is_placeholder(&value)
        || (marker::is_required(header.description.as_deref()) && !NEGOTIATION.contains(&lower))
}

impl Headers {
    fn constant(&mut self, lowering: &Lowering<'_>, it: &Named<'_>) {
        let description = it.header.description.clone().filter(|text| !text.trim().is_empty());
        let value = lowering.values.text(&text(&it.header.value));
        self.constants.push(ConstantHeader { name: it.name.clone(), value, description });
    }

    fn parameter(&mut self, lowering: &Lowering<'_>, it: &Named<'_>) {
        let next = self.parameters.len();
        let place = *self.places.entry(it.lower.clone()).or_insert(next);
        if place == next {
            self.parameters.push(Parameter {
                name: it.name.clone(),
                location: Location::Header,
                description: None,
                required: false,
                deprecated: false,
                secret: secret::is_secret(&it.name),
                schema: marker::schema(&text(&it.header.value)),
                samples: Vec::new(),
                variable: None,
                anew: None,
            });
        }
        let Some(parameter) = self.parameters.get_mut(place) else { return };
        let description = it.header.description.as_deref();
        parameter.required |= marker::is_required(description);
        parameter.deprecated |= description.is_some_and(marker::is_deprecated);
        if parameter.description.is_none() {
            parameter.description = marker::without_required(description);
        }
        if !it.header.disabled {
            let text = text(&it.header.value);
            parameter.anew = anew::anew(&text, lowering.names).filter(|_| parameter.samples.is_empty());
            parameter.samples.push(Sample::Text(lowering.values.text(&text)));
        }
    }

    fn secret(&mut self, lowering: &mut Lowering<'_>, it: &Named<'_>, level: &Level<'_>) {
        if lowering.replaces_header(self.auth, &it.name) {
            return;
        }
        let value = text(&it.header.value);
        lowering.literal_secret(&value, &format!("the header `{}`", it.name), &it.header.at);
        let is_free = self.auth.is_none() && it.lower == "authorization";
        let bearer = if is_free { auth::of_bearer(lowering, &value, level) } else { None };
        match bearer {
            Some(number) => self.auth = Some(number),
            None => self.secrets.extend(auth::of_header(lowering, &it.name, &value, level)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, diagnosed, header};
    use super::*;
    use crate::postman::{Environment, Item};

    fn shown(headers: Vec<Header>, body: Option<crate::postman::Body>) -> (String, Vec<String>) {
        let mut item = fixture::request("a", "http://h/x");
        (item.request.headers, item.request.method, item.request.body) = (headers, "POST".into(), body);
        let mut collection = fixture::collection(vec![Item::Request(Box::new(item))]);
        collection.variables = vec![fixture::variable("v", "7")];
        let (api, told) = diagnosed(&collection, &Environment::default());
        let operation = fixture::operations(&api)[0];
        let mut lines: Vec<String> =
            operation.headers.iter().map(|it| format!("{}: {}", it.name, it.value)).collect();
        let parameter =
            |it: &Parameter| format!("({}{} {:?})", it.name, if it.required { "!" } else { "" }, it.samples);
        lines.extend(operation.parameters.iter().map(parameter));
        lines.extend(operation.body.as_ref().and_then(|body| body.content_type.clone()));
        (lines.join("\n"), told)
    }

    fn off(mut header: Header) -> Header {
        header.disabled = true;
        header
    }

    #[test]
    fn headers_are_constant_or_arguments() {
        let mut required = header("X-Needed", "1");
        required.description = Some("(Required) It is.".into());
        let mut null = header("X-Null", "");
        null.value = Scalar::Null;
        let (shown, told) = shown(
            vec![
                header("Accept", "application/json"),
                header("X-Var", "a{{v}}"),
                header("X-Place", "<string>"),
                off(header("X-Off", "1")),
                off(header("accept", "text/plain")),
                off(header("X-Api-Key", "s3cret")),
                required,
                null,
                header("B", "1"),
                header("C", "1"),
                header("B", "2"),
                header("c", "2"),
                header("", "dropped"),
            ],
            None,
        );
        insta::assert_snapshot!(shown, @r#"
        Accept: application/json
        X-Null: null
        B: 1
        B: 2
        c: 2
        (X-Var [Text("a7")])
        (X-Place [Text("<string>")])
        (X-Off [])
        (X-Api-Key [])
        (X-Needed! [Text("1")])
        "#);
        assert!(told.is_empty(), "{told:?}");
    }

    #[test]
    fn what_cannot_be_sent_is_told() {
        let headers =
            vec![header("Bad Name", "1"), header("X", "a\nb"), header("Host", "h"), off(header("Host", "h"))];
        let (shown, told) = shown(headers, None);
        assert_eq!(shown, "");
        insta::assert_snapshot!(told.join("\n"), @r"
        Warning not-sent-as-in-postman: the header `Bad Name` is left out: a name cannot hold blanks or `:`
        Warning not-sent-as-in-postman: the header `X` is left out: its value holds a line break or another control character
        Warning not-sent-as-in-postman: the header `Host` is left out: the HTTP client makes it
        ");
    }

    #[test]
    fn only_encodings_that_can_be_undone_are_asked_for() {
        let kept = vec![header("Accept-Encoding", "gzip, deflate;q=0.5, BR")];
        let (kept, told) = shown(kept, None);
        assert_eq!((kept.as_str(), told.len()), ("Accept-Encoding: gzip, deflate;q=0.5, BR", 0));
        for value in ["gzip, zstd", "*"] {
            let (left, told) = shown(vec![header("accept-encoding", value)], None);
            assert_eq!((left.as_str(), told.len()), ("", 1), "{value}");
        }
    }

    #[test]
    fn a_form_has_its_own_content_type() {
        let field = crate::postman::FormParameter {
            key: Some("a".into()),
            value: crate::postman::FormValue::Text(Scalar::Missing),
            content_type: None,
            file_name: None,
            disabled: false,
            description: None,
            at: crate::diagnostic::Pointer::root(),
        };
        let json = || vec![header("Content-Type", "application/json")];
        let urlencoded = fixture::body(Content::UrlEncoded(vec![field.clone()]));
        assert_eq!(shown(json(), Some(urlencoded.clone())).0, "application/x-www-form-urlencoded");
        let own = "application/x-www-form-urlencoded; charset=utf-8";
        let kept = shown(vec![header("Content-Type", own)], Some(urlencoded)).0;
        assert_eq!(kept, format!("Content-Type: {own}\n{own}"));
        let open = Content::UrlEncoded(vec![field.clone()]);
        let open = shown(vec![header("Content-Type", "{{kind}}")], Some(fixture::body(open))).0;
        assert_eq!(open, "(Content-Type [Text(\"kind\")])\napplication/x-www-form-urlencoded");
        // Nothing is sent, so there is nothing to give another type to.
        let off = crate::postman::FormParameter { disabled: true, ..field.clone() };
        let off = shown(json(), Some(fixture::body(Content::FormData(vec![off])))).0;
        assert_eq!(off, "Content-Type: application/json\napplication/json");
        let multipart = fixture::body(Content::FormData(vec![field]));
        assert_eq!(shown(json(), Some(multipart)).0, "multipart/form-data");
    }
}
