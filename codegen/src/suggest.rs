//! The nearest known name, for "did you mean".

/// The candidate that a name was most likely meant to be, if one is near enough.
///
/// # Examples
///
/// ```
/// use codegen::suggest::nearest;
///
/// assert_eq!(nearest("desciption", ["description", "default"]), Some("description"));
/// assert_eq!(nearest("colour", ["description", "default"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Names beyond this length are data, and comparing them takes quadratic time.
    const LONGEST: usize = 128;
    if name.len() > LONGEST {
        return None;
    }
    let folded = name.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance * 3 <= name.chars().count().max(candidate.len()).max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
