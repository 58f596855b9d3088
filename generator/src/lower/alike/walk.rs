//! The walk of [`look`](super::look::look) for who changes what is there.

use crate::api::{Body, Group, Kind, MediaKind, Object, Operation};

/// What is shown: every object below a body or an answer, outer ones first. Says whether to go on with those in it.
type Visitor<'a> = dyn FnMut(&mut Object) -> bool + 'a;

/// Shows all objects of a collection. As deep as the collection and its texts, which no reader lets grow beyond a limit.
pub(super) fn walk(root: &mut Group, visitor: &mut Visitor<'_>) {
    root.operations.iter_mut().for_each(|operation| self::operation(operation, visitor));
    root.groups.iter_mut().for_each(|group| walk(group, visitor));
}

fn operation(operation: &mut Operation, visitor: &mut Visitor<'_>) {
    if let Some(Body::Json { schema, .. }) = operation.body.as_mut().map(|body| &mut body.body) {
        kind(&mut schema.kind, visitor);
    }
    for response in &mut operation.responses {
        if let MediaKind::Json(schema) = &mut response.media {
            kind(&mut schema.kind, visitor);
        }
    }
}

fn kind(of: &mut Kind, visitor: &mut Visitor<'_>) {
    match of {
        Kind::Object(object) => self::object(object, visitor),
        Kind::Variants(variants) => {
            variants.arms.iter_mut().for_each(|arm| object(&mut arm.object, visitor));
        }
        Kind::Array(inner) | Kind::Map(inner) => kind(&mut inner.kind, visitor),
        Kind::Union(kinds) => kinds.iter_mut().for_each(|member| kind(member, visitor)),
        Kind::Unknown
        | Kind::Boolean
        | Kind::Integer { .. }
        | Kind::Number(_)
        | Kind::String
        | Kind::Itself
        | Kind::Enum(_) => {}
    }
}

fn object(of: &mut Object, visitor: &mut Visitor<'_>) {
    if visitor(of) {
        for property in &mut of.properties {
            kind(&mut property.schema.kind, visitor);
        }
    }
}
