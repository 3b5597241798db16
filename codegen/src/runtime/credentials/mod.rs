//! Who calls: credentials for the security schemes of the document, applied to finished requests.
//!
//! A [`Credential`] is for one scheme, and writes itself into an [`http::Request`]. [`Credentials`] hold several, and
//! choose those that an operation needs. No request keeps them, nothing here is sent, and no secret shows in `Debug` or in
//! an error: header values are marked as sensitive, so that clients do not log them either.
//!
//! Only the schemes that the document has are here. A scheme of another kind is a type of the caller's that implements
//! [`Credential`].
//!
//! Invariant: a request is changed as a whole or not at all, and applying the same credentials again changes nothing
//! more.

mod access_token;
mod api_key;
mod basic;
mod bearer;
mod challenge;
mod client_credentials;
mod credential;
mod error;
mod mutual_tls;
mod secret;
mod set;
mod token_failure;
mod token_url;

pub use access_token::AccessToken;
pub use api_key::ApiKey;
pub use basic::Basic;
pub use bearer::Bearer;
pub use challenge::Challenge;
pub use client_credentials::{ClientAuthentication, ClientCredentials};
pub use credential::{Credential, authorization};
pub use error::CredentialError;
pub use mutual_tls::MutualTls;
pub use secret::Secret;
pub use set::Credentials;
pub use token_failure::{TokenErrorCode, TokenFailure};
