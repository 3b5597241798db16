//! `contains`, with how many items it may be about.

use super::json_value::Value;
use super::report::Report;
use super::rule_check::{Evaluator, Outcome};
use super::rule_place::Place;
use super::rule_place::Verdict::{Fails, Holds, Unknown};
use super::rule_schema::Schema;
use super::rule_seen::Seen;

impl Evaluator<'_> {
    /// Reports the keyword that fails: each of the three is an assertion of its own.
    pub(super) fn contains(
        &mut self,
        schema: &Schema,
        (least, most): (Option<u64>, Option<u64>),
        place: Place<'_>,
        report: Option<&mut Report>,
    ) -> Outcome {
        if !matches!(place.value, Value::List(_)) {
            return (Holds, Seen::default());
        }
        let (mut seen, mut holding, mut unknown) = (Seen::default(), 0_u64, 0_u64);
        for item in place.items() {
            let verdict = self.schema(schema, "contains", Place::part(item, place.at, place.way), None).0;
            holding += u64::from(verdict == Holds);
            unknown += u64::from(verdict == Unknown);
            if place.want {
                seen.push(verdict != Fails);
            }
        }
        let fewest = least.unwrap_or(1);
        let is_above = |limit: &u64| holding > *limit;
        let (keyword, message) = if let Some(most) = most.filter(is_above) {
            let message =
                format!("`contains` describes {holding} of its items, more than the maximum {most}");
            ("maxContains", message)
        } else if holding + unknown >= fewest {
            let is_sure = holding >= fewest && most.is_none_or(|most| holding + unknown <= most);
            return (if is_sure { Holds } else { Unknown }, seen);
        } else if least.is_none() {
            ("contains", "has no item that `contains` describes".to_owned())
        } else {
            let message =
                format!("`contains` describes {holding} of its items, fewer than the minimum {fewest}");
            ("minContains", message)
        };
        if let Some(report) = report {
            let up = place.way.up.copied().unwrap_or(*place.way);
            report.add(place.at, keyword, up.key(keyword).text(), format_args!("{message}"));
        }
        (Fails, seen)
    }
}
