//! What types are named from: the place where they stand, or, where a reference leads to them, the component, or the file and
//! the place in it.

use std::collections::HashSet;

use super::Lower;
use crate::diagnostic::Diagnostics;
use crate::ir::{ModelId, ModelName, split_pointer};
use crate::json::unescape;
use crate::openapi::Node;

/// What an inline type is named from.
#[derive(Clone, Debug)]
pub(super) enum Owner {
    /// It has a name of its own.
    Named(ModelName),
    /// A role in a model that is being lowered: the model and the roles that lead to the type.
    Model(ModelId, String),
    /// A role in an operation.
    Operation(String, String),
}

impl Owner {
    /// The owner of what plays a role in the type that would be named so.
    pub(super) fn role(&self, role: &str) -> Self {
        match self {
            Self::Named(ModelName::Component(name)) => {
                Self::Named(ModelName::Component(format!("{name}_{role}")))
            }
            Self::Named(ModelName::InFile(name)) => Self::Named(ModelName::InFile(format!("{name}_{role}"))),
            Self::Named(ModelName::InModel(model, name)) | Self::Model(model, name) => {
                Self::Model(*model, format!("{name}_{role}"))
            }
            Self::Named(ModelName::InOperation(operation, name)) | Self::Operation(operation, name) => {
                Self::Operation(operation.clone(), format!("{name}_{role}"))
            }
        }
    }

    pub(super) fn name(&self) -> ModelName {
        match self {
            Self::Named(name) => name.clone(),
            Self::Model(model, role) => ModelName::InModel(*model, role.clone()),
            Self::Operation(operation, role) => ModelName::InOperation(operation.clone(), role.clone()),
        }
    }
}

/// Keys of the standard that say nothing about what stands below them.
const STRUCTURE: &[&str] = &["schema", "content", "properties", "$defs", "definitions"];

/// Keys of the standard below which things have names.
const CONTAINERS: &[&str] =
    &["$defs", "components", "definitions", "headers", "parameters", "requestBodies", "responses", "schemas"];

/// Keys that the content of a file begins with where it is one thing, and not a list of named ones.
const PARTS: &[&str] = &[
    "additionalProperties",
    "allOf",
    "anyOf",
    "content",
    "items",
    "oneOf",
    "prefixItems",
    "properties",
    "schema",
];

/// Keys whose content has no name of its own: types in it are named from the operation that uses them.
const OPERATIONS: &[&str] =
    &["delete", "get", "head", "options", "patch", "paths", "post", "put", "query", "trace", "webhooks"];

impl<'d> Lower<'d, '_> {
    /// Finds the components that only refer to a schema in another file, which is named after them.
    pub(super) fn name_components(&mut self, components: Option<&Node<'d>>) {
        let schemas = components.and_then(|components| components.get("schemas"));
        let schemas: Vec<_> = schemas.iter().flat_map(Node::members).collect();
        for (name, schema) in schemas {
            if let Some(end) = self.end_outside(schema) {
                self.components.entry(end.pointer).or_insert_with(|| name.to_owned());
            }
        }
    }

    /// The place in another file where a schema leads that is only a reference.
    pub(super) fn end_outside(&mut self, schema: Node<'d>) -> Option<Node<'d>> {
        let mut seen = HashSet::new();
        let mut end = schema;
        while let Some(reference) = only_reference(&end) {
            if !self.may_do(1, &end.pointer) || !seen.insert(end.pointer.clone()) {
                return None;
            }
            // Whatever is wrong with it is said when it is lowered.
            let text = reference.json.as_str()?;
            end = self.document.resolve(text, &reference.pointer, &mut Diagnostics::default())?;
        }
        (!split_pointer(&end.pointer).0.is_empty()).then_some(end)
    }

    /// Follows a node that may be a Reference Object. If it is one, the place that it leads to names the types in it,
    /// as a part of this kind.
    pub(super) fn follow(&mut self, node: Node<'d>, kind: &str) -> Option<(Node<'d>, Option<Owner>)> {
        let from = node.pointer.clone();
        let node = self.document.follow(node, self.diagnostics)?;
        let owner = if node.pointer == from { None } else { self.owner_of(&node.pointer, kind) };
        Some((node, owner))
    }

    /// The owner of the target of a reference, if its place gives it a name. The kind is empty for a schema.
    pub(super) fn owner_of(&self, pointer: &str, kind: &str) -> Option<Owner> {
        let (file, local) = split_pointer(pointer);
        let parts: Vec<String> = local.split('/').skip(1).map(unescape).collect();
        let name = match self.components.get(pointer) {
            Some(name) => ModelName::Component(name.clone()),
            None if file.is_empty() => ModelName::Component(name_in_root(&parts)?),
            None if kind.is_empty() => ModelName::InFile(name_in_file(file, &parts)?),
            None => ModelName::InFile(format!("{}_{kind}", name_in_file(file, &parts)?)),
        };
        Some(Owner::Named(name))
    }

    /// What the target of a reference is called: the last part of its place, or its file.
    pub(super) fn name_of(&self, pointer: &str) -> String {
        let (file, local) = split_pointer(pointer);
        match (self.components.get(pointer), local.rsplit_once('/')) {
            (Some(name), _) => name.clone(),
            (None, Some((_, last))) => unescape(last),
            (None, None) => stem(file),
        }
    }
}

