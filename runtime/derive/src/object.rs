//! A struct into the code that reads it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;
use syn::{Data, DeriveInput, Fields, Ident, Result};

use crate::attribute;

pub(crate) fn object(input: &DeriveInput) -> Result<TokenStream> {
    let attribute::Container { codegen } = attribute::Container::of(&input.attrs)?;
    let fields = fields(input)?;
    let name = &input.ident;
    let text = name.unraw().to_string();
    let names = fields.iter().map(Field::name);
    let (slots, readers) =
        (fields.iter().map(|field| &field.slot), fields.iter().map(|field| field.reader(&codegen)));
    let arms = fields.iter().enumerate().map(|(index, field)| field.arm(index));
    let values = fields.iter().enumerate().map(|(index, field)| field.value(index));
    Ok(quote! {
        #[automatically_derived]
        impl<'de> #codegen::object::Object<'de> for #name {
            const NAME: &'static str = #text;
            const FIELDS: &'static [&'static str] = &[#(#names),*];

            fn read<A: #codegen::serde::de::MapAccess<'de>>(
                entries: &mut #codegen::object::Entries<'de, A>,
            ) -> ::core::option::Option<Self> {
                #(#readers)*
                #(let mut #slots = ::core::option::Option::None;)*
                while let ::core::option::Option::Some(field) = entries.next() {
                    match field {
                        #(#arms,)*
                        _ => entries.skip(),
                    }
                }
                ::core::option::Option::Some(Self { #(#values),* })
            }
        }

        #[automatically_derived]
        impl<'de> #codegen::serde::Deserialize<'de> for #name {
            fn deserialize<D: #codegen::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #codegen::object::deserialize(deserializer)
            }
        }
    })
}

struct Field<'a> {
    ident: &'a Ident,
    ty: &'a syn::Type,
    says: attribute::Field,
    /// The variable that holds its value until all are read: fields may have the names of other variables.
    slot: Ident,
}

fn fields(input: &DeriveInput) -> Result<Vec<Field<'_>>> {
    const ONLY: &str = "this derive is for generated structs, with named fields and without parameters";
    let Data::Struct(syn::DataStruct { fields: Fields::Named(named), .. }) = &input.data else {
        return Err(syn::Error::new_spanned(&input.ident, ONLY));
    };
    if !input.generics.params.is_empty() {
        return Err(syn::Error::new_spanned(&input.generics, ONLY));
    }
    let fields = named.named.iter().filter_map(|field| Some((field, field.ident.as_ref()?)));
    fields
        .enumerate()
        .map(|(index, (field, ident))| {
            let says = attribute::Field::of(&field.attrs)?;
            Ok(Field { ident, ty: &field.ty, says, slot: format_ident!("field_{index}") })
        })
        .collect()
}

impl Field<'_> {
    fn name(&self) -> String {
        self.says.rename.as_ref().map_or_else(|| self.ident.unraw().to_string(), syn::LitStr::value)
    }

    /// The type that reads it by the function of another module.
    fn reader(&self, codegen: &syn::Path) -> Option<TokenStream> {
        let (with, ty, reader) = (self.says.with.as_ref()?, self.ty, self.reader_name());
        Some(quote! {
            struct #reader;
            impl<'de> #codegen::serde::de::DeserializeSeed<'de> for #reader {
                type Value = #ty;

                fn deserialize<D: #codegen::serde::Deserializer<'de>>(
                    self,
                    deserializer: D,
                ) -> ::core::result::Result<#ty, D::Error> {
                    #with::deserialize(deserializer)
                }
            }
        })
    }

    fn reader_name(&self) -> Ident {
        format_ident!("Reader_{}", self.slot)
    }

    fn arm(&self, index: usize) -> TokenStream {
        let slot = &self.slot;
        if self.says.with.is_some() {
            let reader = self.reader_name();
            return quote!(#index => entries.read_with(&mut #slot, #reader));
        }
        quote!(#index => entries.read(&mut #slot))
    }

    fn value(&self, index: usize) -> TokenStream {
        let Self { ident, slot, .. } = self;
        match self.says {
            attribute::Field { default: true, .. } => quote!(#ident: #slot.unwrap_or_default()),
            attribute::Field { with: Some(_), .. } => quote!(#ident: entries.present(#slot, #index)?),
            attribute::Field { .. } => quote!(#ident: entries.required(#slot, #index)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    fn refused(input: &DeriveInput) -> String {
        object(input).map_or_else(|error| error.to_string(), |code| panic!("{code}"))
    }

    #[test]
    fn what_generated_code_has_not_is_refused() {
        let says = refused(&parse_quote!(
            struct A {
                #[serde(flatten)]
                a: B,
            }
        ));
        assert!(says.contains("use `serde::Deserialize`"), "{says}");
        for attribute in ["rename_all = \"x\"", "crate = \"serde\"", "crate = 1", "deny_unknown_fields"] {
            let attribute: TokenStream = attribute.parse().unwrap();
            refused(&parse_quote!(
                #[serde(#attribute)]
                struct A {
                    a: u8,
                }
            ));
        }
        for attribute in ["default = \"x\"", "rename(serialize = \"x\")", "with = \"1\"", "alias = \"x\""] {
            let attribute: TokenStream = attribute.parse().unwrap();
            refused(&parse_quote!(
                struct A {
                    #[serde(#attribute)]
                    a: u8,
                }
            ));
        }
        for input in [
            parse_quote!(
                enum A {
                    B,
                }
            ),
            parse_quote!(
                struct A(u8);
            ),
            parse_quote!(
                struct A;
            ),
            parse_quote!(
                struct A<T> {
                    a: T,
                }
            ),
        ] {
            assert!(refused(&input).contains("for generated structs"));
        }
    }
}
