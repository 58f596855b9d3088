//! Turns code into text: prettyplease's layout, with blank lines between items and a header.

mod comments;
mod invocation;

use crate::code::{Code, Comments, Tokens};
use crate::parallel;
use proc_macro2::TokenStream;
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
    flatten(pieces, 0, false, &mut jobs);
    let texts = print_all(&jobs, threads)?;
    let mut file =
        String::with_capacity(texts.iter().map(String::len).sum::<usize>() + header.len() + jobs.len());
    file.push_str(header.trim_end());
    file.push_str("\n\n");
    let mut after_opening = true;
    for (job, text) in jobs.iter().zip(&texts) {
        if !after_opening && !matches!(job.what, What::Close) {
            file.push('\n');
        }
        file.push_str(text);
        after_opening = matches!(job.what, What::Module(_) | What::Impl(..));
    }
    Ok(file)
}

/// A piece of text.
struct Job<'p, 'a> {
    what: What<'p, 'a>,
    /// The blocks around it.
    depth: usize,
    /// Whether the innermost of them is an `impl`.
    in_impl: bool,
}

enum What<'p, 'a> {
    Items(&'p Tokens<'a>),
    Invocation(&'static str, &'p Tokens<'a>),
    /// `mod … {`
    Module(&'p Tokens<'a>),
    /// `impl … {`, and whether dead code is allowed in it.
    Impl(&'a str, bool),
    /// `}`
    Close,
}

fn flatten<'p, 'a>(pieces: &'p [Code<'a>], depth: usize, in_impl: bool, jobs: &mut Vec<Job<'p, 'a>>) {
    let job = |what| Job { what, depth, in_impl };
    for piece in pieces {
        match piece {
            Code::Items(tokens) => jobs.push(job(What::Items(tokens))),
            Code::Invocation { name, arguments } => jobs.push(job(What::Invocation(name, arguments))),
            Code::Module { head, parts } => {
                jobs.push(job(What::Module(head)));
                flatten(parts, depth + 1, false, jobs);
                jobs.push(job(What::Close));
            }
            Code::Impl { of, allows_dead_code, methods } => {
                jobs.push(job(What::Impl(of, *allows_dead_code)));
                flatten(methods, depth + 1, true, jobs);
                jobs.push(job(What::Close));
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
    let indent = job.depth * INDENT;
    let margin = || " ".repeat(indent);
    match job.what {
        What::Items(tokens) => items(tokens, job),
        What::Invocation(name, arguments) => {
            Ok(invocation::print(name, arguments(&Comments::default()), indent))
        }
        What::Module(head) => items(head, job).map(open),
        What::Impl(of, true) => Ok(format!("{0}#[allow(dead_code)]\n{0}impl {of} {{\n", margin())),
        What::Impl(of, false) => Ok(format!("{}impl {of} {{\n", margin())),
        What::Close => Ok(margin() + "}\n"),
    }
}

fn items(tokens: &Tokens<'_>, job: &Job<'_, '_>) -> Result<String, String> {
    let comments = Comments::default();
    let read = if job.in_impl { impl_items } else { module_items };
    let items = read(tokens(&comments))
        .map_err(|error| format!("this generated code is no Rust: {error}: {}", tokens(&comments)))?;
    Ok(comments::fill(lay_out(items, job), &comments))
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

/// Opens the empty body at the end of a text.
fn open(mut text: String) -> String {
    text.truncate(text.trim_end().trim_end_matches('}').trim_end().len());
    text.push('\n');
    text
}
