//! `$dynamicRef` (JSON Schema 2020-12, section 8.2.3.2) and `$recursiveRef` (its form of 2019-09) where they can only
//! lead to one schema.

use super::Document;
use super::files::File;
use super::identifiers::RECURSIVE;
use crate::ir::split_pointer;
use crate::json::Json;

/// Whether a reference that stands here is a `$recursiveRef`.
pub(super) fn is_recursive(place: &str) -> bool {
    place.ends_with("/$recursiveRef")
}

/// The schema that a `$recursiveRef` in an OpenAPI description means, which is no schema as a whole: the nearest one
/// around it that says so by `$recursiveAnchor`, or else the component that it stands in. Empty if there is none.
pub(super) fn enclosing_schema<'p>(file: &File, place: &'p str) -> &'p str {
    let outer = |pointer: &&'p str| pointer.rfind('/').map(|end| &pointer[..end]);
    let around = std::iter::successors(outer(&place), outer);
    let says_so = |pointer: &&str| {
        let schema = file.value(pointer);
        schema.and_then(|schema| schema.get("$recursiveAnchor")) == Some(&Json::Bool(true))
    };
    let is_component =
        |pointer: &&str| pointer.strip_prefix("/components/schemas/").is_some_and(|name| !name.contains('/'));
    let found = around.clone().find(says_so).or_else(|| around.clone().find(is_component));
    found.unwrap_or_default()
}

impl Document<'_> {
    /// Whether a dynamic reference leads to the same schema from wherever it is reached, so that it is a `$ref`: no
    /// other schema of the files read so far has the same dynamic anchor.
    #[must_use]
    pub fn is_static(&self, keyword: &str, reference: &str, place: &str) -> bool {
        let Some(target) = self.place_of(reference, place) else { return false };
        let from = self.files.of_pointer(place);
        // Without an `$id`, nothing but its place says what it means.
        if is_recursive(place) && from.is_description() && !self.has_resource(from, place) {
            return true;
        }
        let name = match reference.split_once('#') {
            _ if keyword == "$recursiveRef" => RECURSIVE,
            Some((_, name)) if !name.is_empty() && !name.starts_with('/') => name,
            // Without the name of an anchor there is nothing dynamic about it.
            _ => return true,
        };
        let anchors =
            self.files.iter().filter_map(|file| Some((file, file.identifiers().anchors.get(name)?)));
        let (mut count, mut is_dynamic) = (0, false);
        for (file, anchor) in anchors {
            count += anchor.dynamic.len();
            let (of_target, local) = split_pointer(&target);
            is_dynamic |= of_target == file.name && anchor.dynamic.contains(local);
        }
        !is_dynamic || count == 1
    }
}
