//! What all types of a kind have in common, and what a trait alone can not give them: implementations of traits
//! of other crates, and methods of their own.
//!
//! Invariant: names a type once and its values once; every path is absolute, so that a document can call its types
//! what it likes.

/// Lets an object be read and written, by itself and by serde, and gives it its unknown fields.
macro_rules! object {
    ($ty:ident) => {
        impl $ty {
            /// What was read that the document does not know.
            #[must_use]
            pub fn unknown_fields(&self) -> &$crate::runtime::UnknownFields {
                &self.unknown_fields
            }

            /// What was read that the document does not know, to change it.
            pub fn unknown_fields_mut(&mut self) -> &mut $crate::runtime::UnknownFields {
                &mut self.unknown_fields
            }
        }

        impl $crate::runtime::Read for $ty {
            fn read<'de, D: ::serde::Deserializer<'de>>(input: D) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::read_object(input)
            }
        }

        impl $crate::runtime::Write for $ty {
            fn write<S: ::serde::Serializer>(
                &self,
                serializer: S,
                mode: $crate::runtime::Mode,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::write_object(self, serializer, mode)
            }
        }

        $crate::runtime::serde!($ty);
    };
}

/// Lets serde read and write a type the way it reads and writes itself.
macro_rules! serde {
    ($ty:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $ty {
            fn deserialize<D: ::serde::Deserializer<'de>>(input: D) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::Read::read(input)
            }
        }

        impl ::serde::Serialize for $ty {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::Write::write(self, serializer, $crate::runtime::Mode::Full)
            }
        }
    };
}

/// Turns the variants of an enum into the strings that they stand for, and back. The place of the `enum` keyword comes
/// first.
macro_rules! string_enum {
    ($ty:ident, $keyword:literal, $(($rules:expr, $names:expr),)? $($variant:ident = $text:literal),* $(,)?) => {
        impl $ty {
            /// The values that the document lists.
            pub const VALUES: &'static [&'static str] = &[$($text),*];

            /// The value as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl ::std::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::From<&str> for $ty {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::Unknown($crate::runtime::UnknownValue::new(text)),
                }
            }
        }

        impl $crate::runtime::OpenEnum for $ty {
            const VALUES: &'static [&'static str] = Self::VALUES;

            fn is_known(&self) -> bool {
                !::std::matches!(self, Self::Unknown(_))
            }
        }

        impl $crate::runtime::Validate for $ty {
            fn check(&self, at: &$crate::runtime::Location<'_>, report: &mut $crate::runtime::Report) {
                report.one_of(at, self, $keyword);
                $(report.rules(at, self, $rules, $names);)?
            }
        }

        impl $crate::runtime::Read for $ty {
            fn read<'de, D: ::serde::Deserializer<'de>>(input: D) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::read_enum(input)
            }
        }

        impl $crate::runtime::Write for $ty {
            fn write<S: ::serde::Serializer>(
                &self,
                serializer: S,
                mode: $crate::runtime::Mode,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::write_enum(self.as_str(), self, serializer, mode)
            }

            fn shape(&self) -> $crate::runtime::Shape {
                $crate::runtime::Shape::Text
            }
        }

        $crate::runtime::serde!($ty);
    };
}

#[allow(unused_imports, reason = "not every document has types of every kind")]
pub(crate) use {object, serde, string_enum};
