//! Server Objects (OpenAPI 3.x).

use super::Lower;
use crate::ir::{Server, ServerVariable};
use crate::openapi::{Fields, Node};

impl<'d> Lower<'d, '_> {
    pub(super) fn lower_servers(&mut self, node: Option<&Node<'d>>) -> Vec<Server> {
        let Some(node) = node.filter(|node| node.is_array(self.diagnostics)) else { return Vec::new() };
        node.items().map(|server| self.lower_server(&server)).collect()
    }

    fn lower_server(&mut self, node: &Node<'d>) -> Server {
        let mut fields = Fields::new(node, "Server Object", self.diagnostics);
        let url = fields.required_string("url", self.diagnostics).to_owned();
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
                default: fields.required_string("default", self.diagnostics).to_owned(),
                values: values.into_iter().map(|(value, _)| value.to_owned()).collect(),
                description: fields.string("description", self.diagnostics).map(str::to_owned),
            };
            fields.finish(self.diagnostics);
            variable
        });
        let variables = variables.collect();
        Server { pointer: node.pointer.clone(), url, description, variables }
    }
}
