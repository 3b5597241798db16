//! Places of the document → what of the crate they belong to, and which keyword stands there.

use std::collections::HashMap;

use super::{OperationOverview, TypeOverview};
use crate::ir::{Pointer, split_pointer};
use crate::json::unescape;
use crate::ledger::MAPS;

/// What a place belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Owner {
    /// A type: an index into [`Overview::types`](super::Overview::types).
    Type(usize),
    /// An operation: an index into [`Overview::operations`](super::Overview::operations).
    Operation(usize),
}

/// What stands where.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Owners(HashMap<Pointer, Owner>);

impl Owners {
    pub(super) fn of(types: &[TypeOverview], operations: &[OperationOverview]) -> Self {
        let mut owners = HashMap::new();
        // The first one of a place has it: others are made from that.
        for (index, it) in types.iter().enumerate() {
            owners.entry(it.pointer.clone()).or_insert(Owner::Type(index));
        }
        for (index, it) in operations.iter().enumerate() {
            owners.entry(it.pointer.clone()).or_insert(Owner::Operation(index));
        }
        Self(owners)
    }

    pub(super) fn find(&self, pointer: &str) -> Option<Owner> {
        let mut place = pointer;
        loop {
            if let Some(owner) = self.0.get(place) {
                return Some(*owner);
            }
            place = &place[..place.rfind('/')?];
        }
    }
}

/// The keyword that a place is about: the innermost key on the way to it that the standard gives, and not the document.
///
/// # Examples
///
/// ```
/// use codegen::overview::keyword_of;
///
/// assert_eq!(keyword_of("/components/schemas/Pet/required/0"), Some("required".into()));
/// assert_eq!(keyword_of("/components/schemas/Pet/properties/format"), Some("properties".into()));
/// assert_eq!(keyword_of("/components/schemas/Pet/properties/format/format"), Some("format".into()));
/// assert_eq!(keyword_of(""), None);
/// ```
#[must_use]
pub fn keyword_of(pointer: &str) -> Option<String> {
    let (_, local) = split_pointer(pointer);
    let mut keyword = None;
    let mut is_name = false;
    for part in local.split('/').skip(1) {
        if is_name {
            is_name = false;
        } else if !part.bytes().all(|byte| byte.is_ascii_digit()) {
            is_name = MAPS.contains(&part);
            keyword = Some(part);
        }
    }
    keyword.map(unescape)
}
