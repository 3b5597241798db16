//! Path templates (OpenAPI 3.x, Path Templating) → parts that are ready for the wire.
//!
//! Invariant: a literal is encoded here, begins with `/` and can not lead to another host or folder. What a template
//! and the declared parameters do not agree on is settled in favour of the template.

use std::collections::HashMap;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::Lower;
use super::value::any;
use crate::diagnostic::{Code, Place};
use crate::ir::{Docs, Parameter, ParameterLocation, PathPart, Pointer, Style, Type, Value};

/// What a path can not hold as it is (RFC 3986, section 3.3). A `%` is taken to begin an encoded character.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'[')
    .add(b']');

/// The same for a query, where a `#` would end it.
const NOT_IN_QUERIES: &AsciiSet = &NOT_IN_PATHS.add(b'#').add(b'\'');

/// The bytes that a path may have: more than servers take for all of a URL.
const LONGEST: usize = 8192;

/// A template that was taken apart.
#[derive(Debug, Default)]
pub(super) struct Path {
    pub(super) segments: Vec<PathPart>,
    /// What is always sent in the query.
    pub(super) query: String,
}

/// A piece of a template.
enum Piece<'p> {
    Text(&'p str),
    Name(&'p str),
}

impl Lower<'_, '_> {
    /// Splits a path template, and makes the path parameters agree with it. `place` is that of the path, `pointer` that of
    /// the operation.
    pub(super) fn lower_path(
        &mut self,
        path: &str,
        place: &str,
        pointer: &str,
        parameters: &mut Vec<Parameter>,
    ) -> Path {
        let path = self.without_fragment(path, place);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        if !query.is_empty() {
            let message = "a path can not have a query";
            let help = "it is sent along with every request: describe it by `parameters`";
            self.bad_path(place, message, help);
        }
        let query = self.lower_path_query(query, pointer, parameters);
        self.check_path(path, place);
        let pieces = self.pieces(path, place);
        self.remove_unused(&pieces, parameters);
        let mut segments = Vec::new();
        if !path.starts_with('/') {
            segments.push(PathPart::Literal("/".to_owned()));
        }
        for piece in pieces {
            match piece {
                Piece::Text(text) => push_literal(&mut segments, text),
                Piece::Name(name) => {
                    let declared = parameters.iter().position(|it| is_path_parameter(it, name));
                    let index = declared.unwrap_or_else(|| {
                        self.report_undeclared(name, pointer);
                        parameters.push(undeclared(name, pointer, ParameterLocation::Path));
                        parameters.len() - 1
                    });
                    segments.push(PathPart::Parameter(index));
                }
            }
        }
        Path { segments, query }
    }

    /// The pairs that a path has after a `?`. Those that name a parameter make it one of the query.
    fn lower_path_query(&mut self, query: &str, pointer: &str, parameters: &mut Vec<Parameter>) -> String {
        let mut fixed = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(name) = value.strip_prefix('{').and_then(|name| name.strip_suffix('}')) else {
                fixed.push(utf8_percent_encode(pair, NOT_IN_QUERIES).to_string());
                continue;
            };
            let in_query = |it: &Parameter| {
                it.location == ParameterLocation::Query && (it.wire == key || it.wire == name)
            };
            if parameters.iter().any(in_query) {
                continue;
            }
            let declared = parameters.iter_mut().find(|it| is_path_parameter(it, name));
            if let Some(parameter) = declared {
                parameter.location = ParameterLocation::Query;
                (parameter.style, parameter.explode) = (Style::Form, true);
                key.clone_into(&mut parameter.wire);
            } else {
                self.report_undeclared(name, pointer);
                parameters.push(undeclared(key, pointer, ParameterLocation::Query));
            }
        }
        fixed.join("&")
    }

    fn pieces<'p>(&mut self, path: &'p str, place: &str) -> Vec<Piece<'p>> {
        let mut pieces = Vec::new();
        let mut rest = path;
        while let Some((literal, tail)) = rest.split_once('{') {
            let Some((name, tail)) = tail.split_once('}') else {
                let message = "a `{` of the path is never closed";
                self.bad_path(place, message, "it is sent encoded: close it, or write it as `%7B`");
                break;
            };
            pieces.push(Piece::Text(literal));
            pieces.push(Piece::Name(name));
            rest = tail;
        }
        pieces.push(Piece::Text(rest));
        pieces
    }

    fn report_undeclared(&mut self, name: &str, pointer: &str) {
        let message = format!("the path has `{{{name}}}`, but no path parameter is called so");
        let help =
            format!("it is taken for a required string: declare the parameter `{name}` with `in: path`");
        self.diagnostics.warn(Code::PathParameter, Place::Key(pointer.to_owned()), message, help);
    }

    /// Leaves out path parameters that the template has no place for.
    fn remove_unused(&mut self, pieces: &[Piece<'_>], parameters: &mut Vec<Parameter>) {
        parameters.retain(|parameter| {
            let is_it = |piece: &Piece<'_>| matches!(piece, Piece::Name(name) if parameter.wire == *name);
            let used = parameter.location != ParameterLocation::Path || pieces.iter().any(is_it);
            if !used {
                let message = format!("the path has no `{{{}}}` for this parameter", parameter.wire);
                let help = "it is left out: remove it, or add it to the path";
                self.warn(Code::PathParameter, &parameter.pointer, message, help);
            }
            used
        });
    }

    /// Whether a path is longer than any server takes. It stands in the place of everything that its operations have.
    pub(super) fn refuses_long_path(&mut self, path: &str, place: &str) -> bool {
        let is_long = path.len() > LONGEST;
        if is_long {
            let message = format!("a path can not have more than {LONGEST} bytes");
            let place = Place::Key(place.to_owned());
            self.diagnostics.error(Code::BadPath, place, message, "no server takes such a request");
        }
        is_long
    }

    /// Cuts off a fragment, which tells operations on one path apart in some documents and is never sent.
    fn without_fragment<'p>(&mut self, path: &'p str, place: &str) -> &'p str {
        let Some((path, _)) = path.split_once('#') else { return path };
        self.ignored(place, "the part of this path from `#` on is not sent", "");
        path
    }

    fn check_path(&mut self, path: &str, place: &str) {
        if !path.starts_with('/') {
            self.bad_path(place, "a path must begin with `/`", "it is sent as if it did");
        }
        if path.split('/').any(is_step) {
            let message = "a path can not have `.` or `..` as a segment";
            let place = Place::Key(place.to_owned());
            self.diagnostics.error(Code::BadPath, place, message, "write out where it leads");
        }
    }

    fn bad_path(&mut self, place: &str, message: &str, help: &str) {
        self.diagnostics.warn(Code::BadPath, Place::Key(place.to_owned()), message, help);
    }

    /// Reports paths that differ only in the names of their parameters.
    pub(super) fn report_same_paths(&mut self, paths: &[(&str, Pointer)]) {
        let mut known: HashMap<String, &str> = HashMap::new();
        for (path, place) in paths {
            let first = *known.entry(without_names(path)).or_insert(path);
            if first != *path {
                let message = format!("`{first}` and `{path}` are the same path");
                let help = "no server can tell them apart: join them, with one name for each parameter";
                self.bad_path(place, &message, help);
            }
        }
    }
}

