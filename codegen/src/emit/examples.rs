//! Tests of the output crate: every example of a body is read, validated, written, and still the same.
//!
//! Invariant: only examples that fit their schema arrive here, and no test is there twice.

use std::collections::{BTreeSet, HashSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::docs::Doc;
use super::model::mentions;
use super::scope::Scope;
use super::{Content, File, literal, types};
use crate::ir::{self, ContentFormat, Example, ModelId, ModelKind, Value};
use crate::name::OperationNames;

/// The examples that have a test, each as its type and its JSON.
#[derive(Debug, Default)]
pub(super) struct Examples {
    known: HashSet<(String, String)>,
}

impl Examples {
    /// The tests of a file of models. An alias shows the examples of what it stands for.
    pub(super) fn emit_models(&mut self, scope: &Scope<'_>, models: &[ModelId]) -> Option<TokenStream> {
        let mut tests = Vec::new();
        for id in models {
            let model = scope.api.model(*id);
            if matches!(model.kind, ModelKind::Alias(_)) {
                continue;
            }
            let name = heck::ToSnakeCase::to_snake_case(scope.names.model(*id).ty.as_str());
            let value = Value {
                pointer: model.pointer.clone(),
                ty: ir::Type::Model(*id),
                nullable: false,
                boxed: false,
                sensitive: model.sensitive,
                assertions: Vec::new(),
            };
            for (index, example) in model.docs.examples.iter().enumerate() {
                tests.extend(self.emit_test(scope, &format!("{name}_{}", index + 1), &value, example));
            }
        }
        emit_module(&tests)
    }

    /// The tests of an operation.
    pub(super) fn emit_operation(
        &mut self,
        scope: &Scope<'_>,
        it: &ir::Operation,
        names: &OperationNames,
    ) -> Option<TokenStream> {
        let mut tests = Vec::new();
        if let Some(body) = &it.body {
            self.push_content(scope, "request", &body.content, &mut tests);
        }
        for (response, variant) in it.responses.iter().zip(&names.responses) {
            let variant = heck::ToSnakeCase::to_snake_case(variant.as_str());
            self.push_content(scope, &format!("response_{variant}"), &response.content, &mut tests);
        }
        emit_module(&tests)
    }

    fn push_content(
        &mut self,
        scope: &Scope<'_>,
        name: &str,
        content: &[ir::Content],
        tests: &mut Vec<TokenStream>,
    ) {
        let json = content.iter().enumerate().filter(|(_, content)| content.format == ContentFormat::Json);
        let all =
            json.flat_map(|(at, content)| content.examples.iter().map(move |it| (at, &content.value, it)));
        for (index, (at, value, example)) in all.enumerate() {
            let at = if at == 0 { String::new() } else { format!("_content{at}") };
            tests.extend(self.emit_test(scope, &format!("{name}{at}_{}", index + 1), value, example));
        }
    }

    fn emit_test(
        &mut self,
        scope: &Scope<'_>,
        name: &str,
        value: &Value,
        example: &Example,
    ) -> Option<TokenStream> {
        // The parts are names already, and the number at the end keeps it from being a keyword.
        let ident = Ident::new(name, Span::call_site());
        let (ty, json) = (types::of(scope, value), literal::json(&example.value));
        // Components are referred to from many places, and one test says as much as many.
        if !self.known.insert((ty.to_string(), json.clone())) {
            return None;
        }
        let check = if is_validated(value) { quote!(checked) } else { quote!(unchecked) };
        Some(quote! {
            #[test]
            fn #ident() {
                #check::<#ty>(#json);
            }
        })
    }

    /// The file of what all tests share, if there are any.
    pub(super) fn emit_helpers(&self) -> Option<File> {
        if self.known.is_empty() {
            return None;
        }
        let content = Content::Items(vec![emit_helpers()]);
        Some(File { path: "src/examples.rs".to_owned(), content, models: BTreeSet::new() })
    }
}

/// The module of a file's tests.
fn emit_module(tests: &[TokenStream]) -> Option<TokenStream> {
    if tests.is_empty() {
        return None;
    }
    let uses = |word: &str| tests.iter().any(|test| mentions(test, word));
    let helpers = match (uses("checked"), uses("unchecked")) {
        (true, true) => quote!({checked, unchecked}),
        (true, false) => quote!(checked),
        _ => quote!(unchecked),
    };
    let module = |name: &str| {
        let ident = Ident::new(name, Span::call_site());
        uses(name).then(|| quote!(use crate::#ident;))
    };
    let (models, runtime) = (module("models"), module("runtime"));
    Some(quote! {
        #[cfg(test)]
        mod examples {
            use crate::examples::#helpers;
            #models
            #runtime
            #(#tests)*
        }
    })
}

/// Whether the type of a value has checks: models do, and what is made of them.
fn is_validated(value: &Value) -> bool {
    match &value.ty {
        ir::Type::Model(_) => true,
        ir::Type::Array(inner) | ir::Type::Map(inner) => is_validated(inner),
        _ => false,
    }
}

fn emit_helpers() -> TokenStream {
    let docs = Doc::new("What the tests of the document's examples share.").inner();
    quote! {
        #docs
        use crate::runtime::{self, Mode, Read, Validate, Write, Writing};

        #[doc = " Reads, validates and writes an example."]
        #[doc = ""]
        #[doc = " # Panics"]
        #[doc = ""]
        #[doc = " If one of that fails, or what is written is not what was read."]
        #[track_caller]
        pub fn checked<T: Read + Write + Validate>(json: &str) {
            if let Err(violations) = round_trip::<T>(json).validate() {
                panic!("{violations}");
            }
        }

        #[doc = " Reads and writes an example."]
        #[doc = ""]
        #[doc = " # Panics"]
        #[doc = ""]
        #[doc = " If one of that fails, or what is written is not what was read."]
        #[track_caller]
        pub fn unchecked<T: Read + Write>(json: &str) {
            round_trip::<T>(json);
        }

        #[track_caller]
        fn round_trip<T: Read + Write>(json: &str) -> T {
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
