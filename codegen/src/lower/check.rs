//! Whether a JSON value of the document fits a value of the IR.
//!
//! Judges what the document shows to people (defaults and examples), strictly: by the same types and
//! assertions that the generated readers and validators go by.

use super::explain::{any_of, explain};
use crate::ir::{
    Additional, Api, Assertion, Fallback, Keyword, Look, ModelId, ModelKind, Object, Pointer, TaggedUnion,
    Type, UntaggedUnion, Value,
};
use crate::json::Json;
use crate::openapi::join;
use crate::runtime::Rules;

/// Why a value does not fit: where in it, and what is wrong there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Misfit {
    pub(super) instance: String,
    pub(super) message: String,
    /// The place of the keyword that it does not satisfy, where there is one.
    pub(super) keyword: Option<Pointer>,
}

/// Checks a JSON value.
pub(super) fn fits(api: &Api, rules: &Rules<'_>, value: &Value, json: &Json) -> Result<(), Misfit> {
    Check { api, rules }.value(value, json, "")
}

struct Check<'a> {
    api: &'a Api,
    rules: &'a Rules<'a>,
}

type Verdict = Result<(), Misfit>;

fn misfit(at: &str, message: impl Into<String>) -> Verdict {
    Err(Misfit { instance: at.to_owned(), message: message.into(), keyword: None })
}

/// The value does not satisfy a keyword.
fn broken(at: &str, assertion: &Assertion, json: &Json) -> Verdict {
    let message = explain(&assertion.keyword, json);
    Err(Misfit { instance: at.to_owned(), message, keyword: Some(assertion.pointer.clone()) })
}

fn expected(at: &str, what: &str, json: &Json) -> Verdict {
    misfit(at, format!("expected {what}, found {}", json.kind()))
}

impl Check<'_> {
    fn value(&self, value: &Value, json: &Json, at: &str) -> Verdict {
        if *json == Json::Null && (value.nullable || value.ty != Type::Any) {
            let refused = value.assertions.iter().find(|it| it.keyword == Keyword::NotNull);
            return match refused {
                None if value.nullable => Ok(()),
                _ => misfit(at, "`null` is not allowed here"),
            };
        }
        match (&value.ty, json) {
            (Type::Any, _)
            | (Type::AnyObject, Json::Object(_))
            | (Type::Boolean, Json::Bool(_))
            | (Type::Number, Json::Number(_))
            | (Type::String | Type::Formatted(_) | Type::Binary, Json::String(_)) => {}
            (Type::Integer { unsigned }, Json::Number(number)) => {
                let held = if *unsigned { number.as_u64().is_some() } else { number.as_i64().is_some() };
                if !held {
                    return misfit(at, format!("{number} is not a 64-bit integer"));
                }
            }
            (Type::Array(item), Json::Array(items)) => {
                for (index, json) in items.iter().enumerate() {
                    self.value(item, json, &format!("{at}/{index}"))?;
                }
            }
            (Type::Map(member), Json::Object(members)) => {
                for (key, json) in members {
                    self.value(member, json, &join(at, key))?;
                }
            }
            (Type::Model(id), _) => self.model(*id, json, at)?,
            (ty, _) => return expected(at, name(ty), json),
        }
        value.assertions.iter().try_for_each(|assertion| match assertion.rule() {
            Some(name) => self.rules(&[name], json, at),
            None => assertion_holds(assertion, json, at),
        })
    }

    fn model(&self, id: ModelId, json: &Json, at: &str) -> Verdict {
        let model = self.api.model(id);
        let fits = match (&model.kind, json) {
            (ModelKind::Object(object), Json::Object(members)) => self.object(object, members, json, at),
            (ModelKind::TaggedUnion(union), Json::Object(members)) => self.union(union, members, json, at),
            (ModelKind::Enum(list), Json::String(text)) => {
                let known = list.values.iter().any(|value| value == text);
                let values = list.values.iter().map(String::as_str);
                if known { Ok(()) } else { misfit(at, format!("`{text}` is none of {}", any_of(values))) }
            }
            (ModelKind::UntaggedUnion(union), _) => self.untagged(union, json, at),
            (ModelKind::Alias(value), _) => self.value(value, json, at),
            (ModelKind::Enum(_), _) => expected(at, "a string", json),
            (ModelKind::Object(_) | ModelKind::TaggedUnion(_), _) => expected(at, "an object", json),
        };
        match &model.any_branch {
            Some(rule) if fits.is_err() && super::judge::accepts(self.rules, rule, json) => {}
            _ => fits?,
        }
        self.rules(&model.rules, json, at)
    }

    /// Whether rules hold, by the same evaluation as in generated code.
    fn rules<T: AsRef<str>>(&self, names: &[T], json: &Json, at: &str) -> Verdict {
        if names.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        super::judge::judge(self.rules, &names, json)
            .map_err(|found| Misfit { instance: format!("{at}{}", found.instance), ..found })
    }

    fn object(&self, object: &Object, members: &[(String, Json)], whole: &Json, at: &str) -> Verdict {
        for property in &object.properties {
            let json = members.iter().find(|(key, _)| *key == property.wire).map(|(_, json)| json);
            let place = join(at, &property.wire);
            match (json, &property.constant) {
                (None, _) if property.required => {
                    return misfit(at, format!("`{}` is missing", property.wire));
                }
                (None, _) => {}
                (Some(json), Some(constant)) if json.as_str() == Some(constant) => {}
                (Some(_), Some(constant)) => return misfit(&place, format!("expected `{constant}`")),
                (Some(json), None) => self.value(&property.value, json, &place)?,
            }
        }
        for (key, json) in members {
            if !object.properties.iter().any(|property| property.wire == *key) {
                match &object.additional {
                    Additional::Open => {}
                    Additional::Closed(_) => return misfit(&join(at, key), "no property has this name"),
                    Additional::Typed(value) => self.value(value, json, &join(at, key))?,
                }
            }
        }
        let size = members.len() as u64;
        let unfit = object.assertions.iter().find(|assertion| match assertion.keyword {
            Keyword::MinProperties(limit) => size < limit,
            Keyword::MaxProperties(limit) => size > limit,
            _ => false,
        });
        unfit.map_or(Ok(()), |assertion| broken(at, assertion, whole))
    }

    fn untagged(&self, union: &UntaggedUnion, json: &Json, at: &str) -> Verdict {
        if union.looks.is_empty() {
            // Rules say what fits.
            return Ok(());
        }
        match union.looks.iter().find(|(look, _)| has_look(json, look)) {
            Some((_, branch)) => self.value(&union.branches[*branch].value, json, at),
            None => misfit(at, "it looks like no branch of the union"),
        }
    }

    fn union(&self, union: &TaggedUnion, members: &[(String, Json)], json: &Json, at: &str) -> Verdict {
        let tag = members.iter().find(|(key, _)| *key == union.tag).and_then(|(_, tag)| tag.as_str());
        let fallback = |least| union.branches.iter().find(|branch| branch.fallback >= least);
        let Some(tag) = tag else {
            return match fallback(Fallback::NoTag).filter(|_| json.get(&union.tag).is_none()) {
                Some(branch) => self.model(branch.model, json, at),
                None => misfit(at, format!("`{}` is missing", union.tag)),
            };
        };
        let chosen = union.branches.iter().find(|branch| branch.tags.iter().any(|value| value == tag));
        match chosen.or_else(|| fallback(Fallback::AnyTag)) {
            Some(branch) => self.model(branch.model, json, at),
            None => misfit(&join(at, &union.tag), format!("`{tag}` names no branch of the union")),
        }
    }
}

