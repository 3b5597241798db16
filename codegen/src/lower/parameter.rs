//! Parameter Objects (OpenAPI 3.x).

use super::content::Use;
use super::media_type::essence;
use super::object::lower_default;
use super::value::any;
use super::{Lower, Owner};
use crate::diagnostic::{Code, Place};
use crate::ir::{ContentFormat, Docs, Parameter, ParameterLocation, Style, Type, Value};
use crate::ledger::Fate;
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
            if !self.may_look_through(parameters.len(), &node.pointer) {
                break;
            }
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
        let reference = node.get("$ref");
        let (node, named) = self.follow(node, "parameter")?;
        if let Some(reference) = reference.filter(|_| !is_parameter(&node)) {
            let place = Place::Value(reference.pointer);
            let message = "this reference leads to no parameter: what is there has neither `name` nor `in`";
            let help = "describe the parameter in `components.parameters`, and refer to that";
            self.diagnostics.error(Code::WrongType, place, message, help);
            return None;
        }
        let mut fields = Fields::new(&node, "Parameter Object", self.diagnostics);
        let wire = fields.required_string("name", self.diagnostics).to_owned();
        let Some(location) = self.lower_location(&mut fields) else {
            self.diagnostics.ledger().whole(node.json, Fate::Reported);
            return None;
        };
        let style = self.lower_style(&mut fields, location);
        let explode = fields.take("explode").and_then(|node| node.flag(self.diagnostics));
        let required = fields.flag("required", self.diagnostics) || self.is_in_path(&node, location);
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
        let sensitive = fields.flag("x-sensitive", self.diagnostics) | self.is_hidden(&node.pointer);
        fields.finish(self.diagnostics);

        let owner = named.unwrap_or_else(|| Owner::Operation(operation.to_owned(), wire.clone()));
        let mut parameter = Parameter {
            value: any(node.pointer.clone()),
            pointer: node.pointer,
            wire,
            location,
            style,
            explode: explode.unwrap_or(matches!(style, Style::Form | Style::Cookie)),
            allow_reserved,
            required,
            docs,
            default: None,
            // Resolved when the types of the body are known.
            source: None,
            part: None,
        };
        self.lower_parameter_value(&mut parameter, (schema, content), &owner);
        if parameter.value.nullable && parameter.required {
            let message = "a parameter that is required can not be null";
            self.ignored(&parameter.pointer, message, "make it optional");
        }
        parameter.value.sensitive |= sensitive;
        // An optional one that is null is left out, which is what its type can say anyway.
        parameter.value.nullable = false;
        if let Some(expression) = source {
            self.sources.insert(parameter.pointer.clone(), expression.to_owned());
        }
        Some(parameter)
    }

    /// Whether a parameter that does not say that it is required is part of the path, which must have it.
    fn is_in_path(&mut self, node: &Node<'d>, location: ParameterLocation) -> bool {
        let is_in_path = location == ParameterLocation::Path;
        if is_in_path {
            let place = node.get("required").or_else(|| node.get("in")).map(|field| field.pointer);
            let message = "a parameter in the path must say `required: true`";
            let place = Place::Value(place.unwrap_or_else(|| node.pointer.clone()));
            self.diagnostics.warn(Code::MissingField, place, message, "it is read as if it did");
        }
        is_in_path
    }

    /// Lowers what a parameter or a header looks like: by its `schema`, or by its `content`.
    pub(super) fn lower_parameter_value(
        &mut self,
        parameter: &mut Parameter,
        (schema, content): (Option<Node<'d>>, Option<Node<'d>>),
        owner: &Owner,
    ) {
        match (schema, content) {
            (Some(schema), _) => self.lower_parameter_schema(parameter, schema, owner),
            (None, Some(content)) => self.lower_parameter_content(parameter, &content, owner),
            (None, None) => parameter.value.ty = Type::String,
        }
    }

    fn lower_parameter_schema(&mut self, parameter: &mut Parameter, schema: Node<'d>, owner: &Owner) {
        let lowered = self.lower_value(&[schema], owner);
        let docs = &mut parameter.docs;
        docs.title = docs.title.take().or(lowered.docs.title);
        docs.description = docs.description.take().or(lowered.docs.description);
        docs.external = lowered.docs.external;
        docs.examples.extend(lowered.docs.examples);
        docs.deprecated |= lowered.docs.deprecated;
        parameter.value = lowered.value;
        parameter.default = lower_default(lowered.default.as_ref());
    }

    /// A parameter whose text is a document of its own, such as JSON.
    fn lower_parameter_content(&mut self, parameter: &mut Parameter, node: &Node<'d>, owner: &Owner) {
        let Some(content) = self.lower_content(Some(node), owner, Use::Request).into_iter().next() else {
            return;
        };
        let form = essence(&content.media_type) == "application/x-www-form-urlencoded";
        parameter.docs.examples.extend(content.examples);
        parameter.value = content.value;
        if content.format == ContentFormat::Json {
            (parameter.style, parameter.explode) = (Style::Json, false);
        } else if !(form && parameter.location == ParameterLocation::QueryString) {
            if form {
                let message = format!("`{}` is the text that the caller gives", content.media_type);
                self.warn(Code::NotEnforced, &content.pointer, message, "JSON is written from its schema");
            }
            parameter.value = Value { ty: Type::String, ..parameter.value.clone() };
        }
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
            let help = "it is left out: header names have no blanks or special characters";
            self.ignored(&parameter.pointer, message, help);
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
            "querystring" => ParameterLocation::QueryString,
            "" => return None,
            other => {
                let place = Place::Key(format!("{}/in", fields.pointer()));
                let message = format!("`{other}` is not a place for a parameter");
                let help = match other {
                    "body" | "formData" => {
                        "since OpenAPI 3.0, the `requestBody` of the operation describes it"
                    }
                    _ => "the places are `path`, `query`, `querystring`, `header` and `cookie`",
                };
                self.diagnostics.error(Code::WrongType, place, message, help);
                return None;
            }
        };
        Some(location)
    }

    pub(super) fn lower_style(&mut self, fields: &mut Fields<'d>, location: ParameterLocation) -> Style {
        let default = match location {
            ParameterLocation::Path | ParameterLocation::Header | ParameterLocation::Part => Style::Simple,
            _ => Style::Form,
        };
        let Some(node) = fields.take("style") else { return default };
        let Some(name) = node.string(self.diagnostics) else { return default };
        match style(name) {
            Some(style) if is_for(style, location) => style,
            found => {
                let message = match found {
                    Some(_) => format!("a {} parameter has no style `{name}`", location.as_str()),
                    None => format!("`{name}` is not a style of parameters"),
                };
                let help = format!("it is written in the style `{}`", style_name(default));
                self.ignored(&node.pointer, message, help);
                default
            }
        }
    }
}

