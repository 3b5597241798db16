//! Checks the document's examples and defaults against their schemas. What does not fit is reported and left
//! out, so that the generated tests and documentation tell the truth.

use super::check::fits;
use super::judge;
use super::value::any;
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::{Api, Content, Example, ModelId, ModelKind, Pointer, Type, Value};
use crate::json::Json;
use crate::openapi::join;
use crate::runtime::Rules;

/// Checks all examples and defaults of an API.
pub(super) fn check(api: &mut Api, diagnostics: &mut Diagnostics) {
    *api = judge::with_rules(api, |rules| checked(&mut Checker { api, rules, diagnostics }));
}

/// The same API without the examples and defaults that do not fit.
fn checked(cx: &mut Checker<'_>) -> Api {
    let mut checked = cx.api.clone();
    for (index, model) in checked.models.iter_mut().enumerate() {
        if !matches!(model.kind, ModelKind::Alias(_)) {
            let value = Value { ty: Type::Model(ModelId(index)), ..any(model.pointer.clone()) };
            cx.examples(&value, &mut model.docs.examples);
        }
        match &mut model.kind {
            ModelKind::Object(object) => {
                for property in &mut object.properties {
                    let pointer = join(&property.pointer, "default");
                    cx.default(&property.value, &mut property.default, pointer);
                    cx.examples(&property.value, &mut property.docs.examples);
                }
            }
            ModelKind::Alias(value) => cx.examples(value, &mut model.docs.examples),
            ModelKind::Enum(_) | ModelKind::TaggedUnion(_) | ModelKind::UntaggedUnion(_) => {}
        }
    }
    for operation in &mut checked.operations {
        for parameter in &mut operation.parameters {
            let pointer = join(&join(&parameter.pointer, "schema"), "default");
            cx.default(&parameter.value, &mut parameter.default, pointer);
            cx.examples(&parameter.value, &mut parameter.docs.examples);
        }
        let bodies = operation.body.iter_mut().flat_map(|body| &mut body.content);
        let replies = operation.responses.iter_mut().flat_map(|response| &mut response.content);
        bodies.chain(replies).for_each(|content| cx.content(content));
    }
    checked
}

struct Checker<'a> {
    api: &'a Api,
    rules: &'a Rules<'a>,
    diagnostics: &'a mut Diagnostics,
}

impl Checker<'_> {
    fn default(&mut self, value: &Value, default: &mut Option<Json>, pointer: String) {
        let Some(json) = default else { return };
        if let Err(misfit) = fits(self.api, self.rules, value, json) {
            let message = format!("this default does not fit its schema: {}", misfit.message);
            self.diagnostics.warn(Code::BadDefault, Place::Value(pointer), message, help(misfit.keyword));
            *default = None;
        }
        // Null as a default is what leaving the value out means anyway.
        if *default == Some(Json::Null) {
            *default = None;
        }
    }

    fn examples(&mut self, value: &Value, examples: &mut Vec<Example>) {
        examples.retain(|example| {
            let Err(misfit) = fits(self.api, self.rules, value, &example.value) else { return true };
            let pointer = format!("{}{}", example.pointer, misfit.instance);
            let message = format!("this example does not fit its schema: {}", misfit.message);
            self.diagnostics.warn(Code::BadExample, Place::Value(pointer), message, help(misfit.keyword));
            false
        });
    }

    fn content(&mut self, content: &mut Content) {
        let Content { value, examples, .. } = content;
        self.examples(value, examples);
    }
}

/// What becomes of it, and where the keyword stands that it does not satisfy.
fn help(keyword: Option<Pointer>) -> String {
    match keyword {
        Some(keyword) if keyword.starts_with('/') => format!("it is left out: see `#{keyword}`"),
        Some(keyword) if !keyword.is_empty() => format!("it is left out: see `{keyword}`"),
        _ => "it is left out".to_owned(),
    }
}
