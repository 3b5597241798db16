//! The other judge: the `jsonschema` crate, on the same schema in the same document.
//!
//! Invariant: it asserts no formats, and fetches nothing.

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

use super::schemas::Schemas;

/// The folder that files of a document are in, for references.
const BASE: &str = "https://document.invalid/";
/// The name of the root of a document.
const ROOT: &str = "root.json";

/// What the other judge has against an instance.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Complaint {
    /// Where in the instance.
    pub(super) at: String,
    /// By which keyword.
    pub(super) keyword: String,
    /// In words.
    pub(super) message: String,
}

/// The documents, ready to be referred to.
#[derive(Debug)]
pub(super) struct Library<'s> {
    registry: Registry<'s>,
    draft: Draft,
}

impl<'s> Library<'s> {
    /// Takes in the files of a document. An error says why that can not be.
    pub(super) fn of(schemas: &'s Schemas, is_30: bool) -> Result<Self, String> {
        let draft = if is_30 { Draft::Draft4 } else { Draft::Draft202012 };
        let mut builder = Registry::new().draft(draft).retriever(Nothing);
        for (file, content) in &schemas.files {
            builder = builder.add(uri(file), content).map_err(|error| error.to_string())?;
        }
        let registry = builder.prepare().map_err(|error| error.to_string())?;
        Ok(Self { registry, draft })
    }

    /// The judge of the schema at a place. An error says why there is none.
    pub(super) fn judge(&self, place: &str) -> Result<Judge, String> {
        let (file, local) = codegen::ir::split_pointer(place);
        let reference = format!("{}#{}", uri(file), escape(local));
        let validator = jsonschema::options()
            .with_draft(self.draft)
            .with_registry(&self.registry)
            .with_retriever(Nothing)
            .should_validate_formats(false)
            .build(&json!({ "$ref": reference }))
            .map_err(|error| error.to_string())?;
        Ok(Judge { validator })
    }
}

/// Fetches nothing.
struct Nothing;

impl jsonschema::Retrieve for Nothing {
    fn retrieve(
        &self,
        uri: &jsonschema::Uri<String>,
    ) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        Err(format!("`{uri}` is not part of the document").into())
    }
}

/// Judges instances of a schema.
#[derive(Debug)]
pub(super) struct Judge {
    validator: Validator,
}

impl Judge {
    /// Whether an instance is valid.
    pub(super) fn allows(&self, instance: &Value) -> bool {
        self.validator.is_valid(instance)
    }

    /// What is wrong with an instance.
    pub(super) fn complaints(&self, instance: &Value) -> Vec<Complaint> {
        let complaint = |error: jsonschema::ValidationError<'_>| Complaint {
            at: error.instance_path().as_str().to_owned(),
            keyword: error.kind().keyword().to_owned(),
            message: error.to_string(),
        };
        self.validator.iter_errors(instance).map(complaint).collect()
    }
}

fn uri(file: &str) -> String {
    format!("{BASE}{}", if file.is_empty() { ROOT.to_owned() } else { escape(file) })
}

/// Text as a part of a URI.
fn escape(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let escaped = text
        .bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    escaped.collect()
}
