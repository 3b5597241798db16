//! Tagged unions.

use codegen::runtime::Map;

use crate::model::{Animal, Cat, Dog};
use crate::{read, write};

#[test]
fn the_tag_chooses_the_branch_wherever_it_stands() {
    let table = [
        // What is read, and what is written back.
        (r#"{"type":"cat","lives":7}"#, r#"{"type":"cat","lives":7}"#),
        (r#"{"lives":7,"type":"cat"}"#, r#"{"type":"cat","lives":7}"#),
        (r#"{"x":1.0,"type":"cat","lives":7,"y":[ 1 ]}"#, r#"{"type":"cat","lives":7,"x":1.0,"y":[ 1 ]}"#),
        (r#"{"li\u0076es":7,"ty\u0070e":"c\u0061t"}"#, r#"{"type":"cat","lives":7}"#),
        (r#"{"good":true,"type":"dog"}"#, r#"{"good":true,"type":"dog"}"#),
        (r#"{"type":"dog","good":true}"#, r#"{"good":true,"type":"dog"}"#),
        (r#"{"wings":2,"type":"owl"}"#, r#"{"type":"owl","wings":2}"#),
        (r#"{"type":"crow","wings":2}"#, r#"{"type":"crow","wings":2}"#),
        // A tag of a mapping that is wider than the branch's constant.
        (r#"{"type":"tomcat"}"#, r#"{"type":"tomcat"}"#),
        (r#"{"lives":null,"type":"tomcat"}"#, r#"{"type":"tomcat","lives":null}"#),
    ];
    for (input, output) in table {
        let animal: Animal = read(input).unwrap();
        assert!(!matches!(animal, Animal::Unknown(_)), "{input}");
        assert_eq!(write(&animal), output, "{input}");
    }
}

#[test]
fn what_has_no_known_tag_is_kept_and_written_back() {
    let table = [
        (r#"{"type":"fish","fins":1.0,"x":1e400}"#, Some("fish")),
        (r#"{"fins":123456789012345678901234567890,"type":"fish"}"#, Some("fish")),
        (r#"{"a":{"b":[1, 2]},"type":null,"c":1}"#, None),
        (r#"{"type":null}"#, None),
        (r#"{"lives":9}"#, None),
        ("{}", None),
    ];
    for (text, tag) in table {
        let animal: Animal = read(text).unwrap();
        assert_eq!(write(&animal), text);
        let Animal::Unknown(unknown) = animal else { panic!("{text}") };
        assert_eq!(unknown.tag(), tag);
    }
}

#[test]
fn unknown_variants_are_equal_as_json() {
    let animal = |json| read::<Animal>(json).unwrap();
    assert_eq!(
        animal(r#"{"type":"x","a":1.0,"b":{"c":1,"d":"\u0041"}}"#),
        animal(r#"{"b":{"d":"A","c":10e-1},"a":1,"type":"x"}"#)
    );
    assert_ne!(animal(r#"{"type":"x","a":1}"#), animal(r#"{"type":"x","a":"1"}"#));
    assert_ne!(animal(r#"{"type":"x","a":[1,2]}"#), animal(r#"{"type":"x","a":[2,1]}"#));
    assert_ne!(animal(r#"{"type":"x","a":null}"#), animal(r#"{"type":"x"}"#));
}

#[test]
fn a_branch_alone_keeps_what_stands_in_the_place_of_its_constant() {
    for text in [r#"{"type":"cat"}"#, "{}", r#"{"type":null}"#, r#"{"type":"lion"}"#] {
        let cat: Cat = read(text).unwrap();
        assert_eq!(write(&cat), text);
    }
    assert_eq!(read::<Dog>(r#"{"good":true}"#).unwrap_err(), "the required property `type` is missing");
    assert_ne!(read::<Cat>("{}").unwrap(), read::<Cat>(r#"{"type":"cat"}"#).unwrap());
}

#[test]
fn errors_name_the_place_and_the_kind_but_no_value() {
    let table = [
        (r#"{"type":5}"#, "/type: expected a string, found a number"),
        (r#"{"x":1,"type":{"secret":1}}"#, "/type: expected a string, found an object"),
        (r#"{"type":"cat","lives":"secret"}"#, "/lives: expected an integer, found a string"),
        (r#"{"lives":"secret","type":"cat"}"#, "/lives: expected an integer, found a string"),
        (
            r#"{"kitten":{"kitten":{"lives":true,"type":"cat"},"type":"cat"},"type":"cat"}"#,
            "/kitten/kitten/lives: expected an integer, found a boolean",
        ),
        (r#"{"good":"secret","type":"dog"}"#, "/good: expected a boolean, found a string"),
        (r#"{"type":"dog"}"#, "the required property `good` is missing"),
        (r#"{"type":"owl","wings":-2}"#, "/wings: expected a non-negative integer, found a negative number"),
        ("[]", "expected an object, found an array"),
        (r#""secret""#, "expected an object, found a string"),
    ];
    for (input, message) in table {
        assert_eq!(read::<Animal>(input).unwrap_err(), message, "{input}");
    }
}

#[test]
fn a_key_that_occurs_twice_is_an_error() {
    let table = [
        (r#"{"type":"cat","type":"cat"}"#, "type"),
        (r#"{"type":"cat","lives":1,"lives":1}"#, "lives"),
        (r#"{"lives":1,"type":"cat","lives":1}"#, "lives"),
        (r#"{"lives":1,"lives":1,"type":"cat"}"#, "lives"),
        (r#"{"lives":null,"type":"cat","lives":null}"#, "lives"),
        (r#"{"x":1,"type":"cat","x":1}"#, "x"),
        (r#"{"type":"cat","x":1,"y":1,"x":1}"#, "x"),
        (r#"{"type":"owl","type":"owl"}"#, "type"),
        (r#"{"type":"fish","type":"fish"}"#, "type"),
        (r#"{"x":1,"type":"fish","x":1}"#, "x"),
        (r#"{"x":1,"x":1}"#, "x"),
    ];
    for (input, key) in table {
        assert_eq!(read::<Animal>(input).unwrap_err(), format!("the key `{key}` occurs twice"), "{input}");
    }
    assert!(read::<Map<bool>>(r#"{"a":true,"a":true}"#).unwrap_err().contains("`a` occurs twice"));
}
