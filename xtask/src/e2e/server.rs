//! Servers on free ports of this machine.
//!
//! Invariant: a server listens on 127.0.0.1 only, and is gone when its value is dropped.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::leash::Leashed;
use crate::failure::Failure;

const PAUSE: Duration = Duration::from_millis(50);
/// How often a server is started: between the choice of a port and its use, another program may take it.
const ATTEMPTS: usize = 3;

/// The command that starts a server, given its ports.
type CommandOf = Box<dyn Fn(&[u16]) -> Command>;

/// How to start a server.
pub(crate) struct Recipe {
    /// Its name, which its files and the variables with its addresses have too.
    pub(crate) name: &'static str,
    /// On how many ports it listens.
    pub(crate) ports: usize,
    /// The command.
    pub(crate) command: CommandOf,
}

/// A server.
pub(crate) struct Server {
    recipe: Recipe,
    ports: Vec<u16>,
    log: PathBuf,
    program: Leashed,
    attempts: usize,
}

impl Server {
    /// Starts one. That it answers is to be waited for.
    pub(crate) fn start(recipe: Recipe, logs: &Path) -> Result<Self, Failure> {
        let log = logs.join(format!("{}.log", recipe.name));
        let (ports, program) = start(&recipe, &log)?;
        Ok(Self { recipe, ports, log, program, attempts: 1 })
    }

    /// Waits until it answers on all its ports.
    pub(crate) fn wait(&mut self, limit: Duration) -> Result<(), Failure> {
        let start = Instant::now();
        while !self.ports.iter().all(|port| answers(*port)) {
            let has_ended = self.program.ended().is_some();
            if has_ended && self.attempts < ATTEMPTS {
                self.attempts += 1;
                (self.ports, self.program) = self::start(&self.recipe, &self.log)?;
            } else if has_ended || start.elapsed() > limit {
                let said = self.said();
                return Err(Failure::NoAnswer { server: self.recipe.name, log: self.log.clone(), said });
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }

    /// The variables that hold its addresses: `E2E_PRISM`, `E2E_PRISM_2`.
    pub(crate) fn variables(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let name = self.recipe.name.to_ascii_uppercase().replace('-', "_");
        self.ports.iter().enumerate().map(move |(index, port)| {
            let number = if index == 0 { String::new() } else { format!("_{}", index + 1) };
            (format!("E2E_{name}{number}"), format!("http://127.0.0.1:{port}"))
        })
    }

    /// The end of what it has said.
    fn said(&self) -> String {
        let read = |path: &Path| fs::read(path).unwrap_or_default();
        let text = [read(&self.log), read(&self.log.with_extension("err"))].concat();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(3)..].join("; ")
    }
}

fn start(recipe: &Recipe, log: &Path) -> Result<(Vec<u16>, Leashed), Failure> {
    let ports =
        free_ports(recipe.ports).map_err(Failure::io("find a free port of", Path::new("127.0.0.1")))?;
    let program = Leashed::start(&(recipe.command)(&ports), log, &log.with_extension("err"))?;
    Ok((ports, program))
}

/// Ports that nobody listens on. All are held until the last is found, so that they differ.
fn free_ports(count: usize) -> std::io::Result<Vec<u16>> {
    let all: std::io::Result<Vec<_>> =
        (0..count).map(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0))).collect();
    all?.iter().map(|listener| Ok(listener.local_addr()?.port())).collect()
}

/// Whether somebody answers in HTTP.
fn answers(port: u16) -> bool {
    let ask = || {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let mut begin = [0; 5];
        stream.read_exact(&mut begin)?;
        std::io::Result::Ok(begin == *b"HTTP/")
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_ports_differ() {
        let ports = free_ports(3).unwrap();
        assert!(ports[0] != ports[1] && ports[1] != ports[2] && ports[0] != ports[2], "{ports:?}");
    }

    #[test]
    fn a_server_that_ends_at_once_is_told_with_its_words() {
        let folder = tempfile::tempdir().unwrap();
        let command = |_: &[u16]| {
            let mut command = Command::new("sh");
            command.args(["-c", "echo no such module; exit 1"]);
            command
        };
        let recipe = Recipe { name: "broken", ports: 1, command: Box::new(command) };
        let failure =
            Server::start(recipe, folder.path()).unwrap().wait(Duration::from_secs(60)).unwrap_err();
        assert!(failure.to_string().contains("no such module"), "{failure}");
    }
}
