//! What enums of branches have in common, whatever tells their branches apart.
//!
//! Invariant: each branch is the only field of its variant, and `Unknown` has what no branch takes.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use crate::name::ModelNames;

/// Emits the writer: a branch writes itself, unless it is among those that must not be shown.
pub(super) fn emit_write(scope: &Scope<'_>, names: &ModelNames, secret: &[bool]) -> TokenStream {
    let (ty, result) = (&names.ty, scope.result());
    let variants = names.variants.iter().zip(secret).map(|(variant, secret)| {
        let write = if *secret { quote!(runtime::write_secret) } else { quote!(runtime::Write::write) };
        quote!(Self::#variant(value) => #write(value, serializer, mode),)
    });
    quote! {
        impl runtime::Write for #ty {
            fn write<S: serde::Serializer>(
                &self,
                serializer: S,
                mode: runtime::Mode,
            ) -> #result<S::Ok, S::Error> {
                match self {
                    #(#variants)*
                    Self::Unknown(value) => runtime::Write::write(value, serializer, mode),
                }
            }
        }
    }
}

/// Emits a `Debug` that shows nothing, for a type that does not derive it.
pub(super) fn emit_redacted_debug(names: &ModelNames) -> TokenStream {
    let ty = &names.ty;
    let text = format!("{}([redacted])", ty.as_str());
    quote! {
        impl std::fmt::Debug for #ty {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(#text)
            }
        }
    }
}
