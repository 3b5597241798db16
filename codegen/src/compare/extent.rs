//! How much is compared, and what only the documents tell.

use crate::diagnostic::Diagnostics;
use crate::ir::{in_file, join, split_pointer};
use crate::json::Json;
use crate::openapi::{Document, Node};

/// How much is compared.
#[derive(Clone, Copy)]
pub(super) enum Extent<'a> {
    /// What a client of our operations can notice.
    Ours,
    /// All of both documents, deprecations and tags too. They tell what the IR does not hold.
    All(Document<'a>, Document<'a>),
}

/// One of both documents.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Whose {
    Ours,
    Theirs,
}

impl<'a> Extent<'a> {
    pub(super) fn is_all(self) -> bool {
        matches!(self, Self::All(..))
    }

    /// Whether the object at a place has a member that is true.
    pub(super) fn says(self, whose: Whose, pointer: &str, key: &str) -> bool {
        self.member(whose, pointer, key).and_then(Json::as_bool) == Some(true)
    }

    /// The place of what the object at a place says under a key, or else of what the root says.
    pub(super) fn own_or_root(self, whose: Whose, pointer: &str, key: &str) -> String {
        let is_inherited = self.is_all() && self.member(whose, pointer, key).is_none();
        join(if is_inherited { "" } else { pointer }, key)
    }

    /// The media types of a body, as the document lists them.
    pub(super) fn media_types(self, whose: Whose, pointer: &str) -> Option<Vec<(&'a str, String)>> {
        let content = self.member(whose, pointer, "content")?.as_object()?;
        let at = join(pointer, "content");
        Some(content.iter().map(|(key, _)| (key.as_str(), join(&at, key))).collect())
    }

    fn member(self, whose: Whose, pointer: &str, key: &str) -> Option<&'a Json> {
        let Self::All(ours, theirs) = self else { return None };
        let document = if whose == Whose::Ours { ours } else { theirs };
        let (file, local) = split_pointer(pointer);
        let prefix = in_file(file, "");
        let contents = document.files.contents();
        let (_, json) = contents.iter().find(|(known, _)| *known == prefix)?;
        let node = Node { json: json.pointer(local)?, pointer: pointer.to_owned() };
        // What is wrong with a reference was said when it was read.
        document.follow(node, &mut Diagnostics::default())?.json.get(key)
    }
}
