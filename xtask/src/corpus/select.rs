//! All documents of a folder → those of this run, and which of them are compiled.
//!
//! Invariant: every document is compiled once before one is compiled a second time, if the seeds of runs count up. A
//! sample takes from small and large documents in turn, so that no run has only large ones.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::cli::CorpusArguments;
use crate::documents::{self, Document};
use crate::failure::Failure;

/// A document of this run.
#[derive(Debug)]
pub(super) struct Chosen {
    /// The document.
    pub(super) document: Document,
    /// Whether its crate is compiled.
    pub(super) compiled: bool,
}

/// Chooses what was asked for.
pub(super) fn choose(documents: Vec<Document>, arguments: &CorpusArguments) -> Result<Vec<Chosen>, Failure> {
    let documents = documents::only(documents, &arguments.only)?;
    let sample = arguments.sample.unwrap_or(documents.len());
    let count = documents.len();
    let first = first(arguments.seed.unwrap_or_else(today), sample, count);
    let turns = turns(&documents);
    let is_compiled = |turn: usize| arguments.check && (turn + count - first) % count < sample;
    let chosen = documents.into_iter().zip(turns);
    Ok(chosen.map(|(document, turn)| Chosen { document, compiled: is_compiled(turn) }).collect())
}

/// When it is the turn of each document: the smallest, the largest, the second smallest, and so on.
fn turns(documents: &[Document]) -> Vec<usize> {
    let count = documents.len();
    let mut by_size: Vec<usize> = (0..count).collect();
    by_size.sort_by_key(|at| documents[*at].bytes);
    let mut turns = vec![0; count];
    for (rank, at) in by_size.into_iter().enumerate() {
        turns[at] = (2 * rank).min(2 * (count - rank) - 1);
    }
    turns
}

/// The document that a sample starts with.
fn first(seed: u64, sample: usize, count: usize) -> usize {
    let count = count.max(1) as u128;
    usize::try_from(u128::from(seed) * sample as u128 % count).unwrap_or(0)
}

/// The number of the day.
fn today() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() / (24 * 60 * 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn documents() -> Vec<Document> {
        [("a.json", 10), ("b.yaml", 30), ("c/main.yaml", 20)]
            .map(|(name, bytes)| Document {
                name: name.into(),
                path: PathBuf::new(),
                bytes,
                slug: String::new(),
            })
            .into()
    }

    fn compiled(arguments: &CorpusArguments) -> Vec<bool> {
        choose(documents(), arguments).unwrap().iter().map(|chosen| chosen.compiled).collect()
    }

    #[test]
    fn a_sample_moves_on_with_the_seed() {
        let arguments =
            |seed| CorpusArguments { check: true, sample: Some(2), seed: Some(seed), ..Default::default() };
        assert_eq!(compiled(&arguments(0)), [true, true, false]);
        assert_eq!(compiled(&arguments(1)), [true, false, true]);
        assert_eq!(compiled(&arguments(2)), [false, true, true]);
        assert_eq!(compiled(&arguments(u64::MAX)).iter().filter(|compiled| **compiled).count(), 2);
    }

    #[test]
    fn small_and_large_documents_take_turns() {
        for count in 1..9_u64 {
            let documents: Vec<Document> = (0..count)
                .map(|bytes| Document {
                    name: String::new(),
                    path: PathBuf::new(),
                    bytes,
                    slug: String::new(),
                })
                .collect();
            let mut turns = turns(&documents);
            assert_eq!(turns[0], 0);
            assert!(count == 1 || turns.last() == Some(&1));
            turns.sort_unstable();
            assert!(turns.into_iter().eq(0..documents.len()));
        }
    }

    #[test]
    fn all_or_none_are_compiled_without_a_sample() {
        assert_eq!(compiled(&CorpusArguments { check: true, ..Default::default() }), [true; 3]);
        assert_eq!(compiled(&CorpusArguments::default()), [false; 3]);
        let more = CorpusArguments { check: true, sample: Some(9), ..Default::default() };
        assert_eq!(compiled(&more), [true; 3]);
    }
}
