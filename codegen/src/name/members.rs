//! Names inside a type: fields with their methods, and variants.
//!
//! Invariant: what is generated for every type (`new`, `unknown_fields`, `Unknown`…) is never taken.

use super::given::Name;
use super::scope::{Case, Wish, settle};
use super::{FieldNames, Given, Ident, clean};
use crate::diagnostic::{Diagnostics, Place};

/// A property, parameter or value that needs a name: its spelling and its place.
pub(super) type Member<'a> = (&'a str, Option<Place>);

/// The scopes that fields live in.
#[derive(Clone, Copy, Debug)]
pub(super) struct FieldScope<'a> {
    /// Fields that every type of this sort has.
    pub(super) fields: &'a [&'a str],
    /// Its methods.
    pub(super) methods: &'a [&'a str],
}

/// Names fields and the methods that go with each.
pub(super) fn name_fields(
    scope: FieldScope<'_>,
    members: &[Member<'_>],
    given: &Given,
    diagnostics: &mut Diagnostics,
) -> Vec<FieldNames> {
    let wishes: Vec<Wish> = members
        .iter()
        .map(|(wire, place)| {
            let given = place.as_ref().and_then(Place::pointer).and_then(|pointer| given.member(pointer));
            wish(wire, clean::snake, clean::spelt_snake, place.as_ref()).or_given(given)
        })
        .collect();
    let fields = settle(Case::Snake, scope.fields, &wishes, diagnostics);
    let methods = name_methods(scope.methods, members, &fields);
    let field_names = |(field, methods): (Ident, [Ident; 3])| {
        let [setter, null_setter, effective] = methods;
        FieldNames { field, setter, null_setter, effective }
    };
    fields.into_iter().zip(methods).map(field_names).collect()
}

/// Setters share a scope with what is made from them, so `xNull` and a nullable `x` get along.
fn name_methods(reserved: &[&str], members: &[Member<'_>], fields: &[Ident]) -> Vec<[Ident; 3]> {
    let wishes: Vec<Wish> =
        fields.iter().zip(members).flat_map(|(field, (wire, _))| methods(field, wire)).collect();
    // A clash of fields has been reported; that of their methods says nothing new.
    let idents = settle(Case::Snake, reserved, &wishes, &mut Diagnostics::default());
    idents.chunks_exact(3).map(|chunk| [chunk[0].clone(), chunk[1].clone(), chunk[2].clone()]).collect()
}

fn methods(field: &Ident, wire: &str) -> [Wish; 3] {
    let word = field.as_str();
    let derived = |word: String| Wish {
        wire: format!("{wire}/{word}"),
        word,
        spelt: Vec::new(),
        rank: 1,
        place: None,
        given: None,
    };
    [
        Wish {
            wire: wire.to_owned(),
            word: word.to_owned(),
            spelt: Vec::new(),
            rank: 0,
            place: None,
            given: None,
        },
        // `self_` would make two underscores, which are not snake case.
        derived(format!("{}_null", word.trim_end_matches('_'))),
        derived(format!("effective_{word}")),
    ]
}

/// Names the variants of an enum, each with the name that is given to it.
pub(super) fn name_variants(
    reserved: &[&str],
    members: &[(Member<'_>, Option<Name<'_>>)],
    diagnostics: &mut Diagnostics,
) -> Vec<Ident> {
    let wishes: Vec<Wish> = members
        .iter()
        .map(|((wire, place), given)| {
            wish(wire, clean::pascal, clean::spelt_pascal, place.as_ref()).or_given(given.clone())
        })
        .collect();
    settle(Case::Pascal, reserved, &wishes, diagnostics)
}

fn wish(wire: &str, word: fn(&str) -> String, spelt: fn(&str) -> Vec<String>, place: Option<&Place>) -> Wish {
    Wish {
        wire: wire.to_owned(),
        word: word(wire),
        spelt: spelt(wire),
        rank: 0,
        place: place.cloned(),
        given: None,
    }
}
