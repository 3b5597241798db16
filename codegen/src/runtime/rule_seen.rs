//! Which members or items of a value were evaluated (JSON Schema 2020-12, section 11).
//!
//! Invariant: takes no memory where nobody asks.

/// Whether each member or item was evaluated, by its index. What it does not know of was not.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen(Vec<bool>);

impl Seen {
    /// What was evaluated, where someone asks.
    pub(super) fn of(asked: bool, evaluated: impl IntoIterator<Item = bool>) -> Self {
        if asked { Self(evaluated.into_iter().collect()) } else { Self::default() }
    }

    /// Adds the next one.
    pub(super) fn push(&mut self, evaluated: bool) {
        self.0.push(evaluated);
    }

    /// Adds what something else evaluated.
    pub(super) fn merge(&mut self, more: Self) {
        if self.0.is_empty() {
            *self = more;
            return;
        }
        if self.0.len() < more.0.len() {
            self.0.resize(more.0.len(), false);
        }
        for (seen, more) in self.0.iter_mut().zip(more.0) {
            *seen |= more;
        }
    }

    /// Whether one was evaluated.
    pub(super) fn has(&self, index: usize) -> bool {
        self.0.get(index).copied().unwrap_or_default()
    }
}
