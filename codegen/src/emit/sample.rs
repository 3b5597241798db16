//! A value as a person would write it: what the document gives as an example, as an expression.
//!
//! Invariant: what is written satisfies the document. Where that is not certain, nothing is.

use proc_macro2::TokenStream;
use quote::quote;

use super::constructor::{self, converts};
use super::scope::Scope;
use super::{literal, types};
use crate::ir::{
    Api, Assertion, Branch, Example, Keyword, ModelId, ModelKind, Object, Property, TaggedUnion, Type, Value,
};
use crate::json::{Json, Number};
use crate::name::Ident;

/// What needs more levels is not written.
const DEEPEST: usize = 6;

/// Longer texts do not fit into a line.
const LONGEST_TEXT: usize = 60;

/// An argument of some `new`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample<'a> {
    pub(super) ident: &'a Ident,
    pub(super) value: &'a Value,
    /// Its name in the document.
    pub(super) wire: &'a str,
    /// What the document gives as an example. It fits the value.
    pub(super) json: Option<&'a Json>,
}

/// What stands between the parentheses of `new`. `required` is the path of the struct of named arguments.
pub(super) fn emit_arguments(
    scope: &Scope<'_>,
    required: &TokenStream,
    samples: &[Sample<'_>],
) -> Option<TokenStream> {
    arguments(scope, required, samples, 0)
}

fn arguments(
    scope: &Scope<'_>,
    required: &TokenStream,
    samples: &[Sample<'_>],
    depth: usize,
) -> Option<TokenStream> {
    let values: Vec<&Value> = samples.iter().map(|sample| sample.value).collect();
    if constructor::is_positional(scope.api, &values) {
        let all: Option<Vec<_>> = samples.iter().map(|it| argument(scope, it, depth)).collect();
        return all.map(|all| quote!(#(#all),*));
    }
    let fields = samples.iter().map(|it| {
        let (ident, value) = (it.ident, exact(scope, it, depth)?);
        Some(quote!(#ident: #value))
    });
    let fields: Option<Vec<_>> = fields.collect();
    fields.map(|fields| quote!(#required { #(#fields),* }))
}

/// A value of the very type.
fn exact(scope: &Scope<'_>, sample: &Sample<'_>, depth: usize) -> Option<TokenStream> {
    let written = argument(scope, sample, depth)?;
    Some(if converts(scope, sample.value) { quote!(#written.into()) } else { written })
}

/// A value of the type, or one that becomes it.
fn argument(scope: &Scope<'_>, sample: &Sample<'_>, depth: usize) -> Option<TokenStream> {
    let (api, value) = (scope.api, sample.value);
    let assertions = assertions(api, value);
    // Not all of an example is written, and then a rule about the whole need not hold.
    if depth > DEEPEST || assertions.iter().any(|assertion| assertion.rule().is_some()) {
        return None;
    }
    if value.nullable {
        return assertions.is_empty().then(|| quote!(None));
    }
    let json = sample.json.filter(|_| !types::is_secret(api, value));
    let resolved = types::resolve(api, value);
    let is_object = |id: ModelId| matches!(api.model(id).kind, ModelKind::Object(_));
    if (value.boxed || resolved.boxed) && !matches!(resolved.ty, Type::Model(id) if is_object(id)) {
        return None;
    }
    match &resolved.ty {
        Type::Boolean => scalar(json, &assertions, bool_of, || quote!(true)),
        Type::Integer { .. } => scalar(json, &assertions, integer_of, || quote!(1)),
        Type::Number => scalar(json, &assertions, float_of, || quote!(1.0)),
        Type::String => {
            let name = if is_plain(sample.wire) { sample.wire } else { "text" };
            scalar(json, &assertions, text_of, || quote!(#name))
        }
        // A text of a format can not be made up.
        Type::Formatted(_) => json.and_then(text_of),
        Type::Array(items) => array(scope, items, sample, &assertions, depth),
        Type::Model(id) => model(scope, *id, sample, &assertions, depth),
        Type::Any | Type::AnyObject | Type::Binary | Type::Map(_) => None,
    }
}

/// What must hold for a value, by what its aliases say too.
fn assertions<'a>(api: &'a Api, value: &'a Value) -> Vec<&'a Assertion> {
    let mut all: Vec<&Assertion> = value.assertions.iter().collect();
    let mut value = value;
    for _ in 0..api.models.len() {
        let Type::Model(id) = value.ty else { break };
        let ModelKind::Alias(target) = &api.model(id).kind else { break };
        all.extend(&target.assertions);
        value = target;
    }
    all
}

/// The example, or else something simple where anything simple will do.
fn scalar(
    json: Option<&Json>,
    assertions: &[&Assertion],
    written: impl Fn(&Json) -> Option<TokenStream>,
    simple: impl FnOnce() -> TokenStream,
) -> Option<TokenStream> {
    let is_loose = |assertion: &&Assertion| match &assertion.keyword {
        Keyword::Integer(_) => true,
        Keyword::Minimum(Number::Integer(least)) => *least <= 1,
        Keyword::Maximum(Number::Integer(most)) => *most >= 1,
        _ => false,
    };
    json.and_then(written).or_else(|| assertions.iter().all(is_loose).then(simple))
}

fn bool_of(json: &Json) -> Option<TokenStream> {
    if let Json::Bool(value) = json { Some(quote!(#value)) } else { None }
}

fn integer_of(json: &Json) -> Option<TokenStream> {
    if let Json::Number(Number::Integer(value)) = json { Some(literal::integer(*value)) } else { None }
}

fn float_of(json: &Json) -> Option<TokenStream> {
    if let Json::Number(number) = json { Some(literal::float(*number)) } else { None }
}

fn text_of(json: &Json) -> Option<TokenStream> {
    match json {
        Json::String(text) if is_plain(text) => Some(quote!(#text)),
        _ => None,
    }
}

/// Whether a text can stand in a line of code, and in any place of a request.
fn is_plain(text: &str) -> bool {
    let fits = (1..=LONGEST_TEXT).contains(&text.len()) && !matches!(text, "." | "..");
    fits && text.chars().all(|c| c.is_ascii_graphic() || c == ' ') && text.trim() == text
}

fn array(
    scope: &Scope<'_>,
    items: &Value,
    sample: &Sample<'_>,
    assertions: &[&Assertion],
    depth: usize,
) -> Option<TokenStream> {
    let item = |json| Sample { value: items, json: Some(json), ..*sample };
    if let Some(Json::Array(list)) = sample.json {
        let written: Option<Vec<_>> = list.iter().map(|json| exact(scope, &item(json), depth + 1)).collect();
        return written.map(|written| quote!(vec![#(#written),*]));
    }
    assertions.is_empty().then(|| quote!(vec![]))
}

fn model(
    scope: &Scope<'_>,
    id: ModelId,
    sample: &Sample<'_>,
    assertions: &[&Assertion],
    depth: usize,
) -> Option<TokenStream> {
    let model = scope.api.model(id);
    if !model.rules.is_empty() || model.docs.deprecated {
        return None;
    }
    let json = sample.json.or_else(|| first(&model.docs.examples));
    match &model.kind {
        ModelKind::Object(it) if assertions.is_empty() => object(scope, id, it, json, depth),
        ModelKind::TaggedUnion(union) if assertions.is_empty() => {
            let branch = branch(union, json)?;
            let value = Value { ty: Type::Model(branch.model), ..value_like(sample.value) };
            // It becomes the union where only one branch has its type.
            let alone = union.branches.iter().filter(|other| other.model == branch.model).count() == 1;
            let is_object = matches!(scope.api.model(branch.model).kind, ModelKind::Object(_));
            let known = branch.tags.len() == 1 || json.is_some();
            let sample = Sample { value: &value, json, ..*sample };
            if alone && is_object && known { argument(scope, &sample, depth + 1) } else { None }
        }
        ModelKind::Enum(it) => {
            let at = match json {
                Some(Json::String(text)) => it.values.iter().position(|value| value == text)?,
                _ if assertions.is_empty() && !it.values.is_empty() => 0,
                _ => return None,
            };
            let (ty, variant) = (scope.model(id), scope.names.model(id).variants.get(at)?);
            Some(quote!(#ty::#variant))
        }
        _ => None,
    }
}

/// A value with nothing said about it.
fn value_like(value: &Value) -> Value {
    Value { nullable: false, boxed: false, sensitive: false, assertions: Vec::new(), ..value.clone() }
}

/// The branch of a union that an example is of, or else the first.
pub(super) fn branch<'a>(union: &'a TaggedUnion, json: Option<&Json>) -> Option<&'a Branch> {
    let Some(Json::Object(members)) = json else { return union.branches.first() };
    let tag = members.iter().find(|(key, _)| *key == union.tag).map(|(_, value)| value)?;
    union.branches.iter().find(|branch| branch.tags.iter().any(|it| *tag == Json::String(it.clone())))
}

/// An object with its required properties.
fn object(
    scope: &Scope<'_>,
    id: ModelId,
    object: &Object,
    json: Option<&Json>,
    depth: usize,
) -> Option<TokenStream> {
    if !object.assertions.is_empty() {
        return None;
    }
    let names = scope.names.model(id);
    let fields = object.properties.iter().zip(&names.fields);
    let required: Vec<Sample<'_>> = fields
        .filter(|(it, _)| it.required && it.constant.is_none())
        .map(|(it, names)| Sample {
            ident: &names.field,
            value: &it.value,
            wire: &it.wire,
            json: member(json, it).or_else(|| first(&it.docs.examples)).or(it.default.as_ref()),
        })
        .collect();
    let (ty, required_type) = (scope.model(id), &names.required);
    let arguments = arguments(scope, &quote!(models::#required_type), &required, depth + 1)?;
    Some(quote!(#ty::new(#arguments)))
}

fn member<'a>(json: Option<&'a Json>, property: &Property) -> Option<&'a Json> {
    let Some(Json::Object(members)) = json else { return None };
    members.iter().find(|(key, _)| *key == property.wire).map(|(_, value)| value)
}

/// The first of some examples.
pub(super) fn first(examples: &[Example]) -> Option<&Json> {
    examples.first().map(|example| &example.value)
}
