//! Independent pieces of work on all processors.
//!
//! Invariant: results come in the order of the pieces, whichever was done first, so output depends on no timing.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// As much as the first thread of a program has on most systems. It is only used where it is needed.
const STACK: usize = 8 << 20;

/// Does the pieces `0..count`, and gives their results in that order.
pub(crate) fn map<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let run = || {
        let pieces = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        pieces.take_while(|piece| *piece < count).map(|piece| (piece, work(piece))).collect::<Vec<_>>()
    };
    let mut results = thread::scope(|scope| {
        // A thread that can not be had is no loss: the others do its pieces.
        let spawn = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).ok();
        let others: Vec<_> = (1..processors.min(count)).filter_map(spawn).collect();
        let mut results = run();
        for thread in others {
            results.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        results
    });
    results.sort_unstable_by_key(|(piece, _)| *piece);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_order() {
        let squares = map(1000, |piece| {
            if piece % 7 == 0 {
                thread::yield_now();
            }
            piece * piece
        });
        assert_eq!(squares, (0..1000).map(|piece| piece * piece).collect::<Vec<_>>());
        assert!(map(0, |piece| piece).is_empty());
    }

    #[test]
    #[should_panic(expected = "piece 3")]
    fn a_panic_is_passed_on() {
        map(10, |piece| assert_ne!(piece, 3, "piece 3"));
    }
}
