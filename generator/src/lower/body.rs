//! From the body of a request to what an operation sends.

use std::borrow::Cow;

use super::group::Level;
use super::{Lowering, behavior, copies, form, header, json, samples, template};
use crate::api::{Body, BodyExample, ConstantHeader, RequestBody, Schema};
use crate::diagnostic::{Code, Pointer};
use crate::infer::{self, Sample, Value};
use crate::postman::{self, Content, GraphQlVariables, RequestItem};

/// Methods whose bodies Postman does not send unless it is told to.
const PRUNED: &[&str] = &["GET", "HEAD", "COPY", "PURGE", "UNLOCK"];

/// Whether Postman sends a body at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    None,
    /// It is there, but not sent.
    Pruned,
    Sent,
}

/// Whether the request has a body, and Postman sends it.
pub(super) fn presence(item: &RequestItem, method: &str, level: &Level<'_>) -> Presence {
    let Some(body) = item.request.body.as_ref().filter(|body| !body.disabled) else { return Presence::None };
    let is_empty = match &body.content {
        Content::Raw { text, .. } => text.is_empty(),
        Content::UrlEncoded(fields) | Content::FormData(fields) => fields.is_empty(),
        Content::File { .. } | Content::GraphQl { .. } => false,
    };
    let keeps = behavior::inside(&level.behavior, &item.behavior).disable_body_pruning == Some(true);
    match (is_empty, PRUNED.contains(&method) && !keeps) {
        (true, _) => Presence::None,
        (false, true) => Presence::Pruned,
        (false, false) => Presence::Sent,
    }
}

/// Whether every field of a form is off: then Postman sends no body, and no type for it.
pub(super) fn is_all_off(body: &postman::Body) -> bool {
    match &body.content {
        Content::UrlEncoded(fields) | Content::FormData(fields) => fields.iter().all(|field| field.disabled),
        Content::Raw { .. } | Content::File { .. } | Content::GraphQl { .. } => false,
    }
}

/// Lowers the body. `constants` are the headers that are always sent.
pub(super) fn body(
    lowering: &mut Lowering<'_>,
    item: &RequestItem,
    level: &Level<'_>,
    presence: Presence,
    constants: &[ConstantHeader],
) -> Option<RequestBody> {
    let source = item.request.body.as_ref().filter(|_| presence != Presence::None)?;
    let written = header::content_type(&item.request.headers);
    let (body, automatic) = match &source.content {
        Content::Raw { text, language } => {
            let language = language.as_deref();
            let body = raw(lowering, item, text, language, written.as_deref(), &source.at);
            // Who has no value for the variable in the type still means JSON by JSON.
            let is_meant = matches!(body, Body::Json { .. }) && written.as_deref().is_some_and(is_open);
            let automatic = if is_meant { "application/json" } else { of_language(language) };
            (body, Some(automatic.to_owned()))
        }
        Content::UrlEncoded(fields) => (
            Body::UrlEncoded { fields: form::urlencoded(lowering, fields) },
            Some("application/x-www-form-urlencoded".to_owned()),
        ),
        Content::FormData(fields) => {
            let (fields, order) = form::multipart(lowering, fields);
            (Body::Multipart { fields, order }, Some("multipart/form-data".to_owned()))
        }
        Content::File { source } => {
            let example = source.as_deref().map(|path| lowering.values.text(path));
            let kind = example.as_deref().map(|path| of_file(path).to_owned());
            (Body::File { example }, kind)
        }
        // Without anything in it Postman sends an empty object; what belongs there is the caller's to say.
        Content::GraphQl { query: None, operation_name: None, variables: GraphQlVariables::Missing } => {
            (Body::Text { example: "{}".to_owned() }, Some("application/json".to_owned()))
        }
        Content::GraphQl { query, operation_name, variables } => {
            let body = graphql(lowering, query.as_deref(), operation_name.as_deref(), variables, &source.at);
            (body, Some("application/json".to_owned()))
        }
    };
    let constant = constants.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"));
    let settings = behavior::inside(&level.behavior, &item.behavior);
    let automatic = automatic.filter(|_| !behavior::disables(&settings, "content-type"));
    Some(RequestBody {
        body,
        content_type: constant.map(|header| header.value.clone()).or(automatic),
        content_type_in_headers: constant.is_some(),
        optional: presence == Presence::Pruned,
        at: source.at.clone(),
    })
}

