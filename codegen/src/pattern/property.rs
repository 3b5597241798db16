//! `\p{…}`: characters by a property of Unicode.
//!
//! Invariant: a name is one of ECMA-262, which knows fewer spellings than the crate `regex` and tells upper case from
//! lower case.

use regex_syntax::hir::{Class as HirClass, HirKind};

use super::class::Class;

/// What is known of a property.
pub(super) enum Property {
    /// These characters have it.
    Known(Class),
    /// ECMA-262 has it, and the crate `regex` has not.
    Unsupported,
    /// There is none of this name.
    Unknown,
}

/// The characters that have a property.
pub(super) fn find(name: &str) -> Property {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '=');
    let notation = format!("\\p{{{name}}}");
    if !name.chars().all(is_name) || regress::Regex::with_flags(&notation, "u").is_err() {
        return Property::Unknown;
    }
    let Ok(hir) = regex_syntax::parse(&notation) else { return Property::Unsupported };
    match hir.kind() {
        HirKind::Class(HirClass::Unicode(class)) => {
            let ranges = class.ranges().iter().map(|range| (range.start(), range.end()));
            Property::Known(Class::new(ranges.collect()).written(notation))
        }
        // A class of one character, such as `\p{Zl}`.
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0).map(|text| text.chars().next()) {
            Ok(Some(c)) => Property::Known(Class::one(c)),
            _ => Property::Unsupported,
        },
        _ => Property::Unsupported,
    }
}
