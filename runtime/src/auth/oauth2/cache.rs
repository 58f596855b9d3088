//! The token that all clones of a client share: fetched once at a time, renewed before it expires.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::exchange;
use super::grant::Grant;
use crate::core::Core;
use crate::platform::Instant;
use crate::{Error, Secret};

/// A token is renewed so long before it expires, or in the last tenth of its life if that is shorter.
const MARGIN: Duration = Duration::from_mins(1);

/// What a token endpoint gave.
#[derive(Clone)]
pub(super) struct Issued {
    pub(super) token: Secret,
    /// With which the next one is fetched.
    pub(super) refresh: Option<Secret>,
    /// How long the token is good; for ever if the endpoint does not say it.
    pub(super) life: Option<Duration>,
    /// When it was asked for.
    pub(super) since: Instant,
}

impl Issued {
    fn is_fresh(&self, now: Instant) -> bool {
        self.life.is_none_or(|life| {
            let margin = MARGIN.min(life / 10);
            now.saturating_duration_since(self.since) < life.saturating_sub(margin)
        })
    }
}

#[derive(Default)]
pub(super) struct Cache {
    issued: Mutex<Held>,
    /// Whoever fetches holds it; the others wait, and find the token.
    fetching: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Held {
    issued: Option<Issued>,
    /// The last refresh token outlives the access token that came with it.
    refresh: Option<Secret>,
}

impl Cache {
    /// The token, fetched if there is none that is good.
    pub(super) async fn token(&self, grant: &Grant, core: &Core) -> Result<Secret, Error> {
        if let Some(token) = self.fresh() {
            return Ok(token);
        }
        let _fetching = self.fetching.lock().await;
        if let Some(token) = self.fresh() {
            return Ok(token);
        }
        let refresh = self.held().refresh.clone();
        let issued = match exchange::fetch(grant, refresh.as_ref(), core).await {
            // A refresh token that is used up, while the credentials are still good.
            Err(error) if error.is_token() && refresh.is_some() => {
                self.held().refresh = None;
                exchange::fetch(grant, None, core).await?
            }
            fetched => fetched?,
        };
        let token = issued.token.clone();
        let mut held = self.held();
        held.refresh = issued.refresh.clone().or(held.refresh.take());
        held.issued = Some(issued);
        Ok(token)
    }

    /// Forgets a token, unless another call has renewed it already.
    pub(super) fn forget(&self, token: &Secret) {
        let mut held = self.held();
        if held.issued.as_ref().is_some_and(|issued| issued.token.expose() == token.expose()) {
            held.issued = None;
        }
    }

    fn fresh(&self) -> Option<Secret> {
        let now = Instant::now();
        self.held().issued.as_ref().filter(|issued| issued.is_fresh(now)).map(|issued| issued.token.clone())
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.issued.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Nothing of what it holds.
impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cache")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_renewed_before_they_expire() {
        let since = Instant::now();
        let is_fresh = |life: Option<u64>, after: u64| {
            let life = life.map(Duration::from_secs);
            let issued = Issued { token: Secret::new("t"), refresh: None, life, since };
            issued.is_fresh(since + Duration::from_secs(after))
        };
        assert!(is_fresh(Some(3600), 3539) && !is_fresh(Some(3600), 3540));
        assert!(is_fresh(Some(100), 89) && !is_fresh(Some(100), 90));
        assert!(!is_fresh(Some(0), 0));
        assert!(is_fresh(None, 1_000_000));
    }
}
