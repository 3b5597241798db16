//! Names models and their members.
//!
//! Invariant: components win over types of other files, those over inline types, and those over helper types.

use std::collections::{HashMap, HashSet};

use super::files::name_files;
use super::given::Name;
use super::members::{FieldScope, Member, name_fields, name_variants};
use super::scope::{Case, Wish, settle};
use super::{FieldNames, Given, Ident, ModelFile, ModelNames, clean, reserved};
use crate::diagnostic::{Diagnostics, Place};
use crate::ir::{
    Api, Branch, Model, ModelId, ModelKind, ModelName, Operation, Type, UntaggedBranch, UntaggedUnion,
};

/// Names all models and groups them into files.
pub(super) fn name_models(
    api: &Api,
    given: &Given,
    diagnostics: &mut Diagnostics,
) -> (Vec<ModelFile>, Vec<ModelNames>) {
    let names = GivenNames::of(api, given);
    let words = words(api, &names);
    let twins = twins(api, &words);
    let types = name_types(api, &words, &names, &twins, diagnostics);
    let (files, file_of) = name_files(api, &words, &names, &twins);
    let models = api.models.iter().zip(types).zip(file_of).map(|((model, types), file)| {
        let [ty, required, slots] = types;
        let fields = fields(api, model, given, diagnostics);
        let variants = variants(api, model, given, diagnostics);
        ModelNames { file, ty, required, slots, fields, variants }
    });
    (files, models.collect())
}

/// The names that are given to models and operations.
pub(super) struct GivenNames<'a> {
    /// One entry per model.
    models: Vec<Option<Name<'a>>>,
    /// By id.
    operations: HashMap<&'a str, &'a str>,
}

impl<'a> GivenNames<'a> {
    fn of(api: &'a Api, given: &'a Given) -> Self {
        let mut seen = HashSet::new();
        // What comes later from the same place is named from the first.
        let mut name = |model: &'a Model| given.ty(&model.pointer).filter(|_| seen.insert(&model.pointer));
        let models = api.models.iter().map(&mut name).collect();
        let name = |operation: &'a Operation| Some((operation.id.as_str(), given.ty(&operation.pointer)?.0));
        Self { models, operations: api.operations.iter().filter_map(name).collect() }
    }

    /// What a model is to be called.
    pub(super) fn model(&self, index: usize) -> Option<&'a str> {
        self.models.get(index)?.as_ref().map(|(name, _)| *name)
    }

    /// What an operation is to be called, or else its id.
    pub(super) fn operation<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.operations.get(id).copied().unwrap_or(id)
    }
}

/// Three types per model: itself, its required arguments, its slots.
fn name_types(
    api: &Api,
    words: &[String],
    names: &GivenNames<'_>,
    twins: &[usize],
    diagnostics: &mut Diagnostics,
) -> Vec<[Ident; 3]> {
    let mut wishes = Vec::with_capacity(api.models.len() * 3);
    // Where the wishes of each model begin.
    let mut starts = Vec::with_capacity(api.models.len());
    for (index, (model, word)) in api.models.iter().zip(words).enumerate() {
        starts.push(wishes.len());
        if twins[index] != index {
            continue;
        }
        let (wire, rank) = match &model.name {
            ModelName::Component(name) => (name.clone(), 0),
            // Its spelling is that of a place, so that a component always wins against it.
            ModelName::InFile(_) => (model.pointer.clone(), 1),
            // Its spelling is not one of the document's, so it never wins by that.
            ModelName::InModel(owner, role) => (format!("{} {role}", words[owner.0]), 2),
            ModelName::InOperation(operation, role) => {
                (format!("{} {role}", clean::pascal(names.operation(operation))), 2)
            }
        };
        let spelt = match &model.name {
            ModelName::Component(name) | ModelName::InFile(name) => clean::spelt_pascal(name),
            ModelName::InModel(owner, role) => spelt_part(&words[owner.0], role),
            ModelName::InOperation(operation, role) => {
                spelt_part(&clean::pascal(names.operation(operation)), role)
            }
        };
        let helper = |suffix| Wish {
            wire: format!("{wire} {suffix}"),
            word: format!("{word}{suffix}"),
            spelt: Vec::new(),
            rank: 3,
            place: None,
            given: None,
        };
        let (required, slots) = (helper("Required"), helper("Slots"));
        let place = Some(Place::Value(model.pointer.clone()));
        let wish = Wish { wire, word: word.clone(), spelt, rank, place, given: None };
        wishes.push(wish.or_given(names.models[index].clone()));
        wishes.extend([required, slots]);
    }
    let idents = settle(Case::Pascal, &[], &wishes, diagnostics);
    let of = |twin: &usize| std::array::from_fn(|part| idents[starts[*twin] + part].clone());
    twins.iter().map(of).collect()
}

