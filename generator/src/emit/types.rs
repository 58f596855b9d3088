//! Turns types into the items of the module `types`.

use super::ty::ty;
use super::{Lazy, Name, Place, ident, many_arguments, open_enum, renamed};
use crate::code::{Code, Comments};
use crate::rust::{self, Encoding, FieldKind, Told, Type, TypeItem, ValueKind};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

pub(super) fn module<'a>(items: &'a [TypeItem], aliases: &'a [rust::Alias]) -> Code<'a> {
    let mut parts = vec![Code::items(|_| {
        quote!(
            use postwright_runtime::codegen::*;
        )
    })];
    for item in items {
        match item {
            TypeItem::Struct(item) => structure(item, &mut parts),
            TypeItem::Union(item) => union(item, &mut parts),
            TypeItem::Enum(item) => open_enum::open_enum(item, &mut parts),
        }
    }
    parts.extend(aliases.iter().map(|of| Code::items(|_| alias(of, Place::Types))));
    let head = |_: &Comments<'a>| {
        quote! {
            /// The requests and responses of the API.
            #[allow(dead_code)]
            pub mod types {}
        }
    };
    Code::module(head, parts)
}

fn structure<'a>(of: &'a rust::Struct, parts: &mut Vec<Code<'a>>) {
    parts.push(Code::items(|comments| struct_item(of, comments)));
    let mut members = Vec::new();
    if let Some(required) = &of.constructor {
        members.push(Code::items(|_| constructor(of, required)));
    }
    for field in &of.fields {
        let Some(own) = &field.setter else { continue };
        members.push(Code::items(|comments| setter(field, own, comments)));
        members.extend(own.aliases.iter().map(|name| Code::items(|_| setter_alias(field, own, name))));
    }
    if !members.is_empty() {
        parts.push(Code::Impl { of: of.ident.as_str(), allows_dead_code: false, methods: members });
    }
    if let Some((_, rows)) = &of.form {
        parts.push(Code::invocation("form", || form(&of.ident, rows)));
    }
}

