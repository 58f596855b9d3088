//! `postwright completions`: from the definition of the arguments to a shell's script.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Cli;
use super::console::{Console, Exit, Stop};

/// Print the completions of a shell
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "postwright", &mut script);
    console.result(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
