//! From the front of a URL to servers and the client settings that their addresses need.

use std::collections::HashMap;

use super::resolve::Values;
use super::template::{self, TokenKind, tokens};
use crate::api::{ClientVariable, Piece, Server, Template};
use crate::postman::{Url, UserInfo};

/// So deep the value of a variable may refer to others.
const DEPTH: usize = 19;

/// So many references of one address are replaced; more of them are a mistake that would grow without end.
const REFERENCES: usize = 200;

/// A URL, cut as Postman cuts it when it sends: its parts are joined first, then the text is read again.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Scheme, host and port; a scheme unless it begins with a variable, which may carry one.
    pub(super) server: String,
    /// `user` and `password`.
    pub(super) user_info: Option<(String, String)>,
    /// Empty, or it begins with `/`.
    pub(super) path: String,
    /// What follows a `?` that somebody wrote into the path.
    pub(super) query: Option<String>,
    /// A `#` in the path: nothing behind it is sent, the query neither.
    pub(super) is_cut: bool,
}

/// Cuts a URL.
pub(super) fn address(url: &Url) -> Address {
    let mut text = joined(url);
    let is_cut = template::find(&text, "#").map(|at| text.truncate(at)).is_some();
    let query = template::find(&text, "?").map(|at| {
        let query = text[at + 1..].to_owned();
        text.truncate(at);
        query
    });
    let (scheme, rest) = match template::find(&text, "://") {
        Some(at) => (Some(&text[..at]), text[at + 3..].trim_start_matches('/')),
        None => (None, text.as_str()),
    };
    let (authority, path) = rest.split_at(template::find(rest, "/").unwrap_or(rest.len()));
    let (user_info, host) = match template::rfind(authority, "@") {
        Some(at) => (Some(&authority[..at]), &authority[at + 1..]),
        None => (None, authority),
    };
    let server = match scheme {
        Some(scheme) => format!("{scheme}://{host}"),
        None if tokens(host).first().is_some_and(template::Token::is_variable) => host.to_owned(),
        None => format!("http://{host}"),
    };
    let user_info = user_info.map(super::resolve::user_and_password);
    Address { server, user_info, path: path.to_owned(), query, is_cut }
}

fn joined(url: &Url) -> String {
    let mut text = String::new();
    if let Some(scheme) = url.scheme.as_deref().filter(|scheme| !scheme.is_empty()) {
        text = format!("{}://", scheme.trim().trim_end_matches("://"));
    }
    if let Some(UserInfo { user, password }) = &url.user_info {
        // A `/`, `?` or `#` would end the authority; what is typed as user or password does not.
        let hidden = |text: &str| {
            let is_literal = !template::has_variables(text);
            let escape = |c: char| match c {
                '/' if is_literal => "%2F".to_owned(),
                '?' if is_literal => "%3F".to_owned(),
                '#' if is_literal => "%23".to_owned(),
                _ => c.to_string(),
            };
            text.chars().map(escape).collect::<String>()
        };
        let password = hidden(password.as_deref().unwrap_or_default());
        text.extend([&hidden(user), ":", &password, "@"]);
    }
    text += url.host.trim();
    if let Some(port) = url.port.as_deref().filter(|port| !port.is_empty()) {
        text.extend([":", port]);
    }
    for segment in &url.path {
        text.push('/');
        text += segment;
    }
    text
}

/// All servers so far.
#[derive(Default)]
pub(super) struct Servers {
    /// The address as it stands in the collection, and how many operations use it.
    list: Vec<(String, usize)>,
    places: HashMap<String, usize>,
}

impl Servers {
    /// The number of a server, for one more operation; [`Servers::finish`] gives its final place.
    pub(super) fn number(&mut self, address: &str) -> usize {
        let next = self.list.len();
        let place = *self.places.entry(address.to_owned()).or_insert(next);
        match self.list.get_mut(place) {
            Some((_, uses)) => *uses += 1,
            None => self.list.push((address.to_owned(), 1)),
        }
        place
    }

    /// The number of a server that is used by no operation.
    pub(super) fn mention(&mut self, address: &str) -> usize {
        let place = self.number(address);
        if let Some((_, uses)) = self.list.get_mut(place) {
            *uses -= 1;
        }
        place
    }

    /// The servers, the most used one first; the variables of their addresses; the place of each number.
    pub(super) fn finish(self, values: &Values<'_>) -> (Vec<Server>, Vec<ClientVariable>, Vec<usize>) {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by_key(|number| std::cmp::Reverse(self.list[*number].1));
        let mut places = vec![0; order.len()];
        let (mut servers, mut variables) = (Vec::new(), Vec::new());
        for (place, number) in order.into_iter().enumerate() {
            places[number] = place;
            let server = server(&self.list[number].0, values);
            add_variables(server.address.as_ref(), values, &mut variables);
            servers.push(server);
        }
        (servers, variables, places)
    }
}

