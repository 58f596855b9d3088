//! What a browser does otherwise than all else: its futures stay on their thread, and its clock is another one.

use std::pin::Pin;
use std::time::Duration;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use std::time::{Instant, SystemTime};
#[cfg(target_arch = "wasm32")]
pub(crate) use web_time::{Instant, SystemTime};

/// A future in a box; it can be sent to another thread, but for that of a browser.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A future in a box; it can be sent to another thread, but for that of a browser.
#[cfg(target_arch = "wasm32")]
pub(crate) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// `Send`; in a browser, whose futures stay on their thread, everything.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send> MaybeSend for T {}

/// `Send`; in a browser, whose futures stay on their thread, everything.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T> MaybeSend for T {}

/// Waits.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) async fn sleep(time: Duration) {
    tokio::time::sleep(time).await;
}

/// Waits. A timer of a browser counts milliseconds in 31 bits, and is over at once beyond them.
#[cfg(target_arch = "wasm32")]
pub(crate) async fn sleep(time: Duration) {
    let mut left = time;
    while left > LONGEST_TIMER {
        gloo_timers::future::sleep(LONGEST_TIMER).await;
        left -= LONGEST_TIMER;
    }
    gloo_timers::future::sleep(left).await;
}

/// What a timer can count.
#[cfg(target_arch = "wasm32")]
pub(crate) const LONGEST_TIMER: Duration = Duration::from_millis(0x7fff_ffff);

/// Waits for a future, but not longer than this; without a time there is no timer, nor room for one. The future stays
/// where it is: one that is given by value would take its room twice.
pub(crate) async fn within<T>(
    time: Option<Duration>,
    mut future: Pin<&mut (impl Future<Output = T> + ?Sized)>,
) -> Option<T> {
    use std::task::Poll;

    let mut sleeping = time.map(|time| Box::pin(sleep(time)));
    std::future::poll_fn(|context| {
        if let Poll::Ready(value) = future.as_mut().poll(context) {
            return Poll::Ready(Some(value));
        }
        match &mut sleeping {
            Some(sleeping) => sleeping.as_mut().poll(context).map(|()| None),
            None => Poll::Pending,
        }
    })
    .await
}
