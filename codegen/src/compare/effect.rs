//! What a difference does to the values that are allowed.
//!
//! Invariant: an effect is about sets of values, whichever way they travel; whom it breaks is decided elsewhere.

use std::collections::BTreeSet;

use crate::ir::{Api, Model, ModelId, ModelKind, Object, Type};
use crate::json::{Json, Number};

/// What a difference does to the values that are allowed, as seen from ours.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Effect {
    /// The same values are allowed.
    Nothing,
    /// More values are allowed.
    Loosens,
    /// Fewer values are allowed.
    Tightens,
    /// What it means for the values can not be told, or is up to whoever reads them.
    Depends,
    /// Other values are allowed.
    Replaces,
}

impl Effect {
    /// That of something that is there where it was not, if it restricts.
    fn of_presence(ours: bool, theirs: bool) -> Self {
        match (ours, theirs) {
            (false, true) => Self::Tightens,
            (true, false) => Self::Loosens,
            _ => Self::Depends,
        }
    }

    /// That of another limit; an upper one allows more where it is larger.
    fn of_limits(ours: Number, theirs: Number, is_upper: bool) -> Self {
        if (ours.compare(theirs).is_lt()) == is_upper { Self::Loosens } else { Self::Tightens }
    }
}

/// Patterns that every text on one line matches.
const ALL: [&str; 5] = [".*", "^.*$", "^.*", ".*$", ""];

/// The effect of a keyword or field that says something else, or nothing.
pub(super) fn of_keyword(name: &str, ours: Option<&Json>, theirs: Option<&Json>) -> Effect {
    let presence = || Effect::of_presence(ours.is_some(), theirs.is_some());
    let numbers = || ours.and_then(Json::as_number).zip(theirs.and_then(Json::as_number));
    // What every value has, and nothing at all, are the same.
    let is_nothing = |it: Option<&Json>| match (name, it) {
        ("minLength" | "minItems" | "minProperties", Some(Json::Number(Number::Integer(0)))) => true,
        ("pattern", Some(Json::String(pattern))) => ALL.contains(&pattern.as_str()),
        (_, it) => it.is_none(),
    };
    if is_nothing(ours) && is_nothing(theirs) {
        return Effect::Nothing;
    }
    let texts = || ours.and_then(Json::as_str).zip(theirs.and_then(Json::as_str));
    match name {
        "minLength" | "minItems" | "minProperties" => {
            numbers().map_or_else(presence, |(ours, theirs)| Effect::of_limits(ours, theirs, false))
        }
        "maxLength" | "maxItems" | "maxProperties" => {
            numbers().map_or_else(presence, |(ours, theirs)| Effect::of_limits(ours, theirs, true))
        }
        "multipleOf" => numbers().map_or_else(presence, |(ours, theirs)| of_factors(ours, theirs)),
        "pattern" => match texts() {
            Some((_, theirs)) if ALL.contains(&theirs) => Effect::Loosens,
            Some((ours, _)) if ALL.contains(&ours) => Effect::Tightens,
            _ => presence(),
        },
        "format" => texts().map_or_else(presence, |(ours, theirs)| of_formats(ours, theirs)),
        "additionalProperties" => {
            // From the loosest to the strictest.
            let rank = |text: &str| ["open", "of one type", "closed"].iter().position(|it| *it == text);
            texts().map_or(Effect::Depends, |(ours, theirs)| {
                if rank(ours) < rank(theirs) { Effect::Tightens } else { Effect::Loosens }
            })
        }
        "enum" | "uniqueItems" => presence(),
        "rule" => ours.zip(theirs).map_or_else(presence, |(ours, theirs)| of_rules(ours, theirs)),
        "discriminator" | "default of a parameter" => Effect::Depends,
        "contentType" | "style" | "explode" | "allowReserved" | "method" | "path" => Effect::Replaces,
        _ => Effect::Nothing,
    }
}

