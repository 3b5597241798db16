//! What is wrong with a value of the document, in words.

use crate::ir::Keyword;
use crate::json::Json;

/// Longer texts are cut.
const MAX_CHARS: usize = 60;
/// So many values are named.
const MAX_VALUES: usize = 8;

/// A value as messages show it: a string without quotation marks.
pub(super) fn shown(json: &Json) -> String {
    let text = json.as_str().map_or_else(|| json.to_text(), str::to_owned);
    match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}

/// A list of values.
pub(super) fn any_of<'t>(values: impl Iterator<Item = &'t str>) -> String {
    let mut named: Vec<String> = values.map(|value| format!("`{value}`")).collect();
    let more = named.len().saturating_sub(MAX_VALUES);
    if more > 0 {
        named.truncate(MAX_VALUES);
        named.push(format!("{more} more"));
    }
    match named.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => "no values".to_owned(),
    }
}

/// What is wrong with a value that does not satisfy a keyword.
pub(super) fn explain(keyword: &Keyword, json: &Json) -> String {
    let what = match keyword {
        Keyword::MinLength(limit) => format!("is shorter than the minimum length {limit}"),
        Keyword::MaxLength(limit) => format!("is longer than the maximum length {limit}"),
        Keyword::Pattern(pattern) => format!("does not match `{pattern}`"),
        Keyword::Format(format) => format!("is not {}", format.meaning()),
        Keyword::Integer(format) => format!("is not an integer of the format `{}`", format.name()),
        Keyword::Minimum(limit) => format!("is less than the minimum {limit}"),
        Keyword::Maximum(limit) => format!("is greater than the maximum {limit}"),
        Keyword::ExclusiveMinimum(limit) => format!("is not greater than the exclusive minimum {limit}"),
        Keyword::ExclusiveMaximum(limit) => format!("is not less than the exclusive maximum {limit}"),
        Keyword::MultipleOf(step) => format!("is not a multiple of {step}"),
        Keyword::Enum(values) if values.len() == 1 => format!("is not {}", shown(&values[0])),
        Keyword::Enum(values) => {
            let texts: Vec<String> = values.iter().map(Json::to_text).collect();
            format!("is none of {}", any_of(texts.iter().map(String::as_str)))
        }
        Keyword::MinItems(limit) => return format!("it has fewer items than the minimum {limit}"),
        Keyword::MaxItems(limit) => return format!("it has more items than the maximum {limit}"),
        Keyword::UniqueItems => return "some items are equal".to_owned(),
        Keyword::MinProperties(limit) => return format!("it has fewer properties than the minimum {limit}"),
        Keyword::MaxProperties(limit) => return format!("it has more properties than the maximum {limit}"),
        Keyword::NotNull => return "`null` is not allowed here".to_owned(),
        Keyword::Rule(_) => "is not allowed here".to_owned(),
    };
    format!("{} {what}", shown(json))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Format;

    #[test]
    fn the_value_and_the_limit_are_named() {
        let text = |text: &str| Json::String(text.to_owned());
        for (keyword, json, expected) in [
            (Keyword::Format(Format::Uuid), text("1234"), "`1234` is not a UUID"),
            (Keyword::Pattern("^a+$".to_owned()), text("b"), "`b` does not match `^a+$`"),
            (Keyword::Enum(vec![Json::Bool(true)]), Json::Bool(false), "`false` is not `true`"),
            (Keyword::MaxItems(1), Json::Array(Vec::new()), "it has more items than the maximum 1"),
        ] {
            assert_eq!(explain(&keyword, &json), expected);
        }
        let long = explain(&Keyword::MaxLength(9), &text(&"ü".repeat(500)));
        assert_eq!(
            long.chars().count(),
            "`…` is longer than the maximum length 9".chars().count() + MAX_CHARS
        );
        let many: Vec<String> = (0..10).map(|number| number.to_string()).collect();
        assert!(any_of(many.iter().map(String::as_str)).ends_with("`7` and 2 more"));
    }
}
