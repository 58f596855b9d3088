//! Text that is hidden in debug output and wiped from memory when it is dropped.

use std::fmt;

use bytes::Bytes;
use zeroize::Zeroizing;

/// A password, token or key. `Debug` shows `***`; the memory is wiped when it is dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the secret over.
    pub fn new(text: impl Into<String>) -> Self {
        Secret(Zeroizing::new(text.into()))
    }

    /// The secret itself. Do not print it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// A secret as the value of a header, which every request shares; wiped like a [`Secret`] when the last one is gone.
#[derive(Clone)]
pub(crate) struct SharedSecret(Bytes);

impl SharedSecret {
    /// Takes the text over.
    pub(crate) fn new(text: String) -> Self {
        SharedSecret(Bytes::from_owner(Zeroizing::new(text.into_bytes())))
    }

    /// The secret itself. Do not print it.
    pub(crate) fn expose(&self) -> Bytes {
        self.0.clone()
    }
}

impl fmt::Debug for SharedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Whether a header or query key of this name carries a secret.
pub(crate) fn is_secret_name(name: &str) -> bool {
    // From its end, and without a copy: every header of every call is asked for.
    let letters = || name.bytes().rev().filter(|b| !matches!(b, b'-' | b'_')).map(|b| b.to_ascii_lowercase());
    let is = |whole: &&str| letters().eq(whole.bytes().rev());
    let ends_with = |end: &&str| {
        let mut letters = letters();
        end.bytes().rev().all(|letter| letters.next() == Some(letter))
    };
    // Most names end otherwise than these.
    match letters().next() {
        Some(b'n') => {
            ["authorization", "proxyauthorization"].iter().any(is)
                || ["authtoken", "accesstoken"].iter().any(ends_with)
        }
        Some(b'e') => ["cookie", "setcookie"].iter().any(is),
        Some(b'y') => ["apikey", "subscriptionkey"].iter().any(ends_with),
        Some(b't') => ends_with(&"secret"),
        Some(_) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_the_text() {
        assert_eq!(format!("{:?}", Some(Secret::new("hunter2"))), "Some(***)");
        assert_eq!(format!("{:?}", Some(SharedSecret::new("hunter2".to_owned()))), "Some(***)");
    }

    #[test]
    fn secret_names_are_known_in_every_spelling() {
        for name in
            ["Authorization", "X-Api-Key", "api_key", "Cookie", "client_secret", "Ocp-Subscription-Key"]
        {
            assert!(is_secret_name(name), "{name}");
        }
        for name in ["Accept", "X-Key-Id", "Secretary"] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
