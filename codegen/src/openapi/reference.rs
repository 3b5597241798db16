//! `$ref`: from the text of a reference to the node it points to (RFC 3986, RFC 6901).
//!
//! Only references inside the document resolve; a reference that leaves it is reported.

use percent_encoding::percent_decode_str;

use super::{Document, Node};
use crate::diagnostic::{Code, Diagnostics, Place};

impl<'d> Document<'d> {
    /// The node that a reference points to. `place` is the reference itself, for messages.
    pub fn resolve(&self, reference: &str, place: &str, diagnostics: &mut Diagnostics) -> Option<Node<'d>> {
        let Some(fragment) = reference.strip_prefix('#') else {
            diagnostics.error(
                Code::UnsupportedReference,
                Place::Value(place.to_owned()),
                format!("reference `{reference}` leaves the document"),
                "bundle the document into one file first",
            );
            return None;
        };
        let pointer = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        let found = self.root.pointer(&pointer);
        if found.is_none() {
            self.report_unresolved(reference, &pointer, place, diagnostics);
        }
        Some(Node { json: found?, pointer })
    }

    /// Follows a node that may be a Reference Object to the node it stands for.
    pub fn follow(&self, node: Node<'d>, diagnostics: &mut Diagnostics) -> Option<Node<'d>> {
        let mut seen = Vec::new();
        let mut node = node;
        while let Some(reference) = node.get("$ref") {
            let text = reference.string(diagnostics)?;
            if seen.contains(&node.pointer) {
                report_cycle(&node.pointer, diagnostics);
                return None;
            }
            seen.push(node.pointer.clone());
            node = self.resolve(text, &reference.pointer, diagnostics)?;
        }
        Some(node)
    }

    fn report_unresolved(&self, reference: &str, pointer: &str, place: &str, diagnostics: &mut Diagnostics) {
        let (parent, name) = pointer.rsplit_once('/').unwrap_or(("", pointer));
        let siblings = self.root.pointer(parent).and_then(|json| json.as_object()).unwrap_or_default();
        let candidates = siblings.iter().map(|(key, _)| key.as_str());
        let help = match crate::suggest::nearest(name, candidates) {
            Some(near) => format!("did you mean `#{parent}/{near}`?"),
            None => "check the spelling of the JSON Pointer after `#`".to_owned(),
        };
        diagnostics.error(
            Code::UnresolvedReference,
            Place::Value(place.to_owned()),
            format!("reference `{reference}` points to nothing"),
            help,
        );
    }
}

/// Reports references that lead back to themselves.
pub fn report_cycle(pointer: &str, diagnostics: &mut Diagnostics) {
    diagnostics.error(
        Code::ReferenceCycle,
        Place::Value(pointer.to_owned()),
        "this reference leads back to itself",
        "let one of the references of the cycle point to an object of its own",
    );
}
