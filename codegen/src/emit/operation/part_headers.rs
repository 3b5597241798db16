//! Checks that parts have the headers that they need.
//!
//! Invariant: a header is asked for only where its part is sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Subject, content};
use crate::ir::{ModelKind, Type};
use crate::name::Ident;

/// The checks of all parts that may be left out, and need a header if they are not.
pub(super) fn emit_checks<'a>(subject: &'a Subject<'a>) -> impl Iterator<Item = TokenStream> + 'a {
    let headers = subject.it.parameters.iter().zip(&subject.names.parameters);
    headers.filter_map(|(header, names)| {
        let part = header.part.as_ref()?;
        let present = emit_present(subject, part.needed_by?)?;
        let (wire, place) = (&header.wire, &header.pointer);
        Some(emit_check(&names.field, wire, place, &present))
    })
}

fn emit_check(field: &Ident, wire: &str, place: &str, present: &TokenStream) -> TokenStream {
    quote! {
        if self.#field.is_none() && #present {
            let at = at.property(#wire).schema(#place);
            report.fail(&at, "required", format_args!("the part needs this header"));
        }
    }
}

/// Whether the body has a property that is sent.
fn emit_present(subject: &Subject<'_>, index: usize) -> Option<TokenStream> {
    let body = subject.it.body.as_ref()?;
    let Type::Model(id) = content::of_body(body)?.value.ty else { return None };
    let ModelKind::Object(object) = &subject.scope.api.model(id).kind else { return None };
    let (property, field) =
        (object.properties.get(index)?, &subject.scope.names.model(id).fields.get(index)?.field);
    let own = &subject.names.body.field;
    let is_list = matches!(property.value.ty, Type::Array(_));
    let option = subject.scope.option();
    // A list without items becomes no part.
    let has = |body: &TokenStream| match (property.required, property.value.nullable) {
        (true, false) if is_list => quote!(!#body.#field.is_empty()),
        (true, false) => quote!(true),
        (false, true) if is_list => {
            quote!(#body.#field.as_ref().is_some_and(|items| items.as_ref().is_some_and(|items| !items.is_empty())))
        }
        (false, true) => quote!(#body.#field.as_ref().is_some_and(#option::is_some)),
        _ if is_list => quote!(#body.#field.as_ref().is_some_and(|items| !items.is_empty())),
        _ => quote!(#body.#field.is_some()),
    };
    Some(match (body.required, property.required && !property.value.nullable && !is_list) {
        (true, _) => has(&quote!(self.#own)),
        (false, true) => quote!(self.#own.is_some()),
        (false, false) => {
            let has = has(&quote!(body));
            quote!(self.#own.as_ref().is_some_and(|body| #has))
        }
    })
}
