//! Required properties that travel one way: a schema used both ways becomes two types, `X` and `XWrite`.
//!
//! A schema used one way only stays one type; what never travels that way is not required there.

use crate::ir::{
    Additional, Api, Direction, Model, ModelId, ModelKind, ModelName, Object, Property, Type, Value,
};

/// Which way a value travels.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Travels {
    /// In requests and in responses, or nobody knows.
    Both,
    /// In requests.
    Sent,
    /// In responses and in what servers send by themselves.
    Received,
}

/// Which way each model travels, after those that need it were split.
pub(super) fn ways(api: &Api) -> Vec<Travels> {
    let sent = reached(api, &request_values(api));
    let received = reached(api, &response_values(api));
    let way = |(sent, received): (bool, bool)| match (sent, received) {
        (true, false) => Travels::Sent,
        (false, true) => Travels::Received,
        _ => Travels::Both,
    };
    sent.into_iter().zip(received).map(way).collect()
}

/// Splits the models that need it.
pub(super) fn split(api: &mut Api) {
    let sent = reached(api, &request_values(api));
    let received = reached(api, &response_values(api));
    for (index, model) in api.models.iter_mut().enumerate() {
        let ModelKind::Object(object) = &mut model.kind else { continue };
        match (sent[index], received[index]) {
            (true, false) => relax(object, Direction::ReadOnly),
            (false, true) => relax(object, Direction::WriteOnly),
            _ => {}
        }
    }
    let both = |index: usize| sent[index] && received[index];
    let mut divided: Vec<bool> =
        (0..api.models.len()).map(|index| both(index) && needs_two(&api.models[index])).collect();
    spread(api, &mut divided, &|index| both(index));
    if divided.contains(&true) {
        let only_sent: Vec<bool> =
            sent.iter().zip(&received).map(|(sent, received)| *sent && !received).collect();
        add_write_models(api, &divided, &only_sent);
    }
}

/// What requests are made of. They keep their places in this list.
fn request_values(api: &Api) -> Vec<&Value> {
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters).map(|it| &it.value);
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    parameters.chain(bodies.flat_map(|body| &body.content).map(|content| &content.value)).collect()
}

fn response_values(api: &Api) -> Vec<&Value> {
    let responses = || api.operations.iter().flat_map(|operation| &operation.responses);
    let content = responses().flat_map(|response| &response.content).map(|content| &content.value);
    let payloads = api.payloads.iter().map(|payload| &payload.value);
    let content = content.chain(payloads);
    content.chain(responses().flat_map(|response| &response.headers).map(|header| &header.value)).collect()
}

fn reached(api: &Api, values: &[&Value]) -> Vec<bool> {
    let mut found = vec![false; api.models.len()];
    let mut work: Vec<ModelId> = values.iter().filter_map(|value| model_in(value)).collect();
    while let Some(id) = work.pop() {
        if !std::mem::replace(&mut found[id.0], true) {
            work.extend(parts(&api.models[id.0]));
        }
    }
    found
}

/// The model that a value is made of, if there is one.
fn model_in(value: &Value) -> Option<ModelId> {
    match &value.ty {
        Type::Model(id) => Some(*id),
        Type::Array(inner) | Type::Map(inner) => model_in(inner),
        _ => None,
    }
}

/// The models that a model is made of.
fn parts(model: &Model) -> Vec<ModelId> {
    match &model.kind {
        ModelKind::Object(object) => {
            let additional = match &object.additional {
                Additional::Typed(value) => model_in(value),
                Additional::Open | Additional::Closed(_) => None,
            };
            let properties = object.properties.iter().filter_map(|property| model_in(&property.value));
            properties.chain(additional).collect()
        }
        ModelKind::TaggedUnion(union) => union.branches.iter().map(|branch| branch.model).collect(),
        ModelKind::UntaggedUnion(union) => {
            union.branches.iter().filter_map(|branch| model_in(&branch.value)).collect()
        }
        ModelKind::Alias(value) => model_in(value).into_iter().collect(),
        ModelKind::Enum(_) => Vec::new(),
    }
}

fn relax(object: &mut Object, direction: Direction) {
    for property in &mut object.properties {
        property.required &= property.direction != direction || property.constant.is_some();
    }
}

fn needs_two(model: &Model) -> bool {
    let ModelKind::Object(object) = &model.kind else { return false };
    object.properties.iter().any(|property| property.required && is_one_way(property))
}

fn is_one_way(property: &Property) -> bool {
    property.direction != Direction::Both && property.constant.is_none()
}

