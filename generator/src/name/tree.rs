//! Modules and methods get their names, before anything is made of them.

use super::{
    case::{Case, without_ordinal, words},
    deprecation,
    given::Given,
    keywords, order,
    scope::Scope,
};
use crate::{
    api::{Group, Operation, PathPiece},
    rust::Ident,
    settings::address,
};

/// The names of a folder and of everything in it, in the order of the collection.
#[derive(Debug)]
pub(super) struct Names {
    /// Of the module, and of the method that leads to it.
    pub(super) ident: Ident,
    /// Of the struct with the methods.
    pub(super) handle: Ident,
    pub(super) methods: Vec<MethodNames>,
    pub(super) groups: Vec<Names>,
    /// The types of the module: more are to come.
    pub(super) types: Scope,
    /// The name that the settings give the folder.
    given: Option<String>,
}

/// How methods begin that turn one thing into another, and take `self` otherwise than operations and folders do.
const CONVERSIONS: &[&str] = &["from_", "into_"];

/// The names of an operation.
#[derive(Clone, Debug)]
pub(super) struct MethodNames {
    pub(super) method: Ident,
    pub(super) call: Ident,
}

impl Names {
    /// What an operation's types may take from the folder: nothing from the collection itself.
    pub(super) fn folder(&self, group: &Group) -> String {
        let name = self.given.as_deref().unwrap_or_else(|| without_ordinal(&group.name));
        if self.ident.as_str().is_empty() { String::new() } else { words(name) }
    }
}

/// Names the whole tree.
pub(super) fn names(root: &Group, given: &Given<'_>) -> Names {
    let mut types = Scope::with(&[keywords::TYPES]);
    types.reserve("Client");
    types.reserve("ClientBuilder");
    level(root, Ident::new(""), Ident::new("Client"), types, (given, ""))
}

/// The names that are given, and the address of the folder.
type Wanted<'a> = (&'a Given<'a>, &'a str);

fn folder(group: &Group, ident: Ident, wanted: Wanted<'_>) -> Names {
    let mut types = Scope::with(&[keywords::TYPES]);
    let handle = types.allocate(Case::UpperCamel, &[ident.plain(), &format!("{} operations", ident.plain())]);
    level(group, ident, handle, types, wanted)
}

fn level(group: &Group, ident: Ident, handle: Ident, mut types: Scope, (given, path): Wanted<'_>) -> Names {
    let mut modules = Scope::with(&[keywords::METHODS, keywords::MODULES]).without_prefixes(CONVERSIONS);
    // A module of its parent's name confuses people, and clippy says so.
    modules.reserve(ident.plain());
    let mut methods = Scope::with(&[keywords::METHODS]).without_prefixes(CONVERSIONS);
    let paths: Vec<String> = group.groups.iter().map(|inner| address(path, &inner.name)).collect();
    let idents = folder_names(group, &ident, &mut modules, |place| given.folder(paths.get(place)?));
    for ident in &idents {
        methods.reserve(ident.plain());
    }
    let methods = method_names(group, &mut methods, &mut types, given);
    let inner = group.groups.iter().zip(idents).zip(&paths);
    let groups = inner.map(|((inner, ident), path)| folder(inner, ident, (given, path))).collect();
    let given = given.folder(path).map(str::to_owned);
    Names { ident, handle, methods, groups, types, given }
}

/// Folders whose names are given choose first; the others in the order of their names, and those of one name where they stand, for
/// what is in them changes more often: two such folders that change places change names.
fn folder_names<'a>(
    group: &Group,
    parent: &Ident,
    scope: &mut Scope,
    given: impl Fn(usize) -> Option<&'a str>,
) -> Vec<Ident> {
    let mut order: Vec<usize> = (0..group.groups.len()).collect();
    order.sort_by_key(|&place| (given(place).is_none(), &group.groups[place].name));
    let mut idents = vec![None; order.len()];
    for place in order {
        idents[place] = Some(match given(place) {
            Some(name) => scope.allocate(Case::Snake, &[name]),
            None => scope.allocate(Case::Snake, folder_candidates(&group.groups[place], parent)),
        });
    }
    idents.into_iter().flatten().collect()
}

fn folder_candidates(group: &Group, parent: &Ident) -> [String; 5] {
    let name = words(without_ordinal(&group.name));
    let full = words(&group.name);
    let parent = parent.plain();
    let folder = if full == name { format!("{name} folder") } else { format!("folder {full}") };
    let first = if starts_with_digit(&name) { format!("folder {name}") } else { name.clone() };
    [first, folder, format!("{parent} {name}"), format!("{parent} {name} folder"), format!("folder {full}")]
}