fn server(text: &str, values: &Values<'_>) -> Server {
    let variable = template::only_variable(text);
    let mut left = REFERENCES;
    let address = match variable {
        Some(name) => values.known(name).map(|value| expanded(value, values, &mut vec![name], &mut left)),
        None => Some(expanded(text, values, &mut Vec::new(), &mut left)),
    };
    Server { variable: variable.map(str::to_owned), address, example: example(&values.text(text)) }
}

/// The text with every variable replaced whose value holds variables itself. `open` are those that are being replaced, `left` says how many more may be.
fn expanded<'v>(
    text: &'v str,
    values: &'v Values<'_>,
    open: &mut Vec<&'v str>,
    left: &mut usize,
) -> Template {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |piece: Piece| match (pieces.last_mut(), piece) {
        (Some(Piece::Literal(last)), Piece::Literal(next)) => last.push_str(&next),
        (_, piece) => pieces.push(piece),
    };
    for token in tokens(text) {
        match token.kind {
            TokenKind::Literal => push(Piece::Literal(token.raw.replace('{', "%7B").replace('}', "%7D"))),
            // A name made of variables cannot be given: it stands for its value.
            TokenKind::Nested => push(Piece::Literal(values.text(token.raw).replace(['{', '}'], "_"))),
            TokenKind::Variable => {
                let name = token.inner();
                let value = values.known(name).filter(|value| template::has_variables(value));
                match value.filter(|_| *left > 0 && open.len() < DEPTH && !open.contains(&name)) {
                    Some(value) => {
                        *left -= 1;
                        open.push(name);
                        expanded(value, values, open, left).0.into_iter().for_each(&mut push);
                        open.pop();
                    }
                    None => push(Piece::Variable(name.to_owned())),
                }
            }
        }
    }
    Template(pieces)
}

fn add_variables(address: Option<&Template>, values: &Values<'_>, variables: &mut Vec<ClientVariable>) {
    let pieces = address.map(|address| address.0.as_slice()).unwrap_or_default();
    for (place, piece) in pieces.iter().enumerate() {
        let Piece::Variable(name) = piece else { continue };
        if variables.iter().any(|variable| variable.name == *name) {
            continue;
        }
        let is =
            |place: Option<usize>, test: fn(&str) -> bool| match place.and_then(|place| pieces.get(place)) {
                Some(Piece::Literal(text)) => test(text),
                Some(Piece::Variable(_)) | None => false,
            };
        let secret = values.is_secret(name) || super::secret::is_secret(name);
        let value =
            values.known(name).filter(|value| !secret && !template::has_variables(value)).map(str::to_owned);
        let without = || {
            if is(Some(place + 1), |text| text.starts_with("://")) {
                "http".to_owned()
            } else if is(place.checked_sub(1), |text| text.ends_with(':')) {
                "80".to_owned()
            } else {
                super::resolve::sanitised(name)
            }
        };
        variables.push(ClientVariable {
            name: name.clone(),
            description: values.description(name),
            example: value.clone().unwrap_or_else(without),
            default: value,
            secret,
        });
    }
}

