//! Operations that give a list page by page.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Subject, responses};
use crate::emit::{literal, types};
use crate::ir::{ModelKind, Object, Pages, Type, Value};
use crate::json::Json;
use crate::name::FieldNames;

/// Emits how to go from page to page, where an operation has pages.
pub(super) fn emit(subject: &Subject<'_>) -> TokenStream {
    let Some(pages) = &subject.it.pages else { return TokenStream::new() };
    let Some(success) = responses::success_model(subject) else { return TokenStream::new() };
    let api = subject.scope.api;
    let ModelKind::Object(object) = &api.model(success).kind else { return TokenStream::new() };
    let names = &subject.scope.names.model(success).fields;
    let Some((items, item)) = list(object, names, &pages.items) else { return TokenStream::new() };
    let ty = &subject.names.ty;
    let item = types::of(subject.scope, item);
    let (page, with_page) = emit_page(subject, pages);
    let size = emit_size(subject, pages);
    let option = subject.scope.option();
    let total = emit_total(object, names, pages);
    quote! {
        impl runtime::Paged for #ty {
            type Item = #item;

            fn page(&self) -> i64 {
                #page
            }

            fn with_page(mut self, page: i64) -> Self {
                #with_page
                self
            }

            fn page_size(&self) -> #option<i64> {
                #size
            }

            fn into_page(body: Self::Success) -> runtime::Page<Self::Item> {
                runtime::Page::new(#items, #total)
            }
        }
    }
}

/// The expression that takes a list out of its object, and what it is a list of.
fn list<'a>(object: &'a Object, names: &[FieldNames], wire: &str) -> Option<(TokenStream, &'a Value)> {
    let at = object.properties.iter().position(|property| property.wire == wire)?;
    let property = &object.properties[at];
    let Type::Array(item) = &property.value.ty else { return None };
    let field = &names[at].field;
    let items = if property.required { quote!(body.#field) } else { quote!(body.#field.unwrap_or_default()) };
    Some((items, item))
}

fn emit_page(subject: &Subject<'_>, pages: &Pages) -> (TokenStream, TokenStream) {
    let (parameter, names) = (&subject.it.parameters[pages.page], &subject.names.parameters[pages.page]);
    let field = &names.field;
    if parameter.required {
        return (quote!(self.#field), quote!(self.#field = page;));
    }
    let first = literal::integer(i128::from(integer(parameter.default.as_ref()).unwrap_or(1)));
    (quote!(self.#field.unwrap_or(#first)), quote!(self.#field = Some(page);))
}

fn emit_size(subject: &Subject<'_>, pages: &Pages) -> TokenStream {
    let Some(size) = pages.size else { return quote!(None) };
    let (parameter, names) = (&subject.it.parameters[size], &subject.names.parameters[size]);
    let field = &names.field;
    match integer(parameter.default.as_ref()) {
        _ if parameter.required => quote!(Some(self.#field)),
        Some(default) => {
            let default = literal::integer(i128::from(default));
            quote!(self.#field.or(Some(#default)))
        }
        None => quote!(self.#field),
    }
}

fn emit_total(object: &Object, names: &[FieldNames], pages: &Pages) -> TokenStream {
    let Some(total) = &pages.total else { return quote!(None) };
    let Some(at) = object.properties.iter().position(|property| property.wire == *total) else {
        return quote!(None);
    };
    let field = &names[at].field;
    if object.properties[at].required { quote!(Some(body.#field)) } else { quote!(body.#field) }
}

fn integer(json: Option<&Json>) -> Option<i64> {
    json?.as_number()?.as_i64()
}
