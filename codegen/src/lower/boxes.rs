//! Boxes the values that would otherwise contain themselves.
//!
//! Models are walked depth first; a value is boxed exactly where it leads back to a model that
//! the walk is still inside of. Arrays and maps hold their items on the heap anyway, so they end the walk.

use crate::ir::{Api, Model, ModelId, ModelKind, Type, Value};

#[derive(Clone, Copy, Eq, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// A place that holds a model by value: the model it is in, and its index among the owner's places.
struct Edge {
    owner: ModelId,
    place: usize,
}

/// Boxes values until no model contains itself.
pub(super) fn cut_cycles(api: &mut Api) {
    let mut states = vec![State::New; api.models.len()];
    let mut cuts = Vec::new();
    // In the order of names, so that the order of the document makes no difference to the types.
    let mut starts: Vec<ModelId> = (0..api.models.len()).map(ModelId).collect();
    starts.sort_by_key(|id| &api.models[id.0].pointer);
    for start in starts {
        walk(api, start, &mut states, &mut cuts);
    }
    for edge in cuts {
        set_boxed(&mut api.models[edge.owner.0], edge.place);
    }
}

/// Walks with a stack of its own, since documents choose the depth.
fn walk(api: &Api, start: ModelId, states: &mut [State], cuts: &mut Vec<Edge>) {
    let mut stack = vec![(start, 0)];
    while let Some((owner, place)) = stack.pop() {
        if place == 0 && states[owner.0] != State::New {
            // Another path got here first.
            continue;
        }
        states[owner.0] = State::Open;
        let Some(target) = places(&api.models[owner.0]).nth(place) else {
            states[owner.0] = State::Done;
            continue;
        };
        stack.push((owner, place + 1));
        if let Some(target) = target {
            match states[target.0] {
                State::New => stack.push((target, 0)),
                State::Open => cuts.push(Edge { owner, place }),
                State::Done => {}
            }
        }
    }
}

/// The places of a model that may hold another one by value, in order.
fn places(model: &Model) -> Box<dyn Iterator<Item = Option<ModelId>> + '_> {
    match &model.kind {
        ModelKind::Object(object) => Box::new(object.properties.iter().map(|property| held(&property.value))),
        ModelKind::TaggedUnion(union) => Box::new(union.branches.iter().map(|branch| Some(branch.model))),
        ModelKind::UntaggedUnion(union) => Box::new(union.branches.iter().map(|branch| held(&branch.value))),
        ModelKind::Alias(value) => Box::new(std::iter::once(held(value))),
        ModelKind::Enum(_) => Box::new(std::iter::empty()),
    }
}

fn held(value: &Value) -> Option<ModelId> {
    match value.ty {
        Type::Model(id) => Some(id),
        _ => None,
    }
}

fn set_boxed(model: &mut Model, place: usize) {
    match &mut model.kind {
        ModelKind::Object(object) => object.properties[place].value.boxed = true,
        ModelKind::TaggedUnion(union) => union.branches[place].boxed = true,
        ModelKind::UntaggedUnion(union) => union.branches[place].value.boxed = true,
        ModelKind::Alias(value) => value.boxed = true,
        ModelKind::Enum(_) => {}
    }
}
