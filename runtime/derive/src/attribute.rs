//! What `#[serde(…)]` says of a struct and of its fields.

use syn::meta::ParseNestedMeta;
use syn::{Attribute, ExprPath, LitStr, Result};

/// What it says of a struct.
pub(crate) struct Container {
    /// The `codegen` of the runtime, which re-exports serde.
    pub(crate) codegen: syn::Path,
}

/// What it says of a field.
#[derive(Default)]
pub(crate) struct Field {
    /// What the field is called in JSON, if not as in Rust.
    pub(crate) rename: Option<LitStr>,
    /// Whether a field that is missing has its default.
    pub(crate) default: bool,
    /// The module or type whose `deserialize` reads it.
    pub(crate) with: Option<ExprPath>,
}

impl Container {
    pub(crate) fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut codegen = syn::parse_quote!(::postwright_runtime::codegen);
        each(attributes, |meta| {
            if !meta.path.is_ident("crate") {
                return Err(unknown(&meta));
            }
            let path: syn::Path = meta.value()?.parse::<LitStr>()?.parse()?;
            codegen = parent(path).ok_or_else(|| {
                meta.error("expected the path of serde in the runtime: `….::codegen::serde`")
            })?;
            Ok(())
        })?;
        Ok(Self { codegen })
    }
}

/// The module that an item is in.
fn parent(mut path: syn::Path) -> Option<syn::Path> {
    path.segments.pop();
    path.segments.pop_punct();
    (!path.segments.is_empty()).then_some(path)
}

impl Field {
    pub(crate) fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut field = Self::default();
        each(attributes, |meta| {
            if meta.path.is_ident("rename") {
                field.rename = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("with") {
                field.with = Some(meta.value()?.parse::<LitStr>()?.parse()?);
            } else if meta.path.is_ident("default") && !meta.input.peek(syn::Token![=]) {
                field.default = true;
            } else if meta.path.is_ident("skip_serializing_if") {
                meta.value()?.parse::<LitStr>()?;
            } else {
                return Err(unknown(&meta));
            }
            Ok(())
        })?;
        Ok(field)
    }
}

fn each(attributes: &[Attribute], mut take: impl FnMut(ParseNestedMeta<'_>) -> Result<()>) -> Result<()> {
    let mut own = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
    own.try_for_each(|attribute| attribute.parse_nested_meta(&mut take))
}

fn unknown(meta: &ParseNestedMeta<'_>) -> syn::Error {
    meta.error("this derive is for generated code and does not know this: use `serde::Deserialize`")
}
