//! The program itself, in a process of its own.

use std::ffi::OsStr;
#[cfg(unix)]
use std::io::Write;
use std::net::SocketAddr;
#[cfg(unix)]
use std::os::fd::OwnedFd;
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{ExitStatus, Output, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};

use super::within::{until, within};

/// A server that runs; it is killed with this.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
    /// The line that told the address.
    pub told: String,
    /// A program whose output nobody holds would end.
    output: BufReader<ChildStdout>,
}

impl Program {
    /// `majlis serve` over a data folder, on a free port.
    pub async fn serve(folder: &Path) -> Self {
        Self::serve_with(folder, &[]).await
    }

    /// The same with more flags.
    pub async fn serve_with(folder: &Path, flags: &[&str]) -> Self {
        Self::started(program(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder).args(flags)).await
    }

    /// The same where no file can grow beyond so many blocks, as on a disk that is full. Its log is not shown.
    #[cfg(unix)]
    pub async fn serve_on_a_small_disk(folder: &Path, flags: &[&str], blocks: u32) -> Self {
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &limited, "sh", BINARY, "serve", "--listen", "127.0.0.1:0", "--data"]);
        Self::started(clean(&mut command).arg(folder).args(flags).stderr(Stdio::null())).await
    }

    /// The same where whoever reads its log has gone away already.
    pub async fn serve_unread(folder: &Path, flags: &[&str]) -> Self {
        let (reader, log) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = program(["serve", "--listen", "127.0.0.1:0", "--data"]);
        Self::started(command.arg(folder).args(flags).env("MAJLIS_LOG", "trace").stderr(log)).await
    }

    /// The same with everything that can be logged written to that file.
    pub async fn serve_logging(folder: &Path, flags: &[&str], log: &Path) -> Self {
        let log = std::fs::File::create(log).expect("a file for the log");
        let mut command = program(["serve", "--listen", "127.0.0.1:0", "--data"]);
        Self::started(command.arg(folder).args(flags).env("MAJLIS_LOG", "trace").stderr(log)).await
    }

    /// The same at an address, where another one may still listen.
    pub async fn serve_at(folder: &Path, address: &str, log: &Path) -> Self {
        let log = std::fs::File::create(log).expect("a file for the log");
        let mut command = program(["serve", "--listen", address, "--data"]);
        Self::started(command.arg(folder).stderr(log)).await
    }

    /// `majlis demo` on a free port, with its log in that file.
    pub async fn demo(log: &Path) -> Self {
        let log = std::fs::File::create(log).expect("a file for the log");
        Self::started(program(["demo", "--listen", "127.0.0.1:0"]).stderr(log)).await
    }

    /// `majlis serve` over a data folder, on a free port, as soon as it logged that: it has not told its address yet.
    pub async fn serve_until(folder: &Path, flags: &[&str], log: &Path, logged: &str) -> Self {
        let mut command = program(["serve", "--listen", "127.0.0.1:0", "--data"]);
        command.arg(folder).args(flags).stderr(std::fs::File::create(log).expect("a file for the log"));
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let output = BufReader::new(child.stdout.take().expect("its output"));
        until(async || std::fs::read_to_string(log).is_ok_and(|said| said.contains(logged))).await;
        Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)), told: String::new(), output }
    }

    async fn started(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let (told, address) = within(first_address(&mut output)).await;
        Self { child, address, told, output }
    }

    /// Ends it with SIGKILL.
    pub async fn kill(mut self) {
        within(self.child.kill()).await.expect("it can be killed");
    }

    /// Asks it to end with SIGTERM: how it ended, and what it printed since it told its address.
    pub async fn terminate(mut self) -> (ExitStatus, String) {
        self.signal(Signal::TERM);
        let mut rest = String::new();
        within(self.output.read_to_string(&mut rest)).await.expect("text");
        (within(self.child.wait()).await.expect("it ends"), rest)
    }

    /// Has it look at its files anew, with SIGHUP.
    pub fn hang_up(&self) {
        self.signal(Signal::HUP);
    }

    fn signal(&self, signal: Signal) {
        let pid = self.child.id().and_then(|id| Pid::from_raw(id.try_into().ok()?));
        kill_process(pid.expect("it runs"), signal).expect("it can be asked");
    }
}

/// A server of which nobody takes what it prints; it is killed with this.
#[cfg(unix)]
pub struct Unheard {
    _child: Child,
    printed: UnixStream,
}

#[cfg(unix)]
impl Unheard {
    /// `majlis serve` over a data folder at that address, whose output takes not a byte.
    pub fn serve(folder: &Path, address: &str) -> Self {
        let (printed, mut full) = UnixStream::pair().expect("a pair of sockets");
        full.set_nonblocking(true).expect("a socket of one's own");
        for piece in [&[b'\n'; 4_096][..], b"\n"] {
            while matches!(full.write(piece), Ok(1..)) {}
        }
        full.set_nonblocking(false).expect("a socket of one's own");
        let mut command = program(["serve", "--listen", address, "--data"]);
        let child = command.arg(folder).stdout(OwnedFd::from(full)).spawn().expect("the program starts");
        Self { _child: child, printed }
    }

    /// Takes what it prints from now on.
    pub fn hear(&self) {
        let mut printed = self.printed.try_clone().expect("a socket of one's own");
        // Ends with the program.
        std::thread::spawn(move || std::io::copy(&mut printed, &mut std::io::sink()));
    }
}

/// Runs the program with those arguments to its end. Of its log only errors are written.
pub async fn run(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Output {
    within(program(arguments).env("MAJLIS_LOG", "error").output()).await.expect("the program starts")
}

/// Where the program lies.
const BINARY: &str = env!("CARGO_BIN_EXE_majlis");

/// The program with those arguments.
pub fn program(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(BINARY);
    clean(&mut command).args(arguments);
    command
}

/// Takes nothing from the environment, and does not outlive its test.
fn clean(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("MAJLIS_")) {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).kill_on_drop(true)
}

/// The first line with an address of this machine, and the address.
async fn first_address(output: &mut BufReader<ChildStdout>) -> (String, SocketAddr) {
    loop {
        let mut line = String::new();
        assert!(output.read_line(&mut line).await.expect("a line") > 0, "it ended before it listened");
        if let Some(address) = address_in(&line) {
            return (line, address);
        }
    }
}

/// The first address of this machine in a line.
fn address_in(line: &str) -> Option<SocketAddr> {
    let rest = &line[line.find("127.0.0.1:")?..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ':').unwrap_or(rest.len());
    rest[..end].parse().ok()
}
