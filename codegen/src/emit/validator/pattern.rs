//! `pattern`: one function each, of straight code and of automata that are built when they are first used.
//!
//! Invariant: patterns that can not be enforced exactly do not arrive here; `lower` reports them.

mod matcher;

use std::rc::Rc;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::docs::Doc;
use crate::emit::markdown;
use crate::emit::model::mentions;
use crate::emit::scope::Scope;
use crate::ir::Api;
use crate::name::Names;
use crate::pattern::condition::{Condition, OUTPUT_SIZE_LIMIT};
use crate::pattern::sequence::Sequence;
use crate::pattern::{self, Pattern};

/// What automata need of the crate `regex`: all that makes them fast and is small.
const PLAIN: &[&str] = &["perf-cache", "perf-dfa", "perf-onepass", "std"];
/// What they need where they name properties of Unicode.
const UNICODE: &[&str] =
    &["perf-cache", "perf-dfa", "perf-onepass", "std", "unicode-bool", "unicode-gencat", "unicode-script"];

/// Emits the check of a string that is at hand as `value`.
pub(super) fn emit(scope: &Scope<'_>, pattern: &str) -> TokenStream {
    let Some(function) = scope.names.patterns.get(pattern) else { return TokenStream::new() };
    if read(pattern).is_none() {
        return TokenStream::new();
    }
    quote!(report.pattern(at, crate::patterns::#function(value), #pattern);)
}

/// Emits the functions that match, below what they import.
pub(in crate::emit) fn emit_functions(names: &Names) -> Vec<TokenStream> {
    let mut items = Vec::new();
    let mut has_automata = false;
    for (text, function) in &names.patterns {
        let Some(pattern) = read(text) else { continue };
        has_automata |= !pattern.condition.automata().is_empty();
        let docs = Doc::new(&format!("Whether a text matches {}.", markdown::code(text))).outer();
        let mut automata = Vec::new();
        let condition = emit_condition(&pattern.condition, true, &mut automata);
        // There are patterns that no text matches.
        let value = if mentions(&condition, "value") { quote!(value) } else { quote!(_) };
        items.push(quote! {
            #docs
            #[must_use]
            pub fn #function(#value: &str) -> bool {
                #(#automata)*
                #condition
            }
        });
    }
    let counts_bytes = items.iter().any(|item| mentions(item, "every_byte"));
    let every_byte = counts_bytes.then(|| {
        quote!(
            use crate::runtime::every_byte;
        )
    });
    if has_automata {
        items.push(emit_compile());
        let imports = quote! {
            use std::sync::LazyLock;
            use regex::{Regex, RegexBuilder};
        };
        items.insert(0, quote!(#imports #every_byte));
    } else {
        items.splice(0..0, every_byte);
    }
    items
}

/// Whether there is a function that matches a pattern: none is needed where any text does.
pub(super) fn has_function(pattern: &str) -> bool {
    read(pattern).is_some()
}

/// The features of the crate `regex` that the patterns of an API need. None where they do without the crate.
pub(in crate::emit) fn features(api: &Api) -> Option<&'static [&'static str]> {
    let patterns: Vec<Rc<Pattern>> = api.patterns().into_iter().filter_map(read).collect();
    let automata: Vec<_> = patterns.iter().flat_map(|pattern| pattern.condition.automata()).collect();
    match automata.iter().any(|automaton| automaton.is_unicode) {
        _ if automata.is_empty() => None,
        true => Some(UNICODE),
        false => Some(PLAIN),
    }
}

/// What a pattern means, unless it holds of every text.
fn read(text: &str) -> Option<Rc<Pattern>> {
    pattern::read(text).ok().filter(|pattern| !pattern.condition.is_always())
}

fn emit_compile() -> TokenStream {
    let megabytes = Literal::usize_unsuffixed(OUTPUT_SIZE_LIMIT >> 20);
    quote! {
        /// Builds the automaton of an expression that was built before, with less room, when this file was made.
        fn automaton(expression: &str) -> Regex {
            RegexBuilder::new(expression)
                .size_limit(#megabytes << 20)
                .build()
                .expect("the expression was built when this file was made")
        }
    }
}

/// Emits an expression that says whether `value` fulfils a condition. Where it is not `alone`, it stands between
/// operators. `automata` takes what it needs before it.
fn emit_condition(condition: &Condition, alone: bool, automata: &mut Vec<TokenStream>) -> TokenStream {
    let mut joined = |inner: &[Condition], operator: &TokenStream, none: bool| {
        let inner = inner.iter().map(|condition| emit_condition(condition, false, automata));
        let joined = inner.reduce(|before, next| quote!(#before #operator #next));
        let joined = joined.unwrap_or_else(|| quote!(#none));
        if alone { joined } else { quote!((#joined)) }
    };
    match condition {
        Condition::All(inner) => joined(inner, &quote!(&&), true),
        Condition::Any(inner) => joined(inner, &quote!(||), false),
        Condition::Not(inner) if only_text(inner).is_some() => {
            let text = only_text(inner);
            if alone { quote!(value != #text) } else { quote!((value != #text)) }
        }
        Condition::Not(inner) => {
            let inner = emit_condition(inner, false, automata);
            quote!(!#inner)
        }
        Condition::Straight(sequences) => emit_straight(sequences, alone),
        Condition::Length(min, max) => emit_length(*min, *max, alone),
        Condition::Automaton(automaton) => {
            let text = automaton.text();
            let name = match automata.len() {
                0 => format_ident!("AUTOMATON"),
                before => format_ident!("AUTOMATON_{}", before + 1),
            };
            automata.push(quote! {
                static #name: LazyLock<Regex> = LazyLock::new(|| automaton(#text));
            });
            quote!(#name.is_match(value))
        }
    }
}

/// The only text that fulfils a condition.
fn only_text(condition: &Condition) -> Option<String> {
    match condition {
        Condition::Straight(sequences) => match sequences.as_slice() {
            [one] if one.is_one_text() => one.text(),
            _ => None,
        },
        _ => None,
    }
}

fn emit_straight(sequences: &[Sequence], alone: bool) -> TokenStream {
    let texts: Vec<String> =
        sequences.iter().filter(|it| it.is_one_text()).filter_map(Sequence::text).collect();
    if texts.len() == sequences.len() && texts.len() > 1 {
        return quote!(matches!(value, #(#texts)|*));
    }
    let matched: Vec<TokenStream> =
        sequences.iter().enumerate().map(|(index, sequence)| matcher::emit(index, sequence)).collect();
    match matched.as_slice() {
        [one] if alone => quote!(#one),
        [one] if sequences[0].text().is_some() && !sequences[0].is_one_text() => quote!(#one),
        [one] => quote!((#one)),
        // A block that begins a statement would be one of its own.
        several if alone => quote!(#((#several))||*),
        several => quote!((#((#several))||*)),
    }
}

fn emit_length(min: u32, max: Option<u32>, alone: bool) -> TokenStream {
    let min = Literal::u32_unsuffixed(min);
    let length = quote!(value.chars().count());
    match max.map(Literal::u32_unsuffixed) {
        Some(max) => quote!((#min..=#max).contains(&#length)),
        None if alone => quote!(#length >= #min),
        None => quote!((#length >= #min)),
    }
}
