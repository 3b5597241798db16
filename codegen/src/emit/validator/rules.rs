//! Rules: what values must satisfy beyond their types and keywords, as a table that the runtime evaluates.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::Doc;
use crate::emit::literal;
use crate::ir::{Api, Model};
use crate::json::Json;
use crate::name::Names;

/// Emits the check of a value that is at hand as the reference `value`, at the place `at`.
pub(in crate::emit) fn emit<T: AsRef<str>>(rules: &[T], value: &TokenStream) -> TokenStream {
    if rules.is_empty() {
        return TokenStream::new();
    }
    let names = literal::strings(rules);
    quote!(report.rules(at, #value, &crate::rules::RULES, &#names);)
}

/// The patterns of which the names of all members match one, where a rule of the map says so, and not any name does.
pub(in crate::emit) fn patterns_of_names<'a>(api: &'a Api, rules: &[&str]) -> Option<Vec<&'a str>> {
    let patterns = rules.iter().filter_map(|name| api.rule(name)).find_map(|rule| {
        let [(first, Json::Object(patterns)), (second, Json::Bool(false))] = rule.schema.as_object()? else {
            return None;
        };
        let is_about_names = first == "patternProperties" && second == "additionalProperties";
        let says_nothing_else = patterns.iter().all(|(_, schema)| *schema == Json::Bool(true));
        (is_about_names && says_nothing_else).then_some(patterns)
    })?;
    let patterns: Vec<&str> = patterns.iter().map(|(pattern, _)| pattern.as_str()).collect();
    patterns.iter().all(|pattern| super::pattern::has_function(pattern)).then_some(patterns)
}

/// The checks of the branches of a union, with a rule that may accept a value after all.
pub(in crate::emit) fn emit_unless(model: &Model, checks: TokenStream) -> TokenStream {
    match &model.any_branch {
        Some(name) => quote!(report.unless(self, &crate::rules::RULES, #name, |report| #checks);),
        None => checks,
    }
}

/// Emits the table, where there is any rule.
pub(in crate::emit) fn emit_table(api: &Api, names: &Names) -> Option<TokenStream> {
    if api.rules.is_empty() {
        return None;
    }
    let rules = api.rules.iter().map(|rule| {
        let (name, place, schema) = (&rule.name, &rule.pointer, literal::json(&rule.schema));
        quote!((#name, #place, #schema))
    });
    let used = |pattern: &str| api.rules.iter().any(|rule| rule.patterns.iter().any(|own| own == pattern));
    let patterns = names.patterns.iter().filter(|(pattern, _)| used(pattern));
    let patterns = patterns.filter(|(pattern, _)| super::pattern::has_function(pattern));
    let patterns = patterns.map(|(pattern, function)| quote!((#pattern, &crate::patterns::#function)));
    let docs =
        Doc::new("What values must satisfy beyond their types, as schemas that the runtime evaluates.")
            .inner();
    let each = Doc::new("The rules by name, each with its place in the document, and the functions that match their patterns.").outer();
    Some(quote! {
        #docs
        use crate::runtime;

        #each
        pub static RULES: runtime::Rules<'static> = runtime::Rules::new(&[#(#rules),*], &[#(#patterns),*]);
    })
}
