//! The client builder: servers, variables and credentials get their methods.

use super::{
    case::{Case, words},
    docs::{self, Writer},
    environment, keywords,
    scope::Scope,
};
use crate::{
    api::{Api, Attribute, ClientVariable, Credential, Grant, Piece, Server, Template},
    rust::{BuilderMethod, BuilderTarget, CredentialRow, CredentialValue, Ident, ServerRow, VariableRow},
    settings::Settings,
};

/// Longer options of a credential are not shown in its documentation.
const LONGEST_OPTION: usize = 40;

/// What the client knows and its builder can set.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) servers: Vec<ServerRow>,
    pub(super) variables: Vec<VariableRow>,
    pub(super) credentials: Vec<CredentialRow>,
    pub(super) methods: Vec<BuilderMethod>,
}

/// Names them: servers first, then credentials, whose plain names are promised, then variables.
pub(super) fn parts(api: &Api, settings: &Settings) -> Parts {
    let mut scope = Scope::with(&[keywords::BUILDER_OPTIONS, keywords::METHODS])
        .without_prefixes(keywords::SELF_CONVENTIONS);
    let mut parts =
        Parts { servers: Vec::new(), variables: Vec::new(), credentials: Vec::new(), methods: Vec::new() };
    for (index, server) in api.servers.iter().enumerate() {
        let given = super::given::server(settings, server);
        parts.server(index, server, given, &mut scope);
    }
    for (index, method) in credential_methods(api, &mut scope).into_iter().enumerate() {
        parts.credential(index, &api.credentials[index], method);
    }
    for (index, credential) in api.credentials.iter().enumerate() {
        if let Some(grant) = &credential.grant {
            parts.grant(index, credential, grant, &mut scope);
        }
    }
    for variable in &api.variables {
        let in_addresses = api.servers.iter().any(|server| server.needs(&variable.name));
        parts.variable(variable, in_addresses, &mut scope);
    }
    environment::variables(&mut parts.methods);
    parts
}

impl Parts {
    fn server(&mut self, index: usize, server: &Server, given: Option<&str>, scope: &mut Scope) {
        let given = given.map(str::to_owned).into_iter();
        let candidates: Vec<String> = given.chain(server_candidates(index, server)).collect();
        let method = scope.allocate(Case::Snake, &candidates);
        let address = server.address.as_ref().map(template_text);
        let default = match &address {
            Some(address) => format!("The default is {}.", docs::code(address)),
            None => "It has no default.".to_owned(),
        };
        let source =
            server.variable.as_ref().map_or_else(String::new, |name| format!(" ({})", docs::code(name)));
        let docs = Writer::default()
            .paragraph(format!(
                "Sets the address of the server{source}, with scheme and path prefix. {default}"
            ))
            .docs();
        self.methods.push(BuilderMethod {
            ident: method.clone(),
            docs,
            target: BuilderTarget::Server(index),
            environment: Vec::new(),
        });
        self.servers.push(ServerRow { method, address });
    }

    fn credential(&mut self, index: usize, credential: &Credential, method: Ident) {
        let mut scope = Scope::default();
        let mut values = Vec::new();
        for attribute in &credential.attributes {
            let mut argument = |name: &str| scope.allocate(Case::Snake, &[name, "value"]);
            values.push(match attribute {
                Attribute::Fixed { name, value } if credential.scheme.sets(name) => {
                    CredentialValue::SetLiteral(name, value.clone())
                }
                Attribute::Given { name, .. } if credential.scheme.sets(name) => {
                    CredentialValue::SetArgument(name, argument(name))
                }
                Attribute::Fixed { value, .. } => CredentialValue::Literal(value.clone()),
                Attribute::Given { name, .. } if credential.scheme.rotates(name) => {
                    CredentialValue::Source(argument(name))
                }
                Attribute::Given { name, .. } => CredentialValue::Argument(argument(name)),
            });
        }
        let target = BuilderTarget::Credential {
            index,
            runtime: credential.scheme.runtime,
            constructor: "new",
            values,
        };
        let docs = credential_docs(credential);
        self.methods.push(BuilderMethod { ident: method.clone(), docs, target, environment: Vec::new() });
        self.credentials.push(CredentialRow { method });
    }

