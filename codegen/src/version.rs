//! Which version of OpenAPI a document is written for (OpenAPI 3.x, OpenAPI Object, `openapi`).

use crate::diagnostic::{Code, Diagnostics, Place};
use crate::json::Json;
use crate::suggest::nearest;

/// A version of the OpenAPI Specification, patch releases aside.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Version {
    /// 3.0.
    V30,
    /// 3.1.
    V31,
    /// 3.2.
    V32,
}

/// Reads the version at the root of a document. A root that is no OpenAPI description is reported.
pub fn version(root: &Json, diagnostics: &mut Diagnostics) -> Option<Version> {
    let Some(members) = root.as_object() else {
        let message = format!("the root of the document is {}, not a mapping", root.kind());
        let help = "an OpenAPI description starts with `openapi: 3.1.1`";
        diagnostics.error(Code::NotOpenApi, Place::Value(String::new()), message, help);
        return None;
    };
    if let Some(value) = root.get("openapi") {
        return supported(value, diagnostics);
    }
    if root.get("swagger").is_some() {
        let message = "this is a Swagger 2.0 document, which is not supported";
        let help = "convert it to OpenAPI 3, for example with `npx swagger2openapi`";
        diagnostics.error(Code::UnsupportedVersion, Place::Value("/swagger".to_owned()), message, help);
        return None;
    }
    let keys = members.iter().map(|(key, _)| key.as_str());
    let (place, help) = match nearest("openapi", keys) {
        Some(near) => (Place::Key(format!("/{near}")), format!("rename `{near}` to `openapi`")),
        None => (Place::Value(String::new()), "add `openapi: 3.1.1` at the top".to_owned()),
    };
    diagnostics.error(Code::NotOpenApi, place, "the document has no `openapi` field", help);
    None
}

fn supported(value: &Json, diagnostics: &mut Diagnostics) -> Option<Version> {
    let text = value.as_str().map_or_else(|| value.to_text(), str::to_owned);
    let version = match text.split('.').collect::<Vec<_>>().as_slice() {
        ["3", "0", ..] => Some(Version::V30),
        ["3", "1", ..] => Some(Version::V31),
        ["3", "2", ..] => Some(Version::V32),
        _ => None,
    };
    if version.is_none() {
        let message = format!("OpenAPI `{text}` is not supported");
        let help = "versions 3.0, 3.1 and 3.2 are";
        diagnostics.error(Code::UnsupportedVersion, Place::Value("/openapi".to_owned()), message, help);
    }
    version
}
