//! From names and places to what is secret, and from a secret's text to what replay may send for it.

use std::collections::HashSet;

use super::resolve::sanitised;
use super::template::{self, Token};
use crate::postman::{Auth, Collection, Content, Item, Request};
use crate::schemes;

/// Names of headers that are secret as a whole.
const NAMES: &[&str] = &["authorization", "proxy-authorization", "cookie", "set-cookie"];

/// Ends of secret names in lower case, without `-` and `_`.
const ENDINGS: &[&str] = &["apikey", "authtoken", "accesstoken", "secret", "subscriptionkey"];

/// Ends of attributes that hold secrets, for auth types that the table does not know.
const ATTRIBUTES: &[&str] = &["password", "token", "secret", "secretkey", "accesskey", "privatekey"];

/// Whether a literal value of a header or query key of this name must not be written into generated code.
pub(super) fn is_secret(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let plain: String = name.chars().filter(|c| !matches!(c, '-' | '_')).collect();
    NAMES.contains(&name.as_str()) || ENDINGS.iter().any(|end| plain.ends_with(end))
}

/// Whether an attribute of this name is secret in an auth block whose type the table does not know.
pub(super) fn is_credential(key: &str) -> bool {
    ATTRIBUTES.iter().any(|end| key.to_lowercase().ends_with(end))
}

/// What replay sends for a secret: the names of its variables, or a placeholder if the collection holds literal text.
pub(super) fn example(text: &str, placeholder: &str) -> String {
    if has_literal(text) {
        return sanitised(placeholder);
    }
    named(text)
}

/// The text with the names of its variables in their places.
pub(super) fn named(text: &str) -> String {
    let shown =
        |token: Token<'_>| if token.is_variable() { sanitised(token.inner()) } else { token.raw.into() };
    template::tokens(text).into_iter().map(shown).collect()
}

/// Whether literal text stands in the value, alone or around a variable.
pub(super) fn has_literal(text: &str) -> bool {
    template::tokens(text).iter().any(|token| !token.is_variable() && !token.raw.trim().is_empty())
}

/// Whether the literal is one that a person would mind to lose: no placeholder such as `<token>`.
pub(super) fn is_real(text: &str) -> bool {
    has_literal(text) && !super::marker::is_placeholder(text.strip_prefix("Bearer ").unwrap_or(text))
}

/// What makes two secrets the same one: the variables; literals all count as one.
pub(super) fn identity(text: &str) -> String {
    template::tokens(text).iter().map(|token| if token.is_variable() { token.raw } else { "\0" }).collect()
}

/// The variables that stand where a credential stands: in auth blocks, in secret headers, query keys and form
/// fields, and in front of hosts.
pub(super) fn variables(collection: &Collection) -> HashSet<&str> {
    let mut names = HashSet::new();
    let addresses = collection.variables.iter().filter_map(|variable| variable.value.text());
    names.extend(addresses.filter_map(super::resolve::user_info_in).flat_map(template::names));
    names.extend(collection.auth.iter().flat_map(of_auth));
    let mut open: Vec<&Item> = collection.items.iter().collect();
    while let Some(item) = open.pop() {
        match item {
            Item::Folder(folder) => {
                names.extend(folder.auth.iter().flat_map(of_auth));
                open.extend(&folder.items);
            }
            Item::Request(item) => of_request(&item.request, &mut names),
        }
    }
    names
}

fn of_auth(auth: &Auth) -> impl Iterator<Item = &str> {
    let scheme = schemes::find(&auth.kind);
    let is_given = move |key: &str| match scheme {
        Some(scheme) => scheme.is_given(key),
        None => is_credential(key),
    };
    let texts = auth.attributes.iter().filter(move |it| is_given(&it.key)).filter_map(|it| it.value.text());
    texts.flat_map(template::names)
}

fn of_request<'a>(request: &'a Request, names: &mut HashSet<&'a str>) {
    names.extend(request.auth.iter().flat_map(of_auth));
    let headers = request.headers.iter().map(|header| (header.key.as_str(), &header.value));
    let url = request.url.as_ref();
    let query = url.iter().flat_map(|url| &url.query);
    let query = query.filter_map(|entry| entry.key.as_deref().map(|key| (key, &entry.value)));
    let secret = headers.chain(query).filter(|(key, _)| is_secret(key)).filter_map(|(_, value)| value.text());
    names.extend(secret.flat_map(template::names));
    if let Some(user_info) = url.and_then(|url| url.user_info.as_ref()) {
        names.extend(template::names(&user_info.user));
        names.extend(user_info.password.as_deref().into_iter().flat_map(template::names));
    }
    if let Some(Content::UrlEncoded(fields) | Content::FormData(fields)) =
        request.body.as_ref().map(|body| &body.content)
    {
        let secret = fields.iter().filter(|field| field.key.as_deref().is_some_and(is_secret));
        let texts = secret.filter_map(|field| match &field.value {
            crate::postman::FormValue::Text(value) => value.text(),
            crate::postman::FormValue::Files(_) => None,
        });
        names.extend(texts.flat_map(template::names));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_secret_by_the_rule() {
        for name in
            ["Authorization", "X-API-Key", "client_secret", "Ocp-Apim-Subscription-Key", "x_access-token"]
        {
            assert!(is_secret(name), "{name}");
        }
        for name in ["X-Request-Id", "token", "key", "apikeys", "Cookies"] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn literals_are_never_shown() {
        assert_eq!(example("{{my token}}", "bearer-token"), "my_token");
        assert_eq!(example("{{a}}{{b}}", "bearer-token"), "ab");
        assert_eq!(example("abc{{a}}", "bearer-token"), "bearer-token");
        assert_eq!(example("hunter2", "basic-password"), "basic-password");
        assert_eq!(example("", "basic-password"), "");
        assert_eq!(identity("abc{{a}}"), identity("x{{a}}"));
    }
}
