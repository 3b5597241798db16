//! `$dynamicRef` (JSON Schema 2020-12, section 8.2.3.2) and `$recursiveRef` (its form of 2019-09) where they can only
//! lead to one schema.

use super::Document;
use super::identifiers::RECURSIVE;
use crate::ir::split_pointer;

impl Document<'_> {
    /// Whether a dynamic reference leads to the same schema from wherever it is reached, so that it is a `$ref`: no
    /// other schema of the files read so far has the same dynamic anchor.
    #[must_use]
    pub fn is_static(&self, keyword: &str, reference: &str, place: &str) -> bool {
        let Some(target) = self.place_of(reference, place) else { return false };
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
