//! Finds members of large objects without looking through them, so that a document with many components takes no time
//! that grows with their square.
//!
//! Invariant: what is found is what looking through all members would find.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher as _;

use super::{Json, array_index, unescape};

/// Objects with more members than this are in the index.
const MANY: usize = 64;

/// Where the members of the large objects of a value are: by the address of their list, and the hash of the key.
#[derive(Debug, Default)]
pub(crate) struct Index {
    places: HashMap<(usize, u64), usize>,
    /// The addresses of their lists.
    known: HashSet<usize>,
    state: RandomState,
}

impl Index {
    /// The index of a value. It knows nothing of others, which may be looked into all the same.
    pub(crate) fn of(json: &Json) -> Self {
        let mut index = Self::default();
        index.add(json);
        index
    }

    fn add(&mut self, json: &Json) {
        match json {
            Json::Object(members) => {
                if members.len() > MANY {
                    self.known.insert(members.as_ptr().addr());
                    for (at, (key, _)) in members.iter().enumerate() {
                        let hash = self.state.hash_one(key.as_str());
                        self.places.insert((members.as_ptr().addr(), hash), at);
                    }
                }
                for (_, value) in members {
                    self.add(value);
                }
            }
            Json::Array(items) => {
                for item in items {
                    self.add(item);
                }
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }

    /// The index of the member with this key.
    fn position(&self, members: &[(String, Json)], key: &str) -> Option<usize> {
        if members.len() > MANY {
            let at = self.places.get(&(members.as_ptr().addr(), self.state.hash_one(key))).copied();
            if at.is_some_and(|at| members.get(at).is_some_and(|(name, _)| name == key)) {
                return at;
            }
            if at.is_none() && self.known.contains(&members.as_ptr().addr()) {
                return None;
            }
            // The hash of another key is the same, or the object is not in the index.
        }
        members.iter().position(|(name, _)| name == key)
    }

    /// [`Json::pointer`].
    pub(crate) fn pointer<'j>(&self, json: &'j Json, pointer: &str) -> Option<&'j Json> {
        if pointer.is_empty() {
            return Some(json);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(json, |value, part| Some(self.step(value, part)?.1))
    }

    /// The index at each level on the way to a value, as far as that leads: compares as the values stand in the text.
    pub(crate) fn way(&self, json: &Json, pointer: &str) -> Vec<usize> {
        let mut way = Vec::new();
        let mut value = json;
        for part in pointer.split('/').skip(1) {
            let Some((at, next)) = self.step(value, part) else { break };
            way.push(at);
            value = next;
        }
        way
    }

    fn step<'j>(&self, value: &'j Json, part: &str) -> Option<(usize, &'j Json)> {
        match value {
            Json::Object(members) => {
                let at = self.position(members, &unescape(part))?;
                Some((at, &members[at].1))
            }
            Json::Array(items) => {
                let at = array_index(part)?;
                Some((at, items.get(at)?))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Number;

    #[test]
    fn an_index_finds_what_looking_through_finds() {
        let members = (0..1000).map(|n| (format!("k{n}"), Json::Number(Number::Integer(n)))).collect();
        let json = Json::Object(vec![("a/b".into(), Json::Array(vec![Json::Null, Json::Object(members)]))]);
        let index = Index::of(&json);
        for pointer in
            ["", "/a~1b", "/a~1b/1/k7", "/a~1b/1/k999", "/a~1b/1/k1000", "/a~1b/2", "/c", "a", "/a~1b/01"]
        {
            assert_eq!(index.pointer(&json, pointer), json.pointer(pointer), "{pointer}");
        }
        assert_eq!(index.way(&json, "/a~1b/1/k7/x"), [0, 1, 7]);
        // One that is not in the index is looked through.
        let other = json.clone();
        assert_eq!(index.pointer(&other, "/a~1b/1/k7"), json.pointer("/a~1b/1/k7"));
    }
}
