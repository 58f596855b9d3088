//! What request types have more than response types: constructors, setters, defaults.

use std::collections::HashSet;

use super::{case::Case, docs, keywords, scope::Scope, types::Types};
use crate::rust::{Docs, Field, FieldKind, FieldSetter, Ident, Struct, Told, Type, TypeItem};

/// `new` takes up to so many required fields; with more there is `Default` and a setter for each.
const CONSTRUCTOR_FIELDS: usize = 4;

/// Completes every type that a caller has to build: those of `bodies` and all below.
pub(super) fn requests(types: &mut Types<'_>, bodies: &[Type]) {
    let reached = reach(types, bodies);
    let mut needs_default = Vec::new();
    for &index in &reached {
        if let TypeItem::Struct(item) = &mut types.items_mut()[index]
            && complete(item)
        {
            needs_default.push(index);
        }
    }
    derive_defaults(types, needs_default);
}

/// The indices of all items below the bodies, in the order of the items.
fn reach(types: &mut Types<'_>, bodies: &[Type]) -> Vec<usize> {
    let mut seen = HashSet::new();
    let mut waiting: Vec<Ident> = bodies.iter().filter_map(named).cloned().collect();
    let mut reached = Vec::new();
    while let Some(ident) = waiting.pop() {
        let Some(index) = types.index(&ident) else { continue };
        if seen.insert(index) {
            reached.push(index);
            waiting.extend(members(&types.items_mut()[index]).into_iter().filter_map(named).cloned());
        }
    }
    reached.sort_unstable();
    reached
}

/// Gives a struct its constructor and setters; true if it must have a default instead.
fn complete(item: &mut Struct) -> bool {
    let required: Vec<usize> =
        (0..item.fields.len()).filter(|&index| is_given(&item.fields[index])).collect();
    let has_constructor = required.len() <= CONSTRUCTOR_FIELDS;
    let mut scope = Scope::with(keywords::METHODS).without_prefixes(keywords::SELF_CONVENTIONS);
    let with_setter = |index: &usize| !has_constructor || !required.contains(index);
    let indices: Vec<usize> = (0..item.fields.len()).filter(with_setter).collect();
    let siblings: Vec<_> = indices
        .iter()
        .map(|&index| {
            let plain = item.fields[index].ident.plain();
            (plain, vec![plain.to_owned(), format!("with {plain}"), format!("with {plain} field")])
        })
        .collect();
    let idents = scope.allocate_all(Case::Snake, &siblings);
    for (index, ident) in indices.into_iter().zip(idents) {
        let field = &mut item.fields[index];
        let name = field.rename.as_deref().unwrap_or(field.ident.plain());
        let docs = Docs(vec![format!("Sets {}.", docs::code(name))]);
        field.setter = Some(FieldSetter { ident, docs });
    }
    let needs_default = !has_constructor || required.is_empty();
    item.constructor = has_constructor.then_some(required);
    needs_default
}

/// Whether the caller has to give a field: also when it may be null.
fn is_given(field: &Field) -> bool {
    match field.kind {
        FieldKind::Required | FieldKind::Nullable => true,
        FieldKind::Optional | FieldKind::OptionalNullable => false,
    }
}

/// A type with a default needs one in every field that is plainly there.
fn derive_defaults(types: &mut Types<'_>, mut waiting: Vec<usize>) {
    let mut seen: HashSet<usize> = waiting.iter().copied().collect();
    while let Some(index) = waiting.pop() {
        let inner: Vec<Ident> = match &mut types.items_mut()[index] {
            TypeItem::Struct(item) => {
                item.derives_default = true;
                let plain = item.fields.iter().filter(|field| field.kind == FieldKind::Required);
                plain.filter_map(|field| directly_named(&field.ty)).cloned().collect()
            }
            TypeItem::Union(union) => {
                union.derives_default = true;
                // What no variant holds is the default of those over objects.
                let first = union.variants.first().filter(|_| union.told == Told::Kind);
                first.and_then(|first| directly_named(&first.ty)).cloned().into_iter().collect()
            }
            TypeItem::Enum(item) => {
                item.derives_default = true;
                Vec::new()
            }
        };
        for ident in inner {
            if let Some(index) = types.index(&ident)
                && seen.insert(index)
            {
                waiting.push(index);
            }
        }
    }
}

fn members(item: &TypeItem) -> Vec<&Type> {
    match item {
        TypeItem::Struct(item) => item.fields.iter().map(|field| &field.ty).collect(),
        TypeItem::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        TypeItem::Enum(_) => Vec::new(),
    }
}

/// The generated type within a type, if there is one.
pub(super) fn named(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Named(ident) | Type::Enum(ident) => Some(ident),
        Type::Vec(inner)
        | Type::Boxed(inner)
        | Type::Option(inner)
        | Type::OrPlaceholder(inner)
        | Type::Map(inner) => named(inner),
        Type::Unit
        | Type::Bool
        | Type::I64
        | Type::U64
        | Type::F64
        | Type::String
        | Type::Number
        | Type::Json
        | Type::Bytes
        | Type::Content
        | Type::Part
        | Type::Path(_)
        | Type::Local(_) => None,
    }
}

/// The generated type that a value of this type holds in any case: lists, maps and options may be empty.
fn directly_named(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Vec(_) | Type::Option(_) | Type::Map(_) => None,
        Type::Boxed(inner) | Type::OrPlaceholder(inner) => directly_named(inner),
        Type::Named(_)
        | Type::Enum(_)
        | Type::Unit
        | Type::Bool
        | Type::I64
        | Type::U64
        | Type::F64
        | Type::String
        | Type::Number
        | Type::Json
        | Type::Bytes
        | Type::Content
        | Type::Part
        | Type::Path(_)
        | Type::Local(_) => named(ty),
    }
}
