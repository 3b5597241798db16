//! The body of an operation: what can be given for it in each of its media types, and the expression that reads it.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::flags::Flags;
use super::value::{self, Flag};
use super::{files, text};
use crate::emit::operation::content;
use crate::emit::scope::Scope;
use crate::emit::types;
use crate::ir::{
    Api, Content, ContentFormat, Direction, ModelId, ModelKind, Property, RequestBody, TaggedUnion, Type,
};
use crate::name::{FieldNames, Names, OperationNames};

/// A field that several media types have: its name, how it is written, and its flag.
type Shared = Vec<(String, String, String)>;

/// Emits its entry of the table.
pub(super) fn emit(api: &Api, names: &Names, body: &RequestBody, flags: &mut Flags) -> TokenStream {
    let (required, about) = (body.required, text::paragraph(&body.docs));
    // Parameters can be given behind a branch too, fields of other media types can not.
    let of_branches = flags.clone();
    let mut shared = Shared::new();
    let media = body.content.iter().map(|content| {
        let media_type = text::line(&content.media_type);
        let kind = match content.format {
            ContentFormat::Json | ContentFormat::Form | ContentFormat::Multipart => {
                let is_there = !types::resolve(api, &content.value).nullable;
                match model(api, content).map(|id| (id, &api.model(id).kind)) {
                    Some((id, ModelKind::TaggedUnion(union))) => {
                        emit_branches(api, names, id, union, is_there, &of_branches)
                    }
                    Some((id, _)) => {
                        let takes_files = is_there && files::can_be_in(api, id);
                        let fields = emit_fields(api, names, id, takes_files, (flags, &mut shared));
                        quote!(BodyKind::Json { fields: &[#(#fields),*] })
                    }
                    None => quote!(BodyKind::Json { fields: &[] }),
                }
            }
            ContentFormat::File => quote!(BodyKind::File),
            // Items that follow each other are sent as the text that they are.
            ContentFormat::Text
            | ContentFormat::Binary
            | ContentFormat::JsonItems
            | ContentFormat::Events => {
                quote!(BodyKind::Raw)
            }
        };
        quote!(Media { media_type: #media_type, kind: #kind })
    });
    let media: Vec<TokenStream> = media.collect();
    quote!(Body { required: #required, about: #about, media: &[#(#media),*] })
}

/// The model of a body, whose members can be told apart.
fn model(api: &Api, content: &Content) -> Option<ModelId> {
    match types::resolve(api, &content.value).ty {
        Type::Model(id) => Some(id),
        _ => None,
    }
}

fn emit_branches(
    api: &Api,
    names: &Names,
    id: ModelId,
    union: &TaggedUnion,
    takes_files: bool,
    flags: &Flags,
) -> TokenStream {
    let tag = &union.tag;
    let is_object = |id: ModelId| matches!(api.model(id).kind, ModelKind::Object(_));
    let mut words = Flags::of_commands();
    let branches = union.branches.iter().zip(&names.model(id).variants).filter_map(|(branch, variant)| {
        let value = branch.tags.first()?;
        let word = words.take(&heck::ToSnakeCase::to_snake_case(variant.as_str()));
        let about = text::about(&api.model(branch.model).docs);
        let own = (&mut flags.clone(), &mut Shared::new());
        let fields = emit_fields(api, names, branch.model, takes_files && is_object(branch.model), own);
        Some(quote!(Branch { name: #word, value: #value, about: #about, fields: &[#(#fields),*] }))
    });
    let branches: Vec<TokenStream> = branches.collect();
    quote!(BodyKind::Tagged { tag: #tag, branches: &[#(#branches),*] })
}

/// The fields of an object that are sent. One that another media type has has the same flag here.
fn emit_fields(
    api: &Api,
    names: &Names,
    id: ModelId,
    takes_files: bool,
    (flags, shared): (&mut Flags, &mut Shared),
) -> Vec<TokenStream> {
    let mut own: Vec<(&str, String)> = Vec::new();
    let mut emitted = Vec::new();
    for (property, names, required) in properties(api, names, id) {
        let kind = value::kind(api, &property.value, takes_files).to_string();
        // Branches of a union have much in common.
        if own.iter().any(|(wire, known)| *wire == property.wire && *known == kind) {
            continue;
        }
        own.push((&property.wire, kind.clone()));
        let known = shared.iter().find(|(wire, known, _)| *wire == property.wire && *known == kind);
        let word = if let Some((_, _, word)) = known {
            word.clone()
        } else {
            let word = flags.take(names.field.as_str());
            shared.push((property.wire.clone(), kind, word.clone()));
            word
        };
        let flag = Flag {
            wire: &property.wire,
            word,
            value: &property.value,
            required,
            docs: &property.docs,
            default: property.default.as_ref(),
            takes_files,
        };
        emitted.push(value::emit(api, &flag));
    }
    emitted
}

/// The properties that are sent of an object, or of a union of objects, and whether each has to be there.
fn properties<'a>(api: &'a Api, names: &'a Names, id: ModelId) -> Vec<(&'a Property, &'a FieldNames, bool)> {
    match &api.model(id).kind {
        ModelKind::Object(object) => {
            let is_sent = |property: &Property| {
                property.direction != Direction::ReadOnly && property.constant.is_none()
            };
            let all = object.properties.iter().zip(&names.model(id).fields);
            let sent = all.filter(|(property, _)| is_sent(property));
            sent.map(|(property, names)| (property, names, property.required)).collect()
        }
        ModelKind::UntaggedUnion(union) => {
            let branches = union.branches.iter().map(|branch| match types::resolve(api, &branch.value).ty {
                Type::Model(id) if matches!(api.model(id).kind, ModelKind::Object(_)) => {
                    properties(api, names, id)
                }
                _ => Vec::new(),
            });
            let branches: Vec<Vec<_>> = branches.collect();
            let is_required = |wire: &str| {
                let has = |branch: &Vec<(&Property, &FieldNames, bool)>| {
                    branch.iter().any(|(it, _, required)| it.wire == wire && *required)
                };
                branches.iter().all(has)
            };
            let all = branches.iter().flatten();
            all.map(|(property, names, _)| (*property, *names, is_required(&property.wire))).collect()
        }
        _ => Vec::new(),
    }
}

/// The expression that reads a body: an option.
pub(super) fn emit_read(
    scope: &Scope<'_>,
    body: &RequestBody,
    own: &OperationNames,
    arguments: &Ident,
    value: &Ident,
) -> TokenStream {
    let read = |content| emit_content_read(scope, body, content, arguments, value);
    let [several @ .., last] = body.content.as_slice() else { return quote!(None) };
    let [others @ .., of_last] = own.content.variants.as_slice() else { return read(last) };
    if several.is_empty() {
        return read(last);
    }
    let ty = &own.content.ty;
    let arms = several.iter().zip(others).enumerate().map(|(index, (content, variant))| {
        let (index, read) = (Literal::usize_unsuffixed(index), read(content));
        quote!(#index => #read.map(operations::#ty::#variant),)
    });
    let of_last = {
        let read = read(last);
        quote!(_ => #read.map(operations::#ty::#of_last),)
    };
    quote! {
        match #arguments.media {
            #(#arms)*
            #of_last
        }
    }
}

fn emit_content_read(
    scope: &Scope<'_>,
    body: &RequestBody,
    content: &Content,
    arguments: &Ident,
    value: &Ident,
) -> TokenStream {
    let ty = content::ty(scope, content);
    match content.format {
        ContentFormat::Json | ContentFormat::Form | ContentFormat::Multipart => {
            let read = if body.required {
                quote!(#arguments.body::<#ty>())
            } else {
                quote!(#arguments.optional_body::<#ty>())
            };
            let files = files::emit(scope, content, arguments, value);
            if files.is_empty() { read } else { quote!(#read.map(|mut #value| { #files #value })) }
        }
        ContentFormat::Text | ContentFormat::JsonItems | ContentFormat::Events => {
            quote!(#arguments.text_body())
        }
        ContentFormat::Binary => quote!(#arguments.raw_body()),
        ContentFormat::File => quote!(#arguments.file_body()),
    }
}

/// Whether the type of a body checks itself.
pub(super) fn is_checkable(api: &Api, content: &Content) -> bool {
    let value = types::resolve(api, &content.value);
    let is_read =
        matches!(content.format, ContentFormat::Json | ContentFormat::Form | ContentFormat::Multipart);
    is_read
        && !value.nullable
        && match value.ty {
            Type::Model(id) => !matches!(api.model(id).kind, ModelKind::Enum(_) | ModelKind::Alias(_)),
            _ => false,
        }
}
