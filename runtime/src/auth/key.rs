//! Private keys in PEM, and the signatures that are made with them.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    self, ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, ECDSA_P521_SHA512_FIXED_SIGNING,
    EcdsaKeyPair, RsaEncoding, RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::crypto::Hash;
use crate::Error;

/// How a message is padded before RSA signs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RsaPadding {
    Pkcs1,
    #[cfg(feature = "auth-jwt")]
    Pss,
}

/// Signs with an RSA key in PEM: PKCS #8 or PKCS #1.
pub(super) fn rsa(pem: &str, padding: RsaPadding, hash: Hash, message: &[u8]) -> Result<Vec<u8>, Error> {
    let encoding: &'static dyn RsaEncoding = match (padding, hash) {
        (RsaPadding::Pkcs1, Hash::Sha256) => &signature::RSA_PKCS1_SHA256,
        (RsaPadding::Pkcs1, Hash::Sha384) => &signature::RSA_PKCS1_SHA384,
        (RsaPadding::Pkcs1, Hash::Sha512) => &signature::RSA_PKCS1_SHA512,
        #[cfg(feature = "auth-jwt")]
        (RsaPadding::Pss, Hash::Sha256) => &signature::RSA_PSS_SHA256,
        #[cfg(feature = "auth-jwt")]
        (RsaPadding::Pss, Hash::Sha384) => &signature::RSA_PSS_SHA384,
        #[cfg(feature = "auth-jwt")]
        (RsaPadding::Pss, Hash::Sha512) => &signature::RSA_PSS_SHA512,
        (_, Hash::Sha1 | Hash::Sha512To256) => return Err(unusable("RSA")),
    };
    let der = der(pem, "RSA")?;
    let pair = RsaKeyPair::from_pkcs8(&der).or_else(|_| RsaKeyPair::from_der(&der));
    let pair = pair.map_err(|_| unusable("RSA"))?;
    let mut signed = vec![0; pair.public_modulus_len()];
    pair.sign(encoding, &SystemRandom::new(), message, &mut signed).map_err(|_| unusable("RSA"))?;
    Ok(signed)
}

/// Signs with an elliptic key in PEM: PKCS #8, on the curve that belongs to the hash.
#[cfg_attr(not(feature = "auth-jwt"), expect(dead_code, reason = "only tokens are signed so"))]
pub(super) fn ecdsa(pem: &str, hash: Hash, message: &[u8]) -> Result<Vec<u8>, Error> {
    let algorithm = match hash {
        Hash::Sha256 => &ECDSA_P256_SHA256_FIXED_SIGNING,
        Hash::Sha384 => &ECDSA_P384_SHA384_FIXED_SIGNING,
        Hash::Sha512 => &ECDSA_P521_SHA512_FIXED_SIGNING,
        Hash::Sha1 | Hash::Sha512To256 => return Err(unusable("EC")),
    };
    let der = der(pem, "EC")?;
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, &der).map_err(|_| unusable("EC"))?;
    let signed = pair.sign(&SystemRandom::new(), message).map_err(|_| unusable("EC"))?;
    Ok(signed.as_ref().to_vec())
}

/// The bytes between the lines of a PEM. A key that went through an environment may have lost its line breaks.
fn der(pem: &str, kind: &str) -> Result<Zeroizing<Vec<u8>>, Error> {
    let pem = Zeroizing::new(pem.replace("\\n", "\n"));
    let inner = pem.split_once("-----BEGIN").and_then(|(_, rest)| rest.split_once("-----"));
    let inner = inner.and_then(|(_, rest)| rest.split_once("-----END")).ok_or_else(|| unusable(kind))?.0;
    let text: Zeroizing<String> = Zeroizing::new(inner.chars().filter(|c| !c.is_whitespace()).collect());
    STANDARD.decode(text.as_bytes()).map(Zeroizing::new).map_err(|_| unusable(kind))
}

/// Without the key, which is a secret.
fn unusable(kind: &str) -> Error {
    Error::argument(format!(
        "the private key cannot be used: an unencrypted {kind} key in PEM is expected (`-----BEGIN PRIVATE KEY-----`)"
    ))
}
