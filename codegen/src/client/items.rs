//! The items of a list that comes page by page, as a stream.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

use futures_core::Stream;

use super::super::runtime::{Paged, Pages};
use super::error::{FailureOf, ReplyOf};
use super::reqwest::Client;

/// A request on its way.
type Sending<O> = Pin<Box<dyn Future<Output = Result<ReplyOf<O>, FailureOf<O>>> + Send>>;

/// The items of all pages of a list, one after the other.
#[must_use = "nothing is sent before the first item is asked for"]
pub struct Items<O: Paged> {
    client: Client,
    pages: Option<Pages<O>>,
    ready: vec::IntoIter<O::Item>,
    sending: Option<Sending<O>>,
}

// Nothing in it is pinned but what has a box of its own.
impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Items<O> {
    pub(super) fn new(client: Client, first: O) -> Self {
        Self { client, pages: Some(Pages::new(first)), ready: Vec::new().into_iter(), sending: None }
    }
}

impl<O: Paged + Send + 'static> Items<O> {
    /// The next item. None at the end, and after an error.
    pub async fn next(&mut self) -> Option<Result<O::Item, FailureOf<O>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<O: Paged + Send + 'static> Stream for Items<O> {
    type Item = Result<O::Item, FailureOf<O>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(item) = this.ready.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(pages) = &mut this.pages else { return Poll::Ready(None) };
            let sending = if let Some(sending) = &mut this.sending {
                sending
            } else {
                let Some(operation) = pages.next_operation().cloned() else { return Poll::Ready(None) };
                let client = this.client.clone();
                this.sending.insert(Box::pin(async move { client.send(operation).await }))
            };
            let Poll::Ready(reply) = sending.as_mut().poll(context) else { return Poll::Pending };
            this.sending = None;
            match reply {
                Ok(reply) => this.ready = pages.receive(reply.body).into_iter(),
                Err(error) => {
                    this.pages = None;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("ready", &self.ready.len()).finish_non_exhaustive()
    }
}
