//! The command line for the operations of the document.

/// Runs it.
fn main() -> std::process::ExitCode {
    generated::cli::main()
}
