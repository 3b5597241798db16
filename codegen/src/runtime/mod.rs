//! What generated code needs at run time: reading, writing, validating, requests and responses.
//!
//! Everything that does not depend on a document lives here, once; generated code is data and straight
//! lines. The folder is copied as it is into every output crate, but for credentials of which the document has no scheme.
//!
//! Invariant: refers to itself only by relative paths, except in macros, and depends only on `serde`, `serde_json`, `http` and
//! `percent-encoding`.

mod address;
mod base64;
mod build_error;
mod calendar;
mod check_any;
mod check_array;
mod check_number;
mod check_object;
mod check_string;
pub mod credentials;
mod curl;
mod decimal;
mod duration;
mod file;
mod form;
pub mod format;
mod header;
mod items;
mod json;
mod json_pointer;
mod key;
mod location;
#[allow(unused_macros, reason = "not every document has types of every kind")]
mod macros;
mod map;
mod mask;
mod media_type;
mod multipart;
mod object;
mod object_writer;
mod open_enum;
mod operation;
mod pages;
mod parameter;
mod percent;
mod probe;
mod raw;
mod raw_text;
mod read;
mod read_error;
mod read_number;
mod read_text;
mod report;
mod request;
mod request_values;
mod response;
mod response_error;
mod rule;
mod rule_assertion;
mod rule_check;
mod rule_members;
mod rule_place;
mod rule_schema;
mod rule_value;
mod security;
mod server;
mod server_template;
mod style;
mod text;
mod tree;
mod tree_writer;
mod union;
mod unknown_fields;
mod unknown_variant;
mod uri;
mod uri_template;
mod uuid;
mod validate;
mod violation;
mod write;

pub use build_error::BuildError;
pub use check_string::every_byte;
pub use file::File;
pub use header::{FromHeader, NoHeaders, ResponseHeaders, header};
pub use items::{Framing, Items};
pub use key::Key;
pub use location::Location;
#[allow(unused_imports, reason = "not every document has types of every kind")]
pub(crate) use macros::{object, serde, string_enum};
pub use map::Map;
pub use mask::{Mask, Shape};
pub use media_type::JSON;
pub use object::{Held, Missing, Object, optional, optional_nullable, read_object, required, write_object};
pub use object_writer::ObjectWriter;
pub use open_enum::{OpenEnum, UnknownValue, write_enum};
pub use operation::{Decoded, Operation};
pub use pages::{Page, Paged, Pages};
pub use parameter::Parameter;
pub use probe::{Kind, Probe, UnknownJson, view};
pub use raw::{RawJson, RawObject};
pub use read::Read;
pub use read_error::DecodeError;
pub use read_text::read_enum;
pub use report::Report;
pub use request::RequestWriter;
pub use response::{BodyError, Outcome, Received, Reply};
pub use response_error::{ResponseError, ResponseErrorKind};
pub use rule::{Matcher, Rules};
pub use security::{SecurityKind, SecurityRequirement};
pub use server::{Server, ServerError};
pub use server_template::{ServerTemplate, ServerVariable};
pub use style::{Encoding, Style};
pub use text::{Base64, Base64Url, Date, DateTime, Duration, Text, Time, Uuid};
pub use union::{Fields, Tagged, read_tagged};
pub use unknown_fields::UnknownFields;
pub use unknown_variant::UnknownVariant;
pub use validate::Validate;
pub use violation::{Violation, Violations};
pub use write::{Mode, Write, Writing, write_secret};
