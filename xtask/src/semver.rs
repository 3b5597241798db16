//! `cargo xtask semver`: what `diff` says of the Rust API, against what cargo-semver-checks says of the same crates.
//!
//! Invariant: a step that is smaller than the judge's is a fault; a larger one is told, because the judge does not look at
//! everything.

mod changes;
mod judge;

use std::fmt::Write as _;
use std::time::Duration;

use codegen::diff::{Step, Surface, diff};
use codegen::folder::NoFolder;
use codegen::{Options, Source};

use self::changes::Attempt;
use self::judge::{Judge, Verdict};
use crate::cli::SemverArguments;
use crate::console::{Console, print};
use crate::failure::Failure;
use crate::out_folder::OutFolder;
use crate::progress::Progress;

/// How the two agree.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Outcome {
    /// Both ask for the same.
    Agreed,
    /// The judge asks for less.
    Stricter,
    /// The judge asks for more.
    Looser,
    /// The judge says nothing.
    Unjudged,
}

impl Outcome {
    fn of(ours: Step, theirs: &Verdict) -> Self {
        match theirs {
            Verdict::Step(theirs, _) if *theirs == ours => Self::Agreed,
            Verdict::Step(theirs, _) if *theirs < ours => Self::Stricter,
            Verdict::Step(..) => Self::Looser,
            Verdict::Nothing(_) => Self::Unjudged,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Stricter => "stricter",
            Self::Looser => "LOOSER",
            Self::Unjudged => "UNJUDGED",
        }
    }
}

/// Runs the command. Whether nothing is looser than the judge says, and everything was judged.
pub(crate) fn run(arguments: &SemverArguments, console: &Console<'_>) -> Result<bool, Failure> {
    let (document, mut attempts) = changes::read()?;
    if let Some(name) = arguments.only.iter().find(|name| !attempts.iter().any(|it| it.name == **name)) {
        let known = attempts.into_iter().map(|it| it.name).collect();
        return Err(Failure::UnknownChange { name: name.clone(), known });
    }
    if !arguments.only.is_empty() {
        attempts.retain(|attempt| arguments.only.contains(&attempt.name));
    }
    let out = OutFolder::of(arguments.out.as_deref())?;
    let limit = Duration::from_secs(arguments.time_limit);
    let judge = Judge { out: &out.path, program: &arguments.program, limit };
    let progress = Progress::steps(console.shows_progress(), attempts.len() + 1);
    progress.step("generating");
    let base = judge.write("base", &document)?;
    let mut rows = Vec::new();
    for attempt in &attempts {
        progress.step(&attempt.name);
        // There and back: what is gone one way is new the other way.
        let other = judge.write(&attempt.name.replace(' ', "-"), &attempt.document)?;
        rows.push(row(attempt, "there", (&document, &attempt.document), || judge.ask(&base, &other))?);
        rows.push(row(attempt, "back", (&attempt.document, &document), || judge.ask(&other, &base))?);
    }
    drop(progress);
    print(&table(&rows))?;
    Ok(rows.iter().all(|row| matches!(row.outcome, Outcome::Agreed | Outcome::Stricter)))
}

/// What came of a change in one direction.
struct Row {
    name: String,
    ours: Step,
    theirs: String,
    outcome: Outcome,
}

fn row(
    attempt: &Attempt,
    way: &str,
    (old, new): (&str, &str),
    ask: impl FnOnce() -> Result<Verdict, Failure>,
) -> Result<Row, Failure> {
    let source = |text: &str| Source { name: "document.yaml".to_owned(), bytes: text.into() };
    let found = diff((&source(old), &NoFolder), (&source(new), &NoFolder), &Options::default());
    let own = found.changes.iter().filter(|change| change.surface == Surface::RustApi);
    let ours = own.map(|change| change.step).max().unwrap_or_default();
    let verdict = ask()?;
    let theirs = match &verdict {
        Verdict::Step(step, checks) if checks.is_empty() => step.as_str().to_owned(),
        Verdict::Step(step, checks) => format!("{} ({})", step.as_str(), checks.join(", ")),
        Verdict::Nothing(reason) => reason.clone(),
    };
    Ok(Row { name: format!("{}, {way}", attempt.name), ours, theirs, outcome: Outcome::of(ours, &verdict) })
}

fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or_default();
    let mut text = format!("{:width$}  {:9} {:8} cargo-semver-checks\n", "change", "outcome", "ours");
    for row in rows {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "{:width$}  {:9} {:8} {}",
            row.name,
            row.outcome.as_str(),
            row.ours.as_str(),
            row.theirs
        );
    }
    let count = |outcome| rows.iter().filter(|row| row.outcome == outcome).count();
    let all = [Outcome::Agreed, Outcome::Stricter, Outcome::Looser, Outcome::Unjudged];
    let counts = all.map(|outcome| format!("{} {}", count(outcome), outcome.as_str().to_lowercase()));
    let _ = writeln!(text, "\n{} changes: {}", rows.len(), counts.join(", "));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_smaller_step_is_a_fault() {
        let judged = |step| Verdict::Step(step, Vec::new());
        assert_eq!(Outcome::of(Step::Major, &judged(Step::Major)), Outcome::Agreed);
        assert_eq!(Outcome::of(Step::Major, &judged(Step::Minor)), Outcome::Stricter);
        assert_eq!(Outcome::of(Step::Minor, &judged(Step::Major)), Outcome::Looser);
        assert_eq!(Outcome::of(Step::Minor, &Verdict::Nothing(String::new())), Outcome::Unjudged);
    }
}
