//! Schemas to the items of the module `types`, each shape of one name once.

mod edit;
mod plan;
mod variants;

pub(super) use plan::{Wanted, What};

use plan::Planned;

use super::{
    case::{Case, singular_noun, words},
    census::{Census, Remembered},
    docs::{self, Writer},
    home, open_enum,
    scope::Scope,
    shape::{ShapeId, Shapes},
    symbol::field_candidates,
};
use crate::hash::HashMap;
use crate::{
    api::{Kind, Notes, Numbers, Object, Property, Schema},
    rust::{
        Docs, Encoding, Field, FieldKind, Ident, Struct, Told, Type, TypeItem, Union, UnionVariant, ValueKind,
    },
};

/// A shape and its name; the name is empty for a whole body.
type Known = (ShapeId, String);

/// Builds the module `types`.
#[derive(Debug)]
pub(super) struct Types<'a> {
    shapes: Shapes<'a>,
    plan: plan::Plan,
    notes: Remembered,
    items: Vec<TypeItem>,
    indices: HashMap<Ident, usize>,
}

/// Where a type is needed: what it is known by and what its documentation says.
#[derive(Clone)]
pub(super) struct Place<'p> {
    /// The name of the field, or what else stands there.
    pub(super) base: String,
    /// One sentence, which is written where a type is new: most fields hold none.
    pub(super) summary: &'p dyn Fn() -> String,
    /// A whole body: its type is shared with other bodies of the same shape, whatever their names.
    pub(super) is_root: bool,
    /// The type whose field it is.
    pub(super) owner: Option<Ident>,
}

impl Place<'_> {
    /// The place of an array's elements.
    fn element(&self) -> Self {
        Self { base: element_name(&self.base), ..self.clone() }
    }

    /// The place of what is part of the type at this place without being its field.
    fn part(&self, base: String) -> Self {
        Self { base, summary: self.summary, is_root: false, owner: None }
    }
}

impl<'a> Types<'a> {
    /// Names all types, in the order of `wanted`. The most frequent shape of a field's name gets it, of equally frequent
    /// ones the one that the census saw first. What no field is called is left to whole bodies that `share` it: a later
    /// one goes before an earlier one.
    pub(super) fn new<'o>(
        mut census: Census<'a>,
        shared: impl Iterator<Item = Known>,
        wanted: impl FnOnce(&mut Shapes<'a>) -> Vec<Wanted<'o, 'a>>,
    ) -> Self {
        let homes = home::settle(&mut census);
        let Census { mut shapes, claims, notes, .. } = census;
        let winner = |counts: HashMap<ShapeId, usize>| {
            counts.into_iter().max_by_key(|&(id, count)| (count, std::cmp::Reverse(id))).map(|(id, _)| id)
        };
        let fields: HashMap<String, ShapeId> =
            claims.into_iter().filter_map(|(name, counts)| winner(counts).map(|id| (name, id))).collect();
        let bodies =
            shared.filter(|(id, name)| !homes.contains_key(id) && !fields.contains_key(name)).collect();
        let wanted = wanted(&mut shapes);
        let plan = plan::plan(&wanted, plan::Winners { fields, bodies, homes }, &mut shapes);
        Self { shapes, plan, notes, items: Vec::new(), indices: HashMap::default() }
    }

    /// The items, in the order in which their names were given.
    pub(super) fn into_items(self) -> Vec<TypeItem> {
        self.items
    }

    /// The items, to be completed.
    pub(super) fn items_mut(&mut self) -> &mut Vec<TypeItem> {
        &mut self.items
    }

    /// The index of an item.
    pub(super) fn index(&self, ident: &Ident) -> Option<usize> {
        self.indices.get(ident).copied()
    }

    /// A type that no schema describes: the form of the operation with this index.
    pub(super) fn add_form(&mut self, index: usize, build: impl FnOnce(Ident) -> Struct) -> Ident {
        let ident = self.plan.form(index, &["form".to_owned()]);
        self.indices.insert(ident.clone(), self.items.len());
        self.items.push(TypeItem::Struct(build(ident.clone())));
        ident
    }

    /// The type of a whole body.
    pub(super) fn body(&mut self, schema: &'a Schema, place: &Place<'_>) -> Type {
        self.element(schema, place, false)
    }

