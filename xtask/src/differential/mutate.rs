//! Instances → others that are most likely not allowed: what people and other programs get wrong.
//!
//! Invariant: a mutation is made in one place, however deep that is, of which is known what must hold for it.

use serde_json::{Map, Value, json};

use super::instance::{Facts, Instance, Type, any_of, from_f64, letters, matching};

/// How often a mutation is looked for.
const TRIES: usize = 30;

/// A way to change a value.
type Mutation = fn(&mut Value, &Facts<'_>, &mut fastrand::Rng) -> Option<()>;

/// All ways. Those that break more often have more turns.
const MUTATIONS: &[Mutation] = &[
    remove,
    remove,
    other_type,
    other_type,
    null,
    below,
    above,
    unlisted,
    too_long,
    too_short,
    pattern,
    extra,
    tag,
    duplicate,
    huge,
    fraction,
    empty,
    items,
    other_value,
];

/// Changes an instance in one place.
pub(super) fn mutate(instance: &mut Instance<'_>, rng: &mut fastrand::Rng) {
    for _ in 0..TRIES {
        let note = &instance.notes[rng.usize(0..instance.notes.len())];
        let Some(value) = instance.value.pointer_mut(&note.at) else { continue };
        let mutation = MUTATIONS[rng.usize(0..MUTATIONS.len())];
        if mutation(value, &note.facts, rng).is_some() {
            return;
        }
    }
}

/// A member that is required; another one, if there is none.
fn remove(value: &mut Value, facts: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    let members = value.as_object_mut()?;
    let required = facts.required();
    let names: Vec<String> =
        members.keys().filter(|name| required.contains(name.as_str())).cloned().collect();
    let names = if names.is_empty() && rng.u8(0..4) == 0 { members.keys().cloned().collect() } else { names };
    members.remove(&rng.choice(names)?).map(drop)
}

fn other_type(value: &mut Value, facts: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    let allowed = facts.types().unwrap_or_default();
    let others = Type::ALL.into_iter().filter(|kind| !allowed.contains(kind) && *kind != Type::of(value));
    let kind = rng.choice(others.collect::<Vec<_>>())?;
    *value = any_of(kind, rng);
    Some(())
}

fn null(value: &mut Value, _: &Facts<'_>, _: &mut fastrand::Rng) -> Option<()> {
    (!value.is_null()).then(|| *value = Value::Null)
}

fn below(value: &mut Value, facts: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    beyond(value, facts, ["minimum", "exclusiveMinimum"], -1.0, rng)
}

fn above(value: &mut Value, facts: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    beyond(value, facts, ["maximum", "exclusiveMaximum"], 1.0, rng)
}

/// On a bound, or one beyond.
fn beyond(
    value: &mut Value,
    facts: &Facts<'_>,
    keys: [&str; 2],
    step: f64,
    rng: &mut fastrand::Rng,
) -> Option<()> {
    let bounds: Vec<f64> = keys.iter().flat_map(|key| facts.all(key)).filter_map(Value::as_f64).collect();
    let bound = rng.choice(bounds).filter(|_| value.is_number())?;
    *value = from_f64(bound + if rng.u8(0..3) == 0 { 0.0 } else { step });
    Some(())
}

fn unlisted(value: &mut Value, facts: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    facts.listed()?;
    *value = match value {
        Value::String(text) if rng.bool() => format!("{text}x").into(),
        Value::String(text) if text.to_uppercase() != *text => text.to_uppercase().into(),
        _ => any_of(Type::of(value), rng),
    };
    Some(())
}

fn too_long(value: &mut Value, facts: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    const MOST: u64 = 20_000;
    let most = facts.least("maxLength").filter(|most| *most < MOST)?;
    *value = letters(most + 1, rng).into();
    Some(())
}

fn too_short(value: &mut Value, facts: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    let least = facts.most("minLength").filter(|least| *least > 0)?;
    *value = letters(least - 1, rng).into();
    Some(())
}

/// A string with a letter taken out, put in or doubled.
fn pattern(value: &mut Value, facts: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    let pattern = facts.all("pattern").next()?.as_str()?;
    let mut text: Vec<char> = value.as_str()?.chars().collect();
    if text.is_empty() || rng.u8(0..4) == 0 {
        *value = (matching(pattern, (0, 100), rng)? + "\n").into();
        return Some(());
    }
    let at = rng.usize(0..text.len());
    match rng.u8(0..3) {
        0 => drop(text.remove(at)),
        1 => text.insert(at, *rng.choice(&['!', 'é', '0', 'Z', '\u{2028}'])?),
        _ => text.insert(at, text[at]),
    }
    *value = text.into_iter().collect::<String>().into();
    Some(())
}

fn extra(value: &mut Value, _: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    let kind = *rng.choice(&Type::ALL)?;
    value.as_object_mut()?.insert("not/known".to_owned(), any_of(kind, rng));
    Some(())
}

/// A tag of another branch, of none, or none at all.
fn tag(value: &mut Value, facts: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    let name = rng.choice(facts.tags.keys())?;
    let members: &mut Map<String, Value> = value.as_object_mut()?;
    let others: Vec<&String> = facts
        .all("discriminator")
        .filter_map(|it| it.get("mapping")?.as_object())
        .flat_map(Map::keys)
        .collect();
    match (rng.u8(0..4), rng.choice(others)) {
        (0, _) => drop(members.remove(name)),
        (1, _) | (_, None) => drop(members.insert(name.clone(), "no-such-tag".into())),
        (_, Some(other)) => drop(members.insert(name.clone(), other.as_str().into())),
    }
    Some(())
}

fn duplicate(value: &mut Value, _: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    let items = value.as_array_mut()?;
    let item = rng.choice(items.iter())?.clone();
    items.push(item);
    Some(())
}

/// Large, but within 64 bits: the types hold no more, and say so.
fn huge(value: &mut Value, _: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    let numbers = [
        json!(i64::MAX),
        json!(i64::MIN),
        json!(1i64 << 53),
        json!((1i64 << 53) + 1),
        json!(1i64 << 31),
        json!(-1),
    ];
    let number = rng.choice(numbers)?;
    value.is_number().then(|| *value = number)
}

fn fraction(value: &mut Value, _: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    let number = rng.choice([json!(0.5), json!(-1.25e-7), json!(1e300), json!(123_456.789)])?;
    value.is_number().then(|| *value = number)
}

fn empty(value: &mut Value, _: &Facts<'_>, _: &mut fastrand::Rng) -> Option<()> {
    let empty = match value {
        Value::String(text) if !text.is_empty() => json!(""),
        Value::Array(items) if !items.is_empty() => json!([]),
        Value::Object(members) if !members.is_empty() => json!({}),
        _ => return None,
    };
    *value = empty;
    Some(())
}

/// One item too many, or one too few.
fn items(value: &mut Value, facts: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    const MOST: usize = 2_000;
    let size = |size: Option<u64>| size.and_then(|size| usize::try_from(size).ok());
    let (least, most) = (size(facts.most("minItems")), size(facts.least("maxItems")));
    let list = value.as_array_mut()?;
    match (least, most) {
        (Some(least), _) if least > 0 && rng.bool() => list.truncate(least - 1),
        (_, Some(most)) if most < MOST => {
            let item = list.first()?.clone();
            list.resize(most + 1, item);
        }
        _ => return None,
    }
    Some(())
}

/// Another value of the same type, of which nobody knows whether it is allowed.
fn other_value(value: &mut Value, _: &Facts<'_>, rng: &mut fastrand::Rng) -> Option<()> {
    let is_scalar = !value.is_array() && !value.is_object();
    is_scalar.then(|| *value = any_of(Type::of(value), rng))
}
