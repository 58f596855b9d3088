//! The arguments and setters of an operation on both sides into what changed for those who write them.

use super::{Weight, operations::Changes, pairs, signature};
use crate::rust::{Argument, Ident, Method, Setter, Step, StepValue};

/// What changed in arguments and setters.
pub(super) fn compare(changes: &mut Changes<'_, '_>) {
    positional(changes);
    params(changes);
    setters(changes);
}

fn positional(changes: &mut Changes<'_, '_>) {
    let (old, new) = changes.methods();
    let (old, new) = (&old.arguments, &new.arguments);
    let is_same =
        |(old, new): (&Argument, &Argument)| signature::is_same(changes.pairs, &old.kind, &new.kind);
    if old.len() != new.len() || !old.iter().zip(new).all(is_same) {
        let (was, is) = (signature::arguments(old), signature::arguments(new));
        changes.add(Weight::Major, "arguments-changed", format!("it takes ({is}), it took ({was})"));
        return;
    }
    let names =
        |arguments: &[Argument]| -> Vec<Ident> { arguments.iter().map(|it| it.ident.clone()).collect() };
    order(changes, "it", &names(old), &names(new));
}

/// Names that changed where types did not.
fn order(changes: &mut Changes<'_, '_>, owner: &str, old: &[Ident], new: &[Ident]) {
    if old == new {
        return;
    }
    let list = |names: &[Ident]| names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let (was, is) = (list(old), list(new));
    let is_moved = old.iter().zip(new).any(|(old, other)| old != other && new.contains(old));
    if is_moved {
        let effect =
            format!("{owner} takes ({is}), it took ({was}): a call compiles and means something else");
        changes.add(Weight::Major, "arguments-moved", effect);
    } else if old.iter().zip(new).any(|(old, new)| old != new && is_other(changes, old, new)) {
        let effect =
            format!("{owner} takes ({is}), it took ({was}): a call compiles, and may mean something else");
        changes.add(Weight::Major, "arguments-changed", effect);
    } else {
        let effect =
            format!("the arguments are called ({is}), they were called ({was}): nothing to do for callers");
        changes.add(Weight::Patch, "arguments-renamed", effect);
    }
}

/// Whether an argument that has another name is another thing: one that goes elsewhere in the request, or a part of the
/// path of another request.
fn is_other(changes: &Changes<'_, '_>, old: &Ident, new: &Ident) -> bool {
    let (was, is) = (goal(changes.old.method, old), goal(changes.new.method, new));
    was != is || matches!(is, Some(Goal::Path)) && pairs::request(changes.old) != pairs::request(changes.new)
}

/// Where an argument goes.
#[derive(PartialEq, Eq)]
enum Goal<'m> {
    /// The name of its placeholder is not sent.
    Path,
    Query(&'m str),
    Header(&'m str),
    /// It fills a variable, whose name is not sent.
    PropertyName,
    Body,
}

fn goal<'m>(method: &'m Method, ident: &Ident) -> Option<Goal<'m>> {
    method.steps.iter().find_map(|step| {
        let (goal, value) = match step {
            Step::Path { value, .. } => (Goal::Path, value),
            Step::Query { name, value } => (Goal::Query(name), value),
            Step::Header { name, value } => (Goal::Header(name), value),
            Step::PropertyName { value, .. } => (Goal::PropertyName, value),
            Step::Json { value }
            | Step::Text { value }
            | Step::Bytes { value }
            | Step::UrlEncoded { value }
            | Step::Multipart { value } => (Goal::Body, value),
            Step::GraphQl { variables, .. } => (Goal::Body, variables.as_ref()?),
        };
        matches!(value, StepValue::Argument(it) | StepValue::Reference(it) if it == ident).then_some(goal)
    })
}

/// The struct of required parameters: its fields are public, and its constructor takes them in order.
fn params(changes: &mut Changes<'_, '_>) {
    let (Some(old), Some(new)) = (changes.old.params(), changes.new.params()) else { return };
    if old.ident != new.ident && !changes.is_kept(&old.ident, &new.ident) {
        let effect = format!("the required parameters are `{}`, they were `{}`", new.ident, old.ident);
        changes.add(Weight::Major, "params-renamed", effect);
    }
    let names = |params: &crate::rust::Params| -> Vec<Ident> {
        params.fields.iter().map(|(ident, _)| ident.clone()).collect()
    };
    let (was, is) = (names(old), names(new));
    if was != is {
        let list = |names: &[Ident]| names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let effect = format!("`{}::new` takes ({}), it took ({})", new.ident, list(&is), list(&was));
        changes.add(Weight::Major, "params-changed", effect);
    }
}

fn setters(changes: &mut Changes<'_, '_>) {
    let (old, new) = changes.methods();
    let (old, new): (&[Setter], &[Setter]) = (&old.setters, &new.setters);
    for setter in old {
        let name = &setter.ident;
        let Some(other) = new.iter().find(|other| other.ident == *name) else {
            let is_argument = changes.new.method.arguments.iter().any(|argument| argument.ident == *name);
            let remedy = if is_argument { "it is an argument of the method now" } else { "remove it" };
            changes.add(Weight::Major, "parameter-removed", format!("`.{name}(…)` is gone: {remedy}"));
            continue;
        };
        if !signature::is_same(changes.pairs, &setter.argument.kind, &other.argument.kind) {
            let (was, is) = (signature::kind(&setter.argument.kind), signature::kind(&other.argument.kind));
            changes.add(
                Weight::Major,
                "parameter-changed",
                format!("`.{name}(…)` takes `{is}`, it took `{was}`"),
            );
        }
        if setter.adds != other.adds {
            let what = if other.adds { "adds a value" } else { "replaces the value" };
            changes.add(Weight::Major, "parameter-changed", format!("each call of `.{name}(…)` {what} now"));
        }
        if setter.deprecated.is_none() && other.deprecated.is_some() {
            let effect = format!("`.{name}(…)` is deprecated: callers get a warning");
            changes.add(Weight::Minor, "parameter-deprecated", effect);
        }
    }
    for setter in new.iter().filter(|setter| !old.iter().any(|other| other.ident == setter.ident)) {
        changes.add(Weight::Minor, "parameter-added", format!("`.{}(…)` is new", setter.ident));
    }
}