    /// A type that stands where nothing but its value says that it is missing.
    fn element(&mut self, schema: &'a Schema, place: &Place<'_>, in_field: bool) -> Type {
        let ty = or_placeholder(schema, self.kind(&schema.kind, place, in_field));
        if schema.nullable && ty != Type::Json { Type::Option(Box::new(ty)) } else { ty }
    }

    fn kind(&mut self, kind: &'a Kind, place: &Place<'_>, in_field: bool) -> Type {
        match kind {
            Kind::Unknown => Type::Json,
            Kind::Boolean => Type::Bool,
            Kind::Integer { unsigned: false } => Type::I64,
            Kind::Integer { unsigned: true } => Type::U64,
            Kind::Number(Numbers::Float) => Type::F64,
            Kind::Number(Numbers::Mixed) if in_field => Type::F64,
            Kind::Number(Numbers::Mixed | Numbers::Exact) => Type::Number,
            Kind::String => Type::String,
            Kind::Array(element) => Type::Vec(Box::new(self.element(element, &place.element(), in_field))),
            Kind::Map(value) => Type::Map(Box::new(self.element(value, &place.element(), in_field))),
            Kind::Object(object) if object.properties.is_empty() => Type::Json,
            Kind::Object(_) | Kind::Variants(_) | Kind::Union(_) => Type::Named(self.named(kind, place)),
            Kind::Enum(_) => Type::Enum(self.named(kind, place)),
            Kind::Itself => place.owner.clone().map_or(Type::Json, Type::Named),
        }
    }

    fn named(&mut self, kind: &'a Kind, place: &Place<'_>) -> Ident {
        let id = self.shapes.id(kind);
        let (Planned { ident, base }, new) = self.ident(id, place);
        let Some((index, key)) = new else { return ident };
        // The place that comes first names the parts, wherever this one is.
        let place = &Place { base, ..place.clone() };
        let item = match kind {
            Kind::Union(kinds) => TypeItem::Union(self.union(ident.clone(), kinds, place)),
            Kind::Variants(variants) => TypeItem::Union(self.variants(ident.clone(), variants, place)),
            Kind::Object(object) => TypeItem::Struct(self.object(ident.clone(), object, place, &key)),
            Kind::Enum(values) => TypeItem::Enum(open_enum::item(ident.clone(), values, place.docs())),
            Kind::Unknown
            | Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number(_)
            | Kind::String
            | Kind::Itself
            | Kind::Array(_)
            | Kind::Map(_) => TypeItem::Struct(empty(&ident)),
        };
        self.items[index] = item;
        ident
    }

    /// The type of one of several things.
    fn arm(&mut self, object: &'a Object, place: &Place<'_>) -> Ident {
        let id = self.shapes.object(object);
        let (Planned { ident, .. }, new) = self.ident(id, place);
        if let Some((index, key)) = new {
            self.items[index] = TypeItem::Struct(self.object(ident.clone(), object, place, &key));
        }
        ident
    }

    /// The name of a shape at a place; with the index of its item and what it is known by if it is new.
    fn ident(&mut self, id: ShapeId, place: &Place<'_>) -> (Planned, Option<(usize, Known)>) {
        let (key, planned) = self.plan.name(id, &place.base, place.is_root);
        if self.indices.contains_key(&planned.ident) {
            return (planned, None);
        }
        let index = self.items.len();
        self.indices.insert(planned.ident.clone(), index);
        self.items.push(TypeItem::Struct(empty(&planned.ident)));
        (planned, Some((index, key)))
    }

