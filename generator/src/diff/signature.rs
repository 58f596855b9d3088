//! What a caller passes, as text for messages, and whether two are the same.

use super::pairs::Pairs;
use crate::{
    manifest::type_text,
    rust::{Argument, ArgumentKind, Field, FieldKind},
};

/// Whether a caller may pass to the new argument what the old one took.
pub(super) fn is_same(pairs: &Pairs<'_>, old: &ArgumentKind, new: &ArgumentKind) -> bool {
    match (old, new) {
        (ArgumentKind::Value, ArgumentKind::Value)
        | (ArgumentKind::Text, ArgumentKind::Text)
        | (ArgumentKind::Body, ArgumentKind::Body) => true,
        // Structs of parameters are compared field by field.
        (ArgumentKind::Owned(_), ArgumentKind::Owned(_))
            if old.local().is_some() && new.local().is_some() =>
        {
            true
        }
        (ArgumentKind::Borrowed(old), ArgumentKind::Borrowed(new))
        | (ArgumentKind::Owned(old), ArgumentKind::Owned(new)) => pairs.is_same(old, new),
        _ => false,
    }
}

/// `id: impl Into<Value>, body: &types::User`.
pub(super) fn arguments(arguments: &[Argument]) -> String {
    let one = |argument: &Argument| format!("{}: {}", argument.ident, kind(&argument.kind));
    arguments.iter().map(one).collect::<Vec<_>>().join(", ")
}

pub(super) fn kind(kind: &ArgumentKind) -> String {
    match kind {
        ArgumentKind::Value => "impl Into<Value>".to_owned(),
        ArgumentKind::Text => "impl Into<String>".to_owned(),
        ArgumentKind::Body => "impl Into<Body>".to_owned(),
        ArgumentKind::Borrowed(ty) => format!("&{}", type_text(ty)),
        ArgumentKind::Owned(ty) => kind.local().map_or_else(|| type_text(ty), ToString::to_string),
    }
}

/// The type of a field as it stands in code.
pub(super) fn field(field: &Field) -> String {
    let ty = type_text(&field.ty);
    match field.kind {
        FieldKind::Required => ty,
        FieldKind::Optional | FieldKind::Nullable => format!("Option<{ty}>"),
        FieldKind::OptionalNullable => format!("postwright_runtime::Field<{ty}>"),
    }
}

/// Whether a field has the same type for its readers.
pub(super) fn is_same_field(pairs: &Pairs<'_>, old: &Field, new: &Field) -> bool {
    let is_option = |field: &Field| matches!(field.kind, FieldKind::Optional | FieldKind::Nullable);
    (old.kind == new.kind || is_option(old) && is_option(new)) && pairs.is_same(&old.ty, &new.ty)
}