/// The word of an inline type with the symbols of its role.
fn spelt_part(owner: &str, role: &str) -> Vec<String> {
    clean::spelt_pascal(role).iter().map(|role| clean::pascal_parts(owner, role)).collect()
}

/// The model that each model is: itself, or the one that it is another name for where both want one identifier.
///
/// So adding such a name to a document adds nothing to the output, and renames nothing.
fn twins(api: &Api, words: &[String]) -> Vec<usize> {
    let components = api.models.iter().enumerate().filter(|(_, model)| is_component(model));
    let by_place: HashMap<&str, usize> =
        components.map(|(index, model)| (model.pointer.as_str(), index)).collect();
    let twin = |index: usize| {
        let mut twin = index;
        let mut end = index;
        // References do not go in circles; if they did, this would end all the same.
        for _ in 0..api.references.len() {
            let model = &api.models[end];
            let target = api.references.get(&model.pointer).filter(|_| is_component(model));
            let Some(next) = target.and_then(|target| by_place.get(target.as_str())) else { break };
            end = *next;
            if words[end] == words[index] {
                twin = end;
            }
        }
        twin
    };
    (0..api.models.len()).map(twin).collect()
}

/// Whether a model is what a component stands for, not what is written in its place.
fn is_component(model: &Model) -> bool {
    matches!(model.name, ModelName::Component(_)) && model.write_of.is_none()
}

/// The word that each model would like. An inline type is named from its owner, which may come later.
fn words(api: &Api, names: &GivenNames<'_>) -> Vec<String> {
    let mut words: Vec<Option<String>> = vec![None; api.models.len()];
    for index in 0..api.models.len() {
        let mut chain = vec![index];
        while let ModelName::InModel(owner, _) = &api.models[chain[chain.len() - 1]].name {
            // Owners do not go in circles; if they did, this would end all the same.
            if words[owner.0].is_some() || chain.contains(&owner.0) {
                break;
            }
            chain.push(owner.0);
        }
        for index in chain.into_iter().rev() {
            let word = match &api.models[index].name {
                _ if names.model(index).is_some() => names.model(index).unwrap_or_default().to_owned(),
                ModelName::Component(name) | ModelName::InFile(name) => clean::pascal(name),
                ModelName::InModel(owner, role) => {
                    clean::pascal_parts(words[owner.0].as_deref().unwrap_or_default(), &clean::pascal(role))
                }
                ModelName::InOperation(operation, role) => {
                    clean::pascal_parts(&clean::pascal(names.operation(operation)), &clean::pascal(role))
                }
            };
            words[index] = Some(word);
        }
    }
    words.into_iter().map(Option::unwrap_or_default).collect()
}

