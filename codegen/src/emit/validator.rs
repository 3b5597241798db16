//! Checks: one statement per keyword, at the place of the value they are about.
//!
//! Invariant: a value that the document says nothing about takes no line. Checks of a value see it as `value`,
//! its place as `at` and the list of violations as `report`.

mod enumeration;
mod exclusive_maximum;
mod exclusive_minimum;
mod format;
mod integer;
mod max_items;
mod max_length;
mod max_properties;
mod maximum;
mod min_items;
mod min_length;
mod min_properties;
mod minimum;
mod multiple_of;
pub(super) mod object;
pub(super) mod pattern;
pub(super) mod rules;
mod unique_items;

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use super::types;
use crate::ir::{Assertion, Keyword, ModelId, ModelKind, Type, Value};
use crate::json::Number;

/// How a value of a type is at hand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    /// As a copy of an integer.
    Integer,
    /// As a copy of a number.
    Number,
    /// As a copy of a boolean.
    Boolean,
    /// By reference.
    Other,
}

/// Emits the checks of a property or parameter, if there are any. `place` is a place such as `self.x`.
pub(super) fn emit_member(
    scope: &Scope<'_>,
    wire: &str,
    place: &TokenStream,
    optional: bool,
    value: &Value,
) -> TokenStream {
    if is_delegated(scope, value) {
        return if types::is_sensitive(scope.api, value) {
            quote!(runtime::Validate::check(&#place, &at.property(#wire).sensitive(), report);)
        } else {
            quote!(report.member(at, #wire, &#place);)
        };
    }
    let at = emit_place(scope, quote!(at.property(#wire)), value);
    let inner = Value { nullable: false, ..value.clone() };
    let checks = emit_checks(scope, &inner, &mut Vec::new());
    let null = if value.nullable { emit_null(value, &quote!(&#at)) } else { TokenStream::new() };
    let null = if null.is_empty() {
        null
    } else {
        let is_null = if optional { quote!(let Some(None) = &#place) } else { quote!(#place.is_none()) };
        quote! {
            if #is_null {
                #null
            }
        }
    };
    if checks.is_empty() {
        return null;
    }
    let copy = is_copy(scope, value);
    if !optional && !value.nullable {
        let borrow = if copy { TokenStream::new() } else { quote!(&) };
        return quote! {
            {
                let value = #borrow #place;
                let at = &#at;
                #checks
            }
        };
    }
    let twice = optional && value.nullable;
    let some = some_pattern(false, twice);
    let borrow = if copy { TokenStream::new() } else { quote!(&) };
    quote! {
        if let #some = #borrow #place {
            let at = &#at;
            #checks
        }
        #null
    }
}

/// The keyword that does not allow a null, although the type does.
fn not_null(value: &Value) -> Option<&str> {
    let assertion = value.assertions.iter().find(|assertion| assertion.keyword == Keyword::NotNull);
    assertion.filter(|_| value.nullable).map(|assertion| assertion.pointer.as_str())
}

/// Emits the checks of a value that is at hand as `value`, a reference.
pub(super) fn emit_bound(scope: &Scope<'_>, value: &Value) -> TokenStream {
    let checks = emit_part(scope, value, &mut Vec::new());
    if !checks.is_empty() && !value.nullable && is_copy(scope, value) {
        return quote!(let value = *value; #checks);
    }
    checks
}

/// Emits the checks of a value that is at hand as the reference `value`, at the place `at`.
pub(super) fn emit_here(scope: &Scope<'_>, value: &Value) -> TokenStream {
    if is_delegated(scope, value) {
        let at = if types::is_sensitive(scope.api, value) { quote!(&at.sensitive()) } else { quote!(at) };
        return quote!(runtime::Validate::check(value, #at, report););
    }
    let checks = emit_bound(scope, value);
    if checks.is_empty() || !types::is_sensitive(scope.api, value) {
        return checks;
    }
    quote!(let at = &at.sensitive(); #checks)
}

/// Whether a value is made of models alone, so that the runtime finds the way to their checks.
fn is_delegated(scope: &Scope<'_>, value: &Value) -> bool {
    value.assertions.is_empty()
        && match &value.ty {
            Type::Model(id) => !matches!(scope.api.model(*id).kind, ModelKind::Alias(_)),
            Type::Array(inner) | Type::Map(inner) => {
                is_delegated(scope, inner) && !types::is_sensitive(scope.api, inner)
            }
            _ => false,
        }
}

fn some_pattern(copy: bool, twice: bool) -> TokenStream {
    match (copy, twice) {
        (true, false) => quote!(&Some(value)),
        (true, true) => quote!(&Some(Some(value))),
        (false, false) => quote!(Some(value)),
        (false, true) => quote!(Some(Some(value))),
    }
}

fn emit_place(scope: &Scope<'_>, at: TokenStream, value: &Value) -> TokenStream {
    if types::is_sensitive(scope.api, value) { quote!(#at.sensitive()) } else { at }
}

/// The checks of a value that is there and not null.
fn emit_checks(scope: &Scope<'_>, value: &Value, way: &mut Vec<ModelId>) -> TokenStream {
    let kind = kind(scope, value);
    let own = emit_by_schema(&value.assertions, |assertion| emit_assertion(scope, kind, assertion));
    let reference = if kind == Kind::Other { quote!(value) } else { quote!(&value) };
    let rules = rules::emit(&rules_of(value), &reference);
    let inner = match &value.ty {
        Type::Array(items) => emit_items(scope, items, way),
        Type::Map(members) => emit_members(scope, &rules_of(value), members, way),
        Type::Model(id) => emit_model(scope, value, *id, way),
        // Of what is not finite, the other keywords say nothing.
        Type::Number => {
            let schema = &value.pointer;
            quote!(report.finite(&at.schema(#schema), value);)
        }
        _ => TokenStream::new(),
    };
    quote!(#own #inner #rules)
}

/// The names of the rules of a value.
fn rules_of(value: &Value) -> Vec<&str> {
    value.assertions.iter().filter_map(Assertion::rule).collect()
}

/// The checks of a null, which is allowed by the type.
fn emit_null(value: &Value, at: &TokenStream) -> TokenStream {
    let refused = not_null(value).map(|keyword| quote!(report.null_not_allowed(#at, #keyword);));
    refused.unwrap_or_default()
}

fn kind(scope: &Scope<'_>, value: &Value) -> Kind {
    match types::resolve(scope.api, value).ty {
        _ if value.boxed => Kind::Other,
        Type::Integer { .. } => Kind::Integer,
        Type::Number => Kind::Number,
        Type::Boolean => Kind::Boolean,
        _ => Kind::Other,
    }
}

fn is_copy(scope: &Scope<'_>, value: &Value) -> bool {
    let plain = Value { nullable: false, ..value.clone() };
    kind(scope, &plain) != Kind::Other
}

fn emit_model(scope: &Scope<'_>, value: &Value, id: ModelId, way: &mut Vec<ModelId>) -> TokenStream {
    let ModelKind::Alias(target) = &scope.api.model(id).kind else {
        return quote!(runtime::Validate::check(value, at, report););
    };
    // An alias has no checks of its own to call, so they are written out where it is used.
    if way.contains(&id) {
        return TokenStream::new();
    }
    way.push(id);
    let checks = emit_checks(scope, &Value { nullable: false, ..target.clone() }, way);
    way.pop();
    if !target.nullable {
        return checks;
    }
    let by_value = is_copy(scope, value);
    let place = if by_value { quote!(&value) } else { quote!(value) };
    emit_nullable(scope, target, &checks, &place)
}

/// The checks of what may be null, which is at hand as a reference.
fn emit_nullable(scope: &Scope<'_>, value: &Value, checks: &TokenStream, place: &TokenStream) -> TokenStream {
    let null = emit_null(value, &quote!(at));
    let some = some_pattern(is_copy(scope, value), false);
    match (checks.is_empty(), null.is_empty()) {
        (true, true) => TokenStream::new(),
        (true, false) => quote! {
            if #place.is_none() {
                #null
            }
        },
        (false, true) => quote! {
            if let #some = #place {
                #checks
            }
        },
        (false, false) => quote! {
            if let #some = #place {
                #checks
            } else {
                #null
            }
        },
    }
}

fn emit_items(scope: &Scope<'_>, items: &Value, way: &mut Vec<ModelId>) -> TokenStream {
    let body = emit_part(scope, items, way);
    if body.is_empty() {
        return TokenStream::new();
    }
    let at = emit_place(scope, quote!(at.index(index)), items);
    let copy = if is_copy(scope, items) && !items.nullable { quote!(&value) } else { quote!(value) };
    quote! {
        for (index, #copy) in value.iter().enumerate() {
            let at = &#at;
            #body
        }
    }
}

fn emit_members(scope: &Scope<'_>, rules: &[&str], members: &Value, way: &mut Vec<ModelId>) -> TokenStream {
    let body = emit_part(scope, members, way);
    if body.is_empty() {
        return TokenStream::new();
    }
    let at = emit_place(scope, quote!(at.property(key)), members);
    let copy = if is_copy(scope, members) && !members.nullable { quote!(&value) } else { quote!(value) };
    let body = quote! {
        let at = &#at;
        #body
    };
    // Of members with other names, the schema of the members says nothing; the rule reports them.
    let named = rules::patterns_of_names(scope.api, rules).map(|patterns| {
        let functions = patterns.iter().filter_map(|pattern| scope.names.patterns.get(*pattern));
        let matches = functions.map(|function| quote!(crate::patterns::#function(key)));
        matches.reduce(|before, next| quote!(#before || #next))
    });
    let body = match named.flatten() {
        Some(is_named) => quote!(if #is_named { #body }),
        None => body,
    };
    quote! {
        for (key, #copy) in value.iter() {
            #body
        }
    }
}

/// The checks of an item or a member, which may be null.
fn emit_part(scope: &Scope<'_>, value: &Value, way: &mut Vec<ModelId>) -> TokenStream {
    let checks = emit_checks(scope, &Value { nullable: false, ..value.clone() }, way);
    if !value.nullable {
        return checks;
    }
    emit_nullable(scope, value, &checks, &quote!(value))
}

/// Emits checks, each after the schema that it belongs to. A keyword stands in its schema, so that its own name is all
/// that is missing to its place.
fn emit_by_schema(assertions: &[Assertion], check: impl Fn(&Assertion) -> TokenStream) -> TokenStream {
    let mut current = None;
    let mut all = TokenStream::new();
    for assertion in assertions {
        let check = check(assertion);
        let schema = assertion.pointer.rsplit_once('/').map_or("", |(schema, _)| schema);
        // Lists of values say themselves where they stand, because they come from several keywords.
        let says_it = matches!(assertion.keyword, Keyword::Enum(_) | Keyword::NotNull);
        if !check.is_empty() && !says_it && current != Some(schema) {
            current = Some(schema);
            all.extend(quote!(let at = &at.schema(#schema);));
        }
        all.extend(check);
    }
    all
}

fn emit_assertion(scope: &Scope<'_>, kind: Kind, assertion: &Assertion) -> TokenStream {
    match &assertion.keyword {
        Keyword::MinLength(limit) => min_length::emit(*limit),
        Keyword::MaxLength(limit) => max_length::emit(*limit),
        Keyword::Pattern(pattern) => pattern::emit(scope, pattern),
        Keyword::Minimum(limit) => minimum::emit(kind, *limit),
        Keyword::Maximum(limit) => maximum::emit(kind, *limit),
        Keyword::ExclusiveMinimum(limit) => exclusive_minimum::emit(kind, *limit),
        Keyword::ExclusiveMaximum(limit) => exclusive_maximum::emit(kind, *limit),
        Keyword::MultipleOf(limit) => multiple_of::emit(kind, *limit),
        Keyword::MinItems(limit) => min_items::emit(*limit),
        Keyword::MaxItems(limit) => max_items::emit(*limit),
        Keyword::UniqueItems => unique_items::emit(),
        Keyword::MinProperties(limit) => min_properties::emit(&quote!(value.len()), *limit),
        Keyword::MaxProperties(limit) => max_properties::emit(&quote!(value.len()), *limit),
        Keyword::Integer(format) => integer::emit(kind, *format),
        Keyword::Format(format) => format::emit(*format),
        Keyword::Enum(values) => enumeration::emit(kind, values, &assertion.pointer),
        // The one is about null, and these are the checks of what is not; the others are called together.
        Keyword::NotNull | Keyword::Rule(_) => TokenStream::new(),
    }
}

/// The least integer that is not below a limit, where there is one in range.
#[expect(clippy::cast_possible_truncation, reason = "a limit out of range ends up at the end of the range")]
fn ceil(limit: Number) -> Option<i128> {
    match limit {
        Number::Integer(limit) => Some(limit),
        Number::Float(limit) => limit.is_finite().then(|| limit.ceil() as i128),
    }
}

/// The greatest integer that is not above a limit, where there is one in range.
#[expect(clippy::cast_possible_truncation, reason = "a limit out of range ends up at the end of the range")]
fn floor(limit: Number) -> Option<i128> {
    match limit {
        Number::Integer(limit) => Some(limit),
        Number::Float(limit) => limit.is_finite().then(|| limit.floor() as i128),
    }
}
