//! Turns code into text: prettyplease's layout, with blank lines between items and a header.

mod invocation;
mod line;
mod parsed;
mod plain;
#[cfg(test)]
mod tests;
mod token;

use crate::code::{Above, Code, Comments, Tokens};
use crate::parallel;

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

/// Most items are laid out here; what is not plain to see goes through a parser.
fn items(tokens: &Tokens<'_>, job: &Job<'_, '_>) -> Result<String, String> {
    let comments = Comments::default();
    match plain::items(tokens(&comments), job.depth * INDENT, &comments) {
        Some(text) => Ok(text),
        None => parsed::items(tokens, job),
    }
}

/// Appends what stands above an item.
fn above(text: &mut String, margin: usize, of: Above<'_>) {
    for line in of.docs {
        document(text, margin, line);
    }
    for attribute in of.attributes {
        indent(text, margin);
        text.push_str(attribute);
        text.push('\n');
    }
}

/// Appends a line of documentation.
fn document(text: &mut String, margin: usize, line: &str) {
    indent(text, margin);
    text.push_str(if line.is_empty() { "///" } else { "/// " });
    text.push_str(line);
    text.push('\n');
}

fn indent(text: &mut String, margin: usize) {
    text.extend(std::iter::repeat_n(' ', margin));
}

/// Opens the empty body at the end of a text.
fn open(mut text: String) -> String {
    text.truncate(text.trim_end().trim_end_matches('}').trim_end().len());
    text.push('\n');
    text
}
