//! A parameter of an operation, or a field of its body, as a flag.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::text;
use crate::emit::{literal, types};
use crate::ir::{Api, Assertion, Docs, Keyword, ModelKind, Type, Value};
use crate::json::Json;

/// What a flag is made of.
pub(super) struct Flag<'a> {
    pub(super) wire: &'a str,
    pub(super) word: String,
    pub(super) value: &'a Value,
    pub(super) required: bool,
    pub(super) docs: &'a Docs,
    pub(super) default: Option<&'a Json>,
    /// Whether files can be given for it; otherwise they are texts.
    pub(super) takes_files: bool,
}

/// Emits its entry of the table.
pub(super) fn emit(api: &Api, it: &Flag<'_>) -> TokenStream {
    let (wire, flag) = (text::line(it.wire), &it.word);
    let resolved = types::resolve(api, it.value);
    let secret = types::is_secret(api, it.value);
    let about = text::paragraph(it.docs);
    let about = if about.is_empty() { text::about(it.docs) } else { about };
    let default = it.default.filter(|_| !secret).map(literal::json);
    let possible = possible(api, resolved);
    let notes = notes(it, bounds(it.value.assertions.iter().chain(&resolved.assertions)));
    let kind = kind(api, it.value, it.takes_files);
    // What a value does not have is not said.
    let flags = [(it.required, quote!(.required())), (secret, quote!(.secret()))];
    let flags = flags.into_iter().filter_map(|(is, code)| is.then_some(code));
    let text = |text: String, name: &str| {
        let name = format_ident!("{name}");
        (!text.is_empty()).then(|| quote!(.#name(#text)))
    };
    let notes = text(notes, "notes");
    // Where the document says something, so does the table, even if nothing of it can be shown.
    let is_described = it.docs.title.is_some() || it.docs.description.is_some();
    let about = is_described.then(|| quote!(.about(#about)));
    let default = default.map(|json| quote!(.default(#json)));
    let possible = (!possible.is_empty()).then(|| {
        let possible = literal::strings(possible);
        quote!(.possible(&#possible))
    });
    quote!(Value::new(#wire, #flag, #kind) #(#flags)* #about #default #possible #notes)
}

/// How a value is written on a command line.
pub(super) fn kind(api: &Api, value: &Value, takes_files: bool) -> TokenStream {
    let resolved = types::resolve(api, value);
    match &resolved.ty {
        Type::Boolean => quote!(Kind::Boolean),
        Type::Integer { .. } | Type::Number => quote!(Kind::Number),
        Type::Binary if takes_files => quote!(Kind::File),
        Type::String | Type::Formatted(_) | Type::Binary => quote!(Kind::Text),
        Type::Model(id) if matches!(api.model(*id).kind, ModelKind::Enum(_)) => quote!(Kind::Text),
        Type::Array(items) if is_scalar(api, items) => {
            let items = kind(api, items, takes_files);
            quote!(Kind::List(&#items))
        }
        Type::Any | Type::AnyObject | Type::Array(_) | Type::Map(_) | Type::Model(_) => {
            quote!(Kind::Json)
        }
    }
}

fn is_scalar(api: &Api, value: &Value) -> bool {
    match &types::resolve(api, value).ty {
        Type::Boolean
        | Type::Integer { .. }
        | Type::Number
        | Type::String
        | Type::Formatted(_)
        | Type::Binary => true,
        Type::Model(id) => matches!(api.model(*id).kind, ModelKind::Enum(_)),
        _ => false,
    }
}

/// The values that are listed for it, or for its items.
fn possible<'a>(api: &'a Api, value: &'a Value) -> &'a [String] {
    match &value.ty {
        Type::Array(items) => possible(api, types::resolve(api, items)),
        Type::Model(id) => match &api.model(*id).kind {
            ModelKind::Enum(list) => &list.values,
            _ => &[],
        },
        _ => &[],
    }
}

/// What there is to say beside what it is: that one should not use it, and its name, where the flag does not say it.
fn notes(it: &Flag<'_>, bounds: String) -> String {
    let deprecated = it.docs.deprecated.then(|| "deprecated".to_owned());
    let plain = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let is_other = plain(it.wire) != plain(&it.word);
    let name = is_other.then(|| format!("`{}` in the document", text::line(it.wire)));
    let all = deprecated.into_iter().chain(name).chain(Some(bounds).filter(|bounds| !bounds.is_empty()));
    all.collect::<Vec<_>>().join(", ")
}

/// What must hold, in a few words.
fn bounds<'a>(assertions: impl Iterator<Item = &'a Assertion>) -> String {
    let mut all: Vec<String> = Vec::new();
    for assertion in assertions {
        let words = match &assertion.keyword {
            Keyword::Minimum(least) => format!("at least {least}"),
            Keyword::Maximum(most) => format!("at most {most}"),
            Keyword::ExclusiveMinimum(limit) => format!("more than {limit}"),
            Keyword::ExclusiveMaximum(limit) => format!("less than {limit}"),
            Keyword::MultipleOf(factor) => format!("a multiple of {factor}"),
            Keyword::MinLength(least) => format!("at least {}", counted(*least, "character")),
            Keyword::MaxLength(most) => format!("at most {}", counted(*most, "character")),
            Keyword::MinItems(least) => format!("at least {}", counted(*least, "item")),
            Keyword::MaxItems(most) => format!("at most {}", counted(*most, "item")),
            Keyword::Enum(values) => format!("one of {}", text::line(&json_list(values))),
            Keyword::UniqueItems => "no item twice".to_owned(),
            Keyword::Pattern(pattern) => format!("matches {}", text::line(pattern)),
            Keyword::Format(format) => format!("format {}", format.name()),
            _ => continue,
        };
        if !all.contains(&words) {
            all.push(words);
        }
    }
    all.join(", ")
}

fn counted(number: u64, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

fn json_list(values: &[Json]) -> String {
    let texts: Vec<String> = values.iter().map(literal::json).collect();
    texts.join(", ")
}
