//! How schemas lead to each other while they become one shape.

use std::collections::HashSet;

use crate::ir::Pointer;

/// The schemas that were taken in, each with the one that has led to it.
#[derive(Debug, Default)]
pub(super) struct Way {
    steps: Vec<(Pointer, Option<usize>)>,
}

impl Way {
    /// Adds a schema that another one has led to. Gives its index.
    pub(super) fn step(&mut self, schema: &Pointer, from: Option<usize>) -> usize {
        self.steps.push((schema.clone(), from));
        self.steps.len() - 1
    }

    /// The schemas that have led to the one at an index, and itself.
    pub(super) fn to(&self, end: Option<usize>) -> HashSet<&Pointer> {
        let step = |at: usize| self.steps.get(at);
        let steps = std::iter::successors(end.and_then(step), |(_, from)| from.and_then(step));
        steps.map(|(schema, _)| schema).collect()
    }
}
