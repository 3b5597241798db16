//! Files: bytes with a name and a media type, as they stand in multipart bodies.
//!
//! Invariant: in JSON a file is the text that its bytes are, and bytes that are no text are an error there. `Debug`
//! shows how many bytes there are, not which.

use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serialize, SerializeStruct, Serializer};

use super::location::Location;
use super::mask::Shape;
use super::read::Read;
use super::report::Report;
use super::tree::Tree;
use super::validate::Validate;
use super::write::{Mode, Write};

/// Bytes that are sent as they are (`format: binary`): a part of a form, or a whole body whose media type the caller
/// chooses, such as `File::new(png).name("portrait.png").content_type("image/png")`.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct File {
    bytes: Vec<u8>,
    name: Option<String>,
    content_type: Option<String>,
}

impl File {
    /// The name under which a file tells what it is.
    pub(super) const NAME: &'static str = "File";

    /// A file without a name. Its media type is the one that the document gives, if there is one.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), name: None, content_type: None }
    }

    /// Sets the name of the file, which multipart bodies send along.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type, such as `image/png`.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Takes the bytes.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The name, if it has one.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The media type, if it was set.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The bytes as text.
    pub(super) fn into_text(self) -> serde_json::Result<String> {
        String::from_utf8(self.bytes).map_err(|_| Error::custom(NOT_TEXT))
    }

    /// Puts a file together from the fields that it was written as.
    pub(super) fn from_fields(fields: Vec<(String, Tree)>) -> Self {
        let mut file = Self::default();
        for (key, value) in fields {
            match (key.as_str(), value) {
                ("bytes", Tree::File(bytes)) => file.bytes = bytes.bytes,
                ("name", Tree::Text(name)) => file.name = Some(name),
                ("content_type", Tree::Text(content_type)) => file.content_type = Some(content_type),
                _ => {}
            }
        }
        file
    }
}

const NOT_TEXT: &str = "bytes that are not UTF-8 can not stand here";

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("bytes", &self.bytes.len())
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&[u8]> for File {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes)
    }
}

impl<const N: usize> From<&[u8; N]> for File {
    fn from(bytes: &[u8; N]) -> Self {
        Self::new(bytes)
    }
}

impl From<String> for File {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for File {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl Write for File {
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        if let Mode::Masked(mask) = mode {
            let (name, content_type) = (self.name.clone(), self.content_type.clone());
            let shown = Self { bytes: mask.file("file").into_bytes(), name, content_type };
            return shown.write(serializer, Mode::Request);
        }
        if serializer.is_human_readable() {
            return match std::str::from_utf8(&self.bytes) {
                Ok(text) => serializer.serialize_str(text),
                Err(_) if mode == Mode::Rules => {
                    serializer.serialize_str(&String::from_utf8_lossy(&self.bytes))
                }
                Err(_) => Err(S::Error::custom(NOT_TEXT)),
            };
        }
        let mut fields = serializer.serialize_struct(Self::NAME, 3)?;
        fields.serialize_field("bytes", &Bytes(&self.bytes))?;
        fields.serialize_field("name", &self.name)?;
        fields.serialize_field("content_type", &self.content_type)?;
        fields.end()
    }

    fn shape(&self) -> Shape {
        Shape::File
    }
}

/// Bytes that are written as such.
struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer, Mode::Full)
    }
}

impl Read for File {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::read(deserializer).map(Self::from)
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

impl Validate for File {
    fn check(&self, _at: &Location<'_>, _report: &mut Report) {}
}
