//! From objects that look like one thing in several operations to one shape for all of them.
//!
//! A list leaves out what the answer about one thing has, or holds `null` and `[]` where another holds more. Two objects
//! are one thing if the fields that hold them have the same name in the singular (for what a folder's operations answer,
//! that of the folder), two thirds of their fields are in both, and none of these contradicts the other. Requests are compared with
//! requests, answers with answers, errors with those of their status: nobody has to send what only answers have.

mod cluster;
mod digest;
mod evidence;
mod look;
mod order;
#[cfg(test)]
mod tests;
mod walk;

use self::digest::Digest;
use self::look::{Onlooker, Seen, Standing};
use crate::api::{Group, Object};
use crate::hash::{HashMap, RandomState};

/// What is made one may in turn make others alike; so often that is looked for.
const PASSES: usize = 3;

/// An object that differs from all others under its name.
#[derive(Clone, Copy)]
struct Distinct<'a> {
    digest: Digest,
    object: &'a Object,
    /// In how many places it stands.
    places: usize,
}

/// Makes one what is alike, with so many threads.
pub(super) fn join_alike(root: &mut Group, threads: usize) {
    let mut onlooker = Onlooker::new(threads);
    for _ in 0..PASSES {
        let seen = onlooker.look(root);
        let joints = Joints::of(&seen);
        if joints.shapes.is_empty() {
            return evidence::Sums::of(&seen).put(root);
        }
        joints.put(root);
    }
    evidence::Sums::of(&onlooker.look(root)).put(root);
}

/// The shapes of all that is alike.
#[derive(Default)]
struct Joints {
    shapes: Vec<Object>,
    /// Of each object that was seen: how many objects it is with those in it, and which shape takes its place.
    places: Vec<(usize, Option<usize>)>,
}

impl Joints {
    fn of(seen: &[Seen<'_>]) -> Self {
        let (mut shapes, mut of) = (Vec::new(), HashMap::default());
        for (standing, objects) in groups(seen) {
            for (shape, members) in cluster::clusters(objects) {
                of.extend(members.into_iter().map(|digest| ((standing, digest), shapes.len())));
                shapes.push(shape);
            }
        }
        let joint = |place: &Seen<'_>| of.get(&(place.standing?, place.digest)).copied();
        let places = seen.iter().map(|place| (place.size, joint(place))).collect();
        Self { shapes, places }
    }

    /// Puts them in their places.
    fn put(&self, root: &mut Group) {
        let mut next = 0;
        walk::walk(root, &mut |object| {
            let (size, joint) = self.places.get(next).copied().unwrap_or((1, None));
            let shape = joint.and_then(|joint| self.shapes.get(joint));
            next += if shape.is_some() { size } else { 1 };
            if let Some(shape) = shape {
                evidence::reshape(object, shape);
            }
            shape.is_none()
        });
    }
}

/// The different objects under each name.
fn groups<'a>(seen: &[Seen<'a>]) -> Vec<(Standing, Vec<Distinct<'a>>)> {
    let mut groups: Vec<(Standing, Vec<Distinct<'_>>)> = Vec::new();
    let mut by_standing: HashMap<Standing, usize> = HashMap::default();
    let mut known: HashMap<(Standing, Digest), usize> =
        HashMap::with_capacity_and_hasher(seen.len(), RandomState::default());
    for Seen { object, standing, digest, .. } in seen {
        let Some(standing) = *standing else { continue };
        let next = groups.len();
        let group = *by_standing.entry(standing).or_insert(next);
        if group == next {
            groups.push((standing, Vec::new()));
        }
        let Some((_, objects)) = groups.get_mut(group) else { continue };
        let place = *known.entry((standing, *digest)).or_insert(objects.len());
        match objects.get_mut(place) {
            None => objects.push(Distinct { digest: *digest, object, places: 1 }),
            Some(kept) => {
                kept.places += 1;
                // Which of several came first depends on the order of the collection.
                if order::compare(object, kept.object).is_lt() {
                    kept.object = object;
                }
            }
        }
    }
    groups
}

fn names(object: &Object) -> impl Iterator<Item = &str> {
    object.properties.iter().map(|property| property.name.as_str())
}
