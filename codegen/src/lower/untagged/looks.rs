//! What the branches of a union look like, where that tells them apart.

use super::Branch;
use crate::ir::Look;
use crate::json::Json;
use crate::lower::Lower;
use crate::lower::shape::Unions;
use crate::openapi::schema::TypeSet;

impl<'d> Lower<'d, '_> {
    /// What each branch looks like, if every value looks like one at most.
    pub(super) fn looks(&mut self, branches: &[Branch<'d>]) -> Option<Vec<(Look, usize)>> {
        let with = |kind: TypeSet| -> Vec<usize> {
            let has = |branch: &Branch<'d>| branch.kinds.and(kind) != TypeSet::NONE;
            (0..branches.len()).filter(|index| has(&branches[*index])).collect()
        };
        let mut looks = Vec::new();
        for (kind, look) in [
            (TypeSet::BOOLEAN, Look::Boolean),
            (TypeSet::NUMBER, Look::Number),
            (TypeSet::STRING, Look::String),
        ] {
            match with(kind).as_slice() {
                [] => {}
                [only] => looks.push((look, *only)),
                _ => return None,
            }
        }
        let arrays = with(TypeSet::ARRAY);
        match arrays.as_slice() {
            [] => {}
            [only] => looks.push((Look::Array, *only)),
            several => looks.extend(self.looks_of_arrays(branches, several)?),
        }
        let objects = with(TypeSet::OBJECT);
        match objects.as_slice() {
            [] => {}
            [only] => looks.push((Look::Object(Vec::new()), *only)),
            several => {
                let constants = self.looks_of_constants(branches, several);
                looks.extend(constants.or_else(|| self.looks_of_objects(branches, several))?);
            }
        }
        Some(looks)
    }

    /// Objects are told apart by a member that always has another value, which need not be a string.
    fn looks_of_constants(
        &mut self,
        branches: &[Branch<'d>],
        objects: &[usize],
    ) -> Option<Vec<(Look, usize)>> {
        let first = &branches[*objects.first()?].shape;
        'members: for member in self.members(first) {
            let mut looks: Vec<(Look, usize)> = Vec::new();
            for index in objects {
                let values = self.member_constants(&branches[*index].shape, member);
                let Some(values) = values.filter(|values| !values.is_empty()) else { continue 'members };
                let values: Vec<Json> = values.into_iter().cloned().collect();
                let is_taken = |(look, _): &(Look, usize)| match look {
                    Look::Constant(_, taken) => {
                        taken.iter().any(|other| values.iter().any(|value| value.same(other)))
                    }
                    _ => false,
                };
                if looks.iter().any(is_taken) {
                    continue 'members;
                }
                looks.push((Look::Constant(member.to_owned(), values), *index));
            }
            return Some(looks);
        }
        None
    }

    /// Arrays are told apart by their first items.
    fn looks_of_arrays(&mut self, branches: &[Branch<'d>], arrays: &[usize]) -> Option<Vec<(Look, usize)>> {
        let mut taken = TypeSet::NONE;
        let mut looks = Vec::new();
        for index in arrays {
            let items = branches[*index].shape.items.clone();
            let shape = self.flatten(&items, Unions::Kept);
            let kinds = self.kinds(&shape, 0).without(TypeSet::NULL);
            if items.is_empty() || kinds == TypeSet::ANY || taken.and(kinds) != TypeSet::NONE {
                return None;
            }
            taken = taken.or(kinds);
            for (kind, look) in [
                (TypeSet::BOOLEAN, Look::Boolean),
                (TypeSet::NUMBER, Look::Number),
                (TypeSet::STRING, Look::String),
                (TypeSet::ARRAY, Look::Array),
                (TypeSet::OBJECT, Look::Object(Vec::new())),
            ] {
                if kinds.and(kind) != TypeSet::NONE {
                    looks.push((Look::ArrayOf(Box::new(look)), *index));
                }
            }
        }
        looks.push((Look::EmptyArray, *arrays.first()?));
        Some(looks)
    }

    /// Objects are told apart by a required member that no other of them has. What is left in the end is the last one.
    fn looks_of_objects(&mut self, branches: &[Branch<'d>], objects: &[usize]) -> Option<Vec<(Look, usize)>> {
        let mut rest: Vec<(usize, Vec<&str>, Vec<&str>)> = Vec::new();
        for index in objects {
            let shape = &branches[*index].shape;
            rest.push((*index, self.members(shape), self.required_members(shape)));
        }
        let mut looks = Vec::new();
        while rest.len() > 1 {
            let own_key = |(index, _, required): &(usize, Vec<&'d str>, Vec<&'d str>)| {
                let others = || rest.iter().filter(move |(other, ..)| other != index);
                let is_own = |name: &&&str| {
                    others()
                        .all(|(_, members, required)| !members.contains(*name) && !required.contains(*name))
                };
                required.iter().find(is_own).copied()
            };
            let (at, key) = rest.iter().enumerate().find_map(|(at, it)| Some((at, own_key(it)?)))?;
            looks.push((Look::Object(vec![key.to_owned()]), rest.remove(at).0));
        }
        let (last, _, required) = rest.pop()?;
        looks.push((Look::Object(required.into_iter().map(str::to_owned).collect()), last));
        Some(looks)
    }
}
