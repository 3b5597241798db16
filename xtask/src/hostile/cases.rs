//! The documents: each is hostile in one way, and as large as it is asked to be.
//!
//! Invariant: the text of a document depends on nothing but its size.

mod aliases;
mod combinations;
mod nesting;
mod numbers;
mod patterns;
mod references;
mod texts;
mod wide;

/// What one document is to show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case {
    /// What it is, for people and for `--only`.
    pub(super) name: &'static str,
    /// How large it is for the table.
    pub(super) large: usize,
    /// How large it is for a test: as large as shows the same.
    pub(super) small: usize,
    /// Makes it of a size.
    pub(super) files: fn(usize) -> Files,
}

/// The files of a document, with their paths. The first one is its root.
pub(super) type Files = Vec<(String, String)>;

/// All documents.
pub(super) fn all() -> Vec<Case> {
    [
        nesting::CASES,
        aliases::CASES,
        references::CASES,
        wide::CASES,
        combinations::CASES,
        numbers::CASES,
        texts::CASES,
        patterns::CASES,
    ]
    .concat()
}

/// A document of one file in YAML, which begins with all that a document needs.
fn yaml(rest: &str) -> Files {
    vec![("root.yaml".to_owned(), format!("openapi: 3.1.0\ninfo: {{title: Hostile, version: '1'}}\n{rest}"))]
}

/// A document of one file in JSON, with these members beside all that a document needs.
fn json(members: &str) -> Files {
    let text = format!(r#"{{"openapi":"3.1.0","info":{{"title":"Hostile","version":"1"}},{members}}}"#);
    vec![("root.json".to_owned(), text)]
}

/// A document in JSON with these component schemas.
fn schemas(schemas: &str) -> Files {
    json(&format!(r#""components":{{"schemas":{{{schemas}}}}}"#))
}

/// A document in JSON with one component schema.
fn schema(text: &str) -> Files {
    schemas(&format!(r#""Root":{text}"#))
}

/// Texts for each of the first numbers, one after the other.
fn each(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().concat()
}

/// Texts for each of the first numbers, with commas between.
fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for index in 0..count {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&item(index));
    }
    text
}
