//! Schemas as numbers: two schemas are the same shape exactly if they have the same number.
//!
//! How often a property was seen is evidence and no part of a shape.

use std::marker::PhantomData;
use std::ptr;

use crate::api::{Arm, Kind, Numbers, Object, Property, Schema, Told};
use crate::hash::HashMap;

/// The number of a shape in its [`Shapes`].
pub(super) type ShapeId = u32;

/// Shapes without parts have their numbers from the start.
const UNKNOWN: ShapeId = 0;
const BOOLEAN: ShapeId = 1;
const SIGNED: ShapeId = 2;
const UNSIGNED: ShapeId = 3;
const FLOAT: ShapeId = 4;
const MIXED: ShapeId = 5;
const EXACT: ShapeId = 6;
const STRING: ShapeId = 7;
/// The object in which it stands.
const ITSELF: ShapeId = 8;
/// The first number of a shape with parts.
const COMPOSED: usize = 9;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Enum(Vec<String>),
    Array(Element),
    Object(Vec<(NameId, bool, Element)>),
    Map(Element),
    Union(Vec<ShapeId>),
    /// The tag, and of each arm the marks.
    Variants(Option<NameId>, Vec<(Vec<NameId>, ShapeId)>),
}

/// A shape, whether it may be null, and whether it may be a placeholder.
type Element = (ShapeId, bool, bool);

/// The number of a property's name, so that keys are short.
type NameId = u32;

/// All shapes seen so far, of kinds that stay where they are.
#[derive(Debug, Default)]
pub(super) struct Shapes<'a> {
    ids: HashMap<Key, ShapeId>,
    names: HashMap<String, NameId>,
    /// By address, so that who asks at every level of a kind does not look at its parts again and again.
    known: HashMap<*const Kind, ShapeId>,
    kinds: PhantomData<&'a Kind>,
}

impl<'a> Shapes<'a> {
    /// The number of a kind's shape. Linear in its size; kinds are as deep as JSON texts may be.
    pub(super) fn id(&mut self, kind: &'a Kind) -> ShapeId {
        if !matches!(kind, Kind::Object(_) | Kind::Union(_)) {
            return self.composed(kind);
        }
        if let Some(&known) = self.known.get(&ptr::from_ref(kind)) {
            return known;
        }
        let id = self.composed(kind);
        self.known.insert(ptr::from_ref(kind), id);
        id
    }

    /// The number that a kind gets from those of its parts.
    fn composed(&mut self, kind: &'a Kind) -> ShapeId {
        let key = match kind {
            Kind::Unknown => return UNKNOWN,
            Kind::Boolean => return BOOLEAN,
            Kind::Integer { unsigned: false } => return SIGNED,
            Kind::Integer { unsigned: true } => return UNSIGNED,
            Kind::Number(Numbers::Float) => return FLOAT,
            Kind::Number(Numbers::Mixed) => return MIXED,
            Kind::Number(Numbers::Exact) => return EXACT,
            Kind::String => return STRING,
            Kind::Itself => return ITSELF,
            Kind::Enum(values) => Key::Enum(values.clone()),
            Kind::Array(element) => Key::Array(self.element(element)),
            Kind::Map(value) => Key::Map(self.element(value)),
            Kind::Object(object) => return self.object(object),
            Kind::Variants(variants) => {
                let tag = if let Told::Tag(tag) = &variants.told { Some(self.name(tag)) } else { None };
                let arm = |arm: &'a Arm| {
                    let marks = arm.marks.iter().map(|mark| self.name(mark)).collect();
                    (marks, self.object(&arm.object))
                };
                Key::Variants(tag, variants.arms.iter().map(arm).collect())
            }
            Kind::Union(kinds) => Key::Union(kinds.iter().map(|kind| self.id(kind)).collect()),
        };
        self.number(key)
    }

    /// The number of an object's shape.
    pub(super) fn object(&mut self, object: &'a Object) -> ShapeId {
        if object.properties.is_empty() {
            return UNKNOWN;
        }
        let member = |property: &'a Property| {
            let schema = &property.schema;
            // Whatever JSON there is may be null; that it may be missing and null are two things.
            let may_be_null = schema.nullable && !property.required;
            let mut element = self.element(schema);
            element.1 |= element.0 == UNKNOWN && may_be_null;
            (self.name(&property.name), property.required, element)
        };
        let mut members: Vec<_> = object.properties.iter().map(member).collect();
        // The order in which a sample happens to write its members makes no other type.
        members.sort_unstable();
        self.number(Key::Object(members))
    }

    fn number(&mut self, key: Key) -> ShapeId {
        let next = u32::try_from(self.ids.len() + COMPOSED).unwrap_or(u32::MAX);
        *self.ids.entry(key).or_insert(next)
    }

    fn name(&mut self, name: &str) -> NameId {
        if let Some(&known) = self.names.get(name) {
            return known;
        }
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.insert(name.to_owned(), next);
        next
    }

    /// The number of the object or union that a whole body is or is made of, looking through arrays and maps.
    pub(super) fn root(&mut self, schema: &'a Schema) -> Option<ShapeId> {
        match &schema.kind {
            Kind::Array(element) | Kind::Map(element) => self.root(element),
            Kind::Object(object) if object.properties.is_empty() => None,
            Kind::Object(_) | Kind::Variants(_) | Kind::Union(_) => Some(self.id(&schema.kind)),
            Kind::Unknown
            | Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number(_)
            | Kind::String
            | Kind::Itself
            | Kind::Enum(_) => None,
        }
    }

    fn element(&mut self, schema: &'a Schema) -> Element {
        match self.id(&schema.kind) {
            UNKNOWN => (UNKNOWN, false, false),
            id => (id, schema.nullable, schema.has_placeholder()),
        }
    }
}

/// Whether a kind is an item of its own.
pub(super) fn has_name(kind: &Kind) -> bool {
    match kind {
        Kind::Object(object) => !object.properties.is_empty(),
        Kind::Variants(_) | Kind::Union(_) | Kind::Enum(_) => true,
        Kind::Unknown
        | Kind::Boolean
        | Kind::Integer { .. }
        | Kind::Number(_)
        | Kind::String
        | Kind::Itself
        | Kind::Array(_)
        | Kind::Map(_) => false,
    }
}
