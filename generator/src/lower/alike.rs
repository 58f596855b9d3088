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

use std::cmp::Reverse;

use self::digest::Digest;
use self::look::{Names, Seen, Standing, View};
use crate::api::{Group, Object};
use crate::hash::HashMap;
use crate::parallel;

/// What is made one may in turn make others alike; so often that is looked for.
const PASSES: usize = 3;

/// Makes one what is alike, with so many threads.
pub(super) fn join_alike(root: &mut Group, threads: usize) {
    let (mut names, mut settled) = (Names::default(), Settled::default());
    for _ in 0..PASSES {
        let view = look::look(root, &mut names);
        let joints = Joints::of(&view, &mut settled, threads);
        if joints.shapes.is_empty() {
            return evidence::Sums::of(&view).put(root);
        }
        joints.put(root);
    }
    evidence::Sums::of(&look::look(root, &mut names)).put(root);
}

/// The shapes of all that is alike.
#[derive(Default)]
struct Joints {
    shapes: Vec<Object>,
    /// Of each object that was seen: how many objects it is with those in it, and which shape takes its place.
    places: Vec<(usize, Option<usize>)>,
}

impl Joints {
    fn of(view: &View<'_>, settled: &mut Settled, threads: usize) -> Self {
        let mut groups = groups(view);
        groups.retain(|peers| settled.get(&peers.standing) != Some(&peers.digest()));
        // Nobody waits at the end for the one that takes longest.
        groups.sort_by_key(|peers| Reverse(peers.objects.len()));
        parallel::for_each(&mut groups, threads, |peers| peers.clusters = cluster::clusters(&peers.objects));
        let (mut shapes, mut of) = (Vec::new(), HashMap::default());
        for peers in groups {
            if peers.clusters.is_empty() {
                settled.insert(peers.standing, peers.digest());
            }
            let standing = peers.standing;
            for (shape, members) in peers.clusters {
                of.extend(members.into_iter().map(|digest| ((standing, digest), shapes.len())));
                shapes.push(shape);
            }
        }
        let joint = |place: &Seen<'_>| of.get(&(place.standing?, place.digest)).copied();
        let places = view.iter().map(|place| (place.size, joint(place))).collect();
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

/// The names under which there are the same objects as in an earlier pass, which did not make any of them one.
type Settled = HashMap<Standing, Digest>;

/// The objects under one name.
struct Peers<'a> {
    standing: Standing,
    objects: Vec<&'a Seen<'a>>,
    /// The shapes that several share, with the numbers of these.
    clusters: Vec<(Object, Vec<Digest>)>,
}

impl Peers<'_> {
    /// The number of all of them.
    fn digest(&self) -> Digest {
        digest::objects(self.objects.iter().map(|object| object.digest))
    }
}

fn groups<'a>(seen: &'a [Seen<'a>]) -> Vec<Peers<'a>> {
    let mut groups: Vec<Peers<'_>> = Vec::new();
    let mut places: HashMap<Standing, usize> = HashMap::default();
    for seen in seen {
        let Some(standing) = seen.standing else { continue };
        let place = *places.entry(standing).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.objects.push(seen),
            None => groups.push(Peers { standing, objects: vec![seen], clusters: Vec::new() }),
        }
    }
    groups
}

fn names(object: &Object) -> impl Iterator<Item = &str> {
    object.properties.iter().map(|property| property.name.as_str())
}
