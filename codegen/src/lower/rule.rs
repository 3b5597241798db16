//! What types and their checks do not enforce → rules: schemas that the runtime evaluates over JSON.
//!
//! Invariant: a rule has exactly the keywords that nothing else enforces at its place, so that nothing is reported
//! twice; what stands below these is taken over whole. What can not be enforced at all is reported, and undecided.

mod keyword;
pub(super) mod one_way;
mod shared;

use std::collections::HashSet;

use super::Lower;
use super::shape::Shape;
use crate::ir::{Api, Assertion, Keyword, ModelId, Operation, Pointer, Rule, Type, Value};
use crate::json::Json;
use crate::ledger::Fate;
use crate::openapi::schema::TypeSet;
use crate::openapi::{Node, join};

/// A member of a schema of a rule.
type Member = (String, Json);

impl<'d> Lower<'d, '_> {
    /// Lets a rule enforce the keyword at this place.
    pub(super) fn enforce(&mut self, keyword: &str) {
        self.enforce_as(keyword, "", Vec::new());
    }

    /// Lets a rule enforce that at most one branch holds of the `oneOf` at this place.
    pub(super) fn enforce_at_most_one(&mut self, keyword: &str) {
        self.enforce_as(keyword, " at most", vec![("@most".to_owned(), Json::Bool(true))]);
    }

    /// Lets a rule enforce the keyword at this place for values of some types.
    pub(super) fn enforce_for(&mut self, keyword: &str, types: TypeSet) {
        let names: Vec<&str> = types.names().collect();
        let member = ("@types".to_owned(), type_list(&names));
        self.enforce_as(keyword, &format!(" for {}", names.join(" ")), vec![member]);
    }

    /// Lets a rule enforce that names are there. Each comes with its place in a list.
    pub(super) fn enforce_required(&mut self, names: &[(&'d str, Pointer)]) {
        let mut lists: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, pointer) in names {
            let Some((list, _)) = pointer.rsplit_once('/') else { continue };
            match lists.iter_mut().find(|(own, _)| *own == list) {
                Some((_, names)) => names.push(name),
                None => lists.push((list, vec![name])),
            }
        }
        for (list, names) in lists {
            let Some((place, _)) = list.rsplit_once('/') else { continue };
            let value = names.iter().map(|name| Json::String((*name).to_owned())).collect();
            let name = format!("{list} {}", names.join(" "));
            self.add_rule(list, name, place, vec![("required".to_owned(), Json::Array(value))]);
        }
    }

    /// Lets a rule enforce that the names of all members match one of the patterns at this place. Their values are
    /// checked by their type.
    pub(super) fn enforce_names(&mut self, keyword: &str) {
        let Some((place, _)) = keyword.rsplit_once('/') else { return };
        let Some(patterns) = self.nodes.get(place).and_then(|json| json.get("patternProperties")) else {
            return;
        };
        let node = Node { json: patterns, pointer: keyword.to_owned() };
        let mut names = Vec::new();
        for (pattern, schema) in node.members() {
            let keyword = Keyword::Pattern(pattern.to_owned());
            if !self.keep_pattern(&Assertion { pointer: schema.pointer.clone(), keyword }) {
                return;
            }
            // They are equal, and one of them was read.
            self.rule_schema(&schema);
            names.push((pattern.to_owned(), Json::Bool(true)));
        }
        let closed = ("additionalProperties".to_owned(), Json::Bool(false));
        let members = vec![("patternProperties".to_owned(), Json::Object(names)), closed];
        self.add_rule(keyword, format!("{keyword} names"), place, members);
    }

    /// Lets a rule enforce what a schema says of one property.
    pub(super) fn enforce_property(&mut self, name: &str, schema: &Node<'d>) {
        let Some((keyword, _)) = schema.pointer.rsplit_once('/') else { return };
        let Some((place, _)) = keyword.rsplit_once('/') else { return };
        let members = Json::Object(vec![(name.to_owned(), self.rule_schema(schema))]);
        self.add_rule(keyword, format!("{keyword} {name}"), place, vec![("properties".to_owned(), members)]);
    }

    /// Lets rules enforce all that a shape says.
    pub(super) fn enforce_all(&mut self, shape: &Shape<'d>) {
        for source in &shape.sources {
            let Some(json) = self.nodes.get(source).copied() else { continue };
            if *json == Json::Bool(false) {
                self.enforce_nothing(source);
            }
            let node = Node { json, pointer: source.clone() };
            let schema = self.schema(&node);
            for (key, value) in node.members() {
                // Those are sources of their own, and what a discriminator chooses is not counted.
                let elsewhere = matches!(key, "$ref" | "$dynamicRef" | "$recursiveRef" | "allOf");
                let tagged = matches!(key, "oneOf" | "anyOf") && schema.discriminator.is_some();
                if !elsewhere && !tagged {
                    self.enforce(&value.pointer);
                }
            }
        }
    }

    /// Lets rules enforce what a shape says of the content of objects and arrays.
    pub(super) fn enforce_content(&mut self, shape: &Shape<'d>) {
        let around = |pointer: &Pointer| pointer.rsplit_once('/').map(|(keyword, _)| keyword.to_owned());
        let properties = shape.properties.iter().flat_map(|(_, nodes)| nodes);
        let inside =
            properties.map(|node| &node.pointer).chain(shape.required.iter().map(|(_, place)| place));
        let whole = shape.additional.iter().chain(&shape.items).map(|node| node.pointer.clone());
        for keyword in inside.filter_map(around).chain(whole) {
            self.enforce(&keyword);
        }
    }

    /// Lets a rule reject every value: the schema at this place is `false`.
    pub(super) fn enforce_nothing(&mut self, schema: &str) {
        let name = format!("#{schema}");
        let rule = Rule {
            name: name.clone(),
            pointer: schema.to_owned(),
            schema: Json::Bool(false),
            patterns: Vec::new(),
        };
        self.table.insert(name.clone(), rule);
        self.rules.push(Assertion { pointer: schema.to_owned(), keyword: Keyword::Rule(name) });
    }

    /// Lets a rule enforce all of the schema at a node.
    pub(super) fn enforce_schema(&mut self, node: &Node<'d>) {
        let name = self.whole_rule(node);
        self.rules.push(Assertion { pointer: node.pointer.clone(), keyword: Keyword::Rule(name) });
    }

    /// The rule that is all of the keyword at this place, for values of some types, for a check to ask. It enforces nothing
    /// by itself.
    pub(super) fn keyword_rule(&mut self, keyword: &str, types: TypeSet) -> Option<String> {
        let (place, key) = keyword.rsplit_once('/')?;
        let node = Node { json: self.nodes.get(place).copied()?, pointer: place.to_owned() };
        let mut members = self.rule_part(&node, key);
        let mut name = format!("{keyword} any");
        if types != TypeSet::ANY {
            // The same union may stand beside other types, where it is part of another schema.
            let names: Vec<&str> = types.names().collect();
            name = format!("{name} {}", names.join(" "));
            members.push(("type".to_owned(), type_list(&names)));
        }
        self.table.insert(name.clone(), rule(name.clone(), place, Json::Object(members)));
        Some(name)
    }

    /// The rule that is all that the schemas of a shape say, for a check of the union at a place to ask.
    pub(super) fn sources_rule(&mut self, keyword: &str, shape: &Shape<'d>) -> Option<String> {
        let is_part = |source: &Pointer| {
            let rest = |whole: &Pointer| source.strip_prefix(whole.as_str());
            shape.sources.iter().filter_map(rest).any(|rest| rest.starts_with("/allOf/"))
        };
        let mut wholes = Vec::new();
        for source in shape.sources.iter().filter(|source| !is_part(source)) {
            let node = Node { json: self.nodes.get(source).copied()?, pointer: source.clone() };
            wholes.push(self.whole_rule(&node));
        }
        if let [whole] = wholes.as_slice() {
            return Some(whole.clone());
        }
        let name = format!("{keyword} any {}", wholes.join(" "));
        let wholes =
            wholes.into_iter().map(|whole| Json::Object(vec![("$ref".to_owned(), Json::String(whole))]));
        let schema = Json::Object(vec![("allOf".to_owned(), Json::Array(wholes.collect()))]);
        self.table.insert(name.clone(), rule(name.clone(), keyword, schema));
        Some(name)
    }

    fn enforce_as(&mut self, keyword: &str, variant: &str, more: Vec<Member>) {
        let Some((place, key)) = keyword.rsplit_once('/') else { return };
        let Some(json) = self.nodes.get(place).copied() else { return };
        let name = format!("{keyword}{variant}");
        // All that there are may be looked through.
        if !self.may_look_through(self.rules.len(), keyword) {
            return;
        }
        if self.rules.iter().any(|rule| rule.pointer == keyword && rule.rule() == Some(&name)) {
            return;
        }
        let node = Node { json, pointer: place.to_owned() };
        let mut members = self.rule_part(&node, key);
        if members.is_empty() {
            return;
        }
        let at_most = more.iter().any(|(key, _)| key == "@most");
        if at_most && !shared::keep_shared(&mut members) {
            return;
        }
        members.extend(more);
        self.add_rule(keyword, name, place, members);
    }

    fn add_rule(&mut self, keyword: &str, name: String, place: &str, members: Vec<Member>) {
        // What can not be decided at all needs no rule.
        if members.iter().any(|(key, _)| key != "@unknown") {
            let rule = rule(name.clone(), place, Json::Object(members));
            self.table.insert(name.clone(), rule);
            self.rules.push(Assertion { pointer: keyword.to_owned(), keyword: Keyword::Rule(name) });
        }
    }

    /// The rule that is all of a schema, for others to refer to.
    fn whole_rule(&mut self, node: &Node<'d>) -> String {
        let name = format!("#{}", node.pointer);
        if !self.table.contains_key(&name) {
            self.table.insert(name.clone(), rule(name.clone(), &node.pointer, Json::Bool(true)));
            self.unruled.push(node.clone());
        }
        name
    }

    /// Makes the rules that others refer to.
    pub(super) fn fill_rules(&mut self) {
        while let Some(node) = self.unruled.pop().filter(|_| !self.gives_up()) {
            let schema = self.rule_schema(&node);
            let name = format!("#{}", node.pointer);
            self.table.insert(name.clone(), rule(name, &node.pointer, schema));
        }
    }

    /// Gives rules to the value that a shape has become, or to its model.
    pub(super) fn attach_rules(&mut self, shape: &Shape<'d>, value: &mut Value, rules: Vec<Assertion>) {
        match value.ty {
            // A union of which one branch is left has the model of that branch, with what stands beside it.
            Type::Model(id)
                if self.inline.get(&shape.key()) == Some(&id)
                    || self.models[id.0].pointer == shape.pointer =>
            {
                self.give_rules(id, &rules);
            }
            _ => value.assertions.extend(rules),
        }
    }

    pub(super) fn give_rules(&mut self, id: ModelId, rules: &[Assertion]) {
        let own = &mut self.models[id.0].rules;
        for name in rules.iter().filter_map(Assertion::rule) {
            if !own.iter().any(|own| own == name) {
                own.push(name.to_owned());
            }
        }
    }

    /// Marks the argument of a keyword that has no effect where it stands.
    fn without_effect(&mut self, node: &Node<'d>) {
        if !self.diagnostics.ledger().knows(node.json) {
            self.diagnostics.ledger().whole(node.json, Fate::Code);
        }
    }
}