fn struct_item<'a>(of: &'a rust::Struct, comments: &Comments<'a>) -> TokenStream {
    const DERIVES: &str = "#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]";
    const DERIVES_DEFAULT: &str = "#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]";
    const SERDE: &str = "#[serde(crate = \"postwright_runtime::codegen::serde\")]";
    let attributes: &[&str] = if of.derives_default {
        &[DERIVES_DEFAULT, SERDE, "#[non_exhaustive]"]
    } else {
        &[DERIVES, SERDE, "#[non_exhaustive]"]
    };
    let (above, name) = (comments.mark_with(&of.docs.0, attributes), ident(&of.ident));
    let fields = of.fields.iter().map(|of| Lazy(move || field(of, comments)));
    quote! {
        #above
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn field<'a>(field: &'a rust::Field, comments: &Comments<'a>) -> TokenStream {
    let (name, ty, own) = (ident(&field.ident), field_type(field), own_attribute(field));
    let common: &[&str] = match field.kind {
        FieldKind::Optional if own.is_none() => {
            &["#[serde(default, skip_serializing_if = \"Option::is_none\")]"]
        }
        FieldKind::OptionalNullable if own.is_none() => {
            &["#[serde(default, skip_serializing_if = \"Field::is_absent\")]"]
        }
        FieldKind::Required | FieldKind::Nullable | FieldKind::Optional | FieldKind::OptionalNullable => &[],
    };
    let above = comments.mark_with(&field.docs.0, common);
    quote!(#above #own pub #name: #ty)
}

/// The attribute of a field that has another name in JSON, or is written in another way than its type.
fn own_attribute(field: &rust::Field) -> Option<TokenStream> {
    let with = match field.encoding {
        Encoding::OfTheType => None,
        Encoding::MixedNumbers => Some("postwright_runtime::codegen::mixed".to_owned()),
        Encoding::Text(format, spelling) => format.with(spelling),
    };
    if field.rename.is_none() && with.is_none() {
        return None;
    }
    let rename = field.rename.as_ref().map(|name| quote!(rename = #name));
    let absence = match field.kind {
        // An `Option` that is read by a function of ours would have to be there.
        FieldKind::Nullable if with.is_some() => Some(quote!(default)),
        FieldKind::Required | FieldKind::Nullable => None,
        FieldKind::Optional => Some(quote!(default, skip_serializing_if = "Option::is_none")),
        FieldKind::OptionalNullable => Some(quote!(default, skip_serializing_if = "Field::is_absent")),
    };
    let settings = rename.into_iter().chain(absence).chain(with.map(|path| quote!(with = #path)));
    Some(quote!(#[serde(#(#settings),*)]))
}

fn field_type(field: &rust::Field) -> Lazy<impl Fn() -> TokenStream> {
    let ty = ty(&field.ty, Place::Types);
    Lazy(move || match field.kind {
        FieldKind::Required => ty.into_token_stream(),
        FieldKind::Optional | FieldKind::Nullable => quote!(Option<#ty>),
        FieldKind::OptionalNullable => quote!(Field<#ty>),
    })
}

fn constructor(of: &rust::Struct, required: &[usize]) -> TokenStream {
    let many = many_arguments(required.len());
    let taken = |index: usize| required.contains(&index);
    let arguments = of.fields.iter().enumerate().filter(|(index, _)| taken(*index)).map(|(_, field)| {
        let (name, ty) = (ident(&field.ident), field_type(field));
        match (field.kind, &field.ty) {
            (FieldKind::Required, Type::String | Type::Enum(_) | Type::Boxed(_) | Type::OrPlaceholder(_))
            | (FieldKind::OptionalNullable, _) => {
                quote!(#name: impl Into<#ty>)
            }
            (FieldKind::Required | FieldKind::Optional | FieldKind::Nullable, _) => quote!(#name: #ty),
        }
    });
    let fields = of.fields.iter().enumerate().map(|(index, field)| {
        let name = ident(&field.ident);
        match (taken(index), field.kind, &field.ty) {
            (
                true,
                FieldKind::Required,
                Type::String | Type::Enum(_) | Type::Boxed(_) | Type::OrPlaceholder(_),
            )
            | (true, FieldKind::OptionalNullable, _) => {
                quote!(#name: #name.into())
            }
            (true, FieldKind::Required | FieldKind::Optional | FieldKind::Nullable, _) => quote!(#name),
            (false, FieldKind::Required, _) => quote!(#name: Default::default()),
            (false, FieldKind::Optional | FieldKind::Nullable, _) => quote!(#name: None),
            (false, FieldKind::OptionalNullable, _) => quote!(#name: Field::Absent),
        }
    });
    let is_left = |(index, field): (usize, &rust::Field)| field.kind == FieldKind::Required && !taken(index);
    let docs = if required.is_empty() {
        " With no field set: all are optional."
    } else if of.fields.iter().enumerate().any(is_left) {
        " With the required fields that have no default; the others have theirs until they are set."
    } else {
        " With the required fields."
    };
    quote! {
        #[doc = #docs]
        #many
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields),* }
        }
    }
}

/// A deprecated name of a type.
pub(super) fn alias(alias: &rust::Alias, place: Place) -> TokenStream {
    let (docs, deprecated) =
        (super::doc(&format!("The old name of [`{}`].", alias.target)), renamed(&alias.target));
    let (name, target, dead_code) = (ident(&alias.ident), ident(&alias.target), place.dead_code());
    quote! {
        #docs
        #dead_code
        #deprecated
        pub type #name = #target;
    }
}

fn setter<'a>(field: &rust::Field, setter: &'a rust::FieldSetter, comments: &Comments<'a>) -> TokenStream {
    let above = comments.mark_with(&setter.docs.0, &["#[must_use]"]);
    let (setter, name) = (ident(&setter.ident), ident(&field.ident));
    let (argument, value) = setter_argument(field);
    quote! {
        #above
        pub fn #setter(mut self, #name: #argument) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// A deprecated name of a setter.
fn setter_alias(field: &rust::Field, setter: &rust::FieldSetter, alias: &rust::Ident) -> TokenStream {
    let docs = super::doc(&format!("The old name of [`Self::{}`].", setter.ident.plain()));
    let (deprecated, alias) = (renamed(&setter.ident), ident(alias));
    let (setter, name) = (ident(&setter.ident), ident(&field.ident));
    let (argument, _) = setter_argument(field);
    quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #alias(self, #name: #argument) -> Self {
            self.#setter(#name)
        }
    }
}

/// What a setter takes, and what it makes of it.
fn setter_argument(field: &rust::Field) -> (TokenStream, TokenStream) {
    let (name, ty) = (ident(&field.ident), ty(&field.ty, Place::Types));
    match (field.kind, &field.ty) {
        (FieldKind::OptionalNullable, _) => (quote!(impl Into<Field<#ty>>), quote!(#name.into())),
        (FieldKind::Required, Type::String | Type::Enum(_) | Type::Boxed(_) | Type::OrPlaceholder(_)) => {
            (quote!(impl Into<#ty>), quote!(#name.into()))
        }
        (FieldKind::Required, _) => (ty.into_token_stream(), quote!(#name)),
        (
            FieldKind::Optional | FieldKind::Nullable,
            Type::String | Type::Enum(_) | Type::Boxed(_) | Type::OrPlaceholder(_),
        ) => (quote!(impl Into<#ty>), quote!(Some(#name.into()))),
        (FieldKind::Optional | FieldKind::Nullable, _) => (ty.into_token_stream(), quote!(Some(#name))),
    }
}

fn form(name: &rust::Ident, rows: &[rust::FormRow]) -> TokenStream {
    let name = ident(name);
    let rows = rows.iter().map(|row| {
        let (key, field) = (&row.name, ident(&row.ident));
        let content_type = row.content_type.as_ref().map(|text| quote!(as #text));
        quote!(#key => #field #content_type)
    });
    quote!(#name { #(#rows),* })
}

fn union<'a>(of: &'a rust::Union, parts: &mut Vec<Code<'a>>) {
    parts.push(Code::items(|comments| union_item(of, comments)));
    if let (true, Some(first)) = (of.derives_default, of.variants.first()) {
        parts.push(Code::items(|_| {
            let name = ident(&of.ident);
            let first = if of.told == Told::Kind { ident(&first.ident) } else { Name("Other") };
            quote! {
                impl Default for #name {
                    fn default() -> Self {
                        Self::#first(Default::default())
                    }
                }
            }
        }));
    }
    parts.push(match &of.told {
        Told::Kind => Code::invocation("union", || union_rows(of)),
        Told::Tag(tag) => Code::invocation("variants", move || variants_rows(of, &quote!(tag #tag))),
        Told::Fields => Code::invocation("variants", || variants_rows(of, &quote!(fields))),
    });
}

fn union_item<'a>(of: &'a rust::Union, comments: &Comments<'a>) -> TokenStream {
    let (docs, name) = (comments.mark(&of.docs.0), ident(&of.ident));
    let allow = Place::Types.of_enum(of.variants.iter().map(|variant| &variant.ty));
    let variants = of.variants.iter().map(|variant| {
        let (docs, name) = (comments.mark(&variant.docs.0), ident(&variant.ident));
        let ty = ty(&variant.ty, Place::Types);
        quote!(#docs #name(#ty))
    });
    let other = (of.told != Told::Kind).then(|| {
        quote! {
            /// Any other object.
            Other(Json),
        }
    });
    quote! {
        #docs
        #allow
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #other
        }
    }
}

/// The JSON kinds by which the variants are told apart.
fn union_rows(of: &rust::Union) -> TokenStream {
    let name = ident(&of.ident);
    let rows = of.variants.iter().map(|variant| {
        let variant_name = ident(&variant.ident);
        let kind = match variant.kind {
            ValueKind::String => quote!(string),
            ValueKind::Boolean => quote!(boolean),
            ValueKind::Integer => quote!(integer),
            ValueKind::Number => quote!(number),
            ValueKind::Array => quote!(array),
            ValueKind::Object => quote!(object),
        };
        quote!(#kind => #variant_name)
    });
    quote!(#name { #(#rows),* })
}

/// The marks by which the variants are told apart, which are those of a tag or of fields.
fn variants_rows(of: &rust::Union, told: &TokenStream) -> TokenStream {
    let name = ident(&of.ident);
    let rows = of.variants.iter().map(|variant| {
        let (marks, name) = (&variant.marks, ident(&variant.ident));
        quote!([#(#marks),*] => #name)
    });
    quote!(#name #told { #(#rows),* })
}
