//! From an operation with its samples to what each argument and each setter of its call is given.
//!
//! How a value is written is the matter of a [`Style`]: replay sends all as the collection has it, a snippet reads as a
//! person would write it.

use std::collections::HashMap;

use super::layout::Expr;
use crate::api::{Location, Parameter, Sample};
use crate::infer;
use crate::literal;
use crate::manifest::Entry;
use crate::rust::{Argument, ArgumentKind, Ident, Step, StepValue, Type};

/// How values are written.
pub(crate) trait Style {
    /// A value of a parameter: its sample, if it has one.
    fn value(&self, parameter: &Given<'_>) -> Expr;
    /// What a body's argument takes.
    fn body(&self, argument: &Argument) -> Expr;
    /// The path of a type.
    fn name(&self, ty: &Type) -> String;
}

/// A value that a parameter is given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'a> {
    pub(crate) name: &'a str,
    pub(crate) location: Location,
    pub(crate) sample: Option<&'a Sample>,
    /// The argument that takes it; none for a setter.
    pub(crate) argument: Option<&'a Ident>,
}

impl Given<'_> {
    /// Whether the collection has no value for it, so that what stands there says only what belongs there.
    pub(crate) fn is_placeholder(&self) -> bool {
        match self.sample {
            Some(Sample::Flag) => false,
            // A path takes no empty value, and a variable without one is sent under its name.
            Some(Sample::Text(text)) => {
                let placeholder = self.location.placeholder(self.name);
                let is_name = ["", self.name, &placeholder].contains(&text.as_str());
                self.location == Location::Path && (is_name || infer::placeholder(text).is_some())
            }
            None => true,
        }
    }
}

/// What a call is given.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) arguments: Vec<Expr>,
    /// The setters of the call, and further values of arguments.
    pub(crate) setters: Vec<Expr>,
    /// Whether something of it is deprecated.
    pub(crate) deprecated: bool,
}

/// The call of an operation with the samples of the collection.
pub(crate) fn call(entry: &Entry<'_>, style: &dyn Style) -> Call {
    let mut places = HashMap::new();
    for (place, parameter) in entry.operation.parameters.iter().enumerate() {
        places.entry((parameter.location, parameter.name.as_str())).or_insert(place);
    }
    let scope = Scope { entry, style, places };
    let method = entry.method;
    let arguments = method.arguments.iter().map(|argument| scope.argument(argument)).collect();
    let mut deprecated = method.deprecated.is_some();
    let mut more = scope.repeated();
    let mut setters: Vec<_> = method.setters.iter().collect();
    setters.sort_by_key(|setter| scope.position(&setter.step));
    for setter in setters {
        for value in scope.given(&setter.step, &setter.argument) {
            deprecated |= setter.deprecated.is_some();
            more.push(Expr::call(setter.ident.as_str(), vec![value]));
        }
    }
    Call { arguments, setters: more, deprecated }
}

/// What an argument's value depends on.
struct Scope<'a> {
    entry: &'a Entry<'a>,
    style: &'a dyn Style,
    /// The indices of the operation's parameters.
    places: HashMap<(Location, &'a str), usize>,
}

impl Scope<'_> {
    /// The value of a positional argument.
    fn argument(&self, argument: &Argument) -> Expr {
        let steps = &self.entry.method.steps;
        match steps.iter().find(|step| value_of(step) == Some(Place::Whole(&argument.ident))) {
            Some(step) => self.value(step, argument),
            None => self.params(argument),
        }
    }

    /// The struct of required parameters.
    fn params(&self, argument: &Argument) -> Expr {
        let (ArgumentKind::Owned(ty) | ArgumentKind::Borrowed(ty)) = &argument.kind else {
            return Expr::text(literal::string(""));
        };
        let path = self.style.name(ty);
        let Some(params) = self.entry.params() else {
            return Expr::text(format!("{path}::default()"));
        };
        let values = params.fields.iter().map(|(field, _)| {
            let steps = &self.entry.method.steps;
            let step = steps.iter().find(|step| value_of(step) == Some(Place::Field(&argument.ident, field)));
            step.map_or_else(|| Expr::text(literal::string("")), |step| self.first_sample(step, field))
        });
        let made = Expr::call(&format!("{path}::new"), values.collect());
        if matches!(argument.kind, ArgumentKind::Borrowed(_)) { made.behind("&") } else { made }
    }

    /// What an argument of a setter gets, one per call of the setter.
    fn given(&self, step: &Step, argument: &Argument) -> Vec<Expr> {
        if named(step).is_some() {
            // A call that has a new value by itself needs none.
            let samples = if self.is_made(step) { &[] } else { self.samples(step) };
            return samples.iter().map(|sample| self.sample(step, Some(sample), None)).collect();
        }
        let body = self.entry.operation.body.as_ref();
        // Postman does not send an optional one.
        body.filter(|body| !body.optional).map(|_| self.value(step, argument)).into_iter().collect()
    }

    /// The value that a step sends, as its argument takes it.
    fn value(&self, step: &Step, argument: &Argument) -> Expr {
        if named(step).is_some() {
            self.first_sample(step, &argument.ident)
        } else {
            self.style.body(argument)
        }
    }

    fn first_sample(&self, step: &Step, argument: &Ident) -> Expr {
        self.sample(step, self.samples(step).first(), Some(argument))
    }

    fn sample(&self, step: &Step, sample: Option<&Sample>, argument: Option<&Ident>) -> Expr {
        let Some((name, location)) = named(step) else { return Expr::text(literal::string("")) };
        self.style.value(&Given { name, location, sample, argument })
    }

    /// A required parameter takes one value; further ones of the collection are appended.
    fn repeated(&self) -> Vec<Expr> {
        let mut more = Vec::new();
        for step in &self.entry.method.steps {
            let (Step::Query { name, .. } | Step::Header { name, .. }) = step else {
                continue;
            };
            let method = if matches!(step, Step::Query { .. }) { "query" } else { "header" };
            for value in self.samples(step).iter().skip(1) {
                let name = Expr::text(literal::string(name));
                more.push(Expr::call(method, vec![name, self.sample(step, Some(value), None)]));
            }
        }
        more
    }

    /// The samples of the parameter that a step sends.
    fn samples(&self, step: &Step) -> &[Sample] {
        self.parameter(step).map(|found| found.samples.as_slice()).unwrap_or_default()
    }

    fn is_made(&self, step: &Step) -> bool {
        self.parameter(step).is_some_and(|parameter| parameter.anew.is_some())
    }

    fn parameter(&self, step: &Step) -> Option<&Parameter> {
        self.entry.operation.parameters.get(self.position(step)?)
    }

    /// The index of the parameter that a step sends.
    fn position(&self, step: &Step) -> Option<usize> {
        let (name, location) = named(step)?;
        self.places.get(&(location, name)).copied()
    }
}

/// The parameter that a step sends; `None` for a body.
fn named(step: &Step) -> Option<(&str, Location)> {
    match step {
        Step::Path { name, .. } => Some((name, Location::Path)),
        Step::Query { name, .. } => Some((name, Location::Query)),
        Step::Header { name, .. } => Some((name, Location::Header)),
        Step::PropertyName { name, .. } => Some((name, Location::PropertyName)),
        Step::Json { .. }
        | Step::Text { .. }
        | Step::Bytes { .. }
        | Step::UrlEncoded { .. }
        | Step::Multipart { .. }
        | Step::GraphQl { .. } => None,
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
