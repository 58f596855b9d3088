//! From different objects under one name to those that are one thing.

use std::cmp::{Ordering, Reverse};

use super::{Distinct, digest::Digest};
use crate::api::Object;
use crate::infer::join;

/// More different objects under one name are no one thing, and would take long.
const MOST: usize = 400;

/// An object with the sorted names of its fields.
struct Candidate<'a> {
    it: Distinct<'a>,
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

/// The shapes that several objects share, with the numbers of these.
pub(super) fn clusters(objects: Vec<Distinct<'_>>) -> impl Iterator<Item = (Object, Vec<Digest>)> {
    let is_few = (2..=MOST).contains(&objects.len());
    let objects = objects.into_iter().filter(|_| is_few);
    let mut candidates: Vec<_> = objects.map(Candidate::new).collect();
    candidates.sort_unstable_by(Candidate::order);
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    for candidate in candidates {
        if let Err(candidate) = take(&mut clusters, candidate) {
            clusters.push(Cluster { measure: candidate, joint: None, others: Vec::new() });
        }
    }
    clusters.into_iter().filter_map(|cluster| {
        let Cluster { measure, joint, mut others } = cluster;
        others.push(measure.it.digest);
        Some((joint?, others))
    })
}

/// Adds the object to the first cluster that it fits in.
fn take<'a>(clusters: &mut [Cluster<'a>], candidate: Candidate<'a>) -> Result<(), Candidate<'a>> {
    for cluster in clusters.iter_mut().filter(|cluster| cluster.measure.is_like(&candidate)) {
        let object = candidate.it.object;
        if join::fits(cluster.joint.as_ref().unwrap_or(cluster.measure.it.object), object) {
            let joint = cluster.joint.get_or_insert_with(|| cluster.measure.it.object.clone());
            join::join(joint, object);
            cluster.others.push(candidate.it.digest);
            return Ok(());
        }
    }
    Err(candidate)
}

impl<'a> Candidate<'a> {
    fn new(it: Distinct<'a>) -> Self {
        let mut names: Vec<&str> = super::names(it.object).collect();
        names.sort_unstable();
        Self { it, names }
    }

    /// The largest are the measure of the others, of equals the most frequent; at last the content decides, for the
    /// order of the collection must not.
    fn order(&self, other: &Self) -> Ordering {
        let by_size = Reverse(self.names.len()).cmp(&Reverse(other.names.len()));
        let by_places = || Reverse(self.it.places).cmp(&Reverse(other.it.places));
        let by_content = || self.names.cmp(&other.names).then_with(|| self.it.digest.cmp(&other.it.digest));
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
