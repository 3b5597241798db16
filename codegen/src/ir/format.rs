//! The formats of strings that mean something to generated code.

use crate::runtime::format as checks;

macro_rules! formats {
    ($($variant:ident $name:literal)*) => {
        /// A format of strings.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        #[allow(missing_docs, reason = "the runtime, which has the same list, says what they are")]
        pub enum Format {
            $($variant,)*
        }

        impl Format {
            /// The format of this name in a schema.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// Its name in the runtime, which is also that of its type where it has one.
            #[must_use]
            pub fn type_name(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($variant),)*
                }
            }

            /// Whether a text is of the format: what generated code asks, too.
            #[must_use]
            pub fn holds(self, text: &str) -> bool {
                match self {
                    $(Self::$variant => <checks::$variant as checks::Format>::holds(text),)*
                }
            }
        }
    };
}

formats! {
    DateTime "date-time"
    Date "date"
    Time "time"
    Duration "duration"
    Uuid "uuid"
    Base64 "byte"
    Base64Url "base64url"
    Email "email"
    Hostname "hostname"
    Ipv4 "ipv4"
    Ipv6 "ipv6"
    Uri "uri"
    UriReference "uri-reference"
    Iri "iri"
    IriReference "iri-reference"
    UriTemplate "uri-template"
    JsonPointer "json-pointer"
    RelativeJsonPointer "relative-json-pointer"
}

impl Format {
    /// Whether strings of it have a type of their own, because they stand for something that is no text.
    #[must_use]
    pub fn has_type(self) -> bool {
        self.has_jiff_type() || matches!(self, Self::Uuid | Self::Base64 | Self::Base64Url)
    }

    /// Whether `jiff` has a type for it.
    #[must_use]
    pub fn has_jiff_type(self) -> bool {
        matches!(self, Self::DateTime | Self::Date | Self::Time | Self::Duration)
    }
}
