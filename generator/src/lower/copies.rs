//! Items that may be copies of each other: what is made of them is made once.

use std::hash::Hash;

use crate::hash::HashMap;

/// Calls `work` for each different item; gives the results, and for every item the place of its own among them.
pub(super) fn once<'a, T: Eq + Hash, R>(
    items: &'a [T],
    mut work: impl FnMut(&'a T) -> R,
) -> (Vec<R>, Vec<usize>) {
    let mut known = HashMap::default();
    let mut results = Vec::with_capacity(items.len());
    let place = |item: &'a T| {
        *known.entry(item).or_insert_with(|| {
            results.push(work(item));
            results.len() - 1
        })
    };
    let places = items.iter().map(place).collect();
    (results, places)
}

#[cfg(test)]
mod tests {
    #[test]
    fn copies_share_a_result() {
        let mut count = 0;
        let (results, places) = super::once(&["a", "b", "a"], |text| {
            count += 1;
            format!("{text}{count}")
        });
        assert_eq!((results.join(" "), places), ("a1 b2".to_owned(), vec![0, 1, 0]));
    }
}
