//! `pattern`: regular expressions that are simple enough become straight code, one function each.
//!
//! Invariant: patterns that can not be enforced exactly do not arrive here; `lower` reports them.

mod matcher;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::Doc;
use crate::emit::markdown;
use crate::emit::scope::Scope;
use crate::name::Names;
use crate::pattern;
use crate::pattern::sequence::Sequence;

/// Emits the check of a string that is at hand as `value`.
pub(super) fn emit(scope: &Scope<'_>, pattern: &str) -> TokenStream {
    let Some(function) = scope.names.patterns.get(pattern) else { return TokenStream::new() };
    if is_always(&alternatives(pattern)) {
        return TokenStream::new();
    }
    quote!(report.pattern(at, crate::patterns::#function(value), #pattern);)
}

/// Emits the functions that match.
pub(in crate::emit) fn emit_functions(names: &Names) -> Vec<TokenStream> {
    let functions = names.patterns.iter().filter_map(|(pattern, function)| {
        let alternatives = alternatives(pattern);
        if is_always(&alternatives) {
            return None;
        }
        let docs = Doc::new(&format!("Whether a text matches {}.", markdown::code(pattern))).outer();
        let matched: Vec<TokenStream> =
            alternatives.iter().enumerate().map(|(index, sequence)| matcher::emit(index, sequence)).collect();
        let matched = match matched.as_slice() {
            [one] => quote!(#one),
            // A block that begins a statement would be one of its own.
            several => quote!(#((#several))||*),
        };
        Some(quote! {
            #docs
            #[must_use]
            pub fn #function(value: &str) -> bool {
                #matched
            }
        })
    });
    functions.collect()
}

/// Whether there is a function that matches a pattern: none is needed where any text does.
pub(super) fn has_function(pattern: &str) -> bool {
    !is_always(&alternatives(pattern))
}

fn alternatives(pattern: &str) -> Vec<Sequence> {
    pattern::alternatives(pattern).unwrap_or_default()
}

fn is_always(alternatives: &[Sequence]) -> bool {
    alternatives.is_empty() || alternatives.iter().any(|it| it.is_always() || matcher::is_any_text(it))
}
