//! What the generated table says of each operation: the words, flags and texts of its command.
//!
//! Invariant: plain data. Texts of the document hold no control characters here: whoever generates the table takes them
//! out.

use std::sync::Arc;

use super::super::runtime::ServerTemplate;
use super::super::runtime::credentials::Credential;
use super::arguments::Arguments;
use super::call::Call;

/// A tag, whose operations stand below it.
#[derive(Debug)]
pub(super) struct Tag {
    /// Its name in the document.
    pub(super) wire: &'static str,
    /// The same in kebab-case: unique among tags and operations without a tag.
    pub(super) name: &'static str,
    /// One line, or nothing.
    pub(super) about: &'static str,
}

/// An operation as a command.
#[derive(Debug)]
pub(super) struct Command {
    /// The id of the operation in the document.
    pub(super) id: &'static str,
    /// The same in kebab-case, unique.
    pub(super) name: &'static str,
    /// Its tags, as the document spells them.
    pub(super) tags: &'static [&'static str],
    /// Its method.
    pub(super) method: &'static str,
    /// Its path template.
    pub(super) path: &'static str,
    /// One line, or nothing.
    pub(super) about: &'static str,
    /// More about it, as plain text or Markdown, or nothing.
    pub(super) details: &'static str,
    /// Whether the document advises against it.
    pub(super) deprecated: bool,
    /// Whether it gives a list page by page.
    pub(super) is_list: bool,
    /// The servers that it has in place of the document's.
    pub(super) servers: Servers,
    /// Its parameters.
    pub(super) parameters: &'static [Value],
    /// Its body, if it has one.
    pub(super) body: Option<Body>,
    /// Makes the operation. None if there are faults in the arguments, which know them then.
    pub(super) call: fn(&mut Arguments<'_>) -> Option<Box<dyn Call>>,
}

/// Servers that requests can go to.
#[derive(Debug)]
pub(super) struct Servers {
    /// Their URLs, the first by preference.
    pub(super) templates: &'static [ServerTemplate],
    /// What each is, on one line, or nothing.
    pub(super) abouts: &'static [&'static str],
    /// The variables of all of them, each once.
    pub(super) variables: &'static [Value],
}

impl Servers {
    /// No servers.
    pub(super) const NONE: Self = Self { templates: &[], abouts: &[], variables: &[] };
}

/// A parameter, a field of a body, or a variable of a server.
#[derive(Debug)]
pub(super) struct Value {
    /// Its name in the document.
    pub(super) wire: &'static str,
    /// Its flag in kebab-case, without hyphens in front: unique in its command, and none that every command has.
    pub(super) flag: &'static str,
    /// What is written behind the flag.
    pub(super) kind: Kind,
    /// Whether it has to be given.
    pub(super) required: bool,
    /// Whether nothing may show it. It can come from a file: `--api-key @file`.
    pub(super) secret: bool,
    /// What it is, or nothing.
    pub(super) about: &'static str,
    /// What the server takes where it is not given, as JSON text.
    pub(super) default: Option<&'static str>,
    /// The values that the document lists.
    pub(super) possible: &'static [&'static str],
    /// Its limits, and what else there is to say, in a few words, or nothing.
    pub(super) notes: &'static str,
}

/// How a value is written on a command line.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// As it is.
    Text,
    /// As a number of JSON.
    Number,
    /// As `true` or `false`; the flag alone is `true`.
    Boolean,
    /// The flag once for each item.
    List(&'static Kind),
    /// As JSON, or `@` and the name of a file that holds JSON.
    Json,
    /// As the bytes of a file: `@` and its name, `-` for standard input, or a text.
    File,
}

/// The body of an operation.
#[derive(Debug)]
pub(super) struct Body {
    /// Whether there has to be one.
    pub(super) required: bool,
    /// What it is, or nothing.
    pub(super) about: &'static str,
    /// The media types that it can have; the first unless another is chosen.
    pub(super) media: &'static [Media],
}

/// A body in one media type.
#[derive(Debug)]
pub(super) struct Media {
    /// The media type. Where the caller chooses it, ranges such as `image/*`, with commas between them.
    pub(super) media_type: &'static str,
    /// How the body is given.
    pub(super) kind: BodyKind,
}

