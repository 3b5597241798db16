//! The statements that put files into a body, which is read of JSON: JSON has texts in their places.
//!
//! Files inside of other values are texts there too, and those of members that the document does not name have no flag.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::text;
use crate::emit::scope::Scope;
use crate::emit::types;
use crate::ir::{Api, Content, Direction, ModelId, ModelKind, Type, Value};

/// Emits the statements for a body that is at hand under this name.
pub(super) fn emit(scope: &Scope<'_>, content: &Content, arguments: &Ident, value: &Ident) -> TokenStream {
    let body = types::resolve(scope.api, &content.value);
    match body.ty {
        Type::Model(id) if !body.nullable => emit_model(scope, id, arguments, value),
        _ => TokenStream::new(),
    }
}

fn emit_model(scope: &Scope<'_>, id: ModelId, arguments: &Ident, value: &Ident) -> TokenStream {
    let names = scope.names.model(id);
    let branches: Vec<Option<ModelId>> = match &scope.api.model(id).kind {
        ModelKind::Object(object) => {
            let files = object.properties.iter().zip(&names.fields).filter(|(property, _)| {
                property.direction != Direction::ReadOnly && is_file(scope.api, &property.value)
            });
            let puts = files.map(|(property, names)| {
                let (wire, field) = (text::line(&property.wire), &names.field);
                quote!(#arguments.put_files(#wire, &mut #value.#field);)
            });
            return puts.collect();
        }
        ModelKind::TaggedUnion(union) => union.branches.iter().map(|it| Some(it.model)).collect(),
        // Without looks it keeps the JSON, and no file.
        ModelKind::UntaggedUnion(union) if !union.looks.is_empty() => {
            let models = union.branches.iter().map(|it| match types::resolve(scope.api, &it.value) {
                Value { ty: Type::Model(id), nullable: false, .. } => Some(*id),
                _ => None,
            });
            models.collect()
        }
        _ => return TokenStream::new(),
    };
    let ty = types::of(scope, &model(scope, id));
    let arms = branches.iter().zip(&names.variants).filter_map(|(branch, variant)| {
        let is_object = |id: &ModelId| matches!(scope.api.model(*id).kind, ModelKind::Object(_));
        let puts = emit_model(scope, branch.filter(is_object)?, arguments, value);
        (!puts.is_empty()).then(|| quote!(#ty::#variant(#value) => { #puts }))
    });
    let arms: Vec<TokenStream> = arms.collect();
    if arms.is_empty() {
        return TokenStream::new();
    }
    // There is always a variant for what looks like none of them, or is tagged as none.
    quote! {
        match &mut #value {
            #(#arms)*
            _ => {}
        }
    }
}

/// Whether files have a place in a model, or in each branch of it. Below branches they have none.
pub(super) fn can_be_in(api: &Api, id: ModelId) -> bool {
    match &api.model(id).kind {
        ModelKind::Object(_) => true,
        ModelKind::UntaggedUnion(union) => {
            !union.looks.is_empty() && union.branches.iter().all(|branch| !branch.value.nullable)
        }
        _ => false,
    }
}

/// A value of a model as it is.
fn model(scope: &Scope<'_>, id: ModelId) -> Value {
    let pointer = scope.api.model(id).pointer.clone();
    let (ty, assertions) = (Type::Model(id), Vec::new());
    Value { pointer, ty, nullable: false, boxed: false, sensitive: false, assertions }
}

/// Whether a value is a file, or a list of files.
fn is_file(api: &Api, value: &Value) -> bool {
    match &types::resolve(api, value).ty {
        Type::Binary => true,
        Type::Array(items) => types::resolve(api, items).ty == Type::Binary,
        _ => false,
    }
}
