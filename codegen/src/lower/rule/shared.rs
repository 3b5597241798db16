//! A `oneOf` of enumerations of strings, of which at most one may hold: what only one of them has decides nothing.

use std::collections::HashMap;

use crate::json::Json;

/// Leaves in each enumeration what another one has too. Whether that can matter: always, where a branch is anything else.
pub(super) fn keep_shared(members: &mut [(String, Json)]) -> bool {
    let Some((_, Json::Array(branches))) = members.iter_mut().find(|(key, _)| key == "oneOf") else {
        return true;
    };
    if !branches.iter().all(is_enumeration) {
        return true;
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for branch in branches.iter() {
        let mut values: Vec<&str> = values(branch).collect();
        values.sort_unstable();
        values.dedup();
        for value in values {
            *counts.entry(value.to_owned()).or_default() += 1;
        }
    }
    let is_shared =
        |value: &Json| value.as_str().is_some_and(|value| counts.get(value).is_some_and(|it| *it > 1));
    for branch in branches {
        let Json::Object(members) = branch else { continue };
        for (key, value) in members {
            if let ("enum", Json::Array(values)) = (key.as_str(), value) {
                values.retain(is_shared);
            }
        }
    }
    counts.values().any(|count| *count > 1)
}

/// Whether a schema is `type: string` with an `enum` of strings.
fn is_enumeration(schema: &Json) -> bool {
    let members = schema.as_object().unwrap_or_default();
    let is_known = |(key, value): &(String, Json)| match key.as_str() {
        "type" => value.as_str() == Some("string"),
        "enum" => value.as_array().is_some_and(|values| values.iter().all(|value| value.as_str().is_some())),
        _ => false,
    };
    members.iter().all(is_known) && schema.get("enum").is_some()
}

fn values(branch: &Json) -> impl Iterator<Item = &str> {
    branch.get("enum").and_then(Json::as_array).unwrap_or_default().iter().filter_map(Json::as_str)
}
