//! From a request and what it inherits to an operation.

use super::body::Presence;
use super::group::Level;
use super::server::Address;
use super::{Lowering, auth, behavior, body, header, marker, path, query, secret, server, template};
use crate::api::{Operation, QueryEntry};
use crate::diagnostic::Code;
use crate::postman::{Behavior, RequestItem, Url};

/// Lowers a request, or skips it and says why. What its examples and its description teach comes later: [`learn`].
///
/// [`learn`]: super::learn
pub(super) fn operation<'a>(
    lowering: &mut Lowering<'a>,
    item: &'a RequestItem,
    level: &Level<'_>,
) -> Option<Operation> {
    behavior::report(lowering, &item.behavior, &item.at);
    let request = &item.request;
    let Some(url) = request.url.as_ref().filter(|url| !is_empty(url)) else {
        lowering.skip(&item.name, "it has no URL".to_owned(), &item.at, "write its URL, or remove it");
        return None;
    };
    // Postman looks the variables of `get` up as `GET`, and what they hold is written in capitals again.
    let method = lowering.name(&request.method, "a method", &request.at).to_uppercase();
    if !is_token(&method) {
        let reason = format!("`{}` is no HTTP method", method.escape_debug());
        lowering.skip(&item.name, reason, &item.at, "choose a method such as `GET`, or remove it");
        return None;
    }
    let address = server::address(url);
    let has_authorization =
        request.headers.iter().any(|it| !it.disabled && it.key.eq_ignore_ascii_case("authorization"));
    // That of the variable that the address begins with; the collection's, for an environment adds no credential.
    let first =
        template::tokens(&address.server).first().and_then(|token| lowering.names.user_info(token.inner()));
    let user_info = address.user_info.as_ref().or(first).filter(|_| !has_authorization);
    let auth = auth::auth(lowering, item, level, user_info);
    let presence = body::presence(item, &method, level);
    let has_body = presence == Presence::Sent && !request.body.as_ref().is_some_and(body::is_all_off);
    let headers = header::headers(lowering, request, level, auth, has_body);
    let path = path::path(&address.path, &url.variables, lowering.values);
    let settings = behavior::inside(&level.behavior, &item.behavior);
    report_url(lowering, url, &address, &path::sent(&path), &settings);
    let replaced = lowering.replaced_query(headers.auth);
    let query = query::query(lowering, url, &address, replaced.as_deref());
    let body = body::body(lowering, item, level, presence, &headers.constants);
    count_arguments(lowering, item, url, &address);
    let first = path.parameters.len();
    let mut parameters = path.parameters;
    parameters.extend(query.parameters);
    parameters.extend(headers.parameters);
    let description = request.description.as_ref().or(item.description.as_ref());
    let index = lowering.requests.len();
    lowering.requests.push(item);
    Some(Operation {
        index,
        name: item.name.clone(),
        description: description.cloned(),
        deprecated: marker::is_operation_deprecated(&item.name, description.map(String::as_str)),
        method,
        server: lowering.servers.number(&address.server),
        path: path.pieces,
        parameters,
        query: query.entries.into_iter().map(|entry| moved(entry, first)).collect(),
        headers: headers.constants,
        body,
        auth: headers.auth,
        secret_headers: headers.secrets,
        responses: Vec::new(),
        redirects: behavior::redirects(&settings),
        at: item.at.clone(),
    })
}

