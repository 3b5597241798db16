//! Where each Rust item comes from, and which decisions made it so: what a maintainer asks of a line in a diff.
//!
//! Invariant: everything is told from the IR and its names; nothing is decided here.

mod model;
mod operation;
pub(crate) mod value;

use std::collections::HashMap;

use crate::ir::{Api, ModelId, Operation, Pointer, Type, Value};
use crate::name::Names;

/// Where a Rust item comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Origin {
    /// The item's path in the crate: `models::Pet`, `models::Pet::name`, `operations::GetPet::pet_id`.
    pub path: String,
    /// Its place in the document.
    pub pointer: Pointer,
    /// What it is.
    pub what: String,
    /// What made it so: a sentence each.
    pub because: Vec<String>,
}

/// The origins of all items of a crate that have a place in the document: models with their fields and variants, then
/// operations with their parameters, bodies and responses.
#[must_use]
pub fn origins(api: &Api, names: &Names) -> Vec<Origin> {
    let subject = Subject::new(api, names);
    let mut origins = Vec::new();
    for index in 0..api.models.len() {
        model::tell(&subject, ModelId(index), &mut origins);
    }
    for index in 0..api.operations.len() {
        operation::tell(&subject, index, &mut origins);
    }
    origins
}

/// What is told about.
pub(crate) struct Subject<'a> {
    api: &'a Api,
    names: &'a Names,
    /// The operations that reach a model: indices.
    pub(crate) users: HashMap<ModelId, Vec<usize>>,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(api: &'a Api, names: &'a Names) -> Self {
        Self { api, names, users: users(api) }
    }

    pub(crate) fn model_path(&self, id: ModelId) -> String {
        format!("models::{}", self.names.model(id).ty)
    }
}

/// Which operations reach which models.
fn users(api: &Api) -> HashMap<ModelId, Vec<usize>> {
    let mut users: HashMap<ModelId, Vec<usize>> = HashMap::new();
    for (index, operation) in api.operations.iter().enumerate() {
        let mut work: Vec<ModelId> = operation.values().filter_map(model_of).collect();
        while let Some(id) = work.pop() {
            let own = users.entry(id).or_default();
            if own.last() == Some(&index) {
                continue;
            }
            own.push(index);
            let kind = &api.model(id).kind;
            work.extend(kind.values().filter_map(model_of));
            if let crate::ir::ModelKind::TaggedUnion(union) = kind {
                work.extend(union.branches.iter().map(|branch| branch.model));
            }
        }
    }
    users
}

/// The model that a value is made of, in arrays and maps too.
pub(crate) fn model_of(value: &Value) -> Option<ModelId> {
    match &value.ty {
        Type::Model(id) => Some(*id),
        Type::Array(inner) | Type::Map(inner) => model_of(inner),
        _ => None,
    }
}

/// The operations that use a type, in words.
fn used_by(users: &[usize], operations: &[Operation]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<String> =
        users.iter().take(SHOWN).map(|index| format!("`{}`", operations[*index].id)).collect();
    match users.len() {
        0 => "No operation uses it.".to_owned(),
        1 => format!("Used by the operation {}.", shown.join("")),
        count if count <= SHOWN => format!("Used by the operations {}.", shown.join(", ")),
        count => format!("Used by {count} operations: {}, ….", shown.join(", ")),
    }
}
