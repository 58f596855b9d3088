//! Collections into the memory that their generation takes at its peak, as a multiple of input and output together:
//! the column `max alloc` of `cargo bench -p postwright --bench memory`, counted by divan's allocator.
//!
//! It stands apart from `floor.rs` because counting takes time. `POSTWRIGHT_BENCH_FILES` names other files.

use std::env;
use std::path::{Path, PathBuf};

use divan::{AllocProfiler, Bencher};
use postwright::Generator;

#[global_allocator]
static COUNTING: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(args = files(), sample_count = 3, sample_size = 1)]
fn peak(bencher: Bencher, file: &str) {
    let path = Path::new(file);
    bencher.bench(|| match Generator::new().generate(path) {
        Ok(generated) => generated.module,
        Err(error) => panic!("{error}"),
    });
}

/// The files named by the environment, or those of `collections/`; an empty collection is what the others are
/// compared with.
fn files() -> Vec<String> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = match env::var_os("POSTWRIGHT_BENCH_FILES") {
        Some(list) => env::split_paths(&list).collect(),
        None => package
            .join("../collections")
            .read_dir()
            .expect("the folder of collections")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect(),
    };
    paths.sort();
    paths.insert(0, package.join("../tests/cases/empty/collection.json"));
    paths.into_iter().map(|path| path.display().to_string()).collect()
}
