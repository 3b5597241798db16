//! What the document says of its tags → texts by name.
//!
//! Invariant: it is for people, so that nothing that is wrong here is told.

use std::collections::BTreeMap;

use super::Lower;
use crate::ledger::Fate;
use crate::openapi::Node;

impl<'d> Lower<'d, '_> {
    /// Lowers Tag Objects. The first of a name counts.
    pub(super) fn lower_tags(&mut self, tags: &Node<'d>) -> BTreeMap<String, String> {
        self.diagnostics.ledger().whole(tags.json, Fate::Documentation);
        let mut all = BTreeMap::new();
        for tag in tags.items() {
            let text = |key| tag.get(key).and_then(|node| node.json.as_str());
            let about =
                [text("summary"), text("description")].into_iter().flatten().find(|it| !it.is_empty());
            if let (Some(name), Some(about)) = (text("name"), about) {
                all.entry(name.to_owned()).or_insert_with(|| about.to_owned());
            }
        }
        all
    }
}
