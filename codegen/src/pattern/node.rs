//! The syntax tree of a pattern.
//!
//! Invariant: a tree holds what decides whether a text matches, and nothing else: groups leave no trace, nor does
//! whether a quantifier is lazy.

use super::class::Class;

/// A pattern, or a part of one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Node {
    /// One character.
    Class(Class),
    /// `^`.
    Start,
    /// `$`.
    End,
    /// `\b`, or `\B` where it is false.
    Word(bool),
    /// One after the other; nothing is the empty text.
    Concat(Vec<Node>),
    /// One of these.
    Either(Vec<Node>),
    /// At least so often, and at most.
    Repeat(Box<Node>, u32, Option<u32>),
    /// What must, or must not, stand before or behind a place.
    Look(Box<Look>),
}

/// A look-around.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Look {
    pub(crate) ahead: bool,
    pub(crate) negated: bool,
    pub(crate) node: Node,
    /// The index of its first character in the pattern.
    pub(crate) at: usize,
}

impl Node {
    pub(crate) fn concat(mut nodes: Vec<Self>) -> Self {
        if nodes.len() == 1 { nodes.remove(0) } else { Self::Concat(nodes) }
    }

    pub(crate) fn either(mut nodes: Vec<Self>) -> Self {
        if nodes.len() == 1 { nodes.remove(0) } else { Self::Either(nodes) }
    }

    fn children(&self) -> &[Self] {
        match self {
            Self::Class(_) | Self::Start | Self::End | Self::Word(_) => &[],
            Self::Concat(nodes) | Self::Either(nodes) => nodes,
            Self::Repeat(node, ..) => std::slice::from_ref(node),
            Self::Look(look) => std::slice::from_ref(&look.node),
        }
    }

    /// How many nodes there are.
    pub(crate) fn size(&self) -> usize {
        self.children().iter().map(Self::size).sum::<usize>() + 1
    }

    /// The first look-around in it.
    pub(crate) fn look(&self) -> Option<&Look> {
        match self {
            Self::Look(look) => Some(look),
            _ => self.children().iter().find_map(Self::look),
        }
    }

    /// Whether something in it depends on where it stands.
    pub(crate) fn is_placed(&self) -> bool {
        matches!(self, Self::Start | Self::End | Self::Word(_) | Self::Look(_))
            || self.children().iter().any(Self::is_placed)
    }

    /// Whether a class of it is known by a name of Unicode.
    pub(crate) fn is_unicode(&self) -> bool {
        match self {
            Self::Class(class) => class.is_written(),
            _ => self.children().iter().any(Self::is_unicode),
        }
    }

    /// Whether it can take no character.
    pub(crate) fn is_nullable(&self) -> bool {
        match self {
            Self::Class(_) => false,
            Self::Start | Self::End | Self::Word(_) | Self::Look(_) => true,
            Self::Concat(nodes) => nodes.iter().all(Self::is_nullable),
            Self::Either(nodes) => nodes.iter().any(Self::is_nullable),
            Self::Repeat(node, min, _) => *min == 0 || node.is_nullable(),
        }
    }

    /// How many characters it takes, if that is always the same number and does not depend on where it stands.
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Self::Class(_) => Some(1),
            Self::Start | Self::End | Self::Word(_) | Self::Look(_) => None,
            Self::Concat(nodes) => nodes.iter().try_fold(0_u64, |sum, node| sum.checked_add(node.length()?)),
            Self::Either(nodes) => {
                let first = nodes.first()?.length()?;
                nodes.iter().all(|node| node.length() == Some(first)).then_some(first)
            }
            Self::Repeat(node, min, max) => {
                node.length()?.checked_mul((*max == Some(*min)).then_some(u64::from(*min))?)
            }
        }
    }

    /// The pattern that matches every text from its end to its start.
    pub(crate) fn reversed(&self) -> Self {
        match self {
            Self::Class(_) | Self::Word(_) => self.clone(),
            Self::Start => Self::End,
            Self::End => Self::Start,
            Self::Concat(nodes) => Self::Concat(nodes.iter().rev().map(Self::reversed).collect()),
            Self::Either(nodes) => Self::Either(nodes.iter().map(Self::reversed).collect()),
            Self::Repeat(node, min, max) => Self::Repeat(Box::new(node.reversed()), *min, *max),
            Self::Look(look) => Self::Look(Box::new(Look {
                ahead: !look.ahead,
                negated: look.negated,
                node: look.node.reversed(),
                at: look.at,
            })),
        }
    }
}
