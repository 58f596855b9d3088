//! Old names that the settings keep: deprecated aliases of what was renamed.

use std::collections::HashSet;

use super::{
    case::Case,
    given::Given,
    keywords,
    overrides::{is_camel, is_snake},
    types::Types,
};
use crate::{
    api::Group,
    diagnostic::{Code, Diagnostic},
    evidence::json_name,
    rust::{Alias, Ident, Method, MethodAlias, Module, Struct, TypeItem},
    settings::{Entry, FieldSettings, Named, Settings, TypeSettings},
};

/// Adds the old names of operations below a folder, and of what belongs to them. As deep as the collection, which no
/// reader lets grow beyond a limit.
pub(super) fn operations(
    group: &Group,
    module: &mut Module,
    given: &Given<'_>,
    errors: &mut Vec<Diagnostic>,
) {
    let handles = module.modules.iter().map(|inner| inner.accessor.clone());
    let mut methods: HashSet<Ident> = module.methods.iter().map(|method| method.ident.clone()).collect();
    methods.extend(handles);
    let mut types: HashSet<Ident> = module.methods.iter().flat_map(own_types).cloned().collect();
    types.extend(module.params.iter().map(|params| params.ident.clone()));
    types.extend([module.handle.clone(), Ident::new("ClientBuilder")]);
    let params: Vec<Ident> = module.params.iter().map(|params| params.ident.clone()).collect();
    for (operation, method) in group.operations.iter().zip(&mut module.methods) {
        let Some(entry) = given.old_names(operation) else { continue };
        for name in &entry.value {
            let ident = Ident::new(&keywords::escape(name.clone()));
            let is_free = !methods.contains(&ident) && !keywords::METHODS.contains(&name.as_str());
            if !is_snake(name) || !is_free {
                errors.push(refused(entry, name, "a method", "another method here has it"));
                continue;
            }
            methods.insert(ident.clone());
            let aliases = aliases(method, &params, name, &mut types);
            method.aliases.push(MethodAlias { ident, types: aliases });
        }
    }
    for (group, module) in group.groups.iter().zip(&mut module.modules) {
        operations(group, module, given, errors);
    }
}

/// The types of a method's module that are called after it.
fn own_types(method: &Method) -> impl Iterator<Item = &Ident> {
    let answers = method.answers.iter().chain(&method.errors).map(|answers| &answers.ident);
    std::iter::once(&method.call).chain(answers)
}

/// What the types of a method would be called if it had its old name.
fn aliases(method: &Method, params: &[Ident], old: &str, taken: &mut HashSet<Ident>) -> Vec<Alias> {
    let (Some(new), Some(old)) = (Case::UpperCamel.apply(method.ident.plain()), Case::UpperCamel.apply(old))
    else {
        return Vec::new();
    };
    let given = method.arguments.iter().filter_map(|argument| argument.kind.local());
    let params = given.filter(|ident| params.contains(ident));
    let mut aliases = Vec::new();
    for target in own_types(method).chain(params) {
        let Some(rest) = target.as_str().strip_prefix(&new) else { continue };
        let ident = Ident::new(&format!("{old}{rest}"));
        if !keywords::TYPES.contains(&ident.as_str()) && taken.insert(ident.clone()) {
            aliases.push(Alias { ident, target: target.clone() });
        }
    }
    aliases
}

/// Adds the old names of types, and of the setters of their fields.
pub(super) fn types(types: &mut Types, settings: &Settings, errors: &mut Vec<Diagnostic>) -> Vec<Alias> {
    let items = types.items_mut();
    let mut taken: HashSet<Ident> = items.iter().map(|item| item.ident().clone()).collect();
    let mut aliases = Vec::new();
    for one in &settings.types {
        let name = one.value.rename.as_ref().map_or(&one.name, |name| &name.value);
        let Some(item) = items.iter_mut().find(|item| item.ident().as_str() == name) else { continue };
        if let Some(entry) = &one.value.renamed_from {
            for name in &entry.value {
                let ident = Ident::new(name);
                let is_name = is_camel(name) && !keywords::TYPES.contains(&name.as_str());
                if is_name && taken.insert(ident.clone()) {
                    aliases.push(Alias { ident, target: item.ident().clone() });
                } else {
                    errors.push(refused(entry, name, "a type", "another type has it"));
                }
            }
        }
        if let TypeItem::Struct(item) = item {
            setters(item, &one.value, errors);
        }
    }
    aliases
}

fn setters(item: &mut Struct, settings: &TypeSettings, errors: &mut Vec<Diagnostic>) {
    let wanted =
        |one: &'_ Named<FieldSettings>| one.value.renamed_from.clone().map(|entry| (one.name.clone(), entry));
    for (field, entry) in settings.fields.iter().filter_map(wanted) {
        let setters = item.fields.iter().filter_map(|field| field.setter.as_ref());
        let taken = setters.flat_map(|setter| std::iter::once(&setter.ident).chain(&setter.aliases));
        let mut taken: HashSet<Ident> = taken.cloned().collect();
        let Some(place) = item.fields.iter_mut().find(|known| json_name(known) == field) else { continue };
        let Some(setter) = &mut place.setter else {
            let message =
                format!("`{}` has no setter for `{field}`, and a field has only one name", item.ident);
            let help = "remove the entry; fields that are plainly there, or stand in answers, cannot have an old name";
            errors.push(entry.at.error(Code::UnusableSetting, message, help));
            continue;
        };
        for name in &entry.value {
            let ident = Ident::new(&keywords::escape(name.clone()));
            let is_reserved = name == "new" || keywords::METHODS.contains(&name.as_str());
            if is_snake(name) && !is_reserved && taken.insert(ident.clone()) {
                setter.aliases.push(ident);
            } else {
                errors.push(refused(&entry, name, "a setter", "another setter has it"));
            }
        }
    }
}

fn refused(entry: &Entry<Vec<String>>, name: &str, what: &str, taken: &str) -> Diagnostic {
    let message = format!("`{}` cannot be the old name of {what}", name.escape_debug());
    let help = format!("write the name as it stood in the code; if {taken}, there is nothing to keep");
    entry.at.error(Code::UnusableSetting, message, help)
}
