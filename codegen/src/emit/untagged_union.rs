//! Enums with one variant per branch, from unions whose branches look different; where they do not, a type that
//! keeps the JSON and shows it as each of them.
//!
//! Invariant: every value can be read; one that looks like no branch ends up in `Unknown`.

mod views;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Doc, deprecated};
use super::scope::Scope;
use super::{literal, model, types, union, validator};
use crate::ir::{Look, Model, ModelId, Type, UntaggedBranch, UntaggedUnion, Value};
use crate::name::{Ident, ModelNames};

struct Subject<'a> {
    scope: &'a Scope<'a>,
    names: &'a ModelNames,
    model: &'a Model,
    union: &'a UntaggedUnion,
}

impl<'a> Subject<'a> {
    fn branches(&self) -> impl Iterator<Item = (&'a UntaggedBranch, &'a Ident)> {
        self.union.branches.iter().zip(&self.names.variants)
    }

    /// Whether `Debug` may not show the value.
    fn is_sensitive(&self) -> bool {
        let hidden = |branch: &UntaggedBranch| types::is_sensitive(self.scope.api, &branch.value);
        self.model.sensitive || self.union.branches.iter().any(hidden)
    }

    /// The branches whose type no other branch has, so that the type names the branch.
    fn distinct(&self) -> impl Iterator<Item = (&'a UntaggedBranch, &'a Ident)> {
        let api = self.scope.api;
        let all = &self.union.branches;
        let own = Type::Model(ModelId(
            api.models.iter().position(|it| std::ptr::eq(it, self.model)).unwrap_or_default(),
        ));
        self.branches().filter(move |(branch, _)| {
            let same = |other: &UntaggedBranch| types::same(api, &other.value, &branch.value);
            types::resolve(api, &branch.value).ty != own
                && all.iter().filter(|other| same(other)).count() == 1
        })
    }
}

/// Emits the type and everything that goes with it.
pub(super) fn emit(scope: &Scope<'_>, id: ModelId, union: &UntaggedUnion) -> TokenStream {
    let subject = Subject { scope, names: scope.names.model(id), model: scope.api.model(id), union };
    if union.looks.is_empty() {
        return views::emit(&subject, id);
    }
    let secret: Vec<bool> =
        union.branches.iter().map(|branch| types::is_secret(scope.api, &branch.value)).collect();
    let mut parts = vec![emit_enum(&subject)];
    parts.extend(emit_from(&subject));
    parts.extend([
        emit_read(&subject),
        union::emit_write(scope, subject.names, &secret),
        model::emit_serde(scope, id),
        emit_validate(&subject),
        emit_debug(&subject),
    ]);
    parts.into_iter().collect()
}

fn emit_enum(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let docs = model::docs(subject.model, "One of several types.").outer();
    let deprecated = deprecated(&subject.model.docs);
    let debug = if subject.is_sensitive() { TokenStream::new() } else { quote!(Debug,) };
    let variants = subject.branches().enumerate().map(|(index, (branch, variant))| {
        let look = subject.union.looks.iter().find(|(_, branch)| *branch == index);
        let docs =
            Doc::new(&format!("{}.", look.map_or("A value".to_owned(), |(look, _)| describe(look)))).outer();
        let inner = types::of(subject.scope, &branch.value);
        quote! {
            #docs
            #variant(#inner),
        }
    });
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #debug PartialEq)]
        #[non_exhaustive]
        pub enum #ty {
            #(#variants)*
            #[doc = " A value that looks like none of the others."]
            Unknown(runtime::UnknownJson),
        }
    }
}

fn describe(look: &Look) -> String {
    match look {
        Look::Boolean => "A boolean".to_owned(),
        Look::Number => "A number".to_owned(),
        Look::String => "A string".to_owned(),
        Look::Array | Look::EmptyArray | Look::ArrayOf(_) => "A list".to_owned(),
        Look::Object(keys) if keys.is_empty() => "An object".to_owned(),
        Look::Object(keys) => {
            let keys: Vec<String> = keys.iter().map(|key| super::markdown::code(key)).collect();
            format!("An object that has {}", keys.join(" and "))
        }
        Look::Constant(member, values) => {
            let values: Vec<String> =
                values.iter().map(|it| super::markdown::code(&literal::json(it))).collect();
            format!("An object whose {} is {}", super::markdown::code(member), values.join(" or "))
        }
    }
}

