//! Lays out items with syn and prettyplease, whatever is in them.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser as _};

use super::Job;
use crate::code::{Comments, Tokens};

/// # Errors
///
/// Text for a bug report: the tokens are no Rust.
pub(super) fn items(tokens: &Tokens<'_>, job: &Job<'_, '_>) -> Result<String, String> {
    let comments = Comments::default();
    let read = if job.in_impl { impl_items } else { module_items };
    let items = read(tokens(&comments))
        .map_err(|error| format!("this generated code is no Rust: {error}: {}", tokens(&comments)))?;
    Ok(fill(lay_out(items, job), &comments))
}

fn module_items(tokens: TokenStream) -> syn::Result<Vec<syn::Item>> {
    Ok(syn::parse2::<syn::File>(tokens)?.items)
}

/// The items inside of an `impl` that stands for the real one.
fn impl_items(tokens: TokenStream) -> syn::Result<Vec<syn::Item>> {
    let members = |input: ParseStream<'_>| {
        let mut items = Vec::with_capacity(1);
        while !input.is_empty() {
            items.push(input.parse()?);
        }
        Ok(items)
    };
    Ok(vec![syn::Item::Impl(syn::ItemImpl {
        attrs: Vec::new(),
        modifiers: syn::ImplModifiers::default(),
        unsafety: None,
        impl_token: syn::token::Impl::default(),
        generics: syn::Generics::default(),
        trait_: None,
        self_ty: Box::new(syn::Type::Infer(syn::TypeInfer {
            attrs: Vec::new(),
            underscore_token: syn::token::Underscore::default(),
        })),
        brace_token: syn::token::Brace::default(),
        items: members.parse2(tokens)?,
    })])
}

/// Prints items as they look that deep.
fn lay_out(mut items: Vec<syn::Item>, job: &Job<'_, '_>) -> String {
    // An `impl` is around them already.
    for _ in 0..job.depth - usize::from(job.in_impl) {
        items = vec![syn::Item::Mod(syn::ItemMod {
            attrs: Vec::new(),
            vis: syn::Visibility::Inherited,
            unsafety: None,
            mod_token: syn::token::Mod::default(),
            ident: proc_macro2::Ident::new("x", proc_macro2::Span::call_site()),
            content: Some((syn::token::Brace::default(), items)),
            semi: None,
        })];
    }
    let printed =
        prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items });
    // Without the blocks that were put around them: their first and last lines.
    let start = printed.match_indices('\n').take(job.depth).last().map_or(0, |(at, _)| at + 1);
    let end = printed.rmatch_indices('\n').nth(job.depth).map_or(printed.len(), |(at, _)| at + 1);
    printed.get(start..end).unwrap_or(&printed).to_owned()
}

/// The text with what stands above its items in place of the marks, with the margin of its mark.
fn fill(text: String, comments: &Comments<'_>) -> String {
    if comments.is_empty() {
        return text;
    }
    let mut filled = String::with_capacity(2 * text.len());
    for line in text.split_inclusive('\n') {
        let code = line.trim_start_matches(' ');
        match comments.marked(code.trim_end()) {
            Some(above) => super::above(&mut filled, line.len() - code.len(), above),
            None => filled.push_str(line),
        }
    }
    filled
}
