//! What a place has seen: kept where its object becomes one with others, and told of all that share an object.

use super::digest::Digest;
use super::look::{Standing, View};
use super::walk;
use crate::api::{Arm, Group, Kind, Object, Property, Schema, Texts, Variants};
use crate::hash::{HashMap, RandomState};
use crate::infer::ByName;

/// Gives an object this shape. It keeps its evidence; of a field that its place has not seen there is none.
pub(super) fn reshape(object: &mut Object, shape: &Object) {
    if super::names(object).eq(super::names(shape)) {
        for (own, shape) in object.properties.iter_mut().zip(&shape.properties) {
            reshape_property(own, shape);
        }
        return;
    }
    let all = object.properties.first().map_or(0, |property| property.seen.1);
    let mut own: Vec<Option<Property>> = shape.properties.iter().map(|_| None).collect();
    let mut known = ByName::of(shape);
    for property in object.properties.drain(..) {
        if let Some(own) = known.find(&property.name).and_then(|(place, _)| own.get_mut(place)) {
            *own = Some(property);
        }
    }
    let property = |(shape, own): (&Property, Option<Property>)| match own {
        None => unseen_property(shape, all),
        Some(mut own) => {
            reshape_property(&mut own, shape);
            own
        }
    };
    object.properties = shape.properties.iter().zip(own).map(property).collect();
}

fn reshape_property(property: &mut Property, shape: &Property) {
    reshape_schema(&mut property.schema, &shape.schema);
    property.required = shape.required;
    if property.notes != shape.notes {
        property.notes = shape.notes.clone();
    }
}

fn reshape_schema(schema: &mut Schema, shape: &Schema) {
    schema.nullable = shape.nullable;
    schema.placeholder = shape.placeholder;
    schema.variable = shape.variable;
    reshape_kind(&mut schema.kind, &shape.kind);
}

fn reshape_kind(kind: &mut Kind, shape: &Kind) {
    match (&mut *kind, shape) {
        (Kind::Object(object), Kind::Object(shape)) => reshape(object, shape),
        (Kind::Array(inner), Kind::Array(shape)) | (Kind::Map(inner), Kind::Map(shape)) => {
            reshape_schema(inner, shape);
        }
        (_, Kind::Union(shapes)) => {
            let own = std::mem::take(kind);
            let mut own = if let Kind::Union(kinds) = own { kinds } else { vec![own] };
            let member = |shape: &Kind| {
                let same = |own: &Kind| std::mem::discriminant(own) == std::mem::discriminant(shape);
                let Some(place) = own.iter().position(same) else { return unseen_kind(shape) };
                let mut member = own.swap_remove(place);
                reshape_kind(&mut member, shape);
                member
            };
            *kind = Kind::Union(shapes.iter().map(member).collect());
        }
        (Kind::Variants(own), Kind::Variants(shape)) => {
            let arm = |shape: &Arm| {
                let known = own.arms.iter().position(|own| own.marks == shape.marks);
                let Some(place) = known else {
                    return Arm { marks: shape.marks.clone(), object: unseen(&shape.object, 0) };
                };
                let mut arm = own.arms.swap_remove(place);
                reshape(&mut arm.object, &shape.object);
                arm
            };
            own.arms = shape.arms.iter().map(arm).collect();
        }
        (own, _) if own != shape => *kind = unseen_kind(shape),
        _ => {}
    }
}

/// The shape alone, where so many objects were seen and none of its fields.
pub(super) fn unseen(shape: &Object, all: usize) -> Object {
    Object { properties: shape.properties.iter().map(|property| unseen_property(property, all)).collect() }
}

fn unseen_property(shape: &Property, all: usize) -> Property {
    Property {
        name: shape.name.clone(),
        schema: unseen_schema(&shape.schema),
        required: shape.required,
        seen: (0, all),
        texts: Texts::default(),
        notes: shape.notes.clone(),
    }
}

fn unseen_schema(shape: &Schema) -> Schema {
    Schema { kind: unseen_kind(&shape.kind), ..*shape }
}

fn unseen_kind(shape: &Kind) -> Kind {
    match shape {
        Kind::Object(shape) => Kind::Object(unseen(shape, 0)),
        Kind::Variants(shape) => {
            let arm = |arm: &Arm| Arm { marks: arm.marks.clone(), object: unseen(&arm.object, 0) };
            let arms = shape.arms.iter().map(arm).collect();
            Kind::Variants(Box::new(Variants { told: shape.told.clone(), arms }))
        }
        Kind::Array(shape) => Kind::Array(Box::new(unseen_schema(shape))),
        Kind::Map(shape) => Kind::Map(Box::new(unseen_schema(shape))),
        Kind::Union(shapes) => Kind::Union(shapes.iter().map(unseen_kind).collect()),
        Kind::Unknown
        | Kind::Boolean
        | Kind::Integer { .. }
        | Kind::Number(_)
        | Kind::String
        | Kind::Itself
        | Kind::Enum(_) => shape.clone(),
    }
}

/// How often each field was seen in all places of one object.
type Sum = Vec<(String, (usize, usize))>;

/// The sums of the objects that stand in several places.
pub(super) struct Sums {
    all: Vec<Sum>,
    /// Which of them is that of a place.
    places: Vec<Option<usize>>,
}

impl Sums {
    pub(super) fn of(seen: &View<'_>) -> Self {
        let mut first: HashMap<(Standing, Digest), usize> =
            HashMap::with_capacity_and_hasher(seen.len(), RandomState::default());
        let (mut sums, mut places) = (Vec::new(), vec![None; seen.len()]);
        for (place, it) in seen.iter().enumerate() {
            let Some(standing) = it.standing else { continue };
            let first = *first.entry((standing, it.digest)).or_insert(place);
            let Some(before) = seen.get(first).filter(|_| first != place) else { continue };
            let sum = places.get(first).copied().flatten().unwrap_or_else(|| {
                let mut sum = Sum::new();
                add(&mut sum, before.object);
                sums.push(sum);
                sums.len() - 1
            });
            sums.get_mut(sum).into_iter().for_each(|sum| add(sum, it.object));
            for place in [first, place] {
                places.get_mut(place).into_iter().for_each(|of| *of = Some(sum));
            }
        }
        Self { all: sums, places }
    }

    /// How often a field was seen is told of all places that share its object.
    pub(super) fn put(&self, root: &mut Group) {
        let mut places = self.places.iter();
        walk::walk(root, &mut |object| {
            if let Some(sum) = places.next().copied().flatten().and_then(|place| self.all.get(place)) {
                tell(sum, object);
            }
            true
        });
    }
}

fn tell(sum: &Sum, object: &mut Object) {
    for (index, property) in object.properties.iter_mut().enumerate() {
        if let Some((_, seen)) = at(sum, index, &property.name).and_then(|place| sum.get(place)) {
            property.seen = *seen;
        }
    }
}

fn add(sum: &mut Sum, object: &Object) {
    for (index, property) in object.properties.iter().enumerate() {
        let place = at(sum, index, &property.name).unwrap_or(sum.len());
        match sum.get_mut(place) {
            Some((_, seen)) => *seen = (seen.0 + property.seen.0, seen.1 + property.seen.1),
            None => sum.push((property.name.clone(), property.seen)),
        }
    }
}

/// The place of a name, which mostly is the same in all objects of a shape.
fn at(sum: &Sum, index: usize, name: &str) -> Option<usize> {
    let is_there = sum.get(index).is_some_and(|(known, _)| known == name);
    if is_there { Some(index) } else { sum.iter().position(|(known, _)| known == name) }
}
