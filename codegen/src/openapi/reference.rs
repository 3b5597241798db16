//! `$ref`: from the text of a reference to the node it points to (RFC 3986, RFC 6901; JSON Schema 2020-12, section 8.2).
//!
//! A reference leads to a place of the document's own files, or is reported; nothing is fetched.

use std::collections::HashSet;

use super::files::File;
use super::unresolved::{self, Unresolved};
use super::{Document, Node, dynamic, join, uri};
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::{Pointer, in_file, split_pointer};
use crate::json::Json;
use crate::ledger::Fate;
use crate::version::Version;

/// How many references one may lead over. Real documents stay below ten.
pub(crate) const LONGEST_WAY: usize = 200;

/// Where a reference leads.
struct Target<'d> {
    node: Node<'d>,
    misplaced: Option<Misplaced>,
}

/// What a reference is relative to, but does not lead into.
enum Misplaced {
    /// The schema with an `$id` that it stands in.
    Schema(Pointer),
    /// The file that it stands in; the root of the document has what it means.
    File,
}

impl<'d> Document<'d> {
    /// The node that a reference points to. `place` is the reference itself: it is relative to it.
    pub fn resolve(&self, reference: &str, place: &str, diagnostics: &mut Diagnostics) -> Option<Node<'d>> {
        match self.find(reference, place) {
            Ok(target) => {
                if let Some(misplaced) = target.misplaced {
                    self.report_misplaced(&misplaced, reference, place, diagnostics);
                }
                Some(target.node)
            }
            Err(unresolved) => {
                unresolved.report(reference, place, self.files, diagnostics);
                None
            }
        }
    }

    /// The place that a reference points to, if there is one.
    #[must_use]
    pub fn place_of(&self, reference: &str, place: &str) -> Option<Pointer> {
        // By far the most frequent kind, and often asked for.
        if let Some(local) = reference.strip_prefix('#').filter(|local| local.starts_with('/')) {
            let (file, at) = split_pointer(place);
            if file.is_empty() && self.resource_of(self.files.of_pointer(place), at).is_none() {
                return Some(uri::decode(local));
            }
        }
        self.find(reference, place).ok().map(|target| target.node.pointer)
    }

    /// The component of the root that is called so. `place` is the name.
    pub fn component(
        &self,
        kind: &str,
        name: &str,
        place: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Node<'d>> {
        let pointer = join(&join("/components", kind), name);
        let root = self.files.of_pointer("");
        match find_in((root, root), "", &pointer) {
            Ok(node) => Some(node),
            Err(unresolved) => {
                unresolved.report(name, place, self.files, diagnostics);
                None
            }
        }
    }

    /// Follows a node that may be a Reference Object to the node it stands for.
    pub fn follow(&self, node: Node<'d>, diagnostics: &mut Diagnostics) -> Option<Node<'d>> {
        let mut way: Vec<Node<'d>> = Vec::new();
        let mut seen = HashSet::new();
        let mut node = node;
        while let Some(reference) = node.get("$ref") {
            let text = reference.string(diagnostics)?;
            let is_cycle = !seen.insert(node.pointer.clone());
            if is_cycle || way.len() >= LONGEST_WAY {
                if is_cycle {
                    report_cycle(&node.pointer, diagnostics);
                } else {
                    report_long_way(&way[0].pointer, diagnostics);
                }
                for it in &way {
                    diagnostics.ledger().whole(it.json, Fate::Reported);
                }
                return None;
            }
            let Some(target) = self.resolve(text, &reference.pointer, diagnostics) else {
                // What refers to it is left out, with what stands beside.
                for it in way.iter().chain([&node]) {
                    diagnostics.ledger().whole(it.json, Fate::Reported);
                }
                return None;
            };
            way.push(std::mem::replace(&mut node, target));
        }
        for reference in &way {
            diagnostics.ledger().whole(reference.json, Fate::Code);
            report_siblings(reference, &node, diagnostics);
        }
        Some(node)
    }

    fn find(&self, reference: &str, place: &str) -> Result<Target<'d>, Unresolved> {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let fragment = uri::decode(fragment);
        let from = self.files.of_pointer(place);
        let resource = self.resource_of(from, split_pointer(place).1);
        if !uri.is_empty() {
            let (file, root) = self.find_resource(uri, from, resource.map(|(_, uri)| uri))?;
            return find_in((from, file), &root, &fragment).map(|node| Target { node, misplaced: None });
        }
        let schema = match resource {
            Some((schema, _)) => schema,
            None if fragment.is_empty() && from.is_description() && dynamic::is_recursive(place) => {
                dynamic::enclosing_schema(from, split_pointer(place).1)
            }
            None => "",
        };
        let unresolved = match find_in((from, from), schema, &fragment) {
            Err(Unresolved::Nothing { help }) => Unresolved::Nothing { help },
            found => return found.map(|node| Target { node, misplaced: None }),
        };
        // Many documents mean the root of their file or of the whole, whatever the standard says.
        if !schema.is_empty() {
            let misplaced = Some(Misplaced::Schema(in_file(&from.name, schema)));
            match find_in((from, from), "", &fragment) {
                Ok(node) => return Ok(Target { node, misplaced }),
                Err(unresolved) if from.name.is_empty() => return Err(unresolved),
                Err(_) => {}
            }
        }
        if from.name.is_empty() {
            return Err(unresolved);
        }
        match find_in((from, self.files.of_pointer("")), "", &fragment) {
            Ok(node) => Ok(Target { node, misplaced: Some(Misplaced::File) }),
            Err(_) => Err(unresolved),
        }
    }

    fn report_misplaced(
        &self,
        misplaced: &Misplaced,
        reference: &str,
        place: &str,
        diagnostics: &mut Diagnostics,
    ) {
        let (place, message, help) = match misplaced {
            Misplaced::Schema(schema) => (
                Place::Key(join(schema, "$id")),
                "references in this schema lead nowhere inside of it".to_owned(),
                "they are read as if it had no `$id`: remove it, or put the URL of the document before each `#`"
                    .to_owned(),
            ),
            Misplaced::File => {
                let root = self.files.of_pointer("");
                let way = unresolved::relative(&self.files.of_pointer(place).path, &root.path);
                (
                    Place::Value(place.to_owned()),
                    format!("reference `{reference}` leads nowhere in this file, but in the root of the document"),
                    format!("it is read so; write `{way}{reference}`"),
                )
            }
        };
        diagnostics.warn(Code::MisplacedReference, place, message, help);
    }

    /// Whether there is a schema with an `$id` around a place.
    pub(super) fn has_resource(&self, file: &'d File, place: &str) -> bool {
        self.resource_of(file, split_pointer(place).1).is_some()
    }

    /// The schema with an `$id` around a place of a file, and its URI. There are none in OpenAPI 3.0.
    fn resource_of(&self, file: &'d File, pointer: &str) -> Option<(&'d str, &'d str)> {
        if self.version == Version::V30 { None } else { file.identifiers().resource_of(pointer) }
    }

    /// The file and the place in it that a URI stands for, as seen from a place with this base URI.
    fn find_resource(
        &self,
        reference: &str,
        from: &'d File,
        base: Option<&str>,
    ) -> Result<(&'d File, Pointer), Unresolved> {
        // What has no identity is where it stands on disk.
        let file = uri::resolve(&from.path, reference);
        let uris = base.and_then(|base| uri::resolve(base, reference)).into_iter().chain(file.clone());
        for uri in uris {
            // OpenAPI 3.0 has no identifiers.
            if self.version != Version::V30
                && let Some(found) = self.files.identified(&uri)
            {
                return Ok(found);
            }
            if let Some(path) = self.inside_of_self(&uri) {
                return self.file(&path, from);
            }
        }
        let path = file.ok_or(Unresolved::Outside)?;
        if uri::has_scheme(&path) || path.starts_with("//") {
            return Err(Unresolved::Remote);
        }
        self.file(&path, from)
    }

    fn file(&self, path: &str, from: &'d File) -> Result<(&'d File, Pointer), Unresolved> {
        if path.starts_with('/') {
            return Err(Unresolved::Outside);
        }
        let unreadable = |why| Unresolved::Unreadable { path: path.to_owned(), from: from.path.clone(), why };
        self.files.at_path(path).map(|file| (file, Pointer::new())).map_err(unreadable)
    }

    /// The path of a file whose URI is below that which the root of the document gives itself.
    fn inside_of_self(&self, uri: &str) -> Option<String> {
        let own = self.root().get("$self").and_then(Json::as_str)?;
        let folder = &own[..=own.rfind('/')?];
        let path = uri.strip_prefix(folder)?;
        uri::resolve("", path)
    }
}

