//! The words of the command line.
//!
//! Invariant: what can be wrong with the words alone is refused here, by `clap`, with exit status 2.

mod choice;
#[cfg(unix)]
mod ci;
pub(crate) mod completions;
mod corpus;
mod diff;
mod explain;
mod hostile;
mod lint;
mod report;
mod semver;
mod slice;
mod upstream;

#[cfg(feature = "differential")]
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use self::choice::Choice;
#[cfg(unix)]
use self::ci::CI_AFTER_HELP;
#[cfg(unix)]
pub(crate) use self::ci::CiArguments;
use self::completions::{COMPLETIONS_AFTER_HELP, CompletionsArguments};
use self::corpus::CORPUS_AFTER_HELP;
pub(crate) use self::corpus::CorpusArguments;
use self::diff::DIFF_AFTER_HELP;
pub(crate) use self::diff::{DiffArguments, DiffFormat};
use self::explain::EXPLAIN_AFTER_HELP;
pub(crate) use self::explain::ExplainArguments;
use self::hostile::HOSTILE_AFTER_HELP;
pub(crate) use self::hostile::HostileArguments;
use self::lint::LINT_AFTER_HELP;
pub(crate) use self::lint::{Deny, LintArguments};
use self::report::REPORT_AFTER_HELP;
pub(crate) use self::report::ReportArguments;
use self::semver::SEMVER_AFTER_HELP;
pub(crate) use self::semver::SemverArguments;
use self::slice::SLICE_AFTER_HELP;
pub(crate) use self::slice::SliceArguments;
use self::upstream::UPSTREAM_AFTER_HELP;
pub(crate) use self::upstream::UpstreamArguments;

