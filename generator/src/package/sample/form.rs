//! The form of the upload.

use super::ident;
use crate::rust::{Docs, Encoding, Field, FieldKind, FieldSetter, FormEncoding, FormRow, Struct, Type};

pub(super) fn form() -> Struct {
    let field = |name: &str, ty, kind, setter: Option<&str>| Field {
        ident: ident(name),
        docs: Docs::default(),
        rename: None,
        ty,
        kind,
        encoding: Encoding::OfTheType,
        setter: setter.map(|name| FieldSetter {
            ident: ident(name),
            docs: Docs::default(),
            aliases: Vec::new(),
        }),
    };
    let row =
        |name: &str, field: &str| FormRow { name: name.to_owned(), ident: ident(field), content_type: None };
    Struct {
        ident: ident("UploadForm"),
        docs: Docs::default(),
        fields: vec![
            field("the_file", Type::Vec(Box::new(Type::Part)), FieldKind::Required, None),
            field("note", Type::String, FieldKind::Optional, Some("note")),
            field("off", Type::String, FieldKind::Optional, Some("off")),
        ],
        constructor: Some(vec![0]),
        derives_default: false,
        form: Some((
            FormEncoding::Multipart,
            vec![row("the file", "the_file"), row("note", "note"), row("off", "off")],
        )),
    }
}
