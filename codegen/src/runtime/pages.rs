//! Lists that come page by page.
//!
//! Invariant: ends. A page without items is the last one, whatever else the server says.

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
#[derive(Clone, Debug)]
pub struct Pages<O> {
    next: Option<O>,
    seen: i64,
}

impl<O: Paged> Pages<O> {
    /// Begins with the page that an operation asks for.
    #[must_use]
    pub fn new(first: O) -> Self {
        Self { next: Some(first), seen: 0 }
    }

    /// The operation that gives the next page. None where there are no more.
    #[must_use]
    pub fn next_operation(&self) -> Option<&O> {
        self.next.as_ref()
    }

    /// Takes the body of the reply to [`next_operation`](Self::next_operation), and gives its items.
    pub fn receive(&mut self, body: O::Success) -> Vec<O::Item> {
        let page = O::into_page(body);
        let count = i64::try_from(page.items.len()).unwrap_or(i64::MAX);
        self.seen = self.seen.saturating_add(count);
        self.next = self.next.take().filter(|operation| {
            let is_last = count == 0 || operation.page_size().is_some_and(|size| count < size);
            // The total counts what stands on earlier pages too.
            let before = match operation.page_size() {
                Some(size) => operation.page().saturating_sub(1).max(0).saturating_mul(size),
                None => self.seen - count,
            };
            !is_last && page.total.is_none_or(|total| before.saturating_add(count) < total)
        });
        self.next = self.next.take().map(|operation| {
            let page = operation.page().saturating_add(1);
            operation.with_page(page)
        });
        page.items
    }
}
