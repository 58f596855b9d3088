//! Runs one test in a process of its own: with other variables, with its own memory, with more open files.

use std::process::Command;

/// Runs the ignored test of this name; gives what it prints.
pub(crate) fn alone(test: &str, variables: &[(&str, &str)]) -> String {
    let program = std::env::current_exe().unwrap();
    let mut command = if cfg!(unix) {
        // A shell may lift the limit of open files, as far as the system lets it.
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -n 8192 2>/dev/null; exec \"$0\" \"$@\""]).arg(program);
        shell
    } else {
        Command::new(program)
    };
    command.args(["--exact", test, "--ignored", "--nocapture"]).envs(variables.iter().copied());
    let output = command.output().unwrap();
    let printed =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && printed.contains("1 passed"), "{test}: {printed}");
    printed
}
