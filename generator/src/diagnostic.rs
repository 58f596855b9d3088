//! What the generator has to say to the person who owns the collection, and where it stands.

use std::fmt;
use std::ops::Range;

/// A place in the input: an RFC 6901 JSON pointer; in a folder of files the file's path and, behind a `#`, a pointer
/// in that file: `Users/Get user.request.yaml#/body/content`.
///
/// Cheap to carry; line and column are found only when a diagnostic is rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer {
    text: String,
    /// How many bytes of the text are the file's path.
    file: usize,
}

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// All of one file of a folder; the path begins at the folder and has `/` between its parts.
    #[must_use]
    pub fn file(path: &str) -> Self {
        Self { text: path.to_owned(), file: path.len() }
    }

    /// The value of `key` in the object at this place.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        // One allocation: a pointer is made for nearly every value of a collection.
        let mut text = String::with_capacity(self.text.len() + 2 + key.len());
        self.open(&mut text);
        if key.contains(['~', '/']) {
            text.push_str(&key.replace('~', "~0").replace('/', "~1"));
        } else {
            text.push_str(key);
        }
        Self { text, file: self.file }
    }

    /// The element `index` of the array at this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        let mut text = String::with_capacity(self.text.len() + 6);
        self.open(&mut text);
        text.push_str(&index.to_string());
        Self { text, file: self.file }
    }

    /// Writes everything before the next segment.
    fn open(&self, text: &mut String) {
        text.push_str(&self.text);
        text.push_str(if self.file > 0 && self.file == self.text.len() { "#/" } else { "/" });
    }

    /// The path of the file, if the input is a folder.
    pub(crate) fn path(&self) -> Option<&str> {
        self.text.get(..self.file).filter(|path| !path.is_empty())
    }

    /// The keys and indexes on the way from the root of the document, unescaped.
    pub(crate) fn segments(&self) -> impl Iterator<Item = String> + '_ {
        let pointer = self.text.get(self.file..).unwrap_or_default();
        pointer.split('/').skip(1).map(|segment| segment.replace("~1", "/").replace("~0", "~"))
    }

    /// The pointer's text, as RFC 6901 writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl From<String> for Pointer {
    fn from(text: String) -> Self {
        Self { text, file: 0 }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// How heavy a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is wrong, but it is worth knowing.
    Note,
    /// An SDK is written, but something of the collection is not in it as its author may expect.
    Warning,
    /// No SDK can be written.
    Error,
}

impl Severity {
    /// The severity as it is printed: `warning`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a diagnostic is about. The documentation of each variant is its manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Code {
    /// The file cannot be read from disk.
    UnreadableFile,
    /// The file is neither UTF-8 nor UTF-16 text.
    NotText,
    /// The file is not JSON.
    InvalidJson,
    /// The file is not YAML.
    InvalidYaml,
    /// The file is JSON, or the folder is one, but no Postman collection.
    NotACollection,
    /// The file is JSON, but no export of an environment or of globals.
    NotAnEnvironment,
    /// The head of the collection is missing or names a format that Postwright does not know; it is read as v2.1.
    UnknownFormat,
    /// The collection has no request, so its SDK has no operation.
    EmptyCollection,
    /// A value of the collection has another JSON type than its place asks for; it is read as absent.
    UnexpectedShape,
    /// A key that Postman does not know, and drops without a word.
    UnknownKey,
    /// A request that is not generated, and why.
    SkippedRequest,
    /// An auth type that Postwright does not know; the request is generated without it.
    UnknownAuthType,
    /// A body mode that Postwright does not know; the body is read as raw text, as Postman does.
    UnknownBodyMode,
    /// A JSON body that cannot be read even with variables, comments and trailing commas allowed; it stays text.
    UnreadableBody,
    /// A variable that has no value anywhere and no argument that could give it one.
    UndefinedVariable,
    /// A literal credential in the collection. It is not written into the SDK.
    LiteralSecret,
    /// A setting of the request that the SDK does not honour.
    UnsupportedSetting,
    /// A script sets a variable that the request needs; the SDK takes it as an argument.
    ScriptVariable,
    /// Most operations share this argument; it could be a client setting.
    SharedArgument,
    /// Postman cannot send what the SDK does here, or the SDK cannot send what Postman does.
    NotSentAsInPostman,
    /// A description says something about a field that an example contradicts; the example is believed.
    Contradiction,
    /// No sample shows a value of a field, so that its type is any JSON.
    UnknownType,
    /// Fields of answers that one sample shows: whether they may be missing or null is a guess. Variants of enums, too.
    SeenOnce,
    /// Operations without a saved example: what they answer has no type.
    MissingExample,
    /// The settings are not TOML.
    InvalidToml,
    /// A key of the settings that means nothing.
    UnknownSetting,
    /// A value of the settings that cannot be used.
    UnusableSetting,
    /// An entry of the settings that nothing in the collection matches, or more than one thing.
    UnmatchedSetting,
}

