//! Members of objects: known, unknown, null and absent.

use codegen::runtime::{Map, RawJson, RawObject, UnknownFields};
use serde_json::value::RawValue;

use crate::model::{Color, Pet};
use crate::{read, write, write_request};

#[test]
fn what_is_read_is_written_back() {
    let table = [
        r#"{"name":"Rex"}"#,
        r#"{"name":"Rex","age":null}"#,
        r#"{"name":"Rex","nick":null}"#,
        r#"{"name":"Rex","nick":"R"}"#,
        r#"{"name":"Rex","tags":[["a","b"],[]],"color":"RED"}"#,
        r#"{"name":"Rex","color":"ULTRAVIOLET"}"#,
        r#"{"name":"Rex","color":null,"weight":null,"friends":null}"#,
        r#"{"name":"a name that is far too long","friends":[{"name":"x"}]}"#,
        r#"{"name":"Rex","a":1.0,"b":1e400,"c":123456789012345678901234567890,"d":{"x": [ 1 ]},"e":"\u0041"}"#,
        r#"{"name":"\"\\\u0001","":null}"#,
    ];
    for text in table {
        let pet: Pet = read(text).unwrap();
        assert_eq!(write(&pet), text);
        assert_eq!(pet, read(text).unwrap());
    }
}

#[test]
fn requests_leave_out_read_only_members() {
    let mut pet: Pet = read(r#"{"name":"Rex","id":"7","x":1,"friends":[{"name":"A","id":null}]}"#).unwrap();
    assert_eq!(write_request(&pet), r#"{"name":"Rex","friends":[{"name":"A"}],"x":1}"#);
    pet.unknown_fields.insert("id", RawValue::TRUE.to_owned());
    assert_eq!(write_request(&pet), r#"{"name":"Rex","friends":[{"name":"A"}],"x":1}"#);
}

#[test]
fn a_field_that_is_set_since_takes_the_place_of_a_null() {
    let mut pet: Pet = read(r#"{"age":null,"name":"Rex","z":1}"#).unwrap();
    pet.age = Some(3);
    assert_eq!(write(&pet), r#"{"name":"Rex","age":3,"z":1}"#);
}

#[test]
fn no_key_is_written_twice() {
    let mut pet: Pet = read(r#"{"name":"Rex"}"#).unwrap();
    pet.unknown_fields.insert("name", RawValue::TRUE.to_owned());
    pet.unknown_fields.insert("age", RawValue::TRUE.to_owned());
    assert_eq!(write(&pet), r#"{"name":"Rex","age":true}"#);
    pet.age = Some(1);
    assert_eq!(write(&pet), r#"{"name":"Rex","age":1}"#);
}

#[test]
fn errors_name_the_place_and_the_kind_but_no_value() {
    let table = [
        ("{}", "the required property `name` is missing"),
        (r#"{"name":null}"#, "/name: expected a string, found null"),
        (r#"{"name":4711}"#, "/name: expected a string, found a number"),
        (r#"{"name":true}"#, "/name: expected a string, found a boolean"),
        (r#"{"name":[4711]}"#, "/name: expected a string, found an array"),
        (r#"{"name":"x","age":"4711"}"#, "/age: expected an integer, found a string"),
        (
            r#"{"name":"x","age":"a, expected b at line 1 column 2"}"#,
            "/age: expected an integer, found a string",
        ),
        (r#"{"name":"x","age":1.5}"#, "/age: expected an integer, found a number with a fraction"),
        (r#"{"name":"x","weight":"4711"}"#, "/weight: expected a number, found a string"),
        (r#"{"name":"x","weight":1e400}"#, "/weight: number out of range"),
        (r#"{"name":"x","color":1}"#, "/color: expected a string, found a number"),
        (r#"{"name":"x","tags":"4711"}"#, "/tags: expected an array, found a string"),
        (r#"{"name":"x","tags":[[],["a",4711]]}"#, "/tags/1/1: expected a string, found a number"),
        (
            r#"{"name":"x","friends":[{"name":"y"},{"name":1}]}"#,
            "/friends/1/name: expected a string, found a number",
        ),
        (r#"{"name":"x","friends":[{}]}"#, "/friends/0: the required property `name` is missing"),
        (r#"{"name":"x","name":"y"}"#, "the key `name` occurs twice"),
        (r#"{"name":"x","u":1,"u":2}"#, "the key `u` occurs twice"),
        (r#"{"name":"x","age":"#, "/age: EOF while parsing a value"),
        (r#"{"name":"x","friends":[{"name":"#, "/friends/0/name: EOF while parsing a value"),
        (r#"{"name":"x""#, "EOF while parsing an object"),
        (r#"{"name":"x"}}"#, "trailing characters"),
        ("", "EOF while parsing a value"),
    ];
    for (input, message) in table {
        assert_eq!(read::<Pet>(input).unwrap_err(), message, "{input}");
    }
    let error = read::<Map<bool>>(r#"{"a/b~c: d":1}"#).unwrap_err();
    assert_eq!(error, "/a~1b~0c~2 d: expected a boolean, found a number");
}

#[test]
fn every_truncation_is_an_error_and_no_panic() {
    let text =
        r#"{"name":"Rex","age":3,"nick":null,"tags":[["a"]],"color":"RED","u":{"x":[1.5e3,"\u0041"]}}"#;
    assert!(read::<Pet>(text).is_ok());
    for end in 0..text.len() {
        assert!(read::<Pet>(&text[..end]).is_err(), "{end}");
    }
}

#[test]
fn serde_values_can_be_read_too() {
    let value = serde_json::json!({"name": "Rex", "age": 3, "x": {"y": 1}});
    let pet = <Pet as codegen::runtime::Read>::read(value).unwrap();
    assert_eq!(write(&pet), r#"{"name":"Rex","age":3,"x":{"y":1}}"#);
    let value = serde_json::json!({"lives": 3, "type": "cat"});
    let animal = <crate::model::Animal as codegen::runtime::Read>::read(value).unwrap();
    assert_eq!(write(&animal), r#"{"type":"cat","lives":3}"#);
    let error = <Pet as codegen::runtime::Read>::read(serde_json::json!({"name": 4711})).unwrap_err();
    assert_eq!(error.to_string(), "/name: expected a string, found a number");
}

#[test]
fn unknown_fields_are_a_small_map() {
    assert_eq!(size_of::<UnknownFields>(), size_of::<usize>());
    let mut fields = UnknownFields::default();
    assert!(fields.is_empty());
    assert!(fields.insert("a", RawValue::TRUE.to_owned()).is_none());
    assert!(fields.insert("b", RawValue::FALSE.to_owned()).is_none());
    assert_eq!(fields.insert("a", RawValue::NULL.to_owned()).unwrap().get(), "true");
    assert_eq!(fields.len(), 2);
    assert_eq!(fields.get("a"), Some("null"));
    assert_eq!(fields.iter().collect::<Vec<_>>(), [("a", "null"), ("b", "false")]);
    assert_eq!(format!("{fields:?}"), r#"{"a", "b"}"#);
    let mut other = UnknownFields::default();
    other.insert("b", RawValue::FALSE.to_owned());
    other.insert("a", RawValue::NULL.to_owned());
    assert_eq!(fields, other);
    assert_eq!(fields.remove("a").unwrap().get(), "null");
    assert_ne!(fields, other);
    assert!(fields.remove("a").is_none());
    fields.remove("b");
    assert_eq!(fields, UnknownFields::default());
}

#[test]
fn debug_shows_no_unknown_value() {
    let pet: Pet = read(r#"{"name":"Rex","color":"SECRET","key":"SECRET"}"#).unwrap();
    let text = format!("{pet:?}");
    assert!(text.contains("key") && !text.contains("SECRET"), "{text}");
    assert_eq!(format!("{:?}", read::<RawJson>(r#"{"a":"SECRET"}"#).unwrap()), "RawJson(an object)");
    assert!(matches!(pet.color, Some(Color::Unknown(_))));
}

#[test]
fn raw_json_keeps_its_text() {
    for text in ["1.0", "1e400", r#"{"a": 1}"#, "null", r#""x""#] {
        assert_eq!(write(&read::<RawJson>(text).unwrap()), text);
    }
    assert_eq!(read::<RawObject>("[1]").unwrap_err(), "expected an object, found an array");
    assert_eq!(read::<RawObject>(r#"{"a":1,"b":2}"#).unwrap(), read(r#"{"b":2.0,"a":1}"#).unwrap());
}

#[test]
fn maps_keep_their_order() {
    let map: Map<i64> = read(r#"{"b":1,"a":2}"#).unwrap();
    assert_eq!(write(&map), r#"{"b":1,"a":2}"#);
    assert_eq!(map, read(r#"{"a":2,"b":1}"#).unwrap());
    assert_ne!(map, read(r#"{"a":1,"b":2}"#).unwrap());
    assert_eq!(
        [("a", 1), ("b", 2), ("a", 3)].into_iter().collect::<Map<i64>>(),
        read(r#"{"a":3,"b":2}"#).unwrap()
    );
}
