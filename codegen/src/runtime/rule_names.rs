//! Texts that are looked up for each value: the names of members and of rules, and the values of enumerations, of which
//! there can be hundreds.
//!
//! Invariant: finds as fast as a binary search does, whatever the texts are: a hash tells nearly all of them apart, but need
//! not.

/// A table from texts to what belongs to them.
#[derive(Debug)]
pub(super) struct Names<T> {
    /// The hashes, sorted: close together, so that looking through them is quick.
    hashes: Vec<u64>,
    /// In the same order, and sorted where the hashes are the same.
    entries: Vec<(String, T)>,
}

impl<T> Names<T> {
    /// The entry of a text.
    pub(super) fn get(&self, text: &str) -> Option<&T> {
        let hash = hash(text);
        let from = self.hashes.partition_point(|other| *other < hash);
        let (first, others) = self.hashes.get(from..)?.split_first()?;
        if *first != hash {
            return None;
        }
        let same = 1 + others.partition_point(|other| *other == hash);
        let same = self.entries.get(from..from + same)?;
        let index = same.binary_search_by(|(name, _)| name.as_str().cmp(text)).ok()?;
        same.get(index).map(|(_, entry)| entry)
    }
}

impl<T> FromIterator<(String, T)> for Names<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_by(|(a, _), (b, _)| (hash(a), a).cmp(&(hash(b), b)));
        Self { hashes: entries.iter().map(|(name, _)| hash(name)).collect(), entries }
    }
}

/// A number that is rarely the same for two texts.
fn hash(text: &str) -> u64 {
    let mix = |hash: u64, part: u64| (hash.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bytes = text.as_bytes();
    let (chunks, rest) = bytes.as_chunks();
    // The last bytes of a long text are taken with some before them, which takes no loop.
    let rest = match bytes.last_chunk() {
        Some(last) => u64::from_le_bytes(*last),
        None => rest.iter().fold(0, |part, byte| part << 8 | u64::from(*byte)),
    };
    let hash = chunks.iter().fold(bytes.len() as u64, |hash, chunk| mix(hash, u64::from_le_bytes(*chunk)));
    mix(hash, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_texts_that_begin_alike() {
        let texts = ["", "\0", "M10", "M10_NVME", "M10_NVME_GEN_2", "M10_NVME_GEN_3", "größe", "größer"];
        let names: Names<usize> =
            texts.iter().enumerate().map(|(at, text)| ((*text).to_owned(), at)).collect();
        for (at, text) in texts.iter().enumerate() {
            assert_eq!(names.get(text), Some(&at), "{text}");
        }
        for text in ["M1", "M10_NVME_GEN_4", "\0\0", "größen"] {
            assert_eq!(names.get(text), None, "{text}");
        }
    }
}
