//! Unions whose branches are told apart by what a value looks like.

use super::{Pointer, Value};
use crate::json::Json;

/// One of several values that no property tells apart.
#[derive(Clone, Debug, PartialEq)]
pub struct UntaggedUnion {
    /// The place of the keyword that lists the branches.
    pub keyword: Pointer,
    /// The branches, in document order.
    pub branches: Vec<UntaggedBranch>,
    /// How a value finds its branch, an index into `branches`: the first look that it has decides. Empty where looks
    /// can not tell the branches apart, so that a value may be of several.
    pub looks: Vec<(Look, usize)>,
}

/// A branch of an untagged union.
#[derive(Clone, Debug, PartialEq)]
pub struct UntaggedBranch {
    /// The name of the branch: the last part of the reference to it, its title, or its JSON type.
    pub name: String,
    /// Its place among the branches; none if it is several, or a JSON type.
    pub pointer: Option<Pointer>,
    /// What its values look like.
    pub value: Value,
}

/// What can be seen of a JSON value without reading all of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// A boolean.
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An array without items.
    EmptyArray,
    /// An array whose first item looks so.
    ArrayOf(Box<Look>),
    /// An object that has at least these members.
    Object(Vec<String>),
    /// An object in which a member has one of these values.
    Constant(String, Vec<Json>),
}
