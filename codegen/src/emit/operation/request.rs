//! Writing a request: path, parameters, `Accept`, body.
//!
//! Invariant: a parameter that repeats a value of the body is taken from the body.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Subject, content, derived, parameter};
use crate::ir::{ContentFormat, ModelKind, Parameter, ParameterLocation, PathPart, Type, ValueSource};
use crate::name::FieldNames;

/// A value on its way into the request.
enum Access {
    /// A reference to a value that is there.
    There(TokenStream),
    /// An `Option` of one.
    Maybe(TokenStream),
}

pub(super) fn emit(subject: &Subject<'_>) -> TokenStream {
    let result = subject.scope.result();
    let path = subject.it.segments.iter().map(|part| emit_part(subject, part));
    let others = subject.it.parameters.iter().zip(&subject.names.parameters);
    let others = others.filter(|(it, _)| it.location != ParameterLocation::Path);
    let others = others.map(|(it, names)| emit_parameter(subject, it, names));
    let query = &subject.it.query;
    let query = if query.is_empty() { TokenStream::new() } else { quote!(request.query_text(#query);) };
    let (accept, body) = (emit_accept(subject), emit_body(subject));
    quote! {
        fn write_request(
            &self,
            request: &mut runtime::RequestWriter,
        ) -> #result<(), runtime::BuildError> {
            #(#path)*
            #query
            #(#others)*
            #accept
            #body
            Ok(())
        }
    }
}

fn emit_part(subject: &Subject<'_>, part: &PathPart) -> TokenStream {
    match part {
        PathPart::Literal(text) => quote!(request.path(#text);),
        PathPart::Parameter(index) => {
            let (it, names) = (&subject.it.parameters[*index], &subject.names.parameters[*index]);
            emit_parameter(subject, it, names)
        }
    }
}

fn emit_parameter(subject: &Subject<'_>, it: &Parameter, names: &FieldNames) -> TokenStream {
    let sensitive = derived::is_sensitive(subject, it);
    let write = |value: &TokenStream| parameter::emit(subject.scope.api, it, sensitive, value);
    match access(subject, it, names) {
        Access::There(value) => write(&value),
        // A path without it is refused by the runtime.
        Access::Maybe(option) if it.location == ParameterLocation::Path => {
            let (some, none) = (write(&quote!(value)), write(&quote!("")));
            quote! {
                match #option {
                    Some(value) => { #some }
                    None => { #none }
                }
            }
        }
        Access::Maybe(option) => {
            let write = write(&quote!(value));
            quote! {
                if let Some(value) = #option {
                    #write
                }
            }
        }
    }
}

fn access(subject: &Subject<'_>, it: &Parameter, names: &FieldNames) -> Access {
    let field = &names.field;
    match (&it.source, it.required) {
        (None, true) => Access::There(quote!(&self.#field)),
        (None, false) => Access::Maybe(quote!(&self.#field)),
        (Some(ValueSource::BodyTag), _) => match from_body(subject, &quote!(tag()), false, false) {
            // An empty segment is refused by the runtime.
            Access::Maybe(tag) if it.location == ParameterLocation::Path => {
                Access::There(quote!(#tag.unwrap_or_default()))
            }
            access => access,
        },
        (Some(ValueSource::BodyProperty(index)), _) => body_property(subject, *index),
    }
}

fn body_property(subject: &Subject<'_>, index: usize) -> Access {
    let nothing = Access::There(quote!(""));
    let Some(body) = subject.it.body.as_ref().and_then(content::of_body) else { return nothing };
    let Type::Model(id) = body.value.ty else { return nothing };
    let ModelKind::Object(object) = &subject.scope.api.model(id).kind else { return nothing };
    let Some(property) = object.properties.get(index) else { return nothing };
    if let Some(constant) = &property.constant {
        return Access::There(quote!(#constant));
    }
    let field = &subject.scope.names.model(id).fields[index].field;
    from_body(subject, &quote!(#field), true, property.required && !property.value.nullable)
}

/// Something of the body: a field, or a method that gives an `Option`.
fn from_body(subject: &Subject<'_>, member: &TokenStream, is_field: bool, there: bool) -> Access {
    let required = subject.it.body.as_ref().is_some_and(|body| body.required);
    match (required, is_field, there) {
        (true, true, true) => Access::There(quote!(&self.body.#member)),
        (true, true, false) => Access::Maybe(quote!(&self.body.#member)),
        (true, false, _) => Access::Maybe(quote!(self.body.#member)),
        (false, true, true) => Access::Maybe(quote!(self.body.as_ref().map(|body| &body.#member))),
        (false, true, false) => {
            Access::Maybe(quote!(self.body.as_ref().and_then(|body| body.#member.as_ref())))
        }
        (false, false, _) => Access::Maybe(quote!(self.body.as_ref().and_then(|body| body.#member))),
    }
}

/// What a success may hold, or else a failure. A server that chooses a version of the API by this header is not
/// offered the type that only errors have.
fn emit_accept(subject: &Subject<'_>) -> TokenStream {
    let media_types = |success: bool| {
        let responses = subject.it.responses.iter();
        let responses = responses.filter(|it| subject.it.is_success(it) == success);
        let mut found: Vec<&str> = Vec::new();
        for media_type in responses.flat_map(|response| &response.accept) {
            if !found.contains(&media_type.as_str()) {
                found.push(media_type);
            }
        }
        found
    };
    let mut accept = media_types(true);
    if accept.is_empty() {
        accept = media_types(false);
    }
    if accept.is_empty() {
        return TokenStream::new();
    }
    let accept = accept.join(", ");
    quote!(request.accept(#accept);)
}

fn emit_body(subject: &Subject<'_>) -> TokenStream {
    let Some(body) = &subject.it.body else { return TokenStream::new() };
    let field = &subject.names.body.field;
    let (place, write) = match body.content.as_slice() {
        [] => return TokenStream::new(),
        [one] if body.required => {
            let bytes = one.format == ContentFormat::Binary;
            let place = if bytes { quote!(self.#field) } else { quote!(&self.#field) };
            return content::emit_write(subject.scope.api, one, &place);
        }
        [one] => (quote!(body), content::emit_write(subject.scope.api, one, &quote!(body))),
        all => {
            let names = &subject.names.content;
            let ty = &names.ty;
            let arms = all.iter().zip(&names.variants).map(|(content, variant)| {
                let write = content::emit_write(subject.scope.api, content, &quote!(body));
                quote!(#ty::#variant(body) => { #write })
            });
            let place = if body.required { quote!(&self.#field) } else { quote!(body) };
            (place.clone(), quote!(match #place { #(#arms)* }))
        }
    };
    if body.required {
        return write;
    }
    quote! {
        if let Some(#place) = &self.#field {
            #write
        }
    }
}