/// The node that a fragment means in a schema or file, as seen from another one. An error is [`Unresolved::Nothing`],
/// [`Unresolved::Whole`] or [`Unresolved::Broken`].
fn find_in<'d>((from, file): (&File, &'d File), root: &str, fragment: &str) -> Result<Node<'d>, Unresolved> {
    if file.json().is_none() {
        return Err(Unresolved::Broken);
    }
    let local = if fragment.is_empty() || fragment.starts_with('/') {
        format!("{root}{fragment}")
    } else {
        let anchor = file.identifiers().anchors.get(fragment).and_then(|anchor| anchor.seen_from(root));
        anchor.ok_or_else(|| Unresolved::no_anchor(from, file, fragment))?.clone()
    };
    match file.value(&local) {
        Some(_) if local.is_empty() && file.is_description() => Err(Unresolved::Whole),
        Some(json) => Ok(Node { json, pointer: in_file(&file.name, &local) }),
        None => Err(Unresolved::no_value(from, file, &local)),
    }
}

/// Reports what stands beside a `$ref` and has no effect (OpenAPI 3.x, Reference Object). What says the same as the
/// target does no harm.
fn report_siblings(node: &Node<'_>, target: &Node<'_>, diagnostics: &mut Diagnostics) {
    let known = |key: &str| matches!(key, "$ref" | "summary" | "description") || key.starts_with("x-");
    let says_it_too = |key: &str, json: &Json| target.json.get(key).is_some_and(|other| other.same(json));
    let mut lost = node.members().filter(|(key, value)| !known(key) && !says_it_too(key, value.json));
    let Some((first, place)) = lost.next() else { return };
    let names = lost.fold(format!("`{first}`"), |names, (key, _)| format!("{names}, `{key}`"));
    let message = format!("what stands beside a `$ref` has no effect: {names}");
    let help = "move it to what the reference leads to";
    diagnostics.warn(Code::Ignored, Place::Key(place.pointer), message, help);
}

/// Reports a reference that leads over too many others.
fn report_long_way(pointer: &str, diagnostics: &mut Diagnostics) {
    diagnostics.error(
        Code::TooDeep,
        Place::Value(pointer.to_owned()),
        format!("this reference leads over more than {LONGEST_WAY} others"),
        "let it lead to what is meant",
    );
}

/// Reports references that lead back to themselves.
pub fn report_cycle(pointer: &str, diagnostics: &mut Diagnostics) {
    diagnostics.warn(
        Code::ReferenceCycle,
        Place::Value(pointer.to_owned()),
        "this reference leads back to itself",
        "let one of the references of the cycle point to an object of its own",
    );
}
