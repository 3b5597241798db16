//! Decides which branches of tagged unions write their tag themselves.
//!
//! A branch with exactly one tag value, the same in every union it is part of, has no field for the tag: the
//! property becomes a constant. Any other branch keeps its tag as a field. Where a branch is a union itself, its own
//! branches carry the outer tag too.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Direction, Docs, Fallback, ModelId, ModelKind, Pointer, Property, Type, Value};

/// The tags of a branch: the property, its values, and the place that says so.
#[derive(Clone)]
struct Facts {
    tag: String,
    values: Vec<String>,
    keyword: Pointer,
}

/// Makes constants of the tags that can be.
pub(super) fn write_by_type(api: &mut Api) {
    let mut branches: BTreeMap<ModelId, Vec<Facts>> = BTreeMap::new();
    let mut outer: BTreeMap<ModelId, Vec<Facts>> = BTreeMap::new();
    let mut any = BTreeSet::new();
    for model in &api.models {
        if let ModelKind::TaggedUnion(union) = &model.kind {
            for branch in &union.branches {
                // What takes any tag must be able to hold it.
                if branch.fallback == Fallback::AnyTag {
                    any.insert(branch.model);
                }
                let facts = Facts {
                    tag: union.tag.clone(),
                    values: branch.tags.clone(),
                    keyword: union.keyword.clone(),
                };
                if let ModelKind::Object(_) = api.model(branch.model).kind {
                    branches.entry(branch.model).or_default().push(facts);
                } else {
                    for id in objects_of(api, branch.model) {
                        outer.entry(id).or_default().push(facts.clone());
                    }
                }
            }
        }
    }
    for (id, facts) in &branches {
        if any.contains(id) {
            add_field(api, *id, facts);
        } else if let Some(only) = single(facts)
            && agree(only, outer.get(id).into_iter().flatten())
        {
            set_constant(api, *id, only);
        }
    }
    for (id, facts) in &outer {
        for (at, one) in facts.iter().enumerate().filter(|(at, one)| is_first(facts, *at, &one.tag)) {
            let direct = branches.get(id).into_iter().flatten();
            if one.values.len() == 1 && agree(one, facts[at..].iter().chain(direct)) {
                set_constant(api, *id, one);
            } else {
                add_field(api, *id, std::slice::from_ref(one));
            }
        }
    }
}

/// Whether no facts about a tag come before those at this index.
fn is_first(facts: &[Facts], at: usize, tag: &str) -> bool {
    facts[..at].iter().all(|other| other.tag != tag)
}

/// Whether others that are about the same tag say the same of it.
fn agree<'a>(facts: &Facts, mut others: impl Iterator<Item = &'a Facts>) -> bool {
    others.all(|other| other.tag != facts.tag || other.values == facts.values)
}

/// The objects that a union comes to in the end.
fn objects_of(api: &Api, union: ModelId) -> BTreeSet<ModelId> {
    let (mut objects, mut seen, mut work) = (BTreeSet::new(), BTreeSet::new(), vec![union]);
    while let Some(id) = work.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &api.model(id).kind {
            ModelKind::Object(_) => {
                objects.insert(id);
            }
            ModelKind::TaggedUnion(union) => work.extend(union.branches.iter().map(|branch| branch.model)),
            ModelKind::UntaggedUnion(union) => {
                work.extend(union.branches.iter().filter_map(|branch| match branch.value.ty {
                    Type::Model(id) => Some(id),
                    _ => None,
                }));
            }
            ModelKind::Alias(Value { ty: Type::Model(id), .. }) => work.push(*id),
            ModelKind::Alias(_) | ModelKind::Enum(_) => {}
        }
    }
    objects
}

/// The facts that all unions agree on, if they agree on one value of one property.
fn single(facts: &[Facts]) -> Option<&Facts> {
    let first = facts.first()?;
    let agreed = facts.iter().all(|other| other.tag == first.tag && other.values == first.values);
    (agreed && first.values.len() == 1).then_some(first)
}

fn set_constant(api: &mut Api, id: ModelId, facts: &Facts) {
    let allowed = |value: &Value, models: &[crate::ir::Model]| match &value.ty {
        Type::String | Type::Formatted(_) => true,
        Type::Model(id) => match &models[id.0].kind {
            ModelKind::Enum(list) => list.values == facts.values,
            _ => false,
        },
        _ => false,
    };
    let index = match &api.models[id.0].kind {
        ModelKind::Object(object) => object.properties.iter().position(|property| property.wire == facts.tag),
        _ => return,
    };
    // What says that there is no other value: a list at the property, or the union.
    let mut keyword = facts.keyword.clone();
    if let Some(index) = index {
        let ModelKind::Object(object) = &api.models[id.0].kind else { return };
        let value = &object.properties[index].value;
        if !allowed(value, &api.models) {
            return;
        }
        if let Type::Model(id) = value.ty
            && let ModelKind::Enum(list) = &api.models[id.0].kind
        {
            keyword.clone_from(&list.keyword);
        }
    }
    let ModelKind::Object(object) = &mut api.models[id.0].kind else { return };
    let constant = Some(facts.values[0].clone());
    if let Some(index) = index {
        let property = &mut object.properties[index];
        property.constant = constant;
        property.value.pointer = keyword;
        // Its enumeration may be removed now.
        property.value.ty = Type::String;
    } else {
        object.properties.insert(0, Property { constant, ..tag_property(facts) });
    }
}

/// Adds fields for the tags that a model does not declare.
fn add_field(api: &mut Api, id: ModelId, facts: &[Facts]) {
    let ModelKind::Object(object) = &mut api.models[id.0].kind else { return };
    for facts in facts {
        if !object.properties.iter().any(|property| property.wire == facts.tag) {
            object.properties.insert(0, tag_property(facts));
        }
    }
}

/// The tag of a branch that does not declare it.
fn tag_property(facts: &Facts) -> Property {
    Property {
        wire: facts.tag.clone(),
        pointer: facts.keyword.clone(),
        docs: Docs::default(),
        value: Value {
            pointer: facts.keyword.clone(),
            ty: Type::String,
            nullable: false,
            boxed: false,
            sensitive: false,
            assertions: Vec::new(),
        },
        required: false,
        direction: Direction::Both,
        default: None,
        constant: None,
    }
}
