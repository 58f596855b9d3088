//! Options that every verb has.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options that every verb has; they may stand anywhere.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Common {
    /// A Postman environment or globals file whose values are defaults; may be repeated, a later one wins
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) environment: Vec<PathBuf>,
    /// The settings [default: `postwright.toml` beside the collection]
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
    /// How diagnostics are printed to standard error
    #[arg(long, value_name = "FORMAT", global = true, value_enum, default_value_t)]
    pub(super) message_format: MessageFormat,
    /// Print nothing but results and errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t)]
    pub(super) color: Color,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// For people, as the Rust compiler prints them
    #[default]
    Text,
    /// One JSON object per line
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Whether to use colours on a stream that is a terminal or not.
    pub(super) fn applies(self, is_terminal: bool) -> bool {
        let variable = |name| std::env::var_os(name).unwrap_or_default();
        match self {
            Self::Auto => is_terminal && variable("NO_COLOR").is_empty() && variable("TERM") != "dumb",
            Self::Always => true,
            Self::Never => false,
        }
    }
}