/// A raw body: JSON where it says so or is an object or an array, else text.
fn raw(
    lowering: &mut Lowering<'_>,
    item: &RequestItem,
    text: &str,
    language: Option<&str>,
    written: Option<&str>,
    at: &Pointer,
) -> Body {
    let says_json = language == Some("json") || written.is_some_and(is_json);
    let says_nothing = written.is_none_or(is_open) && matches!(language, None | Some("" | "text"));
    let may_be = says_json || says_nothing;
    // One variable alone is the whole text, whatever it holds.
    let is_text = !may_be || template::only_variable(text.trim()).is_some() || text.trim().is_empty();
    let read = if is_text { None } else { json::read(text) };
    match read {
        Some(sample) if says_json || json::is_container(&sample.value) => {
            let is_stripped = strips_comments(language, written);
            if !sample.strict && !json::is_strict(text, is_stripped) {
                let message = "the body is no strict JSON, and Postman sends it as it stands: the SDK sends the JSON that is meant";
                let help = "correct the JSON in Postman, such as a comma behind a last entry; then both send the same";
                lowering.warn_once(Code::NotSentAsInPostman, message, at, help);
            }
            let schema = shape(item, text, &sample, lowering);
            let example = if sample.strict && !text.contains("{{") {
                text.to_owned()
            } else {
                json::example(&sample.value, &schema, lowering.values)
            };
            Body::Json { schema, example: BodyExample { json: Some(example) } }
        }
        read => {
            if read.is_none() && says_json && !is_text {
                unreadable(lowering, "the body", text, at);
            }
            let resolved = lowering.values.text(text);
            let example =
                if strips_comments(language, written) { json::without_comments(&resolved) } else { resolved };
            Body::Text { example }
        }
    }
}

/// Whether Postman takes comments out of a raw body.
fn strips_comments(language: Option<&str>, written: Option<&str>) -> bool {
    language == Some("json") || (language.is_none() && written.is_some_and(is_json))
}

fn unreadable(lowering: &mut Lowering<'_>, what: &str, text: &str, at: &Pointer) {
    let Err(error) = infer::parse(text) else { return };
    let message = format!("{what} is no JSON, though it says so: {}; it is taken as text", error.message);
    let help = "correct the JSON in Postman, or choose another language for the body";
    lowering.warn_once(Code::UnreadableBody, message, at, help);
}

/// The shape of the body, and of those that the saved examples were sent with, if they are of the same JSON kind.
fn shape(item: &RequestItem, text: &str, sample: &Sample<'_>, lowering: &Lowering<'_>) -> Schema {
    let texts: Vec<&str> = samples::of_request(item).map(|(_, text)| text).collect();
    let (values, places) = copies::once(&texts, |other| {
        // Most were sent with the body itself.
        if *other == text {
            return Some(json::settled(sample, lowering.names));
        }
        let other = json::read(other).filter(|other| is_same_kind(&sample.value, &other.value))?;
        // A strict one has no variables, and need not be copied.
        let settled =
            if other.strict { None } else { Some(json::settled(&other, lowering.names).into_owned()) };
        Some(Cow::Owned(settled.unwrap_or(other.value)))
    });
    let samples = places.iter().filter_map(|place| values.get(*place)?.as_deref());
    infer::schema(&samples.collect::<Vec<_>>())
}

fn is_same_kind(one: &Value<'_>, other: &Value<'_>) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

/// Whether a content type means JSON.
pub(super) fn is_json(content_type: &str) -> bool {
    let media = content_type.split(';').next().unwrap_or_default().trim().to_lowercase();
    media == "application/json"
        || media == "text/json"
        || media.ends_with("+json")
        || media == "application/x-json"
}

