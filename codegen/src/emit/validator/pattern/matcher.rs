//! A [`Sequence`] as Rust: takes one element after the other off the front of the text.
//!
//! Invariant: slices only at the ends of whole characters.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;
use syn::Lifetime;

use crate::emit::model::mentions;
use crate::pattern::class::Class;
use crate::pattern::sequence::{Element, Sequence};

/// Emits an expression that says whether `value` matches.
pub(super) fn emit(index: usize, sequence: &Sequence) -> TokenStream {
    if let Some(text) = sequence.text() {
        return emit_literal(sequence, &text);
    }
    if let Some(whole) = emit_whole(sequence) {
        return whole;
    }
    let label = Lifetime::new(if index == 0 { "'matched" } else { "'or_matched" }, Span::call_site());
    let steps = emit_steps(sequence, &label);
    // A label that nothing breaks to would be a warning.
    let label = if mentions(&steps, "break") { quote!(#label:) } else { TokenStream::new() };
    if sequence.start {
        return quote! {
            #label {
                let rest: &str = value;
                #steps
            }
        };
    }
    quote! {
        value.char_indices().map(|(at, _)| &value[at..]).any(|rest| #label {
            #steps
        })
    }
}

/// Whether a class has every character, so that there is nothing to test.
fn is_any(class: &Class) -> bool {
    class.complement().is_empty()
}

/// One class all the way, which is what most patterns are.
fn emit_whole(sequence: &Sequence) -> Option<TokenStream> {
    let [Element { class, min, max }] = sequence.elements.as_slice() else { return None };
    if !(sequence.start && sequence.end && class.is_ascii()) {
        return None;
    }
    let test = emit_test(class);
    let all = quote!(every_byte(value, |byte| #test));
    let min = Literal::u32_unsuffixed(*min);
    let max = max.map(Literal::u32_unsuffixed);
    Some(match (sequence.elements[0].min, max) {
        (0, None) => all,
        (1, None) => quote!(!value.is_empty() && #all),
        (_, None) => quote!(value.len() >= #min && #all),
        (_, Some(max)) if sequence.elements[0].max == Some(sequence.elements[0].min) => {
            quote!(value.len() == #max && #all)
        }
        (0, Some(max)) => quote!(value.len() <= #max && #all),
        (_, Some(max)) => quote!((#min..=#max).contains(&value.len()) && #all),
    })
}

fn emit_literal(sequence: &Sequence, text: &str) -> TokenStream {
    match (sequence.start, sequence.end) {
        (true, true) if text.is_empty() => quote!(value.is_empty()),
        (true, true) => quote!(value == #text),
        (true, false) => quote!(value.starts_with(#text)),
        (false, true) => quote!(value.ends_with(#text)),
        (false, false) => quote!(value.contains(#text)),
    }
}

fn emit_steps(sequence: &Sequence, label: &Lifetime) -> TokenStream {
    let mut steps = TokenStream::new();
    let mut text = String::new();
    let (last, others) = match sequence.elements.split_last() {
        Some((last, others)) if !sequence.end => (Some(last), others),
        _ => (None, sequence.elements.as_slice()),
    };
    for element in others {
        if let Some(c) = literal_char(element) {
            text.push(c);
        } else {
            steps.extend(emit_prefix(&mut text, label));
            steps.extend(emit_class(element, label));
        }
    }
    let end = match last.map(|last| (last, literal_char(last))) {
        Some((_, Some(c))) => {
            text.push(c);
            quote!(rest.starts_with(#text))
        }
        Some((last, None)) => {
            steps.extend(emit_prefix(&mut text, label));
            let (count, min) = (emit_taken(last), Literal::u32_unsuffixed(last.min));
            quote!(#count.count() == #min)
        }
        None if text.is_empty() => quote!(rest.is_empty()),
        None => quote!(rest == #text),
    };
    quote!(#steps #end)
}

fn literal_char(element: &Element) -> Option<char> {
    element.class.single().filter(|_| (element.min, element.max) == (1, Some(1)))
}

fn emit_prefix(text: &mut String, label: &Lifetime) -> TokenStream {
    let text = std::mem::take(text);
    if text.is_empty() {
        return TokenStream::new();
    }
    quote! {
        let Some(rest) = rest.strip_prefix(#text) else { break #label false };
    }
}

/// The characters at the front that belong to an element, as an iterator.
fn emit_taken(element: &Element) -> TokenStream {
    let limit = element.max.map(|max| {
        let max = Literal::u32_unsuffixed(max);
        quote!(.take(#max))
    });
    if is_any(&element.class) {
        return quote!(rest.chars()#limit);
    }
    let test = emit_test(&element.class);
    if element.class.is_ascii() {
        quote!(rest.bytes()#limit.take_while(|&byte| #test))
    } else {
        quote!(rest.chars()#limit.take_while(|&c| #test))
    }
}

fn emit_class(element: &Element, label: &Lifetime) -> TokenStream {
    let taken = emit_taken(element);
    let min = Literal::u32_unsuffixed(element.min);
    let enough = match element.min {
        0 => TokenStream::new(),
        1 => quote!(if count == 0 { break #label false; }),
        _ => quote!(if count < #min { break #label false; }),
    };
    let next = if element.class.is_ascii() {
        quote!(count)
    } else {
        quote!(rest.char_indices().nth(count).map_or(rest.len(), |(at, _)| at))
    };
    quote! {
        let count = #taken.count();
        #enough
        let rest = &rest[#next..];
    }
}

/// Whether `byte` (or `c`, for a class beyond ASCII) is in a class that lacks some character and has some.
fn emit_test(class: &Class) -> TokenStream {
    if class.is_ascii() {
        return emit_byte_test(class);
    }
    let complement = class.complement();
    if complement.ranges().len() < class.ranges().len() {
        let ranges = complement.ranges().iter().map(|(start, end)| emit_char_range(*start, *end));
        return quote!(!matches!(c, #(#ranges)|*));
    }
    let ranges = class.ranges().iter().map(|(start, end)| emit_char_range(*start, *end));
    quote!(matches!(c, #(#ranges)|*))
}

fn emit_byte_test(class: &Class) -> TokenStream {
    match class.ranges() {
        [('0', '9')] => quote!(byte.is_ascii_digit()),
        [('A', 'Z')] => quote!(byte.is_ascii_uppercase()),
        [('a', 'z')] => quote!(byte.is_ascii_lowercase()),
        [('A', 'Z'), ('a', 'z')] => quote!(byte.is_ascii_alphabetic()),
        [('0', '9'), ('A', 'F'), ('a', 'f')] => quote!(byte.is_ascii_hexdigit()),
        [('0', '9'), ('A', 'Z'), ('a', 'z')] => quote!(byte.is_ascii_alphanumeric()),
        [(start, end)] if start == end => {
            let byte = emit_byte_range(*start, *end);
            quote!(byte == #byte)
        }
        ranges => {
            let ranges = ranges.iter().map(|(start, end)| emit_byte_range(*start, *end));
            quote!(matches!(byte, #(#ranges)|*))
        }
    }
}

fn emit_byte_range(start: char, end: char) -> TokenStream {
    let byte = |c: char| Literal::byte_character(u8::try_from(c).unwrap_or_default());
    let (first, last) = (byte(start), byte(end));
    if start == end { quote!(#first) } else { quote!(#first..=#last) }
}

fn emit_char_range(start: char, end: char) -> TokenStream {
    if start == end { quote!(#start) } else { quote!(#start..=#end) }
}
