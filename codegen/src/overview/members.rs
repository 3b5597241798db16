//! What a type consists of.

use super::View;
use crate::ir::{Additional, ModelId, ModelKind, Value};
use crate::origin::value::{check, type_text};

/// A field, a branch or a value of a type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Member {
    /// Its name in Rust, or what stands in for one.
    pub name: String,
    /// What the document calls it: the key in JSON, the value, or the tags.
    pub wire: String,
    /// Its type, empty where it is a value.
    pub ty: String,
    /// The type of `models` in that: an index into [`Overview::types`](super::Overview::types).
    pub uses: Option<usize>,
    /// Whether it has to be there.
    pub required: bool,
    /// What `validate()` checks of it, in words.
    pub checks: Vec<String>,
}

impl Member {
    /// The field of a property: an `Option` where that may be left out.
    fn or_none(self) -> Self {
        if self.required { self } else { Self { ty: format!("Option<{}>", self.ty), ..self } }
    }
}

impl View<'_> {
    /// The members of a model.
    pub(super) fn members(&self, id: ModelId) -> Vec<Member> {
        let names = self.names.model(id);
        match &self.api.model(id).kind {
            ModelKind::Object(object) => {
                let fields = object.properties.iter().zip(&names.fields).map(|(property, names)| {
                    let name = names.field.to_string();
                    match &property.constant {
                        // It has no field: the type writes it.
                        Some(constant) => Member {
                            name: String::new(),
                            wire: property.wire.clone(),
                            ty: format!("always {constant:?}"),
                            uses: None,
                            required: property.required,
                            checks: Vec::new(),
                        },
                        None => {
                            self.member(name, &property.wire, &property.value, property.required).or_none()
                        }
                    }
                });
                let others = match &object.additional {
                    Additional::Typed(value) => Some(self.member("*".to_owned(), "*", value, false)),
                    Additional::Open | Additional::Closed(_) => None,
                };
                fields.chain(others).collect()
            }
            ModelKind::Enum(it) => {
                let values = it.values.iter().zip(&names.variants);
                let member = |(value, variant): (&String, &crate::name::Ident)| Member {
                    name: variant.to_string(),
                    wire: value.clone(),
                    ty: String::new(),
                    uses: None,
                    required: false,
                    checks: Vec::new(),
                };
                values.map(member).collect()
            }
            ModelKind::TaggedUnion(union) => {
                let branches = union.branches.iter().zip(&names.variants);
                let member = |(branch, variant): (&crate::ir::Branch, &crate::name::Ident)| Member {
                    name: variant.to_string(),
                    wire: branch.tags.join(" or "),
                    ty: self.subject.model_path(branch.model),
                    uses: Some(self.index[branch.model.0]),
                    required: false,
                    checks: Vec::new(),
                };
                branches.map(member).collect()
            }
            ModelKind::UntaggedUnion(union) => {
                let views = names.fields.iter().map(|names| &names.field);
                let idents: Vec<_> =
                    if union.looks.is_empty() { views.collect() } else { names.variants.iter().collect() };
                let branches = union.branches.iter().zip(idents);
                let member = |(branch, ident): (&crate::ir::UntaggedBranch, &crate::name::Ident)| {
                    self.member(ident.to_string(), &branch.name, &branch.value, false)
                };
                branches.map(member).collect()
            }
            ModelKind::Alias(value) => vec![self.member("0".to_owned(), "", value, true)],
        }
    }

    fn member(&self, name: String, wire: &str, value: &Value, required: bool) -> Member {
        Member {
            name,
            wire: wire.to_owned(),
            ty: type_text(&self.subject, value),
            uses: self.used(value),
            required,
            checks: value.assertions.iter().map(check).collect(),
        }
    }
}
