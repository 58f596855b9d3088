//! Two clients into what changed for those who call them, each change with its weight.
//!
//! Works on what the code will be (`rust`) and on what the service is (`api`), never on text. A change weighs what
//! Cargo's rules of semantic versioning say of the public API: `major` is what may keep a caller's code from compiling
//! or make it do something else, `minor` what adds, `patch` all else that generated code does differently.

mod arguments;
mod builder;
mod fields;
mod folders;
mod needs;
mod operations;
mod pairs;
mod places;
mod show;
mod signature;
mod types;

use crate::{api::Api, diagnostic::Pointer, rust::Client};

pub(crate) use show::{entry, json, markdown, text};

/// A collection, understood.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side<'a> {
    pub(crate) api: &'a Api,
    pub(crate) client: &'a Client,
}

/// How much a change is for callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    None,
    Patch,
    Minor,
    Major,
}

impl Weight {
    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) weight: Weight,
    /// A word that programs know it by.
    pub(crate) kind: &'static str,
    /// The request's name in the collection, with those of its folders; none for what is not of one operation.
    pub(crate) operation: Option<String>,
    /// The public item that it is about: `users::get_user`, `types::User.name`, `ClientBuilder::base_url`.
    pub(crate) item: String,
    /// Where it comes from in the old collection, and in the new one.
    pub(crate) old: Option<Pointer>,
    pub(crate) new: Option<Pointer>,
    /// What it does to a caller's code.
    pub(crate) effect: String,
}

/// What changed, the heaviest first.
pub(crate) fn changes(old: Side<'_>, new: Side<'_>) -> Vec<Change> {
    let pairs = pairs::Pairs::new(old, new);
    let mut changes = Vec::new();
    builder::changes(&pairs, &mut changes);
    folders::changes(old.client, new.client, &mut changes);
    operations::changes(&pairs, &mut changes);
    types::changes(old, new, &pairs, &mut changes);
    // Stable: of one weight in the order of the collection.
    changes.sort_by_key(|change| std::cmp::Reverse(change.weight));
    changes
}

/// What all changes together weigh.
pub(crate) fn verdict(changes: &[Change]) -> Weight {
    changes.iter().map(|change| change.weight).max().unwrap_or(Weight::None)
}

/// What is said where nothing but documentation or details of the code differ.
pub(crate) fn details() -> Change {
    Change {
        weight: Weight::Patch,
        kind: "details",
        operation: None,
        item: "the generated code".to_owned(),
        old: None,
        new: None,
        effect: "documentation or details changed that no caller's code depends on".to_owned(),
    }
}

#[cfg(test)]
mod tests;
