//! Writing types as a [`Tree`] instead of JSON text.
//!
//! Invariant: does not call itself human-readable, which is how a [`File`] knows that it may give its bytes.

use std::fmt;

use serde::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    SerializeTupleStruct, Serializer,
};

use super::file::File;
use super::tree::Tree;

type Result<T> = serde_json::Result<T>;

/// Gives a value as a tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct TreeWriter;

fn literal(value: impl fmt::Display) -> Tree {
    Tree::Literal(value.to_string())
}

fn number(value: f64) -> Result<Tree> {
    if value.is_finite() { Ok(literal(value)) } else { Err(Error::custom("a number is not finite")) }
}

fn tagged(variant: &str, value: Tree) -> Tree {
    Tree::Members(vec![(variant.to_owned(), value)])
}

fn no_variants<T>() -> Result<T> {
    Err(Error::custom("variants with several fields can not be written here"))
}

impl Serializer for TreeWriter {
    type Ok = Tree;
    type Error = serde_json::Error;
    type SerializeSeq = ListWriter;
    type SerializeTuple = ListWriter;
    type SerializeTupleStruct = ListWriter;
    type SerializeTupleVariant = Impossible<Tree, serde_json::Error>;
    type SerializeMap = MembersWriter;
    type SerializeStruct = StructWriter;
    type SerializeStructVariant = Impossible<Tree, serde_json::Error>;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, value: bool) -> Result<Tree> {
        Ok(literal(value))
    }

    fn serialize_i8(self, value: i8) -> Result<Tree> {
        Ok(literal(value))
    }

    fn serialize_i16(self, value: i16) -> Result<Tree> {
        Ok(literal(value))
    }

    fn serialize_i32(self, value: i32) -> Result<Tree> {
        Ok(literal(value))
    }

    fn serialize_i64(self, value: i64) -> Result<Tree> {
        Ok(literal(value))
    }

    fn serialize_i128(self, value: i128) -> Result<Tree> {
        Ok(literal(value))
    }

    fn serialize_u8(self, value: u8) -> Result<Tree> {
        Ok(literal(value))
    }

    fn serialize_u16(self, value: u16) -> Result<Tree> {
        Ok(literal(value))
    }

    fn serialize_u32(self, value: u32) -> Result<Tree> {
        Ok(literal(value))
    }

    fn serialize_u64(self, value: u64) -> Result<Tree> {
        Ok(literal(value))
    }

    fn serialize_u128(self, value: u128) -> Result<Tree> {
        Ok(literal(value))
    }

    fn serialize_f32(self, value: f32) -> Result<Tree> {
        number(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<Tree> {
        number(value)
    }

    fn serialize_char(self, value: char) -> Result<Tree> {
        Ok(Tree::Text(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Result<Tree> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Tree> {
        Ok(Tree::File(File::new(value)))
    }

    fn serialize_none(self) -> Result<Tree> {
        Ok(Tree::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Tree> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Tree> {
        Ok(Tree::Null)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<Tree> {
        Ok(Tree::Null)
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result<Tree> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result<Tree> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Tree> {
        Ok(tagged(variant, value.serialize(self)?))
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<ListWriter> {
        Ok(ListWriter(Vec::new()))
    }

    fn serialize_tuple(self, _len: usize) -> Result<ListWriter> {
        Ok(ListWriter(Vec::new()))
    }

    fn serialize_tuple_struct(self, _name: &'static str, _len: usize) -> Result<ListWriter> {
        Ok(ListWriter(Vec::new()))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeTupleVariant> {
        no_variants()
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<MembersWriter> {
        Ok(MembersWriter { members: Vec::new(), key: String::new() })
    }

    fn serialize_struct(self, name: &'static str, _len: usize) -> Result<StructWriter> {
        Ok(StructWriter { name, members: Vec::new() })
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeStructVariant> {
        no_variants()
    }
}

/// Collects the items of a list.
#[derive(Debug)]
pub(super) struct ListWriter(Vec<Tree>);

impl SerializeSeq for ListWriter {
    type Ok = Tree;
    type Error = serde_json::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.0.push(value.serialize(TreeWriter)?);
        Ok(())
    }

    fn end(self) -> Result<Tree> {
        Ok(Tree::List(self.0))
    }
}

impl SerializeTuple for ListWriter {
    type Ok = Tree;
    type Error = serde_json::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Tree> {
        SerializeSeq::end(self)
    }
}

impl SerializeTupleStruct for ListWriter {
    type Ok = Tree;
    type Error = serde_json::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Tree> {
        SerializeSeq::end(self)
    }
}

/// Collects the members of an object.
#[derive(Debug)]
pub(super) struct MembersWriter {
    members: Vec<(String, Tree)>,
    key: String,
}

impl SerializeMap for MembersWriter {
    type Ok = Tree;
    type Error = serde_json::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.key = match key.serialize(TreeWriter)? {
            Tree::Text(text) | Tree::Literal(text) => text,
            _ => return Err(Error::custom("a key is not a string")),
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.members.push((std::mem::take(&mut self.key), value.serialize(TreeWriter)?));
        Ok(())
    }

    fn end(self) -> Result<Tree> {
        Ok(Tree::Members(self.members))
    }
}

/// Collects the fields of a struct. There are two kinds that are no object: a [`File`], and the one with which
/// `serde_json` passes JSON text on, whose only field has the struct's own name.
#[derive(Debug)]
pub(super) struct StructWriter {
    name: &'static str,
    members: Vec<(String, Tree)>,
}

impl SerializeStruct for StructWriter {
    type Ok = Tree;
    type Error = serde_json::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<()> {
        self.members.push((key.to_owned(), value.serialize(TreeWriter)?));
        Ok(())
    }

    fn end(self) -> Result<Tree> {
        match self.members.as_slice() {
            [(key, Tree::Text(json))] if key == self.name => Tree::of_json(json),
            _ if self.name == File::NAME => Ok(Tree::File(File::from_fields(self.members))),
            _ => Ok(Tree::Members(self.members)),
        }
    }
}
