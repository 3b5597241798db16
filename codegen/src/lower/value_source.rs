//! `x-value-from`: parameters that repeat a value of the request body (OpenAPI 3.x, Runtime Expressions).

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::{Api, Model, ModelKind, Operation, Pointer, Type, Value, ValueSource};
use crate::openapi::join;

/// Checks each source against the types of the body, which are all known now. A parameter whose expression
/// leads nowhere stays an argument.
pub(super) fn resolve(api: &mut Api, sources: &HashMap<Pointer, String>, diagnostics: &mut Diagnostics) {
    let Api { operations, models, .. } = api;
    for operation in operations {
        for index in 0..operation.parameters.len() {
            let Some(expression) = sources.get(&operation.parameters[index].pointer) else { continue };
            let source = source(operation, models, &operation.parameters[index].value, expression);
            if source.is_none() {
                let pointer = join(&operation.parameters[index].pointer, "x-value-from");
                diagnostics.error(
                    Code::BadValueSource,
                    Place::Value(pointer),
                    format!("`{expression}` is no value of the request body that can stand in a parameter"),
                    "write `$request.body#/` and the name of a required property of the same type, or of the tag of the body",
                );
            }
            operation.parameters[index].source = source;
        }
    }
}

fn source(
    operation: &Operation,
    models: &[Model],
    parameter: &Value,
    expression: &str,
) -> Option<ValueSource> {
    let name = crate::json::unescape(expression.strip_prefix("$request.body#/")?);
    let body = operation.body.as_ref().filter(|body| body.required)?;
    // Where the caller chooses a media type, the body has no one type.
    let [content] = body.content.as_slice() else { return None };
    let Type::Model(id) = content.value.ty else { return None };
    match &models[id.0].kind {
        ModelKind::TaggedUnion(union) => {
            let text = kind(parameter, models) == Some(Kind::Text);
            (union.tag == name && text).then_some(ValueSource::BodyTag)
        }
        ModelKind::Object(object) => {
            let index = object.properties.iter().position(|property| property.wire == name)?;
            let property = &object.properties[index];
            let kind_of_property = kind(&property.value, models)?;
            let usable = property.required && !property.value.nullable && property.constant.is_none();
            (usable && kind(parameter, models) == Some(kind_of_property))
                .then_some(ValueSource::BodyProperty(index))
        }
        _ => None,
    }
}

/// The kinds of value that can stand in a parameter.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Kind {
    Boolean,
    Integer,
    Number,
    Text,
}

fn kind(value: &Value, models: &[Model]) -> Option<Kind> {
    match &value.ty {
        Type::Boolean => Some(Kind::Boolean),
        Type::Integer { .. } => Some(Kind::Integer),
        Type::Number => Some(Kind::Number),
        Type::String | Type::Formatted(_) => Some(Kind::Text),
        Type::Model(id) if matches!(models[id.0].kind, ModelKind::Enum(_)) => Some(Kind::Text),
        _ => None,
    }
}
