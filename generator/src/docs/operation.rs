//! An operation into its page.

use serde::Serialize;

use super::answer::{Answer, MAX_ANSWERS, answers};
use super::body::{Sent, sent};
use super::code::Code;
use super::credential::{self, Credential};
use super::field::{self, Row, Table};
use super::link::{Link, TypeLink};
use super::tree::Leaf;
use super::{Input, Site};
use crate::api::{Location, Parameter, Sample};
use crate::item::Secrets;
use crate::manifest::Entry;
use crate::rust::{Argument, ArgumentKind};
use crate::snippet::Sdk;

/// As many neighbours are shown on each side; the folder's page has all of them.
const NEIGHBOURS: usize = 15;

/// All that the page of an operation shows.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Operation {
    pub(super) page: String,
    pub(super) name: String,
    pub(super) method: String,
    /// Behind the server's address, parameters in braces.
    pub(super) path: String,
    /// The server's address, or the method of the builder that gives it.
    pub(super) server: String,
    pub(super) deprecated: bool,
    /// Markdown.
    pub(super) description: Option<String>,
    /// `client.users().get_user(id)`.
    pub(super) call: String,
    /// What `.await` gives.
    pub(super) output: TypeLink,
    /// The enum of errors that are documented, if there is one.
    pub(super) error: Option<String>,
    /// Where it stands in the collection.
    pub(super) pointer: String,
    pub(super) credentials: Vec<Credential>,
    /// Parameters by where they travel; those without rows are left out.
    pub(super) parameters: Vec<Parameters>,
    pub(super) body: Option<Sent>,
    pub(super) answers: Vec<Answer>,
    /// How many more there are.
    pub(super) more_answers: usize,
    /// How it is called, in several languages.
    pub(super) samples: Vec<Code>,
    pub(super) crumbs: Vec<Link>,
    pub(super) previous: Option<Link>,
    pub(super) next: Option<Link>,
    /// What stands beside it, itself among them.
    pub(super) neighbours: Vec<Link>,
    /// How many stand in its folder.
    pub(super) in_folder: usize,
}

/// The parameters of one place.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Parameters {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) table: Table,
}

/// The page of an operation; `place` is its index in the tree.
pub(super) fn operation(input: &Input<'_>, site: &Site<'_>, place: usize) -> Option<Operation> {
    let Site { tree, sdk, secrets, .. } = site;
    let (leaf, entry) = (tree.leaves.get(place)?, tree.entries.get(place)?);
    let (operation, method) = (leaf.operation, leaf.method);
    let siblings = tree.folders.get(leaf.folder).map(|folder| folder.leaves.as_slice()).unwrap_or_default();
    let server = input.client.servers.get(operation.server);
    Some(Operation {
        page: leaf.page.clone(),
        name: leaf.text.clone(),
        method: operation.method.clone(),
        path: method.descriptor.path.clone(),
        server: server
            .map(|server| server.address.clone().unwrap_or_else(|| format!("{{{}}}", server.method)))
            .unwrap_or_default(),
        deprecated: operation.deprecated,
        description: operation.description.clone(),
        call: call(leaf),
        output: TypeLink::new(&method.output.ty),
        error: method.errors.as_ref().map(|errors| errors.ident.to_string()),
        pointer: operation.at.as_str().to_owned(),
        credentials: credential::of_operation(input, operation),
        parameters: parameters(leaf, secrets),
        body: operation.body.as_ref().map(|body| sent(body, operation, method, site)),
        answers: answers(&operation.responses, &method.response_types, site),
        more_answers: operation.responses.len().saturating_sub(MAX_ANSWERS),
        samples: samples(input, sdk, entry),
        crumbs: tree.crumbs(leaf.folder),
        previous: place.checked_sub(1).and_then(|place| tree.leaf(place)),
        next: tree.leaf(place + 1),
        neighbours: neighbours(siblings, place).iter().filter_map(|place| tree.leaf(*place)).collect(),
        in_folder: siblings.len(),
    })
}

/// Those around an operation, as many as fit.
fn neighbours(siblings: &[usize], place: usize) -> &[usize] {
    let own = siblings.iter().position(|sibling| *sibling == place).unwrap_or_default();
    let start = own.saturating_sub(NEIGHBOURS);
    let end = siblings.len().min(own + NEIGHBOURS + 1);
    siblings.get(start..end).unwrap_or_default()
}