/// How a body is given.
#[derive(Debug)]
pub(super) enum BodyKind {
    /// JSON, from which forms and parts are made too. The fields of an object have flags.
    Json {
        /// Those fields.
        fields: &'static [Value],
    },
    /// JSON with a tag: a subcommand for each branch, which sets the tag.
    Tagged {
        /// The name of the tag.
        tag: &'static str,
        /// The branches.
        branches: &'static [Branch],
    },
    /// A text, or bytes, as they are.
    Raw,
    /// Bytes whose media type is chosen with them.
    File,
}

/// A branch of a tagged union.
#[derive(Debug)]
pub(super) struct Branch {
    /// Its subcommand: the tag's value in kebab-case.
    pub(super) name: &'static str,
    /// The value of the tag.
    pub(super) value: &'static str,
    /// One line, or nothing.
    pub(super) about: &'static str,
    /// Its fields, without the tag.
    pub(super) fields: &'static [Value],
}

/// A security scheme of the document.
#[derive(Debug)]
pub(super) struct Scheme {
    /// Its name in the document.
    pub(super) name: &'static str,
    /// One line, or nothing.
    pub(super) about: &'static str,
    /// The ways to give its credentials, the first by preference.
    pub(super) ways: &'static [Way],
}

/// A way to give credentials.
#[derive(Debug)]
pub(super) struct Way {
    /// The variables that hold the parts, such as `SERVICE_ACCOUNTS_CLIENT_ID` and `SERVICE_ACCOUNTS_CLIENT_SECRET`.
    pub(super) variables: &'static [&'static str],
    /// Where they buy tokens, if they do: the variable that says so, and what the document says.
    pub(super) token_url: Option<(&'static str, &'static str)>,
    /// Makes the credentials of as many parts, in the same order, and of where they buy tokens.
    pub(super) make: fn(&[&str]) -> Arc<dyn Credential>,
}

impl Value {
    /// A value that may be left out, and of which nothing else is known.
    pub(super) const fn new(wire: &'static str, flag: &'static str, kind: Kind) -> Self {
        let (about, notes, possible) = ("", "", &[] as &[&str]);
        Self { wire, flag, kind, required: false, secret: false, about, default: None, possible, notes }
    }

    /// Whether it can come from a file: `@` and a name.
    pub(super) fn takes_file(&self) -> bool {
        self.secret || matches!(self.kind, Kind::Json | Kind::List(Kind::Json))
    }

    /// The same, but it has to be given.
    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, but nothing may show it.
    pub(super) const fn secret(self) -> Self {
        Self { secret: true, ..self }
    }

    /// The same with what it is.
    pub(super) const fn about(self, about: &'static str) -> Self {
        Self { about, ..self }
    }

    /// The same with what the server takes where it is not given.
    pub(super) const fn default(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    /// The same with the values that the document lists.
    pub(super) const fn possible(self, possible: &'static [&'static str]) -> Self {
        Self { possible, ..self }
    }

    /// The same with its limits, and what else there is to say.
    pub(super) const fn notes(self, notes: &'static str) -> Self {
        Self { notes, ..self }
    }
}

impl Command {
    /// The media types of the body.
    pub(super) fn media(&self) -> &'static [Media] {
        self.body.as_ref().map_or(&[], |body| body.media)
    }

    /// The values that have flags whatever the branch, each once, and the media type that brings each.
    pub(super) fn fields(&self) -> Vec<(&'static Media, &'static Value)> {
        let mut fields: Vec<(&'static Media, &'static Value)> = Vec::new();
        for media in self.media() {
            for field in media.fields() {
                if fields.iter().all(|(_, known)| known.flag != field.flag) {
                    fields.push((media, field));
                }
            }
        }
        fields
    }

    /// The branches of the body: those of the first media type that has some.
    pub(super) fn branches(&self) -> &'static [Branch] {
        self.media().iter().map(Media::branches).find(|branches| !branches.is_empty()).unwrap_or(&[])
    }
}

impl Media {
    /// The values that have flags whatever the branch.
    pub(super) fn fields(&self) -> &'static [Value] {
        match self.kind {
            BodyKind::Json { fields } => fields,
            _ => &[],
        }
    }

    /// The branches.
    pub(super) fn branches(&self) -> &'static [Branch] {
        match self.kind {
            BodyKind::Tagged { branches, .. } => branches,
            _ => &[],
        }
    }

    /// Whether it is made from JSON.
    pub(super) fn is_json(&self) -> bool {
        matches!(self.kind, BodyKind::Json { .. } | BodyKind::Tagged { .. })
    }
}
