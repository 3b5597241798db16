//! Files for the parts of a body: `@photo.png`, `@photo.png;type=image/png`, `-` for standard input, or a text.
//!
//! JSON has no bytes. Where a file goes, there is an empty text in the JSON of which the body is read, and generated code
//! puts the file there.

use std::path::Path;

use super::super::runtime::File;
use super::arguments::Arguments;
use super::input::Inputs;

/// A place in a body for a file, or for several.
pub(super) trait Slot {
    /// Takes as many files as there are places.
    fn put(&mut self, files: &mut dyn Iterator<Item = File>);
}

impl Slot for File {
    fn put(&mut self, files: &mut dyn Iterator<Item = File>) {
        if let Some(file) = files.next() {
            *self = file;
        }
    }
}

impl<S: Slot> Slot for Box<S> {
    fn put(&mut self, files: &mut dyn Iterator<Item = File>) {
        (**self).put(files);
    }
}

impl<S: Slot> Slot for Option<S> {
    fn put(&mut self, files: &mut dyn Iterator<Item = File>) {
        if let Some(slot) = self {
            slot.put(files);
        }
    }
}

impl<S: Slot> Slot for Vec<S> {
    fn put(&mut self, files: &mut dyn Iterator<Item = File>) {
        for slot in self {
            slot.put(files);
        }
    }
}

impl Arguments<'_> {
    /// Puts the files that were given for a field into their place.
    pub(super) fn put_files(&mut self, wire: &str, slot: &mut impl Slot) {
        if let Some(index) = self.files.iter().position(|(name, _)| *name == wire) {
            slot.put(&mut self.files.swap_remove(index).1.into_iter());
        }
    }
}

/// The file that a word gives.
pub(super) fn given(word: &str, inputs: &mut Inputs) -> Result<File, String> {
    if word == "-" {
        return inputs.read("-").map(File::new);
    }
    match word.strip_prefix('@') {
        // A text may begin like that, too.
        Some(text) if text.starts_with('@') => Ok(File::new(text)),
        Some(name) => {
            let (name, media_type) = split(name);
            let mut file = File::new(inputs.read(name)?);
            if name != "-"
                && let Some(name) = Path::new(name).file_name()
            {
                file = file.name(name.to_string_lossy());
            }
            Ok(match media_type {
                Some(media_type) => file.content_type(media_type),
                None => file,
            })
        }
        None => Ok(File::new(word)),
    }
}

/// The name of a file, and behind `;type=` its media type.
fn split(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once(";type=") {
        Some((name, media_type)) if media_type.contains('/') => (name, Some(media_type)),
        _ => (name, None),
    }
}
