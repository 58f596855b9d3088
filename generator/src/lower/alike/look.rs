//! A look at all objects of a collection: where each stands, and its number.

use super::digest::{self, Digest};
use crate::api::{Arm, Body, Group, Kind, MediaKind, Object, Operation, Property, Schema};
use crate::hash::HashMap;

/// Names of what an answer is about.
const GENERIC: &[&str] = &[
    "content", "data", "element", "entry", "item", "list", "object", "record", "resource", "result", "row",
    "value",
];

/// Where an object stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Standing {
    side: Side,
    /// The name in the singular; that of the folder for what its answers are about.
    name: NameId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    Request,
    Answer,
    /// With its status: errors of two statuses share what is the same, and nothing else.
    Error(u16),
}

/// An object that was seen. Those in it follow it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub(super) object: &'a Object,
    /// None for the body of a request, which has no name; and for what stands in its like: made one with what is around
    /// it, it would grow without end.
    pub(super) standing: Option<Standing>,
    pub(super) digest: Digest,
    /// How many objects it is, with those in it.
    pub(super) size: usize,
}

/// All objects, in the order of [`walk`](super::walk).
pub(super) type View<'a> = Vec<Seen<'a>>;

/// The number of a name in the singular.
type NameId = Digest;

/// The names of fields, each turned into its singular once, however often all objects are looked at.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<String, Name>);

#[derive(Clone, Copy, Debug)]
struct Name {
    id: NameId,
    is_generic: bool,
}

impl Names {
    fn of(&mut self, name: &str) -> Name {
        if let Some(known) = self.0.get(name) {
            return *known;
        }
        let singular = singular(name);
        let found = Name { id: digest::text(&singular), is_generic: GENERIC.contains(&singular.as_str()) };
        self.0.insert(name.to_owned(), found);
        found
    }
}

/// Looks at all objects below bodies and answers.
pub(super) fn look<'a>(root: &'a Group, names: &mut Names) -> View<'a> {
    let mut look = Look { names, view: View::new() };
    // No name of a folder is a sign alone.
    look.group(root, digest::text("/"));
    look.view
}

struct Look<'a, 'n> {
    names: &'n mut Names,
    view: View<'a>,
}

/// What is around an object.
struct Around {
    side: Side,
    /// The name of the whole body, and of what it holds under a name that says nothing.
    about: Option<NameId>,
    /// The names of the objects around the one at hand.
    within: Vec<NameId>,
}

impl<'a> Look<'a, '_> {
    /// As deep as the folders; their operations answer about what they are called.
    fn group(&mut self, group: &'a Group, about: NameId) {
        group.operations.iter().for_each(|operation| self.operation(operation, about));
        for group in &group.groups {
            self.group(group, digest::text(&singular(&group.name)));
        }
    }

    fn operation(&mut self, operation: &'a Operation, about: NameId) {
        if let Some(Body::Json { schema, .. }) = operation.body.as_ref().map(|body| &body.body) {
            self.body(schema, Side::Request, None);
        }
        for response in &operation.responses {
            let MediaKind::Json(schema) = &response.media else { continue };
            let (side, about) = side(response.status, about);
            self.body(schema, side, Some(about));
        }
    }

    /// As deep as a text may nest that can be read.
    fn body(&mut self, schema: &'a Schema, side: Side, about: Option<NameId>) {
        self.kind(&schema.kind, about, &mut Around { side, about, within: Vec::new() });
    }

    /// The number of a kind, having seen the objects that it is or holds. `name` is that of its place.
    fn kind(&mut self, kind: &'a Kind, name: Option<NameId>, around: &mut Around) -> Digest {
        match kind {
            Kind::Object(object) => self.object(object, name, &[], around),
            Kind::Variants(variants) => {
                let arm = |arm: &'a Arm| self.object(&arm.object, name, &arm.marks, around);
                digest::variants(variants, variants.arms.iter().map(arm))
            }
            Kind::Array(inner) => digest::array(inner, self.kind(&inner.kind, name, around)),
            Kind::Map(inner) => digest::map(inner, self.kind(&inner.kind, name, around)),
            Kind::Union(kinds) => digest::union(kinds.iter().map(|kind| self.kind(kind, name, around))),
            Kind::Unknown
            | Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number(_)
            | Kind::String
            | Kind::Itself
            | Kind::Enum(_) => digest::leaf(kind),
        }
    }

    /// What is one of several things is like those of the same marks.
    fn object(
        &mut self,
        object: &'a Object,
        name: Option<NameId>,
        marks: &[String],
        around: &mut Around,
    ) -> Digest {
        let place = self.view.len();
        let name_here = name.filter(|name| !around.within.contains(name));
        let name_here = match name_here {
            Some(name) if !marks.is_empty() => Some(digest::texts(name, marks)),
            alone => alone,
        };
        let standing = name_here.map(|name| Standing { side: around.side, name });
        self.view.push(Seen { object, standing, digest: 0, size: 1 });
        around.within.extend(name);
        let digest = self.properties(object, around);
        around.within.truncate(around.within.len() - usize::from(name.is_some()));
        let size = self.view.len() - place;
        if let Some(seen) = self.view.get_mut(place) {
            (seen.digest, seen.size) = (digest, size);
        }
        digest
    }

    fn properties(&mut self, object: &'a Object, around: &mut Around) -> Digest {
        let is_whole = around.side == Side::Answer && around.within.len() == 1;
        let about = around.about.filter(|about| is_whole && around.within.contains(about));
        let number = |property: &'a Property| {
            let kind = &property.schema.kind;
            if !matches!(
                kind,
                Kind::Object(_) | Kind::Variants(_) | Kind::Array(_) | Kind::Map(_) | Kind::Union(_)
            ) {
                return digest::property(property, digest::leaf(kind));
            }
            let name = self.names.of(&property.name);
            let Some(about) = about.filter(|_| name.is_generic) else {
                return digest::property(property, self.kind(kind, Some(name.id), around));
            };
            // In its like only by its name: it is what the body is about, where the body is only what holds it.
            let outer = std::mem::take(&mut around.within);
            let inner = self.kind(kind, Some(about), around);
            around.within = outer;
            digest::property(property, inner)
        };
        digest::object(object.properties.iter().map(number))
    }
}

