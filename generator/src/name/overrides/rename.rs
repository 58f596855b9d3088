//! The names that the settings give to types.

use std::collections::{HashMap, HashSet};

use crate::{
    diagnostic::{Code, Diagnostic},
    name::keywords,
    rust::{ArgumentKind, Docs, Ident, Method, Module, Type, TypeItem},
    settings::Settings,
};

/// Old names to new ones.
type Names = HashMap<Ident, Ident>;

/// Renames types wherever they are named.
pub(super) fn types(
    root: &mut Module,
    items: &mut [TypeItem],
    bodies: &mut [Type],
    settings: &Settings,
    errors: &mut Vec<Diagnostic>,
) {
    let names = names(items, settings, errors);
    if names.is_empty() {
        return;
    }
    for one in items {
        item(one, &names);
    }
    for body in bodies {
        ty(body, &names);
    }
    module(root, &names);
}

/// The new names; one that cannot be had is told.
fn names(items: &[TypeItem], settings: &Settings, errors: &mut Vec<Diagnostic>) -> Names {
    let known: HashSet<&str> = items.iter().map(|item| item.ident().as_str()).collect();
    let mut names = Names::new();
    let mut free: HashSet<&str> = HashSet::new();
    for one in settings.types.iter().filter(|one| known.contains(one.name.as_str())) {
        let Some(entry) = &one.value.rename else { continue };
        free.insert(&one.name);
        if !is_camel(&entry.value) || keywords::TYPES.contains(&entry.value.as_str()) {
            let message = format!("`{}` cannot be the name of a type", entry.value.escape_debug());
            errors.push(entry.at.error(
                Code::UnusableSetting,
                message,
                "write a name in camel case, `ApiKey`, that Rust and the runtime do not use",
            ));
            continue;
        }
        names.insert(Ident::new(&one.name), Ident::new(&entry.value));
    }
    let mut taken: HashSet<&str> = known.into_iter().filter(|name| !free.contains(name)).collect();
    for one in &settings.types {
        let Some(entry) = one.value.rename.as_ref().filter(|_| names.contains_key(&Ident::new(&one.name)))
        else {
            continue;
        };
        if !taken.insert(&entry.value) {
            let message = format!("another type is called `{}`", entry.value);
            let help = "choose another name, or rename that type too";
            errors.push(entry.at.error(Code::UnusableSetting, message, help));
        }
    }
    names
}

/// Whether a text is the name of a type or a variant as Rust's conventions have it.
pub(in crate::name) fn is_camel(text: &str) -> bool {
    let is_acronym = text.len() > 2 && text.chars().all(|c| c.is_ascii_uppercase());
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric())
        && !is_acronym
        && text != "Self"
}

/// Whether a text is the name of a field as Rust's conventions have it.
pub(in crate::name) fn is_snake(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !text.ends_with('_')
        && !text.contains("__")
}

fn item(item: &mut TypeItem, names: &Names) {
    docs(item.docs_mut(), names);
    match item {
        TypeItem::Struct(item) => {
            ident(&mut item.ident, names);
            item.fields.iter_mut().for_each(|field| ty(&mut field.ty, names));
        }
        TypeItem::Union(item) => {
            ident(&mut item.ident, names);
            item.variants.iter_mut().for_each(|variant| ty(&mut variant.ty, names));
        }
        TypeItem::Enum(item) => ident(&mut item.ident, names),
    }
}

fn ident(ident: &mut Ident, names: &Names) {
    if let Some(new) = names.get(ident) {
        *ident = new.clone();
    }
}

/// The type that a line of documentation links to. Our own words do so in this form alone, once in a line.
pub(super) fn linked(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("[`")?;
    rest.split_once("`]").map(|(name, _)| name.to_owned())
}

fn docs(docs: &mut Docs, names: &Names) {
    for line in &mut docs.0 {
        if let Some((old, new)) = linked(line).and_then(|name| names.get_key_value(&Ident::new(&name))) {
            *line = line.replace(&format!("[`{old}`]"), &format!("[`{new}`]"));
        }
    }
}

fn ty(of: &mut Type, names: &Names) {
    match of {
        Type::Named(name) | Type::Enum(name) => ident(name, names),
        Type::Vec(inner)
        | Type::Option(inner)
        | Type::Map(inner)
        | Type::Boxed(inner)
        | Type::OrPlaceholder(inner) => ty(inner, names),
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
        | Type::Local(_) => {}
    }
}

/// As deep as the collection, which no reader lets grow beyond a limit.
fn module(of: &mut Module, names: &Names) {
    of.methods.iter_mut().for_each(|one| method(one, names));
    of.modules.iter_mut().for_each(|one| module(one, names));
}

fn method(method: &mut Method, names: &Names) {
    method.body_type.iter_mut().chain(&mut method.response_types).for_each(|one| ty(one, names));
    ty(&mut method.output.ty, names);
    let answers = method.answers.iter_mut().chain(&mut method.errors).flat_map(|one| &mut one.answers);
    answers.for_each(|answer| ty(&mut answer.ty, names));
    let setters = method.setters.iter_mut().map(|setter| &mut setter.argument);
    for argument in method.arguments.iter_mut().chain(setters) {
        match &mut argument.kind {
            ArgumentKind::Borrowed(of) | ArgumentKind::Owned(of) => ty(of, names),
            ArgumentKind::Value | ArgumentKind::Text | ArgumentKind::Body => {}
        }
    }
}
