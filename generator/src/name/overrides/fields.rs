//! The fields of one type, and the variants of an enum.

use super::{learnt::Learnt, named, retype, set_kind};
use crate::{
    diagnostic::{Code, Diagnostic},
    evidence::json_name,
    name::{
        case::{Case, singular, words},
        docs, keywords, open_enum,
        scope::Scope,
    },
    rust::{Docs, Encoding, Field, Ident, Struct, Type, TypeItem},
    settings::{Entry, EnumValues, FieldSettings, Named, TypeSettings, suggestion},
};

pub(super) fn apply(
    items: &mut Vec<TypeItem>,
    index: usize,
    settings: &TypeSettings,
    learnt: &Learnt,
    errors: &mut Vec<Diagnostic>,
) {
    variants(&mut items[index], &settings.variants, errors);
    if settings.fields.is_empty() {
        return;
    }
    let TypeItem::Struct(owner) = &items[index] else {
        let message = format!("`{}` has no fields: it is an enum", items[index].ident());
        let help = "remove its fields; `variants` gives names to the variants of an enum";
        errors.extend(
            settings
                .fields
                .iter()
                .take(1)
                .map(|one| one.at.error(Code::UnmatchedSetting, message.clone(), help)),
        );
        return;
    };
    let mut owner = owner.clone();
    for one in &settings.fields {
        let Some(place) = owner.fields.iter().position(|field| json_name(field) == one.name) else {
            let message = format!("`{}` has no field `{}`", owner.ident, one.name.escape_debug());
            let names = owner.fields.iter().map(json_name);
            errors.push(one.at.error(
                Code::UnmatchedSetting,
                message,
                suggestion(&one.name, names, "remove the entry; write the name that it has in JSON"),
            ));
            continue;
        };
        field(&mut owner, place, &one.value, items, learnt, errors);
    }
    rename(&mut owner, &settings.fields, errors);
    items[index] = TypeItem::Struct(owner);
}

fn field(
    owner: &mut Struct,
    place: usize,
    settings: &FieldSettings,
    items: &mut Vec<TypeItem>,
    learnt: &Learnt,
    errors: &mut Vec<Diagnostic>,
) {
    let is_form = owner.form.is_some();
    let owner_ident = owner.ident.clone();
    let Some(field) = owner.fields.get_mut(place) else { return };
    let no_json = settings.ty.as_ref().map(|entry| &entry.at);
    let no_json = no_json.or(settings.values.as_ref().map(|entry| &entry.at));
    if let Some(at) = no_json.or(settings.nullable.as_ref().map(|entry| &entry.at)).filter(|_| is_form) {
        let message = format!("the fields of the form `{owner_ident}` are texts and files");
        errors.push(at.error(Code::UnusableSetting, message, "say only `rename` and `required` of them"));
        return;
    }
    if let Some(entry) = &settings.ty {
        match retype::ty(&entry.value, items) {
            Ok(ty) => {
                let was_plain = field.ty == Type::F64 && field.encoding == Encoding::OfTheType;
                let is_mixed = retype::has_float(&ty) && !was_plain;
                field.encoding = if is_mixed { Encoding::MixedNumbers } else { Encoding::OfTheType };
                field.ty = ty;
            }
            Err((message, help)) => errors.push(entry.at.error(Code::UnmatchedSetting, message, help)),
        }
    }
    if let Some(entry) = &settings.values {
        let listed = match &entry.value {
            EnumValues::Listed(values) => Some(values.clone()),
            EnumValues::FromSamples => learnt.texts(&owner_ident, json_name(field)),
        };
        open_enum(field, &owner_ident, entry, listed, items, errors);
    }
    let value = |entry: &Option<Entry<bool>>| entry.as_ref().map(|entry| entry.value);
    set_kind(field, value(&settings.required), value(&settings.nullable));
}

