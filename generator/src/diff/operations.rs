//! Paired operations into what changed for those who call them.

use super::{
    Change, Weight, arguments, builder, needs,
    pairs::{Pair, Pairs},
};
use crate::{
    manifest::{Entry, type_text},
    rust::{AnswerEnum, Client, Ident, Method},
    settings::address,
};

/// The changes of one operation.
pub(super) struct Changes<'c, 'a> {
    pub(super) pairs: &'c Pairs<'a>,
    pub(super) old: &'c Entry<'a>,
    pub(super) new: &'c Entry<'a>,
    pub(super) all: &'c mut Vec<Change>,
}

/// What changed in operations.
pub(super) fn changes(pairs: &Pairs<'_>, all: &mut Vec<Change>) {
    for pair in &pairs.operations {
        match pair {
            (Some(old), Some(new)) => Changes { pairs, old, new, all }.compare(),
            (None, Some(new)) => {
                let effect = format!("`{}` is new", new.function());
                all.push(change(Weight::Minor, "operation-added", pair, new.function(), effect));
            }
            (Some(old), None) => {
                let effect = format!("`{}` is gone: remove its calls", old.function());
                all.push(change(Weight::Major, "operation-removed", pair, old.function(), effect));
            }
            (None, None) => {}
        }
    }
}

fn change(weight: Weight, kind: &'static str, (old, new): &Pair<'_>, item: String, effect: String) -> Change {
    let at = |entry: &Option<Entry<'_>>| entry.as_ref().map(|entry| entry.operation.at.clone());
    let operation = new.as_ref().or(old.as_ref()).map(name);
    Change { weight, kind, operation, item, old: at(old), new: at(new), effect }
}

/// Methods of the builder as a caller writes them.
fn list(methods: impl IntoIterator<Item = impl std::fmt::Display>) -> String {
    methods.into_iter().map(|name| format!("`.{name}(…)`")).collect::<Vec<_>>().join(" and ")
}

fn name(entry: &Entry<'_>) -> String {
    address(&entry.folders.join("/"), &entry.operation.name)
}

