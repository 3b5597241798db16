//! Where in the document the public items of a crate come from.

use std::collections::HashMap;

use crate::ir::{Api, ModelKind, Pointer, join};
use crate::name::{FieldNames, Ident, Names};
use crate::origin::origins;

/// Where items come from, by path.
pub(super) struct Places(HashMap<String, Pointer>);

impl Places {
    /// The places of the items and members that stand for something in the document.
    pub(super) fn new(api: &Api, names: &Names) -> Self {
        let mut places = Self(HashMap::new());
        for origin in origins(api, names) {
            places.add(origin.path, &origin.pointer);
        }
        for (model, own) in api.models.iter().zip(&names.models) {
            let path = format!("models::{}", own.ty);
            let required = format!("models::{}", own.required);
            places.add(required.clone(), &model.pointer);
            match &model.kind {
                ModelKind::Object(object) => {
                    for (property, names) in object.properties.iter().zip(&own.fields) {
                        places.add_field(&path, &required, names, &property.pointer);
                    }
                }
                ModelKind::Enum(list) => {
                    for (index, variant) in own.variants.iter().enumerate() {
                        let place = join(&list.keyword, &index.to_string());
                        places.0.insert(format!("{path}::{variant}"), place);
                    }
                }
                ModelKind::TaggedUnion(_) | ModelKind::UntaggedUnion(_) | ModelKind::Alias(_) => {}
            }
        }
        for (operation, own) in api.operations.iter().zip(&names.operations) {
            let path = |ident: &Ident| format!("operations::{ident}");
            for ident in [&own.required, &own.success, &own.failure, &own.headers, &own.content.ty] {
                places.add(path(ident), &operation.pointer);
            }
            for (parameter, names) in operation.parameters.iter().zip(&own.parameters) {
                places.add_field(&path(&own.ty), &path(&own.required), names, &parameter.pointer);
            }
            if let Some(body) = &operation.body {
                places.add_field(&path(&own.ty), &path(&own.required), &own.body, &body.pointer);
            }
            for (wire, ident) in &own.header_fields {
                let headers = operation.responses.iter().flat_map(|it| &it.headers);
                let header = headers.into_iter().find(|it| it.wire.eq_ignore_ascii_case(wire));
                if let Some(header) = header {
                    places.add(format!("{}::{ident}", path(&own.headers)), &header.pointer);
                }
            }
        }
        for (scheme, own) in api.security_schemes.iter().zip(&names.credentials) {
            for ident in [&own.constructor, &own.token] {
                places.add(format!("credentials::{ident}"), &scheme.pointer);
            }
        }
        places.add("SERVERS".to_owned(), "/servers");
        places.add("Server".to_owned(), "/servers");
        places
    }

    fn add(&mut self, path: String, pointer: &str) {
        self.0.entry(path).or_insert_with(|| pointer.to_owned());
    }

    fn add_field(&mut self, path: &str, required: &str, names: &FieldNames, pointer: &str) {
        for ident in [&names.field, &names.setter, &names.null_setter, &names.effective] {
            self.add(format!("{path}::{ident}"), pointer);
        }
        self.add(format!("{required}::{}", names.field), pointer);
    }

    /// Where an item or a member comes from, if it has a place of its own.
    pub(super) fn own(&self, path: &str) -> Option<&Pointer> {
        self.0.get(path)
    }

    /// Where a member comes from, or else what it is a member of.
    pub(super) fn nearest(&self, path: &str) -> Option<&Pointer> {
        self.own(path).or_else(|| self.own(path.rsplit_once("::")?.0))
    }
}
