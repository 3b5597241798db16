//! A document on its way: its types, its program and its instances.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::instance::{self, Instance};
use super::mutate::mutate;
use super::other::{Judge, Library};
use super::schemas::Schemas;
use super::subject::{Generated, Subject, WRAPPED};
use super::text;
use crate::documents::Document;
use crate::failure::Failure;
use crate::programs::{Program, module, module_item};

/// How often an instance is made that is meant to be valid and is not.
const TRIES: usize = 4;
const PROGRAM: &str = include_str!("program.rs");

/// A document on its way.
#[derive(Debug)]
pub(super) struct Trial<'d> {
    /// The document.
    pub(super) document: &'d Document,
    /// What was made of it.
    pub(super) generated: Generated,
    /// Its instances, in the order of the file that the program reads.
    pub(super) drawn: Vec<Drawn>,
    /// The types that the other judge does not know what to do with, and why.
    pub(super) skipped: Vec<(String, String)>,
    /// The fewest instances that a type has, of those that are not skipped.
    pub(super) fewest: usize,
}

/// An instance; its text is in the file that the program reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drawn {
    /// Its type, as an index of subjects.
    pub(super) subject: usize,
    /// Whether it is meant to be invalid.
    pub(super) is_mutated: bool,
    /// Whether it is valid, as the other judge says.
    pub(super) is_valid: bool,
}

/// How instances are shared among all types of all documents.
#[derive(Debug)]
pub(super) struct Share {
    /// All instances.
    pub(super) instances: usize,
    /// All types.
    pub(super) types: usize,
    /// The types that have had theirs.
    pub(super) done: usize,
}

impl Share {
    /// The part of the next type.
    fn next(&mut self) -> usize {
        let until = |types: usize| self.instances * types / self.types.max(1);
        let part = until(self.done + 1) - until(self.done);
        self.done += 1;
        part
    }
}

impl<'d> Trial<'d> {
    /// A document with what was made of it.
    pub(super) fn new(document: &'d Document, generated: Generated) -> Self {
        Self { document, generated, drawn: Vec::new(), skipped: Vec::new(), fewest: usize::MAX }
    }

    /// Makes the instances and writes the program.
    pub(super) fn write(
        &mut self,
        number: usize,
        program: &Program,
        share: &mut Share,
        seed: u64,
    ) -> Result<(), Failure> {
        let instances = self.draw(share, seed);
        let output = std::mem::take(&mut self.generated.output);
        program.start(&[&output])?;
        program.add_models(number, &output)?;
        let mut judges = String::new();
        for subject in &self.generated.subjects {
            // Writing to a string does not fail.
            let _ = writeln!(judges, "    judge::<{}::models::{}>,", module(number), subject.ty);
        }
        let rest = format!(
            "{}\nstatic JUDGES: &[fn(&str) -> Judged] = &[\n{judges}];\n",
            module_item(number, &output)
        );
        program.write(PROGRAM, &rest, &instances)
    }

    /// Makes the instances: the lines of the file that the program reads.
    fn draw(&mut self, share: &mut Share, seed: u64) -> String {
        let schemas = &self.generated.schemas;
        let library = Library::of(schemas, self.generated.is_30);
        let mut lines = String::new();
        for (index, subject) in self.generated.subjects.iter().enumerate() {
            let part = share.next();
            let judge = library.as_ref().map_err(Clone::clone).and_then(|it| it.judge(&subject.place));
            let judge = match judge {
                Ok(judge) => judge,
                Err(reason) => {
                    self.skipped.push((subject.name.clone(), reason));
                    continue;
                }
            };
            self.fewest = self.fewest.min(part);
            let mut rng = fastrand::Rng::with_seed(seed_of(seed, &self.document.name, &subject.place));
            for turn in 0..part {
                let is_mutated = turn % 2 == 1;
                let value = draw(schemas, subject, &judge, is_mutated, &mut rng);
                let instance = if subject.is_wrapped { json!({ WRAPPED: &value }) } else { value.clone() };
                let _ = writeln!(lines, "{}", json!([index, text::write(&instance, &mut rng)]));
                self.drawn.push(Drawn { subject: index, is_mutated, is_valid: judge.allows(&value) });
            }
        }
        lines
    }
}

fn draw(
    schemas: &Schemas,
    subject: &Subject,
    judge: &Judge,
    is_mutated: bool,
    rng: &mut fastrand::Rng,
) -> Value {
    let mut instance: Instance<'_> = instance::generate(schemas, &subject.place, rng);
    for _ in 1..TRIES {
        if judge.allows(&instance.value) {
            break;
        }
        instance = instance::generate(schemas, &subject.place, rng);
    }
    if is_mutated {
        mutate(&mut instance, rng);
    }
    instance.value
}

/// A seed of its own for each schema, so that its instances do not depend on the others.
fn seed_of(seed: u64, document: &str, place: &str) -> u64 {
    // FNV-1a, which is the same everywhere.
    let bytes = document.bytes().chain([0]).chain(place.bytes());
    bytes.fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_instances_are_shared() {
        let mut share = Share { instances: 10, types: 4, done: 0 };
        assert_eq!([share.next(), share.next(), share.next(), share.next()], [2, 3, 2, 3]);
    }
}
