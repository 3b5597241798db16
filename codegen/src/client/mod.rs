//! Clients that send operations: `reqwest::Client` waits asynchronously, and `ureq::Client` blocks, each behind the Cargo
//! feature of its name.
//!
//! Both do the same between a request and its reply: they get tokens and answer challenges, wait and try again, follow
//! redirects, and read no more than a limit. What they do is decided by code that sends nothing itself, and so is the
//! same for both; a client only carries requests over.
//!
//! Invariant: a credential goes to the origin of the server, and to no other that the caller has not named.

mod error;
mod exchange;
#[cfg(feature = "reqwest")]
mod items;
mod options;
mod redirect;
mod retry;
mod trace;

#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(feature = "ureq")]
pub mod ureq;

pub use error::{Failed, FailureOf, ReplyOf, SendError, TransportError, TransportErrorKind};
#[cfg(feature = "reqwest")]
pub use items::Items;
pub use options::Options;
