//! What the clients say of what they do.

use std::cell::RefCell;
use std::fmt::{self, Write};

use ::tracing::field::{Field, Visit};
use ::tracing::span::{Attributes, Id, Record};
use ::tracing::{Event, Metadata, Subscriber};
use generated::Server;
use generated::client::Options;

use crate::either::both;
use crate::list::Elsewhere;
use crate::server::{Scripted, nobody, response};
use crate::{EMPTY, token, update, updated};

thread_local! {
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Writes down everything that is said on a thread, whoever says it. There is one for all threads, since what a thread
/// finds out about the interest in an event is true for the others.
struct Listener;

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        SAID.with_borrow_mut(|said| {
            let _ = write!(said, "\n{}", span.metadata().name());
            span.record(&mut Fields(said));
        });
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        SAID.with_borrow_mut(|said| values.record(&mut Fields(said)));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        SAID.with_borrow_mut(|said| {
            let _ = write!(said, "\n{}", event.metadata().target());
            event.record(&mut Fields(said));
        });
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn everything_is_told_but_secrets() {
    ::tracing::subscriber::set_global_default(Listener).unwrap();
    both(|client| {
        SAID.with_borrow_mut(String::clear);
        let redirect = response("307 Temporary Redirect", "Location: /s3cret\r\n", "");
        let busy = response("429 Too Many Requests", "X-Secret: s3cret\r\n", "s3cret");
        let server = Scripted::start([redirect, busy, updated("", EMPTY)]);
        client(token(Options::new(server.server()))).send(update()).unwrap();
        client(token(Options::new(nobody()).attempts(1))).send(update()).unwrap_err();
        let elsewhere = Options::new(Server::default()).attempts(1);
        client(token(elsewhere)).send(Elsewhere::at(nobody().as_str())).unwrap_err();
        let said = SAID.take();
        for part in [
            "updateGroupIntegration",
            "PUT",
            "/api/atlas/v2/groups/{groupId}/integrations/{integrationType}",
            "http.response.status_code=307",
            "http.response.status_code=429",
            "http.response.status_code=200",
            "another attempt",
            "there is no connection to the server",
            "the credentials stay here",
        ] {
            assert!(said.contains(part), "{part} in {said}");
        }
        for secret in ["s3cret", "32b6e34b3d91647abb20e7b8"] {
            assert!(!said.contains(secret), "{secret} in {said}");
        }
    });
}