/// Makes a text, or the texts of a list or a map, an enum of its own.
fn open_enum(
    field: &mut Field,
    owner: &Ident,
    entry: &Entry<EnumValues>,
    values: Option<Vec<String>>,
    items: &mut Vec<TypeItem>,
    errors: &mut Vec<Diagnostic>,
) {
    let name = json_name(field).to_owned();
    let Some(mut values) = values else {
        let message = format!("the samples show no text in `{name}`, or too many or too long ones");
        errors.push(entry.at.error(
            Code::UnusableSetting,
            message,
            "list the values: `[\"first\", \"second\"]`",
        ));
        return;
    };
    let mut seen = std::collections::HashSet::new();
    values.retain(|value| seen.insert(value.clone()));
    let is_list = matches!(field.ty, Type::Vec(_) | Type::Map(_));
    let Some(text) = text_in(&mut field.ty) else {
        let message = format!("`{name}` holds no text, which an enum is made of");
        errors.push(entry.at.error(
            Code::UnusableSetting,
            message,
            "remove `values`, or set `type = \"string\"` too",
        ));
        return;
    };
    let mut scope = Scope::with(&[keywords::TYPES]);
    for item in items.iter() {
        scope.reserve(item.ident().as_str());
    }
    let words = words(&name);
    let words = if is_list { singular(&words) } else { words };
    let candidates = [words.clone(), format!("{owner} {words}"), format!("{owner} {words} value")];
    let ident = scope.allocate(Case::UpperCamel, &candidates);
    let docs = Docs(vec![format!("{} of [`{owner}`].", docs::code(&name))]);
    *text = Type::Enum(ident.clone());
    items.push(TypeItem::Enum(open_enum::item(ident, &values, docs)));
}

/// The text that a type is, or that its lists and maps hold.
pub(super) fn text_in(ty: &mut Type) -> Option<&mut Type> {
    if matches!(ty, Type::String | Type::Enum(_)) {
        return Some(ty);
    }
    if let Type::Vec(inner) | Type::Map(inner) | Type::Option(inner) = ty { text_in(inner) } else { None }
}

/// Gives fields their names; those of a struct must be different.
fn rename(owner: &mut Struct, settings: &[Named<FieldSettings>], errors: &mut Vec<Diagnostic>) {
    for one in settings {
        let Some(entry) = &one.value.rename else { continue };
        let Some(place) = owner.fields.iter().position(|field| json_name(field) == one.name) else {
            continue;
        };
        let ident = Ident::new(&keywords::escape(entry.value.clone()));
        let is_snake = super::rename::is_snake(&entry.value);
        if !is_snake {
            let message = format!("`{}` cannot be the name of a field", entry.value.escape_debug());
            errors.push(entry.at.error(
                Code::UnusableSetting,
                message,
                "write it in snake case: `created_at`",
            ));
            continue;
        }
        let is_taken =
            owner.fields.iter().enumerate().any(|(other, field)| other != place && field.ident == ident);
        if is_taken {
            let message = format!("`{}` has a field `{ident}` already", owner.ident);
            errors.push(entry.at.error(
                Code::UnusableSetting,
                message,
                "choose another name, or rename the other field too, before this one",
            ));
            continue;
        }
        let Some(field) = owner.fields.get_mut(place) else { continue };
        if let Some((_, rows)) = &mut owner.form {
            rows.iter_mut().filter(|row| row.ident == field.ident).for_each(|row| row.ident = ident.clone());
        }
        let plain = ident.as_str().trim_start_matches("r#");
        field.rename = (plain != one.name).then(|| one.name.clone());
        field.ident = ident;
    }
}

fn variants(item: &mut TypeItem, settings: &[Named<Entry<String>>], errors: &mut Vec<Diagnostic>) {
    let owner = item.ident().clone();
    // The name by which a variant is known, and its identifier.
    let mut variants: Vec<(String, &mut Ident)> = match item {
        TypeItem::Enum(item) => {
            item.variants.iter_mut().map(|variant| (variant.text.clone(), &mut variant.ident)).collect()
        }
        TypeItem::Union(item) => {
            item.variants.iter_mut().map(|variant| (variant.ident.to_string(), &mut variant.ident)).collect()
        }
        TypeItem::Struct(_) => Vec::new(),
    };
    for one in settings {
        let Some(place) = variants.iter().position(|(name, _)| *name == one.name) else {
            let message = format!("`{owner}` has no variant for `{}`", one.name.escape_debug());
            let names = variants.iter().map(|(name, _)| name.as_str());
            errors.push(one.at.error(
                Code::UnmatchedSetting,
                message,
                suggestion(&one.name, names, "remove the entry"),
            ));
            continue;
        };
        let ident = Ident::new(&one.value.value);
        let is_taken = one.value.value == "Other"
            || variants.iter().enumerate().any(|(other, (_, taken))| other != place && **taken == ident);
        if is_taken || !super::rename::is_camel(&one.value.value) {
            let message = format!(
                "`{}` cannot be the name of this variant of `{owner}`",
                one.value.value.escape_debug()
            );
            errors.push(one.value.at.error(
                Code::UnusableSetting,
                message,
                "write a name in camel case that no other variant has: `InProgress`",
            ));
            continue;
        }
        if let Some((_, known)) = variants.get_mut(place) {
            **known = ident;
        }
    }
}

/// The generated type in a field's type.
pub(super) fn named_in(field: &Field) -> Option<&Ident> {
    named(&field.ty)
}
