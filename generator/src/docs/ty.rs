//! A type of the SDK into its page: its fields or values, what holds it, and which operations use it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::field::{self, Row, Table};
use super::limit::MAX_ROWS;
use super::link::{Link, TypeLink, named};
use super::tree::Tree;
use super::{Input, Site};
use crate::anchor;
use crate::api::{Api, Notes, Property};
use crate::evidence::{self, json_name};
use crate::rust::{Client, Enum, FieldKind, Ident, Struct, Told, Type, TypeItem, Union};

/// As many uses are listed.
const MAX_USES: usize = 50;

/// All that the page of a type shows.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TypePage {
    pub(super) page: String,
    pub(super) name: String,
    /// `struct`, `enum`.
    pub(super) word: &'static str,
    /// Markdown, as in the SDK's own documentation.
    pub(super) docs: String,
    pub(super) table: Table,
    pub(super) variants: Vec<Variant>,
    /// How many more values there are.
    pub(super) more_variants: usize,
    pub(super) operations: Vec<Link>,
    pub(super) types: Vec<Link>,
    /// How many more operations use it.
    pub(super) more: usize,
}

/// One of the values of an enum.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Variant {
    pub(super) name: String,
    /// The text that it stands for, or what tells it from the others.
    pub(super) told: String,
    pub(super) ty: Option<TypeLink>,
}

/// What all pages together know of a type.
#[derive(Default)]
struct Known<'a> {
    notes: HashMap<&'a str, Property>,
    operations: BTreeSet<usize>,
    holders: BTreeSet<&'a str>,
}

/// The pages of all types, in the order of their names.
pub(super) fn types(input: &Input<'_>, site: &Site<'_>) -> Vec<TypePage> {
    let (api, client) = (input.api, input.client);
    let mut known: BTreeMap<&str, Known<'_>> =
        client.types.iter().map(|item| (item.ident().as_str(), Known::default())).collect();
    let below: HashMap<&str, Vec<&str>> =
        client.types.iter().map(|item| (item.ident().as_str(), inner(item))).collect();
    for (owner, inner) in client.types.iter().filter_map(|item| below.get_key_value(item.ident().as_str())) {
        for name in inner {
            if let Some(known) = known.get_mut(name) {
                known.holders.insert(owner);
            }
        }
    }
    uses(&site.tree, &below, &mut known);
    learn(api, client, &mut known);
    let mut pages: Vec<TypePage> =
        client.types.iter().map(|item| page(item, known.get(item.ident().as_str()), site)).collect();
    pages.sort_by(|one, other| one.name.cmp(&other.name));
    pages
}

/// The types that a type names.
fn inner(item: &TypeItem) -> Vec<&str> {
    let types: Vec<&Type> = match item {
        TypeItem::Struct(item) => item.fields.iter().map(|field| &field.ty).collect(),
        TypeItem::Union(item) => item.variants.iter().map(|variant| &variant.ty).collect(),
        TypeItem::Enum(_) => Vec::new(),
    };
    types.into_iter().filter_map(named).map(Ident::as_str).collect()
}

/// Which operations send or answer with each type, at whatever depth.
fn uses<'a>(tree: &Tree<'a>, below: &HashMap<&str, Vec<&'a str>>, known: &mut BTreeMap<&str, Known<'_>>) {
    for (place, leaf) in tree.leaves.iter().enumerate() {
        let roots = leaf.method.body_type.iter().chain(&leaf.method.response_types);
        let mut open: Vec<&str> = roots.filter_map(named).map(Ident::as_str).collect();
        while let Some(name) = open.pop() {
            let Some(known) = known.get_mut(name) else { continue };
            if known.operations.insert(place) {
                open.extend(below.get(name).into_iter().flatten().copied());
            }
        }
    }
}

