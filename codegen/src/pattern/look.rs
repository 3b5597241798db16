//! Takes look-arounds out of a tree, where that can be done exactly.
//!
//! All rules are about looking ahead. To look behind is to look ahead in the pattern that reads every text from its end:
//! it is reversed, and what comes of it is reversed back.
//!
//! Invariant: what is left of a tree grows no larger than [`MAX_SIZE`], and is split no more often than [`MAX_STEPS`].

mod window;

use super::condition::Condition;
use super::node::{Look, Node};
use window::Window;

const MAX_SIZE: usize = 4000;
const MAX_STEPS: usize = 200;
/// More alternatives, or repetitions, with look-arounds are not written out.
const MAX_COPIES: usize = 64;

/// What can not be enforced.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Obstacle {
    /// The look-around that begins at this character.
    Look(usize),
    /// The size of the automaton.
    Size,
}

/// Nodes one after the other.
type Terms = Vec<Node>;

/// What must hold of a text, in terms of trees without look-arounds.
enum Meaning {
    /// One of these trees is found in it.
    Found(Vec<Node>),
    All(Vec<Meaning>),
    Any(Vec<Meaning>),
    Not(Box<Meaning>),
}

impl Meaning {
    fn negated(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// One of several, with what can be searched for together in one search.
    fn any(all: Vec<Self>) -> Self {
        let flat = all.into_iter().flat_map(|meaning| match meaning {
            Self::Any(inner) => inner,
            other => vec![other],
        });
        let (mut found, mut others) = (Vec::new(), Vec::new());
        for meaning in flat {
            match meaning {
                Self::Found(nodes) => found.extend(nodes),
                other => others.push(other),
            }
        }
        let first = (!found.is_empty()).then_some(Self::Found(found));
        Self::Any(first.into_iter().chain(others).collect())
    }

    fn into_condition(self) -> Result<Condition, Obstacle> {
        let each = |all: Vec<Self>| all.into_iter().map(Self::into_condition).collect::<Result<Vec<_>, _>>();
        Ok(match self {
            Self::Found(nodes) if nodes.is_empty() => Condition::any(Vec::new()),
            Self::Found(nodes) => Condition::search(&Node::either(nodes)).ok_or(Obstacle::Size)?,
            Self::All(all) => Condition::all(each(all)?),
            Self::Any(all) => Condition::any(each(all)?),
            Self::Not(inner) => inner.into_condition()?.negated(),
        })
    }
}

/// What must hold of a text, so that a tree is found in it.
pub(super) fn condition(node: &Node) -> Result<Condition, Obstacle> {
    let Some(look) = node.look() else { return Condition::search(node).ok_or(Obstacle::Size) };
    let obstacle = Obstacle::Look(look.at);
    // To take out one after the other copies what is left each time.
    if node.size() > MAX_SIZE {
        return Err(obstacle);
    }
    if let Some((whole, forbidden)) = tempered(node) {
        let (whole, forbidden) = (Meaning::Found(vec![whole]), Meaning::Found(vec![forbidden]));
        return Meaning::All(vec![whole, forbidden.negated()]).into_condition();
    }
    let mut steps = 0;
    any(expand(node).ok_or(obstacle)?, false, &mut steps)?.into_condition()
}

/// `^(?:(?!x).)*$` is `^.*$` without `x`, which takes at least one character.
fn tempered(node: &Node) -> Option<(Node, Node)> {
    let Node::Concat(terms) = node else { return None };
    let [Node::Start, Node::Repeat(inner, min, None), Node::End] = terms.as_slice() else { return None };
    let Node::Concat(inner) = &**inner else { return None };
    let [Node::Look(look), class @ Node::Class(_)] = inner.as_slice() else { return None };
    let is_plain = look.ahead && look.negated && !look.node.is_placed() && !look.node.is_nullable();
    let class = Node::Repeat(Box::new(class.clone()), *min, None);
    is_plain.then(|| (Node::Concat(vec![Node::Start, class, Node::End]), look.node.clone()))
}

/// The alternatives of a tree, with all look-arounds on the outside. None where there would be too many.
fn expand(node: &Node) -> Option<Vec<Terms>> {
    match node {
        Node::Concat(nodes) => {
            nodes.iter().try_fold(vec![Terms::new()], |all, node| product(&all, &expand(node)?))
        }
        Node::Either(nodes) if node.look().is_some() || node.is_placed() => {
            let all = nodes.iter().map(expand).collect::<Option<Vec<_>>>()?.concat();
            (all.len() <= MAX_COPIES).then_some(all)
        }
        Node::Repeat(inner, min, max) if node.look().is_some() => {
            let max = max.filter(|max| *max as usize <= MAX_COPIES)?;
            let inner = expand(inner)?;
            let (mut repeated, mut all) = (vec![Terms::new()], Vec::new());
            for count in 0..=max {
                if count >= *min {
                    all.extend(repeated.iter().cloned());
                }
                if count < max {
                    repeated = product(&repeated, &inner)?;
                }
            }
            (all.len() <= MAX_COPIES).then_some(all)
        }
        // What must not be `a|b` must not be `a` and must not be `b`.
        Node::Look(look) if look.negated => {
            let one = |node: &Node| Node::Look(Box::new(Look { node: node.clone(), ..(**look).clone() }));
            match &look.node {
                Node::Either(nodes) => Some(vec![nodes.iter().map(one).collect()]),
                _ => Some(vec![vec![node.clone()]]),
            }
        }
        _ => Some(vec![vec![node.clone()]]),
    }
}

fn product(all: &[Terms], next: &[Terms]) -> Option<Vec<Terms>> {
    let longest = |all: &[Terms]| all.iter().map(Vec::len).max().unwrap_or_default();
    let small = all.len() * next.len() <= MAX_COPIES && longest(all) + longest(next) <= MAX_SIZE;
    let joined =
        || all.iter().flat_map(|terms| next.iter().map(|next| [terms.as_slice(), next.as_slice()].concat()));
    small.then(|| joined().collect())
}

/// What must hold, so that one of several alternatives is found.
fn any(all: Vec<Terms>, reversed: bool, steps: &mut usize) -> Result<Meaning, Obstacle> {
    let mut any = Vec::new();
    for terms in all.into_iter().filter_map(possible) {
        any.push(if terms.iter().any(|node| node.look().is_some()) {
            one(&terms, reversed, steps)?
        } else {
            let node = Node::concat(terms);
            Meaning::Found(vec![if reversed { node.reversed() } else { node }])
        });
    }
    Ok(Meaning::any(any))
}

/// Terms that can be found in some text, without saying twice that the text begins or ends.
fn possible(mut terms: Terms) -> Option<Terms> {
    let takes = |node: &Node| !node.is_nullable();
    let start = terms.iter().rposition(|node| *node == Node::Start);
    let end = terms.iter().position(|node| *node == Node::End);
    let is_possible = !start.is_some_and(|at| terms[..at].iter().any(takes))
        && !end.is_some_and(|at| terms[at..].iter().any(takes));
    terms.dedup_by(|after, before| after == before && matches!(after, Node::Start | Node::End));
    is_possible.then_some(terms)
}

/// What must hold, so that these terms are found.
fn one(terms: &Terms, reversed: bool, steps: &mut usize) -> Result<Meaning, Obstacle> {
    let first = terms.iter().find_map(Node::look).map_or(0, |look| look.at);
    let obstacle = Obstacle::Look(first);
    *steps += 1;
    if *steps > MAX_STEPS || terms.iter().map(Node::size).sum::<usize>() > MAX_SIZE {
        return Err(obstacle);
    }
    let mirrored: Terms = terms.iter().rev().map(Node::reversed).collect();
    for (terms, reversed) in [(terms, reversed), (&mirrored, !reversed)] {
        for (at, node) in terms.iter().enumerate() {
            if let Node::Look(look) = node
                && look.ahead
                && let Some(meaning) = without(terms, at, look, reversed, steps)
            {
                return meaning;
            }
        }
    }
    Err(obstacle)
}

/// What must hold, so that terms are found of which one looks ahead. None where no rule is about it.
fn without(
    terms: &Terms,
    at: usize,
    look: &Look,
    reversed: bool,
    steps: &mut usize,
) -> Option<Result<Meaning, Obstacle>> {
    let (before, after) = (&terms[..at], &terms[at + 1..]);
    let after_each =
        |all: Vec<Terms>| all.into_iter().map(|next| [before, next.as_slice()].concat()).collect();
    if let Some(window) = Window::of(look)
        && let Some(next) = window.restrict(after)
    {
        return Some(any(after_each(next), reversed, steps));
    }
    if after.is_empty() && !look.negated {
        return Some(any(after_each(expand(&look.node)?), reversed, steps));
    }
    if after.is_empty()
        && let Some(next) = window::all_but(&look.node)
    {
        return Some(any(after_each(next), reversed, steps));
    }
    // A place that is as far from the start in every match is the same place in another search.
    if has_one_length(before) {
        let looked = after_each(expand(&look.node)?);
        let both = any(looked, reversed, steps).and_then(|looked| {
            let looked = if look.negated { looked.negated() } else { looked };
            let others = any(vec![[before, after].concat()], reversed, steps)?;
            Ok(Meaning::All(vec![others, looked]))
        });
        return Some(both);
    }
    None
}

/// Whether terms begin at the start and have all matches of one length.
fn has_one_length(terms: &[Node]) -> bool {
    let starts = terms.iter().take_while(|node| **node == Node::Start).count();
    starts > 0 && terms[starts..].iter().all(|node| node.length().is_some())
}
