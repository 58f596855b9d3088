//! What a method takes, and what the call's setters take.

use super::{
    body::MethodBody,
    case::{Case, words},
    deprecation,
    docs::{self, Writer},
    keywords,
    method::{path_parameters, step},
    scope::Scope,
};
use crate::{
    api::{Kind, Location, Operation, Parameter},
    rust::{Argument, ArgumentKind, Docs, Ident, Params, Setter, Step, StepValue, Type},
};

/// With more arguments than these, required query and header parameters move into a struct.
const MOST_ARGUMENTS: usize = 4;

/// Everything that a caller gives to an operation.
#[derive(Debug)]
pub(super) struct Arguments {
    pub(super) positional: Vec<Argument>,
    pub(super) steps: Vec<Step>,
    pub(super) params: Option<Params>,
    pub(super) setters: Vec<Setter>,
}

/// Sorts an operation's parameters and its body into arguments, params struct and setters.
pub(super) fn arguments(
    operation: &Operation,
    method: &Ident,
    body: Option<MethodBody>,
    link: &str,
    types: &mut Scope,
) -> Arguments {
    let mut scope = Scope::with(&[&["body", "params", "variables"]]);
    let (given, optional_body) = match body {
        Some(body) if body.optional => (None, Some(body)),
        body => (body, None),
    };
    let path = path_parameters(operation);
    let is_given =
        |parameter: &&Parameter| parameter.location != Location::Path && parameter.variable.is_none();
    let others = || operation.parameters.iter().filter(is_given);
    let required: Vec<&Parameter> = others().filter(|parameter| parameter.required).collect();
    let has_body = given.as_ref().is_some_and(|body| body.argument.is_some());
    let count = path.len() + usize::from(has_body) + required.len();

    let mut taken =
        Arguments { positional: Vec::new(), steps: Vec::new(), params: None, setters: Vec::new() };
    let mut values: Vec<&Parameter> =
        path.iter().filter_map(|&index| operation.parameters.get(index)).collect();
    let in_path = values.len();
    if count <= MOST_ARGUMENTS {
        values.extend(&required);
    }
    let mut idents = scope.allocate_all(Case::Snake, &siblings(&values, argument_candidates)).into_iter();
    for (parameter, ident) in values[..in_path].iter().zip(&mut idents) {
        taken.value(parameter, ident);
    }
    if let Some(body) = given {
        taken.body(&body);
    }
    for (parameter, ident) in values[in_path..].iter().zip(idents) {
        taken.value(parameter, ident);
    }
    if count > MOST_ARGUMENTS && !required.is_empty() {
        taken.params(&required, method, link, types);
    }
    let optional: Vec<&Parameter> = others().filter(|parameter| !parameter.required).collect();
    taken.setters(&optional, optional_body.as_ref());
    taken
}

impl Arguments {
    fn value(&mut self, parameter: &Parameter, ident: Ident) {
        let value = StepValue::Argument(ident.clone());
        self.positional.push(Argument { ident, kind: ArgumentKind::Value });
        self.steps.push(step(parameter.location, &parameter.name, value));
    }

    fn body(&mut self, body: &MethodBody) {
        let argument = body.argument.as_ref().map(|(name, kind)| (Ident::new(name), kind.clone()));
        self.steps.extend(body.step(argument.as_ref().map(|(ident, _)| ident.clone())));
        self.positional.extend(argument.map(|(ident, kind)| Argument { ident, kind }));
    }

    fn params(&mut self, required: &[&Parameter], method: &Ident, link: &str, types: &mut Scope) {
        let names = [format!("{} params", method.plain()), format!("{} parameters", method.plain())];
        let ident = types.allocate(Case::UpperCamel, &names);
        let mut scope = Scope::default();
        let mut fields = Vec::new();
        let params = Ident::new("params");
        let idents = scope.allocate_all(Case::Snake, &siblings(required, argument_candidates));
        for (parameter, field) in required.iter().zip(idents) {
            let value = StepValue::Field(params.clone(), field.clone());
            self.steps.push(step(parameter.location, &parameter.name, value));
            fields.push((field, parameter_docs(parameter)));
        }
        self.positional
            .push(Argument { ident: params, kind: ArgumentKind::Owned(Type::Local(ident.clone())) });
        let docs = Docs(vec![format!("The required parameters of {link}.")]);
        self.params = Some(Params { ident, docs, fields });
    }

