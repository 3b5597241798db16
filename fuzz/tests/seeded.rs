//! Every target with bytes that a seed gives: the same on every machine, and short enough for every run of the tests.
//!
//! `FUZZ_SECONDS=60 FUZZ_SEED=7 cargo test -p fuzz --release` goes on for so long with each, and with other bytes.

use std::env;
use std::time::{Duration, Instant};

fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")))
}

/// Runs a target so many times, or for as long as `FUZZ_SECONDS` says.
fn run(name: &str, times: usize) {
    let (_, target) = fuzz::TARGETS.iter().find(|(known, _)| *known == name).expect("it is in the list");
    let first = number("FUZZ_SEED").unwrap_or(1) << 32;
    let seconds = number("FUZZ_SECONDS").map(Duration::from_secs);
    let began = Instant::now();
    for seed in first.. {
        let done = usize::try_from(seed - first).unwrap_or(usize::MAX);
        if seconds.map_or(done >= times, |seconds| began.elapsed() >= seconds) {
            break;
        }
        let mut rng = fastrand::Rng::with_seed(seed);
        let bytes: Vec<u8> = (0..rng.usize(0..512)).map(|_| rng.u8(..)).collect();
        let outcome = std::panic::catch_unwind(|| target(&bytes));
        assert!(outcome.is_ok(), "{name} has a finding with the seed {seed}: {bytes:?}");
    }
}

#[test]
fn emit() {
    run("emit", 150);
}

/// Where most changes end in an error, little is tried of what comes after it.
#[test]
fn most_changed_documents_have_an_output() {
    let mut with_output = 0;
    for seed in 0..60 {
        let mut rng = fastrand::Rng::with_seed(seed);
        let bytes: Vec<u8> = (0..512).map(|_| rng.u8(..)).collect();
        let document = fuzz::mutate::document(&mut arbitrary::Unstructured::new(&bytes))
            .expect("there are enough bytes");
        let output = codegen::generate(&fuzz::emit::source(&document), &codegen::Options::default());
        with_output += usize::from(!output.files.is_empty());
    }
    assert!(with_output > 30, "only {with_output} of 60 documents have an output");
}

#[test]
fn load() {
    run("load", 300);
}

#[test]
fn decode() {
    run("decode", 2000);
}

#[test]
fn encode() {
    run("encode", 2000);
}

#[test]
fn pattern() {
    run("pattern", 2000);
}

#[test]
fn read() {
    run("read", 2000);
}
