//! The Schema Object (OpenAPI 3.x) and JSON Schema 2020-12: JSON → [`Schema`].
//!
//! Every keyword of both dialects has an arm in one `match`; nothing falls through unreported.

mod discriminator;
mod keywords;
mod type_set;

pub use discriminator::Discriminator;
pub use type_set::TypeSet;

use keywords::Role;

use super::node::{Fields, Node, report_unknown};
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::{Assertion, Docs, Example, ExternalDocs, Keyword, Pointer};
use crate::json::{Json, Number};
use crate::ledger::Fate;

/// A schema, keyword by keyword.
#[derive(Clone, Debug)]
pub struct Schema<'d> {
    /// Its place.
    pub pointer: Pointer,
    /// `$ref` and its place.
    pub reference: Option<(&'d str, Pointer)>,
    /// `type`; every type where it is not given, and none for the schema `false`.
    pub types: TypeSet,
    /// `nullable: true` (OpenAPI 3.0).
    pub nullable: bool,
    /// The annotations for people.
    pub docs: Docs,
    /// `format` and its place.
    pub format: Option<(&'d str, Pointer)>,
    /// `enum`, or `const` as a list of one, and its place.
    pub values: Option<(Vec<&'d Json>, Pointer)>,
    /// `default`.
    pub default: Option<Node<'d>>,
    /// `readOnly`, `writeOnly` and `x-sensitive`.
    pub access: Access,
    /// `properties`.
    pub properties: Vec<(&'d str, Node<'d>)>,
    /// `required`, each name with its place.
    pub required: Vec<(&'d str, Pointer)>,
    /// `additionalProperties`.
    pub additional: Option<Node<'d>>,
    /// `items`.
    pub items: Option<Node<'d>>,
    /// `allOf`.
    pub all_of: Vec<Node<'d>>,
    /// `oneOf`, or `anyOf` where there is no `oneOf`, and the place of the keyword.
    pub union: Option<(Vec<Node<'d>>, Pointer)>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator<'d>>,
    /// The keywords that limit a value beyond its type.
    pub assertions: Vec<Assertion>,
    /// Keywords that types can not enforce: rules do.
    pub unenforced: Vec<(&'static str, Pointer)>,
}

/// Who may see a value.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Access {
    /// `readOnly`: requests leave it out.
    pub read_only: bool,
    /// `writeOnly`: responses leave it out.
    pub write_only: bool,
    /// `x-sensitive`: errors and `Debug` may not show it.
    pub sensitive: bool,
}

impl Access {
    /// What holds where both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            read_only: self.read_only || other.read_only,
            write_only: self.write_only || other.write_only,
            sensitive: self.sensitive || other.sensitive,
        }
    }

    /// Whether the value is a secret: what a server never returns is one.
    #[must_use]
    pub fn is_secret(self) -> bool {
        self.sensitive || self.write_only
    }
}

impl<'d> Schema<'d> {
    /// A schema that says nothing, at this place.
    fn empty(pointer: &Pointer) -> Self {
        Self {
            pointer: pointer.clone(),
            reference: None,
            types: TypeSet::ANY,
            nullable: false,
            docs: Docs::default(),
            format: None,
            values: None,
            default: None,
            access: Access::default(),
            properties: Vec::new(),
            required: Vec::new(),
            additional: None,
            items: None,
            all_of: Vec::new(),
            union: None,
            discriminator: None,
            assertions: Vec::new(),
            unenforced: Vec::new(),
        }
    }

    /// Reads the schema at a node. What is wrong with it is reported, and read as if it were not there.
    pub fn read(node: &Node<'d>, diagnostics: &mut Diagnostics) -> Self {
        let mut schema = Self::empty(&node.pointer);
        match node.json {
            Json::Bool(true) => {}
            Json::Bool(false) => schema.types = TypeSet::NONE,
            Json::Object(_) => {
                diagnostics.ledger().read(node.json);
                for (key, value) in node.members() {
                    if let Some(fate) = keywords::fate(key) {
                        diagnostics.ledger().whole(value.json, fate);
                    }
                    schema.keyword(key, &value, diagnostics);
                }
                schema.exclusive_bounds(node);
                schema.binary_content(node);
                schema.encoded_content(node, diagnostics);
            }
            _ => node.unread("a schema", "", diagnostics),
        }
        schema
    }

    /// Reads what stands for `format: binary` in 3.1: a media type that is not text, and is not encoded as text.
    fn binary_content(&mut self, node: &Node<'d>) {
        let text = |key| node.json.get(key).and_then(Json::as_str);
        let key = match (text("contentEncoding"), text("contentMediaType")) {
            (Some("binary"), _) => "contentEncoding",
            (None, Some(media_type)) if is_binary(media_type) => "contentMediaType",
            _ => return,
        };
        if self.format.is_none() {
            self.format = Some(("binary", super::join(&node.pointer, key)));
        }
        if self.types == TypeSet::ANY {
            self.types = TypeSet::STRING;
        }
    }

    /// Reads what stands for `format: byte` and `base64url` in 3.1: how bytes are encoded as text.
    fn encoded_content(&mut self, node: &Node<'d>, diagnostics: &mut Diagnostics) {
        let Some(encoding) = node.get("contentEncoding") else { return };
        let format = match encoding.json.as_str() {
            Some("base64") => "byte",
            Some("base64url") => "base64url",
            _ => return,
        };
        if self.format.is_none() && self.types != TypeSet::ANY && self.types.contains(TypeSet::STRING) {
            diagnostics.ledger().whole(encoding.json, Fate::Code);
            self.format = Some((format, encoding.pointer));
        }
    }

    /// Whether it limits values in any way, references aside.
    #[must_use]
    pub fn constrains(&self) -> bool {
        self.types != TypeSet::ANY
            || self.format.is_some()
            || self.values.is_some()
            || !self.properties.is_empty()
            || !self.required.is_empty()
            || self.additional.is_some()
            || self.items.is_some()
            || self.union.is_some()
            || self.discriminator.is_some()
            || !self.assertions.is_empty()
            || !self.unenforced.is_empty()
    }

    /// Whether it names a type, and says nothing else about values.
    #[must_use]
    pub fn says_only_its_type(&self) -> bool {
        self.adds_only_its_type()
            && self.reference.is_none()
            && self.all_of.is_empty()
            && !self.access.is_secret()
    }

    /// Whether it names a type, and says nothing else about values but what it refers to.
    #[must_use]
    pub fn adds_only_its_type(&self) -> bool {
        self.types != TypeSet::ANY && !Self { types: TypeSet::ANY, ..self.clone() }.constrains()
    }

    fn keyword(&mut self, key: &str, value: &Node<'d>, diagnostics: &mut Diagnostics) {
        match key {
            "$ref" => {
                self.reference = value.string(diagnostics).map(|text| (text, value.pointer.clone()));
            }
            "type" => self.read_types(value, diagnostics),
            "nullable" => self.nullable = value.flag(diagnostics).unwrap_or_default(),
            "title" => self.docs.title = value.string(diagnostics).map(str::to_owned),
            "description" => self.docs.description = value.string(diagnostics).map(str::to_owned),
            "externalDocs" => self.docs.external = read_external_docs(value, diagnostics),
            "deprecated" => self.docs.deprecated = value.flag(diagnostics).unwrap_or_default(),
            "example" => self.docs.examples.push(example(value)),
            "examples" => self.docs.examples.extend(value.items().map(|item| example(&item))),
            "format" => {
                self.format = value.string(diagnostics).map(|text| (text, value.pointer.clone()));
            }
            "enum" => {
                if holds_array(value, diagnostics) {
                    let values = value.items().map(|item| item.json).collect();
                    self.list_values(values, &value.pointer, diagnostics);
                }
            }
            "const" => self.list_values(vec![value.json], &value.pointer, diagnostics),
            "default" => self.default = Some(value.clone()),
            "readOnly" => self.access.read_only = value.flag(diagnostics).unwrap_or_default(),
            "writeOnly" => self.access.write_only = value.flag(diagnostics).unwrap_or_default(),
            "x-sensitive" => self.access.sensitive = value.flag(diagnostics).unwrap_or_default(),
            "properties" => {
                if value.json.as_object().is_none() {
                    value.unread("an object", "", diagnostics);
                }
                self.properties = value.members().collect();
            }
            // OpenAPI 3.0 documents often mark a property itself, as version 3 of JSON Schema did.
            "required" if value.json.as_bool().is_some() => {
                let message = "`required` is a list of names beside `properties`, not a flag of the property";
                let help = "name the property in the list of its object";
                diagnostics.warn(Code::BadConstraint, Place::Key(value.pointer.clone()), message, help);
            }
            "required" => self.required = value.strings(diagnostics),
            "additionalProperties" => self.additional = Some(value.clone()),
            "items" => self.items = Some(value.clone()),
            "allOf" => self.all_of = schemas(value, diagnostics),
            "oneOf" => self.read_union(value, diagnostics),
            "anyOf" if self.union.is_none() => self.read_union(value, diagnostics),
            "$schema" => report_dialect(value, diagnostics),
            "discriminator" => self.discriminator = Discriminator::read(value, diagnostics),
            _ => self.assertion(key, value, diagnostics),
        }
    }

    fn assertion(&mut self, key: &str, value: &Node<'d>, diagnostics: &mut Diagnostics) {
        let keyword = match key {
            "minLength" => value.count(diagnostics).map(Keyword::MinLength),
            "maxLength" => value.count(diagnostics).map(Keyword::MaxLength),
            "minItems" => value.count(diagnostics).map(Keyword::MinItems),
            "maxItems" => value.count(diagnostics).map(Keyword::MaxItems),
            "minProperties" => value.count(diagnostics).map(Keyword::MinProperties),
            "maxProperties" => value.count(diagnostics).map(Keyword::MaxProperties),
            "minimum" => value.number(diagnostics).map(Keyword::Minimum),
            "maximum" => value.number(diagnostics).map(Keyword::Maximum),
            // The boolean form of OpenAPI 3.0 is read together with the bound it belongs to.
            "exclusiveMinimum" | "exclusiveMaximum" if value.json.as_bool().is_some() => None,
            "exclusiveMinimum" => value.number(diagnostics).map(Keyword::ExclusiveMinimum),
            "exclusiveMaximum" => value.number(diagnostics).map(Keyword::ExclusiveMaximum),
            "multipleOf" => step(value, diagnostics).map(Keyword::MultipleOf),
            "pattern" => value.string(diagnostics).map(|text| Keyword::Pattern(text.to_owned())),
            "uniqueItems" => value.flag(diagnostics).unwrap_or_default().then_some(Keyword::UniqueItems),
            _ => return self.other(key, value, diagnostics),
        };
        let pointer = value.pointer.clone();
        self.assertions.extend(keyword.map(|keyword| Assertion { pointer, keyword }));
    }

    fn other(&mut self, key: &str, value: &Node<'d>, diagnostics: &mut Diagnostics) {
        match keywords::role(key) {
            // A second union at one place.
            _ if key == "anyOf" => self.unenforced.push(("anyOf", value.pointer.clone())),
            Some((keyword, Role::Unenforced)) => self.unenforced.push((keyword, value.pointer.clone())),
            Some(_) => {}
            None => {
                report_unknown(key, &value.pointer, "Schema Object", &keywords::names(), diagnostics);
            }
        }
    }

    fn read_types(&mut self, value: &Node<'d>, diagnostics: &mut Diagnostics) {
        let names = match value.json {
            Json::Array(_) => value.strings(diagnostics),
            _ => value.string(diagnostics).map(|name| (name, value.pointer.clone())).into_iter().collect(),
        };
        report_empty(value, diagnostics);
        let mut types = TypeSet::NONE;
        for (name, pointer) in names {
            if let Some(found) = TypeSet::named(name) {
                types = types.or(found);
            } else {
                // It may stand for anything.
                types = TypeSet::ANY;
                let known = ["null", "boolean", "integer", "number", "string", "array", "object"];
                let help = match crate::suggest::nearest(name, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the types are {}", known.join(", ")),
                };
                let message = format!("`{name}` is not a type of JSON Schema: a value may be anything");
                diagnostics.warn(Code::WrongType, Place::Value(pointer), message, help);
            }
        }
        if types != TypeSet::NONE {
            self.types = types;
        }
    }

    /// Takes the values of an `enum` or a `const`. Of both, the constant alone is left, which is to be one of the list.
    fn list_values(&mut self, values: Vec<&'d Json>, pointer: &Pointer, diagnostics: &mut Diagnostics) {
        let (mut listed, mut other) = ((values, pointer.clone()), self.values.take());
        if let Some(other) = other.as_mut().filter(|(_, at)| at.ends_with("/const")) {
            std::mem::swap(&mut listed, other);
        }
        if let Some((list, at)) = other
            && !list.iter().any(|value| listed.0.iter().any(|constant| constant.same(value)))
        {
            let message = "this constant is not in the list beside it";
            diagnostics.warn(
                Code::Contradiction,
                Place::Value(listed.1.clone()),
                message,
                "no value is valid",
            );
            self.unenforced.push(("enum", at));
        }
        self.values = Some(listed);
    }

    fn read_union(&mut self, value: &Node<'d>, diagnostics: &mut Diagnostics) {
        if let Some((_, earlier)) = self.union.take() {
            self.unenforced.push(("anyOf", earlier));
        }
        let branches = schemas(value, diagnostics);
        if !branches.is_empty() {
            self.union = Some((branches, value.pointer.clone()));
        }
    }

    /// Turns `minimum` with `exclusiveMinimum: true` (OpenAPI 3.0) into its modern form, likewise the maximum.
    fn exclusive_bounds(&mut self, node: &Node<'d>) {
        let exclusive = |key| node.get(key).filter(|flag| flag.json.as_bool() == Some(true));
        let (minimum, maximum) = (exclusive("exclusiveMinimum"), exclusive("exclusiveMaximum"));
        for assertion in &mut self.assertions {
            let (keyword, flag) = match (&assertion.keyword, &minimum, &maximum) {
                (Keyword::Minimum(limit), Some(flag), _) => (Keyword::ExclusiveMinimum(*limit), flag),
                (Keyword::Maximum(limit), _, Some(flag)) => (Keyword::ExclusiveMaximum(*limit), flag),
                _ => continue,
            };
            *assertion = Assertion { pointer: flag.pointer.clone(), keyword };
        }
    }
}

/// Says where a schema has other rules than those that it is read by: what a meta-schema leaves out is read all the same.
fn report_dialect(value: &Node<'_>, diagnostics: &mut Diagnostics) {
    let Some(dialect) = value.string(diagnostics) else { return };
    let place = Place::Value(value.pointer.clone());
    let own = ["https://json-schema.org/draft/2020-12/", "https://spec.openapis.org/oas/3."];
    if own.iter().any(|own| dialect.starts_with(own))
        || dialect.starts_with("http://json-schema.org/draft-04/")
    {
        return;
    }
    let message =
        "what this meta-schema changes is not enforced: the schema is read as one of JSON Schema 2020-12";
    if dialect.contains("//json-schema.org/") {
        diagnostics.note(Code::NotEnforced, place, message, "");
    } else {
        diagnostics.warn(Code::NotEnforced, place, message, "");
    }
}

/// Reads an External Documentation Object.
pub fn read_external_docs(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<ExternalDocs> {
    let mut fields = Fields::new(node, "External Documentation Object", diagnostics);
    let url = fields.expected_string("url", diagnostics).to_owned();
    let description = fields.string("description", diagnostics).map(str::to_owned);
    fields.finish(diagnostics);
    (!url.is_empty()).then_some(ExternalDocs { description, url })
}

fn example(node: &Node<'_>) -> Example {
    Example { pointer: node.pointer.clone(), name: None, value: node.json.clone() }
}

fn schemas<'d>(node: &Node<'d>, diagnostics: &mut Diagnostics) -> Vec<Node<'d>> {
    report_empty(node, diagnostics);
    if holds_array(node, diagnostics) { node.items().collect() } else { Vec::new() }
}

/// Reports a list of types or schemas that has none, which JSON Schema does not allow.
fn report_empty(node: &Node<'_>, diagnostics: &mut Diagnostics) {
    if node.json.as_array().is_some_and(<[Json]>::is_empty) {
        let place = Place::Value(node.pointer.clone());
        diagnostics.warn(Code::BadConstraint, place, "this list is empty, and has no effect", "remove it");
    }
}

/// Whether the value of a keyword is an array. Anything else is reported, and limits nothing.
fn holds_array(node: &Node<'_>, diagnostics: &mut Diagnostics) -> bool {
    let is_array = node.json.as_array().is_some();
    if !is_array {
        node.unread("an array", "", diagnostics);
    }
    is_array
}

/// A number above zero.
fn step(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Number> {
    let step = node.number(diagnostics)?;
    if step.compare(Number::Integer(0)).is_gt() {
        return Some(step);
    }
    let message = format!("`multipleOf` must be greater than 0, and is {step}");
    diagnostics.warn(Code::BadConstraint, Place::Value(node.pointer.clone()), message, "it has no effect");
    None
}

/// Whether a media type is one of bytes.
fn is_binary(media_type: &str) -> bool {
    const BYTES: &[&str] = &["application/octet-stream", "application/pdf", "application/zip"];
    let bytes = |kind: &&str| media_type.starts_with(*kind);
    BYTES.contains(&media_type) || ["image/", "audio/", "video/", "font/"].iter().any(bytes)
}