/// The `$ref` of a schema that says nothing else about values.
fn only_reference<'d>(schema: &Node<'d>) -> Option<Node<'d>> {
    let members = schema.json.as_object()?;
    let annotation = |key: &str| matches!(key, "$ref" | "title" | "summary" | "description");
    let only = members.iter().all(|(key, _)| annotation(key) || key.starts_with("x-"));
    if only { schema.get("$ref") } else { None }
}

fn name_in_root(parts: &[String]) -> Option<String> {
    match parts {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(name.clone())
        }
        [components, schemas, name, definitions, rest @ ..]
            if components == "components"
                && schemas == "schemas"
                && (definitions == "$defs" || definitions == "definitions") =>
        {
            Some(joined(name.clone(), rest))
        }
        [components, kind, name, rest @ ..] if components == "components" => {
            let kind = kind.strip_suffix('s').unwrap_or(kind);
            Some(joined(format!("{name}_{kind}"), rest))
        }
        _ => None,
    }
}

fn name_in_file(file: &str, parts: &[String]) -> Option<String> {
    let Some(first) = parts.first().map(String::as_str) else { return Some(stem(file)) };
    if OPERATIONS.contains(&first) {
        return None;
    }
    if PARTS.contains(&first) {
        return Some(joined(stem(file), parts));
    }
    let mut named = parts;
    while let [container, rest @ ..] = named
        && !rest.is_empty()
        && CONTAINERS.contains(&container.as_str())
    {
        named = rest;
    }
    let (name, rest) = named.split_first()?;
    Some(joined(name.clone(), rest))
}

fn joined(name: String, parts: &[String]) -> String {
    let parts = parts.iter().filter(|part| !STRUCTURE.contains(&part.as_str()));
    parts.fold(name, |name, part| format!("{name}_{part}"))
}

/// The name of a file without its ending, or that of its folder if the file is called `index`.
fn stem(file: &str) -> String {
    let mut parts = file.rsplit('/');
    let name = parts.next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.strip_suffix(".schema").unwrap_or(stem);
    let name = if stem == "index" { parts.next().unwrap_or(stem) } else { stem };
    name.replace("%23", "#").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_give_names() {
        for (pointer, name) in [
            ("/components/schemas/Pet", Some("Pet")),
            ("/components/schemas/Pet/$defs/Leg", Some("Pet_Leg")),
            ("/components/parameters/id/schema", Some("id_parameter")),
            ("/paths/~1pets/get", None),
            ("schemas/Pet.yaml#", Some("Pet")),
            ("schemas/Pet.yaml#/properties/name", Some("Pet_name")),
            ("schemas/pet/index.yaml#", Some("pet")),
            ("schemas/pet.schema.json#", Some("pet")),
            ("types.yaml#/Pet", Some("Pet")),
            ("types.yaml#/Pet/properties/name", Some("Pet_name")),
            ("types.yaml#/Dogs/Pet", Some("Dogs_Pet")),
            ("x.json#/definitions/Pet", Some("Pet")),
            ("x.json#/components/schemas/Pet", Some("Pet")),
            ("x.json#/definitions", Some("definitions")),
            ("paths/x.json#/get/responses/200", None),
            ("a%23b.yaml#", Some("a#b")),
        ] {
            let (file, local) = split_pointer(pointer);
            let parts: Vec<String> = local.split('/').skip(1).map(unescape).collect();
            let found = if file.is_empty() { name_in_root(&parts) } else { name_in_file(file, &parts) };
            assert_eq!(found.as_deref(), name, "{pointer}");
        }
    }
}
