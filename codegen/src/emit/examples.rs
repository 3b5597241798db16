//! Tests of the output crate: every example of a body is read, validated, written, and still the same.
//!
//! Invariant: only examples that fit their schema arrive here.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::scope::Scope;
use super::{Content, File, literal, types};
use crate::ir::{self, Api, ContentFormat, Example, ModelId, ModelKind, Value};
use crate::name::{Names, OperationNames};

/// Emits the file of tests.
pub(super) fn emit_file(api: &Api, names: &Names) -> File {
    let scope = Scope::elsewhere(api, names);
    let mut tests = Vec::new();
    for (index, model) in api.models.iter().enumerate() {
        push_model(&scope, ModelId(index), &model.docs.examples, &mut tests);
    }
    for (operation, names) in api.operations.iter().zip(&names.operations) {
        push_tests(&scope, operation, names, &mut tests);
    }
    let items = if tests.is_empty() { Vec::new() } else { [vec![emit_helpers(&tests)], tests].concat() };
    File { path: "src/examples.rs".to_owned(), content: Content::Items(items) }
}

/// The tests of a model's own examples. An alias shows those of what it stands for.
fn push_model(scope: &Scope<'_>, id: ModelId, examples: &[Example], tests: &mut Vec<TokenStream>) {
    let model = scope.api.model(id);
    if matches!(model.kind, ModelKind::Alias(_)) {
        return;
    }
    let name = heck::ToSnakeCase::to_snake_case(scope.names.model(id).ty.as_str());
    let value = Value {
        pointer: model.pointer.clone(),
        ty: ir::Type::Model(id),
        nullable: false,
        boxed: false,
        sensitive: model.sensitive,
        assertions: Vec::new(),
    };
    for (index, example) in examples.iter().enumerate() {
        tests.push(emit_test(scope, &format!("model_{name}_{}", index + 1), &value, example));
    }
}

fn push_tests(scope: &Scope<'_>, it: &ir::Operation, names: &OperationNames, tests: &mut Vec<TokenStream>) {
    let module = names.module.as_str();
    if let Some(body) = &it.body {
        push_content(scope, &format!("{module}_request"), &body.content, tests);
    }
    for (response, variant) in it.responses.iter().zip(&names.responses) {
        let variant = heck::ToSnakeCase::to_snake_case(variant.as_str());
        push_content(scope, &format!("{module}_{variant}"), &response.content, tests);
    }
}

fn push_content(scope: &Scope<'_>, name: &str, content: &[ir::Content], tests: &mut Vec<TokenStream>) {
    let json = content.iter().enumerate().filter(|(_, content)| content.format == ContentFormat::Json);
    let all = json.flat_map(|(at, content)| content.examples.iter().map(move |it| (at, &content.value, it)));
    for (index, (at, value, example)) in all.enumerate() {
        let at = if at == 0 { String::new() } else { format!("_content{at}") };
        tests.push(emit_test(scope, &format!("{name}{at}_{}", index + 1), value, example));
    }
}

fn emit_test(scope: &Scope<'_>, name: &str, value: &Value, example: &Example) -> TokenStream {
    // The parts are names already, and the number at the end keeps it from being a keyword.
    let ident = Ident::new(name, Span::call_site());
    let (ty, json) = (types::of(scope, value), literal::json(&example.value));
    let check = if is_validated(value) { quote!(checked) } else { quote!(unchecked) };
    quote! {
        #[test]
        fn #ident() {
            #check::<#ty>(#json);
        }
    }
}

/// Whether the type of a value has checks: models do, and what is made of them.
fn is_validated(value: &Value) -> bool {
    match &value.ty {
        ir::Type::Model(_) => true,
        ir::Type::Array(inner) | ir::Type::Map(inner) => is_validated(inner),
        _ => false,
    }
}

fn emit_helpers(tests: &[TokenStream]) -> TokenStream {
    let uses = |word: &str| tests.iter().any(|test| super::model::mentions(test, word));
    let models = if uses("models") {
        quote!(
            use crate::models;
        )
    } else {
        TokenStream::new()
    };
    let validate = if uses("checked") { quote!(, Validate) } else { TokenStream::new() };
    let checked = if uses("checked") {
        quote! {
            #[doc = " Reads, validates and writes an example."]
            #[track_caller]
            fn checked<T: Read + Write + Validate>(json: &str) {
                if let Err(violations) = unchecked::<T>(json).validate() {
                    panic!("{violations}");
                }
            }
        }
    } else {
        TokenStream::new()
    };
    quote! {
        #models
        use crate::runtime::{self, Mode, Read, Write, Writing #validate};

        #checked

        #[doc = " Reads and writes an example."]
        #[track_caller]
        fn unchecked<T: Read + Write>(json: &str) -> T {
            let value = match T::read(&mut serde_json::Deserializer::from_str(json)) {
                Ok(value) => value,
                Err(error) => panic!("{error}"),
            };
            let written = match serde_json::to_string(&Writing::new(&value, Mode::Full)) {
                Ok(written) => written,
                Err(error) => panic!("{error}"),
            };
            let raw = |json: &str| match runtime::RawJson::read(&mut serde_json::Deserializer::from_str(json)) {
                Ok(raw) => raw,
                Err(error) => panic!("{error}"),
            };
            assert!(raw(&written) == raw(json), "read as {json}, written as {written}");
            value
        }
    }
}
