//! Turns the settings of a client, an operation and its arguments into the URL of a request.
//!
//! The text of the URL is put together as Postman does it: address, path and query side by side. `reqwest` takes
//! a parsed `Url`, so two spellings are lost on the way: an explicit default port (`:443`) is left out of `Host`,
//! and `.` and `..` segments that the collection itself holds are resolved.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use reqwest::Url;

use crate::Error;
use crate::api::{Operation, Query};
use crate::arguments::Arguments;
use crate::core::Settings;
use crate::encode;

/// Scheme, host and port that replace those of every request.
pub(crate) struct Origin(String);

impl Origin {
    pub(crate) fn parse(text: &str) -> Result<Origin, Error> {
        let url =
            Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        match url {
            Some(url) => Ok(Origin(url.origin().ascii_serialization())),
            None => {
                Err(Error::argument("`origin` takes scheme, host and port, such as `http://127.0.0.1:8080`"))
            }
        }
    }
}

/// Name and password in an address, as `https://name:password@host/` has them.
#[derive(Clone)]
pub(crate) struct UserInfo {
    pub(crate) name: String,
    pub(crate) password: String,
}

/// Where the paths of a server begin.
pub(crate) struct Address {
    /// Scheme, host and port, parsed.
    base: Url,
    /// What the address has behind the host.
    prefix: String,
    user_info: Option<UserInfo>,
}

impl Address {
    /// The address of the server of this number; `own` goes before the one that the client has.
    pub(crate) fn of(settings: &Settings, number: usize, own: Option<&str>) -> Result<Self, Error> {
        let address = filled(settings, number, own)?;
        // What stands in a query is no scheme.
        let (scheme, rest) = match address.split_once("://") {
            Some((scheme, rest)) if !scheme.contains('?') => (scheme, rest.trim_start_matches('/')),
            Some(_) | None => ("http", address.as_str()),
        };
        let split = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, prefix) = rest.split_at(split);
        let (user_info, host) = match authority.rsplit_once('@') {
            Some((user_info, host)) => (Some(parse_user_info(user_info)), host),
            None => (None, authority),
        };
        let base = match &settings.origin {
            Some(origin) => Url::parse(&origin.0).ok(),
            // The parser would skip an empty host and take the path for it.
            None if host.is_empty() => None,
            // It would also drop blanks behind the host, which stands last here.
            None if host.ends_with(|c: char| c <= ' ' && !matches!(c, '\t' | '\n' | '\r')) => None,
            None => Url::parse(&format!("{scheme}://{host}")).ok(),
        };
        let base = base.filter(|url| matches!(url.scheme(), "http" | "https")).ok_or_else(|| {
            let method = settings.api.servers.get(number).map_or("", |server| server.method);
            Error::argument(format!(
                "`{scheme}://{host}` is not the address of an HTTP server: set one with `{method}(…)` of the builder"
            ))
        })?;
        Ok(Address { base, prefix: prefix.to_owned(), user_info })
    }

    /// The URL of what stands behind the host.
    fn with(&self, rest: &str) -> Result<Url, Error> {
        let mut letters = rest.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
        let is_slash = |c: Option<char>| matches!(c, Some('/' | '\\'));
        // Two slashes at its beginning would name another host, if it were read by itself.
        let url = if is_slash(letters.next()) && is_slash(letters.next()) {
            Url::parse(&format!("{}{rest}", self.base.as_str().trim_end_matches('/')))
        } else {
            self.base.join(rest)
        };
        url.map_err(|error| Error::argument(format!("the address of the call cannot be used: {error}")))
    }
}

/// The URL of a call; `server` goes before the address that the client has.
pub(crate) fn url(
    settings: &Settings,
    operation: &Operation,
    server: Option<&str>,
    arguments: &Arguments,
) -> Result<(Url, Option<UserInfo>), Error> {
    let made;
    let known = settings.addresses.get(operation.server).and_then(Option::as_ref);
    let address = if let (None, Some(known)) = (server, known) {
        known
    } else {
        made = Address::of(settings, operation.server, server)?;
        &made
    };
    let room = address.prefix.len() + operation.path.len() + arguments.len() + 32;
    let mut text = String::with_capacity(room);
    text.push_str(&address.prefix);
    push_path(&mut text, operation.path, arguments)?;
    // Whatever the path begins with must not become part of the host.
    if !text.is_empty() && !text.starts_with(['/', '?']) {
        text.insert(0, '/');
    }
    push_query(&mut text, operation.query, arguments);
    Ok((address.with(&text)?, address.user_info.clone()))
}

/// The address of a server, its variables filled in.
fn filled(settings: &Settings, number: usize, own: Option<&str>) -> Result<String, Error> {
    let given = own.or_else(|| settings.servers.get(number).and_then(Option::as_deref));
    let server = settings.api.servers.get(number);
    let template = match (given, server) {
        (Some(given), _) => given,
        (None, Some(server)) => match (server.default, &settings.origin) {
            (Some(default), _) => default,
            (None, Some(_)) => "",
            (None, None) => return Err(missing("the address of the server is not set", server.method)),
        },
        (None, None) => "",
    };
    let mut text = fill(template, |name, before| {
        let Some(index) = settings.api.variables.iter().position(|variable| variable.name == name) else {
            return Ok(None);
        };
        let variable = &settings.api.variables[index];
        if let Some(value) = settings.variables[index].as_deref().or(variable.default) {
            return Ok(Some(Cow::Borrowed(value)));
        }
        let authority = !before.split_once("://").map_or(before, |(_, rest)| rest).contains('/');
        match &settings.origin {
            // It will be replaced, whatever it is.
            Some(_) if authority => Ok(Some(Cow::Owned(name.to_owned()))),
            _ => Err(missing(&format!("`{name}` in the address of the server is not set"), variable.method)),
        }
    })?;
    if text.contains(['#', '\\']) {
        text = text.replace('#', "%23").replace('\\', "/");
    }
    if text.starts_with(char::is_whitespace) {
        text = text.trim_start().to_owned();
    }
    Ok(text)
}

