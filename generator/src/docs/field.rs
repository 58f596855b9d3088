//! Shapes and their Rust types, followed together, into the rows of tables: one for each field, however deep.

use std::collections::HashMap;

use serde::Serialize;

use super::Site;
use super::limit::{self, MAX_ROWS};
use super::link::TypeLink;
use crate::api::{Arm, Kind, Notes, Property, Schema, Told, Variants};
use crate::evidence::json_name;
use crate::item::Secrets;
use crate::rust::{FieldKind, Ident, Struct, Type, TypeItem};

/// Fields below fields: what is deeper is shown by its type.
const MAX_DEPTH: usize = 8;

/// The fields of a body or of a type.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    /// There are more fields than are shown.
    pub(super) is_cut: bool,
}

/// A parameter or a field.
#[derive(Clone, Debug, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub(super) struct Row {
    /// The way to the object that has it, if there is one: `acl[].scope.`
    pub(super) around: String,
    /// Behind that way: `productId[]`.
    pub(super) name: String,
    /// How many fields are around it.
    pub(super) depth: usize,
    /// `String`, `Array`, `String or Integer`.
    pub(super) kind: String,
    /// What a list holds, if that is known: `String`.
    pub(super) of: Option<String>,
    pub(super) nullable: bool,
    /// The type in Rust, if the SDK has one for it.
    pub(super) ty: Option<TypeLink>,
    /// No example has it, and so the type in Rust has it not.
    pub(super) only_described: bool,
    /// What is in it stands on the page of its type.
    pub(super) elsewhere: bool,
    pub(super) required: bool,
    pub(super) deprecated: bool,
    /// Where it is only there under a condition: that, in words.
    pub(super) condition: Option<String>,
    /// Markdown.
    pub(super) description: Option<String>,
    pub(super) values: Vec<String>,
    /// How many more there are.
    pub(super) more_values: usize,
    pub(super) default: Option<String>,
    pub(super) example: Option<String>,
}

impl Table {
    /// As much of the rows as a page shows.
    pub(super) fn new(rows: Vec<Row>, is_cut: bool, secrets: &Secrets) -> Self {
        let (rows, more) = limit::rows(rows, secrets);
        Self { rows, is_cut: is_cut || more > 0 }
    }
}

/// All types of the SDK by their names.
pub(super) type Types<'a> = HashMap<&'a Ident, &'a TypeItem>;

/// The fields of a body, of which `ty` is the type in Rust.
pub(super) fn table(schema: &Schema, ty: Option<&Type>, site: &Site<'_>) -> Table {
    let mut walk = Walk { types: &site.types, table: Table::default(), open: Vec::new(), depth: 0 };
    walk.schema(schema, ty, "", None);
    Table::new(walk.table.rows, walk.table.is_cut, site.secrets)
}

/// The field of a type, without what is below it.
pub(super) fn own(property: &Property, field: Option<&crate::rust::Field>) -> Row {
    row(property, "", field, 0, None)
}

struct Walk<'t> {
    types: &'t Types<'t>,
    table: Table,
    /// The types around the field at hand.
    open: Vec<Ident>,
    /// How many fields are around it, and keys of maps.
    depth: usize,
}

impl Walk<'_> {
    /// As deep as `MAX_DEPTH`, but for lists in lists, which no reader lets grow beyond a limit.
    fn schema(&mut self, schema: &Schema, ty: Option<&Type>, prefix: &str, condition: Option<&str>) {
        self.kind(&schema.kind, ty, prefix, condition);
    }

    fn kind(&mut self, kind: &Kind, ty: Option<&Type>, prefix: &str, condition: Option<&str>) {
        let ty = ty.map(plain);
        match kind {
            Kind::Array(inner) => {
                let element = ty.and_then(|ty| if let Type::Vec(inner) = ty { Some(&**inner) } else { None });
                self.schema(inner, element, &format!("{prefix}[]"), condition);
            }
            Kind::Map(inner) => {
                let value = ty.and_then(|ty| if let Type::Map(inner) = ty { Some(&**inner) } else { None });
                self.depth += 1;
                self.schema(inner, value, &join(prefix, "{key}"), condition);
                self.depth -= 1;
            }
            Kind::Object(object) => self.object(&object.properties, ty, prefix, condition),
            Kind::Variants(variants) => self.variants(variants, ty, prefix),
            Kind::Union(kinds) => {
                let union = self.union(ty);
                for (place, kind) in kinds.iter().enumerate() {
                    let ty = union.and_then(|union| union.variants.get(place)).map(|variant| &variant.ty);
                    self.kind(kind, ty, prefix, condition);
                }
            }
            Kind::Unknown
            | Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number(_)
            | Kind::String
            | Kind::Enum(_)
            | Kind::Itself => {}
        }
    }

    fn union<'t>(&self, ty: Option<&Type>) -> Option<&'t crate::rust::Union>
    where
        Self: 't,
    {
        let Some(Type::Named(name)) = ty else { return None };
        match self.types.get(name).copied() {
            Some(TypeItem::Union(union)) => Some(union),
            Some(TypeItem::Struct(_) | TypeItem::Enum(_)) | None => None,
        }
    }

    fn variants(&mut self, variants: &Variants, ty: Option<&Type>, prefix: &str) {
        let union = self.union(ty);
        for (place, arm) in variants.arms.iter().enumerate() {
            let ty = union.and_then(|union| union.variants.get(place)).map(|variant| &variant.ty);
            let condition = condition(&variants.told, arm);
            self.object(&arm.object.properties, ty.map(plain), prefix, Some(&condition));
        }
    }

    fn object(&mut self, properties: &[Property], ty: Option<&Type>, prefix: &str, condition: Option<&str>) {
        let item = structure(ty, self.types);
        if let Some(item) = item {
            self.open.push(item.ident.clone());
        }
        for property in properties {
            if self.table.rows.len() >= MAX_ROWS {
                self.table.is_cut = true;
                break;
            }
            let field =
                item.and_then(|item| item.fields.iter().find(|field| json_name(field) == property.name));
            let name = join(prefix, &property.name);
            let mut row = row(property, prefix, field, self.depth, condition);
            let inner = field.map(|field| field.ty.innermost());
            let is_open = matches!(inner, Some(Type::Named(name)) if self.open.contains(name));
            row.elsewhere = has_fields(&property.schema.kind) && (is_open || self.depth + 1 >= MAX_DEPTH);
            let goes_on = !row.elsewhere;
            self.table.rows.push(row);
            if goes_on {
                self.depth += 1;
                self.schema(&property.schema, field.map(|field| &field.ty), &name, None);
                self.depth -= 1;
            }
        }
        if item.is_some() {
            self.open.pop();
        }
    }
}

