//! Boxes values that are large, so that what holds many of them stays small: every value is read, moved and returned on
//! the stack, and a type that holds others that hold others grows with the product.
//!
//! Invariant: sizes are estimated in the same way for every machine, and models that hold themselves are boxed already.

use crate::ir::{Additional, Api, ModelId, ModelKind, Object, StringEnum, Type, Value};

/// What is larger is boxed, in bytes. A text is 24, so that this is an object of some twenty members.
const LARGEST: usize = 512;

/// What no member of an object holds.
const UNKNOWN_FIELDS: usize = 8;

/// Boxes what is large in all models.
pub(super) fn box_large(api: &mut Api) {
    let mut sizes: Vec<Option<usize>> = vec![None; api.models.len()];
    for index in 0..api.models.len() {
        // What a model holds comes before it: with a stack of its own, since documents choose the depth.
        let mut work = vec![(ModelId(index), false)];
        while let Some((id, is_ready)) = work.pop() {
            if sizes[id.0].is_some() {
                continue;
            }
            if is_ready {
                sizes[id.0] = Some(settle(api, id, &sizes));
            } else {
                work.push((id, true));
                work.extend(held(api, id).into_iter().map(|id| (id, false)));
            }
        }
    }
}

/// The models that a model holds by value.
fn held(api: &Api, id: ModelId) -> Vec<ModelId> {
    let of_value = |value: &Value| match value.ty {
        Type::Model(id) if !value.boxed => Some(id),
        _ => None,
    };
    match &api.model(id).kind {
        ModelKind::Object(object) => object.properties.iter().filter_map(|it| of_value(&it.value)).collect(),
        ModelKind::TaggedUnion(union) => {
            union.branches.iter().filter(|branch| !branch.boxed).map(|branch| branch.model).collect()
        }
        ModelKind::UntaggedUnion(union) => {
            union.branches.iter().filter_map(|it| of_value(&it.value)).collect()
        }
        ModelKind::Alias(value) => of_value(value).into_iter().collect(),
        ModelKind::Enum(_) => Vec::new(),
    }
}

/// Boxes what is large in a model, and gives the size of the model.
fn settle(api: &mut Api, id: ModelId, sizes: &[Option<usize>]) -> usize {
    let mut kind = std::mem::replace(&mut api.models[id.0].kind, ModelKind::Enum(StringEnum::default()));
    let size = match &mut kind {
        ModelKind::Object(object) => settle_object(object, sizes),
        ModelKind::TaggedUnion(union) => {
            let branches = union.branches.iter_mut().map(|branch| {
                let size = sizes[branch.model.0].unwrap_or_default();
                branch.boxed |= size > LARGEST;
                if branch.boxed { 8 } else { size }
            });
            8 + branches.max().unwrap_or_default()
        }
        ModelKind::UntaggedUnion(union) => {
            8 + union
                .branches
                .iter_mut()
                .map(|it| settle_value(&mut it.value, sizes))
                .max()
                .unwrap_or_default()
        }
        // Another name is no place of its own.
        ModelKind::Alias(value) => size_of(value, sizes),
        ModelKind::Enum(_) => 24,
    };
    api.models[id.0].kind = kind;
    size
}

fn settle_object(object: &mut Object, sizes: &[Option<usize>]) -> usize {
    let typed = matches!(object.additional, Additional::Typed(_));
    let fields = object.properties.iter_mut().filter(|property| property.constant.is_none());
    let fields: usize = fields.map(|property| settle_value(&mut property.value, sizes)).sum();
    fields + UNKNOWN_FIELDS + if typed { 8 } else { 0 }
}

fn settle_value(value: &mut Value, sizes: &[Option<usize>]) -> usize {
    if let Type::Model(_) = value.ty {
        value.boxed |= size_of(value, sizes) > LARGEST;
    }
    size_of(value, sizes)
}

/// The size of a value, as if it were optional.
fn size_of(value: &Value, sizes: &[Option<usize>]) -> usize {
    if value.boxed {
        return 8;
    }
    match &value.ty {
        Type::Boolean => 1,
        Type::Integer { .. } | Type::Number | Type::Any | Type::AnyObject => 16,
        Type::String | Type::Formatted(_) | Type::Array(_) | Type::Map(_) => 24,
        Type::Binary => 72,
        Type::Model(id) => sizes[id.0].unwrap_or_default(),
    }
}
