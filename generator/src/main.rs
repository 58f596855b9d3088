//! The command `postwright`; see the module `cli` of the library.

fn main() -> std::process::ExitCode {
    postwright::cli::main()
}
