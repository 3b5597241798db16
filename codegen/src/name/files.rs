//! Groups models into files, and names those.
//!
//! Invariant: a component and its inline types share a file, as do the types of an operation, unless there are too
//! many for one that a person opens: then each inline type has a file, with what is inline in it. What is sent always
//! shares the file of what is received.

use std::collections::HashMap;

use super::models::GivenNames;
use super::scope::{Case, Wish, settle};
use super::{ModelFile, clean, reserved};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, ModelId, ModelName};

/// The types of a component or an operation are spread over several files where they are more than these.
const MANY_TYPES: usize = 16;

/// What a model belongs to.
#[derive(Clone, Debug)]
struct Root {
    /// Tells components from operations.
    key: String,
    /// The name of the component or operation.
    name: String,
    /// The inline type right below it that the model is, or is inline in.
    inline: Option<ModelId>,
}

/// The files, and the file of each model. `words` are what the models would like to be called; one that is only
/// another name for its twin is not in any file.
pub(super) fn name_files(
    api: &Api,
    words: &[String],
    names: &GivenNames<'_>,
    twins: &[usize],
) -> (Vec<ModelFile>, Vec<usize>) {
    let mut roots: Vec<Root> = (0..api.models.len()).map(|index| root(api, names, ModelId(index))).collect();
    let mut sizes: HashMap<String, usize> = HashMap::new();
    for (_, root) in roots.iter().enumerate().filter(|(index, _)| twins[*index] == *index) {
        *sizes.entry(root.key.clone()).or_default() += 1;
    }
    for root in roots.iter_mut().filter(|root| sizes.get(&root.key).is_some_and(|size| *size > MANY_TYPES)) {
        if let Some(inline) = root.inline {
            root.name.clone_from(&words[inline.0]);
            root.key = format!("{} {}", root.key, root.name);
        }
    }
    let mut files: Vec<(Root, Vec<ModelId>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut file_of = Vec::with_capacity(roots.len());
    for (index, root) in roots.into_iter().enumerate() {
        if twins[index] != index {
            file_of.push(0);
            continue;
        }
        let file = *known.entry(root.key.clone()).or_insert_with(|| {
            files.push((root, Vec::new()));
            files.len() - 1
        });
        files[file].1.push(ModelId(index));
        file_of.push(file);
    }
    for (index, twin) in twins.iter().enumerate() {
        file_of[index] = file_of[*twin];
    }
    // Modules are private, so a clash between them concerns nobody.
    let wish = |(root, _): &(Root, _)| {
        let rank = u8::from(root.key != root.name);
        let spelt = clean::spelt_module(&root.name);
        Wish {
            wire: root.key.clone(),
            word: clean::module(&root.name),
            spelt,
            rank,
            place: None,
            given: None,
        }
    };
    let wishes: Vec<Wish> = files.iter().map(wish).collect();
    let modules = settle(Case::Module, reserved::MODULES, &wishes, &mut Diagnostics::default());
    let file = |((_, models), module)| ModelFile { module, models };
    (files.into_iter().zip(modules).map(file).collect(), file_of)
}

fn root(api: &Api, names: &GivenNames<'_>, mut id: ModelId) -> Root {
    let mut inline = None;
    // A chain of owners is no longer than the list of models; a loop would be.
    for _ in 0..api.models.len() {
        let given = names.model(id.0).map(str::to_owned);
        match &api.model(id).name {
            ModelName::Component(name) => {
                let name = given.unwrap_or_else(|| name.clone());
                return Root { key: name.clone(), name, inline };
            }
            ModelName::InFile(name) => {
                let name = given.unwrap_or_else(|| name.clone());
                return Root { key: api.model(id).pointer.clone(), name, inline };
            }
            ModelName::InModel(owner, _) => {
                // What is sent is made of the private parts of what is received.
                if api.model(id).write_of != Some(*owner) {
                    inline = Some(id);
                }
                id = *owner;
            }
            ModelName::InOperation(name, _) => {
                let name = names.operation(name).to_owned();
                return Root { key: format!("{name} types"), name, inline: Some(id) };
            }
        }
    }
    Root { key: String::new(), name: String::new(), inline: None }
}
