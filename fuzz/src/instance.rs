//! JSON text that is nearly an instance of a schema of `subject`, or of `generated`.
//!
//! Invariant: it nests no deeper than the bytes that it is made from.

use std::fmt::Write as _;

use arbitrary::{Result, Unstructured};

use crate::texts::text;

/// Keys that the documents have, and some that they have not.
const KEYS: &[&str] = &[
    "id",
    "kind",
    "maybe",
    "count",
    "size",
    "small",
    "ratio",
    "flag",
    "level",
    "at",
    "day",
    "span",
    "time",
    "uuid",
    "bytes",
    "mail",
    "host",
    "six",
    "uri",
    "iri",
    "template",
    "pointer",
    "secret",
    "list",
    "map",
    "any",
    "event",
    "either",
    "tree",
    "ruled",
    "closed",
    "views",
    "fixed",
    "type",
    "text",
    "next",
    "why",
    "x",
    "y",
    "left",
    "right",
    "a",
    "b",
    "c",
    "d",
    "e",
    "r1",
    "v1",
    "more",
    "apiKey",
    "region",
    "results",
    "links",
    "totalCount",
    "error",
    "detail",
    "badRequestDetail",
    "fields",
    "data",
    "",
    "ty\\u0070e",
];

/// Values that are right somewhere, as JSON.
const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "-0",
    "-0.0",
    "1.0",
    "1e2",
    "1E+2",
    "100e-2",
    "0.1",
    "0.07",
    "1e400",
    "-1e-400",
    "4.35",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "1.7976931348623157e308",
    "5e-324",
    "2147483648",
    r#""""#,
    r#""a""#,
    r#""ab1""#,
    r#""c d""#,
    r#""Made""#,
    r#""Lost""#,
    r#""DATADOG""#,
    r#""SLACK""#,
    r#""US""#,
    r#""other""#,
    r#""2024-02-29T12:00:00Z""#,
    r#""2024-02-30T24:00:60.5+24:00""#,
    r#""2024-02-29""#,
    r#""12:00:60Z""#,
    r#""P1Y2M3DT4H""#,
    r#""P""#,
    r#""f81d4fae-7dec-11d0-a765-00a0c91e6bf6""#,
    r#""aGVsbG8=""#,
    r#""a===""#,
    r#""a@[IPv6:::1]""#,
    r#""xn--a.example""#,
    r#""::1%1""#,
    r#""http://[::1]:80/%41?#""#,
    r#""{+a,b*:3}""#,
    r#""1+2/a~0""#,
    r#""\ud83d\ude00""#,
    r#""\ud83d""#,
    r#""\u0000""#,
    "[]",
    "{}",
    "[1,2,2]",
    "[1,1.0]",
    r#"{"a":[1,2]}"#,
    r#"{"a":[1.0,2.0]}"#,
    r#"["a",1]"#,
    r#"{"x":1}"#,
    r#"{"y":2}"#,
    "[[[]]]",
    "01",
    "nul",
    "[",
    "}",
    "",
];

/// Text that is most often JSON.
///
/// # Errors
///
/// If there are too few bytes.
pub(crate) fn instance(choices: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut out = String::new();
    push(&mut out, choices, 0)?;
    let mut bytes = out.into_bytes();
    // A byte that is another one.
    if !bytes.is_empty() && choices.ratio(1, 12)? {
        let at = choices.choose_index(bytes.len())?;
        bytes[at] = choices.arbitrary()?;
    }
    Ok(bytes)
}

fn push(out: &mut String, choices: &mut Unstructured<'_>, depth: usize) -> Result<()> {
    const DEEPEST: usize = 6;
    let kind = if depth == 0 { choices.int_in_range(0..=9)? } else { choices.int_in_range(0..=30)? };
    match kind {
        0..=7 if depth < DEEPEST => {
            out.push('{');
            if choices.ratio(1, 3)? {
                out.push_str(choices.choose(&[
                    r#""type":"Made","#,
                    r#""type":"Lost","#,
                    r#""id":"ab","kind":"a","#,
                ])?);
            }
            let count = choices.int_in_range(0..=6)?;
            for index in 0..count {
                out.push_str(if index > 0 { "," } else { "" });
                push_space(out, choices)?;
                // A number of the choices, so that most objects hold no key twice.
                let _ = write!(out, "\"{}\":", choices.choose(KEYS)?);
                push(out, choices, depth + 1)?;
            }
            let ends_with_comma = out.ends_with(',');
            if ends_with_comma {
                out.pop();
            }
            out.push('}');
        }
        8..=9 if depth < DEEPEST => {
            out.push('[');
            for index in 0..choices.int_in_range(0..=4)? {
                out.push_str(if index > 0 { "," } else { "" });
                push(out, choices, depth + 1)?;
            }
            out.push(']');
        }
        10 => out.push_str(&codegen::json::Json::String(text(choices)?).to_text()),
        _ => out.push_str(choices.choose(VALUES)?),
    }
    push_space(out, choices)
}

fn push_space(out: &mut String, choices: &mut Unstructured<'_>) -> Result<()> {
    if choices.ratio(1, 16)? {
        out.push_str(choices.choose(&[" ", "\n", "\t", "\r\n  "])?);
    }
    Ok(())
}
