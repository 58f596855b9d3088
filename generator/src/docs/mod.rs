//! From an understood collection to its reference: pages in HTML or in Markdown, made of one model.
//!
//! | file | what it says |
//! | --- | --- |
//! | `overview`, `folder`, `operation`, `ty` | what each kind of page shows |
//! | `field`, `described`, `body`, `answer`, `credential`, `code`, `link` | the parts of pages |
//! | `limit` | how much of what is too long a page shows |
//! | `tree` | which folders and operations there are, and what leads to them |
//! | `html`, `wiki` | the two renderings |

mod answer;
mod body;
mod code;
mod credential;
mod described;
mod field;
mod folder;
mod heading;
mod html;
mod limit;
mod link;
mod operation;
mod overview;
mod tree;
mod ty;
mod wiki;

use crate::api::Api;
use crate::item::{Items, Secrets};
use crate::parallel;
use crate::rust::Client;
use crate::snippet::Sdk;
use crate::write::File;
use operation::Operation;
use tree::Tree;

/// What a reference is made from.
#[derive(Clone, Copy)]
pub(crate) struct Input<'a> {
    pub(crate) api: &'a Api,
    pub(crate) client: &'a Client,
    /// The collection's own words for its requests.
    pub(crate) items: &'a Items<'a>,
    /// The name of the collection's file, without folders.
    pub(crate) file_name: &'a str,
    /// The name of the SDK's crate or module, as it stands in `use`.
    pub(crate) library: &'a str,
}

/// What the pages are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// A site that opens in a browser.
    Html,
    /// Files for a repository or a wiki.
    Markdown,
}

/// The files of a reference.
///
/// # Errors
///
/// Text for a bug report: a template does not fit the model. Nothing in a collection may lead to it.
pub(crate) fn files(input: &Input<'_>, format: Format) -> Result<Vec<File>, String> {
    match format {
        Format::Html => html(input),
        Format::Markdown => markdown(input),
    }
}

fn html(input: &Input<'_>) -> Result<Vec<File>, String> {
    let look = html::Look::new(input)?;
    let site = Site::new(input);
    let mut files = look.fixed(&overview::overview(input, &site.tree))?;
    for folder in folder::folders(&site.tree) {
        files.push(look.folder(&folder)?);
    }
    let mut search = Vec::new();
    let secrets = input.items.secrets();
    for page in
        site.operations(input, |page| Ok((look.operation(page)?, html::search::operation(page, secrets))))?
    {
        files.push(page.0);
        search.push(page.1);
    }
    let types = ty::types(input, &site);
    files.extend(look.types(&types)?);
    search.extend(types.iter().map(|ty| html::search::ty(ty, secrets)));
    files.push(html::search::file(&search));
    Ok(files)
}

fn markdown(input: &Input<'_>) -> Result<Vec<File>, String> {
    let look = wiki::Look::new(input)?;
    let site = Site::new(input);
    let mut files = vec![look.overview(&overview::overview(input, &site.tree))?];
    for folder in folder::folders(&site.tree) {
        files.push(look.folder(&folder)?);
    }
    files.extend(site.operations(input, |page| look.operation(page))?);
    files.extend(look.types(&ty::types(input, &site))?);
    Ok(files)
}

/// What all pages are made from.
struct Site<'a> {
    tree: Tree<'a>,
    types: field::Types<'a>,
    /// Writes code for operations.
    sdk: Sdk<'a>,
    secrets: &'a Secrets,
}

impl<'a> Site<'a> {
    fn new(input: &Input<'a>) -> Self {
        let secrets = input.items.secrets();
        Self {
            secrets,
            sdk: Sdk::new(input.api, input.client, input.library),
            tree: Tree::new(input.api, input.client, secrets),
            types: input.client.types.iter().map(|item| (item.ident(), item)).collect(),
        }
    }

    /// What `work` makes of the page of each operation, on all threads: a page is forgotten when it is written.
    fn operations<R: Send>(
        &self,
        input: &Input<'_>,
        work: impl Fn(&Operation) -> Result<R, String> + Sync,
    ) -> Result<Vec<R>, String> {
        let mut jobs: Vec<_> = (0..self.tree.leaves.len()).map(|place| (place, None)).collect();
        parallel::for_each(&mut jobs, parallel::available(), |(place, done)| {
            let page = operation::operation(input, self, *place);
            *done = page.map(|page| work(&page));
        });
        jobs.into_iter().filter_map(|(_, done)| done).collect()
    }
}

#[cfg(test)]
mod tests;
