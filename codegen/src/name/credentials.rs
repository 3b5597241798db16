//! Names the functions that make credentials.

use super::scope::{Case, Wish, settle};
use super::{CredentialNames, Ident, clean};
use crate::diagnostic::{Diagnostics, Place};
use crate::ir::{Api, SecurityScheme};

/// Names the functions of each security scheme.
pub(super) fn name_credentials(api: &Api, diagnostics: &mut Diagnostics) -> Vec<CredentialNames> {
    let wishes = |scheme: &SecurityScheme| {
        let (wire, word) = (scheme.name.clone(), clean::snake(&scheme.name));
        let token = Wish {
            wire: format!("{wire} token"),
            word: format!("{word}_token"),
            spelt: Vec::new(),
            rank: 1,
            place: None,
            given: None,
        };
        [
            Wish {
                spelt: clean::spelt_snake(&wire),
                wire,
                word,
                rank: 0,
                place: Some(Place::Key(scheme.pointer.clone())),
                given: None,
            },
            token,
        ]
    };
    let wishes: Vec<Wish> = api.security_schemes.iter().flat_map(wishes).collect();
    let mut idents = settle(Case::Snake, &[], &wishes, diagnostics).into_iter();
    let mut next = || idents.next().unwrap_or_else(|| Ident::new(String::new()));
    api.security_schemes.iter().map(|_| CredentialNames { constructor: next(), token: next() }).collect()
}
