//! Where in an instance a check is looking: a list on the stack that becomes a JSON Pointer when needed.
//!
//! Invariant: going down allocates nothing.

use std::borrow::Cow;
use std::fmt;

/// A place in an instance. Displays as a JSON Pointer.
#[derive(Clone, Copy, Debug)]
pub struct Location<'a> {
    parent: Option<&'a Location<'a>>,
    segment: Segment<'a>,
    sensitive: bool,
    schema: &'static str,
}

#[derive(Clone, Copy, Debug)]
enum Segment<'a> {
    Root,
    Property(&'a str),
    Index(usize),
}

impl<'a> Location<'a> {
    /// The instance itself.
    #[must_use]
    pub const fn root() -> Self {
        Self { parent: None, segment: Segment::Root, sensitive: false, schema: "" }
    }

    /// The member of this name.
    #[inline]
    #[must_use]
    pub const fn property(&'a self, name: &'a str) -> Self {
        Self { parent: Some(self), segment: Segment::Property(name), ..*self }
    }

    /// The item with this index.
    #[inline]
    #[must_use]
    pub const fn index(&'a self, index: usize) -> Self {
        Self { parent: Some(self), segment: Segment::Index(index), ..*self }
    }

    /// The same place, of which messages say nothing that depends on the value.
    #[inline]
    #[must_use]
    pub const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    /// The same place, as checked by the schema that stands at this place of the document.
    #[inline]
    #[must_use]
    pub const fn schema(self, schema: &'static str) -> Self {
        Self { schema, ..self }
    }

    /// The place of a keyword of the schema that this place is checked by.
    pub(super) fn keyword(&self, keyword: &str) -> String {
        format!("{}/{keyword}", self.schema)
    }

    /// Whether messages must not depend on the value.
    #[must_use]
    pub const fn is_sensitive(&self) -> bool {
        self.sensitive
    }
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An instance that was built in memory may nest to any depth, so the way up is a loop.
        let mut way = Vec::new();
        let mut next = Some(self);
        while let Some(place) = next {
            way.push(place.segment);
            next = place.parent;
        }
        for segment in way.iter().rev() {
            match segment {
                Segment::Root => {}
                Segment::Property(name) => write!(f, "/{}", escape(name))?,
                Segment::Index(index) => write!(f, "/{index}")?,
            }
        }
        Ok(())
    }
}

/// Escapes a segment of a JSON Pointer (RFC 6901, section 3).
pub(super) fn escape(segment: &str) -> Cow<'_, str> {
    if segment.contains(['~', '/']) {
        Cow::Owned(segment.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(segment)
    }
}
