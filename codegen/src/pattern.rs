//! ECMA-262 regular expressions: text → what must hold of a text that matches.
//!
//! What is simple enough becomes straight code: sequences of classes. The rest becomes automata of the crate
//! `regex`, in whose syntax a pattern is written anew. Look-arounds are taken apart where that is exact.
//!
//! Invariant: what [`supported`] accepts is matched exactly as ECMA-262 says (with the `u` flag), in time linear in the
//! text. The rest is not enforced, which `lower` reports.

pub(crate) mod class;
pub(crate) mod condition;
mod look;
mod node;
mod parse;
mod property;
pub(crate) mod sequence;
mod straight;
#[cfg(test)]
mod tests;
mod translate;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use condition::Condition;
use look::Obstacle;

/// Why a pattern is not enforced.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    /// The index of the character that it is about.
    pub(crate) at: usize,
    /// What is the matter.
    pub(crate) message: String,
}

/// What kind of fault it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// It is no regular expression of ECMA-262.
    Invalid,
    /// It is one that can not be matched in linear time, or that would be too large.
    Unsupported,
}

/// A pattern that is enforced.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    /// What must hold of a text.
    pub(crate) condition: Condition,
    /// What is only allowed without the flag `u`, where there is such a thing.
    pub(crate) lenient: Option<Fault>,
}

/// Whether a pattern can be enforced.
#[must_use]
pub fn supported(pattern: &str) -> bool {
    read(pattern).is_ok()
}

/// Whether a text matches a pattern that can be enforced. One that can not is matched by none.
#[must_use]
pub fn matches(pattern: &str, text: &str) -> bool {
    read(pattern).is_ok_and(|pattern| pattern.condition.holds(text))
}

/// So many patterns are remembered: documents repeat them, and automata take time to build.
const REMEMBERED: usize = 256;

type Read = Result<Rc<Pattern>, Fault>;

thread_local! {
    static READ: RefCell<HashMap<String, Read>> = RefCell::default();
}

/// What a pattern means.
pub(crate) fn read(pattern: &str) -> Read {
    if let Some(known) = READ.with_borrow(|read| read.get(pattern).cloned()) {
        return known;
    }
    let read = read_anew(pattern).map(Rc::new);
    READ.with_borrow_mut(|all| {
        if all.len() >= REMEMBERED {
            all.clear();
        }
        all.insert(pattern.to_owned(), read.clone());
    });
    read
}

fn read_anew(pattern: &str) -> Result<Pattern, Fault> {
    let (node, lenient) = match parse::parse(pattern, false) {
        Ok(node) => (node, None),
        Err(fault) if fault.kind == Kind::Unsupported => return Err(fault),
        Err(fault) => (parse::parse(pattern, true)?, Some(fault)),
    };
    let condition = look::condition(&node).map_err(|obstacle| match obstacle {
        Obstacle::Look(at) => {
            unsupported(at, "this look-around can not be rewritten as what is matched in linear time")
        }
        Obstacle::Size => unsupported(0, "the automaton of this pattern would be too large"),
    })?;
    Ok(Pattern { condition, lenient })
}

fn unsupported(at: usize, message: &str) -> Fault {
    Fault { kind: Kind::Unsupported, at, message: message.to_owned() }
}
