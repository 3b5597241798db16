//! Names operations, their parameters, responses and headers.
//!
//! Invariant: an operation's helper types never take the name of another operation.

use super::members::{FieldScope, Member, name_fields, name_variants};
use super::scope::{Case, Wish, settle};
use super::{FieldNames, Ident, OperationNames, clean, reserved};
use crate::diagnostic::{Diagnostics, Place};
use crate::ir::{Api, Operation, Response, StatusPattern};

const HELPERS: [&str; 4] = ["Required", "Success", "Failure", "Headers"];

/// Names all operations.
pub(super) fn name_operations(api: &Api, diagnostics: &mut Diagnostics) -> Vec<OperationNames> {
    let modules = name_modules(api);
    let types = name_types(api, diagnostics);
    let named = api.operations.iter().zip(modules).zip(types).map(|((operation, module), types)| {
        let [ty, required, success, failure, headers] = types;
        let (parameters, body) = parameters(operation, diagnostics);
        let responses = responses(operation, diagnostics);
        let header_fields = header_fields(operation, diagnostics);
        OperationNames {
            module,
            ty,
            required,
            success,
            failure,
            headers,
            parameters,
            body,
            responses,
            header_fields,
        }
    });
    named.collect()
}

fn name_modules(api: &Api) -> Vec<Ident> {
    let wish = |operation: &Operation| {
        let (wire, word) = (operation.id.clone(), clean::module(&operation.id));
        Wish { wire, word, rank: 0, place: None }
    };
    let wishes: Vec<Wish> = api.operations.iter().map(wish).collect();
    settle(Case::Module, reserved::MODULES, &wishes, &mut Diagnostics::default())
}

/// Five types per operation: itself, and its helpers.
fn name_types(api: &Api, diagnostics: &mut Diagnostics) -> Vec<[Ident; 5]> {
    let mut wishes = Vec::with_capacity(api.operations.len() * 5);
    for operation in &api.operations {
        let (wire, word) = (operation.id.clone(), clean::pascal(&operation.id));
        let helpers = HELPERS.map(|suffix| Wish {
            wire: format!("{wire} {suffix}"),
            word: format!("{word}{suffix}"),
            rank: 1,
            place: None,
        });
        wishes.push(Wish { wire, word, rank: 0, place: Some(Place::Value(operation.pointer.clone())) });
        wishes.extend(helpers);
    }
    let idents = settle(Case::Pascal, &[], &wishes, diagnostics);
    let types = |chunk: &[Ident]| std::array::from_fn(|index| chunk[index].clone());
    idents.chunks_exact(5).map(types).collect()
}

fn parameters(operation: &Operation, diagnostics: &mut Diagnostics) -> (Vec<FieldNames>, FieldNames) {
    let scope = FieldScope { fields: &["allow_unknown", "body"], methods: reserved::OPERATION_METHODS };
    let words = parameter_words(operation);
    let places = operation.parameters.iter().map(|it| Some(Place::Value(it.pointer.clone())));
    let members: Vec<Member<'_>> = words.iter().map(String::as_str).zip(places).collect();
    let mut scope_with_body = reserved::OPERATION_METHODS.to_vec();
    scope_with_body.push("body");
    let scope = FieldScope { methods: &scope_with_body, ..scope };
    let names = name_fields(scope, &members, diagnostics);
    let body = Ident::new("body".to_owned());
    let null_setter = Ident::new("body_null".to_owned());
    (names, FieldNames { field: body.clone(), setter: body.clone(), null_setter, effective: body })
}

/// What parameters are called. One that has the name of an earlier one goes somewhere else, and says so.
fn parameter_words(operation: &Operation) -> Vec<String> {
    let mut words: Vec<String> = Vec::with_capacity(operation.parameters.len());
    for parameter in &operation.parameters {
        let taken = words.contains(&parameter.wire);
        let place = parameter.location.as_str();
        words.push(if taken { format!("{}_in_{place}", parameter.wire) } else { parameter.wire.clone() });
    }
    words
}

fn responses(operation: &Operation, diagnostics: &mut Diagnostics) -> Vec<Ident> {
    let words: Vec<String> = operation.responses.iter().map(response_name).collect();
    let members: Vec<Member<'_>> = words.iter().map(|word| (word.as_str(), None)).collect();
    name_variants(&[], &members, diagnostics)
}

/// The standard's own word for a status, if it has one.
fn response_name(response: &Response) -> String {
    match response.status {
        StatusPattern::Exact(status) => {
            let reason = http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
            match reason
                .filter(|reason| reason.chars().all(|c| c.is_ascii_alphabetic() || c == ' ' || c == '-'))
            {
                Some(reason) => reason.to_owned(),
                None => format!("Status{status}"),
            }
        }
        StatusPattern::Class(1) => "Informational".to_owned(),
        StatusPattern::Class(2) => "Success".to_owned(),
        StatusPattern::Class(3) => "Redirection".to_owned(),
        StatusPattern::Class(4) => "ClientError".to_owned(),
        StatusPattern::Class(5) => "ServerError".to_owned(),
        StatusPattern::Class(class) => format!("Class{class}"),
        StatusPattern::Default => "Other".to_owned(),
    }
}

fn header_fields(operation: &Operation, diagnostics: &mut Diagnostics) -> Vec<(String, Ident)> {
    let mut members: Vec<Member<'_>> = Vec::new();
    for header in operation.responses.iter().flat_map(|response| &response.headers) {
        if !members.iter().any(|(known, _)| known.eq_ignore_ascii_case(&header.wire)) {
            members.push((&header.wire, Some(Place::Value(header.pointer.clone()))));
        }
    }
    let names = name_fields(FieldScope { fields: &[], methods: &[] }, &members, diagnostics);
    members
        .into_iter()
        .zip(names)
        .map(|((wire, _), names)| (wire.to_ascii_lowercase(), names.field))
        .collect()
}
