//! What the reference needs to know of secrets, to show a request in the collection's own words.

/// Whether a value of this name is secret.
pub(crate) fn is_secret(name: &str) -> bool {
    super::secret::is_secret(name)
}

/// Whether an attribute of this name is secret in an auth block of whatever type.
pub(crate) fn is_credential(name: &str) -> bool {
    super::secret::is_credential(name)
}

/// Whether literal text stands in a value, alone or around a variable.
pub(crate) fn has_literal(text: &str) -> bool {
    super::secret::has_literal(text)
}

/// Whether there is a literal in it that a person would mind to lose: no placeholder such as `<token>`.
pub(crate) fn is_real(text: &str) -> bool {
    super::secret::is_real(text)
}

/// The names of the variables in a text.
pub(crate) fn names(text: &str) -> impl Iterator<Item = &str> {
    super::template::names(text)
}

/// What stands in front of the `@` of an address.
pub(crate) fn user_info(address: &str) -> Option<&str> {
    super::resolve::user_info_in(address)
}
