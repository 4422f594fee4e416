//! A real redis-server of one's own, on a free port of this machine.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use majlis::backbone::Backbone;
use majlis::journal::embedded::{Embedded, Options};
use majlis::journal::redis::RedisJournal;
use majlis::journal::twofold::Twofold;

/// How long an answer may take where nothing is meant to be slow.
const PATIENT: Duration = Duration::from_secs(10);

/// The process, and its log: a server whose log nobody holds ends.
type Running = (Child, BufReader<ChildStdout>);

/// The server; it ends with this, also when the test panics.
pub struct RedisServer {
    running: Running,
    port: u16,
    folder: tempfile::TempDir,
    options: Vec<String>,
}

impl RedisServer {
    /// A server that keeps nothing when it ends.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// The same with more of its options.
    pub fn start_with(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Another process may take the port before the server does: then the next one.
        let started = (0..20).find_map(|_| {
            let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            Some((port, launch(port, folder.path(), options)?))
        });
        let (port, running) = started.expect("redis-server starts");
        let options = options.iter().map(|option| (*option).to_owned()).collect();
        Self { running, port, folder, options }
    }

    /// Starts it again after it was stopped, with its options and whatever it kept.
    pub fn start_again(&mut self) {
        let options: Vec<_> = self.options.iter().map(String::as_str).collect();
        self.running = launch(self.port, self.folder.path(), &options).expect("redis-server starts again");
    }

    /// Where it keeps what it keeps.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Ends the server as a crash would, and starts an empty one in its place.
    pub fn lose_everything(&mut self) {
        self.stop();
        self.running = launch(self.port, self.folder.path(), &[]).expect("redis-server starts again");
    }

    pub fn stop(&mut self) {
        self.running.0.kill().unwrap();
        self.running.0.wait().unwrap();
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn url(&self) -> String {
        url(self.port)
    }

    /// A connection past all that is under test.
    pub async fn connection(&self) -> redis::aio::MultiplexedConnection {
        let client = redis::Client::open(self.url()).unwrap();
        client.get_multiplexed_async_connection().await.unwrap()
    }

    /// A node's journal.
    pub async fn journal(&self) -> RedisJournal {
        journal_at(self.port, PATIENT).await
    }

    /// The journal of a node that keeps a copy on its own disk.
    pub async fn twofold(&self, disk: Options) -> Twofold {
        twofold_at(self.port, PATIENT, disk).await
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        let _ = self.running.0.kill();
        let _ = self.running.0.wait();
    }
}

/// A node's journal over whatever listens on this port.
pub async fn journal_at(port: u16, timeout: Duration) -> RedisJournal {
    let backbone = Backbone::connect(&url(port), timeout).await.unwrap();
    RedisJournal::connect(&backbone, 0).await.unwrap()
}

/// The same with a copy on a disk.
pub async fn twofold_at(port: u16, timeout: Duration, disk: Options) -> Twofold {
    let disk = Embedded::open(disk).await.unwrap();
    Twofold::new(journal_at(port, timeout).await, Arc::new(disk))
}

pub fn url(port: u16) -> String {
    format!("redis://127.0.0.1:{port}")
}

/// Starts the program and reads its log until it takes connections; nothing if it ended instead.
fn launch(port: u16, folder: &Path, options: &[&str]) -> Option<Running> {
    let mut process = Command::new("redis-server")
        .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        .args(options)
        .arg("--dir")
        .arg(folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("redis-server is installed");
    let mut log = BufReader::new(process.stdout.take().unwrap());
    let mut line = String::new();
    while log.read_line(&mut line).unwrap() > 0 {
        if line.contains("Ready to accept connections") {
            return Some((process, log));
        }
        line.clear();
    }
    process.wait().unwrap();
    None
}
