//! `Debug` for structs that hold something sensitive.
//!
//! Invariant: what is sensitive is never formatted.

use proc_macro2::TokenStream;
use quote::quote;

use super::Subject;
use crate::emit::constructor::debug_field;
use crate::emit::types;

/// Whether the derived one will do.
pub(super) fn is_derived(subject: &Subject<'_>) -> bool {
    let sensitive = |value| types::is_sensitive(subject.scope.api, value);
    !subject.model.sensitive && !subject.fields().any(|(_, property, _)| sensitive(&property.value))
}

pub(super) fn emit(subject: &Subject<'_>) -> TokenStream {
    if is_derived(subject) {
        return TokenStream::new();
    }
    let ty = &subject.names.ty;
    let body = if subject.model.sensitive { redacted(ty.as_str()) } else { emit_fields(subject) };
    quote! {
        impl std::fmt::Debug for #ty {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #body
            }
        }
    }
}

fn redacted(name: &str) -> TokenStream {
    let text = format!("{name}([redacted])");
    quote!(f.write_str(#text))
}

fn emit_fields(subject: &Subject<'_>) -> TokenStream {
    let name = subject.names.ty.as_str();
    let fields = subject
        .fields()
        .map(|(_, property, names)| debug_field(subject.scope, &names.field, &property.value));
    quote! {
        f.debug_struct(#name)
            #(#fields)*
            .field("unknown_fields", &self.unknown_fields)
            .finish()
    }
}
