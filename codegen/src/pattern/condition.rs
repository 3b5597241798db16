//! What must hold of a text, so that it matches a pattern.
//!
//! Invariant: every condition can be decided in time linear in the text.

use regex::{Regex, RegexBuilder};

use super::class::Class;
use super::node::Node;
use super::sequence::Sequence;
use super::{straight, translate};

/// How large an automaton may become when generating. The output allows for more, so that it also has room for it in
/// other versions of the crate `regex`.
const SIZE_LIMIT: usize = 1 << 20;
/// How large it may become in the output.
pub(crate) const OUTPUT_SIZE_LIMIT: usize = 8 * SIZE_LIMIT;

/// A condition.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    /// All of these; none is always true.
    All(Vec<Condition>),
    /// One of these; none is never true.
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// One of these sequences, in straight code.
    Straight(Vec<Sequence>),
    /// How many characters there are.
    Length(u32, Option<u32>),
    /// An automaton.
    Automaton(Automaton),
}

/// A regular expression of the crate `regex`.
#[derive(Clone, Debug)]
pub(crate) struct Automaton {
    regex: Regex,
    /// Whether it needs tables of Unicode.
    pub(crate) is_unicode: bool,
}

impl Automaton {
    fn new(node: &Node) -> Option<Self> {
        let regex = RegexBuilder::new(&translate::translate(node)).size_limit(SIZE_LIMIT).build().ok()?;
        Some(Self { regex, is_unicode: node.is_unicode() })
    }

    /// The expression.
    pub(crate) fn text(&self) -> &str {
        self.regex.as_str()
    }
}

impl Condition {
    /// Whether a tree without look-arounds is found in a text. None where the automaton would be too large.
    pub(super) fn search(node: &Node) -> Option<Self> {
        if let Some(sequences) = straight::sequences(node) {
            return Some(Self::of_sequences(sequences));
        }
        if let Some((class, min, max)) = counted_class(node) {
            let all = Node::Repeat(Box::new(Node::Class(class.clone())), 0, None);
            let all = Node::Concat(vec![Node::Start, all, Node::End]);
            return Some(Self::All(vec![Self::Length(min, max), Self::Automaton(Automaton::new(&all)?)]));
        }
        Automaton::new(node).map(Self::Automaton)
    }

    fn of_sequences(sequences: Vec<Sequence>) -> Self {
        let always = sequences.iter().any(|it| it.is_always() || it.is_any_text());
        if always { Self::All(Vec::new()) } else { Self::Straight(sequences) }
    }

    /// All of some conditions.
    pub(super) fn all(conditions: Vec<Self>) -> Self {
        let mut all = Vec::new();
        for condition in conditions {
            match condition {
                Self::All(inner) => all.extend(inner),
                other => all.push(other),
            }
        }
        if all.iter().any(Self::is_never) {
            return Self::Any(Vec::new());
        }
        // What costs least comes first.
        all.sort_by_key(Self::has_automaton);
        if all.len() == 1 { all.remove(0) } else { Self::All(all) }
    }

    /// One of some conditions.
    pub(super) fn any(conditions: Vec<Self>) -> Self {
        let mut any = Vec::new();
        for condition in conditions {
            match condition {
                Self::Any(inner) => any.extend(inner),
                other => any.push(other),
            }
        }
        if any.iter().any(Self::is_always) {
            return Self::All(Vec::new());
        }
        any.sort_by_key(Self::has_automaton);
        if any.len() == 1 { any.remove(0) } else { Self::Any(any) }
    }

    /// The opposite.
    pub(super) fn negated(self) -> Self {
        match self {
            Self::All(inner) if inner.is_empty() => Self::Any(inner),
            Self::Any(inner) if inner.is_empty() => Self::All(inner),
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Whether it holds of every text.
    pub(crate) fn is_always(&self) -> bool {
        matches!(self, Self::All(inner) if inner.is_empty())
    }

    /// Whether it holds of no text.
    fn is_never(&self) -> bool {
        matches!(self, Self::Any(inner) if inner.is_empty())
    }

    /// The automata in it.
    pub(crate) fn automata(&self) -> Vec<&Automaton> {
        match self {
            Self::All(inner) | Self::Any(inner) => inner.iter().flat_map(Self::automata).collect(),
            Self::Not(inner) => inner.automata(),
            Self::Straight(_) | Self::Length(..) => Vec::new(),
            Self::Automaton(automaton) => vec![automaton],
        }
    }

    fn has_automaton(&self) -> bool {
        !self.automata().is_empty()
    }

    /// Whether it holds of a text.
    pub(crate) fn holds(&self, text: &str) -> bool {
        match self {
            Self::All(inner) => inner.iter().all(|it| it.holds(text)),
            Self::Any(inner) => inner.iter().any(|it| it.holds(text)),
            Self::Not(inner) => !inner.holds(text),
            Self::Straight(sequences) => sequences.iter().any(|it| it.matches(text)),
            Self::Length(min, max) => {
                let length = text.chars().count();
                length >= *min as usize && max.is_none_or(|max| length <= max as usize)
            }
            Self::Automaton(automaton) => automaton.regex.is_match(text),
        }
    }
}

/// The class of `^[…]{n,m}$`: to count characters takes less than to count states.
fn counted_class(node: &Node) -> Option<(&Class, u32, Option<u32>)> {
    let Node::Concat(nodes) = node else { return None };
    let [Node::Start, Node::Repeat(inner, min, max), Node::End] = nodes.as_slice() else { return None };
    let Node::Class(class) = &**inner else { return None };
    (*min > 1 || max.is_some()).then_some((class, *min, *max))
}
