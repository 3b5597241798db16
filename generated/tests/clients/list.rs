//! A list that comes page by page, written by hand: the document of this crate has none.

use std::cell::Cell;

use generated::models::{ApiError, PaginatedIntegrationView, ThirdPartyIntegration};
use generated::runtime::{
    BodyError, JSON, Location, NoHeaders, Outcome, Page, Paged, Received, Report, RequestWriter,
    SecurityRequirement, Validate,
};
use generated::{BuildError, Operation, Server};

/// `GET /integrations?pageNum=…`, with a page of two items, for service accounts.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) page: i64,
}

impl Validate for List {
    fn check(&self, _: &Location<'_>, _: &mut Report) {}
}

impl Operation for List {
    type Success = PaginatedIntegrationView;
    type Failure = ApiError;
    type Headers = NoHeaders;

    const ID: &'static str = "list";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/integrations";
    const TAGS: &'static [&'static str] = &[];
    const SECURITY: &'static [&'static [SecurityRequirement]] =
        &[&[SecurityRequirement::new("ServiceAccounts", &[])]];
    const STATUSES: &'static [&'static str] = &["200", "default"];

    fn write_request(&self, request: &mut RequestWriter) -> Result<(), BuildError> {
        request.path("/integrations");
        request.query("pageNum", &self.page);
        request.accept("application/json");
        Ok(())
    }

    fn read_response(response: &Received<'_>) -> Result<Outcome<Self::Success, Self::Failure>, BodyError> {
        match response.status() {
            200 => Ok(Outcome::Success(response.json(JSON)?)),
            _ => response.failure(JSON, |error| error),
        }
    }

    fn allows_unknown(&self) -> bool {
        false
    }
}

thread_local! {
    static OWN_SERVER: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// The same list, of which the document says that it is elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct Elsewhere(List);

impl Elsewhere {
    /// A list at this origin, as far as this thread is concerned.
    pub(crate) fn at(origin: &str) -> Self {
        OWN_SERVER.set(Some(origin.to_owned().leak()));
        Self(List { page: 1 })
    }
}

impl Validate for Elsewhere {
    fn check(&self, _: &Location<'_>, _: &mut Report) {}
}

impl Operation for Elsewhere {
    type Success = PaginatedIntegrationView;
    type Failure = ApiError;
    type Headers = NoHeaders;

    const ID: &'static str = "elsewhere";
    const METHOD: &'static str = List::METHOD;
    const PATH: &'static str = List::PATH;
    const TAGS: &'static [&'static str] = &[];
    const SECURITY: &'static [&'static [SecurityRequirement]] = List::SECURITY;
    const STATUSES: &'static [&'static str] = List::STATUSES;

    fn own_server() -> Option<Server> {
        OWN_SERVER.get().map(Server::from_static)
    }

    fn write_request(&self, request: &mut RequestWriter) -> Result<(), BuildError> {
        self.0.write_request(request)
    }

    fn read_response(response: &Received<'_>) -> Result<Outcome<Self::Success, Self::Failure>, BodyError> {
        List::read_response(response)
    }

    fn allows_unknown(&self) -> bool {
        false
    }
}

impl Paged for List {
    type Item = ThirdPartyIntegration;

    fn page(&self) -> i64 {
        self.page
    }

    fn with_page(self, page: i64) -> Self {
        Self { page }
    }

    fn page_size(&self) -> Option<i64> {
        Some(2)
    }

    fn into_page(body: Self::Success) -> Page<Self::Item> {
        Page::new(body.results, body.total_count)
    }
}