fn emit_from(subject: &Subject<'_>) -> Vec<TokenStream> {
    let (ty, from) = (&subject.names.ty, subject.scope.from());
    let conversion = |(branch, variant): (&UntaggedBranch, &Ident)| {
        let plain = Value { boxed: false, ..branch.value.clone() };
        let inner = types::of(subject.scope, &plain);
        let value = match (branch.value.boxed, branch.value.nullable) {
            (false, _) => quote!(value),
            (true, false) => {
                let boxed = subject.scope.boxed();
                quote!(#boxed::new(value))
            }
            (true, true) => {
                let boxed = subject.scope.boxed();
                quote!(value.map(#boxed::new))
            }
        };
        let owned = if plain.ty == Type::String { quote!(value.to_owned()) } else { quote!(value.into()) };
        let text = if plain.ty.is_text() && !plain.nullable {
            quote! {
                impl #from<&str> for #ty {
                    fn from(value: &str) -> Self {
                        Self::#variant(#owned)
                    }
                }
            }
        } else {
            TokenStream::new()
        };
        quote! {
            impl #from<#inner> for #ty {
                fn from(value: #inner) -> Self {
                    Self::#variant(#value)
                }
            }

            #text
        }
    };
    subject.distinct().map(conversion).collect()
}

fn emit_read(subject: &Subject<'_>) -> TokenStream {
    let (ty, result) = (&subject.names.ty, subject.scope.result());
    let arms = subject.union.looks.iter().map(|(look, branch)| {
        let variant = &subject.names.variants[*branch];
        let (kind, guard) = emit_look(&quote!(json), look);
        let guard = guard.map(|guard| quote!(if #guard));
        quote!(#kind #guard => json.read(Self::#variant),)
    });
    quote! {
        impl runtime::Read for #ty {
            fn read<'de, D: serde::Deserializer<'de>>(input: D) -> #result<Self, D::Error> {
                let json = runtime::Probe::take(input)?;
                match json.kind() {
                    #(#arms)*
                    _ => json.keep(Self::Unknown),
                }
            }
        }
    }
}

/// The kind of a look, and what else must hold.
fn emit_look(json: &TokenStream, look: &Look) -> (TokenStream, Option<TokenStream>) {
    match look {
        Look::Boolean => (quote!(runtime::Kind::Boolean), None),
        Look::Number => (quote!(runtime::Kind::Number), None),
        Look::String => (quote!(runtime::Kind::String), None),
        Look::Array => (quote!(runtime::Kind::Array), None),
        Look::EmptyArray => {
            (quote!(runtime::Kind::Array), Some(quote!(#json.first().kind() == runtime::Kind::Nothing)))
        }
        Look::ArrayOf(item) => {
            let first = quote!(#json.first());
            let (kind, guard) = emit_look(&first, item);
            let also = guard.map(|guard| quote!(&& #guard));
            (quote!(runtime::Kind::Array), Some(quote!(#first.kind() == #kind #also)))
        }
        Look::Object(keys) if keys.is_empty() => (quote!(runtime::Kind::Object), None),
        Look::Object(keys) => {
            let keys = literal::strings(keys);
            (quote!(runtime::Kind::Object), Some(quote!(#json.has(&#keys))))
        }
        Look::Constant(member, values) => {
            let values: Vec<String> = values.iter().map(literal::json).collect();
            let values = literal::strings(&values);
            (quote!(runtime::Kind::Object), Some(quote!(#json.has_value(#member, &#values))))
        }
    }
}

fn emit_validate(subject: &Subject<'_>) -> TokenStream {
    let (ty, keyword) = (&subject.names.ty, &subject.union.keyword);
    let place = if subject.is_sensitive() { quote!(let at = &at.sensitive();) } else { TokenStream::new() };
    let rules = validator::rules::emit(&subject.model.rules, &quote!(self));
    let mut unchecked = Vec::new();
    let mut checked = Vec::new();
    for (branch, variant) in subject.branches() {
        let checks = validator::emit_bound(subject.scope, &branch.value);
        if checks.is_empty() {
            unchecked.push(quote!(Self::#variant(_)));
        } else {
            checked.push(quote!(Self::#variant(value) => { #checks }));
        }
    }
    let rest = if unchecked.is_empty() { TokenStream::new() } else { quote!(#(#unchecked)|* => {}) };
    let mut checks = quote! {
        match self {
            #(#checked)*
            #rest
            Self::Unknown(_) => report.no_branch(at, #keyword),
        }
    };
    checks = validator::rules::emit_unless(subject.model, checks);
    quote! {
        impl runtime::Validate for #ty {
            fn check(&self, at: &runtime::Location<'_>, report: &mut runtime::Report) {
                #place
                #checks
                #rules
            }
        }
    }
}

fn emit_debug(subject: &Subject<'_>) -> TokenStream {
    if subject.is_sensitive() { union::emit_redacted_debug(subject.names) } else { TokenStream::new() }
}
