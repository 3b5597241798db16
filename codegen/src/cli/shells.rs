//! The shells that complete command lines: a script for each, which asks this program what a word can become.
//!
//! Invariant: a script is code, in which nothing stands that comes from elsewhere, but a plain name of the program; what
//! is asked for later is data to it.

use std::env;
use std::path::Path;

/// A program that reads command lines from people.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "it is called so")]
pub(super) enum Shell {
    Bash,
    Elvish,
    Fish,
    PowerShell,
    Zsh,
}

/// What they are called.
pub(super) const NAMES: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// How to use the scripts.
pub(super) const HELP: &str = concat!(
    "To have completions in each new shell:\n",
    "  bash        in ~/.bashrc: source <(PROGRAM completions bash)\n",
    "  elvish      in ~/.config/elvish/rc.elv: eval (PROGRAM completions elvish | slurp)\n",
    "  fish        in ~/.config/fish/config.fish: PROGRAM completions fish | source\n",
    "  powershell  in $PROFILE: PROGRAM completions powershell | Out-String | Invoke-Expression\n",
    "  zsh         in ~/.zshrc, behind compinit: source <(PROGRAM completions zsh)",
);

/// What this program is called where it is typed: its file need not be called like the package. A name that would mean something
/// in a script is not taken.
pub(super) fn program() -> String {
    let path = env::args_os().next().unwrap_or_default();
    let name = Path::new(&path).file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let name = name.strip_suffix(".exe").unwrap_or(name);
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let is_name = name.starts_with(|first: char| first.is_ascii_alphanumeric()) && name.chars().all(is_plain);
    if is_name { name } else { env!("CARGO_PKG_NAME") }.to_owned()
}

impl Shell {
    /// The one that is called so.
    pub(super) fn named(name: &str) -> Option<Self> {
        let all = [Self::Bash, Self::Elvish, Self::Fish, Self::PowerShell, Self::Zsh];
        NAMES.iter().zip(all).find(|(it, _)| **it == name).map(|(_, shell)| shell)
    }

    /// What makes it complete the command lines of a program.
    pub(super) fn script(self, program: &str) -> String {
        let script = match self {
            Self::Bash => BASH,
            Self::Elvish => ELVISH,
            Self::Fish => FISH,
            Self::PowerShell => POWERSHELL,
            Self::Zsh => ZSH,
        };
        script.replace("FUNCTION", &program.replace('-', "_")).replace("PROGRAM", program)
    }

    /// A word as the program would get it. Bash gives words as they are typed.
    pub(super) fn unquoted(self, word: &str) -> String {
        if self == Self::Bash { word.replace(['\'', '"', '\\'], "") } else { word.to_owned() }
    }
}

/// Bash takes `=`, `:` and `@` for words of their own, which are put together again where no space is between them. It
/// replaces what stands behind the last of them.
const BASH: &str = r#"_FUNCTION_complete() {
    local line=${COMP_LINE:0:COMP_POINT} words=() word text index
    COMPREPLY=()
    for ((index = 0; index < COMP_CWORD; index++)); do
        text=${line#"${line%%[![:space:]]*}"}
        word=${COMP_WORDS[index]}
        if ((${#words[@]} > 0)) && [[ $text == "$line" ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        line=${text#"$word"}
    done
    text=${line#"${line%%[![:space:]]*}"}
    if [[ $text == "$line" && ${#words[@]} -gt 1 ]]; then
        text=${words[${#words[@]} - 1]}$text
        unset "words[${#words[@]} - 1]"
    fi
    local program=${1/#\~\//$HOME/} before=${text%"$2"}
    [[ $2 == *[=:@] ]] && before=$text
    while IFS= read -r line; do
        line=${line%%$'\t'*}
        printf -v word %q "${line#"$before"}"
        COMPREPLY+=("$word")
    done < <("$program" completions bash --current="$text" -- "${words[@]:1}" 2> /dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && $word == *[/@] ]]; then
        compopt -o nospace 2> /dev/null
    fi
}
complete -o nosort -F _FUNCTION_complete PROGRAM 2> /dev/null || complete -F _FUNCTION_complete PROGRAM
"#;

const ELVISH: &str = r#"use str
set edit:completion:arg-completer[PROGRAM] = {|@words|
    var program before = (external $words[0]) $words[1..-1]
    $program completions elvish --current=$words[-1] -- $@before 2> /dev/null | from-lines | each {|line|
        var parts = [(str:split &max=2 "\t" $line)]
        var end = (if (or (str:has-suffix $parts[0] /) (str:has-suffix $parts[0] @)) { put '' } else { put ' ' })
        var about = (if (==s $parts[1] '') { put '' } else { put '  ('$parts[1]')' })
        edit:complex-candidate $parts[0] &code-suffix=$end &display=$parts[0]$about
    }
}
"#;

const FISH: &str = r"function __FUNCTION_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    command $words[1] completions fish --current=(commandline --current-token --cut-at-cursor | string unescape) -- $words[2..] 2> /dev/null
end
complete --command PROGRAM --no-files --keep-order --arguments '(__FUNCTION_complete)'
";

const POWERSHELL: &str = r#"Register-ArgumentCompleter -Native -CommandName 'PROGRAM' -ScriptBlock {
    param($current, $line, $cursor)
    $words = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    })
    $rest = @($words | Select-Object -Skip 1)
    & $words[0] completions powershell "--current=$current" '--' @rest 2> $null | ForEach-Object {
        $text, $about = $_ -split "`t", 2
        if ($text -match '^[\w\-.,/:+=@]+$') {
            if (-not $about) { $about = $text }
            [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $about)
        }
    }
}
"#;

const ZSH: &str = r#"#compdef PROGRAM
_FUNCTION_complete() {
    local line word
    local -a before done open
    for word in "${words[@]:1:$((CURRENT - 2))}"; do before+=("${(Q)word}"); done
    for line in "${(@f)$("${words[1]/#\~\//$HOME/}" completions zsh --current="${(Q)PREFIX}" -- "${before[@]}" 2> /dev/null)}"; do
        [[ -n $line ]] || continue
        word=${line%%$'\t'*}
        line=${line#*$'\t'}
        case $word in
            */|*@) open+=("${${word//\\/\\\\}//:/\\:}${line:+:$line}") ;;
            *) done+=("${${word//\\/\\\\}//:/\\:}${line:+:$line}") ;;
        esac
    done
    _describe -V word done -- open -S ''
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _FUNCTION_complete "$@"
else
    compdef _FUNCTION_complete PROGRAM
fi
"#;
