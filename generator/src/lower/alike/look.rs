//! The walk of [`visit`](super::visit) for who only looks, so that nothing has to be copied.

use super::{GENERIC, Side, Standing, marked, side, singular};
use crate::api::{Body, Group, Kind, MediaKind, Object, Schema};

/// What is shown: every object below a body or an answer, outer ones first.
type Looker<'a, 'v> = dyn FnMut(Standing, &'a Object) + 'v;

/// Shows all objects of a collection.
pub(super) fn look<'a>(group: &'a Group, about: &str, looker: &mut Looker<'a, '_>) {
    for operation in &group.operations {
        if let Some(Body::Json { schema, .. }) = operation.body.as_ref().map(|body| &body.body) {
            Look { side: Side::Request, about: None, within: Vec::new(), looker }.body(schema);
        }
        for response in &operation.responses {
            let MediaKind::Json(schema) = &response.media else { continue };
            let (side, about) = side(response.status, about);
            Look { side, about: Some(about), within: Vec::new(), looker }.body(schema);
        }
    }
    for group in &group.groups {
        look(group, &singular(&group.name), looker);
    }
}

struct Look<'a, 'v, 'l> {
    side: Side,
    about: Option<String>,
    within: Vec<String>,
    looker: &'l mut Looker<'a, 'v>,
}

impl<'a> Look<'a, '_, '_> {
    fn body(&mut self, schema: &'a Schema) {
        match self.about.clone() {
            Some(about) => self.kind(&schema.kind, Some(&about)),
            None => self.kind(&schema.kind, None),
        }
    }

    /// The objects that a kind is or holds; without a name only what is in them counts.
    fn kind(&mut self, kind: &'a Kind, name: Option<&str>) {
        match kind {
            Kind::Object(object) => match name {
                Some(name) => self.object(name, object, &[]),
                None => self.properties(object),
            },
            Kind::Variants(variants) => {
                for arm in &variants.arms {
                    match name {
                        Some(name) => self.object(name, &arm.object, &arm.marks),
                        None => self.properties(&arm.object),
                    }
                }
            }
            Kind::Array(inner) | Kind::Map(inner) => self.kind(&inner.kind, name),
            Kind::Union(kinds) => {
                for kind in kinds {
                    self.kind(kind, name);
                }
            }
            Kind::Unknown
            | Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number(_)
            | Kind::String
            | Kind::Itself
            | Kind::Enum(_) => {}
        }
    }

    fn object(&mut self, name: &str, object: &'a Object, marks: &[String]) {
        if !self.within.iter().any(|outer| outer == name) {
            (self.looker)(Standing { side: self.side, name: marked(name, marks) }, object);
        }
        self.within.push(name.to_owned());
        self.properties(object);
        self.within.pop();
    }

    fn properties(&mut self, object: &'a Object) {
        let about =
            self.about.clone().filter(|about| self.side == Side::Answer && self.within == [about.as_str()]);
        for property in &object.properties {
            let name = singular(&property.name);
            let about = about.as_ref().filter(|_| GENERIC.contains(&name.as_str()));
            let around = about.map(|_| std::mem::take(&mut self.within));
            let name = about.map_or(name, String::clone);
            self.kind(&property.schema.kind, Some(&name));
            if let Some(around) = around {
                self.within = around;
            }
        }
    }
}
