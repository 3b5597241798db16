//! What the programs of tests share: where servers are, and both clients of a generated crate as one.

use std::env;

/// The address of a server, if it was started.
#[must_use]
pub fn address_if_any(server: &str) -> Option<String> {
    env::var(format!("E2E_{server}")).ok()
}

/// The address of a server.
///
/// # Panics
///
/// If it was not started.
#[must_use]
pub fn address(server: &str) -> String {
    address_if_any(server).unwrap_or_else(|| panic!("there is no `{server}`: run `cargo xtask e2e`"))
}

/// What blocks until something asynchronous is done.
///
/// # Panics
///
/// If this machine has no room for it.
#[must_use]
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime on this thread")
}

/// Both clients of a generated crate as one, so that each test asks the same of both. A client is a type of its crate, so
/// that this can not be a function.
#[macro_export]
macro_rules! clients {
    ($api:ident) => {
        use $api::client::{FailureOf, Options, ReplyOf};

        /// One of the clients.
        pub(crate) enum Either {
            Reqwest($api::client::reqwest::Client, tokio::runtime::Runtime),
            Ureq($api::client::ureq::Client),
        }

        /// Runs a test with both clients, each with options of its own.
        pub(crate) fn both(test: impl Fn(&dyn Fn(Options) -> Either)) {
            test(&|options| {
                Either::Reqwest($api::client::reqwest::Client::new(options).unwrap(), e2e::runtime())
            });
            test(&|options| Either::Ureq($api::client::ureq::Client::new(options)));
        }

        impl Either {
            /// Sends an operation.
            pub(crate) fn send<O: $api::Operation>(&self, operation: O) -> Result<ReplyOf<O>, FailureOf<O>> {
                match self {
                    Self::Reqwest(client, runtime) => runtime.block_on(client.send(operation)),
                    Self::Ureq(client) => client.send(operation),
                }
            }

            /// Sends a request that was built before.
            #[allow(dead_code, reason = "not every program of tests builds its own")]
            pub(crate) fn send_request<O: $api::Operation>(
                &self,
                request: http::Request<Vec<u8>>,
            ) -> Result<ReplyOf<O>, FailureOf<O>> {
                match self {
                    Self::Reqwest(client, runtime) => runtime.block_on(client.send_request::<O>(request)),
                    Self::Ureq(client) => client.send_request::<O>(request),
                }
            }
        }

        /// Options for a server, by the name of its address.
        pub(crate) fn options(server: &str) -> Options {
            Options::new($api::Server::new(e2e::address(server)).unwrap())
        }
    };
}
