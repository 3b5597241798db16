//! Hostile input: deep nesting and many members.

use codegen::runtime::RawJson;

use crate::model::{Animal, Pet};
use crate::{read, write};

/// Cats in cats, each with its tag before or behind its kitten.
fn cats(depth: usize, tag_first: bool) -> String {
    let (open, close) =
        if tag_first { (r#"{"type":"cat","kitten":"#, "}") } else { (r#"{"kitten":"#, r#","type":"cat"}"#) };
    format!("{}{}{}", open.repeat(depth), r#"{"type":"cat"}"#, close.repeat(depth))
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    for tag_first in [true, false] {
        for (depth, fits) in [(1, true), (100, true), (126, true), (130, false), (300, false), (5_000, false)]
        {
            let text = cats(depth, tag_first);
            assert_eq!(read::<Animal>(&text).is_ok(), fits, "{depth} {tag_first}");
        }
    }
    // Plain nesting first, so that the depths of the body and of a replayed member add up.
    let text = format!("{}{}{}", r#"{"type":"cat","kitten":"#.repeat(120), cats(120, false), "}".repeat(120));
    assert!(read::<Animal>(&text).is_ok());
    let text = format!("{{\"name\":\"x\",\"u\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(write(&read::<Pet>(&text).unwrap()), text);
    assert_eq!(read::<Pet>(&text).unwrap(), read(&text).unwrap());
    let deep =
        |depth: usize| read::<RawJson>(&format!("{}1{}", "[ ".repeat(depth), "]".repeat(depth))).unwrap();
    assert_eq!(deep(100_000), deep(100_000));
    assert_ne!(deep(100_000), deep(100_001));
}

#[test]
fn many_members_take_no_quadratic_time() {
    let members: Vec<String> = (0..200_000).map(|index| format!("\"k{index}\":0")).collect();
    let members = members.join(",");
    for text in [
        format!("{{\"type\":\"cat\",{members}}}"),
        format!("{{{members},\"type\":\"cat\"}}"),
        format!("{{{members}}}"),
    ] {
        let animal: Animal = read(&text).unwrap();
        assert_eq!(write(&animal).len(), text.len());
        assert_eq!(animal, animal.clone());
    }
    assert!(read::<Animal>(&format!("{{\"type\":\"cat\",{members},\"k0\":0}}")).is_err());
}
