//! Operations in words.

use super::value::{reasons, type_text};
use super::{Origin, Subject};
use crate::ir::{Operation, Parameter, StatusPattern, ValueSource};
use crate::name::{Ident, OperationNames};

/// Tells where an operation, its arguments and its responses come from.
pub(super) fn tell(subject: &Subject<'_>, index: usize, origins: &mut Vec<Origin>) {
    let (operation, names) = (&subject.api.operations[index], &subject.names.operations[index]);
    let path = format!("operations::{}", names.ty);
    let mut because = vec![format!("Named after the operation `{}`.", operation.id)];
    if !operation.tags.is_empty() {
        let tags: Vec<String> = operation.tags.iter().map(|tag| format!("`{tag}`")).collect();
        because.push(format!("Its tags are {}.", tags.join(", ")));
    }
    if operation.pages.is_some() {
        because.push("It gives a list page by page: it is `runtime::Paged`.".into());
    }
    let what = format!("an operation: `{} {}`", operation.method, operation.path);
    origins.push(Origin { path: path.clone(), pointer: operation.pointer.clone(), what, because });
    for (parameter, names) in operation.parameters.iter().zip(&names.parameters) {
        origins.push(parameter_origin(subject, &path, parameter, &names.field));
    }
    if let Some(body) = operation.body.as_ref().filter(|body| !body.content.is_empty()) {
        let contents: Vec<String> = body
            .content
            .iter()
            .map(|content| format!("`{}` as `{}`", content.media_type, type_text(subject, &content.value)))
            .collect();
        let mut because = vec![format!("It is sent as {}.", contents.join(", or "))];
        if !body.required {
            because.push("It may be left out: an `Option`, and a setter.".into());
        }
        origins.push(Origin {
            path: format!("{path}::{}", names.body.field),
            pointer: body.pointer.clone(),
            what: "the request body".into(),
            because,
        });
    }
    responses(subject, operation, names, origins);
}

fn parameter_origin(subject: &Subject<'_>, owner: &str, parameter: &Parameter, name: &Ident) -> Origin {
    let ty = type_text(subject, &parameter.value);
    let described = match &parameter.part {
        Some(part) => format!("the header `{}` of the part `{}`", part.name, part.property),
        None => format!("the {} parameter `{}`", parameter.location.as_str(), parameter.wire),
    };
    let mut because = Vec::new();
    let what = if parameter.source.is_some() {
        format!("no argument: {described}")
    } else if parameter.required {
        format!("an argument of the type `{ty}`: {described}")
    } else {
        because.push("It may be left out: a setter.".to_owned());
        format!("an argument of the type `Option<{ty}>`: {described}")
    };
    match parameter.source {
        Some(ValueSource::BodyTag) => {
            because.push("It repeats the tag of the body, and is taken from there.".into());
        }
        Some(ValueSource::BodyProperty(_)) => {
            because.push("It repeats a property of the body, and is taken from there.".into());
        }
        None => {}
    }
    because.extend(reasons(&parameter.value));
    if parameter.default.is_some() {
        because
            .push("It has a default, which the documentation says and which is never sent by itself.".into());
    }
    Origin { path: format!("{owner}::{name}"), pointer: parameter.pointer.clone(), what, because }
}

fn responses(
    subject: &Subject<'_>,
    operation: &Operation,
    names: &OperationNames,
    origins: &mut Vec<Origin>,
) {
    for (response, variant) in operation.responses.iter().zip(&names.responses) {
        let status = match response.status {
            StatusPattern::Exact(status) => status.to_string(),
            StatusPattern::Class(class) => format!("{class}XX"),
            StatusPattern::Default => "default".to_owned(),
        };
        let path = if !operation.is_success(response) {
            format!("operations::{}::{variant}", names.failure)
        } else if operation.has_several_successes() {
            format!("operations::{}::{variant}", names.success)
        } else {
            // The type that the trait `Operation` has for it.
            format!("operations::{}::Success", names.ty)
        };
        let contents: Vec<String> = response
            .content
            .iter()
            .map(|content| format!("`{}` as `{}`", content.media_type, type_text(subject, &content.value)))
            .collect();
        let because = if contents.is_empty() {
            vec!["It has no body.".to_owned()]
        } else {
            vec![format!("It comes as {}.", contents.join(", or "))]
        };
        origins.push(Origin {
            path,
            pointer: response.pointer.clone(),
            what: format!("the response `{status}` of `{}`", operation.id),
            because,
        });
    }
}
