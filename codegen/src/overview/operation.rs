//! What an operation sends and receives.

use std::collections::BTreeSet;

use super::enforced::{self, Counts};
use super::{Enforced, View, first_paragraph};
use crate::ir::{Content, Pointer, StatusPattern, Value};
use crate::origin::value::{check, type_text};

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationOverview {
    /// Its name in Rust.
    pub name: String,
    /// `operationId`, or an id made from method and path.
    pub id: String,
    /// The HTTP method.
    pub method: String,
    /// The path template.
    pub path: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its place in the document.
    pub pointer: Pointer,
    /// Its summary, or the first paragraph of its description.
    pub about: Option<String>,
    /// Whether the document says not to use it any more.
    pub deprecated: bool,
    /// What it sends, in order: parameters, then bodies by media type.
    pub sends: Vec<Use>,
    /// What it receives, in order: bodies by status and media type, then the headers of all responses.
    pub receives: Vec<Use>,
    /// The keywords that are enforced of what stands in the operation itself.
    pub enforced: BTreeSet<Enforced>,
}

/// A value that an operation sends or receives.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Use {
    /// What kind of thing it is: `body`, `status`, `header`, or where a parameter goes.
    pub kind: &'static str,
    /// Its name: that of a parameter or a header, or the status of a body.
    pub name: String,
    /// The media type, where it is a body.
    pub media_type: Option<String>,
    /// Its type in Rust, empty where there is no body.
    pub ty: String,
    /// The type of `models` in that: an index into [`Overview::types`](super::Overview::types).
    pub uses: Option<usize>,
    /// What `validate()` checks of it, in words.
    pub checks: Vec<String>,
}

impl OperationOverview {
    /// The types that it mentions, sorted: indices into [`Overview::types`](super::Overview::types).
    #[must_use]
    pub fn types(&self) -> BTreeSet<usize> {
        self.sends.iter().chain(&self.receives).filter_map(|it| it.uses).collect()
    }
}

impl View<'_> {
    pub(super) fn operation(&self, index: usize, counts: &mut Counts) -> OperationOverview {
        let (operation, names) = (&self.api.operations[index], &self.names.operations[index]);
        let mut sends = Vec::new();
        for parameter in &operation.parameters {
            sends.push(self.value(parameter.location.as_str(), &parameter.wire, &parameter.value));
        }
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        sends.extend(bodies.map(|content| self.content("body", "", content)));
        let (mut receives, mut headers) = (Vec::new(), Vec::new());
        for response in &operation.responses {
            let status = status(response.status);
            if response.content.is_empty() {
                let (name, ty) = (status.clone(), String::new());
                receives.push(Use {
                    kind: "status",
                    name,
                    media_type: None,
                    ty,
                    uses: None,
                    checks: Vec::new(),
                });
            }
            receives.extend(response.content.iter().map(|content| self.content("status", &status, content)));
            for header in &response.headers {
                let header = self.value("header", &header.wire, &header.value);
                if !headers.contains(&header) {
                    headers.push(header);
                }
            }
        }
        receives.append(&mut headers);
        OperationOverview {
            name: names.ty.to_string(),
            id: operation.id.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            tags: operation.tags.clone(),
            pointer: operation.pointer.clone(),
            about: first_paragraph(operation.docs.title.as_deref(), operation.docs.description.as_deref()),
            deprecated: operation.docs.deprecated,
            sends,
            receives,
            enforced: enforced::of_values(self.api, operation.values(), counts),
        }
    }

    fn value(&self, kind: &'static str, name: &str, value: &Value) -> Use {
        let (ty, uses) = (type_text(&self.subject, value), self.used(value));
        let checks = value.assertions.iter().map(check).collect();
        Use { kind, name: name.to_owned(), media_type: None, ty, uses, checks }
    }

    fn content(&self, kind: &'static str, name: &str, content: &Content) -> Use {
        Use { media_type: Some(content.media_type.clone()), ..self.value(kind, name, &content.value) }
    }
}

fn status(status: StatusPattern) -> String {
    match status {
        StatusPattern::Exact(status) => status.to_string(),
        StatusPattern::Class(class) => format!("{class}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}
