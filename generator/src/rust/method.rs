//! A method, the call that it prepares, and the enums of its answers.

use super::{Alias, Docs, Ident, Type};

/// An operation.
#[derive(Clone, Debug)]
pub(crate) struct Method {
    pub(crate) ident: Ident,
    /// The call struct's name.
    pub(crate) call: Ident,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Deprecation>,
    /// Positional: path parameters, body, then required ones or the params struct.
    pub(crate) arguments: Vec<Argument>,
    /// What the method does with them, in order.
    pub(crate) steps: Vec<Step>,
    pub(crate) setters: Vec<Setter>,
    pub(crate) descriptor: Descriptor,
    pub(crate) output: Output,
    /// The enum of several successful answers; `output` names it.
    pub(crate) answers: Option<AnswerEnum>,
    pub(crate) errors: Option<AnswerEnum>,
    /// Names that the settings keep.
    pub(crate) aliases: Vec<MethodAlias>,
    /// The body's type, whether an argument or a setter takes it; `None` if there is no body.
    pub(crate) body_type: Option<Type>,
    /// The type of each of `api::Operation::responses`.
    pub(crate) response_types: Vec<Type>,
}

/// A deprecated method that does what another one does.
#[derive(Clone, Debug)]
pub(crate) struct MethodAlias {
    pub(crate) ident: Ident,
    /// Of what is called after the method, in its module.
    pub(crate) types: Vec<Alias>,
}

/// That something should not be used any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deprecation {
    /// What the compiler tells the caller: one plain line.
    pub(crate) note: Option<String>,
}

/// An argument of a method.
#[derive(Clone, Debug)]
pub(crate) struct Argument {
    pub(crate) ident: Ident,
    pub(crate) kind: ArgumentKind,
}

/// How an argument is taken.
#[derive(Clone, Debug)]
pub(crate) enum ArgumentKind {
    /// `impl Into<Value<'a>>`.
    Value,
    /// `impl Into<String>`.
    Text,
    /// `impl Into<postwright_runtime::Body>`.
    Body,
    /// `&T`.
    Borrowed(Type),
    /// `T`.
    Owned(Type),
}

impl ArgumentKind {
    /// The type of the method's module that it names.
    pub(crate) fn local(&self) -> Option<&Ident> {
        if let Self::Owned(Type::Local(ident)) = self { Some(ident) } else { None }
    }
}

/// The struct of an operation's required parameters, where there are too many for arguments.
#[derive(Clone, Debug)]
pub(crate) struct Params {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    /// All are values.
    pub(crate) fields: Vec<(Ident, Docs)>,
}

/// One step in the preparation of a call.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Path { name: String, value: StepValue },
    Query { name: String, value: StepValue },
    Header { name: String, value: StepValue },
    PropertyName { name: String, value: StepValue },
    Json { value: StepValue },
    Text { value: StepValue },
    Bytes { value: StepValue },
    UrlEncoded { value: StepValue },
    Multipart { value: StepValue },
    GraphQl { query: String, operation_name: Option<String>, variables: Option<StepValue> },
}

/// Where a step's value comes from.
#[derive(Clone, Debug)]
pub(crate) enum StepValue {
    Argument(Ident),
    /// A reference to an argument that is taken by value.
    Reference(Ident),
    /// A field of an argument: `params.limit`.
    Field(Ident, Ident),
}

/// A method of the call struct that gives an optional parameter.
#[derive(Clone, Debug)]
pub(crate) struct Setter {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Deprecation>,
    /// Its argument has the same name as in the step's value.
    pub(crate) argument: Argument,
    pub(crate) step: Step,
    /// The collection has several values for it: each call adds one. Else, the last one counts.
    pub(crate) adds: bool,
}

/// What is constant about an operation.
#[derive(Clone, Debug)]
pub(crate) struct Descriptor {
    /// The request's name in the collection.
    pub(crate) name: String,
    pub(crate) method: String,
    /// Index in `Client::servers`.
    pub(crate) server: usize,
    /// Parameters in braces, literal braces percent-encoded: `/v2/apps/{appId}`.
    pub(crate) path: String,
    pub(crate) query: Vec<QueryRow>,
    pub(crate) headers: Vec<HeaderRow>,
    /// Indices in `Client::credentials`.
    pub(crate) auth: Vec<usize>,
    /// The type of the body, unless a header says it.
    pub(crate) content_type: Option<String>,
    pub(crate) follow_redirects: bool,
    /// Redirects keep method and body.
    pub(crate) keep_method: bool,
    pub(crate) max_redirects: Option<u32>,
    /// Parameters that the client gives, or that are made for each call.
    pub(crate) variables: Vec<LiftedRow>,
}

/// A parameter that a variable of the client gives.
#[derive(Clone, Debug)]
pub(crate) struct LiftedRow {
    pub(crate) place: LiftedPlace,
    /// Of the parameter.
    pub(crate) name: String,
    /// In `Client::variables`, or a dynamic one.
    pub(crate) variable: String,
}

/// Where such a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LiftedPlace {
    Path,
    Query,
    Header,
    PropertyName,
}

/// A slot of the query, in the order of the wire.
#[derive(Clone, Debug)]
pub(crate) enum QueryRow {
    Parameter(String),
    Fixed { key: Option<String>, value: Option<String> },
}

/// A header that is always sent.
#[derive(Clone, Debug)]
pub(crate) struct HeaderRow {
    pub(crate) name: String,
    pub(crate) value: String,
}

/// What `.await` gives.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) ty: Type,
    pub(crate) decoder: Decoder,
}

/// How a body is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decoder {
    /// Nothing is read.
    Empty,
    Json,
    Text,
    Bytes,
    /// The body as it is, to be looked at by the caller.
    Content,
    /// One of the variants of an answer enum.
    Answers,
}

/// An enum with a variant per documented answer.
#[derive(Clone, Debug)]
pub(crate) struct AnswerEnum {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) answers: Vec<Answer>,
    /// The variant for everything else; only errors have one.
    pub(crate) unknown: Option<Ident>,
}

/// A variant of an [`AnswerEnum`].
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    /// `None`: every status that has no variant of its own.
    pub(crate) status: Option<u16>,
    pub(crate) decoder: Decoder,
    pub(crate) ty: Type,
}
