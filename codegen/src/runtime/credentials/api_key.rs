//! Keys in a header, in the query or in a cookie (OpenAPI 3.x, `apiKey`).
//!
//! Invariant: a key can not end the place that it stands in, and one that is there already is replaced.

use http::header::{COOKIE, HeaderName, HeaderValue};
use http::{Uri, request};

use super::super::percent;
use super::credential::Credential;
use super::error::CredentialError;
use super::secret::Secret;

/// A key.
#[derive(Clone, Debug)]
pub struct ApiKey {
    scheme: &'static str,
    place: Place,
    name: &'static str,
    key: Secret,
}

/// Where a key goes.
#[derive(Clone, Copy, Debug)]
enum Place {
    Header,
    Query,
    Cookie,
}

impl ApiKey {
    /// A key that is sent, as it is, in the header of this name.
    #[must_use]
    pub fn header(scheme: &'static str, name: &'static str, key: impl Into<String>) -> Self {
        Self { scheme, place: Place::Header, name, key: Secret::new(key) }
    }

    /// A key that is sent, percent-encoded, as the query parameter of this name.
    #[must_use]
    pub fn query(scheme: &'static str, name: &'static str, key: impl Into<String>) -> Self {
        Self { scheme, place: Place::Query, name, key: Secret::new(key) }
    }

    /// A key that is sent, as it is, as the cookie of this name.
    #[must_use]
    pub fn cookie(scheme: &'static str, name: &'static str, key: impl Into<String>) -> Self {
        Self { scheme, place: Place::Cookie, name, key: Secret::new(key) }
    }

    fn sensitive(&self, text: &str) -> Result<HeaderValue, CredentialError> {
        let value = HeaderValue::from_str(text);
        let mut value = value.map_err(|_| CredentialError::Value { scheme: self.scheme })?;
        value.set_sensitive(true);
        Ok(value)
    }

    fn write_header(&self, head: &mut request::Parts) -> Result<(), CredentialError> {
        let name = HeaderName::from_bytes(self.name.as_bytes());
        let name = name.map_err(|_| CredentialError::Value { scheme: self.scheme })?;
        head.headers.insert(name, self.sensitive(self.key.expose())?);
        Ok(())
    }

    fn write_query(&self, head: &mut request::Parts) -> Result<(), CredentialError> {
        let mut name = String::new();
        percent::push(&mut name, self.name);
        let query = head.uri.query().unwrap_or_default();
        let mut query = others(query.split('&'), &name).collect::<Vec<_>>().join("&");
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(&name);
        query.push('=');
        percent::push(&mut query, self.key.expose());
        let error = || CredentialError::Url { scheme: self.scheme };
        let mut parts = head.uri.clone().into_parts();
        let target = format!("{}?{query}", head.uri.path());
        parts.path_and_query = Some(target.parse().map_err(|_| error())?);
        head.uri = Uri::from_parts(parts).map_err(|_| error())?;
        Ok(())
    }

    fn write_cookie(&self, head: &mut request::Parts) -> Result<(), CredentialError> {
        let key = self.key.expose();
        // Servers compare a cookie with what they have set, so that nothing of it is encoded (RFC 6265, section 5.4).
        if !key.bytes().all(is_cookie_octet) {
            return Err(CredentialError::Value { scheme: self.scheme });
        }
        let mut name = String::new();
        percent::push(&mut name, self.name);
        let mut cookies = Vec::new();
        for value in head.headers.get_all(COOKIE) {
            let value = value.to_str().map_err(|_| CredentialError::Value { scheme: self.scheme })?;
            cookies.extend(others(value.split(';').map(str::trim_ascii), &name).map(str::to_owned));
        }
        cookies.push(format!("{name}={key}"));
        head.headers.insert(COOKIE, self.sensitive(&cookies.join("; "))?);
        Ok(())
    }
}

impl Credential for ApiKey {
    fn scheme(&self) -> &'static str {
        self.scheme
    }

    fn write(&self, head: &mut request::Parts, _body: &[u8]) -> Result<(), CredentialError> {
        match self.place {
            Place::Header => self.write_header(head),
            Place::Query => self.write_query(head),
            Place::Cookie => self.write_cookie(head),
        }
    }
}

/// The pairs that are not of this name, which is encoded.
fn others<'a>(pairs: impl Iterator<Item = &'a str>, name: &str) -> impl Iterator<Item = &'a str> {
    pairs.filter(move |pair| !pair.is_empty() && pair.split('=').next() != Some(name))
}

/// What a cookie is made of (RFC 6265, section 4.1.1).
fn is_cookie_octet(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
}
