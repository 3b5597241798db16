//! `uniqueItems`.

use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn emit() -> TokenStream {
    quote!(report.unique_items(at, value);)
}
