//! Puts a request together, part by part.
//!
//! Invariant: no value of a parameter can change the structure of the URL or add a header.

use std::fmt;

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};

use super::build_error::BuildError;
use super::file::File;
use super::media_type;
use super::parameter::Parameter;
use super::percent;
use super::server::Server;
use super::write::{Mode, Write, Writing};

/// A request in the making. Generated code calls its methods in the order of the document. `Debug` shows nothing of
/// it, because any part may be sensitive.
#[derive(Default)]
pub struct RequestWriter {
    pub(super) path: String,
    /// The last parameter of the path's last segment.
    pub(super) segment: Option<&'static str>,
    pub(super) query: String,
    pub(super) cookies: String,
    /// Whether any of the cookies is sensitive: they share a header.
    pub(super) sensitive_cookies: bool,
    headers: HeaderMap,
    body: Vec<u8>,
    error: Option<BuildError>,
}

impl fmt::Debug for RequestWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestWriter").finish_non_exhaustive()
    }
}

impl RequestWriter {
    /// An empty request.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends literal text of the path template, which was encoded when the code was generated.
    pub fn path(&mut self, literal: &'static str) {
        for (index, part) in literal.split('/').enumerate() {
            if index > 0 {
                self.end_segment();
                self.path.push('/');
            }
            self.path.push_str(part);
        }
    }

    /// Appends a path parameter, encoded. It may be a part of a segment.
    pub fn path_segment(&mut self, name: &'static str, value: &(impl Parameter + ?Sized)) {
        percent::push(&mut self.path, &value.text());
        self.segment = Some(name);
    }

    /// Checks the last segment, if a parameter is part of it.
    fn end_segment(&mut self) {
        let Some(parameter) = self.segment.take() else { return };
        let segment = self.path.rsplit('/').next().unwrap_or_default();
        if matches!(segment, "" | "." | "..") {
            self.fail(BuildError::PathSegment { parameter });
        }
    }

    /// Appends a query parameter.
    pub fn query(&mut self, name: &'static str, value: &(impl Parameter + ?Sized)) {
        self.query_name(name);
        percent::push(&mut self.query, &value.text());
    }

    /// Appends an array as one query parameter per item.
    pub fn query_exploded<T: Parameter>(&mut self, name: &'static str, values: &[T]) {
        for value in values {
            self.query(name, value);
        }
    }

    /// Appends an array as one query parameter, with commas between the items. An empty one is left out.
    pub fn query_joined<T: Parameter>(&mut self, name: &'static str, values: &[T]) {
        for (index, value) in values.iter().enumerate() {
            if index == 0 {
                self.query_name(name);
            } else {
                self.query.push(',');
            }
            percent::push(&mut self.query, &value.text());
        }
    }

    fn query_name(&mut self, name: &str) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        percent::push(&mut self.query, name);
        self.query.push('=');
    }

    /// Sets a header.
    ///
    /// # Errors
    ///
    /// If the value holds something that a header can not, such as the end of a line.
    pub fn header(
        &mut self,
        name: &'static str,
        value: &(impl Parameter + ?Sized),
    ) -> Result<(), BuildError> {
        self.set_header(name, &value.text(), false)
    }

    /// Sets a header whose value `Debug` of the request must not show.
    ///
    /// # Errors
    ///
    /// If the value holds something that a header can not, such as the end of a line.
    pub fn sensitive_header(
        &mut self,
        name: &'static str,
        value: &(impl Parameter + ?Sized),
    ) -> Result<(), BuildError> {
        self.set_header(name, &value.text(), true)
    }

    pub(super) fn set_header(
        &mut self,
        name: &'static str,
        value: &str,
        sensitive: bool,
    ) -> Result<(), BuildError> {
        let mut value = HeaderValue::from_str(value).map_err(|source| BuildError::Header { name, source })?;
        value.set_sensitive(sensitive);
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|error| BuildError::Http(error.into()))?;
        self.headers.append(name, value);
        Ok(())
    }

    /// Appends a cookie, encoded.
    pub fn cookie(&mut self, name: &'static str, value: &(impl Parameter + ?Sized)) {
        if !self.cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        percent::push(&mut self.cookies, name);
        self.cookies.push('=');
        percent::push(&mut self.cookies, &value.text());
    }

    /// Appends a cookie, encoded, that `Debug` of the request must not show.
    pub fn sensitive_cookie(&mut self, name: &'static str, value: &(impl Parameter + ?Sized)) {
        self.sensitive_cookies = true;
        self.cookie(name, value);
    }

    /// Sets the media types that the response may have.
    pub fn accept(&mut self, media_types: &'static str) {
        if let Ok(value) = HeaderValue::from_str(media_types) {
            self.headers.insert(ACCEPT, value);
        }
    }

    /// Sets a JSON body, without its read-only members.
    pub fn json_body(&mut self, content_type: &'static str, body: &(impl Write + ?Sized)) {
        match serde_json::to_vec(&Writing::new(body, Mode::Request)) {
            Ok(bytes) => self.bytes_body(content_type, bytes),
            Err(error) => self.fail(BuildError::Body(error)),
        }
    }

    /// Sets a body of text.
    pub fn text_body(&mut self, content_type: &'static str, body: &str) {
        self.bytes_body(content_type, body);
    }

    /// Sets a body of bytes.
    pub fn bytes_body(&mut self, content_type: &'static str, body: impl Into<Vec<u8>>) {
        self.owned_body(content_type, body.into());
    }

    /// Sets a body of bytes whose media type the caller gives, or else is this one.
    pub fn file_body(&mut self, content_type: &'static str, body: &File) {
        match media_type::choose(body.media_type(), Some(content_type)) {
            Ok(content_type) => self.owned_body(content_type, body.bytes().to_vec()),
            Err(error) => self.fail(BuildError::Body(error)),
        }
    }

    pub(super) fn owned_body(&mut self, content_type: &str, body: Vec<u8>) {
        match HeaderValue::from_str(content_type) {
            Ok(value) => {
                self.headers.insert(CONTENT_TYPE, value);
                self.body = body;
            }
            Err(source) => self.fail(BuildError::Header { name: "Content-Type", source }),
        }
    }

    pub(super) fn fail(&mut self, error: BuildError) {
        self.error.get_or_insert(error);
    }

    /// Makes the request.
    pub(super) fn finish(
        mut self,
        method: &str,
        server: &Server,
    ) -> Result<http::Request<Vec<u8>>, BuildError> {
        self.end_segment();
        if let Some(error) = self.error {
            return Err(error);
        }
        let mut url = format!("{}{}", server.as_str(), self.path);
        if !self.query.is_empty() {
            url.push('?');
            url.push_str(&self.query);
        }
        if !self.cookies.is_empty()
            && let Ok(mut value) = HeaderValue::from_str(&self.cookies)
        {
            value.set_sensitive(self.sensitive_cookies);
            self.headers.insert(COOKIE, value);
        }
        let mut request = http::Request::new(self.body);
        *request.method_mut() =
            http::Method::from_bytes(method.as_bytes()).map_err(|error| BuildError::Http(error.into()))?;
        *request.uri_mut() = http::Uri::try_from(url).map_err(BuildError::Url)?;
        *request.headers_mut() = self.headers;
        Ok(request)
    }
}
