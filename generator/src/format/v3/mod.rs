//! A collection of format v3, which is a folder of YAML files, turns into the model.

mod auth;
mod document;
mod example;
mod keys;
mod request;
mod tree;

pub(crate) use document::json;
pub(super) use document::{refuse, textual};

use super::dropped;
use super::entry::{self, Cut};
use super::json::{Json, Object};
use super::script;
use super::shape::{Reader, flag};
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::postman::{Behavior, Collection, Dropped, Format, Item, RequestItem, Response, Script, Variable};
use crate::source::Source;
use document::Document;
use request::Kind;
use tree::{Child, Folder, Tree};

/// Reads the files of a folder. A folder that holds several collections is refused.
pub(super) fn read(source: &Source, reader: &mut Reader<'_>) -> Result<Collection, Diagnostic> {
    let documents = source.files.iter().map(Document::read).collect::<Result<Vec<_>, _>>()?;
    let mut tree = Tree::new(documents);
    refuse_several(source, &tree.root)?;
    let root = std::mem::take(&mut tree.root);
    let mut walk = Walk { tree, dropped: Vec::new() };
    let mut found = walk.folder(root, reader);
    for example in walk.tree.examples.values().flatten() {
        let help = "put it into the folder of its request's examples, or remove it";
        reader.ignored(&example.at(), "it is an example, but of no request", help);
    }
    if found.name.is_empty() {
        source.file_name().clone_into(&mut found.name);
    }
    Ok(Collection {
        format: Format::V3,
        name: found.name,
        description: found.description,
        // The format has no version.
        version: None,
        items: found.items,
        auth: found.auth,
        variables: found.variables,
        behavior: found.behavior,
        scripts: found.scripts,
        dropped: walk.dropped,
    })
}

/// One SDK is made of one collection.
fn refuse_several(source: &Source, root: &Folder) -> Result<(), Diagnostic> {
    let candidates = root.candidates();
    let alone = root.definition.is_some() || !root.requests.is_empty();
    if alone || !candidates.iter().any(|(_, collection)| *collection) {
        return Ok(());
    }
    let list: Vec<String> =
        candidates.iter().map(|(path, _)| format!("`{}/{path}`", trimmed(source))).collect();
    let message = match list.as_slice() {
        [_] => format!("{} holds a collection, but is none itself", source.name),
        _ => format!("{} holds {} collections, but one is expected", source.name, list.len()),
    };
    Err(Diagnostic::error(Code::NotACollection, message, Pointer::root()).help(format!(
        "give one of them: {}; if they are folders of one collection, add `.resources/definition.yaml` with `$kind: collection`",
        list.join(", ")
    )))
}

fn trimmed(source: &Source) -> &str {
    source.name.trim_end_matches(['/', '\\'])
}

struct Walk {
    tree: Tree,
    dropped: Vec<Dropped>,
}

impl Walk {
    /// Reads a folder, or the collection itself. Recursive; the walk over the disk limits the depth.
    fn folder(&mut self, mut folder: Folder, reader: &mut Reader<'_>) -> crate::postman::Folder {
        let at = match &folder.definition {
            Some(definition) => definition.at(),
            None => Pointer::file(&folder.path),
        };
        let mut object = folder.definition.as_ref().and_then(Document::object).unwrap_or_default();
        if let Some(definition) = &folder.definition {
            keys::check(reader, &definition.node, &at, &keys::DEFINITION);
        }
        let variables = object.take("variables").unwrap_or_default();
        let name = folder.name().to_owned();
        let mut items = Vec::new();
        for child in folder.take_children() {
            match child {
                Child::Folder(folder) => items.push(Item::Folder(self.folder(folder, reader))),
                Child::Request(request) => items.extend(self.request(&request, reader).map(Item::Request)),
            }
        }
        crate::postman::Folder {
            name,
            description: reader.description(&mut object, &at),
            items,
            auth: auth::read(reader, &mut object, &at),
            variables: self::variables(reader, variables, &at.key("variables")),
            behavior: behavior(reader, &mut object, &at),
            scripts: scripts(reader, &mut object, &at),
            at,
        }
    }

