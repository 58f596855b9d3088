//! Turns code into text: prettyplease's layout, with blank lines between items and a header.

mod comments;
mod invocation;

use crate::code::{Block, Code, Comments, Tokens};
use crate::parallel;
use proc_macro2::TokenStream;
use std::fmt::Write as _;
use syn::parse::{ParseStream, Parser as _};

/// How wide prettyplease makes lines.
const WIDTH: usize = 89;
/// How far the contents of a block stand to the right.
const INDENT: usize = 4;

/// Prints a file with `threads` threads (at least one): the header, which is a comment, then the pieces.
///
/// # Errors
///
/// Text for a bug report: a piece was no Rust. Nothing in a collection may lead to it.
pub(crate) fn file(header: &str, pieces: &[Code<'_>], threads: usize) -> Result<String, String> {
    let mut jobs = Vec::new();
    flatten(pieces, &mut Vec::new(), &mut jobs);
    let texts = print_all(&jobs, threads)?;
    let mut file =
        String::with_capacity(texts.iter().map(String::len).sum::<usize>() + header.len() + jobs.len());
    file.push_str(header.trim_end());
    file.push_str("\n\n");
    let mut after_opening = true;
    for (job, text) in jobs.iter().zip(&texts) {
        if !after_opening && job.what != What::Close {
            file.push('\n');
        }
        file.push_str(text);
        after_opening = job.what == What::Open;
    }
    Ok(file)
}

/// A piece of text.
struct Job<'p, 'a> {
    what: What,
    /// The blocks around it.
    depth: usize,
    /// The innermost of them.
    inside: Block,
    tokens: Option<&'p Tokens<'a>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// `… {`
    Open,
    Items,
    /// `}`
    Close,
}

fn flatten<'p, 'a>(pieces: &'p [Code<'a>], around: &mut Vec<Block>, jobs: &mut Vec<Job<'p, 'a>>) {
    let (depth, inside) = (around.len(), around.last().copied().unwrap_or(Block::Module));
    for piece in pieces {
        match piece {
            Code::Items(tokens) => jobs.push(Job { what: What::Items, depth, inside, tokens: Some(tokens) }),
            Code::Block { kind, head, parts } => {
                jobs.push(Job { what: What::Open, depth, inside, tokens: Some(head) });
                around.push(*kind);
                flatten(parts, around, jobs);
                around.pop();
                jobs.push(Job { what: What::Close, depth, inside, tokens: None });
            }
        }
    }
}

fn print_all(jobs: &[Job<'_, '_>], threads: usize) -> Result<Vec<String>, String> {
    let mut texts: Vec<_> = jobs.iter().map(|job| (job, Ok(String::new()))).collect();
    parallel::for_each(&mut texts, threads, |(job, text)| *text = print(job));
    texts.into_iter().map(|(_, text)| text).collect()
}

fn print(job: &Job<'_, '_>) -> Result<String, String> {
    let Some(tokens) = job.tokens else {
        return Ok(format!("{:width$}}}\n", "", width = job.depth * INDENT));
    };
    let comments = Comments::default();
    let items = match job.inside {
        Block::Module => module_items(tokens(&comments)),
        Block::Impl => impl_items(tokens(&comments)),
    };
    let items =
        items.map_err(|error| format!("this generated code is no Rust: {error}: {}", tokens(&comments)))?;
    let modules = if job.inside == Block::Impl { job.depth - 1 } else { job.depth };
    let mut text = String::new();
    let mut plain = Vec::new();
    for item in items {
        if let syn::Item::Macro(item) = &item {
            flush(&mut plain, modules, job.depth, &mut text);
            invocation::print(&item.mac, job.depth * INDENT, &mut text);
        } else {
            plain.push(item);
        }
    }
    flush(&mut plain, modules, job.depth, &mut text);
    if job.what == What::Open {
        open(&mut text);
    }
    Ok(comments::fill(text, &comments))
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

/// Prints items as they look `depth` blocks deep, `modules` of which are modules.
fn flush(items: &mut Vec<syn::Item>, modules: usize, depth: usize, text: &mut String) {
    if items.is_empty() {
        return;
    }
    let mut items = std::mem::take(items);
    for _ in 0..modules {
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
    // Without the blocks that were put around it: their first and last lines.
    let start = printed.match_indices('\n').take(depth).last().map_or(0, |(at, _)| at + 1);
    let end = printed.rmatch_indices('\n').nth(depth).map_or(printed.len(), |(at, _)| at + 1);
    text.push_str(printed.get(start..end).unwrap_or(&printed));
}

/// Opens the empty body at the end of `text`.
fn open(text: &mut String) {
    let body = text.trim_end().trim_end_matches('}').trim_end().len();
    text.truncate(body);
    let _ = writeln!(text);
}
