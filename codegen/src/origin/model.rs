//! Models in words.

use super::value::{check, reasons, type_text};
use super::{Origin, Subject, used_by};
use crate::ir::{
    Additional, Branch, Direction, Fallback, Model, ModelId, ModelKind, ModelName, Object, Property,
    TaggedUnion, UntaggedBranch, UntaggedUnion,
};
use crate::name::Ident;

/// Tells where a model and its members come from.
pub(super) fn tell(subject: &Subject<'_>, id: ModelId, origins: &mut Vec<Origin>) {
    let model = subject.api.model(id);
    let path = subject.model_path(id);
    let mut because = vec![named(subject, model)];
    if let Some(read) = model.write_of {
        let read = subject.model_path(read);
        because.push(format!(
            "It is what is sent; `{read}` is what is received: some required properties travel only one way."
        ));
    }
    if model.sensitive {
        because
            .push("The document marks it as a secret: `Debug` and errors never show what it holds.".into());
    }
    if !model.rules.is_empty() {
        let rules: Vec<String> =
            model.rules.iter().map(|rule| format!("`#{}`", rule.trim_start_matches('#'))).collect();
        because.push(format!("`validate()` also checks what its type can not say: {}.", rules.join(", ")));
    }
    let what = match &model.kind {
        ModelKind::Object(object) => {
            because.extend(object_reasons(subject, object));
            "a struct: an object with named properties".to_owned()
        }
        ModelKind::Enum(it) => {
            because.push("It has a variant for values that the document does not list, so that a newer server is read.".into());
            format!("an open enum: a string with {} listed values", it.values.len())
        }
        ModelKind::TaggedUnion(union) => {
            because
                .push("A tag that no branch has is read as the variant for unknown ones, and kept.".into());
            format!("an enum: one of {} objects, which `{}` tells apart", union.branches.len(), union.tag)
        }
        ModelKind::UntaggedUnion(union) if union.looks.is_empty() => {
            because.push(
                "Nothing that can be seen tells the branches apart, so that a value may be of several."
                    .into(),
            );
            format!("a struct that keeps its JSON, with a view for each of {} branches", union.branches.len())
        }
        ModelKind::UntaggedUnion(union) => {
            because.push(
                "The looks of a value choose the branch: its JSON type, its first item, or its members."
                    .into(),
            );
            format!("an enum: one of {} kinds of values", union.branches.len())
        }
        ModelKind::Alias(value) => {
            because.extend(reasons(value));
            format!("another name for `{}`", type_text(subject, value))
        }
    };
    because.push(used_by(subject.users.get(&id).map_or(&[], Vec::as_slice), &subject.api.operations));
    origins.push(Origin { path: path.clone(), pointer: model.pointer.clone(), what, because });
    let names = subject.names.model(id);
    match &model.kind {
        ModelKind::Object(object) => {
            for (property, names) in object.properties.iter().zip(&names.fields) {
                origins.push(field(subject, &path, property, &names.field));
            }
        }
        ModelKind::Enum(it) => {
            for (value, variant) in it.values.iter().zip(&names.variants) {
                origins.push(Origin {
                    path: format!("{path}::{variant}"),
                    pointer: it.keyword.clone(),
                    what: format!("a variant: the value `{value}`"),
                    because: Vec::new(),
                });
            }
        }
        ModelKind::TaggedUnion(union) => origins.extend(tagged(subject, &path, union, &names.variants)),
        ModelKind::UntaggedUnion(union) if union.looks.is_empty() => {
            let views: Vec<_> = names.fields.iter().map(|names| &names.field).collect();
            origins.extend(untagged(subject, &path, union, &views));
        }
        ModelKind::UntaggedUnion(union) => {
            let variants: Vec<_> = names.variants.iter().collect();
            origins.extend(untagged(subject, &path, union, &variants));
        }
        ModelKind::Alias(_) => {}
    }
}

