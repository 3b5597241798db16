#!/usr/bin/env python3
"""Measures reading and validating large bodies of real APIs, beside `serde_json::Value` and the `jsonschema` crate.

Takes the folder that has the documents (Atlas, Kubernetes, Stripe, OpenAI), generates one operation of each, and
writes a small program with benchmarks into `target/benchmarks/bodies/`. Needs PyYAML. Other arguments go to criterion.
"""

import json
import pathlib
import subprocess
import sys

import yaml

import json_schema
import measure

HERE = pathlib.Path(__file__).resolve().parent
OUT = measure.OUT / "bodies"

# Body, document, operation, component, and its type.
SUBJECTS = [
    ("atlas_cluster", "atlas.yaml", "getGroupCluster", "ClusterDescription20240805", "ClusterDescription20240805"),
    ("kubernetes_pod", "kubernetes-1.35-core-v1.json", "readCoreV1NamespacedPod", "io.k8s.api.core.v1.Pod", "IoK8sApiCoreV1Pod"),
    ("stripe_charge", "stripe-2022-04.json", "GetChargesCharge", "charge", "Charge"),
    ("openai_response", "openai.yaml", "getResponse", "Response", "Response"),
]

MANIFEST = """[workspace]

[package]
name = "bodies"
version = "0.0.0"
edition = "2024"

[dev-dependencies]
criterion = {{ version = "0.8", default-features = false, features = ["cargo_bench_support"] }}
jsonschema = {{ version = "=0.60.2", default-features = false }}
serde_json = {{ version = "1", features = ["float_roundtrip", "raw_value"] }}
{crates}
[[bench]]
name = "bodies"
harness = false
"""

PROGRAM = """//! Written by `benchmarks/bodies.py`.
use std::hint::black_box;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::Value;

"""

FUNCTION = """fn {name}(c: &mut Criterion) {{
    use {name}::Validate;
    let bytes: &[u8] = include_bytes!("{body}");
    let bytes = serde_json::to_vec(&serde_json::from_slice::<Value>(bytes).expect("JSON")).expect("JSON");
    let schema: Value = serde_json::from_str(include_str!("{schema}")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let typed: {name}::models::{ty} = serde_json::from_slice(&bytes).expect("it is read");
    let value: Value = serde_json::from_slice(&bytes).expect("it is read");
    typed.validate().expect("it is valid");
    if let Err(error) = validator.validate(&value) {{
        panic!("{{error}} at {{}}", error.instance_path());
    }}
    let mut group = c.benchmark_group("{name}");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("bytes_to_valid/generated", |b| b.iter(|| {{
        let value: {name}::models::{ty} = serde_json::from_slice(black_box(&bytes)).expect("it is read");
        value.validate().expect("it is valid");
        value
    }}));
    group.bench_function("bytes_to_valid/value_and_jsonschema", |b| b.iter(|| {{
        let value: Value = serde_json::from_slice(black_box(&bytes)).expect("it is read");
        assert!(validator.is_valid(&value));
        value
    }}));
    group.bench_function("read/generated", |b| b.iter(|| {{
        serde_json::from_slice::<{name}::models::{ty}>(black_box(&bytes)).expect("it is read")
    }}));
    group.bench_function("read/value", |b| b.iter(|| {{
        serde_json::from_slice::<Value>(black_box(&bytes)).expect("it is read")
    }}));
    group.bench_function("validate/generated", |b| b.iter(|| black_box(&typed).validate().expect("it is valid")));
    group.bench_function("validate/jsonschema", |b| b.iter(|| assert!(validator.is_valid(black_box(&value)))));
    group.finish();
}}

"""


def main():
    folder, rest = pathlib.Path(sys.argv[1]), sys.argv[2:]
    subprocess.run(["cargo", "build", "--quiet", "--release", "--package", "xtask"], cwd=measure.ROOT, check=True)
    (OUT / "benches").mkdir(parents=True, exist_ok=True)
    (OUT / "src").mkdir(exist_ok=True)
    (OUT / "src" / "lib.rs").write_text("")
    crates, program = "", PROGRAM
    for name, document, operation, component, ty in SUBJECTS:
        out = OUT / name
        command = [measure.ROOT / "target/release/xtask", "codegen", "--spec", folder / document, "--out", out]
        command += ["--operation", operation, "--crate-name", name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(done.stderr)
        schemas = yaml.load((folder / document).read_text(), yaml.CSafeLoader)["components"]["schemas"]
        (OUT / f"{name}.json").write_text(json.dumps(json_schema.of(schemas, component)))
        crates += f'{name} = {{ path = "{name}" }}\n'
        body, schema = HERE / "bodies" / f"{name}.json", OUT / f"{name}.json"
        program += FUNCTION.format(name=name, ty=ty, body=body, schema=schema)
    names = ", ".join(name for name, *_ in SUBJECTS)
    program += f"criterion_group!(benches, {names});\ncriterion_main!(benches);\n"
    (OUT / "Cargo.toml").write_text(MANIFEST.format(crates=crates))
    (OUT / "benches" / "bodies.rs").write_text(program)
    sys.exit(subprocess.run(["cargo", "bench", "--quiet", "--bench", "bodies", "--", *rest], cwd=OUT, check=False).returncode)


if __name__ == "__main__":
    main()
