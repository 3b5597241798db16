//! How much of everything a document may have, so that no document takes all time and memory.
//!
//! Invariant: a limit counts something of the document or of the work on it, never time, so that what is refused on one
//! machine is refused on all. What is beyond a limit is an error that names the limit, and says how to raise it.

use crate::diagnostic::{Code, Diagnostics, Place};

macro_rules! limits {
    ($($(#[doc = $doc:literal])* $variant:ident $name:literal $default:literal;)*) => {
        /// Something that there is a limit of.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum Limit {
            $($(#[doc = $doc])* $variant,)*
        }

        impl Limit {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// What options call it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How much there may be where nobody chooses.
            #[must_use]
            pub fn default_value(self) -> usize {
                match self { $(Self::$variant => $default,)* }
            }
        }
    };
}

limits! {
    /// The bytes of all files of a document.
    Bytes "bytes" 67_108_864;
    /// The files of a document.
    Files "files" 4_096;
    /// The values of all files of a document: objects, arrays, texts, numbers…
    Values "values" 4_000_000;
    /// What the aliases of a file add to it, in values and bytes of text.
    Aliases "aliases" 4_000_000;
    /// The bytes of one text: a description, a name, a pattern, a reference.
    Text "text" 1_048_576;
    /// How often schemas are put together, or looked into for what they may be.
    Steps "steps" 1_000_000;
    /// The types and operations of the output.
    Items "items" 50_000;
    /// The regular expressions, each counted once: their automata take time to build.
    Patterns "patterns" 1_000;
    /// The bytes of the output.
    Output "output" 134_217_728;
}

impl Limit {
    /// The limit that is called so.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|limit| limit.as_str() == name)
    }

    /// How to raise it, as the end of a sentence.
    #[must_use]
    pub fn raise(self) -> String {
        let name = self.as_str();
        format!("raise it with `--limit {name}=NUMBER`, or with `{name}` below `[limits]` in `codegen.toml`")
    }
}

/// How much there may be of each.
///
/// # Examples
///
/// ```
/// use codegen::{Limit, Options};
///
/// let mut options = Options::default();
/// assert_eq!(options.limits.get(Limit::Files), 4096);
/// options.limits.set(Limit::Files, 10_000);
/// assert_eq!(options.limits.get(Limit::Files), 10_000);
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Limits {
    chosen: Vec<(Limit, usize)>,
}

impl Limits {
    /// How much there may be.
    #[must_use]
    pub fn get(&self, limit: Limit) -> usize {
        let chosen = self.chosen.iter().find(|(chosen, _)| *chosen == limit);
        chosen.map_or(limit.default_value(), |(_, value)| *value)
    }

    /// Chooses how much there may be.
    pub fn set(&mut self, limit: Limit, value: usize) {
        self.chosen.retain(|(chosen, _)| *chosen != limit);
        self.chosen.push((limit, value));
    }

    /// Those that were chosen.
    pub fn chosen(&self) -> impl Iterator<Item = (Limit, usize)> {
        self.chosen.iter().copied()
    }

    /// Reports that there is more. `what` follows `the document has more than 5`; `look` says what the reason may be.
    pub(crate) fn report(
        &self,
        limit: Limit,
        (what, look): (&str, &str),
        place: Place,
        diagnostics: &mut Diagnostics,
    ) {
        let message = format!("the document has more than {} {what}", self.get(limit));
        diagnostics.error(Code::TooLarge, place, message, format!("{look}, or {}", limit.raise()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_can_be_named_and_chosen() {
        for limit in Limit::ALL {
            assert_eq!(Limit::named(limit.as_str()), Some(*limit));
            let mut limits = Limits::default();
            assert_eq!(limits.get(*limit), limit.default_value());
            limits.set(*limit, 7);
            limits.set(*limit, 8);
            assert_eq!(limits.get(*limit), 8);
            assert_eq!(limits.chosen().collect::<Vec<_>>(), [(*limit, 8)]);
        }
        assert_eq!(Limit::named("time"), None);
    }
}
