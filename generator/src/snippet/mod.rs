//! An operation into the code that its documentation shows: a Rust program that calls it, and the message that is sent.
//!
//! Both hold what the collection has as an example. Credentials and settings without a value are variables of the
//! environment, the same that `from_env` of the SDK and the command for curl read.

mod answer;
mod client;
pub(crate) mod form;
mod given;
mod http;
mod json;
mod layout;
mod rust;
mod signature;
#[cfg(test)]
mod tests;
mod value;

use std::collections::HashMap;

use crate::api::Api;
use crate::manifest::Entry;
use crate::rust::{Client, Ident, TypeItem};

pub(crate) use form::Forms;
pub(crate) use given::{Given, Style, call};
pub(crate) use layout::Expr;

/// An SDK of which code is shown.
pub(crate) struct Sdk<'a> {
    api: &'a Api,
    client: &'a Client,
    /// The name of its crate or module, as it stands in `use`.
    library: &'a str,
    /// With which the variables of its environment begin.
    prefix: String,
    items: HashMap<&'a Ident, &'a TypeItem>,
    forms: Forms<'a>,
}

impl<'a> Sdk<'a> {
    /// The SDK that is the crate or module `library`.
    pub(crate) fn new(api: &'a Api, client: &'a Client, library: &'a str) -> Self {
        let items = client.types.iter().map(|item| (item.ident(), item)).collect();
        let prefix = library.trim_start_matches("r#").to_uppercase();
        Self { api, client, library, prefix, items, forms: form::all(client) }
    }

    /// A program that makes one call, and reads what comes back. It needs the crates `tokio`, `postwright_runtime` and
    /// `serde_json` beside the SDK.
    pub(crate) fn rust(&self, entry: &Entry<'_>) -> String {
        rust::program(self, entry)
    }

    /// The command of a shell that sends it with curl.
    pub(crate) fn curl(&self, entry: &Entry<'_>) -> crate::curl::Command {
        crate::curl::of(self.api, self.client, &self.prefix, entry.operation)
    }

    /// The request as an HTTP/1.1 message, its JSON laid out for reading.
    pub(crate) fn http(&self, entry: &Entry<'_>) -> String {
        http::message(self, entry.operation)
    }
}
