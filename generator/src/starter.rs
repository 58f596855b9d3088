//! A collection into its first `postwright.toml`: every setting there is, commented out, with what holds without it.
//!
//! Prose begins with `# `, a setting with `#`: to use one, take its `#` away and change the value.

use std::fmt::Write as _;

use crate::{
    api::{Api, Group, Piece, Server},
    evidence::json_name,
    rust::{Client, Field, FieldKind, Ident, Module, TypeItem},
    settings::address,
};

/// So many entries of a kind are listed: a file that nobody reads helps nobody.
const MOST: usize = 60;

const HEAD: &str = "\
# Settings of the SDK that Postwright writes from this collection. It finds this file beside the collection.
# Each setting is commented out and shows what holds without it: take away its `#`, and change it.
# An entry that matches nothing is an error, so that none outlives what it was written for.
#
#:schema https://raw.githubusercontent.com/postwright/postwright/main/generator/schemas/postwright.schema.json

# `lenient` lets every field of an answer be missing that no description calls required.
#[responses]
#lenient = false

# Formats of texts that get real types, in every field whose samples all have the format: of the crates `time`, `uuid`
# and `url`, which the runtime has behind features of these names.
#[formats]
#date = false
#date-time = false
#time = false
#uuid = false
#url = false
";

const SERVERS: &str = "
# Servers, by the variable that holds the address, or by the address: the builder's method, the default.
";

const VARIABLES: &str = "
# Variables: \"client\" makes an argument of operations a setting of the client, \"secret\" hides the value.
# [variables]
# apiVersion = \"client\"
# tenant = \"secret\"
";

const FOLDERS: &str = "
# Folders, by the names of the folders around them and their own: the module. `skip = true` leaves one out.
";

const OPERATIONS: &str = "
# Requests, by the names of their folders and their own, or by JSON pointer: the method. `skip = true` leaves one out.
# `renamed-from = \"old_name\"`, or a list of names, keeps what the method was called before, as deprecated.
";

const TYPES: &str = "
# Types, by the names that they have without this section. `lenient` and `formats` are as above, for one type. Of a
# field, by its name in JSON: `rename`, `required`, `nullable`, and
# - `type`: string, integer, unsigned, float, number, boolean, json, the name of a generated type, the path of a type of
#   your own such as \"crate::Money\"; \"[T]\" for a list, \"{T}\" for a map of these;
# - `format`: date, date-time, time, uuid or url, an error if a sample is spelt otherwise; none leaves it a text;
# - `values`: [\"first\", \"second\"], or \"samples\" for the texts that the samples show: makes the field an enum.
# Of an enum, `variants`: the name for each text. `renamed-from = \"OldName\"`, or a list of names, keeps old names of a type
# or of a field's setter, as deprecated.
";

/// The text of the file.
pub(crate) fn text(api: &Api, client: &Client) -> String {
    let mut text = HEAD.to_owned();
    section(&mut text, SERVERS, &servers(api, client));
    text.push_str(VARIABLES);
    let mut lists = Lists::default();
    lists.group(&api.root, &client.root, "");
    let (folders, operations) = (lists.folders(), lists.operations());
    section(&mut text, FOLDERS, &folders);
    section(&mut text, OPERATIONS, &operations);
    section(&mut text, TYPES, &client.types.iter().map(item).collect::<Vec<_>>());
    text
}

fn section(text: &mut String, head: &str, entries: &[String]) {
    if entries.is_empty() {
        return;
    }
    text.push_str(head);
    for entry in entries.iter().take(MOST) {
        text.push_str(entry);
    }
    if entries.len() > MOST {
        // Nothing fails to write into a text.
        let _ = writeln!(text, "# And {} more.", entries.len() - MOST);
    }
}

fn servers(api: &Api, client: &Client) -> Vec<String> {
    let entry = |(server, method): (&Server, &Ident)| {
        let address = server.address.as_ref().map(|address| {
            let piece = |piece: &Piece| match piece {
                Piece::Literal(text) => text.clone(),
                Piece::Variable(name) => format!("{{{{{name}}}}}"),
            };
            address.0.iter().map(piece).collect::<String>()
        });
        let name = server.variable.clone().or_else(|| address.clone().filter(|it| !it.contains('{')))?;
        let mut text = format!("#[servers.{}]\n#rename = {}\n", key(&name), quoted(plain(method)));
        if let (Some(_), Some(address)) = (&server.variable, address) {
            let _ = writeln!(text, "#default = {}", quoted(&address));
        }
        Some(text)
    };
    let methods = client.servers.iter().map(|row| &row.method);
    api.servers.iter().zip(methods).filter_map(entry).collect()
}