fn type_list(names: &[&str]) -> Json {
    Json::Array(names.iter().map(|name| Json::String((*name).to_owned())).collect())
}

fn rule(name: String, place: &str, schema: Json) -> Rule {
    let mut patterns = Vec::new();
    collect_patterns(&schema, &mut patterns);
    patterns.sort();
    patterns.dedup();
    Rule { name, pointer: place.to_owned(), schema, patterns }
}

/// Collects the patterns of a schema of a rule.
fn collect_patterns(schema: &Json, patterns: &mut Vec<String>) {
    let mut work = vec![schema];
    while let Some(schema) = work.pop() {
        for (key, value) in schema.as_object().unwrap_or_default() {
            match (key.as_str(), value) {
                ("enum" | "const", _) => {}
                ("pattern", Json::String(pattern)) => patterns.push(pattern.clone()),
                ("patternProperties", Json::Object(members)) => {
                    patterns.extend(members.iter().map(|(pattern, _)| pattern.clone()));
                    work.extend(members.iter().map(|(_, value)| value));
                }
                ("properties" | "dependentSchemas", Json::Object(members)) => {
                    work.extend(members.iter().map(|(_, value)| value));
                }
                (_, Json::Array(items)) => work.extend(items),
                _ => work.push(value),
            }
        }
    }
}

