//! Tests of the output crate: every example of a body is read, validated, written, and still the same.
//!
//! Invariant: only examples that fit their schema arrive here, and no test is there twice.

use std::collections::{BTreeSet, HashMap, HashSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::docs::Doc;
use super::model::{leads_into, mentions};
use super::scope::Scope;
use super::{Content, File, literal, types};
use crate::ir::{self, Api, ContentFormat, Example, Model, ModelId, ModelKind, Value};
use crate::name::{Names, OperationNames};

/// Which file tests each example, told by its type and its JSON: the first in which it stands. Components are referred
/// to from many places, and one test says as much as many.
#[derive(Debug, Default)]
pub(super) struct Examples {
    homes: HashMap<Key, Home>,
}

type Key = (String, String);

/// A file with tests.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Home {
    /// A file of models, by index.
    Models(usize),
    /// The file of an operation, by index.
    Operation(usize),
}

impl Examples {
    /// Finds all examples of an API.
    pub(super) fn of(api: &Api, names: &Names) -> Self {
        let mut homes = HashMap::new();
        let mut add = |value: &Value, examples: &[Example], home| {
            for example in examples {
                homes.entry(key(value, example)).or_insert(home);
            }
        };
        for (index, file) in names.model_files.iter().enumerate() {
            for id in &file.models {
                let model = api.model(*id);
                if !matches!(model.kind, ModelKind::Alias(_)) {
                    add(&value_of(model, *id), &model.docs.examples, Home::Models(index));
                }
            }
        }
        for (index, operation) in api.operations.iter().enumerate() {
            let bodies = operation.body.iter().map(|body| &body.content);
            let contents = bodies.chain(operation.responses.iter().map(|response| &response.content));
            for content in contents.flatten().filter(|content| content.format == ContentFormat::Json) {
                add(&content.value, &content.examples, Home::Operation(index));
            }
        }
        Self { homes }
    }

    /// The tests of a file of models. An alias shows the examples of what it stands for.
    pub(super) fn emit_models(
        &self,
        scope: &Scope<'_>,
        home: Home,
        models: &[ModelId],
    ) -> Option<TokenStream> {
        let mut tests = Tests { examples: self, home, seen: HashSet::new(), list: Vec::new() };
        for id in models {
            let model = scope.api.model(*id);
            if matches!(model.kind, ModelKind::Alias(_)) {
                continue;
            }
            let name = heck::ToSnakeCase::to_snake_case(scope.names.model(*id).ty.as_str());
            let value = value_of(model, *id);
            for (index, example) in model.docs.examples.iter().enumerate() {
                tests.push(scope, &format!("{name}_{}", index + 1), &value, example);
            }
        }
        emit_module(&tests.list)
    }

    /// The tests of an operation.
    pub(super) fn emit_operation(
        &self,
        scope: &Scope<'_>,
        home: Home,
        it: &ir::Operation,
        names: &OperationNames,
    ) -> Option<TokenStream> {
        let mut tests = Tests { examples: self, home, seen: HashSet::new(), list: Vec::new() };
        if let Some(body) = &it.body {
            tests.push_content(scope, "request", &body.content);
        }
        for (response, variant) in it.responses.iter().zip(&names.responses) {
            let variant = heck::ToSnakeCase::to_snake_case(variant.as_str());
            tests.push_content(scope, &format!("response_{variant}"), &response.content);
        }
        emit_module(&tests.list)
    }

    /// The file of what all tests share, if there are any.
    pub(super) fn emit_helpers(&self) -> Option<File> {
        if self.homes.is_empty() {
            return None;
        }
        let content = Content::Items(vec![emit_helpers()]);
        Some(File { path: "src/examples.rs".to_owned(), content, models: BTreeSet::new() })
    }
}

/// The tests of one file.
struct Tests<'a> {
    examples: &'a Examples,
    home: Home,
    seen: HashSet<Key>,
    list: Vec<TokenStream>,
}

impl Tests<'_> {
    fn push_content(&mut self, scope: &Scope<'_>, name: &str, content: &[ir::Content]) {
        let json = content.iter().enumerate().filter(|(_, content)| content.format == ContentFormat::Json);
        let all =
            json.flat_map(|(at, content)| content.examples.iter().map(move |it| (at, &content.value, it)));
        for (index, (at, value, example)) in all.enumerate() {
            let at = if at == 0 { String::new() } else { format!("_content{at}") };
            self.push(scope, &format!("{name}{at}_{}", index + 1), value, example);
        }
    }

    fn push(&mut self, scope: &Scope<'_>, name: &str, value: &Value, example: &Example) {
        let key = key(value, example);
        if self.examples.homes.get(&key) != Some(&self.home) || self.seen.contains(&key) {
            return;
        }
        // The parts are names already, and the number at the end keeps it from being a keyword.
        let ident = Ident::new(name, Span::call_site());
        let (ty, json) = (types::of(scope, value), &key.1);
        let check = if is_validated(value) { quote!(checked) } else { quote!(unchecked) };
        self.list.push(quote! {
            #[test]
            fn #ident() {
                #check::<#ty>(#json);
            }
        });
        self.seen.insert(key);
    }
}

/// What makes an example the same as another one.
fn key(value: &Value, example: &Example) -> Key {
    (format!("{:?} {}", value.ty, value.nullable), literal::json(&example.value))
}

/// A value of a model.
fn value_of(model: &Model, id: ModelId) -> Value {
    Value {
        pointer: model.pointer.clone(),
        ty: ir::Type::Model(id),
        nullable: false,
        boxed: false,
        sensitive: model.sensitive,
        assertions: Vec::new(),
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
        tests.iter().any(|test| leads_into(test, name)).then(|| quote!(use crate::#ident;))
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
