//! The types that the settings give to fields.

use std::collections::HashSet;

use super::{fields::named_in, generated};
use crate::{
    diagnostic::{Code, Diagnostic},
    evidence::json_name,
    rust::{Ident, Type, TypeItem, UnionVariant},
    settings::{Settings, TypeExpression, suggestion},
};

/// The Rust type of an expression; or what is wrong and what to do.
pub(super) fn ty(expression: &TypeExpression, items: &[TypeItem]) -> Result<Type, (String, String)> {
    Ok(match expression {
        TypeExpression::String => Type::String,
        TypeExpression::Integer => Type::I64,
        TypeExpression::Unsigned => Type::U64,
        TypeExpression::Float => Type::F64,
        TypeExpression::Number => Type::Number,
        TypeExpression::Boolean => Type::Bool,
        TypeExpression::Json | TypeExpression::Wrong(_) => Type::Json,
        TypeExpression::List(inner) => Type::Vec(Box::new(ty(inner, items)?)),
        TypeExpression::Map(inner) => Type::Map(Box::new(ty(inner, items)?)),
        TypeExpression::Path(path) => Type::Path(path.clone()),
        TypeExpression::Generated(name) => generated(items, name).ok_or_else(|| {
            let names = items.iter().map(|item| item.ident().as_str());
            let otherwise =
                "write a type of JSON, the name of a generated type, or the path of your own: `crate::Money`";
            (format!("no generated type is called `{name}`"), suggestion(name, names, otherwise))
        })?,
    })
}

/// Whether a plain float is in it, in lists and maps too.
pub(super) fn has_float(ty: &Type) -> bool {
    if let Type::Vec(inner) | Type::Map(inner) = ty { has_float(inner) } else { *ty == Type::F64 }
}

/// Tells which fields, having got their types, would hold themselves: such a struct has no size.
pub(super) fn check_cycles(items: &[TypeItem], settings: &Settings, errors: &mut Vec<Diagnostic>) {
    for one in &settings.types {
        for field in &one.value.fields {
            let Some(entry) = &field.value.ty else { continue };
            let Some(TypeItem::Struct(owner)) = items.iter().find(|item| item.ident().as_str() == one.name)
            else {
                continue;
            };
            let ty = owner.fields.iter().find(|known| json_name(known) == field.name).map(|known| &known.ty);
            if let Some(Type::Named(inner)) = ty
                && holds(items, inner, &owner.ident, &mut HashSet::new())
            {
                let message = format!("`{}` would hold itself in its field `{}`", one.name, field.name);
                let help = format!("make it a list, `[{inner}]`, or any JSON, `json`");
                errors.push(entry.at.error(Code::UnusableSetting, message, help));
            }
        }
    }
}

/// Whether a value of a type holds one of another directly: not in a list or a map.
fn holds<'a>(items: &'a [TypeItem], from: &'a Ident, wanted: &Ident, seen: &mut HashSet<&'a Ident>) -> bool {
    if from == wanted {
        return true;
    }
    if !seen.insert(from) {
        return false;
    }
    let inside: Vec<&Ident> = match items.iter().find(|item| item.ident() == from) {
        Some(TypeItem::Struct(item)) => {
            let direct = item.fields.iter().filter(|field| !matches!(field.ty, Type::Vec(_) | Type::Map(_)));
            direct.filter_map(named_in).collect()
        }
        Some(TypeItem::Union(item)) => {
            let named = |variant: &'a UnionVariant| {
                if let Type::Named(inner) = &variant.ty { Some(inner) } else { None }
            };
            item.variants.iter().filter_map(named).collect()
        }
        Some(TypeItem::Enum(_)) | None => return false,
    };
    inside.into_iter().any(|inner| holds(items, inner, wanted, seen))
}
