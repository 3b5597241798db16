//! What the generator has to say about a document, as plain data.
//!
//! Stages push to [`Diagnostics`] and go on; nothing after `lower` runs when one of them is an error.
//! Positions are not stored: a diagnostic names a place by file and JSON Pointer, and
//! [`position`](crate::position) finds its line and column when it is shown.

use std::collections::HashSet;
use std::fmt;

use crate::ir::{in_file, split_pointer};
use crate::ledger::Ledger;
use crate::options::Choice;

/// How bad it is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// Worth knowing, changes nothing.
    Note,
    /// The output is sound, but does less than the document says.
    Warning,
    /// There is no output.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// Where something stands in the text of a document, which may have several files.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Place {
    /// Nowhere in particular.
    Document,
    /// Nowhere in particular in this file, which is not the root of the document.
    File(String),
    /// The value at this [`Pointer`](crate::ir::Pointer).
    Value(String),
    /// The key at the end of this [`Pointer`](crate::ir::Pointer).
    Key(String),
    /// The character with this index of the string at this [`Pointer`](crate::ir::Pointer).
    Character(String, usize),
    /// A line and a column, both from 1, the column in characters: for text that could not be parsed.
    Text {
        /// The file, empty for the root of the document.
        file: String,
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// Not in the document: one of the [`Options`](crate::Options).
    Choice(Choice),
}

impl Place {
    /// The file that it is in, as pointers name it: empty for the root of the document.
    ///
    /// # Examples
    ///
    /// ```
    /// use codegen::diagnostic::Place;
    ///
    /// let place = Place::Key("schemas/pet.yaml#/type".into());
    /// assert_eq!(place.file(), "schemas/pet.yaml");
    /// assert_eq!(place.local(), Place::Key("/type".into()));
    /// ```
    #[must_use]
    pub fn file(&self) -> &str {
        match self {
            Self::Document | Self::Choice(_) => "",
            Self::File(file) | Self::Text { file, .. } => file,
            Self::Value(pointer) | Self::Key(pointer) | Self::Character(pointer, _) => {
                split_pointer(pointer).0
            }
        }
    }

    /// The [`Pointer`](crate::ir::Pointer) of the value that it is in, empty for the document as a whole. A file as a
    /// whole is called by its name. None where it is a line of text, or not in the document.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        match self {
            Self::Document => Some(""),
            Self::File(pointer) | Self::Value(pointer) | Self::Key(pointer) | Self::Character(pointer, _) => {
                Some(pointer)
            }
            Self::Text { .. } | Self::Choice(_) => None,
        }
    }

    /// The same place as seen from inside its file.
    #[must_use]
    pub fn local(&self) -> Self {
        let local = |pointer| split_pointer(pointer).1.to_owned();
        match self {
            Self::Document | Self::File(_) => Self::Document,
            Self::Choice(choice) => Self::Choice(choice.clone()),
            Self::Value(pointer) => Self::Value(local(pointer)),
            Self::Key(pointer) => Self::Key(local(pointer)),
            Self::Character(pointer, at) => Self::Character(local(pointer), *at),
            Self::Text { line, column, .. } => {
                Self::Text { file: String::new(), line: *line, column: *column }
            }
        }
    }

    /// The place that is called so inside of a file.
    #[must_use]
    pub(crate) fn in_file(self, file: &str) -> Self {
        match self {
            Self::Document | Self::File(_) => Self::File(file.to_owned()),
            Self::Choice(choice) => Self::Choice(choice),
            Self::Value(pointer) => Self::Value(in_file(file, &pointer)),
            Self::Key(pointer) => Self::Key(in_file(file, &pointer)),
            Self::Character(pointer, at) => Self::Character(in_file(file, &pointer), at),
            Self::Text { line, column, .. } => Self::Text { file: file.to_owned(), line, column },
        }
    }
}

/// One thing to say about a document.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Diagnostic {
    /// What kind of thing it is.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// The place it is about.
    pub place: Place,
    /// What is the matter: lower case, names in backticks, no final period.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// What it has in common with others that say the same of other places: all but the names in its texts, which
    /// stand in backticks.
    ///
    /// # Examples
    ///
    /// ```
    /// use codegen::diagnostic::{Code, Diagnostics, Place};
    ///
    /// let mut all = Diagnostics::default();
    /// for (name, place) in [("hex", "/a/format"), ("guid", "/b/format")] {
    ///     let message = format!("format `{name}` is not checked");
    ///     all.warn(Code::NotEnforced, Place::Value(place.into()), message, "");
    /// }
    /// let kinds: Vec<_> = all.iter().map(|it| it.kind()).collect();
    /// assert_eq!(kinds[0], kinds[1]);
    /// ```
    #[must_use]
    pub fn kind(&self) -> Kind {
        let without_names = |text: &str| text.split('`').step_by(2).collect::<Vec<_>>().join("`");
        let help = self.help.as_deref().map(without_names);
        Kind { code: self.code, severity: self.severity, message: without_names(&self.message), help }
    }
}

