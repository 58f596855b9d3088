//! Collections into the time that their generation takes, beside its floor: what `serde_json` needs to read the same
//! file, and syn and prettyplease to parse and print the same output.
//!
//! `cargo bench -p postwright` measures the files of `collections/` and, for the growth, made-up ones of 100, 1,000
//! and 10,000 requests. `POSTWRIGHT_BENCH_FILES=a.json:b.json` names other files.
//!
//! Before the benchmarks a table says how many times its floor each generation takes, with one thread and with two.
//! Goal: at most twice on one thread, less than once on two. The last column says what `serde_json` needs to read the
//! saved bodies, too, which are JSON in the strings of that file: types are learnt from them, and the floor has no part
//! of it.

use std::env;
use std::fmt::{self, Write as _};
use std::fs;
use std::hint::black_box;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::BytesCount;
use postwright::Generator;

/// How long the quick comparison looks at each side of each file.
const PATIENCE: Duration = Duration::from_secs(1);

const ONE: NonZero<usize> = NonZero::<usize>::MIN;
const TWO: NonZero<usize> = ONE.saturating_add(1);

/// A collection with what is generated from it.
struct Input {
    name: String,
    path: PathBuf,
    text: String,
    module: String,
}

static FILES: LazyLock<Vec<Input>> = LazyLock::new(|| files().iter().map(|path| Input::read(path)).collect());

static GROWTH: LazyLock<(tempfile::TempDir, Vec<Input>)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let inputs = [100, 1_000, 10_000].map(|requests| {
        let path = folder.path().join(format!("{requests}_requests.json"));
        fs::write(&path, made_up(requests)).expect("a temporary file");
        Input::read(&path)
    });
    (folder, inputs.into())
});

fn main() {
    compare();
    divan::main();
}

impl Input {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut input = Self { name, path: path.to_path_buf(), text, module: String::new() };
        input.module = input.generate(ONE);
        input
    }

    /// The file into its module: all that `postwright generate` does, but for writing it.
    fn generate(&self, threads: NonZero<usize>) -> String {
        match Generator::new().threads(threads).generate(&self.path) {
            Ok(generated) => generated.module,
            Err(error) => panic!("{error}"),
        }
    }

    /// The work that no generator can do without, on the same input and output.
    fn floor(&self) -> String {
        let value: serde_json::Value = serde_json::from_str(&self.text).expect("the file is JSON");
        black_box(value);
        let file = syn::parse_file(&self.module).expect("the module is Rust");
        prettyplease::unparse(&file)
    }

    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.text.len() + self.module.len())
    }
}

/// Shown as the argument of a benchmark.
impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[divan::bench(args = FILES.iter())]
fn one_thread(bencher: Bencher, input: &Input) {
    bencher.counter(input.bytes()).bench(|| input.generate(ONE));
}

#[divan::bench(args = FILES.iter())]
fn two_threads(bencher: Bencher, input: &Input) {
    bencher.counter(input.bytes()).bench(|| input.generate(TWO));
}

#[divan::bench(args = FILES.iter())]
fn floor(bencher: Bencher, input: &Input) {
    bencher.counter(input.bytes()).bench(|| input.floor());
}

#[divan::bench(args = GROWTH.1.iter(), max_time = 10)]
fn growth(bencher: Bencher, input: &Input) {
    bencher.counter(input.bytes()).bench(|| input.generate(ONE));
}

