//! From objects that look like one thing in several operations to one shape for all of them.
//!
//! A list leaves out what the answer about one thing has, or holds `null` and `[]` where another holds more. Two objects
//! are one thing if the fields that hold them have the same name in the singular (for what a folder's operations answer,
//! that of the folder), two thirds of their fields are in both, and none of these contradicts the other. Requests are compared with
//! requests, answers with answers, errors with those of their status: nobody has to send what only answers have.

mod look;
mod order;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::digest::{Digest, digest};
use crate::api::{Arm, Body, Group, Kind, MediaKind, Object, Property, Schema, Texts, Variants};
use crate::infer::join;

/// What is made one may in turn make others alike; so often that is looked for.
const PASSES: usize = 3;
/// More different objects under one name are no one thing, and would take long.
const MOST: usize = 400;

/// Names of what an answer is about.
const GENERIC: &[&str] = &[
    "content", "data", "element", "entry", "item", "list", "object", "record", "resource", "result", "row",
    "value",
];

/// Where an object stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Standing {
    side: Side,
    /// The name in the singular; that of the folder for what its answers are about.
    name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    Request,
    Answer,
    /// With its status: errors of two statuses share what is the same, and nothing else.
    Error(u16),
}

/// Makes one what is alike.
pub(super) fn join_alike(root: &mut Group) {
    let mut is_changed = false;
    for _ in 0..PASSES {
        let mut found: HashMap<Standing, HashMap<Digest, &Object>> = HashMap::new();
        look::look(root, "/", &mut |standing, object| {
            let kept = found.entry(standing).or_default().entry(digest(object)).or_insert(object);
            // Which of several came first depends on the order of the collection.
            if order::compare(object, kept).is_lt() {
                *kept = object;
            }
        });
        let joined: HashMap<Standing, HashMap<Digest, Object>> =
            found.into_iter().map(|(standing, objects)| (standing, clusters(objects))).collect();
        if joined.values().all(HashMap::is_empty) {
            break;
        }
        is_changed = true;
        visit(root, &mut |standing, object| {
            let known = joined.get(standing).filter(|known| !known.is_empty());
            let joint = known.and_then(|known| known.get(&digest(object)));
            if let Some(joint) = joint {
                *object = with_evidence(joint, Some(object));
            }
            joint.is_none()
        });
    }
    if is_changed {
        count(root);
    }
}

/// Each object that is alike to others, with the shape of all of them.
fn clusters(objects: HashMap<Digest, &Object>) -> HashMap<Digest, Object> {
    if objects.len() < 2 || objects.len() > MOST {
        return HashMap::new();
    }
    let mut objects: Vec<(Digest, &Object)> = objects.into_iter().collect();
    // The largest are the measure of the others; among equals the content decides, for the order must not.
    objects.sort_by_cached_key(|(number, object)| {
        (std::cmp::Reverse(object.properties.len()), sorted(object).join("\n"), *number)
    });
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    for (number, object) in objects {
        let fits = |cluster: &&mut Cluster<'_>| join::are_alike(cluster.measure, object);
        let joined = clusters.iter_mut().filter(fits).find_map(|cluster| {
            let joint = join::object(cluster.joint.as_ref().unwrap_or(cluster.measure), object)?;
            Some((cluster, joint))
        });
        match joined {
            Some((cluster, joint)) => {
                cluster.joint = Some(joint);
                cluster.members.push(number);
            }
            None => clusters.push(Cluster { measure: object, joint: None, members: vec![number] }),
        }
    }
    let several = clusters.into_iter().filter_map(|cluster| Some((cluster.joint?, cluster.members)));
    several.flat_map(|(joint, members)| members.into_iter().map(move |it| (it, joint.clone()))).collect()
}

/// Objects that are one thing.
struct Cluster<'a> {
    /// The largest.
    measure: &'a Object,
    /// Of several.
    joint: Option<Object>,
    members: Vec<Digest>,
}

fn sorted(object: &Object) -> Vec<&str> {
    let mut names: Vec<&str> = object.properties.iter().map(|property| property.name.as_str()).collect();
    names.sort_unstable();
    names
}

