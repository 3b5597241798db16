//! One file per operation: its arguments, its request, and what its responses become.
//!
//! Invariant: nothing here sends anything; the runtime's `Operation` trait does the work that all share.

mod constants;
pub(super) mod content;
mod derived;
pub(super) mod first;
mod headers;
mod pages;
mod parameter;
mod part_headers;
mod request;
mod response_checks;
mod responses;

use proc_macro2::TokenStream;
use quote::quote;

use super::constructor::{self, Argument, Signature, argument_type, convert, debug_field};
use super::docs::{Doc, deprecated};
use super::examples::{Examples, Home};
use super::model::leads_into;
use super::scope::Scope;
use super::{Content, File, markdown, servers, types, validator};
use crate::ir::{self, Api, Parameter, RequestBody, Value};
use crate::name::{self, Names, OperationNames};

/// An operation on its way to a builder.
struct Subject<'a> {
    scope: &'a Scope<'a>,
    it: &'a ir::Operation,
    names: &'a OperationNames,
    arguments: Vec<Member<'a>>,
}

/// A parameter or body that is an argument of its own.
struct Member<'a> {
    wire: &'a str,
    names: &'a name::FieldNames,
    value: Value,
    ty: TokenStream,
    docs: Doc,
    deprecated: bool,
    required: bool,
    kind: MemberKind,
}

/// What is special about an argument.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum MemberKind {
    /// Nothing: its schema is checked.
    Plain,
    /// Nobody looks into it.
    Unchecked,
    /// An enum of media types, which can be made of each of them and checks itself.
    Contents,
}

/// Emits the file of the operation with this index.
pub(super) fn emit_file(api: &Api, names: &Names, index: usize, examples: &Examples) -> File {
    let scope = Scope::operation(api, names, index);
    let (it, names) = (&api.operations[index], &names.operations[index]);
    let subject = Subject { scope: &scope, it, names, arguments: members(&scope, it, names) };
    let items = [
        emit_struct(&subject),
        emit_required(&subject),
        emit_impl(&subject),
        emit_validate(&subject),
        emit_operation(&subject),
        pages::emit(&subject),
        emit_body_enum(&subject),
        responses::emit(&subject),
        headers::emit(&subject),
        emit_debug(&subject),
    ];
    let items: TokenStream = items.into_iter().collect();
    let models = if leads_into(&items, "models") {
        quote!(
            use crate::models;
        )
    } else {
        TokenStream::new()
    };
    let uses = quote!(#models use crate::runtime;);
    let outside = Scope::elsewhere(api, scope.names);
    let examples = examples.emit_operation(&outside, Home::Operation(index), it, names);
    let items = [uses, items].into_iter().chain(examples).collect();
    let models = &scope.files() | &outside.files();
    let path = format!("src/operations/{}.rs", names.module.as_str());
    File { path, content: Content::Items(items), models }
}

/// The types of an operation's file that others may use.
pub(super) fn public_types<'a>(
    api: &Api,
    it: &ir::Operation,
    names: &'a OperationNames,
) -> Vec<&'a name::Ident> {
    let mut types = vec![&names.ty, &names.failure];
    let parameters =
        it.parameters.iter().filter(|parameter| parameter.required && parameter.source.is_none());
    let body = it.body.as_ref().filter(|body| body.required).and_then(content::body_value);
    let values: Vec<&Value> = parameters.map(|parameter| &parameter.value).chain(&body).collect();
    if !constructor::is_positional(api, &values) {
        types.push(&names.required);
    }
    let bodies = it.body.iter().map(|body| (&body.content, &names.content));
    let replies = it.responses.iter().zip(&names.response_content).map(|(it, names)| (&it.content, names));
    for (content, names) in bodies.chain(replies) {
        if content.len() > 1 {
            types.push(&names.ty);
        }
    }
    if it.has_several_successes() {
        types.push(&names.success);
    }
    if !names.header_fields.is_empty() {
        types.push(&names.headers);
    }
    types
}