fn structure<'t>(ty: Option<&Type>, types: &Types<'t>) -> Option<&'t Struct> {
    let Some(Type::Named(name)) = ty else { return None };
    match types.get(name).copied() {
        Some(TypeItem::Struct(item)) => Some(item),
        Some(TypeItem::Union(_) | TypeItem::Enum(_)) | None => None,
    }
}

/// Without what does not show in JSON.
fn plain(mut ty: &Type) -> &Type {
    while let Type::Option(inner) | Type::Boxed(inner) | Type::OrPlaceholder(inner) = ty {
        ty = inner;
    }
    ty
}

fn join(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") }
}

/// Behind the name of each list stand brackets, as often as lists stand in it.
fn row(
    property: &Property,
    prefix: &str,
    field: Option<&crate::rust::Field>,
    depth: usize,
    condition: Option<&str>,
) -> Row {
    let Notes { description, default, values, .. } = &*property.notes;
    let (required, nullable) = match field.map(|field| field.kind) {
        Some(FieldKind::Required) => (true, property.schema.nullable),
        Some(FieldKind::Nullable) => (true, true),
        Some(FieldKind::Optional) => (false, property.schema.nullable),
        Some(FieldKind::OptionalNullable) => (false, true),
        None => (property.required, property.schema.nullable),
    };
    Row {
        around: join(prefix, ""),
        name: format!("{}{}", property.name, brackets(&property.schema.kind)),
        depth,
        kind: word(&property.schema.kind),
        of: element(&property.schema.kind),
        nullable,
        ty: field.map(|field| TypeLink::new(&field.ty)),
        required,
        condition: condition.map(str::to_owned),
        description: description.clone(),
        values: if values.is_empty() { known(&property.schema.kind) } else { values.clone() },
        default: default.clone(),
        ..Row::default()
    }
}

fn brackets(kind: &Kind) -> String {
    if let Kind::Array(inner) = kind { format!("[]{}", brackets(&inner.kind)) } else { String::new() }
}

/// The valid values of a text, or of the texts in a list.
pub(super) fn known(kind: &Kind) -> Vec<String> {
    match kind {
        Kind::Enum(values) => values.clone(),
        Kind::Array(inner) => known(&inner.kind),
        Kind::Unknown
        | Kind::Boolean
        | Kind::Integer { .. }
        | Kind::Number(_)
        | Kind::String
        | Kind::Object(_)
        | Kind::Variants(_)
        | Kind::Itself
        | Kind::Map(_)
        | Kind::Union(_) => Vec::new(),
    }
}

/// The kind as a word that readers of references know.
pub(super) fn word(kind: &Kind) -> String {
    let word = match kind {
        Kind::Unknown => "Any",
        Kind::Boolean => "Boolean",
        Kind::Integer { .. } => "Integer",
        Kind::Number(_) => "Number",
        Kind::String | Kind::Enum(_) => "String",
        Kind::Array(_) => "Array",
        Kind::Object(_) | Kind::Variants(_) | Kind::Itself => "Object",
        Kind::Map(_) => "Map",
        Kind::Union(kinds) => {
            let mut words: Vec<String> = Vec::new();
            for word in kinds.iter().map(word) {
                if !words.contains(&word) {
                    words.push(word);
                }
            }
            return words.join(" or ");
        }
    };
    word.to_owned()
}

/// The kind of what a list holds, if there is more to say than that it is a list.
pub(super) fn element(kind: &Kind) -> Option<String> {
    let Kind::Array(inner) = kind else { return None };
    let own = word(&inner.kind);
    match element(&inner.kind) {
        Some(below) => Some(format!("{own} of {below}")),
        None => Some(own).filter(|_| inner.kind != Kind::Unknown),
    }
}

fn has_fields(kind: &Kind) -> bool {
    match kind {
        Kind::Object(_) | Kind::Variants(_) | Kind::Itself => true,
        Kind::Array(inner) | Kind::Map(inner) => has_fields(&inner.kind),
        Kind::Union(kinds) => kinds.iter().any(has_fields),
        Kind::Unknown
        | Kind::Boolean
        | Kind::Integer { .. }
        | Kind::Number(_)
        | Kind::String
        | Kind::Enum(_) => false,
    }
}

/// When an object is this one of several things.
fn condition(told: &Told, arm: &Arm) -> String {
    let marks: Vec<&str> = arm.marks.iter().map(String::as_str).collect();
    match told {
        Told::Tag(tag) => format!("if {tag} is {}", marks.join(" or ")),
        Told::Fields => format!("beside {}", marks.join(", ")),
    }
}
