//! The formats of strings that can be checked (JSON Schema Validation, section 7.3; the registry of OpenAPI).
//!
//! Invariant: no check but that of regular expressions allocates, and a text is judged by its own characters alone.

use super::{address, base64, calendar, duration, json_pointer, regex_syntax, uri, uri_template, uuid};

/// A format of strings.
pub trait Format {
    /// What a text of this format is, for messages.
    const MEANING: &'static str;

    /// Whether a text is of this format.
    fn holds(text: &str) -> bool;
}

macro_rules! formats {
    ($($name:ident $wire:literal $meaning:literal $holds:path;)*) => {
        $(
            #[doc = concat!("`", $wire, "`: ", $meaning, ".")]
            #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
            pub struct $name;

            impl Format for $name {
                const MEANING: &'static str = $meaning;

                fn holds(text: &str) -> bool {
                    $holds(text)
                }
            }
        )*

        /// The format of this name: what checks a text, and what it means.
        pub(super) fn named(name: &str) -> Option<(fn(&str) -> bool, &'static str)> {
            match name {
                $($wire => Some(($name::holds, $name::MEANING)),)*
                _ => None,
            }
        }
    };
}

formats! {
    DateTime "date-time" "a date and time with an offset, as in RFC 3339" calendar::is_date_time;
    Date "date" "a date, as in RFC 3339" calendar::is_date;
    Time "time" "a time with an offset, as in RFC 3339" calendar::is_time;
    Duration "duration" "a duration, as in appendix A of RFC 3339" duration::is_duration;
    Uuid "uuid" "a UUID" uuid::is_uuid;
    Base64 "byte" "bytes in base64" base64::is_base64;
    Base64Url "base64url" "bytes in the base64 of URLs" base64::is_base64url;
    Email "email" "an e-mail address" address::is_email;
    IdnEmail "idn-email" "an e-mail address" address::is_idn_email;
    Hostname "hostname" "the name of a host" address::is_hostname;
    IdnHostname "idn-hostname" "the name of a host" address::is_idn_hostname;
    Ipv4 "ipv4" "an IPv4 address" address::is_ipv4;
    Ipv6 "ipv6" "an IPv6 address" address::is_ipv6;
    Uri "uri" "a URI" uri::is_uri;
    UriReference "uri-reference" "a URI or a relative reference" uri::is_uri_reference;
    Iri "iri" "an IRI" uri::is_iri;
    IriReference "iri-reference" "an IRI or a relative reference" uri::is_iri_reference;
    UriTemplate "uri-template" "a template of URIs" uri_template::is_uri_template;
    JsonPointer "json-pointer" "a JSON Pointer" json_pointer::is_json_pointer;
    RelativeJsonPointer "relative-json-pointer" "a relative JSON Pointer" json_pointer::is_relative;
    Regex "regex" "a regular expression of ECMA-262" regex_syntax::is_regex;
}