/// The parameters that are arguments, and the body.
fn members<'a>(scope: &Scope<'a>, it: &'a ir::Operation, names: &'a OperationNames) -> Vec<Member<'a>> {
    let parameters = it.parameters.iter().zip(&names.parameters);
    let mut members: Vec<Member<'a>> = parameters
        .filter(|(parameter, _)| parameter.source.is_none())
        .map(|(parameter, names)| parameter_member(scope, parameter, names))
        .collect();
    if let Some(body) = &it.body {
        members.extend(body_member(scope, body, names));
    }
    members
}

fn parameter_member<'a>(scope: &Scope<'_>, it: &'a Parameter, names: &'a name::FieldNames) -> Member<'a> {
    let value = Value { nullable: false, ..it.value.clone() };
    let sensitive = types::is_sensitive(scope.api, &value);
    let docs = parameter::docs(it).details(&it.docs, sensitive).default(it.default.as_ref(), sensitive);
    let (ty, deprecated) = (types::of(scope, &value), it.docs.deprecated);
    let required = it.required;
    Member { wire: &it.wire, names, value, ty, docs, deprecated, required, kind: MemberKind::Plain }
}

fn body_member<'a>(
    scope: &Scope<'_>,
    body: &'a RequestBody,
    names: &'a OperationNames,
) -> Option<Member<'a>> {
    let content = content::of_body(body)?;
    let all: Vec<String> = body.content.iter().map(|it| markdown::code(&it.media_type)).collect();
    let docs = Doc::of(&body.docs, "The request body.").and(&format!("Sent as {}.", all.join(" or ")));
    let docs = docs.details(&body.docs, types::is_sensitive(scope.api, &content.value));
    let kind = match body.content.as_slice() {
        [one] if !content::is_checked(one) => MemberKind::Unchecked,
        [_] => MemberKind::Plain,
        _ => MemberKind::Contents,
    };
    Some(Member {
        wire: "body",
        names: &names.body,
        value: content::body_value(body)?,
        ty: content::ty_of(scope, &body.content, &names.content)?,
        docs,
        deprecated: body.docs.deprecated,
        required: body.required,
        kind,
    })
}

fn emit_struct(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let docs = docs(subject).outer();
    let deprecated = deprecated(&subject.it.docs);
    let debug = if is_sensitive(subject) { TokenStream::new() } else { quote!(Debug,) };
    let fields = subject.arguments.iter().map(|member| {
        let (field, ty) = (&member.names.field, member_type(subject, member));
        quote!(#field: #ty,)
    });
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #debug PartialEq)]
        pub struct #ty {
            #(#fields)*
            allow_unknown: bool,
        }
    }
}

fn docs(subject: &Subject<'_>) -> Doc {
    let it = subject.it;
    let doc = Doc::titled(&it.docs, &format!("The operation {}.", markdown::code(&it.id)));
    let doc = doc.details(&it.docs, false).and(&markdown::code(&format!("{} {}", it.method, it.path)));
    let roles: Vec<String> = it.roles.iter().map(|role| markdown::code(role)).collect();
    let doc = if roles.is_empty() {
        doc
    } else {
        doc.and(&format!("Needs one of the roles {}.", roles.join(", ")))
    };
    let features = subject.scope.names.features.of(it);
    let features: Vec<String> = features.iter().map(|feature| markdown::code(feature.as_str())).collect();
    let doc = match features.as_slice() {
        [] => doc,
        [one] => doc.and(&format!("Cargo feature: {one}.")),
        many => doc.and(&format!("Cargo features: any of {}.", many.join(", "))),
    };
    let doc = links(it).fold(doc, |doc, link| doc.and(&link));
    let doc = if it.servers.is_empty() { doc } else { doc.and("It has servers of its own.") };
    doc.pointer(&it.pointer)
}