/// Such a name would be an identifier only with an underscore in front.
fn starts_with_digit(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_digit())
}

/// Who gets the short name among operations of one name does not depend on their order in the folder.
fn method_names(group: &Group, scope: &mut Scope, types: &mut Scope, given: &Given<'_>) -> Vec<MethodNames> {
    let names = |operation| match given.operation(operation) {
        Some(name) => vec![name.to_owned()],
        None => candidates(operation),
    };
    let keyed = group.operations.iter().map(|operation| (names(operation), operation));
    let keyed: Vec<_> =
        keyed.map(|(candidates, operation)| (sort_key(&candidates, operation), candidates)).collect();
    let mut order: Vec<usize> = (0..keyed.len()).collect();
    let is_free = |place: usize| given.operation(&group.operations[place]).is_none();
    let key = |place: usize| (is_free(place), &keyed[place].0);
    order.sort_by(|&a, &b| key(a).cmp(&key(b)));
    for equal in order.chunk_by_mut(|&a, &b| key(a) == key(b)).filter(|equal| equal.len() > 1) {
        equal.sort_by_cached_key(|&place| order::rest(&group.operations[place]));
    }
    let mut names = vec![None; keyed.len()];
    for index in order {
        let method = scope.allocate(Case::Snake, &keyed[index].1);
        let call = types.allocate(Case::UpperCamel, &[method.plain(), &format!("{} call", method.plain())]);
        names[index] = Some(MethodNames { method, call });
    }
    names.into_iter().flatten().collect()
}

/// Operations of one name stand together.
fn sort_key(candidates: &[String], operation: &Operation) -> (String, order::Content) {
    (candidates.first().cloned().unwrap_or_default(), order::content(operation))
}

/// From the request's name to what only its method and path can tell.
fn candidates(operation: &Operation) -> Vec<String> {
    let method = operation.method.to_ascii_lowercase();
    let (fixed, parameters) = path_words(operation);
    let tail = fixed.iter().rev().take(2).rev().cloned().collect::<Vec<_>>().join(" ");
    let fixed = fixed.join(" ");
    let by = if parameters.is_empty() { String::new() } else { format!(" by {}", parameters.join(" and ")) };
    let name =
        if is_address(&operation.name) { String::new() } else { words(without_ordinal(&operation.name)) };
    let mut candidates = Vec::new();
    if operation.deprecated
        && let Some(unmarked) = deprecation::without_mark(&operation.name)
    {
        candidates.push(words(without_ordinal(&unmarked)));
        candidates.retain(|unmarked| !starts_with_digit(unmarked));
    }
    if name.is_empty() {
        candidates.extend([format!("{method} {tail}"), format!("{method} {tail}{by}")]);
    } else {
        if !starts_with_digit(&name) {
            candidates.push(name.clone());
            if !by.is_empty() {
                candidates.push(format!("{name}{by}"));
            }
        }
        if name.split(' ').next() != Some(method.as_str()) {
            candidates.push(format!("{method} {name}"));
        }
        candidates.extend([format!("{name} {tail}"), format!("{name} {tail}{by}")]);
    }
    candidates.extend([format!("{method} {fixed}"), format!("{method} {fixed}{by}")]);
    candidates.retain(|candidate| !candidate.trim().is_empty());
    candidates
}

/// Whether a name is an address: then it says no more than method and path do, but less clearly.
fn is_address(name: &str) -> bool {
    let name = name.trim();
    let has_blank = name.contains(char::is_whitespace);
    !has_blank && (name.starts_with('/') || name.contains("://") || name.starts_with("{{"))
}

/// The path's literal words, and the names of its parameters.
fn path_words(operation: &Operation) -> (Vec<String>, Vec<String>) {
    let mut fixed = Vec::new();
    let mut parameters = Vec::new();
    for piece in &operation.path {
        match piece {
            PathPiece::Literal(text) => {
                fixed.extend(text.split('/').map(words).filter(|words| !words.is_empty()));
            }
            PathPiece::Parameter(index) => {
                parameters.extend(operation.parameters.get(*index).map(|parameter| words(&parameter.name)));
            }
        }
    }
    (fixed, parameters)
}

/// The path as the manifest shows it: parameters in braces.
pub(super) fn path_text(operation: &Operation) -> String {
    operation
        .path
        .iter()
        .map(|piece| match piece {
            PathPiece::Literal(text) => text.clone(),
            PathPiece::Parameter(index) => {
                format!("{{{}}}", operation.parameters.get(*index).map_or("", |parameter| &parameter.name))
            }
        })
        .collect()
}