/// The style of this name.
pub(super) fn style(name: &str) -> Option<Style> {
    Some(match name {
        "matrix" => Style::Matrix,
        "label" => Style::Label,
        "form" => Style::Form,
        "simple" => Style::Simple,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        "cookie" => Style::Cookie,
        _ => return None,
    })
}

/// The name of a style that is one by default.
fn style_name(style: Style) -> &'static str {
    if style == Style::Simple { "simple" } else { "form" }
}

/// Whether the standard defines a style for a place.
fn is_for(style: Style, location: ParameterLocation) -> bool {
    match location {
        ParameterLocation::Path => matches!(style, Style::Simple | Style::Label | Style::Matrix),
        ParameterLocation::Header | ParameterLocation::Part => style == Style::Simple,
        ParameterLocation::Cookie => matches!(style, Style::Form | Style::Cookie),
        ParameterLocation::Query | ParameterLocation::QueryString => {
            matches!(style, Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject)
        }
    }
}

/// Whether something looks like a Parameter Object.
fn is_parameter(node: &Node<'_>) -> bool {
    node.json.as_object().is_none() || node.get("name").is_some() || node.get("in").is_some()
}

/// Whether two parameters are one: names of headers do not depend on case.
fn is_same(left: &Parameter, right: &Parameter) -> bool {
    left.location == right.location
        && match left.location {
            ParameterLocation::Header => left.wire.eq_ignore_ascii_case(&right.wire),
            _ => left.wire == right.wire,
        }
}
