//! Arrays.

use serde_json::Value;

use super::super::schemas::below;
use super::{Facts, Generator};

/// How many items an array has beyond those that it must have.
const MORE: usize = 3;
/// How many items it has at most.
const MOST: usize = 200;

impl Generator<'_, '_> {
    /// An array that the facts allow.
    pub(super) fn array(&mut self, facts: &Facts<'_>, at: &str, depth: usize) -> Value {
        let is_unique = facts.all("uniqueItems").any(|it| *it == Value::Bool(true));
        let has_contains = facts.all("contains").next().is_some();
        let count = self.count(facts, depth).max(usize::from(has_contains));
        let mut items: Vec<Value> = Vec::new();
        for index in 0..count {
            let mut places = Vec::new();
            for (place, schema) in &facts.parts {
                let listed = schema.get("prefixItems").is_some_and(|it| it.get(index).is_some());
                if listed {
                    places.push(below(place, &["prefixItems", &index.to_string()]));
                } else if schema.get("items").is_some_and(Value::is_object) {
                    places.push(below(place, &["items"]));
                }
                if index == 0 && has_contains {
                    places.push(below(place, &["contains"]));
                }
            }
            let notes = self.notes.len();
            let item = self.value(&places, &format!("{at}/{}", items.len()), depth + 1);
            if is_unique && items.contains(&item) {
                self.notes.truncate(notes);
            } else {
                items.push(item);
            }
        }
        items.into()
    }

    fn count(&mut self, facts: &Facts<'_>, depth: usize) -> usize {
        let size =
            |size: Option<u64>, other| size.map_or(other, |size| usize::try_from(size).unwrap_or(MOST));
        let least = size(facts.most("minItems"), 0).min(MOST);
        let most = size(facts.least("maxItems"), least + MORE).min(least + MORE).max(least);
        let closed = facts.all("items").any(|it| *it == Value::Bool(false));
        let listed = facts.all("prefixItems").filter_map(Value::as_array).map(Vec::len).min();
        let most = if closed { most.min(listed.unwrap_or_default()).max(least) } else { most };
        if self.is_enough(depth) { least } else { self.rng.usize(least..=most) }
    }
}
