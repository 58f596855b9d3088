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
pub(crate) struct UserInfo {
    pub(crate) name: String,
    pub(crate) password: String,
}

/// The arguments of one call, encoded.
#[derive(Default)]
pub(crate) struct Arguments {
    /// Name and text of path parameters.
    pub(crate) path: Vec<(&'static str, String)>,
    /// Name and text (`name=value`) of query parameters.
    pub(crate) query: Vec<(String, String)>,
}

/// The URL of a call; `server` goes before the address that the client has.
pub(crate) fn url(
    settings: &Settings,
    operation: &Operation,
    server: Option<&str>,
    arguments: &Arguments,
) -> Result<(Url, Option<UserInfo>), Error> {
    let address = address(settings, operation, server)?;
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

    let mut text = match &settings.origin {
        Some(origin) => origin.0.clone(),
        None => format!("{scheme}://{host}"),
    };
    text.push_str(prefix);
    let path = path(operation.path, &arguments.path)?;
    // Whatever the path begins with must not become part of the host.
    if prefix.is_empty() && !path.is_empty() && !path.starts_with('/') {
        text.push('/');
    }
    text.push_str(&path);
    if let Some(query) = query(operation.query, &arguments.query) {
        text.push('?');
        text.push_str(&query);
    }

    // The parser would skip an empty host and take the path for it.
    let named = settings.origin.is_some() || !host.is_empty();
    let url = Url::parse(&text).ok().filter(|url| named && matches!(url.scheme(), "http" | "https"));
    let url = url.ok_or_else(|| {
        let method = settings.api.servers.get(operation.server).map_or("", |server| server.method);
        Error::argument(format!(
            "`{scheme}://{host}` is not the address of an HTTP server: set one with `{method}(…)` of the builder"
        ))
    })?;
    Ok((url, user_info))
}

/// The address of the operation's server, its variables filled in.
fn address(settings: &Settings, operation: &Operation, own: Option<&str>) -> Result<String, Error> {
    let given = own.or_else(|| settings.servers.get(operation.server).and_then(Option::as_deref));
    let server = settings.api.servers.get(operation.server);
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

/// The path with its parameters filled in; a `{name}` that is no parameter is literal text.
fn path(template: &str, arguments: &[(&'static str, String)]) -> Result<String, Error> {
    let mut used = vec![false; arguments.len()];
    let mut text = String::with_capacity(2 * template.len());
    for (index, segment) in template.split('/').enumerate() {
        if index > 0 {
            text.push('/');
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
    Ok(text)
}

/// The first placeholder of an argument in a segment: its name, and the text before and after it.
fn next_parameter<'t>(
    segment: &'t str,
    arguments: &[(&'static str, String)],
) -> Option<(&'static str, &'t str, &'t str)> {
    segment.match_indices('{').find_map(|(start, _)| {
        let inner = &segment[start + 1..];
        let end = inner.find('}')?;
        let (name, _) = arguments.iter().find(|(name, _)| *name == &inner[..end])?;
        Some((*name, &segment[..start], &inner[end + 1..]))
    })
}

/// The argument of this name that was not used yet; else, the last one.
fn take<'a>(arguments: &'a [(&'static str, String)], used: &mut [bool], name: &str) -> &'a str {
    let mut last = "";
    for (index, (_, text)) in arguments.iter().enumerate().filter(|(_, (other, _))| *other == name) {
        last = text;
        if !used[index] {
            used[index] = true;
            break;
        }
    }
    last
}

/// The query: the operation's places in order, filled with what is given; `None` if nothing is sent.
fn query(places: &[Query], given: &[(String, String)]) -> Option<String> {
    let mut pieces: Vec<(Option<&str>, Option<Cow<'_, str>>)> = places
        .iter()
        .map(|place| match place {
            Query::Parameter(name) => (Some(*name), None),
            Query::Fixed(key, value) => (*key, Some(fixed(*key, *value).into())),
        })
        .collect();
    for (name, text) in given {
        let same = |piece: &(Option<&str>, Option<Cow<'_, str>>)| piece.0 == Some(name);
        if let Some(free) = pieces.iter_mut().find(|piece| same(piece) && piece.1.is_none()) {
            free.1 = Some(text.into());
        } else {
            let end = pieces.iter().rposition(same).map_or(pieces.len(), |last| last + 1);
            pieces.insert(end, (Some(name), Some(text.into())));
        }
    }
    let mut sent = pieces.into_iter().filter_map(|(_, text)| text);
    let mut text = sent.next()?.into_owned();
    for piece in sent {
        text.push('&');
        text.push_str(&piece);
    }
    Some(text)
}

fn fixed(key: Option<&str>, value: Option<&str>) -> String {
    let mut text = key.map(encode::query_key).unwrap_or_default();
    if let Some(value) = value {
        text.push('=');
        text.push_str(&encode::literal_query_value(value));
    }
    text
}

#[cfg(test)]
mod tests;
