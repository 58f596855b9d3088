//! An operation becomes a method and the call that it prepares.

use super::{
    answers,
    arguments::{self, Arguments},
    body, deprecation,
    docs::{self, Writer},
    order::Placed,
    roots::Roots,
    scope::Scope,
    tree::{MethodNames, path_text},
    types::{Place, Types},
    wanted,
};
use crate::{
    api::{Group, MediaKind, Operation, PathPiece, QueryEntry, Response},
    rust::{
        ArgumentKind, Descriptor, Docs, HeaderRow, Ident, LiftedPlace, LiftedRow, Method, Module, Params,
        QueryRow, Step, StepValue, Type,
    },
};

/// What naming an operation needs of the whole.
#[derive(Debug)]
pub(super) struct Naming<'a> {
    pub(super) types: Types<'a>,
    /// The types of all request bodies.
    bodies: Vec<Type>,
}

impl<'a> Naming<'a> {
    /// Names all types; who comes first chooses first.
    pub(super) fn new(operations: &[Placed<'a>]) -> Self {
        let (roots, census) = Roots::survey(operations);
        let types = Types::new(census, roots.shared(), |shapes| {
            operations.iter().flat_map(|placed| wanted::of(placed, &roots, shapes)).collect()
        });
        Self { types, bodies: Vec::new() }
    }

    /// The types, and those of them that callers build.
    pub(super) fn into_parts(self) -> (Types<'a>, Vec<Type>) {
        (self.types, self.bodies)
    }

    /// The type of a JSON body, which has its name.
    pub(super) fn json(&mut self, schema: &'a crate::api::Schema, summary: &dyn Fn() -> String) -> Type {
        self.types.body(schema, &Place { base: String::new(), summary, is_root: true, owner: None })
    }

    /// Describes an operation; the params struct is there if it has too many arguments.
    pub(super) fn method(
        &mut self,
        operation: &'a Operation,
        names: MethodNames,
        handle: &Ident,
        scope: &mut Scope,
    ) -> (Method, Option<Params>) {
        let MethodNames { method: ident, call } = names;
        let body = body::body(self, operation);
        let body_type = body.as_ref().map(|body| body.ty.clone());
        self.bodies.extend(body_type.clone());
        let link = format!("[`{handle}::{}`]", ident.plain());
        let Arguments { positional: arguments, steps, params, setters } =
            arguments::arguments(operation, &ident, body, &link, scope);
        let typed: Vec<(&Response, Type)> =
            operation.responses.iter().map(|it| (it, self.response(operation, it))).collect();
        let (output, answers) = answers::output(operation, &typed, &ident, &link, scope);
        let errors = answers::errors(operation, &typed, &ident, &link, scope);
        let method = Method {
            // By `document`.
            docs: Docs::default(),
            deprecated: operation.deprecated.then(|| deprecation::of(operation.description.as_deref())),
            descriptor: descriptor(operation),
            aliases: Vec::new(),
            response_types: typed.into_iter().map(|(_, ty)| ty).collect(),
            body_type,
            arguments,
            steps,
            setters,
            output,
            answers,
            errors,
            ident,
            call,
        };
        (method, params)
    }

    fn response(&mut self, operation: &Operation, response: &'a Response) -> Type {
        let schema = match &response.media {
            MediaKind::Empty => return Type::Unit,
            MediaKind::Text => return Type::String,
            MediaKind::Bytes => return Type::Bytes,
            MediaKind::Json(schema) => schema,
        };
        let summary = || match response.status {
            Some(status) => format!("What {} answers with status {status}.", request_line(operation)),
            None => format!("What {} answers.", request_line(operation)),
        };
        self.json(schema, &summary)
    }
}

/// `POST /v2/apps/{appId}`, as code.
pub(super) fn request_line(operation: &Operation) -> String {
    let path = path_text(operation);
    docs::code(&format!("{} {}", operation.method, if path.is_empty() { "/" } else { &path }))
}

/// What the collection says of an operation: no name is needed for it, so that it is written while names are given.
#[derive(Debug)]
pub(super) struct Documented<'a> {
    operation: &'a Operation,
    docs: Writer,
}

impl<'a> Documented<'a> {
    /// All operations below a group, nothing written yet.
    pub(super) fn all(group: &'a Group) -> Vec<Self> {
        let own = group.operations.iter().map(|operation| Self { operation, docs: Writer::default() });
        own.chain(group.groups.iter().flat_map(Self::all)).collect()
    }

    pub(super) fn write(&mut self) {
        self.docs = described(self.operation);
    }
}

/// Documents all methods below `module`, in the order of [`Documented::all`]. As deep as the groups.
pub(super) fn document(module: &mut Module, docs: &mut dyn Iterator<Item = Documented<'_>>) {
    for (method, Documented { mut docs, .. }) in module.methods.iter_mut().zip(&mut *docs) {
        if let Some(errors) = &method.errors {
            docs = docs.paragraph(format!("Errors that are documented by examples: [`{}`].", errors.ident));
        }
        method.docs = docs.docs();
    }
    for module in &mut module.modules {
        document(module, docs);
    }
}

