//! What a change of a document does to those who use its output, and to those who talk to its server: two texts in,
//! changes out.
//!
//! Invariant: a change that breaks somebody is an error and needs a major version, on any surface.

mod change;
mod command_line;
mod read;
mod rust;
mod wire;

pub use self::change::{Change, Kind, Severity, Step, Surface, Way};
use self::read::{Whole, read_both};
use crate::compare::{Compared, Said, compare_all};
use crate::folder::Folder;
use crate::{Options, Source};

/// What a change of a document does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// The changes: those of the Rust API first, the worst first, and then in the order of the old document. Empty where
    /// a diagnostic of either document is an error.
    pub changes: Vec<Change>,
    /// The version that all of it needs.
    pub step: Step,
    /// How many operations both documents have.
    pub operations: usize,
    /// What there is to say about the old document.
    pub old: Said,
    /// What there is to say about the new one.
    pub new: Said,
}

/// Says what becomes different when `new` takes the place of `old`, generated with the same options. Choices that are
/// about something that one of them does not have are passed over, and so are waivers.
///
/// # Examples
///
/// ```
/// use codegen::diff::{Step, diff};
/// use codegen::folder::NoFolder;
/// use codegen::{Options, Source};
///
/// let source = |most: u32| Source {
///     name: "a.yaml".into(),
///     bytes: format!(
///         "openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: a\n      \
///          parameters: [{{name: b, in: query, schema: {{type: string, maxLength: {most}}}}}]\n"
///     )
///     .into(),
/// };
/// let found = diff((&source(100), &NoFolder), (&source(80), &NoFolder), &Options::default());
/// assert_eq!(found.changes[0].message, "`maxLength` of `b` is 80, it was 100");
/// assert_eq!(found.step, Step::Major);
/// ```
#[must_use]
pub fn diff(old: (&Source, &dyn Folder), new: (&Source, &dyn Folder), options: &Options) -> Diff {
    let options = Options { allow_unused: true, waivers: Vec::new(), ledger: false, ..options.clone() };
    let (old, new) = read_both(old, new, &options);
    let mut diff = Diff::default();
    if let (Some(ours), Some(theirs)) = (&old.whole, &new.whole) {
        let (wire, compared, pairs) = wire_changes(ours, theirs);
        diff.operations = pairs.len();
        let outcome =
            rust::compare((&ours.api, &ours.names), (&theirs.api, &theirs.names), &compared, &pairs);
        let commands = command_line::changes((&ours.api, &ours.names), (&theirs.api, &theirs.names), &pairs);
        diff.changes = outcome.changes.into_iter().chain(commands).chain(wire).collect();
        // What is only new has a place after all that there was.
        let order = |change: &Change| {
            let old = change.old.as_ref().map(|it| ours.files.order_of(it));
            (old.is_none(), old, change.new.as_ref().map(|it| theirs.files.order_of(it)))
        };
        diff.changes.sort_by_cached_key(|it| {
            (
                it.surface,
                std::cmp::Reverse((it.severity, it.step)),
                order(it),
                it.subject.clone(),
                it.message.clone(),
            )
        });
        let of_output = if outcome.is_same { Step::Nothing } else { Step::Patch };
        diff.step = diff.changes.iter().map(|it| it.step).fold(of_output, Step::max);
    }
    diff.old = old.said();
    diff.new = new.said();
    diff
}

/// How the wire changes; and what it was told from, for whoever tells more: how both documents differ, and which operation of
/// the old one is which of the new one.
fn wire_changes(old: &Whole<'_>, new: &Whole<'_>) -> (Vec<Change>, Compared, Vec<(usize, usize)>) {
    let (compared, pairs) = compare_all((&old.api, old.document()), (&new.api, new.document()));
    let changes = compared.differences.iter().map(wire::change).collect();
    (changes, compared, pairs)
}

#[cfg(test)]
mod tests;
