//! A real request over TCP to a small server on this machine, and its real answer.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use generated::models::{Datadog, DatadogRegion, ThirdPartyIntegration};
use generated::operations::UpdateGroupIntegration;
use generated::{Operation, Server};

/// What the server received: the request line and headers, and the body.
fn serve_once(listener: &TcpListener) -> (String, Vec<u8>) {
    let (stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        head += &line;
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let page = format!(r#"{{"results":[{}],"totalCount":1}}"#, String::from_utf8_lossy(&body));
    write!(
        reader.get_mut(),
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.atlas.2023-01-01+json\r\n\
         RateLimit-Remaining: 9\r\nContent-Length: {}\r\n\r\n{page}",
        page.len()
    )
    .unwrap();
    (head, body)
}

/// Sends a request as HTTP/1.1 and reads the whole answer.
fn send(request: &http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
    let authority = request.uri().authority().unwrap().as_str();
    let mut stream = TcpStream::connect(authority).unwrap();
    let target = request.uri().path_and_query().unwrap();
    write!(stream, "{} {target} HTTP/1.1\r\nHost: {authority}\r\n", request.method()).unwrap();
    for (name, value) in request.headers() {
        write!(stream, "{name}: {}\r\n", value.to_str().unwrap()).unwrap();
    }
    write!(stream, "Content-Length: {}\r\n\r\n", request.body().len()).unwrap();
    stream.write_all(request.body()).unwrap();

    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = std::str::from_utf8(&answer[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status: u16 = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let mut response = http::Response::builder().status(status);
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        response = response.header(name, value);
    }
    response.body(answer[end + 4..].to_vec()).unwrap()
}

#[test]
fn an_integration_is_updated_over_tcp() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = Server::new(format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let serving = thread::spawn(move || serve_once(&listener));

    let datadog = Datadog::new("0123456789abcdef").region(DatadogRegion::Us1Fed);
    let operation = UpdateGroupIntegration::new("32b6e34b3d91647abb20e7b8", datadog.clone()).pretty(true);
    let reply = UpdateGroupIntegration::decode(send(&operation.build(&server).unwrap())).unwrap();

    let (head, _) = serving.join().unwrap();
    assert!(
        head.starts_with(
            "PUT /api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/DATADOG?pretty=true HTTP/1.1\r\n"
        ),
        "{head}"
    );
    assert_eq!(reply.headers.rate_limit_remaining, Some(9));
    assert_eq!(reply.body.results, [ThirdPartyIntegration::Datadog(datadog)]);
}