/// One line per file. Of each side the fastest run counts, and the sides take turns, so that a busy machine disturbs
/// all alike.
#[expect(clippy::print_stdout, reason = "a benchmark is read on the terminal")]
fn compare() {
    println!(
        "{:<44}{:>9}{:>9}{:>11}{:>11}{:>7}{:>11}{:>7}{:>11}",
        "times the floor", "input KB", "output", "floor", "1 thread", "times", "2 threads", "times", "bodies"
    );
    for input in FILES.iter().chain(&GROWTH.1) {
        let bodies = bodies(&input.text);
        let [mut floor, mut one, mut two, mut reading] = [Duration::MAX; 4];
        let start = Instant::now();
        while start.elapsed() < 3 * PATIENCE {
            floor = floor.min(timed(|| input.floor()));
            one = one.min(timed(|| input.generate(ONE)));
            two = two.min(timed(|| input.generate(TWO)));
            reading = reading.min(timed(|| bodies.iter().for_each(|body| drop(black_box(json(body))))));
        }
        let times = |side: Duration| side.as_secs_f64() / floor.as_secs_f64();
        println!(
            "{:<44.42}{:>9}{:>9}{floor:>11.2?}{one:>11.2?}{:>7.2}{two:>11.2?}{:>7.2}{reading:>11.2?}",
            input.name,
            input.text.len() / 1000,
            input.module.len() / 1000,
            times(one),
            times(two),
        );
    }
    println!();
}

fn json(text: &str) -> Option<serde_json::Value> {
    serde_json::from_str(text).ok()
}

/// The strings of a JSON text that are objects or arrays in JSON.
fn bodies(text: &str) -> Vec<String> {
    fn collect(value: serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) if text.trim_start().starts_with(['{', '[']) => found.push(text),
            serde_json::Value::Array(values) => values.into_iter().for_each(|value| collect(value, found)),
            serde_json::Value::Object(fields) => {
                fields.into_iter().for_each(|(_, value)| collect(value, found));
            }
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::String(_) => {}
        }
    }
    let mut found = Vec::new();
    if let Some(value) = json(text) {
        collect(value, &mut found);
    }
    found.retain(|text| json(text).is_some());
    found
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// The files named by the environment, or those of `collections/`.
fn files() -> Vec<PathBuf> {
    if let Some(list) = env::var_os("POSTWRIGHT_BENCH_FILES") {
        return env::split_paths(&list).collect();
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../collections");
    let entries = folder.read_dir().expect("the folder of collections");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
}

/// A collection of `requests` requests, ten to a folder, each with parameters, a body and two examples. Half of the
/// answers share a shape, as those of real services do.
fn made_up(requests: usize) -> String {
    let mut text = String::from(
        "{\"info\": {\"name\": \"Made up\", \"schema\": \"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"},\n\
         \"variable\": [{\"key\": \"baseUrl\", \"value\": \"https://made-up.example\"}],\n\"item\": [",
    );
    for index in 0..requests {
        let (folder, place) = (index / 10, index % 10);
        if place == 0 {
            let comma = if folder == 0 { "" } else { "," };
            write!(text, "{comma}\n{{\"name\": \"Folder {folder}\", \"item\": [")
                .expect("a text takes everything");
        }
        let (comma, end) =
            (if place == 0 { "" } else { "," }, if place == 9 || index + 1 == requests { "]}" } else { "" });
        let own = if index % 2 == 0 { String::new() } else { format!(", \\\"own{index}\\\": true") };
        write!(
            text,
            "{comma}\n{{\"name\": \"Change thing {index}\", \"request\": {{\"method\": \"POST\", \
             \"url\": \"{{{{baseUrl}}}}/folder{folder}/things{index}/:id?limit=10&after=x\", \
             \"description\": \"Changes the thing with the number {index}.\", \
             \"body\": {{\"mode\": \"raw\", \"raw\": \"{{\\\"name\\\": \\\"x\\\", \\\"size\\\": {index}, \\\"tags\\\": [\\\"a\\\"]}}\"}}}}, \
             \"response\": [{{\"code\": 200, \"body\": \"{{\\\"id\\\": {index}, \\\"name\\\": \\\"x\\\", \\\"maker\\\": {{\\\"name\\\": \\\"y\\\"}}{own}}}\"}}, \
             {{\"code\": 404, \"body\": \"{{\\\"error\\\": \\\"no such thing\\\"}}\"}}]}}{end}"
        )
        .expect("a text takes everything");
    }
    text.push_str("\n]}\n");
    text
}