fn described(operation: &Operation) -> Writer {
    let name = operation.name.trim();
    let title = if name.is_empty() { String::new() } else { format!("{}: ", docs::code(name)) };
    let line = format!("{title}{}", request_line(operation));
    let described = Writer::default().description(operation.description.as_deref());
    // The first paragraph is what rustdoc lists: a heading says nothing there.
    let mut writer = if described.begins_with_block() {
        Writer::default().paragraph(line).and(described)
    } else {
        described.paragraph(line)
    };
    let described = operation.parameters.iter().filter_map(|parameter| {
        let is_path = parameter.location == crate::api::Location::Path;
        let summary = docs::summary(parameter.description.as_deref()).or_else(|| {
            let is_name = parameter.location == crate::api::Location::PropertyName;
            is_name.then(|| "the name of a property of the body, or a part of it".to_owned())
        })?;
        let is_listed = parameter.variable.is_none() && (is_path || parameter.required);
        is_listed.then(|| format!("{}: {summary}", docs::code(&parameter.name)))
    });
    writer = writer.list("Parameters:", described);
    if !operation.redirects.follow {
        writer = writer.paragraph("Redirects are not followed: they are what it answers.");
    }
    writer
}

fn descriptor(operation: &Operation) -> Descriptor {
    let content_type = operation.body.as_ref().filter(|body| !body.content_type_in_headers);
    Descriptor {
        // Format v3 does not keep the blanks around it.
        name: operation.name.trim().to_owned(),
        method: operation.method.clone(),
        server: operation.server,
        path: path_text(operation),
        query: operation.query.iter().map(|entry| query_row(operation, entry)).collect(),
        headers: operation
            .headers
            .iter()
            .map(|header| HeaderRow { name: header.name.clone(), value: header.value.clone() })
            .collect(),
        auth: operation.secret_headers.iter().copied().chain(operation.auth).collect(),
        content_type: content_type.and_then(|body| body.content_type.clone()),
        follow_redirects: operation.redirects.follow,
        keep_method: operation.redirects.keep_method,
        max_redirects: operation.redirects.limit,
        variables: operation.parameters.iter().filter_map(variable_row).collect(),
    }
}

/// The row of a parameter that the client gives, or that is made for each call.
fn variable_row(parameter: &crate::api::Parameter) -> Option<LiftedRow> {
    let made = parameter.anew.filter(|_| !parameter.required).map(str::to_owned);
    let variable = parameter.variable.clone().or(made)?;
    let place = match parameter.location {
        crate::api::Location::Path => LiftedPlace::Path,
        crate::api::Location::Query => LiftedPlace::Query,
        crate::api::Location::Header => LiftedPlace::Header,
        crate::api::Location::PropertyName => LiftedPlace::PropertyName,
    };
    Some(LiftedRow { place, name: parameter.name.clone(), variable })
}

fn query_row(operation: &Operation, entry: &QueryEntry) -> QueryRow {
    match entry {
        QueryEntry::Parameter(index) => QueryRow::Parameter(
            operation.parameters.get(*index).map(|parameter| parameter.name.clone()).unwrap_or_default(),
        ),
        QueryEntry::Fixed { key, value } => QueryRow::Fixed { key: key.clone(), value: value.clone() },
    }
}

/// Whether a method's code names a type of the module `types`.
pub(super) fn uses_types(method: &Method) -> bool {
    let outputs = method
        .answers
        .iter()
        .chain(&method.errors)
        .flat_map(|answers| &answers.answers)
        .map(|answer| &answer.ty);
    let arguments = method.arguments.iter().chain(method.setters.iter().map(|setter| &setter.argument));
    let taken = arguments.filter_map(|argument| match &argument.kind {
        ArgumentKind::Borrowed(ty) | ArgumentKind::Owned(ty) => Some(ty),
        ArgumentKind::Value | ArgumentKind::Text | ArgumentKind::Body => None,
    });
    outputs.chain(taken).chain([&method.output.ty]).any(|ty| super::complete::named(ty).is_some())
}

/// The path parameters that the caller gives, in the order of the path, each once.
pub(super) fn path_parameters(operation: &Operation) -> Vec<usize> {
    let mut indices = Vec::new();
    for piece in &operation.path {
        if let PathPiece::Parameter(index) = piece
            && !indices.contains(index)
            && operation.parameters.get(*index).is_some_and(|parameter| parameter.variable.is_none())
        {
            indices.push(*index);
        }
    }
    indices
}

/// A step of a parameter.
pub(super) fn step(location: crate::api::Location, name: &str, value: StepValue) -> Step {
    let name = name.to_owned();
    match location {
        crate::api::Location::Path => Step::Path { name, value },
        crate::api::Location::Query => Step::Query { name, value },
        crate::api::Location::Header => Step::Header { name, value },
        crate::api::Location::PropertyName => Step::PropertyName { name, value },
    }
}