/// The effect of another rule: of its keywords, if all of them pull the same way.
fn of_rules(ours: &Json, theirs: &Json) -> Effect {
    let (Some(our_members), Some(their_members)) = (ours.as_object(), theirs.as_object()) else {
        return Effect::Depends;
    };
    let keys: BTreeSet<&str> = our_members.iter().chain(their_members).map(|(key, _)| key.as_str()).collect();
    let one = |key: &str| {
        let (own, other) = (ours.get(key), theirs.get(key));
        match (own.and_then(Json::as_number), other.and_then(Json::as_number)) {
            _ if own.zip(other).is_some_and(|(own, other)| own.same(other)) => Effect::Nothing,
            (Some(own), Some(other)) if key.starts_with("min") => Effect::of_limits(own, other, false),
            (Some(own), Some(other)) if key.starts_with("max") => Effect::of_limits(own, other, true),
            _ if key == "dependentRequired" => of_needs(own, other),
            // What is checked beside it decides what these mean.
            _ if key.starts_with('@') => Effect::Depends,
            _ => Effect::of_presence(own.is_some(), other.is_some()),
        }
    };
    let mut effects: BTreeSet<Effect> = keys.into_iter().map(one).collect();
    effects.remove(&Effect::Nothing);
    if effects.len() == 1 { effects.pop_first().unwrap_or(Effect::Depends) } else { Effect::Depends }
}

/// The effect of other members that are needed where some member is there.
fn of_needs(ours: Option<&Json>, theirs: Option<&Json>) -> Effect {
    let all = |json: Option<&Json>| -> BTreeSet<(String, String)> {
        let members = json.and_then(Json::as_object).unwrap_or_default();
        let names =
            |list: &Json| list.as_array().unwrap_or_default().iter().map(Json::to_text).collect::<Vec<_>>();
        members
            .iter()
            .flat_map(|(key, list)| names(list).into_iter().map(move |it| (key.clone(), it)))
            .collect()
    };
    let (ours, theirs) = (all(ours), all(theirs));
    match (ours.is_subset(&theirs), theirs.is_subset(&ours)) {
        (true, _) => Effect::Tightens,
        (_, true) => Effect::Loosens,
        _ => Effect::Replaces,
    }
}

/// Every multiple of six is one of three.
fn of_factors(ours: Number, theirs: Number) -> Effect {
    let divides = |small: Number, large: Number| {
        if let (Some(small), Some(large)) = (small.as_i128(), large.as_i128()) {
            return small != 0 && large % small == 0;
        }
        let ratio = large.as_f64() / small.as_f64();
        (ratio - ratio.round()).abs() < 1e-9
    };
    match (divides(theirs, ours), divides(ours, theirs)) {
        (true, _) => Effect::Loosens,
        (_, true) => Effect::Tightens,
        _ => Effect::Replaces,
    }
}

/// A number of bits holds all that fewer bits hold.
fn of_formats(ours: &str, theirs: &str) -> Effect {
    let parts = |text: &str| {
        let at = text.find(|character: char| character.is_ascii_digit())?;
        let kind = &text[..at];
        matches!(kind, "int" | "uint").then_some((kind == "uint", text[at..].parse::<u32>().ok()?))
    };
    let holds = |(is_unsigned, bits): (bool, u32), (is_other_unsigned, other): (bool, u32)| {
        if is_unsigned == is_other_unsigned { bits >= other } else { is_other_unsigned && bits > other }
    };
    match parts(ours).zip(parts(theirs)) {
        Some((ours, theirs)) if holds(theirs, ours) => Effect::Loosens,
        Some((ours, theirs)) if holds(ours, theirs) => Effect::Tightens,
        _ => Effect::Replaces,
    }
}

/// The effect of another type.
pub(super) fn of_types((our_api, ours): (&Api, &Type), (their_api, theirs): (&Api, &Type)) -> Effect {
    of_sets(&Set::of(our_api, ours), &Set::of(their_api, theirs))
}

/// The effect of another kind of model.
pub(super) fn of_models((our_api, ours): (&Api, &Model), (their_api, theirs): (&Api, &Model)) -> Effect {
    match (&ours.kind, &theirs.kind) {
        (ModelKind::Object(ours), kind) if has_branch((their_api, kind), ours) => Effect::Loosens,
        (kind, ModelKind::Object(theirs)) if has_branch((our_api, kind), theirs) => Effect::Tightens,
        _ => of_sets(&Set::of_model(our_api, ours), &Set::of_model(their_api, theirs)),
    }
}

/// Whether a union has a branch with the properties of an object: what was one thing is one of several now.
fn has_branch((api, kind): (&Api, &ModelKind), object: &Object) -> bool {
    let names = |object: &Object| -> BTreeSet<String> {
        object.properties.iter().map(|property| property.wire.clone()).collect()
    };
    let is_alike = |id: ModelId| match &api.model(id).kind {
        ModelKind::Object(branch) => names(branch) == names(object),
        _ => false,
    };
    match kind {
        ModelKind::TaggedUnion(union) => union.branches.iter().any(|branch| is_alike(branch.model)),
        ModelKind::UntaggedUnion(union) => {
            union.branches.iter().any(|it| matches!(it.value.ty, Type::Model(id) if is_alike(id)))
        }
        _ => false,
    }
}

