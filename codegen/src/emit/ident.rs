//! Identifiers as tokens.
//!
//! Invariant: the only place where an identifier is made from text, and that text comes from
//! the `name` stage.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

use crate::name;

impl ToTokens for name::Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ident = if self.is_raw() {
            Ident::new_raw(self.as_str(), Span::call_site())
        } else {
            Ident::new(self.as_str(), Span::call_site())
        };
        tokens.append(ident);
    }
}
