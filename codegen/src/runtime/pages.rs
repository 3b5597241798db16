//! Lists that come page by page.
//!
//! Invariant: a page without items is the last one, whatever else the server says.

use super::operation::Operation;

/// An operation that gives one page of a list. Generated.
pub trait Paged: Operation + Clone {
    /// What the list is of.
    type Item;

    /// The number of the page that it asks for.
    fn page(&self) -> i64;

    /// The same for another page.
    #[must_use]
    fn with_page(self, page: i64) -> Self;

    /// How many items a page has unless it is the last one, if that is known.
    fn page_size(&self) -> Option<i64>;

    /// Takes the items out of the body of a reply.
    fn into_page(body: Self::Success) -> Page<Self::Item>;
}

/// What one page brings.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// Its items.
    pub items: Vec<T>,
    /// How many items there are on all pages, if the server says.
    pub total: Option<i64>,
}

impl<T> Page<T> {
    /// A page with these items.
    #[must_use]
    pub fn new(items: Vec<T>, total: Option<i64>) -> Self {
        Self { items, total }
    }
}

/// A way through all pages. Sends nothing: it says what to send next, and takes what came.
///
/// The last page is the one with which all items are there, if the server says how many that are; otherwise the first one
/// that is not full. A server that says nothing and gives full pages forever is followed forever.
#[derive(Clone, Debug)]
pub struct Pages<O> {
    next: Option<O>,
    /// How many items have come, and stand on pages before the first, as far as that is known.
    seen: Option<i64>,
    /// How many there are on all pages.
    total: Option<i64>,
}

impl<O: Paged> Pages<O> {
    /// Begins with the page that an operation asks for.
    #[must_use]
    pub fn new(first: O) -> Self {
        Self { next: Some(first), seen: None, total: None }
    }

    /// The operation that gives the next page. None where there are no more.
    #[must_use]
    pub fn next_operation(&self) -> Option<&O> {
        self.next.as_ref()
    }

    /// How many items there are on all pages, if the server has said so.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.total
    }

    /// Takes the body of the reply to [`next_operation`](Self::next_operation), and gives its items.
    pub fn receive(&mut self, body: O::Success) -> Vec<O::Item> {
        let page = O::into_page(body);
        self.go_on(page.items.len(), page.total);
        page.items
    }

    /// Goes on behind a page of so many items, for callers that have read it themselves.
    pub fn pass(&mut self, items: usize) {
        self.go_on(items, self.total);
    }

    fn go_on(&mut self, items: usize, total: Option<i64>) {
        let count = i64::try_from(items).unwrap_or(i64::MAX);
        self.total = total.or(self.total);
        self.next = self.next.take().filter(|operation| {
            let size = operation.page_size();
            // A server may give fewer than it was asked for, on every page.
            let before = self.seen.unwrap_or_else(|| {
                let full = size.map_or(count, |size| size.min(count));
                operation.page().saturating_sub(1).max(0).saturating_mul(full)
            });
            let seen = before.saturating_add(count);
            self.seen = Some(seen);
            let is_last = match total {
                // Fewer than there are is no total.
                Some(total) if total >= count && total > 0 => seen >= total,
                _ => size.is_some_and(|size| count < size),
            };
            count > 0 && !is_last
        });
        self.next = self.next.take().map(|operation| {
            let page = operation.page().saturating_add(1);
            operation.with_page(page)
        });
    }
}
