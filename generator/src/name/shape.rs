//! Schemas as numbers: two schemas are the same shape exactly if they have the same number.
//!
//! How often a property was seen is evidence and no part of a shape.

use std::collections::HashMap;

use crate::api::{Kind, Numbers, Schema};

/// The number of a shape in its [`Shapes`].
pub(super) type ShapeId = u32;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Unknown,
    Boolean,
    Integer { unsigned: bool },
    Number(Numbers),
    String,
    Array(Element),
    Object(Vec<(String, bool, Element)>),
    Map(Element),
    Union(Vec<ShapeId>),
}

/// A shape and whether it may be null.
type Element = (ShapeId, bool);

/// All shapes seen so far.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    ids: HashMap<Key, ShapeId>,
}

impl Shapes {
    /// The number of a kind's shape. Linear in its size; kinds are as deep as JSON texts may be.
    pub(super) fn id(&mut self, kind: &Kind) -> ShapeId {
        let key = match kind {
            Kind::Unknown => Key::Unknown,
            Kind::Boolean => Key::Boolean,
            Kind::Integer { unsigned } => Key::Integer { unsigned: *unsigned },
            Kind::Number(numbers) => Key::Number(*numbers),
            Kind::String => Key::String,
            Kind::Array(element) => Key::Array(self.element(element)),
            Kind::Map(value) => Key::Map(self.element(value)),
            Kind::Object(object) => {
                let mut members: Vec<_> = object
                    .properties
                    .iter()
                    .map(|property| {
                        (property.name.clone(), property.required, self.element(&property.schema))
                    })
                    .collect();
                // The order in which a sample happens to write its members makes no other type.
                members.sort_unstable();
                Key::Object(members)
            }
            Kind::Union(kinds) => Key::Union(kinds.iter().map(|kind| self.id(kind)).collect()),
        };
        let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        *self.ids.entry(key).or_insert(next)
    }

    /// The number of the object or union that a whole body is or is made of, looking through arrays and maps.
    pub(super) fn root(&mut self, schema: &Schema) -> Option<ShapeId> {
        match &schema.kind {
            Kind::Array(element) | Kind::Map(element) => self.root(element),
            Kind::Object(object) if object.properties.is_empty() => None,
            Kind::Object(_) | Kind::Union(_) => Some(self.id(&schema.kind)),
            Kind::Unknown | Kind::Boolean | Kind::Integer { .. } | Kind::Number(_) | Kind::String => None,
        }
    }

    fn element(&mut self, schema: &Schema) -> Element {
        (self.id(&schema.kind), schema.nullable)
    }
}
