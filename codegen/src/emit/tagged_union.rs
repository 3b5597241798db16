//! Enums with one variant per branch, from unions whose tag tells the branches apart.
//!
//! Invariant: every object can be read; one whose tag is not known ends up in `Unknown`.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::deprecated;
use super::scope::Scope;
use super::{literal, markdown, model, types, union, validator};
use crate::ir::{Branch, Fallback, Model, ModelId, ModelKind, Property, TaggedUnion, Type};
use crate::name::{Ident, ModelNames};

struct Subject<'a> {
    scope: &'a Scope<'a>,
    names: &'a ModelNames,
    model: &'a Model,
    union: &'a TaggedUnion,
}

impl<'a> Subject<'a> {
    fn branches(&self) -> impl Iterator<Item = (&'a Branch, &'a Ident)> {
        self.union.branches.iter().zip(&self.names.variants)
    }
}

/// Emits the enum and everything that goes with it.
pub(super) fn emit(scope: &Scope<'_>, id: ModelId, union: &TaggedUnion) -> TokenStream {
    let subject = Subject { scope, names: scope.names.model(id), model: scope.api.model(id), union };
    let secret: Vec<bool> = union.branches.iter().map(|it| scope.api.model(it.model).sensitive).collect();
    let mut parts = vec![emit_enum(&subject), emit_tag(&subject)];
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
    let tag = markdown::code(&subject.union.tag);
    let docs = model::docs(subject.model, &format!("One of several objects, told apart by {tag}.")).outer();
    let deprecated = deprecated(&subject.model.docs);
    let debug = if subject.model.sensitive { TokenStream::new() } else { quote!(Debug,) };
    let variants = subject.branches().map(|(branch, variant)| {
        let tags: Vec<String> = branch.tags.iter().map(|tag| markdown::code(tag)).collect();
        let more = match branch.fallback {
            Fallback::Nothing => "",
            Fallback::NoTag => ", or is left out",
            Fallback::AnyTag => ", is none of the others, or is left out",
        };
        let docs = super::docs::Doc::new(&format!("{tag} is {}{more}.", tags.join(" or "))).outer();
        let inner = branch_type(subject, branch);
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
            #[doc = " An object whose tag the document does not know."]
            Unknown(runtime::UnknownVariant),
        }
    }
}

fn branch_type(subject: &Subject<'_>, branch: &Branch) -> TokenStream {
    let inner = subject.scope.model(branch.model);
    if branch.boxed {
        let boxed = subject.scope.boxed();
        quote!(#boxed<#inner>)
    } else {
        inner
    }
}

fn emit_tag(subject: &Subject<'_>) -> TokenStream {
    let (ty, option) = (&subject.names.ty, subject.scope.option());
    let tags: Vec<&String> = subject.union.branches.iter().flat_map(|branch| &branch.tags).collect();
    let list = literal::strings(&tags);
    let docs =
        super::docs::Doc::new(&format!("The value of {}.", markdown::code(&subject.union.tag))).outer();
    let arms = subject.branches().map(|(branch, variant)| emit_tag_arm(subject, branch, variant));
    quote! {
        impl #ty {
            #[doc = " The tags that the document lists."]
            pub const TAGS: &'static [&'static str] = &#list;

            #docs
            #[must_use]
            pub fn tag(&self) -> #option<&str> {
                match self {
                    #(#arms)*
                    Self::Unknown(value) => value.tag(),
                }
            }
        }
    }
}

