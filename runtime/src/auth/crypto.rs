//! Secrets and messages into signatures: the few shapes of cryptography that the schemes share.

use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::{digest, hmac, rand};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use crate::Error;
use crate::request::PreparedRequest;

/// What makes each request another one: the time, and a text that nobody can guess. Tests hold both still.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    /// Since 1970.
    pub(super) seconds: u64,
    /// Letters and digits.
    pub(super) nonce: String,
}

impl Moment {
    /// This one, with a nonce of so many characters.
    pub(super) fn now(length: usize) -> Result<Self, Error> {
        const LETTERS: &[u8; 64] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ab";
        let mut bytes = vec![0; length];
        rand::fill(&mut bytes).map_err(|_| Error::argument("the system gives no random numbers"))?;
        let nonce = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 64)])).collect();
        // A clock before 1970 signs what no server takes; that is for the server to say.
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        Ok(Moment { seconds, nonce })
    }
}

/// A hash function by the name that auth types have for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
    Sha512To256,
}

impl Hash {
    /// The hash of some bytes.
    pub(super) fn of(self, bytes: &[u8]) -> Vec<u8> {
        let algorithm = match self {
            Hash::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Hash::Sha256 => &digest::SHA256,
            Hash::Sha384 => &digest::SHA384,
            Hash::Sha512 => &digest::SHA512,
            Hash::Sha512To256 => &digest::SHA512_256,
        };
        digest::digest(algorithm, bytes).as_ref().to_vec()
    }

    /// The keyed hash of some bytes.
    pub(super) fn keyed(self, key: &[u8], bytes: &[u8]) -> Vec<u8> {
        let algorithm = match self {
            Hash::Sha1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            Hash::Sha256 | Hash::Sha512To256 => hmac::HMAC_SHA256,
            Hash::Sha384 => hmac::HMAC_SHA384,
            Hash::Sha512 => hmac::HMAC_SHA512,
        };
        hmac::sign(&hmac::Key::new(algorithm, key), bytes).as_ref().to_vec()
    }
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Base 64 with padding.
pub(super) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The body of a request; empty if it has none.
pub(super) fn body_of(request: &PreparedRequest) -> Result<Bytes, Error> {
    match &request.body {
        None => Ok(Bytes::new()),
        Some(body) => {
            body.bytes().ok_or_else(|| Error::argument("a body that is not in memory cannot be signed"))
        }
    }
}

/// What `Host` will be: a port is named unless it is the scheme's own.
pub(super) fn host_of(request: &PreparedRequest) -> String {
    let host = request.url.host_str().unwrap_or_default();
    match request.url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// Path and query as they are sent.
pub(super) fn target_of(request: &PreparedRequest) -> String {
    match request.url.query() {
        Some(query) => format!("{}?{query}", request.url.path()),
        None => request.url.path().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_standards() {
        assert_eq!(hex(&Hash::Sha1.of(b"abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(&Hash::Sha256.of(b"abc")), sha256);
        // RFC 4231, test case 2.
        let keyed = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hex(&Hash::Sha256.keyed(b"Jefe", b"what do ya want for nothing?")), keyed);
    }

    #[test]
    fn no_two_moments_have_the_same_nonce() {
        let (one, other) = (Moment::now(11).unwrap(), Moment::now(11).unwrap());
        assert_eq!(one.nonce.len(), 11);
        assert_ne!(one.nonce, other.nonce);
        assert!(one.seconds > 1_700_000_000);
    }
}
