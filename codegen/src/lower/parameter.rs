//! Parameter Objects (OpenAPI 3.x).

use super::object::lower_default;
use super::{Lower, Owner};
use crate::diagnostic::{Code, Place};
use crate::ir::{Docs, ModelKind, Parameter, ParameterLocation, Style, Type, Value};
use crate::openapi::{Fields, Node};

impl<'d> Lower<'d, '_> {
    /// Lowers the parameters of an operation: its own, and those of its path that it does not override.
    pub(super) fn lower_parameters(
        &mut self,
        path_item: Option<&Node<'d>>,
        own: Option<&Node<'d>>,
        operation: &str,
    ) -> Vec<Parameter> {
        let mut parameters = self.lower_parameter_list(path_item, operation);
        for parameter in self.lower_parameter_list(own, operation) {
            match parameters.iter().position(|other| is_same(other, &parameter)) {
                Some(index) => parameters[index] = parameter,
                None => parameters.push(parameter),
            }
        }
        parameters
    }

    fn lower_parameter_list(&mut self, node: Option<&Node<'d>>, operation: &str) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        let Some(node) = node.filter(|node| node.is_array(self.diagnostics)) else { return parameters };
        for node in node.items() {
            let Some(parameter) = self.lower_parameter(node, operation) else { continue };
            if parameter.location == ParameterLocation::Header && !self.is_free_header(&parameter) {
                continue;
            }
            if parameters.iter().any(|other| is_same(other, &parameter)) {
                let message = format!("the parameter `{}` is listed twice", parameter.wire);
                self.ignored(&parameter.pointer, message, "the first one is used: remove the other");
                continue;
            }
            parameters.push(parameter);
        }
        parameters
    }

    fn lower_parameter(&mut self, node: Node<'d>, operation: &str) -> Option<Parameter> {
        let (node, named) = self.follow(node, "parameter")?;
        let mut fields = Fields::new(&node, "Parameter Object", self.diagnostics);
        let wire = fields.required_string("name", self.diagnostics).to_owned();
        let location = self.lower_location(&mut fields)?;
        let style = self.lower_style(&mut fields, location);
        let explode = fields.take("explode").and_then(|node| node.flag(self.diagnostics));
        let required = fields.flag("required", self.diagnostics) || location == ParameterLocation::Path;
        let mut docs = Docs {
            description: fields.string("description", self.diagnostics).map(str::to_owned),
            deprecated: fields.flag("deprecated", self.diagnostics),
            ..Docs::default()
        };
        docs.examples = self.take_examples(&mut fields);
        let allow_reserved = fields.flag("allowReserved", self.diagnostics);
        fields.take("allowEmptyValue");
        let schema = fields.take("schema");
        let content = fields.take("content");
        let source = fields.string("x-value-from", self.diagnostics);
        fields.finish(self.diagnostics);
        if content.is_some() {
            self.unsupported(&node.pointer, "a parameter with `content`", "give it a `schema`");
        }

        let owner = named.unwrap_or_else(|| Owner::Operation(operation.to_owned(), wire.clone()));
        let (value, default) = match schema {
            Some(schema) => {
                let lowered = self.lower_value(&[schema], &owner);
                docs.title = docs.title.or(lowered.docs.title);
                docs.description = docs.description.or(lowered.docs.description);
                docs.external = lowered.docs.external;
                docs.examples.extend(lowered.docs.examples);
                docs.deprecated |= lowered.docs.deprecated;
                (lowered.value, lower_default(lowered.default.as_ref()))
            }
            None => (super::value::any(node.pointer.clone()), None),
        };
        if value.nullable {
            let message = "a parameter can not be null, only be left out";
            self.ignored(&node.pointer, message, "make it optional");
        }
        let value = Value { nullable: false, ..value };
        let explode = explode.unwrap_or(style == Style::Form);
        let parameter = Parameter {
            pointer: node.pointer,
            wire,
            location,
            style,
            explode,
            allow_reserved,
            required,
            docs,
            value,
            default,
            // Resolved when the types of the body are known.
            source: None,
        };
        if let Some(expression) = source {
            self.sources.insert(parameter.pointer.clone(), expression.to_owned());
        }
        self.check_serialisation(&parameter);
        Some(parameter)
    }

    /// Whether a header is the caller's to set; others are reported.
    fn is_free_header(&mut self, parameter: &Parameter) -> bool {
        const TAKEN: &[&str] = &[
            "accept",
            "content-type",
            "authorization",
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
        ];
        if http::HeaderName::from_bytes(parameter.wire.as_bytes()).is_err() {
            let message = format!("`{}` is not the name of a header", parameter.wire.escape_debug());
            self.error(
                Code::WrongType,
                &parameter.pointer,
                message,
                "header names have no blanks or special characters",
            );
            return false;
        }
        let taken = TAKEN.iter().any(|name| parameter.wire.eq_ignore_ascii_case(name));
        if taken {
            let message = format!("a parameter can not set the header `{}`", parameter.wire);
            let help = "media types, credentials and the connection decide it";
            self.ignored(&parameter.pointer, message, help);
        }
        !taken
    }

    fn lower_location(&mut self, fields: &mut Fields<'d>) -> Option<ParameterLocation> {
        let location = match fields.required_string("in", self.diagnostics) {
            "path" => ParameterLocation::Path,
            "query" => ParameterLocation::Query,
            "header" => ParameterLocation::Header,
            "cookie" => ParameterLocation::Cookie,
            "" => return None,
            other => {
                let place = Place::Key(format!("{}/in", fields.pointer()));
                let message = format!("`{other}` is not a place for a parameter");
                let help = "the places are `path`, `query`, `header` and `cookie`";
                self.diagnostics.error(Code::WrongType, place, message, help);
                return None;
            }
        };
        Some(location)
    }

    fn lower_style(&mut self, fields: &mut Fields<'d>, location: ParameterLocation) -> Style {
        let default = match location {
            ParameterLocation::Path | ParameterLocation::Header => Style::Simple,
            ParameterLocation::Query | ParameterLocation::Cookie => Style::Form,
        };
        let Some(node) = fields.take("style") else { return default };
        match node.string(self.diagnostics) {
            Some("matrix") => Style::Matrix,
            Some("label") => Style::Label,
            Some("form") => Style::Form,
            Some("simple") => Style::Simple,
            Some("spaceDelimited") => Style::SpaceDelimited,
            Some("pipeDelimited") => Style::PipeDelimited,
            Some("deepObject") => Style::DeepObject,
            Some(other) => {
                let message = format!("`{other}` is not a style of parameters");
                self.error(Code::WrongType, &node.pointer, message, "");
                default
            }
            None => default,
        }
    }

    /// Reports parameters whose serialisation is not generated.
    fn check_serialisation(&mut self, parameter: &Parameter) {
        let array = matches!(&parameter.value.ty, Type::Array(item) if self.is_scalar(item));
        let plain = match parameter.location {
            ParameterLocation::Query => {
                parameter.style == Style::Form && (array || self.is_scalar(&parameter.value))
            }
            ParameterLocation::Path | ParameterLocation::Header => {
                parameter.style == Style::Simple && self.is_scalar(&parameter.value)
            }
            ParameterLocation::Cookie => parameter.style == Style::Form && self.is_scalar(&parameter.value),
        };
        if !plain || parameter.allow_reserved {
            let what = format!("a {} parameter", parameter.location.as_str());
            let what = match &parameter.value.ty {
                _ if parameter.allow_reserved => format!("{what} with `allowReserved`"),
                _ if array || self.is_scalar(&parameter.value) => {
                    format!("{what} in the style `{:?}`", parameter.style)
                }
                Type::Array(_) => format!("{what} that is a list"),
                Type::Any => format!("{what} without one type"),
                _ => format!("{what} that is an object"),
            };
            let help = "text, numbers and booleans can be, and lists of them in the query";
            self.unsupported(&parameter.pointer, &what, help);
        }
    }

    fn is_scalar(&self, value: &Value) -> bool {
        match &value.ty {
            Type::Boolean | Type::Integer { .. } | Type::Number | Type::String => !value.nullable,
            Type::Model(id) => matches!(self.models[id.0].kind, ModelKind::Enum(_)) && !value.nullable,
            _ => false,
        }
    }
}

/// Whether two parameters are one: names of headers do not depend on case.
fn is_same(left: &Parameter, right: &Parameter) -> bool {
    left.location == right.location
        && match left.location {
            ParameterLocation::Header => left.wire.eq_ignore_ascii_case(&right.wire),
            _ => left.wire == right.wire,
        }
}
