//! Shows how two documents differ, with a place in both.
//!
//! Invariant: both forms have the same facts, in the order of our document.

use annotate_snippets::Level;
use codegen::compare::{Difference, Side};
use codegen::json::Json;
use serde_json::{Value, json};

use super::sides::{self, Located, find};
use super::{Texts, clean};
use crate::cli::MessageFormat;
use crate::console::Console;

/// Prints all differences. The texts are ours and theirs.
pub(crate) fn print(console: &mut Console<'_>, texts: (&Texts<'_>, &Texts<'_>), differences: &[Difference]) {
    let ours = find(texts.0, &differences.iter().map(|it| it.ours.pointer.as_str()).collect::<Vec<_>>());
    let theirs = find(texts.1, &differences.iter().map(|it| it.theirs.pointer.as_str()).collect::<Vec<_>>());
    for ((difference, ours), theirs) in differences.iter().zip(&ours).zip(&theirs) {
        match console.format() {
            MessageFormat::Human => {
                let level = Level::WARNING.with_name("difference");
                let title = level.primary_title(clean::line(&difference.message()));
                let title = title.id(difference.aspect.as_str());
                sides::print(console, title, &[(ours, "here"), (theirs, "upstream")]);
            }
            MessageFormat::Json => console.json(&facts(difference, ours, theirs)),
        }
    }
}

fn facts(difference: &Difference, ours: &Located<'_>, theirs: &Located<'_>) -> Value {
    json!({
        "type": "difference",
        "change": difference.change.as_str(),
        "aspect": difference.aspect.as_str(),
        "subject": difference.subject,
        "name": difference.name,
        "operation": difference.operation,
        "message": difference.message(),
        "ours": side(ours, &difference.ours),
        "upstream": side(theirs, &difference.theirs),
    })
}

fn side(located: &Located<'_>, side: &Side) -> Value {
    let value = |json: &Json| serde_json::from_str::<Value>(&json.to_text()).unwrap_or_default();
    let mut facts = located.facts();
    facts["value"] = side.value.as_ref().map(value).into();
    facts
}