/// Turns OpenAPI documents into Rust crates.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = AFTER_HELP)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Turn an OpenAPI document into the source of a crate
    ///
    /// Without options, the one document in `spec/` becomes the crate in `generated/`. Only files whose bytes differ
    /// are written, all of them or none.
    #[command(after_help = CODEGEN_AFTER_HELP)]
    Codegen(CodegenArguments),
    /// Say what there is to say about an OpenAPI document, and write nothing
    ///
    /// All diagnostics, notes too, and what became of the values of the document: how many decide what the generated
    /// code does, how many are documentation, how many are not enforced.
    #[command(after_help = LINT_AFTER_HELP)]
    Lint(LintArguments),
    /// Write a page that shows what a document becomes, to be looked at in a browser
    ///
    /// The page is one file, needs no network and works without scripts. It has the operations and the types, who uses
    /// what, what is enforced by what and what is not, and the sizes of the files.
    #[command(after_help = REPORT_AFTER_HELP)]
    Report(ReportArguments),
    /// Cut a document down to some of its operations and all that they need
    ///
    /// What is left is the text of the document as it was, with its comments and its format. The generator decides what is
    /// needed: it makes the same of the slice as of the whole document with the same `--operation` and `--tag`.
    #[command(after_help = SLICE_AFTER_HELP)]
    Slice(SliceArguments),
    /// Compare the document in `spec/` with what its vendor's document says of the same operations
    ///
    /// Operations are found by their id, or else by method and path. Compared is what they mean: names, types, constraints,
    /// statuses, media types, headers and security. Prose, examples, extensions and how components are divided are not.
    #[command(after_help = UPSTREAM_AFTER_HELP)]
    Upstream(UpstreamArguments),
    /// Say what a change of a document does to the Rust API of the output and to the wire, and which version it needs
    ///
    /// Both documents are generated in memory, with the same choices. The public items of the outputs are compared, and what
    /// clients send and receive, and where commands are: what is added, removed, renamed, retyped, tightened, loosened. The worst comes first.
    #[command(after_help = DIFF_AFTER_HELP)]
    Diff(DiffArguments),
    /// Try the generator on every OpenAPI document of a folder
    ///
    /// A document is a file whose root has `openapi`; folders inside the folder are searched too. Each document is
    /// generated in a process of its own, and every file of Rust that comes out is parsed back.
    #[command(after_help = CORPUS_AFTER_HELP)]
    Corpus(CorpusArguments),
    /// Judge the generated validators by the JSON Schema Test Suite
    ///
    /// Each schema of the suite becomes an OpenAPI document, 3.1 for draft 2020-12 and 3.0 for draft 4, and its
    /// instances are read and validated by what is generated from it.
    #[command(after_help = CONFORMANCE_AFTER_HELP)]
    Conformance(ConformanceArguments),
    /// Judge what `diff` says of the Rust API by cargo-semver-checks
    ///
    /// The document of `xtask/semver/` is changed in many small ways, there and back, and each pair of crates is given to
    /// `cargo-semver-checks`, which has to be installed. What it has compiled stays in the folder of `--out`.
    #[command(after_help = SEMVER_AFTER_HELP)]
    Semver(SemverArguments),
    /// Try the generator on documents that would like to be too much, and print what they cost
    ///
    /// Deep nesting, bombs of aliases, endless references, a million of everything, huge numbers and patterns that explode:
    /// each document is generated in a process of its own, with a limit of time and memory.
    #[command(after_help = HOSTILE_AFTER_HELP)]
    Hostile(HostileArguments),
    /// Judge the generated validators by the `jsonschema` crate, on random instances of real documents
    ///
    /// The component schemas of each OpenAPI document of a folder are tried with instances that follow them, and with
    /// mutations of those. Each instance is read, validated and written back by what is generated from the document.
    #[cfg(feature = "differential")]
    #[command(after_help = DIFFERENTIAL_AFTER_HELP)]
    Differential(DifferentialArguments),
    /// Try generated crates and their clients on servers that nobody here wrote
    ///
    /// Prism, httpbin and oauth2-mock-server are installed below `target/e2e`, unless they are there, and started on
    /// free ports of 127.0.0.1 while the tests run. It needs `npm` and `python3`, and their registries the first time.
    #[cfg(unix)]
    #[command(after_help = E2E_AFTER_HELP)]
    E2e(E2eArguments),
    /// Check all that must hold before a change lands, as `.ci/run` does
    ///
    /// The steps run in the order that fails fastest, up to the first failure. How long each has taken is said at the end.
    #[cfg(unix)]
    #[command(after_help = CI_AFTER_HELP)]
    Ci(CiArguments),
    /// Generate one document and print figures: what `corpus` starts for each
    #[command(hide = true)]
    Measure(MeasureArguments),
    /// Print a script that makes a shell complete commands and options
    #[command(after_help = COMPLETIONS_AFTER_HELP)]
    Completions(CompletionsArguments),
    /// Explain a diagnostic code, or say where a Rust item comes from
    ///
    /// For an item of the output, it is told what it is, where in the document it stands, which decisions made it so, and
    /// what was said about that place.
    #[command(after_help = EXPLAIN_AFTER_HELP)]
    Explain(ExplainArguments),
}

/// The options of `codegen`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct CodegenArguments {
    /// Write nothing; print a diff and exit with 1 if the output is stale
    #[arg(long)]
    pub(crate) check: bool,
    /// The document, OpenAPI 3.0, 3.1 or 3.2 in YAML or JSON [default: the one in `spec/`]
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) spec: Option<PathBuf>,
    /// The folder of the crate to write [default: `generated/`]
    ///
    /// Written are its `src/`, and the lines of its `Cargo.toml` that are marked as generated. Other files stay.
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) out: Option<PathBuf>,
    /// The name of the crate, if it has no `Cargo.toml` yet [default: the name of its folder]
    #[arg(long, value_name = "NAME", requires = "out")]
    pub(crate) crate_name: Option<String>,
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// Write what became of every part of the document, and all that is not enforced, to this file as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Take warnings for errors: exit with 1 and write nothing where there is one
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    /// Show every warning, also where many say the same of different places
    #[arg(long)]
    pub(crate) verbose: bool,
    /// Show errors only
    #[arg(long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// The form of the messages on stderr: for people, or one JSON object per line, which has all of them
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) message_format: MessageFormat,
}