fn has_look(json: &Json, look: &Look) -> bool {
    match (look, json) {
        (Look::Boolean, Json::Bool(_))
        | (Look::Number, Json::Number(_))
        | (Look::String, Json::String(_))
        | (Look::Array, Json::Array(_)) => true,
        (Look::EmptyArray, Json::Array(items)) => items.is_empty(),
        (Look::ArrayOf(look), Json::Array(items)) => items.first().is_some_and(|item| has_look(item, look)),
        (Look::Object(keys), Json::Object(_)) => keys.iter().all(|key| json.get(key).is_some()),
        (Look::Constant(member, values), Json::Object(_)) => {
            json.get(member).is_some_and(|json| values.iter().any(|value| value.same(json)))
        }
        _ => false,
    }
}

fn assertion_holds(assertion: &Assertion, json: &Json, at: &str) -> Verdict {
    if holds(assertion, json) { Ok(()) } else { broken(at, assertion, json) }
}

/// Whether a value satisfies a keyword.
pub(super) fn holds(assertion: &Assertion, json: &Json) -> bool {
    match (&assertion.keyword, json) {
        (Keyword::MinLength(limit), Json::String(text)) => text.chars().count() as u64 >= *limit,
        (Keyword::MaxLength(limit), Json::String(text)) => text.chars().count() as u64 <= *limit,
        (Keyword::Pattern(pattern), Json::String(text)) => crate::pattern::matches(pattern, text),
        (Keyword::Format(format), Json::String(text)) => format.holds(text),
        (Keyword::Minimum(limit), Json::Number(number)) => number.compare(*limit).is_ge(),
        (Keyword::Maximum(limit), Json::Number(number)) => number.compare(*limit).is_le(),
        (Keyword::ExclusiveMinimum(limit), Json::Number(number)) => number.compare(*limit).is_gt(),
        (Keyword::ExclusiveMaximum(limit), Json::Number(number)) => number.compare(*limit).is_lt(),
        (Keyword::Integer(format), Json::Number(number)) => {
            number.as_i64().is_some_and(|number| format.holds(number.into()))
        }
        (Keyword::MultipleOf(step), Json::Number(_)) => super::judge::is_multiple(json, *step),
        (Keyword::MinProperties(limit), Json::Object(members)) => members.len() as u64 >= *limit,
        (Keyword::MaxProperties(limit), Json::Object(members)) => members.len() as u64 <= *limit,
        (Keyword::Enum(values), _) => values.iter().any(|value| value.same(json)),
        (Keyword::MinItems(limit), Json::Array(items)) => items.len() as u64 >= *limit,
        (Keyword::MaxItems(limit), Json::Array(items)) => items.len() as u64 <= *limit,
        (Keyword::UniqueItems, Json::Array(items)) => {
            items.iter().enumerate().all(|(index, item)| !items[..index].iter().any(|other| item.same(other)))
        }
        _ => true,
    }
}

fn name(ty: &Type) -> &'static str {
    match ty {
        Type::Any => "any value",
        Type::AnyObject | Type::Map(_) | Type::Model(_) => "an object",
        Type::Boolean => "a boolean",
        Type::Integer { .. } => "an integer",
        Type::Number => "a number",
        Type::String | Type::Formatted(_) | Type::Binary => "a string",
        Type::Array(_) => "an array",
    }
}
