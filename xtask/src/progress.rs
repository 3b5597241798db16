//! Shows that a long run is alive.
//!
//! Invariant: nothing is shown in the first second, or where nobody watches, and what is shown is wiped again.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);
const STEPS: &str = "{wide_bar} {pos}/{len}  {elapsed}  {msg:40!}";

/// A spinner or a bar, until it is dropped.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    bar: ProgressBar,
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Progress {
    /// Starts to count the first second, if `shown`.
    pub(crate) fn start(shown: bool, message: String) -> Self {
        Self::watched(shown, || ProgressBar::new_spinner().with_message(message))
    }

    /// The same with a bar for a number of steps.
    pub(crate) fn steps(shown: bool, count: usize) -> Self {
        Self::watched(shown, || {
            let style = ProgressStyle::with_template(STEPS).unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::with_draw_target(Some(count as u64 + 1), ProgressDrawTarget::hidden())
                .with_style(style)
        })
    }

    /// Says that the next step begins.
    pub(crate) fn step(&self, message: &str) {
        if let Some(Running { bar, .. }) = &self.running {
            bar.inc(1);
            bar.set_message(message.to_owned());
        }
    }

    fn watched(shown: bool, bar: impl FnOnce() -> ProgressBar) -> Self {
        if !shown {
            return Self::default();
        }
        let bar = bar();
        bar.set_draw_target(ProgressDrawTarget::hidden());
        let (stop, stopped) = mpsc::channel::<()>();
        let shown = bar.clone();
        let thread = thread::spawn(move || {
            if stopped.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(TICK);
                let _ = stopped.recv();
                shown.finish_and_clear();
            }
        });
        Self { running: Some(Running { bar, stop, thread }) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(Running { stop, thread, .. }) = self.running.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}
