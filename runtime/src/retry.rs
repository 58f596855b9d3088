//! When a call is sent again, and after how long.

use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Method, StatusCode};

use crate::Error;
use crate::pace::{Backoff, Budget};
use crate::platform::{Instant, SystemTime};

/// The names of headers that make a request the same one when it is sent again.
const IDEMPOTENCY_KEYS: &[&str] = &["idempotency-key", "x-idempotency-key"];

/// When a call is sent again.
///
/// By default a call is repeated at most twice, and only if repeating it can do no harm: its method is `GET`, `HEAD`,
/// `OPTIONS` or `TRACE`, or it carries the header `Idempotency-Key`. Then it is after the statuses 408, 429, 502, 503
/// and 504, when no connection could be made or one broke, and when one attempt took too long. A body that comes from a
/// reader or a stream cannot be sent again, so that such a call never is.
///
/// Between two attempts it waits for as long as `Retry-After` says, in seconds or as a date; otherwise for a time that
/// doubles and is partly random. It never waits beyond the call's time limit. All clones of a client share one budget,
/// so that a server that is down gets at most a fifth more requests than without retries, beyond the first few.
///
/// ```
/// use std::time::Duration;
/// use postwright_runtime::Retry;
///
/// let patient = Retry::times(5).min_delay(Duration::from_millis(500)).max_delay(Duration::from_secs(60));
/// let never = Retry::never();
/// # let _ = (patient, never);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    times: u32,
    min_delay: Duration,
    max_delay: Duration,
    every_method: bool,
}

impl Retry {
    /// At most so many times, not counting the first attempt.
    #[must_use]
    pub const fn times(times: u32) -> Self {
        Retry {
            times,
            min_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(20),
            every_method: false,
        }
    }

    /// Each call is sent once.
    #[must_use]
    pub const fn never() -> Self {
        Self::times(0)
    }

    /// How long it waits before the first repetition where the server does not say; 200 milliseconds by default.
    #[must_use]
    pub const fn min_delay(mut self, delay: Duration) -> Self {
        self.min_delay = delay;
        self
    }

    /// The longest that it waits, 20 seconds by default. If `Retry-After` asks for more, the call fails at once.
    #[must_use]
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Repeats calls of every method, also those that may then happen twice.
    #[must_use]
    pub const fn every_method(mut self) -> Self {
        self.every_method = true;
        self
    }
}

/// Two times.
impl Default for Retry {
    fn default() -> Self {
        Self::times(2)
    }
}

/// Whether an answer of this status may be another one a moment later.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 502 | 503 | 504)
}

/// What an attempt ended with.
pub(crate) trait Answer {
    /// Its status.
    fn status(&self) -> StatusCode;
    /// Its headers.
    fn headers(&self) -> &HeaderMap;
}

/// The attempts of one call.
pub(crate) struct Attempts<'a> {
    policy: &'a Retry,
    budget: &'a Budget,
    /// Made when it is needed: most calls need none, and no room for one.
    backoff: Option<Box<Backoff>>,
    /// How often the call was sent again.
    sent: u32,
    deadline: Option<Instant>,
}

impl<'a> Attempts<'a> {
    /// None yet.
    pub(crate) fn new(policy: &'a Retry, budget: &'a Budget, deadline: Option<Instant>) -> Self {
        Attempts { policy, budget, backoff: None, sent: 0, deadline }
    }

    /// How long to wait before another attempt; `None` if there is none. `repeats` says what it would mean, which most
    /// calls need not know.
    pub(crate) fn again<T: Answer>(
        &mut self,
        result: &Result<T, Error>,
        repeats: impl FnOnce() -> Repeats,
    ) -> Option<Duration> {
        let asked = match result {
            Ok(answer) if is_transient(answer.status()) => retry_after(answer.headers(), now()),
            Err(error) if error.is_retryable() => None,
            Ok(_) | Err(_) => {
                self.budget.deposit();
                return None;
            }
        };
        let times = match repeats() {
            Repeats::Harmless => self.policy.times,
            Repeats::Doubtful if self.policy.every_method => self.policy.times,
            Repeats::Doubtful | Repeats::Impossible => 0,
        };
        if self.sent >= times {
            return None;
        }
        let delay = self.delay(asked)?;
        if !self.budget.withdraw() {
            return None;
        }
        self.sent += 1;
        #[cfg(feature = "tracing")]
        crate::trace::again(self.sent);
        Some(delay)
    }