/// Removes the rules that nothing refers to any more.
pub(super) fn prune(api: &mut Api) {
    let mut names: Vec<String> = api.models.iter().flat_map(|model| model.rules.iter().cloned()).collect();
    names.extend(api.models.iter().filter_map(|model| model.any_branch.clone()));
    let models = api.models.iter().flat_map(|model| model.kind.values());
    let operations = api.operations.iter().flat_map(Operation::values);
    let payloads = api.payloads.iter().map(|payload| &payload.value);
    for mut value in models.chain(operations).chain(payloads) {
        loop {
            names.extend(value.assertions.iter().filter_map(Assertion::rule).map(str::to_owned));
            let (Type::Array(inner) | Type::Map(inner)) = &value.ty else { break };
            value = inner;
        }
    }
    let mut kept = HashSet::new();
    while let Some(name) = names.pop() {
        if let Some(rule) = api.rule(&name)
            && kept.insert(name)
        {
            collect_references(&rule.schema, &mut names);
        }
    }
    api.rules.retain(|rule| kept.contains(&rule.name));
}

fn collect_references(schema: &Json, names: &mut Vec<String>) {
    let mut work = vec![schema];
    while let Some(json) = work.pop() {
        for (key, value) in json.as_object().unwrap_or_default() {
            match (key.as_str(), value) {
                ("$ref", Json::String(name)) => names.push(name.clone()),
                _ => work.push(value),
            }
        }
        work.extend(json.as_array().unwrap_or_default());
    }
}

/// The names that `properties` has in a schema.
fn property_names(node: &Node<'_>) -> Option<Json> {
    let members = node.json.get("properties")?.as_object()?;
    Some(Json::Array(members.iter().map(|(name, _)| Json::String(name.clone())).collect()))
}

/// The place of a keyword of a schema.
fn place_of(node: &Node<'_>, key: &str) -> Pointer {
    join(&node.pointer, key)
}
