//! Reading, writing, validating and building, beside what serde's derives do on the same values.
//!
//! The derived twins are what a hand-written crate would have: they drop unknown fields and check nothing, so
//! they do less than the generated types.

mod bodies;

use bodies::{BODIES, DATADOG};
use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use generated::models::{Datadog, ThirdPartyIntegration};
use generated::operations::UpdateGroupIntegration;
use generated::{Operation, Server, Validate};
use std::hint::black_box;

/// What serde's derives make of the same document.
mod derived {
    use serde::{Deserialize, Serialize};

    #[derive(Deserialize, Serialize)]
    pub(crate) enum Region {
        #[serde(rename = "US")]
        Us,
        #[serde(rename = "EU")]
        Eu,
        #[serde(rename = "US3")]
        Us3,
        #[serde(rename = "US5")]
        Us5,
        #[serde(rename = "AP1")]
        Ap1,
        #[serde(rename = "US1_FED")]
        Us1Fed,
    }

    #[derive(Deserialize, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub(crate) struct Datadog {
        pub(crate) id: Option<String>,
        pub(crate) api_key: String,
        pub(crate) region: Option<Region>,
        pub(crate) send_collection_latency_metrics: Option<bool>,
        pub(crate) send_database_metrics: Option<bool>,
        pub(crate) send_query_stats_metrics: Option<bool>,
        pub(crate) send_user_provided_resource_tags: Option<bool>,
    }

    #[derive(Deserialize, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub(crate) struct Slack {
        pub(crate) id: Option<String>,
        pub(crate) api_token: String,
        pub(crate) channel_name: Option<String>,
        pub(crate) team_name: Option<String>,
    }

    #[derive(Deserialize, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub(crate) struct Webhook {
        pub(crate) id: Option<String>,
        pub(crate) secret: Option<String>,
        pub(crate) url: String,
    }

    #[derive(Deserialize, Serialize)]
    #[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE")]
    pub(crate) enum Integration {
        Datadog(Datadog),
        Slack(Slack),
        Webhook(Webhook),
    }
}

/// The same object with its tag at the end.
fn tag_last(text: &str) -> String {
    let (tag, rest) = text[1..text.len() - 1].split_once(',').expect("every body has two members");
    format!("{{{rest},{tag}}}")
}

fn read(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    for (name, text) in BODIES {
        group.bench_with_input(BenchmarkId::new("union", name), text, |b, text| {
            b.iter(|| {
                serde_json::from_slice::<ThirdPartyIntegration>(black_box(text.as_bytes())).expect("valid")
            });
        });
    }
    group.finish();
}

fn read_datadog(c: &mut Criterion) {
    let last = tag_last(DATADOG);
    let mut group = c.benchmark_group("read_datadog");
    group.bench_function("tag_first/union", |b| {
        b.iter(|| {
            serde_json::from_slice::<ThirdPartyIntegration>(black_box(DATADOG.as_bytes())).expect("valid")
        });
    });
    group.bench_function("tag_first/branch", |b| {
        b.iter(|| serde_json::from_slice::<Datadog>(black_box(DATADOG.as_bytes())).expect("valid"));
    });
    group.bench_function("tag_first/derived_struct", |b| {
        b.iter(|| serde_json::from_slice::<derived::Datadog>(black_box(DATADOG.as_bytes())).expect("valid"));
    });
    group.bench_function("tag_first/derived_tagged_enum", |b| {
        b.iter(|| {
            serde_json::from_slice::<derived::Integration>(black_box(DATADOG.as_bytes())).expect("valid")
        });
    });
    group.bench_function("tag_last/union", |b| {
        b.iter(|| {
            serde_json::from_slice::<ThirdPartyIntegration>(black_box(last.as_bytes())).expect("valid")
        });
    });
    group.bench_function("tag_last/derived_tagged_enum", |b| {
        b.iter(|| serde_json::from_slice::<derived::Integration>(black_box(last.as_bytes())).expect("valid"));
    });
    group.finish();
}

fn write(c: &mut Criterion) {
    let mut group = c.benchmark_group("write");
    for (name, text) in BODIES {
        let value: ThirdPartyIntegration = serde_json::from_str(text).expect("valid");
        group.bench_with_input(BenchmarkId::new("union", name), &value, |b, value| {
            b.iter(|| serde_json::to_vec(black_box(value)).expect("writes"));
        });
    }
    let derived: derived::Integration = serde_json::from_str(DATADOG).expect("valid");
    group.bench_function("derived_tagged_enum/Datadog", |b| {
        b.iter(|| serde_json::to_vec(black_box(&derived)).expect("writes"));
    });
    group.finish();
}

fn validate(c: &mut Criterion) {
    let mut group = c.benchmark_group("validate");
    for (name, text) in BODIES {
        let value: ThirdPartyIntegration = serde_json::from_str(text).expect("valid");
        group.bench_with_input(BenchmarkId::new("union", name), &value, |b, value| {
            b.iter(|| black_box(value).validate().expect("valid"));
        });
    }
    group.finish();
}

fn build(c: &mut Criterion) {
    let server = Server::default();
    let body: Datadog = serde_json::from_str(DATADOG).expect("valid");
    let operation =
        UpdateGroupIntegration::new("32b6e34b3d91647abb20e7b8", body).items_per_page(50).pretty(true);
    let mut group = c.benchmark_group("operation");
    group.bench_function("build", |b| {
        b.iter(|| black_box(&operation).build(&server).expect("valid"));
    });
    let bodies: Vec<_> = BODIES.iter().map(|(_, text)| *text).collect();
    let page = format!(r#"{{"results":[{}],"totalCount":9}}"#, bodies.join(","));
    group.bench_function("decode_page_of_nine", |b| {
        b.iter_batched(
            || http::Response::new(page.as_bytes()),
            |response| UpdateGroupIntegration::decode(response).expect("valid"),
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, read, read_datadog, write, validate, build);
criterion_main!(benches);
