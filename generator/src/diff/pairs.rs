//! What is the same on both sides: operations, and the types that stand in the same places.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Side;
use crate::{
    evidence::json_name,
    manifest::{Entry, operations},
    rust::{Ident, Told, Type, TypeItem, UnionVariant},
};

/// An operation on both sides, or on one.
pub(super) type Pair<'a> = (Option<Entry<'a>>, Option<Entry<'a>>);

/// What belongs together.
#[derive(Debug)]
pub(super) struct Pairs<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    /// In the order of the new collection; those that are gone come last.
    pub(super) operations: Vec<Pair<'a>>,
    /// The functions of the new side.
    pub(super) functions: HashSet<String>,
    /// Old names of types to new ones, where they differ.
    pub(super) renamed: HashMap<Ident, Ident>,
    /// Old names that the new side keeps as aliases, to what they stand for.
    pub(super) kept: HashMap<Ident, Ident>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(old: Side<'a>, new: Side<'a>) -> Self {
        let operations = pair(operations(old.api, old.client), operations(new.api, new.client));
        let aliases = new.client.aliases.iter();
        let kept = aliases.map(|alias| (alias.ident.clone(), alias.target.clone())).collect();
        let renamed = Renames::new(old, new).find(&operations);
        let functions = operations.iter().filter_map(|(_, new)| new.as_ref()).map(Entry::function).collect();
        Self { old, new, operations, functions, renamed, kept }
    }

    /// The new name of an old type.
    pub(super) fn name<'n>(&'n self, old: &'n Ident) -> &'n Ident {
        self.renamed.get(old).unwrap_or(old)
    }

    /// Whether a caller who writes the old type means the new one. A type that was renamed is told once, at itself.
    pub(super) fn is_same(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::Named(old), Type::Named(new)) | (Type::Enum(old), Type::Enum(new)) => {
                self.name(old) == new || self.kept.get(old) == Some(new)
            }
            (Type::Vec(old), Type::Vec(new))
            | (Type::Boxed(old), Type::Boxed(new))
            | (Type::Option(old), Type::Option(new))
            | (Type::OrPlaceholder(old), Type::OrPlaceholder(new))
            | (Type::Map(old), Type::Map(new)) => self.is_same(old, new),
            (old, new) => old == new,
        }
    }
}

/// Operations of both sides: of one function and one request; then of one request, if there is only one; then of one
/// function; then of one name in the collection.
fn pair<'a>(old: Vec<Entry<'a>>, new: Vec<Entry<'a>>) -> Vec<Pair<'a>> {
    let mut waiting: Vec<Option<Entry<'a>>> = old.into_iter().map(Some).collect();
    let mut pairs: Vec<Pair<'a>> = new.into_iter().map(|entry| (None, Some(entry))).collect();
    let name = |entry: &Entry<'_>| format!("{:?} {}", entry.folders, entry.operation.name);
    let keys: [&dyn Fn(&Entry<'_>) -> String; 4] = [
        &|entry| format!("{} {}", entry.function(), request(entry)),
        &request,
        &|entry| entry.function(),
        &name,
    ];
    for key in keys {
        let olds = index(waiting.iter().map(Option::as_ref), key);
        let news = index(pairs.iter().map(|(old, new)| new.as_ref().filter(|_| old.is_none())), key);
        for (wanted, places) in news {
            if let (&[new], Some(&[old])) = (places.as_slice(), olds.get(&wanted).map(Vec::as_slice)) {
                pairs[new].0 = waiting[old].take();
            }
        }
    }
    pairs.extend(waiting.into_iter().flatten().map(|old| (Some(old), None)));
    pairs
}

/// Where the entries of each key stand.
fn index<'e, 'a: 'e>(
    entries: impl Iterator<Item = Option<&'e Entry<'a>>>,
    key: &dyn Fn(&Entry<'_>) -> String,
) -> BTreeMap<String, Vec<usize>> {
    let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, entry) in entries.enumerate() {
        if let Some(entry) = entry {
            index.entry(key(entry)).or_default().push(place);
        }
    }
    index
}

/// Method and path; the names of path parameters are no part of what is sent.
pub(super) fn request(entry: &Entry<'_>) -> String {
    let descriptor = &entry.method.descriptor;
    let mut text = format!("{} ", descriptor.method);
    for (number, part) in descriptor.path.split('{').enumerate() {
        // Literal braces are percent-encoded.
        match part.split_once('}').filter(|_| number > 0) {
            Some((_, rest)) => text.extend(["{}", rest]),
            None => text.push_str(part),
        }
    }
    text
}

/// Finds the types that got new names: what stood where the new one stands, and is gone.
struct Renames<'a> {
    old: HashMap<&'a Ident, &'a TypeItem>,
    new: HashMap<&'a Ident, &'a TypeItem>,
    found: HashMap<Ident, Ident>,
    taken: HashSet<Ident>,
    seen: HashSet<(Ident, Ident)>,
}

impl<'a> Renames<'a> {
    fn new(old: Side<'a>, new: Side<'a>) -> Self {
        let items = |side: Side<'a>| side.client.types.iter().map(|item| (item.ident(), item)).collect();
        let (found, taken) = (HashMap::new(), HashSet::new());
        Self { old: items(old), new: items(new), found, taken, seen: HashSet::new() }
    }

    fn find(mut self, operations: &[Pair<'a>]) -> HashMap<Ident, Ident> {
        for (old, new) in operations {
            let (Some(old), Some(new)) = (old, new) else { continue };
            if let (Some(old), Some(new)) = (&old.method.body_type, &new.method.body_type) {
                self.types(old, new);
            }
            for (response, ty) in old.operation.responses.iter().zip(&old.method.response_types) {
                let others = new.operation.responses.iter().zip(&new.method.response_types);
                let same = others.into_iter().find(|(other, _)| other.status == response.status);
                if let Some((_, other)) = same {
                    self.types(ty, other);
                }
            }
        }
        self.found
    }

    /// As deep as types nest; each pair once.
    fn types(&mut self, old: &Type, new: &Type) {
        let ((Type::Named(old), Type::Named(new)) | (Type::Enum(old), Type::Enum(new))) =
            (old.innermost(), new.innermost())
        else {
            return;
        };
        if !self.seen.insert((old.clone(), new.clone())) {
            return;
        }
        let is_free = !self.found.contains_key(old) && !self.taken.contains(new);
        let is_gone = !self.new.contains_key(old) && !self.old.contains_key(new);
        if old != new && is_free && is_gone {
            self.found.insert(old.clone(), new.clone());
            self.taken.insert(new.clone());
        }
        match (self.old.get(old).copied(), self.new.get(new).copied()) {
            (Some(TypeItem::Struct(old)), Some(TypeItem::Struct(new))) => {
                for field in &old.fields {
                    let other = new.fields.iter().find(|other| json_name(other) == json_name(field));
                    if let Some(other) = other {
                        self.types(&field.ty, &other.ty);
                    }
                }
            }
            // Variants that are told apart in other ways have nothing that says which is which.
            (Some(TypeItem::Union(old)), Some(TypeItem::Union(new))) if old.told == new.told => {
                let is_same = |one: &UnionVariant, other: &UnionVariant| match old.told {
                    Told::Kind => one.kind == other.kind,
                    Told::Tag(_) | Told::Fields => one.marks == other.marks,
                };
                for variant in &old.variants {
                    if let Some(other) = new.variants.iter().find(|other| is_same(variant, other)) {
                        self.types(&variant.ty, &other.ty);
                    }
                }
            }
            _ => {}
        }
    }
}
