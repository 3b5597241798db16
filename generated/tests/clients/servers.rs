//! Which server an operation goes to that has one of its own, and what goes along.

use generated::client::{Failed, Options, SendError};
use generated::{Operation, Server};
use http::header::{AUTHORIZATION, HeaderMap, HeaderValue};

use crate::either::{both, once};
use crate::list::{Elsewhere, List};
use crate::server::{Scripted, Turn, response};
use crate::{EMPTY, token};

fn answer() -> Turn {
    response("200 OK", "", EMPTY)
}

/// The document's server, which happens to be this one.
fn documented(server: &Scripted) -> Server {
    Server::from_static(server.origin.clone().leak())
}

/// Options with all kinds of secrets, and a header that is none.
fn secrets(server: Server) -> Options {
    let mut key = HeaderValue::from_static("s3cret-header");
    key.set_sensitive(true);
    let options = token(once(server)).header("x-key".parse().unwrap(), key);
    options.header("x-trace".parse().unwrap(), HeaderValue::from_static("abc"))
}

#[test]
fn an_operation_goes_to_its_own_server_without_secrets() {
    both(|client| {
        let (server, own) = (Scripted::start([answer()]), Scripted::start([answer()]));
        let client = client(secrets(documented(&server)));
        client.send(Elsewhere::at(&format!("{}/v2", own.origin))).unwrap();
        client.send(List { page: 1 }).unwrap();
        let head = &own.received()[0].head;
        assert!(head.starts_with("get /v2/integrations?"), "{head}");
        assert!(head.contains("x-trace: abc") && !head.contains("s3cret"), "{head}");
        let received = server.received();
        assert_eq!(received.len(), 1);
        assert!(received[0].head.contains("s3cret-token"), "{}", received[0].head);
    });
}

#[test]
fn secrets_go_to_an_own_server_that_the_caller_names() {
    both(|client| {
        let (server, own) = (Scripted::start([]), Scripted::start([answer()]));
        let options = secrets(documented(&server)).also_trust(own.server());
        client(options).send(Elsewhere::at(&own.origin)).unwrap();
        let head = &own.received()[0].head;
        assert!(head.contains("s3cret-token") && head.contains("s3cret-header"), "{head}");
    });
}

#[test]
fn secrets_go_to_an_own_server_at_the_same_origin() {
    both(|client| {
        let server = Scripted::start([answer()]);
        let own = format!("{}/other/base", server.origin);
        client(secrets(documented(&server))).send(Elsewhere::at(&own)).unwrap();
        let head = &server.received()[0].head;
        assert!(head.starts_with("get /other/base/integrations?"), "{head}");
        assert!(head.contains("s3cret-token"), "{head}");
    });
}

#[test]
fn a_server_that_the_caller_names_is_where_all_operations_go() {
    both(|client| {
        let (server, own) = (Scripted::start([answer()]), Scripted::start([]));
        client(secrets(server.server())).send(Elsewhere::at(&own.origin)).unwrap();
        assert!(server.received()[0].head.contains("s3cret-token"));
        assert!(own.received().is_empty());
    });
}

/// Also where it is the same as that of the document.
#[test]
fn a_server_is_named_by_naming_it() {
    let list = Elsewhere::at("https://own.example");
    let uri = |server: &Server| list.build(server).unwrap().uri().to_string();
    let named = Server::new(Server::default().as_str()).unwrap();
    assert_eq!(named, Server::default());
    assert_eq!(uri(&Server::default()), "https://own.example/integrations?pageNum=1");
    assert_eq!(uri(&named), format!("{named}/integrations?pageNum=1"));
    assert!(list.to_curl(&Server::default()).unwrap().contains("https://own.example/"));
    assert!(list.to_curl(&named).unwrap().contains(named.as_str()));
}

#[test]
fn a_client_that_is_told_to_stay_goes_nowhere_else() {
    both(|client| {
        let own = Scripted::start([answer()]);
        let options = || secrets(Server::default()).other_origins(false);
        let error = client(options()).send(Elsewhere::at(&own.origin)).unwrap_err();
        assert!(matches!(error, SendError::Failed(Failed::Elsewhere)), "{error}");
        assert!(!error.is_retryable() && error.status().is_none());
        assert!(own.received().is_empty());
        // What is trusted is not elsewhere.
        client(options().also_trust(own.server())).send(Elsewhere::at(&own.origin)).unwrap();
        assert_eq!(own.received().len(), 1);
    });
}

/// What a caller's own client adds to a request, it adds everywhere.
#[test]
fn a_client_with_headers_of_its_own_goes_elsewhere_only_if_it_is_told_to() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = |options: Options| {
        let headers =
            HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static("Bearer s3cret-default"))]);
        let builder = ::reqwest::Client::builder().default_headers(headers);
        generated::client::reqwest::Client::from_builder(builder, options).unwrap()
    };
    let own = Scripted::start([answer(), answer()]);
    let stays = client(once(Server::default()));
    let error = runtime.block_on(stays.send(Elsewhere::at(&own.origin))).unwrap_err();
    assert!(matches!(error, SendError::Failed(Failed::Elsewhere)), "{error}");
    let built = Elsewhere::at(&own.origin).build(&Server::default()).unwrap();
    let error = runtime.block_on(stays.send_request::<Elsewhere>(built)).unwrap_err();
    assert!(matches!(error, SendError::Failed(Failed::Elsewhere)), "{error}");
    assert!(own.received().is_empty());

    let location = format!("Location: {}/other\r\n", own.origin);
    let first = Scripted::start([response("302 Found", &location, "")]);
    let leaves = client(token(once(documented(&first))).other_origins(true));
    runtime.block_on(leaves.send(Elsewhere::at(&own.origin))).unwrap();
    runtime.block_on(leaves.send(List { page: 1 })).unwrap();
    let received = own.received();
    assert_eq!(received.len(), 2);
    assert!(received.iter().all(|it| !it.head.contains("s3cret-token")), "{received:?}");
}