impl<'a> Changes<'_, 'a> {
    pub(super) fn add(&mut self, weight: Weight, kind: &'static str, effect: String) {
        let (old, new) = (Some(self.old.operation.at.clone()), Some(self.new.operation.at.clone()));
        let (operation, item) = (Some(name(self.new)), self.new.function());
        self.all.push(Change { weight, kind, operation, item, old, new, effect });
    }

    /// Both methods.
    pub(super) fn methods(&self) -> (&'a Method, &'a Method) {
        (self.old.method, self.new.method)
    }

    fn compare(&mut self) {
        self.names();
        self.request();
        arguments::compare(self);
        self.server();
        self.credentials();
        self.settings();
        self.answers();
    }

    fn names(&mut self) {
        let (old, new) = (self.old.function(), self.new.function());
        let is_kept = self.old.modules == self.new.modules
            && self.new.method.aliases.iter().any(|alias| alias.ident == self.old.method.ident);
        if old != new {
            let weight = if is_kept { Weight::Minor } else { Weight::Major };
            let remedy = if is_kept {
                "the old name is deprecated"
            } else if self.pairs.functions.contains(&old) {
                "the old name is that of another operation now"
            } else {
                "the old name is gone"
            };
            self.add(weight, "operation-renamed", format!("call `{new}` instead of `{old}`: {remedy}"));
        } else if self.old.method.call != self.new.method.call {
            let (old, new) = (&self.old.method.call, &self.new.method.call);
            self.add(Weight::Major, "call-renamed", format!("the call's type is `{new}`, it was `{old}`"));
        }
        for alias in &self.old.method.aliases {
            let name = &alias.ident;
            let is_there = self.new.method.ident == *name
                || self.new.method.aliases.iter().any(|other| other.ident == *name);
            if !is_there {
                self.add(
                    Weight::Major,
                    "alias-removed",
                    format!("the old name `{name}` is gone: call `{new}`"),
                );
            }
        }
        match (&self.old.method.deprecated, &self.new.method.deprecated) {
            (None, Some(_)) => {
                self.add(
                    Weight::Minor,
                    "operation-deprecated",
                    format!("`{new}` is deprecated: callers get a warning"),
                );
            }
            (Some(_), None) => {
                self.add(Weight::Patch, "operation-restored", format!("`{new}` is not deprecated any more"));
            }
            _ => {}
        }
    }

    /// What is sent without the caller's doing.
    fn request(&mut self) {
        let (old, new) = (&self.old.method.descriptor, &self.new.method.descriptor);
        let line = |method: &str, path: &str| format!("{method} {path}");
        let (was, is) = (line(&old.method, &old.path), line(&new.method, &new.path));
        if was != is {
            let effect = format!("the call sends `{is}`, it sent `{was}`");
            self.add(Weight::Patch, "request-changed", effect);
        }
        // Values are not shown: nobody knows what they are.
        let constant = |rows: &[crate::rust::HeaderRow]| {
            rows.iter().map(|row| (row.name.clone(), row.value.clone())).collect::<Vec<_>>()
        };
        if constant(&old.headers) != constant(&new.headers) || old.content_type != new.content_type {
            let effect = "the call sends other headers by itself: nothing to do for callers".to_owned();
            self.add(Weight::Patch, "headers-changed", effect);
        }
    }

    /// Servers are compared by the methods that set them: their order is no promise.
    fn server(&mut self) {
        let method = |client: &'a Client, entry: &Entry<'a>| {
            client.servers.get(entry.method.descriptor.server).map(|row| &row.method)
        };
        let (old, new) = (self.pairs.old.client, self.pairs.new.client);
        let (Some(was), Some(is)) = (method(old, self.old), method(new, self.new)) else { return };
        let is_there =
            |client: &Client, ident: &Ident| client.builder.iter().any(|method| method.ident == *ident);
        // One that only got another name is told at the builder.
        let is_renamed = !is_there(new, was) && !is_there(old, is);
        if was != is && !is_renamed {
            let effect =
                format!("`.{was}(…)` does not reach the call any more: it goes where `.{is}(…)` says");
            self.add(Weight::Major, "server-changed", effect);
        }
    }

    fn credentials(&mut self) {
        let was = needs::credentials(self.pairs.old, self.old);
        let is = needs::credentials(self.pairs.new, self.new);
        let (more, fewer) = (list(is.difference(&was)), list(was.difference(&is)));
        if !more.is_empty() {
            let kind = if was.is_empty() { "auth-added" } else { "auth-changed" };
            let effect =
                format!("the call needs {more}: give it where the client is built, or the call fails");
            self.add(Weight::Major, kind, effect);
        } else if is.is_empty() && !was.is_empty() {
            self.add(Weight::Minor, "auth-removed", "the call needs no credential any more".to_owned());
        } else if !fewer.is_empty() {
            self.add(Weight::Minor, "auth-changed", format!("the call does not need {fewer} any more"));
        }
    }

    /// Settings without default that the call did not need before; those that are new, or that had a default, are told
    /// at the builder.
    fn settings(&mut self) {
        let (old, new) = (self.pairs.old, self.pairs.new);
        let was = needs::settings(old, self.old);
        let more: Vec<&str> = needs::settings(new, self.new)
            .into_iter()
            .filter(|name| !was.contains(name) && builder::is_without_default(old.client, name))
            .collect();
        if !more.is_empty() {
            let effect =
                format!("the call fails without {} now: give it where the client is built", list(more));
            self.add(Weight::Major, "setting-needed", effect);
        }
    }

    fn answers(&mut self) {
        let (old, new) = self.methods();
        let (was, is) = (type_text(&old.output.ty), type_text(&new.output.ty));
        // The type of several answers is called after the method, and compared below.
        let is_local = old.answers.is_some() && new.answers.is_some();
        if !is_local && !self.pairs.is_same(&old.output.ty, &new.output.ty) {
            let effect = format!("`.await` gives `{is}`, it gave `{was}`");
            self.add(Weight::Major, "answer-changed", effect);
        }
        self.enums(old.answers.as_ref(), new.answers.as_ref(), "answers");
        self.enums(old.errors.as_ref(), new.errors.as_ref(), "errors");
    }

    /// The enums of documented answers: new variants break nobody, for nobody may match all of them.
    fn enums(&mut self, old: Option<&AnswerEnum>, new: Option<&AnswerEnum>, what: &str) {
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => (old, new),
            (None, Some(new)) => {
                return self.add(
                    Weight::Minor,
                    "answers-added",
                    format!("`{}` has the documented {what}", new.ident),
                );
            }
            (Some(old), None) => {
                let effect = format!("`{}` is gone: no example documents {what} any more", old.ident);
                return self.add(Weight::Major, "answers-removed", effect);
            }
            (None, None) => return,
        };
        if old.ident != new.ident && !self.is_kept(&old.ident, &new.ident) {
            let effect = format!("the documented {what} are `{}`, they were `{}`", new.ident, old.ident);
            self.add(Weight::Major, "answers-renamed", effect);
        }
        for answer in &old.answers {
            let item = format!("{}::{}", new.ident, answer.ident);
            match new.answers.iter().find(|other| other.ident == answer.ident) {
                None => {
                    self.add(Weight::Major, "answer-removed", format!("`{item}` is gone: remove its arm"));
                }
                Some(other)
                    if answer.decoder != other.decoder || !self.pairs.is_same(&answer.ty, &other.ty) =>
                {
                    let (was, is) = (type_text(&answer.ty), type_text(&other.ty));
                    self.add(
                        Weight::Major,
                        "answer-changed",
                        format!("`{item}` holds `{is}`, it held `{was}`"),
                    );
                }
                Some(_) => {}
            }
        }
        for answer in new.answers.iter().filter(|new| !old.answers.iter().any(|it| it.ident == new.ident)) {
            let effect = format!("`{}::{}` is new", new.ident, answer.ident);
            self.add(Weight::Minor, "answer-added", effect);
        }
    }

    /// Whether a deprecated alias keeps the name of a type of the method's module.
    pub(super) fn is_kept(&self, old: &Ident, new: &Ident) -> bool {
        let mut aliases = self.new.method.aliases.iter().flat_map(|alias| &alias.types);
        aliases.any(|alias| alias.ident == *old && alias.target == *new)
    }
}
