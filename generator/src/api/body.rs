//! Request bodies.

use super::Schema;
use crate::diagnostic::Pointer;

/// What an operation sends.
#[derive(Clone, Debug)]
pub(crate) struct RequestBody {
    pub(crate) body: Body,
    /// The media type that goes on the wire, from a header or as Postman adds it; `None` if none is sent.
    pub(crate) content_type: Option<String>,
    /// Whether `content_type` is one of `Operation::headers` already.
    pub(crate) content_type_in_headers: bool,
    /// Postman prunes it (a GET with a body): the caller may give it, replay does not.
    pub(crate) optional: bool,
    /// Of the body's text for raw bodies.
    pub(crate) at: Pointer,
}

/// The kinds of bodies.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Json {
        schema: Schema,
        example: BodyExample,
    },
    /// Text that is no JSON.
    Text {
        example: String,
    },
    UrlEncoded {
        fields: Vec<FormField>,
    },
    /// `order` counts the fields as their parts are sent; one whose values stand apart is there several times.
    Multipart {
        fields: Vec<FormField>,
        order: Vec<usize>,
    },
    /// The bytes of a file; `example` is its path in the collection.
    File {
        example: Option<String>,
    },
    /// The query is constant; `variables` are none if the request has none.
    GraphQl {
        query: String,
        operation_name: Option<String>,
        variables: Option<(Schema, BodyExample)>,
    },
}

/// A body as replay sends it.
#[derive(Clone, Debug)]
pub(crate) struct BodyExample {
    /// Strict JSON: every variable resolved, comments and trailing commas gone; `None` if it cannot be had.
    pub(crate) json: Option<String>,
}

/// A field of a form.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four facts that do not depend on each other")]
pub(crate) struct FormField {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) required: bool,
    pub(crate) file: bool,
    /// The source repeats the name, or it takes several files.
    pub(crate) repeated: bool,
    /// Of a part of a multipart body.
    pub(crate) content_type: Option<String>,
    /// What replay sends, one per value. Empty for a disabled field.
    pub(crate) examples: Vec<FormSample>,
    /// Its value must not be shown: its examples hold none.
    pub(crate) secret: bool,
}

/// One value of a form field as the collection has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FormSample {
    Text(String),
    /// `path` is missing if nobody chose a file, `name` is sent in the place of the file's own.
    File {
        path: Option<String>,
        name: Option<String>,
    },
}
