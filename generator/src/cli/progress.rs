//! From the stages of a run to a line on the terminal, if it takes long enough for somebody to wonder.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Nothing is shown before.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);
/// Reading, understanding, writing.
const STAGES: u64 = 3;

/// A progress bar that goes when it is dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Ends the wait for the moment in which the bar is shown.
    end: Option<Sender<()>>,
    waiting: Option<thread::JoinHandle<()>>,
}

impl Progress {
    /// Shows nothing yet, and never anything if `quiet` or if standard error is no terminal.
    pub(super) fn start(quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(STAGES), ProgressDrawTarget::hidden());
        if quiet || !io::stderr().is_terminal() {
            return Self { bar, end: None, waiting: None };
        }
        if let Ok(style) = ProgressStyle::with_template("{spinner} [{bar:20}] {msg} ({elapsed})") {
            bar.set_style(style.progress_chars("=> "));
        }
        let (end, ended) = mpsc::channel();
        let shown = bar.clone();
        let waiting = thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(TICK);
            }
        });
        Self { bar, end: Some(end), waiting: Some(waiting) }
    }

    /// The next stage begins.
    pub(super) fn stage(&self, name: &'static str) {
        self.bar.inc(1);
        self.bar.set_message(name);
    }

    /// Nothing more will be shown; messages can follow.
    pub(super) fn finish(&mut self) {
        drop(self.end.take());
        if let Some(waiting) = self.waiting.take() {
            let _ = waiting.join();
        }
        self.bar.finish_and_clear();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}
