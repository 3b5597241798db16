//! An operation, written by hand the way the emitter writes it.

use codegen::runtime::{
    self, BodyError, BuildError, Location, Operation, Outcome, Received, Report, RequestWriter,
    ResponseHeaders, SecurityRequirement, Validate,
};
use http::HeaderMap;

use crate::model::Pet;
use crate::read;

pub(crate) struct GetPet {
    id: String,
    pub(crate) search: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) ids: Vec<i64>,
    pub(crate) trace: Option<String>,
    pub(crate) body: Pet,
    pub(crate) allow_unknown: bool,
}

impl GetPet {
    pub(crate) fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            search: None,
            tags: Vec::new(),
            ids: Vec::new(),
            trace: None,
            body: read(r#"{"name":"Rex","id":"7"}"#).unwrap(),
            allow_unknown: false,
        }
    }
}

impl Validate for GetPet {
    fn check(&self, at: &Location<'_>, report: &mut Report) {
        self.body.check(&at.property("body"), report);
    }
}

#[derive(Debug)]
pub(crate) enum GetPetFailure {
    NotFound(Pet),
    ServerError(String),
}

#[derive(Debug)]
pub(crate) struct GetPetHeaders {
    pub(crate) limit: Option<i64>,
}

impl ResponseHeaders for GetPetHeaders {
    fn read(headers: &HeaderMap) -> Self {
        Self { limit: runtime::header(headers, "X-Limit") }
    }
}

impl Operation for GetPet {
    type Success = Pet;
    type Failure = GetPetFailure;
    type Headers = GetPetHeaders;

    const ID: &'static str = "getPet";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/pets/{petId}/x";
    const TAGS: &'static [&'static str] = &["pets"];
    const ROLES: &'static [&'static str] = &[];
    const SECURITY: &'static [&'static [SecurityRequirement]] =
        &[&[SecurityRequirement::new("digest", &[]).digest()]];
    const STATUSES: &'static [&'static str] = &["200", "404", "5XX"];

    fn write_request(&self, request: &mut RequestWriter) -> Result<(), BuildError> {
        request.path("/pets/");
        request.path_segment("petId", &self.id);
        request.path("/x");
        if let Some(search) = &self.search {
            request.query("search[]", search);
        }
        request.query_joined("tags", &self.tags);
        request.query_exploded("ids", &self.ids);
        if let Some(trace) = &self.trace {
            request.header("X-Trace", trace)?;
        }
        request.accept("application/vnd.pets.2024-01-01+json");
        request.json_body("application/json", &self.body);
        Ok(())
    }

    fn read_response(response: &Received<'_>) -> Result<Outcome<Pet, GetPetFailure>, BodyError> {
        const JSON: &[&str] = &["application/vnd.pets.2024-01-01+json"];
        match response.status() {
            200 => response.json(JSON).map(Outcome::Success),
            404 => response.json(JSON).map(GetPetFailure::NotFound).map(Outcome::Failure),
            500..=599 => response.text().map(GetPetFailure::ServerError).map(Outcome::Failure),
            _ => Ok(Outcome::Undocumented),
        }
    }

    fn allows_unknown(&self) -> bool {
        self.allow_unknown
    }
}
