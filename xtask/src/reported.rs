//! What the generator says about a document, as the reason for verdicts that are not what one would expect.
//!
//! Invariant: what is said accounts for one direction: too much is accepted, or too much is rejected.

use codegen::diagnostic::{Code, Severity};

/// What the generator says about a schema.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Said {
    /// How bad it is.
    pub(crate) severity: Severity,
    /// What kind of thing it is.
    pub(crate) code: Code,
    /// Where: a JSON Pointer, after the name of the file if that is not the schema's own.
    pub(crate) place: String,
    /// What it is.
    pub(crate) message: String,
}

/// Whether a code says that the output accepts more than the schema.
pub(crate) fn is_wider(code: Code) -> bool {
    matches!(
        code,
        Code::NotEnforced
            | Code::BadPattern
            | Code::ReferenceCycle
            | Code::UnknownField
            | Code::UnresolvedReference
            | Code::WrongType
    )
}

/// Whether what is said accounts for a value that can not be read for this reason: it is of another type than the one
/// that a schema is taken to allow.
pub(crate) fn narrows(said: &Said, reason: &str) -> bool {
    let wanted = |kind: &str| said.message.ends_with(kind) && reason.contains(&format!("expected {kind},"));
    said.code == Code::ImpliedType && ["an object", "an array"].into_iter().any(wanted)
}
