//! The formats of strings that mean something to generated code.

use crate::runtime::format as checks;

macro_rules! formats {
    ($($variant:ident $name:literal $($other:literal)?)*) => {
        /// A format of strings.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        #[allow(missing_docs, reason = "the runtime, which has the same list, says what they are")]
        pub enum Format {
            $($variant,)*
        }

        impl Format {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The format of this name in a schema. Some have another name in the tools of a language.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name $(| $other)? => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// Its name in JSON Schema or the registry of OpenAPI.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// Its name in the runtime, which is also that of its type where it has one.
            #[must_use]
            pub fn type_name(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($variant),)*
                }
            }

            /// What a text of it is.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$variant => <checks::$variant as checks::Format>::MEANING,)*
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
    Uuid "uuid" "guid"
    Base64 "byte"
    Base64Url "base64url"
    Email "email"
    IdnEmail "idn-email"
    Hostname "hostname"
    IdnHostname "idn-hostname"
    Ipv4 "ipv4"
    Ipv6 "ipv6"
    Uri "uri" "url"
    UriReference "uri-reference"
    Iri "iri"
    IriReference "iri-reference"
    UriTemplate "uri-template"
    JsonPointer "json-pointer"
    RelativeJsonPointer "relative-json-pointer"
    Regex "regex"
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

/// A format of integers that says how many bits they have (OpenAPI, Format Registry). Those of 64 are types.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(missing_docs, reason = "their names say all")]
pub enum IntegerFormat {
    Int8,
    Int16,
    Int32,
    Uint8,
    Uint16,
    Uint32,
}

impl IntegerFormat {
    const ALL: [Self; 6] = [Self::Int8, Self::Int16, Self::Int32, Self::Uint8, Self::Uint16, Self::Uint32];

    /// The format of this name in a schema.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Its name, which is also that of its check in the runtime.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Int8 => "int8",
            Self::Int16 => "int16",
            Self::Int32 => "int32",
            Self::Uint8 => "uint8",
            Self::Uint16 => "uint16",
            Self::Uint32 => "uint32",
        }
    }

    /// Whether an integer is of the format.
    #[must_use]
    pub fn holds(self, number: i128) -> bool {
        match self {
            Self::Int8 => i8::try_from(number).is_ok(),
            Self::Int16 => i16::try_from(number).is_ok(),
            Self::Int32 => i32::try_from(number).is_ok(),
            Self::Uint8 => u8::try_from(number).is_ok(),
            Self::Uint16 => u16::try_from(number).is_ok(),
            Self::Uint32 => u32::try_from(number).is_ok(),
        }
    }
}

/// The format that another spelling of its name stands for, such as `dateTime` for `date-time`.
#[must_use]
pub fn meant_format(name: &str) -> Option<&'static str> {
    const OTHERS: &[&str] = &["int64", "uint64", "float", "double", "password", "binary"];
    let plain = |name: &str| name.replace(['-', '_', ' '], "").to_ascii_lowercase();
    let formats = Format::ALL.iter().map(|format| format.name());
    let integers = IntegerFormat::ALL.into_iter().map(IntegerFormat::name);
    formats.chain(integers).chain(OTHERS.iter().copied()).find(|known| plain(known) == plain(name))
}
