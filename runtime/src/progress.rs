//! How far a body has come: what callers are told while bytes are sent and received.

use std::fmt;
use std::sync::Arc;

/// How far the body of a request or of an answer has come, in the attempt that is under way.
///
/// ```
/// use postwright_runtime::Progress;
///
/// let percent = |progress: Progress| match progress {
///     Progress::Sent { bytes, total: Some(total) } if total > 0 => Some(bytes * 100 / total),
///     _ => None,
/// };
/// assert_eq!(percent(Progress::Sent { bytes: 1, total: Some(4) }), Some(25));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// Of the request.
    Sent {
        /// So many bytes were handed to the connection. Another attempt starts at none.
        bytes: u64,
        /// So many there are, if that is known.
        total: Option<u64>,
    },
    /// Of the answer.
    Received {
        /// So many bytes came, decompressed.
        bytes: u64,
        /// So many there are, if that is known: not for an answer that comes compressed.
        total: Option<u64>,
    },
}

/// Somebody who wants to know, or nobody.
#[derive(Clone, Default)]
pub(crate) struct Watch(Option<Arc<dyn Fn(Progress) + Send + Sync>>);

impl Watch {
    pub(crate) const fn nobody() -> Self {
        Watch(None)
    }

    pub(crate) fn new(tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Watch(Some(Arc::new(tell)))
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn is_somebody(&self) -> bool {
        self.0.is_some()
    }

    pub(crate) fn tell(&self, progress: Progress) {
        if let Some(tell) = &self.0 {
            tell(progress);
        }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "somebody" } else { "nobody" })
    }
}
