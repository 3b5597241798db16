//! Reports parameters with values that their style has no way to write: lists in lists, objects in objects.
//!
//! Invariant: what the runtime does with them is sound all the same; it writes the inner value as JSON text.

use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::{Additional, Api, ModelKind, Parameter, Style, Type, Value};

/// Reports them, now that all models are known.
pub(super) fn report(api: &Api, diagnostics: &mut Diagnostics) {
    for parameter in api.operations.iter().flat_map(|operation| &operation.parameters) {
        let says_all = matches!(parameter.style, Style::DeepObject | Style::Json);
        if !says_all && is_nested(api, parameter) {
            let message = "lists and objects inside this parameter are written as JSON text";
            let help = "the standard does not say how: describe the text by `content`";
            let place = Place::Value(parameter.pointer.clone());
            diagnostics.warn(Code::NotEnforced, place, message, help);
        }
    }
}

/// Whether something inside a value is no scalar.
fn is_nested(api: &Api, parameter: &Parameter) -> bool {
    let value = resolve(api, &parameter.value);
    match &value.ty {
        Type::Array(inner) | Type::Map(inner) => is_composite(api, inner),
        Type::Model(id) => match &api.model(*id).kind {
            ModelKind::Object(object) => {
                let additional = match &object.additional {
                    Additional::Typed(value) => Some(&**value),
                    _ => None,
                };
                let properties = object.properties.iter().map(|property| &property.value);
                properties.chain(additional).any(|value| is_composite(api, value))
            }
            _ => false,
        },
        _ => false,
    }
}

fn is_composite(api: &Api, value: &Value) -> bool {
    match &resolve(api, value).ty {
        Type::Array(_) | Type::Map(_) | Type::AnyObject => true,
        Type::Model(id) => matches!(api.model(*id).kind, ModelKind::Object(_)),
        _ => false,
    }
}

/// Looks through aliases.
fn resolve<'a>(api: &'a Api, mut value: &'a Value) -> &'a Value {
    // A chain of aliases is no longer than the list of models; a loop would be.
    for _ in 0..api.models.len() {
        match &value.ty {
            Type::Model(id) => match &api.model(*id).kind {
                ModelKind::Alias(target) => value = target,
                _ => return value,
            },
            _ => return value,
        }
    }
    value
}
