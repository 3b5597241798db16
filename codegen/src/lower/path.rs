//! Path templates (OpenAPI 3.x, Path Templating) → parts that are ready for the wire.
//!
//! Invariant: a literal is encoded here, begins with `/` and can not lead to another host or folder.

use std::collections::HashSet;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::Lower;
use crate::diagnostic::{Code, Place};
use crate::ir::{Parameter, ParameterLocation, PathPart};

/// What a path can not hold as it is (RFC 3986, section 3.3). A `%` is taken to begin an encoded character.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'|')
    .add(b'[')
    .add(b']');

impl Lower<'_, '_> {
    /// Splits a path template, and checks it against the path parameters. `pointer` is the operation.
    pub(super) fn lower_path(
        &mut self,
        path: &str,
        pointer: &str,
        parameters: &[Parameter],
    ) -> Vec<PathPart> {
        let path = self.without_fragment(path, pointer);
        self.check_path(path, pointer);
        let mut parts = Vec::new();
        let mut used = HashSet::new();
        let mut rest = path;
        while let Some((literal, tail)) = rest.split_once('{') {
            let Some((name, tail)) = tail.split_once('}') else {
                self.bad_path(
                    pointer,
                    "a `{` of the path is never closed",
                    "close it, or encode it as `%7B`",
                );
                break;
            };
            push_literal(&mut parts, literal);
            let is_it = |parameter: &Parameter| {
                parameter.location == ParameterLocation::Path && parameter.wire == name
            };
            if let Some(index) = parameters.iter().position(is_it) {
                used.insert(index);
                parts.push(PathPart::Parameter(index));
            } else {
                let message = format!("the path has `{{{name}}}`, but no path parameter is called so");
                let help = format!("declare the parameter `{name}` with `in: path`");
                self.diagnostics.error(Code::PathParameter, Place::Key(pointer.to_owned()), message, help);
            }
            rest = tail;
        }
        push_literal(&mut parts, rest);
        for (index, parameter) in parameters.iter().enumerate() {
            if parameter.location == ParameterLocation::Path && !used.contains(&index) {
                let message = format!("the path has no `{{{}}}` for this parameter", parameter.wire);
                let help = "remove it, or add it to the path";
                self.error(Code::PathParameter, &parameter.pointer, message, help);
            }
        }
        parts
    }

    /// Cuts off a fragment, which tells operations on one path apart in some documents and is never sent.
    fn without_fragment<'p>(&mut self, path: &'p str, pointer: &str) -> &'p str {
        let Some((path, _)) = path.split_once('#') else { return path };
        self.ignored(pointer, "the part of this path from `#` on is not sent", "");
        path
    }

    fn check_path(&mut self, path: &str, pointer: &str) {
        if !path.starts_with('/') {
            self.bad_path(pointer, "a path must begin with `/`", "add it");
        }
        if path.contains('?') {
            let help = "describe the query by `parameters`";
            self.bad_path(pointer, "a path can not have a query", help);
        }
        if path.split('/').any(|segment| matches!(segment, "." | "..")) {
            self.bad_path(
                pointer,
                "a path can not have `.` or `..` as a segment",
                "write out where it leads",
            );
        }
    }

    fn bad_path(&mut self, pointer: &str, message: &str, help: &str) {
        self.diagnostics.error(Code::BadPath, Place::Key(pointer.to_owned()), message, help);
    }
}

fn push_literal(parts: &mut Vec<PathPart>, literal: &str) {
    if !literal.is_empty() {
        parts.push(PathPart::Literal(utf8_percent_encode(literal, NOT_IN_PATHS).to_string()));
    }
}
