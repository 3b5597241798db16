//! Removes models that nothing refers to any more, such as the enumeration of a tag that became a constant.
//!
//! Components stay: a user can name them, whether an operation reaches them or not.

use std::collections::HashMap;

use crate::ir::{Additional, Api, Model, ModelId, ModelKind, ModelName, Operation, Pointer, Type, Value};
use crate::openapi::Files;

/// Removes unreachable models, and puts the others in document order. `components` are those in other files.
pub(super) fn unreachable(api: &mut Api, files: &Files<'_>, components: &HashMap<Pointer, String>) {
    let mut keep = vec![false; api.models.len()];
    let mut work: Vec<ModelId> = Vec::new();
    for (index, model) in api.models.iter().enumerate() {
        if matches!(model.name, ModelName::Component(_))
            && (is_component(model) || components.contains_key(&model.pointer))
        {
            work.push(ModelId(index));
        }
    }
    api.operations.iter().flat_map(Operation::values).for_each(|value| collect(value, &mut work));
    api.payloads.iter().for_each(|payload| collect(&payload.value, &mut work));
    while let Some(id) = work.pop() {
        if !std::mem::replace(&mut keep[id.0], true) {
            model_ids(api, id, &mut work);
        }
    }
    renumber(api, &keep, files);
}

/// Whether a model is a component of its own, not a part that is named after one.
fn is_component(model: &Model) -> bool {
    model.pointer.starts_with("/components/schemas/") && model.pointer.matches('/').count() == 3
}

fn model_ids(api: &Api, id: ModelId, work: &mut Vec<ModelId>) {
    let kind = &api.models[id.0].kind;
    kind.values().for_each(|value| collect(value, work));
    if let ModelKind::TaggedUnion(union) = kind {
        work.extend(union.branches.iter().map(|branch| branch.model));
    }
    work.extend(api.models[id.0].write_of);
    // An inline model is named from its owner, which therefore stays.
    if let ModelName::InModel(owner, _) = &api.models[id.0].name {
        work.push(*owner);
    }
}

fn collect(value: &Value, work: &mut Vec<ModelId>) {
    match &value.ty {
        Type::Model(id) => work.push(*id),
        Type::Array(item) | Type::Map(item) => collect(item, work),
        _ => {}
    }
}

fn renumber(api: &mut Api, keep: &[bool], files: &Files<'_>) {
    let mut order: Vec<(Vec<usize>, usize)> = api
        .models
        .iter()
        .enumerate()
        .filter(|(index, _)| keep[*index])
        .map(|(index, model)| (files.order_of(&model.pointer), index))
        .collect();
    order.sort();
    let mut ids = vec![ModelId(0); keep.len()];
    let mut models: Vec<Option<Model>> = std::mem::take(&mut api.models).into_iter().map(Some).collect();
    for (new, (_, old)) in order.into_iter().enumerate() {
        ids[old] = ModelId(new);
        api.models.extend(models[old].take());
    }
    let value = |value: &mut Value| renumber_value(value, &ids);
    for model in &mut api.models {
        if let ModelName::InModel(owner, _) = &mut model.name {
            *owner = ids[owner.0];
        }
        model.write_of = model.write_of.map(|source| ids[source.0]);
        match &mut model.kind {
            ModelKind::Object(object) => {
                object.properties.iter_mut().for_each(|property| value(&mut property.value));
                if let Additional::Typed(member) = &mut object.additional {
                    value(member);
                }
            }
            ModelKind::TaggedUnion(union) => {
                union.branches.iter_mut().for_each(|branch| branch.model = ids[branch.model.0]);
            }
            ModelKind::UntaggedUnion(union) => {
                union.branches.iter_mut().for_each(|branch| value(&mut branch.value));
            }
            ModelKind::Alias(alias) => value(alias),
            ModelKind::Enum(_) => {}
        }
    }
    api.payloads.iter_mut().for_each(|payload| value(&mut payload.value));
    for operation in &mut api.operations {
        operation.parameters.iter_mut().for_each(|parameter| value(&mut parameter.value));
        let bodies = operation.body.iter_mut().flat_map(|body| &mut body.content);
        bodies.for_each(|content| value(&mut content.value));
        for response in &mut operation.responses {
            response.content.iter_mut().for_each(|content| value(&mut content.value));
            response.headers.iter_mut().for_each(|header| value(&mut header.value));
        }
    }
}

fn renumber_value(value: &mut Value, ids: &[ModelId]) {
    match &mut value.ty {
        Type::Model(id) => *id = ids[id.0],
        Type::Array(item) | Type::Map(item) => renumber_value(item, ids),
        _ => {}
    }
}
