//! Names operations, their parameters, responses and headers.
//!
//! Invariant: an operation's helper types never take the name of another operation.

use super::members::{FieldScope, Member, name_fields, name_variants};
use super::scope::{Case, Wish, settle};
use super::{ContentNames, FieldNames, Given, Ident, OperationNames, clean, reserved};
use crate::diagnostic::{Diagnostics, Place};
use crate::ir::{Api, Content, Operation, Response, StatusPattern};

const HELPERS: [&str; 5] = ["Required", "Success", "Failure", "Headers", "Body"];

/// Names all operations.
pub(super) fn name_operations(
    api: &Api,
    given: &Given,
    diagnostics: &mut Diagnostics,
) -> Vec<OperationNames> {
    let modules = name_modules(api, given);
    let types = name_types(api, given, diagnostics);
    let named = api.operations.iter().zip(modules).zip(types).map(|((operation, module), types)| {
        let [ty, required, success, failure, headers, body_type] = types.fixed;
        let content = operation.body.as_ref().map_or(&[][..], |body| &body.content);
        let content = ContentNames { ty: body_type, variants: content_variants(content) };
        let replies = operation.responses.iter().zip(types.replies);
        let response_content =
            replies.map(|(it, ty)| ContentNames { ty, variants: content_variants(&it.content) }).collect();
        let (parameters, body) = parameters(operation, given, diagnostics);
        let responses = responses(operation, given, diagnostics);
        let header_fields = header_fields(operation, given, diagnostics);
        OperationNames {
            module,
            ty,
            required,
            success,
            failure,
            headers,
            parameters,
            body,
            content,
            responses,
            response_content,
            header_fields,
        }
    });
    named.collect()
}

fn name_modules(api: &Api, given: &Given) -> Vec<Ident> {
    let wish = |operation: &Operation| {
        let name = given.ty(&operation.pointer).map_or(operation.id.as_str(), |(name, _)| name);
        let (wire, word) = (name.to_owned(), clean::module(name));
        Wish { wire, word, spelt: clean::spelt_module(name), rank: 0, place: None, given: None }
    };
    let wishes: Vec<Wish> = api.operations.iter().map(wish).collect();
    settle(Case::Module, reserved::MODULES, &wishes, &mut Diagnostics::default())
}

/// The types of an operation.
struct Types {
    /// Itself, and its helpers.
    fixed: [Ident; 6],
    /// The body of each response.
    replies: Vec<Ident>,
}

fn name_types(api: &Api, given: &Given, diagnostics: &mut Diagnostics) -> Vec<Types> {
    let mut wishes = Vec::with_capacity(api.operations.len() * 6);
    for operation in &api.operations {
        let name = given.ty(&operation.pointer);
        let (wire, word) = match &name {
            Some((name, _)) => ((*name).to_owned(), (*name).to_owned()),
            None => (operation.id.clone(), clean::pascal(&operation.id)),
        };
        let helper = |suffix: String| Wish {
            wire: format!("{wire} {suffix}"),
            word: format!("{word}{suffix}"),
            spelt: Vec::new(),
            rank: 1,
            place: None,
            given: None,
        };
        let helpers = HELPERS.map(|suffix| helper(suffix.to_owned()));
        let replies = operation.responses.iter().map(response_name);
        let replies: Vec<Wish> =
            replies.map(|name| helper(format!("{}Body", clean::pascal(&name)))).collect();
        let (spelt, place) = (clean::spelt_pascal(&wire), Some(Place::Value(operation.pointer.clone())));
        wishes.push(Wish { wire, word, spelt, rank: 0, place, given: None }.or_given(name));
        wishes.extend(helpers);
        wishes.extend(replies);
    }
    let mut idents = settle(Case::Pascal, &[], &wishes, diagnostics).into_iter();
    let mut next = || idents.next().unwrap_or_else(|| Ident::new(String::new()));
    let types = |operation: &Operation| Types {
        fixed: std::array::from_fn(|_| next()),
        replies: operation.responses.iter().map(|_| next()).collect(),
    };
    api.operations.iter().map(types).collect()
}

/// What the media types of a body are called.
fn content_variants(content: &[Content]) -> Vec<Ident> {
    let words: Vec<String> = content.iter().map(content_name).collect();
    let members: Vec<_> = words.iter().map(|word| ((word.as_str(), None), None)).collect();
    name_variants(&[], &members, &mut Diagnostics::default())
}

/// A word for a media type: its suffix or subtype, or all of it where that is more than a format.
fn content_name(content: &Content) -> String {
    let essence = content.media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "*/*" => "Any".to_owned(),
        "application/x-www-form-urlencoded" => "Form".to_owned(),
        "multipart/form-data" => "Multipart".to_owned(),
        "application/octet-stream" => "Bytes".to_owned(),
        "text/plain" => "Text".to_owned(),
        _ => {
            let (kind, subtype) = essence.split_once('/').unwrap_or(("", &essence));
            let subtype = subtype.trim_start_matches("x-").replace('*', &format!("any {kind}"));
            // The name of the format says little where there is a version or a vendor.
            subtype.strip_suffix("+json").map_or_else(|| subtype.clone(), str::to_owned)
        }
    }
}

fn parameters(
    operation: &Operation,
    given: &Given,
    diagnostics: &mut Diagnostics,
) -> (Vec<FieldNames>, FieldNames) {
    let scope = FieldScope { fields: &["allow_unknown", "body"], methods: reserved::OPERATION_METHODS };
    let words = parameter_words(operation);
    let places = operation.parameters.iter().map(|it| Some(Place::Value(it.pointer.clone())));
    let members: Vec<Member<'_>> = words.iter().map(String::as_str).zip(places).collect();
    let mut scope_with_body = reserved::OPERATION_METHODS.to_vec();
    scope_with_body.push("body");
    let scope = FieldScope { methods: &scope_with_body, ..scope };
    let names = name_fields(scope, &members, given, diagnostics);
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

fn responses(operation: &Operation, given: &Given, diagnostics: &mut Diagnostics) -> Vec<Ident> {
    let words: Vec<String> = operation.responses.iter().map(response_name).collect();
    let names = operation.responses.iter().map(|it| given.ty(&it.pointer));
    let members: Vec<_> = words.iter().map(|word| (word.as_str(), None)).zip(names).collect();
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

fn header_fields(
    operation: &Operation,
    given: &Given,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Ident)> {
    let mut members: Vec<Member<'_>> = Vec::new();
    for header in operation.responses.iter().flat_map(|response| &response.headers) {
        if !members.iter().any(|(known, _)| known.eq_ignore_ascii_case(&header.wire)) {
            members.push((&header.wire, Some(Place::Value(header.pointer.clone()))));
        }
    }
    let names = name_fields(FieldScope { fields: &[], methods: &[] }, &members, given, diagnostics);
    members
        .into_iter()
        .zip(names)
        .map(|((wire, _), names)| (wire.to_ascii_lowercase(), names.field))
        .collect()
}
