//! Several credentials, of which an operation gets those that it needs.

use std::sync::Arc;

use http::{Request, Response, StatusCode};

use super::super::operation::Operation;
use super::super::security::SecurityRequirement;
use super::credential::{Credential, apply_all};
use super::error::CredentialError;

/// Credentials for some of the document's security schemes, one for each. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Credentials {
    all: Vec<Arc<dyn Credential>>,
}

impl Credentials {
    /// No credentials.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds credentials, in place of others for the same scheme.
    #[must_use]
    pub fn with(mut self, credential: impl Credential + 'static) -> Self {
        self.set(credential);
        self
    }

    /// Adds credentials, in place of others for the same scheme: a new token, for example.
    pub fn set(&mut self, credential: impl Credential + 'static) {
        self.all.retain(|other| other.scheme() != credential.scheme());
        self.all.push(Arc::new(credential));
    }

    /// The credentials for a scheme.
    #[must_use]
    pub fn get(&self, scheme: &str) -> Option<&Arc<dyn Credential>> {
        self.all.iter().find(|credential| credential.scheme() == scheme)
    }

    /// Applies what an operation needs to a request for it: the first of the alternatives of [`Operation::SECURITY`] that
    /// there are all credentials for. Nothing is applied if it needs none, or if there are none and it may be called
    /// without: an empty alternative counts last, wherever the document has it.
    ///
    /// It does not look at where the request goes. One that was built for `Server::default()` may go to a server that only
    /// this operation has ([`Operation::own_server`]).
    ///
    /// # Errors
    ///
    /// If there are not all credentials for any alternative, or if some can not be applied. The request is then as it was.
    pub fn apply<O: Operation, B: AsRef<[u8]>>(
        &self,
        operation: &O,
        request: &mut Request<B>,
    ) -> Result<(), CredentialError> {
        let _ = operation;
        self.apply_any(O::SECURITY, request)
    }

    /// Applies the first of some alternatives that there are all credentials for, as [`apply`](Self::apply) does.
    ///
    /// # Errors
    ///
    /// Those of [`apply`](Self::apply).
    pub fn apply_any<B: AsRef<[u8]>>(
        &self,
        alternatives: &[&[SecurityRequirement]],
        request: &mut Request<B>,
    ) -> Result<(), CredentialError> {
        Self::apply_all(&self.chosen(alternatives)?, request)
    }

    /// The credentials that [`apply_any`](Self::apply_any) applies.
    ///
    /// # Errors
    ///
    /// If there are not all credentials for any alternative.
    pub fn chosen(
        &self,
        alternatives: &[&[SecurityRequirement]],
    ) -> Result<Vec<Arc<dyn Credential>>, CredentialError> {
        let get = |scheme: &str| self.all.iter().find(|credential| credential.scheme() == scheme).cloned();
        let all = |needed: &&&[SecurityRequirement]| {
            needed.iter().map(|it| get(it.scheme)).collect::<Option<Vec<_>>>()
        };
        let (some, none): (Vec<_>, Vec<_>) = alternatives.iter().partition(|needed| !needed.is_empty());
        match some.iter().find_map(all) {
            Some(credentials) => Ok(credentials),
            None if some.is_empty() || !none.is_empty() => Ok(Vec::new()),
            None => {
                let schemes = |needed: &&[SecurityRequirement]| needed.iter().map(|it| it.scheme).collect();
                Err(CredentialError::Missing { alternatives: some.into_iter().map(schemes).collect() })
            }
        }
    }

    /// Applies these credentials to a request: all of them, or none where one can not be applied.
    ///
    /// # Errors
    ///
    /// If one can not be applied. The request is then as it was.
    pub fn apply_all<B: AsRef<[u8]>>(
        credentials: &[Arc<dyn Credential>],
        request: &mut Request<B>,
    ) -> Result<(), CredentialError> {
        let credentials: Vec<&dyn Credential> = credentials.iter().map(|credential| &**credential).collect();
        apply_all(&credentials, request)
    }

    /// Takes up what a server says that has refused a request, such as the challenge of a scheme that begins with one. Gives
    /// whether the same request is worth another try, with the credentials applied anew. Once is enough; of any other
    /// status than 401 there is nothing to take up.
    ///
    /// # Errors
    ///
    /// If the server asks for something that can not be answered.
    pub fn refused<A, B>(
        &self,
        request: &Request<A>,
        response: &Response<B>,
    ) -> Result<bool, CredentialError> {
        if response.status() != StatusCode::UNAUTHORIZED {
            return Ok(false);
        }
        let mut again = false;
        for credential in &self.all {
            again |= credential.refused(request.headers(), response.headers())?;
        }
        Ok(again)
    }

    /// Takes up what a server says in a response that is no refusal, such as the nonce for the next request. It is safe to call
    /// for every response: of status 401 there is nothing to take up here.
    ///
    /// # Errors
    ///
    /// [`CredentialError::Unproven`] if the server claims to know a secret, and does not.
    pub fn answered<A, B>(
        &self,
        request: &Request<A>,
        response: &Response<B>,
    ) -> Result<(), CredentialError> {
        if response.status() == StatusCode::UNAUTHORIZED {
            return Ok(());
        }
        self.all.iter().try_for_each(|credential| credential.answered(request.headers(), response.headers()))
    }
}
