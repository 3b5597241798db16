//! The validators that `jsonschema` makes at compile time. They are apart from the benchmark, which is then compiled
//! anew without them.
//!
//! There is none for a Stripe charge: it reaches 411 schemas that refer to each other, and the compiler was stopped after
//! 400 seconds on a busy machine.

use serde_json::Value;

#[jsonschema::validator(
    path = "../../target/benchmarks/bodies/atlas.schema.json",
    draft = Draft202012,
    validate_formats = true
)]
struct Atlas;

/// Whether a body of this name is valid.
#[must_use]
pub fn atlas(value: &Value) -> bool {
    Atlas::is_valid(value)
}

#[jsonschema::validator(
    path = "../../target/benchmarks/bodies/kubernetes.schema.json",
    draft = Draft202012,
    validate_formats = true
)]
struct Kubernetes;

/// Whether a body of this name is valid.
#[must_use]
pub fn kubernetes(value: &Value) -> bool {
    Kubernetes::is_valid(value)
}

#[jsonschema::validator(
    path = "../../target/benchmarks/bodies/openai.schema.json",
    draft = Draft202012,
    validate_formats = true
)]
struct Openai;

/// Whether a body of this name is valid.
#[must_use]
pub fn openai(value: &Value) -> bool {
    Openai::is_valid(value)
}
