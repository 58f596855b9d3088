//! Work that needs nothing but its own item, on several threads.

use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How many items a thread takes at a time at most: enough for it not to wait for others.
const BATCH: usize = 4;
/// How often each thread comes for more: often enough to share the work evenly, however unequal the items are.
const TURNS: usize = 64;
/// About what it costs to start a thread. So long this one works alone: what it then has done needed no other.
const ALONE: Duration = Duration::from_micros(25);

/// How many threads the machine runs at once.
pub(crate) fn available() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Calls `work` once for each item, on up to `threads` threads, this one among them.
pub(crate) fn for_each<T: Send>(items: &mut [T], threads: usize, work: impl Fn(&mut T) + Sync) {
    let threads = threads.min(items.len());
    beside(items, threads, || (), work);
}

/// The same, where this thread does something else beside, whose result this gives.
pub(crate) fn beside<T: Send, R>(
    items: &mut [T],
    threads: usize,
    own: impl FnOnce() -> R,
    work: impl Fn(&mut T) + Sync,
) -> R {
    let items = alone(items, threads, &work);
    let batch = (items.len() / (threads.max(1) * TURNS)).clamp(1, BATCH);
    let others = threads.saturating_sub(1).min(items.len());
    let batches = Mutex::new(items.chunks_mut(batch));
    let run = || {
        // A poisoned lock means that another thread panicked; the scope passes that on.
        while let Some(batch) = batches.lock().ok().and_then(|mut batches| batches.next()) {
            batch.iter_mut().for_each(&work);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..others {
            // Where no thread can be had, the others do its work.
            let _ = std::thread::Builder::new().spawn_scoped(scope, run);
        }
        let result = own();
        run();
        result
    })
}

/// Works on the last items, which take the least where that is known, for a moment, or without end where there is no other
/// thread; gives those that are left.
fn alone<T>(items: &mut [T], threads: usize, work: impl Fn(&mut T)) -> &mut [T] {
    let (start, mut items) = (Instant::now(), items.iter_mut());
    while (threads < 2 || start.elapsed() < ALONE)
        && let Some(item) = items.next_back()
    {
        work(item);
    }
    items.into_slice()
}

#[cfg(test)]
mod tests {
    use super::{beside, for_each};

    #[test]
    fn every_item_is_worked_on_once() {
        for (count, threads) in [(0, 2), (1, 2), (15, 0), (16, 1), (17, 2), (1000, 3), (5, 100)] {
            let mut items = vec![0; count];
            for_each(&mut items, threads, |item| *item += 1);
            assert_eq!(items, vec![1; count]);
            assert_eq!(beside(&mut items, threads, || "own", |item| *item += 1), "own");
            assert_eq!(items, vec![2; count]);
        }
    }
}