fn of_sets(ours: &Set, theirs: &Set) -> Effect {
    let holds = |set: &Set, other: &Set| {
        let has = |name: &&'static str| {
            set.types.contains(name) || *name == "integer" && set.types.contains("number")
        };
        set.is_any || !other.is_any && other.types.iter().all(has)
    };
    match (holds(theirs, ours), holds(ours, theirs)) {
        (true, true) if ours.detail < theirs.detail => Effect::Tightens,
        (true, true) if ours.detail > theirs.detail => Effect::Loosens,
        (true, true) if ours.detail == Detail::Format => Effect::Replaces,
        (true, true) => Effect::Depends,
        (true, false) => Effect::Loosens,
        (false, true) => Effect::Tightens,
        (false, false) => Effect::Replaces,
    }
}

/// The JSON types of some values.
struct Set {
    is_any: bool,
    types: BTreeSet<&'static str>,
    detail: Detail,
}

/// How much more than its JSON type is said of a value.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Detail {
    Nothing,
    Members,
    Format,
    Values,
}

impl Set {
    fn one(name: &'static str, detail: Detail) -> Self {
        Self { is_any: false, types: BTreeSet::from([name]), detail }
    }

    fn of(api: &Api, ty: &Type) -> Self {
        match ty {
            Type::Any => Self { is_any: true, types: BTreeSet::new(), detail: Detail::Nothing },
            Type::AnyObject => Self::one("object", Detail::Nothing),
            Type::Map(_) => Self::one("object", Detail::Members),
            Type::Boolean => Self::one("boolean", Detail::Nothing),
            Type::Integer { .. } => Self::one("integer", Detail::Nothing),
            Type::Number => Self::one("number", Detail::Nothing),
            Type::String => Self::one("string", Detail::Nothing),
            Type::Formatted(_) => Self::one("string", Detail::Format),
            // Bytes and text are written in different ways.
            Type::Binary => Self::one("bytes", Detail::Nothing),
            Type::Array(_) => Self::one("array", Detail::Nothing),
            Type::Model(id) => Self::of_model(api, api.model(*id)),
        }
    }

    fn of_model(api: &Api, model: &Model) -> Self {
        match &model.kind {
            ModelKind::Object(_) | ModelKind::TaggedUnion(_) => Self::one("object", Detail::Members),
            ModelKind::Enum(_) => Self::one("string", Detail::Values),
            ModelKind::Alias(value) => Self::of(api, &value.ty),
            ModelKind::UntaggedUnion(union) => {
                let mut set = Self { is_any: false, types: BTreeSet::new(), detail: Detail::Nothing };
                for branch in &union.branches {
                    let own = Self::of(api, &branch.value.ty);
                    set.is_any |= own.is_any;
                    set.types.extend(own.types);
                    set.detail = set.detail.max(own.detail);
                }
                set
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_factors_and_formats_say_which_set_is_larger() {
        let number = |number: i64| Some(Json::Number(Number::Integer(number.into())));
        let text = |text: &str| Some(Json::String(text.to_owned()));
        for (name, ours, theirs, expected) in [
            ("maxItems", number(2), number(3), Effect::Loosens),
            ("minLength", number(2), number(3), Effect::Tightens),
            ("maxLength", None, number(3), Effect::Tightens),
            ("minItems", number(1), None, Effect::Loosens),
            ("multipleOf", number(6), number(3), Effect::Loosens),
            ("multipleOf", number(3), number(6), Effect::Tightens),
            ("multipleOf", number(2), number(3), Effect::Replaces),
            ("format", text("int32"), text("int64"), Effect::Loosens),
            ("format", text("uint32"), text("int64"), Effect::Loosens),
            ("format", text("int32"), text("uint32"), Effect::Replaces),
            ("format", text("date"), text("uuid"), Effect::Replaces),
            ("pattern", text("^a$"), text("^b$"), Effect::Depends),
            ("pattern", text("^a$"), text(".*"), Effect::Loosens),
            ("additionalProperties", text("open"), text("closed"), Effect::Tightens),
            ("additionalProperties", text("closed"), text("of one type"), Effect::Loosens),
            ("default", number(1), number(2), Effect::Nothing),
        ] {
            let found = of_keyword(name, ours.as_ref(), theirs.as_ref());
            assert_eq!(found, expected, "{name} {ours:?} {theirs:?}");
        }
    }
}