    /// The method by which the SDK gets the tokens of a set by itself.
    fn grant(&mut self, index: usize, credential: &Credential, grant: &Grant, scope: &mut Scope) {
        let plain = grant.row.name;
        let mut candidates = vec![plain.to_owned()];
        candidates.extend(credential.hints.iter().map(|hint| format!("{} {plain}", words(hint))));
        candidates.push(format!("other {plain}"));
        let method = scope.allocate(Case::Snake, &candidates);
        let mut arguments = Scope::default();
        let given = grant.row.arguments.iter();
        let mut values: Vec<CredentialValue> = given
            .map(|name| CredentialValue::Argument(arguments.allocate(Case::Snake, &[*name, "value"])))
            .collect();
        values.push(CredentialValue::Endpoint(
            "token_endpoint",
            grant.token.server,
            grant.token.path.clone(),
        ));
        values.extend(grant.refresh.as_ref().map(|refresh| {
            CredentialValue::Endpoint("refresh_endpoint", refresh.server, refresh.path.clone())
        }));
        let settings = credential.attributes.iter().filter_map(|attribute| match attribute {
            Attribute::Fixed { name, value } => Some((*name, value.clone())),
            Attribute::Given { .. } => None,
        });
        let settings = settings.chain(grant.settings.iter().cloned());
        values.extend(settings.map(|(key, value)| CredentialValue::SetLiteral(key, value)));
        let is_stored = credential.attributes.iter().any(|attribute| match attribute {
            Attribute::Given { example, .. } => !example.is_empty(),
            Attribute::Fixed { .. } => false,
        });
        // Who misses the credential is told of the way that the collection has.
        if let Some(row) = self.credentials.get_mut(index).filter(|_| !is_stored) {
            row.method = method.clone();
        }
        let constructor = grant.row.constructor;
        let target =
            BuilderTarget::Credential { index, runtime: credential.scheme.runtime, constructor, values };
        let docs = grant_docs(credential, grant);
        self.methods.push(BuilderMethod { ident: method, docs, target, environment: Vec::new() });
    }

    fn variable(&mut self, variable: &ClientVariable, in_addresses: bool, scope: &mut Scope) {
        let name = words(&variable.name);
        let candidates =
            [name.clone(), format!("{name} param"), format!("with {name}"), "variable".to_owned()];
        let method = scope.allocate(Case::Snake, &candidates);
        let default = match &variable.default {
            Some(default) => format!(" The default is {}.", docs::code(default)),
            None => String::new(),
        };
        let docs = Writer::default()
            .paragraph(format!(
                "Sets the variable {} of {}.{default}",
                docs::code(&variable.name),
                if in_addresses { "server addresses" } else { "requests" }
            ))
            .description(variable.description.as_deref())
            .docs();
        let target = BuilderTarget::Variable { name: variable.name.clone(), argument: Ident::new("value") };
        self.methods.push(BuilderMethod { ident: method.clone(), docs, target, environment: Vec::new() });
        self.variables.push(VariableRow {
            name: variable.name.clone(),
            method,
            default: variable.default.clone(),
        });
    }
}

/// The first server is `base_url`; others are called after their variable or their host.
fn server_candidates(index: usize, server: &Server) -> Vec<String> {
    if index == 0 {
        return vec!["base url".to_owned()];
    }
    let name = match (&server.variable, &server.address) {
        (Some(variable), _) => words(variable),
        (None, Some(address)) => host_words(&template_text(address)),
        (None, None) => String::new(),
    };
    let is_plain = ["url", "uri", "host", "server", "endpoint"].iter().any(|end| name.ends_with(end));
    let url = if is_plain { name.clone() } else { format!("{name} url") };
    let first = format!("{} url", name.split(' ').next().unwrap_or_default());
    let mut candidates = vec![url.clone()];
    if server.variable.is_none() {
        candidates.insert(0, first);
        // The same host with another scheme or port.
        let address = server.address.as_ref().map(template_text).unwrap_or_default();
        let scheme = address.split_once("://").map_or("http", |(scheme, _)| scheme);
        candidates.push(format!("{} {url}", words(scheme)));
    }
    candidates.extend([format!("{name} server url"), "server url".to_owned()]);
    candidates
}

/// The words of an address's host: without scheme, path and the common `www` and `api` in front.
fn host_words(address: &str) -> String {
    let authority = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = authority.split(['/', '?', '#']).next().unwrap_or_default();
    let words = words(host);
    let mut rest = words.as_str();
    while let Some((first, more)) = rest.split_once(' ')
        && ["www", "api"].contains(&first)
    {
        rest = more;
    }
    rest.to_owned()
}