    fn setters(&mut self, optional: &[&Parameter], body: Option<&MethodBody>) {
        let mut scope = Scope::with(&[keywords::CALL_OPTIONS, keywords::METHODS])
            .without_prefixes(keywords::SELF_CONVENTIONS);
        let idents = scope.allocate_all(Case::Snake, &siblings(optional, setter_candidates));
        for (parameter, ident) in optional.iter().zip(idents) {
            let value = Ident::new("value");
            let adds = parameter.samples.len() > 1;
            let docs = if adds { repeatable(parameter_docs(parameter)) } else { parameter_docs(parameter) };
            self.setters.push(Setter {
                ident,
                docs,
                adds,
                deprecated: parameter.deprecated.then(|| deprecation::of(parameter.description.as_deref())),
                step: step(parameter.location, &parameter.name, StepValue::Argument(value.clone())),
                argument: Argument { ident: value, kind: ArgumentKind::Value },
            });
        }
        self.optional_body(body);
    }

    /// A body that Postman would not send with this method: the caller may.
    fn optional_body(&mut self, body: Option<&MethodBody>) {
        let Some(body) = body else { return };
        let Some((name, kind)) = &body.argument else { return };
        let argument = Ident::new(name);
        let Some(step) = body.step(Some(argument.clone())) else { return };
        self.setters.push(Setter {
            ident: Ident::new("body"),
            docs: Docs(vec!["Sends a body, although requests of this method seldom have one.".to_owned()]),
            deprecated: None,
            adds: false,
            argument: Argument { ident: argument, kind: kind.clone() },
            step,
        });
    }
}

fn siblings<'a>(
    parameters: &[&'a Parameter],
    candidates: fn(&Parameter) -> Vec<String>,
) -> Vec<(&'a str, Vec<String>)> {
    parameters.iter().map(|parameter| (parameter.name.as_str(), candidates(parameter))).collect()
}

fn argument_candidates(parameter: &Parameter) -> Vec<String> {
    let name = words(&parameter.name);
    let place = location_word(parameter.location);
    vec![name.clone(), format!("{name} {place}"), format!("{place} {name} value"), format!("{place} value")]
}

/// The closed list of call options gives way to nothing: a parameter of such a name gets a suffix.
fn setter_candidates(parameter: &Parameter) -> Vec<String> {
    let name = words(&parameter.name);
    let place = location_word(parameter.location);
    vec![
        name.clone(),
        format!("{name} param"),
        format!("{name} {place}"),
        format!("with {name}"),
        format!("with {name} {place}"),
        format!("with {place} parameter"),
    ]
}

fn location_word(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::PropertyName => "property name",
    }
}

/// What a placeholder of the collection says about a parameter's values.
fn kind_words(kind: &Kind) -> &'static str {
    match kind {
        Kind::Boolean => ": `true` or `false`",
        Kind::Integer { .. } => ": a whole number",
        Kind::Number(_) => ": a number",
        Kind::Unknown
        | Kind::String
        | Kind::Itself
        | Kind::Enum(_)
        | Kind::Array(_)
        | Kind::Object(_)
        | Kind::Variants(_)
        | Kind::Map(_)
        | Kind::Union(_) => "",
    }
}

/// Says that the setter does not replace.
fn repeatable(docs: Docs) -> Docs {
    let mut lines = docs.0;
    lines.extend([String::new(), "Each call adds a value.".to_owned()]);
    Docs(lines)
}

fn parameter_docs(parameter: &Parameter) -> Docs {
    let name = docs::code(&parameter.name);
    let described = Writer::default().description(parameter.description.as_deref());
    let secret = if parameter.secret { " Its value is a credential." } else { "" };
    let made = if parameter.required { None } else { parameter.anew };
    let anew = match made {
        Some("$guid" | "$randomUUID") => " Unless it is set, each call has a new UUID.",
        Some("$timestamp" | "$isoTimestamp") => " Unless it is set, it is the time of the call.",
        Some(_) => " Unless it is set, each call has a number of its own.",
        None => "",
    };
    if described.is_empty() {
        let place = match parameter.location {
            Location::Path => "a part of the path",
            Location::Query => "a query parameter",
            Location::Header => "a header",
            Location::PropertyName => "the name of a property of the body, or a part of it",
        };
        return Docs(vec![format!("{name}, {place}{}.{secret}{anew}", kind_words(&parameter.schema.kind))]);
    }
    Writer::default()
        .paragraph(format!("{name}{secret}{}{anew}", if anew.is_empty() { "" } else { "." }))
        .description(parameter.description.as_deref())
        .docs()
}