/// Calls a function for the object that a kind is or holds, with the mark of what is one of several things.
fn each(kind: &mut Kind, visitor: &mut dyn FnMut(&mut Object, &[String])) {
    match kind {
        Kind::Object(object) => visitor(object, &[]),
        Kind::Variants(variants) => {
            variants.arms.iter_mut().for_each(|arm| visitor(&mut arm.object, &arm.marks));
        }
        Kind::Array(inner) | Kind::Map(inner) => each(&mut inner.kind, visitor),
        Kind::Union(kinds) => kinds.iter_mut().for_each(|kind| each(kind, visitor)),
        Kind::Unknown
        | Kind::Boolean
        | Kind::Integer { .. }
        | Kind::Number(_)
        | Kind::String
        | Kind::Itself
        | Kind::Enum(_) => {}
    }
}

/// A shape with the evidence of the place where it now stands; none where that place has not seen a field.
fn with_evidence(shape: &Object, own: Option<&Object>) -> Object {
    let all = own.and_then(|own| own.properties.first()).map_or(0, |property| property.seen.1);
    let known: HashMap<&str, &Property> = own
        .iter()
        .flat_map(|own| &own.properties)
        .map(|property| (property.name.as_str(), property))
        .collect();
    let property = |property: &Property| {
        let own = known.get(property.name.as_str());
        Property {
            name: property.name.clone(),
            schema: Schema {
                kind: kind_with_evidence(&property.schema.kind, own.map(|own| &own.schema.kind)),
                ..property.schema
            },
            required: property.required,
            seen: own.map_or((0, all), |own| own.seen),
            texts: own.map_or_else(Texts::default, |own| own.texts.clone()),
            notes: property.notes.clone(),
        }
    };
    Object { properties: shape.properties.iter().map(property).collect() }
}

fn kind_with_evidence(shape: &Kind, own: Option<&Kind>) -> Kind {
    let inner = |shape: &Schema, own: Option<&Schema>| {
        Box::new(Schema { kind: kind_with_evidence(&shape.kind, own.map(|own| &own.kind)), ..*shape })
    };
    match (shape, own) {
        (Kind::Object(shape), Some(Kind::Object(own))) => Kind::Object(with_evidence(shape, Some(own))),
        (Kind::Object(shape), _) => Kind::Object(with_evidence(shape, None)),
        (Kind::Array(shape), Some(Kind::Array(own))) => Kind::Array(inner(shape, Some(own))),
        (Kind::Array(shape), _) => Kind::Array(inner(shape, None)),
        (Kind::Map(shape), Some(Kind::Map(own))) => Kind::Map(inner(shape, Some(own))),
        (Kind::Map(shape), _) => Kind::Map(inner(shape, None)),
        (Kind::Variants(shape), own) => {
            let own = if let Some(Kind::Variants(own)) = own { own.arms.as_slice() } else { &[] };
            let arms = shape.arms.iter().map(|arm| Arm {
                marks: arm.marks.clone(),
                object: with_evidence(
                    &arm.object,
                    own.iter().find(|own| own.marks == arm.marks).map(|own| &own.object),
                ),
            });
            Kind::Variants(Variants { told: shape.told.clone(), arms: arms.collect() })
        }
        (Kind::Union(kinds), own) => {
            let of_kind = |kind: &Kind| {
                let same = |own: &&Kind| std::mem::discriminant(*own) == std::mem::discriminant(kind);
                match own {
                    Some(Kind::Union(own)) => own.iter().find(same),
                    own => own.filter(same),
                }
            };
            Kind::Union(kinds.iter().map(|kind| kind_with_evidence(kind, of_kind(kind))).collect())
        }
        (other, _) => other.clone(),
    }
}

