//! From different objects under one name to those that are one thing.

use std::cell::OnceCell;
use std::cmp::{Ordering, Reverse};

use super::look::Seen;
use super::{digest::Digest, evidence, order};
use crate::api::Object;
use crate::hash::HashMap;
use crate::infer::join;

/// More different objects under one name are no one thing, and would take long.
const MOST: usize = 400;

/// An object that differs from all others under its name.
struct Candidate<'a> {
    digest: Digest,
    /// Where it stands: they differ in evidence, and in the order of their fields.
    places: Vec<&'a Object>,
    /// The one of them that content puts first.
    first: OnceCell<Option<&'a Object>>,
    /// Of its fields, sorted.
    names: Vec<&'a str>,
}

/// Objects that are one thing.
struct Cluster<'a> {
    /// The largest.
    measure: Candidate<'a>,
    /// Of several.
    joint: Option<Object>,
    others: Vec<Digest>,
}

/// The shapes that several of the objects share, with the numbers of these.
pub(super) fn clusters(objects: &[&Seen<'_>]) -> Vec<(Object, Vec<Digest>)> {
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    for candidate in candidates(objects) {
        if let Err(candidate) = take(&mut clusters, candidate) {
            clusters.push(Cluster { measure: candidate, joint: None, others: Vec::new() });
        }
    }
    let several = clusters.into_iter().filter_map(|cluster| {
        let Cluster { measure, joint, mut others } = cluster;
        others.push(measure.digest);
        Some((joint?, others))
    });
    several.collect()
}

/// The different objects, the largest first; nothing if there is but one, or too many.
fn candidates<'a>(objects: &[&Seen<'a>]) -> Vec<Candidate<'a>> {
    // So it is under most names.
    if objects.windows(2).all(|pair| matches!(pair, [one, other] if one.digest == other.digest)) {
        return Vec::new();
    }
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    let mut known: HashMap<Digest, usize> = HashMap::default();
    for Seen { object, digest, .. } in objects {
        let place = *known.entry(*digest).or_insert(candidates.len());
        match candidates.get_mut(place) {
            Some(candidate) => candidate.places.push(object),
            None => candidates.push(Candidate::new(*digest, object)),
        }
    }
    if candidates.len() > MOST {
        return Vec::new();
    }
    for candidate in &mut candidates {
        candidate.names = candidate.places.first().into_iter().flat_map(|it| super::names(it)).collect();
        candidate.names.sort_unstable();
    }
    candidates.sort_unstable_by(Candidate::order);
    candidates
}

/// Adds the object to the first cluster that it fits in.
fn take<'a>(clusters: &mut [Cluster<'a>], candidate: Candidate<'a>) -> Result<(), Candidate<'a>> {
    for cluster in clusters.iter_mut().filter(|cluster| cluster.measure.is_like(&candidate)) {
        let (Some(measure), Some(object)) = (cluster.measure.object(), candidate.object()) else { continue };
        if join::fits(cluster.joint.as_ref().unwrap_or(measure), object) {
            let joint = cluster.joint.get_or_insert_with(|| evidence::unseen(measure, 0));
            join::join(joint, object);
            cluster.others.push(candidate.digest);
            return Ok(());
        }
    }
    Err(candidate)
}

impl<'a> Candidate<'a> {
    fn new(digest: Digest, object: &'a Object) -> Self {
        Self { digest, places: vec![object], first: OnceCell::new(), names: Vec::new() }
    }

    /// The one that content puts first: which of several came first depends on the order of the collection.
    fn object(&self) -> Option<&'a Object> {
        let first = || self.places.iter().copied().min_by(|one, other| order::compare(one, other));
        *self.first.get_or_init(first)
    }

    /// The largest are the measure of the others, of equals the most frequent; at last the content decides, for the
    /// order of the collection must not.
    fn order(&self, other: &Self) -> Ordering {
        let by_size = Reverse(self.names.len()).cmp(&Reverse(other.names.len()));
        let by_places = || Reverse(self.places.len()).cmp(&Reverse(other.places.len()));
        let by_content = || self.names.cmp(&other.names).then_with(|| self.digest.cmp(&other.digest));
        by_size.then_with(by_places).then_with(by_content)
    }

    /// Whether the two look like one thing: two thirds of their fields are in both.
    fn is_like(&self, other: &Self) -> bool {
        let (one, all) = (self.names.len(), self.names.len() + other.names.len());
        // So much they could have in common at most.
        let most = one.min(other.names.len());
        let is_enough = |common: usize| common >= 2 && common * 3 >= (all - common) * 2;
        is_enough(most) && is_enough(common(&self.names, &other.names))
    }
}

/// How many of the sorted names are in both.
fn common(one: &[&str], other: &[&str]) -> usize {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut count = 0;
    while let (Some(left), Some(right)) = (one.peek(), other.peek()) {
        let order = left.cmp(right);
        count += usize::from(order == Ordering::Equal);
        if order != Ordering::Greater {
            one.next();
        }
        if order != Ordering::Less {
            other.next();
        }
    }
    count
}
