//! What a document must not be able to do, as text.

/// Each with a name for messages.
pub(crate) const PAYLOADS: &[(&str, &str)] = &[
    ("the end of a comment", "*/ pub fn evil() {} /*"),
    ("the end of a line comment", "a\npub fn evil() {}\n"),
    ("other ends of lines", "a\rpub fn evil() {}\u{85}pub fn evil() {}\u{2028}pub fn evil() {}\u{2029}"),
    ("the end of a string", "\"; pub fn evil() {} //"),
    ("the end of an attribute", "\"] pub fn evil() {} #[doc = \""),
    ("the end of an argument", "\"); std::process::exit(1); (\""),
    ("the end of a raw string", "\"## pub fn evil() {} r##\""),
    ("an escaped quote", "\\\"; std::process::exit(1) //"),
    ("a backslash at the end", "a\\"),
    ("a call of a macro", "include_str!(\"/etc/passwd\")"),
    ("a format string", "{} {0} {evil} {{ }} {:?}"),
    ("a doctest", "a\n\n```\nstd::process::exit(1);\n```\n"),
    ("a doctest in another fence", "a\n\n~~~rust,should_panic\npanic!()\n~~~\n"),
    ("a fence without an end", "a\n\n````\nstd::process::exit(1);\n"),
    ("a fence in a list", "- a\n\n  ```\n  std::process::exit(1);\n  ```\n"),
    ("a fence in a quote", "> ```\n> std::process::exit(1);\n> ```\n"),
    ("four spaces", "a\n\n    std::process::exit(1);\n"),
    ("a tab", "a\n\n\tstd::process::exit(1);\n"),
    ("a script", "<script>alert(1)</script>"),
    ("an event", "<img src=x onerror=alert(1)>"),
    ("HTML over lines", "a\n<div\nonclick=alert(1)>\n\nb</div>"),
    ("a link that runs", "[a](javascript:alert(1)) ![b](data:text/html,c) <javascript:alert(1)>"),
    ("a reference", "[a][b]\n\n[b]: javascript:alert(1)"),
    ("links to items", "[`crate::evil`] [evil] [a](crate::evil) [evil]() <struct@evil>"),
    ("bidirectional text", "\u{202e}evil\u{2066}\u{200f}"),
    ("nothing to see", "a\u{200b}b\u{feff}c\u{0}d\u{7}\u{1b}[31m"),
    ("a raw identifier", "r#type"),
    ("a keyword", "self"),
    ("a traversal", "../../../etc/passwd"),
    ("an encoded traversal", "%2e%2e%2f%252e%252e%252f..%5cevil"),
    ("a device", "CON"),
    ("a file of another kind", "nul.txt:evil"),
    ("lines of a header", "a\r\nX-Evil: 1\r\n\r\nevil"),
    ("a template", "{evil}/{../evil}?a=b#c"),
    ("nothing", ""),
    ("only signs", "!@#$%^&*()"),
];

/// A name that no file system takes.
pub(crate) fn overlong() -> String {
    "long".repeat(2000)
}