/// How often a field was seen is told of all places that share its object.
fn count(root: &mut Group) {
    let mut sums: HashMap<(Standing, Digest), Vec<(usize, usize)>> = HashMap::new();
    visit(root, &mut |standing, object| {
        let mut sorted: Vec<&Property> = object.properties.iter().collect();
        sorted.sort_by(|one, other| one.name.cmp(&other.name));
        let sums =
            sums.entry((standing.clone(), digest(object))).or_insert_with(|| vec![(0, 0); sorted.len()]);
        for (sum, property) in sums.iter_mut().zip(sorted) {
            *sum = (sum.0 + property.seen.0, sum.1 + property.seen.1);
        }
        true
    });
    visit(root, &mut |standing, object| {
        let Some(sums) = sums.get(&(standing.clone(), digest(object))) else { return true };
        let mut sorted: Vec<&mut Property> = object.properties.iter_mut().collect();
        sorted.sort_by(|one, other| one.name.cmp(&other.name));
        for (sum, property) in sums.iter().zip(sorted) {
            property.seen = *sum;
        }
        true
    });
}

/// Gives whether to go on with what is below.
type Visitor<'a> = dyn FnMut(&Standing, &mut Object) -> bool + 'a;

/// Every object below a body or an answer, outer ones first. As deep as the collection and its texts, which no reader
/// lets grow beyond a limit.
fn visit(group: &mut Group, visitor: &mut Visitor<'_>) {
    visit_folder(group, "/", visitor);
}

fn visit_folder(group: &mut Group, about: &str, visitor: &mut Visitor<'_>) {
    for operation in &mut group.operations {
        if let Some(Body::Json { schema, .. }) = operation.body.as_mut().map(|body| &mut body.body) {
            Walk { side: Side::Request, about: None, within: Vec::new(), visitor }.body(schema);
        }
        for response in &mut operation.responses {
            let MediaKind::Json(schema) = &mut response.media else { continue };
            let (side, about) = side(response.status, about);
            Walk { side, about: Some(about), within: Vec::new(), visitor }.body(schema);
        }
    }
    for group in &mut group.groups {
        let about = singular(&group.name);
        visit_folder(group, &about, visitor);
    }
}

/// The side of an answer, and the name of the whole body.
fn side(status: Option<u16>, about: &str) -> (Side, String) {
    match status.filter(|status| !(200..300).contains(status)) {
        None => (Side::Answer, about.to_owned()),
        Some(status) => (Side::Error(status), format!("/{status}")),
    }
}

/// A walk through a body.
struct Walk<'a, 'v> {
    side: Side,
    /// The name of the whole body, and of what it holds under a name that says nothing.
    about: Option<String>,
    /// The names of the objects around the one at hand.
    within: Vec<String>,
    visitor: &'a mut Visitor<'v>,
}

impl Walk<'_, '_> {
    fn body(&mut self, schema: &mut Schema) {
        let about = self.about.clone();
        each(&mut schema.kind, &mut |object, marks| match &about {
            Some(about) => self.object(about, object, marks),
            None => self.properties(object),
        });
    }

    /// What stands in its like is left alone: made one with what is around it, it would grow without end.
    fn object(&mut self, name: &str, object: &mut Object, marks: &[String]) {
        let goes_on = self.within.iter().any(|outer| outer == name)
            || (self.visitor)(&Standing { side: self.side, name: marked(name, marks) }, object);
        if goes_on {
            self.within.push(name.to_owned());
            self.properties(object);
            self.within.pop();
        }
    }

    fn properties(&mut self, object: &mut Object) {
        let about =
            self.about.clone().filter(|about| self.side == Side::Answer && self.within == [about.as_str()]);
        for property in &mut object.properties {
            let name = singular(&property.name);
            let about = about.as_ref().filter(|_| GENERIC.contains(&name.as_str()));
            // In its like only by its name: it is what the body is about, where the body is only what holds it.
            let around = about.map(|_| std::mem::take(&mut self.within));
            let name = about.map_or(name, String::clone);
            each(&mut property.schema.kind, &mut |object, marks| self.object(&name, object, marks));
            if let Some(around) = around {
                self.within = around;
            }
        }
    }
}

/// The name under which one of several things stands: it is like those of the same mark.
fn marked(name: &str, marks: &[String]) -> String {
    if marks.is_empty() { name.to_owned() } else { format!("{name}/{}", marks.join("/")) }
}

/// A name in lower case, without symbols and plural: to compare, not to show.
fn singular(name: &str) -> String {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if let Some(stem) = plain.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match plain.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) && stem.len() > 2 => stem.to_owned(),
        _ => plain,
    }
}
