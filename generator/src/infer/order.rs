//! From the field lists of an object's samples to one order of its properties, whatever the order of the samples.

use super::Fields;
use crate::hash::{HashMap, HashSet};

/// The names of all lists, each once. The longest list is the base (among equals, the first by content); a name that
/// it lacks comes behind its predecessor in the list that brings it, first of all if it has none, and last of all if that
/// list has no name in common with the others before it.
pub(super) fn names<'a>(objects: &[&'a Fields<'a>]) -> Vec<&'a str> {
    let mut lists: Vec<Vec<&'a str>> = distinct(objects);
    if lists.len() == 1 {
        return lists.swap_remove(0);
    }
    // Only the set of lists decides, so that the order of the samples does not.
    lists.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let mut chain = Chain::default();
    for list in &lists {
        let mut previous = if chain.knows_one_of(list) { None } else { chain.last };
        for name in list {
            previous = Some(chain.place(name, previous));
        }
    }
    chain.names()
}

fn distinct<'a>(objects: &[&'a Fields<'a>]) -> Vec<Vec<&'a str>> {
    let mut seen: HashSet<Vec<&str>> = HashSet::default();
    let mut previous: &Fields<'_> = &[];
    for fields in objects {
        let is_same = fields.len() == previous.len() && fields.iter().zip(previous).all(|(a, b)| a.0 == b.0);
        if !is_same || seen.is_empty() {
            seen.insert(fields.iter().map(|(name, _)| &**name).collect());
        }
        previous = fields;
    }
    seen.into_iter().collect()
}

/// A linked list of names: one can be put behind any other at once.
#[derive(Default)]
struct Chain<'a> {
    links: Vec<(&'a str, Option<usize>)>,
    first: Option<usize>,
    last: Option<usize>,
    places: HashMap<&'a str, usize>,
}

impl<'a> Chain<'a> {
    /// The link of a name, put behind the given one if it is new; the first of all if none is given.
    fn place(&mut self, name: &'a str, previous: Option<usize>) -> usize {
        if let Some(link) = self.places.get(name) {
            return *link;
        }
        let link = self.links.len();
        let before = match previous.and_then(|previous| self.links.get_mut(previous)) {
            Some((_, next)) => next,
            None => &mut self.first,
        };
        let next = before.replace(link);
        if next.is_none() {
            self.last = Some(link);
        }
        self.links.push((name, next));
        self.places.insert(name, link);
        link
    }

    fn knows_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.places.contains_key(name))
    }

    fn names(&self) -> Vec<&'a str> {
        let follow = |link: &usize| self.links.get(*link).and_then(|(_, next)| *next);
        std::iter::successors(self.first, follow).filter_map(|link| Some(self.links.get(link)?.0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Value;
    use super::names;

    fn check(lists: &[&str]) -> String {
        let fields =
            |list: &&str| list.chars().map(|name| (name.to_string().into(), Value::Null)).collect::<Vec<_>>();
        let objects: Vec<_> = lists.iter().map(fields).collect();
        names(&objects.iter().map(Vec::as_slice).collect::<Vec<_>>()).concat()
    }

    #[test]
    fn the_longest_list_is_the_base() {
        assert_eq!(check(&["ba", "abc"]), "abc");
        assert_eq!(check(&["cab", "abc"]), "abc");
    }

    #[test]
    fn a_new_name_comes_behind_its_predecessor() {
        assert_eq!(check(&["abc", "axc"]), "axbc");
        assert_eq!(check(&["abc", "xa"]), "xabc");
        assert_eq!(check(&["abc", "bxy"]), "abxyc");
        assert_eq!(check(&["abc", "xy", "z"]), "abcxyz");
    }

    #[test]
    fn the_order_of_the_lists_does_not_matter() {
        let lists = ["abc", "bxc", "xa", "q", "", "cab"];
        let want = check(&lists);
        for turn in 1..lists.len() {
            let mut turned = lists;
            turned.rotate_left(turn);
            assert_eq!(check(&turned), want);
            turned.reverse();
            assert_eq!(check(&turned), want);
        }
    }
}
