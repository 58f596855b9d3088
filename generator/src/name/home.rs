//! From all names under which a shape stands to the one that it has everywhere: a thing that is answered alone, listed,
//! and held by others is one type.
//!
//! Only a shape with several fields tells that it is one thing; one of one or two fields does where all its names end
//! with the same noun.

use std::collections::BTreeMap;

use super::{
    case::{singular, singular_noun, words},
    census::{Census, Remembered},
    shape::ShapeId,
};
use crate::api::Notes;
use crate::hash::HashMap;

/// So many fields make a shape that is not alike by accident, whatever its names.
const TELLING: usize = 3;

/// Names that say what holds a thing, and not what it is.
const GENERIC: &[&str] = &[
    "attribute",
    "attributes",
    "body",
    "content",
    "data",
    "datum",
    "detail",
    "details",
    "document",
    "element",
    "entity",
    "entry",
    "hit",
    "info",
    "input",
    "item",
    "list",
    "model",
    "object",
    "output",
    "page",
    "params",
    "payload",
    "record",
    "request",
    "resource",
    "response",
    "result",
    "row",
    "value",
    "values",
];

/// What is done with a thing, at the beginning of an operation's name.
const VERBS: &[&str] = &[
    "add", "create", "fetch", "find", "get", "list", "make", "modify", "patch", "post", "put", "read",
    "replace", "retrieve", "search", "show", "update", "upload", "view",
];

/// What stands between the two.
const ARTICLES: &[&str] = &["a", "all", "an", "existing", "new", "one", "single", "specific", "the"];

/// Words that a name of a thing does not end with: `created by`.
const LINKS: &[&str] = &["at", "by", "for", "from", "in", "of", "on", "to", "with"];

/// What an operation of this name deals with: the user of `get a user by id`; nothing if it begins with no verb known.
pub(super) fn thing(operation: &str) -> String {
    let mut words = operation.split(' ');
    if !words.next().is_some_and(|first| VERBS.contains(&first)) {
        return String::new();
    }
    let rest: Vec<&str> =
        words.skip_while(|word| ARTICLES.contains(word)).take_while(|word| !LINKS.contains(word)).collect();
    let thing = rest.join(" ");
    if rest.len() <= 4 && !is_generic(&thing) { singular_noun(&thing) } else { String::new() }
}

/// Names for what a type holds under this name, from short to specific. Of a long one the end is told, for its beginning
/// is what siblings have in common.
pub(super) fn held(owner: &str, name: &str) -> Vec<String> {
    const LONGEST: usize = 48;
    let owner = words(owner);
    let all: Vec<&str> = owner.split(' ').collect();
    let mut candidates = vec![name.to_owned()];
    let mut add = |words: &[&str]| {
        let mut length = name.len();
        let kept = words.iter().rev().take_while(|word| {
            length += word.len();
            length <= LONGEST
        });
        let kept = kept.count();
        let end = words.get(words.len() - kept..).unwrap_or_default();
        if !end.is_empty() {
            candidates.push(format!("{} {name}", end.join(" ")));
        }
    };
    let is_verbal = all.len() > 2 && all.first().is_some_and(|first| VERBS.contains(first));
    // HTTP's words for 400 are one word.
    let is_status =
        |place: usize| all.get(..=place).is_some_and(|words| words.ends_with(&["bad", "request"]));
    let telling: Vec<&str> = all
        .iter()
        .copied()
        .enumerate()
        .skip(usize::from(is_verbal))
        .skip_while(|(_, word)| is_verbal && ARTICLES.contains(word))
        .filter(|(place, word)| {
            is_status(*place) || !is_generic(word.trim_end_matches(|c: char| c.is_ascii_digit()))
        })
        .map(|(_, word)| word)
        .collect();
    // `error error` says less than `error body error`.
    if telling.last().copied() != name.split(' ').next().map(singular).as_deref() {
        add(&telling);
    }
    add(&all);
    candidates
}

/// The name of each shape that has several, where one is good enough; claims and notes are moved there.
pub(super) fn settle(census: &mut Census<'_>) -> HashMap<ShapeId, String> {
    let claims = census.claims.iter();
    let claims =
        claims.flat_map(|(name, counts)| counts.iter().map(move |(id, count)| (*id, (name.clone(), *count))));
    let mut claims: Vec<(ShapeId, (String, usize))> = claims.collect();
    claims.sort_unstable();
    let mut names: BTreeMap<ShapeId, Vec<(String, usize)>> = BTreeMap::new();
    for (id, claim) in claims {
        names.entry(id).or_default().push(claim);
    }
    let mut homes = HashMap::default();
    for (id, names) in names {
        let roots = census.roots.get(&id).copied().unwrap_or_default();
        let size = census.sizes.get(&id).copied().unwrap_or_default();
        if names.len() + roots.min(1) < 2 || size == 0 {
            continue;
        }
        let thing = census.things.get(&id).and_then(|things| most_of(things));
        let home = if size < TELLING {
            common_noun(&names.iter().collect::<Vec<_>>()).filter(|_| roots == 0)
        } else {
            best(&names, thing.as_deref())
        };
        let Some(home) = home else { continue };
        let mut sum = roots;
        for (name, count) in &names {
            sum += count;
            if let Some(counts) = census.claims.get_mut(name) {
                counts.remove(&id);
            }
        }
        census.claims.entry(home.clone()).or_default().insert(id, sum);
        move_notes(&mut census.notes, id, &names, &home);
        homes.insert(id, home);
    }
    homes
}

