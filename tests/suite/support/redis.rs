//! A real redis-server of one's own, on a free port of this machine.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use majlis::backbone::{Access, Backbone};
use majlis::journal::embedded::{Embedded, Options};
use majlis::journal::redis::RedisJournal;
use majlis::journal::twofold::Twofold;
use redis::{AsyncConnectionConfig, FromRedisValue};
use rustix::process::{Pid, Signal};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, Lines};
use tokio::net::TcpStream;

/// How long an answer may take where nothing is meant to be slow.
pub const PATIENT: Duration = Duration::from_secs(10);

/// The process, and its log: a server whose log nobody holds ends.
pub type Running = (Child, BufReader<ChildStdout>);

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
        let mut server = Self::launch(|port, folder| launch(port, folder, options));
        server.options = options.iter().map(|option| (*option).to_owned()).collect();
        server
    }

    /// A server as the files in `deploy/redis` have it, with those options over them.
    pub fn deployed(options: &[&str]) -> Self {
        Self::launch(|port, folder| {
            let (file, port) = (deployed("redis.conf", folder), port.to_string());
            let here = [file.as_str(), "--bind", "127.0.0.1", "--port", &port];
            run(&[&here, options].concat(), folder, TAKES_CONNECTIONS)
        })
    }

    /// A sentinel by that file, which it writes in.
    pub fn sentinel(file: &str) -> Self {
        Self::launch(|port, folder| {
            let own = folder.join("sentinel.conf");
            std::fs::write(&own, file).unwrap();
            let (own, port) = (own.to_str().unwrap(), port.to_string());
            run(&[own, "--sentinel", "--bind", "127.0.0.1", "--port", &port], folder, IS_A_SENTINEL)
        })
    }

    /// On a free port. Another process may take it before the server does: then on the next one.
    pub fn launch(start: impl Fn(u16, &Path) -> Option<Running>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let started = (0..20).find_map(|_| {
            let port = free_port();
            Some((port, start(port, folder.path())?))
        });
        let (port, running) = started.expect("redis-server starts");
        Self { running, port, folder, options: Vec::new() }
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

    /// Keeps a copy of what there is now, as a backup would.
    pub async fn keep_a_copy(&self) {
        let () = self.ask("SAVE").await;
    }

    /// Ends the server as a crash would, and starts it from the copy that was kept last.
    pub fn go_back(&mut self) {
        self.stop();
        self.start_again();
    }

    /// Ends the server as a crash would, and starts it with other options.
    pub fn start_otherwise(&mut self, options: &[&str]) {
        self.stop();
        self.options = options.iter().map(|option| (*option).to_owned()).collect();
        self.start_again();
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

    /// It does nothing any more, and nobody is told: its connections stay.
    pub fn freeze(&self) {
        self.signal(Signal::STOP);
    }

    pub fn thaw(&self) {
        self.signal(Signal::CONT);
    }

    fn signal(&self, signal: Signal) {
        let process = Pid::from_child(&self.running.0);
        rustix::process::kill_process(process, signal).unwrap();
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Asks it something, past all that is under test.
    pub async fn ask<T: FromRedisValue>(&self, command: &str) -> T {
        let mut words = command.split(' ');
        let mut asked = redis::cmd(words.next().unwrap());
        words.for_each(|word| {
            asked.arg(word);
        });
        asked.query_async(&mut self.connection().await).await.unwrap()
    }

    pub fn url(&self) -> String {
        url(self.port)
    }

    /// A connection past all that is under test.
    pub async fn connection(&self) -> redis::aio::MultiplexedConnection {
        let client = redis::Client::open(self.url()).unwrap();
        let patient = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(PATIENT))
            .set_response_timeout(Some(PATIENT));
        client.get_multiplexed_async_connection_with_config(&patient).await.unwrap()
    }

    /// A line for each command that it is asked from now on.
    pub async fn monitor(&self) -> Lines<tokio::io::BufReader<TcpStream>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        stream.write_all(b"MONITOR\r\n").await.unwrap();
        let mut lines = tokio::io::BufReader::new(stream).lines();
        assert_eq!(lines.next_line().await.unwrap().as_deref(), Some("+OK"));
        lines
    }

    /// Whether a text lies in what any key holds.
    pub async fn holds(&self, text: &str) -> bool {
        let mut connection = self.connection().await;
        let keys: Vec<String> = redis::cmd("KEYS").arg("*").query_async(&mut connection).await.unwrap();
        let mut dumps = redis::pipe();
        for key in &keys {
            dumps.cmd("DUMP").arg(key);
        }
        let dumps: Vec<Vec<u8>> = dumps.query_async(&mut connection).await.unwrap();
        dumps.iter().any(|dump| dump.windows(text.len()).any(|part| part == text.as_bytes()))
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
    journal_by(&Access::to(url(port)), timeout, 0).await
}

/// A node's journal over that Redis, acknowledging what so many replicas have.
pub async fn journal_by(access: &Access, timeout: Duration, replicas: usize) -> RedisJournal {
    let backbone = Backbone::connect(access, timeout).await.unwrap();
    RedisJournal::connect(&backbone, replicas).await.unwrap()
}

/// The same with a copy on a disk.
pub async fn twofold_at(port: u16, timeout: Duration, disk: Options) -> Twofold {
    let disk = Embedded::open(disk).await.unwrap();
    Twofold::new(journal_at(port, timeout).await, Arc::new(disk))
}

pub fn url(port: u16) -> String {
    format!("redis://127.0.0.1:{port}")
}

/// What a server says when it is ready.
const TAKES_CONNECTIONS: &str = "Ready to accept connections";
const IS_A_SENTINEL: &str = "Sentinel ID is";

/// One of the files that an operator starts from, in a folder where a server may write in it, as sentinels have it do.
pub fn deployed(file: &str, folder: &Path) -> String {
    let own = folder.join(file);
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/redis").join(file), &own).unwrap();
    own.to_str().unwrap().to_owned()
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn launch(port: u16, folder: &Path, options: &[&str]) -> Option<Running> {
    let port = port.to_string();
    let forgetful = ["--port", &port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    run(&[&forgetful, options].concat(), folder, TAKES_CONNECTIONS)
}

/// Starts a server and reads its log until it says that it is ready; nothing if it ended instead.
pub fn run(options: &[&str], folder: &Path, ready: &str) -> Option<Running> {
    run_by("redis-server", options, folder, ready)
}

/// The same of another program.
pub fn run_by(program: &str, options: &[&str], folder: &Path, ready: &str) -> Option<Running> {
    let mut process = Command::new(program)
        .args(options)
        .arg("--dir")
        .arg(folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program is installed");
    let mut log = BufReader::new(process.stdout.take().unwrap());
    let mut line = String::new();
    while log.read_line(&mut line).unwrap() > 0 {
        if line.contains(ready) {
            return Some((process, log));
        }
        line.clear();
    }
    process.wait().unwrap();
    None
}
