//! Which media type a body has, where the document has several or leaves it open.

use clap::{Arg, ArgMatches};

use super::command::{BodyKind, Media};
use super::fault::Fault;

/// What needs no choice is sent as one of these.
const COMMON: &[&str] = &["application/octet-stream", "text/plain"];

/// The flag that chooses, if there is something to choose.
pub(super) fn flag(media: &'static [Media]) -> Option<Arg> {
    let is_open = media.iter().any(|media| matches!(media.kind, BodyKind::File));
    if media.len() < 2 && !is_open {
        return None;
    }
    let all: Vec<&str> = media.iter().map(|media| media.media_type).collect();
    let default = match media.first() {
        Some(first) if needed(first.media_type).is_none() => format!("; default: {}", first.media_type),
        _ => String::new(),
    };
    let help = format!("The media type of the body [one of: {}{default}]", all.join(", "));
    Some(Arg::new("content-type").long("content-type").value_name("TYPE").help(help).help_heading("Body"))
}

/// The one that was given.
pub(super) fn given(matches: &ArgMatches) -> Option<&String> {
    matches.try_get_one::<String>("content-type").ok().flatten()
}

/// The index of the one that was chosen, or else of the first; that of none if there is a fault in the choice.
pub(super) fn choose(media: &[Media], matches: &ArgMatches) -> (usize, Option<Fault>) {
    let Some(given) = given(matches) else { return (0, None) };
    let is_same = |media: &Media| media.media_type.eq_ignore_ascii_case(given.trim());
    let is_alike = |media: &Media| essence(media.media_type).eq_ignore_ascii_case(essence(given));
    let is_open = |media: &Media| matches!(media.kind, BodyKind::File);
    let position = |matching: &dyn Fn(&Media) -> bool| media.iter().position(matching);
    let chosen = position(&|media| !is_open(media) && is_same(media))
        .or_else(|| position(&|media| !is_open(media) && is_alike(media)))
        .or_else(|| position(&|media| is_open(media) && includes(media.media_type, given)));
    if let Some(chosen) = chosen {
        return (chosen, None);
    }
    let all: Vec<&str> = media.iter().map(|media| media.media_type).collect();
    (usize::MAX, Some(Fault::new("--content-type", format!("is none of {}", all.join(", ")))))
}

/// What to say where a range can not be sent as it is, and none of its types was chosen.
pub(super) fn needed(documented: &str) -> Option<String> {
    let is_concrete = documented.split(',').any(|it| !it.contains('*'));
    let is_common = COMMON.iter().any(|common| includes(documented, common));
    (!is_concrete && !is_common).then(|| format!("is required: the body can be any {documented}"))
}

/// Whether a media type is one of those, or in one of those ranges, that stand in a list with commas.
fn includes(documented: &str, given: &str) -> bool {
    let given = essence(given).to_ascii_lowercase();
    let mut parts = given.split('/');
    let is_type = parts.clone().count() == 2 && parts.all(|part| !part.is_empty() && !part.contains('*'));
    is_type
        && documented.split(',').map(|it| essence(it).to_ascii_lowercase()).any(|it| {
            it == "*/*"
                || it == given
                || it.strip_suffix('*').is_some_and(|kind| kind.ends_with('/') && given.starts_with(kind))
        })
}

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}
