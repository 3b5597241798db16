//! Turns the root of a document into the version of OpenAPI that it is written for.
//!
//! Versions are told apart by their minor number alone, because patches never change what a document means.

use std::fmt;

use crate::diagnostic::{Code, Diagnostics, Place};
use crate::json::{Json, escape};
use crate::suggest;

/// A version of OpenAPI.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Version {
    /// 3.0: schemas are an extended subset of an early draft of JSON Schema.
    V30,
    /// 3.1: schemas are JSON Schema 2020-12.
    V31,
    /// 3.2: 3.1 with more of everything.
    V32,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V30 => "3.0",
            Self::V31 => "3.1",
            Self::V32 => "3.2",
        })
    }
}

/// The version that a document is written for, or a diagnostic that says why it is none of them.
///
/// # Examples
///
/// ```
/// use codegen::diagnostic::Diagnostics;
/// use codegen::version::{Version, detect};
///
/// let root = serde_json::from_str(r#"{"openapi": "3.1.0"}"#).unwrap();
/// assert_eq!(detect(&root, &mut Diagnostics::default()), Some(Version::V31));
/// ```
#[must_use]
pub fn detect(root: &Json, diagnostics: &mut Diagnostics) -> Option<Version> {
    if root.as_object().is_none() {
        diagnostics.error(
            Code::NotOpenApi,
            Place::Value(String::new()),
            format!("the root of the document is {}, not an object", root.kind()),
            "an OpenAPI description starts with a field such as `openapi: 3.1.0`",
        );
        return None;
    }
    let Some(value) = root.get("openapi") else {
        report_missing(root, diagnostics);
        return None;
    };
    from_field(value, diagnostics)
}

fn from_field(value: &Json, diagnostics: &mut Diagnostics) -> Option<Version> {
    let place = || Place::Value("/openapi".to_owned());
    let text = match value {
        Json::String(text) => text.clone(),
        Json::Number(number) => {
            let text = number.to_string();
            diagnostics.warn(
                Code::WrongType,
                place(),
                "`openapi` is a number, not a string",
                format!("write it with quotes and all its parts: `openapi: \"{text}.0\"`"),
            );
            text
        }
        other => {
            diagnostics.error(
                Code::WrongType,
                place(),
                format!("`openapi` is {}, not a string", other.kind()),
                "write the version of OpenAPI there, such as `3.1.0`",
            );
            return None;
        }
    };
    let version = parse(&text);
    if version.is_none() {
        diagnostics.error(
            Code::UnsupportedVersion,
            place(),
            format!("OpenAPI version `{text}` is not supported"),
            "the supported versions are 3.0, 3.1 and 3.2",
        );
    }
    version
}

fn parse(text: &str) -> Option<Version> {
    let mut parts = text.trim().splitn(3, '.');
    let (major, minor) = (parts.next()?, parts.next()?);
    // A pre-release stands behind the patch: `3.0.0-rc1`.
    if parts.next().is_some_and(|patch| !patch.starts_with(|digit: char| digit.is_ascii_digit())) {
        return None;
    }
    match (major, minor) {
        ("3", "0") => Some(Version::V30),
        ("3", "1") => Some(Version::V31),
        ("3", "2") => Some(Version::V32),
        _ => None,
    }
}

fn report_missing(root: &Json, diagnostics: &mut Diagnostics) {
    if let Some(version) = root.get("swagger") {
        let version = version.as_str().map_or_else(|| version.to_text(), str::to_owned);
        diagnostics.error(
            Code::UnsupportedVersion,
            Place::Value("/swagger".to_owned()),
            format!("the document is written for Swagger {version}, which is not supported"),
            "convert it to OpenAPI 3 first, for example with `swagger2openapi`",
        );
        return;
    }
    let keys = root.as_object().unwrap_or_default().iter().map(|(key, _)| key.as_str());
    let (place, help) = match suggest::nearest("openapi", keys) {
        Some(key) => {
            (Place::Key(format!("/{}", escape(key))), format!("`{key}` looks like it; the field is spelt `openapi`"))
        }
        None => (
            Place::Value(String::new()),
            "an OpenAPI description starts with a field such as `openapi: 3.1.0`; check that this is the right \
             file"
                .to_owned(),
        ),
    };
    diagnostics.error(Code::NotOpenApi, place, "the document has no `openapi` field", help);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_told_apart() {
        let found = |place: Place, code: Code, help: &str| Err((place, code, help.to_owned()));
        let value = |pointer: &str| Place::Value(pointer.to_owned());
        for (yaml, expected) in [
            ("openapi: 3.0.0", Ok(Version::V30)),
            ("openapi: 3.0.4", Ok(Version::V30)),
            ("openapi: 3.1.0", Ok(Version::V31)),
            ("openapi: 3.2.0-rc1", Ok(Version::V32)),
            ("openapi: '3.1'", Ok(Version::V31)),
            ("openapi: 3.1.x", found(value("/openapi"), Code::UnsupportedVersion, "3.0, 3.1 and 3.2")),
            ("openapi: 3.1", found(value("/openapi"), Code::WrongType, "`openapi: \"3.1.0\"`")),
            ("openapi: 4.0.0", found(value("/openapi"), Code::UnsupportedVersion, "3.0, 3.1 and 3.2")),
            ("openapi: 2.0.0", found(value("/openapi"), Code::UnsupportedVersion, "3.0, 3.1 and 3.2")),
            ("openapi: [3]", found(value("/openapi"), Code::WrongType, "3.1.0")),
            ("swagger: '2.0'", found(value("/swagger"), Code::UnsupportedVersion, "swagger2openapi")),
            ("swagger: 2.0", found(value("/swagger"), Code::UnsupportedVersion, "swagger2openapi")),
            ("openApi: 3.0.0", found(Place::Key("/openApi".to_owned()), Code::NotOpenApi, "spelt `openapi`")),
            ("open/pi: 3", found(Place::Key("/open~1pi".to_owned()), Code::NotOpenApi, "spelt `openapi`")),
            ("name: x", found(value(""), Code::NotOpenApi, "right file")),
            ("[]", found(value(""), Code::NotOpenApi, "openapi: 3.1.0")),
            ("text", found(value(""), Code::NotOpenApi, "openapi: 3.1.0")),
        ] {
            let mut diagnostics = Diagnostics::default();
            let version = detect(&serde_yaml::from_str(yaml).unwrap(), &mut diagnostics);
            let first = diagnostics.into_iter().next();
            match expected {
                Ok(expected) => assert_eq!((version, first), (Some(expected), None), "{yaml}"),
                Err((place, code, help)) => {
                    let first = first.unwrap();
                    assert_eq!((&first.place, first.code), (&place, code), "{yaml}");
                    assert!(first.help.as_ref().unwrap().contains(&help), "{yaml}: {first:?}");
                }
            }
        }
    }
}
