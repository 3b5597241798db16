//! The runtime, copied as it is, but for credentials that no security scheme of the document needs.
//!
//! Invariant: the list holds every file of the folder; a test compares them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Content, File};

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../runtime/", $name))),)*]
    };
}

/// The files of the runtime, by name.
pub(super) const FILES: &[(&str, &str)] = files! {
    "address.rs"
    "base64.rs"
    "build_error.rs"
    "calendar.rs"
    "check_any.rs"
    "check_array.rs"
    "check_number.rs"
    "check_object.rs"
    "check_string.rs"
    "credentials/access_token.rs"
    "credentials/api_key.rs"
    "credentials/basic.rs"
    "credentials/bearer.rs"
    "credentials/challenge.rs"
    "credentials/client_credentials.rs"
    "credentials/credential.rs"
    "credentials/error.rs"
    "credentials/mod.rs"
    "credentials/mutual_tls.rs"
    "credentials/secret.rs"
    "credentials/set.rs"
    "credentials/token_failure.rs"
    "credentials/token_url.rs"
    "curl.rs"
    "decimal.rs"
    "duration.rs"
    "file.rs"
    "form.rs"
    "format.rs"
    "header.rs"
    "items.rs"
    "json.rs"
    "json_pointer.rs"
    "json_value.rs"
    "key.rs"
    "location.rs"
    "macros.rs"
    "map.rs"
    "mask.rs"
    "media_type.rs"
    "mod.rs"
    "multipart.rs"
    "object.rs"
    "object_writer.rs"
    "open_enum.rs"
    "operation.rs"
    "pages.rs"
    "parameter.rs"
    "percent.rs"
    "probe.rs"
    "raw.rs"
    "raw_text.rs"
    "read.rs"
    "read_error.rs"
    "read_number.rs"
    "read_text.rs"
    "regex_syntax.rs"
    "report.rs"
    "request.rs"
    "request_values.rs"
    "response.rs"
    "response_error.rs"
    "rule.rs"
    "rule_assertion.rs"
    "rule_check.rs"
    "rule_contains.rs"
    "rule_members.rs"
    "rule_named.rs"
    "rule_names.rs"
    "rule_nearest.rs"
    "rule_place.rs"
    "rule_quick.rs"
    "rule_schema.rs"
    "rule_seen.rs"
    "security.rs"
    "server.rs"
    "server_template.rs"
    "shown.rs"
    "style.rs"
    "text.rs"
    "tree.rs"
    "tree_writer.rs"
    "union.rs"
    "unknown_fields.rs"
    "unknown_variant.rs"
    "uri.rs"
    "uri_template.rs"
    "uuid.rs"
    "validate.rs"
    "violation.rs"
    "write.rs"
};

/// The folder of the credentials, of which each crate gets what it needs.
const CREDENTIALS: &str = "credentials/";

/// The runtime as files of the output crate, with these of the credentials, and nothing of them where there is none.
pub(super) fn files(credentials: &BTreeSet<&str>) -> impl Iterator<Item = File> {
    let is_needed = |stem: &str| !credentials.is_empty() && stem == "mod" || credentials.contains(stem);
    let files = FILES.iter().filter_map(move |(name, text)| {
        let text = match *name {
            "mod.rs" if credentials.is_empty() => without(text, &["credentials"]),
            "credentials/mod.rs" => without(text, &others(credentials)),
            _ => Cow::Borrowed(*text),
        };
        let stem = name.strip_prefix(CREDENTIALS).map(|name| name.trim_end_matches(".rs"));
        stem.is_none_or(is_needed).then_some((name, text))
    });
    let file = |(name, text)| File {
        path: format!("src/runtime/{name}"),
        content: Content::Verbatim(text),
        models: BTreeSet::new(),
    };
    files.map(file).collect::<Vec<_>>().into_iter()
}

/// The modules of the credentials that are not among these.
fn others(credentials: &BTreeSet<&str>) -> Vec<&'static str> {
    let stems = FILES.iter().filter_map(|(name, _)| name.strip_prefix(CREDENTIALS)?.strip_suffix(".rs"));
    stems.filter(|stem| !credentials.contains(stem)).collect()
}

/// The root of a folder without some of its modules: each is one line, and what is used of it another.
fn without(text: &'static str, modules: &[&str]) -> Cow<'static, str> {
    let mentions = |line: &str, module: &str| {
        let declaration = line.trim_start_matches("pub ").strip_prefix("mod ");
        let export = line.strip_prefix("pub use ");
        let is_it = |rest: &str| rest.strip_prefix(module).is_some_and(|rest| rest.starts_with([';', ':']));
        declaration.or(export).is_some_and(is_it)
    };
    let lines = text.split_inclusive('\n');
    lines.filter(|line| !modules.iter().any(|module| mentions(line, module))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    fn stems(folder: &Path, prefix: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                stems(&path, &format!("{prefix}{name}/"), found);
            } else {
                found.push(format!("{prefix}{name}"));
            }
        }
    }

    /// A file that is missing here would be missing in every output crate.
    #[test]
    fn lists_every_file_of_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime");
        let mut found = Vec::new();
        stems(&folder, "", &mut found);
        found.sort();
        let listed: Vec<&str> = super::FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, found);
    }

    fn text(files: &[crate::emit::File], path: &str) -> String {
        match &files.iter().find(|file| file.path == path).unwrap().content {
            crate::emit::Content::Verbatim(text) => text.to_string(),
            crate::emit::Content::Items(_) => panic!("{path} is not copied"),
        }
    }

    #[test]
    fn without_credentials_there_is_no_trace_of_them() {
        let files: Vec<_> = super::files(&BTreeSet::new()).collect();
        assert!(files.iter().all(|file| !file.path.contains("credentials")));
        assert!(!text(&files, "src/runtime/mod.rs").contains("mod credentials"));
    }

    #[test]
    fn only_the_credentials_that_are_needed_are_mounted() {
        let needed = BTreeSet::from(["basic", "credential", "error", "secret", "set"]);
        let files: Vec<_> = super::files(&needed).collect();
        assert!(text(&files, "src/runtime/mod.rs").contains("pub mod credentials;\n"));
        let root = text(&files, "src/runtime/credentials/mod.rs");
        let code: Vec<&str> =
            root.lines().filter(|line| line.contains("mod ") && line.ends_with(';')).collect();
        assert_eq!(code, ["mod basic;", "mod credential;", "mod error;", "mod secret;", "mod set;"]);
        let uses = root.lines().filter(|line| line.starts_with("pub use "));
        assert_eq!(uses.count(), needed.len());
        let mounted = files.iter().filter(|file| file.path.contains("credentials/"));
        assert_eq!(mounted.count(), needed.len() + 1);
    }
}
