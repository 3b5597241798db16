//! The keywords of rules that are about a value as a whole (JSON Schema Validation, section 6).
//!
//! Invariant: a value of another type than a keyword is about satisfies it.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::check_number::range;
use super::decimal::Decimal;
use super::format;
use super::json_value::Value;
use super::rule::Rules;
use super::rule_place::Verdict;
use super::rule_schema::{ARRAY, BOOLEAN, INTEGER, Keyword, NULL, NUMBER, OBJECT, STRING};
use super::shown;

/// Whether a value is of one of some types.
pub(super) fn is_of(value: &Value<'_>, types: u8) -> bool {
    let own = match value {
        Value::Null => NULL,
        Value::Boolean(_) => BOOLEAN,
        // Whether it is an integer takes longer to tell, and is not always asked.
        Value::Number(_) if types & NUMBER == NUMBER => NUMBER,
        Value::Number(text) if is_plain_integer(text) => INTEGER,
        Value::Number(text) if Decimal::parse(text).is_some_and(|number| number.is_integer()) => INTEGER,
        Value::Number(_) => NUMBER & !INTEGER,
        Value::Text(_) => STRING,
        Value::List(_) => ARRAY,
        Value::Members(_) => OBJECT,
    };
    own & types != 0
}

/// Whether a number is written as an integer, as nearly all of them are.
fn is_plain_integer(text: &str) -> bool {
    text.strip_prefix('-').unwrap_or(text).bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a value satisfies a keyword.
pub(super) fn holds(rules: &Rules<'_>, keyword: &Keyword, value: &Value<'_>) -> Verdict {
    match (keyword, value) {
        (Keyword::Type(types, _), _) => Verdict::of(is_of(value, *types)),
        (Keyword::Enum(values), _) => Verdict::of(values.contain(value)),
        (Keyword::Format(name), Value::Number(text)) if is_plain_integer(text) => {
            let fits = |(low, high)| text.parse::<i128>().is_ok_and(|number| low <= number && number <= high);
            Verdict::of(range(name).is_none_or(fits))
        }
        (_, Value::Number(text)) => {
            Decimal::parse(text).map_or(Verdict::Unknown, |it| of_number(keyword, &it))
        }
        (_, Value::Text(text)) => Verdict::of(of_text(rules, keyword, text)),
        (Keyword::MinItems(limit), Value::List(items)) => Verdict::of(items.len() as u64 >= *limit),
        (Keyword::MaxItems(limit), Value::List(items)) => Verdict::of(items.len() as u64 <= *limit),
        (Keyword::UniqueItems, Value::List(items)) => {
            let mut seen = HashSet::with_capacity(items.len());
            Verdict::of(items.iter().all(|item| seen.insert(item.canonical())))
        }
        (Keyword::MinProperties(limit), Value::Members(members)) => {
            Verdict::of(members.len() as u64 >= *limit)
        }
        (Keyword::MaxProperties(limit), Value::Members(members)) => {
            Verdict::of(members.len() as u64 <= *limit)
        }
        (Keyword::Required(_) | Keyword::DependentRequired(_), Value::Members(_)) => {
            Verdict::of(missing(keyword, value).next().is_none())
        }
        _ => Verdict::Holds,
    }
}

/// The names that an object does not have.
fn missing<'k>(keyword: &'k Keyword, value: &Value<'_>) -> impl Iterator<Item = &'k str> {
    let (always, dependent) = match keyword {
        Keyword::Required(names) => (names.as_slice(), None),
        Keyword::DependentRequired(all) => (&[][..], Some(all)),
        _ => (&[][..], None),
    };
    let is_there = |name: &str| value.get(name).is_some();
    let asked = dependent.into_iter().flatten().filter(move |(key, _)| is_there(key));
    let names = always.iter().chain(asked.flat_map(|(_, names)| names));
    names.map(String::as_str).filter(move |name| !is_there(name))
}

fn of_number(keyword: &Keyword, value: &Decimal) -> Verdict {
    match keyword {
        Keyword::Minimum(limit, _) => Verdict::of(value.compare(limit) != Ordering::Less),
        Keyword::Maximum(limit, _) => Verdict::of(value.compare(limit) != Ordering::Greater),
        Keyword::ExclusiveMinimum(limit, _) => Verdict::of(value.compare(limit) == Ordering::Greater),
        Keyword::ExclusiveMaximum(limit, _) => Verdict::of(value.compare(limit) == Ordering::Less),
        Keyword::MultipleOf(step, _) => value.is_multiple_of(step).map_or(Verdict::Unknown, Verdict::of),
        Keyword::Format(name) if value.is_integer() => {
            let compare = |limit: i128| Decimal::parse(&limit.to_string()).map(|limit| value.compare(&limit));
            Verdict::of(range(name).is_none_or(|(low, high)| {
                compare(low) != Some(Ordering::Less) && compare(high) != Some(Ordering::Greater)
            }))
        }
        _ => Verdict::Holds,
    }
}

fn of_text(rules: &Rules<'_>, keyword: &Keyword, text: &str) -> bool {
    match keyword {
        Keyword::MinLength(limit) => text.chars().count() as u64 >= *limit,
        Keyword::MaxLength(limit) => text.chars().count() as u64 <= *limit,
        Keyword::Pattern(pattern) => rules.matches(pattern, text),
        Keyword::Format(name) => format::named(name).is_none_or(|(holds, _)| holds(text)),
        _ => true,
    }
}

/// What is wrong with a value that does not satisfy a keyword.
pub(super) fn explain(keyword: &Keyword, value: &Value<'_>) -> String {
    match keyword {
        Keyword::Type(_, names) => format!("should be of the type {names}"),
        Keyword::Enum(values) => values.message.clone(),
        Keyword::Minimum(_, limit) => format!("is less than the minimum {limit}"),
        Keyword::Maximum(_, limit) => format!("is greater than the maximum {limit}"),
        Keyword::ExclusiveMinimum(_, limit) => format!("is not greater than the exclusive minimum {limit}"),
        Keyword::ExclusiveMaximum(_, limit) => format!("is not less than the exclusive maximum {limit}"),
        Keyword::MultipleOf(_, step) => format!("is not a multiple of {step}"),
        Keyword::MinLength(limit) => format!("shorter than the minimum length {limit}"),
        Keyword::MaxLength(limit) => format!("longer than the maximum length {limit}"),
        Keyword::Pattern(pattern) => format!("does not match the pattern {pattern}"),
        Keyword::Format(name) => match format::named(name) {
            Some((_, meaning)) => format!("is not {meaning}"),
            None => format!("is not an integer of the format {name}"),
        },
        Keyword::MinItems(limit) => format!("has fewer items than the minimum {limit}"),
        Keyword::MaxItems(limit) => format!("has more items than the maximum {limit}"),
        Keyword::UniqueItems => "some items are equal".to_owned(),
        Keyword::MinProperties(limit) => format!("has fewer properties than the minimum {limit}"),
        Keyword::MaxProperties(limit) => format!("has more properties than the maximum {limit}"),
        Keyword::Required(_) | Keyword::DependentRequired(_) => {
            let mut seen = HashSet::new();
            let each = missing(keyword, value).filter(|name| seen.insert(*name));
            shown::missing(&each.collect::<Vec<_>>())
        }
        Keyword::Not(_) => "is what `not` excludes".to_owned(),
        _ => "the value is one that is not allowed".to_owned(),
    }
}
