//! Writing a struct.
//!
//! Invariant: one call per key, in the order of the table of keys.

use proc_macro2::TokenStream;
use quote::quote;

use super::Subject;

pub(super) fn emit(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let result = subject.scope.result();
    quote! {
        impl runtime::Write for #ty {
            fn write<S: serde::Serializer>(
                &self,
                serializer: S,
                mode: runtime::Mode,
            ) -> #result<S::Ok, S::Error> {
                runtime::write_object(self, serializer, mode)
            }
        }
    }
}

/// The method of the object's trait that writes the known members.
pub(super) fn emit_members(subject: &Subject<'_>) -> TokenStream {
    let result = subject.scope.result();
    let members = subject.object.properties.iter().zip(&subject.names.fields).map(|(property, names)| {
        let field = &names.field;
        match (&property.constant, property.required) {
            (Some(_), _) => quote!(object.constant()),
            (None, true) => quote!(object.required(&self.#field)),
            (None, false) => quote!(object.optional(&self.#field)),
        }
    });
    let mut members: Vec<TokenStream> = members.collect();
    let last = members.pop().unwrap_or_else(|| quote!(Ok(())));
    let object = if subject.object.properties.is_empty() { quote!(_object) } else { quote!(object) };
    quote! {
        fn write_members<S: serde::Serializer>(
            &self,
            #object: &mut runtime::ObjectWriter<'_, S>,
        ) -> #result<(), S::Error> {
            #(#members?;)*
            #last
        }
    }
}
