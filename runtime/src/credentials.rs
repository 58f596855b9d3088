//! The credentials of a client into the request of one call, before it is sent and when the server refuses it.

use std::sync::Arc;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::Error;
use crate::auth::Scheme;
use crate::body::Body;
use crate::call::Parts;
use crate::core::Core;
use crate::draft::Draft;
use crate::platform::{self, Boxed, Instant};
use crate::request::PreparedRequest;

/// What a request was signed with, and what that takes.
pub(crate) struct Credentials<'a> {
    core: &'a Core,
    /// When the call must be answered.
    deadline: Option<Instant>,
    /// Resolved; those that want to hear what the server says of them, and none that a header by hand stands for.
    schemes: Vec<Arc<dyn Scheme>>,
    /// Whether what they put into the request can be had once: somebody was asked, or a body was read.
    is_once: bool,
}

impl<'a> Credentials<'a> {
    /// None yet.
    pub(crate) fn new(core: &'a Core, deadline: Option<Instant>) -> Self {
        Credentials { core, deadline, schemes: Vec::new(), is_once: false }
    }

    /// Puts the credentials of its operation into the request of a call, or the call's own instead.
    pub(crate) async fn apply(&mut self, call: &Parts, draft: &mut Draft) -> Result<(), Error> {
        if let Some(scheme) = &call.options().auth {
            return self.sign(scheme, draft).await;
        }
        let settings = &self.core.0;
        for number in call.operation.auth {
            match settings.credentials.get(*number).and_then(Option::as_ref) {
                Some(scheme) => self.sign(scheme, draft).await?,
                None if draft.is_known() => {}
                None => return Err(settings.missing_credential(*number)),
            }
        }
        Ok(())
    }

    async fn sign(&mut self, scheme: &Arc<dyn Scheme>, draft: &mut Draft) -> Result<(), Error> {
        let scheme = match self.resolving(scheme) {
            Some(resolving) => {
                self.is_once = true;
                resolving.await?
            }
            None => Arc::clone(scheme),
        };
        if scheme.reads_body()
            && let Some(body) = &mut draft.request.body
        {
            self.is_once = true;
            Box::pin(body.load()).await?;
        }
        scheme.apply(&mut draft.request)?;
        if !draft.by_hand && scheme.listens() {
            self.schemes.push(scheme);
        }
        Ok(())
    }

    /// Whether what the server says of the credentials is of use to one of them.
    pub(crate) fn listen(&self) -> bool {
        !self.schemes.is_empty()
    }

    /// Whether a request that is made once more can be signed as it was, but for times and random numbers.
    pub(crate) fn are_at_hand(&self) -> bool {
        !self.is_once && !self.listen()
    }

    /// Puts the answer to a challenge, or a new token, into the request; `true` if it is to be sent once more. A request
    /// whose body is gone cannot be: what the server says to it is the answer, and the next call has a new token.
    pub(crate) async fn answer(
        &mut self,
        request: &mut PreparedRequest,
        status: StatusCode,
        headers: &HeaderMap,
    ) -> Result<bool, Error> {
        if !request.body.as_ref().is_none_or(Body::is_repeatable) {
            if status == StatusCode::UNAUTHORIZED {
                for scheme in &self.schemes {
                    scheme.is_forgotten();
                }
            }
            return Ok(false);
        }
        for place in 0..self.schemes.len() {
            let scheme = Arc::clone(&self.schemes[place]);
            if scheme.answer(request, status, headers)? {
                return Ok(true);
            }
            if status == StatusCode::UNAUTHORIZED && scheme.is_forgotten() {
                let renewed = match self.resolving(&scheme) {
                    Some(resolving) => resolving.await?,
                    None => Arc::clone(&scheme),
                };
                renewed.apply(request)?;
                self.schemes[place] = renewed;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The scheme with all that it needs, in the time that the call has; `None` for one that has it, as most do. Those
    /// that must get it first have a box for that, so that the calls of the others are small.
    fn resolving<'b>(&self, scheme: &'b Arc<dyn Scheme>) -> Option<Boxed<'b, Result<Arc<dyn Scheme>, Error>>>
    where
        'a: 'b,
    {
        let mut resolving = scheme.resolve(self.core)?;
        let left = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        Some(Box::pin(async move {
            platform::within(left, resolving.as_mut()).await.unwrap_or_else(|| Err(Error::no_token_in_time()))
        }))
    }
}
