//! A collection's file into everything that is made of it: the library's way in, beside `build_script`.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use crate::{
    build_script::{Error, read},
    diagnostic::Diagnostics,
    pipeline::{self, Input, Refusal, Understood},
    settings::Settings,
};

/// Generates an SDK in memory; nothing is written.
///
/// ```no_run
/// let generated = postwright::Generator::new().generate("collections/sunshine.postman_collection.json")?;
/// print!("{}", generated.module);
/// # Ok::<(), postwright::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Generator {
    environments: Vec<PathBuf>,
    config: Option<PathBuf>,
    settings: Settings,
    threads: Option<usize>,
}

/// What was made of a collection.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The Rust module.
    pub module: String,
    input: Input,
    understood: Understood,
}

impl Generator {
    /// Without an environment.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the values of a Postman environment or globals file as defaults; of several the last one wins.
    #[must_use]
    pub fn environment(mut self, path: impl AsRef<Path>) -> Self {
        self.environments.push(path.as_ref().to_path_buf());
        self
    }

    /// Takes the settings in this file instead of those that lie beside the collection: in
    /// `<collection>.postwright.toml`, or else in `postwright.toml`. Reading them needs the feature `toml`.
    #[must_use]
    pub fn config(mut self, path: impl AsRef<Path>) -> Self {
        self.config = Some(path.as_ref().to_path_buf());
        self
    }

    /// Takes these settings; they go before those of a file.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Works with so many threads instead of one for each processor: the benchmark compares them.
    #[doc(hidden)]
    #[must_use]
    pub fn threads(mut self, threads: NonZero<usize>) -> Self {
        self.threads = Some(threads.get());
        self
    }

    /// Reads the collection and writes its module into memory.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or is no collection or environment.
    pub fn generate(&self, collection: impl AsRef<Path>) -> Result<Generated, Error> {
        let collection = collection.as_ref();
        let environments = self.environments.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
        let own = pipeline::own(collection, self.config.as_deref(), &self.settings)
            .map_err(|refusal| refused(&refusal))?;
        let input = Input { source: read(collection)?, environments, own };
        let understood = understand(&input, self.threads)?;
        let module = pipeline::print(&understood, input.source.file_name(), self.threads)?;
        Ok(Generated { module, input, understood })
    }
}

impl Generated {
    /// What was understood: servers, operations, types, and what was skipped. Its shape is that of
    /// `postwright inspect --format json`.
    #[must_use]
    pub fn manifest(&self) -> serde_json::Value {
        pipeline::manifest(&self.understood)
    }

    /// The example `replay` of a crate that is called `sdk`: tests run it beside the module.
    #[cfg(feature = "cli")]
    #[doc(hidden)]
    #[must_use]
    pub fn replay(&self) -> String {
        pipeline::replay(&self.understood, &self.module, self.input.source.file_name())
    }

    /// The function, the Rust program, the HTTP message and the command for curl that documentation shows of each operation
    /// of an SDK that is called `library`: tests compile and compare them.
    #[cfg(feature = "cli")]
    #[doc(hidden)]
    #[must_use]
    pub fn snippets(&self, library: &str) -> Vec<[String; 4]> {
        pipeline::snippets(&self.understood, library)
    }

    /// The pages of the reference, in HTML and in Markdown: tests look for what must not be on them.
    #[cfg(feature = "cli")]
    #[doc(hidden)]
    #[must_use]
    pub fn reference(&self) -> Vec<String> {
        use crate::docs::Format;
        let pages = |format| pipeline::docs(&self.input, &self.understood, "sdk", format).unwrap_or_default();
        [Format::Html, Format::Markdown].into_iter().flat_map(pages).map(|file| file.text).collect()
    }

    /// What there is to say about the collection.
    #[must_use]
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.understood.diagnostics
    }

    /// The same as text, in rustc's look, without colours; empty if there is nothing to say.
    #[must_use]
    pub fn report(&self) -> String {
        self.shown(self.diagnostics())
    }

    /// What was guessed, because the collection shows too little, and which example would help most: what
    /// `postwright lint` says besides [`Generated::report`], in the same look.
    #[must_use]
    pub fn guesses(&self) -> String {
        self.shown(&pipeline::guesses(&self.understood))
    }

    fn shown(&self, diagnostics: &Diagnostics) -> String {
        pipeline::render(&self.input.source, &diagnostics.iter().collect::<Vec<_>>(), false)
    }
}

/// Parses, lowers and names; what refuses the input is rendered.
pub(crate) fn understand(input: &Input, threads: Option<usize>) -> Result<Understood, Error> {
    pipeline::understand(input, threads).map_err(|refusal| refused(&refusal))
}

pub(crate) fn refused(refusal: &Refusal) -> Error {
    Error::diagnostics(&refusal.source, &refusal.diagnostics.iter().collect::<Vec<_>>())
}
