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
    user_info: Option<Box<UserInfo>>,
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
            Some((user_info, host)) => (Some(Box::new(parse_user_info(user_info))), host),
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
        let url = if names_a_host(rest.as_bytes()) {
            Url::parse(&format!("{}{rest}", self.base.as_str().trim_end_matches('/')))
        } else {
            self.base.join(rest)
        };
        url.map_err(|error| Error::argument(format!("the address of the call cannot be used: {error}")))
    }
}

/// Whether this, read by itself, would name another host: two slashes at its beginning do.
fn names_a_host(rest: &[u8]) -> bool {
    // Most paths begin with a slash and a word.
    if let [b'/', letter, ..] = rest
        && letter.is_ascii_alphanumeric()
    {
        return false;
    }
    let mut letters = rest.iter().filter(|letter| !matches!(letter, b'\t' | b'\n' | b'\r'));
    let is_slash = |letter: Option<&u8>| matches!(letter, Some(b'/' | b'\\'));
    is_slash(letters.next()) && is_slash(letters.next())
}

/// The URL of a call; `server` goes before the address that the client has.
pub(crate) fn url(
    settings: &Settings,
    operation: &Operation,
    server: Option<&str>,
    arguments: &Arguments,
) -> Result<(Url, Option<Box<UserInfo>>), Error> {
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
    let mut used = Used::default();
    let mut rest = template;
    // From one segment with a brace to the next: what stands in between is literal, and seldom short.
    while let Some(brace) = place(rest, b'{') {
        let start = rest[..brace].bytes().rposition(|byte| byte == b'/').map_or(0, |slash| slash + 1);
        let end = place(&rest[brace..], b'/').map_or(rest.len(), |slash| brace + slash);
        encode::push_literal_path(text, &rest[..start]);
        push_segment(text, &rest[start..end], arguments, &mut used)?;
        rest = &rest[end..];
    }
    encode::push_literal_path(text, rest);
    Ok(())
}

/// Adds a segment that may have parameters.
fn push_segment(
    text: &mut String,
    segment: &str,
    arguments: &Arguments,
    used: &mut Used,
) -> Result<(), Error> {
    let start = text.len();
    let (mut literal, mut rest) = (segment, segment);
    let mut parameter = None;
    while let Some(brace) = place(rest, b'{') {
        rest = &rest[brace + 1..];
        if let Some((name, value, after)) = used.next(rest, arguments) {
            encode::push_literal_path(text, &literal[..literal.len() - rest.len() - 1]);
            text.push_str(value);
            parameter = Some(name);
            (literal, rest) = (after, after);
        }
    }
    encode::push_literal_path(text, literal);
    match parameter {
        Some(name) if text[start..].split('/').any(encode::is_dot_segment) => Err(Error::argument(format!(
            "the path argument `{name}` would make a segment `.` or `..`, which names another address"
        ))),
        Some(_) | None => Ok(()),
    }
}

/// Where an ASCII character stands first. Paths are short: a plain loop is over before a search has begun.
fn place(text: &str, wanted: u8) -> Option<usize> {
    text.bytes().position(|byte| byte == wanted)
}

/// Which arguments of the path stand in it already: of those that share their name with a later one.
#[derive(Default)]
struct Used(Vec<usize>);

impl Used {
    /// The argument that `text`, behind an opening brace, names: the first one of its name that was not used yet, or else the
    /// last one. Its name and value, and what comes after the closing brace.
    fn next<'t, 'a>(
        &mut self,
        text: &'t str,
        arguments: &'a Arguments,
    ) -> Option<(&'static str, &'a str, &'t str)> {
        let mut found = None;
        for (index, (name, value)) in arguments.path().enumerate() {
            let Some(after) = text.strip_prefix(name).and_then(|after| after.strip_prefix('}')) else {
                continue;
            };
            found = Some((name, value, after));
            let is_last = !arguments.path().skip(index + 1).any(|(other, _)| other == name);
            if is_last || !self.0.contains(&index) {
                // The last one of a name needs no mark.
                self.0.extend((!is_last).then_some(index));
                break;
            }
        }
        found
    }
}

/// Adds the query: the operation's places in order, filled with what is given.
fn push_query(text: &mut String, places: &[Query], arguments: &Arguments) {
    let start = text.len();
    for (index, place) in places.iter().enumerate() {
        let (before, after) = (&places[..index], &places[index + 1..]);
        let own = match place {
            Query::Parameter(_) => 1,
            Query::Fixed(key, value) => {
                push_separator(text, start);
                push_fixed(text, *key, *value);
                0
            }
        };
        if let Some(name) = place.name() {
            // What no place is left for stands behind the last place of its name.
            let is_last = !after.iter().any(|other| other.name() == Some(name));
            let most = if is_last { usize::MAX } else { own };
            push_given(text, start, arguments.query_of(name).skip(parameters(before, name)).take(most));
        }
    }
    for (index, (name, _)) in arguments.query().enumerate() {
        if !places.iter().any(|place| place.name() == Some(name))
            && !arguments.query().take(index).any(|(other, _)| other == name)
        {
            push_given(text, start, arguments.query_of(name));
        }
    }
}

/// Adds arguments to the query, which begins at `start`.
fn push_given<'a>(text: &mut String, start: usize, pieces: impl Iterator<Item = &'a str>) {
    for piece in pieces {
        push_separator(text, start);
        text.push_str(piece);
    }
}

fn push_separator(text: &mut String, start: usize) {
    text.push_str(if text.len() == start { "?" } else { "&" });
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
