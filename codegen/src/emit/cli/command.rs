//! An operation as a command: its entry of the table, and the function that makes the operation of the arguments.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;

use super::flags::Flags;
use super::text;
use super::value::{self, Flag};
use crate::emit::model::mentions;
use crate::emit::operation::content;
use crate::emit::scope::Scope;
use crate::emit::{constructor, types};
use crate::ir::{
    Api, Content, ContentFormat, Direction, Model, ModelKind, Operation, Parameter, RequestBody, Type, Value,
};
use crate::name::{FieldNames, Ident, Names, OperationNames};

/// Emits the file of a command.
pub(super) fn emit(
    api: &Api,
    names: &Names,
    it: &Operation,
    own: &OperationNames,
    word: &str,
) -> Vec<TokenStream> {
    let mut flags = Flags::of_values();
    let parameters: Vec<(&Parameter, &FieldNames)> =
        it.parameters.iter().zip(&own.parameters).filter(|(it, _)| it.source.is_none()).collect();
    let values: Vec<TokenStream> = parameters
        .iter()
        .map(|(parameter, names)| {
            let flag = Flag {
                wire: &parameter.wire,
                word: flags.take(names.field.as_str()),
                value: &parameter.value,
                required: parameter.required,
                docs: &parameter.docs,
                default: parameter.default.as_ref(),
            };
            value::emit(api, &flag)
        })
        .collect();
    let chosen = it.body.as_ref().and_then(chosen);
    let body = if let (Some(body), Some((_, content))) = (&it.body, chosen) {
        let body = emit_body(api, names, body, content, &mut flags);
        quote!(Some(#body))
    } else {
        quote!(None)
    };
    let call = emit_call(api, names, it, own, &parameters);
    let tags: Vec<String> = it.tags.iter().map(|tag| text::line(tag)).collect();
    let (id, method, path) = (text::line(&it.id), &it.method, text::line(&it.path));
    let (about, deprecated, is_list) = (text::about(&it.docs), it.docs.deprecated, it.pages.is_some());
    let details = text::lines(it.docs.description.as_deref().unwrap_or_default());
    let docs = format!(" The command of [`{}`](operations::{}).", own.ty.as_str(), own.ty.as_str());
    let command = quote! {
        pub(super) const COMMAND: Command = Command {
            id: #id,
            name: #word,
            tags: &[#(#tags),*],
            method: #method,
            path: #path,
            about: #about,
            details: #details,
            deprecated: #deprecated,
            is_list: #is_list,
            parameters: &[#(#values),*],
            body: #body,
            call,
        };
    };
    let uses = emit_uses(&quote!(#command #call));
    vec![quote!(#![doc = #docs] #uses), command, call]
}

/// What a command has decides what it needs.
fn emit_uses(items: &TokenStream) -> TokenStream {
    let of = |words: &[&str]| -> Vec<proc_macro2::Ident> {
        let used = words.iter().filter(|word| mentions(items, word));
        used.map(|word| proc_macro2::Ident::new(word, Span::call_site())).collect()
    };
    let types = of(&["Body", "BodyKind", "Branch", "Command", "Kind", "Value"]);
    let modules = of(&["models", "operations", "runtime"]);
    quote! {
        use crate::cli::arguments::Arguments;
        use crate::cli::call::Call;
        use crate::cli::command::{#(#types),*};
        use crate::{#(#modules),*};
    }
}

/// The media type that a command line gives: JSON where there is a choice.
fn chosen(body: &RequestBody) -> Option<(usize, &Content)> {
    let all = || body.content.iter().enumerate();
    all().find(|(_, it)| it.format == ContentFormat::Json).or_else(|| all().next())
}

fn emit_body(
    api: &Api,
    names: &Names,
    body: &RequestBody,
    content: &Content,
    flags: &mut Flags,
) -> TokenStream {
    let (required, media_type) = (body.required, text::line(&content.media_type));
    let about = text::paragraph(&body.docs);
    let kind = match content.format {
        ContentFormat::Json | ContentFormat::Form | ContentFormat::Multipart => {
            emit_fields(api, names, &content.value, flags)
        }
        ContentFormat::Text | ContentFormat::Binary => quote!(BodyKind::Raw),
        ContentFormat::JsonItems | ContentFormat::Events | ContentFormat::File => quote!(BodyKind::Other),
    };
    quote!(Body { required: #required, media_type: #media_type, about: #about, kind: #kind })
}

fn emit_fields(api: &Api, names: &Names, value: &Value, flags: &mut Flags) -> TokenStream {
    let Type::Model(id) = types::resolve(api, value).ty else {
        return quote!(BodyKind::Json { fields: &[] });
    };
    let ModelKind::TaggedUnion(union) = &api.model(id).kind else {
        let fields = fields(api, names, id.0, api.model(id), flags);
        return quote!(BodyKind::Json { fields: &[#(#fields),*] });
    };
    let tag = &union.tag;
    let mut words = Flags::of_commands();
    let branches = union.branches.iter().zip(&names.model(id).variants).filter_map(|(branch, variant)| {
        let value = branch.tags.first()?;
        let word = words.take(&heck::ToSnakeCase::to_snake_case(variant.as_str()));
        let model = api.model(branch.model);
        let about = text::about(&model.docs);
        // Parameters can be given behind the branch too.
        let fields = fields(api, names, branch.model.0, model, &mut flags.clone());
        Some(quote!(Branch { name: #word, value: #value, about: #about, fields: &[#(#fields),*] }))
    });
    let branches: Vec<TokenStream> = branches.collect();
    quote!(BodyKind::Tagged { tag: #tag, branches: &[#(#branches),*] })
}

/// The fields of an object that are sent.
fn fields(api: &Api, names: &Names, index: usize, model: &Model, flags: &mut Flags) -> Vec<TokenStream> {
    let ModelKind::Object(object) = &model.kind else { return Vec::new() };
    let sent = object
        .properties
        .iter()
        .zip(&names.models[index].fields)
        .filter(|(property, _)| property.direction != Direction::ReadOnly && property.constant.is_none());
    let emitted = sent.map(|(property, names)| {
        let flag = Flag {
            wire: &property.wire,
            word: flags.take(names.field.as_str()),
            value: &property.value,
            required: property.required,
            docs: &property.docs,
            default: property.default.as_ref(),
        };
        value::emit(api, &flag)
    });
    emitted.collect()
}

fn emit_call(
    api: &Api,
    names: &Names,
    it: &Operation,
    own: &OperationNames,
    parameters: &[(&Parameter, &FieldNames)],
) -> TokenStream {
    let scope = Scope::elsewhere(api, names);
    let fields =
        parameters.iter().map(|(_, names)| &names.field).chain(it.body.iter().map(|_| &own.body.field));
    let fields: Vec<&Ident> = fields.collect();
    let [arguments, operation, value] = ["arguments", "operation", "value"].map(|word| local(word, &fields));
    let (mut reads, mut needed, mut sets) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (parameter, names)) in parameters.iter().enumerate() {
        let index = Literal::usize_unsuffixed(index);
        let value = Value { nullable: false, ..parameter.value.clone() };
        let (field, setter, ty) = (&names.field, &names.setter, types::of(&scope, &value));
        if parameter.required {
            reads.push(quote!(let #field = #arguments.required::<#ty>(#index);));
            needed.push((field, value));
        } else {
            reads.push(quote!(let #field = #arguments.optional::<#ty>(#index);));
            sets.push((field, setter));
        }
    }
    if let Some((body, (index, content))) = it.body.as_ref().and_then(|body| Some((body, chosen(body)?))) {
        let (field, setter) = (&own.body.field, &own.body.setter);
        let read = emit_body_read(&scope, body, content, &arguments);
        let wrapped = if body.content.len() > 1 {
            let (ty, variant) = (&own.content.ty, &own.content.variants[index]);
            quote!(#read.map(operations::#ty::#variant))
        } else {
            read
        };
        reads.push(quote!(let #field = #wrapped;));
        if body.content.len() > 1 || is_checkable(api, content) {
            reads.push(quote! {
                if let Some(#value) = &#field {
                    #arguments.check_body(#value);
                }
            });
        }
        if body.required {
            needed.extend(content::body_value(body).map(|value| (field, value)));
        } else {
            sets.push((field, setter));
        }
    }
    let ty = &own.ty;
    let values: Vec<&Value> = needed.iter().map(|(_, value)| value).collect();
    let idents: Vec<&Ident> = needed.iter().map(|(field, _)| *field).collect();
    let new = if constructor::is_positional(api, &values) {
        quote!(operations::#ty::new(#(#idents?),*))
    } else {
        let required = &own.required;
        quote!(operations::#ty::new(operations::#required { #(#idents: #idents?),* }))
    };
    let sets = sets.iter().map(|(field, setter)| {
        quote! {
            if let Some(#value) = #field {
                #operation = #operation.#setter(#value);
            }
        }
    });
    let sets: Vec<TokenStream> = sets.collect();
    let call =
        if it.pages.is_some() { quote!(crate::cli::pages::List(#operation)) } else { quote!(#operation) };
    quote! {
        fn call(#arguments: &mut Arguments<'_>) -> Option<Box<dyn Call>> {
            #(#reads)*
            let mut #operation = #new;
            #(#sets)*
            if #arguments.allows_unknown() {
                #operation = #operation.allow_unknown();
            }
            Some(Box::new(#call))
        }
    }
}

/// Whether the type of a body checks itself.
fn is_checkable(api: &Api, content: &Content) -> bool {
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

/// A name for a variable that is none of these fields'.
fn local(word: &str, fields: &[&Ident]) -> proc_macro2::Ident {
    // No field ends so, but those that can be nothing else, like `self_`.
    let is_taken = fields.iter().any(|field| field.as_str() == word);
    proc_macro2::Ident::new(&format!("{word}{}", if is_taken { "_" } else { "" }), Span::call_site())
}

/// The expression that reads a body: an option.
fn emit_body_read(
    scope: &Scope<'_>,
    body: &RequestBody,
    content: &Content,
    arguments: &proc_macro2::Ident,
) -> TokenStream {
    let ty = content::ty(scope, content);
    match content.format {
        ContentFormat::Json | ContentFormat::Form | ContentFormat::Multipart if body.required => {
            quote!(#arguments.body::<#ty>())
        }
        ContentFormat::Json | ContentFormat::Form | ContentFormat::Multipart => {
            quote!(#arguments.optional_body::<#ty>())
        }
        ContentFormat::Text => quote!(#arguments.text_body()),
        ContentFormat::Binary => quote!(#arguments.raw_body()),
        ContentFormat::JsonItems | ContentFormat::Events | ContentFormat::File => {
            quote!(#arguments.unsupported_body::<#ty>())
        }
    }
}
