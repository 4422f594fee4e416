//! The program itself, in a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A server that runs; it is killed with this.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
    /// A program whose output nobody holds would end.
    _output: BufReader<ChildStdout>,
}

impl Program {
    /// `majlis serve` over a data folder, on a free port.
    pub fn serve(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_majlis"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert!(output.read_line(&mut line).expect("a line") > 0, "it ended before it listened");
            if let Some(address) = address_in(&line) {
                break address;
            }
        };
        Self { child, address, _output: output }
    }

    /// Ends it with SIGKILL.
    pub fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it has ended");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first address of this machine in a line.
fn address_in(line: &str) -> Option<SocketAddr> {
    let rest = &line[line.find("127.0.0.1:")?..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ':').unwrap_or(rest.len());
    rest[..end].parse().ok()
}
