//! `postwright watch`: from files that change to an SDK that follows them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::console::{Console, Exit, Stop};
use super::generate;
use super::options::Common;
use super::target::Target;
use crate::pipeline;
use crate::write::Problem;

/// Write the SDK again whenever the collection, an environment or the settings change
///
/// Takes the arguments of `generate`. Ctrl-C ends it.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    target: Target,
}

/// How often the files are looked at. That costs a look per file, and also works where the system tells of no changes:
/// on network drives, in containers, and for editors that replace a file instead of writing to it.
const TICK: Duration = Duration::from_millis(200);
/// Nothing is read until nothing has changed for so long: who saves a folder saves many files.
const QUIET: Duration = Duration::from_millis(300);
/// But a file that never rests is no reason to wait for ever.
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) fn run(arguments: &Arguments, common: &Common, console: &mut Console<'_>) -> Result<Exit, Stop> {
    if arguments.target.is_stdout() {
        return Err(Problem::new("standard output is no file that could follow the collection")
            .help("give the file to write: --output FILE")
            .into());
    }
    let ended = Arc::new(AtomicBool::new(false));
    let end = Arc::clone(&ended);
    ctrlc::set_handler(move || end.store(true, Ordering::Relaxed)).map_err(|error| {
        Problem::new(format!("the command could not be ended: {error}")).help("use `postwright generate`")
    })?;
    follow(&arguments.target, common, console, &|| ended.load(Ordering::Relaxed));
    Ok(Exit::Done)
}

/// Writes the SDK at once and after every change, until it is ended.
fn follow(target: &Target, common: &Common, console: &mut Console<'_>, is_ended: &dyn Fn() -> bool) {
    loop {
        // Before anything is read, so that no change is missed.
        let seen = Files::of(target, common);
        if let Err(Stop::Problem(problem)) = generate::once(target, common, console) {
            console.problem(&problem);
        }
        let Some(changed) = next_change(&seen, is_ended) else { return };
        console.note(&format!("{} changed", changed.display()));
    }
}

/// Waits for a change, and until all is quiet again; `None` if that is not to be waited for any longer.
fn next_change(seen: &Files, is_ended: &dyn Fn() -> bool) -> Option<PathBuf> {
    let (mut last, mut change) = (seen.stamp.clone(), None);
    let (mut quiet_since, mut changed_at) = (Instant::now(), Instant::now());
    loop {
        if is_ended() {
            return None;
        }
        thread::sleep(TICK);
        let now = pipeline::Stamp::of(&seen.paths);
        if let Some(path) = last.change(&now) {
            quiet_since = Instant::now();
            if change.is_none() {
                (change, changed_at) = (Some(path), quiet_since);
            }
            last = now;
        }
        if change.is_some() && (quiet_since.elapsed() >= QUIET || changed_at.elapsed() >= PATIENCE) {
            return change;
        }
    }
}

/// Everything that `generate` reads, and how it looked.
struct Files {
    paths: Vec<PathBuf>,
    stamp: pipeline::Stamp,
}

impl Files {
    fn of(target: &Target, common: &Common) -> Self {
        let mut paths = vec![target.collection.clone()];
        paths.extend(common.environment.iter().cloned());
        match &common.config {
            Some(config) => paths.push(config.clone()),
            // Also where there are none yet.
            None => paths.extend(pipeline::settings_candidates(&target.collection)),
        }
        let stamp = pipeline::Stamp::of(&paths);
        Self { paths, stamp }
    }
}
