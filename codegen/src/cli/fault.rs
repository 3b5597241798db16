//! What is wrong with what was given, and at which flag or place of the body.
//!
//! Invariant: no message quotes a value.

/// Something that is wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Fault {
    /// The flag, or the body and a JSON Pointer.
    pub(super) place: String,
    /// What is wrong there.
    pub(super) message: String,
}

impl Fault {
    /// A fault at this place.
    pub(super) fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }

    /// A fault at a flag, or at a place in its value.
    pub(super) fn at_flag(flag: &str, pointer: &str, message: impl Into<String>) -> Self {
        let gap = if pointer.is_empty() { "" } else { " " };
        Self::new(format!("--{flag}{gap}{pointer}"), message)
    }
}

/// The first segment of a JSON Pointer, as the name that it stands for, and the rest.
pub(super) fn split(pointer: &str) -> Option<(String, &str)> {
    let rest = pointer.strip_prefix('/')?;
    let end = rest.find('/').unwrap_or(rest.len());
    Some((rest[..end].replace("~1", "/").replace("~0", "~"), &rest[end..]))
}

/// The JSON Pointer of a member of the whole.
pub(super) fn pointer(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}
