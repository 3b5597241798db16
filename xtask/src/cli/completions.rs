//! The options of `completions`, and what it prints.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Cli;

/// What the completed command is called: shells complete one word and not two.
const NAME: &str = "xtask";

/// The options of `completions`.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: Shell,
}

/// The script for a shell.
pub(crate) fn script(arguments: CompletionsArguments) -> String {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command().name(NAME), NAME, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

pub(super) const COMPLETIONS_AFTER_HELP: &str = "\
The script completes a command `xtask`, which is a function of your own:
  bash, zsh   xtask() { cargo xtask \"$@\"; }
  fish        function xtask; cargo xtask $argv; end
  powershell  function xtask { cargo xtask @args }
  elvish      fn xtask {|@a| cargo xtask $@a }

Examples:
  source <(cargo xtask completions bash)
  cargo xtask completions zsh > ~/.zfunc/_xtask
  cargo xtask completions fish > ~/.config/fish/completions/xtask.fish";

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn every_shell_learns_every_command() {
        for shell in Shell::value_variants() {
            let script = script(CompletionsArguments { shell: *shell });
            for word in ["codegen", "lint", "explain", "completions", "message-format", "deny"] {
                assert!(script.contains(word), "{shell} does not know `{word}`");
            }
            assert!(!script.contains("cargo xtask xtask"), "{shell}");
        }
    }
}
