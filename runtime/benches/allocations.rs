//! Allocations of a call, beside reqwest by hand doing the same: the columns `alloc` of
//! `cargo bench -p postwright-runtime --no-default-features --bench allocations`, counted by divan's allocator.
//!
//! It stands apart from `calls.rs` because counting takes time. Goal: at most 1.25 times as many as by hand.

use divan::{AllocProfiler, Bencher};

#[path = "support/mod.rs"]
mod support;

use support::{ByHand, Generated};

#[global_allocator]
static COUNTING: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 20, sample_size = 50)]
fn generated(bencher: Bencher) {
    let (client, runtime) = (Generated::new(&support::serve()), support::runtime());
    runtime.block_on(client.call());
    bencher.bench_local(|| runtime.block_on(client.call()));
}

#[divan::bench(sample_count = 20, sample_size = 50)]
fn by_hand(bencher: Bencher) {
    let (client, runtime) = (ByHand::new(&support::serve()), support::runtime());
    runtime.block_on(client.call());
    bencher.bench_local(|| runtime.block_on(client.call()));
}