    fn object(&mut self, ident: Ident, object: &'a Object, place: &Place<'_>, key: &Known) -> Struct {
        let mut scope = Scope::default();
        let notes = self.notes.get(key).cloned().unwrap_or_default();
        let field = |property: &'a Property| {
            let known = notes.get(&property.name).filter(|_| property.notes == Notes::default());
            self.field(&ident, property, known.unwrap_or(&property.notes), &mut scope)
        };
        let fields = object.properties.iter().map(field).collect();
        Struct { ident, docs: place.docs(), fields, constructor: None, derives_default: false, form: None }
    }

    fn field(&mut self, owner: &Ident, property: &'a Property, notes: &Notes, scope: &mut Scope) -> Field {
        let ident = scope.allocate(Case::Snake, field_candidates(&property.name));
        let summary = || format!("{} of [`{owner}`].", docs::code(&property.name));
        let place = Place {
            base: words(&property.name),
            summary: &summary,
            is_root: false,
            owner: Some(owner.clone()),
        };
        let schema = &property.schema;
        let ty = self.kind(&schema.kind, &place, true);
        let is_endless = schema.kind == Kind::Itself;
        let ty = or_placeholder(schema, if is_endless { Type::Boxed(Box::new(ty)) } else { ty });
        let kind = match (property.required, schema.nullable) {
            (true, true) if ty == Type::Json => FieldKind::Required,
            (true, false) => FieldKind::Required,
            (true, true) => FieldKind::Nullable,
            (false, false) => FieldKind::Optional,
            (false, true) => FieldKind::OptionalNullable,
        };
        let plain = ident.as_str().trim_start_matches("r#");
        Field {
            rename: (plain != property.name).then(|| property.name.clone()),
            docs: docs::field(property, notes),
            encoding: encoding(&schema.kind),
            setter: None,
            ident,
            ty,
            kind,
        }
    }

    fn union(&mut self, ident: Ident, kinds: &'a [Kind], place: &Place<'_>) -> Union {
        let mut variants = Vec::new();
        for kind in kinds {
            let (name, value_kind, summary) = variant(kind);
            let place = place.part(member_name(kind, &place.base));
            variants.push(UnionVariant {
                ident: Ident::new(name),
                docs: Docs(vec![summary.to_owned()]),
                kind: value_kind,
                marks: Vec::new(),
                ty: self.kind(kind, &place, false),
            });
        }
        Union { ident, docs: place.docs(), told: Told::Kind, variants, derives_default: false }
    }
}

impl Place<'_> {
    fn docs(&self) -> Docs {
        Writer::default().paragraph((self.summary)()).docs()
    }
}

fn empty(ident: &Ident) -> Struct {
    Struct {
        ident: ident.clone(),
        docs: Docs::default(),
        fields: Vec::new(),
        constructor: None,
        derives_default: false,
        form: None,
    }
}

fn or_placeholder(schema: &Schema, ty: Type) -> Type {
    if schema.has_placeholder() { Type::OrPlaceholder(Box::new(ty)) } else { ty }
}

/// The name of what is one of several kinds of values.
fn member_name(kind: &Kind, name: &str) -> String {
    let suffix = if variant(kind).1 == ValueKind::Object { "object" } else { "list" };
    format!("{name} {suffix}")
}

/// The name of one element of a thing with this name.
fn element_name(name: &str) -> String {
    let words = words(name);
    let single = singular_noun(&words);
    if single == words { format!("{words} item") } else { single }
}

/// The name of what is `depth` lists and maps deep in a thing with this name.
pub(super) fn element_of(name: String, depth: usize) -> String {
    (0..depth).fold(name, |name, _| element_name(&name))
}

/// How a number that stands directly in a field, or in its lists and maps, is written.
fn encoding(kind: &Kind) -> Encoding {
    match kind {
        Kind::Number(Numbers::Mixed) => Encoding::MixedNumbers,
        Kind::Array(element) | Kind::Map(element) => encoding(&element.kind),
        Kind::Number(Numbers::Float | Numbers::Exact)
        | Kind::Unknown
        | Kind::Boolean
        | Kind::Integer { .. }
        | Kind::String
        | Kind::Itself
        | Kind::Enum(_)
        | Kind::Object(_)
        | Kind::Variants(_)
        | Kind::Union(_) => Encoding::OfTheType,
    }
}

fn variant(kind: &Kind) -> (&'static str, ValueKind, &'static str) {
    match kind {
        Kind::String | Kind::Enum(_) | Kind::Unknown => ("Text", ValueKind::String, "A text."),
        Kind::Boolean => ("Boolean", ValueKind::Boolean, "`true` or `false`."),
        Kind::Integer { .. } => ("Integer", ValueKind::Integer, "A whole number."),
        Kind::Number(_) => ("Number", ValueKind::Number, "A number."),
        Kind::Array(_) => ("List", ValueKind::Array, "A list."),
        Kind::Object(_) | Kind::Variants(_) | Kind::Itself | Kind::Map(_) | Kind::Union(_) => {
            ("Object", ValueKind::Object, "An object.")
        }
    }
}
