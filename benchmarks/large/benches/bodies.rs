//! Large bodies of real APIs: from bytes to something that is known to be valid, and validating alone, beside
//! `jsonschema`, which gets the same schemas as `json_schema.py` writes them.
//!
//! Each body is measured several times, in turns, so that a busy minute of the machine is not all one contestant's.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use jsonschema::{Draft, Validator};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// So many turns there are.
const TURNS: usize = 3;

/// What a script has written about a body.
macro_rules! written {
    ($name:literal, $kind:literal) => {
        include_str!(concat!("../../../target/benchmarks/bodies/", $name, $kind))
    };
}

/// A body, and all who read and validate it.
struct Contest<T> {
    name: &'static str,
    text: &'static str,
    generated: fn(&T) -> bool,
    /// None where the macro can not cope with the schema.
    compiled: Option<fn(&Value) -> bool>,
    runtime: Validator,
}

impl<T: DeserializeOwned> Contest<T> {
    /// All of them say that the body is valid, or there is nothing to measure.
    fn new(
        name: &'static str,
        (text, schema): (&'static str, &str),
        generated: fn(&T) -> bool,
        compiled: Option<fn(&Value) -> bool>,
    ) -> Self {
        let schema: Value = serde_json::from_str(schema).expect("the script writes JSON");
        let runtime = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&schema)
            .expect("the schema is one");
        let contest = Self { name, text, generated, compiled, runtime };
        let value: Value = contest.read();
        assert!(generated(&contest.read()), "{name}: the generated validator rejects the body");
        assert!(compiled.is_none_or(|it| it(&value)), "{name}: the compiled validator rejects the body");
        assert!(contest.runtime.is_valid(&value), "{name}: the validator made at run time rejects the body");
        // A validator that looks at nothing would be fast.
        assert!(!contest.runtime.is_valid(&Value::Bool(true)), "{name}: its schema allows anything");
        assert!(
            compiled.is_none_or(|it| !it(&Value::Bool(true))),
            "{name}: its compiled schema allows anything"
        );
        contest
    }

    fn read<V: DeserializeOwned>(&self) -> V {
        serde_json::from_slice(black_box(self.text.as_bytes())).expect("it is read")
    }

    fn bytes_to_valid(&self, c: &mut Criterion, turn: usize) {
        let id = |who| BenchmarkId::new(who, format!("{} {turn}", self.name));
        let mut group = c.benchmark_group("bytes_to_valid");
        group.throughput(Throughput::Bytes(self.text.len() as u64));
        group.bench_function(id("generated"), |b| {
            b.iter(|| {
                let value: T = self.read();
                assert!((self.generated)(&value));
                value
            });
        });
        if let Some(compiled) = self.compiled {
            group.bench_function(id("compiled"), |b| {
                b.iter(|| {
                    let value: Value = self.read();
                    assert!(compiled(&value));
                    value
                });
            });
        }
        group.bench_function(id("runtime"), |b| {
            b.iter(|| {
                let value: Value = self.read();
                assert!(self.runtime.is_valid(&value));
                value
            });
        });
        // How much of the time goes to reading.
        group.bench_function(id("generated_read"), |b| b.iter(|| self.read::<T>()));
        group.bench_function(id("value_read"), |b| b.iter(|| self.read::<Value>()));
        group.finish();
    }

    fn validate(&self, c: &mut Criterion, turn: usize) {
        let id = |who| BenchmarkId::new(who, format!("{} {turn}", self.name));
        let (typed, value): (T, Value) = (self.read(), self.read());
        let mut group = c.benchmark_group("validate");
        group.bench_function(id("generated"), |b| b.iter(|| assert!((self.generated)(black_box(&typed)))));
        if let Some(compiled) = self.compiled {
            group.bench_function(id("compiled"), |b| b.iter(|| assert!(compiled(black_box(&value)))));
        }
        group.bench_function(id("runtime"), |b| b.iter(|| assert!(self.runtime.is_valid(black_box(&value)))));
        group.finish();
    }

    fn turn(&self, c: &mut Criterion, turn: usize) {
        self.bytes_to_valid(c, turn);
        self.validate(c, turn);
    }
}

fn bodies(c: &mut Criterion) {
    let atlas = Contest::<atlas::models::ClusterDescription20240805>::new(
        "atlas",
        (written!("atlas", ".body.json"), written!("atlas", ".schema.json")),
        |it| atlas::Validate::validate(it).is_ok(),
        Some(large::atlas),
    );
    let kubernetes = Contest::<kubernetes::models::IoK8sApiCoreV1Pod>::new(
        "kubernetes",
        (written!("kubernetes", ".body.json"), written!("kubernetes", ".schema.json")),
        |it| kubernetes::Validate::validate(it).is_ok(),
        Some(large::kubernetes),
    );
    let stripe = Contest::<stripe::models::Charge>::new(
        "stripe",
        (written!("stripe", ".body.json"), written!("stripe", ".schema.json")),
        |it| stripe::Validate::validate(it).is_ok(),
        None,
    );
    let openai = Contest::<openai::models::Response>::new(
        "openai",
        (written!("openai", ".body.json"), written!("openai", ".schema.json")),
        |it| openai::Validate::validate(it).is_ok(),
        Some(large::openai),
    );
    for turn in 1..=TURNS {
        atlas.turn(c, turn);
        kubernetes.turn(c, turn);
        stripe.turn(c, turn);
        openai.turn(c, turn);
    }
}

criterion_group!(benches, bodies);
criterion_main!(benches);