fn missing(what: &str, method: &str) -> Error {
    Error::argument(format!("{what}: set it with `{method}(…)` of the builder"))
}

/// Replaces `{name}` by what `value` gives for the name and the text before it; without a value it stays.
fn fill<'a>(
    template: &str,
    mut value: impl FnMut(&str, &str) -> Result<Option<Cow<'a, str>>, Error>,
) -> Result<String, Error> {
    let mut text = String::with_capacity(2 * template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let found = match after.split_once('}') {
            Some((name, after)) => value(name, &text)?.map(|value| (value, after)),
            None => None,
        };
        rest = if let Some((value, after)) = found {
            text.push_str(&value);
            after
        } else {
            text.push('{');
            after
        };
    }
    text.push_str(rest);
    Ok(text)
}

fn parse_user_info(text: &str) -> UserInfo {
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (name, password) = text.split_once(':').unwrap_or((text, ""));
    UserInfo { name: decode(name), password: decode(password) }
}

/// Adds the path with its parameters filled in; a `{name}` that is no parameter is literal text.
fn push_path(text: &mut String, template: &str, arguments: &Arguments) -> Result<(), Error> {
    let mut used = Vec::new();
    for (index, segment) in template.split('/').enumerate() {
        if index > 0 {
            text.push('/');
        }
        if !segment.bytes().any(|b| b == b'{') {
            text.push_str(&encode::literal_path(segment));
            continue;
        }
        let start = text.len();
        let mut rest = segment;
        let mut parameter = None;
        while let Some((name, before, after)) = next_parameter(rest, arguments) {
            text.push_str(&encode::literal_path(before));
            text.push_str(take(arguments, &mut used, name));
            parameter = Some(name);
            rest = after;
        }
        text.push_str(&encode::literal_path(rest));
        if let Some(name) = parameter
            && text[start..].split('/').any(encode::is_dot_segment)
        {
            return Err(Error::argument(format!(
                "the path argument `{name}` would make a segment `.` or `..`, which names another address"
            )));
        }
    }
    Ok(())
}

/// The first placeholder of an argument in a segment: its name, and the text before and after it.
fn next_parameter<'t>(segment: &'t str, arguments: &Arguments) -> Option<(&'static str, &'t str, &'t str)> {
    segment.match_indices('{').find_map(|(start, _)| {
        let inner = &segment[start + 1..];
        let end = inner.find('}')?;
        let (name, _) = arguments.path().find(|(name, _)| *name == &inner[..end])?;
        Some((name, &segment[..start], &inner[end + 1..]))
    })
}

/// The argument of this name that was not used yet; else, the last one.
fn take<'a>(arguments: &'a Arguments, used: &mut Vec<usize>, name: &str) -> &'a str {
    let mut same = arguments.path().enumerate().filter(|(_, (other, _))| *other == name).peekable();
    let mut last = "";
    while let Some((index, (_, text))) = same.next() {
        last = text;
        // The last one of a name needs no mark.
        if same.peek().is_some() && !used.contains(&index) {
            used.push(index);
            break;
        }
    }
    last
}

/// Adds the query: the operation's places in order, filled with what is given.
fn push_query(text: &mut String, places: &[Query], arguments: &Arguments) {
    let mut separator = '?';
    let mut next = |text: &mut String| text.push(std::mem::replace(&mut separator, '&'));
    for (index, place) in places.iter().enumerate() {
        let (before, after) = (&places[..index], &places[index + 1..]);
        let own = match place {
            Query::Parameter(name) => arguments.query_of(name).nth(parameters(before, name)),
            Query::Fixed(key, value) => {
                next(text);
                push_fixed(text, *key, *value);
                None
            }
        };
        let name = place.name().filter(|name| !after.iter().any(|other| other.name() == Some(name)));
        // What no place is left for stands behind the last place of its name.
        let more = name
            .into_iter()
            .flat_map(|name| arguments.query_of(name).skip(parameters(&places[..=index], name)));
        for piece in own.into_iter().chain(more) {
            next(text);
            text.push_str(piece);
        }
    }
    for (index, (name, _)) in arguments.query().enumerate() {
        let is_first = !arguments.query().take(index).any(|(other, _)| other == name);
        if is_first && !places.iter().any(|place| place.name() == Some(name)) {
            for piece in arguments.query_of(name) {
                next(text);
                text.push_str(piece);
            }
        }
    }
}

/// How many places a parameter has among these.
fn parameters(places: &[Query], name: &str) -> usize {
    places.iter().filter(|place| matches!(place, Query::Parameter(other) if *other == name)).count()
}

fn push_fixed(text: &mut String, key: Option<&str>, value: Option<&str>) {
    text.extend(key.into_iter().flat_map(encode::query_key));
    if let Some(value) = value {
        text.push('=');
        text.extend(encode::literal_query_value(value));
    }
}

#[cfg(test)]
mod tests;
