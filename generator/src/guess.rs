//! A service into what was guessed about it, and the example that would help most: what `lint` says besides the
//! diagnostics of a run.

mod once;

use crate::api::{Api, Body, Group, Kind, MediaKind, Object, Operation, Property, Response, Schema};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Pointer, Severity};
use crate::infer;

/// So many fields are named in one message.
const NAMED: usize = 3;

/// Everything that was guessed, in the order of the collection.
pub(crate) fn guesses(api: &Api) -> Diagnostics {
    let mut guesses = Guesses::default();
    guesses.group(&api.root);
    guesses.finish()
}

#[derive(Default)]
struct Guesses<'a> {
    diagnostics: Diagnostics,
    /// Fields of answers, and how many of them one sample shows.
    fields: usize,
    once: usize,
    /// The answer with most of those.
    poorest: Option<(usize, &'a Operation, &'a Response)>,
    /// Variants of the enums in answers, and the first answer with one that one value shows.
    variants: once::Variants,
    thin: Option<(&'a Operation, &'a Response)>,
    operations: usize,
    /// Operations without an example of an answer.
    silent: Vec<&'a Operation>,
}

impl<'a> Guesses<'a> {
    /// As deep as the collection, which no reader lets grow beyond a limit.
    fn group(&mut self, group: &'a Group) {
        for operation in &group.operations {
            self.operation(operation);
        }
        for group in &group.groups {
            self.group(group);
        }
    }

    fn operation(&mut self, operation: &'a Operation) {
        self.operations += 1;
        if operation.responses.is_empty() {
            self.silent.push(operation);
        }
        if let Some(body) = &operation.body
            && let Body::Json { schema, .. } = &body.body
        {
            self.unknown(schema, &format!("the body of `{}`", operation.name.trim()), &body.at);
        }
        for response in &operation.responses {
            self.response(operation, response);
        }
    }

    fn response(&mut self, operation: &'a Operation, response: &'a Response) {
        let Some(first) = response.examples.first() else { return };
        let schema = match &response.media {
            MediaKind::Json(schema) => schema,
            MediaKind::Text => return self.unreadable(response),
            MediaKind::Empty | MediaKind::Bytes => return,
        };
        let status = response.status.map_or_else(String::new, |status| format!("{status} "));
        let what = format!("the {status}answer of `{}`", operation.name.trim());
        self.unknown(schema, &what, &first.at);
        let mut once = 0;
        visit(schema, "", &mut |_, property| {
            self.fields += 1;
            once += usize::from(property.seen.0 == 1);
        });
        self.once += once;
        let texts = response.examples.iter().filter_map(|example| example.body.as_deref());
        let samples: Vec<infer::Value<'_>> =
            texts.filter_map(|text| infer::parse(text).ok()).map(|sample| sample.value).collect();
        let before = self.variants.once;
        self.variants.add(schema, &samples.iter().collect::<Vec<_>>());
        if self.variants.once > before {
            self.thin = self.thin.or(Some((operation, response)));
        }
        if once > self.poorest.map_or(0, |(most, ..)| most) {
            self.poorest = Some((once, operation, response));
        }
    }

    /// Fields of which no sample shows a value.
    fn unknown(&mut self, schema: &Schema, what: &str, at: &Pointer) {
        let mut fields: Vec<String> = Vec::new();
        visit(schema, "", &mut |path, property| match &property.schema.kind {
            Kind::Unknown => fields.push(format!("`{path}` is null or a variable in every sample")),
            Kind::Array(element) if element.kind == Kind::Unknown => {
                fields.push(format!("`{path}` is an empty list in every sample"));
            }
            Kind::Array(_)
            | Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number(_)
            | Kind::String
            | Kind::Enum(_)
            | Kind::Object(_)
            | Kind::Variants(_)
            | Kind::Itself
            | Kind::Map(_)
            | Kind::Union(_) => {}
        });
        if fields.is_empty() {
            return;
        }
        let more = fields.len().saturating_sub(NAMED);
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        let told = fields.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; ");
        let message = format!("in {what} {told}{more}: the type is any JSON");
        let help = "save an example with a value there, or give the field its `type` in postwright.toml";
        self.note(Code::UnknownType, message, at, help);
    }

