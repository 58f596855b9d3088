//! Calls per second on loopback, beside reqwest by hand doing the same JSON call.
//!
//! `cargo bench -p postwright-runtime --no-default-features --bench calls`. Both sides take turns, so that whatever else
//! the machine does concerns both. Goal: at least 0.97 of what is done by hand.
//!
//! On an idle machine with several cores, put `taskset -c 0` in front: each side has a thread of the server, and where the
//! scheduler puts that (beside the caller, or on a core that must be woken for each call) says more than either side.
//!
//! Behind `--`, `generated 10000` or `by-hand 10000` makes so many calls of one side and measures nothing: what
//! `valgrind --tool=callgrind` and `strace -c -f` are put in front of. A call is so short that much of its time is that
//! of code which is not in the processor's first cache: beside the instructions, look at `I1mr` of `--cache-sim=yes`.
//! How a build happens to be laid out in memory changes the ratio by 0.01: what changes less is seen there only.

use std::time::{Duration, Instant};

#[path = "support/mod.rs"]
mod support;

use support::{ByHand, Generated};

/// Calls of one turn.
const CALLS: u32 = 50;
/// Turns of each side.
const TURNS: usize = 1000;

#[expect(clippy::print_stdout, reason = "a benchmark is for reading")]
fn main() {
    let host = support::serve();
    let (generated, by_hand) = (Generated::new(&host), ByHand::new(&host));
    let runtime = support::runtime();
    let mut wanted = std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    if let (Some(side), Some(calls)) = (wanted.next(), wanted.next()) {
        let calls: u32 = calls.parse().expect("a number of calls");
        for _ in 0..calls {
            match side.as_str() {
                "generated" => drop(runtime.block_on(generated.call())),
                _ => drop(runtime.block_on(by_hand.call())),
            }
        }
        return;
    }
    let generated = || runtime.block_on(turn(async || drop(generated.call().await)));
    let by_hand = || runtime.block_on(turn(async || drop(by_hand.call().await)));
    // Connections are made, and caches are warm.
    generated();
    by_hand();
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for number in 0..TURNS {
        // Who goes first has no advantage.
        if number % 2 == 0 {
            own.push(generated());
            other.push(by_hand());
        } else {
            other.push(by_hand());
            own.push(generated());
        }
    }
    let (own, other) = (rate(&mut own), rate(&mut other));
    println!("generated {own:.0} calls/s, by hand {other:.0} calls/s: {:.3}", own / other);
}

async fn turn(call: impl AsyncFn()) -> Duration {
    let start = Instant::now();
    for _ in 0..CALLS {
        call().await;
    }
    start.elapsed()
}

/// Calls per second of a turn that was not disturbed: one of ten is faster. The turns are short, so that there are such
/// turns on a busy machine, too.
fn rate(turns: &mut [Duration]) -> f64 {
    turns.sort_unstable();
    f64::from(CALLS) / turns[turns.len() / 10].as_secs_f64()
}
