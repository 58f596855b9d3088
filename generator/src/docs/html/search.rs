//! Pages into the index that the search of the reference looks through.

use serde::Serialize;

use super::super::operation::Operation;
use super::super::ty::TypePage;
use crate::item::Secrets;
use crate::markdown::is_hidden;
use crate::write::File;

/// As many characters of a description are searched.
const MAX_TEXT: usize = 300;
/// As many names of fields are searched.
const MAX_FIELDS: usize = 40;

/// Name, method (`type` for a type), path, page, and the other words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry(String, String, String, String, String);

impl Entry {
    /// Without secrets, and without what pages do not show, either; the page is where it is.
    fn new(secrets: &Secrets, [name, method, path, words]: [&str; 4], page: &str) -> Self {
        let [name, path, words] = [name, path, words].map(|text| shown(&secrets.hide(text)));
        Self(name, method.to_owned(), path, page.to_owned(), words)
    }
}

/// What is found of an operation.
pub(crate) fn operation(page: &Operation, secrets: &Secrets) -> Entry {
    let folders = page.crumbs.iter().skip(1).map(|link| link.text.as_str());
    let parameters = page.parameters.iter().flat_map(|group| &group.table.rows);
    let fields = page.body.iter().flat_map(|body| &body.table.rows);
    let answers = page.answers.iter().flat_map(|answer| &answer.table.rows);
    let mut names: Vec<&str> = Vec::new();
    for row in parameters.chain(fields).chain(answers) {
        let name = row.name.rsplit('.').next().unwrap_or_default().trim_end_matches("[]");
        if names.len() < MAX_FIELDS && !names.contains(&name) {
            names.push(name);
        }
    }
    // Before it is cut: half a secret is not found.
    let text = plain(&secrets.hide(page.description.as_deref().unwrap_or_default()));
    let words: Vec<&str> = folders.chain([page.call.as_str(), text.as_str()]).chain(names).collect();
    Entry::new(secrets, [&page.name, &page.method, &page.path, &words.join(" ")], &page.page)
}

/// What is found of a type.
pub(crate) fn ty(page: &TypePage, secrets: &Secrets) -> Entry {
    let names = page
        .table
        .rows
        .iter()
        .map(|row| row.name.as_str())
        .chain(page.variants.iter().map(|it| it.told.as_str()));
    let words: Vec<&str> = names.take(MAX_FIELDS).collect();
    Entry::new(secrets, [&page.name, "type", "", &words.join(" ")], &page.page)
}

/// The index as a script: a page that was opened from a disk may load no other kind of data.
pub(crate) fn file(entries: &[Entry]) -> File {
    // Texts always serialize.
    let json = serde_json::to_string(entries).unwrap_or_default();
    // An entry per line, so that a change shows where it is.
    let lines = json.replace("\"],[\"", "\"],\n[\"");
    File::own("assets/search.js", format!("window.referenceIndex = {lines};\n"))
}

/// What a person sees of it, on one line.
fn shown(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    spaced.filter(|c| !is_hidden(*c)).collect()
}

/// Without what is only punctuation of Markdown or HTML, on one line.
fn plain(text: &str) -> String {
    let mut words = String::new();
    let mut in_tag = false;
    for character in text.chars().take(4 * MAX_TEXT) {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            '#' | '*' | '`' | '|' | '_' | '[' | ']' => words.push(' '),
            other if other.is_whitespace() || other.is_control() => words.push(' '),
            other => words.push(other),
        }
    }
    let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().take(MAX_TEXT).collect()
}