/// What diagnostics that differ only in names and places have in common.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Kind {
    code: Code,
    severity: Severity,
    message: String,
    help: Option<String>,
}

/// The diagnostics of one run, in the order they were found.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// What readers have taken. It travels with what they have to say, because all of them say something.
    ledger: Ledger,
}

impl Diagnostics {
    /// Where readers mark what they take.
    pub(crate) fn ledger(&mut self) -> &mut Ledger {
        &mut self.ledger
    }

    /// What readers have taken so far; from here on, nothing.
    pub(crate) fn take_ledger(&mut self) -> Ledger {
        std::mem::take(&mut self.ledger)
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds an error.
    pub fn error(&mut self, code: Code, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.add(Severity::Error, code, place, message.into(), help.into());
    }

    /// Adds a note.
    pub fn note(&mut self, code: Code, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.add(Severity::Note, code, place, message.into(), help.into());
    }

    /// Adds a warning.
    pub fn warn(&mut self, code: Code, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.add(Severity::Warning, code, place, message.into(), help.into());
    }

    fn add(&mut self, severity: Severity, code: Code, place: Place, message: String, help: String) {
        let help = Some(help).filter(|help| !help.is_empty());
        self.push(Diagnostic { code, severity, place, message, help });
    }

    /// Whether there is an error among them.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Puts them in the order of their places, by what is to be compared for each, and says each thing once.
    pub fn sort(&mut self, order: impl Fn(&Place) -> Vec<usize>) {
        let mut keyed: Vec<_> =
            self.list.drain(..).map(|diagnostic| (order(&diagnostic.place), diagnostic)).collect();
        keyed.sort_by(|left, right| left.0.cmp(&right.0));
        let mut said = HashSet::new();
        let all = keyed.into_iter().map(|(_, diagnostic)| diagnostic);
        self.list = all.filter(|diagnostic| said.insert(diagnostic.clone())).collect();
    }

    /// Takes out those that are such, in their order.
    pub(crate) fn take_if(&mut self, is_such: impl FnMut(&Diagnostic) -> bool) -> Self {
        let (list, rest) = std::mem::take(&mut self.list).into_iter().partition(is_such);
        self.list = rest;
        Self { list, ledger: Ledger::default() }
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $explanation:literal)*) => {
        /// The kinds of [`Diagnostic`]. Each has a stable name and an explanation.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $explanation] $variant,)*
        }

        impl Code {
            /// Every code, in the order of their definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its stable name, in kebab case.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it means and what to do about it.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)* }
            }
        }
    };
}