/// Where to go from the responses of an operation, in words.
fn links(it: &ir::Operation) -> impl Iterator<Item = String> {
    let links = it.responses.iter().flat_map(|it| it.links.iter().map(move |link| (it.status, link)));
    links.map(|(from, link)| {
        let (name, operation) = (markdown::code(&link.name), markdown::code(&link.operation));
        let parameters = link.parameters.iter();
        let parameters: Vec<String> = parameters
            .map(|(name, value)| format!("{} from {}", markdown::code(name), markdown::code(value)))
            .collect();
        let with = if parameters.is_empty() { "" } else { " with " };
        let description = link.description.as_deref().map(markdown::plain).unwrap_or_default();
        let text = format!(
            "Link {name} of {}: call {operation}{with}{}. {description}",
            constants::status(from),
            parameters.join(", ")
        );
        text.trim_end().to_owned()
    })
}

fn is_sensitive(subject: &Subject<'_>) -> bool {
    subject.arguments.iter().any(|member| types::is_sensitive(subject.scope.api, &member.value))
}

fn member_type(subject: &Subject<'_>, member: &Member<'_>) -> TokenStream {
    let ty = &member.ty;
    if member.required {
        return quote!(#ty);
    }
    let option = subject.scope.option();
    quote!(#option<#ty>)
}

fn required<'a>(subject: &'a Subject<'_>) -> Vec<Argument<'a>> {
    let required = subject.arguments.iter().filter(|member| member.required);
    required
        .map(|member| Argument {
            ident: &member.names.field,
            value: &member.value,
            ty: member.ty.clone(),
            docs: member.docs.clone(),
            deprecated: member.deprecated,
            into: member.kind == MemberKind::Contents,
        })
        .collect()
}

fn emit_required(subject: &Subject<'_>) -> TokenStream {
    let (required_type, ty) = (&subject.names.required, &subject.names.ty);
    constructor::emit_required(subject.scope, required_type, ty, &required(subject))
}

fn emit_impl(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let servers =
        servers::emit(&subject.it.servers, "Its own servers, the first by preference.", &quote!('static));
    let new = emit_new(subject);
    let setters =
        subject.arguments.iter().filter(|member| !member.required).map(|it| emit_setter(subject, it));
    quote! {
        impl #ty {
            #servers
            #new

            #(#setters)*

            #[doc = " Lets the request hold what the document does not know: enum values, tags and fields."]
            #[must_use]
            pub fn allow_unknown(mut self) -> Self {
                self.allow_unknown = true;
                self
            }
        }
    }
}

fn emit_new(subject: &Subject<'_>) -> TokenStream {
    let new = Signature::of(subject.scope, &subject.names.required, &required(subject));
    let parameters = &new.parameters;
    let fields = subject.arguments.iter().map(|member| {
        let field = &member.names.field;
        if member.required { new.init(field) } else { quote!(#field: None) }
    });
    let needed = subject.arguments.iter().filter(|member| member.required);
    let docs = Doc::new("A request with what it needs. The rest is left out until it is set.");
    // Where the arguments are fields of a struct, each has its documentation there.
    let docs = if new.is_positional() {
        needed.fold(docs, |docs, member| docs.item(&member.names.field, &member.docs))
    } else {
        docs
    };
    let (docs, allow) = (docs.outer(), allow_no_default(new.parameters.is_empty()));
    quote! {
        #docs
        #[must_use]
        #allow
        pub fn new(#parameters) -> Self {
            Self { #(#fields,)* allow_unknown: false }
        }
    }
}

/// A request without arguments has a `new` all the same.
fn allow_no_default(empty: bool) -> TokenStream {
    if empty {
        quote!(#[allow(clippy::new_without_default, reason = "a request is made on purpose")])
    } else {
        TokenStream::new()
    }
}

fn emit_setter(subject: &Subject<'_>, member: &Member<'_>) -> TokenStream {
    let (field, setter) = (&member.names.field, &member.names.setter);
    let docs = member.docs.outer();
    let deprecated = deprecated(&ir::Docs { deprecated: member.deprecated, ..ir::Docs::default() });
    let (argument, value) = if member.kind == MemberKind::Contents {
        let (into, ty) = (subject.scope.into(), &member.ty);
        (quote!(impl #into<#ty>), quote!(value.into()))
    } else if constructor::converts(subject.scope, &member.value) {
        (argument_type(subject.scope, &member.value), convert(subject.scope, &member.value, &quote!(value)))
    } else {
        (member.ty.clone(), quote!(value))
    };
    quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #setter(mut self, value: #argument) -> Self {
            self.#field = Some(#value);
            self
        }
    }
}

fn emit_validate(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let checks: Vec<TokenStream> = subject
        .arguments
        .iter()
        .filter(|member| member.kind != MemberKind::Unchecked)
        .map(|member| {
            let field = &member.names.field;
            let (place, optional) = (quote!(self.#field), !member.required);
            if member.kind == MemberKind::Contents {
                return quote!(report.member(at, "body", &#place););
            }
            validator::emit_member(subject.scope, member.wire, &place, optional, &member.value)
        })
        .chain(subject.it.parameters.iter().map(|parameter| derived::emit(subject, parameter)))
        .chain(part_headers::emit_checks(subject))
        .filter(|check| !check.is_empty())
        .collect();
    let (at, report) =
        if checks.is_empty() { (quote!(_at), quote!(_report)) } else { (quote!(at), quote!(report)) };
    quote! {
        impl runtime::Validate for #ty {
            fn check(&self, #at: &runtime::Location<'_>, #report: &mut runtime::Report) {
                #(#checks)*
            }
        }
    }
}

fn emit_operation(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let types = emit_associated_types(subject);
    let constants = constants::emit(subject.scope.api, subject.it);
    let hidden = if responses::hides_success(subject) {
        quote!(
            const SENSITIVE_SUCCESS: bool = true;
        )
    } else {
        TokenStream::new()
    };
    let write_request = request::emit(subject);
    let read_response = responses::emit_read(subject);
    let own_server = servers::emit_own(&subject.it.servers, &subject.scope.option());
    quote! {
        impl runtime::Operation for #ty {
            #types
            #constants
            #hidden

            #own_server

            #write_request

            #read_response

            fn allows_unknown(&self) -> bool {
                self.allow_unknown
            }
        }
    }
}

/// The enum of the request body, where it has several media types.
fn emit_body_enum(subject: &Subject<'_>) -> TokenStream {
    let Some(body) = &subject.it.body else { return TokenStream::new() };
    let owner = &subject.names.ty;
    let docs = Doc::new(&format!("The request body of [`{owner}`], in the media type of choice."));
    content::emit_enum(subject.scope, &body.content, &subject.names.content, &docs, true)
}

fn emit_associated_types(subject: &Subject<'_>) -> TokenStream {
    let success = responses::success_type(subject);
    let failure = &subject.names.failure;
    let headers = &subject.names.headers;
    let headers =
        if subject.names.header_fields.is_empty() { quote!(runtime::NoHeaders) } else { quote!(#headers) };
    quote! {
        type Success = #success;
        type Failure = #failure;
        type Headers = #headers;
    }
}

fn emit_debug(subject: &Subject<'_>) -> TokenStream {
    if !is_sensitive(subject) {
        return TokenStream::new();
    }
    let ty = &subject.names.ty;
    let name = ty.as_str();
    let fields = subject.arguments.iter().map(|it| debug_field(subject.scope, &it.names.field, &it.value));
    quote! {
        impl std::fmt::Debug for #ty {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#name)
                    #(#fields)*
                    .field("allow_unknown", &self.allow_unknown)
                    .finish()
            }
        }
    }
}
