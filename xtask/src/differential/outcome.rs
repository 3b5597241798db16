//! What both judges say about the instances of a document.
//!
//! Invariant: an instance is agreed about, or explained, or listed with what both judges say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Duration;

use codegen::json::Json;
use serde_json::Value;

use super::explain::{Explainer, Reason};
use super::list::{Entry, List};
use super::other::{Complaint, Judge, Library};
use super::ours::Verdict;
use super::properties;
use super::subject::WRAPPED;
use super::text;
use super::trial::{Drawn, Trial};
use super::way::Ways;
use crate::documents::Document;
use crate::failure::Failure;
use crate::programs::{Program, execute};

/// How long a program may take for all its instances. Each takes microseconds.
const LIMIT: Duration = Duration::from_secs(120);
/// How many instances of each type are a full trial of a document.
const FULL: usize = 10;

/// What became of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Report {
    /// Its name.
    pub(super) document: String,
    /// Why there is nothing more to say.
    pub(super) fault: Option<String>,
    /// The types that were tried.
    pub(super) types: usize,
    /// The instances.
    pub(super) instances: usize,
    /// Those that are valid by the other judge.
    pub(super) valid: usize,
    /// Those that are meant to be valid, and how many of them are by the other judge.
    pub(super) meant: (usize, usize),
    /// Those that both judges say the same about.
    pub(super) agreed: usize,
    /// The disagreements.
    pub(super) disagreements: Vec<Disagreement>,
    /// What is not as promised.
    pub(super) broken: Vec<Broken>,
    /// The types that the other judge does not know what to do with, and why.
    pub(super) skipped: Vec<(String, String)>,
    /// Whether each type was tried often enough.
    pub(super) is_full: bool,
}

/// An instance that the judges disagree about.
#[derive(Clone, Debug)]
pub(super) struct Disagreement {
    /// The type.
    pub(super) schema: String,
    /// The instance.
    pub(super) instance: String,
    /// Whether it is valid, as the other judge says.
    pub(super) is_valid: bool,
    /// What our judge says.
    pub(super) ours: String,
    /// What the other judge says.
    pub(super) theirs: String,
    /// Why that is so, if it is known.
    pub(super) reason: Option<Reason>,
}

/// An instance with which something is not as promised.
#[derive(Clone, Debug)]
pub(super) struct Broken {
    /// The type.
    pub(super) schema: String,
    /// The instance.
    pub(super) instance: String,
    /// What is wrong.
    pub(super) words: String,
}

impl Report {
    /// A document without component schemas that become types.
    pub(super) fn empty(document: &Document) -> Self {
        Self { document: document.name.clone(), ..Self::default() }
    }

    /// A document that can not be tried.
    pub(super) fn fault(document: &Document, fault: String) -> Self {
        Self { fault: Some(fault), ..Self::empty(document) }
    }

    /// Whether there is nothing to explain and nothing to mend.
    pub(super) fn is_fine(&self) -> bool {
        self.fault.is_none() && self.broken.is_empty() && self.unexplained().next().is_none()
    }

    /// The disagreements that nobody has explained.
    pub(super) fn unexplained(&self) -> impl Iterator<Item = &Disagreement> {
        self.disagreements.iter().filter(|it| it.reason.is_none())
    }

    /// How many disagreements have which reason.
    pub(super) fn reasons(&self) -> BTreeMap<&'static str, usize> {
        let mut reasons = BTreeMap::new();
        for reason in self.disagreements.iter().filter_map(|it| it.reason.as_ref()) {
            *reasons.entry(reason.as_str()).or_default() += 1;
        }
        reasons
    }
}

/// The entries of the list that explain nothing although their documents were tried in full.
pub(super) fn stale(list: &List, reports: &[Report]) -> Vec<usize> {
    let reasons = reports.iter().flat_map(|report| &report.disagreements).filter_map(|it| it.reason.as_ref());
    let used: BTreeSet<usize> = reasons
        .filter_map(|reason| if let Reason::Listed(entry) = reason { Some(*entry) } else { None })
        .collect();
    let is_full = |document: &str| reports.iter().any(|it| it.is_full && it.document == document);
    let entries = list.entries.iter().enumerate();
    let is_stale = |(at, it): &(usize, &Entry)| !it.rare && is_full(&it.document) && !used.contains(at);
    entries.filter(is_stale).map(|(at, _)| at).collect()
}