    fn request(&mut self, document: &Document, reader: &mut Reader<'_>) -> Option<Box<RequestItem>> {
        let at = document.at();
        let name = tree::name(document, ".request").to_owned();
        let responses = self.examples(document, reader);
        let (kind, shape) = match document.text("$kind") {
            Some("http-request") => (Kind::Http, &keys::REQUEST),
            Some("graphql-request") => (Kind::GraphQl, &keys::GRAPHQL),
            other => {
                let (reason, help) = match other {
                    Some(other) => (
                        format!("its kind is `{other}`, and an SDK has HTTP and GraphQL requests only"),
                        "leave it; or make it an HTTP request in Postman",
                    ),
                    None => (
                        "it has no `$kind`, so Postman does not take it for a request".to_owned(),
                        "add `$kind: http-request` as its first line, or remove it",
                    ),
                };
                dropped::push(&mut self.dropped, name, reason, &at, help);
                return None;
            }
        };
        keys::check(reader, &document.node, &at, shape);
        let mut object = document.object()?;
        let request = request::read(reader, &mut object, kind, &at);
        Some(Box::new(RequestItem {
            name,
            description: None,
            request,
            responses,
            behavior: behavior(reader, &mut object, &at),
            scripts: scripts(reader, &mut object, &at),
            at,
        }))
    }

    fn examples(&mut self, request: &Document, reader: &mut Reader<'_>) -> Vec<Response> {
        let [named, usual] = tree::examples_of(request);
        let mut documents = self.tree.take_examples(&named);
        documents.extend(self.tree.take_examples(&usual));
        let read =
            |document: &Document| example::read(reader, document, tree::stem(&document.path, ".example"));
        documents.iter().filter_map(read).collect()
    }
}

/// Reads variables: a list, or a map of names and values.
pub(super) fn variables(reader: &mut Reader<'_>, found: Json, at: &Pointer) -> Vec<Variable> {
    let mut variables = Vec::new();
    for mut entry in entry::read(reader, textual(found), at, Cut::Pairs) {
        let kind = reader.text(&mut entry.rest, "type", &entry.at);
        let secret = kind.as_deref() == Some("secret") || flag(&mut entry.rest, "secret");
        let Some(key) = entry.key else {
            let why = "Postman resolves a variable by its `key` only, and it has none";
            reader.ignored(&entry.at, why, "write its name as `key`");
            continue;
        };
        variables.push(Variable {
            key,
            value: entry.value,
            kind,
            secret,
            disabled: entry.disabled,
            description: entry.description,
            at: entry.at,
        });
    }
    variables
}

fn behavior(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Behavior {
    let Some(mut settings) = reader.object(object, "settings", at) else { return Behavior::default() };
    // A list of names here, a map in the older formats.
    if let Some(Json::List(list)) = settings.get("disabledSystemHeaders") {
        let name = |name: &Json| Some((name.as_text()?.to_owned(), Json::Boolean(true)));
        let names: Vec<_> = list.iter().filter_map(name).collect();
        settings.put("disabledSystemHeaders", Json::Object(names.into()));
    }
    script::settings(reader, settings, &at.key("settings"))
}

/// Scripts of a request, and those of a definition, which have `http:` before their type.
fn scripts(reader: &mut Reader<'_>, object: &mut Object, at: &Pointer) -> Vec<Script> {
    let list = reader.list(object, "scripts", at);
    let at = at.key("scripts");
    let mut scripts = Vec::new();
    for (index, element) in list.into_iter().enumerate() {
        let at = at.index(index);
        let Some(mut element) = reader.element(element, &at) else { continue };
        let kind = reader.text(&mut element, "type", &at).unwrap_or_default();
        let listen = match kind.rsplit(':').next().unwrap_or_default() {
            "beforeRequest" => "prerequest",
            "afterResponse" => "test",
            // Scripts of the other kinds of requests never run here.
            _ => continue,
        };
        let source = element.take("code").map(|code| script::source(reader, code, &at.key("code")));
        let off = flag(&mut element, "disabled");
        if let Some(source) = source.filter(|source| !off && !source.trim().is_empty()) {
            scripts.push(Script { listen: listen.to_owned(), source, at });
        }
    }
    scripts
}

#[cfg(test)]
mod tests;
