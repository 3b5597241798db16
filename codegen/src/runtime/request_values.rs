//! Parts of a request that are made of lists and objects: parameters in any style, and forms.
//!
//! Invariant: what can not be written is an error that names its parameter, not its value.

use std::borrow::Cow;

use http::header::HeaderValue;
use serde::ser::Error;

use super::build_error::BuildError;
use super::form;
use super::multipart::{self, Multipart, PartHeader};
use super::percent::Escape;
use super::request::RequestWriter;
use super::style::{self, Encoding, Style};
use super::tree::Tree;
use super::write::Write;

impl RequestWriter {
    /// Appends a path parameter of any type. It may be a part of a segment.
    pub fn path_value(&mut self, name: &'static str, encoding: Encoding, value: &(impl Write + ?Sized)) {
        let text = self.tree(name, value).1.and_then(|tree| style::in_path(name, tree, encoding));
        if let Some(text) = self.taken(name, text) {
            self.path.push_str(&text.unwrap_or_default());
        }
        self.segment = Some(name);
    }

    /// Appends a query parameter of any type.
    pub fn query_value(&mut self, name: &'static str, encoding: Encoding, value: &(impl Write + ?Sized)) {
        let tree = self.tree(name, value).1;
        let pairs = tree.and_then(|tree| style::pairs(name, tree, encoding, encoding.escape()));
        for (name, value) in self.taken(name, pairs).unwrap_or_default() {
            self.query_text(&format!("{name}={value}"));
        }
    }

    /// Appends an object as the whole query.
    pub fn query_form(&mut self, name: &'static str, value: &(impl Write + ?Sized)) {
        let mask = self.secrecy().mask();
        let text = match mask {
            Some(mask) => Ok(mask.value(name)),
            None => Tree::of(value, self.mode()).and_then(|tree| form::encode(tree, &[])),
        };
        if let Some(text) = self.taken(name, text) {
            self.query_text(&text);
        }
    }

    /// Appends JSON text as the whole query.
    pub fn query_json(&mut self, name: &'static str, value: &(impl Write + ?Sized)) {
        let text = self.tree(name, value).1.and_then(|tree| tree.to_json());
        if let Some(text) = self.taken(name, text) {
            self.query_text(&Escape::All.text(&text));
        }
    }

    /// Appends pairs that are encoded already, such as those that a path template has.
    pub fn query_text(&mut self, pairs: &str) {
        let mask = self.secrecy().mask();
        let pairs = &mask.map_or(Cow::Borrowed(pairs), |mask| mask.value("query").into());
        if !self.query.is_empty() && !pairs.is_empty() {
            self.query.push('&');
        }
        self.query.push_str(pairs);
    }

    /// Sets a header to a value of any type.
    ///
    /// # Errors
    ///
    /// If the value holds something that a header can not, such as the end of a line.
    pub fn header_value(
        &mut self,
        name: &'static str,
        encoding: Encoding,
        value: &(impl Write + ?Sized),
    ) -> Result<(), BuildError> {
        let (sensitive, tree) = self.tree(name, value);
        let text = tree.and_then(|tree| style::in_header(tree, encoding));
        match self.taken(name, text).flatten() {
            Some(text) => self.set_header(name, &text, sensitive),
            None => Ok(()),
        }
    }

    /// Sets a header of the part that a property of the body becomes, or of each part where it becomes several. The body
    /// comes after its headers.
    ///
    /// # Errors
    ///
    /// If the value holds something that a header can not, such as the end of a line.
    pub fn part_header(
        &mut self,
        property: &'static str,
        name: &'static str,
        encoding: Encoding,
        value: &(impl Write + ?Sized),
    ) -> Result<(), BuildError> {
        let text = self.tree(name, value).1.and_then(|tree| style::in_header(tree, encoding));
        if let Some(text) = self.taken(name, text).flatten() {
            HeaderValue::from_str(&text).map_err(|source| BuildError::Header { name, source })?;
            self.part_headers.push(PartHeader { property, line: format!("{name}: {text}") });
        }
        Ok(())
    }

    /// Appends a cookie of any type: one for each item or member where they stand for themselves.
    pub fn cookie_value(&mut self, name: &'static str, encoding: Encoding, value: &(impl Write + ?Sized)) {
        let escape = if encoding.style == Style::Cookie { Escape::None } else { encoding.escape() };
        let (sensitive, tree) = self.tree(name, value);
        self.sensitive_cookies |= sensitive;
        let pairs = tree.and_then(|tree| style::pairs(name, tree, encoding, escape));
        for (key, value) in self.taken(name, pairs).unwrap_or_default() {
            if !is_cookie(&key) || !is_cookie(&value) {
                let source = Error::custom("a cookie can hold neither `;` nor what is not visible ASCII");
                self.fail(BuildError::Parameter { name, source });
                return;
            }
            if !self.cookies.is_empty() {
                self.cookies.push_str("; ");
            }
            self.cookies.push_str(&key);
            self.cookies.push('=');
            self.cookies.push_str(&value);
        }
    }

    /// Sets a body of pairs, as HTML forms send them. Properties that are not listed are written as one pair each,
    /// lists as one per item, and objects as JSON.
    pub fn form_body(
        &mut self,
        content_type: &'static str,
        body: &(impl Write + ?Sized),
        encodings: &[(&'static str, Encoding)],
    ) {
        let mask = self.secrecy().mask();
        let text = match mask {
            Some(mask) => Ok(mask.value("body")),
            None => Tree::of(body, self.mode()).and_then(|tree| form::encode(tree, encodings)),
        };
        match text {
            Ok(text) => self.owned_body(content_type, text.into_bytes()),
            Err(error) => self.fail(BuildError::Body(error)),
        }
    }

    /// Sets a body of parts: one per property, or per item of a list. `encodings` are properties that are written like
    /// parameters, and `content_types` the media types of others.
    pub fn multipart_body(
        &mut self,
        content_type: &'static str,
        body: &(impl Write + ?Sized),
        encodings: &[(&'static str, Encoding)],
        content_types: &[(&'static str, &'static str)],
    ) {
        let headers = std::mem::take(&mut self.part_headers);
        let form = Multipart { content_type, encodings, content_types, headers: &headers };
        if self.secrecy().mask().is_some() {
            return self.bytes_body(content_type, []);
        }
        let parts = Tree::of(body, self.mode()).and_then(|tree| multipart::parts(&form, tree));
        match parts.and_then(|parts| Ok((multipart::encode(&form, &parts)?, parts))) {
            Ok(((content_type, bytes), parts)) => {
                self.owned_body(&content_type, bytes);
                self.parts = if self.mask.is_some() && form.has_names() { parts } else { Vec::new() };
            }
            Err(error) => self.fail(BuildError::Body(error)),
        }
    }

    /// Whether a parameter is sensitive, and the parameter taken apart, or a mark that stands for it.
    fn tree(&mut self, name: &str, value: &(impl Write + ?Sized)) -> (bool, serde_json::Result<Tree>) {
        let secrecy = self.secrecy();
        let tree = match secrecy.mask() {
            Some(mask) => Ok(Tree::Text(mask.value(name))),
            None => Tree::of(value, self.mode()),
        };
        (secrecy.sensitive, tree)
    }

    /// Takes a value, or keeps the error.
    fn taken<T>(&mut self, name: &'static str, value: serde_json::Result<T>) -> Option<T> {
        value.map_err(|source| self.fail(BuildError::Parameter { name, source })).ok()
    }
}

/// Whether a text can stand in the header of cookies without ending there.
fn is_cookie(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b';')
}