/// The options of `conformance`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ConformanceArguments {
    /// The folder of the suite: a checkout of `json-schema-org/JSON-Schema-Test-Suite`
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Only these files of tests: `not`, `optional/format`, `draft4/ref`…
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(crate) only: Vec<String>,
    /// Only this draft; may be repeated
    #[arg(long = "draft", value_enum, value_name = "DRAFT")]
    pub(crate) drafts: Vec<Draft>,
    /// Print one JSON object per test that is not right, per file, and one at the end
    #[arg(long)]
    pub(crate) json: bool,
    /// List also the tests that are not right for a reason that the generator has reported
    #[arg(long, conflicts_with = "json")]
    pub(crate) verbose: bool,
    /// Keep the crates in this folder [default: a temporary one]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// How long compiling may take before it is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub(crate) time_limit: u64,
}

/// The options of `differential`.
#[cfg(feature = "differential")]
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct DifferentialArguments {
    /// The folder of documents
    #[arg(value_name = "DIR", required_unless_present = "random_schemas")]
    pub(crate) folder: Option<PathBuf>,
    /// Make up documents with so many schemas in all, instead of those of a folder
    ///
    /// They are in the folder `random-schemas` of that of `--out`. The seed decides what is in them.
    #[arg(long, value_name = "COUNT", conflicts_with = "folder")]
    pub(crate) random_schemas: Option<NonZeroUsize>,
    /// Only these documents: their path below the folder, with or without extension, or a folder of it
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(crate) only: Vec<String>,
    /// How many instances are tried, shared among the types of all documents
    #[arg(long, value_name = "COUNT", default_value_t = 10_000)]
    pub(crate) instances: usize,
    /// Which instances: the same number gives the same ones
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(crate) seed: u64,
    /// The disagreements that are known [default: `xtask/differential.yaml`]
    #[arg(long, value_name = "FILE")]
    pub(crate) explained: Option<PathBuf>,
    /// Print one JSON object per disagreement, per document, and one at the end
    #[arg(long)]
    pub(crate) json: bool,
    /// List also the disagreements that are explained
    #[arg(long, conflicts_with = "json")]
    pub(crate) verbose: bool,
    /// Keep the crates in this folder [default: a temporary one]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// How long compiling may take before it is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 1800)]
    pub(crate) time_limit: u64,
}

/// The options of `e2e`.
#[cfg(unix)]
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct E2eArguments {
    /// Let Prism judge requests by this document of the vendor too [default: `../shared/corpus/atlas.yaml`, if it is there]
    #[arg(long, value_name = "FILE")]
    pub(crate) vendor: Option<PathBuf>,
    /// How long installing, compiling, and each server and program of tests may take
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub(crate) time_limit: u64,
}

/// A version of JSON Schema that a version of OpenAPI builds on.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, ValueEnum)]
pub(crate) enum Draft {
    /// That of OpenAPI 3.1 and 3.2.
    #[value(name = "draft2020-12")]
    Draft202012,
    /// The nearest to OpenAPI 3.0.
    #[value(name = "draft4")]
    Draft4,
}

impl Draft {
    /// All of them.
    pub(crate) const ALL: &'static [Self] = &[Self::Draft202012, Self::Draft4];

    /// Its name, and that of its folder in the suite.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Draft202012 => "draft2020-12",
            Self::Draft4 => "draft4",
        }
    }
}

/// The options of `measure`.
#[derive(Args, Clone, Debug)]
pub(crate) struct MeasureArguments {
    /// The document
    #[arg(long)]
    pub(crate) spec: PathBuf,
    /// The folder of the crate
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// The name of the crate
    #[arg(long)]
    pub(crate) crate_name: String,
}

