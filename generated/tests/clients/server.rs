//! A server that does what a test says, one connection after the other.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use generated::Server;

/// What the server does with one connection.
pub(crate) enum Turn {
    /// Takes the request, writes this, and closes the connection.
    Say(String),
    /// The same with bytes that are no text.
    Write(Vec<u8>),
    /// The same, and then writes bytes until nobody takes them any more, as fast as they go or at this pace.
    GoOn(String, Duration),
    /// Writes this before the body is read, which is then read and forgotten.
    Interrupt(String),
    /// Writes this, and closes the connection with bytes that were not read: the other side gets a reset.
    Reset(String),
}

/// A request as it came: its head in lower case, its body, and when.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) head: String,
    pub(crate) body: String,
    pub(crate) at: Instant,
}

/// A server. What it was not told to do, it does not.
pub(crate) struct Scripted {
    /// Its origin.
    pub(crate) origin: String,
    received: Arc<Mutex<Vec<Received>>>,
    /// Says so whenever a connection was closed.
    closed: Receiver<()>,
}

impl Scripted {
    /// Starts one.
    pub(crate) fn start(script: impl IntoIterator<Item = Turn>) -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").unwrap(), script)
    }

    /// Starts one at an address that others know already.
    pub(crate) fn on(listener: TcpListener, script: impl IntoIterator<Item = Turn>) -> Self {
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::<Mutex<Vec<_>>>::default();
        let taken = Arc::clone(&received);
        let script: Vec<Turn> = script.into_iter().collect();
        let (sender, closed) = mpsc::channel();
        thread::spawn(move || {
            for turn in script {
                let (stream, _) = listener.accept().unwrap();
                serve(stream, &turn, &taken);
                // Most tests do not ask.
                let _ = sender.send(());
            }
        });
        Self { origin, received, closed }
    }

    /// What generated code calls a server.
    pub(crate) fn server(&self) -> Server {
        Server::new(&self.origin).unwrap()
    }

    /// Waits until one more connection is closed.
    pub(crate) fn wait_until_closed(&self) {
        self.closed.recv().unwrap();
    }

    /// The requests so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

/// An origin that nobody listens at.
pub(crate) fn nobody() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    Server::new(format!("http://{}", listener.local_addr().unwrap())).unwrap()
}

/// A response with a body of JSON, or of nothing.
pub(crate) fn response(status: &str, headers: &str, body: &str) -> Turn {
    let length = body.len();
    Turn::Say(format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    ))
}

fn serve(stream: TcpStream, turn: &Turn, taken: &Mutex<Vec<Received>>) {
    let mut reader = BufReader::with_capacity(1, stream);
    let head = read_head(&mut reader);
    if let Turn::Reset(said) = turn {
        taken.lock().unwrap().push(Received { head, body: String::new(), at: Instant::now() });
        reader.get_mut().write_all(said.as_bytes()).unwrap();
        // The client is to see the beginning before the end.
        thread::sleep(Duration::from_millis(100));
        return;
    }
    if let Turn::Interrupt(said) = turn {
        reader.get_mut().write_all(said.as_bytes()).unwrap();
        let _ = std::io::copy(&mut reader.into_inner(), &mut std::io::sink());
        return;
    }
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    let mut body = vec![0; length.map_or(0, |length| length.trim().parse().unwrap())];
    reader.read_exact(&mut body).unwrap();
    let body = String::from_utf8(body).unwrap();
    taken.lock().unwrap().push(Received { head, body, at: Instant::now() });
    let mut stream = reader.into_inner();
    match turn {
        Turn::Say(said) => stream.write_all(said.as_bytes()).unwrap(),
        // Who has heard enough goes away.
        Turn::Write(bytes) => drop(stream.write_all(bytes)),
        Turn::GoOn(said, pause) => {
            stream.write_all(said.as_bytes()).unwrap();
            let bytes = if pause.is_zero() { " ".repeat(4096) } else { " ".to_owned() };
            while stream.write_all(bytes.as_bytes()).is_ok() {
                thread::sleep(*pause);
            }
        }
        Turn::Interrupt(_) | Turn::Reset(_) => {}
    }
}

/// Request line and headers.
fn read_head(reader: &mut impl BufRead) -> String {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).unwrap() == 0 {
            break;
        }
    }
    head.to_ascii_lowercase()
}
