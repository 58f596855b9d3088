//! Where a secret comes from: it is known, or somebody is asked for it before each request.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use crate::platform::{Boxed, MaybeSend};
use crate::{Error, Secret};

/// A secret, or a function that is asked for it: what builder methods take for tokens and keys that may rotate.
///
/// Text becomes one by itself; [`provider`] makes one of an async function.
#[derive(Clone)]
pub struct SecretSource(Source);

#[derive(Clone)]
enum Source {
    Known(Secret),
    Asked(Arc<dyn Fn() -> Asking + Send + Sync>),
}

type Asking = Boxed<'static, Result<Secret, Error>>;

/// Asks a function for the secret, before each request that needs it.
///
/// What it gives is not kept: a function that is slow should remember its answer. Its error becomes the source of an
/// [`Error`] for which [`is_token`](Error::is_token) holds, and the request is not sent.
///
/// ```
/// use postwright_runtime::auth::{Bearer, provider};
///
/// let scheme = Bearer::new(provider(async || std::fs::read_to_string("/run/secrets/token")));
/// # drop(scheme);
/// ```
pub fn provider<F, A, S, E>(ask: F) -> SecretSource
where
    F: Fn() -> A + Send + Sync + 'static,
    A: Future<Output = Result<S, E>> + MaybeSend + 'static,
    S: Into<String>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    SecretSource(Source::Asked(Arc::new(move || {
        let asked = ask();
        Box::pin(async move { asked.await.map(Secret::new).map_err(Error::provider) })
    })))
}

impl SecretSource {
    /// The secret; empty as long as nobody was asked for it.
    pub(super) fn known(&self) -> &str {
        match &self.0 {
            Source::Known(secret) => secret.expose(),
            Source::Asked(_) => "",
        }
    }

    /// Asks for the secret, if it is not known.
    pub(super) fn ask(
        &self,
    ) -> Option<impl Future<Output = Result<SecretSource, Error>> + MaybeSend + use<>> {
        match &self.0 {
            Source::Known(_) => None,
            Source::Asked(ask) => {
                let asked = ask();
                Some(async move { asked.await.map(SecretSource::from) })
            }
        }
    }
}

impl<T: Into<String>> From<T> for SecretSource {
    fn from(text: T) -> Self {
        Secret::new(text).into()
    }
}

impl From<Secret> for SecretSource {
    fn from(secret: Secret) -> Self {
        SecretSource(Source::Known(secret))
    }
}

/// Never the secret.
impl fmt::Debug for SecretSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Source::Known(_) => "***",
            Source::Asked(_) => "provider",
        })
    }
}
