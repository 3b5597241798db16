//! The servers of the document, with the variables of their URLs.
//!
//! Invariant: a value can not change the structure of the URL beyond what [`Server::new`] lets pass.

use super::server::{Server, ServerError};

/// A server of the document: a URL in which `{names}` stand for variables.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ServerTemplate {
    /// The URL. A relative one continues that of the document.
    pub url: &'static str,
    /// Its variables.
    pub variables: &'static [ServerVariable],
}

/// A variable in the URL of a server.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ServerVariable {
    /// Its name.
    pub name: &'static str,
    /// The value that it has unless another is given.
    pub default: &'static str,
    /// The values that it can have; any where none is listed.
    pub values: &'static [&'static str],
}

impl ServerTemplate {
    /// The server with these values, and the defaults of the other variables.
    ///
    /// # Errors
    ///
    /// If there is no such variable, if it can not have such a value, or if the URL is not one of a server: a relative
    /// one is not.
    pub fn build(&self, values: &[(&str, &str)]) -> Result<Server, ServerError> {
        let unknown = |(name, _): &(&str, &str)| self.variables.iter().all(|variable| variable.name != *name);
        if values.iter().any(unknown) {
            return Err(ServerError::Variable);
        }
        let mut url = self.url.to_owned();
        for variable in self.variables {
            let given = values.iter().find(|(name, _)| *name == variable.name).map(|(_, value)| *value);
            if given.is_some_and(|value| !variable.values.is_empty() && !variable.values.contains(&value)) {
                return Err(ServerError::Variable);
            }
            url = url.replace(&format!("{{{}}}", variable.name), given.unwrap_or(variable.default));
        }
        Server::new(url)
    }
}
