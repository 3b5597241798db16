//! From bytes to something that is known to be valid, and validating alone, beside what others do.
//!
//! `jsonschema` gets the same schemas, as `json_schema.py` writes them. `validator` and `garde` get a twin of one
//! integration that a person would write.

#[path = "../../../generated/benches/bodies/mod.rs"]
mod bodies;

use std::hint::black_box;

use bodies::{BODIES, NEW_RELIC};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use generated::Validate;
use generated::models::{PaginatedIntegrationView, ThirdPartyIntegration};
use serde_json::Value;

#[jsonschema::validator(path = "integration.json", draft = Draft202012)]
struct CompiledIntegration;

#[jsonschema::validator(path = "page.json", draft = Draft202012)]
struct CompiledPage;

/// So many integrations are in a page.
const PAGE: usize = 500;

fn page() -> String {
    let bodies: Vec<&str> = BODIES.iter().map(|(_, text)| *text).cycle().take(PAGE).collect();
    format!(r#"{{"results":[{}],"totalCount":{PAGE}}}"#, bodies.join(","))
}

/// A validator that is made when the program runs.
fn runtime_validator(text: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(text).expect("the script writes JSON");
    jsonschema::validator_for(&schema).expect("the schema is one")
}

fn bytes_to_valid(c: &mut Criterion) {
    let runtime = runtime_validator(include_str!("../integration.json"));
    let mut group = c.benchmark_group("bytes_to_valid");
    for (name, text) in BODIES {
        group.bench_with_input(BenchmarkId::new("generated", name), text, |b, text| {
            b.iter(|| {
                let value: ThirdPartyIntegration =
                    serde_json::from_slice(black_box(text.as_bytes())).expect("it is read");
                value.validate().expect("it is valid");
                value
            });
        });
        group.bench_with_input(BenchmarkId::new("jsonschema_compiled", name), text, |b, text| {
            b.iter(|| {
                let value: Value = serde_json::from_slice(black_box(text.as_bytes())).expect("it is read");
                assert!(CompiledIntegration::is_valid(&value));
                value
            });
        });
        group.bench_with_input(BenchmarkId::new("jsonschema_runtime", name), text, |b, text| {
            b.iter(|| {
                let value: Value = serde_json::from_slice(black_box(text.as_bytes())).expect("it is read");
                assert!(runtime.is_valid(&value));
                value
            });
        });
    }
    group.finish();
}

fn page_to_valid(c: &mut Criterion) {
    let text = page();
    let mut group = c.benchmark_group("page_of_500_to_valid");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("generated", |b| {
        b.iter(|| {
            let value: PaginatedIntegrationView =
                serde_json::from_slice(black_box(text.as_bytes())).expect("it is read");
            value.validate().expect("it is valid");
            value
        });
    });
    group.bench_function("jsonschema_compiled", |b| {
        b.iter(|| {
            let value: Value = serde_json::from_slice(black_box(text.as_bytes())).expect("it is read");
            assert!(CompiledPage::is_valid(&value));
            value
        });
    });
    group.finish();
}

fn validate(c: &mut Criterion) {
    let runtime = runtime_validator(include_str!("../integration.json"));
    let mut group = c.benchmark_group("validate");
    for (name, text) in BODIES {
        let typed: ThirdPartyIntegration = serde_json::from_str(text).expect("it is read");
        let value: Value = serde_json::from_str(text).expect("it is read");
        group.bench_with_input(BenchmarkId::new("generated", name), &typed, |b, typed| {
            b.iter(|| black_box(typed).validate().expect("it is valid"));
        });
        group.bench_with_input(BenchmarkId::new("jsonschema_compiled", name), &value, |b, value| {
            b.iter(|| assert!(CompiledIntegration::is_valid(black_box(value))));
        });
        group.bench_with_input(BenchmarkId::new("jsonschema_runtime", name), &value, |b, value| {
            b.iter(|| assert!(runtime.is_valid(black_box(value))));
        });
    }
    group.finish();
}

/// What a person would write for New Relic.
mod twins {
    use std::sync::LazyLock;

    use serde::Deserialize;

    /// A pattern of both crates' kind.
    static HEX_40: LazyLock<validator_regex::Regex> =
        LazyLock::new(|| validator_regex::Regex::new("^[a-f0-9]{40}$").expect("it is a pattern"));

    /// For the `validator` crate.
    #[derive(Deserialize, validator::Validate)]
    #[serde(rename_all = "camelCase")]
    pub(crate) struct Validator {
        #[validate(regex(path = *HEX_40))]
        account_id: String,
        #[validate(regex(path = *HEX_40))]
        license_key: String,
    }

    /// For the `garde` crate.
    #[derive(Deserialize, garde::Validate)]
    #[serde(rename_all = "camelCase")]
    pub(crate) struct Garde {
        #[garde(pattern(r"^[a-f0-9]{40}$"))]
        account_id: String,
        #[garde(pattern(r"^[a-f0-9]{40}$"))]
        license_key: String,
    }
}

fn twins(c: &mut Criterion) {
    let typed: ThirdPartyIntegration = serde_json::from_str(NEW_RELIC).expect("it is read");
    let with_validator: twins::Validator = serde_json::from_str(NEW_RELIC).expect("it is read");
    let with_garde: twins::Garde = serde_json::from_str(NEW_RELIC).expect("it is read");
    let mut group = c.benchmark_group("validate_new_relic");
    group.bench_function("generated", |b| b.iter(|| black_box(&typed).validate().expect("it is valid")));
    group.bench_function("validator", |b| {
        b.iter(|| validator::Validate::validate(black_box(&with_validator)).expect("it is valid"));
    });
    group.bench_function("garde", |b| {
        b.iter(|| garde::Validate::validate(black_box(&with_garde)).expect("it is valid"));
    });
    group.finish();
}

criterion_group!(benches, bytes_to_valid, page_to_valid, validate, twins);
criterion_main!(benches);
