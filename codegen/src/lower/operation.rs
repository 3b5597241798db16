//! Path Item Objects and Operation Objects (OpenAPI 3.x).

use std::collections::{BTreeSet, HashSet};

use super::Lower;
use crate::diagnostic::{Code, Place, Severity};
use crate::ir::{Docs, Operation, Pointer, SecurityRequirement};
use crate::ledger::Fate;
use crate::openapi::schema::read_external_docs;
use crate::openapi::{Fields, METHODS, Node};
use crate::version::Version;
use crate::{Choice, Options};

/// The methods of requests whose body has no meaning (RFC 9110, section 9.3).
const WITHOUT_BODY: &[&str] = &["GET", "HEAD", "DELETE", "TRACE"];

/// An operation that is wanted, before it is lowered.
struct Wanted<'d> {
    path: &'d str,
    /// The place of the path.
    place: Pointer,
    method: String,
    item: Node<'d>,
    node: Node<'d>,
    id: String,
}

impl<'d> Lower<'d, '_> {
    pub(super) fn lower_paths(
        &mut self,
        node: &Node<'d>,
        security: &[Vec<SecurityRequirement>],
        options: &Options,
    ) -> Vec<Operation> {
        if !node.is_object(self.diagnostics) {
            return Vec::new();
        }
        let mut all = Vec::new();
        let mut paths = Vec::new();
        for (path, item) in node.members().filter(|(path, _)| !path.starts_with("x-")) {
            let place = item.pointer.clone();
            paths.push((path, place.clone()));
            let Some(item) = self.document.follow(item, self.diagnostics) else { continue };
            let operations = self.operations_of(&item);
            if operations.is_empty() {
                self.account_for_item(&item);
                self.diagnostics.ledger().whole(item.json, Fate::Documentation);
            }
            // Servers that every operation overrides are nobody's.
            let overridden = operations.iter().all(|(_, node)| node.get("servers").is_some());
            if let Some(servers) = item.get("servers").filter(|_| overridden) {
                self.diagnostics.ledger().whole(servers.json, Fate::Documentation);
            }
            for (method, node) in operations {
                let (place, item, id) = (place.clone(), item.clone(), String::new());
                all.push(Wanted { path, place, method, item, node, id });
            }
        }
        self.report_same_paths(&paths);
        self.name_operations(&mut all);
        self.report_unknown_choices(&all, options);
        all.retain(|operation| is_wanted(operation, options));
        self.report_item_fields(&all);
        let mut operations = Vec::new();
        for wanted in &all {
            if self.may_have_item(&wanted.node.pointer) && !self.gives_up() {
                operations.push(self.lower_operation(wanted, security));
            }
        }
        operations
    }

    /// The operations of a path item, each with its method as it goes on the wire.
    pub(super) fn operations_of(&mut self, item: &Node<'d>) -> Vec<(String, Node<'d>)> {
        let known = METHODS.iter().filter_map(|key| Some((key.to_ascii_uppercase(), item.get(key)?)));
        let mut operations: Vec<(String, Node<'d>)> =
            known.filter(|(_, node)| node.is_object(self.diagnostics)).collect();
        let additional = item.get("additionalOperations");
        for (method, node) in
            additional.iter().flat_map(Node::members).filter(|(key, _)| !key.starts_with("x-"))
        {
            let token = http::Method::from_bytes(method.as_bytes()).is_ok();
            if !token || METHODS.iter().any(|known| known.to_ascii_uppercase() == method) {
                let message = format!("`{}` is not an additional method", method.escape_debug());
                let help = "it is left out: methods of the standard stand in the path item itself";
                self.ignored(&node.pointer, message, help);
            } else if node.is_object(self.diagnostics) {
                operations.push((method.to_owned(), node));
            }
        }
        operations
    }

    /// Gives every operation an id of its own.
    fn name_operations(&mut self, all: &mut [Wanted<'d>]) {
        let mut taken = HashSet::new();
        for operation in all {
            let id = operation.node.get("operationId").and_then(|id| id.string(self.diagnostics));
            let place = Place::Key(operation.node.pointer.clone());
            let made = || format!("{} {}", operation.method.to_lowercase(), operation.path);
            operation.id = match id.filter(|id| !id.is_empty()) {
                Some(id) if taken.contains(id) => {
                    let message = format!("the operation id `{id}` is used twice");
                    let help = "the later operation is named from its method and path";
                    self.diagnostics.warn(Code::DuplicateOperationId, place, message, help);
                    made()
                }
                Some(id) => id.to_owned(),
                None => {
                    let message = "this operation has no `operationId`";
                    let help = "it is named from its method and path";
                    self.diagnostics.warn(Code::MissingOperationId, place, message, help);
                    made()
                }
            };
            taken.insert(operation.id.clone());
        }
    }

    fn report_unknown_choices(&mut self, all: &[Wanted<'d>], options: &Options) {
        let ids: Vec<&str> = all.iter().map(|operation| operation.id.as_str()).collect();
        let tags: Vec<&str> = all.iter().flat_map(tags_of).collect();
        for (chosen, known, code, what, choice) in [
            (
                &options.operations,
                &ids,
                Code::UnknownOperation,
                "id",
                Choice::Operation as fn(String) -> Choice,
            ),
            (&options.excluded_operations, &ids, Code::UnknownOperation, "id", Choice::ExcludedOperation),
            (&options.tags, &tags, Code::UnknownTag, "tag", Choice::Tag),
            (&options.excluded_tags, &tags, Code::UnknownTag, "tag", Choice::ExcludedTag),
        ] {
            for name in chosen.iter().filter(|name| !known.contains(&name.as_str())) {
                let near = crate::suggest::nearest(name, known.iter().copied());
                let help = near.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
                let message = format!("no operation has the {what} `{name}`");
                self.diagnostics.error(code, choice(name.clone()).into(), message, help);
            }
        }
    }

    /// Accounts for the fields of path items beside their operations, once per path item.
    fn report_item_fields(&mut self, wanted: &[Wanted<'d>]) {
        let mut last = None;
        for operation in wanted {
            if last == Some(&operation.item.pointer) {
                continue;
            }
            last = Some(&operation.item.pointer);
            self.account_for_item(&operation.item);
        }
    }

    /// Accounts for the fields of a path item.
    pub(super) fn account_for_item(&mut self, item: &Node<'d>) {
        let mut fields = Fields::new(item, "Path Item Object", self.diagnostics);
        let others = &["summary", "description", "parameters", "servers", "additionalOperations"];
        for key in METHODS.iter().chain(others) {
            fields.take(key);
        }
        fields.finish(self.diagnostics);
    }

    fn lower_operation(&mut self, wanted: &Wanted<'d>, security: &[Vec<SecurityRequirement>]) -> Operation {
        let node = &wanted.node;
        let mut fields = Fields::new(node, "Operation Object", self.diagnostics);
        fields.take("operationId");
        let docs = Docs {
            title: fields.string("summary", self.diagnostics).map(str::to_owned),
            description: fields.string("description", self.diagnostics).map(str::to_owned),
            external: fields
                .take("externalDocs")
                .and_then(|node| read_external_docs(&node, self.diagnostics)),
            examples: Vec::new(),
            deprecated: fields.flag("deprecated", self.diagnostics),
        };
        let own_security = fields.take("security");
        let tags = fields.take("tags").map(|tags| tags.strings(self.diagnostics)).unwrap_or_default();
        let pages = fields.take("x-pages");
        self.read_pages(pages.as_ref(), &node.pointer);
        let roles = fields.take("x-roles").map(|roles| roles.strings(self.diagnostics)).unwrap_or_default();
        let parameters = fields.take("parameters");
        let body = fields.take("requestBody");
        let responses = fields.take("responses");
        let callbacks = fields.take("callbacks");
        let servers = fields.take("servers").or_else(|| wanted.item.get("servers"));
        // Since OpenAPI 3.1 there may be none.
        if responses.is_none() && self.document.version == Version::V30 {
            fields.missing("responses", Severity::Warning, self.diagnostics);
        }
        fields.finish(self.diagnostics);
        if let Some(body) = body.as_ref().filter(|_| WITHOUT_BODY.contains(&wanted.method.as_str())) {
            let message = format!("a body has no meaning in a `{}` request", wanted.method);
            let help = "it is sent all the same; some servers and proxies drop it";
            self.diagnostics.note(Code::UnusualBody, Place::Key(body.pointer.clone()), message, help);
        }

        if let Some(callbacks) = callbacks.filter(|callbacks| callbacks.is_object(self.diagnostics)) {
            let payloads = self.lower_callbacks(&callbacks, &wanted.id);
            self.payloads.extend(payloads);
        }
        let item_parameters = wanted.item.get("parameters");
        let mut parameters = self.lower_parameters(item_parameters.as_ref(), parameters.as_ref(), &wanted.id);
        let path = self.lower_path(wanted.path, &wanted.place, &node.pointer, &mut parameters);
        Operation {
            pointer: node.pointer.clone(),
            id: wanted.id.clone(),
            method: wanted.method.clone(),
            path: wanted.path.to_owned(),
            segments: path.segments,
            query: path.query,
            servers: self.lower_own_servers(servers.as_ref()),
            docs,
            tags: tags.into_iter().map(|(tag, _)| tag.to_owned()).collect(),
            roles: roles.into_iter().map(|(role, _)| role.to_owned()).collect(),
            security: match own_security {
                Some(node) => self.lower_security(Some(&node)),
                None => security.to_vec(),
            },
            parameters,
            body: body.and_then(|body| self.lower_request_body(body, &wanted.id)),
            responses: responses
                .map(|responses| self.lower_responses(&responses, &wanted.id, &wanted.method))
                .unwrap_or_default(),
            pages: None,
        }
    }
}

fn tags_of<'d>(operation: &Wanted<'d>) -> Vec<&'d str> {
    let tags = operation.node.get("tags");
    tags.iter().flat_map(Node::items).filter_map(|tag| tag.json.as_str()).collect()
}

fn is_wanted(operation: &Wanted<'_>, options: &Options) -> bool {
    let has_one_of = |tags: &BTreeSet<String>| tags_of(operation).iter().any(|tag| tags.contains(*tag));
    let is_included =
        !options.has_include() || options.operations.contains(&operation.id) || has_one_of(&options.tags);
    let is_excluded =
        options.excluded_operations.contains(&operation.id) || has_one_of(&options.excluded_tags);
    is_included && !is_excluded
}
