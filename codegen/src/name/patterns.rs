//! Names the functions that match the patterns of the document.
//!
//! Invariant: the name of a function depends on its pattern alone, unless the hashes of two clash.

use std::collections::BTreeMap;

use super::Ident;
use super::clean;
use super::scope::{Case, Wish, settle};
use crate::diagnostic::Diagnostics;
use crate::ir::Api;

/// Names one function per distinct pattern.
pub(super) fn name_patterns(api: &Api, diagnostics: &mut Diagnostics) -> BTreeMap<String, Ident> {
    let wish = |pattern: &str| Wish {
        wire: pattern.to_owned(),
        word: format!("pattern_{}", clean::hash(pattern)),
        spelt: Vec::new(),
        rank: 0,
        place: None,
        given: None,
    };
    let wishes: Vec<Wish> = api.patterns().into_iter().map(wish).collect();
    let idents = settle(Case::Snake, &[], &wishes, diagnostics);
    wishes.into_iter().map(|wish| wish.wire).zip(idents).collect()
}
