//! The ways in which a document is changed.

use arbitrary::{Result, Unstructured};
use codegen::json::Json;

use super::tree::{at, at_mut, choose, count, depth, is_schema};
use super::words::{KEYWORDS, NAMES, VALUES};
use crate::documents::seeds;

/// What is put into a document has at most so many nodes, and so many levels: a reader stops at 128.
const MOST_NODES: usize = 400;
const MOST_LEVELS: usize = 24;

type Change = fn(&mut Json, &mut Unstructured<'_>) -> Result<Option<()>>;

/// All ways. What leaves a document that still means something has more turns.
const CHANGES: &[Change] = &[
    keyword,
    keyword,
    keyword,
    keyword,
    name,
    name,
    name,
    schema_from_elsewhere,
    schema_from_elsewhere,
    schema_within,
    reference,
    reference,
    twin,
    twin,
    wrap,
    remove,
    any_from_elsewhere,
    rename_to_keyword,
    value,
    value,
    other_type,
];

/// Changes a document in one place, or not at all.
pub(super) fn change(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<()> {
    const TRIES: usize = 4;
    for _ in 0..TRIES {
        if choices.choose(CHANGES)?(document, choices)?.is_some() {
            break;
        }
    }
    Ok(())
}

/// A value written as JSON.
fn parse(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn object(number: Option<usize>, document: &mut Json) -> Option<&mut Vec<(String, Json)>> {
    match at_mut(document, number?)? {
        Json::Object(members) if !members.is_empty() => Some(members),
        _ => None,
    }
}

/// Sets a keyword of a schema to one of the values that it may have, or nearly may have.
fn keyword(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<Option<()>> {
    let number = choose(document, choices, &is_schema)?;
    let (key, values) = choices.choose(KEYWORDS)?;
    let value = parse(choices.choose(values)?);
    let Some(members) = object(number, document) else { return Ok(None) };
    match members.iter_mut().find(|(known, _)| known == key) {
        Some((_, old)) => *old = value,
        None => members.push(((*key).to_owned(), value)),
    }
    Ok(Some(()))
}

/// Gives a member, or what refers to a name, another name.
fn name(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<Option<()>> {
    let number = choose(document, choices, &|it| matches!(it, Json::Object(members) if !members.is_empty()))?;
    let name = *choices.choose(NAMES)?;
    let Some(members) = object(number, document) else { return Ok(None) };
    if members.iter().any(|(known, _)| known == name) {
        return Ok(None);
    }
    let index = choices.choose_index(members.len())?;
    name.clone_into(&mut members[index].0);
    Ok(Some(()))
}

/// A schema of another document in place of one of this.
fn schema_from_elsewhere(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<Option<()>> {
    from_elsewhere(document, choices, &is_schema)
}

fn any_from_elsewhere(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<Option<()>> {
    from_elsewhere(document, choices, &|_| true)
}

fn from_elsewhere(
    document: &mut Json,
    choices: &mut Unstructured<'_>,
    is_wanted: &dyn Fn(&Json) -> bool,
) -> Result<Option<()>> {
    let other = &choices.choose(seeds())?.json;
    let Some(given) = choose(other, choices, is_wanted)?.and_then(|number| at(other, number)) else {
        return Ok(None);
    };
    put(document, choices, given.clone(), is_wanted)
}

/// A schema in place of another one.
fn schema_within(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<Option<()>> {
    let given = choose(document, choices, &is_schema)?.and_then(|number| at(document, number)).cloned();
    let Some(given) = given else { return Ok(None) };
    put(document, choices, given, &is_schema)
}

fn put(
    document: &mut Json,
    choices: &mut Unstructured<'_>,
    given: Json,
    is_wanted: &dyn Fn(&Json) -> bool,
) -> Result<Option<()>> {
    if count(&given) > MOST_NODES || depth(&given) > MOST_LEVELS || depth(document) > 3 * MOST_LEVELS {
        return Ok(None);
    }
    let number = choose(document, choices, is_wanted)?;
    Ok(number.and_then(|number| at_mut(document, number)).map(|place| *place = given))
}

/// A reference to a component, in place of a schema or of another reference.
fn reference(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<Option<()>> {
    let components = document.pointer("/components/schemas").and_then(Json::as_object).unwrap_or_default();
    if components.is_empty() {
        return Ok(None);
    }
    let (name, _) = choices.choose(components)?;
    let name = name.replace('~', "~0").replace('/', "~1");
    let target = Json::String(format!("#/components/schemas/{name}"));
    put(document, choices, Json::Object(vec![("$ref".to_owned(), target)]), &is_schema)
}

/// A member once more, under a name that looks like its own.
fn twin(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<Option<()>> {
    let number = choose(document, choices, &|it| matches!(it, Json::Object(members) if !members.is_empty()))?;
    let Some(members) = object(number, document) else { return Ok(None) };
    let (key, value) = choices.choose(members)?.clone();
    let twin = match choices.int_in_range(0..=5)? {
        0 => key.to_uppercase(),
        1 => key.to_lowercase(),
        2 => format!("{key}_"),
        3 => format!("-{key}"),
        4 => format!("{key}2"),
        _ => key.replace(['_', '-', '{'], ""),
    };
    if count(&value) > MOST_NODES || members.iter().any(|(known, _)| *known == twin) {
        return Ok(None);
    }
    members.push((twin, value));
    Ok(Some(()))
}

/// A schema inside of another one.
fn wrap(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<Option<()>> {
    let Some(number) = choose(document, choices, &is_schema)? else { return Ok(None) };
    if depth(document) > 3 * MOST_LEVELS {
        return Ok(None);
    }
    let Some(place) = at_mut(document, number) else { return Ok(None) };
    let inner = std::mem::replace(place, Json::Null);
    let one = |key: &str, value| Json::Object(vec![(key.to_owned(), value)]);
    *place = match choices.int_in_range(0..=6)? {
        0 => one("allOf", Json::Array(vec![inner])),
        1 => one("oneOf", Json::Array(vec![inner, parse(r#"{"type": "null"}"#)])),
        2 => one("anyOf", Json::Array(vec![parse(r#"{"type": "string"}"#), inner])),
        3 => one("items", inner),
        4 => one("properties", one("type", inner)),
        5 => one("additionalProperties", inner),
        _ => one("not", inner),
    };
    Ok(Some(()))
}

/// Without a member or an item.
fn remove(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<Option<()>> {
    let is_full = |it: &Json| match it {
        Json::Array(items) => !items.is_empty(),
        Json::Object(members) => !members.is_empty(),
        _ => false,
    };
    let number = choose(document, choices, &is_full)?;
    match number.and_then(|number| at_mut(document, number)) {
        Some(Json::Array(items)) => {
            items.remove(choices.choose_index(items.len())?);
        }
        Some(Json::Object(members)) => {
            members.remove(choices.choose_index(members.len())?);
        }
        _ => return Ok(None),
    }
    Ok(Some(()))
}

/// A keyword in place of a key.
fn rename_to_keyword(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<Option<()>> {
    let number = choose(document, choices, &|it| it.as_object().is_some_and(|it| !it.is_empty()))?;
    let (keyword, _) = choices.choose(KEYWORDS)?;
    let Some(members) = object(number, document) else { return Ok(None) };
    if members.iter().any(|(known, _)| known == keyword) {
        return Ok(None);
    }
    let index = choices.choose_index(members.len())?;
    (*keyword).clone_into(&mut members[index].0);
    Ok(Some(()))
}

/// Another value of the same type.
fn value(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<Option<()>> {
    let number =
        choose(document, choices, &|it| matches!(it, Json::String(_) | Json::Number(_) | Json::Bool(_)))?;
    let Some(place) = number.and_then(|number| at_mut(document, number)) else { return Ok(None) };
    *place = match place {
        Json::String(_) => Json::String((*choices.choose(NAMES)?).to_owned()),
        Json::Bool(value) => Json::Bool(!*value),
        _ => {
            let numbers: Vec<Json> =
                VALUES.iter().map(|text| parse(text)).filter(|it| matches!(it, Json::Number(_))).collect();
            choices.choose(&numbers)?.clone()
        }
    };
    Ok(Some(()))
}

/// A value of any type in any place.
fn other_type(document: &mut Json, choices: &mut Unstructured<'_>) -> Result<Option<()>> {
    let value = parse(choices.choose(VALUES)?);
    put(document, choices, value, &|_| true)
}
