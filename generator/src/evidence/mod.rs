//! Where the fields of generated types come from: bodies and answers, followed through shape and Rust type together.

use std::collections::HashMap;

use crate::api::{Arm, Body, Group, Kind, MediaKind, Operation, Property, Response, Schema, Variants};
use crate::rust::{Ident, Module, Struct, Type, TypeItem};

/// A field of a type, at one of the places that taught it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fact<'a> {
    /// The type.
    pub(crate) owner: &'a Ident,
    pub(crate) property: &'a Property,
    pub(crate) operation: &'a Operation,
    /// The answer that it stands in; `None` for the body of the request.
    pub(crate) response: Option<&'a Response>,
    /// The way from the body to the objects that have it.
    pub(crate) way: &'a [Step<'a>],
}

/// A step into a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// To the value of a property.
    Property(&'a str),
    /// To the elements of a list.
    Elements,
    /// To the values of a map.
    Values,
    /// To those objects that are this one of several things.
    Arm(&'a Variants, &'a Arm),
}

/// Shows every field of every type to a visitor, at every place, in the order of the collection.
pub(crate) fn visit<'a>(
    group: &'a Group,
    module: &'a Module,
    types: &'a [TypeItem],
    visitor: &mut dyn FnMut(&Fact<'_>),
) {
    let types: HashMap<&Ident, &TypeItem> = types.iter().map(|item| (item.ident(), item)).collect();
    let mut walk = Walk { types, visitor };
    walk.group(group, module);
}

/// The name of a field in JSON.
pub(crate) fn json_name(field: &crate::rust::Field) -> &str {
    field.rename.as_deref().unwrap_or_else(|| field.ident.as_str().trim_start_matches("r#"))
}

struct Walk<'a, 'v> {
    types: HashMap<&'a Ident, &'a TypeItem>,
    visitor: &'v mut dyn FnMut(&Fact<'_>),
}

/// What all fields below a body have in common.
#[derive(Clone, Copy)]
struct Place<'a> {
    operation: &'a Operation,
    response: Option<&'a Response>,
}

impl<'a> Walk<'a, '_> {
    /// As deep as the collection, which no reader lets grow beyond a limit.
    fn group(&mut self, group: &'a Group, module: &'a Module) {
        for (operation, method) in group.operations.iter().zip(&module.methods) {
            let body = operation.body.as_ref().and_then(|body| match &body.body {
                Body::Json { schema, .. } | Body::GraphQl { variables: Some((schema, _)), .. } => {
                    Some(schema)
                }
                Body::GraphQl { variables: None, .. }
                | Body::Text { .. }
                | Body::UrlEncoded { .. }
                | Body::Multipart { .. }
                | Body::File { .. } => None,
            });
            if let (Some(schema), Some(ty)) = (body, &method.body_type) {
                self.schema(schema, ty, Place { operation, response: None }, &mut Vec::new());
            }
            for (response, ty) in operation.responses.iter().zip(&method.response_types) {
                if let MediaKind::Json(schema) = &response.media {
                    self.schema(schema, ty, Place { operation, response: Some(response) }, &mut Vec::new());
                }
            }
        }
        for (group, module) in group.groups.iter().zip(&module.modules) {
            self.group(group, module);
        }
    }

    fn schema(&mut self, schema: &'a Schema, ty: &'a Type, place: Place<'a>, way: &mut Vec<Step<'a>>) {
        self.kind(&schema.kind, ty, place, way);
    }

    /// As deep as a text may nest that can be read.
    fn kind(&mut self, kind: &'a Kind, ty: &'a Type, place: Place<'a>, way: &mut Vec<Step<'a>>) {
        let mut ty = ty;
        while let Type::Option(inner) | Type::Boxed(inner) | Type::OrPlaceholder(inner) = ty {
            ty = inner;
        }
        let (inner, element, step) = match (kind, ty) {
            (Kind::Array(inner), Type::Vec(element)) => (inner, element, Step::Elements),
            (Kind::Map(inner), Type::Map(element)) => (inner, element, Step::Values),
            (_, Type::Named(name)) => {
                match (kind, self.types.get(name).copied()) {
                    (Kind::Object(object), Some(TypeItem::Struct(item))) => {
                        self.object(&object.properties, item, place, way);
                    }
                    (Kind::Union(kinds), Some(TypeItem::Union(item))) => {
                        for (kind, variant) in kinds.iter().zip(&item.variants) {
                            self.kind(kind, &variant.ty, place, way);
                        }
                    }
                    (Kind::Variants(variants), Some(TypeItem::Union(item))) => {
                        for (arm, variant) in variants.arms.iter().zip(&item.variants) {
                            way.push(Step::Arm(variants, arm));
                            self.arm(arm, &variant.ty, place, way);
                            way.pop();
                        }
                    }
                    _ => {}
                }
                return;
            }
            _ => return,
        };
        way.push(step);
        self.schema(inner, element, place, way);
        way.pop();
    }

    fn arm(&mut self, arm: &'a Arm, ty: &'a Type, place: Place<'a>, way: &mut Vec<Step<'a>>) {
        if let Type::Named(name) = ty
            && let Some(TypeItem::Struct(item)) = self.types.get(name).copied()
        {
            self.object(&arm.object.properties, item, place, way);
        }
    }

    fn object(
        &mut self,
        properties: &'a [Property],
        item: &'a Struct,
        place: Place<'a>,
        way: &mut Vec<Step<'a>>,
    ) {
        let fields: HashMap<&str, &Type> =
            item.fields.iter().map(|field| (json_name(field), &field.ty)).collect();
        for property in properties {
            let Place { operation, response } = place;
            (self.visitor)(&Fact { owner: &item.ident, property, operation, response, way });
            if let Some(ty) = fields.get(property.name.as_str()) {
                way.push(Step::Property(&property.name));
                self.schema(&property.schema, ty, place, way);
                way.pop();
            }
        }
    }
}
