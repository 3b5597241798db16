//! Writing a struct.
//!
//! Invariant: one call per key, in the order of the table of keys.

use proc_macro2::TokenStream;
use quote::quote;

use super::Subject;

pub(super) fn emit(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let result = subject.scope.result();
    let members: Vec<TokenStream> = subject
        .object
        .properties
        .iter()
        .zip(&subject.names.fields)
        .map(|(property, names)| {
            let field = &names.field;
            match (&property.constant, property.required) {
                (Some(_), _) => quote!(object.constant()?;),
                (None, true) => quote!(object.required(&self.#field)?;),
                (None, false) => quote!(object.optional(&self.#field)?;),
            }
        })
        .collect();
    let binding = if members.is_empty() { quote!(let object) } else { quote!(let mut object) };
    quote! {
        impl runtime::Write for #ty {
            fn write<S: serde::Serializer>(
                &self,
                serializer: S,
                mode: runtime::Mode,
            ) -> #result<S::Ok, S::Error> {
                let keys = <Self as runtime::Object>::KEYS;
                #binding = runtime::ObjectWriter::new(serializer, mode, keys, &self.unknown_fields)?;
                #(#members)*
                object.end()
            }
        }
    }
}