/// The form of messages.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people.
    #[default]
    Human,
    /// For tools: one JSON object per line.
    Json,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask codegen                 refresh `generated/` from `spec/`
  cargo xtask codegen --check         is `generated/` fresh? (for CI)
  cargo xtask lint                    what does the generator say about `spec/`?
  cargo xtask report                  the same and more, as a page for a browser
  cargo xtask slice --spec big.yaml --operation getPet -o small.yaml
                                      cut a document down to one operation
  cargo xtask upstream vendor.yaml    does `spec/` still say what its vendor says?
  cargo xtask diff old.yaml new.yaml  what does this change break, and which version does it need?
  cargo xtask corpus ~/documents      does the generator take these documents?
  cargo xtask conformance ~/suite     do the validators agree with the JSON Schema Test Suite?
  cargo xtask e2e                     do the clients get along with servers of others?
  cargo xtask explain name-clash      what a diagnostic code means";

const CODEGEN_AFTER_HELP: &str = "\
Examples:
  cargo xtask codegen
  cargo xtask codegen --check
  cargo xtask codegen --spec petstore.yaml --out crates/petstore
  cargo xtask codegen --spec api.json --out client --crate-name acme-client --tag Billing
  cargo xtask codegen --operation getPet --operation listPets --message-format json
  cargo xtask codegen --deny warnings --quiet
  cargo xtask codegen --spec api.json --out client --config client/codegen.toml

Exit status:
  0  done
  1  the document has an error, or a warning (with --deny warnings), or the output is stale (with --check)
  2  wrong use, or a file can not be read or written; the output is as it was before";

const CONFORMANCE_AFTER_HELP: &str = "\
Columns:
  right     the output says of the instance what the suite says
  wrong     it does not, or it does not compile, and nobody said so
  reported  it does not, and the generator has said what it does not enforce
  narrowed  it rejects too much, and the generator has said what it makes narrower
  dynamic   the same for `$dynamicRef`, vocabularies and meta-schemas

Optional tests count where they are about formats and patterns; the others are listed beside that.

Examples:
  cargo xtask conformance ~/JSON-Schema-Test-Suite
  cargo xtask conformance ~/JSON-Schema-Test-Suite --draft draft4 --only not optional/format --verbose

Exit status:
  0  no test that counts is wrong
  1  at least one is
  2  wrong use, or a file can not be read or written";

#[cfg(unix)]
const E2E_AFTER_HELP: &str = "\
Servers:
  prism               answers as the document in `spec/` says, and refuses requests that do not follow it
  httpbin             asks for credentials, leads elsewhere, compresses, dawdles
  oauth2-mock-server  sells tokens that expire

What they and the compiler say is kept in `target/e2e/logs`. The programs of tests are in `xtask/e2e/tests`.

Examples:
  cargo xtask e2e
  cargo xtask e2e --vendor ~/documents/atlas.yaml

Exit status:
  0  all tests passed
  1  at least one did not
  2  wrong use; something is missing, can not be installed, does not compile or does not answer";

#[cfg(feature = "differential")]
const DIFFERENTIAL_AFTER_HELP: &str = "\
Columns:
  valid        by the `jsonschema` crate
  explained    the judges disagree, for a reason: a code of the generator, which says what it does not enforce or makes
               narrower; a discriminator, whose tag decides here; what a value looks like, which decides how it is read;
               `nullable` where the standard gives it no meaning; a number that 64 bits do not hold, or a negative one
               where its format allows none; a property that travels one way; an entry of the list
  unexplained  they disagree, and nobody knows why
  broken       an instance is not written back as it was read, or a violation names a place that there is not

Examples:
  cargo run --release -p xtask --features differential -- differential ~/documents --instances 100000
  cargo run --release -p xtask --features differential -- differential ~/documents --only petstore --seed 7 --verbose
  cargo run --release -p xtask --features differential -- differential --random-schemas 2400 --instances 240000

Exit status:
  0  every disagreement is explained, and nothing is broken
  1  at least one is not, or an entry of the list explains nothing any more
  2  wrong use, or a file can not be read or written";

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_help_has_an_example() {
        let root = Cli::command();
        let shown = root.get_subcommands().filter(|command| !command.is_hide_set());
        for command in shown.chain([&root]) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Example"), "{} has no example", command.get_name());
        }
    }
}
