//! From an operation with its samples to the function that sends it once.

use std::collections::HashMap;

use super::form::{self, Forms};
use crate::api::{Body, BodyExample, Location, Sample};
use crate::package::literal::add;
use crate::package::walk::Pair;
use crate::package::{literal, types};
use crate::rust::{Argument, ArgumentKind, Ident, Step, StepValue, Type};

/// The text of `operation_<number>`.
pub(super) fn function(number: usize, pair: &Pair<'_>, forms: &Forms<'_>) -> String {
    let mut places = HashMap::new();
    for (place, parameter) in pair.operation.parameters.iter().enumerate() {
        places.entry((parameter.location, parameter.name.as_str())).or_insert(place);
    }
    let scope = Scope { pair, forms, places };
    let arguments: Vec<String> =
        pair.method.arguments.iter().map(|argument| scope.argument(argument)).collect();
    let mut deprecated = pair.method.deprecated.is_some();
    let mut more = scope.repeated();
    let mut setters: Vec<_> = pair.method.setters.iter().collect();
    setters.sort_by_key(|setter| scope.position(&setter.step));
    for setter in setters {
        for value in scope.given(&setter.step, &setter.argument) {
            deprecated |= setter.deprecated.is_some();
            add(&mut more, format_args!(".{}({value})", setter.ident));
        }
    }
    format!(
        "{attribute}async fn operation_{number}(replay: &Replay, pointer: &'static str) -> Outcome {{
            let call = replay.client{accessors}.{method}({arguments}){more};
            let call = if replay.tag {{ call.header(\"postwright-item\", pointer) }} else {{ call }};
            Ok(call.send_raw().await?.status().as_u16())
        }}",
        attribute = if deprecated { "#[allow(deprecated)]\n" } else { "" },
        accessors = pair.accessors(),
        method = pair.method.ident,
        arguments = arguments.join(", "),
    )
}

/// What an argument's value depends on.
struct Scope<'a> {
    pair: &'a Pair<'a>,
    forms: &'a Forms<'a>,
    /// The indices of the operation's parameters.
    places: HashMap<(Location, &'a str), usize>,
}

impl Scope<'_> {
    /// The value of a positional argument.
    fn argument(&self, argument: &Argument) -> String {
        let steps = &self.pair.method.steps;
        match steps.iter().find(|step| value_of(step) == Some(Place::Whole(&argument.ident))) {
            Some(step) => self.value(step, argument),
            None => self.params(argument),
        }
    }

    /// The struct of required parameters.
    fn params(&self, argument: &Argument) -> String {
        let (ArgumentKind::Owned(ty) | ArgumentKind::Borrowed(ty)) = &argument.kind else {
            return literal::string("");
        };
        let Type::Local(ident) = ty else {
            return format!("{}::default()", types::name(ty, &self.pair.modules));
        };
        let params = self.pair.module.params.iter().find(|params| params.ident == *ident);
        let fields = params.map(|params| params.fields.as_slice()).unwrap_or_default();
        let values = fields.iter().map(|(field, _)| {
            let steps = &self.pair.method.steps;
            let step = steps.iter().find(|step| value_of(step) == Some(Place::Field(&argument.ident, field)));
            step.map_or_else(|| literal::string(""), |step| self.first_sample(step))
        });
        let values: Vec<String> = values.collect();
        let reference = if matches!(argument.kind, ArgumentKind::Borrowed(_)) { "&" } else { "" };
        format!("{reference}{}::new({})", types::name(ty, &self.pair.modules), values.join(", "))
    }

    /// What an argument of a setter gets, one per call of the setter.
    fn given(&self, step: &Step, argument: &Argument) -> Vec<String> {
        match step {
            Step::Path { .. } | Step::Query { .. } | Step::Header { .. } | Step::PropertyName { .. } => {
                // A call that has a new value by itself needs none.
                let samples = if self.is_made(step) { &[] } else { self.samples(step) };
                samples.iter().map(sample).collect()
            }
            Step::Json { .. }
            | Step::Text { .. }
            | Step::Bytes { .. }
            | Step::UrlEncoded { .. }
            | Step::Multipart { .. }
            | Step::GraphQl { .. } => {
                let body = self.pair.operation.body.as_ref();
                // Postman does not send an optional one.
                body.filter(|body| !body.optional).map(|_| self.value(step, argument)).into_iter().collect()
            }
        }
    }

    /// The value that a step sends, as its argument takes it.
    fn value(&self, step: &Step, argument: &Argument) -> String {
        match step {
            Step::Path { .. } | Step::Query { .. } | Step::Header { .. } | Step::PropertyName { .. } => {
                self.first_sample(step)
            }
            Step::Json { .. }
            | Step::Text { .. }
            | Step::Bytes { .. }
            | Step::UrlEncoded { .. }
            | Step::Multipart { .. }
            | Step::GraphQl { .. } => self.body(argument),
        }
    }

    fn body(&self, argument: &Argument) -> String {
        let body = self.pair.operation.body.as_ref().map(|body| &body.body);
        let (reference, ty) = match &argument.kind {
            ArgumentKind::Borrowed(ty) => ("&", ty),
            ArgumentKind::Owned(ty) => ("", ty),
            ArgumentKind::Value | ArgumentKind::Text => ("", &Type::String),
            ArgumentKind::Body => ("", &Type::Bytes),
        };
        let value = match body {
            Some(Body::Json { schema: _, example }) => self.json(ty, example),
            Some(Body::GraphQl { query: _, operation_name: _, variables }) => match variables {
                Some((_, example)) => self.json(ty, example),
                None => literal::string(""),
            },
            Some(Body::Text { example }) => literal::string(example),
            Some(Body::UrlEncoded { fields } | Body::Multipart { fields, .. }) => {
                form::expression(ty, fields, self.forms, &self.pair.modules)
            }
            Some(Body::File { example: Some(path) }) => {
                format!("postwright_runtime::Body::file({})", literal::string(path))
            }
            Some(Body::File { example: None }) | None => "postwright_runtime::Body::from(\"\")".to_owned(),
        };
        format!("{reference}{value}")
    }

    /// Without an example there is nothing to read, and replay prints the error.
    fn json(&self, ty: &Type, example: &BodyExample) -> String {
        let text = literal::string(example.json.as_deref().unwrap_or_default());
        format!("serde_json::from_str::<{}>({text})?", types::name(ty, &self.pair.modules))
    }

    fn first_sample(&self, step: &Step) -> String {
        match (self.samples(step).first(), step) {
            (Some(first), _) => sample(first),
            // As Postman sends a path variable without a value.
            (None, Step::Path { name, .. }) => verbatim(&format!(":{name}")),
            (None, _) => verbatim(""),
        }
    }

    /// A required parameter takes one value; further ones of the collection are appended.
    fn repeated(&self) -> String {
        let mut more = String::new();
        for step in &self.pair.method.steps {
            let (Step::Query { name, .. } | Step::Header { name, .. }) = step else {
                continue;
            };
            let method = if matches!(step, Step::Query { .. }) { "query" } else { "header" };
            for value in self.samples(step).iter().skip(1) {
                add(&mut more, format_args!(".{method}({}, {})", literal::string(name), sample(value)));
            }
        }
        more
    }

    /// The samples of the parameter that a step sends.
    fn samples(&self, step: &Step) -> &[Sample] {
        let parameters = &self.pair.operation.parameters;
        self.position(step)
            .and_then(|index| parameters.get(index))
            .map(|found| found.samples.as_slice())
            .unwrap_or_default()
    }

    fn is_made(&self, step: &Step) -> bool {
        let parameter = self.position(step).and_then(|index| self.pair.operation.parameters.get(index));
        parameter.is_some_and(|parameter| parameter.anew.is_some())
    }

    /// The index of the parameter that a step sends.
    fn position(&self, step: &Step) -> Option<usize> {
        let (name, location) = match step {
            Step::Path { name, .. } => (name, Location::Path),
            Step::Query { name, .. } => (name, Location::Query),
            Step::Header { name, .. } => (name, Location::Header),
            Step::PropertyName { name, .. } => (name, Location::PropertyName),
            Step::Json { .. }
            | Step::Text { .. }
            | Step::Bytes { .. }
            | Step::UrlEncoded { .. }
            | Step::Multipart { .. }
            | Step::GraphQl { .. } => return None,
        };
        self.places.get(&(location, name.as_str())).copied()
    }
}

/// Where a step's value stands among the arguments.
#[derive(PartialEq)]
enum Place<'a> {
    Whole(&'a Ident),
    Field(&'a Ident, &'a Ident),
}

fn value_of(step: &Step) -> Option<Place<'_>> {
    let value = match step {
        Step::Path { value, .. }
        | Step::Query { value, .. }
        | Step::Header { value, .. }
        | Step::PropertyName { value, .. }
        | Step::Json { value }
        | Step::Text { value }
        | Step::Bytes { value }
        | Step::UrlEncoded { value }
        | Step::Multipart { value } => value,
        Step::GraphQl { variables, .. } => variables.as_ref()?,
    };
    Some(match value {
        StepValue::Argument(ident) | StepValue::Reference(ident) => Place::Whole(ident),
        StepValue::Field(argument, field) => Place::Field(argument, field),
    })
}

fn sample(sample: &Sample) -> String {
    match sample {
        Sample::Text(text) => verbatim(text),
        Sample::Flag => "flag()".to_owned(),
    }
}

fn verbatim(text: &str) -> String {
    format!("verbatim({})", literal::string(text))
}
