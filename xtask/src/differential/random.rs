//! A seed → documents of random schemas: what keywords mean together, also where no real document has them together.
//!
//! Invariant: the same seed gives the same documents, and each schema is one that its version of OpenAPI allows.

mod schema;

use std::fs;
use std::path::Path;

use codegen::version::Version;
use serde_json::{Map, Value, json};

use self::schema::Author;
use crate::documents::{self, Document};
use crate::failure::Failure;

/// How many schemas a document has, so that its crate does not take long to compile.
const MOST: usize = 120;

/// Writes documents with so many schemas in all, in turn of OpenAPI 3.1 and 3.0, to a folder of their own, and finds them.
pub(super) fn documents(out: &Path, schemas: usize, seed: u64) -> Result<Vec<Document>, Failure> {
    let folder = out.join("random-schemas");
    fs::create_dir_all(&folder).map_err(Failure::io("create the folder", &folder))?;
    let mut names = Vec::new();
    let mut rng = fastrand::Rng::with_seed(seed);
    for number in 0..schemas.div_ceil(MOST).max(2) {
        let (version, name) = [(Version::V31, "3.1.0"), (Version::V30, "3.0.3")][number % 2];
        let share = |until: usize| schemas * until / schemas.div_ceil(MOST).max(2);
        let components = components(share(number + 1) - share(number), version, &mut rng);
        let document = json!({
            "openapi": name,
            "info": { "title": "Random schemas", "version": "1" },
            "paths": {},
            "components": { "schemas": components },
        });
        names.push(format!("random-{}-{number:03}.json", &name[..3]));
        let path = folder.join(&names[number]);
        let text = serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
        fs::write(&path, text).map_err(Failure::io("write", &path))?;
    }
    // What else is in the folder is of an earlier run, or not ours.
    documents::only(documents::find(&folder)?, &names)
}

fn components(count: usize, version: Version, rng: &mut fastrand::Rng) -> Map<String, Value> {
    let mut author = Author { version, all: count, done: 0, rng };
    let mut components = Map::new();
    for at in 0..count {
        author.done = at;
        components.insert(schema::name(at), author.component());
    }
    components
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_documents() {
        let texts = |seed: u64| {
            let folder = tempfile::tempdir().unwrap();
            let documents = documents(folder.path(), 130, seed).unwrap();
            documents.iter().map(|it| fs::read_to_string(&it.path).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(texts(1), texts(1));
        assert_ne!(texts(1), texts(2));
    }

    #[test]
    fn schemas_are_ones_of_their_version() {
        for (version, draft) in
            [(Version::V31, jsonschema::Draft::Draft202012), (Version::V30, jsonschema::Draft::Draft4)]
        {
            let components = components(300, version, &mut fastrand::Rng::with_seed(5));
            for (name, schema) in &components {
                let schema = json!({ "components": { "schemas": &components }, "allOf": [schema] });
                let judge = jsonschema::options().with_draft(draft).build(&schema);
                assert!(judge.is_ok(), "{name}: {:?}", judge.err());
            }
        }
    }
}