/// Tells of a URL that the SDK cannot send as Postman does; `path` is what Postman sends of it.
fn report_url(lowering: &mut Lowering<'_>, url: &Url, address: &Address, path: &str, settings: &Behavior) {
    let server = lowering.values.text(&address.server);
    let (scheme, rest) = server.split_once("://").unwrap_or(("http", &server));
    let (authority, prefix) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if let Some(segment) = path::dot_segment(&format!("{prefix}{path}")) {
        let message =
            format!("the segment `{segment}` is sent by Postman, but the SDK resolves it in the path");
        let help = "write the path that the server shall see, without `.` and `..`";
        lowering.warn_once(Code::NotSentAsInPostman, message, &url.at, help);
    }
    let port = authority.rsplit_once(':').map_or("", |(_, port)| port);
    if matches!((scheme, port), ("http", "80") | ("https", "443")) {
        let message =
            format!("the port `{port}` is sent by Postman in the header `Host`, but not by the SDK");
        let help = "nothing, as a rule: it is the scheme's own port, and servers take both for the same";
        lowering.note_once(Code::NotSentAsInPostman, message, &url.at, help);
    }
    let query = url.query.iter().filter(|entry| !entry.disabled);
    let texts = query.flat_map(|entry| entry.key.as_deref().into_iter().chain(entry.value.text()));
    let texts: Vec<String> = texts.map(|text| lowering.values.text(text)).collect();
    behavior::report_url(lowering, settings, path, &texts, &url.at);
}

fn is_empty(url: &Url) -> bool {
    url.host.trim().is_empty() && url.path.iter().all(|segment| segment.trim().is_empty())
}

/// Whether the text is a token of HTTP.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Query parameters stand behind those of the path.
fn moved(entry: QueryEntry, by: usize) -> QueryEntry {
    match entry {
        QueryEntry::Parameter(place) => QueryEntry::Parameter(place + by),
        QueryEntry::Fixed { .. } => entry,
    }
}

/// Tells lint which variables the operation takes as arguments.
fn count_arguments(lowering: &mut Lowering<'_>, item: &RequestItem, url: &Url, address: &Address) {
    let query = url.query.iter().filter_map(|it| Some((it.value.text()?, &it.at)));
    let declared = url.variables.iter().filter_map(|it| Some((it.value.text()?, &url.at)));
    let headers = item.request.headers.iter().filter(|it| !secret::is_secret(&it.key));
    let headers = headers.filter_map(|it| Some((it.value.text()?, &it.at)));
    let parameters =
        std::iter::once((address.path.as_str(), &url.at)).chain(query).chain(declared).chain(headers);
    let parameters = parameters.flat_map(|(text, at)| template::names(text).map(move |name| (name, at)));
    let body = item.request.body.as_ref().map(body::texts).unwrap_or_default();
    let body = body.into_iter().flat_map(template::names);
    lowering.arguments.add(parameters, body);
}

