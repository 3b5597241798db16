//! Nodes of a document by number: the value itself, then what is in it, in order.

use arbitrary::{Result, Unstructured};
use codegen::json::Json;

/// How many nodes there are.
pub(super) fn count(json: &Json) -> usize {
    1 + children(json).map(count).sum::<usize>()
}

fn children(json: &Json) -> Box<dyn Iterator<Item = &Json> + '_> {
    match json {
        Json::Array(items) => Box::new(items.iter()),
        Json::Object(members) => Box::new(members.iter().map(|(_, value)| value)),
        _ => Box::new(std::iter::empty()),
    }
}

/// The numbers of the nodes that satisfy a condition.
fn matching(json: &Json, is_wanted: &dyn Fn(&Json) -> bool) -> Vec<usize> {
    fn walk(json: &Json, is_wanted: &dyn Fn(&Json) -> bool, next: &mut usize, found: &mut Vec<usize>) {
        if is_wanted(json) {
            found.push(*next);
        }
        *next += 1;
        children(json).for_each(|child| walk(child, is_wanted, next, found));
    }
    let mut found = Vec::new();
    walk(json, is_wanted, &mut 0, &mut found);
    found
}

/// The node with a number.
pub(super) fn at(json: &Json, number: usize) -> Option<&Json> {
    let mut rest = number.checked_sub(1);
    let Some(rest) = &mut rest else { return Some(json) };
    for child in children(json) {
        let size = count(child);
        if *rest < size {
            return at(child, *rest);
        }
        *rest -= size;
    }
    None
}

/// The node with a number, to be changed.
pub(super) fn at_mut(json: &mut Json, number: usize) -> Option<&mut Json> {
    let Some(mut rest) = number.checked_sub(1) else { return Some(json) };
    let children: Box<dyn Iterator<Item = &mut Json>> = match json {
        Json::Array(items) => Box::new(items.iter_mut()),
        Json::Object(members) => Box::new(members.iter_mut().map(|(_, value)| value)),
        _ => return None,
    };
    for child in children {
        let size = count(child);
        if rest < size {
            return at_mut(child, rest);
        }
        rest -= size;
    }
    None
}

/// Chooses a node, other than the document as a whole, that satisfies a condition.
pub(super) fn choose(
    json: &Json,
    choices: &mut Unstructured<'_>,
    is_wanted: &dyn Fn(&Json) -> bool,
) -> Result<Option<usize>> {
    let mut numbers = matching(json, is_wanted);
    numbers.retain(|number| *number > 0);
    if numbers.is_empty() { Ok(None) } else { choices.choose(&numbers).map(|number| Some(*number)) }
}

/// Whether this is most likely a schema.
pub(super) fn is_schema(json: &Json) -> bool {
    const SIGNS: [&str; 8] = ["type", "$ref", "properties", "allOf", "oneOf", "anyOf", "items", "enum"];
    SIGNS.iter().any(|key| json.get(key).is_some()) && json.get("in").is_none()
}

/// How many levels there are.
pub(super) fn depth(json: &Json) -> usize {
    1 + children(json).map(depth).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{at, at_mut, count, depth};
    use codegen::json::Json;

    #[test]
    fn every_number_is_a_node() {
        let mut json: Json = serde_json::from_str(r#"{"a": [1, {"b": 2}], "c": 3}"#).unwrap();
        let shown: Vec<String> = (0..count(&json)).map(|it| at(&json, it).unwrap().to_text()).collect();
        assert_eq!(shown[1..], [r#"[1,{"b":2}]"#, "1", r#"{"b":2}"#, "2", "3"]);
        assert_eq!((depth(&json), at(&json, 6)), (4, None));
        *at_mut(&mut json, 4).unwrap() = Json::Null;
        assert_eq!(json.to_text(), r#"{"a":[1,{"b":null}],"c":3}"#);
    }
}