/// Runs the program of a document and compares what it says.
pub(super) fn judge(
    trial: &Trial<'_>,
    program: &Program,
    executable: &Path,
    out: &Path,
    list: &List,
) -> Result<Report, Failure> {
    let generated = &trial.generated;
    let path = program.instances();
    let instances = fs::read_to_string(&path).map_err(Failure::io("read", &path))?;
    let lines = execute(executable, &path, trial.drawn.len(), out, LIMIT)?;
    let mut bench = Bench {
        trial,
        library: Library::of(&generated.schemas, generated.is_30).ok(),
        judges: BTreeMap::new(),
        explainer: Explainer {
            document: &trial.document.name,
            ways: Ways::of(&generated.schemas),
            said: &generated.said,
            list,
        },
        report: Report {
            types: generated.subjects.len() - trial.skipped.len(),
            skipped: trial.skipped.clone(),
            is_full: trial.skipped.is_empty() && trial.fewest >= FULL,
            ..Report::empty(trial.document)
        },
    };
    for ((drawn, line), instance) in trial.drawn.iter().zip(lines).zip(instances.lines()) {
        let verdict = match line {
            Ok(line) => Verdict::read(&line),
            Err(broken) => Verdict::Broken(broken.as_str().to_owned()),
        };
        let (_, text): (usize, String) = serde_json::from_str(instance).unwrap_or_default();
        bench.compare(*drawn, &text, &verdict);
    }
    Ok(bench.report)
}

/// Where the judges of a document sit.
struct Bench<'t> {
    trial: &'t Trial<'t>,
    library: Option<Library<'t>>,
    judges: BTreeMap<usize, Option<Judge>>,
    explainer: Explainer<'t>,
    report: Report,
}

impl Bench<'_> {
    fn compare(&mut self, drawn: Drawn, text: &str, verdict: &Verdict) {
        let schema = self.trial.generated.subjects[drawn.subject].name.clone();
        self.report.instances += 1;
        self.report.valid += usize::from(drawn.is_valid);
        if !drawn.is_mutated {
            self.report.meant.0 += 1;
            self.report.meant.1 += usize::from(drawn.is_valid);
        }
        let json = serde_json::from_str::<Json>(text).unwrap_or(Json::Null);
        for words in properties::broken(&json, verdict, &self.trial.generated.files) {
            self.report.broken.push(Broken { schema: schema.clone(), instance: text.to_owned(), words });
        }
        if matches!(verdict, Verdict::Broken(_)) {
            return;
        }
        if verdict.allows() == drawn.is_valid {
            self.report.agreed += 1;
            return;
        }
        let disagreement = self.disagreement(drawn, schema, text, verdict);
        self.report.disagreements.push(disagreement);
    }

    fn disagreement(&mut self, drawn: Drawn, schema: String, text: &str, verdict: &Verdict) -> Disagreement {
        let subject = &self.trial.generated.subjects[drawn.subject];
        let mut value = text::read(text);
        if subject.is_wrapped {
            value = value[WRAPPED].take();
        }
        let complaints = self.complaints(drawn.subject, &value);
        let reason = if drawn.is_valid {
            self.explainer.too_strict(subject, &value, verdict)
        } else {
            self.explainer.too_lenient(subject, &value, &complaints)
        };
        let complaint = |it: &Complaint| format!("{}: {} ({})", it.at, it.message, it.keyword);
        let theirs: Vec<String> = complaints.iter().take(3).map(complaint).collect();
        Disagreement {
            schema,
            instance: value.to_string(),
            is_valid: drawn.is_valid,
            ours: verdict.to_words(),
            theirs: if drawn.is_valid { "valid".to_owned() } else { theirs.join("; ") },
            reason,
        }
    }

    fn complaints(&mut self, subject: usize, value: &Value) -> Vec<Complaint> {
        let place = &self.trial.generated.subjects[subject].place;
        let library = &self.library;
        let judge = self.judges.entry(subject).or_insert_with(|| library.as_ref()?.judge(place).ok());
        judge.as_ref().map(|judge| judge.complaints(value)).unwrap_or_default()
    }
}