    /// Answers that say they are JSON and are not.
    fn unreadable(&mut self, response: &Response) {
        let media = response.content_type.as_deref().unwrap_or_default().to_ascii_lowercase();
        for example in &response.examples {
            let text = example.body.as_deref().unwrap_or_default().trim();
            let looks_so = media.is_empty() && text.starts_with(['{', '[']) && !text.starts_with("{{");
            if text.is_empty() || !(media.ends_with("/json") || media.ends_with("+json") || looks_so) {
                continue;
            }
            if let Err(error) = infer::parse(text) {
                let message =
                    format!("the body of this example is no JSON: {}; it is taken as text", error.message);
                let help = "correct the JSON in Postman, or the header Content-Type of the example";
                self.diagnostics.warn(Code::UnreadableBody, message, &example.at, help);
            }
        }
    }

    fn note(&mut self, code: Code, message: String, at: &Pointer, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(Severity::Note, code, message, at.clone()).help(help));
    }

    fn finish(mut self) -> Diagnostics {
        if let Some((most, operation, response)) = self.poorest {
            let at = response.examples.first().map(|example| example.at.clone()).unwrap_or_default();
            let message = format!(
                "{} of {} fields of answers were seen once: whether they may be missing or null is a guess",
                self.once, self.fields
            );
            let status = response.status.map_or_else(String::new, |status| format!(" with status {status}"));
            let help = format!(
                "the example that would help most is another one of `{} {}`{status}: {most} of the fields are there",
                operation.method,
                operation.name.trim()
            );
            self.note(Code::SeenOnce, message, &at, help);
        }
        if let Some((operation, response)) = self.thin {
            let at = response.examples.first().map(|example| example.at.clone()).unwrap_or_default();
            let once::Variants { all, once } = self.variants;
            let message = format!("{once} of {all} variants of the enums in answers rest on one value each");
            let help = format!(
                "save more examples, of `{} {}` first: what is rare may be a mistake in one of them",
                operation.method,
                operation.name.trim()
            );
            self.note(Code::SeenOnce, message, &at, help);
        }
        if let Some(first) = self.silent.first() {
            let (count, all) = (self.silent.len(), self.operations);
            let message =
                format!("{count} of {all} operations have no saved example: what they answer has no type");
            let help = format!("save examples in Postman, of `{}` first", first.name.trim());
            let at = first.at.clone();
            self.note(Code::MissingExample, message, &at, help);
        }
        self.diagnostics
    }
}

/// Every field below a schema, with the names that lead to it. As deep as a text may nest that can be read.
fn visit(schema: &Schema, path: &str, visitor: &mut dyn FnMut(&str, &Property)) {
    of_kind(&schema.kind, path, visitor);
}

fn of_kind(kind: &Kind, path: &str, visitor: &mut dyn FnMut(&str, &Property)) {
    match kind {
        Kind::Object(object) => of_object(object, path, visitor),
        Kind::Variants(variants) => {
            variants.arms.iter().for_each(|arm| of_object(&arm.object, path, visitor));
        }
        Kind::Array(element) => visit(element, &format!("{path}[]"), visitor),
        Kind::Map(value) => visit(value, &format!("{path}.*"), visitor),
        Kind::Union(kinds) => kinds.iter().for_each(|kind| of_kind(kind, path, visitor)),
        Kind::Unknown
        | Kind::Boolean
        | Kind::Integer { .. }
        | Kind::Number(_)
        | Kind::String
        | Kind::Itself
        | Kind::Enum(_) => {}
    }
}

fn of_object(object: &Object, path: &str, visitor: &mut dyn FnMut(&str, &Property)) {
    for property in &object.properties {
        let path = if path.is_empty() { property.name.clone() } else { format!("{path}.{}", property.name) };
        visitor(&path, property);
        visit(&property.schema, &path, visitor);
    }
}