fn call(leaf: &Leaf<'_>) -> String {
    let argument = |argument: &Argument| match argument.kind {
        ArgumentKind::Borrowed(_) => format!("&{}", argument.ident),
        ArgumentKind::Value | ArgumentKind::Text | ArgumentKind::Body | ArgumentKind::Owned(_) => {
            argument.ident.to_string()
        }
    };
    let arguments: Vec<String> = leaf.method.arguments.iter().map(argument).collect();
    format!("{}({})", leaf.call, arguments.join(", "))
}

fn parameters(leaf: &Leaf<'_>, secrets: &Secrets) -> Vec<Parameters> {
    let of = |location: Location| {
        leaf.operation.parameters.iter().filter(move |it| it.location == location).map(row)
    };
    let mut headers: Vec<Row> = headers(leaf);
    headers.extend(of(Location::Header));
    let groups = [
        ("path-parameters", "Path parameters", of(Location::Path).collect()),
        ("query-parameters", "Query parameters", of(Location::Query).collect()),
        ("request-headers", "Request headers", headers),
        ("property-names", "Names in the body", of(Location::PropertyName).collect()),
    ];
    let group = |(id, title, rows): (_, _, Vec<Row>)| Parameters {
        id,
        title,
        table: Table::new(rows, false, secrets),
    };
    groups.into_iter().filter(|(.., rows)| !rows.is_empty()).map(group).collect()
}

/// The headers that are always sent.
fn headers(leaf: &Leaf<'_>) -> Vec<Row> {
    let fixed = leaf.operation.headers.iter();
    let fixed = fixed.map(|it| (it.name.as_str(), it.value.as_str(), it.description.as_deref()));
    let of_body = leaf.method.descriptor.content_type.as_deref().map(|value| ("Content-Type", value, None));
    // Without a body there is no type of it.
    let has_body = leaf.operation.body.as_ref().is_some_and(|body| !body.optional);
    let is_type = |name: &str| name.eq_ignore_ascii_case("content-type");
    let row = |(name, value, description): (&str, &str, Option<&str>)| Row {
        name: name.to_owned(),
        kind: "String".to_owned(),
        required: has_body || !is_type(name),
        description: description.or_else(|| is_type(name).then(|| about_type(value))).map(str::to_owned),
        default: Some(value.to_owned()),
        ..Row::default()
    };
    fixed.chain(of_body).map(row).collect()
}

fn about_type(value: &str) -> &'static str {
    if value.starts_with("multipart/") && !value.contains("boundary=") {
        "The media type of the request body, with a boundary, which the SDK makes for each call."
    } else {
        "The media type of the request body."
    }
}

fn row(parameter: &Parameter) -> Row {
    // A path variable without a value stands for itself.
    let is_own = |text: &str| text.strip_prefix(':') == Some(parameter.name.as_str());
    let example = match parameter.samples.first() {
        Some(Sample::Text(text)) if !parameter.secret && !text.is_empty() && !is_own(text) => {
            Some(text.clone())
        }
        Some(Sample::Text(_) | Sample::Flag) | None => None,
    };
    let condition = match (&parameter.variable, parameter.anew) {
        (Some(variable), _) => Some(format!("given once, by the client's setting {variable}")),
        (None, Some(dynamic)) => Some(format!("made for each call ({dynamic}) unless you give it")),
        (None, None) => None,
    };
    Row {
        name: parameter.name.clone(),
        kind: field::word(&parameter.schema.kind),
        of: field::element(&parameter.schema.kind),
        required: parameter.required,
        deprecated: parameter.deprecated,
        condition,
        description: parameter.description.clone(),
        values: field::known(&parameter.schema.kind),
        example,
        ..Row::default()
    }
}

/// Ready code for the call, and what the collection has for it.
fn samples(input: &Input<'_>, sdk: &Sdk<'_>, entry: &Entry<'_>) -> Vec<Code> {
    let secrets = input.items.secrets();
    let command = sdk.curl(entry);
    let mut curl = Code::new("curl", "curl", "sh", &command.text, secrets);
    curl.notes = command.notes;
    let mut samples = vec![
        Code::new("rust", "Rust", "rust", &sdk.rust(entry), secrets),
        curl,
        Code::new("http", "HTTP", "http", &sdk.http(entry), secrets),
    ];
    let item = input.items.text(&entry.operation.at);
    samples.extend(item.map(|text| Code::new("item", "Postman", "json", &text, secrets)));
    samples
}
