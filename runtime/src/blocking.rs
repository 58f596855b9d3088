//! Calls for programs without an async runtime, behind the feature `blocking`.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::{Error, Pending};

/// Waits for a call on this thread.
///
/// All calls share one runtime with one thread of its own, on which connections live on between them.
///
/// # Errors
///
/// Those of the call; and when it is made from async code, whose thread must not wait.
pub fn wait<T>(pending: Pending<T>) -> Result<T, Error> {
    static SHARED: OnceLock<Result<Runtime, std::io::Error>> = OnceLock::new();
    if Handle::try_current().is_ok() {
        return Err(Error::argument(
            "a blocking call cannot be made from async code: await the call, or move it to `spawn_blocking`",
        ));
    }
    let runtime = SHARED.get_or_init(|| Builder::new_multi_thread().worker_threads(1).enable_all().build());
    match runtime {
        Ok(runtime) => runtime.block_on(pending),
        Err(error) => Err(Error::argument(format!("no thread could be started for blocking calls: {error}"))),
    }
}