codes! {
    EmptyDocument "empty-document"
        "The document holds nothing. Check that the path names the right file, and that it was written completely."
    InvalidUtf8 "invalid-utf8"
        "The document is not UTF-8, which OpenAPI documents must be. Convert it, for example with `iconv`."
    Syntax "syntax"
        "The text is neither YAML nor JSON. The position is where the parser gave up; the cause is often a line earlier."
    DuplicateKey "duplicate-key"
        "A mapping has the same key twice, so it is not clear which one counts. Remove one of them."
    TooDeep "too-deep"
        "The document nests deeper than the generator follows. No real API description does; look for generated or hostile input."
    TooLarge "too-large"
        "The document goes beyond a limit of the generator, which is there so that no input takes all time and memory. The message names the limit. If the document is what it should be, raise the limit with `--limit NAME=NUMBER`, or below `[limits]` in `codegen.toml`."
    NotOpenApi "not-openapi"
        "The root of the document has no `openapi` field, so it is not an OpenAPI description."
    UnsupportedVersion "unsupported-version"
        "The document is written for a version of OpenAPI that is not supported. Versions 3.0, 3.1 and 3.2 are; Swagger 2.0 can be converted with `swagger2openapi`."
    UnknownField "unknown-field"
        "The standard does not define this field here, and it has no `x-` prefix. It is most often a typing error, and it has no effect."
    WrongType "wrong-type"
        "A field holds a value of another type than the standard gives it."
    MissingField "missing-field"
        "A field that the standard requires is not there."
    UnresolvedReference "unresolved-reference"
        "A `$ref` points to nothing. Check its spelling: first comes a file, relative to the one that the `$ref` stands in, then `#`, and then a JSON Pointer, with `/` written as `~1` and `~` as `~0`, or the name of an `$anchor`. Inside a file, a schema that is missing is taken to allow anything, and a parameter or response is left out; where a whole file is missing, nothing is generated."
    UnsupportedReference "unsupported-reference"
        "A `$ref` leads to a URL, or to a file outside of the folder of the root document. Nothing is ever fetched: save what is meant in that folder, and refer to it by a relative path."
    UnreadableFile "unreadable-file"
        "A file that a `$ref` leads to can not be read, or is too large."
    MisplacedReference "misplaced-reference"
        "A reference that begins with `#` is relative to the schema with an `$id` that it stands in, or else to its file. This one leads nowhere there, but somewhere in the whole file, or in the root of the document, and is read so. Other tools may refuse it: put what it is relative to before the `#`."
    ReferenceCycle "reference-cycle"
        "References lead back to themselves without ever reaching a schema. They are taken to allow anything."
    NotEnforced "not-enforced"
        "A constraint of the document is not checked by the generated validators. The type takes every value that the document allows, and some that it does not; only this one check is missing."
    KeptAsText "kept-as-text"
        "Nothing tells the branches of a union apart without trying them, so that its values keep their JSON text and can be seen as each of the branches. They are checked all the same. A `discriminator` makes an enum of it."
    ImpliedType "implied-type"
        "A schema without `type` has keywords that are about objects, or about arrays, and is read as one. By JSON Schema such keywords let values of other types pass; the generated types reject them. Add the `type` that is meant."
    Unread "unread"
        "The generator has not looked at a part of the document, so that it has no effect on the generated code. That is a gap in the generator and not a mistake in the document: please report it."
    UnusedComponent "unused-component"
        "Nothing refers to a component, so that nothing is generated for it. Schemas are always generated."
    Ignored "ignored"
        "A part of the document has no effect on the generated code."
    BadDefault "bad-default"
        "A `default` does not fit its own schema. It is left out of the generated code."
    BadExample "bad-example"
        "An example does not fit its own schema. It is left out of the generated tests and documentation."
    BadConstraint "bad-constraint"
        "A constraint can not apply to the type it stands on, such as a length on a number. It has no effect."
    LenientPattern "lenient-pattern"
        "A `pattern` is a regular expression of ECMA-262 only without the flag `u`, as browsers read it. JSON Schema recommends the flag. What it forbids has one meaning here, so that the pattern is enforced all the same."
    BadPattern "bad-pattern"
        "A `pattern` is not a regular expression of ECMA-262. It is not enforced."
    RequiredWithoutProperty "required-without-property"
        "A name is listed as required, but no property has it. It is read and written among the unknown fields, and is not enforced."
    Contradiction "contradiction"
        "Two parts of the document that must both hold exclude each other."
    DuplicateOperationId "duplicate-operation-id"
        "Two operations have the same `operationId`, which must be unique. The later one gets a name made from its method and path."
    MissingOperationId "missing-operation-id"
        "An operation has no `operationId`. It gets a name made from its method and path; give it an id to choose a better one."
    UnknownOperation "unknown-operation"
        "No operation of the document has the id that was asked for."
    UnknownTag "unknown-tag"
        "No operation of the document has the tag that was asked for."
    UnknownPointer "unknown-pointer"
        "A choice, such as a name or a place that is sensitive, is about a place that has nothing of the kind: the document has changed, or the pointer is misspelt. A pointer is a JSON Pointer from the root of the document, with `/` in keys written as `~1` and `~` as `~0`; in another file, its path and `#` come first."
    BadName "bad-name"
        "A name that is given instead of a derived one can not be used: it is no identifier of the right case, or something else in its scope has it."
    UnusedWaiver "unused-waiver"
        "A waiver is about a diagnostic that there is not any more. Take it out, so that the next one of its kind is seen."
    UnusualBody "unusual-body"
        "HTTP gives the body of a GET, HEAD, DELETE or TRACE request no meaning (RFC 9110, section 9.3), and some servers and proxies drop it or reject the request. It is sent all the same."
    BadPath "bad-path"
        "A path is not a template of the standard: it must begin with `/`, have no query, fragment or dot segments, close every brace, and differ from the others in more than the names of parameters. What can be sent all the same is sent as the help says; dot segments can not."
    PathParameter "path-parameter"
        "The path template and the declared path parameters do not agree. The template counts: what only it names is a required string, and a parameter that it has no place for is left out."
    BadValueSource "bad-value-source"
        "An `x-value-from` expression does not lead to a value of the request body."
    UnsupportedSecurityScheme "unsupported-security-scheme"
        "The generator does not know how to apply a security scheme, so that there is no constructor for its credentials. A type of your own that implements the trait `Credential` can stand in."
    TokenOnly "token-only"
        "How to get a token for a security scheme is beyond the generated code: a user has to agree, or a service has to be asked first. The constructor takes a token that you have."
    NotSliced "not-sliced"
        "The part of the document that the chosen operations need can not be cut out of its text. Nothing was written."
    NameClash "name-clash"
        "Two names of the document become the same Rust identifier or Cargo feature. The one that is spelt exactly so, or else in plain words, or else the first, keeps it; the other gets a suffix made from its own name."
}
