//! A field of a generated type into the evidence for it: which samples and descriptions taught it what, and which rule
//! decided.

mod rules;
mod sample;
mod text;

use std::collections::HashMap;

use crate::anchor;
use crate::api::Api;
use crate::diagnostic::Pointer;
use crate::evidence::{self, json_name};
use crate::manifest::{operations, type_text};
use crate::rust::{Client, Field, FieldKind, Struct, TypeItem};
use crate::settings::{Place, Settings, suggestion};
pub(crate) use text::{json, text};

/// The texts of request bodies, by the place of the request.
pub(crate) type Bodies = HashMap<Pointer, Vec<(Pointer, String)>>;

/// What is known about a field.
#[derive(Clone, Debug)]
pub(crate) struct Explanation {
    /// The type.
    pub(crate) owner: String,
    /// The field's name in JSON.
    pub(crate) name: String,
    /// As it stands in code.
    pub(crate) rust: String,
    pub(crate) ty: String,
    /// What decided: presence, null, type.
    pub(crate) rules: Vec<String>,
    pub(crate) samples: Vec<Sample>,
    pub(crate) descriptions: Vec<Described>,
    pub(crate) settings: Vec<Place>,
    /// The type's page in the reference.
    pub(crate) page: String,
}

/// What a sample shows of a field.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) at: Pointer,
    /// Method and name of the request.
    pub(crate) operation: String,
    /// Its page in the reference.
    pub(crate) page: String,
    /// `request`, `response 200`.
    pub(crate) part: String,
    /// How many objects of the type it holds, how many of them have the field, and in how many it is null.
    pub(crate) objects: usize,
    pub(crate) present: usize,
    pub(crate) nulls: usize,
    /// The JSON kinds of the other values.
    pub(crate) kinds: Vec<&'static str>,
}

/// What a description says of a field.
#[derive(Clone, Debug)]
pub(crate) struct Described {
    pub(crate) at: Pointer,
    pub(crate) operation: String,
    pub(crate) says: Vec<String>,
}

/// Explains `Type.field`, or every field of `Type`; or says what there is none of, and what may have been meant.
pub(crate) fn explain(
    api: &Api,
    client: &Client,
    bodies: &Bodies,
    settings: &Settings,
    wanted: &str,
) -> Result<Vec<Explanation>, (String, String)> {
    let wanted = wanted.strip_prefix("types::").unwrap_or(wanted);
    let (owner, name) = wanted.split_once('.').map_or((wanted, None), |(owner, name)| (owner, Some(name)));
    let owner = find(client, owner)?;
    let fields = owner.fields.iter().filter(|field| name.is_none_or(|name| is_called(field, name)));
    let fields: Vec<&Field> = fields.collect();
    let mut explanations: Vec<Explanation> =
        fields.iter().map(|field| empty(owner, field, settings)).collect();
    if explanations.is_empty() {
        let name = name.unwrap_or_default();
        let names = owner.fields.iter().map(json_name);
        let all: Vec<String> = owner.fields.iter().map(|field| format!("`{}`", json_name(field))).collect();
        let help = suggestion(name, names, &format!("its fields are {}", all.join(", ")));
        return Err((format!("`{}` has no field `{}`", owner.ident, name.escape_debug()), help));
    }
    let pages = operations(api, client);
    let pages: Vec<String> = pages
        .iter()
        .map(|entry| format!("{}.html", anchor::operation(&entry.modules, &entry.method.ident)))
        .collect();
    let mut learnt: Vec<rules::Learnt> =
        fields.iter().map(|field| rules::Learnt::new(field.ty.format())).collect();
    evidence::visit(&api.root, &client.root, &client.types, &mut |fact| {
        let is_meant = |one: &Explanation| one.owner == fact.owner.as_str() && one.name == fact.property.name;
        let Some(place) = explanations.iter().position(is_meant) else { return };
        let (Some(one), Some(learnt)) = (explanations.get_mut(place), learnt.get_mut(place)) else { return };
        let page = pages.get(fact.operation.index).map(String::as_str).unwrap_or_default();
        one.samples.extend(sample::of_fact(fact, bodies, page));
        one.descriptions.extend(rules::described(fact));
        learnt.add(fact);
    });
    for (one, learnt) in explanations.iter_mut().zip(&learnt) {
        one.rules = learnt.rules(&one.samples);
    }
    Ok(explanations)
}

fn find<'a>(client: &'a Client, name: &str) -> Result<&'a Struct, (String, String)> {
    match client.types.iter().find(|item| item.ident().as_str() == name) {
        Some(TypeItem::Struct(item)) if item.form.is_none() => Ok(item),
        Some(TypeItem::Struct(_)) => Err((
            format!("`{name}` is a form: its fields are the collection's own, and no sample taught them"),
            "ask for a type that travels as JSON".to_owned(),
        )),
        Some(TypeItem::Union(_) | TypeItem::Enum(_)) => Err((
            format!("`{name}` is an enum and has no fields"),
            "ask for the field that holds it".to_owned(),
        )),
        None => {
            let names = client.types.iter().map(|item| item.ident().as_str());
            let otherwise = "the generated code and `postwright inspect` show the names of types";
            let help = suggestion(name, names, otherwise);
            Err((format!("no generated type is called `{}`", name.escape_debug()), help))
        }
    }
}

/// By its name in JSON or in Rust.
fn is_called(field: &Field, name: &str) -> bool {
    json_name(field) == name || field.ident.as_str().trim_start_matches("r#") == name
}

fn empty(owner: &Struct, field: &Field, settings: &Settings) -> Explanation {
    let ty = type_text(&field.ty);
    Explanation {
        owner: owner.ident.to_string(),
        name: json_name(field).to_owned(),
        rust: field.ident.to_string(),
        ty: match field.kind {
            FieldKind::Required => ty,
            FieldKind::Optional | FieldKind::Nullable => format!("Option<{ty}>"),
            FieldKind::OptionalNullable => format!("postwright_runtime::Field<{ty}>"),
        },
        rules: Vec::new(),
        samples: Vec::new(),
        descriptions: Vec::new(),
        settings: said(settings, owner.ident.as_str(), field),
        page: format!("{}.html", anchor::ty(&owner.ident)),
    }
}

/// Where the settings speak of a field.
fn said(settings: &Settings, owner: &str, field: &Field) -> Vec<Place> {
    let name = json_name(field);
    let is_owner = |one: &&crate::settings::Named<crate::settings::TypeSettings>| match &one.value.rename {
        Some(new) => new.value == owner,
        None => one.name == owner,
    };
    let types: Vec<_> = settings.types.iter().filter(is_owner).collect();
    let lenient = types.iter().find_map(|one| one.value.lenient.as_ref()).or(settings.lenient.as_ref());
    let own = types.iter().flat_map(|one| &one.value.fields).filter(|field| field.name == name);
    let format = field.ty.format().and_then(|format| {
        let lists = types.iter().map(|one| &one.value.formats).chain([&settings.formats]);
        lists.flatten().find(|one| one.name == format.word())
    });
    let places = own.map(|field| &field.at).chain(format.map(|one| &one.at));
    places.chain(lenient.map(|entry| &entry.at)).cloned().collect()
}
