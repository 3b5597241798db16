//! `format`: what it makes of a type, and what it asserts.
//!
//! Invariant: a format that is neither checked nor part of a type is reported, unless formats are mere annotations.

use super::Lower;
use super::shape::Shape;
use crate::Formats;
use crate::diagnostic::{Code, Place};
use crate::ir::{Assertion, Format, IntegerFormat, Keyword, Type, meant_format};

/// The type of a string that can be any: the first of its formats that has one.
pub(super) fn string_type(shape: &Shape<'_>) -> Type {
    let mut formats = shape.formats.iter();
    let ty = formats.find_map(|(name, _)| match Format::named(name) {
        Some(format) => format.has_type().then_some(Type::Formatted(format)),
        None => (*name == "binary").then_some(Type::Binary),
    });
    ty.unwrap_or(Type::String)
}

impl<'d> Lower<'d, '_> {
    /// Adds what the formats of a shape assert of a type.
    pub(super) fn add_formats(&mut self, ty: &Type, shape: &Shape<'d>, assertions: &mut Vec<Assertion>) {
        if self.formats == Formats::Annotate {
            return;
        }
        for (name, pointer) in &shape.formats {
            // JSON Schema forbids to check what only says how a text is encoded.
            if pointer.ends_with("/contentEncoding") {
                continue;
            }
            // It says who may see the value, and nothing of the value.
            if *name == "password" {
                continue;
            }
            let keyword = match (IntegerFormat::named(name), ty) {
                (Some(format), Type::Integer { .. }) => Some(Keyword::Integer(format)),
                _ => Format::named(name).map(Keyword::Format),
            };
            let assertion = keyword.map(|keyword| Assertion { pointer: pointer.clone(), keyword });
            let unchecked = match *name {
                "hostname" => Some("what labels that begin with `xn--` stand for is not checked"),
                "idn-hostname" => Some("which letters a label may have is not checked"),
                _ => None,
            };
            if let Some(message) = unchecked {
                let place = Place::Value(pointer.clone());
                self.diagnostics.note(Code::NotEnforced, place, message, "");
            }
            match assertion {
                Some(it) if ty.is_text() || matches!(it.keyword, Keyword::Integer(_)) => assertions.push(it),
                Some(it) if self.hold_for_all(&it, shape) => {}
                Some(it) if *ty != Type::Binary => self.enforce(&it.pointer),
                None if is_said_by(ty, name) => {}
                _ => self.report_unchecked(name, pointer),
            }
        }
    }

    /// Reports a format that nothing checks.
    pub(super) fn report_unchecked(&mut self, name: &str, pointer: &str) {
        let meant = meant_format(name).filter(|meant| *meant != name);
        let help = meant.map_or_else(String::new, |meant| format!("did you mean `{meant}`?"));
        self.warn(Code::NotEnforced, pointer, format!("format `{name}` is not checked"), help);
    }
}

/// Whether a type says all that a format does.
fn is_said_by(ty: &Type, format: &str) -> bool {
    matches!(
        (format, ty),
        ("int64" | "uint64", Type::Integer { .. })
            | ("float" | "double", Type::Number)
            | ("binary", Type::String | Type::Binary)
    )
}

#[cfg(test)]
mod tests {
    use crate::{Formats, Options, Source, generate};

    #[test]
    fn annotations_choose_types_and_assert_nothing() {
        let bytes = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents: {schemas: {A: {type: object, \
                     example: {at: soon}, properties: {at: {type: string, format: date-time}, \
                     mail: {type: string, format: email}, other: {type: string, format: hex}}}}}\n";
        let source = Source { name: "a.yaml".into(), bytes: bytes.into() };
        let of = |formats| {
            let output = generate(&source, &Options { formats, ..Options::default() });
            let file = output.files.into_iter().find(|file| file.path == "src/models/a.rs").unwrap();
            (file.content, output.diagnostics.iter().count())
        };
        let (asserted, reported) = of(Formats::Assert);
        assert!(asserted.contains("Option<runtime::DateTime>") && asserted.contains("format::Email"));
        // The example and the format that nobody knows.
        assert_eq!(reported, 2);
        let (annotated, reported) = of(Formats::Annotate);
        assert!(annotated.contains("Option<runtime::DateTime>") && !annotated.contains("report.format"));
        assert_eq!(reported, 0);
    }
}
