//! How fast calls are sent again: the growing time in between, and the budget of a client. Both are tower's, but in a
//! browser, whose clock tower does not know.

#[cfg(target_arch = "wasm32")]
pub(crate) use browser::{Backoff, Budget};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use elsewhere::{Backoff, Budget};

#[cfg(not(target_arch = "wasm32"))]
mod elsewhere {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    use tower::retry::backoff::{
        Backoff as _, ExponentialBackoff, ExponentialBackoffMaker, MakeBackoff as _,
    };
    use tower::retry::budget::{Budget as _, TpsBudget};

    /// How many calls earn attempts at once. tower's default gives one for five calls of the last ten seconds.
    const MOST: u32 = 500;

    /// Shared by all clones of a client. tower's budget takes a lock and reads the clock for each deposit: calls are only
    /// counted, and told to it when there is something to pay for.
    #[derive(Default)]
    pub(crate) struct Budget {
        earned: AtomicU32,
        told: TpsBudget,
    }

    impl Budget {
        /// A call went well, or will not go better.
        pub(crate) fn deposit(&self) {
            self.earned.fetch_add(1, Ordering::Relaxed);
        }

        /// Whether there is enough for one more attempt.
        pub(crate) fn withdraw(&self) -> bool {
            for _ in 0..self.earned.swap(0, Ordering::Relaxed).min(MOST) {
                self.told.deposit();
            }
            self.told.withdraw()
        }
    }

    /// The time between the attempts of one call; it doubles and is partly random.
    pub(crate) struct Backoff(Option<ExponentialBackoff>);

    impl Backoff {
        pub(crate) fn new(min: Duration, max: Duration) -> Self {
            let random = tower::util::rng::HasherRng::default();
            let maker = ExponentialBackoffMaker::new(min, max.max(min), 0.5, random);
            Backoff(maker.ok().map(|mut maker| maker.make_backoff()))
        }

        /// tower makes a timer; what it says is all that is needed of it.
        pub(crate) fn next(&mut self) -> Duration {
            self.0.as_mut().map_or(Duration::ZERO, |backoff| {
                let deadline = backoff.next_backoff().deadline();
                deadline.saturating_duration_since(tokio::time::Instant::now())
            })
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    /// How many attempts a client may add to its calls at once.
    const MOST: u32 = 100;
    /// How many calls earn an attempt.
    const PRICE: u32 = 5;

    /// Shared by all clones of a client.
    pub(crate) struct Budget(AtomicU32);

    impl Default for Budget {
        fn default() -> Self {
            Budget(AtomicU32::new(MOST * PRICE))
        }
    }

    impl Budget {
        /// A call went well, or will not go better.
        pub(crate) fn deposit(&self) {
            let earn = |held: u32| (held < MOST * PRICE).then_some(held + 1);
            let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, earn);
        }

        /// Whether there is enough for one more attempt.
        pub(crate) fn withdraw(&self) -> bool {
            let pay = |held: u32| held.checked_sub(PRICE);
            self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, pay).is_ok()
        }
    }

    /// The time between the attempts of one call; it doubles and is partly random.
    pub(crate) struct Backoff {
        next: Duration,
        max: Duration,
    }

    impl Backoff {
        pub(crate) fn new(min: Duration, max: Duration) -> Self {
            Backoff { next: min, max: max.max(min) }
        }

        pub(crate) fn next(&mut self) -> Duration {
            let now = self.next.min(self.max);
            self.next = now.saturating_mul(2);
            let thousandths = u32::try_from(crate::anew::random() % 500).unwrap_or_default();
            now.saturating_add(now / 1000 * thousandths)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    fn attempts(budget: &Budget) -> usize {
        std::iter::from_fn(|| budget.withdraw().then_some(())).count()
    }

    #[test]
    fn five_calls_earn_an_attempt() {
        let budget = Budget::default();
        assert_eq!(attempts(&budget), 100);
        (0..14).for_each(|_| budget.deposit());
        assert_eq!(attempts(&budget), 2);
        budget.deposit();
        assert_eq!(attempts(&budget), 1);
        (0..1_000_000).for_each(|_| budget.deposit());
        assert_eq!(attempts(&budget), 100);
    }
}
