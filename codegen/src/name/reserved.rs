//! Words that can not be used as they are.
//!
//! Invariant: the lists are complete for the 2024 edition, reserved words included.

/// Keywords that may be written `r#…`.
const RAW: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that nothing makes an identifier of.
const NEVER: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Modules that would hide a crate or one of our own modules, and names that Windows keeps for devices.
pub(super) const MODULES: &[&str] = &[
    "alloc",
    "core",
    "http",
    "jiff",
    "lib",
    "main",
    "mod",
    "models",
    "operations",
    "percent_encoding",
    "proc_macro",
    "runtime",
    "serde",
    "serde_json",
    "std",
    "test",
    "aux",
    "con",
    "nul",
    "prn",
    "com0",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "lpt0",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
];

/// Methods of generated models, and methods that would hide one that everything has.
pub(super) const MODEL_METHODS: &[&str] = &[
    "additional_properties",
    "borrow",
    "check",
    "clone",
    "default",
    "eq",
    "fmt",
    "into",
    "new",
    "serialize",
    "to_owned",
    "unknown_fields",
    "unknown_fields_mut",
    "validate",
    "validate_allowing_unknown",
];

/// Methods of generated operations, and methods that would hide one that everything has.
pub(super) const OPERATION_METHODS: &[&str] = &[
    "allow_unknown",
    "allows_unknown",
    "borrow",
    "build",
    "build_unchecked",
    "check",
    "clone",
    "decode",
    "default",
    "eq",
    "fmt",
    "into",
    "new",
    "new_failure",
    "new_reply",
    "own_server",
    "read_response",
    "to_curl",
    "to_curl_with",
    "to_http_with",
    "to_owned",
    "validate",
    "validate_allowing_unknown",
    "write_request",
];

/// Whether a word is a keyword that must be written `r#…`.
pub(super) fn is_raw(word: &str) -> bool {
    RAW.contains(&word)
}

/// Whether a word can not be an identifier at all.
pub(super) fn is_never(word: &str) -> bool {
    NEVER.contains(&word)
}