/// The thing that at least half of the operations deal with.
fn most_of(things: &[String]) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::default();
    for thing in things.iter().filter(|thing| !thing.is_empty()) {
        *counts.entry(thing).or_default() += 1;
    }
    let rank =
        |(thing, count): &(&str, usize)| (*count, std::cmp::Reverse((thing.len(), (*thing).to_owned())));
    let (thing, count) = counts.into_iter().max_by_key(rank)?;
    (count * 2 >= things.len()).then(|| thing.to_owned())
}

fn move_notes(notes: &mut Remembered, id: ShapeId, names: &[(String, usize)], home: &str) {
    // Of two notes on one property the first stays.
    let mut all: HashMap<String, Notes> = HashMap::default();
    for name in names.iter().map(|(name, _)| name.as_str()).chain([""]) {
        let known = notes.remove(&(id, name.to_owned())).unwrap_or_default();
        all = known.into_iter().chain(all).collect();
    }
    notes.insert((id, home.to_owned()), all);
}

/// The best name of a thing; `noun` is what the operations deal with that take or give it.
fn best(names: &[(String, usize)], noun: Option<&str>) -> Option<String> {
    let is_noun = |name: &str| name.rsplit(' ').next().is_some_and(|last| !LINKS.contains(&last));
    let telling: Vec<&(String, usize)> = names.iter().filter(|(name, _)| !is_generic(name)).collect();
    let nouns: Vec<&(String, usize)> = telling.iter().copied().filter(|(name, _)| is_noun(name)).collect();
    if let Some(common) = common_noun(&nouns) {
        return Some(common);
    }
    let most = |names: &[&(String, usize)]| {
        let rank = |(name, count): &&&(String, usize)| {
            (*count, std::cmp::Reverse((name.split(' ').count(), name.len(), name.clone())))
        };
        names.iter().max_by_key(rank).map(|(name, _)| name.clone())
    };
    most(&nouns).or_else(|| noun.map(str::to_owned)).or_else(|| most(&telling))
}

/// Whether a name says what holds a thing, and not what it is.
pub(super) fn is_generic(name: &str) -> bool {
    let name = name.strip_suffix(" item").unwrap_or(name);
    GENERIC.contains(&name) || name.is_empty()
}

/// `address` of `billing address` and `shipping address`.
fn common_noun(names: &[&(String, usize)]) -> Option<String> {
    let [(first, _), others @ ..] = names else { return None };
    let last = first.rsplit(' ').next()?;
    let is_common = |(name, _): &&(String, usize)| name.rsplit(' ').next() == Some(last);
    (!others.is_empty() && others.iter().all(is_common) && !is_generic(last)).then(|| singular(last))
}

#[cfg(test)]
mod tests {
    use super::{best, held, thing};

    fn of(names: &[(&str, usize)], noun: Option<&str>) -> Option<String> {
        let names: Vec<_> = names.iter().map(|&(name, count)| (name.to_owned(), count)).collect();
        best(&names, noun)
    }

    #[test]
    fn the_name_of_the_thing_goes_before_the_name_of_its_place() {
        assert_eq!(of(&[("data item", 9), ("user", 1)], Some("account")).as_deref(), Some("user"));
        assert_eq!(of(&[("created by", 9), ("owner", 1)], None).as_deref(), Some("owner"));
        assert_eq!(of(&[("entry", 9)], Some("file")).as_deref(), Some("file"));
        assert_eq!(of(&[("entry", 9), ("item", 2)], None), None);
        assert_eq!(of(&[("created by", 2), ("owned by", 1)], None).as_deref(), Some("created by"));
        assert_eq!(of(&[("parent", 2), ("folder", 2)], None).as_deref(), Some("folder"));
    }

    #[test]
    fn what_a_type_holds_has_its_name() {
        assert_eq!(held("GetAShipResponse", "owner"), ["owner", "ship owner", "get a ship response owner"]);
        assert_eq!(held("Ship", "owner"), ["owner", "ship owner", "ship owner"]);
        assert_eq!(held("Response", "owner"), ["owner", "response owner"]);
        let long = held("ListMerchantPlatformsProcessingAccountsResponseData2", "owners");
        assert_eq!(
            long[1..],
            [
                "merchant platforms processing accounts owners",
                "platforms processing accounts response data2 owners"
            ]
        );
    }

    #[test]
    fn operations_deal_with_things() {
        assert_eq!(thing("get a user by id"), "user");
        assert_eq!(thing("list all legal hold policies"), "legal hold policy");
        assert_eq!(thing("users"), "");
        assert_eq!(thing("get data"), "");
        assert_eq!(thing("get"), "");
    }

    #[test]
    fn kinds_of_a_thing_are_the_thing() {
        assert_eq!(of(&[("billing address", 1), ("shipping address", 5)], None).as_deref(), Some("address"));
        assert_eq!(of(&[("billing address", 1), ("site", 5)], None).as_deref(), Some("site"));
    }
}