/// An address that can be used: variables without a value are replaced by something that parses.
fn example(resolved: &str) -> String {
    let (scheme, rest) = resolved.split_once("://").unwrap_or(("http", resolved));
    let scheme = if scheme.eq_ignore_ascii_case("https") { "https" } else { "http" };
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        Some(_) | None => (authority, None),
    };
    let host: String = host.chars().map(|c| if "{}<>|\\^`\" ".contains(c) { '_' } else { c }).collect();
    let host = if host.is_empty() { "localhost" } else { &host };
    match port {
        Some(port) if !port.is_empty() && port.parse::<u16>().is_ok() => {
            format!("{scheme}://{host}:{port}{path}")
        }
        Some(port) if !port.is_empty() => format!("{scheme}://{host}:80{path}"),
        Some(_) | None => format!("{scheme}://{host}{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, api, get, variable};
    use super::*;

    fn servers(variables: &[(&str, &str)], urls: &[&str]) -> String {
        let mut collection = fixture::collection(urls.iter().map(|url| get("a", url)).collect());
        collection.variables = variables.iter().map(|(key, value)| variable(key, value)).collect();
        let api = api(&collection);
        let server = |server: &Server| {
            let address = server.address.as_ref().map_or("none".to_owned(), shown);
            format!("{:?} {address} {}", server.variable.as_deref().unwrap_or_default(), server.example)
        };
        let variable = |it: &ClientVariable| format!("{} = {:?} ({})", it.name, it.default, it.example);
        let lines: Vec<String> =
            api.servers.iter().map(server).chain(api.variables.iter().map(variable)).collect();
        lines.join(
            "
",
        )
    }

    fn shown(template: &Template) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Variable(name) => format!("{{{name}}}"),
        };
        template.0.iter().map(piece).collect()
    }

    #[test]
    fn the_most_used_server_comes_first() {
        insta::assert_snapshot!(servers(
            &[("url", "https://a.test/v1")],
            &["https://b.test:8443/x", "{{url}}/x", "{{url}}", "c.test/y", "{{other}}/x"],
        ), @r#"
        "url" https://a.test/v1 https://a.test/v1
        "" https://b.test:8443 https://b.test:8443
        "" http://c.test http://c.test
        "other" none http://other
        "#);
    }

    #[test]
    fn variables_of_addresses_are_client_variables() {
        insta::assert_snapshot!(servers(
            &[("url", "{{scheme}}://{{host}}/v1"), ("host", "{{sub}}.test"), ("sub", "api"), ("loop", "{{loop}}x")],
            &["{{url}}/x", "https://{{tenant}}.b.test:{{port}}/x", "{{url}}{{prefix}}/x", "{{loop}}/x", "{{a.{{b}}}}/x"],
        ), @r#"
        "url" {scheme}://{sub}.test/v1 http://api.test/v1
        "" https://{tenant}.b.test:{port} https://tenant.b.test:80
        "" {scheme}://{sub}.test/v1{prefix} http://api.test/v1prefix
        "loop" {loop}x http://__loop__xxxxxxxxxxxxxxxxxxx
        "" a_b http://a_b
        scheme = None (http)
        sub = Some("api") (api)
        tenant = None (tenant)
        port = None (80)
        prefix = None (prefix)
        loop = None (loop)
        "#);
    }

    #[test]
    fn a_user_in_the_value_of_a_variable_is_a_credential() {
        let mut collection = fixture::collection(vec![
            get("own", "{{url}}/x?back={{url}}"),
            get("other", "{{other}}/x"),
            get("literal", "https://{{me}}:hunter2@c.test/x"),
        ]);
        collection.variables = vec![
            variable("url", "https://u@ser:hunter2@a.test:8443/v1?x=a@b"),
            variable("other", "https://{{me}}:{{pass}}@b.test/"),
            variable("me", "hunter2"),
            variable("pass", "hunter2"),
        ];
        let (api, told) = fixture::diagnosed(&collection, &crate::postman::Environment::default());
        assert!(!format!("{api:?}").contains("hunter2"), "{api:?}");
        let address = |server: &Server| server.address.as_ref().map(shown).unwrap_or_default();
        let addresses: Vec<String> = api.servers.iter().map(address).collect();
        assert_eq!(addresses, ["https://a.test:8443/v1?x=a@b", "https://b.test/", "https://c.test"]);
        let auths: Vec<bool> = fixture::operations(&api).iter().map(|it| it.auth.is_some()).collect();
        assert_eq!(auths, [true, true, true]);
        assert!(told.iter().any(|it| it.contains("the value of the variable `url`")), "{told:?}");
    }

    #[test]
    fn an_environment_adds_no_credential() {
        let collection = fixture::collection(vec![get("a", "{{url}}/x")]);
        let environment = fixture::environment(vec![variable("url", "https://u:hunter2@a.test")]);
        let (api, told) = fixture::diagnosed(&collection, &environment);
        assert!(!format!("{api:?}").contains("hunter2"), "{api:?}");
        assert_eq!((api.credentials.len(), told.len()), (0, 1));
    }

    #[test]
    fn urls_are_cut_as_postman_does() {
        let mut url = fixture::url("http://h/x");
        (url.host, url.path) =
            ("http:".into(), vec![String::new(), "h.test:80".into(), "a?b=1".into(), "c#d".into()]);
        url.scheme = None;
        let found = address(&url);
        assert_eq!((found.server.as_str(), found.path.as_str()), ("http://h.test:80", "/a"));
        assert_eq!((found.query.as_deref(), found.is_cut), (Some("b=1/c"), true));
        let mut url = fixture::url("http://h/x");
        url.host = "https://u:p@h:8443/v1/".into();
        let found = address(&url);
        assert_eq!((found.server.as_str(), found.path.as_str()), ("http://https:", "//u:p@h:8443/v1//x"));
        url.scheme = None;
        let found = address(&url);
        assert_eq!((found.server.as_str(), found.path.as_str()), ("https://h:8443", "/v1//x"));
        assert_eq!(found.user_info, Some(("u".into(), "p".into())));
    }
}
