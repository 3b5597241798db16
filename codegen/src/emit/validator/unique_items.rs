//! `uniqueItems`.

use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn emit(keyword_location: &str) -> TokenStream {
    quote!(report.unique_items(at, value, #keyword_location);)
}
