//! Keywords of the document as rules have them: the form of JSON Schema 2020-12, whatever the dialect.

use super::one_way::{RECEIVED, RECEIVED_AROUND, SENT, SENT_AROUND};
use super::{Member, place_of, property_names};
use crate::Formats;
use crate::diagnostic::Code;
use crate::ir::{Assertion, Format, IntegerFormat, Keyword};
use crate::json::{Json, Number};
use crate::lower::Lower;
use crate::lower::shape::Unions;
use crate::openapi::Node;
use crate::openapi::schema::Schema;

impl<'d> Lower<'d, '_> {
    /// A schema as rules have it.
    pub(super) fn rule_schema(&mut self, node: &Node<'d>) -> Json {
        let Json::Object(_) = node.json else {
            return Json::Bool(*node.json != Json::Bool(false));
        };
        self.rule_schema_without(node, &[])
    }

    fn rule_schema_without(&mut self, node: &Node<'d>, left_out: &[&str]) -> Json {
        let schema = self.schema(node);
        let mut out = Vec::new();
        let whole = self.flatten_one(node);
        self.around.push(whole);
        if let Some((reference, pointer)) = &schema.reference {
            match self.document.resolve(reference, pointer, self.diagnostics) {
                Some(target) => out.push(("$ref".to_owned(), Json::String(self.whole_rule(&target)))),
                None => out.push(unknown()),
            }
        }
        for (key, value) in node.members().filter(|(key, _)| !left_out.contains(key)) {
            self.rule_keyword(node, &schema, key, &value, &mut out);
        }
        self.around.pop();
        Json::Object(out)
    }

    /// A keyword of a schema, with all that it needs beside it, where something else enforces the others.
    pub(super) fn rule_part(&mut self, node: &Node<'d>, key: &str) -> Vec<Member> {
        let schema = self.schema(node);
        let mut out = Vec::new();
        let has = |key: &str| node.json.get(key).is_some();
        // They belong to others, and are taken with them.
        let follows = match key {
            "then" | "else" => has("if"),
            "minContains" | "maxContains" => has("contains"),
            "items" => has("prefixItems"),
            "additionalProperties" => has("patternProperties"),
            _ => false,
        };
        if follows {
            return out;
        }
        let keys: &[&str] = match key {
            "if" => &["if", "then", "else"],
            "contains" => &["contains", "minContains", "maxContains"],
            "prefixItems" => &["prefixItems", "items"],
            "patternProperties" => &["patternProperties", "additionalProperties"],
            _ => &[key],
        };
        let whole = self.flatten_one(node);
        self.around.push(whole);
        for key in keys {
            if let Some(value) = node.get(key) {
                self.rule_keyword(node, &schema, key, &value, &mut out);
            }
        }
        self.around.pop();
        if matches!(key, "patternProperties" | "additionalProperties") {
            out.extend(property_names(node).map(|names| ("@properties".to_owned(), names)));
        }
        if matches!(key, "unevaluatedItems" | "unevaluatedProperties") {
            let beside = self.rule_schema_without(node, &["unevaluatedItems", "unevaluatedProperties"]);
            out.push(("@beside".to_owned(), beside));
        }
        out
    }

    fn rule_keyword(
        &mut self,
        node: &Node<'d>,
        schema: &Schema<'d>,
        key: &str,
        value: &Node<'d>,
        out: &mut Vec<Member>,
    ) {
        // What is around it is about the same value only there.
        let same = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "required"];
        if same.contains(&key) {
            return self.rule_keyword_inside(node, schema, key, value, out);
        }
        let around = std::mem::take(&mut self.around);
        self.rule_keyword_inside(node, schema, key, value, out);
        self.around = around;
    }

    fn rule_keyword_inside(
        &mut self,
        node: &Node<'d>,
        schema: &Schema<'d>,
        key: &str,
        value: &Node<'d>,
        out: &mut Vec<Member>,
    ) {
        let place = place_of(node, key);
        if let Some(assertion) = schema.assertions.iter().find(|assertion| assertion.pointer == place) {
            self.rule_assertion(assertion, out);
            return;
        }
        // Beside a `$ref` of OpenAPI 3.0, nothing has an effect.
        let drops = schema.reference.is_some() && !schema.constrains() && schema.all_of.is_empty();
        if drops && self.document.version == crate::version::Version::V30 {
            return;
        }
        match key {
            "type" => out.push((key.to_owned(), types(value.json, schema.nullable))),
            "enum" | "const" | "dependentRequired" => out.push((key.to_owned(), value.json.clone())),
            "minContains" | "maxContains" => {
                let count = value.json.as_number().and_then(Number::as_u64);
                out.extend(count.map(|it| (key.to_owned(), Json::Number(Number::Integer(it.into())))));
            }
            "required" if !schema.required.is_empty() => {
                out.push((key.to_owned(), value.json.clone()));
                self.list_one_way(schema, out);
            }
            "format" => self.rule_format(schema, out),
            "properties" | "dependentSchemas" => {
                let members =
                    value.members().map(|(name, value)| (name.to_owned(), self.rule_schema(&value)));
                let members = members.collect();
                out.push((key.to_owned(), Json::Object(members)));
            }
            "patternProperties" => self.rule_patterns(value, out),
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                let branches = value.items().map(|branch| self.rule_schema(&branch)).collect();
                out.push((key.to_owned(), Json::Array(branches)));
                if key == "oneOf" && schema.discriminator.is_some() {
                    out.push(("@any".to_owned(), Json::Bool(true)));
                }
            }
            "additionalProperties" | "unevaluatedProperties" if !has_all_patterns(node) => {
                let message = format!("`{key}` is not enforced beside a pattern that is not");
                self.warn(Code::NotEnforced, &place, message, "");
                self.rule_schema(value);
                out.push(unknown());
            }
            "items" if value.json.as_array().is_some() => {}
            "then" | "else" if node.json.get("if").is_none() => self.without_effect(value),
            "items"
            | "additionalProperties"
            | "propertyNames"
            | "contains"
            | "not"
            | "if"
            | "then"
            | "else"
            | "unevaluatedItems"
            | "unevaluatedProperties" => {
                let argument = self.rule_schema(value);
                out.push((key.to_owned(), argument));
            }
            "$dynamicRef" | "$recursiveRef"
                if schema.reference.as_ref().is_none_or(|(_, own)| *own != place) =>
            {
                let message = format!("`{key}` is not enforced");
                self.warn(Code::NotEnforced, &place, message, "it can lead to several schemas");
                out.push(unknown());
            }
            _ => {}
        }
    }

    /// Lists the required names of properties that travel one way.
    fn list_one_way(&mut self, schema: &Schema<'d>, out: &mut Vec<Member>) {
        let mut lists: [(&str, Vec<Json>); 4] =
            [RECEIVED, SENT, RECEIVED_AROUND, SENT_AROUND].map(|key| (key, Vec::new()));
        for (name, _) in &schema.required {
            let own =
                schema.properties.iter().find(|(own, _)| own == name).map(|(_, node)| vec![node.clone()]);
            let around =
                || self.around.iter().rev().find_map(|shape| shape.property(name)).map(<[Node<'d>]>::to_vec);
            let is_around = usize::from(own.is_none());
            let Some(nodes) = own.or_else(around) else { continue };
            let access = self.flatten(&nodes, Unions::Kept).access;
            let list = match (access.read_only, access.write_only) {
                (true, false) => 2 * is_around,
                (false, true) => 2 * is_around + 1,
                _ => continue,
            };
            lists[list].1.push(Json::String((*name).to_owned()));
        }
        let lists = lists.into_iter().filter(|(_, names)| !names.is_empty());
        out.extend(lists.map(|(key, names)| (key.to_owned(), Json::Array(names))));
    }

    fn rule_assertion(&mut self, assertion: &Assertion, out: &mut Vec<Member>) {
        if !self.keep_pattern(assertion) {
            out.push(unknown());
            return;
        }
        let count = |count: u64| Json::Number(Number::Integer(count.into()));
        let value = match &assertion.keyword {
            Keyword::MinLength(limit)
            | Keyword::MaxLength(limit)
            | Keyword::MinItems(limit)
            | Keyword::MaxItems(limit)
            | Keyword::MinProperties(limit)
            | Keyword::MaxProperties(limit) => count(*limit),
            Keyword::Minimum(limit)
            | Keyword::Maximum(limit)
            | Keyword::ExclusiveMinimum(limit)
            | Keyword::ExclusiveMaximum(limit)
            | Keyword::MultipleOf(limit) => Json::Number(*limit),
            Keyword::Pattern(pattern) => Json::String(pattern.clone()),
            Keyword::UniqueItems => Json::Bool(true),
            Keyword::Integer(_)
            | Keyword::NotNull
            | Keyword::Format(_)
            | Keyword::Enum(_)
            | Keyword::Rule(_) => {
                return;
            }
        };
        let key = assertion.pointer.rsplit('/').next().unwrap_or_default();
        out.push((key.to_owned(), value));
    }

    fn rule_format(&mut self, schema: &Schema<'d>, out: &mut Vec<Member>) {
        let Some((name, pointer)) = schema.format.as_ref().filter(|_| self.formats == Formats::Assert) else {
            return;
        };
        match Format::named(name) {
            _ if !pointer.ends_with("/format") => {}
            Some(format) => out.push(("format".to_owned(), Json::String(format.name().to_owned()))),
            None if IntegerFormat::named(name).is_some() => {
                out.push(("format".to_owned(), Json::String((*name).to_owned())));
            }
            None if matches!(*name, "int64" | "uint64" | "float" | "double" | "password" | "binary") => {}
            None => {
                self.report_unchecked(name, pointer);
                out.push(unknown());
            }
        }
    }

    fn rule_patterns(&mut self, value: &Node<'d>, out: &mut Vec<Member>) {
        let mut members = Vec::new();
        for (pattern, schema) in value.members() {
            let assertion =
                Assertion { pointer: schema.pointer.clone(), keyword: Keyword::Pattern(pattern.to_owned()) };
            let argument = self.rule_schema(&schema);
            if self.keep_pattern(&assertion) {
                members.push((pattern.to_owned(), argument));
            } else {
                out.push(unknown());
            }
        }
        if !members.is_empty() {
            out.push(("patternProperties".to_owned(), Json::Object(members)));
        }
    }
}

/// A part that can not be decided.
fn unknown() -> Member {
    ("@unknown".to_owned(), Json::Bool(true))
}

/// Whether all patterns of names can be matched.
fn has_all_patterns(node: &Node<'_>) -> bool {
    let patterns = node.json.get("patternProperties").and_then(Json::as_object).unwrap_or_default();
    patterns.iter().all(|(pattern, _)| crate::pattern::supported(pattern))
}

/// `type`, with `null` where `nullable` (OpenAPI 3.0) adds it.
fn types(value: &Json, nullable: bool) -> Json {
    match value {
        Json::String(_) if nullable => Json::Array(vec![value.clone(), Json::String("null".to_owned())]),
        Json::Array(items) if nullable => {
            Json::Array(items.iter().cloned().chain([Json::String("null".to_owned())]).collect())
        }
        _ => value.clone(),
    }
}