/// The side of an answer, and the name of the whole body.
fn side(status: Option<u16>, about: NameId) -> (Side, NameId) {
    match status.filter(|status| !(200..300).contains(status)) {
        None => (Side::Answer, about),
        Some(status) => (Side::Error(status), digest::text(&format!("/{status}"))),
    }
}

/// A name in lower case, without symbols and plural: to compare, not to show.
fn singular(name: &str) -> String {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if let Some(stem) = plain.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match plain.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) && stem.len() > 2 => stem.to_owned(),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer;

    /// The numbers of all objects of the type of these samples.
    fn numbers(texts: &[&str]) -> Vec<(Digest, usize)> {
        let samples: Vec<_> = texts.iter().map(|text| infer::parse(text).unwrap().value).collect();
        let schema = infer::schema(&samples.iter().collect::<Vec<_>>());
        let mut look = Look { names: &mut Names::default(), view: View::new() };
        look.body(&schema, Side::Request, None);
        look.view.iter().map(|seen| (seen.digest, seen.size)).collect()
    }

    #[test]
    fn evidence_and_order_make_no_difference() {
        let one = numbers(&[r#"{"a": 1, "b": {"c": "x"}}"#]);
        assert_eq!(one, numbers(&[r#"{"b": {"c": "y"}, "a": 2}"#, r#"{"a": 3, "b": {"c": "z"}}"#]));
        for other in [
            r#"{"a": 1, "b": {"c": 1}}"#,
            r#"{"a": 1, "b": {"d": "x"}}"#,
            r#"{"b": 1, "a": {"c": "x"}}"#,
            r#"{"a": 1.5, "b": {"c": "x"}}"#,
            r#"{"a": 1, "b": [{"c": "x"}]}"#,
            r#"{"a": null, "b": {"c": "x"}}"#,
            r#"{"a": 1}"#,
        ] {
            assert_ne!(one.first(), numbers(&[other]).first(), "{other}");
        }
        assert_ne!(one.first(), numbers(&[r#"{"a": 1, "b": {"c": "x"}}"#, r#"{"a": 1}"#]).first());
    }

    #[test]
    fn objects_are_followed_by_those_in_them() {
        let sizes = |text: &str| numbers(&[text]).iter().map(|(_, size)| *size).collect::<Vec<_>>();
        assert_eq!(sizes(r#"{"a": {"b": [{"c": 1}], "d": {}}, "e": {"f": 1}}"#), [5, 3, 1, 1, 1]);
        assert_eq!(sizes("[1]"), [0; 0]);
    }
}
