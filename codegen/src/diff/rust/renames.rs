//! Which items are the same under another name.
//!
//! Invariant: only what is gone can have become what is new.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Member, MemberKind};
use super::surface::{PublicItem, PublicItems};

/// The items with another name: their paths, the old one first.
pub(super) fn renames(
    old: &PublicItems,
    new: &PublicItems,
    hints: &[(String, String)],
) -> BTreeMap<String, String> {
    let mut gone: BTreeSet<&str> =
        old.items.keys().filter(|path| !new.items.contains_key(*path)).map(String::as_str).collect();
    let mut fresh: BTreeSet<&str> =
        new.items.keys().filter(|path| !old.items.contains_key(*path)).map(String::as_str).collect();
    let mut renames = BTreeMap::new();
    let mut take = |from: &str, to: &str, gone: &mut BTreeSet<&str>, fresh: &mut BTreeSet<&str>| {
        if gone.remove(from) && fresh.remove(to) {
            renames.insert(from.to_owned(), to.to_owned());
        }
    };
    let mut by_length: Vec<_> = hints.iter().collect();
    // So that what belongs to `PetTag` is not taken for something of `Pet`.
    by_length.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
    for (from, to) in &by_length {
        if gone.contains(from.as_str()) && fresh.contains(to.as_str()) {
            take(from, to, &mut gone, &mut fresh);
        }
    }
    // What is named after it: `PetRequired`, `GetPetFailure`.
    for (from, to) in by_length.iter().filter(|(from, to)| from != to) {
        let inner: Vec<&str> = gone.iter().copied().filter(|path| path.starts_with(from.as_str())).collect();
        for path in inner {
            let other = format!("{to}{}", &path[from.len()..]);
            if fresh.contains(other.as_str()) {
                take(path, &other, &mut gone, &mut fresh);
            }
        }
    }
    let shape = |items: &PublicItems, path: &str| {
        let item = items.items.get(path).cloned().unwrap_or_default();
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        let anonymous = |text: &str| replaced(text, &BTreeMap::from([(name.to_owned(), "Self".to_owned())]));
        let members = item.declaration.members.iter();
        let members: Vec<_> = members.map(|it| (it.kind, anonymous(&it.name), anonymous(&it.text))).collect();
        (module.to_owned(), item.declaration.kind, anonymous(&item.declaration.text), members)
    };
    // What has no members looks like many others.
    let is_telling = |item: &PublicItem| {
        item.declaration.members.iter().filter(|it| it.kind < MemberKind::Implementation).count() > 1
    };
    let mut pairs = Vec::new();
    for path in gone.iter().filter(|path| is_telling(&old.items[**path])) {
        let own = shape(old, path);
        let alike: Vec<&&str> = fresh.iter().filter(|other| shape(new, other) == own).collect();
        let is_only = gone.iter().filter(|other| shape(old, other) == own).count() == 1;
        if let ([other], true) = (alike.as_slice(), is_only) {
            pairs.push((*path, **other));
        }
    }
    for (from, to) in pairs {
        renames.insert(from.to_owned(), to.to_owned());
    }
    renames
}

/// Which of the members that are gone has become which of those that are new.
pub(super) fn members<'m>(
    gone: &[&'m Member],
    fresh: &[&'m Member],
    names: &BTreeMap<String, String>,
    is_one_place: impl Fn(&Member, &Member) -> bool,
) -> Vec<(&'m Member, &'m Member)> {
    /// How alike names are that only differ in spelling.
    const ALIKE: f64 = 0.88;
    let mut pairs = Vec::new();
    for member in gone {
        let text = replaced(&member.text, names);
        // Values of a list are told apart by their names alone.
        if member.kind == MemberKind::Variant && text.is_empty() {
            continue;
        }
        let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
        let is_respelt = |other: &Member| {
            digits(&member.name) == digits(&other.name)
                && strsim::jaro_winkler(&member.name, &other.name) > ALIKE
        };
        let is_alike = |other: &&&Member| {
            other.kind == member.kind
                && other.text == text
                && (is_one_place(member, other) || is_respelt(other))
        };
        let alike: Vec<&&Member> = fresh.iter().filter(is_alike).collect();
        if let [other] = alike.as_slice() {
            pairs.push((*member, **other));
        }
    }
    // Two can not have become one.
    let count = |other: &Member, pairs: &[(&Member, &Member)]| {
        pairs.iter().filter(|(_, to)| (to.kind, &to.name) == (other.kind, &other.name)).count()
    };
    let counts: Vec<usize> = pairs.iter().map(|(_, to)| count(to, &pairs)).collect();
    pairs.into_iter().zip(counts).filter(|(_, count)| *count == 1).map(|(pair, _)| pair).collect()
}

/// A text with other names in it.
pub(super) fn replaced(text: &str, names: &BTreeMap<String, String>) -> String {
    if names.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for character in text.chars().chain([' ']) {
        if character.is_alphanumeric() || character == '_' {
            word.push(character);
            continue;
        }
        out.push_str(names.get(&word).unwrap_or(&word));
        word.clear();
        out.push(character);
    }
    out.pop();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_replaced() {
        let names = BTreeMap::from([("Pet".to_owned(), "Animal".to_owned())]);
        assert_eq!(replaced("Vec<models::Pet>, PetTag, Pet", &names), "Vec<models::Animal>, PetTag, Animal");
    }
}
