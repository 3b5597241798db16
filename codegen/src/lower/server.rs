//! Server Objects (OpenAPI 3.x).

use super::Lower;
use crate::diagnostic::Code;
use crate::ir::{Server, ServerVariable};
use crate::openapi::{Fields, Node};

impl<'d> Lower<'d, '_> {
    pub(super) fn lower_servers(&mut self, node: Option<&Node<'d>>) -> Vec<Server> {
        let Some(node) = node.filter(|node| node.is_array(self.diagnostics)) else { return Vec::new() };
        node.items().filter_map(|server| self.lower_server(&server)).collect()
    }

    /// Lowers the servers of an operation. If none is absolute, the caller has to know that it goes elsewhere.
    pub(super) fn lower_own_servers(&mut self, node: Option<&Node<'d>>) -> Vec<Server> {
        let servers = self.lower_servers(node);
        if !servers.is_empty()
            && servers.iter().all(|server| server.absolute_url().is_none())
            && let Some(node) = node
        {
            let message = "these servers have no absolute URL";
            let help = "the operation goes to that of the document, unless the caller names another one";
            self.warn(Code::Ignored, &node.pointer, message, help);
        }
        servers
    }

    fn lower_server(&mut self, node: &Node<'d>) -> Option<Server> {
        let mut fields = Fields::new(node, "Server Object", self.diagnostics);
        let url = fields.expected_string("url", self.diagnostics).to_owned();
        let description = fields.string("description", self.diagnostics).map(str::to_owned);
        fields.take("name");
        let variables = fields.take("variables");
        fields.finish(self.diagnostics);
        let variables = variables.iter().flat_map(Node::members).map(|(name, variable)| {
            let mut fields = Fields::new(&variable, "Server Variable Object", self.diagnostics);
            let values =
                fields.take("enum").map(|values| values.strings(self.diagnostics)).unwrap_or_default();
            let variable = ServerVariable {
                name: name.to_owned(),
                default: fields.expected_string("default", self.diagnostics).to_owned(),
                values: values.into_iter().map(|(value, _)| value.to_owned()).collect(),
                description: fields.string("description", self.diagnostics).map(str::to_owned),
            };
            fields.finish(self.diagnostics);
            variable
        });
        let variables: Vec<ServerVariable> = variables.collect();
        let usable =
            !node.get("url").is_none_or(|url| url.json.is_null()) && self.check_url(node, &url, &variables);
        usable.then(|| Server { pointer: node.pointer.clone(), url, description, variables })
    }

    /// Whether requests can be sent to a URL, which is reported otherwise. A relative one is the caller's to
    /// complete.
    fn check_url(&mut self, node: &Node<'d>, url: &str, variables: &[ServerVariable]) -> bool {
        let mut complete = url.to_owned();
        for variable in variables {
            if !self.may_look_through(complete.len(), &node.pointer) {
                return false;
            }
            complete = complete.replace(&format!("{{{}}}", variable.name), &variable.default);
        }
        let wrong = if complete.contains(['{', '}']) {
            Some("it has a variable that is not defined".to_owned())
        } else if complete.contains("://") {
            crate::runtime::Server::new(complete).err().map(|error| error.to_string())
        } else {
            None
        };
        if let Some(wrong) = &wrong {
            let message = format!("this server can not be used: {wrong}");
            self.warn(Code::Ignored, &node.pointer, message, "the caller can name another one");
        }
        wrong.is_none()
    }
}