/// A template without the names of its parameters.
fn without_names(path: &str) -> String {
    let mut parts = path.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push('{');
        out.push_str(part.find('}').map_or(part, |end| &part[end..]));
    }
    out
}

/// Whether a segment leads up or nowhere. Clients that parse URLs as browsers do take encoded dots for dots.
fn is_step(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

fn is_path_parameter(parameter: &Parameter, name: &str) -> bool {
    parameter.location == ParameterLocation::Path && parameter.wire == name
}

/// A parameter that only the template knows.
fn undeclared(name: &str, pointer: &str, location: ParameterLocation) -> Parameter {
    let style = if location == ParameterLocation::Path { Style::Simple } else { Style::Form };
    Parameter {
        pointer: pointer.to_owned(),
        wire: name.to_owned(),
        location,
        style,
        explode: style == Style::Form,
        allow_reserved: false,
        required: true,
        docs: Docs::default(),
        value: Value { ty: Type::String, ..any(pointer.to_owned()) },
        default: None,
        source: None,
        part: None,
    }
}

fn push_literal(parts: &mut Vec<PathPart>, literal: &str) {
    if !literal.is_empty() {
        parts.push(PathPart::Literal(utf8_percent_encode(literal, NOT_IN_PATHS).to_string()));
    }
}