impl Code {
    /// Every code, in the order of the manual.
    pub const ALL: &[Self] = &[
        Self::UnreadableFile,
        Self::NotText,
        Self::InvalidJson,
        Self::InvalidYaml,
        Self::NotACollection,
        Self::NotAnEnvironment,
        Self::UnknownFormat,
        Self::EmptyCollection,
        Self::UnexpectedShape,
        Self::UnknownKey,
        Self::SkippedRequest,
        Self::UnknownAuthType,
        Self::UnknownBodyMode,
        Self::UnreadableBody,
        Self::UndefinedVariable,
        Self::LiteralSecret,
        Self::UnsupportedSetting,
        Self::ScriptVariable,
        Self::SharedArgument,
        Self::NotSentAsInPostman,
        Self::Contradiction,
        Self::UnknownType,
        Self::SeenOnce,
        Self::MissingExample,
        Self::InvalidToml,
        Self::UnknownSetting,
        Self::UnusableSetting,
        Self::UnmatchedSetting,
    ];

    /// The code as it is printed: `unknown-auth-type`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UnreadableFile => "unreadable-file",
            Self::NotText => "not-text",
            Self::InvalidJson => "invalid-json",
            Self::InvalidYaml => "invalid-yaml",
            Self::NotACollection => "not-a-collection",
            Self::NotAnEnvironment => "not-an-environment",
            Self::UnknownFormat => "unknown-format",
            Self::EmptyCollection => "empty-collection",
            Self::UnexpectedShape => "unexpected-shape",
            Self::UnknownKey => "unknown-key",
            Self::SkippedRequest => "skipped-request",
            Self::UnknownAuthType => "unknown-auth-type",
            Self::UnknownBodyMode => "unknown-body-mode",
            Self::UnreadableBody => "unreadable-body",
            Self::UndefinedVariable => "undefined-variable",
            Self::LiteralSecret => "literal-secret",
            Self::UnsupportedSetting => "unsupported-setting",
            Self::ScriptVariable => "script-variable",
            Self::SharedArgument => "shared-argument",
            Self::NotSentAsInPostman => "not-sent-as-in-postman",
            Self::Contradiction => "contradiction",
            Self::UnknownType => "unknown-type",
            Self::SeenOnce => "seen-once",
            Self::MissingExample => "missing-example",
            Self::InvalidToml => "invalid-toml",
            Self::UnknownSetting => "unknown-setting",
            Self::UnusableSetting => "unusable-setting",
            Self::UnmatchedSetting => "unmatched-setting",
        }
    }
}

/// One message.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// How heavy it is.
    pub severity: Severity,
    /// What it is about.
    pub code: Code,
    /// One sentence: what was found, what was expected.
    pub message: String,
    /// Where in the input.
    pub pointer: Pointer,
    /// The byte offset in the text, for errors of the text itself, where no pointer can lead.
    pub offset: Option<usize>,
    /// How many bytes from there on it is about; at least one is marked.
    pub(crate) length: usize,
    /// How to mend it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A message without a remedy; see [`Diagnostic::help`].
    #[must_use]
    pub fn new(severity: Severity, code: Code, message: impl Into<String>, pointer: Pointer) -> Self {
        Self { severity, code, message: message.into(), pointer, offset: None, length: 1, help: None }
    }

    /// An error, which ends the run.
    #[must_use]
    pub fn error(code: Code, message: impl Into<String>, pointer: Pointer) -> Self {
        Self::new(Severity::Error, code, message, pointer)
    }

    /// Adds the byte offset in the text, for errors of the text itself.
    #[must_use]
    pub fn offset(mut self, offset: usize) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Adds the bytes of the text that it is about.
    #[must_use]
    pub(crate) fn span(mut self, span: Range<usize>) -> Self {
        self.offset = Some(span.start);
        self.length = span.len().max(1);
        self
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The messages of a run, in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a message.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds a warning and gives it back, so that a remedy can be added.
    pub fn warn(
        &mut self,
        code: Code,
        message: impl Into<String>,
        pointer: &Pointer,
        help: impl Into<String>,
    ) {
        self.push(Diagnostic::new(Severity::Warning, code, message, pointer.clone()).help(help));
    }

    /// The messages.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// True if nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
