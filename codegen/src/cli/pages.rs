//! Lists that come page by page: with `--all`, all of them.
//!
//! Invariant: items are written as they came.

use http::Request;

use super::super::client::Failed;
use super::super::client::ureq::Client;
use super::super::runtime::{BuildError, Paged, Pages, RawJson, SecurityRequirement, Server, Violations};
use super::call::{Answer, Call, Shown, Verdict, borrowed, verdict};
use super::progress::Progress;
use super::table;

/// More items are not asked for: a server may give full pages forever.
pub(super) const MOST: usize = 1_000_000;

/// An operation that gives a list, with all its pages.
#[derive(Debug)]
pub(super) struct List<O>(pub(super) O);

/// A way through pages.
pub(super) trait Walk {
    /// The request for the next page. None where there are no more.
    fn request(&self, server: &Server, is_checked: bool) -> Option<Result<Request<Vec<u8>>, BuildError>>;

    /// The number of that page.
    fn page(&self) -> i64;

    /// How many items there are on all pages, if the server has said so.
    fn total(&self) -> Option<i64>;

    /// Sends it, and gives the page; or the response, if it is no success or no list.
    fn send(&mut self, client: &Client, request: Request<Vec<u8>>) -> Result<Result<Sheet, Answer>, Failed>;
}

/// A page as it came.
#[derive(Debug)]
pub(super) struct Sheet {
    items: Vec<RawJson>,
    /// Why it does not fit the document, if it does not.
    misfit: Option<String>,
}

/// All pages.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) items: Vec<RawJson>,
    /// How many pages do not fit the document.
    pub(super) misfits: usize,
    /// Why the first of them does not.
    pub(super) misfit: Option<String>,
}

/// Why a way through pages ends before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// There is no request for a page.
    Unbuilt(BuildError),
    /// No response came.
    Failed(Failed),
    /// It is no success or no list.
    Answer(Answer),
    /// There are too many.
    Endless,
}

/// All pages. How far that is, is told meanwhile.
pub(super) fn gather(
    pages: &mut dyn Walk,
    client: &Client,
    server: &Server,
    is_checked: bool,
) -> Result<Gathered, Box<Stop>> {
    let mut progress = Progress::new();
    let mut all = Gathered::default();
    let mut size = 0;
    while let Some(request) = pages.request(server, is_checked) {
        let request = request.map_err(|error| Box::new(Stop::Unbuilt(error)))?;
        progress.tell(pages.page(), all.items.len(), size, pages.total());
        let sent = pages.send(client, request).map_err(|failed| Box::new(Stop::Failed(failed)))?;
        let sheet = sent.map_err(|answer| Box::new(Stop::Answer(answer)))?;
        size = if size == 0 { sheet.items.len() } else { size };
        all.items.extend(sheet.items);
        all.misfits += usize::from(sheet.misfit.is_some());
        all.misfit = all.misfit.or(sheet.misfit);
        if all.items.len() > MOST {
            return Err(Box::new(Stop::Endless));
        }
    }
    Ok(all)
}

impl<O: Paged> Walk for Pages<O> {
    fn request(&self, server: &Server, is_checked: bool) -> Option<Result<Request<Vec<u8>>, BuildError>> {
        Some(self.next_operation()?.request(server, is_checked))
    }

    fn page(&self) -> i64 {
        self.next_operation().map_or(0, Paged::page)
    }

    fn total(&self) -> Option<i64> {
        Pages::total(self)
    }

    fn send(&mut self, client: &Client, request: Request<Vec<u8>>) -> Result<Result<Sheet, Answer>, Failed> {
        let response = client.send_raw::<O>(request)?;
        let json = std::str::from_utf8(response.body()).ok();
        let (items, verdict) = match O::decode(borrowed(&response)) {
            Ok(reply) => {
                let count = self.receive(reply.body).len();
                // The same items as they came: the list of as many.
                let items = json.and_then(|json| table::list_of(json, count));
                (items, Verdict::Misfit("there is no list in it".to_owned()))
            }
            Err(error) => match verdict(&error) {
                // One item that is not as it should be takes none of the others away.
                Verdict::Misfit(message) if response.status().is_success() => {
                    let items = json.and_then(table::list);
                    if let Some(items) = items {
                        self.pass(items.len());
                        return Ok(Ok(Sheet { items, misfit: Some(message) }));
                    }
                    (None, Verdict::Misfit(message))
                }
                verdict => (None, verdict),
            },
        };
        Ok(match items {
            Some(items) => Ok(Sheet { items, misfit: None }),
            None => Err(Answer { response, verdict }),
        })
    }
}

/// It is the operation, and more.
impl<O: Paged + 'static> Call for List<O> {
    fn security(&self) -> &'static [&'static [SecurityRequirement]] {
        self.0.security()
    }

    fn violations(&self) -> Option<Violations> {
        self.0.violations()
    }

    fn request(&self, server: &Server, is_checked: bool) -> Result<Request<Vec<u8>>, BuildError> {
        self.0.request(server, is_checked)
    }

    fn curl(&self, server: &Server, security: &[SecurityRequirement], is_checked: bool) -> Shown {
        self.0.curl(server, security, is_checked)
    }

    fn http(&self, server: &Server, security: &[SecurityRequirement], is_checked: bool) -> Shown {
        self.0.http(server, security, is_checked)
    }

    fn send(&self, client: &Client, request: Request<Vec<u8>>) -> Result<Answer, Failed> {
        Call::send(&self.0, client, request)
    }

    fn pages(&self) -> Option<Box<dyn Walk>> {
        Some(Box::new(Pages::new(self.0.clone())))
    }
}