/// Whether a variable decides what a content type means.
fn is_open(content_type: &str) -> bool {
    content_type.split(';').next().is_some_and(template::has_variables)
}

/// The content type that Postman adds to a raw body.
fn of_language(language: Option<&str>) -> &'static str {
    match language {
        Some("json") => "application/json",
        Some("xml") => "application/xml",
        Some("html") => "text/html",
        Some("javascript") => "application/javascript",
        Some(_) | None => "text/plain",
    }
}

/// The content type that Postman takes from a file's name.
fn of_file(path: &str) -> &'static str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "json" => "application/json",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        "js" => "application/javascript",
        "txt" => "text/plain",
        "csv" => "text/csv",
        "html" | "htm" => "text/html",
        "css" => "text/css",
        "md" => "text/markdown",
        "yaml" | "yml" => "text/yaml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    }
}

fn graphql(
    lowering: &mut Lowering<'_>,
    query: Option<&str>,
    operation_name: Option<&str>,
    variables: &GraphQlVariables,
    at: &Pointer,
) -> Body {
    let query = lowering.fixed(query.unwrap_or_default(), "a GraphQL query", at);
    let operation_name = operation_name.map(|name| lowering.fixed(name, "a GraphQL operation's name", at));
    let text = match variables {
        GraphQlVariables::Missing => None,
        GraphQlVariables::Text(text) | GraphQlVariables::Json(text) => {
            Some(text).filter(|text| !text.trim().is_empty())
        }
    };
    let variables = text.and_then(|text| graphql_variables(lowering, text, at));
    Body::GraphQl { query, operation_name, variables }
}

fn graphql_variables(lowering: &mut Lowering<'_>, text: &str, at: &Pointer) -> Option<(Schema, BodyExample)> {
    let Some(sample) = json::read(text) else {
        unreadable(lowering, "the text of the GraphQL variables", text, at);
        return None;
    };
    let schema = infer::schema(&[&json::settled(&sample, lowering.names)]);
    let example = json::example(&sample.value, &schema, lowering.values);
    Some((schema, BodyExample { json: Some(example) }))
}

