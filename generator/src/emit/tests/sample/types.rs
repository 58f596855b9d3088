//! The types of the sample.

use super::{boxed, docs, id, named, text};
use crate::rust::*;

fn field(name: &str, kind: FieldKind, ty: Type) -> Field {
    Field {
        ident: id(name),
        docs: docs(&[&format!("`{name}`, seen in 2 of 2 samples.")]),
        rename: None,
        ty,
        kind,
        encoding: Encoding::OfTheType,
        setter: None,
    }
}

pub(super) fn set(name: &str, kind: FieldKind, ty: Type) -> Field {
    Field {
        setter: Some(FieldSetter {
            ident: id(name),
            docs: docs(&[&format!("Sets `{}`.", id(name).plain())]),
            aliases: Vec::new(),
        }),
        ..field(name, kind, ty)
    }
}

pub(super) fn types() -> Vec<TypeItem> {
    let row = |name: &str, ident: &str, content_type: Option<&str>| FormRow {
        name: text(name),
        ident: id(ident),
        content_type: content_type.map(text),
    };
    let search_fields = vec![
        set("r#type", FieldKind::Optional, Type::Bool),
        set("sort_by_a_name_that_is_long", FieldKind::Optional, Type::Vec(boxed(Type::String))),
        set("page", FieldKind::Required, Type::U64),
        set("sort", FieldKind::Required, Type::String),
    ];
    vec![
        TypeItem::Struct(structure("CreateIntegrationKeyRequest", request_fields())),
        TypeItem::Struct(Struct { constructor: None, ..structure("Search", search_fields) }),
        TypeItem::Struct(Struct {
            constructor: None,
            form: Some((
                FormEncoding::Multipart,
                vec![
                    row("file", "file", None),
                    row("meta", "meta", Some("application/json")),
                    row("a \"third\" one", "third", Some("text/plain; charset=utf-8")),
                ],
            )),
            ..structure(
                "UploadForm",
                vec![
                    set("file", FieldKind::Optional, Type::Part),
                    set("meta", FieldKind::Optional, Type::String),
                    set("third", FieldKind::Required, Type::Vec(boxed(Type::String))),
                ],
            )
        }),
        TypeItem::Union(union("Id", true)),
        TypeItem::Union(union("Anything", false)),
    ]
}

pub(super) fn structure(name: &str, fields: Vec<Field>) -> Struct {
    Struct {
        ident: id(name),
        docs: docs(&[&format!("The type `{name}`.")]),
        constructor: Some(vec![0, 2]),
        derives_default: true,
        form: None,
        fields,
    }
}

fn request_fields() -> Vec<Field> {
    let float = || Type::Map(boxed(Type::Vec(boxed(Type::F64))));
    vec![
        Field {
            rename: Some(text("displayName")),
            ..field("display_name", FieldKind::Required, Type::String)
        },
        set("description", FieldKind::Optional, Type::String),
        set("owner", FieldKind::Nullable, Type::String),
        Field {
            rename: Some(text("a JSON name that is quite long and \"quoted\"")),
            ..set("note", FieldKind::OptionalNullable, Type::String)
        },
        Field { encoding: Encoding::MixedNumbers, ..set("prices", FieldKind::Optional, float()) },
        set("parent", FieldKind::Optional, Type::Vec(boxed(named("CreateIntegrationKeyRequest")))),
        set("rest", FieldKind::Optional, Type::Json),
        set("exact", FieldKind::Optional, Type::Number),
        set("count", FieldKind::Optional, Type::I64),
        set("nested", FieldKind::Optional, Type::Option(boxed(named("Id")))),
    ]
}

fn union(name: &str, derives_default: bool) -> Union {
    let variant = |ident: &str, kind, ty| UnionVariant {
        ident: id(ident),
        docs: docs(&["One of the kinds."]),
        kind,
        marks: Vec::new(),
        ty,
    };
    let mut variants = vec![
        variant("Text", ValueKind::String, Type::String),
        variant("Integer", ValueKind::Integer, Type::I64),
    ];
    if !derives_default {
        variants.extend([
            variant("Boolean", ValueKind::Boolean, Type::Bool),
            variant("Number", ValueKind::Number, Type::F64),
            variant("Array", ValueKind::Array, Type::Vec(boxed(Type::Json))),
            variant("Object", ValueKind::Object, named("Search")),
        ]);
    }
    Union { ident: id(name), docs: docs(&["One or the other."]), told: Told::Kind, variants, derives_default }
}
