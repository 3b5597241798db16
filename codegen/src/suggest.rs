//! Turns a misspelt name into the known name that was most likely meant.
//!
//! Deterministic: among equally near names the first one wins.

/// Names with more characters than this are not compared.
const LONGEST: usize = 100;

/// The candidate that `name` was most likely meant to be, if one is near enough to be worth a question.
///
/// A difference in case alone is always near enough; otherwise one edit (a character inserted, removed,
/// replaced, or swapped with its neighbour) is allowed for every three characters, up to three.
///
/// # Examples
///
/// ```
/// use codegen::suggest::nearest;
///
/// let fields = ["description", "discriminator", "deprecated"];
/// assert_eq!(nearest("descripton", fields), Some("description"));
/// assert_eq!(nearest("title", fields), None);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    if length > LONGEST {
        return None;
    }
    let allowed = (length / 3).min(3);
    let lower = name.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name && candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| (strsim::osa_distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested() {
        let names = ["type", "title", "in", "minLength", "maxLength", "openapi", "operationId", "$ref"];
        for (name, expected) in [
            ("tpye", Some("type")),
            ("types", Some("type")),
            ("tilte", Some("title")),
            ("IN", Some("in")),
            ("on", None),
            ("openApi", Some("openapi")),
            ("open-api", Some("openapi")),
            ("minlength", Some("minLength")),
            ("mixLength", Some("minLength")),
            ("operationID", Some("operationId")),
            ("operation_id", Some("operationId")),
            ("ref", Some("$ref")),
            ("", None),
            ("format", None),
            ("type", None),
        ] {
            assert_eq!(nearest(name, names), expected, "{name}");
        }
        assert_eq!(nearest(&"a".repeat(100_000), names), None);
    }
}