    /// How long to wait; `None` if that is too long.
    fn delay(&mut self, asked: Option<Duration>) -> Option<Duration> {
        let delay = match asked {
            Some(asked) if asked > self.policy.max_delay => return None,
            Some(asked) => asked,
            None => {
                let (min, max) = (self.policy.min_delay, self.policy.max_delay);
                self.backoff.get_or_insert_with(|| Box::new(Backoff::new(min, max))).next()
            }
        };
        let left = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        left.is_none_or(|left| delay < left).then_some(delay)
    }
}

/// What it means to send a request twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeats {
    /// It happens once all the same.
    Harmless,
    /// It may happen twice.
    Doubtful,
    /// Its body is gone.
    Impossible,
}

impl Repeats {
    /// Of a request of this method and with headers of these names, whose body is still there, or not.
    pub(crate) fn of<'a>(
        method: &Method,
        mut headers: impl Iterator<Item = &'a str>,
        has_body_still: bool,
    ) -> Self {
        let is_key = |name: &str| IDEMPOTENCY_KEYS.iter().any(|key| name.eq_ignore_ascii_case(key));
        if !has_body_still {
            Repeats::Impossible
        } else if method.is_safe() || headers.any(is_key) {
            Repeats::Harmless
        } else {
            Repeats::Doubtful
        }
    }
}

/// The time since 1970.
fn now() -> Duration {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
}

/// RFC 9110, 10.2.3: seconds, or a date. One that is over means now.
fn retry_after(headers: &HeaderMap, now: Duration) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let since_epoch = |date: std::time::SystemTime| date.duration_since(std::time::UNIX_EPOCH);
    let date = httpdate::parse_http_date(text).ok().and_then(|date| since_epoch(date).ok())?;
    Some(date.saturating_sub(now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    #[test]
    fn both_spellings_of_retry_after_are_read() {
        let at = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, HeaderValue::from_str(text).unwrap());
            // Sun, 06 Nov 1994 08:49:37 GMT
            retry_after(&headers, Duration::from_secs(784_111_777))
        };
        assert_eq!(at("125"), Some(Duration::from_secs(125)));
        assert_eq!(at("Sun, 06 Nov 1994 08:50:07 GMT"), Some(Duration::from_secs(30)));
        assert_eq!(at("Sun, 06 Nov 1994 08:00:00 GMT"), Some(Duration::ZERO));
        for odd in ["soon", "-1", ""] {
            assert_eq!(at(odd), None, "{odd}");
        }
    }

    #[test]
    fn only_what_does_no_harm_is_repeated() {
        let of = |method: &Method, names: &[&str]| Repeats::of(method, names.iter().copied(), true);
        assert_eq!((of(&Method::GET, &[]), of(&Method::HEAD, &[])), (Repeats::Harmless, Repeats::Harmless));
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            assert_eq!(of(&method, &[]), Repeats::Doubtful, "{method}");
            assert_eq!(of(&method, &["accept", "Idempotency-Key"]), Repeats::Harmless, "{method}");
        }
        assert_eq!(Repeats::of(&Method::GET, std::iter::empty(), false), Repeats::Impossible);
    }

    #[tokio::test]
    async fn delays_double_and_keep_to_their_limits() {
        let budget = Budget::default();
        let policy = Retry::times(9).min_delay(Duration::from_millis(100)).max_delay(Duration::from_secs(1));
        let mut attempts = Attempts::new(&policy, &budget, None);
        let delays: Vec<Duration> = (0..6).filter_map(|_| attempts.delay(None)).collect();
        assert!(
            delays[0] >= Duration::from_millis(90) && delays[0] <= Duration::from_millis(150),
            "{delays:?}"
        );
        assert!(delays[3] >= Duration::from_millis(790), "{delays:?}");
        assert!(delays.iter().all(|delay| *delay <= Duration::from_millis(1500)), "{delays:?}");
        assert_eq!(attempts.delay(Some(Duration::from_secs(2))), None);
        let soon = Instant::now() + Duration::from_millis(50);
        let mut hurried = Attempts::new(&policy, &budget, Some(soon));
        assert_eq!(hurried.delay(Some(Duration::from_millis(60))), None);
        assert_eq!(hurried.delay(Some(Duration::from_millis(1))), Some(Duration::from_millis(1)));
    }
}
