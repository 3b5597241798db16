//! Writing a struct.
//!
//! Invariant: one call per key, in the order of the table of keys.

use proc_macro2::TokenStream;
use quote::quote;

use super::Subject;

/// The method of the object's trait that writes the known members.
pub(super) fn emit_members(subject: &Subject<'_>) -> TokenStream {
    let members = subject.object.properties.iter().zip(&subject.names.fields).map(|(property, names)| {
        let field = &names.field;
        match (&property.constant, property.required) {
            (Some(_), _) => quote!(object.constant()),
            (None, true) => quote!(object.required(&self.#field)),
            (None, false) => quote!(object.optional(&self.#field)),
        }
    });
    let object = if subject.object.properties.is_empty() { quote!(_object) } else { quote!(object) };
    quote! {
        fn write_members<S: serde::Serializer>(
            &self,
            #object: &mut runtime::ObjectWriter<'_, S>,
        ) {
            #(#members;)*
        }
    }
}
