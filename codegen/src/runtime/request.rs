//! Puts a request together, part by part.
//!
//! Invariant: no value of a parameter can change the structure of the URL or add a header.

use std::borrow::Cow;
use std::fmt;

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};

use super::build_error::BuildError;
use super::file::File;
use super::mask::Mask;
use super::media_type;
use super::multipart::{Part, PartHeader};
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
    /// The parts of a form, where the request is shown to people.
    pub(super) parts: Vec<Part>,
    /// Headers of the parts of a form.
    pub(super) part_headers: Vec<PartHeader>,
    error: Option<BuildError>,
    /// Where the request is shown to people.
    pub(super) mask: Option<Mask>,
    /// Whether what comes next is sensitive.
    sensitive: bool,
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

    /// An empty request that is shown to people, with marks for what is sensitive.
    pub(super) fn masked(mask: Mask) -> Self {
        Self { mask: Some(mask), ..Self::default() }
    }

    /// Says that the parameter or the body that comes next is sensitive. `Debug` of the request does not show it, if it
    /// stands in a header or a cookie.
    pub fn sensitive(&mut self) -> &mut Self {
        self.sensitive = true;
        self
    }

    /// Takes what was said of the parameter or the body that comes now.
    pub(super) fn secrecy(&mut self) -> Secrecy {
        Secrecy { sensitive: std::mem::take(&mut self.sensitive), marks: self.mask }
    }

    /// What values are written for.
    pub(super) fn mode(&self) -> Mode {
        self.mask.map_or(Mode::Request, Mode::Masked)
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
        let secrecy = self.secrecy();
        percent::push(&mut self.path, &secrecy.text(name, value));
        self.segment = Some(name);
    }

    /// Checks the last segment, if a parameter is part of it.
    fn end_segment(&mut self) {
        let Some(parameter) = self.segment.take() else { return };
        let segment = self.path.rsplit('/').next().unwrap_or_default();
        if segment.is_empty() || percent::is_step(segment) {
            self.fail(BuildError::PathSegment { parameter });
        }
    }

    /// Appends a query parameter.
    pub fn query(&mut self, name: &'static str, value: &(impl Parameter + ?Sized)) {
        let secrecy = self.secrecy();
        self.query_name(name);
        percent::push(&mut self.query, &secrecy.text(name, value));
    }

    /// Appends an array as one query parameter per item.
    pub fn query_exploded<T: Parameter>(&mut self, name: &'static str, values: &[T]) {
        let Secrecy { sensitive, .. } = self.secrecy();
        for value in values {
            self.sensitive = sensitive;
            self.query(name, value);
        }
    }

    /// Appends an array as one query parameter, with commas between the items. An empty one is left out.
    pub fn query_joined<T: Parameter>(&mut self, name: &'static str, values: &[T]) {
        let secrecy = self.secrecy();
        for (index, value) in values.iter().enumerate() {
            if index == 0 {
                self.query_name(name);
            } else {
                self.query.push(',');
            }
            percent::push(&mut self.query, &secrecy.text(name, value));
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
        let secrecy = self.secrecy();
        self.set_header(name, &secrecy.text(name, value), secrecy.sensitive)
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
        let secrecy = self.secrecy();
        self.sensitive_cookies |= secrecy.sensitive;
        if !self.cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        percent::push(&mut self.cookies, name);
        self.cookies.push('=');
        percent::push(&mut self.cookies, &secrecy.text(name, value));
    }

    /// Sets the media types that the response may have.
    pub fn accept(&mut self, media_types: &'static str) {
        if let Ok(value) = HeaderValue::from_str(media_types) {
            self.headers.insert(ACCEPT, value);
        }
    }

    /// Sets a JSON body, without its read-only members.
    pub fn json_body(&mut self, content_type: &'static str, body: &(impl Write + ?Sized)) {
        let secrecy = self.secrecy();
        let written = match secrecy.mask() {
            Some(mask) => Ok(mask.json("body", body.shape()).into_bytes()),
            None => serde_json::to_vec(&Writing::new(body, self.mode())),
        };
        match written {
            Ok(bytes) => self.owned_body(content_type, bytes),
            Err(error) => self.fail(BuildError::Body(error)),
        }
    }

    /// Sets a body of text.
    pub fn text_body(&mut self, content_type: &'static str, body: &str) {
        let secrecy = self.secrecy();
        let body = secrecy.mask().map_or_else(|| body.to_owned(), |mask| mask.value("body"));
        self.owned_body(content_type, body.into_bytes());
    }

    /// Sets a body of bytes.
    pub fn bytes_body(&mut self, content_type: &'static str, body: impl Into<Vec<u8>>) {
        self.file(content_type, body);
    }

    /// Sets bytes that are not shown.
    fn file(&mut self, content_type: &str, body: impl Into<Vec<u8>>) {
        self.secrecy();
        let body = self.mask.map_or_else(|| body.into(), |mask| mask.file("body file").into_bytes());
        self.owned_body(content_type, body);
    }

    /// Sets a body of bytes whose media type the caller gives, or else is this one.
    pub fn file_body(&mut self, content_type: &'static str, body: &File) {
        match media_type::choose(body.media_type(), Some(content_type)) {
            Ok(content_type) => self.file(content_type, body.bytes()),
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

/// What may be shown of a parameter or a body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Secrecy {
    pub(super) sensitive: bool,
    /// Where the request is shown to people.
    marks: Option<Mask>,
}

impl Secrecy {
    /// The marks that stand for it. None where it is written as it is.
    pub(super) fn mask(self) -> Option<Mask> {
        self.marks.filter(|_| self.sensitive)
    }

    /// The text of a scalar, or a mark that stands for it.
    fn text<'a>(self, name: &str, value: &'a (impl Parameter + ?Sized)) -> Cow<'a, str> {
        match self.marks {
            Some(mask) if self.sensitive || !value.is_known() => mask.value(name).into(),
            _ => value.text(),
        }
    }
}
