//! A request's body.

use super::Scalar;
use crate::diagnostic::Pointer;

/// A body with a known mode.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) content: Content,
    pub(crate) disabled: bool,
    /// Of the body; of the text itself for a raw body.
    pub(crate) at: Pointer,
}

/// The five modes.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// A text; `language` as the source spells it (`json`, `xml`, …).
    Raw { text: String, language: Option<String> },
    /// `application/x-www-form-urlencoded`.
    UrlEncoded(Vec<FormParameter>),
    /// `multipart/form-data`.
    FormData(Vec<FormParameter>),
    /// The bytes of one file.
    File { source: Option<String> },
    /// A GraphQL query.
    GraphQl { query: Option<String>, operation_name: Option<String>, variables: GraphQlVariables },
}

/// One field of a form.
#[derive(Clone, Debug)]
pub(crate) struct FormParameter {
    /// `None` for a null or missing key.
    pub(crate) key: Option<String>,
    pub(crate) value: FormValue,
    pub(crate) content_type: Option<String>,
    pub(crate) file_name: Option<String>,
    pub(crate) disabled: bool,
    pub(crate) description: Option<String>,
    pub(crate) at: Pointer,
}

/// The value of a form field.
#[derive(Clone, Debug)]
pub(crate) enum FormValue {
    Text(Scalar),
    /// The paths of files; empty if none was chosen.
    Files(Vec<String>),
}

/// The variables of a GraphQL request.
#[derive(Clone, Debug)]
pub(crate) enum GraphQlVariables {
    Missing,
    /// JSON as text, as Postman's editor saves it; it may hold `{{variables}}`.
    Text(String),
    /// A JSON value, as compact text.
    Json(String),
}
