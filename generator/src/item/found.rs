//! What stands where secrets stand into the values that must not be shown anywhere.

use std::borrow::Cow;
use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use super::address;
use crate::lower::secrets;

/// What stands where secrets stand.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Literal text.
    values: Vec<String>,
    /// Variables.
    names: HashSet<String>,
    /// All variables with what they are.
    variables: Vec<(String, String)>,
}

impl Found {
    /// What the settings hide, or lowering, beside what is found.
    pub(super) fn of_variables(names: impl IntoIterator<Item = String>) -> Self {
        let names = names.into_iter().map(|name| name.trim().to_owned()).collect();
        Self { names, ..Self::default() }
    }

    /// The values, those of variables among them.
    pub(super) fn values(mut self) -> Vec<String> {
        loop {
            let variables = std::mem::take(&mut self.variables).into_iter();
            let (secret, others): (Vec<_>, Vec<_>) =
                variables.partition(|(name, _)| self.names.contains(name.as_str()));
            if secret.is_empty() {
                return self.values;
            }
            self.variables = others;
            for (_, value) in secret {
                self.add(&value);
            }
        }
    }

    /// A text that stands where a secret stands. Around it is what came along when it was pasted.
    pub(super) fn add(&mut self, text: &str) {
        let text = text.trim();
        self.names.extend(secrets::names(text).map(|name| name.trim().to_owned()));
        if !secrets::is_real(text) {
            return;
        }
        self.values.push(text.to_owned());
        // `Bearer abc`, `Token abc`: elsewhere it stands without the scheme.
        if let Some((_, rest)) = text.split_once(' ').filter(|(_, rest)| !rest.contains(' ')) {
            self.values.push(rest.to_owned());
        }
    }

    /// A variable, which may turn out to be a secret.
    pub(super) fn add_variable(&mut self, name: &str, value: &str) {
        self.variables.push((name.trim().to_owned(), value.to_owned()));
        self.add_user_info(value);
    }

    /// The values of cookies in a header; behind the first one of `Set-Cookie` stand attributes. An address in a cookie is
    /// where its owner came from or goes to.
    pub(super) fn add_cookies(&mut self, header: &str, text: &str) {
        let most = match header.trim().to_lowercase().as_str() {
            "cookie" => usize::MAX,
            "set-cookie" => 1,
            _ => 0,
        };
        let values = text.split(';').take(most).filter_map(|pair| pair.split_once('='));
        values.filter(|(_, value)| !value.contains("://")).for_each(|(_, value)| self.add(value));
    }

    /// What stands in front of the `@` of an address.
    pub(super) fn add_user_info(&mut self, text: &str) {
        if !text.contains('@') {
            return;
        }
        let Some(user_info) = secrets::user_info(text) else { return };
        user_info.split(':').for_each(|part| self.add_encoded(part));
    }

    /// The secret values in the queries and fragments of all addresses in a text: in a saved `Location`, in a body.
    pub(super) fn add_addresses(&mut self, text: &str) {
        // As some servers write JSON.
        const AND: &str = "\\u0026";
        let text = if text.contains(AND) { Cow::Owned(text.replace(AND, "&")) } else { Cow::Borrowed(text) };
        let entries = address::entries(&text).filter(|(name, _)| secrets::is_secret(name));
        entries.for_each(|(_, value)| self.add_encoded(value));
    }

    /// A text of an address; elsewhere it stands without the address's encoding.
    fn add_encoded(&mut self, text: &str) {
        self.add(text);
        if let Ok(decoded @ Cow::Owned(_)) = percent_decode_str(text).decode_utf8() {
            self.add(&decoded);
        }
    }
}
