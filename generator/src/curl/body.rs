//! The body of a request as options of curl.

use serde_json::json;

use super::url::{STRICT, encoded};
use super::word::Word;
use super::{Draft, LONGEST, Request};
use crate::api::{Body, BodyExample, FormField, FormSample, Location, Operation, Sample};

/// The path of a file that the collection does not name.
pub(crate) const FILE: &str = "path/to/file";

/// Whether the collection sends one.
pub(crate) fn is_sent(operation: &Operation) -> bool {
    operation.body.as_ref().is_some_and(|body| !body.optional)
}

/// Whether it is a form in parts.
pub(crate) fn is_multipart(operation: &Operation) -> bool {
    operation.body.as_ref().is_some_and(|body| matches!(body.body, Body::Multipart { .. }))
}

/// Adds the body, and its type unless a header of these names says it.
pub(super) fn body(request: &Request<'_>, headers: &[String], draft: &mut Draft) {
    let Some(body) = &request.operation.body else { return };
    let is_said = headers.iter().any(|name| name.eq_ignore_ascii_case("content-type"));
    if !is_said && !is_multipart(request.operation) {
        match &body.content_type {
            Some(kind) => draft.header("Content-Type", Word::text(kind.as_str())),
            // curl would say that it is a form.
            None => draft.option("--header", Word::text("Content-Type:")),
        }
    }
    match &body.body {
        Body::Multipart { fields, order } => {
            for (field, sample) in parts(fields, order) {
                part(field, sample, draft);
            }
        }
        Body::File { example } => {
            let path = example.as_deref().unwrap_or(FILE);
            draft.option("--data-binary", Word::text(format!("@{path}")));
        }
        Body::Json { .. } | Body::Text { .. } | Body::UrlEncoded { .. } | Body::GraphQl { .. } => {
            let text = text(request, &body.body);
            if text.len() > LONGEST {
                draft.input = Some(Word::text(text));
                draft.option("--data-binary", Word::text("@-"));
            } else {
                draft.option("--data-raw", Word::text(text));
            }
        }
    }
}

/// The text that is sent; of parts and files there is none.
pub(crate) fn text(request: &Request<'_>, body: &Body) -> String {
    match body {
        Body::Json { schema: _, example } => json(request, example),
        Body::Text { example } => example.clone(),
        Body::UrlEncoded { fields } => form(fields),
        Body::GraphQl { query, operation_name, variables } => {
            let variables = variables.as_ref().map(|(_, example)| json(request, example));
            graphql(query, operation_name.as_deref(), variables)
        }
        Body::Multipart { .. } | Body::File { .. } => String::new(),
    }
}

/// The example with the names that variables give properties.
fn json(request: &Request<'_>, example: &BodyExample) -> String {
    let mut text = example.json.clone().unwrap_or_default();
    let parameters = request.operation.parameters.iter();
    let mut names: Vec<_> = parameters.filter(|it| it.location == Location::PropertyName).collect();
    // One variable may stand in the name of another: `{{a{{b}}}}`.
    names.sort_by_key(|parameter| std::cmp::Reverse(parameter.name.len()));
    for parameter in names {
        if let Some(Sample::Text(value)) = request.values(parameter).into_iter().next() {
            let inside = |text: String| {
                let quoted = json!(text).to_string();
                quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned()
            };
            // Values have no variables any more: what is left stands in names.
            text = text.replace(&inside(format!("{{{{{}}}}}", parameter.name)), &inside(value));
        }
    }
    text
}

fn graphql(query: &str, operation_name: Option<&str>, variables: Option<String>) -> String {
    let name = operation_name.map(|name| format!(",\"operationName\":{}", json!(name)));
    let variables = variables.filter(|text| !text.is_empty()).map(|text| format!(",\"variables\":{text}"));
    let query = json!(query);
    format!("{{\"query\":{query}{}{}}}", name.unwrap_or_default(), variables.unwrap_or_default())
}

/// The text of a form.
fn form(fields: &[FormField]) -> String {
    let pair = |field: &FormField, sample: &FormSample| match sample {
        FormSample::Text(text) => format!("{}={}", encoded(&field.name, STRICT), encoded(text, STRICT)),
        FormSample::File { .. } => String::new(),
    };
    let pairs = fields.iter().flat_map(|field| field.examples.iter().map(move |sample| pair(field, sample)));
    pairs.collect::<Vec<_>>().join("&")
}

/// The parts in the order of the wire: a field whose values stand apart is named several times, and then has one of them each.
pub(crate) fn parts<'a>(fields: &'a [FormField], order: &[usize]) -> Vec<(&'a FormField, &'a FormSample)> {
    let mut used = vec![0_usize; fields.len()];
    let mut parts = Vec::new();
    for index in order {
        let (Some(field), Some(used)) = (fields.get(*index), used.get_mut(*index)) else { continue };
        let is_apart = order.iter().filter(|other| *other == index).count() > 1;
        for sample in field.examples.iter().skip(*used).take(if is_apart { 1 } else { usize::MAX }) {
            *used += 1;
            parts.push((field, sample));
        }
    }
    parts
}

fn part(field: &FormField, sample: &FormSample, draft: &mut Draft) {
    let kind = field.content_type.as_ref().map(|kind| format!(";type={kind}")).unwrap_or_default();
    if field.name.contains('=') {
        draft.note(format!("curl cannot send the part `{}`: its name has a `=`", field.name));
        return;
    }
    match sample {
        FormSample::Text(text) if kind.is_empty() => {
            draft.option("--form-string", Word::text(format!("{}={text}", field.name)));
        }
        FormSample::Text(text) => {
            draft.option("--form", Word::text(format!("{}={}{kind}", field.name, in_quotes(text))));
        }
        FormSample::File { path, name } => {
            let path = in_quotes(path.as_deref().unwrap_or(FILE));
            let name = name.as_ref().map(|name| format!(";filename={}", in_quotes(name))).unwrap_or_default();
            draft.option("--form", Word::text(format!("{}=@{path}{kind}{name}", field.name)));
        }
    }
}

/// As curl reads a value in which `;` and `,` shall mean nothing.
fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
