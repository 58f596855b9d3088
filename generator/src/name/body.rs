//! An operation's body: its type, how an argument takes it, what the call does with it.

use std::borrow::Cow;

use super::{
    case::Case,
    docs::{self, Writer},
    method::{Naming, request_line},
    scope::Scope,
    symbol::field_candidates,
};
use crate::{
    api::{Body, FormField, Operation},
    rust::{
        ArgumentKind, Docs, Encoding, Field, FieldKind, FormEncoding, FormRow, Ident, Step, StepValue,
        Struct, Type,
    },
};

/// A body as a method takes it.
#[derive(Clone, Debug)]
pub(super) struct MethodBody {
    pub(super) ty: Type,
    /// `body`, `variables`; `None` if nothing is left to give.
    pub(super) argument: Option<(&'static str, ArgumentKind)>,
    /// Made with the argument's final name.
    pub(super) step: fn(Ident) -> Step,
    /// For a GraphQL query, whose step has constants.
    pub(super) graphql: Option<(String, Option<String>)>,
    /// The caller need not give it.
    pub(super) optional: bool,
}

impl MethodBody {
    fn new(ty: Type, name: &'static str, kind: ArgumentKind, step: fn(Ident) -> Step) -> Self {
        Self { ty, argument: Some((name, kind)), step, graphql: None, optional: false }
    }

    /// The step, once the argument has its name.
    pub(super) fn step(&self, argument: Option<Ident>) -> Option<Step> {
        if let Some((query, operation_name)) = &self.graphql {
            return Some(Step::GraphQl {
                query: query.clone(),
                operation_name: operation_name.clone(),
                variables: argument.map(StepValue::Argument),
            });
        }
        argument.map(self.step)
    }
}

/// The body of an operation.
pub(super) fn body<'a>(naming: &mut Naming<'a>, operation: &'a Operation) -> Option<MethodBody> {
    let request = operation.body.as_ref()?;
    let summary = || format!("What {} takes.", request_line(operation));
    let mut body = match &request.body {
        Body::Json { schema, .. } => {
            let ty = naming.json(schema, &summary);
            if is_copy(&ty) {
                MethodBody::new(ty.clone(), "body", ArgumentKind::Owned(ty), |ident| Step::Json {
                    value: StepValue::Reference(ident),
                })
            } else {
                MethodBody::new(ty.clone(), "body", ArgumentKind::Borrowed(ty), |ident| Step::Json {
                    value: argument(ident),
                })
            }
        }
        Body::Text { .. } => MethodBody::new(Type::String, "body", ArgumentKind::Text, |ident| Step::Text {
            value: argument(ident),
        }),
        Body::File { .. } => MethodBody::new(Type::Bytes, "body", ArgumentKind::Body, |ident| Step::Bytes {
            value: argument(ident),
        }),
        Body::UrlEncoded { fields } => {
            let order: Vec<usize> = (0..fields.len()).collect();
            let ty = form(naming, operation, (fields, &order), FormEncoding::UrlEncoded, summary());
            MethodBody::new(ty.clone(), "body", ArgumentKind::Borrowed(ty), |ident| Step::UrlEncoded {
                value: argument(ident),
            })
        }
        Body::Multipart { fields, order } => {
            let ty = form(naming, operation, (fields, order), FormEncoding::Multipart, summary());
            MethodBody::new(ty.clone(), "body", ArgumentKind::Owned(ty), |ident| Step::Multipart {
                value: argument(ident),
            })
        }
        Body::GraphQl { query, operation_name, variables } => {
            let ty = variables.as_ref().map(|(schema, _)| {
                naming.json(schema, &|| format!("The variables of {}.", request_line(operation)))
            });
            let kind = ty.clone().map(|ty| ("variables", ArgumentKind::Borrowed(ty)));
            MethodBody {
                argument: kind,
                graphql: Some((query.clone(), operation_name.clone())),
                ..MethodBody::new(ty.unwrap_or(Type::Unit), "variables", ArgumentKind::Text, |ident| {
                    Step::Text { value: argument(ident) }
                })
            }
        }
    };
    body.optional = request.optional;
    Some(body)
}

/// Whether a value of the type is passed as such: a reference to it would only be a burden.
fn is_copy(ty: &Type) -> bool {
    match ty {
        Type::Unit | Type::Bool | Type::I64 | Type::U64 | Type::F64 => true,
        Type::Option(inner) => is_copy(inner),
        Type::String
        | Type::Number
        | Type::Json
        | Type::Bytes
        | Type::Content
        | Type::Part
        | Type::Vec(_)
        | Type::Map(_)
        | Type::Boxed(_)
        | Type::OrPlaceholder(_)
        | Type::Named(_)
        | Type::Enum(_)
        | Type::Local(_)
        | Type::Formatted(_)
        | Type::Path(_) => false,
    }
}

fn argument(ident: Ident) -> StepValue {
    StepValue::Argument(ident)
}

fn form(
    naming: &mut Naming<'_>,
    operation: &Operation,
    (fields, order): (&[FormField], &[usize]),
    encoding: FormEncoding,
    summary: String,
) -> Type {
    let mut scope = Scope::default();
    let siblings: Vec<_> = fields
        .iter()
        .map(|field| (field.name.as_str(), field_candidates(&field.name).map(Cow::into_owned).collect()))
        .collect();
    let idents = scope.allocate_all(Case::Snake, &siblings);
    let (fields, rows): (Vec<Field>, Vec<FormRow>) =
        fields.iter().zip(idents).map(|(field, ident)| form_field(field, ident)).unzip();
    let rows = order.iter().filter_map(|index| rows.get(*index).cloned()).collect();
    let ident = naming.types.add_form(operation.index, |ident| Struct {
        ident,
        docs: Docs(vec![summary]),
        fields,
        constructor: None,
        derives_default: false,
        form: Some((encoding, rows)),
    });
    Type::Named(ident)
}

fn form_field(field: &FormField, ident: Ident) -> (Field, FormRow) {
    let single = if field.file { Type::Part } else { Type::String };
    let ty = if field.repeated { Type::Vec(Box::new(single)) } else { single };
    let secret = if field.secret { " Its value is a credential." } else { "" };
    let described = Writer::default().description(field.description.as_deref());
    let name = docs::code(&field.name);
    let what = if field.file { "file" } else { "field" };
    let summary = match (described.is_empty(), field.examples.is_empty()) {
        (false, _) => format!("{name}{secret}"),
        (true, false) => format!("{name}, a {what} that the collection sends.{secret}"),
        (true, true) => format!("{name}, a {what} that the collection has switched off.{secret}"),
    };
    let row =
        FormRow { name: field.name.clone(), ident: ident.clone(), content_type: field.content_type.clone() };
    let writer = Writer::default().paragraph(summary).description(field.description.as_deref());
    let plain = ident.plain();
    let field = Field {
        rename: (plain != field.name).then(|| field.name.clone()),
        docs: writer.docs(),
        ty,
        kind: if field.required { FieldKind::Required } else { FieldKind::Optional },
        encoding: Encoding::OfTheType,
        setter: None,
        ident,
    };
    (field, row)
}
