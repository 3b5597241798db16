//! Look-arounds that are about the next character alone.
//!
//! Invariant: what comes of a restriction matches exactly what the terms match behind such a look-around.

use crate::pattern::class::Class;
use crate::pattern::node::{Look, Node};

use super::{MAX_COPIES, Terms};

/// What may come next: one of some characters, or the end.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Window {
    class: Class,
    end: bool,
}

impl Window {
    /// What a look-around lets come next, if it is about no more than that.
    pub(super) fn of(look: &Look) -> Option<Self> {
        let window = Self::of_node(&look.node)?;
        Some(if look.negated { Self { class: window.class.complement(), end: !window.end } } else { window })
    }

    fn of_node(node: &Node) -> Option<Self> {
        match node {
            Node::Class(class) => Some(Self { class: class.clone(), end: false }),
            Node::End => Some(Self { class: Class::new(Vec::new()), end: true }),
            Node::Either(nodes) => {
                let windows = nodes.iter().map(Self::of_node).collect::<Option<Vec<_>>>()?;
                windows
                    .into_iter()
                    .reduce(|a, b| Self { class: a.class.union(&b.class), end: a.end || b.end })
            }
            Node::Repeat(node, 1, _) => Self::of_node(node).filter(|window| !window.end),
            Node::Concat(nodes) => {
                let (first, rest) = nodes.split_first()?;
                // What may be nothing says nothing about what comes after the next character.
                let is_first = rest.iter().all(|node| node.is_nullable() && !node.is_placed());
                Self::of_node(first).filter(|window| is_first && (rest.is_empty() || !window.end))
            }
            Node::Repeat(..) | Node::Start | Node::Word(_) | Node::Look(_) => None,
        }
    }

    /// The alternatives that terms have left. None where that can not be said.
    pub(super) fn restrict(&self, terms: &[Node]) -> Option<Vec<Terms>> {
        if self.end && self.class == Class::any() {
            return Some(vec![terms.to_vec()]);
        }
        let Some((first, rest)) = terms.split_first() else {
            let class = Node::Class(self.class.clone());
            return Some(match (self.class.is_empty(), self.end) {
                (true, true) => vec![vec![Node::End]],
                (true, false) => Vec::new(),
                (false, true) => vec![vec![Node::either(vec![class, Node::End])]],
                (false, false) => vec![vec![class]],
            });
        };
        match first {
            Node::End if self.end => Some(vec![terms.to_vec()]),
            Node::End => Some(Vec::new()),
            Node::Look(look) if look.ahead => {
                let other = Self::of(look)?;
                let both = Self { class: self.class.intersection(&other.class), end: self.end && other.end };
                both.restrict(rest)
            }
            _ if first.is_placed() => None,
            _ if self.class == Class::any() && !first.is_nullable() => Some(vec![terms.to_vec()]),
            _ => {
                let taken = first_in(first, &self.class).map(|first| [&[first], rest].concat());
                let skipped = if first.is_nullable() { self.restrict(rest)? } else { Vec::new() };
                let all: Vec<Terms> = taken.into_iter().chain(skipped).collect();
                (all.len() <= MAX_COPIES).then_some(all)
            }
        }
    }
}

/// What a node matches that begins with a character of a class. None where that is nothing.
fn first_in(node: &Node, class: &Class) -> Option<Node> {
    match node {
        Node::Class(own) => {
            let both = own.intersection(class);
            let both = if both.ranges() == own.ranges() { own.clone() } else { both };
            (!both.is_empty()).then_some(Node::Class(both))
        }
        Node::Either(nodes) => some_of(nodes.iter().filter_map(|node| first_in(node, class)).collect()),
        Node::Concat(nodes) => {
            let mut all = Vec::new();
            for (at, node) in nodes.iter().enumerate() {
                if let Some(first) = first_in(node, class) {
                    all.push(Node::concat([&[first], &nodes[at + 1..]].concat()));
                }
                if !node.is_nullable() {
                    break;
                }
            }
            some_of(all)
        }
        Node::Repeat(inner, min, max) if *max != Some(0) => {
            let first = first_in(inner, class)?;
            let min = if inner.is_nullable() { 0 } else { min.saturating_sub(1) };
            let rest = Node::Repeat(inner.clone(), min, max.map(|max| max - 1));
            Some(Node::concat(vec![first, rest]))
        }
        // Nothing of this takes a character.
        Node::Repeat(..) | Node::Start | Node::End | Node::Word(_) | Node::Look(_) => None,
    }
}

fn some_of(nodes: Vec<Node>) -> Option<Node> {
    (!nodes.is_empty()).then(|| Node::either(nodes))
}

/// The alternatives of what may come next, where one text of classes may not. None where it is something else.
pub(super) fn all_but(node: &Node) -> Option<Vec<Terms>> {
    let nodes = match node {
        Node::Concat(nodes) => nodes.as_slice(),
        node => std::slice::from_ref(node),
    };
    let mut before = Terms::new();
    let mut all = Vec::new();
    for node in nodes {
        let Node::Class(class) = node else { return None };
        let other = Node::either(vec![Node::Class(class.complement()), Node::End]);
        all.push([before.as_slice(), &[other]].concat());
        before.push(node.clone());
    }
    (all.len() <= MAX_COPIES).then_some(all)
}