/// A branch with one tag has it as a constant; any other keeps it in a field.
fn emit_tag_arm(subject: &Subject<'_>, branch: &Branch, variant: &Ident) -> TokenStream {
    if let Some((property, field)) = tag_field(subject, branch) {
        let text = emit_field_text(subject, property, field);
        return text.map_or_else(
            || quote!(Self::#variant(_) => None,),
            |text| quote!(Self::#variant(value) => #text,),
        );
    }
    let tag = branch.tags.first().map(String::as_str).unwrap_or_default();
    quote!(Self::#variant(_) => Some(#tag),)
}

fn tag_field<'a>(subject: &Subject<'a>, branch: &Branch) -> Option<(&'a Property, &'a Ident)> {
    let ModelKind::Object(object) = &subject.scope.api.model(branch.model).kind else { return None };
    let at = object.properties.iter().position(|property| property.wire == subject.union.tag)?;
    let property = &object.properties[at];
    let field = &subject.scope.names.model(branch.model).fields[at].field;
    property.constant.is_none().then_some((property, field))
}

/// The tag in a field. None where the field can hold something that is no text.
fn emit_field_text(subject: &Subject<'_>, property: &Property, field: &Ident) -> Option<TokenStream> {
    let resolved = types::resolve(subject.scope.api, &property.value);
    let is_text = match &resolved.ty {
        Type::String | Type::Formatted(_) => true,
        Type::Model(id) => matches!(subject.scope.api.model(*id).kind, ModelKind::Enum(_)),
        _ => false,
    };
    is_text.then(|| match (property.required, property.value.nullable) {
        (true, false) => quote!(Some(value.#field.as_str())),
        (false, true) => {
            quote!(value.#field.as_ref().and_then(|tag| tag.as_ref()).map(|tag| tag.as_str()))
        }
        _ => quote!(value.#field.as_ref().map(|tag| tag.as_str())),
    })
}

/// One conversion per type, also where two branches have the same.
fn emit_from(subject: &Subject<'_>) -> Vec<TokenStream> {
    let (ty, from) = (&subject.names.ty, subject.scope.from());
    let branches: Vec<(&Branch, &Ident)> = subject.branches().collect();
    let only =
        |branch: &Branch| branches.iter().filter(|(other, _)| other.model == branch.model).count() == 1;
    let unambiguous = branches.iter().filter(|(branch, _)| only(branch));
    let conversion = |(branch, variant): &(&Branch, &Ident)| {
        let inner = subject.scope.model(branch.model);
        let value = box_value(subject, branch);
        if tag_field(subject, branch).is_some() || is_union(subject, branch) {
            return quote! {
                impl #from<#inner> for #ty {
                    fn from(value: #inner) -> Self {
                        Self::#variant(#value)
                    }
                }
            };
        }
        let tag = &subject.union.tag;
        quote! {
            impl #from<#inner> for #ty {
                fn from(mut value: #inner) -> Self {
                    // Whatever it was read with: in the union it has this tag.
                    value.unknown_fields_mut().remove(#tag);
                    Self::#variant(#value)
                }
            }
        }
    };
    unambiguous.map(conversion).collect()
}

fn box_value(subject: &Subject<'_>, branch: &Branch) -> TokenStream {
    if branch.boxed {
        let boxed = subject.scope.boxed();
        quote!(#boxed::new(value))
    } else {
        quote!(value)
    }
}

/// Whether a branch is a union itself, whose branches have the tag as a member.
fn is_union(subject: &Subject<'_>, branch: &Branch) -> bool {
    !matches!(subject.scope.api.model(branch.model).kind, ModelKind::Object(_))
}

fn emit_read_branch(subject: &Subject<'_>, branch: &Branch) -> TokenStream {
    if is_union(subject, branch) { quote!(fields.union()) } else { quote!(fields.object()) }
}

fn emit_read(subject: &Subject<'_>) -> TokenStream {
    let (ty, result, tag) = (&subject.names.ty, subject.scope.result(), &subject.union.tag);
    let make = |branch: &Branch, variant: &Ident| {
        if branch.boxed {
            let boxed = subject.scope.boxed();
            quote!(|value| Self::#variant(#boxed::new(value)))
        } else {
            quote!(Self::#variant)
        }
    };
    let arms = subject.branches().map(|(branch, variant)| {
        let (tags, read, make) = (&branch.tags, emit_read_branch(subject, branch), make(branch, variant));
        quote!(#(#tags)|* => #read.map(#make),)
    });
    let fallback = subject.branches().find(|(branch, _)| branch.fallback != Fallback::Nothing);
    let fallback = fallback.map(|(branch, variant)| (branch, make(branch, variant)));
    let rest = if let Some((branch, make)) = &fallback
        && branch.fallback == Fallback::AnyTag
    {
        let read = emit_read_branch(subject, branch);
        quote!(#read.map(#make))
    } else {
        quote!(fields.unknown())
    };
    let without_tag = fallback.map(|(branch, make)| {
        let read = if is_union(subject, branch) {
            quote!(fields.union().map(#make))
        } else {
            quote!(fields.without_tag(#make))
        };
        quote! {
            fn read_without_tag<'de, A: serde::de::MapAccess<'de>>(
                fields: runtime::Fields<'de, A>,
            ) -> #result<Self, A::Error> {
                #read
            }
        }
    });
    quote! {
        impl runtime::Tagged for #ty {
            const TAG: &'static str = #tag;

            fn read_branch<'de, A: serde::de::MapAccess<'de>>(
                tag: &str,
                fields: runtime::Fields<'de, A>,
            ) -> #result<Self, A::Error> {
                match tag {
                    #(#arms)*
                    _ => #rest,
                }
            }

            #without_tag

            fn unknown(value: runtime::UnknownVariant) -> Self {
                Self::Unknown(value)
            }
        }

        impl runtime::Read for #ty {
            fn read<'de, D: serde::Deserializer<'de>>(input: D) -> #result<Self, D::Error> {
                runtime::read_tagged(input)
            }
        }
    }
}

fn emit_validate(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let (tag, keyword) = (&subject.union.tag, &subject.union.keyword);
    let place = model::emit_place(subject.model);
    let rules = validator::rules::emit(&subject.model.rules, &quote!(self));
    let branches = subject.branches().map(|(branch, variant)| {
        if let Some(check) = emit_tag_check(subject, branch) {
            return quote! {
                Self::#variant(value) => {
                    #check
                    runtime::Validate::check(value, at, report);
                }
            };
        }
        let keeps_tag = tag_field(subject, branch).is_some() || is_union(subject, branch);
        if keeps_tag || branch.fallback != Fallback::Nothing {
            return quote!(Self::#variant(value) => runtime::Validate::check(value, at, report),);
        }
        quote! {
            Self::#variant(value) => {
                report.branch(at, value.unknown_fields(), #tag, #keyword);
                runtime::Validate::check(value, at, report);
            }
        }
    });
    let checks = quote! {
        match self {
            #(#branches)*
            Self::Unknown(value) => {
                report.unknown_tag(at, value, #tag, Self::TAGS, #keyword);
            }
        }
    };
    let checks = validator::rules::emit_unless(subject.model, checks);
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

/// The check that the tag in a field is one of those that choose the branch: a value may be built with any. None where it
/// can be no other.
fn emit_tag_check(subject: &Subject<'_>, branch: &Branch) -> Option<TokenStream> {
    let (property, field) = tag_field(subject, branch).filter(|_| branch.fallback == Fallback::Nothing)?;
    let resolved = types::resolve(subject.scope.api, &property.value);
    if let Type::Model(id) = resolved.ty
        && let ModelKind::Enum(list) = &subject.scope.api.model(id).kind
        && list.values == branch.tags
    {
        return None;
    }
    let text = emit_field_text(subject, property, field)?;
    let (tag, tags, keyword) = (&subject.union.tag, literal::strings(&branch.tags), &subject.union.keyword);
    Some(quote!(report.tag(at, #text, #tag, &#tags, #keyword);))
}

fn emit_debug(subject: &Subject<'_>) -> TokenStream {
    if subject.model.sensitive { union::emit_redacted_debug(subject.names) } else { TokenStream::new() }
}