/// Marks what is made of something marked.
fn spread(api: &Api, marks: &mut [bool], allowed: &dyn Fn(usize) -> bool) {
    let mut owners: Vec<Vec<usize>> = vec![Vec::new(); api.models.len()];
    for (index, model) in api.models.iter().enumerate() {
        for part in parts(model) {
            owners[part.0].push(index);
        }
    }
    let mut work: Vec<usize> = (0..marks.len()).filter(|index| marks[*index]).collect();
    while let Some(index) = work.pop() {
        for owner in &owners[index] {
            if allowed(*owner) && !std::mem::replace(&mut marks[*owner], true) {
                work.push(*owner);
            }
        }
    }
}

fn add_write_models(api: &mut Api, divided: &[bool], only_sent: &[bool]) {
    let mut next = api.models.len();
    let ids: Vec<ModelId> = divided
        .iter()
        .enumerate()
        .map(|(index, divided)| {
            if !divided {
                return ModelId(index);
            }
            next += 1;
            ModelId(next - 1)
        })
        .collect();
    // A type that needs what its counterpart does not have can not be made of it.
    let mut lacking: Vec<bool> =
        (0..divided.len()).map(|index| divided[index] && lacks_something(&api.models[index])).collect();
    spread(api, &mut lacking, &|index| divided[index]);
    let tags: Vec<Vec<String>> = tags(api);
    for index in 0..divided.len() {
        if !divided[index] {
            continue;
        }
        let mut model = api.models[index].clone();
        model.name = ModelName::InModel(ModelId(index), "write".to_owned());
        model.docs.examples.clear();
        let note = "This is what requests have: without read-only properties.";
        let description = model.docs.description.get_or_insert_default();
        let gap = if description.is_empty() { "" } else { "\n\n" };
        description.push_str(gap);
        description.push_str(note);
        model.write_of = (!lacking[index]).then_some(ModelId(index));
        if let ModelKind::Object(object) = &mut model.kind {
            let is_tag = |property: &Property| tags[index].contains(&property.wire);
            object
                .properties
                .retain(|it| !is_one_way(it) || it.direction == Direction::WriteOnly || is_tag(it));
        }
        redirect(&mut model, &ids);
        api.models.push(model);
        if let ModelKind::Object(object) = &mut api.models[index].kind {
            relax(object, Direction::WriteOnly);
        }
    }
    for (model, only_sent) in api.models.iter_mut().zip(only_sent) {
        if *only_sent {
            redirect(model, &ids);
        }
    }
    for operation in &mut api.operations {
        operation.parameters.iter_mut().for_each(|parameter| redirect_value(&mut parameter.value, &ids));
        let bodies = operation.body.iter_mut().flat_map(|body| &mut body.content);
        bodies.for_each(|content| redirect_value(&mut content.value, &ids));
    }
}

fn lacks_something(model: &Model) -> bool {
    let ModelKind::Object(object) = &model.kind else { return false };
    object.properties.iter().any(|it| it.required && is_one_way(it) && it.direction == Direction::WriteOnly)
}

/// The properties by which unions choose each model.
fn tags(api: &Api) -> Vec<Vec<String>> {
    let mut tags = vec![Vec::new(); api.models.len()];
    for model in &api.models {
        if let ModelKind::TaggedUnion(union) = &model.kind {
            union.branches.iter().for_each(|branch| tags[branch.model.0].push(union.tag.clone()));
        }
    }
    tags
}

/// Lets a model refer to what is sent.
fn redirect(model: &mut Model, ids: &[ModelId]) {
    match &mut model.kind {
        ModelKind::Object(object) => {
            object.properties.iter_mut().for_each(|property| redirect_value(&mut property.value, ids));
            if let Additional::Typed(value) = &mut object.additional {
                redirect_value(value, ids);
            }
        }
        ModelKind::TaggedUnion(union) => {
            union.branches.iter_mut().for_each(|branch| branch.model = ids[branch.model.0]);
        }
        ModelKind::UntaggedUnion(union) => {
            union.branches.iter_mut().for_each(|branch| redirect_value(&mut branch.value, ids));
        }
        ModelKind::Alias(value) => redirect_value(value, ids),
        ModelKind::Enum(_) => {}
    }
}

fn redirect_value(value: &mut Value, ids: &[ModelId]) {
    match &mut value.ty {
        Type::Model(id) => *id = ids[id.0],
        Type::Array(inner) | Type::Map(inner) => redirect_value(inner, ids),
        _ => {}
    }
}
