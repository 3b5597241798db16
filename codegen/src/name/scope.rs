//! A set of names that must differ from each other, and how clashes end.
//!
//! Invariant: a name spelt like its identifier wins, then a lower rank, then one that has no symbols beside those
//! between its words, then the earlier one. What the loser is called depends on its own name only, unless even that
//! is taken: it says its symbols, or else it gets a hash.

use std::collections::{HashMap, HashSet};

use heck::ToPascalCase;

use super::{Ident, clean};
use crate::diagnostic::{Code, Diagnostics, Place};

/// How the identifiers of a scope are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Case {
    /// Types and variants.
    Pascal,
    /// Fields and methods.
    Snake,
    /// Modules, whose files must differ where a file system ignores case.
    Module,
    /// Cargo features.
    Kebab,
}

/// A name that wants an identifier.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// Its spelling in the document; what a hash is made of.
    pub(super) wire: String,
    /// The identifier it would like.
    pub(super) word: String,
    /// Identifiers that say its symbols too, the shortest first. None where it has only those between words.
    pub(super) spelt: Vec<String>,
    /// Who wins a clash where none is spelt exactly so: the lowest.
    pub(super) rank: u8,
    /// Where it comes from, if a clash is worth a warning.
    pub(super) place: Option<Place>,
    /// The choice that it is, if a maintainer has given the word: it is not to be changed.
    pub(super) given: Option<Place>,
}

impl Wish {
    /// The same for a name that is given, if one is.
    pub(super) fn or_given(self, given: Option<super::given::Name<'_>>) -> Self {
        let Some((name, choice)) = given else { return self };
        let name = name.to_owned();
        Self { wire: name.clone(), word: name, spelt: Vec::new(), rank: 0, given: Some(choice), ..self }
    }

    /// Whether somebody has chosen the name: the document or a maintainer, and not the generator for a helper.
    fn is_chosen(&self) -> bool {
        self.place.is_some() || self.given.is_some()
    }
}

/// Gives each wish an identifier, in the same order.
pub(super) fn settle(
    case: Case,
    reserved: &[&str],
    wishes: &[Wish],
    diagnostics: &mut Diagnostics,
) -> Vec<Ident> {
    settle_words(case, reserved, wishes, diagnostics).into_iter().map(Ident::new).collect()
}

/// Gives each wish a word of its own, in the same order.
pub(super) fn settle_words(
    case: Case,
    reserved: &[&str],
    wishes: &[Wish],
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let winners = winners(case, reserved, wishes);
    let mut taken: HashSet<String> = reserved.iter().map(|word| (*word).to_owned()).collect();
    taken.extend(wishes.iter().map(|wish| fold(case, &wish.word)));
    let mut words = Vec::with_capacity(wishes.len());
    for (index, wish) in wishes.iter().enumerate() {
        match winners.get(&fold(case, &wish.word)) {
            Some(winner) if *winner == index => words.push(wish.word.clone()),
            winner => {
                let word = other_word(case, wish, winner.is_none(), &mut taken);
                if let Some(choice) = refused(wish, winner.map(|winner| &wishes[*winner])) {
                    refuse(choice.clone(), wish, winner.map(|winner| &wishes[*winner]), diagnostics);
                }
                // A name in words of its own is no surprise.
                let is_spelt = wish.spelt.contains(&word);
                let refused = refused(wish, winner.map(|winner| &wishes[*winner])).is_some();
                let quiet = is_spelt || refused;
                if let (Some(winner), Some(place)) = (winner.filter(|_| !quiet), &wish.place) {
                    warn(place.clone(), wish, &wishes[*winner], &word, diagnostics);
                }
                words.push(word);
            }
        }
    }
    words
}

/// The choice that a clash is the fault of: one of the two names is given. Helpers make room.
fn refused<'w>(loser: &'w Wish, winner: Option<&'w Wish>) -> Option<&'w Place> {
    let Some(winner) = winner else { return loser.given.as_ref() };
    let is_clash = loser.is_chosen() && winner.is_chosen();
    winner.given.as_ref().or(loser.given.as_ref()).filter(|_| is_clash)
}

fn refuse(choice: Place, loser: &Wish, winner: Option<&Wish>, diagnostics: &mut Diagnostics) {
    let word = &loser.word;
    let message = match winner {
        None => format!("`{word}` is taken by what every type of this kind has"),
        Some(winner) if winner.given.is_some() && loser.given.is_some() => {
            format!("`{word}` is given to two that must differ")
        }
        Some(winner) => {
            let other = if winner.given.is_some() { loser } else { winner };
            format!("`{word}` is also what `{}` is called", other.wire)
        }
    };
    diagnostics.error(
        Code::BadName,
        choice,
        message,
        "choose another name, or give the other one a name too",
    );
}

/// The wish that gets each word, by index. Reserved words have no winner.
fn winners(case: Case, reserved: &[&str], wishes: &[Wish]) -> HashMap<String, usize> {
    let mut winners: HashMap<String, usize> = HashMap::new();
    for (index, wish) in wishes.iter().enumerate() {
        let word = fold(case, &wish.word);
        if reserved.contains(&word.as_str()) {
            continue;
        }
        let winner = winners.entry(word).or_insert(index);
        if weight(wish) < weight(&wishes[*winner]) {
            *winner = index;
        }
    }
    winners
}

fn weight(wish: &Wish) -> (bool, u8, bool) {
    (wish.wire != wish.word, wish.rank, !wish.spelt.is_empty())
}

fn fold(case: Case, word: &str) -> String {
    if case == Case::Module { word.to_lowercase() } else { word.to_owned() }
}

fn other_word(case: Case, wish: &Wish, reserved: bool, taken: &mut HashSet<String>) -> String {
    // A reserved word is no clash between names of the document: nobody else can want it.
    if reserved {
        let word = format!("{}_", wish.word);
        if taken.insert(fold(case, &word)) {
            return word;
        }
    }
    if let Some(spelt) = wish.spelt.iter().find(|spelt| taken.insert(fold(case, spelt))) {
        return spelt.clone();
    }
    let mut word = with_suffix(case, &wish.word, &wish.wire);
    // Several wishes may be spelt the same.
    let mut count = 1;
    while !taken.insert(fold(case, &word)) {
        count += 1;
        word = with_suffix(case, &wish.word, &format!("{} {count}", wish.wire));
    }
    word
}

fn with_suffix(case: Case, word: &str, hashed: &str) -> String {
    let hash = clean::hash(hashed);
    match case {
        Case::Pascal => format!("{word}{}", hash.to_pascal_case()),
        Case::Snake | Case::Module => format!("{}_{hash}", word.trim_end_matches('_')),
        Case::Kebab => format!("{word}-{hash}"),
    }
}

fn warn(place: Place, wish: &Wish, winner: &Wish, word: &str, diagnostics: &mut Diagnostics) {
    let message =
        format!("`{}` and `{}` become the same identifier `{}`", wish.wire, winner.wire, winner.word);
    diagnostics.warn(Code::NameClash, place, message, format!("`{}` is called `{word}`", wish.wire));
}