/// The most used set of a scheme has the plain name; others carry the variable's or the folder's, and where one
/// variable is sent in several ways, the way.
fn credential_methods(api: &Api, scope: &mut Scope) -> Vec<Ident> {
    let mut order: Vec<usize> = (0..api.credentials.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(api.credentials[index].uses));
    let mut methods: Vec<Option<Ident>> = vec![None; order.len()];
    for index in order {
        let credential = &api.credentials[index];
        let plain = credential.scheme.name;
        let is_shared = |other: &&Credential| {
            other.scheme == credential.scheme && other.variables == credential.variables
        };
        let way = way(credential).filter(|_| !credential.variables.is_empty());
        let way = way.filter(|_| api.credentials.iter().filter(is_shared).count() > 1);
        let mut candidates = Vec::new();
        if !plain.is_empty() {
            candidates.push(plain.to_owned());
        }
        for hint in &credential.hints {
            let hint = words(hint);
            if plain.is_empty() {
                candidates.extend([hint.clone(), format!("{hint} header")]);
            } else if hint.ends_with(plain.split(' ').next_back().unwrap_or_default()) {
                candidates.extend(way.iter().map(|way| format!("{hint} {way}")));
                candidates.extend([hint.clone(), format!("{hint} {plain}")]);
            } else {
                candidates.extend(way.iter().map(|way| format!("{hint} {plain} {way}")));
                candidates.push(format!("{hint} {plain}"));
            }
        }
        candidates.push(format!("other {plain} credential"));
        methods[index] = Some(scope.allocate(Case::Snake, &candidates));
    }
    methods.into_iter().flatten().collect()
}

/// How a credential is sent, if the collection says it: its place, its prefix or its algorithm.
fn way(credential: &Credential) -> Option<String> {
    credential.attributes.iter().find_map(|attribute| match attribute {
        Attribute::Fixed { name: "in", value } if value == "query" => Some("in query".to_owned()),
        Attribute::Fixed { name: "addTokenTo", value } if value.starts_with("query") => {
            Some("in query".to_owned())
        }
        Attribute::Fixed { name: "addAuthDataToQuery", .. } => Some("in query".to_owned()),
        Attribute::Fixed { name: "addParamsToHeader", .. } => Some("in header".to_owned()),
        Attribute::Fixed { name: "headerPrefix", value } if value.trim().is_empty() => {
            Some("without prefix".to_owned())
        }
        Attribute::Fixed { name: "headerPrefix", value } => Some(format!("with {} prefix", words(value))),
        Attribute::Fixed { name: "algorithm" | "signatureMethod", value } => {
            Some(format!("with {}", words(value)))
        }
        Attribute::Fixed { .. } | Attribute::Given { .. } => None,
    })
}

fn grant_docs(credential: &Credential, grant: &Grant) -> crate::rust::Docs {
    let how = match grant.row.constructor {
        "refresh_token" => "a refresh token",
        "password" => "the name and password of a person",
        _ => "the client's own credentials",
    };
    let scope = grant.settings.iter().find(|(key, _)| *key == "scope");
    let scope = scope.map_or_else(String::new, |(_, scope)| format!(", for the scope {}", docs::code(scope)));
    let text = format!(
        "Fetches the {} by itself, with {how}{scope}: once for all clones of the client, and again before it expires.",
        credential.scheme.title
    );
    Writer::default().paragraph(text).docs()
}

fn credential_docs(credential: &Credential) -> crate::rust::Docs {
    let fixed = credential.attributes.iter().filter_map(|attribute| match attribute {
        Attribute::Fixed { name, value } => Some((*name, docs::code(value))),
        Attribute::Given { .. } => None,
    });
    let find = |wanted: &str| fixed.clone().find(|(name, _)| *name == wanted).map(|(_, value)| value);
    let variables: Vec<String> = credential.variables.iter().map(|name| docs::code(name)).collect();
    let variables = if variables.is_empty() { String::new() } else { format!(" ({})", variables.join(", ")) };
    let text = match (find("key"), find("in"), find("name")) {
        (Some(key), Some(place), _) => {
            let place = place.trim_matches('`');
            format!("Sets the API key{variables} of the requests that need it, in their {place} as {key}.")
        }
        (_, _, Some(name)) => {
            format!("Sets the whole value of the header {name}{variables} of the requests that need it.")
        }
        _ => {
            // A whole payload would say less than nothing here.
            let is_short = |(_, value): &(&str, String)| value.len() <= LONGEST_OPTION;
            let options: Vec<String> =
                fixed.filter(is_short).map(|(name, value)| format!("`{name}` {value}")).collect();
            let options =
                if options.is_empty() { String::new() } else { format!(", with {}", options.join(", ")) };
            format!("Sets the {}{variables} of the requests that need it{options}.", credential.scheme.title)
        }
    };
    Writer::default().paragraph(text).docs()
}

/// A template with its variables in braces.
pub(crate) fn template_text(template: &Template) -> String {
    let pieces = template.0.iter().map(|piece| match piece {
        Piece::Literal(text) => text.replace('{', "%7B").replace('}', "%7D"),
        Piece::Variable(name) => format!("{{{name}}}"),
    });
    pieces.collect()
}