/// Folders and requests with their addresses.
#[derive(Default)]
struct Lists<'a> {
    folders: Vec<(String, &'a Ident)>,
    /// With the JSON pointer.
    operations: Vec<(String, &'a str, &'a Ident)>,
}

impl<'a> Lists<'a> {
    /// As deep as the collection, which no reader lets grow beyond a limit.
    fn group(&mut self, group: &'a Group, module: &'a Module, path: &str) {
        for (operation, method) in group.operations.iter().zip(&module.methods) {
            self.operations.push((address(path, &operation.name), operation.at.as_str(), &method.ident));
        }
        for (group, module) in group.groups.iter().zip(&module.modules) {
            let path = address(path, &group.name);
            self.folders.push((path.clone(), &module.ident));
            self.group(group, module, &path);
        }
    }

    /// Those of one name have none that the settings could use.
    fn folders(&self) -> Vec<String> {
        let is_alone = |name: &String| self.folders.iter().filter(|(other, _)| other == name).count() == 1;
        let named = self.folders.iter().filter(|(name, _)| is_alone(name));
        named
            .map(|(name, ident)| entry("folders", name, Some(*ident).filter(|ident| is_same(name, ident))))
            .collect()
    }

    fn operations(&self) -> Vec<String> {
        let mut counts = std::collections::HashMap::new();
        for (name, ..) in &self.operations {
            *counts.entry(name.as_str()).or_insert(0_usize) += 1;
        }
        let one = |(name, at, ident): &(String, &str, &Ident)| {
            let is_alone = counts.get(name.as_str()) == Some(&1);
            let remark = if is_alone { String::new() } else { format!("# {}\n", one_line(name)) };
            remark + &entry("operations", if is_alone { name } else { at }, Some(ident))
        };
        self.operations.iter().map(one).collect()
    }
}

fn entry(table: &str, name: &str, ident: Option<&Ident>) -> String {
    let rename = ident.map(|ident| format!("#rename = {}\n", quoted(plain(ident))));
    format!("#[{table}.{}]\n{}#skip = false\n", key(name), rename.unwrap_or_default())
}

fn item(item: &TypeItem) -> String {
    let mut text = format!("#[types.{}]\n", key(item.ident().as_str()));
    // A number behind a `_` keeps names apart; nobody would choose one.
    if !item.ident().as_str().contains('_') {
        let _ = writeln!(text, "#rename = {}", quoted(item.ident().as_str()));
    }
    match item {
        TypeItem::Struct(item) => {
            let is_form = item.form.is_some();
            text.extend(item.fields.iter().map(|one| field(one, is_form)));
        }
        TypeItem::Enum(item) => {
            for variant in &item.variants {
                let name = quoted(variant.ident.as_str());
                let _ = writeln!(text, "#variants.{} = {name}", key(&variant.text));
            }
        }
        TypeItem::Union(item) => {
            for variant in &item.variants {
                let name = variant.ident.as_str();
                let _ = writeln!(text, "#variants.{name} = {}", quoted(name));
            }
        }
    }
    text
}

fn field(field: &Field, is_form: bool) -> String {
    let ident = plain(&field.ident);
    let mut entries = Vec::new();
    if ident.starts_with(|first: char| first.is_ascii_lowercase()) {
        entries.push(format!("rename = {}", quoted(ident)));
    }
    let (required, nullable) = match field.kind {
        FieldKind::Required => (true, false),
        FieldKind::Optional => (false, false),
        FieldKind::Nullable => (true, true),
        FieldKind::OptionalNullable => (false, true),
    };
    entries.push(format!("required = {required}"));
    if !is_form {
        entries.push(format!("nullable = {nullable}"));
    }
    format!("#fields.{} = {{ {} }}\n", key(json_name(field)), entries.join(", "))
}

/// The name without what makes it an identifier where it is a keyword: `r#type`, `self_`.
fn plain(ident: &Ident) -> &str {
    ident.as_str().trim_start_matches("r#").trim_end_matches('_')
}

/// Whether a module has the name of its folder and nothing else: types are called after the folder, and would be called
/// after the module if its name were given.
fn is_same(folder: &str, module: &Ident) -> bool {
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let own = folder.rsplit('/').next().unwrap_or(folder);
    letters(&own.to_ascii_lowercase()) == letters(module.as_str().trim_start_matches("r#"))
}

/// A key of TOML.
fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !name.is_empty() && name.chars().all(is_bare) { name.to_owned() } else { quoted(name) }
}

/// A text of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_texts_are_toml() {
        assert_eq!(
            (key("base-url_2"), key(""), key("a b")),
            ("base-url_2".into(), "\"\"".into(), "\"a b\"".into())
        );
        assert_eq!(quoted("a\"\\\n\u{7f}"), r#""a\"\\\u000A\u007F""#);
    }
}
