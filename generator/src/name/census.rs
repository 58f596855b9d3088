//! A look over all types below bodies, before any of them is named: which shapes claim which name, and what descriptions
//! say about their properties.

use super::{
    case::words,
    home,
    shape::{ShapeId, Shapes, has_name},
    types::element_of,
};
use crate::api::{Kind, Notes, Object, Schema};
use crate::hash::HashMap;

/// Counts which shapes claim which base name, before any name is given.
#[derive(Debug, Default)]
pub(super) struct Census<'a> {
    pub(super) shapes: Shapes<'a>,
    pub(super) claims: HashMap<String, HashMap<ShapeId, usize>>,
    pub(super) notes: Remembered,
    /// How many properties an object has.
    pub(super) sizes: HashMap<ShapeId, usize>,
    /// How many whole bodies have a shape.
    pub(super) roots: HashMap<ShapeId, usize>,
    /// What the operations deal with whose bodies are of a shape, or hold it under a name that says nothing.
    pub(super) things: HashMap<ShapeId, Vec<String>>,
}

/// What descriptions say about a property of a type, wherever one of the places that share the type says something.
/// The name is that of a nested type; empty for a whole body.
pub(super) type Remembered = HashMap<(ShapeId, String), HashMap<String, Notes>>;

impl<'a> Census<'a> {
    /// Counts all types below the body of an operation that deals with this thing.
    pub(super) fn body(&mut self, schema: &'a Schema, thing: &str) {
        if let (Kind::Object(object), _) = schema.kind.innermost() {
            for property in
                object.properties.iter().filter(|property| home::is_generic(&words(&property.name)))
            {
                self.thing(&property.schema, thing);
            }
        }
        self.thing(schema, thing);
        self.count(&schema.kind);
    }

    fn thing(&mut self, schema: &'a Schema, thing: &str) {
        if let Some(id) = self.shapes.root(schema) {
            self.things.entry(id).or_default().push(thing.to_owned());
        }
    }

    fn count(&mut self, kind: &'a Kind) {
        match kind {
            Kind::Object(object) => self.object(object),
            Kind::Variants(variants) => variants.arms.iter().for_each(|arm| self.object(&arm.object)),
            Kind::Array(element) | Kind::Map(element) => self.count(&element.kind),
            Kind::Union(kinds) => {
                for kind in kinds {
                    self.count(kind);
                }
            }
            Kind::Unknown
            | Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number(_)
            | Kind::String
            | Kind::Itself
            | Kind::Enum(_) => {}
        }
    }

    fn object(&mut self, object: &'a Object) {
        for property in &object.properties {
            self.claim(&property.name, &property.schema.kind);
            self.count(&property.schema.kind);
        }
    }

    /// Keeps the first notes of each property of an object.
    fn remember(&mut self, id: ShapeId, name: &str, object: &Object) {
        for property in object.properties.iter().filter(|property| property.notes != Notes::default()) {
            let known = self.notes.entry((id, name.to_owned())).or_default();
            known.entry(property.name.clone()).or_insert_with(|| Notes::clone(&property.notes));
        }
    }

    /// The number of a whole body's shape.
    pub(super) fn root(&mut self, schema: &'a Schema) -> Option<ShapeId> {
        let id = self.shapes.root(schema)?;
        if let (Kind::Object(object), _) = schema.kind.innermost() {
            self.sizes.insert(id, object.properties.len());
            self.remember(id, "", object);
        }
        Some(id)
    }

    fn claim(&mut self, name: &str, kind: &'a Kind) {
        let (kind, depth) = kind.innermost();
        if has_name(kind) {
            let name = element_of(words(name), depth);
            let id = self.shapes.id(kind);
            if let Kind::Object(object) = kind {
                self.sizes.insert(id, object.properties.len());
                self.remember(id, &name, object);
            }
            *self.claims.entry(name).or_default().entry(id).or_default() += 1;
        }
    }
}
