//! An operation as a command: its entry of the table, and the function that makes the operation of the arguments.

use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::quote;

use super::servers::{self, Common};
use super::value::{self, Flag};
use super::{body, text};
use crate::emit::model::leads_into;
use crate::emit::operation::content;
use crate::emit::scope::Scope;
use crate::emit::{constructor, types};
use crate::ir::{Api, Operation, Parameter, RequestBody, Value};
use crate::name::{FieldNames, Ident, Names, OperationNames};

/// Emits the file of a command.
pub(super) fn emit(
    api: &Api,
    names: &Names,
    it: &Operation,
    own: &OperationNames,
    word: &str,
    common: &Common,
) -> Vec<TokenStream> {
    let mut flags = common.flags.clone();
    let variables = servers::words(&it.servers, &common.variables, &mut flags);
    let ty = &own.ty;
    let servers = servers::emit(&it.servers, &quote!(operations::#ty::SERVERS), &variables);
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
                takes_files: false,
            };
            value::emit(api, &flag)
        })
        .collect();
    let body = if let Some(body) = sent(it) {
        let body = body::emit(api, names, body, &mut flags);
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
            servers: #servers,
            parameters: &[#(#values),*],
            body: #body,
            call,
        };
    };
    let uses = emit_uses(&quote!(#command #call));
    vec![quote!(#![doc = #docs] #uses), command, call]
}

/// The body, if there is a media type for it.
fn sent(it: &Operation) -> Option<&RequestBody> {
    it.body.as_ref().filter(|body| !body.content.is_empty())
}

/// What a command has decides what it needs.
fn emit_uses(items: &TokenStream) -> TokenStream {
    let of = |words: &[&str], is_used: fn(&TokenStream, &str) -> bool| -> Vec<proc_macro2::Ident> {
        let used = words.iter().filter(|word| is_used(items, word));
        used.map(|word| proc_macro2::Ident::new(word, Span::call_site())).collect()
    };
    let types =
        of(&["Body", "BodyKind", "Branch", "Command", "Kind", "Media", "Servers", "Value"], begins_a_path);
    let modules = of(&["models", "operations", "runtime"], leads_into);
    quote! {
        use crate::cli::arguments::Arguments;
        use crate::cli::call::Call;
        use crate::cli::command::{#(#types),*};
        use crate::{#(#modules),*};
    }
}

/// Whether tokens hold a path that begins with a word. A type of the document may be called the same.
fn begins_a_path(tokens: &TokenStream, word: &str) -> bool {
    let mut colons = 0;
    tokens.clone().into_iter().any(|tree| {
        let is_first = colons < 2;
        colons = if matches!(&tree, TokenTree::Punct(it) if it.as_char() == ':') { colons + 1 } else { 0 };
        match tree {
            TokenTree::Ident(ident) => is_first && ident == word,
            TokenTree::Group(group) => begins_a_path(&group.stream(), word),
            _ => false,
        }
    })
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
    if let Some(body) = sent(it) {
        let (field, setter) = (&own.body.field, &own.body.setter);
        let read = body::emit_read(&scope, body, own, &arguments, &value);
        reads.push(quote!(let #field = #read;));
        if body.content.len() > 1 || body::is_checkable(api, &body.content[0]) {
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

/// A name for a variable that is none of these fields'.
fn local(word: &str, fields: &[&Ident]) -> proc_macro2::Ident {
    // No field ends so, but those that can be nothing else, like `self_`.
    let is_taken = fields.iter().any(|field| field.as_str() == word);
    proc_macro2::Ident::new(&format!("{word}{}", if is_taken { "_" } else { "" }), Span::call_site())
}
