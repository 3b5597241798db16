//! The runtime, copied as it is.
//!
//! Invariant: the list holds every file of the folder; a test compares them.

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
    "decimal.rs"
    "duration.rs"
    "file.rs"
    "form.rs"
    "format.rs"
    "header.rs"
    "items.rs"
    "json.rs"
    "json_pointer.rs"
    "key.rs"
    "location.rs"
    "macros.rs"
    "map.rs"
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
    "report.rs"
    "request.rs"
    "request_values.rs"
    "response.rs"
    "response_error.rs"
    "rule.rs"
    "rule_assertion.rs"
    "rule_check.rs"
    "rule_members.rs"
    "rule_place.rs"
    "rule_schema.rs"
    "rule_value.rs"
    "server.rs"
    "server_template.rs"
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

/// The runtime as files of the output crate.
pub(super) fn files() -> impl Iterator<Item = File> {
    FILES.iter().map(|(name, text)| {
        let path = format!("src/runtime/{name}");
        File { path, content: Content::Verbatim(text), models: BTreeSet::new() }
    })
}

#[cfg(test)]
mod tests {
    /// A file that is missing here would be missing in every output crate.
    #[test]
    fn lists_every_file_of_the_folder() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime");
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        found.sort();
        let listed: Vec<&str> = super::FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, found);
    }
}
