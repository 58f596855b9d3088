//! What request types have more than response types: constructors, setters, defaults.

use std::collections::HashSet;

use super::{case::Case, docs, keywords, scope::Scope, types::Types};
use crate::rust::{Docs, Field, FieldKind, FieldSetter, Ident, Struct, Told, Type, TypeItem};

/// `new` takes up to so many required fields; with more there is `Default` and a setter for each.
const CONSTRUCTOR_FIELDS: usize = 4;

/// Completes every type that a caller has to build: those of `bodies` and all below.
pub(super) fn requests(types: &mut Types<'_>, bodies: &[Type]) {
    let reached = reach(types, bodies);
    let has_formats = types.items_mut().iter().flat_map(members).any(|ty| ty.format().is_some());
    let mut needs_default = Vec::new();
    for &index in &reached {
        let without_default = if has_formats { without_default(types, index) } else { Vec::new() };
        let TypeItem::Struct(item) = &mut types.items_mut()[index] else { continue };
        if complete(item, &without_default) {
            needs_default.push(index);
        } else {
            let left = left_out(item);
            needs_default.extend(left.iter().filter_map(|ident| types.index(ident)));
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

/// The indices of an item's required fields that have no default.
fn without_default(types: &mut Types, index: usize) -> Vec<usize> {
    let TypeItem::Struct(item) = &types.items_mut()[index] else { return Vec::new() };
    let plain = item.fields.iter().enumerate().filter(|(_, field)| field.kind == FieldKind::Required);
    let plain: Vec<(usize, Type)> = plain.map(|(index, field)| (index, field.ty.clone())).collect();
    let lacks = |(index, ty): (usize, Type)| (!has_default(types, &ty, &mut HashSet::new())).then_some(index);
    plain.into_iter().filter_map(lacks).collect()
}

/// Whether a value of a type can be made of nothing.
fn has_default(types: &mut Types, ty: &Type, seen: &mut HashSet<Ident>) -> bool {
    if let Type::Formatted(format) = ty {
        return format.has_default();
    }
    if let Type::Boxed(inner) | Type::OrPlaceholder(inner) = ty {
        return has_default(types, inner, seen);
    }
    // One that holds itself does so in a list or an option.
    let Some(ident) = directly_named(ty).filter(|ident| seen.insert((*ident).clone())) else { return true };
    let inside: Vec<Type> = match types.index(ident).map(|index| &types.items_mut()[index]) {
        Some(TypeItem::Struct(item)) => {
            let plain = item.fields.iter().filter(|field| field.kind == FieldKind::Required);
            plain.map(|field| field.ty.clone()).collect()
        }
        Some(TypeItem::Union(item)) => {
            item.variants.first().map(|first| first.ty.clone()).into_iter().collect()
        }
        Some(TypeItem::Enum(_)) | None => Vec::new(),
    };
    inside.iter().all(|ty| has_default(types, ty, seen))
}

/// The types of the required fields that a constructor leaves to their defaults.
fn left_out(item: &Struct) -> Vec<Ident> {
    let given = item.constructor.as_deref().unwrap_or_default();
    let fields = item.fields.iter().enumerate();
    let left = fields.filter(|(index, field)| field.kind == FieldKind::Required && !given.contains(index));
    left.filter_map(|(_, field)| directly_named(&field.ty)).cloned().collect()
}

/// Gives a struct its constructor and setters; true if it must have a default instead. Of many required fields the
/// constructor takes those `without_default`.
fn complete(item: &mut Struct, without_default: &[usize]) -> bool {
    let mut required: Vec<usize> =
        (0..item.fields.len()).filter(|&index| is_given(&item.fields[index])).collect();
    if required.len() > CONSTRUCTOR_FIELDS && !without_default.is_empty() {
        required = without_default.to_vec();
    }
    let has_constructor = required.len() <= CONSTRUCTOR_FIELDS || required == without_default;
    let mut scope = Scope::with(&[keywords::METHODS]).without_prefixes(keywords::SELF_CONVENTIONS);
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
        field.setter = Some(FieldSetter { ident, docs, aliases: Vec::new() });
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
        | Type::Formatted(_)
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
        | Type::Formatted(_)
        | Type::Path(_)
        | Type::Local(_) => named(ty),
    }
}
