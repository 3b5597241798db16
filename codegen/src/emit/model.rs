//! One file of models: a component and the types that are inline in it.
//!
//! Invariant: imports are what the items use, no more.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use super::docs::{Doc, deprecated};
use super::examples::{Examples, Home};
use super::scope::Scope;
use super::{Content, File, object, string_enum, tagged_union, types, untagged_union, write_model};
use crate::ir::{Api, Model, ModelId, ModelKind, Value};
use crate::name::Names;

/// Emits the file with this index.
pub(super) fn emit_file(api: &Api, names: &Names, file: usize, examples: &Examples) -> File {
    let scope = Scope::models(api, names, file);
    let models = &names.model_files[file].models;
    let items: Vec<TokenStream> = models.iter().map(|id| emit_model(&scope, *id)).collect();
    let mut items = with_imports(&scope, items);
    let outside = Scope::elsewhere(api, names);
    items.extend(examples.emit_models(&outside, Home::Models(file), models));
    let others = &scope.files() | &outside.files();
    let path = format!("src/models/{}.rs", names.model_files[file].module.as_str());
    File { path, content: Content::Items(items), models: others }
}

fn with_imports(scope: &Scope<'_>, items: Vec<TokenStream>) -> Vec<TokenStream> {
    let imports = scope.imports();
    let supers = match imports.as_slice() {
        [] => TokenStream::new(),
        [one] => quote!(use super::#one;),
        many => quote!(use super::{#(#many),*};),
    };
    let uses_runtime = items.iter().any(|item| leads_into(item, "runtime"));
    let runtime = if uses_runtime {
        quote!(
            use crate::runtime;
        )
    } else {
        TokenStream::new()
    };
    let uses = quote!(#supers #runtime);
    if uses.is_empty() { items } else { std::iter::once(uses).chain(items).collect() }
}

/// Whether tokens hold an identifier.
pub(super) fn mentions(tokens: &TokenStream, word: &str) -> bool {
    tokens.clone().into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => mentions(&group.stream(), word),
        _ => false,
    })
}

/// Whether tokens hold a path through a module. A field or an argument may be called the same.
pub(super) fn leads_into(tokens: &TokenStream, module: &str) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_colon = |tree: Option<&TokenTree>, spacing| matches!(tree, Some(TokenTree::Punct(it)) if it.as_char() == ':' && it.spacing() == spacing);
    trees.iter().enumerate().any(|(index, tree)| match tree {
        TokenTree::Ident(ident) => {
            let (first, second) = (trees.get(index + 1), trees.get(index + 2));
            ident == module && is_colon(first, Spacing::Joint) && is_colon(second, Spacing::Alone)
        }
        TokenTree::Group(group) => leads_into(&group.stream(), module),
        _ => false,
    })
}

fn emit_model(scope: &Scope<'_>, id: ModelId) -> TokenStream {
    let model = scope.api.model(id);
    let item = match &model.kind {
        ModelKind::Object(it) => object::emit(scope, id, it),
        ModelKind::Enum(it) => string_enum::emit(scope, id, it),
        ModelKind::TaggedUnion(it) => tagged_union::emit(scope, id, it),
        ModelKind::UntaggedUnion(it) => untagged_union::emit(scope, id, it),
        ModelKind::Alias(value) => emit_alias(scope, id, model, value),
    };
    let conversion = write_model::emit(scope, id);
    quote!(#item #conversion)
}

/// The doc comment of a model's type.
pub(super) fn docs(model: &Model, fallback: &str) -> Doc {
    Doc::of(&model.docs, fallback).details(&model.docs, model.sensitive).pointer(&model.pointer)
}

fn emit_alias(scope: &Scope<'_>, id: ModelId, model: &Model, value: &Value) -> TokenStream {
    let ty = &scope.names.model(id).ty;
    let docs = docs(model, "Another name for a type.").outer();
    let deprecated = deprecated(&model.docs);
    let target = types::of(scope, value);
    quote! {
        #docs
        #deprecated
        pub type #ty = #target;
    }
}

/// The place that checks of a model start from. One that is sensitive says so itself, because it may be checked
/// on its own.
pub(super) fn emit_place(model: &Model) -> TokenStream {
    if model.sensitive { quote!(let at = &at.sensitive();) } else { TokenStream::new() }
}

/// Lets serde read and write a type the way it reads and writes itself.
pub(super) fn emit_serde(scope: &Scope<'_>, id: ModelId) -> TokenStream {
    let ty = &scope.names.model(id).ty;
    quote!(runtime::serde!(#ty);)
}
