//! The settings' word on types and fields, when all of them have their names: names, types, what must be there.
//!
//! An entry speaks of a type by the name that it has here, before any is renamed.

mod fields;
mod formats;
mod learnt;
mod prune;
mod rename;
mod retype;

use std::collections::{HashMap, HashSet};

use super::types::Types;
use crate::{
    api::Api,
    diagnostic::{Code, Diagnostic},
    rust::{Field, FieldKind, Ident, Module, Told, Type, TypeItem, UnionVariant},
    settings::{Named, Settings, TypeSettings, suggestion},
};
use learnt::Learnt;
pub(super) use rename::{is_camel, is_snake};

/// Changes types as the settings say. `bodies` are the types of all request bodies.
pub(super) fn apply(
    api: &Api,
    root: &mut Module,
    types: &mut Types<'_>,
    bodies: &mut [Type],
    settings: &Settings,
    errors: &mut Vec<Diagnostic>,
) {
    if settings.types.is_empty() && settings.lenient.is_none() && settings.formats.is_empty() {
        return;
    }
    let learnt = Learnt::new(api, root, types.items_mut());
    types.edit(|items| {
        let before = prune::used(root, items);
        let found = find(items, settings, errors);
        lenient(items, settings, &learnt, errors);
        for (index, one) in found {
            fields::apply(items, index, &one.value, &learnt, errors);
        }
        formats::apply(items, settings, &learnt, errors);
        retype::check_cycles(items, settings, errors);
        prune::unused(root, items, &before);
        rename::types(root, items, bodies, settings, errors);
    });
}

/// The types that the settings speak of.
fn find<'s>(
    items: &[TypeItem],
    settings: &'s Settings,
    errors: &mut Vec<Diagnostic>,
) -> Vec<(usize, &'s Named<TypeSettings>)> {
    let places: HashMap<&str, usize> =
        items.iter().enumerate().map(|(index, item)| (item.ident().as_str(), index)).collect();
    let mut found = Vec::new();
    for one in &settings.types {
        if let Some(index) = places.get(one.name.as_str()) {
            found.push((*index, one));
            continue;
        }
        let is_new_name = |other: &&Named<TypeSettings>| {
            other.value.rename.as_ref().is_some_and(|name| name.value == one.name)
        };
        let help = match settings.types.iter().find(is_new_name) {
            Some(other) => format!("that is the new name of `{0}`: write `{0}` here", other.name),
            None => suggestion(
                &one.name,
                items.iter().map(|item| item.ident().as_str()),
                "remove the entry; the generated code shows the names of all types",
            ),
        };
        let message = format!("no generated type is called `{}`", one.name.escape_debug());
        errors.push(one.at.error(Code::UnmatchedSetting, message, help));
    }
    found
}

/// Lets fields be missing that no description calls required.
fn lenient(items: &mut [TypeItem], settings: &Settings, learnt: &Learnt, errors: &mut Vec<Diagnostic>) {
    let all = settings.lenient.as_ref().is_some_and(|entry| entry.value);
    let marks = marks(items);
    for item in items {
        let own = settings.types.iter().find(|one| one.name == item.ident().as_str());
        let own = own.and_then(|one| one.value.lenient.as_ref());
        let TypeItem::Struct(item) = item else {
            let message = format!("`{}` has no fields: it is an enum", item.ident());
            let help = "remove `lenient`; the types of its variants may have it";
            errors.extend(own.map(|own| own.at.error(Code::UnmatchedSetting, message, help)));
            continue;
        };
        if own.map_or(all && learnt.is_answer(&item.ident), |entry| entry.value) {
            for field in &mut item.fields {
                let name = crate::evidence::json_name(field);
                let is_mark = marks.contains(&(item.ident.clone(), name.to_owned()));
                if !is_mark && !learnt.is_documented(&item.ident, name) {
                    set_kind(field, Some(false), None);
                }
            }
        }
    }
}

/// The fields by which enums of objects know their variants, with the types that have them: without these nothing is of
/// such a type.
fn marks(items: &[TypeItem]) -> HashSet<(Ident, String)> {
    let unions =
        items.iter().filter_map(|item| if let TypeItem::Union(union) = item { Some(union) } else { None });
    let of_variant = |told: &Told, variant: &UnionVariant| -> Vec<(Ident, String)> {
        let Type::Named(ident) = &variant.ty else { return Vec::new() };
        let names = match told {
            Told::Kind => Vec::new(),
            Told::Tag(tag) => vec![tag.clone()],
            Told::Fields => variant.marks.clone(),
        };
        names.into_iter().map(|name| (ident.clone(), name)).collect()
    };
    unions
        .flat_map(|union| union.variants.iter().flat_map(|variant| of_variant(&union.told, variant)))
        .collect()
}

/// Sets whether a field must be there and whether it may be null; `None` leaves it as it is.
fn set_kind(field: &mut Field, required: Option<bool>, nullable: Option<bool>) {
    let (is_required, is_nullable) = match field.kind {
        FieldKind::Required => (true, false),
        FieldKind::Nullable => (true, true),
        FieldKind::Optional => (false, false),
        FieldKind::OptionalNullable => (false, true),
    };
    // Any JSON holds a null already.
    let is_nullable = nullable.unwrap_or(is_nullable);
    field.kind = match (required.unwrap_or(is_required), is_nullable) {
        (true, true) if field.ty == Type::Json => FieldKind::Required,
        (true, false) => FieldKind::Required,
        (true, true) => FieldKind::Nullable,
        (false, false) => FieldKind::Optional,
        (false, true) => FieldKind::OptionalNullable,
    };
}

/// The type that a name has, if there is one.
fn generated(items: &[TypeItem], name: &str) -> Option<Type> {
    items.iter().find(|item| item.ident().as_str() == name).map(|item| match item {
        TypeItem::Struct(item) => Type::Named(item.ident.clone()),
        TypeItem::Union(item) => Type::Named(item.ident.clone()),
        TypeItem::Enum(item) => Type::Enum(item.ident.clone()),
    })
}

/// The generated type that a type names, if it names one.
fn named(ty: &Type) -> Option<&Ident> {
    super::complete::named(ty)
}
