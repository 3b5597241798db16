//! Both clients as one, so that each test asks the same of both.

use std::time::Duration;

use generated::client::{FailureOf, Options, ReplyOf, reqwest, ureq};
use generated::runtime::Paged;
use generated::{Operation, Server};

/// One of the clients.
pub(crate) enum Either {
    Reqwest(reqwest::Client, tokio::runtime::Runtime),
    Ureq(ureq::Client),
}

/// Both clients, each with options of its own.
pub(crate) fn both(test: impl Fn(&dyn Fn(Options) -> Either)) {
    test(&|options| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Either::Reqwest(reqwest::Client::new(options).unwrap(), runtime)
    });
    test(&|options| Either::Ureq(ureq::Client::new(options)));
}

/// Options that say nothing but where to go, and that nothing is tried again.
pub(crate) fn once(server: Server) -> Options {
    Options::new(server).attempts(1)
}

impl Either {
    /// Sends an operation.
    pub(crate) fn send<O: Operation>(&self, operation: O) -> Result<ReplyOf<O>, FailureOf<O>> {
        match self {
            Self::Reqwest(client, runtime) => runtime.block_on(client.send(operation)),
            Self::Ureq(client) => client.send(operation),
        }
    }

    /// Lets the client learn what happened to its connections, as a program that goes on does.
    pub(crate) fn idle(&self) {
        if let Self::Reqwest(_, runtime) = self {
            runtime.block_on(async { tokio::time::sleep(Duration::from_millis(20)).await });
        }
    }

    /// Sends a request for an operation.
    pub(crate) fn send_request<O: Operation>(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> Result<ReplyOf<O>, FailureOf<O>> {
        match self {
            Self::Reqwest(client, runtime) => runtime.block_on(client.send_request::<O>(request)),
            Self::Ureq(client) => client.send_request::<O>(request),
        }
    }

    /// The items of all pages.
    pub(crate) fn items<O: Paged + Send + 'static>(&self, first: O) -> Vec<Result<O::Item, FailureOf<O>>> {
        match self {
            Self::Reqwest(client, runtime) => runtime.block_on(async {
                let (mut items, mut all) = (client.items(first), Vec::new());
                while let Some(item) = items.next().await {
                    all.push(item);
                }
                all
            }),
            Self::Ureq(client) => client.items(first).collect(),
        }
    }
}