/// The text of a path for messages and tests.
#[cfg(test)]
pub(super) fn shown(operation: &Operation) -> String {
    let piece = |piece: &crate::api::PathPiece| match piece {
        crate::api::PathPiece::Literal(text) => text.clone(),
        crate::api::PathPiece::Parameter(place) => format!("{{{}}}", operation.parameters[*place].name),
    };
    operation.path.iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, auth, diagnosed, header, raw, response, variable};
    use super::*;
    use crate::api::{Attribute, MediaKind};
    use crate::postman::{Environment, Item, PathVariable, Scalar};

    /// Both spellings of path parameters, an example whose own request spells and signs it differently.
    fn create_key() -> RequestItem {
        let mut item = fixture::request(
            "Create Integration Key",
            "{{url}}/v2/apps/{{appId}}/integrations/:integrationId/keys",
        );
        let request = &mut item.request;
        request.method = "POST".into();
        request.headers = vec![header("Content-Type", "application/json")];
        request.body = Some(raw("{\n \"displayName\": \"My key\"\n}", None));
        request.description = Some("Creates a key.".into());
        let declared = |key: &str| PathVariable {
            key: key.into(),
            value: Scalar::Missing,
            kind: None,
            description: None,
        };
        let variables = vec![declared("integrationId")];
        if let Some(url) = &mut request.url {
            url.variables = variables;
        }
        let mut created =
            response(201, Some("application/json"), "{\"key\": {\"id\": \"1\", \"secret\": \"x\"}}");
        let mut original = fixture::original("{{baseUrl}}/v2/apps/:appId/integrations/:integrationId/keys");
        original.headers = vec![header("Authorization", "Bearer <token>")];
        original.body = Some(raw("{\"displayName\": \"My key\"}", None));
        created.original_request = Some(Box::new(original));
        item.responses = vec![created];
        item
    }

    #[test]
    fn a_whole_request() {
        let mut collection = fixture::collection(vec![Item::Request(Box::new(create_key()))]);
        collection.auth = Some(auth("basic", &[("username", "{{user}}"), ("password", "{{password}}")]));
        collection.variables = vec![variable("url", "https://api.test")];
        let (api, told) = diagnosed(&collection, &Environment::default());
        let operation = fixture::operations(&api)[0];
        assert_eq!(shown(operation), "/v2/apps/{appId}/integrations/{integrationId}/keys");
        let headers: Vec<_> =
            operation.headers.iter().map(|it| (it.name.as_str(), it.value.as_str())).collect();
        assert_eq!(headers, [("Content-Type", "application/json")]);
        assert_eq!((operation.parameters.len(), operation.auth), (2, Some(0)));
        assert!(operation.secret_headers.is_empty());
        let examples: Vec<&str> = api.credentials[0]
            .attributes
            .iter()
            .map(|it| match it {
                Attribute::Given { example, .. } => example.as_str(),
                Attribute::Fixed { value, .. } => value.as_str(),
            })
            .collect();
        assert_eq!((api.credentials.len(), examples), (1, vec!["user", "password"]));
        let body = operation.body.as_ref().expect("a body");
        assert!(body.content_type_in_headers && !body.optional);
        assert_eq!(operation.responses[0].status, Some(201));
        assert!(matches!(operation.responses[0].media, MediaKind::Json(_)));
        assert_eq!(api.servers.len(), 1);
        assert!(told.is_empty(), "{told:?}");
    }

    #[test]
    fn what_cannot_be_called_is_skipped() {
        let mut nowhere = fixture::request("nowhere", "http://h/x");
        nowhere.request.url = None;
        let mut odd = fixture::request("odd", "http://h/x");
        odd.request.method = "BAD METHOD".into();
        let mut custom = fixture::request("custom", "http://h/x");
        custom.request.method = "X-{{M}}".into();
        let items = [nowhere, odd, custom].map(|item| Item::Request(Box::new(item)));
        let mut collection = fixture::collection(items.into());
        collection.variables = vec![variable("M", "LIST")];
        let (api, told) = diagnosed(&collection, &Environment::default());
        let skipped: Vec<&str> = api.skipped.iter().map(|it| it.reason.as_str()).collect();
        assert_eq!(skipped, ["it has no URL", "`BAD METHOD` is no HTTP method"]);
        assert_eq!(told.len(), 2);
        let operations = fixture::operations(&api);
        assert_eq!((operations[0].method.as_str(), operations[0].index), ("X-LIST", 0));
    }

    #[test]
    fn an_environment_changes_no_signature() {
        let url = "{{url}}/{{a}}/:b?q={{c}}&{{k}}=1&{{a}}=2";
        let collection = fixture::collection(vec![fixture::get("a", url)]);
        let environment = ["url", "a", "c"].map(|name| variable(name, "http://{{other}}.test/x"));
        let environment = fixture::environment(environment.into());
        let (bare, _) = diagnosed(&collection, &Environment::default());
        let (given, _) = diagnosed(&collection, &environment);
        let signature = |api: &crate::api::Api| {
            let operation = fixture::operations(api)[0];
            let names: Vec<String> = operation.parameters.iter().map(|it| it.name.clone()).collect();
            (shown(operation), names, operation.server, api.servers.len())
        };
        assert_eq!(signature(&bare), signature(&given));
        assert_eq!(bare.servers[0].address, None);
        assert_eq!(given.servers[0].example, "http://other.test/x");
    }
}
