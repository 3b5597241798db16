//! One way in which two documents differ, as plain data.

use super::effect::Effect;
use crate::ir::Pointer;
use crate::json::Json;

/// How much of a value a message shows, in characters.
const LONGEST: usize = 80;

/// A way in which the other document, upstream, differs from ours.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What upstream did, as seen from our document.
    pub change: Change,
    /// What it is about.
    pub aspect: Aspect,
    /// What has the aspect, in words: `` `region` ``, `the request body`.
    pub subject: String,
    /// What was added or removed, by name; a keyword is in the aspect.
    pub name: String,
    /// The id of our operation that it was found in; others may have it too.
    pub operation: String,
    /// Our side.
    pub ours: Side,
    /// Their side.
    pub theirs: Side,
    /// What it does to what clients send, if it is about that.
    pub sent: Option<Effect>,
    /// What it does to what clients receive, if it is about that.
    pub received: Option<Effect>,
}

/// What upstream did.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Change {
    /// It says something that our document does not say.
    Added,
    /// It does not say something that our document says.
    Removed,
    /// It says something else.
    Changed,
}

impl Change {
    /// Its name, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// What a difference is about.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Aspect {
    /// An operation.
    Operation,
    /// A parameter.
    Parameter,
    /// The request body.
    RequestBody,
    /// A response, by its status.
    Response,
    /// A header of a response.
    Header,
    /// A media type.
    MediaType,
    /// A way to be authorized.
    Security,
    /// A tag of an operation.
    Tag,
    /// What a server sends on its own.
    Payload,
    /// The URL of a server.
    Server,
    /// A property of an object.
    Property,
    /// A value of an `enum`, or a `const`.
    EnumValue,
    /// A branch of a union: by the value of its tag, if it has one.
    Branch,
    /// Whether something has to be there.
    Required,
    /// Whether it can be null.
    Nullable,
    /// A keyword or field of this name.
    Keyword(&'static str),
}

impl Aspect {
    /// Its name: that of the keyword or field, or else in kebab case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::RequestBody => "request-body",
            Self::Response => "response",
            Self::Header => "header",
            Self::MediaType => "media-type",
            Self::Security => "security",
            Self::Tag => "tag",
            Self::Payload => "payload",
            Self::Server => "server",
            Self::Property => "property",
            Self::EnumValue => "enum-value",
            Self::Branch => "branch",
            Self::Required => "required",
            Self::Nullable => "nullable",
            Self::Keyword(name) => name,
        }
    }

    /// What things of the kind are called.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::RequestBody => "request body",
            Self::MediaType => "media type",
            Self::Security => "way to be authorized:",
            Self::EnumValue => "value",
            other => other.as_str(),
        }
    }
}

/// One of the two sides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// The place of what differs, or the nearest that there is.
    pub pointer: Pointer,
    /// What is said there, if anything.
    pub value: Option<Json>,
}

impl Difference {
    /// What upstream does, in one line.
    #[must_use]
    pub fn message(&self) -> String {
        let (subject, name) = (&self.subject, &self.name);
        let theirs = self.theirs.value.as_ref().map(shown).unwrap_or_default();
        let ours = self.ours.value.as_ref().map(shown).unwrap_or_default();
        let noun = self.aspect.noun();
        let of = |text: String| if subject.is_empty() { text } else { format!("{text} of {subject}") };
        match (self.aspect, self.change) {
            (Aspect::Required, _) if self.theirs.value == Some(Json::Bool(true)) => {
                format!("upstream requires {subject}, here it is optional")
            }
            (Aspect::Required, _) => format!("upstream does not require {subject}, here it is required"),
            (Aspect::Nullable, _) if self.theirs.value == Some(Json::Bool(true)) => {
                format!("upstream lets {subject} be null, here it can not be")
            }
            (Aspect::Nullable, _) => format!("upstream does not let {subject} be null, here it can be"),
            (Aspect::EnumValue, Change::Added) => format!("upstream adds {subject} value {name}"),
            (Aspect::EnumValue, Change::Removed) => format!("upstream has no {subject} value {name}"),
            (Aspect::Keyword(keyword), Change::Changed) => {
                format!("upstream's `{keyword}` of {subject} is {theirs}, here it is {ours}")
            }
            (Aspect::Keyword(keyword), Change::Added) => {
                format!("upstream's `{keyword}` of {subject} is {theirs}, here it has none")
            }
            (Aspect::Keyword(keyword), Change::Removed) => {
                format!("upstream has no `{keyword}` of {subject}, here it is {ours}")
            }
            (_, Change::Added) => of(format!("upstream adds the {noun} {name}").trim_end().to_owned()),
            (_, Change::Removed) => of(format!("upstream has no {noun} {name}").trim_end().to_owned()),
            (_, Change::Changed) => of(format!("upstream has another {noun} {name}").trim_end().to_owned()),
        }
    }
}

/// A value as messages show it.
pub(crate) fn shown(value: &Json) -> String {
    let text = match value {
        Json::String(text) => format!("`{text}`"),
        other => other.to_text(),
    };
    if text.chars().count() <= LONGEST {
        return text;
    }
    let mut cut: String = text.chars().take(LONGEST).collect();
    cut.push('…');
    cut
}