/// Where a name comes from.
fn named(subject: &Subject<'_>, model: &Model) -> String {
    match &model.name {
        ModelName::Component(name) => format!("Named after the component `{name}`."),
        ModelName::InFile(name) => {
            format!("Named after `{name}`, which a reference to another file leads to.")
        }
        ModelName::InModel(owner, role) => {
            format!("It has no name of its own: named after `{}` and `{role}`.", subject.model_path(*owner))
        }
        ModelName::InOperation(id, role) => {
            format!("It has no name of its own: named after the operation `{id}` and `{role}`.")
        }
    }
}

fn object_reasons(subject: &Subject<'_>, object: &Object) -> Vec<String> {
    let mut because = vec![match &object.additional {
        Additional::Open => "Members that the document does not name are kept.".to_owned(),
        Additional::Closed(_) => {
            "It allows no other members: one that comes is kept, and is a violation.".to_owned()
        }
        Additional::Typed(value) => {
            format!("Its other members are `{}`.", type_text(subject, value))
        }
    }];
    let checks: Vec<String> = object.assertions.iter().map(check).collect();
    if !checks.is_empty() {
        because.push(format!("`validate()` checks {}.", checks.join(", ")));
    }
    because
}

fn field(subject: &Subject<'_>, owner: &str, property: &Property, name: &Ident) -> Origin {
    let mut because = Vec::new();
    let ty = type_text(subject, &property.value);
    let what = match (&property.constant, property.required) {
        (Some(constant), _) => {
            because.push(format!("The type itself writes `{constant}` there: it has no field."));
            format!("no field: the property `{}`, which always holds one string", property.wire)
        }
        (None, true) => format!("a field of the type `{ty}`: the required property `{}`", property.wire),
        (None, false) => {
            because.push("It may be left out: an `Option`, and a setter.".to_owned());
            format!("a field of the type `Option<{ty}>`: the property `{}`", property.wire)
        }
    };
    because.extend(reasons(&property.value));
    match property.direction {
        Direction::Both => {}
        Direction::ReadOnly => because.push("It is read-only: requests leave it out.".into()),
        Direction::WriteOnly => because.push("It is write-only: responses leave it out.".into()),
    }
    if property.default.is_some() {
        because
            .push("It has a default, which the documentation says and which is never sent by itself.".into());
    }
    if property.value.pointer != property.pointer {
        because.push(format!("Its schema is `#{}`.", property.value.pointer));
    }
    Origin { path: format!("{owner}::{name}"), pointer: property.pointer.clone(), what, because }
}

fn tagged(subject: &Subject<'_>, owner: &str, union: &TaggedUnion, variants: &[Ident]) -> Vec<Origin> {
    let tell = |(branch, variant): (&Branch, &Ident)| {
        let tags: Vec<String> = branch.tags.iter().map(|tag| format!("`{tag}`")).collect();
        let mut because = vec![format!("Chosen where `{}` is {}.", union.tag, tags.join(" or "))];
        match branch.fallback {
            Fallback::Nothing => {}
            Fallback::NoTag => because.push("It takes objects without a tag too.".into()),
            Fallback::AnyTag => {
                because.push("It takes objects without a tag, or with another one, too.".into());
            }
        }
        if branch.boxed {
            because.push("It is boxed: by value it would contain the union, or be large.".into());
        }
        Origin {
            path: format!("{owner}::{variant}"),
            pointer: subject.api.model(branch.model).pointer.clone(),
            what: format!(
                "a variant: the branch `{}`, which is `{}`",
                branch.name,
                subject.model_path(branch.model)
            ),
            because,
        }
    };
    union.branches.iter().zip(variants).map(tell).collect()
}

fn untagged(subject: &Subject<'_>, owner: &str, union: &UntaggedUnion, members: &[&Ident]) -> Vec<Origin> {
    let branches = union.branches.iter().zip(members);
    let tell = |(branch, member): (&UntaggedBranch, &&Ident)| {
        let ty = type_text(subject, &branch.value);
        let what = if union.looks.is_empty() { "a view" } else { "a variant" };
        Origin {
            path: format!("{owner}::{member}"),
            pointer: branch.value.pointer.clone(),
            what: format!("{what}: the branch `{}`, which is `{ty}`", branch.name),
            because: reasons(&branch.value),
        }
    };
    branches.map(tell).collect()
}