/// All texts of a body that may hold variables.
pub(super) fn texts(body: &postman::Body) -> Vec<&str> {
    match &body.content {
        Content::Raw { text, .. } => vec![text],
        Content::UrlEncoded(fields) | Content::FormData(fields) => {
            fields.iter().filter_map(form::text).collect()
        }
        Content::File { source } => source.iter().map(String::as_str).collect(),
        Content::GraphQl { query: _, operation_name: _, variables } => match variables {
            GraphQlVariables::Missing => Vec::new(),
            GraphQlVariables::Text(text) | GraphQlVariables::Json(text) => vec![text],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, header};
    use super::*;
    use crate::api::Operation;

    fn lowered(method: &str, content_type: Option<&str>, body: postman::Body) -> Operation {
        let mut item = fixture::request("a", "http://h/x");
        (item.request.method, item.request.body) = (method.into(), Some(body));
        item.request.headers = content_type.map(|value| header("Content-Type", value)).into_iter().collect();
        fixture::operation(item).0
    }

    fn shown(method: &str, content_type: Option<&str>, body: postman::Body) -> String {
        let Some(body) = lowered(method, content_type, body).body else { return "none".into() };
        let kind = match &body.body {
            Body::Json { example, .. } => format!("json {}", example.json.as_deref().unwrap_or("-")),
            Body::Text { example } => format!("text {example}"),
            Body::UrlEncoded { .. } => "urlencoded".into(),
            Body::Multipart { .. } => "multipart".into(),
            Body::File { example } => format!("file {}", example.as_deref().unwrap_or("-")),
            Body::GraphQl { query, variables, .. } => {
                let variables = variables.as_ref().and_then(|(_, example)| example.json.clone());
                format!("graphql {query} {}", variables.unwrap_or_default())
            }
        };
        let optional = if body.optional { " optional" } else { "" };
        format!("{kind} ({}){optional}", body.content_type.unwrap_or_default())
    }

    #[test]
    fn raw_bodies_are_json_where_they_say_so_or_look_so() {
        let raw = fixture::raw;
        assert_eq!(
            shown("POST", None, raw("{\"a\":{{n}},}", Some("json"))),
            "json {\"a\":2146} (application/json)"
        );
        assert_eq!(shown("POST", Some("application/json"), raw("1", None)), "json 1 (application/json)");
        assert_eq!(shown("POST", None, raw("[1]", None)), "json [1] (text/plain)");
        assert_eq!(shown("POST", None, raw("1", None)), "text 1 (text/plain)");
        assert_eq!(shown("POST", None, raw("{\"a\":1}", Some("xml"))), "text {\"a\":1} (application/xml)");
        assert_eq!(shown("POST", Some("text/csv"), raw("[1]", None)), "text [1] (text/csv)");
        assert_eq!(shown("POST", None, raw("{{body}}", Some("json"))), "text body (application/json)");
        assert_eq!(shown("POST", None, raw("", Some("json"))), "none");
        assert_eq!(shown("POST", None, raw("{oops//c", Some("json"))), "text {oops (application/json)");
    }

    #[test]
    fn pruned_bodies_are_optional() {
        assert_eq!(
            shown("GET", None, fixture::raw("[1]", Some("json"))),
            "json [1] (application/json) optional"
        );
        assert_eq!(shown("DELETE", None, fixture::raw("[1]", Some("json"))), "json [1] (application/json)");
        let mut item = fixture::request("a", "http://h/x");
        item.request.body = Some(fixture::raw("[1]", Some("json")));
        item.behavior.disable_body_pruning = Some(true);
        assert!(!fixture::operation(item).0.body.expect("a body").optional);
    }

    #[test]
    fn other_modes_keep_what_they_send() {
        let file = |path: Option<&str>| fixture::body(Content::File { source: path.map(str::to_owned) });
        assert_eq!(shown("POST", None, file(Some("a/b.PNG"))), "file a/b.PNG (image/png)");
        assert_eq!(shown("POST", None, file(None)), "file - ()");
        let graphql = fixture::body(Content::GraphQl {
            query: Some("{ a(id: \"{{id}}\") }".into()),
            operation_name: None,
            variables: GraphQlVariables::Text("{\"n\": {{n}}}".into()),
        });
        assert_eq!(shown("POST", None, graphql), "graphql { a(id: \"id\") } {\"n\":2146} (application/json)");
    }

    /// The fields of a body `{"a":1}` whose saved examples were sent with these bodies and answered so.
    fn taught(originals: &[(u16, &str)]) -> Vec<(String, bool)> {
        let mut item = fixture::request("a", "http://h/x");
        (item.request.method, item.request.body) =
            ("POST".into(), Some(fixture::raw("{\"a\":1}", Some("json"))));
        let response = |(code, body): &(u16, &str)| {
            let mut response = fixture::response(*code, None, "{}");
            let mut original = fixture::original("http://h/x");
            original.body = Some(fixture::raw(body, None));
            response.original_request = Some(Box::new(original));
            response
        };
        item.responses = originals.iter().map(response).collect();
        let Some(Body::Json { schema, .. }) = fixture::operation(item).0.body.map(|body| body.body) else {
            panic!("no JSON");
        };
        let crate::api::Kind::Object(object) = schema.kind else { panic!("no object") };
        object.properties.into_iter().map(|it| (it.name, it.required)).collect()
    }

    #[test]
    fn saved_requests_teach_the_shape() {
        let both = [("a".to_owned(), true), ("b".to_owned(), false)];
        assert_eq!(taught(&[(200, "{\"a\":2,\"b\":true}")]), both);
        // Without a code nothing says that it was refused.
        assert_eq!(taught(&[(0, "{\"a\":2,\"b\":true}")]), both);
    }

    #[test]
    fn a_refused_request_is_no_evidence() {
        assert_eq!(taught(&[(400, "{}"), (500, "{\"b\":1}")]), [("a".to_owned(), true)]);
        assert_eq!(taught(&[(302, "{}")]), [("a".to_owned(), false)]);
    }
}