fn fields(api: &Api, model: &Model, given: &Given, diagnostics: &mut Diagnostics) -> Vec<FieldNames> {
    let object = match &model.kind {
        ModelKind::Object(object) => object,
        ModelKind::UntaggedUnion(union) if union.looks.is_empty() => {
            return views(api, union, given, diagnostics);
        }
        _ => return Vec::new(),
    };
    let scope = FieldScope { fields: &["unknown_fields"], methods: reserved::MODEL_METHODS };
    // A constant has no field, so it takes no name from those that do.
    let (with_field, place): (Vec<_>, Vec<_>) = object
        .properties
        .iter()
        .enumerate()
        .filter(|(_, property)| property.constant.is_none())
        .map(|(index, property)| {
            (index, (property.wire.as_str(), Some(Place::Key(property.pointer.clone()))))
        })
        .unzip();
    let members: Vec<Member<'_>> = place;
    let mut named = with_field.into_iter().zip(name_fields(scope, &members, given, diagnostics)).peekable();
    let all = object.properties.iter().enumerate().map(|(index, property)| {
        named.next_if(|(at, _)| *at == index).map_or_else(|| unused(&property.wire), |(_, names)| names)
    });
    all.collect()
}

/// The methods that show a value of a union as one of its branches.
fn views(api: &Api, union: &UntaggedUnion, given: &Given, diagnostics: &mut Diagnostics) -> Vec<FieldNames> {
    let place = Some(Place::Value(union.keyword.clone()));
    let word = |branch: &UntaggedBranch| {
        let own = branch.pointer.as_ref().and_then(|it| given.ty(it));
        format!("as {}", own.map_or_else(|| untagged_word(api, branch, given), |(name, _)| name))
    };
    let words: Vec<String> = union.branches.iter().map(word).collect();
    let members: Vec<Member<'_>> = words.iter().map(|word| (word.as_str(), place.clone())).collect();
    let scope = FieldScope { fields: &["get", "from"], methods: &[] };
    name_fields(scope, &members, &Given::default(), diagnostics)
}

/// The names of a constant: nothing is generated that has them.
fn unused(wire: &str) -> FieldNames {
    let ident = Ident::new(clean::snake(wire));
    FieldNames { field: ident.clone(), setter: ident.clone(), null_setter: ident.clone(), effective: ident }
}

/// What a branch is called, unless it has a name of its own: what its type is called by the maintainer, or by the document.
fn word<'a>(api: &'a Api, model: ModelId, given: &'a Given, derived: &'a str) -> &'a str {
    given.ty(&api.model(model).pointer).map_or(derived, |(name, _)| name)
}

fn untagged_word<'a>(api: &'a Api, branch: &'a UntaggedBranch, given: &'a Given) -> &'a str {
    match branch.value.ty {
        Type::Model(id) => word(api, id, given, &branch.name),
        _ => &branch.name,
    }
}

fn variants<'a>(
    api: &'a Api,
    model: &'a Model,
    given: &'a Given,
    diagnostics: &mut Diagnostics,
) -> Vec<Ident> {
    let place = |pointer: &String| Some(Place::Value(pointer.clone()));
    let at = |pointer: &Option<String>| given.ty(pointer.as_ref()?);
    let members: Vec<_> = match &model.kind {
        ModelKind::Enum(it) => {
            let value = |value| ((value, place(&it.keyword)), given.value(&it.keyword, value));
            it.values.iter().map(|it| value(it.as_str())).collect()
        }
        ModelKind::TaggedUnion(it) => {
            let member =
                |branch: &'a Branch| (word(api, branch.model, given, &branch.name), place(&it.keyword));
            it.branches.iter().map(|branch| (member(branch), at(&branch.pointer))).collect()
        }
        ModelKind::UntaggedUnion(it) => {
            let member = |branch: &'a UntaggedBranch| (untagged_word(api, branch, given), place(&it.keyword));
            it.branches.iter().map(|branch| (member(branch), at(&branch.pointer))).collect()
        }
        ModelKind::Object(_) | ModelKind::Alias(_) => return Vec::new(),
    };
    name_variants(&["Unknown"], &members, diagnostics)
}
