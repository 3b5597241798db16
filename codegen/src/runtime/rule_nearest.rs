//! Which branch of a union a value that satisfies none comes nearest to, so that a person knows what to mend.

use super::report::Report;
use super::rule_check::Evaluator;
use super::rule_place::Place;
use super::rule_schema::Schema;
use super::violation::{Violation, Violations};

/// What is said where nothing is near.
pub(super) const NONE: &str = "none of the branches fits";

/// So many violations of a branch are counted.
const COUNTED: usize = 20;

/// How far a value is from a branch: whether it is of another type, what in it is, and what else is wrong.
type Distance = (bool, usize, usize);

impl Evaluator<'_> {
    /// What to say of a value that satisfies none of the branches. Unions inside them are not looked into again: each level
    /// would multiply the work.
    pub(super) fn none_fits(&mut self, name: &'static str, branches: &[Schema], place: Place<'_>) -> String {
        if self.explains {
            return NONE.to_owned();
        }
        self.explains = true;
        // What is only looked at here is yet to be reported.
        let reported = std::mem::take(&mut self.known.reported);
        let mut nearest: Option<(Distance, usize, Violations)> = None;
        for (index, branch) in branches.iter().enumerate() {
            self.known.reported.clear();
            let mut report = Report::new().keeping(COUNTED);
            let way = place.way.index(index);
            self.schema(branch, name, place.along(&way), Some(&mut report));
            let Err(found) = report.finish() else { continue };
            let distance = distance(&found, &place.at.to_string());
            if nearest.as_ref().is_none_or(|(least, ..)| distance < *least) {
                nearest = Some((distance, index, found));
            }
        }
        self.explains = false;
        self.known.reported = reported;
        match nearest {
            Some(((false, ..), index, found)) => match found.iter().next() {
                Some(first) => {
                    let (here, message) = (place.at.to_string(), first.message());
                    match first.instance_location().strip_prefix(&here) {
                        Some("") | None => format!("{NONE}; the nearest is {index}: {message}"),
                        Some(at) => format!("{NONE}; the nearest is {index}: {at}: {message}"),
                    }
                }
                None => NONE.to_owned(),
            },
            // It is of none of their types.
            _ => NONE.to_owned(),
        }
    }
}

fn distance(found: &Violations, here: &str) -> Distance {
    let is_type = |it: &&Violation| it.keyword() == "type";
    let is_here = |it: &Violation| it.instance_location() == here;
    let types = found.iter().filter(is_type);
    (types.clone().any(is_here), types.count(), found.len() + found.omitted())
}