/// What descriptions say about the fields; of several places the first that says something.
fn learn<'a>(api: &Api, client: &'a Client, known: &mut BTreeMap<&'a str, Known<'a>>) {
    let names: HashMap<&str, HashMap<&str, &'a str>> = client
        .types
        .iter()
        .filter_map(|item| match item {
            TypeItem::Struct(item) => Some((
                item.ident.as_str(),
                item.fields.iter().map(|field| (json_name(field), json_name(field))).collect(),
            )),
            TypeItem::Union(_) | TypeItem::Enum(_) => None,
        })
        .collect();
    evidence::visit(&api.root, &client.root, &client.types, &mut |fact| {
        let Some(known) = known.get_mut(fact.owner.as_str()) else { return };
        let Some(name) =
            names.get(fact.owner.as_str()).and_then(|names| names.get(fact.property.name.as_str()))
        else {
            return;
        };
        match known.notes.get_mut(name) {
            Some(property) => merge(&mut property.notes, &fact.property.notes),
            None => _ = known.notes.insert(name, fact.property.clone()),
        }
    });
}

fn merge(notes: &mut Notes, other: &Notes) {
    if notes.description.is_none() {
        notes.description.clone_from(&other.description);
    }
    if notes.default.is_none() {
        notes.default.clone_from(&other.default);
    }
    if notes.values.is_empty() {
        notes.values.clone_from(&other.values);
    }
}

fn page(item: &TypeItem, known: Option<&Known<'_>>, site: &Site<'_>) -> TypePage {
    let (word, docs, rows, variants) = match item {
        TypeItem::Struct(item) => ("struct", &item.docs, rows(item, known), Vec::new()),
        TypeItem::Union(item) => ("enum", &item.docs, Vec::new(), of_union(item)),
        TypeItem::Enum(item) => ("enum", &item.docs, Vec::new(), of_enum(item)),
    };
    let operations = known.map(|known| &known.operations);
    let holders = known.into_iter().flat_map(|known| &known.holders);
    let link = |name: &&str| {
        let (ident, _) = site.types.get_key_value(&Ident::new(name))?;
        Some(Link { text: ident.to_string(), page: anchor::ty(ident), ..Link::default() })
    };
    TypePage {
        page: anchor::ty(item.ident()),
        name: item.ident().to_string(),
        word,
        docs: docs.0.join("\n"),
        table: Table::new(rows, false, site.secrets),
        more_variants: variants.len().saturating_sub(MAX_ROWS),
        variants: variants.into_iter().take(MAX_ROWS).collect(),
        operations: operations
            .into_iter()
            .flatten()
            .take(MAX_USES)
            .filter_map(|place| site.tree.leaf(*place))
            .collect(),
        types: holders.take(MAX_USES).filter_map(link).collect(),
        more: operations.map_or(0, |all| all.len().saturating_sub(MAX_USES)),
    }
}

fn rows(item: &Struct, known: Option<&Known<'_>>) -> Vec<Row> {
    let row = |field: &crate::rust::Field| {
        let name = json_name(field);
        if let Some(property) = known.and_then(|known| known.notes.get(name)) {
            return field::own(property, Some(field));
        }
        // A field of a form: no sample taught it.
        let wire = item.form.as_ref().and_then(|(_, rows)| rows.iter().find(|row| row.ident == field.ident));
        Row {
            name: wire.map_or(name, |row| &row.name).to_owned(),
            kind: form_word(&field.ty).to_owned(),
            ty: Some(TypeLink::new(&field.ty)),
            required: matches!(field.kind, FieldKind::Required | FieldKind::Nullable),
            ..Row::default()
        }
    };
    item.fields.iter().map(row).collect()
}

fn form_word(ty: &Type) -> &'static str {
    if *ty.innermost() == Type::Part { "File" } else { "String" }
}

fn of_union(item: &Union) -> Vec<Variant> {
    let variant = |variant: &crate::rust::UnionVariant| Variant {
        name: variant.ident.to_string(),
        told: match &item.told {
            Told::Kind => String::new(),
            Told::Tag(tag) => format!("{tag} is {}", variant.marks.join(" or ")),
            Told::Fields => format!("it has {}", variant.marks.join(", ")),
        },
        ty: Some(TypeLink::new(&variant.ty)),
    };
    item.variants.iter().map(variant).collect()
}

fn of_enum(item: &Enum) -> Vec<Variant> {
    let variant = |variant: &crate::rust::EnumVariant| Variant {
        name: variant.ident.to_string(),
        told: variant.text.clone(),
        ty: None,
    };
    item.variants.iter().map(variant).collect()
}
