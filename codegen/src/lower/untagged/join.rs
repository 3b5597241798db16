//! Branches of one type become one branch, and all get names.

use super::{Branch, KINDS};
use crate::ir::Pointer;
use crate::openapi::schema::TypeSet;

/// Makes one branch of all that are of one type: which of them a value belongs to makes no difference then.
pub(super) fn join_branches<'d>(
    branches: Vec<Branch<'d>>,
    kind: TypeSet,
    keyword: &Pointer,
) -> Vec<Branch<'d>> {
    let is_kind = |branch: &Branch<'d>| kind.contains(branch.kinds) && branch.kinds != TypeSet::NONE;
    if branches.iter().filter(|branch| is_kind(branch)).count() < 2 {
        return branches;
    }
    let mut joined: Vec<Branch<'d>> = Vec::new();
    let mut at = None;
    for branch in branches {
        match at {
            Some(at) if is_kind(&branch) => {
                let first: &mut Branch<'d> = &mut joined[at];
                first.kinds = first.kinds.or(branch.kinds);
                first.shape = first.shape.either(&branch.shape, keyword);
                // A union names none, and is left to a rule.
                first.shape.types = first.kinds;
                first.whole = false;
                kind_name(first.kinds).clone_into(&mut first.name);
            }
            _ => {
                if is_kind(&branch) {
                    at = Some(joined.len());
                }
                joined.push(branch);
            }
        }
    }
    joined
}

/// Branches without a name of their own are called after their types, and those of one type are numbered.
pub(super) fn number_namesakes(branches: &mut [Branch<'_>]) {
    for at in 1..branches.len() {
        let (earlier, rest) = branches.split_at_mut(at);
        if earlier.iter().any(|other| other.name == rest[0].name) {
            rest[0].name = format!("{} {}", rest[0].name, at + 1);
        }
    }
}

pub(super) fn kind_name(kinds: TypeSet) -> &'static str {
    if kinds == TypeSet::INTEGER {
        return "integer";
    }
    let kind = KINDS.iter().find(|(kind, _)| kind.contains(kinds) && kinds != TypeSet::NONE);
    kind.map_or("value", |(_, name)| name)
}
