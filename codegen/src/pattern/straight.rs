//! Makes sequences of a tree: what is simple enough to become straight code.
//!
//! Invariant: choices are multiplied out, up to a limit; what is beyond it gives `None`.

use super::class::Class;
use super::node::Node;
use super::sequence::{Element, Sequence};

/// More alternatives are left to an automaton, unless each is one text.
const MAX_ALTERNATIVES: usize = 16;
/// That many texts are compared one by one.
const MAX_TEXTS: usize = 256;
/// Longer sequences are left to an automaton.
const MAX_ELEMENTS: usize = 48;
/// So are larger classes.
const MAX_RANGES: usize = 24;

/// Elements that are not yet known to be at the start or the end.
type Run = Vec<Item>;

#[derive(Clone, Debug, Eq, PartialEq)]
enum Item {
    Start,
    End,
    Element(Element),
}

/// The alternatives of a pattern, if all can be matched exactly.
pub(super) fn sequences(node: &Node) -> Option<Vec<Sequence>> {
    let sequences: Vec<Sequence> =
        runs(node)?.into_iter().map(|run| sequence(run).map(Sequence::trimmed)).collect::<Option<_>>()?;
    let small = sequences.len() <= MAX_ALTERNATIVES || sequences.iter().all(Sequence::is_one_text);
    (small && sequences.iter().all(Sequence::is_exact)).then_some(sequences)
}

fn sequence(run: Run) -> Option<Sequence> {
    let starts = run.iter().take_while(|item| **item == Item::Start).count();
    let ends = run.iter().skip(starts).rev().take_while(|item| **item == Item::End).count();
    let inner = run.len() - starts - ends;
    let element = |item| match item {
        Item::Element(element) => Some(element),
        Item::Start | Item::End => None,
    };
    let elements = run.into_iter().skip(starts).take(inner).map(element).collect::<Option<Vec<_>>>()?;
    Some(Sequence { start: starts > 0, end: ends > 0, elements })
}

fn runs(node: &Node) -> Option<Vec<Run>> {
    let one = |item| Some(vec![vec![item]]);
    match node {
        Node::Class(class) if class.is_empty() || class.ranges().len() > MAX_RANGES => None,
        Node::Class(class) => one(Item::Element(element(class, 1, Some(1)))),
        Node::Start => one(Item::Start),
        Node::End => one(Item::End),
        Node::Word(_) | Node::Look(_) => None,
        Node::Concat(nodes) => {
            nodes.iter().try_fold(vec![Run::new()], |before, node| product(&before, &runs(node)?))
        }
        Node::Either(nodes) => {
            let mut all = Vec::new();
            for node in nodes {
                all.extend(runs(node)?);
                if all.len() > MAX_TEXTS {
                    return None;
                }
            }
            Some(all)
        }
        Node::Repeat(_, _, Some(0)) => Some(vec![Run::new()]),
        Node::Repeat(node, min, max) => repeat(&runs(node)?, *min, *max),
    }
}

fn element(class: &Class, min: u32, max: Option<u32>) -> Element {
    Element { class: class.clone(), min, max }
}

/// Every way to go on from one of some runs with one of others.
fn product(runs: &[Run], terms: &[Run]) -> Option<Vec<Run>> {
    let longest = |runs: &[Run]| runs.iter().map(Vec::len).max().unwrap_or_default();
    let small = runs.len() * terms.len() <= MAX_TEXTS && longest(runs) + longest(terms) <= MAX_ELEMENTS;
    let all =
        || runs.iter().flat_map(|run| terms.iter().map(|term| [run.as_slice(), term.as_slice()].concat()));
    small.then(|| all().collect())
}

/// A group that occurs several times, if that can be written out.
fn repeat(runs: &[Run], min: u32, max: Option<u32>) -> Option<Vec<Run>> {
    if let [run] = runs
        && let [Item::Element(Element { class, min: 1, max: Some(1) })] = run.as_slice()
    {
        return Some(vec![vec![Item::Element(element(class, min, max))]]);
    }
    let placed = runs.iter().flatten().any(|item| !matches!(item, Item::Element(_)));
    let max = max.filter(|max| !placed && *max as usize <= MAX_ALTERNATIVES)?;
    let mut once = vec![Run::new()];
    let mut all = Vec::new();
    for count in 0..=max {
        if count >= min {
            all.extend(once.iter().cloned());
        }
        if count < max {
            once = product(&once, runs)?;
        }
    }
    (all.len() <= MAX_TEXTS).then_some(all)
}
